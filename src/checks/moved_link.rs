//! `moved-link`: a link whose file lies elsewhere.

use super::broken_link::{reference, target_span, written};
use super::{Check, Docs, Example};
use crate::base::paths;
use crate::diag::{Diagnostic, Place, Severity};
use crate::model::{Site, Target};

/// The check.
pub const CHECK: Check = Check {
    name: "moved-link",
    severity: Severity::Warning,
    summary: "a link whose file lies elsewhere",
    skips_templates: true,
    run: Some(run),
    judges: super::broken_link::leads_inside,
    docs: Docs {
        what: "The target of a link is not where the link says, but exactly one file of that name is elsewhere (or \
               the same path in another case). The site's link goes there.",
        why: "On GitHub and in editors the link is broken.",
        example: Example::Files(&[("a.md", "# A\n\n[Login](login.md)\n"), ("done/login.md", "# Login\n")]),
        instead: Example::Files(&[("a.md", "# A\n\n[Login](done/login.md)\n"), ("done/login.md", "# Login\n")]),
    },
    ..Check::BASE
};

/// Finds them.
pub fn run(site: &Site, found: &mut Vec<Diagnostic>) {
    for linked in super::real(site) {
        if linked.links.iter().all(|link| !link.moved) {
            continue;
        }
        let written = written(linked);
        for link in linked.links.iter().filter(|link| link.moved) {
            let Some(reference) = reference(&written, link) else { continue };
            let path = match &link.target {
                Target::Document { document, .. } => match site.documents.get(document.at()) {
                    Some(other) => other.path(),
                    None => continue,
                },
                Target::Asset { path, .. } => path,
                _ => continue,
            };
            let fragment = reference.target.split_once('#').map_or(String::new(), |(_, rest)| format!("#{rest}"));
            let mended = format!("{}{fragment}", paths::relative_encoded(linked.path(), path));
            let span = target_span(linked, link, reference);
            let place = Place { path: linked.document.path.clone(), span };
            let message = format!("`{}` is not there; the link was taken to `{path}`", reference.target);
            let mut finding =
                Diagnostic::new("moved-link", Severity::Warning, place, message).help(format!("write `{mended}`"));
            // A target behind a reference's label stands elsewhere.
            if span != link.span {
                finding = finding.fix(mended);
            }
            found.push(finding);
        }
    }
}
