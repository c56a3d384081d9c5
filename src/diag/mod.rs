//! Diagnostics: what was found, where, and what to do about it.
//!
//! Absent on purpose: deciding what is wrong (that is `checks` and the stages), printing (that is `cli`).

mod places;
pub mod render;

use std::sync::Arc;

use crate::base::Span;
pub use places::{Places, Region};

/// How serious a finding is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// Fails `check`.
    Error,
    /// Fails with `--strict`.
    Warning,
    /// Never fails.
    Note,
}

/// A place in a source file.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Place {
    /// Path below the content folder.
    pub path: Arc<str>,
    /// The bytes meant.
    pub span: Span,
}

/// A replacement of the primary place that would mend the finding.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Fix {
    /// What is replaced.
    pub place: Place,
    /// The new text.
    pub replacement: String,
}

/// One finding.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Diagnostic {
    /// Kebab-case name of the check.
    pub check: &'static str,
    /// How serious it is.
    pub severity: Severity,
    /// One line that quotes the author's text.
    pub message: String,
    /// The primary place; `None` for findings about the whole site.
    pub place: Option<Place>,
    /// Secondary places, each with a label.
    pub others: Vec<(Place, String)>,
    /// What to do.
    pub help: Option<String>,
    /// A replacement that mends it.
    pub fix: Option<Fix>,
    /// How many further findings it stands for: those that a document has beyond the most that are shown.
    pub more: usize,
}

impl Severity {
    /// The name in output and configuration.
    pub fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }
}

impl Diagnostic {
    /// A finding at a place.
    pub fn new(check: &'static str, severity: Severity, place: Place, message: impl Into<String>) -> Self {
        Self {
            check,
            severity,
            message: message.into(),
            place: Some(place),
            others: Vec::new(),
            help: None,
            fix: None,
            more: 0,
        }
    }

    /// A finding that has no place in a source text.
    pub fn global(check: &'static str, severity: Severity, message: impl Into<String>) -> Self {
        Self {
            check,
            severity,
            message: message.into(),
            place: None,
            others: Vec::new(),
            help: None,
            fix: None,
            more: 0,
        }
    }

    /// How many findings it counts as.
    pub fn count(&self) -> usize {
        1 + self.more
    }

    /// Adds what to do.
    pub fn help(mut self, text: impl Into<String>) -> Self {
        self.help = Some(text.into());
        self
    }

    /// Adds a secondary place.
    pub fn other(mut self, place: Place, label: impl Into<String>) -> Self {
        self.others.push((place, label.into()));
        self
    }

    /// Adds a replacement of the primary place.
    pub fn fix(mut self, replacement: impl Into<String>) -> Self {
        if let Some(place) = self.place.clone() {
            self.fix = Some(Fix { place, replacement: replacement.into() });
        }
        self
    }
}

/// A finding that the author allows with a reason: it is counted and never shown on pages.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Suppressed {
    /// The finding.
    pub finding: Diagnostic,
    /// The comment that allows it.
    pub place: Place,
    /// Why it is allowed, in the author's words.
    pub reason: String,
}

/// A value and what was found while making it. Broken input is normal input: inner stages never fail.
#[derive(Clone, Debug, Default)]
pub struct Checked<T> {
    /// The value.
    pub value: T,
    /// The findings, in the order of their places.
    pub diagnostics: Vec<Diagnostic>,
}
