//! A site that follows its folder: two threads and what is shown between them.
//!
//! One thread [watches](super::watch). Where a document was surely written it reads that one file and shows it at once, in
//! the edition there is; then it asks the other thread for the whole. That one reads the folder again, which finds whatever
//! was changed, makes the next edition and shows it. Several requests that come in the meantime are one.
//!
//! Absent on purpose: HTTP (`sys::serve`), what is said of it on the terminal (an [`Observer`]).

mod fresh;
mod made;
mod press;
mod saving;
mod shown;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use super::Trouble;
use super::clock::Stopwatch;
use super::read::{self, Mistaken, Reader};
use super::serve::Hub;
use super::watch::{Batch, Concern, Signal, Watch};
use crate::base::dates::Date;
use crate::build::edition::{Edition, Press};
use crate::build::words;
use crate::diag::Diagnostic;
use crate::source::picture;
pub use press::Hands;
use press::{Desk, Wanted, Worker};
pub use shown::Shown;

/// How often the folder is read where the system tells nothing, or cannot be trusted to.
const POLL: Duration = Duration::from_secs(1);
/// How often it is read to be safe while a page is open: what the system has not told of is seen then.
const SAFETY: Duration = Duration::from_secs(2);
/// How often it is looked whether it is another day.
const IDLE: Duration = Duration::from_secs(30);
/// Reading takes at most this part of the time: one in so many, by polling and to be safe.
const SHARE: [u32; 2] = [10, 50];

/// What a site begins with.
pub struct First {
    /// What made the edition, and makes those after it.
    pub hands: Hands,
    /// What read the folder.
    pub reader: Reader,
    /// What keeps what editions have in common.
    pub press: Press,
    /// The first edition.
    pub edition: Edition,
    /// The day to count as today; without one the clock's.
    pub today: Option<Date>,
    /// Whether the folder is read every second, without the system telling of changes.
    pub poll: bool,
}

/// Hears what happens.
pub trait Observer: Send + Sync {
    /// The folder is going to be read; most often nothing will have changed.
    fn looks(&self);
    /// The site is another one.
    fn changed(&self, change: &Change<'_>);
    /// The folder cannot be read; the site stays as it was.
    fn trouble(&self, trouble: &Trouble);
    /// The configuration has mistakes; the one before stays in force.
    fn mistaken(&self, mistaken: &Mistaken);
    /// A page could not be made as it is meant.
    fn failed(&self, finding: &Diagnostic, edition: &Edition);
    /// What was in the way is no more.
    fn mended(&self);
    /// Something the user should know.
    fn note(&self, text: &str);
}

/// What changed.
pub struct Change<'a> {
    /// The files that differ, by path below the content folder; empty where it is what git knows, or the day.
    pub files: &'a [String],
    /// How many documents have another page.
    pub pages: usize,
    /// Findings that were not there before.
    pub found: &'a [&'a Diagnostic],
    /// How many findings are there no more.
    pub mended: usize,
    /// How long it took until what was written was shown, where that was before the whole was.
    pub first: Option<Duration>,
    /// How long it took until everything was shown.
    pub took: Duration,
    /// What is shown now.
    pub edition: &'a Edition,
}

/// A site that follows its folder until this is stopped.
pub struct Following {
    /// What is shown.
    pub shown: Arc<Shown>,
    signals: std::sync::mpsc::Sender<Signal>,
    desk: Arc<Desk>,
}

impl Following {
    /// Begins to follow.
    pub fn start(first: First, hub: Arc<Hub>, observer: Arc<dyn Observer>) -> Self {
        let First { hands, mut reader, press, edition, today, poll } = first;
        reader.keep_configuration(&edition.snapshot);
        let (mut watch, trouble) = Watch::new(poll);
        if let Some(trouble) = trouble {
            observer.note(&unheard(&trouble));
        }
        let snapshot = edition.snapshot.clone();
        let shown = Arc::new(Shown::new(edition, Arc::clone(&hub), run()).observed_by(Arc::clone(&observer)));
        let desk = Arc::new(Desk::default());
        let signals = watch.sender();
        let folders = Arc::new(Mutex::new(Vec::new()));
        let worker = Worker {
            reader,
            press,
            last: snapshot,
            today,
            shown: Arc::clone(&shown),
            desk: Arc::clone(&desk),
            observer: Arc::clone(&observer),
            folders: Arc::clone(&folders),
            signals: signals.clone(),
            told: None,
            failing: None,
        };
        let following = Self { shown: Arc::clone(&shown), signals, desk: Arc::clone(&desk) };
        worker.spread();
        std::thread::spawn(move || worker.run(&hands));
        let watcher = Watcher { shown, desk, hub, observer, folders, today };
        std::thread::spawn(move || watcher.run(&mut watch));
        following
    }

    /// Ends it. What is being made is not waited for.
    pub fn stop(&self) {
        self.desk.close();
        // The watch may have ended by itself.
        drop(self.signals.send(Signal::Over));
    }
}

