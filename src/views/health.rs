//! Health: every finding with its place and what to do, grouped by check.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use crate::views::value::{Value, data};

use super::document::{finding, shared_help};
use super::parts::href;
use super::{Input, Page, Presence, View, parts};
use crate::base::When;
use crate::checks::{self, Counts};
use crate::diag::{Diagnostic, Severity};
use crate::link::urls;
use crate::model::{DocIx, Site};

/// Health.
pub const VIEW: View = View {
    name: "health",
    url: "health.html",
    letter: Some('h'),
    also: &["checks/"],
    presence: |site, findings| match (site.documents.len(), findings.len(), attention(site, findings)) {
        (0, 0, _) => Presence::Absent,
        (.., 0) => Presence::Shown,
        (.., count) => Presence::Count(count),
    },
    pages: |_| vec![Page { url: VIEW.url.to_owned(), template: "health.html", body: None, data: Box::new(data) }],
};

/// How many documents have an error or a warning among these findings.
pub fn attention<'a>(site: &Site, findings: impl IntoIterator<Item = &'a Diagnostic>) -> usize {
    let counted = findings.into_iter().filter(|finding| finding.severity != Severity::Note);
    let documents = counted.filter_map(|finding| site.by_path.get(&finding.place.as_ref()?.path));
    documents.collect::<BTreeSet<_>>().len()
}

/// How many findings of one check stand on the page; `featsite check` prints all.
const SHOWN: usize = 200;

fn data(input: Input<'_>) -> Value {
    let words = &input.frame.words;
    let mut checks: BTreeMap<&str, Vec<&Diagnostic>> = BTreeMap::new();
    for finding in input.findings {
        checks.entry(finding.check).or_default().push(finding);
    }
    // One group for each check, the gravest first: the same name twice would tell nobody which is which.
    let mut checks: Vec<(Severity, &str, Vec<&Diagnostic>)> = checks
        .into_iter()
        .map(|(check, mut found)| {
            found.sort_by_key(|finding| finding.severity);
            (found.first().map_or(Severity::Note, |finding| finding.severity), check, found)
        })
        .collect();
    // What is a habit of the folder counts nowhere, and stands last.
    checks.sort_by_key(|(severity, check, _)| (input.frame.habits.contains(check), *severity, *check));
    let groups: Vec<Value> = checks
        .iter()
        .map(|(severity, check, found)| {
            let total: usize = found.iter().map(|finding| finding.count()).sum();
            let shown: usize = found.iter().take(SHOWN).map(|finding| finding.count()).sum();
            data!({
                "check": *check,
                "severity": severity.name(),
                "word": words.get(severity.name()),
                "href": checks::find(check).map(|check| href(VIEW.url, &urls::check(check.name))),
                "about": checks::find(check).map(|check| check.summary),
                "habit": input.frame.habits.contains(check),
                "unmarked": input.frame.unmarked.contains(check) && *severity == Severity::Warning,
                "count": words.count("places", total),
                "findings": found.iter().take(SHOWN).map(|one| finding(input, VIEW.url, one)).collect::<Vec<_>>(),
                "help": shared_help(found),
                "more": (total > shown).then(|| words.count("more", total - shown)),
            })
        })
        .collect();
    data!({
        "title": words.get("health"),
        "first": first(input),
        "summary": summary(input),
        "filtered": parts::is_long(checks.iter().map(|(.., found)| found.len().min(SHOWN)).sum()),
        "groups": groups,
        "as_of": words.with("as-of", &words.date(When::Day(input.site.today))),
        "commit": commit(input),
        "left_out": (input.site.left_out > 0).then(|| words.count("left-out", input.site.left_out)),
    })
}

/// What there is, in the words of `featsite check`: `5 documents need attention · 2 errors · 3 warnings · 61 findings
/// that are a habit of the folder · 4 allowed by comments`.
fn summary(input: Input<'_>) -> String {
    let words = &input.frame.words;
    let counts = Counts::of(input.findings, &input.frame.habits);
    let told = [
        ("sum-documents", input.frame.attention),
        ("errors", counts.errors),
        ("warnings", counts.warnings),
        ("notes", counts.notes),
        ("habitual", counts.habitual),
        ("allowed", input.frame.allowed),
    ];
    let told = told.into_iter().filter(|(_, count)| *count > 0).map(|(key, count)| words.count(key, count));
    told.collect::<Vec<_>>().join(" · ")
}

/// The commit the site was made from: `{ before, hash, href, after, date, differs }`; null without one.
fn commit(input: Input<'_>) -> Value {
    let words = &input.frame.words;
    let Some(repository) = &input.site.repository else { return Value::Null };
    let Some(commit) = &repository.commit else { return Value::Null };
    let count = repository.modified.len();
    let (before, after) = words.get("made-from").split_once("{}").unwrap_or_default();
    parts::shown(data!({
        "hash": commit.hash.get(..10).map(str::to_owned),
        "href": repository.forge.as_ref().map(|forge| forge.commit(&commit.hash)),
        "before": before,
        "after": after,
        "date": commit.day.map(|day| parts::date(words, When::Day(day))),
        "differs": (count > 0).then(|| words.count("differs", count)),
    }))
}

/// How many documents stand in the list of those to begin with.
const FIRST: usize = 50;

/// The documents with the most to mend, those with errors first.
fn first(input: Input<'_>) -> Vec<Value> {
    let mut documents: Vec<(usize, usize, DocIx)> = input
        .site
        .each()
        .filter_map(|(ix, _)| {
            let found = input.frame.findings_of(input.findings, ix);
            let found = found.filter(|finding| !input.frame.habits.contains(finding.check));
            let (errors, warnings) = found.fold((0, 0), |(errors, warnings), finding| match finding.severity {
                Severity::Error => (errors + 1, warnings),
                Severity::Warning => (errors, warnings + 1),
                Severity::Note => (errors, warnings),
            });
            (errors + warnings > 0).then_some((errors, warnings, ix))
        })
        .collect();
    documents.sort_by_key(|&(errors, warnings, ix)| (Reverse(errors), Reverse(warnings), ix));
    let words = &input.frame.words;
    let line = |errors: usize, warnings: usize| {
        let counts = [("errors", errors), ("warnings", warnings)];
        let told = counts.iter().filter(|(_, count)| *count > 0).map(|(key, count)| words.count(key, *count));
        told.collect::<Vec<_>>().join(" · ")
    };
    documents
        .into_iter()
        .take(FIRST)
        .map(|(errors, warnings, ix)| {
            data!({ "document": parts::document(input, VIEW.url, ix), "note": line(errors, warnings) })
        })
        .collect()
}
