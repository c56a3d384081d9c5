//! The new tree: every file made, in parallel, and written one by one; nothing is kept in memory. A file whose bytes
//! are those of the old site is linked to it, so that it is not written and its time stays.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::Path;

use rayon::prelude::*;

use super::manifest;
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
    /// What was found while making them.
    pub findings: Vec<Diagnostic>,
}

enum Fate {
    Changed,
    Unchanged,
    /// A linked file that is gone by now.
    Missing,
}

/// Makes the tree in `tree`, its manifest last. `ours` are the files of the old site in `output`.
pub fn stage(
    tree: &Path,
    output: &Path,
    ours: &BTreeSet<String>,
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
    let write = |url: &str, content: &Content| -> io::Result<(Fate, Option<Diagnostic>)> {
        let old = ours.contains(url).then(|| output.join(url)).filter(|_| manifest::is_plain(output, url));
        let path = tree.join(url);
        let fate = match content {
            Content::Bytes(bytes) => {
                put(&mut bytes.as_slice(), bytes.len() as u64, &path, old.as_deref(), &mut bytes.as_slice())
            }
            Content::Export => streamed(&path, old.as_deref(), |out| outputs.export(out)).map(|same| match same {
                true => Fate::Unchanged,
                false => Fate::Changed,
            }),
            Content::Copy(source) => match (read::open_asset(snapshot, source), read::open_asset(snapshot, source)) {
                (Ok(mut compared), Ok(mut copied)) => {
                    let length = copied.metadata().map_or(0, |data| data.len());
                    put(&mut compared, length, &path, old.as_deref(), &mut copied)
                }
                (Err(error), _) | (_, Err(error)) => {
                    return Ok((Fate::Missing, Some(read::unreadable(source, &error))));
                }
            },
        };
        Ok((fate?, None))
    };
    let one = |url: &&str| -> Result<(Fate, Option<Diagnostic>), Trouble> {
        let mut made = None;
        stages.within(outputs.part(url), &mut || {
            made = outputs.make(url);
            made.as_ref().map_or(0, |(content, _)| length(content))
        });
        let Some((content, finding)) = made else { return Ok((Fate::Missing, None)) };
        let mut written = Ok((Fate::Missing, None));
        // The export is written as it is made, so that both are one piece of work.
        let streams = matches!(content, Content::Export);
        stages.within(if streams { Part::Export } else { Part::Write }, &mut || {
            written = write(url, &content);
            if streams { fs::metadata(tree.join(url)).map_or(0, |data| data.len() as usize) } else { 0 }
        });
        stages.done();
        let (fate, unreadable) = written.map_err(|error| {
            Trouble::io("write", &output.join(url), &error).help("nothing in the output has changed")
        })?;
        Ok((fate, unreadable.or(finding)))
    };
    let made: Vec<(Fate, Option<Diagnostic>)> = urls.par_iter().map(one).collect::<Result<_, Trouble>>()?;
    let mut staged = Staged::default();
    // One template stops many pages; it is told once.
    let mut told = BTreeSet::new();
    for (url, (fate, finding)) in urls.iter().zip(made) {
        match fate {
            Fate::Changed => _ = staged.changed.insert((*url).to_owned()),
            Fate::Unchanged => _ = staged.unchanged.insert((*url).to_owned()),
            Fate::Missing => {}
        }
        let new = |found: &Diagnostic| match &found.place {
            Some(place) if found.check == "theme-error" => told.insert(format!("{} {}", place.path, place.span.start)),
            _ => true,
        };
        staged.findings.extend(finding.filter(new));
    }
    let list = manifest::bytes(staged.changed.iter().chain(&staged.unchanged).map(String::as_str));
    let path = tree.join(manifest::MANIFEST);
    fs::write(&path, list).map_err(|error| Trouble::io("write", &path, &error))?;
    Ok(staged)
}

/// How many bytes were made.
fn length(content: &Content) -> usize {
    match content {
        Content::Bytes(bytes) => bytes.len(),
        Content::Export | Content::Copy(_) => 0,
    }
}

/// Links the old file where its bytes are the same, else writes them.
fn put(
    compared: &mut impl Read,
    length: u64,
    path: &Path,
    old: Option<&Path>,
    written: &mut impl Read,
) -> io::Result<Fate> {
    if let Some(old) = old
        && fs::metadata(old).is_ok_and(|data| data.len() == length)
        && File::open(old).and_then(|mut old| same(&mut old, compared)).unwrap_or(false)
        && fs::hard_link(old, path).is_ok()
    {
        return Ok(Fate::Unchanged);
    }
    let mut file = File::create_new(path)?;
    io::copy(written, &mut file)?;
    file.flush()?;
    Ok(Fate::Changed)
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
