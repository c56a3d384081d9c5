//! One document's text and outline, and what many rules ask of it, found once.

use std::sync::Arc;

use super::headings;
use super::labels::{self, Labelled};
use crate::base::Span;
use crate::config::Config;
use crate::diag::Place;
use crate::model::Key;
use crate::outline::Outline;
use crate::vocabulary::keys;

/// What many rules ask of a document.
pub(super) struct Known {
    /// The words of every section's heading, as headings are compared.
    headings: Vec<String>,
    /// The same, as keys are compared.
    names: Vec<String>,
    /// What the key of every field means.
    keys: Vec<Option<Key>>,
    /// The labelled lines of every paragraph.
    labels: Vec<Vec<Labelled>>,
}

impl Known {
    /// Finds it.
    pub(super) fn of(text: &str, outline: &Outline, config: &Config) -> Self {
        let sections = || outline.sections.iter().map(|section| section.text.as_str());
        Self {
            headings: sections().map(headings::folded).collect(),
            names: sections().map(keys::fold).collect(),
            keys: outline.fields.iter().map(|field| keys::known(&field.key, &config.fields)).collect(),
            labels: outline.paragraphs.iter().map(|paragraph| labels::lines(text, paragraph.span)).collect(),
        }
    }
}

/// One document's text and what is known of it.
#[derive(Clone, Copy)]
pub(super) struct Source<'a> {
    pub path: &'a Arc<str>,
    pub text: &'a str,
    pub outline: &'a Outline,
    pub config: &'a Config,
    pub known: &'a Known,
}

impl<'a> Source<'a> {
    /// The words of a section's heading, as headings are compared.
    pub fn heading(&self, section: usize) -> &'a str {
        self.known.headings.get(section).map_or("", String::as_str)
    }

    /// The words of every section's heading, as headings are compared.
    pub fn headings(&self) -> &'a [String] {
        &self.known.headings
    }

    /// The words of a section's heading, as keys are compared.
    pub fn name(&self, section: usize) -> &'a str {
        self.known.names.get(section).map_or("", String::as_str)
    }

    /// What the key of a field means, by the field's position in the outline.
    pub fn key(&self, field: usize) -> Option<Key> {
        self.known.keys.get(field).copied().flatten()
    }

    /// The labelled lines of every paragraph of the outline.
    pub fn labels(&self) -> &'a [Vec<Labelled>] {
        &self.known.labels
    }

    /// A place in the document.
    pub fn place(&self, span: Span) -> Place {
        Place { path: Arc::clone(self.path), span }
    }
}
