//! Errors that came with changes, for as long as they are found.
//!
//! Kept is only how many there are of each; where they stand is read from the edition there is, whatever was written above
//! them since.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::build::edition::Edition;
use crate::diag::{Diagnostic, Severity};

/// How many of them are told at most.
const MOST: usize = 20;

/// A finding wherever it stands in its document.
type Key = (&'static str, Option<Arc<str>>, String);

/// How many errors of each kind came with changes.
#[derive(Default)]
pub struct Fresh(BTreeMap<Key, usize>);

impl Fresh {
    /// Takes up errors that were not there before, and drops those that are there no more.
    pub fn update(&mut self, found: &[&Diagnostic], edition: &Edition) {
        for one in found.iter().filter(|one| one.severity == Severity::Error && one.check != "theme-error") {
            *self.0.entry(key(one)).or_default() += 1;
        }
        let mut standing = BTreeMap::<Key, usize>::new();
        for one in errors(edition) {
            *standing.entry(key(one)).or_default() += 1;
        }
        self.0.retain(|key, count| {
            *count = standing.get(key).map_or(0, |standing| *standing.min(count));
            *count > 0
        });
    }

    /// Where they stand in an edition, and how many more there are than are told. Of equal ones the last are taken for those
    /// that came.
    pub fn found<'a>(&self, edition: &'a Edition) -> (Vec<&'a Diagnostic>, usize) {
        let mut left = self.0.clone();
        let mut found: Vec<&Diagnostic> = errors(edition).collect();
        found.reverse();
        found.retain(|one| {
            left.get_mut(&key(one)).is_some_and(|count| count.checked_sub(1).map(|less| *count = less).is_some())
        });
        found.reverse();
        let more = found.len().saturating_sub(MOST);
        found.truncate(MOST);
        (found, more)
    }
}

fn errors(edition: &Edition) -> impl Iterator<Item = &Diagnostic> {
    edition.findings().filter(|one| one.severity == Severity::Error)
}

fn key(one: &Diagnostic) -> Key {
    (one.check, one.place.as_ref().map(|place| Arc::clone(&place.path)), one.message.clone())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::build::changes;
    use crate::build::edition::Press;
    use crate::source::Snapshot;

    #[test]
    fn equal_errors_are_counted_and_stand_where_they_are() {
        let mut press = Press::default();
        let mut edition = |text: &str| {
            let mut snapshot = Snapshot::of(&[("a.md", text)]);
            snapshot.config = Some(Arc::from("checks:\n  broken-link: error\n"));
            press.edition(snapshot)
        };
        let mut fresh = Fresh::default();
        let mut before = edition("# A\n");
        let mut lines = |text: &str| {
            let next = edition(text);
            fresh.update(&changes::between(&before, &next).found, &next);
            before = next;
            let places = fresh.found(&before).0.into_iter().filter_map(|one| one.place.clone());
            places.filter_map(|place| before.evaluated.site.line(&place)).collect::<Vec<_>>()
        };
        let link = "[x](x.md)\n\n";
        assert_eq!(lines(&format!("# A\n\n{link}{link}{link}")), [3, 5, 7]);
        assert_eq!(lines(&format!("# A\n\n{link}{link}")), [3, 5]);
        // They move, and stay the same.
        assert_eq!(lines(&format!("# A\n\nText.\n\n{link}{link}")), [5, 7]);
        assert!(lines("# A\n").is_empty());
        assert_eq!(lines(&link.repeat(30)).len(), MOST);
        assert_eq!(fresh.found(&before).1, 10);
    }
}
