//! What is shown: the edition there is, what was made of it, and what open pages are told.
//!
//! An edition is replaced whole. Only a draft changes the edition there is, and only while nobody else holds it; so no
//! request ever sees half of anything.

mod making;

use std::collections::{BTreeMap, BTreeSet};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use serde_json::json;

use super::Observer;
use super::fresh::Fresh;
use super::made::{Made, tag, tag_of};
use crate::build::edition::Edition;
use crate::build::outputs::Content;
use crate::diag::Diagnostic;
use crate::formats::live::{self, Problem};
use crate::source::SourceFile;
use crate::sys::clock::Stopwatch;
use crate::sys::read;
use crate::sys::serve::{Body, Found, Hub, Pages};
use crate::theme;
use making::{Look, Making, Task};

/// How long a draft waits for requests under way, so that it need not copy the edition: about as long as the copy would
/// take and the editions are compared, which is this for each document, and at least as long as most pages take.
const WAIT: [Duration; 2] = [Duration::from_micros(15), Duration::from_millis(10)];
/// How often it looks whether they are done, where nobody tells it.
const EVERY: Duration = Duration::from_micros(200);
/// How many pages are made again after an edition because they could not be made before.
const RETRIED: usize = 20;

/// What is shown.
pub struct Shown {
    inner: Mutex<Inner>,
    /// Held by whoever reads documents and shows them.
    turn: Mutex<()>,
    /// Told when a file has been made and its edition let go, and when a draft was taken up.
    finished: Condvar,
    hub: Arc<Hub>,
    /// Hears of pages that could not be made as they are meant.
    observer: Option<Arc<dyn Observer>>,
    /// Tells one run of the server from another.
    run: String,
}

struct Inner {
    edition: Arc<Edition>,
    made: Made,
    /// What is being made right now: who asks for it meanwhile waits for it.
    making: BTreeSet<Task>,
    /// Whether a draft waits for the edition: who asks now waits for the draft, so that it does not wait for ever.
    drafting: bool,
    /// The documents that were taken up one by one, each with its number, since the edition before was read.
    drafts: Vec<(u64, SourceFile)>,
    /// How many there ever were.
    drafted: u64,
    version: u64,
    /// From which version on any page may differ.
    all: u64,
    /// From which version on single pages and files may differ besides.
    pages: BTreeMap<String, u64>,
    assets: BTreeMap<String, u64>,
    /// What stands in the way of the site: the configuration, the theme, the folder.
    standing: Vec<Problem>,
    /// Pages that could not be made as they are meant.
    failed: BTreeMap<String, Problem>,
    /// Errors that came with changes, as long as they are found, and what is told of them.
    fresh: Fresh,
    told: (Vec<Problem>, usize),
}

impl Shown {
    /// Shows a first edition.
    pub fn new(edition: Edition, hub: Arc<Hub>, run: String) -> Self {
        let standing = with_theme(Vec::new(), &edition);
        let inner = Inner {
            edition: Arc::new(edition),
            made: Made::default(),
            making: BTreeSet::new(),
            drafting: false,
            drafts: Vec::new(),
            drafted: 0,
            version: 1,
            all: 1,
            pages: BTreeMap::new(),
            assets: BTreeMap::new(),
            standing,
            failed: BTreeMap::new(),
            fresh: Fresh::default(),
            told: (Vec::new(), 0),
        };
        let shown =
            Self { inner: Mutex::new(inner), turn: Mutex::new(()), finished: Condvar::new(), hub, observer: None, run };
        shown.tell(&shown.lock());
        shown
    }

    /// Has pages that could not be made as they are meant told.
    pub fn observed_by(mut self, observer: Arc<dyn Observer>) -> Self {
        self.observer = Some(observer);
        self
    }

    /// The edition there is.
    pub fn edition(&self) -> Arc<Edition> {
        Arc::clone(&self.lock().edition)
    }

    /// How many documents were taken up one by one so far.
    pub fn drafted(&self) -> u64 {
        self.lock().drafted
    }

    /// Whether something was taken up since the last edition, and before there were `drafted` documents. A draft of what was
    /// taken back is one too: places in other documents were lost where its text was another for a while. Of what came
    /// after these it will be asked again.
    pub fn has_drafts(&self, drafted: u64) -> bool {
        self.lock().drafts.iter().any(|(number, _)| *number <= drafted)
    }

    /// Takes up documents that were changed, at once: those that `read` gives. Says how many pages are new. They are read
    /// in turn, so what was read first is shown first.
    pub fn draft(&self, read: impl FnOnce(&Edition) -> Vec<SourceFile>) -> usize {
        self.draft_within(WAIT, read)
    }

