// The filter grammar in the page. `src/filter` is the same in Rust; tests/filter/cases.json holds both to one meaning.
(function (fs) {
  "use strict";

  const DAY = 864e5;
  const PRIORITIES = ["low", "medium", "high", "critical"];
  const ORDERED = ["priority", "ahead", "past", "number"];
  const memo = new WeakMap();

  // White space as Rust has it: with the next-line sign, without the mark of byte order.
  const SPACE = /[^\S\uFEFF]|\u0085/;
  const SPACES = new RegExp(`(?:${SPACE.source})+`);
  const ENDS = new RegExp(`^(?:${SPACE.source})+|(?:${SPACE.source})+$`, "g");
  const folded = new Map();

  function trimmed(text) {
    return text.replace(ENDS, "");
  }

  // A text as it is compared: lower case, without accents, white space as single spaces. The same names are compared at
  // every key, so they are kept.
  function fold(text) {
    let found = folded.get(text);
    if (found === undefined) {
      found = unmarked(text);
      if (folded.size > 50000) folded.clear();
      folded.set(text, found);
    }
    return found;
  }

  function unmarked(text) {
    return text.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "").split(SPACES).filter(Boolean).join(" ");
  }

  // An id as it is compared: `Epic 24`, `epic-24` and `EPIC-024` are one.
  function comparable(id) {
    const plain = trimmed(id).toLowerCase().replace(/\d+/g, (digits) => digits.replace(/^0+(?=\d)/, ""));
    const gap = new RegExp(`(?:${SPACE.source}|[\\-_‐‑–#])+`, "gu");
    return plain.replace(gap, "-").replace(/^-|-$/g, "").replace(/(\p{L})-(?=\d)/gu, "$1");
  }

  // The number of a day, counted from 1970-01-01; null where it is none.
  function dayOf(iso) {
    const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(iso || "");
    return parts ? date(+parts[1], +parts[2], +parts[3]) : null;
  }

  function date(year, month, day) {
    const made = new Date(Date.UTC(2000, month - 1, day));
    made.setUTCFullYear(year, month - 1, day);
    const right = made.getUTCMonth() === month - 1 && made.getUTCDate() === day && month > 0 && day > 0;
    return right ? Math.round(made / DAY) : null;
  }

  // The last day of a month as the day before the next one's first.
  function lastOf(year, month) {
    return month === 12 ? date(year + 1, 1, 1) - 1 : date(year, month + 1, 1) - 1;
  }

  // The reader's day.
  function today() {
    const now = new Date();
    return date(now.getFullYear(), now.getMonth() + 1, now.getDate());
  }

  function period(text) {
    const parts = /^(\d{4})(?:-(?:q([1-4])|w(\d{2})|(\d{2})(?:-(\d{2}))?))?$/.exec(text);
    if (!parts) return null;
    const [year, quarter, week, month, day] = parts.slice(1).map((part) => (part === undefined ? null : +part));
    if (quarter) return [date(year, quarter * 3 - 2, 1), lastOf(year, quarter * 3)];
    if (week !== null) {
      // The fourth of January lies in the first week.
      const fourth = date(year, 1, 4);
      const monday = fourth - ((((fourth + 3) % 7) + 7) % 7) + (week - 1) * 7;
      const within = week > 0 && (week < 53 || new Date((monday + 3) * DAY).getUTCFullYear() === year);
      return within ? [monday, monday + 6] : null;
    }
    if (day !== null) {
      const one = date(year, month, day);
      return one === null ? null : [one, one];
    }
    if (month !== null) return month > 0 && month < 13 ? [date(year, month, 1), lastOf(year, month)] : null;
    return [date(year, 1, 1), lastOf(year, 12)];
  }

  function distance(text) {
    const parts = /^(-?)(\d{1,5})([dwmy])$/.exec(text);
    return parts ? (parts[1] ? -1 : 1) * parts[2] * { d: 1, w: 7, m: 30, y: 365 }[parts[3]] : null;
  }

  function number(text, compared) {
    const one = (part) => (/^\d{1,9}%?$/.test(part) ? parseInt(part, 10) : null);
    const sides = compared ? [text] : text.split("..");
    if (sides.length < 2) return one(text) === null ? null : { number: one(text) };
    const low = sides[0] ? one(sides[0]) : -Infinity;
    const high = sides.slice(1).join("..") ? one(sides.slice(1).join("..")) : Infinity;
    return low === null || high === null ? null : { between: [low, high] };
  }

  function day(text, compared) {
    if (text === "today") return { days: 0 };
    const days = distance(text);
    if (days !== null) return { days: days };
    const at = compared ? -1 : text.indexOf("..");
    if (at >= 0 && text !== "..") {
      const first = at ? period(text.slice(0, at)) : [-Infinity];
      const last = text.slice(at + 2) ? period(text.slice(at + 2)) : [0, Infinity];
      return first && last ? { between: [first[0], last[1]] } : null;
    }
    const whole = period(text);
    return whole ? { between: whole } : null;
  }

  function find(grammar, name) {
    return grammar.find((field) => field[0] === name || field[1].includes(name));
  }

  // What `has:` asks for under the name of the field it belongs to.
  function thing(grammar, word) {
    if (word === "guides") return "guide";
    if (word === "mark" || word === "marks") return "findings";
    if (["finding", "part", "phase", "task"].includes(word)) return word + "s";
    if (word === "guide") return word;
    const field = find(grammar, word);
    const things = find(grammar, "has")[3];
    return field && things.includes(field[0]) ? field[0] : word;
  }

  // A value of a field: `{ op, word | begins | number | between | days | none }`; null where it is none.
  function test(grammar, field, op, text, quoted) {
    const lower = trimmed(text).toLowerCase();
    const [, , shape, words] = field;
    if (!lower || (op && !ORDERED.includes(shape))) return null;
    const made = (value) => value && Object.assign({ op: op }, value);
    if (lower === "none" && !quoted && !op && shape !== "has" && shape !== "is") return made({ none: true });
    if (shape === "number") return made(number(lower, op));
    if (shape === "ahead" || shape === "past") return made(day(lower, op));
    if (shape === "text") return made({ word: fold(text) });
    if (shape === "name" || shape === "id") {
      return made(text.endsWith("*") && !quoted ? { begins: fold(text.slice(0, -1)) } : { word: fold(text) });
    }
    let word = lower.replace(/[ _]/g, "-");
    if (shape === "has") word = thing(grammar, word);
    // Which words authors have for a status only the items know.
    if (shape === "status" && !words.includes(word)) return made({ said: fold(text) });
    if (!words.includes(word)) return null;
    return made(shape === "priority" ? { number: PRIORITIES.indexOf(word) + 1 } : { word: word });
  }

  // Reads a filter: `[{ from, to, not, text | field, values, tests, wrong }]`. A term that is wrong says so and holds
  // for everything.
  function parse(text, grammar) {
    const terms = [];
    let at = 0;
    function value() {
      let out = "";
      if (text[at] === '"') {
        at += 1;
        while (at < text.length && text[at] !== '"') {
          if (text[at] === "\\" && at + 1 < text.length) at += 1;
          out += text[at];
          at += 1;
        }
        at += 1;
        return [out, true];
      }
      while (at < text.length && text[at] !== "," && !SPACE.test(text[at])) {
        out += text[at];
        at += 1;
      }
      return [out, false];
    }
    for (;;) {
      while (at < text.length && SPACE.test(text[at])) at += 1;
      if (at >= text.length) return terms;
      const term = { from: at, not: false };
      if (text[at] === "-" && at + 1 < text.length && !SPACE.test(text[at + 1])) {
        term.not = true;
        at += 1;
      }
      const key = /^([a-z-]+):/i.exec(text.slice(at));
      if (key) {
        at += key[0].length;
        const name = key[1].toLowerCase();
        const field = find(grammar, name);
        Object.assign(term, { field: field ? field[0] : name, shape: field && field[2], values: [], tests: [], wrong: [] });
        for (;;) {
          const from = at;
          const op = (/^(>=|<=|>|<|=)/.exec(text.slice(at)) || [""])[0];
          at += op.length;
          const [written, quoted] = text[at] === "," ? ["", false] : value();
          const made = field && test(grammar, field, op === "=" ? "" : op, written, quoted);
          term.values.push(op + written);
          if (made) term.tests.push(made);
          else term.wrong.push(text.slice(from, Math.min(at, text.length)));
          if (text[at] !== ",") break;
          at += 1;
        }
      } else {
        let [written, quoted] = value();
        if (!written && !quoted && text[at] === ",") {
          written = ",";
          at += 1;
        }
        term.text = fold(written);
      }
      term.to = Math.min(at, text.length);
      if (term.text !== "") terms.push(term);
    }
  }

  function haystack(record) {
    let found = memo.get(record);
    if (found === undefined) {
      const all = [record.i, record.t, record.w, record.ph, record.r].concat(record.o || [], record.g || []);
      found = fold(all.map((one) => one || "").join("\n"));
      memo.set(record, found);
    }
    return found;
  }

  function compare(op, value, low, high) {
    if (op === "<") return value < low;
    if (op === "<=") return value <= high;
    if (op === ">") return value > high;
    if (op === ">=") return value >= low;
    return value >= low && value <= high;
  }

  function distant(one, iso, sign, now) {
    const at = dayOf(iso);
    if (at === null) return Boolean(one.none);
    if (one.between) return compare(one.op, at, one.between[0], one.between[1]);
    if (one.days === undefined) return false;
    // A bare distance is what lies between today and there: `due:2w` within two weeks.
    const [low, high] = one.op ? [one.days, one.days] : [Math.min(one.days, 0), Math.max(one.days, 0)];
    return compare(one.op, (at - now) * sign, low, high);
  }

  function counted(one, value) {
    if (value === null) return Boolean(one.none);
    if (one.between) return compare(one.op, value, one.between[0], one.between[1]);
    return one.number !== undefined && compare(one.op, value, one.number, one.number);
  }

  function named(one, values) {
    const filled = values.filter(Boolean);
    if (one.none) return filled.length === 0;
    return filled.some((value) => {
      const folded = fold(value);
      if (one.begins !== undefined) return folded.startsWith(one.begins);
      return wholeOrWord(one.word, folded);
    });
  }

  function wholeOrWord(word, folded) {
    return folded === word || folded.split(/[^\p{L}\p{N}-]/u).includes(word);
  }

  function pieced(one, value) {
    return one.none ? !value : fold(value || "").includes(one.word);
  }

  function has(word, record) {
    const flag = { guide: "g", phases: "p" }[word];
    if (flag) return (record.x || "").includes(flag);
    if (word === "status") return record.s !== "unset";
    const key = {
      completed: "fi", created: "cr", due: "du", findings: "m", id: "i", owner: "o", parts: "pa", priority: "p",
      progress: "a", release: "r", start: "st", tag: "g", tasks: "a", updated: "up",
    }[word];
    const value = record[key];
    return Array.isArray(value) ? value.length > 0 : Boolean(value);
  }

  function is(word, record, now) {
    const flags = record.x || "";
    const closed = ["complete", "cancelled"].includes(record.c) || record.s === "living";
    switch (word) {
      case "archived": return flags.includes("a");
      case "blocked": return record.c === "blocked" || flags.includes("b");
      case "closed": return closed;
      case "done": return record.c === "complete";
      case "moving": return ["in-progress", "review", "blocked"].includes(record.c);
      case "open": return !closed;
      case "overdue": return flags.includes("w") && dayOf(record.du) !== null && dayOf(record.du) < now;
      case "ready": return flags.includes("r");
      default: return false;
    }
  }

  const DATES = { completed: ["fi", -1], created: ["cr", -1], updated: ["up", -1], due: ["du", 1], start: ["st", 1] };

  function holds(field, one, record, now) {
    if (DATES[field]) return distant(one, record[DATES[field][0]], DATES[field][1], now);
    const done = record.d || 0;
    const total = record.a || 0;
    switch (field) {
      case "findings": return counted(one, record.m || 0);
      case "open": return counted(one, total - done);
      case "progress": return counted(one, total ? Math.floor((done * 100) / total) : null);
      case "priority": return counted(one, record.p || null);
      case "has": return has(one.word, record);
      case "no": return !has(one.word, record);
      case "is": return is(one.word, record, now);
      case "kind": return one.word === record.n;
      case "owner": return named(one, record.o || []);
      case "tag": return named(one, record.g || []);
      case "release": return named(one, [record.r]);
      case "path": return pieced(one, record.f);
      case "phase": return pieced(one, record.ph);
      case "status":
        if (one.said !== undefined) return wholeOrWord(one.said, fold(record.w || ""));
        return one.none ? record.s === "unset" : one.word === record.s || one.word === record.c;
      case "id":
        if (one.none) return !record.i;
        if (one.begins !== undefined) return fold(record.i || "").startsWith(one.begins);
        return comparable(fold(record.i || "")) === comparable(one.word);
      default: return false;
    }
  }

  function passes(term, record, now) {
    if (term.text !== undefined) return haystack(record).includes(term.text) !== term.not;
    if (term.tests.length === 0) return true;
    return term.tests.some((one) => holds(term.field, one, record, now)) !== term.not;
  }

  // A value as it is written in a filter.
  function quote(value) {
    return SPACE.test(value) || /[,"]|^[<>=]|\*$|^none$/i.test(value) ? '"' + value.replace(/["\\]/g, "\\$&") + '"' : value;
  }

  fs.filter = {
    SPACE: SPACE,
    fold: fold,
    dayOf: dayOf,
    today: today,
    comparable: comparable,
    parse: parse,
    passes: passes,
    quote: quote,
    // Makes ready what free text is looked for in, so that the first key does not wait for it.
    warm(records) {
      records.forEach(haystack);
    },
    matches(terms, record, now) {
      return terms.every((term) => passes(term, record, now));
    },
  };
})(window.featsite);
