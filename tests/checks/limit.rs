//! A document with more findings of one check than are shown: every sum counts all of them.

use featsite::build;
use featsite::build::outputs::{Content, Outputs};
use featsite::checks::Counts;
use featsite::source::Snapshot;

#[test]
fn what_is_not_shown_is_said_and_counted() {
    let links: String = (0..150).map(|at| format!("- [x](gone{at}.md)\n")).collect();
    let wiki = "- [[Nowhere]]\n".repeat(3);
    let text = format!("# A\n\n{links}{wiki}");
    let snapshot = Snapshot::of(&[("a.md", text.as_str())]);
    let evaluated = build::evaluate(&snapshot);
    let warnings: Vec<_> = evaluated.findings.iter().filter(|one| one.severity.name() == "warning").collect();
    assert_eq!(warnings.len(), 100);
    assert_eq!(warnings[99].message, "51 more findings of this kind from here on, 150 in this document");
    assert_eq!(warnings.iter().map(|one| one.more).sum::<usize>(), 50);
    let counts = Counts::of(&evaluated.findings, &evaluated.frame.habits);
    assert_eq!((counts.warnings, counts.notes), (150, 3), "each level has its own sum");
    let outputs = Outputs::new(&snapshot, &evaluated);
    for (url, sum) in [("health.html", "150 warnings"), ("health.html", "153"), ("checks/broken-link.html", "153")] {
        let Some((Content::Bytes(bytes), _)) = outputs.make(url) else { panic!("{url}") };
        let html = String::from_utf8_lossy(&bytes).into_owned();
        assert!(html.contains(sum), "{url}: {sum}: {html}");
    }
}
