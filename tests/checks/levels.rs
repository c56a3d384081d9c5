//! Levels of the configuration, everywhere and by path.

use featsite::build;
use featsite::source::Snapshot;

/// The path and level of every finding under a configuration.
fn levels(config: &str) -> Vec<(String, &'static str)> {
    let text = "# A\n\n[x](gone.md)\n";
    let mut snapshot = Snapshot::of(&[("a.md", text), ("drafts/b.md", text), ("drafts/old/c.md", text)]);
    snapshot.config = Some(config.into());
    let evaluated = build::evaluate(&snapshot);
    let level = |finding: &featsite::diag::Diagnostic| {
        (finding.place.as_ref().map(|place| place.path.to_string()).unwrap_or_default(), finding.severity.name())
    };
    evaluated.findings.iter().map(level).collect()
}

fn expected(levels: &[(&str, &'static str)]) -> Vec<(String, &'static str)> {
    levels.iter().map(|(path, level)| ((*path).to_owned(), *level)).collect()
}

#[test]
fn a_level_holds_everywhere_or_under_a_path() {
    let all = ["a.md", "drafts/b.md", "drafts/old/c.md"];
    assert_eq!(levels(""), expected(&all.map(|path| (path, "warning"))));
    assert_eq!(levels("checks: {broken-link: error}"), expected(&all.map(|path| (path, "error"))));
    assert_eq!(levels("checks: {broken-link: off}"), []);
    assert_eq!(
        levels("checks:\n  broken-link:\n    level: error\n    'drafts/*': off\n    'drafts/**': note\n"),
        expected(&[("a.md", "error"), ("drafts/old/c.md", "note")])
    );
    assert_eq!(
        levels("checks:\n  broken-link:\n    'drafts/**': off\n"),
        expected(&[("a.md", "warning")]),
        "elsewhere the check's own level holds"
    );
}

#[test]
fn a_star_stops_at_a_folder_and_notes_take_the_level_too() {
    assert_eq!(
        levels("checks:\n  broken-link:\n    '*.md': error\n"),
        expected(&[("a.md", "error"), ("drafts/b.md", "warning"), ("drafts/old/c.md", "warning")])
    );
    let all = ["a.md", "drafts/b.md", "drafts/old/c.md"];
    assert_eq!(levels("checks:\n  broken-link:\n    '**/*.md': note\n"), expected(&all.map(|path| (path, "note"))));
    let outside = |config: Option<&str>| {
        let mut snapshot = Snapshot::of(&[("a.md", "# A\n\n[x](../../elsewhere/gone.md)\n")]);
        snapshot.config = config.map(Into::into);
        build::evaluate(&snapshot).findings.iter().map(|finding| finding.severity.name()).collect::<Vec<_>>()
    };
    assert_eq!(outside(None), ["note"]);
    assert_eq!(outside(Some("checks: {broken-link: error}\n")), ["error"]);
}
