//! The repository the content folder lies in.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::base::dates::Date;
pub use crate::source::forge::Forge;
pub use crate::source::{Commit, History};

/// The repository the content folder lies in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repository {
    /// The content folder's path in it, with `/`; empty at its root.
    pub below: String,
    /// Where it is hosted: what the configuration names, else what the remote leads to.
    pub forge: Option<Forge>,
    /// The commit the site was made from.
    pub commit: Option<Commit>,
    /// Markdown files that differ from the commit.
    pub modified: BTreeSet<Arc<str>>,
    /// Those of them that the commit does not have.
    pub untracked: BTreeSet<Arc<str>>,
    /// Why no document has a history, where git should have told of it.
    pub silence: Option<Silence>,
}

/// Why git tells nothing of the files' past.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Silence {
    /// The clone holds only the last commits.
    Shallow,
    /// Git failed, or took too long.
    Untold,
}

impl Repository {
    /// The path in the repository of a path below the content folder.
    pub fn path(&self, path: &str) -> String {
        if self.below.is_empty() { path.to_owned() } else { format!("{}/{path}", self.below) }
    }
}

impl super::Site {
    /// The day git says an item last changed: the latest of its document and its parts.
    pub fn changed(&self, item: &super::Item) -> Option<(Date, &History)> {
        let documents = item.document.iter().chain(&item.parts);
        let histories = documents.filter_map(|ix| self.documents.get(ix.at())?.history.as_ref());
        histories.filter_map(|history| Some((history.changed?, history))).max_by_key(|(day, _)| *day)
    }
}
