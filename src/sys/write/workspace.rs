//! The folder a new tree is made in, and the lock that keeps two builds apart.
//!
//! It lies beside the output and is gone when the build ends. One that a killed build left behind is cleared by the
//! next build, which needs no help.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use super::manifest;
use crate::sys::Trouble;

/// The workspace's name inside an output that has no place beside it.
pub const INSIDE: &str = ".featsite-work";
/// How often the lock is taken anew because its owner removed it in the same moment.
const ATTEMPTS: usize = 100;

/// A locked workspace.
pub struct Workspace {
    folder: PathBuf,
    beside: bool,
    lock: Option<File>,
}

impl Workspace {
    /// Takes the workspace of an output, and clears what a killed build left in it.
    pub fn acquire(output: &Path) -> Result<Self, Trouble> {
        let parent = output.parent().unwrap_or(output);
        fs::create_dir_all(parent).map_err(|error| Trouble::io("make the folder", parent, &error))?;
        let name = output.file_name().unwrap_or_default().to_string_lossy();
        let beside = parent.join(format!(".{name}.featsite-work"));
        let one_file_system = !output.exists() || same_file_system(output, parent);
        let (folder, is_beside) = match one_file_system.then(|| make(&beside)) {
            Some(Ok(())) => (beside, true),
            Some(Err(error)) if !output.exists() => {
                return Err(Trouble::io("make the folder", &beside, &error)
                    .help("the new site is made beside the output: make the folder above it writable"));
            }
            _ => {
                let inside = output.join(INSIDE);
                make(&inside).map_err(|error| Trouble::io("write into", output, &error))?;
                (inside, false)
            }
        };
        let lock = lock(&folder, output)?;
        let workspace = Self { folder, beside: is_beside, lock };
        workspace.recover(output).map_err(|error| Trouble::io("clear", &workspace.folder, &error))?;
        Ok(workspace)
    }

    /// Whether it lies beside the output, on the same file system.
    pub fn is_beside(&self) -> bool {
        self.beside
    }

    /// Where the new tree is made.
    pub fn new_tree(&self) -> PathBuf {
        self.folder.join("new")
    }

    /// A file that may be written to see what time the file system has.
    pub fn probe(&self) -> PathBuf {
        self.folder.join("moment")
    }

    /// Where the old tree waits when the two cannot be exchanged in one step.
    pub fn old_tree(&self) -> PathBuf {
        self.folder.join("old")
    }

    /// Puts right what a killed build left: between two renames the old site waits here and the output is missing.
    fn recover(&self, output: &Path) -> io::Result<()> {
        let (new, old) = (self.new_tree(), self.old_tree());
        if fs::symlink_metadata(&old).is_ok() {
            if output.exists() {
                clear(&old, output)?;
            } else {
                fs::rename(&old, output)?;
            }
        }
        clear(&new, output)
    }
}

impl Drop for Workspace {
    fn drop(&mut self) {
        // Nothing more can be done where this fails: the next build clears it.
        let _ = fs::remove_dir_all(self.new_tree());
        let _ = fs::remove_file(self.probe());
        let _ = fs::remove_file(self.folder.join("lock"));
        let _ = fs::remove_dir(&self.folder);
        self.lock = None;
    }
}

/// Clears a tree that is no longer needed. A tree without a manifest was never finished and is all ours. Of a finished
/// one only our files go; what else turned up in it while it was the output goes back there.
pub fn clear(tree: &Path, output: &Path) -> io::Result<()> {
    match fs::symlink_metadata(tree) {
        Err(_) => return Ok(()),
        Ok(data) if !data.is_dir() => return fs::remove_file(tree),
        Ok(_) => {}
    }
    if let Some(ours) = manifest::read(tree) {
        manifest::remove(tree, ours.iter().map(String::as_str))?;
        for entry in walkdir::WalkDir::new(tree).min_depth(1).into_iter().flatten() {
            let Ok(below) = entry.path().strip_prefix(tree) else { continue };
            let back = output.join(below);
            if !entry.file_type().is_dir() && below != Path::new(manifest::MANIFEST) && !back.exists() {
                fs::create_dir_all(back.parent().unwrap_or(output))?;
                fs::rename(entry.path(), back)?;
            }
        }
    }
    fs::remove_dir_all(tree)
}

/// Makes a folder, or takes one that is there already. A link of that name is refused.
fn make(folder: &Path) -> io::Result<()> {
    match fs::create_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            let data = fs::symlink_metadata(folder);
            if data.is_ok_and(|data| data.is_dir()) { Ok(()) } else { Err(error) }
        }
        done => done,
    }
}

/// Locks a workspace. The file system may know no locks: then there is none.
fn lock(folder: &Path, output: &Path) -> Result<Option<File>, Trouble> {
    let path = folder.join("lock");
    for _ in 0..ATTEMPTS {
        if let Err(error) = make(folder) {
            return Err(Trouble::io("make the folder", folder, &error));
        }
        let file = match OpenOptions::new().create(true).truncate(false).write(true).open(&path) {
            Ok(file) => file,
            // Its owner has just removed the folder.
            Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
            Err(error) => return Err(Trouble::io("lock", &path, &error)),
        };
        match file.try_lock() {
            Ok(()) if still_there(&file, &path) => return Ok(Some(file)),
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                return Err(Trouble::new(format!("another build is writing to `{}`", output.display()))
                    .help("wait for it to end, or name another folder with `--output DIR`"));
            }
            Err(TryLockError::Error(_)) => return Ok(None),
        }
    }
    Err(Trouble::new(format!("`{}` cannot be locked: other builds keep taking it", output.display())))
}

/// Whether the file that was locked is still the one at its path: its last owner may have removed it in between.
#[cfg(unix)]
fn still_there(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let key = |data: fs::Metadata| (data.dev(), data.ino());
    match (file.metadata(), fs::symlink_metadata(path)) {
        (Ok(locked), Ok(present)) => key(locked) == key(present),
        _ => false,
    }
}

/// A file that is open cannot be removed here.
#[cfg(not(unix))]
fn still_there(_file: &File, path: &Path) -> bool {
    path.exists()
}

#[cfg(unix)]
fn same_file_system(a: &Path, b: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let device = |path: &Path| fs::metadata(path).map(|data| data.dev()).ok();
    device(a) == device(b)
}

#[cfg(not(unix))]
fn same_file_system(_: &Path, _: &Path) -> bool {
    true
}
