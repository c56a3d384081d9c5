//! Findings as cards and rows show them: at most one mark, habits of the folder left out.

use crate::views::value::{Value, data};

use super::Input;
use crate::diag::{Diagnostic, Severity};
use crate::model::DocIx;

/// The errors and warnings of a document and its parts that are no habit. A target that has passed is marked where it
/// stands: a card says everything once.
fn marked<'a>(input: Input<'a>, document: DocIx) -> impl Iterator<Item = &'a Diagnostic> {
    let own = std::iter::once(document).chain(input.site[document].parts.iter().copied());
    let all = own.flat_map(move |ix| input.frame.findings_of(input.findings, ix));
    all.filter(move |finding| input.frame.is_mark(finding) && finding.check != "overdue")
}

/// Whether a document has a mark.
pub fn has(input: Input<'_>, document: DocIx) -> bool {
    marked(input, document).next().is_some()
}

/// How many findings mark a document and its parts.
pub fn count(input: Input<'_>, document: DocIx) -> usize {
    marked(input, document).count()
}

/// The mark of a document: `{ severity, count, title }`; null where there is nothing to say.
pub fn mark(input: Input<'_>, document: DocIx) -> Value {
    // The worst comes first.
    let Some(first) = marked(input, document).min_by_key(|finding| finding.severity) else { return Value::Null };
    let count = count(input, document);
    let severity = if first.severity == Severity::Error { "error" } else { "warning" };
    let mut title = first.message.clone();
    if count > 1 {
        title.push_str(&format!(" (+{})", count - 1));
    }
    data!({ "severity": severity, "count": count, "title": title })
}
