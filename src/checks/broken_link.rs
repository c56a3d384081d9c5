//! `broken-link`: a link or image that leads to no file.

use std::collections::BTreeMap;

use super::{Check, Docs, Example};
use crate::base::Span;
use crate::diag::{Diagnostic, Place, Severity};
use crate::model::{Link, LinkedDocument, Reference, ReferenceKind, Site, Target};

/// The check.
pub const CHECK: Check = Check {
    name: "broken-link",
    severity: Severity::Warning,
    summary: "a link or image that leads to no file",
    skips_templates: true,
    run: Some(run),
    judges: leads_inside,
    docs: Docs {
        what: "The target of a link or image is tried relative to the file, from the content root, from the \
               repository's root, as a folder, with `.md` added, and as the one file of that name anywhere. None of \
               these is there. A link that leaves the content folder, and `[[words]]` that name no document, are \
               notes.",
        why: "The link is shown as plain text, since it would lead to an error.",
        example: Example::Files(&[("a.md", "# A\n\nSee [the plan](plans/login.md).\n")]),
        instead: Example::Files(&[
            ("a.md", "# A\n\nSee [the plan](plans/login.md).\n"),
            ("plans/login.md", "# Plan\n"),
        ]),
    },
    ..Check::BASE
};

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
                (Target::Outside(path), _) => Diagnostic::new(
                    "broken-link",
                    Severity::Note,
                    place,
                    if path.starts_with("..") {
                        format!("the link to `{target}` leaves the content folder, so the site cannot follow it")
                    } else {
                        format!("the link to `{target}` leads into a hidden folder, which the site does not hold")
                    },
                )
                .help("link to the file's address in the repository instead"),
                _ => continue,
            };
            found.push(finding);
        }
    }
}

/// Documents with a link that does not leave the site.
pub fn leads_inside(_: &Site, linked: &LinkedDocument) -> bool {
    linked.links.iter().any(|link| link.target != Target::External)
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
    match source.rfind(&*reference.target).filter(|_| !reference.target.is_empty()) {
        Some(at) => {
            let start = link.span.start as usize + at;
            Span::new(start, start + reference.target.len())
        }
        None => link.span,
    }
}
