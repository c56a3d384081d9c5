//! The new tree: every file made, in parallel, and written one by one; nothing is kept in memory. A file whose bytes
//! are those of the old site is linked to it, so that it is not written and its time stays. One that is known to become the
//! same ([`Memo`]) is linked and not made.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, Read, Seek, Write};
use std::path::Path;

use rayon::prelude::*;

use super::manifest::{self, MANIFEST};
use super::memo::Memo;
use super::stand::{Stand, Stands};
use super::streamed::streamed;
use crate::base::key::Key;
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
    /// The marks of those whose key is known.
    pub marks: Vec<Key>,
    /// What was found while making them.
    pub findings: Vec<Diagnostic>,
}

/// The old site.
pub struct Old<'a> {
    /// Where it is.
    pub output: &'a Path,
    /// Its files.
    pub there: &'a Stands,
    /// What they were made from; `None` where nobody wants to know it the next time.
    pub memo: Option<&'a Memo>,
}

/// How many files a thread takes at a time.
const FEW: usize = 8;

/// What became of a file, and what there is to tell of it.
struct Made {
    fate: Fate,
    /// What was found while making it: hardly ever anything.
    finding: Option<Box<Diagnostic>>,
    /// What it is made from, where that is known.
    key: Option<Key>,
    /// Whether it was known to become the same, and not made.
    is_known: bool,
}

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
    fn take(&mut self, url: &str, made: &Made, memo: Option<&Memo>) {
        let (stand, files) = match made.fate {
            Fate::Changed(stand) => (stand, &mut self.changed),
            Fate::Unchanged(stand) => (stand, &mut self.unchanged),
            Fate::Missing => return,
        };
        files.insert(url.to_owned());
        // What was found with it is to be found again.
        if let (Some(memo), Some(key), None) = (memo, made.key, &made.finding) {
            self.marks.push(memo.mark(url, &stand, key));
        }
        self.stands.insert(url.to_owned(), stand);
    }
}

/// Makes the tree in `tree`, its manifest last.
pub fn stage(
    tree: &Path,
    old: &Old<'_>,
    snapshot: &Snapshot,
    outputs: &Outputs<'_>,
    stages: &dyn Stages,
) -> Result<Staged, Trouble> {
    let &Old { output, there, memo } = old;
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
    let write = |url: &str, content: &Content| -> io::Result<(Fate, Option<Diagnostic>)> {
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
    // Links the old file where it is known to be what would be made from this key.
    let known = |url: &str, key: Option<Key>| {
        let stand = there.get(url)?;
        let holds = memo?.holds(url, stand, key?) && fs::hard_link(output.join(url), tree.join(url)).is_ok();
        holds.then_some(*stand)
    };
    let one = |url: &str| -> Result<Made, Trouble> {
        let (mut key, mut left, mut made, mut written) = (None, None, None, None);
        stages.within(outputs.part(url), &mut || {
            let Some(making) = outputs.begin(url) else { return 0 };
            key = memo.and_then(|_| making.key());
            left = known(url, key);
            if left.is_some() {
                return 0;
            }
            let (content, _) = made.insert(making.finish());
            match content {
                // The export is written as it is made, so that both are one piece of work.
                Content::Export => {
                    written = Some(write(url, content));
                    fs::metadata(tree.join(url)).map_or(0, |data| data.len() as usize)
                }
                Content::Bytes(bytes) => bytes.len(),
                Content::Copy(_) => 0,
            }
        });
        let Some((content, finding)) = made else {
            let is_known = left.is_some();
            return Ok(Made { fate: left.map_or(Fate::Missing, Fate::Unchanged), finding: None, key, is_known });
        };
        let written = written.unwrap_or_else(|| {
            let mut written = Ok((Fate::Missing, None));
            stages.within(Part::Write, &mut || {
                written = write(url, &content);
                0
            });
            written
        });
        let (fate, unreadable) = written.map_err(|error| {
            Trouble::io("write", &output.join(url), &error).help("nothing in the output has changed")
        })?;
        Ok(Made { fate, finding: unreadable.or(finding).map(Box::new), key, is_known: false })
    };
    // What takes longest comes first, and threads take few at a time: at the end none waits for another one.
    let mut order: Vec<(usize, &&str)> = urls.iter().enumerate().collect();
    order.sort_by_key(|(_, url)| !outputs.shows_the_whole(url));
    let made = order.par_iter().with_max_len(FEW).map(|(at, url)| {
        let made = one(url)?;
        stages.done();
        Ok((*at, made))
    });
    let mut made: Vec<(usize, Made)> = made.collect::<Result<_, Trouble>>()?;
    made.sort_unstable_by_key(|(at, _)| *at);
    stages.count(Unit::Known, made.iter().filter(|(_, made)| made.is_known).count());
    let mut staged = Staged::default();
    // One template stops many pages; it is told once.
    let mut told = BTreeSet::new();
    for (url, (_, made)) in urls.iter().zip(made) {
        staged.take(url, &made, memo);
        let new = |found: &Diagnostic| match &found.place {
            Some(place) if found.check == "theme-error" => told.insert(format!("{} {}", place.path, place.span.start)),
            _ => true,
        };
        staged.findings.extend(made.finding.map(|finding| *finding).filter(new));
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
