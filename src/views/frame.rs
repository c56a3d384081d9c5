//! What every page of a site needs and is computed once: counts of the navigation, findings by document.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};

use super::facets::{self, Facets};
use super::graph::atlas::Atlas;
use super::graph::data::Edges;
use super::named::{self, Named};
use super::value::Memo;
use super::words::{Language, Words};
use super::{Input, Presence, VIEWS, data, folder};
use crate::base::aside::aside;
use crate::base::key::Key;
use crate::checks;
use crate::diag::{Diagnostic, Severity};
use crate::link::urls;
use crate::model::{DocIx, Related, Site};
use crate::relate::likeness;

/// What stands directly in a folder, without the document that stands on the folder's own page.
#[derive(Clone, Debug, Default)]
pub struct Listing {
    /// Paths of the folders that hold several documents.
    pub folders: Vec<String>,
    /// The documents, those that fill a folder of their own first.
    pub documents: Vec<DocIx>,
}

/// Facts about the whole site that pages share.
#[derive(Clone, Debug)]
pub struct Frame {
    /// The interface's words in the site's language.
    pub words: Words,
    /// The views that have something to show: name, address, count.
    pub views: Vec<(&'static str, &'static str, Option<usize>)>,
    /// For every document the positions of its findings in the list of all findings.
    pub findings: Vec<Vec<u32>>,
    /// For every document the positions of the findings of other documents that point at it: where two documents
    /// disagree, both pages say so.
    pub told: BTreeMap<DocIx, BTreeSet<u32>>,
    /// Addresses of the tag pages.
    pub tags: BTreeSet<String>,
    /// Addresses of the owner pages.
    pub owners: BTreeSet<String>,
    /// What stands directly in each folder, by its path: the sidebar of every page shows a part of it.
    pub listings: BTreeMap<String, Listing>,
    /// For every document its position in the listing that names it.
    pub positions: Vec<u32>,
    /// Checks whose findings are a habit of the folder: told once on Health, they mark nothing and count nowhere.
    pub habits: BTreeSet<&'static str>,
    /// Checks whose warnings mark no card, since too many items would have a mark; they count all the same.
    pub unmarked: BTreeSet<&'static str>,
    /// How many documents have an error or a warning that is no habit.
    pub attention: usize,
    /// How many findings the authors allow.
    pub allowed: usize,
    /// How many files of texts there are for search and previews.
    pub texts: usize,
    /// The views that the configuration names.
    pub named: Vec<Named>,
    /// The entries of the views, by the depth of the pages that show them.
    pub navigation: Arc<Memo<usize>>,
    /// What pages say of a whole list of which they show a part, by the list.
    pub lists: Arc<Memo<Key>>,
    /// What shares a value.
    facets: OnceLock<Arc<Facets>>,
    /// The graph.
    atlas: OnceLock<Atlas>,
    /// Its edges as scripts see them.
    edges: OnceLock<Arc<Edges>>,
    /// What is like each document: neither the checks nor the first pages of a server ask.
    related: OnceLock<Arc<[Vec<Related>]>>,
    /// Whether documents keep what they are compared by, for the next site that they are linked into.
    keeps: bool,
}

impl Frame {
    /// Computes it.
    pub fn of(site: &Site, findings: &[Diagnostic], allowed: usize) -> Self {
        let mut by_document = vec![Vec::new(); site.documents.len()];
        let mut told: BTreeMap<DocIx, BTreeSet<u32>> = BTreeMap::new();
        let habits = checks::habits(site, findings);
        for (at, finding) in findings.iter().enumerate() {
            let own = finding.place.as_ref().map(|place| &place.path);
            let others = finding.others.iter().map(|(place, _)| &place.path).filter(|path| Some(*path) != own);
            for ix in others.filter_map(|path| site.by_path.get(path)) {
                told.entry(*ix).or_default().insert(at as u32);
            }
            let Some(ix) = finding.place.as_ref().and_then(|place| site.by_path.get(&place.path)) else { continue };
            if let Some(list) = by_document.get_mut(ix.at()) {
                list.push(at as u32);
            }
        }
        let counted: Vec<Diagnostic> =
            findings.iter().filter(|finding| !habits.contains(finding.check)).cloned().collect();
        let views = VIEWS
            .iter()
            .filter_map(|view| match (view.presence)(site, &counted) {
                Presence::Absent => None,
                Presence::Shown => Some((view.name, view.url, None)),
                Presence::Count(count) => Some((view.name, view.url, Some(count))),
            })
            .collect();
        let listings: BTreeMap<String, Listing> =
            site.folders.iter().map(|(path, folder)| (path.clone(), folder::listing(site, folder))).collect();
        let mut positions = vec![0; site.documents.len()];
        for (at, ix) in listings.values().flat_map(|listing| listing.documents.iter().enumerate()) {
            if let Some(position) = positions.get_mut(ix.at()) {
                *position = at as u32;
            }
        }
        let tags = site.documents.iter().flat_map(|linked| &linked.document.tags).map(|fact| fact.value.as_str());
        let owners = site.documents.iter().flat_map(|linked| &linked.owners).map(|fact| fact.value.as_str());
        let frame = Self {
            words: Words::of(Language::of(site.config.language.as_deref())),
            views,
            findings: by_document,
            told,
            tags: facets::distinct(tags, urls::tag),
            owners: facets::distinct(owners, urls::owner),
            listings,
            positions,
            unmarked: checks::unmarked(site, findings, &habits),
            habits,
            attention: super::health::attention(site, &counted),
            allowed,
            texts: data::text_files(site),
            named: Vec::new(),
            navigation: Arc::default(),
            lists: Arc::default(),
            facets: OnceLock::new(),
            atlas: OnceLock::new(),
            edges: OnceLock::new(),
            related: OnceLock::new(),
            keeps: false,
        };
        let named = named::all(Input { site, findings, frame: &frame });
        Self { named, ..frame }
    }

