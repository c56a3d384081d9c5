//! What is left out: hidden, git-ignored, folders of tools, excluded by the configuration; and what is read all the
//! same because the configuration includes it.

use std::fs;
use std::path::{Path, PathBuf};

use globset::{GlobBuilder, GlobSet, GlobSetBuilder};
use ignore::Match;
use ignore::gitignore::{Gitignore, GitignoreBuilder};

use crate::config::Config;
use crate::sys::write::MANIFEST;

/// Folders that hold what tools made, never documents.
pub const TOOLS: [&str; 3] = ["node_modules", "target", "_site"];

/// The rules of one walk; those of nested `.gitignore` files come and go with their folders.
pub struct Rules {
    root: PathBuf,
    include: GlobSet,
    /// The folders an include glob names before its first wildcard.
    include_folders: Vec<String>,
    exclude: GlobSet,
    /// With the depth of their folder below the root; files above the root have depth 0. Nearest last.
    ignores: Vec<(usize, Gitignore)>,
}

impl Rules {
    /// The rules at the root, with those of the repository around it.
    pub fn new(root: &Path, config: &Config) -> Self {
        let mut ignores = Vec::new();
        if let Some(repository) = repository(root) {
            let mut above: Vec<&Path> =
                root.ancestors().skip(1).take_while(|path| path.starts_with(repository)).collect();
            above.reverse();
            ignores.extend(gitignore(repository, &repository.join(".git/info/exclude")).map(|rules| (0, rules)));
            ignores.extend(above.iter().filter_map(|path| Some((0, gitignore(path, &path.join(".gitignore"))?))));
        }
        let include_folders = config.include.iter().map(|glob| fixed_folder(glob)).collect();
        Self {
            root: root.to_path_buf(),
            include: globs(&config.include),
            include_folders,
            exclude: globs(&config.exclude),
            ignores,
        }
    }

    /// Takes up the `.gitignore` of a folder at this depth, and drops those of folders that are left.
    pub fn enter(&mut self, folder: &Path, depth: usize) {
        self.leave(depth);
        self.ignores.extend(gitignore(folder, &folder.join(".gitignore")).map(|rules| (depth + 1, rules)));
    }

    /// Drops the rules of folders deeper than what lies at this depth.
    pub fn leave(&mut self, depth: usize) {
        while self.ignores.last().is_some_and(|(of, _)| *of > depth) {
            self.ignores.pop();
        }
    }

    /// Whether the configuration names this path in `include`.
    pub fn included(&self, path: &str) -> bool {
        self.include.is_match(path)
    }

    /// Whether something below a folder may be included although the folder is left out.
    pub fn may_hold_included(&self, folder: &str) -> bool {
        self.include_folders.iter().any(|fixed| inside(folder, fixed) || inside(fixed, folder))
    }

    /// Whether a path is left out.
    pub fn left_out(&self, path: &str, name: &str, is_folder: bool) -> bool {
        if self.exclude.is_match(path) || name.starts_with('.') {
            return true;
        }
        let full = self.root.join(path);
        if is_folder && (TOOLS.contains(&name) || full.join(MANIFEST).is_file()) {
            return true;
        }
        let nearest = self.ignores.iter().rev().find_map(|(_, rules)| match rules.matched(&full, is_folder) {
            Match::None => None,
            Match::Ignore(_) => Some(true),
            Match::Whitelist(_) => Some(false),
        });
        nearest.unwrap_or(false)
    }
}

/// The root of the repository a folder lies in.
pub fn repository(folder: &Path) -> Option<&Path> {
    folder.ancestors().find(|path| path.join(".git").exists())
}

/// The rules of a file of ignore patterns, where it is a regular file with rules in it. Bad patterns are passed over,
/// as git does.
fn gitignore(folder: &Path, file: &Path) -> Option<Gitignore> {
    if !fs::symlink_metadata(file).is_ok_and(|data| data.is_file()) {
        return None;
    }
    let mut builder = GitignoreBuilder::new(folder);
    builder.add(file);
    builder.build().ok().filter(|rules| !rules.is_empty())
}

/// The globs that are well formed; the configuration's reader has reported the others. A glob names a file or a
/// folder, and with a folder everything in it.
fn globs(patterns: &[String]) -> GlobSet {
    let mut builder = GlobSetBuilder::new();
    for pattern in patterns {
        let pattern = pattern.trim_start_matches("./").trim_start_matches('/').trim_end_matches('/');
        for pattern in [pattern.to_owned(), format!("{pattern}/**")] {
            if let Ok(glob) = GlobBuilder::new(&pattern).literal_separator(true).build() {
                builder.add(glob);
            }
        }
    }
    builder.build().unwrap_or_else(|_| GlobSet::empty())
}

/// The folders of a glob before its first wildcard.
fn fixed_folder(glob: &str) -> String {
    let glob = glob.trim_start_matches("./").trim_start_matches('/');
    let pieces: Vec<&str> = glob.split('/').take_while(|piece| !piece.contains(['*', '?', '[', '{'])).collect();
    pieces.join("/")
}

/// Whether `path` is `folder` or lies in it; everything lies in the root, which is empty.
fn inside(path: &str, folder: &str) -> bool {
    folder.is_empty() || path.strip_prefix(folder).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}
