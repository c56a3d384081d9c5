//! Guides and the features they are for: a guide and a log that link each other, share an id, a slug stem or a title.

use std::collections::{BTreeMap, BTreeSet};

use crate::base::{Span, paths};
use crate::model::{DocIx, Kind, Link, Target};

use super::{ids, names};

/// A guide, its feature, and the bytes in the guide that say so (empty where names do).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pair {
    /// The guide.
    pub guide: DocIx,
    /// The feature.
    pub feature: DocIx,
    /// Where the guide links the feature.
    pub span: Span,
    /// What makes them a pair, in words.
    pub because: &'static str,
}

/// What pairs are found from.
pub struct Pairing<'a> {
    /// Paths by position.
    pub paths: &'a [&'a str],
    /// Kinds by position.
    pub kinds: &'a [Kind],
    /// Titles by position.
    pub titles: &'a [&'a str],
    /// Ids in force by position.
    pub ids: &'a [Option<String>],
    /// Links by position.
    pub links: &'a [Vec<Link>],
}

impl Pairing<'_> {
    fn all(&self, kind: Kind) -> impl Iterator<Item = DocIx> + '_ {
        self.kinds.iter().enumerate().filter(move |(_, other)| **other == kind).map(|(at, _)| DocIx(at as u32))
    }

    fn id(&self, ix: DocIx) -> Option<&str> {
        self.ids.get(ix.at()).and_then(Option::as_deref)
    }

    /// The documents a document links, with the first place of each.
    fn linked(&self, ix: DocIx) -> BTreeMap<DocIx, Span> {
        let mut out = BTreeMap::new();
        for link in self.links.get(ix.at()).into_iter().flatten() {
            if let Target::Document { document, .. } = link.target {
                out.entry(document).or_insert(link.span);
            }
        }
        out
    }

    /// Every pair, by guide and feature.
    pub fn find(&self) -> Vec<Pair> {
        let mut by_id: BTreeMap<String, Vec<DocIx>> = BTreeMap::new();
        let mut by_slug: BTreeMap<String, Vec<DocIx>> = BTreeMap::new();
        let mut by_title: BTreeMap<Vec<String>, Vec<DocIx>> = BTreeMap::new();
        for ix in self.all(Kind::Feature) {
            by_title.entry(self.title(ix)).or_default().push(ix);
            if let Some(id) = self.id(ix).filter(|id| !ids::is_number(id)) {
                by_id.entry(ids::comparable(id)).or_default().push(ix);
            }
            let slug = self.slug(ix);
            if !slug.is_empty() {
                by_slug.entry(slug).or_default().push(ix);
            }
        }
        let mut out = Vec::new();
        for guide in self.all(Kind::Guide) {
            let mut seen: BTreeSet<DocIx> = BTreeSet::new();
            let mut add = |feature: DocIx, span: Span, because| {
                if feature != guide && seen.insert(feature) {
                    out.push(Pair { guide, feature, span, because });
                }
            };
            for (feature, span) in self.linked(guide) {
                let is_feature = self.kinds.get(feature.at()) == Some(&Kind::Feature);
                if is_feature && self.links_to(feature, guide) {
                    add(feature, span, "they link each other");
                }
            }
            if let Some(id) = self.id(guide)
                && let Some([feature]) = by_id.get(&ids::comparable(id)).map(Vec::as_slice)
            {
                add(*feature, Span::default(), "they share an id");
            }
            // A title of two words is too little to tell a pair.
            let title = self.title(guide);
            if title.len() > 2
                && let Some([feature]) = by_title.get(&title).map(Vec::as_slice)
            {
                add(*feature, Span::default(), "they have one title");
            }
            // So is a name of one word (`api`, `setup`).
            let slug = self.slug(guide);
            if slug.contains('-')
                && let Some([feature]) = by_slug.get(&slug).map(Vec::as_slice)
            {
                add(*feature, Span::default(), "their file names are about the same");
            }
        }
        out
    }

    fn links_to(&self, from: DocIx, to: DocIx) -> bool {
        let leads = |link: &Link| matches!(link.target, Target::Document { document, .. } if document == to);
        self.links.get(from.at()).is_some_and(|links| links.iter().any(leads))
    }

    fn title(&self, ix: DocIx) -> Vec<String> {
        names::words(self.titles.get(ix.at()).copied().unwrap_or(""))
    }

    /// The slug stem: of the file's name, or of its folder's where the file is the folder's main one.
    fn slug(&self, ix: DocIx) -> String {
        let path = self.paths.get(ix.at()).copied().unwrap_or("");
        slug(path, self.id(ix))
    }
}

/// The slug stem of a document: of its file's name, or of its folder's where the name says only which part it is.
pub fn slug(path: &str, id: Option<&str>) -> String {
    let own = names::slug_stem(paths::stem(path), id);
    if super::urls::is_main(path) || own.is_empty() {
        names::slug_stem(paths::file_name(paths::parent(path)), id)
    } else {
        own
    }
}