/// The words for a system that does not tell of changes.
fn unheard(trouble: &str) -> String {
    format!("the system does not tell of changes: {trouble}; the folder is read every second instead")
}

/// A name of this run, which another one will not have.
fn run() -> String {
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default().as_nanos();
    blake3::hash(format!("{now} {}", std::process::id()).as_bytes()).to_hex().chars().take(12).collect()
}

/// The thread that watches.
struct Watcher {
    shown: Arc<Shown>,
    desk: Arc<Desk>,
    hub: Arc<Hub>,
    observer: Arc<dyn Observer>,
    folders: Arc<Mutex<Vec<PathBuf>>>,
    today: Option<Date>,
}

impl Watcher {
    fn run(&self, watch: &mut Watch) {
        loop {
            self.follow(watch);
            let (patience, every) = self.patience(watch);
            let batch = watch.next(patience, &|path| self.concern(path));
            if batch.over {
                return;
            }
            if !batch.heard {
                let day = self.today.is_none() && super::clock::today() != self.shown.edition().snapshot.today;
                if every || day {
                    self.desk.want(Wanted::look());
                }
                continue;
            }
            if let Err(cause) = catch_unwind(AssertUnwindSafe(|| self.heard(batch))) {
                self.observer.trouble(&press::fault(words(&*cause)));
                // The whole is made all the same.
                self.desk.want(Wanted::default());
            }
        }
    }

    /// Something was heard: what was written is shown, and the whole is asked for.
    fn heard(&self, batch: Batch) {
        let since = Stopwatch::start();
        let edition = self.shown.edition();
        let root = edition.snapshot.root.clone();
        let below = |path: &PathBuf| Some(read::slashed(path.strip_prefix(&root).ok()?));
        let written: Vec<String> = batch.written.iter().filter_map(below).collect();
        let gone: Vec<String> = batch.gone.iter().filter_map(below).collect();
        drop(edition);
        let drafted = self.shown.draft(|edition| {
            let known = written.iter().filter_map(|path| edition.snapshot.file(path));
            let read = known.filter_map(|file| read::again(&root, file));
            read.filter(|file| !edition.shows(file)).collect()
        });
        let first = (drafted > 0).then(|| since.elapsed());
        // Of a document that was written git is asked although it reads as before: it may be so no longer to git.
        let look = !batch.shown;
        self.desk.want(Wanted { forget: written, gone, since: Some(since), first, look });
    }

    /// Watches the folders that the last reading looked into.
    fn follow(&self, watch: &mut Watch) {
        let folders = self.folders.lock().unwrap_or_else(PoisonError::into_inner).clone();
        match watch.follow(&folders) {
            // What was put into a new folder before it was watched is not told.
            Ok(true) => self.desk.want(Wanted::look()),
            Ok(false) => {}
            Err(trouble) => self.observer.note(&unheard(&trouble)),
        }
    }

    /// How long nothing need be heard, and whether the folder is to be read then.
    fn patience(&self, watch: &Watch) -> (Duration, bool) {
        let reading = self.desk.reading();
        match (watch.is_told() && !self.desk.is_troubled(), self.hub.listeners() > 0) {
            (false, _) => (POLL.max(reading * SHARE[0]), true),
            (true, true) => (SAFETY.max(reading * SHARE[1]), true),
            (true, false) => (IDLE, false),
        }
    }

    /// What a file is to the site.
    fn concern(&self, path: &Path) -> Concern {
        let edition = self.shown.edition();
        let snapshot = &edition.snapshot;
        let is_watched = |folder: &Path| {
            let folders = self.folders.lock().unwrap_or_else(PoisonError::into_inner);
            folders.iter().any(|one| one == folder)
        };
        let Ok(below) = path.strip_prefix(&snapshot.root) else {
            let is_rule = path.file_name().is_some_and(|name| name == ".gitignore");
            // Git's own files: no other folder outside is watched but those above.
            let of_git = |folder: &Path| !snapshot.root.starts_with(folder) && is_watched(folder);
            let counts = is_rule || snapshot.root.starts_with(path) || path.parent().is_some_and(of_git);
            return if counts { Concern::Perhaps } else { Concern::None };
        };
        let name = read::slashed(below);
        let is_linked_picture =
            |name: &str| picture::is_picture(name) && edition.evaluated.site.asset_urls.contains_key(name);
        if snapshot.text(&name).is_some() || read::is_markdown(&name) || is_linked_picture(&name) {
            return Concern::Shown;
        }
        // What lies in a folder of tools or a hidden one is nothing to the site, unless that one is read all the same.
        let left_out = name.split('/').any(|piece| piece.starts_with('.') || read::TOOLS.contains(&piece));
        let is_read = || is_watched(path) || path.parent().is_some_and(&is_watched);
        if left_out && !is_read() { Concern::None } else { Concern::Perhaps }
    }
}
