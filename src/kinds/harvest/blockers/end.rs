//! When a blocker is over.

use std::collections::BTreeSet;

use super::{heading, is_none};
use crate::base::{Span, inline, text};
use crate::kinds::labels;
use crate::model::{Blocker, Entry, Resolution};
use crate::vocabulary::keys;

/// Words that say that something is over.
const RESOLVES: &[&str] = &[
    "resolved",
    "unblocked",
    "fixed",
    "solved",
    "cleared",
    "removed",
    "lifted",
    "closed",
    "complete",
    "completed",
    "addressed",
    "arrived",
    "resuelto",
    "desbloqueado",
    "résolu",
    "débloqué",
    "gelöst",
    "behoben",
    "entblockt",
];

/// The same in a script without spaces.
const RESOLVES_UNSPACED: &[&str] = &["已解决", "解除"];

/// Whether the words of a blocker say that it is over: they begin or end with such a word, or have it in brackets.
pub(super) fn says_over(shown: &str) -> bool {
    let lower = shown.to_lowercase();
    let lower = lower.trim_end_matches(|c: char| !c.is_alphanumeric());
    let ends = |word: &&str| {
        let cut = lower.strip_suffix(*word).map(str::trim_end);
        cut.is_some_and(|before| {
            before.is_empty() || before.ends_with([':', '-', '–', '—', '(', '[', '→', ',', '.', ';'])
        })
    };
    let begins = |word: &&str| {
        lower.strip_prefix(*word).is_some_and(|behind| behind.trim_start().starts_with([':', '-', '–', '—', ')']))
    };
    let bracketed = |word: &&str| lower.contains(&format!("({word}"));
    RESOLVES.iter().any(|word| ends(word) || begins(word) || bracketed(word))
        || RESOLVES_UNSPACED.iter().any(|word| lower.contains(word))
}

/// How words begin that name trouble.
const TROUBLE: &[&str] = &[
    "fail", "error", "broke", "break", "block", "missing", "lack", "wait", "violat", "bug", "crash", "conflict",
    "issue", "problem", "outage", "regress", "warning", "delay", "risk", "vulnerab", "leak", "timeout", "flak",
    "stuck", "need",
];

/// How words begin, or end in English, that say that something was reached.
const REACHED: &[&str] = &[
    "pass",
    "green",
    "ready",
    "work",
    "succe",
    "done",
    "complet",
    "written",
    "deploy",
    "sent",
    "finish",
    "merged",
    "land",
    "migrat",
    "valid",
    "cover",
    "publish",
    "ship",
    "implement",
    "clean",
    "available",
    "live",
    "fine",
    "ok",
];

/// Words that are trouble, which other words begin with as well.
const TROUBLE_WHOLE: &[&str] =
    &["not", "cannot", "can't", "unable", "late", "slow", "wrong", "unclear", "debt", "down", "without"];

/// Whether an item under a heading such as *Blockers removed* says what has been reached (*All tests pass*, *No
/// violations*, *Ready for the fair*) and not what was in the way: it denies trouble, or tells of success and of no trouble.
pub(super) fn is_achievement(shown: &str) -> bool {
    let plain = inline::plain(text::head(shown, 400)).to_lowercase().replace('’', "'");
    let clause = plain.split(['(', '[', '—', '–', ';']).next().unwrap_or_default();
    let clause = clause.split(" - ").next().unwrap_or_default();
    let words: Vec<&str> =
        clause.split(|c: char| !c.is_alphanumeric() && c != '\'').filter(|word| !word.is_empty()).collect();
    let (Some(first), Some(last)) = (words.first(), words.last()) else { return false };
    let reached = words.iter().any(|word| REACHED.iter().any(|good| word.starts_with(good)));
    let troubled = words
        .iter()
        .any(|word| TROUBLE_WHOLE.contains(word) || TROUBLE.iter().any(|trouble| word.starts_with(trouble)));
    match *first {
        // *No access* was in the way, *No errors* is what came of it.
        "no" | "zero" | "0" => troubled,
        "all" | "every" | "everything" | "both" | "now" | "successfully" => reached && !troubled,
        // *Ready for the fair*, and no *ready-made* thing.
        "ready" => !troubled && !clause.trim_start().starts_with("ready-"),
        _ => {
            let reached = ["passing", "passes", "passed", "pass", "green", "ready", "working", "works", "succeeded"];
            reached.contains(last) && !troubled
        }
    }
}

