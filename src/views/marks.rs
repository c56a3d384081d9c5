//! Findings as cards and rows show them: at most one mark, habits of the folder left out.

use crate::views::value::{Value, data};

use super::Input;
use crate::diag::{Diagnostic, Severity};
use crate::model::DocIx;

/// The errors and warnings of a document and its parts that are no habit, the worst first. A target that has passed is
/// marked where it stands: a card says everything once.
fn marked<'a>(input: Input<'a>, document: DocIx) -> Vec<&'a Diagnostic> {
    let own = std::iter::once(document).chain(input.site[document].parts.iter().copied());
    let all = own.flat_map(|ix| input.frame.findings_of(input.findings, ix));
    let mut found: Vec<&Diagnostic> =
        all.filter(|finding| input.frame.is_mark(finding) && finding.check != "overdue").collect();
    found.sort_by_key(|finding| finding.severity);
    found
}

/// Whether a document has a mark.
pub fn has(input: Input<'_>, document: DocIx) -> bool {
    !marked(input, document).is_empty()
}

/// How many findings mark a document and its parts.
pub fn count(input: Input<'_>, document: DocIx) -> usize {
    marked(input, document).len()
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
    data!({ "severity": severity, "count": found.len(), "title": title })
}
