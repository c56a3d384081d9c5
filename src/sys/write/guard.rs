//! Which folders are never written to, and what stands in the one that is.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

use walkdir::WalkDir;

use super::manifest::{self, MANIFEST};
use super::stand::{Stand, Stands};
use super::workspace::INSIDE;
use crate::source::Snapshot;
use crate::sys::read::slashed;
use crate::sys::{Trouble, env};

/// What publishing puts beside a site: a folder that holds nothing else may be written to without being asked.
const HARMLESS: [&str; 3] = [".git", ".nojekyll", "CNAME"];

/// What stands in an output folder.
#[derive(Debug, Default)]
pub struct Standing {
    /// Our files, by our own manifest.
    pub ours: BTreeSet<String>,
    /// Those of them that are there as regular files in real folders, and the manifest, with how they stand.
    pub there: Stands,
    /// Whether there is anything else.
    pub foreign: bool,
}

/// The real place of an output folder that may not be there yet.
pub fn resolve(output: &Path) -> Result<PathBuf, Trouble> {
    let trouble = |error: io::Error| Trouble::io("use the output folder", output, &error);
    let wanted = env::absolute(output).map_err(trouble)?;
    let mut above = wanted.as_path();
    let mut rest = Vec::new();
    loop {
        match above.canonicalize() {
            Ok(real) if rest.is_empty() && !real.is_dir() => {
                return Err(Trouble::new(format!("the output `{}` is a file, not a folder", output.display()))
                    .help("name a folder with `--output DIR`"));
            }
            Ok(real) => return Ok(rest.iter().rev().fold(real, |path, piece| path.join(piece))),
            // A link that leads nowhere is there and still cannot be resolved.
            Err(error) if fs::symlink_metadata(above).is_ok() => return Err(trouble(error)),
            Err(error) => match (above.components().next_back(), above.parent()) {
                (Some(Component::Normal(name)), Some(parent)) => {
                    rest.push(name.to_owned());
                    above = parent;
                }
                _ => return Err(trouble(error)),
            },
        }
    }
}

/// Refuses folders that hold the sources or are nobody's output.
pub fn refuse(output: &Path, snapshot: &Snapshot) -> Result<(), Trouble> {
    let shown = output.display();
    let refused = |why: String| Err(Trouble::new(why).help("name another folder with `--output DIR`, such as `_site`"));
    if output.parent().is_none() {
        return refused(format!("the output `{shown}` is the root of the file system"));
    }
    if env::home().is_some_and(|home| home.starts_with(output)) {
        return refused(format!("the output `{shown}` is your home folder or holds it"));
    }
    if snapshot.root.starts_with(output) {
        return refused(format!("the output `{shown}` holds the sources"));
    }
    if output.components().any(|piece| piece.as_os_str() == ".git") {
        return refused(format!("the output `{shown}` lies inside a repository's own data"));
    }
    let Ok(inside) = output.strip_prefix(&snapshot.root) else { return Ok(()) };
    let folder = format!("{}/", slashed(inside));
    let source = snapshot.files.iter().map(|file| &file.path).find(|path| path.starts_with(&folder));
    if let Some(source) = source {
        return refused(format!("the output `{shown}` holds the source `{source}`"));
    }
    if !snapshot.theme.is_empty() && output.starts_with(snapshot.root.join(&snapshot.theme_folder)) {
        return refused(format!("the output `{shown}` lies in the theme"));
    }
    Ok(())
}

/// Looks at what stands in the output.
pub fn survey(output: &Path, force: bool) -> Result<Standing, Trouble> {
    if !output.exists() {
        return Ok(Standing::default());
    }
    let listed = manifest::read(output);
    let ours = listed.clone().unwrap_or_default();
    let folders: BTreeSet<&str> = ours.iter().flat_map(|file| crate::base::paths::ancestors(file)).collect();
    let mut foreign: Vec<String> = Vec::new();
    let mut there = Stands::new();
    let mut entries = WalkDir::new(output).min_depth(1).sort_by_file_name().into_iter();
    while let Some(entry) = entries.next() {
        let entry = entry.map_err(|error| {
            let cause = error.io_error().map_or_else(|| error.to_string(), ToString::to_string);
            Trouble::new(format!("cannot read the output `{}`: {cause}", output.display()))
        })?;
        let path = entry.path().strip_prefix(output).map(slashed).unwrap_or_default();
        let kind = entry.file_type();
        let known = entry.file_name().to_str().is_some()
            && (path == MANIFEST
                || path == INSIDE
                || (kind.is_file() && ours.contains(&path))
                || (kind.is_dir() && folders.contains(path.as_str())));
        if kind.is_dir() && (!known || path == INSIDE) {
            entries.skip_current_dir();
        }
        if !known {
            foreign.push(path);
        } else if let (true, Ok(data)) = (kind.is_file(), entry.metadata()) {
            there.insert(path, Stand::of(&data));
        }
    }
    let first = foreign.iter().find(|path| !HARMLESS.contains(&path.as_str()));
    if let (None, Some(first), false) = (&listed, first, force) {
        return Err(Trouble::new(format!(
            "the output `{}` is not empty and was not made by featsite: it holds `{first}`",
            output.display()
        ))
        .help(
            "name another folder with `--output DIR`, or add `--force` to write into this one: \
             what is there stays, except files that have the name of a page",
        ));
    }
    Ok(Standing { foreign: !foreign.is_empty(), ours, there })
}
