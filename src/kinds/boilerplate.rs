//! The words of featsite's own two templates: where they were left as they are, nobody has said anything yet, and no
//! fact may be read from them. Rule 2 of the reading rules, and the golden test over the unfilled templates.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use super::headings::folded;
use crate::base::{inline, text};

/// Text that describes what is to be written: a placeholder wherever it stands.
const SLOTS: &[&str] = &[
    "Brief description of what this feature does and why it's needed.",
    "As a [user type], I want [functionality] so that [benefit]",
    "Criterion 1: Specific, measurable requirement",
    "Criterion 2: Another testable requirement",
    "Criterion 3: Performance or usability requirement",
    "Choice 1",
    "Choice 2",
    "Why this was selected",
    "What else was considered",
    "Reasoning behind decision",
    "Other options evaluated",
    "Pattern used and why",
    "List of modules/files to modify",
    "New dependencies or internal dependencies",
    "Any backward compatibility impacts",
    "Task 1: Setup basic structure",
    "Task 2: Implement core logic",
    "Task 3: Add basic tests",
    "Task 1: Add advanced features",
    "Task 2: Optimize performance",
    "Task 3: Comprehensive testing",
    "Task 1: Integration testing",
    "Task 2: Documentation",
    "Task 3: Example/demo creation",
    "Component Name",
    "Another Component",
    "What this component does",
    "Important methods implemented",
    "What it depends on",
    "Role in the feature",
    "How it connects to other parts",
    "path/to/file.py",
    "path/to/other.py",
    "Description of new data structures",
    "Modifications to existing structures",
    "How to upgrade existing systems",
    "What the challenge was",
    "How it affected development",
    "How it was resolved",
    "What was learned",
    "Another challenge faced",
    "Effect on timeline/quality",
    "Resolution approach",
    "Key takeaways",
    "X days",
    "Y days",
    "X%",
    "Added/Modified/Deleted",
    "Number of files affected",
    "Number found during development",
    "Benchmark results",
    "Feedback summary",
    "Which version includes this feature",
    "Special deployment considerations",
    "How to revert if needed",
    "Key metrics to watch",
    "Enhancement 1: Potential improvement",
    "Enhancement 2: Future consideration",
    "Enhancement 3: User-requested addition",
    "Progress made today",
    "Decisions made",
    "Blockers encountered",
    "Another day's progress",
    "Key achievements",
    "Next steps identified",
    "FEAT-XXX from backlog",
    "FEAT-XXX",
    "PR links",
    "Issue numbers",
    "Related features",
];

/// Text of the templates that a team may keep as it is: a placeholder only while the document has no title yet.
const DEFAULTS: &[&str] = &[
    "90%+",
    "All covered",
    "Monitor usage patterns",
    "Collect user feedback",
    "Performance monitoring",
    "Bug fixes as needed",
    "Feature works as specified",
    "Performance requirements met",
    "Documentation complete",
    "User feedback positive",
    "Complete Phase 0 verification",
    "Install dependencies",
    "Begin Phase 1 implementation",
    "Create monitoring dashboards",
    "Train team on new features",
    "If critical issues arise during deployment:",
    "IMPROVEMENT-PLAN.md - Comprehensive feature spec",
    "DEPLOYMENT-GUIDE.md - Deployment procedures",
    "Research Documentation - Supporting research",
    "Questions or issues? Refer to IMPROVEMENT-PLAN.md for detailed specifications.",
    "Emergency Rollback",
    "Gradual Rollback",
];

/// The comparable texts of a list, and their first words by their first byte. A lexicon looks up a word that is already as
/// words are compared; most texts begin otherwise than these, which is seen here before a text is made comparable.
struct Known {
    texts: BTreeSet<String>,
    first: Vec<Vec<String>>,
}

impl Known {
    fn new(list: &[&str]) -> Self {
        let texts: BTreeSet<String> = list.iter().map(|text| comparable(text)).collect();
        let mut first = vec![Vec::new(); 256];
        for word in texts.iter().map(|text| first_word(text)) {
            if let Some(words) = word.bytes().next().and_then(|byte| first.get_mut(usize::from(byte))) {
                words.push(word.to_owned());
            }
        }
        Self { texts, first }
    }

