//! The line that says how far a command is, on a terminal and once it takes over a second.
//!
//! A thread of its own draws it, ten times a second at most: a stage that tells nothing for long is shown too. Whatever
//! else is printed wipes it first ([`terminal`]).

use std::sync::Arc;
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use super::account::Account;
use super::terminal;
use crate::build::stages::Stage;

/// How long a command takes before it is said how far it is.
const PATIENCE: Duration = Duration::from_secs(1);
/// How long a line stays at least.
const STEP: Duration = Duration::from_millis(100);

/// The line, for as long as this lives.
pub struct Progress {
    end: Option<Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Progress {
    /// Shows how far a command is.
    pub fn of(account: Arc<Account>) -> Self {
        let (end, ended) = mpsc::channel();
        let watch = move || {
            let mut wait = PATIENCE.saturating_sub(account.elapsed());
            while ended.recv_timeout(wait) == Err(RecvTimeoutError::Timeout) {
                let (stage, done, of) = account.now();
                match words(stage, done, of) {
                    Some(line) => terminal::draw(&line),
                    None => terminal::wipe(),
                }
                wait = STEP;
            }
            terminal::wipe();
        };
        // Where the system gives no thread nothing is shown.
        let thread = thread::Builder::new().name("progress".to_owned()).spawn(watch).ok();
        Self { end: Some(end), thread }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.end = None;
        if let Some(thread) = self.thread.take() {
            // It ends by itself, and has nothing to tell.
            let _ = thread.join();
        }
    }
}

/// What is being done; `None` where the command prints, or is about to end.
fn words(stage: Stage, done: usize, of: usize) -> Option<String> {
    let counted = |what: &str, things: &str| match of {
        0 => Some(what.to_owned()),
        of => Some(format!("{what}: {done} of {of} {things}")),
    };
    match stage {
        Stage::Walk => Some("looking for files".to_owned()),
        Stage::Read => counted("reading", "files"),
        Stage::Git => Some("waiting for git".to_owned()),
        Stage::Parse => counted("understanding", "documents"),
        Stage::Link => Some("linking".to_owned()),
        Stage::Checks => Some("checking".to_owned()),
        Stage::Plan => Some("planning the pages".to_owned()),
        Stage::Compare => Some("comparing with the last build".to_owned()),
        Stage::Relate => Some("finding related documents".to_owned()),
        Stage::Files => counted("writing", "files"),
        Stage::Exchange => Some("putting the new site in its place".to_owned()),
        // What is exported may go to the same terminal.
        Stage::Export | Stage::Other => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_says_what_is_done_and_how_far() {
        assert_eq!(words(Stage::Files, 3, 20).as_deref(), Some("writing: 3 of 20 files"));
        assert_eq!(words(Stage::Link, 0, 0).as_deref(), Some("linking"));
        assert_eq!(words(Stage::Other, 0, 0), None);
        let longest = Stage::ALL.into_iter().filter_map(|stage| words(stage, 1_000_000, 1_000_000));
        assert!(longest.map(|line| line.len()).max().is_some_and(|length| length < 60), "it fits a line");
    }
}
