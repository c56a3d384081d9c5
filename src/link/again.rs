//! One document of a site, linked again after it was changed: at once, whatever the size of the site.
//!
//! Everything that follows from its own text is new; what follows from all documents together (kind, id, relations,
//! edges, related documents, order) stays as it was, with places moved to where they stand now. A server shows this until
//! the whole site is linked again, which is done right after it.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::base::Span;
use crate::diag::Place;
use crate::model::{DocIx, Document, ItemOrDocument, Link, LinkedDocument, Reference, ReferenceKind, Site, Target};
use crate::source::Snapshot;

use super::anchors::Anchors;
use super::references::{self, References};
use super::resolve::{Destination, Resolver};
use super::sources::{StateFolders, in_force_again};
use super::{folders, ids, items};

/// Where the bytes of a text stand after it was changed in one place.
#[derive(Clone, Copy, Debug)]
pub struct Shift {
    /// How many bytes at the start are the same.
    head: u32,
    /// Where the bytes begin that are the same up to the end, in the old text and in the new one.
    tail: (u32, u32),
}

impl Shift {
    /// Between two texts.
    pub fn between(old: &str, new: &str) -> Self {
        let same = old.bytes().zip(new.bytes()).take_while(|(a, b)| a == b).count();
        let most = old.len().min(new.len()) - same;
        let behind = old.bytes().rev().zip(new.bytes().rev()).take(most).take_while(|(a, b)| a == b).count();
        let at = |offset: usize| u32::try_from(offset).unwrap_or(u32::MAX);
        Self { head: at(same), tail: (at(old.len() - behind), at(new.len() - behind)) }
    }

    /// A span of the old text in the new one; what was changed itself comes to stand where the change begins.
    pub fn span(self, span: Span) -> Span {
        let moved = |offset: u32| match offset {
            _ if offset <= self.head => offset,
            _ if offset >= self.tail.0 => offset - self.tail.0 + self.tail.1,
            _ => self.head,
        };
        Span { start: moved(span.start), end: moved(span.end).max(moved(span.start)) }
    }

    /// The same of a place in the document of this path.
    pub fn place(self, place: &mut Place, path: &str) {
        if *place.path == *path {
            place.span = self.span(place.span);
        }
    }
}

/// What a document was before it was linked again.
#[derive(Clone)]
pub struct Before {
    ix: DocIx,
    linked: LinkedDocument,
    /// The evidence of edges that is written in it, by the position of the edge.
    evidence: Vec<(usize, Vec<Place>)>,
}

/// Puts back what a document was, and the evidence that is written in it: what a page says of a document that refers to it
/// can then be compared. Where several were linked again the last goes first.
pub fn back(site: &mut Site, before: Before) {
    for (at, evidence) in before.evidence {
        if let Some(edge) = site.edges.get_mut(at) {
            edge.evidence = evidence;
        }
    }
    if let Some(place) = site.documents.get_mut(before.ix.at()) {
        *place = before.linked;
    }
}

/// Puts a document that was read again in the place it had, and gives what was there. `snapshot` is that of the site.
pub fn again(
    site: &mut Site,
    snapshot: &Snapshot,
    ix: DocIx,
    document: Arc<Document>,
    text: Arc<str>,
) -> Option<Before> {
    let old = site.documents.get(ix.at())?;
    let shift = Shift::between(&old.text, &text);
    let linked = relinked(site, snapshot, ix, old, shift, document, text);
    let path = Arc::clone(&linked.document.path);
    let mut evidence = Vec::new();
    // Its rows' edges are written in it too, and those of documents that it names.
    for (at, edge) in site.edges.iter_mut().enumerate() {
        if edge.evidence.iter().any(|place| place.path == path) {
            evidence.push((at, edge.evidence.clone()));
            for place in &mut edge.evidence {
                shift.place(place, &path);
            }
        }
    }
    let whole = linked.part_of;
    let linked = std::mem::replace(site.documents.get_mut(ix.at())?, linked);
    for ix in [Some(ix), whole].into_iter().flatten() {
        let Some(linked) = site.documents.get(ix.at()) else { continue };
        let Some(item) = linked.item.and_then(|item| site.items.get_mut(item.at())) else { continue };
        *item = items::of_document(ix, linked, &site.documents);
    }
    Some(Before { ix, linked, evidence })
}

fn relinked(
    site: &Site,
    snapshot: &Snapshot,
    ix: DocIx,
    old: &LinkedDocument,
    shift: Shift,
    document: Arc<Document>,
    text: Arc<str>,
) -> LinkedDocument {
    let force = in_force_again(&document, old, &StateFolders::new(site.folders.keys()));
    let (tasks, progress, classes) = items::tallies(&document.tasks);
    let links = links(site, snapshot, ix, old, &document);
    let mut linked = LinkedDocument {
        owners: document.owners.clone(),
        document,
        text,
        statuses: force.statuses,
        priorities: force.priorities,
        dates: force.dates,
        archived: force.archived,
        tasks,
        progress,
        classes,
        links,
        ..old.clone()
    };
    let path = Arc::clone(&linked.document.path);
    for relation in &mut linked.relations {
        shift.place(&mut relation.place, &path);
    }
    for dangling in &mut linked.dangling {
        shift.place(&mut dangling.place, &path);
    }
    for (span, _) in &mut linked.rows {
        *span = shift.span(*span);
    }
    linked
}

