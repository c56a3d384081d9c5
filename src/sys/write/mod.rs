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
mod stage;
mod streamed;
mod workspace;

use std::path::Path;

use super::Trouble;
use crate::build::outputs::Outputs;
use crate::build::stages::{Stage, Stages};
use crate::diag::Diagnostic;
use crate::source::Snapshot;
pub use file::{file, file_as_made};
use guard::Standing;
pub use manifest::MANIFEST;
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
    let standing = guard::survey(&output, force)?;
    let staged = stage::stage(&workspace.new_tree(), &output, &standing.ours, snapshot, outputs, stages)?;
    stages.begin(Stage::Exchange, 0);
    let written =
        Written { findings: staged.findings, changed: staged.changed.len(), unchanged: staged.unchanged.len() };
    let Standing { ours, foreign } = standing;
    if !foreign && workspace.is_beside() && !super::env::is_in(&output) && exchange::exchange(&workspace, &output)? {
        return Ok(written);
    }
    let files = in_place::Files { old: ours, changed: staged.changed, unchanged: staged.unchanged };
    in_place::replace(&workspace.new_tree(), &output, &files, force)?;
    Ok(written)
}
