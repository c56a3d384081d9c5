//! What can be found: every document, and every row of a tracker that is an item without a document.

use super::hash;
use crate::model::{DocIx, ItemIx, ItemOrDocument, Site};
use crate::views::data::text_files;

/// Everything that can be found, in the order of the files of texts: an entry's number alone says in which file it stands
/// and where, once it is known how many stand in each.
#[derive(Debug, Default)]
pub struct Entries {
    /// The entries, by file and address.
    pub all: Vec<ItemOrDocument>,
    /// Where each file's entries begin in `all`, and behind the last file the number of all.
    starts: Vec<usize>,
}

impl Entries {
    /// The entries of a site.
    pub fn of(site: &Site) -> Self {
        let files = text_files(site);
        let documents = site.each().map(|(ix, _)| ItemOrDocument::Document(ix));
        let rows = site.each_item().filter(|(_, item)| item.document.is_none()).map(|(ix, _)| ItemOrDocument::Row(ix));
        let file = |entry: &ItemOrDocument| hash(url(site, *entry)) as usize & (files - 1);
        let mut all: Vec<(usize, ItemOrDocument)> = documents.chain(rows).map(|entry| (file(&entry), entry)).collect();
        all.sort_by(|a, b| (a.0, url(site, a.1)).cmp(&(b.0, url(site, b.1))));
        let starts = (0..=files).map(|file| all.partition_point(|(other, _)| *other < file)).collect();
        Self { all: all.into_iter().map(|(_, entry)| entry).collect(), starts }
    }

    /// How many files of texts there are.
    pub fn files(&self) -> usize {
        self.starts.len().saturating_sub(1)
    }

    /// The entries of one file.
    pub fn file(&self, file: usize) -> &[ItemOrDocument] {
        let range = self.starts.get(file).copied().zip(self.starts.get(file + 1).copied());
        range.and_then(|(from, to)| self.all.get(from..to)).unwrap_or_default()
    }
}

/// The address of an entry relative to the root, not encoded; that of a row ends in its anchor.
pub fn url(site: &Site, entry: ItemOrDocument) -> &str {
    match entry {
        ItemOrDocument::Document(DocIx(at)) => site.documents.get(at as usize).map_or("", |linked| &linked.url),
        ItemOrDocument::Row(ItemIx(at)) => site.items.get(at as usize).map_or("", |item| &item.url),
    }
}
