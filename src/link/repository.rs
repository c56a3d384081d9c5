//! What git told, brought to the site: the repository and each document's history.

use std::sync::Arc;

use crate::config::Config;
use crate::model::{Forge, History, Repository, Silence};
use crate::source::{Git, Past, Snapshot};

/// The repository of a snapshot; `None` where the folder lies in none. An address in the configuration wins over that
/// of the remote.
pub fn repository(snapshot: &Snapshot, config: &Config) -> Option<Repository> {
    let below = snapshot.repository_path.clone()?;
    let unknown = Git::default();
    let git = snapshot.git.as_ref().unwrap_or(&unknown);
    let branch = git.branch.as_deref();
    let named = config.repo.as_deref().map(|repo| Forge::of_config(repo, branch));
    let forge = named.unwrap_or_else(|| Forge::of_remote(git.remote.as_deref()?, branch));
    let silence = match git.past {
        Past::Known(_) => None,
        Past::Shallow => Some(Silence::Shallow),
        Past::Untold => Some(Silence::Untold),
    };
    Some(Repository {
        below,
        forge,
        commit: git.commit.clone(),
        modified: git.modified.clone(),
        untracked: git.untracked.clone(),
        silence,
    })
}

/// The history of a file, where git knows it.
pub fn history(snapshot: &Snapshot, path: &Arc<str>) -> Option<History> {
    match &snapshot.git.as_ref()?.past {
        Past::Known(histories) => histories.get(path).cloned(),
        Past::Shallow | Past::Untold => None,
    }
}