    /// The graph of the site this was made for.
    pub fn atlas(&self, site: &Site) -> &Atlas {
        self.atlas.get_or_init(|| Atlas::of(site))
    }

    /// The edges of the graph as scripts see them.
    pub fn edges(&self, site: &Site) -> &Edges {
        self.edges.get_or_init(|| Arc::new(Edges::of(site, &self.atlas(site).telling, self.related(site))))
    }

    /// What is like each document of the site this was made for, in the order of the documents.
    pub fn related(&self, site: &Site) -> &[Vec<Related>] {
        self.related.get_or_init(|| aside(|| likeness::related(site, self.keeps)))
    }

    /// Finds it on the threads that call: those that make a whole site have nothing else to do, and nobody waits for them.
    pub fn relate(&self, site: &Site) {
        self.related.get_or_init(|| likeness::related(site, self.keeps));
    }

    /// What is like one document.
    pub fn related_to(&self, site: &Site, ix: DocIx) -> &[Related] {
        self.related(site).get(ix.at()).map_or(&[], Vec::as_slice)
    }

    /// Has documents keep what they are compared by.
    pub fn keeping(self) -> Self {
        Self { keeps: true, ..self }
    }

    /// What shares a value in the site this was made for.
    pub fn facets(&self, site: &Site) -> &Arc<Facets> {
        self.facets.get_or_init(|| Arc::new(Facets::of(site)))
    }

    /// The findings of one document.
    pub fn findings_of<'a>(&'a self, all: &'a [Diagnostic], ix: DocIx) -> impl Iterator<Item = &'a Diagnostic> {
        self.findings.get(ix.at()).into_iter().flatten().filter_map(|&at| all.get(at as usize))
    }

    /// The findings of other documents that point at one.
    pub fn told_of<'a>(&'a self, all: &'a [Diagnostic], ix: DocIx) -> impl Iterator<Item = &'a Diagnostic> {
        self.told.get(&ix).into_iter().flatten().filter_map(|&at| all.get(at as usize))
    }

    /// Whether a finding marks the card of its document.
    pub fn is_mark(&self, finding: &Diagnostic) -> bool {
        match finding.severity {
            Severity::Note => false,
            _ if self.habits.contains(finding.check) => false,
            Severity::Warning => !self.unmarked.contains(finding.check),
            Severity::Error => true,
        }
    }

    /// How many findings mark a document: errors and warnings that are no habit of the folder.
    pub fn marks(&self, all: &[Diagnostic], ix: DocIx) -> usize {
        self.findings_of(all, ix).filter(|finding| self.is_mark(finding)).count()
    }

    /// What stands directly in a folder.
    pub fn listing(&self, path: &str) -> &Listing {
        const EMPTY: &Listing = &Listing { folders: Vec::new(), documents: Vec::new() };
        self.listings.get(path).unwrap_or(EMPTY)
    }

    /// Whether the activity has a feed: something is in it, and it is known where the site is published.
    pub fn has_feed(&self, site: &Site) -> bool {
        site.config.base_url.is_some() && self.view("activity").is_some()
    }

    /// The address of a view, where it is present.
    pub fn view(&self, name: &str) -> Option<&'static str> {
        self.views.iter().find(|(other, ..)| *other == name).map(|&(_, url, _)| url)
    }
}
