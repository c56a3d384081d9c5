//! A site with what its pages are made from, as a server holds it: one edition follows another, and each is whole.
//!
//! [`Press`] makes editions and keeps between them what does not depend on what was changed: documents by the bytes of
//! their files, the compiled theme, highlighted code. A [`draft`](Edition::draft) is the edition there is with one document
//! read again, at once; the next edition of the press takes its place.
//!
//! Absent on purpose: disk, and which of the two is shown when (`sys::follow`).

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use super::look::Look;
use super::memo::Memo;
use super::outputs::{Content, Outputs, Plan};
use super::stages::{Stage, Stages};
use super::{Evaluated, evaluate_with, read};
use crate::diag::Diagnostic;
use crate::highlight::Highlighter;
use crate::link::{self, Before, Shift};
use crate::source::{Snapshot, SourceFile};

/// A site and what its pages are made from.
#[derive(Clone)]
pub struct Edition {
    /// What was read.
    pub snapshot: Snapshot,
    /// The site.
    pub evaluated: Evaluated,
    /// Why the user's theme is shown as it was before, or the built-in one where there was none: its templates do not
    /// compile.
    pub theme_problem: Option<Diagnostic>,
    plan: Arc<Plan>,
    /// What the drafts took the place of.
    before: Vec<Before>,
}

/// The files of a theme.
type Files = BTreeMap<String, Arc<[u8]>>;

/// What makes editions.
pub struct Press {
    stages: Arc<dyn Stages>,
    memo: Memo,
    highlighter: Arc<Highlighter>,
    /// The theme of the latest snapshot, compiled.
    look: Option<(Files, Arc<Look>)>,
    /// The latest theme that compiled.
    good: Option<Arc<Look>>,
}

impl Default for Press {
    fn default() -> Self {
        Self { stages: Arc::new(()), memo: Memo::default(), highlighter: Arc::default(), look: None, good: None }
    }
}

impl Press {
    /// Has somebody hear how far it is.
    pub fn observed_by(self, stages: Arc<dyn Stages>) -> Self {
        Self { stages, ..self }
    }

    /// The edition of a snapshot. Where its theme does not compile the one before stays, if there is one.
    pub fn edition(&mut self, snapshot: Snapshot) -> Edition {
        let (memo, stages) = (&mut self.memo, &*self.stages);
        let evaluated = evaluate_with(&snapshot, stages, |config| memo.read(&snapshot, config, stages));
        let evaluated = Evaluated { frame: evaluated.frame.keeping(), ..evaluated };
        let look = self.look(&snapshot);
        let problem = look.problem().cloned();
        let (look, theme_problem) = match (problem, &self.good) {
            (Some(problem), Some(good)) => {
                let help = "the templates of before stay in use until it is mended";
                (Arc::clone(good), Some(problem.help(help)))
            }
            (None, _) => (Arc::clone(self.good.insert(look)), None),
            (Some(problem), None) => (look, Some(problem)),
        };
        let plan = Plan::new(&snapshot, &evaluated, look, Arc::clone(&self.highlighter));
        self.stages.begin(Stage::Other, 0);
        Edition { snapshot, evaluated, theme_problem, plan: Arc::new(plan), before: Vec::new() }
    }

    /// The theme of a snapshot, compiled once as long as it stays the same.
    fn look(&mut self, snapshot: &Snapshot) -> Arc<Look> {
        match &self.look {
            Some((theme, look)) if *theme == snapshot.theme => Arc::clone(look),
            _ => {
                let look = Arc::new(Look::of(snapshot));
                self.look = Some((snapshot.theme.clone(), Arc::clone(&look)));
                look
            }
        }
    }
}

impl Edition {
    /// Finds what is like each document, which pages would wait for. The first edition is shown without, since a server is to
    /// answer soon; those after it are made while the one before is shown.
    pub fn relate(&self) {
        self.evaluated.relate();
    }

