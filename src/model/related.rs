//! Documents on the same matter, and why they are held to be.

use std::fmt;

use serde::{Serialize, Serializer};

use super::DocIx;

/// A computed likeness: another document on the same matter.
#[derive(Clone, Debug, PartialEq)]
pub struct Related {
    /// The other document.
    pub target: DocIx,
    /// Between 0 and 1, rounded to hundredths.
    pub score: f64,
    /// Why, the strongest reason first; at least one.
    pub because: Vec<Reason>,
}

/// One reason to hold two documents for related. Its words stand in the export; pages say it in their own language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// Both need this one first: its id, else its title; for an id that nobody owns the id as written.
    DependsOn(String),
    /// Both name this file.
    File(String),
    /// Both have this tag.
    Tag(String),
    /// They speak of the same: the words that say so, the weightiest first.
    Text(Vec<String>),
}

impl fmt::Display for Reason {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::DependsOn(name) => write!(out, "both depend on {name}"),
            Self::File(path) => write!(out, "shares {path}"),
            Self::Tag(tag) => write!(out, "tag {tag}"),
            Self::Text(words) => write!(out, "similar text: {}", words.join(", ")),
        }
    }
}

impl Serialize for Reason {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}