    fn draft_within(&self, wait: [Duration; 2], read: impl FnOnce(&Edition) -> Vec<SourceFile>) -> usize {
        let _turn = self.turn.lock().unwrap_or_else(PoisonError::into_inner);
        let edition = self.edition();
        let files = read(&edition);
        if files.is_empty() {
            return 0;
        }
        // It has to be known before a document is another, and the first edition may still look for it: others who ask for
        // pages do not wait for that. A fault of it is told where a page shows it.
        let _ = catch_unwind(AssertUnwindSafe(|| edition.relate()));
        drop(edition);
        let mut inner = self.alone(wait);
        let mut urls = BTreeSet::new();
        for file in files {
            inner.drafted += 1;
            let number = inner.drafted;
            // The one before is older, whatever is made of it.
            inner.drafts.retain(|(_, before)| before.path != file.path);
            inner.drafts.push((number, file.clone()));
            let Some(url) = Arc::make_mut(&mut inner.edition).draft(&file) else { continue };
            inner.made.forget(&url);
            urls.insert(url);
        }
        drop(inner);
        // Only who holds the turn takes another edition, so this is the one there is until the end.
        let fresh = urls.iter().filter(|url| self.remake(url)).count();
        if fresh > 0 {
            self.tell(&self.lock());
        }
        fresh
    }

    /// Waits until nobody makes anything of the edition, or for as long as a copy of it would take.
    fn alone(&self, wait: [Duration; 2]) -> MutexGuard<'_, Inner> {
        let mut inner = self.lock();
        let documents = u32::try_from(inner.edition.snapshot.files.len()).unwrap_or(u32::MAX);
        let most = wait[1].max(wait[0].saturating_mul(documents));
        let begun = Stopwatch::start();
        inner.drafting = true;
        while Arc::strong_count(&inner.edition) > 1 && begun.elapsed() < most {
            // The lock is let go meanwhile: who has made something needs it before it lets the edition go.
            inner = self.finished.wait_timeout(inner, EVERY).unwrap_or_else(PoisonError::into_inner).0;
        }
        inner.drafting = false;
        self.finished.notify_all();
        inner
    }

    /// Makes the page of a draft before it is told of. One that cannot be made waits for the next edition: the page that is
    /// open stays.
    fn remake(&self, url: &str) -> bool {
        let edition = self.edition();
        let Some((Content::Bytes(page), None)) = edition.make(url) else { return false };
        let etag = tag(&page);
        let page: Arc<[u8]> = live::follow(&page, url, &etag).into();
        let mut inner = self.lock();
        inner.made.put(url, page, &etag);
        inner.failed.remove(url);
        inner.version += 1;
        let version = inner.version;
        inner.pages.insert(url.to_owned(), version);
        true
    }

    /// Shows another edition and gives back the one before. What was taken up since there were `drafted` documents is newer
    /// than what the edition was made of.
    pub fn replace(&self, mut edition: Edition, drafted: u64, standing: Vec<Problem>) -> Arc<Edition> {
        let _turn = self.turn.lock().unwrap_or_else(PoisonError::into_inner);
        let mut inner = self.lock();
        inner.drafts.retain(|(number, file)| *number > drafted && !edition.shows(file));
        for (_, file) in &inner.drafts {
            edition.draft(file);
        }
        let old = std::mem::replace(&mut inner.edition, Arc::new(edition));
        inner.made = Made::default();
        inner.version += 1;
        inner.all = inner.version;
        inner.pages.clear();
        let Inner { edition, failed, assets, .. } = &mut *inner;
        failed.retain(|url, _| edition.has(url));
        assets.retain(|url, _| edition.has(url));
        inner.standing = standing;
        self.tell(&inner);
        old
    }

    /// Makes those pages once more that could not be made as they are meant: whoever was shown that they could not may look
    /// at another page by now.
    pub fn retry(&self) {
        let mut failed: Vec<String> = self.lock().failed.keys().cloned().collect();
        let rest = failed.split_off(failed.len().min(RETRIED));
        if !rest.is_empty() {
            // They are told of again when somebody asks for them.
            self.lock().failed.retain(|url, _| !rest.contains(url));
        }
        for url in failed {
            self.find(&url);
        }
    }

    /// Says what stands in the way, with the edition there is.
    pub fn stand(&self, standing: Vec<Problem>) {
        let mut inner = self.lock();
        if inner.standing != standing {
            inner.standing = standing;
            self.tell(&inner);
        }
    }

    /// Takes up errors that were not there before, and drops those that are there no more.
    pub fn found(&self, found: &[&Diagnostic]) {
        let edition = self.edition();
        let mut inner = self.lock();
        inner.fresh.update(found, &edition);
        let (fresh, more) = inner.fresh.found(&edition);
        let told = (fresh.into_iter().map(|one| problem(one, &edition)).collect(), more);
        if inner.told != told {
            inner.told = told;
            self.tell(&inner);
        }
    }

    /// Says that files were changed which pages show: pictures.
    pub fn touched(&self, urls: Vec<String>) {
        if urls.is_empty() {
            return;
        }
        let mut inner = self.lock();
        inner.version += 1;
        let version = inner.version;
        inner.assets.extend(urls.into_iter().map(|url| (url, version)));
        self.tell(&inner);
    }

    /// Tells open pages the state.
    fn tell(&self, inner: &Inner) {
        let data = |problems: &mut dyn Iterator<Item = &Problem>| problems.map(Problem::data).collect::<Vec<_>>();
        let state = json!({
            "run": self.run,
            "version": inner.version,
            "all": inner.all,
            "pages": encoded(&inner.pages),
            "assets": encoded(&inner.assets),
            "problems": data(&mut inner.standing.iter().chain(inner.failed.values())),
            "fresh": data(&mut inner.told.0.iter()),
            "more": inner.told.1,
        });
        self.hub.publish(state.to_string());
    }

    /// A file that was made, or the edition to make it of. Of all who ask for a file at one time one makes it: after each
    /// save every open page asks again, and as many threads would make the same page.
    fn look(&self, url: &str) -> Look<'_> {
        let mut inner = self.lock();
        for first in [true, false] {
            inner = self.finished.wait_while(inner, |inner| inner.drafting).unwrap_or_else(PoisonError::into_inner);
            if let Some((bytes, etag)) = inner.made.get(url) {
                return Look::Made(bytes, etag);
            }
            let task: Task = (inner.all, url.to_owned());
            if inner.making.insert(task.clone()) {
                return Look::Make(Arc::clone(&inner.edition), Some(Making { shown: self, task }));
            }
            // Not everything is kept. Who has waited in vain once makes it without waiting again.
            if first {
                let waited = self.finished.wait_while(inner, |inner| inner.making.contains(&task));
                inner = waited.unwrap_or_else(PoisonError::into_inner);
            }
        }
        Look::Make(Arc::clone(&inner.edition), None)
    }

    fn lock(&self) -> MutexGuard<'_, Inner> {
        // Whatever panicked while it was held has left at most a draft half done, and after each draft the whole is made.
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What stands in the way, a theme that does not compile included.
pub fn with_theme(mut standing: Vec<Problem>, edition: &Edition) -> Vec<Problem> {
    standing.extend(edition.theme_problem.as_ref().map(|finding| Problem::of(finding, &edition.snapshot, None)));
    standing
}

