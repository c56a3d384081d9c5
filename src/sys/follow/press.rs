//! The thread that makes editions: waits until one is wanted, reads the folder, and shows what came of it.

use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::mpsc::Sender;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use rayon::{ThreadPool, ThreadPoolBuilder};

use super::saving::missing;
use super::{Change, Observer, Shown, shown};
use crate::base::dates::Date;
use crate::build::edition::{Edition, Press};
use crate::build::{changes, words};
use crate::formats::live::Problem;
use crate::source::{CONFIG, Snapshot, SourceFile, difference};
use crate::sys::clock::{self, Stopwatch};
use crate::sys::read::{self, Reader};
use crate::sys::serve::Pages;
use crate::sys::watch::Signal;
use crate::sys::{Trouble, git};

/// What becomes of a folder that cannot be read.
const STAYS: &str = "the site stays as it was; the folder is looked for every second";
/// How many mistakes of a configuration open pages are told.
const MISTAKES: usize = 5;
/// How often and how long a document that is being saved is waited for, and for how many of its saves.
const SAVING: (u32, Duration) = (10, Duration::from_millis(10));
const SAVES: u32 = 5;
/// How many documents at most are shown one by one before everything is.
const MANY: usize = 8;
/// The stack of a thread that makes editions: that of the program's first thread. Its memory is taken only when it is used.
const STACK: usize = 8 * 1024 * 1024;

/// Where wishes for an edition are left.
#[derive(Default)]
pub struct Desk {
    inner: Mutex<Inner>,
    left: Condvar,
}

#[derive(Default)]
struct Inner {
    wanted: Option<Wanted>,
    closed: bool,
    reading: Duration,
    troubled: bool,
}

/// A wish for an edition.
#[derive(Default)]
pub struct Wanted {
    /// Files that are to be read whatever the file system says of them.
    pub forget: Vec<String>,
    /// What has gone and was waited for.
    pub gone: Vec<String>,
    /// When the first change was heard of.
    pub since: Option<Stopwatch>,
    /// How long it took until the first change was shown.
    pub first: Option<Duration>,
    /// Whether nothing was heard, and it is only to be looked whether something has changed.
    pub look: bool,
}

impl Wanted {
    /// Only to look whether something has changed.
    pub fn look() -> Self {
        Self { look: true, ..Self::default() }
    }
}

impl Desk {
    /// Leaves a wish. Together with one that still lies there it is one.
    pub fn want(&self, wanted: Wanted) {
        let mut inner = self.lock();
        inner.wanted = Some(match inner.wanted.take() {
            None => wanted,
            Some(mut lying) => {
                lying.forget.extend(wanted.forget);
                lying.gone.extend(wanted.gone);
                lying.since = lying.since.or(wanted.since);
                lying.first = lying.first.or(wanted.first);
                lying.look &= wanted.look;
                lying
            }
        });
        drop(inner);
        self.left.notify_one();
    }

    /// No more wishes are fulfilled.
    pub fn close(&self) {
        self.lock().closed = true;
        self.left.notify_one();
    }

    /// How long the last reading took.
    pub fn reading(&self) -> Duration {
        self.lock().reading
    }

    /// Whether the folder could not be read.
    pub fn is_troubled(&self) -> bool {
        self.lock().troubled
    }

    fn next(&self) -> Option<Wanted> {
        let waited = self.left.wait_while(self.lock(), |inner| inner.wanted.is_none() && !inner.closed);
        let mut inner = waited.unwrap_or_else(PoisonError::into_inner);
        if inner.closed { None } else { inner.wanted.take() }
    }

