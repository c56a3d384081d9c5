//! Long progress logs: which sections are entries that a page may fold.

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

/// The long logs of a document, in the order of the text. Where anything else stands between the entries, their order
/// may mean something, and the log stays as it was written.
pub fn long(document: &Document) -> Vec<Log> {
    let mut logs: Vec<Log> = Vec::new();
    for entry in &document.harvest.entries {
        let own = document.sections.get(entry.section).filter(|section| section.heading == entry.span);
        let Some(above) = own.and_then(|section| section.parent) else { continue };
        match logs.iter_mut().find(|log| log.section == above) {
            Some(log) => log.entries.push((entry.section, entry.date)),
            None => logs.push(Log { section: above, entries: vec![(entry.section, entry.date)] }),
        }
    }
    logs.retain(|log| {
        let below = document.sections.iter().filter(|section| section.parent == Some(log.section)).count();
        log.entries.len() >= LONG && below == log.entries.len()
    });
    logs
}
