//! The account of a command: how long each of its stages took, what it worked on, and how far it is now.
//!
//! How far it is is always kept, for the [line](super::progress) that shows it: a few numbers. Time is looked at only
//! where an account was asked for.
//!
//! Absent on purpose: how it is printed (`cli::timings`).

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use super::clock::{self, Stopwatch};
use crate::build::stages::{Part, Stage, Stages, Unit};

/// What is kept of a command.
pub struct Account {
    measures: bool,
    started: Stopwatch,
    /// The stage there is now, by its place in [`Stage::ALL`].
    stage: AtomicUsize,
    /// How many of its things are done, and of how many.
    done: AtomicUsize,
    of: AtomicUsize,
    inner: Mutex<Inner>,
}

/// What was measured.
#[derive(Default)]
struct Inner {
    /// When the stage there is now began: time since the start, and what the process had worked by then.
    began: (Duration, Option<Duration>),
    stages: BTreeMap<Stage, Cost>,
    parts: BTreeMap<Part, Share>,
}

/// What a stage cost.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cost {
    /// How long it took.
    pub took: Duration,
    /// How long the processors worked for it, all together; `None` where the system does not tell.
    pub worked: Option<Duration>,
    /// How much there was of what.
    pub counts: BTreeMap<Unit, usize>,
}

/// What the threads that make files spent on one kind of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Share {
    /// How long, summed over the threads.
    pub took: Duration,
    /// How many files.
    pub files: usize,
    /// How many bytes.
    pub bytes: usize,
}

/// What was measured up to now, or since the last time it was taken.
#[derive(Clone, Debug, Default)]
pub struct Measured {
    /// Every stage there was, in the order of [`Stage::ALL`].
    pub stages: Vec<(Stage, Cost)>,
    /// What the threads did in [`Stage::Files`].
    pub parts: Vec<(Part, Share)>,
    /// The time of all stages together.
    pub took: Duration,
    /// The most memory the process has had at once, in bytes; `None` where the system does not tell.
    pub peak: Option<u64>,
}

impl Account {
    /// Begins now, with what is no stage of its own. Without `measures` no time is looked at.
    pub fn begin(measures: bool) -> Self {
        let began = (Duration::ZERO, if measures { clock::worked() } else { None });
        Self {
            measures,
            started: Stopwatch::start(),
            stage: AtomicUsize::new(Stage::Other as usize),
            done: AtomicUsize::new(0),
            of: AtomicUsize::new(0),
            inner: Mutex::new(Inner { began, ..Inner::default() }),
        }
    }

    /// How long the command has run.
    pub fn elapsed(&self) -> Duration {
        self.started.elapsed()
    }

    /// The stage there is now; how many of its things are done, and of how many.
    pub fn now(&self) -> (Stage, usize, usize) {
        (self.stage(), self.done.load(Ordering::Relaxed), self.of.load(Ordering::Relaxed))
    }

    /// Takes what was measured; from now on it is measured anew.
    pub fn take(&self) -> Measured {
        let stage = self.stage();
        let mut inner = self.lock();
        inner.end(stage, self.elapsed());
        let stages = std::mem::take(&mut inner.stages);
        let parts = std::mem::take(&mut inner.parts);
        let took = stages.values().map(|cost| cost.took).sum();
        Measured {
            stages: stages.into_iter().collect(),
            parts: parts.into_iter().collect(),
            took,
            peak: clock::peak_memory(),
        }
    }

    /// Drops what was measured; from now on it is measured anew.
    pub fn drop_measured(&self) {
        if self.measures {
            let mut inner = self.lock();
            *inner = Inner { began: (self.elapsed(), clock::worked()), ..Inner::default() };
        }
    }

    fn stage(&self) -> Stage {
        Stage::ALL.get(self.stage.load(Ordering::Relaxed)).copied().unwrap_or(Stage::Other)
    }

    fn lock(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Measured {
    /// The same without what is of no stage: a server waits in it for the next save.
    pub fn without_other(mut self) -> Self {
        self.stages.retain(|(stage, _)| *stage != Stage::Other);
        self.took = self.stages.iter().map(|(_, cost)| cost.took).sum();
        self
    }
}

impl Inner {
    /// Ends a stage, so that another one can begin.
    fn end(&mut self, stage: Stage, now: Duration) {
        let worked = clock::worked();
        let cost = self.stages.entry(stage).or_default();
        cost.took += now.saturating_sub(self.began.0);
        if let (Some(now), Some(then)) = (worked, self.began.1) {
            *cost.worked.get_or_insert_default() += now.saturating_sub(then);
        }
        self.began = (now, worked);
    }
}

impl Stages for Account {
    fn begin(&self, stage: Stage, of: usize) {
        if self.measures {
            self.lock().end(self.stage(), self.elapsed());
        }
        self.stage.store(stage as usize, Ordering::Relaxed);
        self.done.store(0, Ordering::Relaxed);
        self.of.store(of, Ordering::Relaxed);
    }

    fn done(&self) {
        self.done.fetch_add(1, Ordering::Relaxed);
    }

    fn count(&self, unit: Unit, count: usize) {
        if self.measures {
            let stage = self.stage();
            *self.lock().stages.entry(stage).or_default().counts.entry(unit).or_default() += count;
        }
    }

    fn within(&self, part: Part, work: &mut dyn FnMut() -> usize) {
        if !self.measures {
            work();
            return;
        }
        let watch = Stopwatch::start();
        let bytes = work();
        let took = watch.elapsed();
        let mut inner = self.lock();
        let share = inner.parts.entry(part).or_default();
        share.took += took;
        share.files += 1;
        share.bytes += bytes;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stages_follow_each_other_and_come_to_the_whole() {
        let account = Account::begin(true);
        account.begin(Stage::Read, 3);
        account.done();
        account.count(Unit::Files, 3);
        assert_eq!(account.now(), (Stage::Read, 1, 3));
        account.begin(Stage::Files, 1);
        account.within(Part::Pages, &mut || 7);
        account.begin(Stage::Other, 0);
        let measured = account.take();
        let names: Vec<Stage> = measured.stages.iter().map(|(stage, _)| *stage).collect();
        assert_eq!(names, [Stage::Read, Stage::Files, Stage::Other]);
        assert_eq!(measured.stages[0].1.counts[&Unit::Files], 3);
        assert_eq!((measured.parts[0].1.files, measured.parts[0].1.bytes), (1, 7));
        assert!(measured.took <= account.elapsed());
        let again = account.take();
        assert!(again.parts.is_empty());
        assert_eq!(again.stages.len(), 1, "what was taken is not told again");
        account.begin(Stage::Walk, 0);
        account.begin(Stage::Other, 0);
        account.drop_measured();
        account.begin(Stage::Read, 0);
        let saved = account.take();
        let names: Vec<Stage> = saved.stages.iter().map(|(stage, _)| *stage).collect();
        assert_eq!(names, [Stage::Read, Stage::Other]);
        let cost = saved.stages[0].1.clone();
        let saved = saved.without_other();
        assert_eq!((saved.stages, saved.took), (vec![(Stage::Read, cost.clone())], cost.took));
    }

    #[test]
    fn nothing_is_measured_unless_it_is_asked_for() {
        let account = Account::begin(false);
        account.begin(Stage::Read, 3);
        account.count(Unit::Files, 3);
        account.within(Part::Pages, &mut || 7);
        assert!(account.lock().stages.is_empty() && account.lock().parts.is_empty());
        assert_eq!(account.now(), (Stage::Read, 0, 3));
    }
}