    fn lock(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The threads that make editions: others than those that make pages, which do not wait behind an edition.
///
/// The first edition is made by them too. Memory that is freed is most readily used again by the thread that took it: of a
/// site that other threads had read, each document that is written would leave a hole that nobody fills.
pub struct Hands(Option<ThreadPool>);

impl Hands {
    /// One for each core. Where the system gives no threads those that there are do it.
    pub fn for_each_core() -> Self {
        let threads = ThreadPoolBuilder::new().num_threads(rayon::current_num_threads()).stack_size(STACK);
        Self(threads.build().ok())
    }

    /// Has them do something.
    pub fn work<T: Send>(&self, what: impl FnOnce() -> T + Send) -> T {
        match &self.0 {
            Some(pool) => pool.install(what),
            None => what(),
        }
    }
}

/// What makes editions.
pub struct Worker {
    pub reader: Reader,
    pub press: Press,
    /// What was read for the edition that is shown.
    pub last: Snapshot,
    pub today: Option<Date>,
    pub shown: Arc<Shown>,
    pub desk: Arc<Desk>,
    pub observer: Arc<dyn Observer>,
    pub folders: Arc<Mutex<Vec<PathBuf>>>,
    pub signals: Sender<Signal>,
    /// What was told that stands in the way.
    pub told: Option<Told>,
    /// What no edition could be made of.
    pub failing: Option<Snapshot>,
}

/// What stands in the way.
#[derive(Clone, PartialEq, Eq)]
pub enum Told {
    /// A configuration of this text.
    Mistaken(Arc<str>),
    /// Trouble in these words.
    Trouble(String),
}

impl Worker {
    /// Makes editions until no more are wanted.
    pub fn run(mut self, hands: &Hands) {
        // The first page comes before all else.
        drop(self.shown.find("index.html"));
        let first = self.shown.edition();
        // Pages say what went wrong, if it did.
        let _ = hands.work(|| catch_unwind(AssertUnwindSafe(|| first.relate())));
        drop(first);
        while let Some(wanted) = self.desk.next() {
            if let Err(cause) = hands.work(|| catch_unwind(AssertUnwindSafe(|| self.make(wanted)))) {
                self.fault(words(&*cause));
            }
        }
    }

    /// Hands the folders that were read to the thread that watches.
    pub fn spread(&self) {
        let now = self.folders_to_watch();
        let mut folders = self.folders.lock().unwrap_or_else(PoisonError::into_inner);
        if *folders != now {
            *folders = now;
            drop(folders);
            // The watch may be over.
            drop(self.signals.send(Signal::Look));
        }
    }

    /// The folders that were read, those above up to the repository, whose rules count too, and git's own.
    fn folders_to_watch(&self) -> Vec<PathBuf> {
        let mut folders = self.reader.folders().to_vec();
        let Some(root) = folders.first().cloned() else { return folders };
        if let Some(repository) = crate::sys::read::repository(&root) {
            let above = root.ancestors().skip(1).take_while(|folder| folder.starts_with(repository));
            folders.extend(above.map(PathBuf::from));
            folders.extend(git::folder(repository));
        }
        folders
    }

    fn make(&mut self, mut wanted: Wanted) {
        let watch = Stopwatch::start();
        let since = wanted.since.unwrap_or(watch);
        let drafted = self.shown.drafted();
        self.observer.looks();
        let read = self.read(&wanted);
        let was_troubled = {
            let mut inner = self.desk.lock();
            inner.reading = watch.elapsed();
            std::mem::replace(&mut inner.troubled, read.is_err())
        };
        if read.is_err() && !was_troubled {
            // The watch may have begun to wait before it could know: of a folder that is not there it hears nothing. It
            // may be over, too.
            drop(self.signals.send(Signal::Look));
        }
        self.spread();
        let snapshot = match read {
            Ok(snapshot) => snapshot,
            Err(trouble) => {
                self.failing = None;
                return self.trouble(&Trouble::new(trouble.message).help(STAYS));
            }
        };
        let standing = self.standing(&snapshot);
        let is_same = difference::is_same(&self.last, &snapshot) && self.last.git == snapshot.git;
        let fails = |failing: &Snapshot| difference::is_same(failing, &snapshot) && failing.git == snapshot.git;
        if self.failing.as_ref().is_some_and(fails) {
            // It would fail again. What there is to say of it stands.
            return;
        }
        self.failing = None;
        if is_same && !self.shown.has_drafts(drafted) {
            self.settle();
            self.shown.stand(shown::with_theme(standing, &self.shown.edition()));
            self.tell_pictures();
            return;
        }
        if self.shown.draft(|edition| fresh(edition, &snapshot)) > 0 {
            wanted.first.get_or_insert(since.elapsed());
        }
        let made = catch_unwind(AssertUnwindSafe(|| {
            let edition = self.press.edition(snapshot.clone());
            edition.relate();
            edition
        }));
        let edition = match made {
            Ok(edition) => edition,
            Err(cause) => {
                self.failing = Some(snapshot);
                return self.fault(words(&*cause));
            }
        };
        self.settle();
        let standing = shown::with_theme(standing, &edition);
        let old = self.shown.replace(edition, drafted, standing);
        self.tell_pictures();
        self.shown.retry();
        let last = std::mem::replace(&mut self.last, snapshot);
        self.tell(&last, old, wanted.first, since.elapsed());
    }

    /// Reads the folder. Where a document is gone or empty that was not, somebody may be saving it at this moment: then it
    /// is waited for, and read again.
    fn read(&mut self, wanted: &Wanted) -> Result<Snapshot, Trouble> {
        let today = self.today.unwrap_or_else(clock::today);
        for path in &wanted.forget {
            self.reader.forget(path);
        }
        let mut snapshot = self.reader.read(today, wanted.look.then_some(&self.last))?;
        // What was there and is left out all the same: by a rule.
        let mut left: BTreeSet<Arc<str>> = BTreeSet::new();
        for _ in 0..SAVES {
            let missing = missing(&self.last, &snapshot, &wanted.gone).filter(|file| !left.contains(&file.path));
            let missing: Vec<SourceFile> = missing.take(MANY + 1).collect();
            if missing.is_empty() || missing.len() > MANY {
                break;
            }
            let is_back = |known: &SourceFile| read::again(&snapshot.root, known).is_some();
            for _ in 0..SAVING.0 {
                thread::sleep(SAVING.1);
                if missing.iter().all(is_back) {
                    break;
                }
            }
            if !missing.iter().any(is_back) {
                break;
            }
            for file in &missing {
                self.reader.forget(&file.path);
            }
            snapshot = self.reader.read(today, wanted.look.then_some(&self.last))?;
            let paths = missing.into_iter().map(|file| file.path);
            left.extend(paths.filter(|path| &**path != CONFIG && snapshot.text(path).is_none()));
        }
        Ok(snapshot)
    }

    /// What stands in the way of what was read.
    fn standing(&self, snapshot: &Snapshot) -> Vec<Problem> {
        let Some(mistaken) = self.reader.mistaken() else { return Vec::new() };
        let problem = |finding| Problem::of(finding, snapshot, Some(&mistaken.text));
        mistaken.findings.iter().take(MISTAKES).map(problem).collect()
    }

    /// Says how what is shown differs from the edition before.
    fn tell(&self, last: &Snapshot, mut old: Arc<Edition>, first: Option<Duration>, took: Duration) {
        let new = self.shown.edition();
        if old.is_drafted() {
            // What the drafts showed counts as changed by now, too.
            Arc::make_mut(&mut old).put_back();
        }
        let changes = changes::between(&old, &new);
        self.shown.found(&changes.found);
        let files = difference::differs(last, &self.last);
        if files.is_empty() && changes.pages == 0 && changes.found.is_empty() && changes.mended == 0 {
            // What was shown for a moment was taken back.
            return;
        }
        self.observer.changed(&Change {
            files: &files,
            pages: changes.pages,
            found: &changes.found,
            mended: changes.mended,
            first,
            took,
            edition: &new,
        });
    }

    /// Tells of pictures whose bytes were changed: the pages that show them may well be the same. What is told of here is
    /// not told again, so it is asked for only once there is an edition to tell it with.
    fn tell_pictures(&mut self) {
        let written = self.reader.take_pictures_written();
        let edition = self.shown.edition();
        let urls = &edition.evaluated.site.asset_urls;
        self.shown.touched(written.iter().filter_map(|path| urls.get(path).cloned()).collect());
    }

    /// Tells what stands in the way, and that nothing does any more.
    fn settle(&mut self) {
        let told = self.reader.mistaken().map(|mistaken| Told::Mistaken(Arc::clone(&mistaken.text)));
        if told == self.told {
            return;
        }
        match self.reader.mistaken() {
            Some(mistaken) => self.observer.mistaken(mistaken),
            None => self.observer.mended(),
        }
        self.told = told;
    }

    fn trouble(&mut self, trouble: &Trouble) {
        let told = Some(Told::Trouble(trouble.message.clone()));
        if told != self.told {
            self.observer.trouble(trouble);
            self.told = told;
        }
        self.shown.stand(vec![Problem::plain("unreadable-file", &trouble.message, trouble.help.as_deref())]);
    }

    fn fault(&mut self, cause: &str) {
        self.trouble(&fault(cause));
    }
}

/// What is said where featsite itself fails.
pub fn fault(cause: &str) -> Trouble {
    let message = format!("the site could not be made: {cause}");
    Trouble::new(message).help("this is a fault of featsite; the site stays as it was. Please report it")
}

/// Documents that were changed and are not shown, where these are few: they can be shown at once. They are read again: in
/// the meantime something newer may have been shown.
fn fresh(edition: &Edition, snapshot: &Snapshot) -> Vec<SourceFile> {
    let changed: Vec<&SourceFile> = snapshot.files.iter().filter(|file| !edition.shows(file)).take(MANY + 1).collect();
    let known = changed.iter().all(|file| edition.snapshot.file(&file.path).is_some());
    if !known || changed.len() > MANY {
        return Vec::new();
    }
    let read = changed.into_iter().filter_map(|file| read::again(&snapshot.root, file));
    read.filter(|file| !edition.shows(file)).collect()
}