/// The links of the new text. Where one was written like this before it leads where it led; only one that is new is looked
/// up among all paths.
fn links(site: &Site, snapshot: &Snapshot, ix: DocIx, old: &LinkedDocument, document: &Arc<Document>) -> Vec<Link> {
    let placed: BTreeMap<(Span, Option<ReferenceKind>), &Link> =
        old.links.iter().map(|link| ((link.span, link.kind), link)).collect();
    let known: BTreeMap<(ReferenceKind, &str), Option<&Link>> = old
        .document
        .references
        .iter()
        .map(|one| ((one.kind, one.target.as_str()), placed.get(&(one.span, Some(one.kind))).copied()))
        .collect();
    let own = Anchors::new(std::slice::from_ref(document));
    let mut fresh: Vec<&Reference> = Vec::new();
    let mut out: Vec<Link> = Vec::new();
    for reference in &document.references {
        let anchor = reference.target.trim().strip_prefix('#');
        if let Some(anchor) = anchor.filter(|_| reference.kind != ReferenceKind::CodePath) {
            let mut link = Link::new(Some(reference.kind), reference.span, Target::Broken);
            references::lead_to(|_, anchor| own.find(0, anchor), Destination::Document(ix), Some(anchor), &mut link);
            out.push(link);
            continue;
        }
        match known.get(&(reference.kind, reference.target.as_str())) {
            Some(link) => out.extend(link.map(|link| Link { span: reference.span, ..link.clone() })),
            None => fresh.push(reference),
        }
    }
    if !fresh.is_empty() {
        let documents: Vec<Arc<Document>> = site.documents.iter().map(|one| Arc::clone(&one.document)).collect();
        let paths: Vec<Arc<str>> = documents.iter().map(|one| Arc::clone(&one.path)).collect();
        let mains = folders::mains(&paths);
        let resolver = Resolver::new(snapshot, &site.by_path, &mains);
        let references = References { resolver: &resolver, anchors: &Anchors::new(&documents) };
        for reference in fresh {
            let Some(mut link) = references.link(ix, document, reference) else { continue };
            if reference.kind == ReferenceKind::Wiki
                && link.target == Target::Broken
                && let Some(target) = owned(site, reference.target.split('#').next().unwrap_or(""))
            {
                link.target = target;
            }
            out.push(link);
        }
    }
    let was: BTreeMap<&str, Option<&Link>> = old
        .document
        .mentions
        .iter()
        .map(|mention| (mention.text.as_str(), placed.get(&(mention.span, None)).copied()))
        .collect();
    for mention in &document.mentions {
        let target = match was.get(mention.text.as_str()) {
            Some(link) => link.map(|link| link.target.clone()),
            None if ids::is_number(&mention.text) => None,
            None => owned(site, &mention.text).filter(|target| !is_of(target, ix, old.part_of)),
        };
        out.extend(target.map(|target| Link::new(None, mention.span, target)));
    }
    out.sort_by_key(|link| (link.span, link.kind));
    out
}

/// What the one owner of an id is.
fn owned(site: &Site, id: &str) -> Option<Target> {
    match site.by_id.get(&ids::comparable(id)).map(Vec::as_slice) {
        Some([ItemOrDocument::Document(document)]) => Some(Target::Document { document: *document, anchor: None }),
        Some([ItemOrDocument::Row(row)]) => Some(Target::Row(*row)),
        _ => None,
    }
}

/// Whether a target is the document itself or the one it is a part of.
fn is_of(target: &Target, ix: DocIx, whole: Option<DocIx>) -> bool {
    matches!(target, Target::Document { document, .. } if *document == ix || Some(*document) == whole)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_move_with_the_text_around_them() {
        let shift = Shift::between("one two three", "one and two three");
        let moved = |start, end| shift.span(Span::new(start, end));
        assert_eq!(moved(0, 3), Span::new(0, 3));
        assert_eq!(moved(8, 13), Span::new(12, 17));
        // What is changed itself stands where the change begins, and never ends before it.
        let shift = Shift::between("one two three", "one three");
        assert_eq!(shift.span(Span::new(5, 7)), Span::new(5, 5));
        assert_eq!(Shift::between("", "abc").span(Span::new(0, 0)), Span::new(0, 0));
        assert_eq!(Shift::between("aaa", "aa").span(Span::new(3, 3)), Span::new(2, 2));
    }
}
