//! What git knows of the content folder, as plain values: an input like the files themselves.
//!
//! Days are author dates in the author's own zone: the day the author saw on the calendar, which neither a rebase nor
//! the zone of the machine that builds changes. The time a file has on disk is never used: a fresh clone sets it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::base::dates::Date;

/// What git knows of the content folder.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Git {
    /// The commit that is checked out; `None` before the first one.
    pub commit: Option<Commit>,
    /// The branch links lead to: the remote's default branch, else the one that is checked out.
    pub branch: Option<String>,
    /// The address of the remote as git has it, credentials included: only [`super::forge::Forge`] may read it.
    pub remote: Option<String>,
    /// What is known of the files' past.
    pub past: Past,
    /// Markdown files that differ from the commit, new ones included.
    pub modified: BTreeSet<Arc<str>>,
    /// Those of them that the commit does not have.
    pub untracked: BTreeSet<Arc<str>>,
}

/// A commit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Commit {
    /// Its whole hash.
    pub hash: String,
    /// The author's day.
    pub day: Option<Date>,
}

/// What is known of the files' past.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Past {
    /// The files' histories, by path below the content folder.
    Known(BTreeMap<Arc<str>, History>),
    /// The clone holds only the last commits: the rest would be guessed.
    Shallow,
    /// Git did not tell: it failed, or took too long.
    Untold,
}

impl Default for Past {
    fn default() -> Self {
        Self::Known(BTreeMap::new())
    }
}

/// The past of one file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct History {
    /// The day of the commit that brought it; `None` where that commit is out of sight.
    pub created: Option<Date>,
    /// The day of the latest commit that changed its text: a mere renaming does not.
    pub changed: Option<Date>,
    /// Who made that change.
    pub author: Option<Arc<str>>,
    /// The paths it had before, the latest first.
    pub renamed_from: Vec<Arc<str>>,
}
