//! Breaking changes: what breaks, and never a list of what does not.

use super::topics::Topic;
use super::{Field, lists};
use crate::base::{inline, text};
use crate::model::{Excerpt, NamedText};
use crate::outline::ListItem;
use crate::vocabulary::keys;

/// How words speak of breaking, in any of the languages.
const BREAKS: &[&str] = &["break", "broke", "incompat", "inkompat", "brechen", "cassant", "破坏"];

/// Words before one of those that turn it around.
const NEGATIONS: &[&str] = &[
    "no",
    "not",
    "non",
    "none",
    "nothing",
    "zero",
    "without",
    "never",
    "cannot",
    "kein",
    "keine",
    "keinen",
    "keinerlei",
    "nicht",
    "nichts",
    "ohne",
    "sin",
    "ningún",
    "ninguno",
    "ninguna",
    "nada",
    "aucun",
    "aucune",
    "pas",
    "sans",
    "rien",
    "无",
    "不",
    "没有",
];

/// First words of a text that says that there is none.
const NONE: &[&str] = &["none", "nothing", "keine", "ninguno", "ninguna", "aucun", "aucune", "无"];

/// Breaking changes from the technical approach and from sections of that name. A list is taken unless the words that
/// lead to it, or one of its own items, say that nothing breaks.
pub(super) fn read(field: &Field<'_>, approach: &[NamedText]) -> Vec<Excerpt> {
    let named = |name: &str| matches!(keys::fold(name).as_str(), "breaking changes" | "breaking change" | "breaking");
    let from_approach = approach
        .iter()
        .filter(|entry| named(&entry.name) && !entry.placeholder)
        .map(|entry| Excerpt { text: inline::plain(&entry.text).into(), span: entry.span });
    let mut found: Vec<Excerpt> = from_approach.collect();
    let listed = lists::of(field, Topic::Breaking);
    let all = items(field);
    // Neighbours that the same words lead to are one list.
    for list in all.chunk_by(|one, other| (one.section, one.lead) == (other.section, other.lead)) {
        // *None* as the first item speaks for the whole list; any other denial for itself.
        let denied = list.first().is_some_and(|own| own.item.depth == 0 && is_none(&own.item.text));
        let breaks = list.first().is_none_or(|own| own.breaks);
        if breaks && !denied {
            let own = list
                .iter()
                .filter_map(|own| listed.binary_search_by_key(&own.item.text_span, |excerpt| excerpt.span).ok());
            found.extend(own.filter_map(|at| listed.get(at).cloned()));
        }
    }
    found.retain(|change| !says_no(&change.text));
    found
}

/// An item below a heading of breaking changes.
struct Led<'a> {
    item: &'a ListItem,
    section: usize,
    /// How many paragraphs of its section stand before it.
    lead: usize,
    /// Whether what leads to it says that it breaks: the last words before it that speak of breaking, of its section, else
    /// of the headings above.
    breaks: bool,
}

/// The items below headings of breaking changes, in the order of the text. Each section is read once.
fn items<'a>(field: &Field<'a>) -> Vec<Led<'a>> {
    let sections = &field.source.outline.sections;
    let mut found = Vec::new();
    for section in (0..sections.len()).filter(|at| field.topic(*at) == Some(Topic::Breaking)) {
        let above = std::iter::successors(Some(section), |at| sections.get(*at).and_then(|section| section.parent));
        let above = above.take_while(|at| field.topic(*at) == Some(Topic::Breaking));
        let mut headings = above.filter_map(|at| sections.get(at));
        let heading = headings.find_map(|section| heading_breaks(&section.text)).unwrap_or(true);
        let mut paragraphs = field.paragraphs(section).peekable();
        let (mut lead, mut said) = (0, None);
        for (_, item) in field.section_items(section) {
            while let Some(before) = paragraphs.next_if(|paragraph| paragraph.span.start < item.span.start) {
                lead += 1;
                said = breaks(&before.text).or_else(|| is_none(&before.text).then_some(false)).or(said);
            }
            found.push(Led { item, section, lead, breaks: said.unwrap_or(heading) });
        }
    }
    found
}

/// What a heading says of breaking: `Breaking Changes (none)` says that nothing does.
fn heading_breaks(heading: &str) -> Option<bool> {
    let none = heading.split(['(', '[', ':', '：', '–', '—']).skip(1).any(is_none);
    if none { Some(false) } else { breaks(heading) }
}

/// Whether a text says that something breaks, or that nothing does; `None` where it does not speak of it. One that says
/// both names what breaks.
fn breaks(shown: &str) -> Option<bool> {
    /// Words before a word of breaking among which a negation counts.
    const NEAR: usize = 6;
    let plain = inline::plain(text::head(shown, 1_000)).to_lowercase().replace('’', "'");
    let mut said = None;
    // `It is a breaking change - but not for long`: each clause for itself.
    for clause in plain.replace(" - ", ";").split(['.', ';', '!', '?', '–', '—', '(', ',']) {
        let mut before: Vec<bool> = Vec::new();
        for word in clause.split(|c: char| !c.is_alphanumeric() && c != '\'').filter(|word| !word.is_empty()) {
            let negated = |word: &str| {
                NEGATIONS.contains(&word) || word.ends_with("n't") || !word.is_ascii() && word.starts_with(['无', '不'])
            };
            if BREAKS.iter().any(|stem| word.starts_with(stem) || !stem.is_ascii() && word.contains(stem)) {
                let turned = negated(word) || before.iter().rev().take(NEAR).any(|negated| *negated);
                said = Some(said.unwrap_or(false) || !turned);
            }
            before.push(negated(word));
        }
    }
    said
}

