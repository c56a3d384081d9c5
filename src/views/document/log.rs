//! Long progress logs: which sections are entries that a page may fold.

use std::collections::BTreeMap;

use crate::base::When;
use crate::model::Document;

/// From this many entries on a log is long.
const LONG: usize = 12;

/// A section whose sections are all entries of a progress log, each under a heading of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Log {
    /// The section above, as a position in the document's list.
    pub section: usize,
    /// The entries in the order of the text: position of the section and date.
    pub entries: Vec<(usize, When)>,
}

impl Log {
    /// The date of an entry, by the position of its section; `None` where the section is none of them.
    pub fn date(&self, section: usize) -> Option<When> {
        let at = self.entries.binary_search_by_key(&section, |(own, _)| *own).ok()?;
        self.entries.get(at).map(|(_, date)| *date)
    }
}

/// The long logs of a document, in the order of the text. Where anything else stands between the entries, their order
/// may mean something, and the log stays as it was written.
pub fn long(document: &Document) -> Vec<Log> {
    let mut found: BTreeMap<usize, Vec<(usize, When)>> = BTreeMap::new();
    for entry in &document.harvest.entries {
        let own = document.sections.get(entry.section).filter(|section| section.heading == entry.span);
        if let Some(above) = own.and_then(|section| section.parent) {
            found.entry(above).or_default().push((entry.section, entry.date));
        }
    }
    found.retain(|_, entries| entries.len() >= LONG);
    if found.is_empty() {
        return Vec::new();
    }
    let mut below: BTreeMap<usize, usize> = BTreeMap::new();
    for above in document.sections.iter().filter_map(|section| section.parent) {
        *below.entry(above).or_default() += 1;
    }
    let logs = found.into_iter().filter(|(section, entries)| below.get(section) == Some(&entries.len()));
    logs.map(|(section, mut entries)| {
        entries.sort_by_key(|(own, _)| *own);
        Log { section, entries }
    })
    .collect()
}
