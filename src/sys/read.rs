//! From a folder on disk to a snapshot.

use std::collections::BTreeMap;
use std::io;
use std::path::Path;
use std::sync::Arc;

use super::Trouble;
use crate::base::dates::Date;
use crate::config;
use crate::source::{Snapshot, SourceFile};

/// Reads a content folder.
pub fn snapshot(folder: &Path, today: Date) -> io::Result<Snapshot> {
    std::fs::read_dir(folder)?;
    let mut files = Vec::new();
    for entry in walkdir::WalkDir::new(folder).sort_by_file_name() {
        let Ok(entry) = entry else { continue };
        let Ok(below) = entry.path().strip_prefix(folder) else { continue };
        let path = below.to_string_lossy().replace('\\', "/");
        if !entry.file_type().is_file() || !path.to_ascii_lowercase().ends_with(".md") {
            continue;
        }
        let bytes = std::fs::read(entry.path())?;
        let hash = *blake3::hash(&bytes).as_bytes();
        let text = String::from_utf8_lossy(&bytes);
        let text: Arc<str> = Arc::from(text.trim_start_matches('\u{feff}'));
        files.push(SourceFile { path: Arc::from(path), text, hash, oversized: false });
    }
    files.sort_by(|a, b| a.path.cmp(&b.path));
    let config = std::fs::read_to_string(folder.join(config::FILE_NAME)).ok().map(Arc::from);
    Ok(Snapshot {
        files,
        assets: BTreeMap::new(),
        config,
        theme: BTreeMap::new(),
        root: folder.to_path_buf(),
        folder: folder.file_name().map_or_else(|| ".".into(), |name| name.to_string_lossy().into_owned()),
        repository_path: None,
        today,
        left_out: 0,
        diagnostics: Vec::new(),
    })
}

/// Whether a path is a folder.
pub fn is_folder(path: &Path) -> bool {
    path.is_dir()
}

/// The bytes of a file that documents link to.
pub fn asset(snapshot: &Snapshot, path: &str) -> Result<Vec<u8>, Trouble> {
    let path = snapshot.root.join(path);
    std::fs::read(&path).map_err(|error| Trouble::io("read", &path, &error))
}
