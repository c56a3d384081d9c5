//! Files that are being made right now: who asks for one of them meanwhile waits for it.

use std::sync::Arc;

use super::Shown;
use crate::build::edition::Edition;

/// A file by its address, and the edition it is of by its `all`.
pub type Task = (u64, String);

/// What there is of a file.
pub enum Look<'a> {
    /// Its bytes and entity tag.
    Made(Arc<[u8]>, String),
    /// What it is to be made of; others wait for as long as the mark lives.
    Make(Arc<Edition>, Option<Making<'a>>),
}

/// Marks a file as being made, whatever becomes of it.
pub struct Making<'a> {
    pub shown: &'a Shown,
    pub task: Task,
}

impl Drop for Making<'_> {
    fn drop(&mut self) {
        self.shown.lock().making.remove(&self.task);
        self.shown.finished.notify_all();
    }
}