/// Marks what later entries of the log say is over. Work grows with the lines of the log that speak of an end, of
/// which at most the first hundreds count.
pub(super) fn resolve(found: &mut [Blocker], entries: &[Entry]) {
    /// Lines of one log that are looked at.
    const LINES: usize = 400;
    if found.iter().all(|own| own.resolved.is_some()) {
        return;
    }
    let lines = entries.iter().flat_map(|entry| entry.items.iter().map(move |line| (entry, line)));
    let ends: Vec<(&Entry, Span, End)> =
        lines.filter_map(|(entry, line)| Some((entry, line.span, end(&line.text)?))).take(LINES).collect();
    for own in found.iter_mut().filter(|own| own.resolved.is_none()) {
        let words = significant(&own.text);
        let later = |entry: &Entry, span: Span| match own.since {
            // A log may run from old to new or from new to old: its dates decide, and within a day the order.
            Some(since) if since.first_day() == entry.date.first_day() => span.start > own.span.end,
            Some(since) => entry.date.first_day() > since.first_day(),
            None => span.start > own.span.end,
        };
        let shares = |end: &End| match end {
            End::All => true,
            End::Of(said) => {
                let common = words.intersection(said).count();
                common >= 2 || common == 1 && words.len() == 1
            }
        };
        let over = ends.iter().filter(|(entry, span, end)| later(entry, *span) && shares(end));
        let first = over.min_by_key(|(entry, span, _)| (entry.date.first_day(), *span));
        own.resolved = first.map(|(entry, span, _)| Resolution { when: Some(entry.date), span: *span });
    }
}

/// What a line says is over.
enum End {
    /// All blockers.
    All,
    /// What shares these words.
    Of(BTreeSet<String>),
}

fn end(line: &str) -> Option<End> {
    let shown = line.trim_start_matches(|c: char| c.is_whitespace() || text::is_emoji(c));
    if let Some(label) = labels::of(shown, true).filter(|label| heading(&label.name).is_some()) {
        let rest = shown.get(label.rest..).unwrap_or_default();
        if is_none(rest) {
            return Some(End::All);
        }
        // `Blocker: still waiting for the fixed rate` names one, and ends none.
        return says_over(rest).then(|| End::Of(significant(rest)));
    }
    let lower = text::head(shown, 2_000).to_lowercase();
    let words: BTreeSet<&str> = lower.split(|c: char| !c.is_alphanumeric()).collect();
    let unblocked = lower.contains("no longer blocked") || words.contains("unblocked");
    let over = unblocked
        || RESOLVES.iter().any(|word| words.contains(word))
        || RESOLVES_UNSPACED.iter().any(|word| lower.contains(word));
    if !over {
        return None;
    }
    let said = significant(&lower);
    let bare = said.is_empty() && (unblocked || words.contains("blocker") || words.contains("blockers"));
    Some(if bare { End::All } else { End::Of(said) })
}

/// The words of a text that say what it is about.
fn significant(shown: &str) -> BTreeSet<String> {
    let plain = inline::plain(text::head(shown, 2_000)).to_lowercase();
    let words = plain.split(|c: char| !c.is_alphanumeric()).filter(|word| {
        let long = word.chars().count() >= 4 || !word.is_ascii();
        let empty = keys::fold(word);
        long && !RESOLVES.contains(word)
            && !matches!(
                empty.as_str(),
                "blocked"
                    | "blocker"
                    | "blockers"
                    | "waiting"
                    | "until"
                    | "from"
                    | "with"
                    | "that"
                    | "this"
                    | "have"
                    | "been"
                    | "still"
                    | "longer"
                    | "issue"
                    | "issues"
                    | "were"
                    | "into"
                    | "they"
                    | "their"
                    | "will"
            )
    });
    // A plural and its singular are the same thing.
    words.map(|word| word.strip_suffix('s').filter(|one| one.len() >= 4).unwrap_or(word).to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::is_achievement;

    #[test]
    fn what_was_reached_is_not_what_was_in_the_way() {
        for text in [
            "No warnings",
            "All chapters written",
            "Lint passing (no errors)",
            "Ready for the fair",
            "Zero errors",
            "Everything deployed",
            "All notifications sent",
        ] {
            assert!(is_achievement(text), "{text}");
        }
        for text in [
            "No access to the staging database",
            "Slow disk",
            "All tests fail on Windows",
            "Contract of the bank",
            "Lint not passing",
            "Every build waits for the licence",
            "All staging machines were down",
            "Everything stuck behind the licence server",
            "Both reviewers on leave",
            "Every deploy needed a manual approval",
            "Ready-made image had no certificate",
            "",
        ] {
            assert!(!is_achievement(text), "{text}");
        }
    }
}