    /// Its files.
    pub fn outputs(&self) -> Outputs<'_> {
        Outputs::of(&self.snapshot, &self.evaluated, Arc::clone(&self.plan))
    }

    /// Whether something has this address.
    pub fn has(&self, url: &str) -> bool {
        self.plan.has(url, self.evaluated.input())
    }

    /// Makes one file, as [`Outputs::make`] does.
    pub fn make(&self, url: &str) -> Option<(Content, Option<Diagnostic>)> {
        self.outputs().make(url)
    }

    /// Every finding: of the site, and of the addresses.
    pub fn findings(&self) -> impl Iterator<Item = &Diagnostic> {
        // That of a theme from the start on is among those of the plan.
        let theme = self.theme_problem.iter().filter(|theme| !self.plan.findings().contains(theme));
        self.evaluated.findings.iter().chain(self.plan.findings()).chain(theme)
    }

    /// Whether the source of a document is what this edition shows.
    pub fn shows(&self, file: &SourceFile) -> bool {
        self.snapshot.file(&file.path).is_some_and(|known| known.hash == file.hash)
    }

    /// Takes up a document that was changed, and nothing else: [`link::again`] says what stays as it was. Gives the address
    /// of its page; `None` where the document is not known, or nothing can be said of it without the others.
    pub fn draft(&mut self, file: &SourceFile) -> Option<String> {
        let ix = *self.evaluated.site.by_path.get(&file.path)?;
        let at = self.snapshot.files.binary_search_by(|known| known.path.cmp(&file.path)).ok()?;
        let config = Arc::clone(&self.evaluated.site.config);
        let document = Arc::new(read(file, &config).value);
        // What is like others follows from all documents as the edition has them.
        catch_unwind(AssertUnwindSafe(|| self.relate())).ok()?;
        let evaluated = &mut self.evaluated;
        let shift = Shift::between(&evaluated.site.documents.get(ix.at())?.text, &file.text);
        let linked = catch_unwind(AssertUnwindSafe(|| {
            link::again(&mut evaluated.site, &self.snapshot, ix, document, Arc::clone(&file.text))
        }));
        self.before.extend(linked.ok()?);
        let evaluated = &mut self.evaluated;
        let frame = &evaluated.frame;
        let own = frame.findings.get(ix.at()).into_iter().flatten();
        let told = frame.told.get(&ix).into_iter().flatten();
        for at in own.chain(told) {
            let Some(finding) = evaluated.findings.get_mut(*at as usize) else { continue };
            let others = finding.others.iter_mut().map(|(place, _)| place);
            for place in finding.place.iter_mut().chain(others) {
                shift.place(place, &file.path);
            }
        }
        *self.snapshot.files.get_mut(at)? = file.clone();
        Some(self.evaluated.site[ix].url.clone())
    }

    /// Puts documents back to what they were before they were drafted, for a comparison with the edition after this one.
    /// Findings and the snapshot stay.
    pub fn put_back(&mut self) {
        while let Some(before) = self.before.pop() {
            link::back(&mut self.evaluated.site, before);
        }
    }

    /// Whether documents were drafted.
    pub fn is_drafted(&self) -> bool {
        !self.before.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn snapshot(files: &[(&str, &str)]) -> Snapshot {
        Snapshot::of(files)
    }

    fn page(edition: &Edition, url: &str) -> String {
        match edition.make(url) {
            Some((Content::Bytes(bytes), None)) => String::from_utf8(bytes).expect("UTF-8"),
            _ => panic!("no page at {url}"),
        }
    }

    const OTHER: &str = "# FEAT-002: Other\n\n**Status**: In Progress\n\nSee [login](a.md#goals) and FEAT-001.\n";
    const BEFORE: &str = "# FEAT-001: Login\n\n**Status**: Not Started\n\n## Goals\n\nText.\n\n- [ ] Box\n";
    const AFTER: &str = "# FEAT-001: Login\n\n**Status**: In Progress\n\nNew words, [other](b.md), FEAT-002.\n\n\
                         ## Goals\n\nText, [goals](#goals).\n\n- [x] Box\n";

    /// What a draft shows of its own document is what the next edition shows, as far as the others do not change it.
    #[test]
    fn a_draft_shows_the_text_the_facts_and_the_links_of_its_document() {
        let mut press = Press::default();
        let mut edition = press.edition(snapshot(&[("a.md", BEFORE), ("b.md", OTHER)]));
        let next = press.edition(snapshot(&[("a.md", AFTER), ("b.md", OTHER)]));
        let changed = next.snapshot.file("a.md").expect("there").clone();
        assert_eq!(edition.draft(&changed).as_deref(), Some("a.html"));
        let (drafted, whole) = (page(&edition, "a.html"), page(&next, "a.html"));
        let body =
            |html: &str| html.split("<main").nth(1).and_then(|rest| rest.split("</main>").next()).map(str::to_owned);
        for text in [
            "New words",
            "href=\"b.html\">other</a>",
            "href=\"b.html\">FEAT-002</a>",
            "href=\"#goals\"",
            "In Progress",
            "1 of 1",
        ] {
            assert!(whole.contains(text), "the whole page lacks {text}");
            assert!(drafted.contains(text), "the draft lacks {text}: {:?}", body(&drafted));
        }
        assert!(edition.shows(&changed));
    }

    #[test]
    fn a_draft_of_a_document_that_is_not_there_changes_nothing() {
        let mut press = Press::default();
        let mut edition = press.edition(snapshot(&[("a.md", BEFORE)]));
        let other = snapshot(&[("b.md", OTHER)]).files.remove(0);
        assert_eq!(edition.draft(&other), None);
        assert!(!edition.shows(&other));
    }

    #[test]
    fn a_file_with_the_same_bytes_is_not_read_again() {
        let mut press = Press::default();
        let first = press.edition(snapshot(&[("a.md", BEFORE), ("b.md", OTHER)]));
        let second = press.edition(snapshot(&[("a.md", AFTER), ("b.md", OTHER)]));
        let document = |edition: &Edition, at: usize| Arc::clone(&edition.evaluated.site.documents[at].document);
        assert!(Arc::ptr_eq(&document(&first, 1), &document(&second, 1)));
        assert!(!Arc::ptr_eq(&document(&first, 0), &document(&second, 0)));
        // Another configuration reads other words.
        let mut configured = snapshot(&[("a.md", AFTER), ("b.md", OTHER)]);
        configured.config = Some(Arc::from("statuses:\n  Brewing: in-progress\n"));
        let third = press.edition(configured);
        assert!(!Arc::ptr_eq(&document(&second, 1), &document(&third, 1)));
    }

    #[test]
    fn a_theme_that_does_not_compile_leaves_the_one_before() {
        let mut press = Press::default();
        let themed = |text: &str| {
            let mut snapshot = snapshot(&[("a.md", BEFORE)]);
            snapshot.theme.insert("templates/document.html".to_owned(), Arc::from(text.as_bytes()));
            snapshot
        };
        let first = press.edition(themed("<p>mine {{ title }}</p>"));
        assert!(page(&first, "a.html").contains("<p>mine"));
        let second = press.edition(themed("<p>broken {% if x %}</p>"));
        assert!(page(&second, "a.html").contains("<p>mine"));
        assert_eq!(second.theme_problem.as_ref().map(|problem| problem.check), Some("theme-error"));
        let third = press.edition(themed("<p>mended</p>"));
        assert!(page(&third, "a.html").contains("<p>mended"));
        assert!(third.theme_problem.is_none());
        // From the start on.
        let broken = Press::default().edition(themed("<p>broken {% if x %}</p>"));
        assert!(broken.theme_problem.is_some());
        assert_eq!(broken.findings().filter(|one| one.check == "theme-error").count(), 1);
    }
}
