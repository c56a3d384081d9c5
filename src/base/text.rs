//! Small text operations that the reading rules share.

use std::borrow::Cow;

/// Whether a character is an emoji or one of the marks that go with emoji (variation selectors, joiners, keycaps).
pub fn is_emoji(c: char) -> bool {
    matches!(c,
        '\u{200d}' | '\u{20e3}' | '\u{fe0e}' | '\u{fe0f}' | '\u{2139}' | '\u{231a}'..='\u{23ff}'
        | '\u{25aa}'..='\u{25fe}' | '\u{2600}'..='\u{27bf}' | '\u{2934}' | '\u{2935}' | '\u{2b05}'..='\u{2bff}'
        | '\u{3030}' | '\u{303d}' | '\u{3297}' | '\u{3299}' | '\u{1f000}'..='\u{1faff}')
}

/// The text without emoji, white space folded to single spaces and trimmed.
pub fn without_emoji(text: &str) -> String {
    if text.is_ascii() || !text.contains(is_emoji) {
        return fold_space(text);
    }
    folded(text.chars().map(|c| if is_emoji(c) { ' ' } else { c }).collect())
}

/// The text with every run of white space as one space, trimmed.
pub fn fold_space(text: &str) -> String {
    single_spaced(text).into_owned()
}

/// The same of a text that is not needed any more.
pub fn folded(text: String) -> String {
    if is_folded(&text) { text } else { fold_space(&text) }
}

/// The text in lower case.
pub fn lowercase(mut text: String) -> String {
    if !text.is_ascii() {
        return text.to_lowercase();
    }
    text.make_ascii_lowercase();
    text
}

/// The text with every run of white space as one space, trimmed: itself where it is so already, as most are.
pub fn single_spaced(text: &str) -> Cow<'_, str> {
    let inner = text.trim();
    if is_folded(inner) {
        return Cow::Borrowed(inner);
    }
    let mut out = String::with_capacity(inner.len());
    for word in inner.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    Cow::Owned(out)
}

/// The bytes that white space may begin with.
const SPACES: [bool; 256] = table(b" \t\n\x0b\x0c\r\xc2\xe1\xe2\xe3");

/// Which of all bytes are among some: to be asked for every byte of a text.
pub const fn table(bytes: &[u8]) -> [bool; 256] {
    let mut table = [false; 256];
    let mut at = 0;
    while at < bytes.len() {
        table[bytes[at] as usize] = true;
        at += 1;
    }
    table
}

/// Whether a text has single spaces between its words and no other white space.
fn is_folded(text: &str) -> bool {
    let mut space = true;
    for (at, byte) in text.bytes().enumerate() {
        if !SPACES[usize::from(byte)] {
            space = false;
            continue;
        }
        let own = byte == b' ';
        let other = match byte {
            9..=13 => true,
            // What other white space than that of ASCII begins with.
            0xc2 | 0xe1..=0xe3 => text.get(at..).is_some_and(|rest| rest.starts_with(char::is_whitespace)),
            _ => false,
        };
        if other || (space && own) {
            return false;
        }
        space = own;
    }
    !space || text.is_empty()
}

/// `1 document`, `2 documents`: a count with its noun.
pub fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

/// The first `limit` bytes of a text, cut at a character.
pub fn head(text: &str, limit: usize) -> &str {
    let mut end = text.len().min(limit);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.get(..end).unwrap_or(text)
}

/// The name that is most like what was written, where one is like it: for "did you mean".
pub fn nearest<'a>(written: &str, names: &[&'a str]) -> Option<&'a str> {
    let written = head(written, 100).to_lowercase().replace(['-', ' '], "_");
    let like = |name: &str| strsim::jaro_winkler(&written, &name.replace('-', "_"));
    let best = names.iter().copied().map(|name| (like(name), name)).max_by(|a, b| a.0.total_cmp(&b.0))?;
    (best.0 > 0.8).then_some(best.1)
}

