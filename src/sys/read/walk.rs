//! The walk over the content folder: which files are documents, which may be linked, which are left out.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use walkdir::{DirEntry, WalkDir};

use super::rules::Rules;
use super::{at, plain, unreadable};
use crate::base::paths;
use crate::config::Config;
use crate::diag::{Diagnostic, Severity};
use crate::source::THEME;
use crate::theme::Theme;

/// A Markdown file.
pub struct Found {
    /// Its path below the root, with `/`.
    pub path: String,
    /// Where it lies, which is no symbolic link.
    pub real: PathBuf,
}

/// What a walk found.
#[derive(Default)]
pub struct Listing {
    /// Markdown files.
    pub files: Vec<Found>,
    /// Other regular files with their sizes.
    pub assets: BTreeMap<Arc<str>, u64>,
    /// Files of the user's theme: path below it, and where it lies.
    pub theme: BTreeMap<String, PathBuf>,
    /// Every folder that was looked into, the root first, and those that symbolic links lead into.
    pub folders: Vec<PathBuf>,
    /// How many files and folders were left out.
    pub left_out: usize,
    /// What was odd.
    pub diagnostics: Vec<Diagnostic>,
}

/// Walks a folder, which is canonical.
pub fn walk(root: &Path, config: &Config) -> Listing {
    let mut listing = Listing::default();
    listing.folders.push(root.to_path_buf());
    let mut rules = Rules::new(root, config);
    rules.enter(root, 0);
    // Depth of the folder that is left out as a whole but may hold something included.
    let mut hidden_below: Option<usize> = None;
    let mut entries = WalkDir::new(root).min_depth(1).follow_links(false).sort_by_file_name().into_iter();
    while let Some(entry) = entries.next() {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                listing.diagnostics.extend(folder_trouble(root, &error));
                continue;
            }
        };
        let Ok(below) = entry.path().strip_prefix(root) else { continue };
        let path = slashed(below);
        let name = entry.file_name().to_string_lossy();
        let is_folder = entry.file_type().is_dir();
        rules.leave(entry.depth());
        if hidden_below.is_some_and(|depth| entry.depth() <= depth) {
            hidden_below = None;
        }
        let left_out = hidden_below.is_some() || rules.left_out(&path, &name, is_folder);
        if left_out && !rules.included(&path) {
            if !is_folder {
                listing.left_out += usize::from(hidden_below.is_none());
            } else if rules.may_hold_included(&path) {
                listing.left_out += usize::from(hidden_below.is_none());
                hidden_below.get_or_insert(entry.depth());
                listing.folders.push(entry.path().to_path_buf());
            } else {
                listing.left_out += usize::from(hidden_below.is_none());
                entries.skip_current_dir();
            }
            continue;
        }
        if is_folder {
            rules.enter(entry.path(), entry.depth());
            listing.folders.push(entry.path().to_path_buf());
        } else {
            listing.take(root, &entry, path, config);
        }
    }
    listing.files.sort_by(|a, b| a.path.cmp(&b.path));
    listing
}

impl Listing {
    /// Takes up one entry that is no folder and is not left out.
    fn take(&mut self, root: &Path, entry: &DirEntry, path: String, config: &Config) {
        let markdown = is_markdown(&path);
        let mut real = entry.path().to_path_buf();
        if entry.path_is_symlink() {
            match linked(root, entry.path(), &path) {
                Ok(target) => {
                    // What it leads to may lie where nothing else is looked at.
                    self.folders.extend(target.parent().map(Path::to_path_buf));
                    real = target;
                }
                Err(finding) => {
                    self.diagnostics.push(*finding);
                    return;
                }
            }
        } else if !entry.file_type().is_file() {
            if markdown {
                self.diagnostics.push(unreadable(&path, &io::Error::other("it is not a regular file")));
            }
            return;
        }
        // A name that is not UTF-8 has no spelling of its own in links: it is shown with replacement characters.
        if entry.file_name().to_str().is_none() {
            let finding = Diagnostic::new(
                "odd-file-name",
                Severity::Warning,
                at(&path),
                format!("the file name `{}` is not UTF-8", paths::file_name(&path)),
            );
            self.diagnostics.push(finding.help("rename the file: nothing can link to it"));
            if !markdown || self.files.iter().any(|file| file.path == path) {
                return;
            }
        }
        let theme = config.theme.as_deref().unwrap_or(THEME);
        let inner = path.strip_prefix(theme).and_then(|rest| rest.strip_prefix('/'));
        if let Some(inner) = inner.filter(|inner| Theme::is_of_documents(inner)) {
            self.theme.insert(inner.to_owned(), real);
            return;
        }
        if markdown {
            self.files.push(Found { path, real });
            return;
        }
        if let Some(inner) = inner
            && (inner.starts_with("templates/") || inner.starts_with("assets/"))
        {
            self.theme.insert(inner.to_owned(), real);
        }
        let size = fs::metadata(entry.path()).map_or(0, |data| data.len());
        self.assets.insert(Arc::from(path), size);
    }
}

/// What a symbolic link leads to, or why it is not read: only links to regular files inside the root are, and to none that
/// is hidden.
pub fn linked(root: &Path, link: &Path, path: &str) -> Result<PathBuf, Box<Diagnostic>> {
    let name = paths::file_name(path);
    let warn = |message: String, help: &str| {
        Err(Box::new(Diagnostic::new("symlink", Severity::Warning, at(path), message).help(help.to_owned())))
    };
    let target = match link.canonicalize() {
        Ok(target) => target,
        Err(error) => {
            let message = format!("the symbolic link `{name}` leads nowhere: {}", plain(&error));
            return warn(message, "remove it, or let it lead to a file in the content folder");
        }
    };
    let Ok(below) = target.strip_prefix(root) else {
        let message = format!("the symbolic link `{name}` leads out of the content folder");
        return warn(message, "copy the file into the content folder; nothing outside it is read");
    };
    let hidden = below.components().any(|piece| piece.as_os_str().to_string_lossy().starts_with('.'));
    if target.is_dir() {
        let message = format!("the symbolic link `{name}` leads to a folder and is not followed");
        return warn(message, "what lies in that folder is read where it is");
    }
    if hidden || !target.is_file() {
        let message = format!("the symbolic link `{name}` leads to something that is not read");
        return warn(message, "let it lead to a regular file that is not hidden");
    }
    Ok(target)
}

fn folder_trouble(root: &Path, error: &walkdir::Error) -> Option<Diagnostic> {
    let path = slashed(error.path()?.strip_prefix(root).ok()?);
    let cause = error.io_error().map_or_else(|| error.to_string(), plain);
    let message = format!("the folder `{path}` cannot be read: {cause}");
    let finding = Diagnostic::new("unreadable-file", Severity::Error, at(&path), message);
    Some(finding.help("mend its permissions, or leave it out with `exclude` in `featsite.yaml`"))
}

/// Whether a file is Markdown by its name.
pub fn is_markdown(path: &str) -> bool {
    let extension = paths::extension(path);
    extension.eq_ignore_ascii_case("md") || extension.eq_ignore_ascii_case("markdown")
}

/// A path below the root with `/` between its pieces on every system.
pub fn slashed(path: &Path) -> String {
    let pieces: Vec<_> = path
        .components()
        .filter_map(|piece| match piece {
            Component::Normal(name) => Some(name.to_string_lossy()),
            _ => None,
        })
        .collect();
    pieces.join("/")
}
