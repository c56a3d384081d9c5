//! What the authors' comments allow, and the comments that allow nothing.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::levels::Levels;
use super::unused_allow;
use crate::base::Span;
use crate::config::Level;
use crate::diag::{Diagnostic, Place, Suppressed};
use crate::model::{Allow, LinkedDocument, Site};

/// The comments of one document, ready to be asked which of them covers a place.
struct Allowing<'a> {
    linked: &'a LinkedDocument,
    /// By check: the comments that cover the whole file, the first of them.
    files: BTreeMap<&'a str, usize>,
    /// By check: the other covers, an inner one behind the one it lies in.
    covers: BTreeMap<&'a str, Vec<Cover>>,
    /// By check: where its allowed findings lie. One about the whole file has no place of its own.
    allowed: BTreeMap<&'static str, BTreeSet<u32>>,
}

/// What one comment covers.
struct Cover {
    span: Span,
    /// The comment.
    at: usize,
    /// The nearest cover before it that ends further behind.
    outer: Option<usize>,
}

impl<'a> Allowing<'a> {
    fn new(linked: &'a LinkedDocument) -> Self {
        let mut files = BTreeMap::new();
        let mut covers: BTreeMap<&str, Vec<Cover>> = BTreeMap::new();
        for (at, allow) in linked.document.allows.iter().enumerate().filter(|(_, allow)| !allow.reason.is_empty()) {
            for (name, _) in &allow.names {
                match allow.covers {
                    Some(span) => covers.entry(name).or_default().push(Cover { span, at, outer: None }),
                    None => {
                        files.entry(name.as_str()).or_insert(at);
                    }
                }
            }
        }
        for list in covers.values_mut() {
            list.sort_unstable_by_key(|cover| (cover.span.start, Reverse(cover.span.end), Reverse(cover.at)));
            // Those that end behind the ones after them, each with its end.
            let mut open: Vec<(usize, u32)> = Vec::new();
            for (at, cover) in list.iter_mut().enumerate() {
                while open.pop_if(|(_, end)| *end <= cover.span.end).is_some() {}
                cover.outer = open.last().map(|(at, _)| *at);
                open.push((at, cover.span.end));
            }
        }
        Self { linked, files, covers, allowed: BTreeMap::new() }
    }

    /// The comment that allows a finding of a check at a span, of several the innermost; the whole file is one without
    /// bytes at the start.
    fn find(&self, check: &str, span: Span) -> Option<usize> {
        let list = self.covers.get(check).filter(|_| span != Span::default());
        let near = list.and_then(|list| {
            let after = list.partition_point(|cover| cover.span.start <= span.start);
            let mut cover = list.get(after.checked_sub(1)?)?;
            while cover.span.end <= span.start {
                cover = list.get(cover.outer?)?;
            }
            Some(cover.at)
        });
        near.or_else(|| self.files.get(check).copied())
    }

    /// Whether an allowed finding of a check lies in what a comment covers, whichever comment allows it.
    fn is_used(&self, allow: &Allow, check: &str) -> bool {
        self.allowed.get(check).is_some_and(|places| {
            allow.covers.is_none_or(|Span { start, end }| start < end && places.range(start..end).next().is_some())
        })
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
        for allow in &allowing.linked.document.allows {
            let unused = |name: &str| on(name) && !allowing.is_used(allow, name);
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
    let spans = || std::iter::once(primary).chain(others.clone()).map(|place| place.span);
    let at = spans().find_map(|span| allowing.find(finding.check, span))?;
    let places = spans().filter(|span| *span != Span::default()).map(|span| span.start);
    allowing.allowed.entry(finding.check).or_default().extend(places);
    let allow: &Allow = allowing.linked.document.allows.get(at)?;
    Some((Place { path: primary.path.clone(), span: allow.span }, allow.reason.clone()))
}
