//! Editions that follow each other: whatever was edited before, each is what a fresh evaluation gives, byte for byte. A
//! draft shows the words of its document at once.

use std::collections::BTreeMap;
use std::sync::Arc;

use featsite::base::dates::Date;
use featsite::build::edition::{Edition, Press};
use featsite::build::outputs::{Content, Outputs};
use featsite::build::{changes, evaluate};
use featsite::source::{Snapshot, SourceFile};
use featsite::views::export;
use proptest::prelude::*;

use super::texts::{ASSETS, PATHS, edited, text};

/// Configurations: every one is valid.
const CONFIGS: &[Option<&str>] = &[
    None,
    Some("title: Mine\nlanguage: de\n"),
    Some("statuses:\n  Brewing: in-progress\n"),
    Some("statuses:\n  Brewing: done\nkinds:\n  'guides/**': feature\n  'features/FEAT-00*': guide\n"),
    Some("checks:\n  broken-link: off\n  unknown-status: error\n"),
    Some("columns: [done, in-progress]\nviews:\n  Open: 'is:open'\n"),
    Some("statuses:\n  Brewing: blocked\nfields:\n  It says: owner\nunsafe_html: true\n"),
];

/// Files of a theme: every one compiles.
const THEMES: &[Option<(&str, &str)>] = &[
    None,
    Some(("assets/user.css", "body { color: red }")),
    Some(("templates/document/rail.html", "<p>a rail of mine</p>")),
    Some(("templates/document.html", "<title>x</title><p>mine</p>{{ body | safe }}")),
    Some(("templates/none.html", "stale")),
];

/// One step, by numbers.
type Step = (usize, usize, Vec<usize>);

/// A folder in memory.
#[derive(Default)]
struct Folder {
    files: BTreeMap<String, String>,
    assets: BTreeMap<Arc<str>, u64>,
    config: usize,
    theme: usize,
    day: usize,
}

fn file(path: &str, text: &str) -> SourceFile {
    Snapshot::of(&[(path, text)]).files.remove(0)
}

impl Folder {
    fn snapshot(&self) -> Snapshot {
        let files: Vec<(&str, &str)> = self.files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
        let mut snapshot = Snapshot::of(&files);
        snapshot.assets = self.assets.clone();
        let pictures = self.assets.iter().filter(|(path, _)| path.ends_with(".png"));
        snapshot.pictures = pictures.map(|(path, size)| (Arc::clone(path), (*size as u32, 20))).collect();
        snapshot.config = CONFIGS[self.config].map(Arc::from);
        let theme = THEMES[self.theme].into_iter();
        snapshot.theme = theme.map(|(path, text)| (path.to_owned(), Arc::from(text.as_bytes()))).collect();
        snapshot.today = Date::constant(2026, 11, 19 + self.day as i8);
        snapshot
    }

    fn path(&self, which: usize) -> Option<String> {
        self.files.keys().nth(which % self.files.len().max(1)).cloned()
    }

    /// Takes a step, and gives the document that it gave other words.
    fn step(&mut self, (what, which, numbers): &Step, word: &str) -> Option<(String, String)> {
        let first = numbers.first().copied().unwrap_or_default();
        match what % 16 {
            0..=6 => {
                let path = self.path(*which)?;
                let new = match first % 9 {
                    0 => String::new(),
                    1 => text(numbers, word),
                    _ => edited(&self.files[&path], first, word),
                };
                self.files.insert(path.clone(), new.clone());
                return Some((path, new));
            }
            7 | 8 => drop(self.files.insert(PATHS[which % PATHS.len()].to_owned(), text(numbers, word))),
            9 => drop(self.files.remove(&self.path(*which)?)),
            10 => {
                let text = self.files.remove(&self.path(*which)?)?;
                self.files.insert(PATHS[first % PATHS.len()].to_owned(), text);
            }
            11 | 14 => self.config = first % CONFIGS.len(),
            12 => self.theme = first % THEMES.len(),
            13 => self.day = first % 5,
            _ => {
                let path = ASSETS[which % ASSETS.len()];
                if self.assets.remove(path).is_none() {
                    self.assets.insert(Arc::from(path), first as u64 + 1);
                }
            }
        }
        None
    }
}

fn bytes(outputs: &Outputs<'_>, url: &str) -> (Vec<u8>, String) {
    let (content, finding) = outputs.make(url).expect("it has this address");
    let finding = finding.map(|finding| format!("{finding:?}")).unwrap_or_default();
    match content {
        Content::Bytes(bytes) => (bytes, finding),
        Content::Copy(path) => (path.as_bytes().to_vec(), finding),
        Content::Export => {
            let mut bytes = Vec::new();
            outputs.export(&mut bytes).expect("written");
            (bytes, finding)
        }
    }
}

/// That an edition is what a fresh evaluation gives: its findings, its addresses, and every `pace`th file.
fn compare(edition: &Edition, snapshot: &Snapshot, pace: usize, offset: usize) -> Result<(), TestCaseError> {
    let fresh = evaluate(snapshot);
    let outputs = Outputs::new(snapshot, &fresh);
    let own = edition.outputs();
    prop_assert_eq!(own.urls().collect::<Vec<_>>(), outputs.urls().collect::<Vec<_>>());
    let expected: Vec<_> = fresh.findings.iter().chain(outputs.findings()).collect();
    prop_assert!(expected.iter().all(|finding| finding.check != "internal-error"), "{expected:?}");
    prop_assert_eq!(format!("{:?}", edition.findings().collect::<Vec<_>>()), format!("{:?}", expected));
    // The model as data holds what is known of every document.
    for url in outputs.urls().skip(offset % pace).step_by(pace).chain([export::JSON]) {
        let (was, is) = (bytes(&own, url), bytes(&outputs, url));
        prop_assert_eq!(&was.1, &is.1, "{}", url);
        prop_assert!(was.0 == is.0, "{url} differs:\n{}", differing(&was.0, &is.0));
    }
    Ok(())
}

