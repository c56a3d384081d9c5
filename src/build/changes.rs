//! What differs between two editions, for the line a server prints: whose pages, and which findings.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use super::edition::Edition;
use crate::diag::{Diagnostic, Place};
use crate::model::{DocIx, Edge, ItemOrDocument, LinkedDocument, Site, Target};

/// What differs.
pub struct Changes<'a> {
    /// How many documents have a page that differs in what it says: its text, its facts, its relations and backlinks,
    /// what is related to it, its findings; new ones and those that are gone among them.
    pub pages: usize,
    /// Findings that were not there before, in their order.
    pub found: Vec<&'a Diagnostic>,
    /// How many findings are there no more.
    pub mended: usize,
}

/// Between an edition and the one after it.
pub fn between<'a>(old: &Edition, new: &'a Edition) -> Changes<'a> {
    let mut standing: BTreeMap<_, usize> = BTreeMap::new();
    for finding in old.findings() {
        *standing.entry(key(finding)).or_default() += 1;
    }
    let mut found = Vec::new();
    for finding in new.findings() {
        match standing.get_mut(&key(finding)).filter(|count| **count > 0) {
            Some(count) => *count -= 1,
            None => found.push(finding),
        }
    }
    // What stood in a document that is gone is not mended; where another document has it now it has moved with its text.
    let (before, documents) = (&old.evaluated.site.by_path, &new.evaluated.site.by_path);
    let mut moved: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    standing.retain(|(check, path, message), count| {
        let stays = path.is_none_or(|path| documents.contains_key(path) || !before.contains_key(path));
        if !stays {
            *moved.entry((*check, *message)).or_default() += *count;
        }
        stays
    });
    found.retain(|finding| {
        let is_there = finding.place.as_ref().is_none_or(|place| before.contains_key(&place.path));
        let moved = moved.get_mut(&(finding.check, finding.message.as_str())).filter(|count| !is_there && **count > 0);
        moved.map(|count| *count -= 1).is_none()
    });
    Changes { pages: pages(old, new), found, mended: standing.values().sum() }
}

/// A finding wherever it stands in its document: what stands behind an edit has moved and is the same.
fn key(finding: &Diagnostic) -> (&'static str, Option<&str>, &str) {
    (finding.check, finding.place.as_ref().map(|place| place.path.as_ref()), &finding.message)
}

fn pages(old: &Edition, new: &Edition) -> usize {
    let (old_site, new_site) = (&old.evaluated.site, &new.evaluated.site);
    let differs = |(path, ix): (&Arc<str>, &DocIx)| {
        old_site.by_path.get(path).is_none_or(|was| !is_same((old, *was), (new, *ix)))
    };
    let gone = old_site.by_path.keys().filter(|path| !new_site.by_path.contains_key(*path)).count();
    // A draft may wait for it: the editions are held until it is done.
    new_site.by_path.par_iter().filter(|entry| differs(*entry)).count() + gone
}

/// Whether the page of a document says the same in both. Positions differ where a document was added, so everything is
/// compared by the addresses and words that the page shows.
fn is_same((old, was): (&Edition, DocIx), (new, is): (&Edition, DocIx)) -> bool {
    let (old_site, new_site) = (&old.evaluated.site, &new.evaluated.site);
    let (a, b) = (&old_site[was], &new_site[is]);
    let facts = |one: &LinkedDocument| (one.kind, one.tasks, one.progress, one.archived, one.variant);
    Arc::ptr_eq(&a.document, &b.document)
        && facts(a) == facts(b)
        && a.url == b.url
        && a.role == b.role
        && a.id == b.id
        && a.history == b.history
        && a.statuses == b.statuses
        && a.priorities == b.priorities
        && a.owners == b.owners
        && a.dates == b.dates
        && a.links.len() == b.links.len()
        && a.links.iter().zip(&b.links).all(|(a, b)| shown(old_site, &a.target) == shown(new_site, &b.target))
        && around(old, was).eq(around(new, is))
        && (a.outgoing.len(), a.incoming.len()) == (b.outgoing.len(), b.incoming.len())
        && edges(old_site, a).zip(edges(new_site, b)).all(|(a, b)| is_same_edge([old_site, new_site], a, b))
        && findings(old, was).eq(findings(new, is))
}

/// The address a link leads to, and the name it is shown with.
fn shown<'a>(site: &'a Site, target: &'a Target) -> (&'a str, &'a str) {
    match target {
        Target::Document { document, anchor } => (&site[*document].url, anchor.as_deref().unwrap_or_default()),
        Target::Row(row) => (&site[*row].url, &site[*row].title),
        Target::Folder(path) => (path, "/"),
        Target::Asset { path, anchor } => (path, anchor.as_deref().unwrap_or_default()),
        Target::External => ("", "external"),
        Target::Outside(path) => (path, "outside"),
        Target::Broken => ("", "broken"),
    }
}

