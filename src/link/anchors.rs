//! Whether an anchor stands in a document.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};

use crate::base::paths;
use crate::model::Document;

/// What an anchor leads to.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Anchor {
    /// It stands in the document, in this form.
    Stands(String),
    /// It does not; the one heading it most likely means.
    Missing(Option<String>),
}

/// The anchors of every document, collected when a document is first asked for.
pub struct Anchors<'a> {
    documents: &'a [Arc<Document>],
    headings: Vec<OnceLock<Headings<'a>>>,
}

struct Headings<'a> {
    exact: BTreeSet<&'a str>,
    /// Those that raw HTML sets.
    raw: BTreeSet<&'a str>,
    /// By letters and digits alone; `None` where two headings have the same. Most anchors stand, and nobody asks.
    loose: OnceLock<BTreeMap<String, Option<&'a str>>>,
}

/// Letters and digits only: emoji, hyphens and punctuation are what people get wrong in anchors.
fn loose(anchor: &str) -> String {
    anchor.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

impl<'a> Anchors<'a> {
    /// For these documents.
    pub fn new(documents: &'a [Arc<Document>]) -> Self {
        Self { documents, headings: documents.iter().map(|_| OnceLock::new()).collect() }
    }

    /// Looks an anchor up in a document.
    pub fn find(&self, document: usize, anchor: &str) -> Anchor {
        let Some(headings) = self.headings(document) else { return Anchor::Missing(None) };
        let decoded = paths::decode(anchor);
        let plain = decoded.strip_prefix("user-content-").unwrap_or(&decoded);
        let lower = plain.to_lowercase();
        for candidate in [plain, &lower] {
            if headings.exact.contains(candidate) {
                return Anchor::Stands(candidate.to_owned());
            }
        }
        if headings.raw.contains(plain) {
            return Anchor::Stands(plain.to_owned());
        }
        let suggestion = self.loosely(document, headings).get(&loose(plain)).copied().flatten();
        Anchor::Missing(suggestion.map(str::to_owned))
    }

    fn headings(&self, document: usize) -> Option<&Headings<'a>> {
        let raw = &self.documents.get(document)?.anchors;
        Some(self.headings.get(document)?.get_or_init(|| Headings {
            exact: self.written(document).collect(),
            raw: raw.iter().map(String::as_str).collect(),
            loose: OnceLock::new(),
        }))
    }

    /// The anchors of the headings of a document, in reading order.
    fn written(&self, document: usize) -> impl Iterator<Item = &'a str> {
        let sections = self.documents.get(document).map_or(&[][..], |document| &document.sections);
        sections.iter().filter(|section| section.level > 0).map(|section| section.anchor.as_str())
    }

    fn loosely<'h>(&self, document: usize, headings: &'h Headings<'a>) -> &'h BTreeMap<String, Option<&'a str>> {
        headings.loose.get_or_init(|| {
            let mut loosely: BTreeMap<String, Option<&str>> = BTreeMap::new();
            for anchor in self.written(document) {
                loosely.entry(loose(anchor)).and_modify(|held| *held = None).or_insert(Some(anchor));
            }
            loosely
        })
    }
}
