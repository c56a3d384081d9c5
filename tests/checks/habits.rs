//! What a folder does so often that it is a habit.

use featsite::build::{self, site_of};
use featsite::source::Snapshot;

/// A folder of documents of which the first `broken` have a link that leads nowhere and the next a good one.
fn folder(broken: usize, good: usize, without: usize) -> Vec<(String, String)> {
    let link = |at: usize| match at {
        at if at < broken => "[x](gone.md)",
        at if at < broken + good => "[x](d0.md)",
        _ => "",
    };
    (0..broken + good + without).map(|at| (format!("d{at}.md"), format!("# D{at}\n\n{}\n", link(at)))).collect()
}

fn is_habit(broken: usize, good: usize, without: usize) -> bool {
    let files = folder(broken, good, without);
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    site_of(&files).frame.habits.contains("broken-link")
}

#[test]
fn a_habit_is_measured_by_what_can_be_judged() {
    assert!(!is_habit(9, 0, 0), "nine are too few");
    assert!(is_habit(10, 30, 0), "a quarter");
    assert!(!is_habit(10, 31, 0), "less than a quarter");
    assert!(is_habit(10, 30, 200), "documents without a link cannot be judged");
}

#[test]
fn no_more_than_a_tenth_of_the_items_carry_a_mark() {
    // Of 100 items fifteen have a link that leads nowhere, five a word for a status that nobody knows.
    let text = |at: usize| match at {
        0..15 => "**Status**: Done\n\n[x](gone.md)\n",
        15..20 => "**Status**: Simmering\n\n[x](d90.md)\n",
        _ => "**Status**: Done\n\n[x](d90.md)\n",
    };
    let files: Vec<(String, String)> =
        (0..100).map(|at| (format!("d{at}.md"), format!("# D{at}\n\n{}", text(at)))).collect();
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let evaluated = site_of(&files);
    assert!(evaluated.frame.habits.is_empty());
    assert_eq!(evaluated.frame.unmarked.iter().copied().collect::<Vec<_>>(), ["broken-link"]);
    assert_eq!(evaluated.frame.attention, 20, "they count all the same");
    let marks = evaluated.site.each().filter(|(ix, _)| evaluated.frame.marks(&evaluated.findings, *ix) > 0).count();
    assert_eq!(marks, 5);
}

#[test]
fn what_stands_as_an_error_is_no_habit() {
    let files = folder(20, 0, 0);
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let mut snapshot = Snapshot::of(&files);
    let habits = |config: &str, snapshot: &mut Snapshot| {
        snapshot.config = Some(config.into());
        let evaluated = build::evaluate(snapshot);
        (evaluated.frame.habits.len(), evaluated.frame.attention)
    };
    assert_eq!(habits("", &mut snapshot), (1, 0));
    assert_eq!(habits("checks: {broken-link: error}", &mut snapshot), (0, 20));
    let one = "checks:\n  broken-link:\n    level: warning\n    'd7.md': error\n";
    assert_eq!(habits(one, &mut snapshot), (0, 20), "an error in one document is enough");
}
