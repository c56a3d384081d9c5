//! What a folder does so often that it is a habit.

use featsite::build::site_of;

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
