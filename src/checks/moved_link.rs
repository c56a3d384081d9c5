//! `moved-link`: a link whose file lies elsewhere.

use super::broken_link::{reference, target_span, written};
use crate::base::paths;
use crate::diag::{Diagnostic, Place, Severity};
use crate::model::{Site, Target};

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
            let mended = format!("{}{fragment}", paths::encode(&paths::relative(linked.path(), path)));
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
