//! Rows of trackers: which documents each speaks for, and which are items of their own. Rules 1.6 and 11.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::base::paths;
use crate::model::{DocIx, Document, Kind, TrackerRow};

use super::ids::{self, Found, Index};
use super::names;
use super::resolve::{Destination, Outcome, Resolver};

/// A row with what it speaks for.
#[derive(Clone, Debug)]
pub struct Row<'a> {
    /// The document that holds it.
    pub holder: DocIx,
    /// The row.
    pub row: &'a TrackerRow,
    /// The heading its table stands under, as a position in the document's list.
    pub section: usize,
    /// The documents it speaks for, whatever folder they lie in.
    pub documents: Vec<DocIx>,
}

/// Every row of every tracker with the documents it links or whose id it names.
pub fn rows<'a>(documents: &'a [Arc<Document>], resolver: &Resolver<'_>, owners: &Index<DocIx>) -> Vec<Row<'a>> {
    let mut out = Vec::new();
    for (at, document) in documents.iter().enumerate() {
        let holder = DocIx(at as u32);
        let rows = document.trackers.iter().flat_map(|tracker| tracker.rows.iter().map(|row| (tracker.section, row)));
        for (section, row) in rows {
            let mut named: Vec<DocIx> = match row.id.as_deref().map(|id| owners.find(id, &document.path)) {
                Some(Found::One(owner)) => vec![owner],
                Some(Found::Many(owners)) => owners.to_vec(),
                _ => Vec::new(),
            };
            // The first link of a row is its own document; further links may be dependencies or plans.
            let linked = row.links.iter().find_map(|link| document_at(resolver, &document.path, link));
            if let Some(linked) = linked.filter(|linked| named.is_empty() && *linked != holder) {
                named.push(linked);
            }
            named.retain(|ix| *ix != holder);
            out.push(Row { holder, row, section, documents: named });
        }
    }
    out
}

/// The document a link target leads to.
fn document_at(resolver: &Resolver<'_>, from: &str, target: &str) -> Option<DocIx> {
    if super::references::is_external(target) {
        return None;
    }
    let path = paths::decode(target.split('#').next().unwrap_or(""));
    if path.is_empty() {
        return None;
    }
    match resolver.resolve(from, &path) {
        Outcome::Found(Destination::Document(ix)) | Outcome::Moved(Destination::Document(ix)) => Some(ix),
        _ => None,
    }
}

/// Whether a row may speak for a document: its tracker lies in the same folder or one above.
pub fn reaches(holder: &str, path: &str) -> bool {
    let folder = paths::parent(holder);
    folder.is_empty() || path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'))
}

/// The rows that speak for each document: those of indexes first, then the nearest folder, then path order.
pub fn speaking<'r>(rows: &'r [Row<'_>], documents: &[Arc<Document>], kinds: &[Option<Kind>]) -> Vec<Vec<&'r Row<'r>>> {
    let mut out: Vec<Vec<&Row<'_>>> = vec![Vec::new(); documents.len()];
    for row in rows {
        let Some(holder) = documents.get(row.holder.at()) else { continue };
        if kinds.get(row.holder.at()) == Some(&Some(Kind::Template)) {
            continue;
        }
        for ix in &row.documents {
            let path = documents.get(ix.at()).map_or("", |document| &document.path);
            if let Some(list) = out.get_mut(ix.at()).filter(|_| reaches(&holder.path, path)) {
                list.push(row);
            }
        }
    }
    for list in &mut out {
        list.sort_by_key(|row| {
            let is_index = kinds.get(row.holder.at()) == Some(&Some(Kind::Index));
            let depth = documents.get(row.holder.at()).map_or(0, |holder| holder.path.matches('/').count());
            (!is_index, std::cmp::Reverse(depth), row.holder)
        });
    }
    out
}

/// A row that is an item: no document stands for it.
#[derive(Clone, Debug)]
pub struct RowItem<'a> {
    /// The document that holds it.
    pub holder: DocIx,
    /// The row.
    pub row: &'a TrackerRow,
    /// Its id.
    pub id: &'a str,
    /// Its parts: logs that name it.
    pub parts: Vec<DocIx>,
}

/// The rows that are items of their own: in a tracker that lists work, with an id and a state, where nobody owns the
/// id, or only logs that tell of the work do.
pub fn items<'a>(
    rows: &[Row<'a>],
    documents: &[Arc<Document>],
    kinds: &[Kind],
    is_part: impl Fn(DocIx) -> bool,
) -> Vec<RowItem<'a>> {
    let mut known: BTreeMap<DocIx, usize> = BTreeMap::new();
    let mut all: BTreeMap<DocIx, usize> = BTreeMap::new();
    for row in rows {
        *all.entry(row.holder).or_default() += 1;
        *known.entry(row.holder).or_default() += usize::from(!row.documents.is_empty());
    }
    let mut seen: BTreeSet<String> = BTreeSet::new();
    let mut out = Vec::new();
    for row in rows {
        let Some(id) = row.row.id.as_deref().filter(|id| row.row.status.is_some() && ids::looks_like_id(id)) else {
            continue;
        };
        let Some(holder) = documents.get(row.holder.at()) else { continue };
        let kind = kinds.get(row.holder.at()).copied().unwrap_or(Kind::Page);
        let (all, known) = (all.get(&row.holder).copied(), known.get(&row.holder).copied());
        let lists_documents = known.unwrap_or(0) * 4 >= all.unwrap_or(0).max(1);
        let lists_work = match kind {
            Kind::Index => true,
            Kind::Page => (names::says_tracker(&holder.path) && !super::urls::is_main(&holder.path)) || lists_documents,
            _ => false,
        };
        let decides = holder
            .sections
            .get(row.section)
            .is_some_and(|section| names::words(&section.text).iter().any(|word| word.starts_with("decision")));
        // A number alone may count criteria, tests or steps.
        let has_id = !ids::is_number(id);
        let logs = row
            .documents
            .iter()
            .all(|ix| documents.get(ix.at()).is_some_and(|document| is_log(&document.path)) && !is_part(*ix));
        if !lists_work || decides || !has_id || !logs || is_part(row.holder) {
            continue;
        }
        // A second row of the same id adds nothing.
        if seen.insert(ids::comparable(id)) {
            out.push(RowItem { holder: row.holder, row: row.row, id, parts: row.documents.clone() });
        }
    }
    out
}

/// Whether a document tells what was done on a day: its name begins with a date, or it lies in a folder of logs.
fn is_log(path: &str) -> bool {
    names::is_dated(paths::stem(path))
        || paths::parent(path).split('/').any(|folder| {
            names::words(folder).last().is_some_and(|word| matches!(word.as_str(), "log" | "logs" | "journal"))
        })
}