    /// Whether a text is one of the list.
    fn holds(&self, shown: &str) -> bool {
        let word = first_word(shown);
        let byte = word.bytes().next().map_or(0, |byte| usize::from(byte.to_ascii_lowercase()));
        let begins = self.first.get(byte).is_some_and(|words| words.iter().any(|own| own.eq_ignore_ascii_case(word)));
        begins && self.texts.contains(&comparable(shown))
    }
}

/// The letters and digits a text begins with behind its marks. Marks inside the word end it.
fn first_word(shown: &str) -> &str {
    let start = shown.trim_start_matches(|c: char| !c.is_ascii_alphanumeric());
    let end = start.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(start.len());
    start.get(..end).unwrap_or(start)
}

/// Texts are compared without case, marks and closing punctuation.
fn comparable(shown: &str) -> String {
    let plain = text::lowercase(inline::plain(shown).replace('’', "'"));
    text::fold_space(plain.trim_matches(|c: char| c.is_whitespace() || matches!(c, '.' | ':' | '[' | ']' | '(' | ')')))
}

/// Whether a text is one of a template's descriptions of what is to be written.
pub(super) fn is_slot(shown: &str) -> bool {
    static SET: LazyLock<Known> = LazyLock::new(|| Known::new(SLOTS));
    shown.len() < 200 && SET.holds(shown)
}

/// Whether a text is one of a template's defaults, which count only in a document that has been filled in.
pub(super) fn is_default(shown: &str) -> bool {
    static SET: LazyLock<Known> = LazyLock::new(|| Known::new(DEFAULTS));
    shown.len() < 200 && SET.holds(shown)
}

/// The bracketed slots of a text: `[Feature Name]`, `{{name}}`; not links, boxes, footnotes and ids.
pub(super) fn slots(shown: &str) -> impl Iterator<Item = &str> {
    shown.match_indices(['[', '{']).filter_map(move |(at, open)| {
        let close = if open == "[" { ']' } else { '}' };
        let rest = shown.get(at + 1..)?;
        let end = text::head(rest, 120).find(close)?;
        let inner = rest.get(..end)?.trim_matches(['{', ' ']);
        let before = shown.get(..at)?.chars().next_back();
        let behind = rest.get(end + 1..)?.chars().next();
        let free = before.is_none_or(|c| !c.is_alphanumeric() && !matches!(c, ']' | '{'))
            && !matches!(behind, Some('(' | '[' | ':'));
        let words =
            inner.chars().any(char::is_alphabetic) && inner.len() <= 80 && !inner.contains(['[', '(', '"', ';', '=']);
        let mark = inner.chars().count() == 1 || inner.starts_with(['^', '!', '@', '#']);
        let id = inner.chars().any(|c| c.is_ascii_digit()) && !inner.contains(' ') && !folded(inner).is_empty();
        (free && words && !mark && !id && !crate::vocabulary::placeholder::looks_like_id(inner)).then_some(inner)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_of_the_templates_are_known() {
        assert!(is_slot("**Task 1: Setup basic structure**"));
        assert!(is_slot("Brief description of what this feature does and why it’s needed"));
        assert!(!is_slot("Brief description of the login"));
        assert!(is_default("90%+"));
        assert!(!is_default("95%"));
    }

    #[test]
    fn slots_are_brackets_with_words() {
        for (text, expected) in [
            ("[Feature Name] Implementation Guide", &["Feature Name"][..]),
            ("As a [user type], I want [functionality]", &["user type", "functionality"]),
            ("{{name}} plan", &["name"]),
            ("[link](x.md) and [ref][1]", &[]),
            ("[x] done", &[]),
            ("[^1]", &[]),
            ("[FEAT-003]", &[]),
            ("list[index]", &[]),
            ("[2026-03-02]", &[]),
        ] {
            assert_eq!(slots(text).collect::<Vec<_>>(), expected, "{text}");
        }
    }
}
