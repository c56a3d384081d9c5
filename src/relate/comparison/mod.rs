//! "Plan and log": what a guide plans beside what its log says, row by row, each side with its place.
//!
//! A row stands only where there is something to compare: phases where both have phases, a version where the log names
//! one, tests where the log has boxes for them, files where both name files. Absent on purpose: judging. Which rows are
//! worth a finding is for the check `guide-log-drift` to say.

mod phases;
mod versions;

use std::collections::{BTreeMap, BTreeSet};

use crate::base::{Span, paths};
use crate::diag::Place;
use crate::model::{
    Aspect, Compared, DocIx, LinkedDocument, NamedFile, PhaseSchedule, SectionClass, Side, Tally, Verdict,
};
use crate::relate::likeness::Memo;

/// Rows of one aspect that are kept.
const MOST: usize = 200;

/// One of the two documents with what was computed for it.
pub struct Paper<'a> {
    /// The document.
    pub linked: &'a LinkedDocument,
    /// The days of its phases, beside its list of phases.
    pub phases: &'a [PhaseSchedule],
    /// The files it names, with their places.
    pub files: &'a [(&'a str, Span)],
}

impl Paper<'_> {
    fn place(&self, span: Span) -> Place {
        Place { path: self.linked.document.path.clone(), span }
    }

    fn side(&self, text: impl Into<String>, span: Span) -> Side {
        Side { text: text.into(), status: None, tasks: Tally::default(), days: (None, None), place: self.place(span) }
    }
}

/// The files that each of some documents names, in the order of its text.
pub fn files_of<'a>(files: &'a [NamedFile], wanted: &BTreeSet<DocIx>) -> BTreeMap<DocIx, Vec<(&'a str, Span)>> {
    let mut out: BTreeMap<DocIx, Vec<(&str, Span)>> = BTreeMap::new();
    for file in files {
        for one in file.uses.iter().filter(|one| wanted.contains(&one.document)) {
            out.entry(one.document).or_default().push((&file.path, one.span));
        }
    }
    out.values_mut().for_each(|list| list.sort_by_key(|(path, span)| (*span, *path)));
    out
}

/// The rows: phases, versions, tests, files. `memo` is kept from pair to pair.
pub fn compare(guide: &Paper<'_>, log: &Paper<'_>, memo: &mut Memo) -> Vec<Compared> {
    let mut rows = phases::rows(guide, log, memo);
    rows.extend(versions::rows(guide, log));
    rows.extend(tests(guide, log));
    rows.extend(files(guide, log));
    rows
}

/// The test files that the guide names, or its own boxes for tests, beside the boxes of the log.
fn tests(guide: &Paper<'_>, log: &Paper<'_>) -> Option<Compared> {
    /// Names of files that are told.
    const TOLD: usize = 3;
    let boxes = |paper: &Paper<'_>| paper.linked.classes.get(&SectionClass::Tests).copied().unwrap_or_default();
    let first = |paper: &Paper<'_>| {
        paper.linked.document.tasks.iter().find(|task| task.class == SectionClass::Tests).map(|task| task.span)
    };
    let logged = boxes(log);
    let span = first(log).filter(|_| logged.total > 0)?;
    let is_test = |path: &str| {
        let lower = path.to_lowercase();
        let name = paths::file_name(&lower);
        lower.split('/').any(|part| matches!(part, "test" | "tests" | "spec" | "__tests__"))
            || name.starts_with("test_")
            || name.contains("_test.")
            || name.contains(".test.")
            || name.contains(".spec.")
    };
    let named: Vec<(&str, Span)> = guide.files.iter().filter(|(path, _)| is_test(path)).copied().collect();
    let planned = boxes(guide);
    let at = named.first().map(|(_, span)| *span).or(first(guide).filter(|_| planned.total > 0))?;
    let mut told: Vec<&str> = named.iter().take(TOLD).map(|(path, _)| paths::file_name(path)).collect();
    if named.len() > TOLD {
        told.push("…");
    }
    let plan = Side { tasks: planned, ..guide.side(told.join(", "), at) };
    let log = Side { tasks: logged, ..log.side("", span) };
    let verdict = if logged.done == logged.total { Verdict::Same } else { Verdict::Differs };
    Some(Compared { aspect: Aspect::Tests, name: String::new(), plan: Some(plan), log: Some(log), verdict, late: None })
}

/// The files of both, those of the guide first.
fn files(guide: &Paper<'_>, log: &Paper<'_>) -> Vec<Compared> {
    if guide.files.is_empty() || log.files.is_empty() {
        return Vec::new();
    }
    let mut left: Vec<Option<&(&str, Span)>> = log.files.iter().take(MOST).map(Some).collect();
    let mut rows = Vec::new();
    let row = |name: &str, plan: Option<Side>, log: Option<Side>, verdict| Compared {
        aspect: Aspect::File,
        name: name.to_owned(),
        plan,
        log,
        verdict,
        late: None,
    };
    for (path, span) in guide.files.iter().take(MOST) {
        let side = Some(guide.side(*path, *span));
        let same =
            left.iter_mut().find(|other| other.is_some_and(|(other, _)| is_same(path, other))).and_then(Option::take);
        rows.push(match same {
            Some((other, at)) => row(path, side, Some(log.side(*other, *at)), Verdict::Same),
            None => row(path, side, None, Verdict::Planned),
        });
    }
    let only = left.into_iter().flatten();
    rows.extend(only.map(|(path, span)| row(path, None, Some(log.side(*path, *span)), Verdict::Logged)));
    rows
}

/// Whether two paths mean one file: equal, or the longer ends with the shorter at a folder.
fn is_same(one: &str, other: &str) -> bool {
    let ends = |long: &str, short: &str| long.strip_suffix(short).is_some_and(|rest| rest.ends_with('/'));
    one == other || ends(one, other) || ends(other, one)
}
