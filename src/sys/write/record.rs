//! The record of the last build of an output: what it was made from, and how its files stood afterwards. A build that
//! would be made from the same, onto files that stand as they were left, makes nothing; another one makes no file that
//! would be made from the same ([`Memo`]).
//!
//! Its lines: its form, the hash of all that was read, that of how all files stood, a mark for each file, and the hash of
//! all of this.
//!
//! It lies in the user's folder for what programs may forget, by the hash of the output's path: not in the output, which
//! would no longer be the same bytes for the same input, and not beside it, where it would be one more file to ignore.
//! Whatever is odd about it (it is gone, damaged, of another version) means only that everything is made and compared.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use rayon::prelude::*;

use super::guard;
use super::memo::Memo;
use super::stand::{self, Stand, Stands};
use crate::base::key::Key;
use crate::build::outputs::Outputs;
use crate::source::{Snapshot, key};
use crate::sys::{env, read};

/// What the first line of a record says: another form of it would have another number.
const FORM: &str = "featsite build 2";

/// How many lines stand before the marks.
const HEAD: usize = 3;

/// A longer record would be of millions of files, and is none.
const LONGEST: u64 = 256 << 20;

/// A record that nobody has used for so long is of an output that is gone, or will be made anew.
const LIFE: Duration = Duration::from_secs(90 * 24 * 60 * 60);

/// What a build is made from, and where its record lies.
pub struct Record {
    path: PathBuf,
    key: blake3::Hash,
    /// The first lines of the record of the last build; empty where there is none that is whole.
    last: String,
    /// What it made the files from.
    memo: Memo,
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
        let program = format!("{FORM} {} {:?}", env!("CARGO_PKG_VERSION"), (program.0, Stand::of(&program.1)));
        let mut hash = blake3::Hasher::new();
        hash.update(program.as_bytes());
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
        let (last, marks) = lines(&path).unwrap_or_default();
        let memo = Memo::new(Key::of(&program), marks.lines());
        Some(Self { path, key: hash.finalize(), copies, last, memo })
    }

    /// What the last build made the files from.
    pub fn memo(&self) -> &Memo {
        &self.memo
    }

    /// Whether the last build was made from the same and left the files as they stand now.
    pub fn holds(&self, stands: &Stands) -> bool {
        let holds = self.last == self.head(true, stands);
        if holds {
            // It is in use: it lives on. Where that cannot be said it is made again one day.
            let file = fs::File::options().write(true).open(&self.path);
            let _ = file.and_then(|file| file.set_modified(SystemTime::now()));
        }
        holds
    }

    /// Keeps how a build left its files, and the marks of those that may be left the next time. `told_nothing`: no finding was
    /// made with a file, so that a build which makes none has nothing to tell. `probe` is a file that may be written where
    /// the files are. Where that cannot be, nothing is kept: nothing of a build depends on it.
    pub fn keep(&self, snapshot: &Snapshot, stands: &Stands, marks: &[Key], told_nothing: bool, probe: &Path) {
        // A linked file that was written in the meantime may have been copied with other bytes than the key knows.
        let is_same = |(path, stand): &(String, Option<Stand>)| stand.is_some() && *stand == stands_at(snapshot, path);
        if stand::settle(stands, probe).unwrap_or(false) {
            let mut text = self.head(told_nothing && self.copies.iter().all(is_same), stands);
            for mark in marks {
                text.push_str(&mark.hex());
                text.push('\n');
            }
            if self.write(&format!("{text}{}\n", blake3::hash(text.as_bytes()).to_hex())).is_ok() {
                return;
            }
        }
        // What the one of before says of files that are others by now would have to be disproved by their times alone.
        let _ = fs::remove_file(&self.path);
    }

    /// The first lines. Without `whole` they say nothing of all files together.
    fn head(&self, whole: bool, stands: &Stands) -> String {
        let key = if whole { self.key.to_hex().to_string() } else { String::new() };
        format!("{FORM}\n{key}\n{}\n", stand::hash(stands).to_hex())
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

/// The first lines of a record, and its marks. `None` where it is not whole, or of another form.
fn lines(path: &Path) -> Option<(String, String)> {
    fs::metadata(path).ok().filter(|data| data.is_file() && data.len() <= LONGEST)?;
    let text = fs::read_to_string(path).ok()?;
    let (rest, sum) = text.strip_suffix('\n')?.rsplit_once('\n')?;
    let rest = text.get(..=rest.len())?;
    if blake3::hash(rest.as_bytes()).to_hex().as_str() != sum || rest.lines().next() != Some(FORM) {
        return None;
    }
    let head: usize = rest.split_inclusive('\n').take(HEAD).map(str::len).sum();
    Some((rest.get(..head)?.to_owned(), rest.get(head..)?.to_owned()))
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
