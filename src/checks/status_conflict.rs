//! `status-conflict`: two places that say different things of the state of one document.

use std::collections::{BTreeMap, BTreeSet};

use super::{Check, Docs, Example};
use crate::base::{inline, paths, text};
use crate::diag::{Diagnostic, Severity};
use crate::model::status::{self, Reading};
use crate::model::{Column, Fact, Kind, LinkedDocument, Rule, Site, Status, StatusValue};

/// The check.
pub const CHECK: Check = Check {
    name: "status-conflict",
    severity: Severity::Warning,
    summary: "two places that say different things of one state",
    skips_templates: true,
    run: Some(run),
    judges: |_, linked| linked.statuses.len() > 1,
    docs: Docs {
        what: "The front matter, the head, the foot of a document, a row of a tracker and the folder it lies in can \
               each say its state. Two of them say states of different columns of the board. Words for one state \
               (`done`, `released`) are no conflict, nor are two states of one column (`draft`, `planned`); between \
               states of work under way (`in progress`, `review`, `blocked`) the finding is a note.",
        why: "The strongest place wins on the board, and it may be the one nobody keeps up to date.",
        example: Example::Files(&[("a.md", "---\nstatus: done\n---\n\n# A\n\n**Status**: Planned\n")]),
        instead: Example::Files(&[("a.md", "---\nstatus: done\n---\n\n# A\n\n**Status**: Released\n")]),
    },
    ..Check::BASE
};

/// How many places are pointed at.
const SHOWN: usize = 4;

/// Finds them: one for each document, at the state in force.
pub fn run(site: &Site, found: &mut Vec<Diagnostic>) {
    for linked in super::real(site).filter(|linked| !linked.variant && linked.statuses.len() > 1) {
        let unreliable = unreliable(site, linked);
        let speaks = |fact: &&Fact<StatusValue>| match fact.rule {
            Rule::Tracker => !unreliable.contains(fact.place.path.as_ref()),
            _ => true,
        };
        let mut said = linked.statuses.iter().filter(speaks);
        let Some(first) = said.next().filter(|fact| says_state(site, fact)) else { continue };
        let others: Vec<(&Fact<StatusValue>, Severity)> = said
            .filter(|fact| says_state(site, fact))
            .filter_map(|fact| Some((fact, disagree(first, fact)?)))
            .collect();
        let Some((other, severity)) = others.iter().min_by_key(|(_, severity)| *severity) else { continue };
        // A folder has no line: the document's own words are shown first.
        let (shown, against) = if first.rule == Rule::Folder { (*other, first) } else { (first, *other) };
        let message = format!("{}, but {}", says(shown), says(against));
        let mut finding = Diagnostic::new(CHECK.name, *severity, shown.place.clone(), message);
        if shown != first {
            finding = finding.other(against.place.clone(), says(against));
        }
        let mut seen = BTreeSet::from([&shown.place]);
        for (fact, _) in others.iter().take(SHOWN) {
            if seen.insert(&fact.place) {
                finding = finding.other(fact.place.clone(), says(fact));
            }
        }
        found.push(finding.help("make both say what is true now; the first one is shown on the board"));
    }
}

/// Trackers that say nothing certain of a document: those that name it in several rows of different states (they track
/// pieces of the work), reports of one day, and what is put away.
fn unreliable<'a>(site: &'a Site, linked: &'a LinkedDocument) -> BTreeSet<&'a str> {
    let mut by_tracker: BTreeMap<&str, BTreeSet<Option<Column>>> = BTreeMap::new();
    for fact in linked.statuses.iter().filter(|fact| fact.rule == Rule::Tracker) {
        by_tracker.entry(fact.place.path.as_ref()).or_default().insert(fact.value.status.column());
    }
    by_tracker
        .into_iter()
        .filter(|(path, columns)| {
            let holder = site.by_path.get(*path).and_then(|ix| site.documents.get(ix.at()));
            let settled =
                holder.is_some_and(|holder| holder.archived || holder.kind == Kind::Template || is_report(holder));
            columns.len() > 1 || settled
        })
        .map(|(path, _)| path)
        .collect()
}

/// Whether a document tells of one day: its file name holds a date.
fn is_report(holder: &LinkedDocument) -> bool {
    let stem = paths::stem(holder.path());
    stem.split(|c: char| !c.is_ascii_digit()).any(|piece| piece.len() == 8 && piece.starts_with("20"))
        || crate::base::dates::find(stem).is_some()
}