/// Where two files begin to differ.
fn differing(was: &[u8], is: &[u8]) -> String {
    let (was, is) = (String::from_utf8_lossy(was), String::from_utf8_lossy(is));
    let lines = was.lines().zip(is.lines()).find(|(a, b)| a != b);
    format!("{:?}", lines.unwrap_or(("", "one is longer")))
}

/// What a draft of a document shows, and that nothing else of the edition breaks by it.
fn draft(edition: &mut Edition, path: &str, text: &str) -> Result<(), TestCaseError> {
    let file = file(path, text);
    let url = edition.draft(&file);
    prop_assert!(url.is_some(), "no draft of {path}: {text:?}");
    let (page, finding) = bytes(&edition.outputs(), &url.unwrap_or_default());
    prop_assert_eq!(finding, "");
    let page = String::from_utf8_lossy(&page).into_owned();
    if let Some(word) = text.split("It says ").nth(1).and_then(|rest| rest.split('.').next()) {
        prop_assert!(!word.is_empty() && page.contains(word), "{path} does not say {word:?}: {text:?}\n{page}");
    }
    prop_assert!(edition.shows(&file));
    for url in edition.outputs().urls().map(str::to_owned).collect::<Vec<_>>() {
        // Files of data too: a page asks for them between a draft and the next edition.
        prop_assert_eq!(bytes(&edition.outputs(), &url).1, "", "{} after a draft of {}", url, path);
    }
    Ok(())
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let number = 0..10_000_usize;
    prop::collection::vec((number.clone(), number.clone(), prop::collection::vec(number, 2..9)), 4..14)
}

#[test]
fn the_pages_that_differ_are_counted() {
    let files = |b: &str, c: &str| Snapshot::of(&[("a.md", "# A\n"), ("b.md", b), ("c.md", c)]);
    let mut press = Press::default();
    let first = press.edition(files("# B\n", "# C\n"));
    let mut pages = |b: &str, c: &str| changes::between(&first, &press.edition(files(b, c))).pages;
    assert_eq!(pages("# B\n", "# C\n"), 0, "the same");
    assert_eq!(pages("# B\n", "# C\n\nWords.\n"), 1, "words in one");
    assert_eq!(pages("# B\n\nWords.\n", "# C\n\nWords.\n"), 2, "words in two");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 16, failure_persistence: None, max_shrink_iters: 200,
                                        ..ProptestConfig::default() })]

    #[test]
    fn an_edition_after_any_edits_is_a_fresh_one(steps in steps()) {
        let mut folder = Folder::default();
        for (at, path) in PATHS.iter().enumerate().take(7) {
            let numbers: Vec<usize> = (0..7).map(|piece| at * 5 + piece * 11 + piece * at).collect();
            let mut text = text(&numbers, &format!("first{at}"));
            // A word that one of the configurations knows.
            if at == 1 {
                text = format!("# FEAT-001: Login\n\n**Status**: Brewing\n\n{text}");
            }
            folder.files.insert((*path).to_owned(), text);
        }
        let mut press = Press::default();
        let mut before = press.edition(folder.snapshot());
        let mut drafted: Option<Edition> = None;
        for (at, step) in steps.iter().enumerate() {
            let changed = folder.step(step, &format!("word{at}"));
            match changed {
                // Drafts follow each other without an edition in between, as they do while one is made.
                Some((path, text)) if step.1 % 3 > 0 => {
                    let mut edition = drafted.take().unwrap_or_else(|| before.clone());
                    if edition.evaluated.site.by_path.contains_key(path.as_str()) {
                        draft(&mut edition, &path, &text)?;
                    }
                    drafted = Some(edition);
                }
                _ => {
                    let snapshot = folder.snapshot();
                    let edition = press.edition(snapshot.clone());
                    compare(&edition, &snapshot, 7, at)?;
                    let changes = changes::between(drafted.as_ref().unwrap_or(&before), &edition);
                    prop_assert!(changes.pages <= before.snapshot.files.len() + edition.snapshot.files.len());
                    before = edition;
                    drafted = None;
                }
            }
        }
        let snapshot = folder.snapshot();
        compare(&press.edition(snapshot.clone()), &snapshot, 1, 0)?;
    }

    #[test]
    fn a_document_that_shrinks_and_grows_is_drafted(numbers in prop::collection::vec(0..10_000_usize, 6..12), cuts in
                                                    prop::collection::vec(0..2_000_usize, 3..6)) {
        let other = text(&[2, 1, 6, 13, 15, 11], "other");
        let (path, whole) = (PATHS[1], text(&numbers, "whole"));
        let snapshot = Snapshot::of(&[(path, &whole), (PATHS[2], &other), (PATHS[0], &text(&[0, 3, 14, 17], "top"))]);
        let mut edition = Press::default().edition(snapshot);
        // Cut anywhere, then nothing, then all of it again, then something else.
        let cut = |at: usize| {
            let at = (at.min(whole.len())..=whole.len()).find(|at| whole.is_char_boundary(*at)).unwrap_or_default();
            whole[..at].to_owned()
        };
        let texts = cuts.iter().flat_map(|at| [cut(*at), String::new(), whole.clone(), other.clone()]);
        for text in texts {
            let file = file(path, &text);
            let url = edition.draft(&file);
            prop_assert!(url.is_some(), "no draft of {text:?}");
            let (page, finding) = bytes(&edition.outputs(), &url.unwrap_or_default());
            prop_assert_eq!(finding, "", "{}", text);
            prop_assert!(!page.is_empty());
        }
    }
}
