//! What `sys` read, as plain values: the only input of the pipeline besides the configuration.
//!
//! Absent on purpose: Markdown, disk access. A snapshot is complete: no later stage asks for more.

pub mod difference;
pub mod forge;
pub mod git;
pub mod key;
pub mod picture;

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use crate::base::dates::Date;
use crate::diag::Diagnostic;
pub use git::{Commit, Git, History, Past};

/// The name of the configuration file in the content folder.
pub const CONFIG: &str = "featsite.yaml";

/// The folder of the user's theme where the configuration names none.
pub const THEME: &str = "theme";

/// One Markdown file.
#[derive(Clone, Debug)]
pub struct SourceFile {
    /// Path below the content folder, with `/`.
    pub path: Arc<str>,
    /// The whole text, invalid UTF-8 replaced, byte order mark kept out.
    pub text: Arc<str>,
    /// BLAKE3 of the bytes on disk.
    pub hash: [u8; 32],
    /// Set where the file is over the size limit: its page shows the escaped source and nothing is read from it.
    pub oversized: bool,
}

/// The content folder at one moment, sorted by path, and everything else a build depends on.
#[derive(Clone, Debug)]
pub struct Snapshot {
    /// The Markdown files, sorted by path.
    pub files: Vec<SourceFile>,
    /// Every other regular file that may be linked, with its size in bytes.
    pub assets: BTreeMap<Arc<str>, u64>,
    /// Width and height of those of them that are pictures, where their first bytes tell.
    pub pictures: BTreeMap<Arc<str>, (u32, u32)>,
    /// The text of `featsite.yaml` where there is one.
    pub config: Option<Arc<str>>,
    /// The user's `theme/` folder: path below it to bytes.
    pub theme: BTreeMap<String, Arc<[u8]>>,
    /// Where the user's theme lies, as a path below the content folder.
    pub theme_folder: String,
    /// Where the content folder lies on disk: only `sys` looks at it, to copy what is linked.
    pub root: PathBuf,
    /// Name of the content folder as the user wrote it, for messages and the empty site.
    pub folder: String,
    /// The content folder's path inside its repository, with `/`, empty at the repository's root; `None` without git.
    pub repository_path: Option<String>,
    /// What git knows of the folder; `None` without git.
    pub git: Option<Git>,
    /// Today's date: an input, so that what depends on it can be reproduced.
    pub today: Date,
    /// How many files and folders were left out as hidden, ignored or excluded.
    pub left_out: usize,
    /// What reading found: unreadable files, invalid UTF-8, oversized files.
    pub diagnostics: Vec<Diagnostic>,
}

impl Snapshot {
    /// A snapshot of texts in memory, for whoever has no disk: tests, and programs that use the library.
    pub fn of(files: &[(&str, &str)]) -> Self {
        let mut files: Vec<SourceFile> = files
            .iter()
            .map(|(path, text)| SourceFile {
                path: Arc::from(*path),
                text: Arc::from(*text),
                hash: *blake3::hash(text.as_bytes()).as_bytes(),
                oversized: false,
            })
            .collect();
        files.sort_by(|a, b| a.path.cmp(&b.path));
        Self {
            files,
            assets: BTreeMap::new(),
            pictures: BTreeMap::new(),
            config: None,
            theme: BTreeMap::new(),
            theme_folder: THEME.to_owned(),
            root: PathBuf::new(),
            folder: "content".to_owned(),
            repository_path: None,
            git: None,
            today: Date::constant(2026, 11, 21),
            left_out: 0,
            diagnostics: Vec::new(),
        }
    }

    /// The file at a path.
    pub fn file(&self, path: &str) -> Option<&SourceFile> {
        self.files.binary_search_by(|file| (*file.path).cmp(path)).ok().map(|at| &self.files[at])
    }

    /// The text of a Markdown file, of the configuration or of a file of the theme: whatever a finding may point into.
    pub fn text(&self, path: &str) -> Option<&str> {
        match self.file(path) {
            Some(file) => Some(&file.text),
            None if path == CONFIG => self.config.as_deref(),
            None => {
                let inner = path.strip_prefix(self.theme_folder.as_str())?.strip_prefix('/')?;
                std::str::from_utf8(self.theme.get(inner)?).ok()
            }
        }
    }
}
