//! The words of a heading behind its decoration: emoji, box and section number say nothing about what it is about.

use crate::base::text;
use crate::outline::box_of;

/// The heading's words without emoji, box, brackets of a box and section number (`2.1`, `3)`), as written.
pub(super) fn bare(heading: &str) -> String {
    let unboxed = box_of(heading.trim_start()).map_or(heading, |(_, length)| {
        let trimmed = heading.trim_start();
        trimmed.get(length..).unwrap_or(trimmed)
    });
    let shown = text::without_emoji(unboxed);
    let shown = box_of(&shown).and_then(|(_, length)| shown.get(length..)).unwrap_or(&shown).trim();
    without_number(shown).trim().to_owned()
}

/// [`bare`] in lower case, without closing punctuation: what headings are compared by.
pub(super) fn folded(heading: &str) -> String {
    let bare = bare(heading).to_lowercase();
    let trimmed =
        bare.trim_matches(|c: char| c.is_whitespace() || matches!(c, ':' | '：' | '.' | '-' | '–' | '—' | '*'));
    text::fold_space(trimmed)
}

/// Drops a section number: `2. `, `2.1 `, `3) `, `§ 4 `. A number that is all there is stays.
pub(super) fn without_number(text: &str) -> &str {
    let start = text.trim_start_matches(['§', ' ']);
    let digits = start.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
    let length = start.len() - digits.len();
    if length == 0 || length > 12 || !start.starts_with(|c: char| c.is_ascii_digit()) {
        return text;
    }
    let rest = digits.trim_start_matches([')', ':', '.']);
    let behind = rest.trim_start();
    // A date, `3rd` and a number that is all there is are no section numbers.
    if behind.is_empty() || behind.len() == rest.len() {
        return text;
    }
    behind.strip_prefix(['-', '–', '—']).filter(|title| title.starts_with(' ')).map_or(behind, str::trim_start)
}

/// Whether `words` hold `phrase` as whole words. Words of scripts without spaces match anywhere.
pub(super) fn has(words: &str, phrase: &str) -> bool {
    words.match_indices(phrase).any(|(at, _)| {
        let before = words.get(..at).and_then(|text| text.chars().next_back());
        let after = words.get(at + phrase.len()..).and_then(|text| text.chars().next());
        let free = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
        !phrase.is_ascii() && !phrase.contains(|c: char| c.is_alphabetic() && (c as u32) < 0x2000)
            || free(before) && free(after)
    })
}

/// Whether `words` hold one of `phrases` as whole words.
pub(super) fn has_any(words: &str, phrases: &[&str]) -> bool {
    phrases.iter().any(|phrase| has(words, phrase))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decoration_is_dropped() {
        for (heading, expected) in [
            ("📋 Feature Overview", "Feature Overview"),
            ("2. Design", "Design"),
            ("2.1 Server side", "Server side"),
            ("3) Rollout", "Rollout"),
            ("1. 🚀 Phase 1: Start", "Phase 1: Start"),
            ("[x] 1.1 Reader", "Reader"),
            ("✅ Phase 2: Done", "Phase 2: Done"),
            ("🔲 Phase 3", "Phase 3"),
            ("2026-02-03", "2026-02-03"),
            ("3rd party", "3rd party"),
            ("404", "404"),
            ("", ""),
        ] {
            assert_eq!(bare(heading), expected, "{heading}");
        }
        assert_eq!(folded("### **Next Steps:**".trim_start_matches('#').trim()), "next steps");
    }

    #[test]
    fn phrases_match_whole_words() {
        assert!(has("unit tests", "tests"));
        assert!(!has("contests", "tests"));
        assert!(has("测试计划", "测试"));
        assert!(has("critères d'acceptation", "critères d'acceptation"));
    }
}