/// The first word of a text and the one behind it, without signs.
fn first_words(shown: &str) -> (String, String) {
    let plain = inline::plain(text::head(shown, 200)).to_lowercase();
    let mut words = plain.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned);
    (words.next().unwrap_or_default(), words.next().unwrap_or_default())
}

/// Whether a text begins by saying that there is nothing, and does not go on to name what breaks after all.
fn is_none(shown: &str) -> bool {
    NONE.contains(&first_words(shown).0.as_str()) && breaks(shown) != Some(true)
}

/// Whether an item says that there is nothing or that nothing breaks: it begins with a denial, or denies the very word of
/// breaking. *No longer* says that something goes, and *clients that do not answer will break* that they break.
fn says_no(shown: &str) -> bool {
    let (first, second) = first_words(shown);
    let goes = matches!(second.as_str(), "longer" | "more");
    let denies = NONE.contains(&first.as_str()) || matches!(first.as_str(), "no" | "zero") && !goes;
    denies && breaks(shown) != Some(true) || denies_breaking(shown)
}

/// Whether each word of breaking in a text is denied by the word before it: *does not break*, *non-breaking*.
fn denies_breaking(shown: &str) -> bool {
    let plain = inline::plain(text::head(shown, 1_000)).to_lowercase().replace('’', "'");
    let words: Vec<&str> =
        plain.split(|c: char| !c.is_alphanumeric() && c != '\'').filter(|word| !word.is_empty()).collect();
    let speaks = |word: &str| matches!(word, "break" | "breaks" | "broken" | "breaking");
    let mut denied = None;
    for (at, _) in words.iter().enumerate().filter(|(_, word)| speaks(word)) {
        let mut before = words.get(..at).unwrap_or_default().iter().rev();
        let before = before.find(|word| !matches!(**word, "be" | "any" | "anything" | "a"));
        let turned = before.is_some_and(|other| NEGATIONS.contains(other) || other.ends_with("n't"));
        denied = Some(denied.unwrap_or(true) && turned);
    }
    denied == Some(true)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_say_whether_something_breaks() {
        for (text, expected) in [
            ("**It breaks old clients** - but not for long.", Some(true)),
            ("Nothing breaking for readers:", Some(false)),
            ("A **non-breaking** step for all readers:", Some(false)),
            ("It shouldn't bring anything breaking:", Some(false)),
            ("It shouldn’t break anything:", Some(false)),
            ("What won't break:", Some(false)),
            ("What breaks:", Some(true)),
            ("Old clients are not warned before they break", Some(false)),
            ("No change for users. Plugins break.", Some(true)),
            ("Incompatible with version 1:", Some(true)),
            ("Keine inkompatiblen Änderungen", Some(false)),
            ("Ningún cambio incompatible", Some(false)),
            ("Aucun changement cassant", Some(false)),
            ("无破坏性变更", Some(false)),
            ("For callers of the interface:", None),
        ] {
            assert_eq!(breaks(text), expected, "{text}");
        }
    }

    /// The breaking changes of a section with this text.
    fn changes(text: &str) -> Vec<String> {
        let evaluated = crate::build::site_of(&[("a.md", &format!("# A\n\n## Breaking Changes\n\n{text}"))]);
        let harvest = &evaluated.site.documents[0].document.harvest;
        harvest.breaking_changes.iter().map(|change| change.text.to_string()).collect()
    }

    #[test]
    fn a_list_of_what_does_not_break_is_no_breaking_change() {
        assert_eq!(changes("**This breaks:**\n- the flag\n\n**This doesn't break:**\n- the pages\n"), ["the flag"]);
        assert_eq!(changes("- the flag goes\n\n### What does not break\n\n- the pages\n"), ["the flag goes"]);
        for text in [
            "**None!** The move is **non-breaking**, as:\n1. old names stay\n2. so do old files\n",
            "None. We only add:\n\n- the pages are found\n",
            "**Inside only** - no breaking changes for readers:\n- old letters lead on\n",
            "No breaking changes.\n\n**Compatibility:**\n\n- old files are read\n",
            "- None (only texts move)\n- Old letters lead on\n",
        ] {
            assert_eq!(changes(text), [""; 0], "{text}");
        }
        for (text, expected) in [
            ("The following break:\n- the flag\n", "the flag"),
            ("- No longer reads version 1\n- No changes elsewhere\n", "No longer reads version 1"),
            ("No change for users.\n\n**Breaks for plugins:**\n- the hook\n", "the hook"),
            ("We measured nothing.\n\n- the flag\n", "the flag"),
            ("- Clients that do not answer will break\n", "Clients that do not answer will break"),
            ("- Plugins without a version break\n", "Plugins without a version break"),
            ("- Users without breakfast plans lose theirs\n", "Users without breakfast plans lose theirs"),
            ("- The flag goes\n- No breaking changes elsewhere\n- It does not break old letters\n", "The flag goes"),
        ] {
            assert_eq!(changes(text), [expected], "{text}");
        }
    }

    #[test]
    fn a_heading_that_denies_holds_for_what_is_below_it() {
        for heading in ["No Breaking Changes", "Breaking Changes (None)", "Breaking Changes: none"] {
            let text = format!("# A\n\n## {heading}\n\n- old files are read\n\n### Why\n\n- they have a version\n");
            let evaluated = crate::build::site_of(&[("a.md", &text)]);
            assert_eq!(evaluated.site.documents[0].document.harvest.breaking_changes, [], "{heading}");
        }
    }
}
