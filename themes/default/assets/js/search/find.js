// From what is typed to results: exact ids first, then titles, headings, text. The index says which documents hold the words;
// the texts of the best of them say where, and have the last word on the order.
(function (fs) {
  "use strict";

  // Documents whose texts are loaded, and results that are shown.
  const LOOKED = 12;
  const SHOWN = 10;
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

  // What was typed: names of words to be found, quoted texts, words that must not be there, terms of the filter.
  function parse(text, grammar) {
    const query = { names: [], quotes: [], not: [], terms: [], typed: "" };
    const known = (name) => grammar.some((field) => field[0] === name);
    for (const term of fs.filter.parse(text, grammar)) {
      const raw = text.slice(term.from, term.to);
      if (term.field && known(term.field)) {
        if (term.tests.length) query.terms.push(term);
        continue;
      }
      const names = fs.search.names(raw);
      if (term.not) query.not.push(...names);
      else query.names.push(...names);
      if (term.text !== undefined && raw.includes("\"")) query.quotes.push(term.text);
      if (!term.not) query.typed += ` ${raw}`;
    }
    query.typed = query.typed.trim();
    return query;
  }

  // The words to look up for the names of a query: of a name of several pieces all of it where some document has it, else its
  // pieces; of a run without spaces its pairs.
  async function wanted(names) {
    const found = [];
    for (const name of names) {
      if (name.chars) {
        const pairs = name.chars.slice(1).map((c, at) => name.chars[at] + c);
        found.push(...(pairs.length ? pairs : name.chars).map((word) => ({ word: word, whole: true })));
      } else if (name.whole && await fs.search.exact(name.whole)) {
        found.push({ word: name.whole, whole: false, pieces: name.pieces });
      } else {
        found.push(...name.pieces.map((word) => ({ word: word, whole: false })));
      }
    }
    return found.filter((one, at) => found.findIndex((other) => other.word === one.word) === at);
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
      // A word that stands nowhere is looked for one mistake away.
      if (best.size === 0 && word.length >= 4) {
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

  // Documents by how well they fit, as `{ number, score }`; those that hold more of the words first by far.
  async function candidates(query, entries) {
    const wants = await wanted(query.names);
    const maps = await Promise.all(wants.map(holders));
    const scores = new Map();
    let all = 0;
    for (const [at, want] of wants.entries()) {
      want.weight = Math.log(1 + (entries - want.rare + 0.5) / (want.rare + 0.5));
      if (maps[at].size === 0) continue;
      all += want.weight;
      for (const [number, { worth, place }] of maps[at]) {
        const score = scores.get(number) || { number: number, sum: 0, covered: 0, id: false };
        score.sum += want.weight * worth;
        score.covered += want.weight;
        score.titled = (score.titled === undefined || score.titled) && place >= TITLE;
        scores.set(number, score);
      }
      await rest();
    }
    // An id is found whether its pieces were written apart or together.
    const joined = query.names.map((name) => (name.pieces || []).join("")).join("");
    const id = joined && query.names.length <= 4 ? await fs.search.exact(joined) : null;
    const ids = id ? id.numbers.filter((_, at) => Math.floor(id.impacts[at] / STEPS) === PLACES.length - 1) : [];
    for (const number of ids) scores.set(number, Object.assign({ number: number, sum: 0, covered: 0 }, scores.get(number), { id: true }));
    for (const name of query.not) {
      const postings = await fs.search.exact(name.whole || (name.pieces || name.chars)[0]);
      if (postings) postings.numbers.forEach((number) => scores.delete(number));
    }
    const found = [...scores.values()];
    for (const one of found) {
      const share = all ? one.covered / all : 1;
      one.score = one.sum * share * share + (one.id ? 1000 : 0) + (one.titled && share > 0.99 ? all : 0);
    }
    found.sort((a, b) => b.score - a.score || a.number - b.number);
    const whole = found.filter((one) => one.covered > all * 0.99 || one.id).length;
    return { found: found, wants: wants, total: whole || found.length };
  }

  // Which fields of a record a term looks at.
  const FIELDS = {
    completed: ["fi"], created: ["cr"], due: ["du"], findings: ["m"], guide: ["x"], id: ["i"], is: ["c", "s", "x", "du"], kind: ["n"], open: ["d", "a"],
    owner: ["o"], parts: ["pa"], path: ["f"], phase: ["ph"], phases: ["x"], priority: ["p"], progress: ["d", "a"], release: ["r"], start: ["st"],
    status: ["s", "w", "c"], tag: ["g"], tasks: ["a"], updated: ["up"],
  };

  // The numbers of the items that pass the terms of a filter, in the order of the backlog. Only the fields that the terms
  // name are loaded.
  async function passing(terms) {
    const names = terms.flatMap((term) => (term.field === "has" || term.field === "no" ? term.tests.flatMap((one) => FIELDS[one.word] || []) : FIELDS[term.field] || []));
    const keys = [...new Set([...names, "order"])];
    const columns = await Promise.all(keys.map((key) => fs.load(`field-${key}`)));
    const today = fs.filter.today();
    const order = columns[columns.length - 1];
    const found = [];
    for (let number = 0; number < order.at.length; number += 1) {
      if (order.at[number] < 0) continue;
      const record = {};
      keys.forEach((key, at) => {
        record[key] = columns[at].values[columns[at].at[number]] || undefined;
      });
      if (fs.filter.matches(terms, record, today)) found.push([order.values[order.at[number]], number]);
      if (number % 500 === 499) await rest();
    }
    return found.sort((a, b) => a[0] - b[0]).map(([, number]) => number);
  }

  // What is found for a text: `{ results, total, instead, terms, done }`, told to `show` as texts arrive and once at the
  // end. `still` says whether anybody waits for it. A result is `{ entry, title, excerpt, sections }`.
  async function find(text, show, still) {
    const root = await fs.search.root();
    const query = parse(text, root.grammar);
    const allowed = query.terms.length ? await passing(query.terms) : null;
    const state = { results: [], total: 0, instead: [], terms: query.terms.map((term) => text.slice(term.from, term.to)), done: false };
    if (!still()) return state;
    let near = [];
    let wants = [];
    if (query.names.length === 0) {
      near = (allowed || []).map((number, at) => ({ number: number, score: -at }));
    } else {
      const found = await candidates(query, root.entries);
      if (!still()) return state;
      wants = found.wants;
      state.instead = wants.filter((want) => want.instead).map((want) => [want.word, want.instead]);
      const within = allowed && new Set(allowed);
      near = within ? found.found.filter(({ number }) => within.has(number)) : found.found;
      state.total = within ? near.length : found.total;
    }
    state.total = state.total || near.length;
    const most = query.quotes.length ? LOOKED * 2 : LOOKED;
    const view = fs.search.reader(query, wants);
    const ready = [];
    const put = () => {
      ready.sort((a, b) => b.score - a.score || a.number - b.number);
      state.results = ready.slice(0, SHOWN);
      show(state);
    };
    await Promise.all(near.slice(0, most).map(async ({ number, score, id }) => {
      const entry = await fs.search.entry(number);
      await rest();
      if (!still()) return;
      const seen = view(entry);
      if (query.quotes.length && !seen.quoted) return;
      ready.push({ number: number, entry: entry, score: score + seen.score + (id ? 1000 : 0), sections: seen.sections.slice(0, SECTIONS), title: seen.title, excerpt: seen.excerpt });
      if (ready.length % 4 === 0) put();
    }));
    if (!still()) return state;
    if (query.quotes.length) state.total = ready.length;
    state.done = true;
    put();
    return state;
  }

  fs.search = Object.assign(fs.search || {}, { find: find, parse: parse });
})(window.featsite);
