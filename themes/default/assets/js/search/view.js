// Where in a document the words stand that were typed: which sections, how close together, and what is shown of them.
(function (fs) {
  "use strict";

  const WINDOW = 150;
  const WORD = /[\p{L}\p{N}]/u;
  // An exact id, the number of one, a title that is what was typed or holds all of it.
  const EXACT = 2000;
  const NUMBER = 900;
  const SAME = 600;
  const TITLED = 300;
  // A section scores less where its words stand inside longer ones only.
  const INSIDE = 0.3;

  function escaped(text) {
    return text.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
  }

  function pattern({ forms, pieces }) {
    const all = forms.map(escaped);
    if (pieces) all.push(pieces.map(escaped).join("[-_\\u2010\\u2011 .]?0*"));
    return new RegExp(all.join("|"), "g");
  }

  // The places of a word in a folded text: `{ at, free }`, free where it begins there.
  function places(want, text) {
    const found = [];
    want.pattern.lastIndex = 0;
    for (let match = want.pattern.exec(text); match && found.length < 40; match = want.pattern.exec(text)) {
      const before = text[match.index - 1];
      const free = want.whole || !before || !WORD.test(before) || (before === "0" && /\d/.test(match[0][0]));
      found.push({ at: match.index, free: Boolean(free) });
    }
    return found;
  }

  // The shortest stretch that holds one place of each list: `[length, from]`.
  function closest(lists) {
    const all = lists.flatMap((list, which) => list.map(({ at }) => ({ at: at, which: which }))).sort((a, b) => a.at - b.at);
    const last = new Array(lists.length).fill(-1);
    let best = [Infinity, all.length ? all[0].at : 0];
    for (const { at, which } of all) {
      last[which] = at;
      const from = Math.min(...last);
      if (from >= 0 && at - from < best[0]) best = [at - from, from];
    }
    return best;
  }

  // Text as `[piece, marked]`, the words that were looked for marked.
  function marked(text, wants) {
    const parts = [];
    let end = 0;
    const put = (from, to) => {
      if (from < end) return;
      if (from > end) parts.push([text.slice(end, from), false]);
      parts.push([text.slice(from, to), true]);
      end = to;
    };
    for (const name of fs.search.names(text)) {
      if (name.chars) {
        const run = name.chars.join("");
        const held = wants.filter((want) => want.whole && run.includes(want.word));
        const same = run.length === name.to - name.from;
        if (!held.length) continue;
        const from = same ? Math.min(...held.map((want) => run.indexOf(want.word))) : 0;
        const to = same ? Math.max(...held.map((want) => run.indexOf(want.word) + want.word.length)) : run.length;
        put(name.from + from, same ? name.from + to : name.to);
        continue;
      }
      const own = name.whole ? [...name.pieces, name.whole] : name.pieces;
      if (wants.some((want) => !want.whole && want.forms.some((form) => own.some((word) => word.startsWith(form))))) put(name.from, name.to);
    }
    if (end < text.length) parts.push([text.slice(end), false]);
    return parts;
  }

  // What is shown of a text around a place.
  function excerpt(text, at, wants) {
    let from = Math.max(0, at - 50);
    if (from > 0) {
      const gap = text.slice(from, at).search(/\s/);
      from = gap < 0 ? at : from + gap + 1;
    }
    let to = Math.min(text.length, from + WINDOW);
    if (to < text.length) {
      const gap = text.lastIndexOf(" ", to);
      if (gap > from + WINDOW / 2) to = gap;
      else if (/[\ud800-\udbff]/.test(text[to - 1])) to -= 1;
    }
    const parts = marked(text.slice(from, to).replace(/\n/g, " · ").replace(/\s+/g, " "), wants);
    if (from > 0) parts.unshift(["… ", false]);
    if (to < text.length) parts.push([" …", false]);
    return parts;
  }

  // How one section fits, and what is shown of it; null where no word stands in it.
  function section(one, wants, all, typed) {
    const text = fs.search.plain(one.text);
    const heading = fs.search.plain(one.heading);
    const found = wants.map((want) => places(want, text));
    const headed = wants.map((want) => places(want, heading).some(({ free }) => free));
    let sum = 0;
    let covered = 0;
    wants.forEach((want, at) => {
      const free = found[at].filter((place) => place.free).length;
      if (!free && !found[at].length && !headed[at]) return;
      covered += want.weight;
      sum += want.weight * ((free ? 1 + 0.2 * Math.log(free) : found[at].length ? INSIDE : 0) + (headed[at] ? 1.5 : 0));
    });
    if (!covered || !all) return null;
    const share = covered / all;
    const held = found.filter((list) => list.length);
    const [span, at] = closest(held);
    let score = sum * share * share;
    if (share > 0.99 && held.length === wants.length && wants.length > 1) score += all * Math.min(1, (typed.length + 20) / (span + 20));
    if (wants.length > 1 && (text.includes(typed) || heading.includes(typed))) score += all;
    if (headed.every(Boolean)) score += all * 1.5;
    // Where folding changed the length of the text, places are about where they were.
    const where = text.length === one.text.length ? at : Math.floor((at * one.text.length) / Math.max(text.length, 1));
    return { score: score, at: held.length ? where : -1 };
  }

  function path(entry, at) {
    const found = [];
    for (let now = at; now >= 0 && entry.sections[now]; now = entry.sections[now].parent) {
      if (entry.sections[now].heading) found.unshift(entry.sections[now].heading);
    }
    return found;
  }

  function titled(entry, wants, typed) {
    const title = fs.search.plain(entry.title);
    if (entry.id && fs.filter.comparable(entry.id) === fs.filter.comparable(typed)) return EXACT;
    if (/^\d+$/.test(typed) && new RegExp(`(?:^|[^\\d.])0*${typed.replace(/^0+(?=\d)/, "")}$`).test(entry.id)) return NUMBER;
    if (title === typed) return SAME;
    const held = wants.filter((want) => places(want, title).some(({ free }) => free));
    if (!wants.length || held.length < wants.length) return 0;
    const letters = wants.reduce((sum, want) => sum + want.forms[0].length, 0);
    return TITLED + 100 * Math.min(1, letters / Math.max(title.length, 1)) + (title.startsWith(typed) ? 50 : 0);
  }

  // A function that looks at an entry for what was typed.
  function reader(query, wants) {
    const typed = fs.search.plain(query.typed).replace(/["\s]+/g, " ").trim();
    // Words that stand nowhere say nothing about where the others do.
    const known = wants.filter((want) => want.rare > 0 || want.instead);
    known.forEach((want) => {
      want.pattern = pattern(want);
    });
    const all = known.reduce((sum, want) => sum + want.weight, 0);
    return (entry) => {
      const seen = [];
      entry.sections.forEach((one, at) => {
        const found = section(one, known, all, typed);
        if (found) seen.push(Object.assign(found, { section: one, at: found.at, index: at }));
      });
      seen.sort((a, b) => b.score - a.score || a.index - b.index);
      const best = seen.length ? seen[0].score : 0;
      const shown = seen.filter((one) => one.section.anchor && one.score >= best * 0.5);
      const lead = seen.find((one) => !one.section.anchor && one.at >= 0 && one.score >= best * 0.5);
      const whole = (text) => fs.search.plain(text).replace(/\s+/g, " ");
      const looked = query.quotes.length || query.banned.length ? [entry.title, entry.id, ...entry.sections.flatMap((one) => [one.heading, one.text])].map(whole) : [];
      const holds = (quote) => looked.some((text) => text.includes(quote));
      return {
        score: best + titled(entry, known, typed),
        quoted: query.quotes.every(holds) && !query.banned.some(holds),
        title: marked(entry.title, known),
        excerpt: lead ? excerpt(lead.section.text, lead.at, known) : entry.excerpt ? excerpt(entry.excerpt, 0, known) : [],
        sections: shown.map((one) => ({
          anchor: one.section.anchor,
          path: path(entry, one.index),
          heading: marked(one.section.heading, known),
          excerpt: one.at >= 0 ? excerpt(one.section.text, one.at, known) : one.section.text ? excerpt(one.section.text, 0, known) : [],
        })),
      };
    };
  }

  fs.search = Object.assign(fs.search || {}, { reader: reader });
})(window.featsite);
