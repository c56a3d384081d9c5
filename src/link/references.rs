//! References as written and what they resolve to: rule 9 of the reading rules.

use crate::base::paths;
use crate::model::{DocIx, Document, Link, MissingAnchor, Reference, ReferenceKind, Target};

use super::anchors::{Anchor, Anchors};
use super::resolve::{Destination, Outcome, Resolver};

/// What references are resolved with.
pub struct References<'a> {
    /// Every path.
    pub resolver: &'a Resolver<'a>,
    /// Every anchor.
    pub anchors: &'a Anchors<'a>,
}

/// Whether a target is an address outside the site: it has a scheme or names a host.
pub fn is_external(target: &str) -> bool {
    if target.starts_with("//") {
        return true;
    }
    let Some((scheme, _)) = target.split_once(':') else { return false };
    // One letter is a drive.
    scheme.len() > 1
        && scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'))
        // `x.md:12` is a file and a line.
        && !scheme.contains('.')
}

/// A target in its two halves, decoded: the path and the fragment.
fn halves(target: &str) -> (String, Option<String>) {
    let target = target.trim();
    match target.split_once('#') {
        Some((path, anchor)) => (paths::decode(path), Some(anchor.to_owned())),
        None => (paths::decode(target), None),
    }
}

/// The path without a query and without the line behind a colon (`x.rs:12`, `x.md:3-9`).
fn bare(path: &str) -> &str {
    let path = path.split('?').next().unwrap_or("");
    match path.rsplit_once(':') {
        Some((file, line))
            if !line.is_empty() && line.chars().all(|c| c.is_ascii_digit() || matches!(c, '-' | ':' | ',')) =>
        {
            bare(file)
        }
        _ => path,
    }
}

/// Fragments that point at lines or text of a file and at no heading.
fn is_line_anchor(anchor: &str) -> bool {
    let lines = anchor.strip_prefix('L').or_else(|| anchor.strip_prefix("line-"));
    lines.is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit())) || anchor.starts_with(":~:")
}

impl References<'_> {
    /// Every reference of a document that is a path, a file name or an address; wiki links that name an id stay broken
    /// here and are resolved where ids are known.
    pub fn links(&self, ix: DocIx, document: &Document) -> Vec<Link> {
        document.references.iter().filter_map(|reference| self.link(ix, document, reference)).collect()
    }

    /// One reference; `None` where it is no link.
    pub fn link(&self, ix: DocIx, document: &Document, reference: &Reference) -> Option<Link> {
        let mut link = Link::new(Some(reference.kind), reference.span, Target::Broken);
        match reference.kind {
            ReferenceKind::Autolink => link.target = Target::External,
            ReferenceKind::Wiki => self.wiki(ix, document, reference, &mut link),
            ReferenceKind::CodePath => {
                self.path(ix, document, &reference.target, &mut link);
                let bare_name = !reference.target.contains('/');
                // A path in code is a link only where it leads somewhere; a name alone may lie anywhere.
                match link.target {
                    Target::Document { .. } if !link.moved || bare_name => link.moved = false,
                    _ => return None,
                }
                // Naming oneself in code is no link.
                if matches!(&link.target, Target::Document { document, anchor: None } if *document == ix) {
                    return None;
                }
                link.missing_anchor = None;
            }
            ReferenceKind::Link | ReferenceKind::Image => self.path(ix, document, &reference.target, &mut link),
        }
        Some(link)
    }

    /// `[[target]]`: a path, or a file name wherever it lies.
    fn wiki(&self, ix: DocIx, document: &Document, reference: &Reference, link: &mut Link) {
        self.path(ix, document, &reference.target, link);
        link.moved = false;
        if link.target != Target::Broken {
            return;
        }
        let (name, anchor) = halves(&reference.target);
        if let Some(found) = self.resolver.by_name(&name) {
            self.lead_to(found, anchor.as_deref(), link);
        }
    }

    /// A path, a fragment or an address.
    fn path(&self, ix: DocIx, document: &Document, target: &str, link: &mut Link) {
        if is_external(target) {
            link.target = Target::External;
            return;
        }
        let (path, anchor) = halves(target);
        if path.is_empty() {
            if target.trim().starts_with('#') {
                self.lead_to(Destination::Document(ix), anchor.as_deref(), link);
            }
            return;
        }
        let mut outcome = self.resolver.resolve(&document.path, &path);
        let shorter = bare(&path);
        if shorter != path && !shorter.is_empty() && !matches!(outcome, Outcome::Found(_)) {
            outcome = self.resolver.resolve(&document.path, shorter);
        }
        match outcome {
            Outcome::Found(found) => self.lead_to(found, anchor.as_deref(), link),
            Outcome::Moved(found) => {
                link.moved = true;
                self.lead_to(found, anchor.as_deref(), link);
            }
            Outcome::Outside(path) => link.target = Target::Outside(path),
            Outcome::Nothing => {}
        }
    }

    fn lead_to(&self, found: Destination, anchor: Option<&str>, link: &mut Link) {
        lead_to(|document, anchor| self.anchors.find(document.at(), anchor), found, anchor, link);
    }
}

/// Writes into a link where it leads. `find` looks an anchor up in a document.
pub fn lead_to(find: impl Fn(DocIx, &str) -> Anchor, found: Destination, anchor: Option<&str>, link: &mut Link) {
    let anchor = anchor.filter(|anchor| !anchor.is_empty() && *anchor != "top");
    link.target = match found {
        Destination::Folder(path) => Target::Folder(path),
        Destination::Asset(path) => Target::Asset { path, anchor: anchor.map(str::to_owned) },
        Destination::Document(document) => {
            let anchor = anchor.filter(|anchor| !is_line_anchor(anchor));
            let anchor = anchor.and_then(|anchor| match find(document, anchor) {
                Anchor::Stands(anchor) => Some(anchor),
                // Where one heading is most likely meant the reader is led to it; the finding stays.
                Anchor::Missing(suggestion) => {
                    let written = anchor.to_owned();
                    link.missing_anchor = Some(Box::new(MissingAnchor { written, suggestion: suggestion.clone() }));
                    suggestion
                }
            });
            Target::Document { document, anchor }
        }
    };
}
