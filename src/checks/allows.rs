//! What the authors' comments allow, and the comments that allow nothing.

use std::collections::{BTreeMap, BTreeSet};

use super::levels::Levels;
use super::{find, unused_allow};
use crate::base::Span;
use crate::config::Level;
use crate::diag::{Diagnostic, Place, Suppressed};
use crate::model::{Allow, LinkedDocument, Site};

/// The comments of one document, ready to be asked which of them covers a place.
struct Allowing<'a> {
    linked: &'a LinkedDocument,
    /// By check: the comments that cover the whole file, the first of them.
    files: BTreeMap<&'a str, usize>,
    /// By check: where covers begin, each with the end that lies furthest of all that begin there or before, and
    /// whose it is. A place is covered where that end lies behind it.
    covers: BTreeMap<&'a str, Vec<(u32, u32, usize)>>,
    /// What allowed something: the comment and the name of the check.
    used: BTreeSet<(usize, &'static str)>,
}

impl<'a> Allowing<'a> {
    fn new(linked: &'a LinkedDocument) -> Self {
        let mut files = BTreeMap::new();
        let mut covers: BTreeMap<&str, Vec<(u32, u32, usize)>> = BTreeMap::new();
        for (at, allow) in linked.document.allows.iter().enumerate().filter(|(_, allow)| !allow.reason.is_empty()) {
            for (name, _) in &allow.names {
                match allow.covers {
                    Some(span) => covers.entry(name).or_default().push((span.start, span.end, at)),
                    None => {
                        files.entry(name.as_str()).or_insert(at);
                    }
                }
            }
        }
        for list in covers.values_mut() {
            list.sort_unstable();
            let mut furthest = (0, 0);
            for (_, end, at) in list {
                if *end > furthest.0 {
                    furthest = (*end, *at);
                }
                (*end, *at) = furthest;
            }
        }
        Self { linked, files, covers, used: BTreeSet::new() }
    }

    /// The comment that allows a finding of a check at a span; the whole file is one without bytes at the start.
    fn find(&self, check: &str, span: Span) -> Option<usize> {
        let list = self.covers.get(check).filter(|_| span != Span::default());
        let near = list.and_then(|list| {
            let after = list.partition_point(|(start, ..)| *start <= span.start);
            list.get(after.checked_sub(1)?).filter(|(_, end, _)| *end > span.start).map(|(.., at)| *at)
        });
        near.or_else(|| self.files.get(check).copied())
    }
}

/// Takes out the findings that comments allow and adds those about comments that allow nothing.
pub fn apply(site: &Site, found: &mut Vec<Diagnostic>, levels: &Levels<'_>) -> Vec<Suppressed> {
    let commented = site.documents.iter().filter(|linked| !linked.document.allows.is_empty());
    let mut documents: BTreeMap<&str, Allowing<'_>> =
        commented.map(|linked| (linked.path(), Allowing::new(linked))).collect();
    if documents.is_empty() {
        return Vec::new();
    }
    let mut suppressed = Vec::new();
    for finding in std::mem::take(found) {
        match allowed(&mut documents, &finding) {
            Some((place, reason)) => suppressed.push(Suppressed { finding, place, reason }),
            None => found.push(finding),
        }
    }
    for allowing in documents.values() {
        let on = |name: &str| levels.of(name, Some(allowing.linked.path())) != Some(Level::Off);
        for (at, allow) in allowing.linked.document.allows.iter().enumerate() {
            let used = |name: &str| find(name).is_some_and(|check| allowing.used.contains(&(at, check.name)));
            let unused = |name: &str| on(name) && !used(name);
            unused_allow::of(allowing.linked, allow, unused, found);
        }
    }
    suppressed
}

/// The comment that allows a finding: at its place, or at one it is compared with in the same document.
fn allowed(documents: &mut BTreeMap<&str, Allowing<'_>>, finding: &Diagnostic) -> Option<(Place, String)> {
    let primary = finding.place.as_ref()?;
    let allowing = documents.get_mut(&*primary.path)?;
    let others = finding.others.iter().map(|(place, _)| place).filter(|place| place.path == primary.path);
    let at = std::iter::once(primary).chain(others).find_map(|place| allowing.find(finding.check, place.span))?;
    allowing.used.insert((at, finding.check));
    let allow: &Allow = allowing.linked.document.allows.get(at)?;
    Some((Place { path: primary.path.clone(), span: allow.span }, allow.reason.clone()))
}
