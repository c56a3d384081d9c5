//! What an author marked as not owed: headings and words of boxes that say so.

use std::sync::LazyLock;

use crate::base::text::{Needles, hash, single_spaced};

/// Words of a heading under which boxes are wishes and no work owed.
const ASIDE: &[&str] = &[
    "optional",
    "nice to have",
    "nice-to-have",
    "stretch",
    "deferred",
    "postponed",
    "out of scope",
    "non-goal",
    "non goal",
    "won't have",
    "could have",
    "not planned",
    "not included",
    "future",
    "later",
    "backlog",
    "post-mvp",
    "post mvp",
    "post-launch",
    "post launch",
    "post-release",
    "post-deploy",
    "ongoing",
    "open question",
    "known limitation",
    "known issue",
    "limitations",
    "ideas",
    "improvements",
    "enhancements",
    "follow-up",
    "follow up",
    "next step",
    "recommend",
    "prerequisite",
    "before you",
    "pre-flight",
    "preflight",
    "opcional",
    "optionnel",
    "facultatif",
    "später",
    "可选",
];

/// Words of an open box by which nothing is owed any more.
const SETTLED: &[&str] = &[
    "optional",
    "deferred",
    "postponed",
    "skipped",
    "n/a",
    "not applicable",
    "not needed",
    "not required",
    "no longer",
    "out of scope",
    "won't do",
    "wont do",
    "cancelled",
    "canceled",
    "superseded",
    "obsolete",
    "moved to",
    "future",
    "nice to have",
    "nice-to-have",
    "stretch goal",
    "follow-up",
    "if needed",
    "if applicable",
    "if time",
    "if desired",
    "later",
    "post-launch",
    "post-mvp",
    "backlog",
    "removed",
    "tracked separately",
    "tracked in",
    "tbd",
    "(done)",
    "(complete",
];

/// Whether a heading says that what stands under it is not owed.
pub(super) fn is_aside(heading: &str) -> bool {
    static WORDS: LazyLock<Needles> = LazyLock::new(|| Needles::new(ASIDE));
    WORDS.are_in_any_case(heading)
}

/// Whether the words of an open box say that nothing is owed any more.
pub(super) fn is_settled(text: &str, source: &str) -> bool {
    static WORDS: LazyLock<Needles> = LazyLock::new(|| Needles::new(SETTLED));
    let struck = source.matches("~~").nth(1).is_some();
    struck || text.contains(['✅', '✓', '✔']) || WORDS.are_in_any_case(text)
}

/// What boxes of the same words have in common, whatever their case and white space.
pub(super) fn form(text: &str) -> u64 {
    hash(&single_spaced(&text.to_lowercase()))
}
