//! The new tree: every file made, in parallel, and written one by one; nothing is kept in memory. A file whose bytes
//! are those of the old site is linked to it, so that it is not written and its time stays.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, Read, Seek, Write};
use std::path::Path;

use rayon::prelude::*;

use super::manifest::{self, MANIFEST};
use super::stand::{Stand, Stands};
use super::streamed::streamed;
use crate::base::paths;
use crate::build::outputs::{Content, Outputs};
use crate::build::stages::{Part, Stage, Stages, Unit};
use crate::diag::Diagnostic;
use crate::source::Snapshot;
use crate::sys::{Trouble, read};

/// A finished tree.
#[derive(Default)]
pub struct Staged {
    /// Files with new bytes.
    pub changed: BTreeSet<String>,
    /// Files with the bytes the old site has.
    pub unchanged: BTreeSet<String>,
    /// How all of them stand, and the manifest.
    pub stands: Stands,
    /// What was found while making them.
    pub findings: Vec<Diagnostic>,
}

/// How many files a thread takes at a time.
const FEW: usize = 8;

/// What became of a file, and what was found while making it.
type Made = (Fate, Option<Diagnostic>);

/// What became of a file, and how it stands.
enum Fate {
    Changed(Stand),
    Unchanged(Stand),
    /// A linked file that is gone by now.
    Missing,
}

impl Fate {
    /// Of a file that was written, or linked to an old one that stood as is known.
    fn of(is_changed: bool, path: &Path, known: Option<&Stand>) -> io::Result<Self> {
        Ok(match known.filter(|_| !is_changed) {
            Some(known) => Self::Unchanged(*known),
            None => Self::Changed(Stand::of(&fs::symlink_metadata(path)?)),
        })
    }
}

impl Staged {
    fn take(&mut self, url: &str, fate: Fate) {
        let (stand, files) = match fate {
            Fate::Changed(stand) => (stand, &mut self.changed),
            Fate::Unchanged(stand) => (stand, &mut self.unchanged),
            Fate::Missing => return,
        };
        files.insert(url.to_owned());
        self.stands.insert(url.to_owned(), stand);
    }
}

