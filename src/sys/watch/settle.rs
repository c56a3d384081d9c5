//! From single signals to one batch: waits for quiet, and no longer than it has to.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use super::{Batch, Concern};

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
    /// The system lost what it had to tell: look at everything, and count on no folder being watched.
    Lost,
    /// The watch is to end.
    Over,
}

/// The quiet behind a file that is complete.
const COMPLETE: Duration = Duration::from_millis(2);
/// The quiet behind signals that name no file: a new folder, a flood.
const UNSURE: Duration = Duration::from_millis(10);
/// The quiet behind many files: another branch, a folder that is copied.
const FLOOD: Duration = Duration::from_millis(50);
/// How long is waited for a file that is being written.
const UNDER_WAY: Duration = Duration::from_millis(100);
/// How long is waited for a file that has gone to come back: editors save by moving the old file away, or by deleting it,
/// and some ask the disk in between.
const AWAY: Duration = Duration::from_millis(300);
/// How long is waited at most.
const LONGEST: Duration = Duration::from_millis(500);
/// From so many files on it is a flood.
const MANY: usize = 8;

/// A batch, and what it says to those who watch folders.
#[derive(Default)]
pub struct Settled {
    /// The batch.
    pub batch: Batch,
    /// What has gone, even if it came back, and what was put in a place: a folder of this name may be another one.
    pub moved: BTreeSet<PathBuf>,
    /// Whether something was lost.
    pub lost: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Written,
    Writing,
    Gone,
}

/// The next batch; empty where nothing is heard for as long as the patience lasts, `None` where nothing ever will be.
pub fn settle(signals: &Receiver<Signal>, patience: Duration, concern: &dyn Fn(&Path) -> Concern) -> Option<Settled> {
    let mut files = Files::default();
    let mut settled = Settled::default();
    let mut unsure = false;
    let called = Instant::now();
    let mut begun: Option<Instant> = None;
    loop {
        let left = match begun {
            None => patience.saturating_sub(called.elapsed()),
            // Where signals come without an end there is always one that waits: the clock is asked, not they.
            Some(begun) if begun.elapsed() >= LONGEST => break,
            Some(begun) => {
                quiet(&files, unsure).saturating_sub(files.quiet_for()).min(LONGEST.saturating_sub(begun.elapsed()))
            }
        };
        let signal = match signals.recv_timeout(left) {
            Ok(signal) => signal,
            Err(RecvTimeoutError::Disconnected) if begun.is_none() => return None,
            Err(_) => break,
        };
        let (path, state) = match signal {
            Signal::Written(path) => (path, State::Written),
            Signal::Writing(path) => (path, State::Writing),
            Signal::Gone(path) => (path, State::Gone),
            Signal::Look | Signal::Lost => {
                settled.lost |= signal == Signal::Lost;
                unsure = true;
                files.touched = Some(Instant::now());
                begun.get_or_insert_with(Instant::now);
                continue;
            }
            Signal::Over => {
                settled.batch.over = true;
                begun.get_or_insert_with(Instant::now);
                break;
            }
        };
        let concern = concern(&path);
        if concern == Concern::None {
            // Of a stream of such nothing would ever be waited out.
            if begun.is_none() && called.elapsed() >= patience {
                break;
            }
            continue;
        }
        begun.get_or_insert_with(Instant::now);
        if state != State::Writing {
            settled.moved.insert(path.clone());
        }
        files.hear(path, state, concern);
    }
    settled.batch.heard = begun.is_some();
    settled.batch.shown = files.all.values().any(|(_, concern)| *concern == Concern::Shown);
    let of = |wanted: State| files.all.iter().filter(move |(_, (state, _))| *state == wanted);
    let few = |wanted: State| match files.all.len() > MANY {
        true => BTreeSet::new(),
        false => of(wanted).map(|(path, _)| path.clone()).collect(),
    };
    (settled.batch.written, settled.batch.gone) = (few(State::Written), few(State::Gone));
    Some(settled)
}

/// The files of a batch.
#[derive(Default)]
struct Files {
    all: BTreeMap<PathBuf, (State, Concern)>,
    /// When a signal came that something is waited for after.
    touched: Option<Instant>,
}

impl Files {
    fn hear(&mut self, path: PathBuf, state: State, concern: Concern) {
        let is_shown = |(_, concern): &(State, Concern)| *concern == Concern::Shown;
        // A file that nobody shows and that is written all the time must not hold back one that is complete.
        if concern == Concern::Shown || !self.all.values().any(is_shown) {
            self.touched = Some(Instant::now());
        }
        self.all.insert(path, (state, concern));
    }

    fn quiet_for(&self) -> Duration {
        self.touched.map(|moment| moment.elapsed()).unwrap_or_default()
    }
}

