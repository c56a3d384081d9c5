//! Habits: what a folder does so often that a mark on every card would say nothing.

use std::collections::{BTreeMap, BTreeSet};

use super::{Check, find};
use crate::diag::{Diagnostic, Severity};
use crate::model::{DocIx, Item, Kind, LinkedDocument, Site};

/// A habit has at least this many documents.
const OFTEN: usize = 10;

/// Checks that are a habit of the folder: they fire on ten documents or more and on a quarter or more of those they
/// can judge. They stand on Health in one line, mark no card and are not counted. A check with an error is none: what fails
/// `featsite check` is always counted and shown.
pub fn habits(site: &Site, findings: &[Diagnostic]) -> BTreeSet<&'static str> {
    let mut documents: BTreeMap<&'static str, BTreeSet<DocIx>> = BTreeMap::new();
    for finding in findings {
        let document = finding.place.as_ref().and_then(|place| site.by_path.get(&place.path));
        if let Some(document) = document {
            documents.entry(finding.check).or_default().insert(*document);
        }
    }
    let errors = findings.iter().filter(|finding| finding.severity == Severity::Error);
    let failing: BTreeSet<&'static str> = errors.map(|finding| finding.check).collect();
    documents.retain(|name, found| {
        !failing.contains(name)
            && found.len() >= OFTEN
            && find(name).is_some_and(|check| found.len() * 4 >= judged(site, check, found))
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

/// Checks whose warnings mark no card because the folder would have too many marks to read: where ten items or more
/// would carry a mark, the checks that mark most stop until one in ten of the items that are no archive carries one. They
/// count all the same, and errors always mark.
pub fn unmarked(site: &Site, findings: &[Diagnostic], habits: &BTreeSet<&'static str>) -> BTreeSet<&'static str> {
    let mut warned: BTreeMap<&str, BTreeSet<&'static str>> = BTreeMap::new();
    let mut broken: BTreeSet<&str> = BTreeSet::new();
    for finding in findings.iter().filter(|finding| !habits.contains(finding.check)) {
        let Some(place) = &finding.place else { continue };
        match finding.severity {
            Severity::Error => {
                broken.insert(&place.path);
            }
            Severity::Warning => {
                warned.entry(&place.path).or_default().insert(finding.check);
            }
            Severity::Note => {}
        }
    }
    let shown: Vec<&Item> = site.items.iter().filter(|item| !item.archived).collect();
    let mut errors = 0;
    let mut items: Vec<BTreeSet<&'static str>> = Vec::new();
    for item in &shown {
        let Some(document) = item.document else { continue };
        let own = std::iter::once(document).chain(site[document].parts.iter().copied());
        let paths: Vec<&str> = own.filter_map(|ix| Some(site.documents.get(ix.at())?.path())).collect();
        if paths.iter().any(|path| broken.contains(path)) {
            errors += 1;
            continue;
        }
        let checks: BTreeSet<&'static str> =
            paths.iter().filter_map(|path| warned.get(path)).flatten().copied().collect();
        if !checks.is_empty() {
            items.push(checks);
        }
    }
    let mut unmarked = BTreeSet::new();
    let many = errors + items.len() >= OFTEN;
    while many && (errors + items.len()) * 10 > shown.len() {
        let mut counts: BTreeMap<&'static str, usize> = BTreeMap::new();
        for check in items.iter().flatten() {
            *counts.entry(check).or_default() += 1;
        }
        let Some((most, _)) = counts.into_iter().max_by_key(|(_, count)| *count) else { break };
        unmarked.insert(most);
        items.iter_mut().for_each(|checks| {
            checks.remove(most);
        });
        items.retain(|checks| !checks.is_empty());
    }
    unmarked
}
