//! The environment: folders of the user and the process.

use std::fs::Metadata;
use std::path::{Path, PathBuf};

/// The user's home folder, with links worked in.
pub fn home() -> Option<PathBuf> {
    std::env::home_dir()?.canonicalize().ok()
}

/// The folder of the user's for what this program may forget, by the custom of the system.
pub fn cache() -> Option<PathBuf> {
    let named = |name: &str| std::env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
    let custom = || match cfg!(windows) {
        true => named("LOCALAPPDATA"),
        false => {
            let below = if cfg!(target_vendor = "apple") { "Library/Caches" } else { ".cache" };
            Some(std::env::home_dir().filter(|home| home.is_absolute())?.join(below))
        }
    };
    Some(named("XDG_CACHE_HOME").or_else(custom)?.join("featsite"))
}

/// Which program this is: its path, and what the file system says of it. Another build of it differs in that.
pub fn program() -> Option<(PathBuf, Metadata)> {
    let path = std::env::current_exe().ok()?;
    let data = std::fs::metadata(&path).ok()?;
    Some((path, data))
}

/// Whether the process runs in this folder or below it.
pub fn is_in(folder: &Path) -> bool {
    std::env::current_dir().and_then(|here| here.canonicalize()).is_ok_and(|here| here.starts_with(folder))
}

/// A path made absolute with the current folder.
pub fn absolute(path: &Path) -> std::io::Result<PathBuf> {
    std::path::absolute(path)
}
