//! Habits: what a folder does so often that a mark on every card would say nothing.

use std::collections::{BTreeMap, BTreeSet};

use super::{Check, find};
use crate::diag::Diagnostic;
use crate::model::{DocIx, Kind, LinkedDocument, Site};

/// A habit has at least this many documents.
const OFTEN: usize = 10;

/// Checks that are a habit of the folder: they fire on ten documents or more and on a quarter or more of those they
/// can judge. They stand on Health in one line, mark no card and are not counted.
pub fn habits(site: &Site, findings: &[Diagnostic]) -> BTreeSet<&'static str> {
    let mut documents: BTreeMap<&'static str, BTreeSet<DocIx>> = BTreeMap::new();
    for finding in findings {
        let document = finding.place.as_ref().and_then(|place| site.by_path.get(&place.path));
        if let Some(document) = document {
            documents.entry(finding.check).or_default().insert(*document);
        }
    }
    documents.retain(|name, found| {
        found.len() >= OFTEN && find(name).is_some_and(|check| found.len() * 4 >= judged(site, check, found))
    });
    documents.into_keys().collect()
}

/// How many documents a check can judge; one it fires on is among them.
fn judged(site: &Site, check: &Check, found: &BTreeSet<DocIx>) -> usize {
    let can = |linked: &LinkedDocument| {
        !(check.skips_templates && linked.kind == Kind::Template) && (check.judges)(site, linked)
    };
    site.each().filter(|(ix, linked)| found.contains(ix) || can(linked)).count()
}
