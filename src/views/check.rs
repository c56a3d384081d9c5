//! The page of a check: what it finds, why that matters, how to do better, and all its findings.

use std::collections::BTreeSet;

use crate::views::value::{Value, data};

use super::document::{finding, shared_help};
use super::parts::{said, shown};
use super::{Input, Page};
use crate::checks::{self, Check, Example};
use crate::diag::Diagnostic;
use crate::link::urls;

/// How many findings stand on the page; `featsite check --only` prints all.
const SHOWN: usize = 500;

/// One page for each check that found something.
pub fn pages(findings: &[Diagnostic]) -> Vec<Page> {
    let fired: BTreeSet<&'static str> = findings.iter().map(|finding| finding.check).collect();
    let checks = fired.into_iter().filter_map(checks::find);
    checks
        .map(|check| Page {
            url: urls::check(check.name),
            template: "check.html",
            body: None,
            data: Box::new(move |input| data(input, check)),
        })
        .collect()
}

fn data(input: Input<'_>, check: &'static Check) -> Value {
    let words = &input.frame.words;
    let here = urls::check(check.name);
    let found: Vec<&Diagnostic> = input.findings.iter().filter(|finding| finding.check == check.name).collect();
    let documents: BTreeSet<_> = found.iter().filter_map(|finding| Some(&finding.place.as_ref()?.path)).collect();
    // The gravest of what stands: the configuration may have set another level than the check's own.
    let severity = found.iter().map(|finding| finding.severity).min().unwrap_or(check.severity);
    let total: usize = found.iter().map(|finding| finding.count()).sum();
    let listed: usize = found.iter().take(SHOWN).map(|finding| finding.count()).sum();
    shown(data!({
        "title": capital(check.summary),
        "name": check.name,
        "severity": severity.name(),
        "level": words.get(severity.name()),
        "what": said(check.docs.what),
        "why": said(check.docs.why),
        "example": example(check.docs.example),
        "instead": example(check.docs.instead),
        "habit": input.frame.habits.contains(check.name),
        "count": words.count("places", total),
        "documents": (!documents.is_empty()).then(|| words.count("documents", documents.len())),
        "help": shared_help(&found),
        "findings": found.iter().take(SHOWN).map(|one| finding(input, &here, one)).collect::<Vec<_>>(),
        "more": (total > listed).then(|| words.count("more", total - listed)),
        "configure": format!("checks:\n  {}: off", check.name),
        "allow": format!("<!-- featsite: allow({}) because … -->", check.name),
    }))
}

/// A summary as a heading.
fn capital(summary: &str) -> String {
    let mut rest = summary.chars();
    let first: String = rest.next().into_iter().flat_map(char::to_uppercase).collect();
    first + rest.as_str()
}

/// An example as its files, `[{ path, text }]`, or as words.
fn example(example: Example) -> Value {
    match example {
        Example::Words(words) => data!({ "words": said(words) }),
        Example::Files(files) => {
            let file = |(path, text): &(&'static str, &'static str)| data!({ "path": *path, "text": text.trim_end() });
            data!({ "files": files.iter().map(file).collect::<Vec<_>>() })
        }
    }
}
