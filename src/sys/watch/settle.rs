//! From single signals to one batch: waits for quiet, and no longer than it has to.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use super::Batch;

/// What was heard.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Signal {
    /// A file was written and closed, or put in its place by a rename.
    Written(PathBuf),
    /// A file is being written.
    Writing(PathBuf),
    /// A file or folder has gone from here.
    Gone(PathBuf),
    /// Something else: look at everything.
    Look,
    /// The watch is to end.
    Over,
}

/// The quiet behind a file that is complete.
const COMPLETE: Duration = Duration::from_millis(2);
/// The quiet behind signals that name no file: a new folder, a flood.
const UNSURE: Duration = Duration::from_millis(10);
/// The quiet behind many files: another branch, a folder that is copied.
const FLOOD: Duration = Duration::from_millis(50);
/// How long is waited for a file that is being written, and for one that has gone to come back: editors save by moving the
/// old file away, or by deleting it.
const UNDER_WAY: Duration = Duration::from_millis(100);
/// How long is waited at most.
const LONGEST: Duration = Duration::from_millis(500);
/// From so many files on it is a flood.
const MANY: usize = 8;

/// A batch, and what has gone.
pub struct Settled {
    /// The batch.
    pub batch: Batch,
    /// What is no longer where it was.
    pub gone: Vec<PathBuf>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Written,
    Writing,
    Gone,
}

/// The next batch; empty where nothing is heard for as long as the patience lasts, `None` where nothing ever will be.
pub fn settle(signals: &Receiver<Signal>, patience: Duration, matters: &dyn Fn(&Path) -> bool) -> Option<Settled> {
    let mut files: BTreeMap<PathBuf, State> = BTreeMap::new();
    let mut over = false;
    let mut unsure = false;
    let first = match signals.recv_timeout(patience) {
        Ok(signal) => signal,
        Err(RecvTimeoutError::Timeout) => return Some(Settled { batch: Batch::default(), gone: Vec::new() }),
        Err(RecvTimeoutError::Disconnected) => return None,
    };
    let begun = Instant::now();
    let mut signal = Some(first);
    loop {
        match signal.take() {
            Some(Signal::Written(path)) => drop(files.insert(path, State::Written)),
            Some(Signal::Writing(path)) => drop(files.insert(path, State::Writing)),
            Some(Signal::Gone(path)) => drop(files.insert(path, State::Gone)),
            Some(Signal::Look) => unsure = true,
            Some(Signal::Over) => over = true,
            None => {}
        }
        if over {
            break;
        }
        let quiet = quiet(&files, unsure, matters).min(LONGEST.saturating_sub(begun.elapsed()));
        match signals.recv_timeout(quiet) {
            Ok(next) => signal = Some(next),
            Err(_) => break,
        }
    }
    let of = |wanted: State| files.iter().filter(move |(_, state)| **state == wanted).map(|(path, _)| path.clone());
    let few = |wanted: State| if files.len() > MANY { BTreeSet::new() } else { of(wanted).collect() };
    let batch = Batch { written: few(State::Written), gone: few(State::Gone), heard: true, over };
    Some(Settled { batch, gone: of(State::Gone).collect() })
}

/// How long it has to be quiet for the batch to be whole.
fn quiet(files: &BTreeMap<PathBuf, State>, unsure: bool, matters: &dyn Fn(&Path) -> bool) -> Duration {
    if files.len() > MANY {
        return FLOOD;
    }
    let waits = |(path, state): (&PathBuf, &State)| match state {
        State::Written => COMPLETE,
        // Whether a file that nobody shows is complete makes no difference.
        State::Writing => UNDER_WAY,
        State::Gone if matters(path) => UNDER_WAY,
        State::Gone => UNSURE,
    };
    let longest = files.iter().map(waits).max().unwrap_or(UNSURE);
    if unsure { longest.max(UNSURE) } else { longest }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::mpsc;

    fn batch(signals: &[Signal]) -> Settled {
        let (sender, receiver) = mpsc::channel();
        for signal in signals {
            sender.send(signal.clone()).expect("sent");
        }
        settle(&receiver, Duration::from_secs(9), &|path| path.ends_with("shown.md")).expect("a batch")
    }

    fn path(text: &str) -> PathBuf {
        PathBuf::from(text)
    }

    #[test]
    fn one_save_is_one_batch() {
        let written = |signals: &[Signal]| batch(signals).batch.written.into_iter().collect::<Vec<_>>();
        // In place; by rename; by delete and create; by moving the old one away.
        for signals in [
            vec![
                Signal::Writing(path("shown.md")),
                Signal::Writing(path("shown.md")),
                Signal::Written(path("shown.md")),
            ],
            vec![Signal::Written(path("shown.md"))],
            vec![Signal::Gone(path("shown.md")), Signal::Writing(path("shown.md")), Signal::Written(path("shown.md"))],
        ] {
            assert_eq!(written(&signals), [path("shown.md")], "{signals:?}");
        }
        assert_eq!(written(&[Signal::Writing(path("shown.md"))]), [] as [PathBuf; 0]);
        assert_eq!(batch(&[Signal::Gone(path("shown.md"))]).gone, [path("shown.md")]);
    }

    #[test]
    fn what_is_complete_is_waited_for_least() {
        let of = |state, name: &str| {
            quiet(&BTreeMap::from([(path(name), state)]), false, &|path| path.ends_with("shown.md"))
        };
        assert_eq!(of(State::Written, "shown.md"), COMPLETE);
        assert_eq!(of(State::Writing, "shown.md"), UNDER_WAY);
        assert_eq!(of(State::Gone, "shown.md"), UNDER_WAY);
        assert_eq!(of(State::Gone, "shown.md~"), UNSURE);
        let many = (0..=MANY).map(|at| (path(&format!("{at}.md")), State::Written)).collect();
        assert_eq!(quiet(&many, false, &|_| true), FLOOD);
    }

    #[test]
    fn a_flood_is_one_batch_that_names_no_file() {
        let many: Vec<Signal> = (0..300).map(|at| Signal::Written(path(&format!("{at}.md")))).collect();
        assert_eq!(batch(&many).batch, Batch { heard: true, ..Batch::default() });
    }

    #[test]
    fn nothing_heard_is_an_empty_batch_and_the_end_is_told() {
        let (sender, receiver) = mpsc::channel();
        let waited = settle(&receiver, Duration::from_millis(1), &|_| true).expect("a batch");
        assert_eq!(waited.batch, Batch::default());
        sender.send(Signal::Over).expect("sent");
        assert!(settle(&receiver, Duration::from_secs(9), &|_| true).expect("a batch").batch.over);
        drop(sender);
        assert!(settle(&receiver, Duration::from_secs(9), &|_| true).is_none());
    }
}
