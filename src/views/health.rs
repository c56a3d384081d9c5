//! Health: every finding with its place and what to do, grouped by check.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::document::finding;
use super::{Input, Page, Presence, View};
use crate::base::When;
use crate::diag::{Diagnostic, Severity};

/// Health.
pub const VIEW: View = View {
    name: "health",
    url: "health.html",
    presence: |site, findings| match (site.documents.len(), findings.len()) {
        (0, 0) => Presence::Absent,
        (_, 0) => Presence::Shown,
        (_, count) => Presence::Count(count),
    },
    pages: |_| vec![Page { url: VIEW.url.to_owned(), template: "health.html", body: None, data: Box::new(data) }],
};

fn data(input: Input<'_>) -> Value {
    let words = &input.frame.words;
    let mut checks: BTreeMap<(Severity, &str), Vec<&Diagnostic>> = BTreeMap::new();
    for finding in input.findings {
        checks.entry((finding.severity, finding.check)).or_default().push(finding);
    }
    let groups: Vec<Value> = checks
        .iter()
        .map(|((severity, check), found)| {
            json!({
                "check": check,
                "severity": severity,
                "count": words.count("places", found.len()),
                "findings": found.iter().map(|one| finding(input, VIEW.url, one)).collect::<Vec<_>>(),
            })
        })
        .collect();
    let counted = |severity: Severity, key: &str| {
        let count = input.findings.iter().filter(|finding| finding.severity == severity).count();
        (count > 0).then(|| words.count(key, count))
    };
    let counts = [(Severity::Error, "errors"), (Severity::Warning, "warnings"), (Severity::Note, "notes")];
    let summary: Vec<String> = counts.into_iter().filter_map(|(severity, key)| counted(severity, key)).collect();
    json!({
        "title": words.get("health"),
        "summary": summary.join(" · "),
        "groups": groups,
        "as_of": words.with("as-of", &words.date(When::Day(input.site.today))),
        "left_out": (input.site.left_out > 0).then(|| words.count("left-out", input.site.left_out)),
    })
}