/// Makes the tree in `tree`, its manifest last. `there` are the files of the old site in `output`.
pub fn stage(
    tree: &Path,
    output: &Path,
    there: &Stands,
    snapshot: &Snapshot,
    outputs: &Outputs<'_>,
    stages: &dyn Stages,
) -> Result<Staged, Trouble> {
    let make =
        |folder: &Path| fs::create_dir_all(folder).map_err(|error| Trouble::io("make the folder", folder, &error));
    make(tree)?;
    let urls: Vec<&str> = outputs.urls().filter(|url| manifest::stays(url)).collect();
    stages.begin(Stage::Files, urls.len());
    stages.count(Unit::Files, urls.len());
    let folders: BTreeSet<&str> = urls.iter().map(|url| paths::parent(url)).collect();
    for folder in folders {
        make(&tree.join(folder))?;
    }
    let write = |url: &str, content: &Content| -> io::Result<Made> {
        let path = tree.join(url);
        let known = there.get(url);
        let old = known.map(|_| output.join(url));
        let is_changed = match content {
            Content::Bytes(bytes) => put(bytes, &path, old.as_deref(), known)?,
            Content::Export => !streamed(&path, old.as_deref(), |out| outputs.export(out))?,
            Content::Copy(source) => match read::open_asset(snapshot, source) {
                Ok(mut file) => copy(&mut file, &path, old.as_deref())?,
                Err(error) => return Ok((Fate::Missing, Some(read::unreadable(source, &error)))),
            },
        };
        Ok((Fate::of(is_changed, &path, known)?, None))
    };
    let one = |url: &str| -> Result<Made, Trouble> {
        let (mut made, mut written) = (None, None);
        stages.within(outputs.part(url), &mut || {
            made = outputs.make(url);
            match &made {
                // The export is written as it is made, so that both are one piece of work.
                Some((content @ Content::Export, _)) => {
                    written = Some(write(url, content));
                    fs::metadata(tree.join(url)).map_or(0, |data| data.len() as usize)
                }
                Some((Content::Bytes(bytes), _)) => bytes.len(),
                Some((Content::Copy(_), _)) | None => 0,
            }
        });
        let Some((content, finding)) = made else { return Ok((Fate::Missing, None)) };
        let written = written.unwrap_or_else(|| {
            let mut written = Ok((Fate::Missing, None));
            stages.within(Part::Write, &mut || {
                written = write(url, &content);
                0
            });
            written
        });
        stages.done();
        let (fate, unreadable) = written.map_err(|error| {
            Trouble::io("write", &output.join(url), &error).help("nothing in the output has changed")
        })?;
        Ok((fate, unreadable.or(finding)))
    };
    // What takes longest comes first, and threads take few at a time: at the end none waits for another one.
    let mut order: Vec<(usize, &&str)> = urls.iter().enumerate().collect();
    order.sort_by_key(|(_, url)| !outputs.shows_the_whole(url));
    let made = order.par_iter().with_max_len(FEW).map(|(at, url)| Ok((*at, one(url)?)));
    let mut made: Vec<(usize, Made)> = made.collect::<Result<_, Trouble>>()?;
    made.sort_unstable_by_key(|(at, _)| *at);
    let mut staged = Staged::default();
    // One template stops many pages; it is told once.
    let mut told = BTreeSet::new();
    for (url, (_, (fate, finding))) in urls.iter().zip(made) {
        staged.take(url, fate);
        let new = |found: &Diagnostic| match &found.place {
            Some(place) if found.check == "theme-error" => told.insert(format!("{} {}", place.path, place.span.start)),
            _ => true,
        };
        staged.findings.extend(finding.filter(new));
    }
    let list = manifest::bytes(staged.changed.iter().chain(&staged.unchanged).map(String::as_str));
    let (path, known) = (tree.join(MANIFEST), there.get(MANIFEST));
    let listed = put(&list, &path, Some(&output.join(MANIFEST)), known).and_then(|new| Fate::of(new, &path, known));
    let fate = listed.map_err(|error| Trouble::io("write", &path, &error))?;
    if let Fate::Changed(stand) | Fate::Unchanged(stand) = fate {
        staged.stands.insert(MANIFEST.to_owned(), stand);
    }
    Ok(staged)
}

/// Links the old file where its bytes are these, else writes them. Gives whether they were written.
fn put(bytes: &[u8], path: &Path, old: Option<&Path>, known: Option<&Stand>) -> io::Result<bool> {
    let is_same = |old: &&Path| {
        known.is_some_and(|known| known.length == bytes.len() as u64) && fs::read(old).is_ok_and(|old| old == bytes)
    };
    if old.filter(is_same).is_some_and(|old| fs::hard_link(old, path).is_ok()) {
        return Ok(false);
    }
    File::create_new(path)?.write_all(bytes)?;
    Ok(true)
}

/// The same of what an open file holds.
fn copy(file: &mut File, path: &Path, old: Option<&Path>) -> io::Result<bool> {
    let is_same = |file: &mut File, old: &Path| {
        let mut old = File::open(old)?;
        Ok::<bool, io::Error>(file.metadata()?.len() == old.metadata()?.len() && same(&mut old, file)?)
    };
    if let Some(old) = old {
        if is_same(file, old).unwrap_or(false) && fs::hard_link(old, path).is_ok() {
            return Ok(false);
        }
        file.rewind()?;
    }
    io::copy(file, &mut File::create_new(path)?)?;
    Ok(true)
}

/// Whether two readers give the same bytes.
pub fn same(a: &mut impl Read, b: &mut impl Read) -> io::Result<bool> {
    let mut left = Vec::with_capacity(1 << 16);
    let mut right = Vec::with_capacity(1 << 16);
    loop {
        left.clear();
        right.clear();
        a.by_ref().take(1 << 16).read_to_end(&mut left)?;
        b.by_ref().take(1 << 16).read_to_end(&mut right)?;
        if left != right {
            return Ok(false);
        }
        if left.is_empty() {
            return Ok(true);
        }
    }
}
