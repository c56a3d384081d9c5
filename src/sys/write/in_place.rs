//! Replacing files one by one, where the output cannot be exchanged: it is a mount point, the process runs in it, or it
//! holds files that are not ours. Assets first, so that no page asks for one that is not there; removals last.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io;
use std::path::Path;

use super::manifest::{self, MANIFEST};
use super::stage::same;
use super::stand::Stand;
use crate::base::paths;
use crate::sys::Trouble;

/// The files of the old and the new site.
pub struct Files {
    /// What the old manifest lists.
    pub old: BTreeSet<String>,
    /// New files and files with new bytes.
    pub changed: BTreeSet<String>,
    /// Files that stay as they are.
    pub unchanged: BTreeSet<String>,
}

impl Files {
    /// Whether the new site has the files of the old one with the same bytes, and no others.
    pub fn are_same(&self) -> bool {
        self.changed.is_empty() && self.old == self.unchanged
    }
}

/// Moves the files of `tree` into `output` and removes what the new site lacks. Gives how the manifest stands.
pub fn replace(tree: &Path, output: &Path, files: &Files, force: bool) -> Result<Stand, Trouble> {
    fs::create_dir_all(output).map_err(|error| Trouble::io("make the folder", output, &error))?;
    let trouble = |path: &str, error: io::Error| Trouble::io("write", &output.join(path), &error);
    for file in &files.changed {
        check(tree, output, file, files, force)?;
    }
    // Whatever happens on the way, everything of ours is listed.
    let new = || files.changed.iter().chain(&files.unchanged);
    let _ = list(tree, output, files.old.iter().chain(new()))?;
    let is_page = |file: &&String| file.ends_with(".html");
    let ordered = files.changed.iter().filter(|file| !is_page(file)).chain(files.changed.iter().filter(is_page));
    for file in ordered {
        clear_way(output, file, files).map_err(|error| trouble(file, error))?;
        fs::create_dir_all(output.join(paths::parent(file))).map_err(|error| trouble(file, error))?;
        fs::rename(tree.join(file), output.join(file)).map_err(|error| trouble(file, error))?;
    }
    let gone = files.old.iter().filter(|file| !files.changed.contains(*file) && !files.unchanged.contains(*file));
    manifest::remove(output, gone.map(String::as_str)).map_err(|error| Trouble::io("clear", output, &error))?;
    list(tree, output, new())
}

/// Writes the manifest beside and moves it over the old one. Gives how it stands.
fn list<'a>(tree: &Path, output: &Path, files: impl Iterator<Item = &'a String>) -> Result<Stand, Trouble> {
    let (from, to) = (tree.join(MANIFEST), output.join(MANIFEST));
    // It may be one file with the one that stands in the output.
    let _ = fs::remove_file(&from);
    fs::write(&from, manifest::bytes(files.map(String::as_str)))
        .and_then(|()| fs::rename(&from, &to))
        .and_then(|()| Ok(Stand::of(&fs::symlink_metadata(&to)?)))
        .map_err(|error| Trouble::io("write", &to, &error))
}

/// Refuses to write over what is not ours, or through a link to somewhere else.
fn check(tree: &Path, output: &Path, file: &str, files: &Files, force: bool) -> Result<(), Trouble> {
    let refused = |path: &str| {
        Trouble::new(format!(
            "`{}` is in the way of the page of that name and was not made by featsite",
            output.join(path).display()
        ))
        .help("move it away, or name another folder with `--output DIR`")
    };
    for folder in paths::ancestors(file).filter(|folder| !folder.is_empty()) {
        let there = fs::symlink_metadata(output.join(folder));
        if there.is_ok_and(|data| !data.is_dir()) && !files.old.contains(folder) {
            return Err(refused(folder));
        }
    }
    let path = output.join(file);
    let Ok(data) = fs::symlink_metadata(&path) else { return Ok(()) };
    let equal = || {
        let (mut a, mut b) = (File::open(&path)?, File::open(tree.join(file))?);
        same(&mut a, &mut b)
    };
    let ours = files.old.contains(file) && data.is_file();
    let was_our_folder = data.is_dir() && files.old.iter().any(|old| old.starts_with(&format!("{file}/")));
    let allowed = ours || was_our_folder || (data.is_file() && (force || equal().unwrap_or(false)));
    if allowed { Ok(()) } else { Err(refused(file)) }
}

/// Removes our own old files where a file becomes a folder or a folder a file.
fn clear_way(output: &Path, file: &str, files: &Files) -> io::Result<()> {
    let folders = paths::ancestors(file).filter(|folder| files.old.contains(*folder));
    manifest::remove(output, folders)?;
    if output.join(file).is_dir() {
        let below = format!("{file}/");
        let inner = files.old.iter().filter(|old| old.starts_with(&below));
        manifest::remove(output, inner.map(String::as_str))?;
    }
    Ok(())
}
