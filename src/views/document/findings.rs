//! The findings of one document, as the box on its page and the list on Health show them.

use crate::views::value::{Value, data};

use super::super::Input;
use super::super::parts::{href, href_at, said, shown};
use crate::checks;
use crate::diag::{Diagnostic, Place, Severity};
use crate::link::urls;
use crate::model::{DocIx, LinkedDocument};

/// The findings of a document's page: `{ first, rest, count, error, title }`, with those of other documents that point at
/// it. Where the document disagrees with itself comes first, then the serious ones; what is a habit of the folder and what
/// is past the fourth waits behind a click.
pub fn data(input: Input<'_>, ix: DocIx, linked: &LinkedDocument) -> Value {
    let habit = |finding: &Diagnostic| input.frame.habits.contains(finding.check);
    let own = input.frame.findings_of(input.findings, ix);
    let mut found: Vec<&Diagnostic> = own.chain(input.frame.told_of(input.findings, ix)).collect();
    // The places that are left to fill in have a list of their own on the page.
    if !linked.document.unfilled.is_empty() {
        found.retain(|finding| finding.check != "placeholder");
    }
    let itself = |finding: &Diagnostic| {
        let here = |place: &Place| place.path == linked.document.path;
        finding.place.as_ref().is_some_and(here) && finding.others.iter().any(|(place, _)| here(place))
    };
    found.sort_by_key(|finding| {
        (habit(finding), finding.severity == Severity::Note, !itself(finding), finding.severity)
    });
    let disagrees = found.first().is_some_and(|finding| !habit(finding) && itself(finding));
    let title = input.frame.words.get(if disagrees { "disagrees" } else { "findings" });
    let shown_first = found.iter().filter(|finding| !habit(finding)).count().min(FIRST);
    let error = found.iter().any(|finding| finding.severity == Severity::Error);
    let count: usize = found.iter().map(|finding| finding.count()).sum();
    let mut rest: Vec<Value> = found.into_iter().take(MOST).map(|finding| one(input, &linked.url, finding)).collect();
    let first: Vec<Value> = rest.drain(..shown_first.min(rest.len())).collect();
    if count == 0 {
        Value::Null
    } else {
        data!({ "first": first, "rest": rest, "count": count, "error": error, "title": title })
    }
}

/// How many findings stand open on a document's page.
const FIRST: usize = 4;

/// How many findings a document's page shows at all.
const MOST: usize = 200;

/// One finding as the page at `from` shows it.
pub fn one(input: Input<'_>, from: &str, finding: &Diagnostic) -> Value {
    let place = finding.place.as_ref().map(|place| place_data(input, from, place, None, None));
    let own = finding.place.as_ref().map(|place| &*place.path);
    let rule = urls::check(finding.check);
    let others = finding.others.iter().map(|(place, label)| place_data(input, from, place, own, Some(label)));
    shown(data!({
        "check": finding.check,
        "rule": checks::find(finding.check).filter(|_| rule != from).map(|_| href(from, &rule)),
        "severity": finding.severity.name(),
        "word": input.frame.words.get(finding.severity.name()),
        "message": said(&finding.message),
        "help": finding.help.as_deref().map(said),
        "place": place,
        "others": others.collect::<Vec<_>>(),
    }))
}

/// What to do, where all of these findings say the same.
pub fn shared_help(found: &[&Diagnostic]) -> Option<Vec<Value>> {
    let help = found.first()?.help.as_deref()?;
    let same = found.len() > 1 && found.iter().all(|finding| finding.help.as_deref() == Some(help));
    same.then(|| said(help))
}

/// A place as a link to the section it lies in, with its line; `told` is the path that was said already.
fn place_data(input: Input<'_>, from: &str, place: &Place, told: Option<&str>, label: Option<&str>) -> Value {
    let linked = input.site.by_path.get(&place.path).and_then(|ix| input.site.documents.get(ix.at()));
    // A link from a page to its own beginning would lead nowhere.
    let link = linked.and_then(|linked| match super::section_at(linked, place.span.start) {
        Some(anchor) => Some(href_at(from, &linked.url, anchor)),
        None => (linked.url != from).then(|| href(from, &linked.url)),
    });
    let here = linked.is_some_and(|linked| linked.url == from) || told == Some(&*place.path);
    let line = input.site.line(place);
    shown(data!({ "path": place.path.to_string(), "line": line, "href": link, "label": label.map(said), "here": here }))
}
