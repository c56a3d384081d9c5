//! One file where its author wants it: a part of the theme that is going to be changed, an export.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::Path;

use crate::sys::Trouble;

/// Writes a new file and the folders above it. `false`, and nothing written, where a file is there and `force` is not
/// given.
pub fn file(path: &Path, bytes: &[u8], force: bool) -> Result<bool, Trouble> {
    file_as_made(path, force, |out| out.write_all(bytes))
}

/// The same of bytes that are made piece by piece.
pub fn file_as_made(
    path: &Path,
    force: bool,
    make: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Result<bool, Trouble> {
    if let Some(above) = path.parent() {
        fs::create_dir_all(above).map_err(|error| Trouble::io("make the folder", above, &error))?;
    }
    let mut options = OpenOptions::new();
    options.write(true);
    match force {
        true => options.create(true).truncate(true),
        false => options.create_new(true),
    };
    let written = options.open(path).and_then(|file| {
        let mut out = io::BufWriter::with_capacity(1 << 16, file);
        make(&mut out).and_then(|()| out.flush())
    });
    match written {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists && !force => Ok(false),
        Err(error) => Err(Trouble::io("write", path, &error)),
    }
}
