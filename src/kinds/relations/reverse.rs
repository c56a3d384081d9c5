//! Names among the dependencies of a document that wait for the document themselves: `FEAT-2 needs this`.

use crate::base::{Span, text};
use crate::kinds::targets::Target;

/// Words that may stand between a name and its verb.
const BETWEEN: &[&str] = &["also", "will", "both", "all", "each"];
/// How one waits; *this* follows.
const ONE: &[&str] = &["needs", "requires", "depends on", "waits for", "is blocked by"];
/// How several wait, and one behind *will*.
const SEVERAL: &[&str] = &["need", "require", "depend on", "wait for", "are blocked by", "be blocked by"];
/// Words behind a name that are not part of it: they begin a clause, or are a subject of their own.
const OTHERWISE: &[&str] = &[
    "a", "an", "and", "as", "because", "but", "for", "he", "i", "if", "in", "it", "its", "my", "nobody", "of", "on",
    "or", "our", "she", "since", "so", "team", "that", "the", "their", "there", "they", "this", "to", "until", "we",
    "when", "where", "which", "while", "who", "with", "you", "your", "-", "--", "–", "—",
];
/// Longest stretch behind a name that is looked at, in bytes.
const REACH: usize = 300;
/// Signs that close a name and say nothing.
const MARKS: [char; 6] = ['*', '_', '`', '"', '\'', ']'];

/// What is said of a name.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Says {
    Nothing,
    /// It waits for this document.
    Waits,
    /// It does, with those that stand joined before it.
    WaitTogether,
}

/// For each name whether it waits for this document and not the other way round. Its verb follows it in the same
/// clause, as `FEAT-2 needs this` or `FEAT-2, FEAT-3 depend on this`, or begins a remark about it in the third person,
/// as `FEAT-2: Login (depends on this)`. *We need this for the session store* has another subject and says nothing of
/// the kind. `start` is where `raw` stands in the source.
pub(super) fn waiting(raw: &str, start: usize, targets: &[Target]) -> Vec<bool> {
    let mut found = vec![false; targets.len()];
    let mut behind: Option<(Span, Says)> = None;
    for (target, waits) in targets.iter().zip(&mut found).rev() {
        let says = match behind {
            // The ids of a range stand in one place.
            Some((span, says)) if span == target.span => says,
            _ => {
                let end = behind.map_or(raw.len(), |(span, _)| (span.start as usize).saturating_sub(start));
                let tail = raw.get((target.span.end as usize).saturating_sub(start)..end).unwrap_or("");
                said(text::head(tail, REACH), behind.map(|(_, says)| says))
            }
        };
        *waits = says != Says::Nothing;
        behind = Some((target.span, says));
    }
    found
}

/// What the text behind a name says of it; `next` is said of the name behind that text.
fn said(tail: &str, next: Option<Says>) -> Says {
    let lower = tail.to_lowercase();
    let open = without_brackets(&lower);
    let rest = open.trim_start_matches(|c: char| c.is_whitespace() || MARKS.contains(&c));
    if begins(rest, SEVERAL) {
        return Says::WaitTogether;
    }
    // A remark behind a dash or colon, or in brackets, has no subject of its own: in the third person it is the name.
    let remark = rest.trim_start_matches([':', '-', '–', '—']);
    let remark = remark.trim_start_matches(|c: char| c.is_whitespace() || MARKS.contains(&c));
    if begins(remark, ONE) || lower.split('(').skip(1).any(|inner| begins(inner, ONE)) {
        return Says::Waits;
    }
    if noun_then_verb(rest) {
        return Says::Waits;
    }
    let joins = |word: &str| matches!(word, "" | "and" | "und" | "y" | "et");
    let ends = [';', '.', ':', '|', '\n'].iter().any(|end| open.contains(*end));
    if next == Some(Says::WaitTogether) && !ends && open.split(|c: char| !c.is_alphanumeric()).all(joins) {
        return Says::WaitTogether;
    }
    Says::Nothing
}

/// Whether one to three words that go on with the name stand before the verb: `Spec 190 backend work needs this`. A word
/// that begins a clause or another subject ends the name.
fn noun_then_verb(text: &str) -> bool {
    let mut rest = text;
    for _ in 0..3 {
        let word = rest.split_whitespace().next().unwrap_or("");
        if word.is_empty() || OTHERWISE.contains(&word) || !word.chars().all(|c| c.is_alphanumeric() || c == '-') {
            return false;
        }
        rest = rest.get(word.len()..).unwrap_or("").trim_start();
        if begins(rest, ONE) {
            return true;
        }
    }
    false
}

/// Whether a text begins with one of the verbs and *this*.
fn begins(text: &str, verbs: &[&str]) -> bool {
    let words: Vec<&str> = text.split_whitespace().skip_while(|word| BETWEEN.contains(word)).take(4).collect();
    verbs.iter().any(|verb| {
        let parts: Vec<&str> = verb.split(' ').collect();
        let this = words.strip_prefix(parts.as_slice()).and_then(<[&str]>::first);
        this.is_some_and(|this| {
            this.split(|c: char| !c.is_alphanumeric()).find(|word| !word.is_empty()) == Some("this")
        })
    })
}

/// A text without what stands in brackets.
fn without_brackets(text: &str) -> String {
    let mut depth = 0_usize;
    let mut keep = |c: char| match c {
        '(' => {
            depth += 1;
            false
        }
        ')' => {
            depth = depth.saturating_sub(1);
            false
        }
        _ => depth == 0,
    };
    text.chars().filter(|c| keep(*c)).collect()
}
