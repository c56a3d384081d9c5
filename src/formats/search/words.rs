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

/// Folds text into `out`: lower case, compatibility forms and accents undone, letters that only look accented as those
/// people type for them, no leading zeros.
fn fold(text: &str, out: &mut String) {
    if text.is_ascii() {
        push_digits(text.chars().map(|c| c.to_ascii_lowercase()), out);
        return;
    }
    let lower = text.to_lowercase();
    let plain = lower.nfkd().filter(|c| !is_combining_mark(*c));
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
    match word.char_indices().nth(LONGEST) {
        Some((at, _)) => word.get(..at).unwrap_or(word),
        None => word,
    }
}

/// Reads words out of text, its buffers kept from text to text.
#[derive(Default)]
pub struct Reader {
    /// The piece being read, as written.
    piece: String,
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
        let mut chars = text.chars().peekable();
        let mut before = '\0';
        while let Some(c) = chars.next() {
            let next = chars.peek().copied().unwrap_or('\0');
            if is_unspaced(c) {
                self.end(&mut each);
                self.run.push(c);
            } else if c.is_alphanumeric() || is_combining_mark(c) {
                self.end_run(&mut each);
                let rises = before.is_lowercase() && c.is_uppercase();
                if rises || before.is_uppercase() && c.is_uppercase() && next.is_lowercase() {
                    self.end_piece(&mut each);
                }
                self.piece.push(c);
            } else if matches!(c, '-' | '_' | '‐' | '‑') && next.is_alphanumeric() && !is_unspaced(next) {
                self.end_run(&mut each);
                self.end_piece(&mut each);
            } else {
                self.end_run(&mut each);
                self.end(&mut each);
            }
            before = c;
        }
        self.end_run(&mut each);
        self.end(&mut each);
    }

    fn end_piece(&mut self, each: &mut impl FnMut(&str)) {
        if self.piece.is_empty() {
            return;
        }
        self.folded.clear();
        fold(&self.piece, &mut self.folded);
        self.piece.clear();
        if !self.folded.is_empty() {
            each(cut(&self.folded));
            self.whole.push_str(&self.folded);
            self.pieces += 1;
        }
    }

    /// Ends a name.
    fn end(&mut self, each: &mut impl FnMut(&str)) {
        self.end_piece(each);
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