/// A finding as open pages show it.
fn problem(finding: &Diagnostic, edition: &Edition) -> Problem {
    let problem = Problem::of(finding, &edition.snapshot, None);
    let site = &edition.evaluated.site;
    let ix = finding.place.as_ref().and_then(|place| site.by_path.get(&place.path));
    match ix {
        Some(ix) => problem.at(&site[*ix].url),
        None => problem,
    }
}

fn encoded(versions: &BTreeMap<String, u64>) -> BTreeMap<String, u64> {
    versions.iter().map(|(url, version)| (crate::base::paths::encode(url), *version)).collect()
}

impl Pages for Shown {
    fn find(&self, url: &str) -> Option<Found> {
        if let Some(asset) = own(url) {
            return Some(Found { body: Body::Bytes(Arc::from(asset)), etag: tag(asset) });
        }
        // The edition is let go before the mark, which tells a draft of it.
        let (making, edition) = match self.look(url) {
            Look::Made(bytes, etag) => return Some(Found { body: Body::Bytes(bytes), etag }),
            Look::Make(edition, making) => (making, edition),
        };
        let (content, finding) = edition.make(url)?;
        let bytes = match content {
            Content::Bytes(bytes) => bytes,
            Content::Export => {
                let mut bytes = Vec::new();
                edition.evaluated.export(&mut bytes).ok()?;
                bytes
            }
            Content::Copy(path) => {
                let file = read::open_asset(&edition.snapshot, &path).ok()?;
                let data = file.metadata().ok()?;
                return Some(Found { etag: tag_of(&data), body: Body::File(file, data.len()) });
            }
        };
        let etag = tag(&bytes);
        let bytes: Arc<[u8]> = match edition.outputs().is_page(url) {
            true => live::follow(&bytes, url, &etag).into(),
            false => bytes.into(),
        };
        let mut inner = self.lock();
        // What was made of another edition is right for who asked, and for nobody after.
        if Arc::ptr_eq(&inner.edition, &edition) {
            inner.made.put(url, Arc::clone(&bytes), &etag);
            let failed = finding.as_ref().map(|finding| problem(finding, &edition).at(url));
            // A template that stops stops many pages: it is said once.
            let is_known = failed.as_ref().is_none_or(|new| inner.failed.values().any(|old| old.is_like(new)));
            let before = match failed.clone() {
                Some(failed) => inner.failed.insert(url.to_owned(), failed),
                None => inner.failed.remove(url),
            };
            if before != failed {
                self.tell(&inner);
            }
            let is_mended = before.is_some() && inner.failed.is_empty() && inner.standing.is_empty();
            drop(inner);
            // A terminal may take its time: nobody is to wait for it.
            drop(making);
            match (&self.observer, finding) {
                (Some(observer), Some(finding)) if !is_known => observer.failed(&finding, &edition),
                (Some(observer), None) if is_mended => observer.mended(),
                _ => {}
            }
        }
        Some(Found { body: Body::Bytes(bytes), etag })
    }

    fn has(&self, url: &str) -> bool {
        own(url).is_some() || self.lock().edition.has(url)
    }
}

/// What is the server's own and no part of the site.
fn own(url: &str) -> Option<&'static [u8]> {
    theme::live::asset(url.strip_prefix(live::FOLDER)?.strip_prefix('/')?)
}

#[cfg(test)]
mod tests;
