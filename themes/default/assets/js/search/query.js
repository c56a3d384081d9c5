// What was typed, taken apart: words, quotes, what must not be there and terms of the filter; and what the terms let pass.
(function (fs) {
  "use strict";

  // What is read of a text that was pasted, in characters and in words.
  const LONGEST = 2000;
  const WORDS = 32;

  // The beginning of a very long text, up to a gap.
  function head(text) {
    if (text.length <= LONGEST) return text;
    const gap = text.lastIndexOf(" ", LONGEST);
    return text.slice(0, gap > 0 ? gap : LONGEST);
  }

  // What was typed: names of words to be found, those of them that stand in quotes, quoted texts, words and texts that must
  // not be there, terms of the filter, and terms that nobody understands.
  function parse(text, grammar) {
    const query = { names: [], quotes: [], not: [], banned: [], terms: [], wrong: [], typed: "" };
    const known = (name) => grammar.some((field) => field[0] === name);
    for (const term of fs.filter.parse(head(text), grammar)) {
      const raw = text.slice(term.from, term.to);
      if (term.field && known(term.field)) {
        if (term.tests.length) query.terms.push(term);
        if (term.wrong.length) query.wrong.push(raw);
        continue;
      }
      const quoted = term.text !== undefined && raw.includes("\"");
      const names = fs.search.names(raw).map((name) => Object.assign(name, { typed: raw.slice(name.from, name.to), quoted: quoted }));
      if (term.not) {
        // A quoted word is a word; of a quoted text its place in the document has the last word.
        if (quoted && (names.length > 1 || !names.length)) query.banned.push(fs.search.plain(term.text));
        else query.not.push(...names);
        continue;
      }
      query.names.push(...names);
      if (quoted) query.quotes.push(fs.search.plain(term.text));
      query.typed += ` ${raw}`;
    }
    query.names = query.names.slice(0, WORDS);
    query.not = query.not.slice(0, WORDS);
    query.typed = query.typed.trim();
    return query;
  }

  // The words to look up for the names of a query: of a name of several pieces all of it where some document has it, else its
  // pieces; of a run without spaces its pairs.
  async function wanted(names) {
    const found = new Map();
    const add = (word, more) => {
      const known = found.get(word);
      if (known) known.quoted = known.quoted || more.quoted;
      else if (found.size < WORDS) found.set(word, Object.assign({ word: word, typed: word, whole: false }, more));
    };
    for (const { chars, pieces, whole, typed, quoted } of names) {
      if (chars) {
        const pairs = chars.slice(1).map((c, at) => chars[at] + c);
        for (const word of pairs.length ? pairs : chars) add(word, { whole: true, quoted: quoted });
      } else if (whole && await fs.search.exact(whole)) {
        add(whole, { pieces: pieces, typed: typed, quoted: quoted });
      } else {
        for (const word of pieces) add(word, { typed: whole ? word : typed, quoted: quoted });
      }
    }
    return [...found.values()];
  }

  // The numbers of the entries that hold one of the names that must not be there: all the words that stand for it.
  async function excluded(names) {
    const found = new Set();
    for (const name of names) {
      const words = await wanted([name]);
      const lists = await Promise.all(words.map(({ word }) => fs.search.exact(word)));
      if (!lists.length || lists.some((postings) => !postings)) continue;
      const [first, ...others] = lists.map(({ numbers }) => new Set(numbers));
      for (const number of first) if (others.every((other) => other.has(number))) found.add(number);
    }
    return found;
  }

  // Which fields of a record a term looks at.
  const FIELDS = {
    completed: ["fi"], created: ["cr"], due: ["du"], findings: ["m"], guide: ["x"], id: ["i"], is: ["c", "s", "x", "du"], kind: ["n"], open: ["d", "a"],
    owner: ["o"], parts: ["pa"], path: ["f"], phase: ["ph"], phases: ["x"], priority: ["p"], progress: ["d", "a"], release: ["r"], start: ["st"],
    status: ["s", "w", "c"], tag: ["g"], tasks: ["a"], updated: ["up"],
  };

  // The items that pass the terms of a filter: `numbers` in the order of the backlog, and as `unknown` the terms that ask
  // for a status that no item has. Only the fields that the terms name are loaded.
  async function passing(terms) {
    const names = terms.flatMap((term) => (term.field === "has" || term.field === "no" ? term.tests.flatMap((one) => FIELDS[one.word] || []) : FIELDS[term.field] || []));
    const keys = [...new Set([...names, "order"])];
    const columns = await Promise.all(keys.map((key) => fs.load(`field-${key}`)));
    const today = fs.filter.today();
    const order = columns[columns.length - 1];
    const said = terms.flatMap((term) => term.tests.filter((one) => one.said).map((one) => ({ term: term, asked: [{ field: term.field, tests: [one], not: false }] })));
    const found = [];
    for (let number = 0; number < order.at.length; number += 1) {
      if (number % 500 === 499) await fs.search.rest();
      if (order.at[number] < 0) continue;
      const record = {};
      keys.forEach((key, at) => {
        record[key] = columns[at].values[columns[at].at[number]] || undefined;
      });
      if (fs.filter.matches(terms, record, today)) found.push([order.values[order.at[number]], number]);
      for (const one of said) one.known = one.known || fs.filter.matches(one.asked, record, today);
    }
    const unknown = new Set(said.filter((one) => !one.known).map((one) => one.term));
    return { numbers: found.sort((a, b) => a[0] - b[0]).map(([, number]) => number), unknown: [...unknown] };
  }

  fs.search = Object.assign(fs.search || {}, { parse: parse, wanted: wanted, excluded: excluded, passing: passing });
})(window.featsite);
