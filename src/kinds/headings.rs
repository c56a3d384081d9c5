//! The words of a heading behind its decoration: emoji, box and section number say nothing about what it is about.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::base::Lexicon;
use crate::base::text::{self, lowercase};
use crate::outline::box_of;

/// The heading's words without emoji, box, brackets of a box and section number (`2.1`, `3)`), as written.
pub(super) fn bare(heading: &str) -> String {
    let unboxed = box_of(heading.trim_start()).map_or(heading, |(_, length)| {
        let trimmed = heading.trim_start();
        trimmed.get(length..).unwrap_or(trimmed)
    });
    let shown: Cow<'_, str> =
        if unboxed.is_ascii() { text::single_spaced(unboxed) } else { text::without_emoji(unboxed).into() };
    let shown = box_of(&shown).and_then(|(_, length)| shown.get(length..)).unwrap_or(&shown).trim();
    without_number(shown).trim().to_owned()
}

/// [`bare`] in lower case, without closing punctuation: what headings are compared by.
pub(super) fn folded(heading: &str) -> String {
    let bare = lowercase(bare(heading));
    let trimmed =
        bare.trim_matches(|c: char| c.is_whitespace() || matches!(c, ':' | '：' | '.' | '-' | '–' | '—' | '*'));
    if trimmed.len() == bare.len() { text::folded(bare) } else { text::fold_space(trimmed) }
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

/// Lists of phrases, each list standing for one meaning, prepared for being asked for many headings: a phrase is looked
/// up by its first word and not tried at every place.
pub(super) struct Phrases {
    /// The phrases that begin with a word, with the position of their list.
    by_word: Lexicon<Vec<(usize, &'static str)>>,
    /// Phrases of scripts without spaces, which match anywhere.
    anywhere: Vec<(usize, &'static str)>,
}

impl Phrases {
    /// Prepares the lists in the order in which they are asked.
    pub(super) fn new(lists: impl Iterator<Item = &'static [&'static str]>) -> Self {
        let mut by_word: BTreeMap<&str, Vec<(usize, &str)>> = BTreeMap::new();
        let mut anywhere = Vec::new();
        for (list, phrase) in lists.enumerate().flat_map(|(at, list)| list.iter().map(move |phrase| (at, *phrase))) {
            match first_word(phrase) {
                "" => anywhere.push((list, phrase)),
                _ if text::is_unspaced(phrase) => anywhere.push((list, phrase)),
                word => by_word.entry(word).or_default().push((list, phrase)),
            }
        }
        Self { by_word: Lexicon::new(by_word.into_iter()), anywhere }
    }

    /// The position of the first list that has a phrase which `words` hold.
    pub(super) fn first(&self, words: &str) -> Option<usize> {
        let mut best = None;
        let mut note = |list: usize| best = Some(best.map_or(list, |best: usize| best.min(list)));
        if !words.is_ascii() {
            self.anywhere.iter().filter(|(_, phrase)| text::has(words, phrase)).for_each(|&(list, _)| note(list));
        }
        let mut rest = words.trim_start_matches(|c: char| !c.is_alphanumeric());
        while !rest.is_empty() {
            let word = first_word(rest);
            for &(list, phrase) in self.by_word.get(word).into_iter().flatten() {
                let behind = rest.strip_prefix(phrase).map(|behind| behind.chars().next());
                if behind.is_some_and(|next| next.is_none_or(|c| !c.is_alphanumeric())) {
                    note(list);
                }
            }
            let behind = rest.get(word.len()..).unwrap_or("");
            rest = behind.trim_start_matches(|c: char| !c.is_alphanumeric());
        }
        best
    }
}

fn first_word(text: &str) -> &str {
    let end = text.find(|c: char| !c.is_alphanumeric()).unwrap_or(text.len());
    text.get(..end).unwrap_or(text)
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
    fn the_first_list_with_a_phrase_is_found() {
        const LISTS: &[&[&str]] = &[&["unit tests", "测试"], &["tests", "d'acceptation"]];
        let phrases = Phrases::new(LISTS.iter().copied());
        for (words, expected) in [
            ("tests", Some(1)),
            ("tests and unit tests", Some(0)),
            ("unit testsuite", None),
            ("contests", None),
            ("测试计划", Some(0)),
            ("critères d'acceptation", Some(1)),
            ("", None),
        ] {
            assert_eq!(phrases.first(words), expected, "{words}");
        }
    }
}
