//! The environment: folders of the user and the process.

use std::path::{Path, PathBuf};

/// The user's home folder, with links worked in.
pub fn home() -> Option<PathBuf> {
    std::env::home_dir()?.canonicalize().ok()
}

/// Whether the process runs in this folder or below it.
pub fn is_in(folder: &Path) -> bool {
    std::env::current_dir().and_then(|here| here.canonicalize()).is_ok_and(|here| here.starts_with(folder))
}

/// A path made absolute with the current folder.
pub fn absolute(path: &Path) -> std::io::Result<PathBuf> {
    std::path::absolute(path)
}