/// The documents around one: the whole, the parts, what is related.
fn around(edition: &Edition, ix: DocIx) -> impl Iterator<Item = (&str, &str)> {
    let (site, frame) = (&edition.evaluated.site, &edition.evaluated.frame);
    let linked = &site[ix];
    let other = |ix: DocIx| (site[ix].path(), site[ix].document.title.value.as_str());
    let related = frame.related_to(site, ix).iter().map(|related| related.target);
    linked.part_of.into_iter().chain(linked.parts.iter().copied()).chain(related).map(other)
}

/// An edge with the title and the status of its other end.
type End<'a> = (&'a Edge, &'a str, Option<&'a str>);

/// The edges of a document, and for each the title and the status of the other end.
fn edges<'a>(site: &'a Site, linked: &'a LinkedDocument) -> impl Iterator<Item = End<'a>> {
    let end = |end: ItemOrDocument| match end {
        ItemOrDocument::Document(ix) => {
            (site[ix].document.title.value.as_str(), site[ix].status().map(|fact| fact.raw.as_str()))
        }
        ItemOrDocument::Row(ix) => (site[ix].title.as_str(), site[ix].status().map(|fact| fact.raw.as_str())),
    };
    let told = move |edge: &'a Edge, other: ItemOrDocument| {
        let (title, status) = end(other);
        (edge, title, status)
    };
    let outgoing = linked.outgoing.iter().map(move |ix| told(&site[*ix], site[*ix].target));
    outgoing.chain(linked.incoming.iter().map(move |ix| told(&site[*ix], site[*ix].source)))
}

/// Whether two edges of two sites are the same and written in the same words.
fn is_same_edge(sites: [&Site; 2], a: End<'_>, b: End<'_>) -> bool {
    let (edge, other) = (a.0, b.0);
    let written = |site: &Site, edge: &Edge| edge.evidence.iter().map(|place| site.around(place)).collect::<Vec<_>>();
    (edge.kind, edge.evidence.len(), a.1, a.2) == (other.kind, other.evidence.len(), b.1, b.2)
        && (is_untouched(sites, edge, other) || written(sites[0], edge) == written(sites[1], other))
}

/// Whether the documents that an edge is written in are the same to the byte.
fn is_untouched(sites: [&Site; 2], a: &Edge, b: &Edge) -> bool {
    let document = |site: &Site, place: &Place| site.by_path.get(&place.path).map(|ix| Arc::clone(&site[*ix].document));
    a.evidence.iter().zip(&b.evidence).all(|(a, b)| match (document(sites[0], a), document(sites[1], b)) {
        (Some(a), Some(b)) => Arc::ptr_eq(&a, &b),
        _ => false,
    })
}

fn findings(edition: &Edition, ix: DocIx) -> impl Iterator<Item = (&'static str, &str)> {
    let all = &edition.evaluated.findings;
    let frame = &edition.evaluated.frame;
    frame.findings_of(all, ix).chain(frame.told_of(all, ix)).map(|one| (one.check, one.message.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::build::edition::Press;
    use crate::source::Snapshot;

    #[test]
    fn pages_that_show_a_document_count_whether_it_was_drafted_or_not() {
        let feature = |number: usize, title: &str, before: &str| {
            let depends = if number == 1 { "" } else { "**Depends on**: FEAT-001\n" };
            let text = format!("# FEAT-00{number}: {title}\n\n{before}**Status**: Planned\n{depends}\nWords.\n");
            (format!("features/FEAT-00{number}.md"), text)
        };
        let snapshot = |title: &str, before: &str| {
            let mut files: Vec<_> = (1..=4).map(|number| feature(number, "Same", "")).collect();
            files[0] = feature(1, title, "");
            files[1] = feature(2, "Same", before);
            files.push(("alone.md".to_owned(), "# Alone\n".to_owned()));
            Snapshot::of(&files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect::<Vec<_>>())
        };
        let mut press = Press::default();
        let first = press.edition(snapshot("Same", ""));
        let renamed = snapshot("Other", "");
        let next = press.edition(renamed.clone());
        let whole = between(&first, &next).pages;
        assert_eq!(whole, 4);
        let mut drafted = first.clone();
        assert!(drafted.draft(&renamed.files[1]).is_some() && drafted.is_drafted());
        drafted.put_back();
        assert_eq!(between(&drafted, &next).pages, whole);
        // Drafts on drafts, and taken back: the words of an edge were another place's for a while.
        let moved = snapshot("Same", "Something before it.\n\n");
        for texts in [[&moved, &renamed], [&moved, &first.snapshot]] {
            for file in texts.iter().flat_map(|snapshot| &snapshot.files) {
                drafted.draft(file);
            }
        }
        drafted.put_back();
        assert_eq!(between(&drafted, &first).pages, 0);
    }
}
