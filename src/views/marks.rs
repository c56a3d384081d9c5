//! Findings as cards and rows show them: at most one mark, habits of the folder left out.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use super::Input;
use crate::diag::{Diagnostic, Severity};
use crate::model::{DocIx, Site};

/// Checks that are a habit of the folder: found in ten documents or more and in a quarter or more of those that could
/// have them. They stand on the health page and mark no card.
pub fn habits(site: &Site, findings: &[Diagnostic]) -> BTreeSet<&'static str> {
    let mut documents: BTreeMap<&'static str, BTreeSet<DocIx>> = BTreeMap::new();
    for finding in findings {
        let document = finding.place.as_ref().and_then(|place| site.by_path.get(&place.path));
        if let Some(document) = document {
            documents.entry(finding.check).or_default().insert(*document);
        }
    }
    let items = site.items.iter().filter(|item| item.document.is_some()).count();
    let judged = if items == 0 { site.documents.len() } else { items };
    let habit = |found: &BTreeSet<DocIx>| found.len() >= 10 && found.len() * 4 >= judged;
    documents.into_iter().filter(|(_, found)| habit(found)).map(|(check, _)| check).collect()
}

/// The errors and warnings of a document and its parts that are no habit, the worst first.
fn marked<'a>(input: Input<'a>, document: DocIx) -> Vec<&'a Diagnostic> {
    let own = std::iter::once(document).chain(input.site[document].parts.iter().copied());
    let all = own.flat_map(|ix| input.frame.findings_of(input.findings, ix));
    let mut found: Vec<&Diagnostic> = all
        .filter(|finding| finding.severity != Severity::Note && !input.frame.habits.contains(finding.check))
        .collect();
    found.sort_by_key(|finding| finding.severity);
    found
}

/// Whether a document has a mark.
pub fn has(input: Input<'_>, document: DocIx) -> bool {
    !marked(input, document).is_empty()
}

/// The mark of a document: `{ severity, count, title }`; null where there is nothing to say.
pub fn mark(input: Input<'_>, document: DocIx) -> Value {
    let found = marked(input, document);
    let Some(first) = found.first() else { return Value::Null };
    let severity = if first.severity == Severity::Error { "error" } else { "warning" };
    let mut title = first.message.clone();
    if found.len() > 1 {
        title.push_str(&format!(" (+{})", found.len() - 1));
    }
    json!({ "severity": severity, "count": found.len(), "title": title })
}
