//! The record of the last build of an output: what it was made from, and how its files stood afterwards. A build that
//! would be made from the same, onto files that stand as they were left, makes nothing.
//!
//! It lies in the user's folder for what programs may forget, by the hash of the output's path: not in the output, which
//! would no longer be the same bytes for the same input, and not beside it, where it would be one more file to ignore.
//! Whatever is odd about it (it is gone, damaged, of another version) means only that everything is made and compared.
//!
//! Absent on purpose: what single files were made from. A page shows much of the whole site.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use rayon::prelude::*;

use super::guard;
use super::stand::{self, Stand, Stands};
use crate::build::outputs::Outputs;
use crate::source::{Snapshot, key};
use crate::sys::{env, read};

/// What the first line of a record says: another form of it would have another number.
const FORM: &str = "featsite build 1";

/// A record that nobody has used for so long is of an output that is gone, or will be made anew.
const LIFE: Duration = Duration::from_secs(90 * 24 * 60 * 60);

/// What a build is made from, and where its record lies.
pub struct Record {
    path: PathBuf,
    key: blake3::Hash,
    /// The linked files, and how they stood before they were read for the key.
    copies: Vec<(String, Option<Stand>)>,
}

impl Record {
    /// Of a build into an output; `None` where there is no place for it, or it cannot be known which program this is.
    pub fn of(output: &Path, snapshot: &Snapshot, outputs: &Outputs<'_>) -> Option<Self> {
        let name = blake3::hash(output.as_os_str().as_encoded_bytes()).to_hex();
        let folder = guard::resolve(&env::cache()?.join("builds")).ok()?;
        // Among the sources it would be a change of them, in the output it would be published.
        if folder.starts_with(&snapshot.root) || folder.starts_with(output) {
            return None;
        }
        let path = folder.join(name.as_str());
        let program = env::program()?;
        let mut hash = blake3::Hasher::new();
        hash.update(
            format!("{FORM} {} {:?}", env!("CARGO_PKG_VERSION"), (program.0, Stand::of(&program.1))).as_bytes(),
        );
        hash.update(&key::of(snapshot));
        let copies: Vec<&str> = outputs.copies().collect();
        let read: Vec<(String, Option<Stand>, Option<blake3::Hash>)> = copies
            .par_iter()
            .map(|path| {
                let stand = stands_at(snapshot, path);
                let bytes = read::open_asset(snapshot, path).and_then(|mut file| {
                    let mut hash = blake3::Hasher::new();
                    io::copy(&mut file, &mut hash)?;
                    Ok(hash.finalize())
                });
                ((*path).to_owned(), stand, bytes.ok())
            })
            .collect();
        for (path, _, bytes) in &read {
            hash.update(format!("{path:?} {bytes:?};").as_bytes());
        }
        let copies = read.into_iter().map(|(path, stand, _)| (path, stand)).collect();
        Some(Self { path, key: hash.finalize(), copies })
    }

    /// Whether the last build was made from the same and left the files as they stand now.
    pub fn holds(&self, stands: &Stands) -> bool {
        let holds = fs::read_to_string(&self.path).is_ok_and(|text| text == self.text(stands));
        if holds {
            // It is in use: it lives on. Where that cannot be said it is made again one day.
            let file = fs::File::options().write(true).open(&self.path);
            let _ = file.and_then(|file| file.set_modified(SystemTime::now()));
        }
        holds
    }

    /// Keeps how a build left its files. `probe` is a file that may be written where they are. Where that cannot be, nothing
    /// is kept: nothing of a build depends on it.
    pub fn keep(&self, snapshot: &Snapshot, stands: &Stands, probe: &Path) {
        // A linked file that was written in the meantime may have been copied with other bytes than the key knows.
        let is_same = |(path, stand): &(String, Option<Stand>)| stand.is_some() && *stand == stands_at(snapshot, path);
        if self.copies.iter().all(is_same) && stand::settle(stands, probe).unwrap_or(false) {
            let _ = self.write(&self.text(stands));
        }
    }

    fn text(&self, stands: &Stands) -> String {
        format!("{FORM}\n{}\n{}\n", self.key.to_hex(), stand::hash(stands).to_hex())
    }

    /// Writes it beside and moves it to its place, so that it is there wholly or not at all.
    fn write(&self, text: &str) -> io::Result<()> {
        let folder = self.path.parent().unwrap_or(&self.path);
        fs::create_dir_all(folder)?;
        remove_unused(folder);
        let beside = self.path.with_extension("new");
        fs::write(&beside, text)?;
        fs::rename(&beside, &self.path)
    }
}

/// Removes records that were not used for long. What cannot be looked at stays.
fn remove_unused(folder: &Path) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let used = entry.metadata().and_then(|data| data.modified()).ok();
        if used.and_then(|used| used.elapsed().ok()).is_some_and(|age| age > LIFE) {
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// How a linked file stands.
fn stands_at(snapshot: &Snapshot, path: &str) -> Option<Stand> {
    let data = read::open_asset(snapshot, path).and_then(|file| file.metadata());
    data.ok().map(|data| Stand::of(&data))
}
