//! From text to the words that are looked up. `themes/default/assets/js/search/words.js` does the same in the page;
//! tests/search/words.json holds both to one meaning.
//!
//! A word is a run of letters and digits, folded: lower case, without accents, digits without leading zeros. A name of
//! several pieces (`snake_case`, `kebab-case`, `camelCase`, `FEAT-012`) gives each piece and then all of them as one word
//! (`feat`, `12`, `feat12`), which is also how an id is found that was written with or without its hyphen. Scripts that
//! put no spaces between words give every character and every pair of neighbours.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Characters of a word that count; longer ones are keys and hashes.
const LONGEST: usize = 32;

/// Whether a character belongs to a script without spaces between words.
pub fn is_unspaced(c: char) -> bool {
    matches!(c as u32,
        0x0e00..=0x0eff | 0x1000..=0x109f | 0x1780..=0x17ff | 0x3005..=0x3007 | 0x3040..=0x30ff | 0x3400..=0x4dbf
        | 0x4e00..=0x9fff | 0xf900..=0xfaff | 0xff66..=0xff9f | 0x20000..=0x3ffff)
}

/// What a character is to a word.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Lower,
    Upper,
    /// Another letter, or a digit.
    Letter,
    Mark,
    Unspaced,
    /// What joins the pieces of a name.
    Joint,
    Other,
}

impl Class {
    fn of(c: char) -> Self {
        match c {
            'a'..='z' => Self::Lower,
            'A'..='Z' => Self::Upper,
            '0'..='9' => Self::Letter,
            '-' | '_' | '‐' | '‑' => Self::Joint,
            _ if c.is_ascii() => Self::Other,
            _ if is_unspaced(c) => Self::Unspaced,
            _ if is_combining_mark(c) => Self::Mark,
            _ if c.is_lowercase() => Self::Lower,
            _ if c.is_uppercase() => Self::Upper,
            _ if c.is_alphanumeric() => Self::Letter,
            _ => Self::Other,
        }
    }
}

/// Folds text into `out`: lower case, compatibility forms and accents undone, letters that only look accented as those
/// people type for them, no leading zeros. What a compatibility form holds beside letters and digits is dropped: a space
/// in a word would break the line of its postings.
fn fold(text: &str, out: &mut String) {
    if text.is_ascii() {
        let start = out.len();
        if text.contains("0") {
            push_digits(text.chars(), out);
        } else {
            out.push_str(text);
        }
        if let Some(added) = out.get_mut(start..) {
            added.make_ascii_lowercase();
        }
        return;
    }
    let lower = text.to_lowercase();
    let plain = lower.nfkd().filter(|c| c.is_alphanumeric() && !is_combining_mark(*c));
    let mut spelled = String::with_capacity(lower.len());
    for c in plain {
        match c {
            'ß' => spelled.push_str("ss"),
            'æ' => spelled.push_str("ae"),
            'œ' => spelled.push_str("oe"),
            'þ' => spelled.push_str("th"),
            'ø' => spelled.push('o'),
            'ł' => spelled.push('l'),
            'đ' | 'ð' => spelled.push('d'),
            'ı' => spelled.push('i'),
            'ς' => spelled.push('σ'),
            _ => spelled.push(c),
        }
    }
    push_digits(spelled.chars(), out);
}

/// Adds characters, zeros that begin a longer number left out.
fn push_digits(chars: impl Iterator<Item = char>, out: &mut String) {
    let mut chars = chars.peekable();
    let mut inside = false;
    while let Some(c) = chars.next() {
        let digit = c.is_ascii_digit();
        let leads = c == '0' && !inside && chars.peek().is_some_and(char::is_ascii_digit);
        if !leads {
            inside = digit;
            out.push(c);
        }
    }
}

/// Cuts a word to its longest.
fn cut(word: &str) -> &str {
    if word.len() <= LONGEST {
        return word;
    }
    word.char_indices().nth(LONGEST).and_then(|(at, _)| word.get(..at)).unwrap_or(word)
}

/// Reads words out of text, its buffers kept from text to text.
#[derive(Default)]
pub struct Reader {
    /// The pieces of a name before it as one word, and how many they are.
    whole: String,
    pieces: usize,
    /// A run of characters without spaces.
    run: String,
    folded: String,
}

impl Reader {
    /// Hands on every word of a text, in reading order.
    pub fn read(&mut self, text: &str, mut each: impl FnMut(&str)) {
        let mut chars = text.char_indices().peekable();
        // Where the piece being read begins.
        let mut piece: Option<usize> = None;
        let mut before = Class::Other;
        while let Some((at, c)) = chars.next() {
            let class = Class::of(c);
            let next = || chars.clone().next().map_or(Class::Other, |(_, next)| Class::of(next));
            match class {
                Class::Unspaced => {
                    self.end(text, piece.take(), at, &mut each);
                    self.run.push(c);
                }
                Class::Lower | Class::Upper | Class::Letter | Class::Mark => {
                    self.end_run(&mut each);
                    let rises = class == Class::Upper
                        && (before == Class::Lower || before == Class::Upper && next() == Class::Lower);
                    if rises {
                        self.end_piece(text, piece.take(), at, &mut each);
                    }
                    piece.get_or_insert(at);
                }
                Class::Joint if matches!(next(), Class::Lower | Class::Upper | Class::Letter) => {
                    self.end_run(&mut each);
                    self.end_piece(text, piece.take(), at, &mut each);
                }
                Class::Joint | Class::Other => {
                    self.end_run(&mut each);
                    self.end(text, piece.take(), at, &mut each);
                }
            }
            before = class;
        }
        self.end_run(&mut each);
        self.end(text, piece, text.len(), &mut each);
    }

    fn end_piece(&mut self, text: &str, from: Option<usize>, to: usize, each: &mut impl FnMut(&str)) {
        let Some(piece) = from.and_then(|from| text.get(from..to)) else { return };
        self.folded.clear();
        fold(piece, &mut self.folded);
        if !self.folded.is_empty() {
            each(cut(&self.folded));
            self.whole.push_str(&self.folded);
            self.pieces += 1;
        }
    }

    /// Ends a name.
    fn end(&mut self, text: &str, from: Option<usize>, to: usize, each: &mut impl FnMut(&str)) {
        self.end_piece(text, from, to, each);
        if self.pieces > 1 {
            each(cut(&self.whole));
        }
        self.whole.clear();
        self.pieces = 0;
    }

    /// Ends a run of characters without spaces.
    fn end_run(&mut self, each: &mut impl FnMut(&str)) {
        if self.run.is_empty() {
            return;
        }
        self.folded.clear();
        fold(&self.run, &mut self.folded);
        self.run.clear();
        let ends: Vec<usize> = self.folded.char_indices().map(|(at, c)| at + c.len_utf8()).collect();
        let mut start = 0;
        for (at, end) in ends.iter().enumerate() {
            each(self.folded.get(start..*end).unwrap_or(""));
            if let Some(pair) = ends.get(at + 1).and_then(|end| self.folded.get(start..*end)) {
                each(pair);
            }
            start = *end;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(serde::Deserialize)]
    struct Case {
        text: String,
        words: Vec<String>,
    }

    #[test]
    fn the_shared_table_holds() {
        let cases: Vec<Case> =
            serde_json::from_str(include_str!("../../../tests/search/words.json")).expect("the table is JSON");
        assert!(cases.len() > 20);
        let mut reader = Reader::default();
        for case in cases {
            let mut found = Vec::new();
            reader.read(&case.text, |word| found.push(word.to_owned()));
            assert_eq!(found, case.words, "{:?}", case.text);
        }
    }
}
