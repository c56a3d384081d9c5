//! The list of what is ours in an output folder. It may come from anywhere (a cloned repository), so a path in it
//! counts only where it stays inside the folder.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::base::paths;

/// The name of the file in an output folder that lists what is ours.
pub const MANIFEST: &str = ".featsite-manifest.json";

#[derive(Serialize, Deserialize)]
struct Manifest {
    featsite: u32,
    files: Vec<String>,
}

/// Reads the manifest of a folder; `None` where there is none. A damaged one lists nothing, so nothing is removed.
pub fn read(folder: &Path) -> Option<BTreeSet<String>> {
    let path = folder.join(MANIFEST);
    if !fs::symlink_metadata(&path).ok()?.is_file() {
        return None;
    }
    let text = fs::read_to_string(path).ok()?;
    let manifest: Option<Manifest> = serde_json::from_str(&text).ok();
    Some(
        manifest.map_or_else(BTreeSet::new, |manifest| manifest.files.into_iter().filter(|path| stays(path)).collect()),
    )
}

/// The manifest's bytes for these paths.
pub fn bytes<'a>(files: impl IntoIterator<Item = &'a str>) -> Vec<u8> {
    let files: BTreeSet<&str> = files.into_iter().collect();
    let mut out = String::from("{\"featsite\":1,\"files\":[");
    for (at, file) in files.iter().enumerate() {
        out.push_str(if at == 0 { "\n" } else { ",\n" });
        out.push_str(&serde_json::Value::from(*file).to_string());
    }
    out.push_str("\n]}\n");
    out.into_bytes()
}

/// Whether a path below a folder leads nowhere else and is not the manifest's own.
pub fn stays(path: &str) -> bool {
    path != MANIFEST && paths::stays_inside(path)
}

/// Removes the files listed and the folders that are empty then. Nothing is reached through a link, and what has
/// become a folder stays.
pub fn remove<'a>(folder: &Path, files: impl IntoIterator<Item = &'a str>) -> io::Result<()> {
    // Asked once for all files of a folder.
    let mut real: BTreeMap<&str, bool> = BTreeMap::new();
    let mut left: BTreeSet<&str> = BTreeSet::new();
    for file in files.into_iter().filter(|file| stays(file)) {
        let above = paths::parent(file);
        let path = folder.join(file);
        if !*real.entry(above).or_insert_with(|| is_real(folder, above))
            || !fs::symlink_metadata(&path).is_ok_and(|data| data.is_file())
        {
            continue;
        }
        match fs::remove_file(path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
        left.extend(paths::ancestors(file).filter(|above| !above.is_empty()));
    }
    // What lies in a folder comes behind it. Fails for a folder that holds something, and is to.
    for above in left.iter().rev() {
        let _ = fs::remove_dir(folder.join(above));
    }
    Ok(())
}

/// Whether a folder below another one, and every one on the way, is a real one.
fn is_real(folder: &Path, below: &str) -> bool {
    let mut path = folder.to_path_buf();
    below.split('/').filter(|piece| !piece.is_empty()).all(|piece| {
        path.push(piece);
        fs::symlink_metadata(&path).is_ok_and(|data| data.is_dir())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_that_lead_elsewhere_do_not_count() {
        for path in ["a.html", "a/b/c.html", ".nojekyll", "ü/…/x y.html"] {
            assert!(stays(path), "{path}");
        }
        for path in ["", "/etc/passwd", "../x", "a/../../x", "a//b", "a/", ".", "a/./b", "x\0y", MANIFEST] {
            assert!(!stays(path), "{path:?}");
        }
    }

    #[test]
    fn what_is_written_is_read_again() {
        let folder = tempfile::tempdir().expect("a folder");
        assert_eq!(read(folder.path()), None);
        let files = ["b.html", "a \"quoted\"\n.html", "../out", "a/b.html"];
        fs::write(folder.path().join(MANIFEST), bytes(files)).expect("written");
        let expected: BTreeSet<String> =
            ["a \"quoted\"\n.html", "a/b.html", "b.html"].iter().map(|path| (*path).to_owned()).collect();
        assert_eq!(read(folder.path()), Some(expected));
        fs::write(folder.path().join(MANIFEST), "damaged").expect("written");
        assert_eq!(read(folder.path()), Some(BTreeSet::new()));
    }

    #[test]
    fn only_listed_files_are_removed() {
        let folder = tempfile::tempdir().expect("a folder");
        let root = folder.path().join("site");
        for path in ["site/a/b.html", "site/a/keep.txt", "site/c/d.html", "outside.txt"] {
            let path = folder.path().join(path);
            fs::create_dir_all(path.parent().expect("a parent")).expect("made");
            fs::write(path, "x").expect("written");
        }
        remove(&root, ["a/b.html", "c/d.html", "../outside.txt", "gone.html", "a"]).expect("removed");
        assert!(!root.join("a/b.html").exists());
        assert!(root.join("a/keep.txt").exists());
        assert!(!root.join("c").exists());
        assert!(folder.path().join("outside.txt").exists());
    }
}
