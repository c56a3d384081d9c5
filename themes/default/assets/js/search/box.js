// The box of search: what is typed is looked for at once, the newest text wins, and the keyboard alone is enough.
(function (fs) {
  "use strict";

  const RECENT = 6;
  // Results that are shown at most, however often more are asked for.
  const MOST = 50;
  // Sites that share a host have memories of their own.
  const key = `featsite-found ${new URL(fs.up || ".", location.href).pathname}`;
  let box = null;
  let input = null;
  let list = null;
  let note = null;
  let further = null;
  let rows = [];
  let chosen = 0;
  let moved = false;
  let run = 0;
  let finding = Promise.resolve();
  let most = 0;

  function encode(text) {
    return text.split("/").map(encodeURIComponent).join("/");
  }

  // The address of an entry from the root; that of a tracker's row has its anchor in it.
  function address({ entry }, anchor) {
    const cut = entry.sections.length ? -1 : entry.url.lastIndexOf("#");
    if (cut >= 0) return `${encode(entry.url.slice(0, cut))}#${encodeURIComponent(entry.url.slice(cut + 1))}`;
    return encode(entry.url) + (anchor ? `#${encodeURIComponent(anchor)}` : "");
  }

  function recent() {
    try {
      return JSON.parse(fs.store(key) || "[]").slice(0, RECENT);
    } catch (error) {
      return [];
    }
  }

  function go(row, event) {
    if (row.keep) fs.store(key, JSON.stringify([row.keep, ...recent().filter(([href]) => href !== row.keep[0])].slice(0, RECENT)));
    const to = fs.up + row.href;
    if (event && (event.ctrlKey || event.metaKey || event.button === 1)) {
      window.open(to);
      return;
    }
    // A place on this page is gone to without loading it again.
    box.close();
    location.href = to;
  }

  function choose(at) {
    chosen = at;
    fs.all("[role=option]", list).forEach((row, index) => row.setAttribute("aria-selected", String(index === at)));
    if (rows.length) {
      input.setAttribute("aria-activedescendant", `fsFound${at}`);
      list.children[at].scrollIntoView({ block: "nearest" });
    } else {
      input.removeAttribute("aria-activedescendant");
    }
  }

  function pieces(parts) {
    return parts.map(([text, marked]) => (marked ? fs.make("mark", {}, text) : text));
  }

  function option(row, at) {
    return fs.make("li", { role: "option", id: `fsFound${at}`, "aria-selected": "false", class: row.part ? "part" : null, on: { click: (event) => go(row, event), auxclick: (event) => event.button === 1 && go(row, event) } },
      row.id ? fs.make("span", { class: "id" }, row.id) : null, fs.make("span", { class: "what", dir: "auto", lang: row.lang }, ...row.what), row.place ? fs.make("span", { class: "place" }, row.place) : null,
      row.said && row.said.length ? fs.make("span", { class: "said", dir: "auto", lang: row.lang }, ...row.said) : null);
  }

  // Puts rows into the list. What the reader has moved to stays chosen where it is still there.
  function put(made) {
    const before = moved && rows[chosen] ? rows[chosen].href : null;
    rows = made;
    list.replaceChildren(...rows.map(option));
    choose(Math.max(rows.findIndex((row) => row.href === before), 0));
  }

  function shown(state, words) {
    const made = [];
    for (const result of state.results) {
      const { entry, sections } = result;
      const href = address(result, "");
      const keep = [href, entry.title, entry.id];
      const folder = entry.url.replace(/\/?[^/]*$/, "");
      const place = [words[entry.kind] && entry.kind !== "page" ? words[entry.kind] : null, entry.word, folder].filter(Boolean).join(" · ");
      made.push({ href: href, lang: entry.lang, keep: keep, id: entry.id, what: pieces(result.title || [[entry.title, false]]), place: place, said: pieces(result.excerpt || []) });
      for (const one of sections) {
        const above = one.path.slice(0, -1).flatMap((name) => [`${name} › `]);
        made.push({ part: true, href: address(result, one.anchor), lang: entry.lang, keep: keep, what: [...above, ...pieces(one.heading)], said: pieces(one.excerpt) });
      }
    }
    return made;
  }

  // What is said below the list: what was found, what was taken for what, what was not understood, and what only is looked at.
  function told(state, words) {
    const said = state.instead.map(([word, other]) => words.showing_instead.replace("{word}", word).replace("{other}", other));
    said.push(...state.wrong.map((term) => `${term} ${words.wrong_term}`));
    if (state.terms.length) said.push(words.filtered_by.replace("{}", state.terms.join(" ")));
    const [one, many] = words.results.split("#");
    const count = new Intl.NumberFormat(fs.root.lang);
    if (state.results.length === 0) said.push(words.nothing_found);
    else if (!state.partly && state.total > state.results.length) said.push(words.results_of.replace("{shown}", count.format(state.results.length)).replace("{total}", count.format(state.total)));
    else said.push((state.results.length === 1 ? one : many || one).replace("{}", count.format(state.results.length)));
    if (state.partly) said.push(words.looked_at_some);
    return said.join(" · ");
  }

  // Without a text: what was opened last from here, else the views.
  function idle(words) {
    const opened = recent();
    const views = fs.all(".side .nav [data-letter]").map((link) => ({ href: link.getAttribute("href").replace(fs.up, ""), what: [link.querySelector("span").textContent] }));
    put(opened.length ? opened.map(([href, title, id]) => ({ href: href, keep: [href, title, id], id: id, what: [title] })) : views);
    note.textContent = opened.length ? words.recently_opened : "";
  }

  async function find() {
    const own = (run += 1);
    const still = () => own === run;
    const { words } = await fs.search.root();
    if (!still()) return;
    further.hidden = true;
    if (!input.value.trim()) {
      idle(words);
      list.removeAttribute("aria-busy");
      return;
    }
    const waiting = setTimeout(() => still() && (note.textContent = words.searching), 300);
    try {
      await fs.search.find(input.value, (state) => {
        if (!still() || (!state.done && state.results.length === 0)) return;
        put(shown(state, words));
        if (!state.done) return;
        note.textContent = told(state, words);
        further.textContent = words.more_results;
        further.hidden = !state.more || most >= MOST;
      }, still, most);
    } finally {
      clearTimeout(waiting);
      if (still()) list.removeAttribute("aria-busy");
    }
  }

  function look() {
    most = fs.search.SHOWN;
    moved = false;
    ask();
  }

  // The next results stand behind those that are there.
  function more() {
    most += fs.search.SHOWN;
    const next = rows.length;
    input.focus();
    ask();
    const own = run;
    finding.then(() => {
      if (own === run && rows.length > next) choose(next);
    });
  }

  function ask() {
    list.setAttribute("aria-busy", "true");
    finding = find().catch(() => {
      note.textContent = box.dataset.failed;
      list.removeAttribute("aria-busy");
    });
  }

  function enter(event) {
    // What was typed last counts, also where it is still being looked for; who types on or closes the box wants it no more.
    const own = run;
    finding.then(() => own === run && box.open && rows[chosen] && go(rows[chosen], event));
  }

  function start(dialog) {
    box = dialog;
    input = box.querySelector("input");
    list = document.getElementById("fsFound");
    note = box.querySelector("[role=status]");
    further = box.querySelector("[data-more]");
    further.addEventListener("click", more);
    box.addEventListener("close", () => {
      run += 1;
    });
    input.addEventListener("input", look);
    input.addEventListener("keydown", (event) => {
      if (event.isComposing) return;
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        moved = true;
        if (rows.length) choose((chosen + (event.key === "ArrowDown" ? 1 : -1) + rows.length) % rows.length);
      } else if (event.key === "Enter") {
        event.preventDefault();
        enter(event);
      }
    });
  }

  // Called each time the box opens; `early` is a press of Enter from before this script was there.
  fs.search = Object.assign(fs.search || {}, {
    open(dialog, early) {
      if (!box) start(dialog);
      look();
      if (early) enter(early);
    },
  });
})(window.featsite);
