//! `broken-anchor`: a link to a heading that is not there.

use super::broken_link::{reference, target_span, written};
use super::{Check, Docs, Example};
use crate::base::Span;
use crate::diag::{Diagnostic, Place, Severity};
use crate::model::{Site, Target};

/// The check.
pub const CHECK: Check = Check {
    name: "broken-anchor",
    severity: Severity::Warning,
    summary: "a link to a heading that is not there",
    skips_templates: true,
    run: Some(run),
    judges: super::broken_link::leads_inside,
    docs: Docs {
        what: "A link ends in `#something`, and the document it leads to has no heading with that anchor. Anchors are \
               those GitHub makes: lower case, spaces as hyphens, punctuation and emoji dropped, `-1` behind the \
               second of two equal headings.",
        why: "The reader lands at the top of the page and has to search.",
        example: Example::Files(&[("a.md", "# A\n\nSee [setup](b.md#set-up).\n"), ("b.md", "# B\n\n## Setup\n")]),
        instead: Example::Files(&[("a.md", "# A\n\nSee [setup](b.md#setup).\n"), ("b.md", "# B\n\n## Setup\n")]),
    },
    ..Check::BASE
};

/// Finds them.
pub fn run(site: &Site, found: &mut Vec<Diagnostic>) {
    for linked in super::real(site) {
        if linked.links.iter().all(|link| link.missing_anchor.is_none()) {
            continue;
        }
        let written = written(linked);
        for link in &linked.links {
            let (Some(missing), Target::Document { document, .. }) = (&link.missing_anchor, &link.target) else {
                continue;
            };
            let Some(other) = site.documents.get(document.at()) else { continue };
            let whole = reference(&written, link).map_or(link.span, |reference| target_span(linked, link, reference));
            let span = match whole.of(&linked.text).rfind('#') {
                Some(at) => Span::new(whole.start as usize + at + 1, whole.end as usize),
                None => link.span,
            };
            let where_to = if other.path() == linked.path() { "this document" } else { other.path() };
            let message = format!("`#{}` is no heading of {where_to}", missing.written);
            let place = Place { path: linked.document.path.clone(), span };
            let mut finding = Diagnostic::new("broken-anchor", Severity::Warning, place, message);
            if let Some(suggestion) = &missing.suggestion {
                finding = finding.help(format!("`#{suggestion}` is")).fix(suggestion.clone());
            } else {
                finding = finding.help("take the anchor from the heading: lower case, spaces as hyphens");
            }
            found.push(finding);
        }
    }
}
