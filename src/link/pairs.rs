//! Guides and the features they are for: a guide and a log that link each other, share an id, a slug stem or a title.

use std::collections::{BTreeMap, BTreeSet};

use crate::base::{Span, paths};
use crate::diag::Place;
use crate::model::{self, DocIx, Kind, Link, LinkedDocument, PairedBy, Site, Target};
use crate::relate::comparison::{self, Paper};
use crate::relate::likeness::Memo;

use super::{ids, names};

/// A guide, its feature, and what says so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pair {
    /// The guide.
    pub guide: DocIx,
    /// The feature.
    pub feature: DocIx,
    /// Where the guide links the feature; empty where something else makes them a pair.
    pub span: Span,
    /// Where the feature links the guide; empty likewise.
    pub back: Span,
    /// What makes them a pair.
    pub because: PairedBy,
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
            let mut add = |feature: DocIx, (span, back): (Span, Span), because| {
                if feature != guide && seen.insert(feature) {
                    out.push(Pair { guide, feature, span, back, because });
                }
            };
            let mutual = self.linked(guide).into_iter().filter_map(|(feature, span)| {
                let is_feature = self.kinds.get(feature.at()) == Some(&Kind::Feature);
                Some((feature, (span, self.links_to(feature, guide).filter(|_| is_feature)?)))
            });
            // A guide that several logs link back to is a guide for all of them, and no plan of one.
            if let [(feature, spans)] = mutual.collect::<Vec<_>>()[..] {
                add(feature, spans, PairedBy::Links);
            }
            if let Some(id) = self.id(guide)
                && let Some([feature]) = by_id.get(&ids::comparable(id)).map(Vec::as_slice)
            {
                add(*feature, <_>::default(), PairedBy::Id);
            }
            // A title of two words is too little to tell a pair.
            let title = self.title(guide);
            if title.len() > 2
                && let Some([feature]) = by_title.get(&title).map(Vec::as_slice)
            {
                add(*feature, <_>::default(), PairedBy::Title);
            }
            // So is a name of one word (`api`, `setup`).
            let slug = self.slug(guide);
            if slug.contains('-')
                && let Some([feature]) = by_slug.get(&slug).map(Vec::as_slice)
            {
                add(*feature, <_>::default(), PairedBy::Name);
            }
        }
        out
    }

    /// Where a document links another first.
    fn links_to(&self, from: DocIx, to: DocIx) -> Option<Span> {
        let leads = |link: &&Link| matches!(link.target, Target::Document { document, .. } if document == to);
        self.links.get(from.at())?.iter().find(leads).map(|link| link.span)
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

/// The pairs of a site, each with where it says so and with what the two say beside each other, by guide and log.
pub fn compared(site: &Site, pairs: &[Pair]) -> Vec<model::Pair> {
    let wanted: BTreeSet<DocIx> = pairs.iter().flat_map(|pair| [pair.guide, pair.feature]).collect();
    let files = comparison::files_of(&site.files, &wanted);
    let paper = |ix: DocIx, linked| Paper {
        linked,
        phases: site.schedule.documents.get(ix.at()).map_or(&[][..], |days| days.phases.as_slice()),
        files: files.get(&ix).map_or(&[][..], Vec::as_slice),
    };
    let mut memo = Memo::default();
    let made = pairs.iter().filter_map(|pair| {
        let (guide, log) = (site.documents.get(pair.guide.at())?, site.documents.get(pair.feature.at())?);
        Some(model::Pair {
            guide: pair.guide,
            log: pair.feature,
            because: pair.because,
            places: [place(guide, pair.because, pair.span), place(log, pair.because, pair.back)],
            comparison: comparison::compare(&paper(pair.guide, guide), &paper(pair.feature, log), &mut memo),
        })
    });
    let mut made: Vec<model::Pair> = made.collect();
    made.sort_by_key(|pair| (pair.guide, pair.log));
    made
}

/// Where one of a pair says what makes it one.
fn place(linked: &LinkedDocument, because: PairedBy, link: Span) -> Place {
    let own = |span| Place { path: linked.document.path.clone(), span };
    match because {
        PairedBy::Links => own(link),
        PairedBy::Id => linked.id.as_ref().map_or_else(|| own(Span::default()), |fact| fact.place.clone()),
        PairedBy::Title => linked.document.title.place.clone(),
        PairedBy::Name => own(Span::default()),
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
