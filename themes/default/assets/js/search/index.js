// What lies in the files of search, which `src/formats/search` writes and describes: nothing is loaded before it is asked
// for, and nothing twice.
(function (fs) {
  "use strict";

  const shards = new Map();
  const lines = new Map();
  const weights = new Map();
  // Files of spellings that one direction may load: where half a word is one letter there are several.
  const SPELLINGS = 6;

  async function root() {
    const found = await fs.load("search");
    if (!found.starts) {
      let sum = 0;
      found.starts = found.sizes.map((size) => (sum += size) - size);
      found.entries = sum;
    }
    return found;
  }

  // The last of some sorted names that does not stand behind one; files at the end may be empty and have no name.
  function place(names, name) {
    let low = 0;
    let high = names.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (names[middle] !== "" && names[middle] <= name) low = middle + 1;
      else high = middle;
    }
    return Math.max(low - 1, 0);
  }

  // The first position in sorted texts that does not stand before one.
  function lower(keys, key) {
    let low = 0;
    let high = keys.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (keys[middle] < key) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  function remember(memo, key, make) {
    if (!memo.has(key)) memo.set(key, make());
    return memo.get(key);
  }

  // The words of a file of postings with their postings as text.
  function shard(at) {
    return remember(shards, at, () => fs.load(`search-${at}`).then((text) => {
      const keys = [];
      const postings = [];
      for (const line of text.split("\n")) {
        const gap = line.indexOf(" ");
        keys.push(line.slice(0, gap));
        postings.push(line.slice(gap + 1));
      }
      return { keys: keys, postings: postings };
    }).catch((error) => {
      shards.delete(at);
      throw error;
    }));
  }

  // Postings as `{ numbers, impacts }`.
  function decode(text, signs) {
    const numbers = [];
    const impacts = [];
    let number = 0;
    let distance = 0;
    for (let at = 0; at < text.length; at += 1) {
      const code = text.charCodeAt(at);
      if (code >= 97 && code <= 122) distance = distance * 36 + code - 87;
      else if (code >= 48 && code <= 57) distance = distance * 36 + code - 48;
      else {
        number += distance;
        numbers.push(number);
        impacts.push(signs.indexOf(text[at]));
        number += 1;
        distance = 0;
      }
    }
    return { numbers: numbers, impacts: impacts };
  }

  function read(key, text, signs) {
    if (lines.size > 400) lines.clear();
    return remember(lines, key, () => decode(text, signs));
  }

  // The postings of a word; null where no entry holds it.
  async function exact(word) {
    const { shards: names, signs } = await root();
    const { keys, postings } = await shard(place(names, word));
    const at = lower(keys, word);
    return keys[at] === word ? read(word, postings[at], signs) : null;
  }

  // The postings of the words that begin with a prefix and are longer: of the best entries together where they are many.
  async function longer(prefix) {
    const { shards: names, signs } = await root();
    const found = [];
    for (let file = place(names, prefix); file < names.length; file += 1) {
      if (file > 0 && names[file] === "") break;
      if (names[file] > prefix && !names[file].startsWith(prefix)) break;
      const { keys, postings } = await shard(file);
      for (let at = lower(keys, prefix); at < keys.length && keys[at].startsWith(prefix); at += 1) {
        if (keys[at] === `${prefix}*`) return [read(keys[at], postings[at], signs)];
        if (keys[at] !== prefix && !keys[at].endsWith("*")) found.push(read(keys[at], postings[at], signs));
      }
    }
    return found;
  }

  // Whether two words are one letter apart: one more, one less, another one, or two neighbours swapped.
  function isNear(a, b) {
    if (Math.abs(a.length - b.length) > 1 || a === b) return false;
    let from = 0;
    while (from < a.length && a[from] === b[from]) from += 1;
    const rest = (text, skipped) => text.slice(from + skipped);
    return rest(a, 1) === rest(b, 1) || rest(a, 1) === rest(b, 0) || rest(a, 0) === rest(b, 1)
      || (a[from] === b[from + 1] && a[from + 1] === b[from] && rest(a, 2) === rest(b, 2));
  }

  // The words of a list of spellings that begin with a prefix, each with how common it is.
  async function spelled(direction, prefix) {
    const names = (await root()).spelling[direction];
    const first = place(names, prefix);
    const files = [first];
    for (let file = first + 1; file < names.length && files.length < SPELLINGS && names[file].startsWith(prefix); file += 1) files.push(file);
    const texts = await Promise.all(files.map((file) => fs.load(`spell-${file + direction * names.length}`)));
    return texts.flatMap((text) => text.split(" ")).filter((word) => word.startsWith(prefix));
  }

  // The words that are one mistake away, the most common first. The mistake stands in the first or the second half, so
  // one of the halves is right; a word with a wrong first letter is found by its end.
  async function near(word) {
    const half = Math.floor(word.length / 2);
    const turn = (text) => Array.from(text).reverse().join("");
    const [ahead, behind] = await Promise.all([spelled(0, word.slice(0, half)), spelled(1, turn(word).slice(0, word.length - half - 1))]);
    const found = new Map();
    for (const listed of ahead) found.set(listed.slice(0, -1), listed.slice(-1));
    for (const listed of behind) found.set(turn(listed.slice(0, -1)), listed.slice(-1));
    const fitting = [...found].filter(([other]) => isNear(word, other));
    return fitting.sort((a, b) => parseInt(b[1], 36) - parseInt(a[1], 36) || (a[0] < b[0] ? -1 : 1)).map(([other]) => other);
  }

  // The file of texts in which an entry stands.
  function fileOf({ starts }, number) {
    let file = 0;
    let high = starts.length;
    while (high - file > 1) {
      const middle = (file + high) >> 1;
      if (starts[middle] <= number) file = middle;
      else high = middle;
    }
    return file;
  }

  // The file of texts in which an entry stands, and how many characters it has.
  async function weight(number) {
    const file = fileOf(await root(), number);
    const entries = await fs.load(`text-${file}`);
    return { file: file, size: remember(weights, file, () => entries.reduce((sum, entry) => sum + entry[8].reduce((all, section) => all + section[3].length, 0), 0)) };
  }

  // The entry of a number, with its sections as objects.
  async function entry(number) {
    const all = await root();
    const file = fileOf(all, number);
    const [url, title, id, status, word, kind, excerpt, lang, sections] = (await fs.load(`text-${file}`))[number - all.starts[file]];
    return {
      url: url, title: title, id: id || "", status: status, word: word, kind: kind, excerpt: excerpt || "", lang: lang,
      sections: sections.map(([anchor, heading, parent, text]) => ({ anchor: anchor, heading: heading, parent: parent, text: text })),
    };
  }

  fs.search = Object.assign(fs.search || {}, { root: root, exact: exact, longer: longer, near: near, isNear: isNear, entry: entry, weight: weight, fileOf: fileOf });
})(window.featsite);
