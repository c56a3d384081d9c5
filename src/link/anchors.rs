//! Whether an anchor stands in a document.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};

use crate::base::{paths, text};
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
    documents: &'a [Document],
    texts: &'a [&'a str],
    headings: Vec<OnceCell<Headings<'a>>>,
    attributes: Vec<OnceCell<BTreeSet<&'a str>>>,
}

struct Headings<'a> {
    exact: BTreeSet<&'a str>,
    /// By letters and digits alone; `None` where two headings have the same.
    loose: BTreeMap<String, Option<&'a str>>,
}

/// The longest anchor a document is believed to set.
const LONGEST: usize = 200;

/// Letters and digits only: emoji, hyphens and punctuation are what people get wrong in anchors.
fn loose(anchor: &str) -> String {
    anchor.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

impl<'a> Anchors<'a> {
    /// For documents with their texts.
    pub fn new(documents: &'a [Document], texts: &'a [&'a str]) -> Self {
        Self {
            documents,
            texts,
            headings: documents.iter().map(|_| OnceCell::new()).collect(),
            attributes: documents.iter().map(|_| OnceCell::new()).collect(),
        }
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
        if let Some(attribute) = self.attributes(document).and_then(|attributes| attributes.get(plain)) {
            return Anchor::Stands((*attribute).to_owned());
        }
        let suggestion = headings.loose.get(&loose(plain)).copied().flatten();
        Anchor::Missing(suggestion.map(str::to_owned))
    }

    fn headings(&self, document: usize) -> Option<&Headings<'a>> {
        let sections = &self.documents.get(document)?.sections;
        Some(self.headings.get(document)?.get_or_init(|| {
            let anchors = sections.iter().filter(|section| section.level > 0).map(|section| section.anchor.as_str());
            let mut loosely: BTreeMap<String, Option<&str>> = BTreeMap::new();
            for anchor in anchors.clone() {
                loosely.entry(loose(anchor)).and_modify(|held| *held = None).or_insert(Some(anchor));
            }
            Headings { exact: anchors.collect(), loose: loosely }
        }))
    }

    /// `id` and `name` attributes of raw HTML.
    fn attributes(&self, document: usize) -> Option<&BTreeSet<&'a str>> {
        let source: &'a str = self.texts.get(document)?;
        Some(self.attributes.get(document)?.get_or_init(|| {
            let mut out = BTreeSet::new();
            for attribute in ["id=", "name="] {
                for (at, _) in source.match_indices(attribute) {
                    // Only so far ahead: a text of nothing but attributes must not be read once for each of them.
                    let ahead = text::head(source.get(at + attribute.len()..).unwrap_or(""), LONGEST + 2);
                    let value = match ahead.strip_prefix(['"', '\'']) {
                        Some(quoted) => quoted.split(['"', '\'']).next(),
                        None => ahead.split(|c: char| c.is_whitespace() || c == '>').next(),
                    };
                    out.extend(value.filter(|value| !value.is_empty() && value.len() <= LONGEST));
                }
            }
            out
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_in_raw_html_are_anchors_however_many_there_are() {
        let text = format!("<a id=\"one\"></a> <a name='two'></a> <a id=three> {}", "id=".repeat(100_000));
        let site = crate::build::site_of(&[("a.md", &text)]).site;
        let documents = [site.documents[0].document.clone()];
        let texts = [text.as_str()];
        let anchors = Anchors::new(&documents, &texts);
        for anchor in ["one", "two", "three"] {
            assert_eq!(anchors.find(0, anchor), Anchor::Stands(anchor.to_owned()));
        }
        assert_eq!(anchors.find(0, "four"), Anchor::Missing(None));
    }
}
