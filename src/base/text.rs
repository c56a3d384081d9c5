//! Small text operations that the reading rules share.

/// Whether a character is an emoji or one of the marks that go with emoji (variation selectors, joiners, keycaps).
pub fn is_emoji(c: char) -> bool {
    matches!(c,
        '\u{200d}' | '\u{20e3}' | '\u{fe0e}' | '\u{fe0f}' | '\u{2139}' | '\u{231a}'..='\u{23ff}'
        | '\u{25aa}'..='\u{25fe}' | '\u{2600}'..='\u{27bf}' | '\u{2934}' | '\u{2935}' | '\u{2b05}'..='\u{2bff}'
        | '\u{3030}' | '\u{303d}' | '\u{3297}' | '\u{3299}' | '\u{1f000}'..='\u{1faff}')
}

/// The text without emoji, white space folded to single spaces and trimmed.
pub fn without_emoji(text: &str) -> String {
    if text.is_ascii() {
        return fold_space(text);
    }
    fold_space(&text.chars().map(|c| if is_emoji(c) { ' ' } else { c }).collect::<String>())
}

/// The text with every run of white space as one space, trimmed.
pub fn fold_space(text: &str) -> String {
    if is_folded(text.as_bytes()) {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

/// Whether a text is ASCII with single spaces between its words and no other white space: most are.
fn is_folded(bytes: &[u8]) -> bool {
    let mut space = true;
    for byte in bytes {
        let own = *byte == b' ';
        if !byte.is_ascii() || matches!(byte, 9..=13) || (space && own) {
            return false;
        }
        space = own;
    }
    !space || bytes.is_empty()
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
        let words = |byte: &u8| self.0.get(usize::from(*byte)).map_or(&[][..], Vec::as_slice);
        bytes.iter().enumerate().any(|(at, byte)| words(byte).iter().any(|word| begins(at, word)))
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
        for text in ["", " ", "a", "a b", " a", "a ", "a  b", "a\tb", "a\u{b}b", "a\u{a0}b", "ä b", "a\n"] {
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
    }
}
