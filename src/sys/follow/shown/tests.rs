//! What is shown while documents are taken up and editions follow each other.

use std::sync::Barrier;
use std::thread;

use super::*;
use crate::build::edition::Press;
use crate::source::Snapshot;

fn snapshot(number: usize) -> Snapshot {
    Snapshot::of(&[("a.md", &format!("# A\n\nThis is version {number}.\n"))])
}

fn is_shown(shown: &Shown, number: usize) -> bool {
    let Some(Found { body: Body::Bytes(page), .. }) = shown.find("a.html") else { return false };
    String::from_utf8_lossy(&page).contains(&format!("This is version {number}."))
}

#[test]
fn what_was_taken_up_in_the_meantime_is_shown_only_where_it_is_newer() {
    let mut press = Press::default();
    let shown = Shown::new(press.edition(snapshot(0)), Arc::new(Hub::new()), "run".to_owned());
    let draft = |number| shown.draft(|_| snapshot(number).files);
    // Taken up while the next edition is made of what is older.
    let drafted = shown.drafted();
    assert_eq!((draft(1), is_shown(&shown, 1)), (1, true));
    shown.replace(press.edition(snapshot(0)), drafted, Vec::new());
    assert!(is_shown(&shown, 1));
    // Of two that were taken up the first is older than the edition.
    let drafted = shown.drafted();
    assert_eq!((draft(2), draft(3)), (1, 1));
    shown.replace(press.edition(snapshot(3)), drafted, Vec::new());
    assert!(is_shown(&shown, 3));
    // Before the edition was begun.
    assert_eq!(draft(4), 1);
    let drafted = shown.drafted();
    shown.replace(press.edition(snapshot(5)), drafted, Vec::new());
    assert!(is_shown(&shown, 5));
}

#[test]
fn a_draft_that_was_taken_back_is_a_draft_until_the_next_edition() {
    let mut press = Press::default();
    let shown = Shown::new(press.edition(snapshot(0)), Arc::new(Hub::new()), "run".to_owned());
    let before = shown.drafted();
    for number in [1, 0] {
        shown.draft(|_| snapshot(number).files);
    }
    assert!(shown.edition().shows(&snapshot(0).files[0]));
    assert!(shown.has_drafts(shown.drafted()) && !shown.has_drafts(before));
    shown.replace(press.edition(snapshot(0)), shown.drafted(), Vec::new());
    assert!(!shown.has_drafts(shown.drafted()));
}

#[test]
fn what_many_ask_for_at_one_time_is_made_once() {
    let text = format!("# FEAT-001: Login\n\n{}", "Some **words** of it.\n\n".repeat(500));
    let edition = Press::default().edition(Snapshot::of(&[("a.md", &text)]));
    let shown = Shown::new(edition, Arc::new(Hub::new()), "run".to_owned());
    let together = Barrier::new(16);
    let ask = || {
        together.wait();
        match shown.find("a.html").map(|found| found.body) {
            Some(Body::Bytes(bytes)) => bytes,
            _ => panic!("no page"),
        }
    };
    let answers: Vec<Arc<[u8]>> = thread::scope(|scope| {
        let asked: Vec<_> = (0..16).map(|_| scope.spawn(ask)).collect();
        asked.into_iter().map(|one| one.join().expect("an answer")).collect()
    });
    assert!(answers.iter().all(|answer| Arc::ptr_eq(answer, &answers[0])), "made more than once");
    assert!(shown.lock().making.is_empty());
}

#[test]
fn a_draft_waits_for_a_page_that_is_being_made_and_copies_nothing() {
    let shown = Shown::new(Press::default().edition(snapshot(0)), Arc::new(Hub::new()), "run".to_owned());
    let before = Arc::as_ptr(&shown.edition());
    let Look::Make(edition, making) = shown.look("a.html") else { panic!("nothing is made yet") };
    let drafting = || shown.lock().drafting;
    let wait = |until: bool| {
        while drafting() != until {
            thread::sleep(EVERY);
        }
    };
    let long = [Duration::ZERO, Duration::from_secs(60)];
    thread::scope(|scope| {
        let draft = scope.spawn(|| shown.draft_within(long, |_| snapshot(1).files));
        wait(true);
        // Who comes in the meantime sees the draft.
        let late = scope.spawn(|| is_shown(&shown, 1));
        drop(edition);
        drop(making);
        assert_eq!(draft.join().expect("a draft"), 1);
        assert!(late.join().expect("a page"));
    });
    assert!(std::ptr::eq(before, Arc::as_ptr(&shown.edition())), "the edition was copied");
    // A page that takes too long is not waited for.
    let Look::Make(slow, making) = shown.look("index.html") else { panic!("nothing is made yet") };
    assert_eq!(shown.draft_within([Duration::ZERO; 2], |_| snapshot(2).files), 1);
    assert!(is_shown(&shown, 2) && !Arc::ptr_eq(&slow, &shown.edition()));
    drop((slow, making));
}

#[test]
fn a_page_that_fails_is_told_of_until_it_is_made() {
    let mut press = Press::default();
    let mut edition = |template: &str, files: &[(&str, &str)]| {
        let mut snapshot = Snapshot::of(files);
        snapshot.theme.insert("templates/document.html".to_owned(), Arc::from(template.as_bytes()));
        press.edition(snapshot)
    };
    let (bad, good) = ("<p>{{ nothing.there }}</p>", "<p>{{ title }}</p>");
    let (both, one) = ([("a.md", "# A\n"), ("b.md", "# B\n")], [("b.md", "# B\n")]);
    let shown = Shown::new(edition(bad, &both), Arc::new(Hub::new()), "run".to_owned());
    let failed = || shown.lock().failed.keys().cloned().collect::<Vec<_>>();
    for url in ["a.html", "b.html"] {
        assert!(shown.find(url).is_some());
    }
    assert_eq!(failed(), ["a.html", "b.html"]);
    // The next edition leaves what was said, but for pages that are gone.
    shown.replace(edition(bad, &one), 0, Vec::new());
    assert_eq!(failed(), ["b.html"]);
    shown.retry();
    assert_eq!(failed(), ["b.html"]);
    shown.replace(edition(good, &one), 0, Vec::new());
    shown.retry();
    assert!(failed().is_empty());
}

#[test]
fn a_theme_that_is_broken_from_the_start_stands_in_the_way() {
    let mut broken = snapshot(0);
    broken.theme.insert("templates/document.html".to_owned(), Arc::from(&b"{% if x %}"[..]));
    let shown = Shown::new(Press::default().edition(broken), Arc::new(Hub::new()), "run".to_owned());
    assert_eq!(shown.lock().standing.len(), 1);
}
