//! A file that is written as it is made, and never whole in memory.

use std::fs::{self, File};
use std::io::{self, BufWriter, Read, Seek, SeekFrom, Write};
use std::path::Path;

/// Makes a file at `path`: as a link to the old one where its bytes are the same, and then it is `true`.
pub fn streamed(
    path: &Path,
    old: Option<&Path>,
    make: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> io::Result<bool> {
    let target = match old.map(File::open) {
        Some(Ok(old)) => Target::Old { old, length: 0 },
        _ => Target::New(File::create_new(path)?),
    };
    let mut out = BufWriter::with_capacity(1 << 16, Twin { path, target });
    make(&mut out)?;
    let twin = out.into_inner().map_err(io::IntoInnerError::into_error)?;
    let mut target = twin.target;
    if let Target::Old { old: file, length } = &mut target {
        let whole = file.metadata()?.len() == *length;
        if whole && old.is_some_and(|old| fs::hard_link(old, path).is_ok()) {
            return Ok(true);
        }
        begin(path, file, *length)?;
    }
    Ok(false)
}

/// What is being made: as long as its bytes are those of the old file, nothing is written.
struct Twin<'a> {
    path: &'a Path,
    target: Target,
}

enum Target {
    /// The old file, which begins with the bytes that were made so far.
    Old { old: File, length: u64 },
    /// The new one.
    New(File),
}

impl Write for Twin<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if let Target::Old { old, length } = &mut self.target {
            let mut beside = Vec::with_capacity(bytes.len());
            Read::by_ref(old).take(bytes.len() as u64).read_to_end(&mut beside)?;
            if beside == bytes {
                *length += bytes.len() as u64;
                return Ok(bytes.len());
            }
            self.target = Target::New(begin(self.path, old, *length)?);
        }
        match &mut self.target {
            Target::New(new) => new.write(bytes),
            Target::Old { .. } => Ok(0),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match &mut self.target {
            Target::New(new) => new.flush(),
            Target::Old { .. } => Ok(()),
        }
    }
}

/// A new file with the first bytes of the old one.
fn begin(path: &Path, old: &mut File, length: u64) -> io::Result<File> {
    let mut new = File::create_new(path)?;
    old.seek(SeekFrom::Start(0))?;
    io::copy(&mut old.take(length), &mut new)?;
    Ok(new)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is made of `pieces` beside an old file, and whether it is that one.
    fn made(old: Option<&str>, pieces: &[&str]) -> (String, bool) {
        let folder = tempfile::tempdir().expect("a folder");
        let (was, is) = (folder.path().join("was"), folder.path().join("is"));
        if let Some(old) = old {
            fs::write(&was, old).expect("written");
        }
        let make = |out: &mut dyn Write| {
            // Each piece by itself, as if it were as long as what is collected before it is handed on.
            pieces.iter().try_for_each(|piece| out.write_all(piece.as_bytes()).and_then(|()| out.flush()))
        };
        let same = streamed(&is, old.map(|_| was.as_path()), make).expect("made");
        (fs::read_to_string(&is).expect("read"), same)
    }

    #[test]
    fn the_old_file_is_linked_where_all_of_it_is_made_again() {
        assert_eq!(made(None, &["one", "two"]), ("onetwo".to_owned(), false));
        assert_eq!(made(Some("onetwo"), &["one", "two"]), ("onetwo".to_owned(), true));
        for old in ["", "one", "onetwothree", "onetwi", "xnetwo"] {
            assert_eq!(made(Some(old), &["one", "two"]), ("onetwo".to_owned(), false), "{old}");
        }
        assert_eq!(made(Some(""), &[]), (String::new(), true));
    }
}
