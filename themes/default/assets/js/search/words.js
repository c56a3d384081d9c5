// From text to the words that are looked up, as `src/formats/search/words.rs` reads them when the index is made;
// tests/search/words.json holds both to one meaning.
(function (fs) {
  "use strict";

  // Scripts that put no spaces between words.
  const UNSPACED = "\\u0e00-\\u0eff\\u1000-\\u109f\\u1780-\\u17ff\\u3005-\\u3007\\u3040-\\u30ff\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff\\uff66-\\uff9f\\u{20000}-\\u{3ffff}";
  const LETTER = `(?:(?![${UNSPACED}])[\\p{Alphabetic}\\p{N}\\p{M}])`;
  const FIRST = `(?:(?![${UNSPACED}])[\\p{Alphabetic}\\p{N}])`;
  const RUN = new RegExp(`([${UNSPACED}]+)|${LETTER}+(?:[-_\\u2010\\u2011](?=${FIRST})${LETTER}+)*`, "gu");
  const PIECES = /[-_\u2010\u2011]+|(?<=\p{Lowercase})(?=\p{Uppercase})|(?<=\p{Uppercase})(?=\p{Uppercase}\p{Lowercase})/u;
  const SPELLED = { "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i", "ς": "σ" };
  const ODD = /[ßæœþøłđðıς]/g;
  const LONGEST = 32;

  // Lower case, without accents, as people type letters that only look accented.
  function plain(text) {
    const lower = text.toLowerCase();
    if (/^[\x00-\x7f]*$/.test(lower)) return lower;
    return lower.normalize("NFKD").replace(/\p{M}/gu, "").replace(ODD, (letter) => SPELLED[letter]);
  }

  // The same as a word: letters and digits alone, without zeros before a number.
  function fold(text) {
    return plain(text).replace(/[^\p{Alphabetic}\p{N}]/gu, "").replace(/\d+/g, (digits) => digits.replace(/^0+(?=\d)/, ""));
  }

  function cut(word) {
    return word.length > LONGEST ? Array.from(word).slice(0, LONGEST).join("") : word;
  }

  // Each name of a text: `{ from, to, pieces, whole }`, in which `whole` is null where there is but one piece; a run of
  // characters without spaces has `chars` instead.
  function names(text) {
    const found = [];
    for (const match of text.matchAll(RUN)) {
      const from = match.index;
      const to = from + match[0].length;
      if (match[1]) {
        const chars = Array.from(fold(match[0]));
        if (chars.length) found.push({ from: from, to: to, chars: chars });
        continue;
      }
      const pieces = match[0].split(PIECES).map(fold).filter(Boolean);
      if (pieces.length) found.push({ from: from, to: to, pieces: pieces.map(cut), whole: pieces.length > 1 ? cut(pieces.join("")) : null });
    }
    return found;
  }

  // Every word of a text, in the order of the index.
  function words(text) {
    return names(text).flatMap((name) => {
      if (name.chars) return name.chars.flatMap((c, at) => (at + 1 < name.chars.length ? [c, c + name.chars[at + 1]] : [c]));
      return name.whole ? [...name.pieces, name.whole] : name.pieces;
    });
  }

  // The hash by which a file of texts is found: FNV-1a over UTF-8.
  function hash(text) {
    let sum = 0x811c9dc5;
    for (const byte of new TextEncoder().encode(text)) sum = Math.imul(sum ^ byte, 0x01000193);
    return sum >>> 0;
  }

  fs.search = Object.assign(fs.search || {}, { plain: plain, names: names, words: words, hash: hash });
})(window.featsite);
