//! `unknown-status`: words in a status field that no rule knows.

use super::{Check, Docs, Example};
use crate::diag::{Diagnostic, Severity};
use crate::model::{Fact, Site, Status, StatusValue};

/// The check.
pub const CHECK: Check = Check {
    name: "unknown-status",
    severity: Severity::Warning,
    summary: "words in a status field that no rule knows",
    skips_templates: true,
    run: Some(run),
    judges: |_, linked| !linked.statuses.is_empty(),
    docs: Docs {
        what: "The status of a document or phase is written in words that are in no vocabulary. The words are shown \
               as they are, in a column of their own. A whole sentence, and the status of a document that is no item, \
               are notes.",
        why: "The item is missing from the column it belongs to.",
        example: Example::Files(&[("a.md", "# A\n\n**Status**: Simmering gently\n")]),
        instead: Example::Files(&[("a.md", "# A\n\n**Status**: In progress\n")]),
    },
    ..Check::BASE
};

/// Finds them: in the status in force, and in those of phases.
pub fn run(site: &Site, found: &mut Vec<Diagnostic>) {
    for linked in super::real(site) {
        let phases = linked.document.phases.iter().filter_map(|phase| phase.status.as_ref());
        for fact in linked.status().into_iter().chain(phases).filter(|fact| is_unknown(fact)) {
            let raw = shortened(&fact.raw);
            let message = format!("`{raw}` is no status that is known");
            // A sentence tells how things are and was never meant to be one of a few words; and what is no item stands in
            // no column.
            let minor = fact.raw.len() > SENTENCE || linked.item.is_none();
            let severity = if minor { Severity::Note } else { Severity::Warning };
            found.push(Diagnostic::new("unknown-status", severity, fact.place.clone(), message).help(format!(
                "use a known word, or say in featsite.yaml what it means: `statuses: {{ \"{}\": review }}`",
                raw.replace('"', "'")
            )));
        }
    }
}

/// A value of more bytes than this is a sentence.
const SENTENCE: usize = 60;

fn is_unknown(fact: &Fact<StatusValue>) -> bool {
    fact.value.status == Status::Unrecognised
}

/// The first words of a long value.
pub(super) fn shortened(raw: &str) -> String {
    let mut out: String = raw.chars().take(60).collect();
    if out.len() < raw.len() {
        out.push('…');
    }
    out
}
