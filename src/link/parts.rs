//! Which documents belong to which: rule 11 of the reading rules. Each part points at what it is a part of; chains
//! are followed to their end once all are known.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::base::paths;
use crate::model::{DocIx, Document, Kind};

use super::feature_folders::FeatureFolder;
use super::names;

/// A document with the words of its name behind date and id.
type Named = (DocIx, Vec<String>);

/// What a document is a part of, before chains are followed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartOf {
    /// The document it belongs to.
    pub whole: DocIx,
    /// Its role.
    pub role: String,
}

/// Everything that decides about parts.
pub struct Assembly<'a> {
    /// The documents.
    pub documents: &'a [Arc<Document>],
    /// Their kinds.
    pub kinds: &'a [Kind],
    /// Their ids in force.
    pub ids: &'a [Option<String>],
    /// Which are translations: they neither have parts nor are parts in this sense.
    pub variants: &'a [bool],
    /// By path.
    pub by_path: &'a BTreeMap<Arc<str>, DocIx>,
    /// What was found so far.
    pub found: BTreeMap<DocIx, PartOf>,
}

impl<'a> Assembly<'a> {
    /// Whether a document has an id that is its own and not that of another document, and is work in its own right.
    pub fn stands_alone(&self, ix: DocIx, whole: DocIx) -> bool {
        let id = self.id(ix);
        let same = id.is_some() && id.map(super::ids::comparable) == self.id(whole).map(super::ids::comparable);
        let header_status = self.documents.get(ix.at()).is_some_and(|document| document.shape.header_status);
        id.is_some_and(|id| !same && (!super::ids::is_number(id) || header_status))
    }

