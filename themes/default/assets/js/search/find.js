// From what is typed to results: exact ids first, then titles, headings, text. The index says which documents hold the words;
// the texts of the best of them say where, and have the last word on the order.
(function (fs) {
  "use strict";

  // Documents whose texts are loaded at first and each time after that, and results that are shown at first.
  const LOOKED = [12, 6];
  const SHOWN = 10;
  // Characters of texts after which no further ones are loaded for them: about 200 KB when they are sent compressed.
  const ROOM = 400000;
  const SECTIONS = 3;
  // How much a word means in code, text, a heading, the title and the id; and how much more where it stands often.
  const PLACES = [0.2, 0.5, 1.5, 2.6, 2.8];
  const OFTEN = [0.4, 1, 0.9, 0.4, 0];
  const STEPS = 8;
  const TITLE = 3;
  // What is written otherwise than it was typed means less.
  const LONGER = 0.6;
  const SINGULAR = 0.8;
  const MISTYPED = 0.5;

  // Lets the page draw and the reader type before the next piece of work.
  let rested = 0;
  async function rest() {
    if (performance.now() - rested < 8) return;
    await new Promise((resolve) => setTimeout(resolve));
    rested = performance.now();
  }

  // The documents that hold a word in some form, by number: the best impact there, and how much the form counts.
  async function holders(want) {
    const { word, whole } = want;
    const best = new Map();
    const add = (postings, factor) => postings && postings.numbers.forEach((number, at) => {
      const impact = postings.impacts[at];
      const place = Math.floor(impact / STEPS);
      const worth = factor * (PLACES[place] + (OFTEN[place] * (impact % STEPS)) / STEPS);
      const known = best.get(number);
      if (!known || known.worth < worth) best.set(number, { worth: worth, place: place });
    });
    const exact = await fs.search.exact(word);
    add(exact, 1);
    want.forms = [word];
    if (!whole) {
      if (/\p{L}{3}s$/u.test(word)) {
        const one = await fs.search.exact(word.slice(0, -1));
        if (one) want.forms.push(word.slice(0, -1));
        add(one, SINGULAR);
      }
      for (const postings of await fs.search.longer(word)) add(postings, LONGER);
      // A word that stands nowhere is looked for one mistake away, but for one that is quoted.
      if (best.size === 0 && word.length >= 4 && !want.quoted) {
        const others = (await fs.search.near(word)).slice(0, 2);
        for (const other of others) add(await fs.search.exact(other), MISTYPED);
        if (others.length) {
          want.instead = others[0];
          want.forms = others;
        }
      }
    }
    want.rare = exact ? exact.numbers.length : best.size;
    return best;
  }

  // Documents that are allowed by how well they fit, as `{ number, score }`; those that hold more of the words first by far.
  async function candidates(query, entries, allowed) {
    const wants = await fs.search.wanted(query.names);
    const maps = await Promise.all(wants.map(holders));
    const quoted = wants.filter((want) => want.quoted).length;
    const scores = new Map();
    let all = 0;
    for (const [at, want] of wants.entries()) {
      want.weight = Math.log(1 + (entries - want.rare + 0.5) / (want.rare + 0.5));
      if (maps[at].size === 0) continue;
      all += want.weight;
      for (const [number, { worth, place }] of maps[at]) {
        const score = scores.get(number) || { number: number, sum: 0, covered: 0, quoted: 0, id: false };
        score.sum += want.weight * worth;
        score.covered += want.weight;
        score.quoted += want.quoted ? 1 : 0;
        score.titled = (score.titled === undefined || score.titled) && place >= TITLE;
        scores.set(number, score);
      }
      await rest();
    }
    // An id is found whether its pieces were written apart or together, and by its number.
    const joined = query.names.map((name) => (name.pieces || []).join("")).join("");
    const id = joined && query.names.length <= 4 ? await fs.search.exact(joined) : null;
    const ids = id ? id.numbers.filter((_, at) => Math.floor(id.impacts[at] / STEPS) === PLACES.length - 1) : [];
    for (const number of ids) scores.set(number, Object.assign({ number: number, sum: 0, covered: 0, quoted: 0 }, scores.get(number), { id: true }));
    // A quoted text stands only where all of its words do.
    const found = [...scores.values()].filter((one) => one.quoted === quoted && allowed(one.number));
    for (const one of found) {
      const share = all ? one.covered / all : 1;
      one.score = one.sum * share * share + (one.id ? 1000 : 0) + (one.titled && share > 0.99 ? all : 0);
    }
    found.sort((a, b) => b.score - a.score || a.number - b.number);
    const whole = found.filter((one) => one.covered > all * 0.99 || one.id).length;
    return { found: found, wants: wants, total: whole || found.length };
  }

  // Reads the texts of candidates, some at a time, until enough of them are seen to fit: those that were read together are
  // ordered among themselves, so that what is asked for later stands behind what is shown. Tells each to `take`, with the
  // number of its batch, and whether any were left unread.
  async function read(near, view, most, take, still) {
    const files = new Map();
    let fitting = 0;
    let from = 0;
    const room = ROOM * Math.ceil(most / SHOWN);
    const loaded = () => [...files.values()].reduce((sum, size) => sum + size, 0);
    for (let batch = 0; from < near.length && fitting < most && loaded() < room; batch += 1) {
      const count = LOOKED[Math.min(batch, 1)];
      await Promise.all(near.slice(from, from + count).map(async (one) => {
        const { file, size } = await fs.search.weight(one.number);
        files.set(file, size);
        const entry = await fs.search.entry(one.number);
        await rest();
        if (!still()) return;
        const seen = view(entry);
        if (!seen.quoted) return;
        fitting += 1;
        take(one, entry, seen, batch);
      }));
      if (!still()) return false;
      from += count;
    }
    return from < near.length;
  }

  // What is found for a text, at most as many results as are asked for: `{ results, total, more, partly, instead, terms,
  // wrong, done }`, told to `show` as texts arrive and once at the end. `still` says whether anybody waits for it, `more`
  // whether there are further results, `partly` whether the texts of some documents that may fit were not looked at. A
  // result is `{ entry, title, excerpt, sections }`.
  async function find(text, show, still, most = SHOWN) {
    const root = await fs.search.root();
    const query = fs.search.parse(text, root.grammar);
    const source = (term) => text.slice(term.from, term.to);
    const passed = query.terms.length ? await fs.search.passing(query.terms) : null;
    const unknown = passed ? passed.unknown.map(source) : [];
    const state = { results: [], total: 0, more: false, partly: false, instead: [], terms: query.terms.map(source).filter((term) => !unknown.includes(term)), wrong: [...new Set([...query.wrong, ...unknown])], done: false };
    if (!still()) return state;
    const without = await fs.search.excluded(query.not);
    const within = passed && new Set(passed.numbers);
    const allowed = (number) => !without.has(number) && (!within || within.has(number));
    let near = [];
    let wants = [];
    if (query.names.length === 0) {
      near = (passed ? passed.numbers : []).map((number, at) => ({ number: number, score: -at })).filter(({ number }) => allowed(number));
      state.total = near.length;
    } else {
      const found = await candidates(query, root.entries, allowed);
      if (!still()) return state;
      wants = found.wants;
      state.instead = wants.filter((want) => want.instead).map((want) => [want.typed, want.instead]);
      near = found.found;
      state.total = within ? near.length : found.total;
    }
    const view = fs.search.reader(query, wants);
    const ready = [];
    const put = () => {
      ready.sort((a, b) => a.batch - b.batch || b.score - a.score || a.number - b.number);
      state.results = ready.slice(0, most);
      show(state);
    };
    const left = await read(near, view, most, ({ number, score, id }, entry, seen, batch) => {
      ready.push({ number: number, batch: batch, entry: entry, score: score + seen.score + (id ? 1000 : 0), sections: seen.sections.slice(0, SECTIONS), title: seen.title, excerpt: seen.excerpt });
      if (ready.length % 4 === 0) put();
    }, still);
    if (!still()) return state;
    // Only the texts say where words stand together, so of what was not read nobody knows whether it fits.
    if (query.quotes.length || query.banned.length) {
      state.total = ready.length;
      state.partly = left;
    }
    state.more = state.partly || state.total > most;
    state.done = true;
    put();
    return state;
  }

  fs.search = Object.assign(fs.search || {}, { find: find, rest: rest, SHOWN: SHOWN });
})(window.featsite);
