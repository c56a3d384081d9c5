//! One file where its author wants it: a part of the theme that is going to be changed, an export.

use std::ffi::OsString;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::sys::Trouble;

/// Writes a new file and the folders above it. `false`, and nothing written, where a file is there and `force` is not
/// given.
pub fn file(path: &Path, bytes: &[u8], force: bool) -> Result<bool, Trouble> {
    file_as_made(path, force, |out| out.write_all(bytes))
}

/// The same of bytes that are made piece by piece. Where making them fails what was there stays.
pub fn file_as_made(
    path: &Path,
    force: bool,
    make: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Result<bool, Trouble> {
    if let Some(above) = path.parent() {
        fs::create_dir_all(above).map_err(|error| Trouble::io("make the folder", above, &error))?;
    }
    if force {
        return match standing(path) {
            Some(file) => replaced(&file, make),
            // A pipe or a device takes what it is given, piece by piece.
            None => OpenOptions::new().write(true).open(path).and_then(|file| filled(file, make)),
        }
        .map(|()| true)
        .map_err(|error| Trouble::io("write", path, &error));
    }
    let made = match OpenOptions::new().write(true).create_new(true).open(path) {
        Ok(file) => filled(file, make).inspect_err(|_| drop(fs::remove_file(path))),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => return Ok(false),
        Err(error) => Err(error),
    };
    made.map(|()| true).map_err(|error| Trouble::io("write", path, &error))
}

/// Where a file stands, or is going to; `None` where something else is there. Of a link it is what it leads to.
fn standing(path: &Path) -> Option<PathBuf> {
    match fs::metadata(path) {
        Ok(data) if data.is_file() => path.canonicalize().ok(),
        Err(_) if fs::symlink_metadata(path).is_err() => Some(path.to_path_buf()),
        _ => None,
    }
}

/// Writes beside a file and moves it to its place: until the new one is whole the old one stays.
fn replaced(path: &Path, make: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    let mut name = OsString::from(".");
    name.push(path.file_name().ok_or(io::ErrorKind::InvalidInput)?);
    name.push(".new");
    let beside = path.with_file_name(name);
    // The folder would let it be replaced: who closed the file to writing would not.
    if fs::metadata(path).is_ok_and(|old| old.permissions().readonly()) {
        return Err(io::ErrorKind::PermissionDenied.into());
    }
    // One that was never finished.
    let _ = fs::remove_file(&beside);
    let file = OpenOptions::new().write(true).create_new(true).open(&beside)?;
    let made = fs::metadata(path)
        .map_or(Ok(()), |old| file.set_permissions(old.permissions()))
        .and_then(|()| filled(file, make))
        .and_then(|()| fs::rename(&beside, path));
    made.inspect_err(|_| drop(fs::remove_file(&beside)))
}

/// Fills a file with what is made.
fn filled(file: File, make: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    let mut out = io::BufWriter::with_capacity(1 << 16, file);
    make(&mut out).and_then(|()| out.flush())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Writes more than is held back, and fails.
    fn failing(out: &mut dyn Write) -> io::Result<()> {
        out.write_all(&[b'x'; 1 << 17])?;
        Err(io::Error::other("it cannot be made"))
    }

    fn names(folder: &Path) -> Vec<OsString> {
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name()).collect()
    }

    #[test]
    fn what_cannot_be_made_leaves_what_was_there() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("site.json");
        for force in [true, false] {
            assert!(file_as_made(&path, force, failing).is_err());
            assert!(names(folder.path()).is_empty(), "no part of a file is left");
        }
        fs::write(&path, "old").unwrap();
        assert!(file_as_made(&path, true, failing).is_err());
        assert_eq!((fs::read_to_string(&path).unwrap().as_str(), names(folder.path()).len()), ("old", 1));
        assert!(file(&path, b"new", true).unwrap());
        assert_eq!((fs::read_to_string(&path).unwrap().as_str(), names(folder.path()).len()), ("new", 1));
        assert!(!file(&path, b"other", false).unwrap());
        assert_eq!(fs::read_to_string(&path).unwrap(), "new");
    }

    #[cfg(unix)]
    #[test]
    fn links_and_permissions_stay_and_devices_are_written_to() {
        use std::os::unix::fs::{PermissionsExt, symlink};
        let folder = tempfile::tempdir().unwrap();
        let [path, link] = ["a", "link"].map(|name| folder.path().join(name));
        fs::write(&path, "old").unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).unwrap();
        symlink(&path, &link).unwrap();
        assert!(file(&link, b"new", true).unwrap());
        assert_eq!((fs::read_to_string(&path).unwrap().as_str(), fs::read_link(&link).unwrap()), ("new", path.clone()));
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        fs::set_permissions(&path, fs::Permissions::from_mode(0o400)).unwrap();
        assert!(file(&link, b"newer", true).is_err(), "it is closed to writing");
        assert_eq!(fs::read_to_string(&path).unwrap(), "new");
        assert!(file(Path::new("/dev/null"), b"new", true).unwrap());
        assert!(file(folder.path(), b"new", true).is_err());
    }
}
