//! From the files of the output to a folder on disk, so that at any moment the folder is wholly the old site or wholly
//! the new one.
//!
//! The new tree is made beside the output ([`stage`]) and the two are exchanged in one step ([`exchange`]). Where that
//! cannot be, files are replaced one by one ([`in_place`]). What is not ours is never removed: the [`manifest`] says
//! what is. Power loss is not provided for: nothing is flushed.

mod exchange;
mod file;
mod guard;
mod in_place;
pub mod manifest;
mod memo;
mod record;
mod stage;
mod stand;
mod streamed;
mod workspace;

use std::path::Path;

use super::Trouble;
use crate::build::outputs::Outputs;
use crate::build::stages::{Stage, Stages, Unit};
use crate::diag::Diagnostic;
use crate::source::Snapshot;
pub use file::{file, file_as_made};
use guard::Standing;
pub use manifest::MANIFEST;
use record::Record;
use workspace::Workspace;

/// What a write did.
#[derive(Debug, Default)]
pub struct Written {
    /// What was found while making the files.
    pub findings: Vec<Diagnostic>,
    /// Files whose bytes are new.
    pub changed: usize,
    /// Files left as they were.
    pub unchanged: usize,
}

/// Writes every file into `output`. `force` allows a folder that holds other files: they stay, and those that have the
/// name of a page are replaced. `stages` hears how far it is.
pub fn write(
    output: &Path,
    force: bool,
    snapshot: &Snapshot,
    outputs: &Outputs<'_>,
    stages: &dyn Stages,
) -> Result<Written, Trouble> {
    let output = guard::resolve(output)?;
    guard::refuse(&output, snapshot)?;
    let workspace = Workspace::acquire(&output)?;
    // Only now, with the lock held, does what stands in the output stay as it is.
    stages.begin(Stage::Compare, 0);
    let Standing { ours, there, foreign } = guard::survey(&output, force)?;
    let record = Record::of(&output, snapshot, outputs);
    if record.as_ref().is_some_and(|record| record.holds(&there)) {
        stages.count(Unit::Files, ours.len());
        return Ok(Written { findings: Vec::new(), changed: 0, unchanged: ours.len() });
    }
    stages.begin(Stage::Relate, 0);
    outputs.relate();
    // In the memory that this has given back, and not beside what files take while they are made.
    outputs.index();
    let old = stage::Old { output: &output, there: &there, memo: record.as_ref().map(Record::memo) };
    let staged = stage::stage(&workspace.new_tree(), &old, snapshot, outputs, stages)?;
    stages.begin(Stage::Exchange, 0);
    let mut stands = staged.stands;
    let written =
        Written { findings: staged.findings, changed: staged.changed.len(), unchanged: staged.unchanged.len() };
    let files = in_place::Files { old: ours, changed: staged.changed, unchanged: staged.unchanged };
    let is_same = files.are_same() && stands.get(MANIFEST) == there.get(MANIFEST);
    let may_exchange = !foreign && workspace.is_beside() && !super::env::is_in(&output);
    let stands_whole = is_same || (may_exchange && exchange::exchange(&workspace, &output)?);
    if !stands_whole {
        let manifest = in_place::replace(&workspace.new_tree(), &output, &files, force)?;
        stands.insert(MANIFEST.to_owned(), manifest);
    }
    // What was found while files were made is to be found again: it is told by no record.
    if let Some(record) = &record {
        record.keep(snapshot, &stands, &staged.marks, written.findings.is_empty(), &workspace.probe());
    }
    Ok(written)
}
