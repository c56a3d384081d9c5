//! From a folder on disk to a snapshot. Nothing that lies in the folder stops it: what cannot be read is a finding.

mod decode;
mod reader;
mod rules;
mod stamp;
mod walk;

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read};
use std::path::Path;
use std::sync::Arc;

use super::{Trouble, git};
use crate::base::dates::Date;
use crate::base::{Span, paths};
use crate::diag::{Diagnostic, Place, Severity};
use crate::source::{CONFIG, Snapshot, SourceFile};

pub use reader::{Mistaken, Reader};
pub use rules::{TOOLS, repository};
pub use walk::{is_markdown, slashed};

/// Files above this size are shown as they are and not read: 16 MB.
const OVERSIZED: u64 = 16 << 20;
/// Not even shown in full above this size: 256 MB.
const SHOWN: u64 = 256 << 20;

/// Reads a content folder once. Fails only where the folder itself cannot be read.
pub fn snapshot(folder: &Path, today: Date) -> Result<Snapshot, Trouble> {
    Reader::new(folder).read(today, None)
}

/// Reads one file of a snapshot again; `None` where it cannot be read as it is, for one that has to be told of, and for one
/// that is empty and was not: it may be written at this moment.
pub fn again(root: &Path, known: &SourceFile) -> Option<SourceFile> {
    match source(&known.path, inside(root, &known.path)) {
        (Some(file), found) if found.is_empty() && (known.text.is_empty() || !file.text.is_empty()) => Some(file),
        _ => None,
    }
}

/// Whether a path is a folder.
pub fn is_folder(path: &Path) -> bool {
    path.is_dir()
}

/// Opens a file that documents link to.
pub fn open_asset(snapshot: &Snapshot, path: &str) -> io::Result<File> {
    inside(&snapshot.root, path)
}

/// The bytes of a file that documents link to.
pub fn asset(snapshot: &Snapshot, path: &str) -> io::Result<Vec<u8>> {
    all(open_asset(snapshot, path)?, u64::MAX)
}

/// Opens a file that a reading found. Something else may have its name by now: as in a walk a link leads to a regular file
/// inside the root that is not hidden, and no folder above the file is a link.
fn inside(root: &Path, path: &str) -> io::Result<File> {
    let real = root.join(path);
    let stays = |folder: &Path| folder.canonicalize().is_ok_and(|target| target == folder);
    if !real.parent().is_some_and(stays) {
        return Err(io::Error::other("a folder above it is a symbolic link"));
    }
    if fs::symlink_metadata(&real)?.is_symlink() {
        let target = walk::linked(root, &real, path).map_err(|finding| io::Error::other(finding.message))?;
        return open_itself(&target);
    }
    open_itself(&real)
}

/// Opens a regular file. What is swapped for a pipe or device in the meantime is refused and never waited for.
pub(super) fn open(path: &Path) -> io::Result<File> {
    open_as(path, true)
}

/// The same of a name that is not to be that of a symbolic link.
fn open_itself(path: &Path) -> io::Result<File> {
    open_as(path, false)
}

#[cfg_attr(not(unix), expect(unused_variables))]
fn open_as(path: &Path, follows: bool) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true);
    #[cfg(unix)]
    {
        use rustix::fs::OFlags;
        use std::os::unix::fs::OpenOptionsExt;
        let links = if follows { OFlags::empty() } else { OFlags::NOFOLLOW };
        options.custom_flags((OFlags::NONBLOCK | links).bits() as i32);
    }
    let file = options.open(path)?;
    if file.metadata()?.is_file() { Ok(file) } else { Err(io::Error::other("it is not a regular file")) }
}

fn all(file: File, limit: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::with_capacity(file.metadata()?.len().min(limit) as usize);
    file.take(limit).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// The text of the configuration, where there is one. One that cannot be read ends the command: what it leaves out must
/// not be published.
fn configuration(root: &Path, diagnostics: &mut Vec<Diagnostic>) -> Result<Option<Arc<str>>, Trouble> {
    let path = root.join(CONFIG);
    match open(&path).and_then(|file| all(file, 1 << 20)) {
        Ok(bytes) => {
            let (text, found) = decode::text(&bytes, &Arc::from(CONFIG));
            diagnostics.extend(found);
            Ok(Some(Arc::from(text)))
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound && fs::symlink_metadata(&path).is_err() => {
            for other in ["featsite.yml", ".featsite.yaml", "featsite.toml", "featsite.json"] {
                if root.join(other).is_file() {
                    let message = format!("`{other}` is not read");
                    let finding = Diagnostic::new("unreadable-file", Severity::Warning, at(other), message);
                    diagnostics.push(finding.help(format!("the configuration is called `{CONFIG}`: rename the file")));
                }
            }
            Ok(None)
        }
        Err(error) => {
            let trouble = Trouble::new(format!("`{CONFIG}` cannot be read: {}", plain(&error)));
            Err(trouble.help("mend or remove it: it may leave out files that are not to be published"))
        }
    }
}

/// What reading one Markdown file gave: the file where it could be read, and what is odd about it.
type Sourced = (Option<SourceFile>, Vec<Diagnostic>);

/// Reads one Markdown file, which is open.
fn source(path: &Arc<str>, file: io::Result<File>) -> Sourced {
    let bytes = match file.and_then(|file| all(file, SHOWN)) {
        Ok(bytes) => bytes,
        Err(error) => return (None, vec![unreadable(path, &error)]),
    };
    let oversized = bytes.len() as u64 > OVERSIZED;
    let hash = *blake3::hash(&bytes).as_bytes();
    let (text, mut diagnostics) = decode::text(&bytes, path);
    if oversized {
        let message = format!("`{}` has {} MB", paths::file_name(path), bytes.len() >> 20);
        diagnostics.push(
            Diagnostic::new("oversized-file", Severity::Warning, at(path), message)
                .help("files over 16 MB are shown as they are and nothing is read from them: split the file"),
        );
    }
    if path.chars().any(char::is_control) {
        let message = format!("the file name {:?} holds control characters", &**path);
        diagnostics.push(
            Diagnostic::new("odd-file-name", Severity::Warning, at(path), message)
                .help("rename the file: such names break links, and do not exist on every system"),
        );
    }
    (Some(SourceFile { path: Arc::clone(path), text: Arc::from(text), hash, oversized }), diagnostics)
}

/// A file that cannot be read, as a finding.
pub fn unreadable(path: &str, error: &io::Error) -> Diagnostic {
    let message = format!("`{}` cannot be read: {}", paths::file_name(path), plain(error));
    Diagnostic::new("unreadable-file", Severity::Error, at(path), message)
        .help("mend its permissions, or leave it out with `exclude` in `featsite.yaml`; everything else is built")
}

/// A file as a place.
fn at(path: &str) -> Place {
    Place { path: Arc::from(path), span: Span::default() }
}

/// The system's words without its error number.
fn plain(error: &io::Error) -> String {
    let text = error.to_string();
    text.split(" (os error").next().unwrap_or_default().to_lowercase()
}