    /// The id in force.
    pub fn id(&self, ix: DocIx) -> Option<&'a str> {
        self.ids.get(ix.at()).and_then(Option::as_deref)
    }

    /// The path.
    pub fn path(&self, ix: DocIx) -> &'a str {
        self.documents.get(ix.at()).map_or("", |document| &document.path)
    }

    /// The kind.
    pub fn kind(&self, ix: DocIx) -> Kind {
        self.kinds.get(ix.at()).copied().unwrap_or(Kind::Page)
    }

    fn is_variant(&self, ix: DocIx) -> bool {
        self.variants.get(ix.at()).copied().unwrap_or(false)
    }

    /// Whether a document can have parts.
    fn is_whole(&self, ix: DocIx) -> bool {
        matches!(self.kind(ix), Kind::Feature | Kind::Guide) && !self.is_variant(ix)
    }

    /// Makes a document a part, unless it is one already, or template, or translation.
    pub fn add(&mut self, part: DocIx, whole: DocIx, role: String) {
        let fits = part != whole && self.kind(part) != Kind::Template && !self.is_variant(part);
        if fits && self.is_whole(whole) && !self.found.contains_key(&part) {
            self.found.insert(part, PartOf { whole, role });
        }
    }

    /// The role a file has by its name: what stands behind date and id, else its kind.
    pub fn role(&self, ix: DocIx) -> String {
        let stem = paths::stem(self.path(ix));
        let rest = names::remainder(stem, self.id(ix)).join("-");
        let is_role = names::ends_in_role(&names::words(&rest)) || names::phase_file(stem).is_some();
        match self.kind(ix) {
            Kind::Guide if !is_role => "Guide".to_owned(),
            _ if rest.is_empty() => names::role(stem),
            _ => names::role(&rest),
        }
    }

    /// Files beside or beneath the main file of a feature folder.
    pub fn folders(&mut self, folders: &[FeatureFolder]) {
        for at in 0..self.documents.len() {
            let ix = DocIx(at as u32);
            let path = self.path(ix);
            let above = paths::ancestors(path).find_map(|above| {
                let at = folders.binary_search_by(|folder| folder.path.as_str().cmp(above)).ok()?;
                folders.get(at)
            });
            if let Some(folder) = above
                && !self.stands_alone(ix, folder.main)
            {
                let inner = path.get(folder.path.len() + 1..).unwrap_or_default();
                let inner = inner.strip_suffix(paths::extension(path)).unwrap_or(inner).trim_end_matches('.');
                self.add(ix, folder.main, names::role(inner));
            }
        }
    }

    /// Files in a folder that has the name of a document beside it: `login/phase-1.md` under `login.md`.
    pub fn namesakes(&mut self) {
        for at in 0..self.documents.len() {
            let ix = DocIx(at as u32);
            let path = self.path(ix);
            let namesake = paths::ancestors(path)
                .filter(|folder| !folder.is_empty())
                .find_map(|folder| Some((folder, *self.by_path.get(format!("{folder}.md").as_str())?)));
            if let Some((folder, whole)) = namesake
                && !self.stands_alone(ix, whole)
            {
                let inner = path.get(folder.len() + 1..).unwrap_or_default();
                let inner = inner.strip_suffix(paths::extension(path)).unwrap_or(inner).trim_end_matches('.');
                self.add(ix, whole, names::role(inner));
            }
        }
    }

    /// The same id with a suffix: of documents with one id, the one whose name says least is the whole; the others
    /// are its parts where their names go on from it or end in a role. Guides are parts of features.
    pub fn suffixes(&mut self) {
        let mut groups: BTreeMap<(String, String), Vec<DocIx>> = BTreeMap::new();
        for at in 0..self.documents.len() {
            let ix = DocIx(at as u32);
            let usable = self.is_whole(ix) && !self.found.contains_key(&ix);
            if let Some(id) = self.id(ix).filter(|_| usable) {
                let scope = if super::ids::is_number(id) { super::ids::scope(self.path(ix), id) } else { "" };
                groups.entry((scope.to_owned(), super::ids::comparable(id))).or_default().push(ix);
            }
        }
        for group in groups.into_values().filter(|group| group.len() > 1) {
            let named: Vec<Named> =
                group.iter().map(|&ix| (ix, names::remainder(paths::stem(self.path(ix)), self.id(ix)))).collect();
            let Some(whole) = self.whole_of(&named) else { continue };
            let base: Vec<String> =
                named.iter().find(|(ix, _)| *ix == whole).map(|(_, words)| words.clone()).unwrap_or_default();
            for (ix, words) in named.into_iter().filter(|(ix, _)| *ix != whole) {
                let goes_on = words.len() > base.len() && words.starts_with(&base) && !base.is_empty();
                let bare = base.is_empty() && !words.is_empty();
                let guide = self.kind(ix) == Kind::Guide && self.kind(whole) == Kind::Feature;
                let dated = names::is_dated(paths::stem(self.path(ix)));
                if goes_on || bare || guide || dated || names::ends_in_role(&words) {
                    let rest = words.get(if goes_on { base.len() } else { 0 }..).unwrap_or_default().join("-");
                    let role = if rest.is_empty() || guide { self.role(ix) } else { names::role(&rest) };
                    self.add(ix, whole, role);
                }
            }
        }
    }

    /// Which document of a group with one id is the feature itself.
    fn whole_of(&self, named: &[Named]) -> Option<DocIx> {
        let only = |fits: &dyn Fn(&Named) -> bool| {
            let mut fitting = named.iter().filter(|entry| fits(entry));
            match (fitting.next(), fitting.next()) {
                (Some((ix, _)), None) => Some(*ix),
                _ => None,
            }
        };
        only(&|(_, words)| words.is_empty())
            .or_else(|| {
                only(&|(ix, words)| {
                    !words.is_empty() && named.iter().all(|(other, rest)| ix == other || rest.starts_with(words))
                })
            })
            .or_else(|| only(&|(ix, words)| !names::is_role(words) && !names::is_dated(paths::stem(self.path(*ix)))))
            .or_else(|| {
                only(&|(ix, words)| {
                    !names::ends_in_role(words)
                        && !names::is_dated(paths::stem(self.path(*ix)))
                        && self.kind(*ix) == Kind::Feature
                })
            })
    }

    /// `phase-N` files of one plan: beside `x-phase-1.md` stands `x.md`; beside `phase-1.md` a plan or README; or the
    /// folder's name is that of one plan elsewhere.
    pub fn phase_files(&mut self, by_slug: &BTreeMap<String, Vec<DocIx>>) {
        for at in 0..self.documents.len() {
            let ix = DocIx(at as u32);
            let path = self.path(ix);
            let Some((before, _)) = names::phase_file(paths::stem(path)) else { continue };
            let folder = paths::parent(path);
            let whole = if before.is_empty() {
                self.plan_in(folder).or_else(|| {
                    let slug = names::slug_stem(paths::file_name(folder), None);
                    self.only_by_slug(by_slug, &slug, ix)
                })
            } else {
                self.only_by_slug_in(by_slug, &before, folder, ix)
            };
            if let Some(whole) = whole
                && !self.stands_alone(ix, whole)
            {
                let role = self.role(ix);
                self.add(ix, whole, role);
            }
        }
    }

    /// The plan or README of a folder.
    fn plan_in(&self, folder: &str) -> Option<DocIx> {
        if folder.is_empty() {
            return None;
        }
        ["plan.md", "PLAN.md", "implementation-plan.md", "IMPLEMENTATION_PLAN.md", "README.md", "readme.md", "index.md"]
            .iter()
            .find_map(|name| self.by_path.get(format!("{folder}/{name}").as_str()).copied())
            .filter(|&ix| self.is_whole(ix))
    }

    fn only_by_slug(&self, by_slug: &BTreeMap<String, Vec<DocIx>>, slug: &str, not: DocIx) -> Option<DocIx> {
        let found = by_slug.get(slug).filter(|_| !slug.is_empty())?;
        let fits =
            |&ix: &DocIx| ix != not && self.is_whole(ix) && names::phase_file(paths::stem(self.path(ix))).is_none();
        // A feature stands before a plan of the same name: the plan is its part.
        let features: Vec<DocIx> =
            found.iter().copied().filter(|ix| fits(ix) && self.kind(*ix) == Kind::Feature).collect();
        let guides: Vec<DocIx> = found.iter().copied().filter(|ix| fits(ix) && self.kind(*ix) == Kind::Guide).collect();
        match (features.as_slice(), guides.as_slice()) {
            ([one], _) | ([], [one]) => Some(*one),
            _ => None,
        }
    }

    fn only_by_slug_in(
        &self,
        by_slug: &BTreeMap<String, Vec<DocIx>>,
        before: &str,
        folder: &str,
        not: DocIx,
    ) -> Option<DocIx> {
        let slug = names::slug_stem(before, None);
        let found = by_slug.get(&slug).filter(|_| !slug.is_empty())?;
        let mut near = found.iter().copied().filter(|&ix| {
            ix != not
                && self.is_whole(ix)
                && paths::parent(self.path(ix)) == folder
                && names::phase_file(paths::stem(self.path(ix))).is_none()
        });
        match (near.next(), near.next()) {
            (Some(one), None) => Some(one),
            _ => None,
        }
    }

    /// Follows chains to their end, so that a part belongs to an item and never to a part. Documents that are parts
    /// of each other are none: the first by path stays whole.
    pub fn settle(self) -> BTreeMap<DocIx, PartOf> {
        let mut settled: BTreeMap<DocIx, PartOf> = BTreeMap::new();
        let mut root: BTreeMap<DocIx, DocIx> = BTreeMap::new();
        for &start in self.found.keys() {
            let mut chain = Vec::new();
            let mut places: BTreeMap<DocIx, usize> = BTreeMap::new();
            let mut at = start;
            let end = loop {
                if let Some(&known) = root.get(&at) {
                    break known;
                }
                // A ring: its first document by path is the whole.
                if let Some(&from) = places.get(&at) {
                    break chain.iter().skip(from).min().copied().unwrap_or(at);
                }
                places.insert(at, chain.len());
                chain.push(at);
                match self.found.get(&at) {
                    Some(part) => at = part.whole,
                    None => break at,
                }
            };
            for seen in chain {
                root.insert(seen, end);
            }
        }
        for (part, of) in self.found {
            if let Some(&whole) = root.get(&part).filter(|&&whole| whole != part) {
                settled.insert(part, PartOf { whole, role: of.role });
            }
        }
        settled
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settled(found: impl Iterator<Item = (u32, u32)>) -> Vec<(u32, u32)> {
        let part = |(part, whole)| (DocIx(part), PartOf { whole: DocIx(whole), role: String::new() });
        let assembly = Assembly {
            documents: &[],
            kinds: &[],
            ids: &[],
            variants: &[],
            by_path: &BTreeMap::new(),
            found: found.map(part).collect(),
        };
        assembly.settle().iter().map(|(part, of)| (part.0, of.whole.0)).collect()
    }

    #[test]
    fn chains_end_at_the_whole_and_rings_at_their_first() {
        assert_eq!(settled([(3, 2), (2, 5)].into_iter()), [(2, 5), (3, 5)]);
        assert_eq!(settled([(0, 3), (3, 1), (1, 2), (2, 3)].into_iter()), [(0, 1), (2, 1), (3, 1)]);
    }

    #[test]
    fn a_long_chain_is_walked_once() {
        let chain = settled((0..300_000).map(|at| (at, at + 1)));
        assert!(chain.len() == 300_000 && chain.iter().all(|(_, whole)| *whole == 300_000));
    }
}
