//! `broken-link`: a link or image that leads to no file.

use std::collections::BTreeMap;

use crate::base::Span;
use crate::diag::{Diagnostic, Place, Severity};
use crate::model::{Link, LinkedDocument, Reference, ReferenceKind, Site, Target};

/// Finds them.
pub fn run(site: &Site, found: &mut Vec<Diagnostic>) {
    for linked in super::real(site) {
        let written = written(linked);
        for link in &linked.links {
            let Some(reference) = reference(&written, link) else { continue };
            let place = Place { path: linked.document.path.clone(), span: target_span(linked, link, reference) };
            let target = &reference.target;
            let finding = match (&link.target, reference.kind) {
                (Target::Broken, ReferenceKind::Wiki) => {
                    // Two square brackets also stand in code that nobody marked as code.
                    Diagnostic::new("broken-link", Severity::Note, place, format!("`[[{target}]]` names no document"))
                        .help("write the name or id of a document, or mark the text as code")
                }
                (Target::Broken, kind) => {
                    let what = if kind == ReferenceKind::Image { "image" } else { "link" };
                    let message = if target.trim().is_empty() {
                        format!("the {what} `{}` has no target", reference.text)
                    } else {
                        format!("the {what} to `{target}` leads nowhere")
                    };
                    Diagnostic::new("broken-link", Severity::Warning, place, message)
                        .help("no file of that name is in the folder: correct the path, or add the file")
                }
                (Target::Outside(_), _) => Diagnostic::new(
                    "broken-link",
                    Severity::Note,
                    place,
                    format!("the link to `{target}` leaves the content folder, so the site cannot follow it"),
                )
                .help("link to the file's address in the repository instead"),
                _ => continue,
            };
            found.push(finding);
        }
    }
}

/// The references of a document by their place.
pub fn written(linked: &LinkedDocument) -> BTreeMap<(Span, ReferenceKind), &Reference> {
    linked.document.references.iter().map(|reference| ((reference.span, reference.kind), reference)).collect()
}

/// The reference a link was made from.
pub fn reference<'a>(written: &BTreeMap<(Span, ReferenceKind), &'a Reference>, link: &Link) -> Option<&'a Reference> {
    written.get(&(link.span, link.kind?)).copied()
}

/// The bytes of the target inside the link, where it stands there as written; else the whole link.
pub fn target_span(linked: &LinkedDocument, link: &Link, reference: &Reference) -> Span {
    let source = link.span.of(&linked.text);
    match source.rfind(&reference.target).filter(|_| !reference.target.is_empty()) {
        Some(at) => {
            let start = link.span.start as usize + at;
            Span::new(start, start + reference.target.len())
        }
        None => link.span,
    }
}