/// Whether a phrase is of a script without spaces.
pub fn is_unspaced(phrase: &str) -> bool {
    !phrase.is_ascii() && !phrase.contains(|c: char| c.is_alphabetic() && (c as u32) < 0x2000)
}

/// Whether `words` hold `phrase` as whole words. Words of scripts without spaces match anywhere.
pub fn has(words: &str, phrase: &str) -> bool {
    if is_unspaced(phrase) {
        return words.contains(phrase);
    }
    let mut before: Option<char> = None;
    words.char_indices().any(|(at, c)| {
        let free = before.is_none_or(|before| !before.is_alphanumeric());
        before = Some(c);
        free && words
            .get(at..)
            .and_then(|rest| rest.strip_prefix(phrase))
            .is_some_and(|behind| behind.chars().next().is_none_or(|after| !after.is_alphanumeric()))
    })
}

/// Words that are looked for anywhere in a text, sorted by their first byte: one pass over the text finds any of them.
pub struct Needles(Vec<Vec<&'static str>>);

impl Needles {
    /// Prepares the words.
    pub fn new(words: &[&'static str]) -> Self {
        let mut table = vec![Vec::new(); 256];
        for word in words {
            let first = word.bytes().next().and_then(|first| table.get_mut(usize::from(first)));
            if let Some(list) = first {
                list.push(*word);
            }
        }
        Self(table)
    }

    /// Whether a text holds one of them.
    pub fn are_in(&self, text: &str) -> bool {
        let bytes = text.as_bytes();
        let begins = |at: usize, word: &str| bytes.get(at..).is_some_and(|rest| rest.starts_with(word.as_bytes()));
        bytes.iter().enumerate().any(|(at, byte)| self.with(*byte).iter().any(|word| begins(at, word)))
    }

    /// Whether the lower case of a text holds one of them.
    pub fn are_in_any_case(&self, text: &str) -> bool {
        if !text.is_ascii() {
            return self.are_in(&text.to_lowercase());
        }
        let bytes = text.as_bytes();
        let begins = |at: usize, word: &str| {
            bytes.get(at..at + word.len()).is_some_and(|own| own.eq_ignore_ascii_case(word.as_bytes()))
        };
        let words = |byte: &u8| self.with(byte.to_ascii_lowercase());
        bytes.iter().enumerate().any(|(at, byte)| words(byte).iter().any(|word| begins(at, word)))
    }

    /// The words that begin with a byte.
    fn with(&self, byte: u8) -> &[&'static str] {
        self.0.get(usize::from(byte)).map_or(&[][..], Vec::as_slice)
    }
}

/// FNV-1a, 64 bits: the same on every machine.
pub fn hash(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_match_whole_words() {
        assert!(has("unit tests", "tests"));
        assert!(!has("contests", "tests"));
        assert!(has("测试计划", "测试"));
        assert!(has("critères d'acceptation", "critères d'acceptation"));
    }

    #[test]
    fn white_space_is_folded_however_it_is_written() {
        let ascii = ["", " ", "a", "a b", " a", "a ", "a  b", "a\tb", "a\u{b}b", "a\n", " a\n b "];
        let other = ["a\u{a0}b", "ä b", "ä  b", "a\u{85}", "a\u{2003}b", "a\u{1680}b", "a\u{3000}", "a — “b”", "ⴀ 。"];
        for text in ascii.into_iter().chain(other) {
            let expected: Vec<&str> = text.split_whitespace().collect();
            assert_eq!(fold_space(text), expected.join(" "), "{text:?}");
        }
    }

    #[test]
    fn needles_are_found_wherever_they_stand() {
        let needles = Needles::new(&["later", "n/a", "später"]);
        for text in ["later", "do it later", "is n/a.", "vielleicht später"] {
            assert!(needles.are_in(text), "{text}");
        }
        assert!(!needles.are_in("late n / a spät") && !needles.are_in(""));
        assert!(needles.are_in_any_case("Do it LATER") && needles.are_in_any_case("VIELLEICHT SPÄTER"));
        assert!(!needles.are_in("LATER") && !needles.are_in_any_case("LATE"));
    }
}
