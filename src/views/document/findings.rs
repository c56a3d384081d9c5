//! The findings of one document, as the box on its page and the list on Health show them.

use serde_json::{Value, json};

use super::super::Input;
use super::super::parts::{href, href_at, said, shown};
use crate::diag::{Diagnostic, Place, Severity};
use crate::model::{DocIx, LinkedDocument};

/// The findings of a document's page: `{ first, rest, count, error }`. The serious ones come first; what is a habit of
/// the folder and what is past the fourth waits behind a click.
pub fn data(input: Input<'_>, ix: DocIx, linked: &LinkedDocument) -> Value {
    let habit = |finding: &Diagnostic| input.frame.habits.contains(finding.check);
    let mut found: Vec<&Diagnostic> = input.frame.findings_of(input.findings, ix).collect();
    found.sort_by_key(|finding| (habit(finding), finding.severity));
    let shown_first = found.iter().filter(|finding| !habit(finding)).count().min(FIRST);
    let error = found.iter().any(|finding| finding.severity == Severity::Error);
    let count = found.len();
    let mut rest: Vec<Value> = found.into_iter().take(MOST).map(|finding| one(input, &linked.url, finding)).collect();
    let first: Vec<Value> = rest.drain(..shown_first.min(rest.len())).collect();
    if count == 0 { Value::Null } else { json!({ "first": first, "rest": rest, "count": count, "error": error }) }
}

/// How many findings stand open on a document's page.
const FIRST: usize = 4;

/// How many findings a document's page shows at all.
const MOST: usize = 200;

/// One finding as the page at `from` shows it.
pub fn one(input: Input<'_>, from: &str, finding: &Diagnostic) -> Value {
    let place = finding.place.as_ref().map(|place| place_data(input, from, place, None));
    let others = finding.others.iter().map(|(place, label)| place_data(input, from, place, Some(label)));
    shown(json!({
        "check": finding.check,
        "severity": finding.severity,
        "word": input.frame.words.get(severity(finding.severity)),
        "message": said(&finding.message),
        "help": finding.help.as_deref().map(said),
        "place": place,
        "others": others.collect::<Vec<_>>(),
    }))
}

fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}

/// A place as a link to the section it lies in, with its line.
fn place_data(input: Input<'_>, from: &str, place: &Place, label: Option<&str>) -> Value {
    let linked = input.site.by_path.get(&place.path).and_then(|ix| input.site.documents.get(ix.at()));
    // A link from a page to its own beginning would lead nowhere.
    let link = linked.and_then(|linked| match super::section_at(linked, place.span.start) {
        Some(anchor) => Some(href_at(from, &linked.url, anchor)),
        None => (linked.url != from).then(|| href(from, &linked.url)),
    });
    let here = linked.is_some_and(|linked| linked.url == from);
    let line = input.site.line(place);
    shown(json!({ "path": &*place.path, "line": line, "href": link, "label": label, "here": here }))
}
