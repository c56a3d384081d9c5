//! When something in the content folder may have changed.
//!
//! What the system reports is a hint to look again and never the truth: it loses files in new folders, and on network drives
//! and container mounts it says nothing. So a [`Batch`] only says *look*, and names files that were surely written, which
//! may be looked at first. When to look is decided by quiet ([`settle`]): a file that was closed after writing is seen at
//! once, one that the site shows and that is still being written or has just gone is waited for, and a flood (another branch) is one batch.
//!
//! Absent on purpose: what has changed. That is found by reading the folder again (`sys::read`).

mod native;
mod settle;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, Sender};
use std::time::Duration;

use native::Native;
pub use settle::Signal;

/// What may have changed.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Batch {
    /// Files that were surely written, where these are few.
    pub written: BTreeSet<PathBuf>,
    /// What has gone and was waited for, where this is little.
    pub gone: BTreeSet<PathBuf>,
    /// Whether a file was among it that the site shows.
    pub shown: bool,
    /// Whether anything was heard.
    pub heard: bool,
    /// Whether the watch is to end.
    pub over: bool,
}

/// What a file is to the site.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Concern {
    /// Whatever becomes of it, the site stays as it is.
    None,
    /// It may become a part of the site, or say what is one.
    Perhaps,
    /// The site shows it, or is made by it: it is waited until it is complete, and whether it comes back.
    Shown,
}

/// Watches the folders it is told of.
pub struct Watch {
    native: Option<Native>,
    signals: Receiver<Signal>,
    sender: Sender<Signal>,
}

impl Watch {
    /// A watch that hears of changes from the system; with `poll`, or where the system cannot say, of none. What stood in
    /// the way comes with it.
    pub fn new(poll: bool) -> (Self, Option<String>) {
        let (sender, signals) = mpsc::channel();
        let (native, trouble) = match poll {
            true => (None, None),
            false => match Native::new(sender.clone()) {
                Ok(native) => (Some(native), None),
                Err(error) => (None, Some(error)),
            },
        };
        (Self { native, signals, sender }, trouble)
    }

    /// Sends signals to the watch from elsewhere.
    pub fn sender(&self) -> Sender<Signal> {
        self.sender.clone()
    }

    /// Whether the system tells of changes. Where it does not, the folder has to be read every now and then.
    pub fn is_told(&self) -> bool {
        self.native.is_some()
    }

    /// Watches these folders and no others. Says whether folders came in: what was put into them before is not told. Where
    /// the system refuses, the watch goes on without it, and the reason is given.
    pub fn follow(&mut self, folders: &[PathBuf]) -> Result<bool, String> {
        let Some(native) = &mut self.native else { return Ok(false) };
        let done = native.follow(folders);
        if done.is_err() {
            self.native = None;
        }
        done
    }

    /// Waits until something may have changed and all is quiet, or for this long: then the batch is empty. `concern`
    /// says what a file is to the site.
    pub fn next(&mut self, patience: Duration, concern: &dyn Fn(&Path) -> Concern) -> Batch {
        // There is a sender as long as this is there.
        let settled = settle::settle(&self.signals, patience, concern).unwrap_or_default();
        if let Some(native) = &mut self.native {
            // The system forgets a folder that goes, and would not tell of one of the same name that comes.
            for path in &settled.moved {
                native.forget(path);
            }
            if settled.lost {
                native.forget_all();
            }
        }
        settled.batch
    }
}