/// How far two places disagree: not at all, as far as work under way goes, or plainly.
fn disagree(first: &Fact<StatusValue>, other: &Fact<StatusValue>) -> Option<Severity> {
    if says_archived(first) || says_archived(other) {
        return None;
    }
    let (one, two) = (first.value.status.column()?, other.value.status.column()?);
    if one == two || one == Column::Unrecognised || two == Column::Unrecognised {
        return None;
    }
    // One field written twice is told by another check.
    if first.rule == other.rule && first.rule != Rule::Tracker {
        return None;
    }
    // Closed is closed, a `backlog/` may hold work in any state, and moving a file into `done/` was the later act than what its head says.
    let moved = |folder: &Fact<StatusValue>, column: Column| {
        folder.rule == Rule::Folder
            && (matches!(column, Column::Cancelled | Column::NotStarted)
                || folder.value.status.column() == Some(Column::NotStarted))
    };
    if moved(first, two) || moved(other, one) {
        return Some(Severity::Note);
    }
    if other.rule == Rule::Percentage {
        return against_share(first.value.status, other.value.status);
    }
    let under_way =
        |column: Column| matches!(column, Column::InProgress | Column::Review | Column::Blocked | Column::OnHold);
    let waits = |column: Column| matches!(column, Column::NotStarted | Column::OnHold | Column::Blocked);
    let near = under_way(one) && under_way(two) || waits(one) && waits(two);
    Some(if near { Severity::Note } else { Severity::Warning })
}

/// A share of the work against a status: the share is often rounded, and waiting work keeps the share it had.
fn against_share(status: Status, share: Status) -> Option<Severity> {
    match (status, share) {
        (Status::Done, Status::Planned | Status::InProgress) | (Status::InProgress | Status::Partial, Status::Done) => {
            Some(Severity::Warning)
        }
        (Status::Draft | Status::Planned | Status::Ready, Status::Done) => Some(Severity::Warning),
        _ => None,
    }
}

/// Whether a value says a state in its words or in a sign alone: a sign before other words (`✅ Use this`) says something
/// else, and of a long value only the leading words count.
fn says_state(site: &Site, fact: &Fact<StatusValue>) -> bool {
    if !matches!(fact.rule, Rule::Head | Rule::Metadata | Rule::Heading | Rule::Foot | Rule::Tracker) {
        return true;
    }
    let (raw, own) = (&fact.raw, &site.config.statuses);
    let known = |reading| matches!(reading, Reading::Value(value) if value.status != Status::Unrecognised);
    let has_words = inline::plain(raw).chars().any(char::is_alphanumeric);
    if has_words && status::by_word(raw, own).is_none() {
        return false;
    }
    raw.len() <= LONG || known(status::read_leading(raw, own, None))
}

fn says_archived(fact: &Fact<StatusValue>) -> bool {
    fact.value.status == Status::Superseded && inline::plain(&fact.raw).trim().to_lowercase().starts_with("archived")
}

/// A status and its source in words: `the front matter says "done"`.
pub fn says(fact: &Fact<StatusValue>) -> String {
    let raw = quoted(&fact.raw);
    match fact.rule {
        Rule::FrontMatter | Rule::FrontMatterNested => format!("the front matter says {raw}"),
        Rule::Head => format!("the head says {raw}"),
        Rule::Metadata => format!("the metadata section says {raw}"),
        Rule::Heading => format!("the status section says {raw}"),
        Rule::Foot => format!("the end of the file says {raw}"),
        Rule::Title => format!("the title says {raw}"),
        Rule::Tracker => format!("the table in `{}` says {raw}", fact.place.path),
        Rule::Folder => format!("the document lies in {raw}"),
        Rule::CompletionDate => format!("the completion date is {raw}"),
        Rule::Percentage => format!("the progress is {raw}"),
        Rule::Section | Rule::FileName | Rule::Body => format!("the document says {raw}"),
    }
}

/// Longest value that a message quotes, in bytes.
const LONG: usize = 60;

/// The author's words in code marks.
pub fn quoted(raw: &str) -> String {
    let whole = text::fold_space(&inline::plain(raw)).replace('`', "'");
    let short = text::head(&whole, LONG);
    if short.len() < whole.len() { format!("`{}…`", short.trim_end()) } else { format!("`{whole}`") }
}
