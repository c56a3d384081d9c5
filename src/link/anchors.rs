//! Whether an anchor stands in a document.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

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
    headings: Vec<OnceCell<Headings<'a>>>,
}

struct Headings<'a> {
    exact: BTreeSet<&'a str>,
    /// Those that raw HTML sets.
    raw: BTreeSet<&'a str>,
    /// By letters and digits alone; `None` where two headings have the same.
    loose: BTreeMap<String, Option<&'a str>>,
}

/// Letters and digits only: emoji, hyphens and punctuation are what people get wrong in anchors.
fn loose(anchor: &str) -> String {
    anchor.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

impl<'a> Anchors<'a> {
    /// For these documents.
    pub fn new(documents: &'a [Arc<Document>]) -> Self {
        Self { documents, headings: documents.iter().map(|_| OnceCell::new()).collect() }
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
        let suggestion = headings.loose.get(&loose(plain)).copied().flatten();
        Anchor::Missing(suggestion.map(str::to_owned))
    }

    fn headings(&self, document: usize) -> Option<&Headings<'a>> {
        let Document { sections, anchors: raw, .. } = &**self.documents.get(document)?;
        Some(self.headings.get(document)?.get_or_init(|| {
            let anchors = sections.iter().filter(|section| section.level > 0).map(|section| section.anchor.as_str());
            let mut loosely: BTreeMap<String, Option<&str>> = BTreeMap::new();
            for anchor in anchors.clone() {
                loosely.entry(loose(anchor)).and_modify(|held| *held = None).or_insert(Some(anchor));
            }
            Headings { exact: anchors.collect(), raw: raw.iter().map(String::as_str).collect(), loose: loosely }
        }))
    }
}