/// How long it has to be quiet for the batch to be whole. Where there are files that the site shows only these count:
/// whether another is complete makes no difference to them.
fn quiet(files: &Files, unsure: bool) -> Duration {
    if files.all.len() > MANY {
        return FLOOD;
    }
    let waits = |(state, concern): &(State, Concern)| match (state, concern) {
        (State::Written, _) => COMPLETE,
        (State::Writing, _) => UNDER_WAY,
        (State::Gone, Concern::Shown) => AWAY,
        (State::Gone, _) => UNSURE,
    };
    let shown = files.all.values().filter(|(_, concern)| *concern == Concern::Shown).map(waits).max();
    let longest = shown.or_else(|| files.all.values().map(waits).max()).unwrap_or(UNSURE);
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
        settle(&receiver, Duration::from_secs(9), &concern).expect("a batch")
    }

    fn concern(path: &Path) -> Concern {
        match path {
            path if path.ends_with("shown.md") => Concern::Shown,
            path if path.starts_with("elsewhere") => Concern::None,
            _ => Concern::Perhaps,
        }
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
        assert_eq!(batch(&[Signal::Gone(path("shown.md"))]).batch.gone, [path("shown.md")].into());
    }

    #[test]
    fn a_folder_that_was_swapped_is_told_although_one_is_there() {
        let swapped = batch(&[Signal::Gone(path("a")), Signal::Gone(path("b")), Signal::Written(path("a"))]);
        assert_eq!((swapped.batch.written, swapped.batch.gone), ([path("a")].into(), [path("b")].into()));
        assert_eq!(swapped.moved, [path("a"), path("b")].into());
        assert!(!swapped.lost && batch(&[Signal::Written(path("a")), Signal::Lost]).lost);
    }

    #[test]
    fn what_does_not_concern_the_site_is_not_heard() {
        let heard = batch(&[Signal::Gone(path("elsewhere/a")), Signal::Written(path("b"))]);
        assert_eq!((heard.batch.written, heard.moved), ([path("b")].into(), [path("b")].into()));
        assert!(!heard.batch.shown && batch(&[Signal::Written(path("shown.md"))]).batch.shown);
        let (sender, receiver) = mpsc::channel();
        sender.send(Signal::Written(path("elsewhere/a"))).expect("sent");
        let waited = settle(&receiver, Duration::from_millis(1), &concern).expect("a batch");
        assert_eq!(waited.batch, Batch::default());
    }

    #[test]
    fn signals_without_an_end_end_a_batch_all_the_same() {
        let (sender, receiver) = mpsc::channel();
        let flood = std::thread::spawn(move || while sender.send(Signal::Written(path("shown.md"))).is_ok() {});
        let heard = settle(&receiver, Duration::from_secs(9), &concern).expect("a batch");
        assert!(heard.batch.heard);
        drop(receiver);
        flood.join().expect("it ends");
    }

    #[test]
    fn what_is_complete_is_waited_for_least() {
        let of = |state, name: &str| {
            let mut files = Files::default();
            files.hear(path(name), state, concern(Path::new(name)));
            quiet(&files, false)
        };
        assert_eq!(of(State::Written, "shown.md"), COMPLETE);
        assert_eq!(of(State::Writing, "shown.md"), UNDER_WAY);
        assert_eq!(of(State::Gone, "shown.md"), AWAY);
        assert_eq!(of(State::Gone, "shown.md~"), UNSURE);
        let mut files = Files::default();
        files.hear(path("log"), State::Writing, Concern::Perhaps);
        assert_eq!(quiet(&files, false), UNDER_WAY);
        files.hear(path("shown.md"), State::Written, Concern::Shown);
        let touched = files.touched;
        files.hear(path("log"), State::Writing, Concern::Perhaps);
        assert_eq!((quiet(&files, false), files.touched), (COMPLETE, touched), "a log holds nothing back");
        for at in 0..MANY {
            files.hear(path(&format!("{at}.md")), State::Written, Concern::Perhaps);
        }
        assert_eq!(quiet(&files, false), FLOOD);
    }

    #[test]
    fn a_flood_is_one_batch_that_names_no_file() {
        let many: Vec<Signal> = (0..300).map(|at| Signal::Written(path(&format!("{at}.md")))).collect();
        assert_eq!(batch(&many).batch, Batch { heard: true, ..Batch::default() });
    }

    #[test]
    fn nothing_heard_is_an_empty_batch_and_the_end_is_told() {
        let (sender, receiver) = mpsc::channel();
        let waited = settle(&receiver, Duration::from_millis(1), &concern).expect("a batch");
        assert_eq!(waited.batch, Batch::default());
        sender.send(Signal::Over).expect("sent");
        assert!(settle(&receiver, Duration::from_secs(9), &concern).expect("a batch").batch.over);
        drop(sender);
        assert!(settle(&receiver, Duration::from_secs(9), &concern).is_none());
    }
}
