//! Findings that a comment allows, and comments that allow nothing.

use featsite::build::{Evaluated, site_of};

/// The findings that stand, each with its message.
fn open(evaluated: &Evaluated) -> Vec<(&'static str, &str)> {
    evaluated.findings.iter().map(|finding| (finding.check, finding.message.as_str())).collect()
}

const LINK: &str = "See [x](gone.md).";
const BECAUSE: &str = "because it comes next week";

#[test]
fn an_allowed_finding_is_counted_apart_with_its_reason() {
    let text = format!("# A\n\n{LINK}\n\n<!-- featsite: allow(broken-link) {BECAUSE} -->\n{LINK}\n");
    let evaluated = site_of(&[("a.md", &text)]);
    assert_eq!(open(&evaluated), [("broken-link", "the link to `gone.md` leads nowhere")]);
    let suppressed: Vec<_> = evaluated.suppressed.iter().map(|one| (one.finding.check, one.reason.as_str())).collect();
    assert_eq!(suppressed, [("broken-link", "it comes next week")]);
    assert_eq!(evaluated.frame.attention, 1);
}

#[test]
fn a_whole_file_and_several_names_can_be_allowed() {
    let text = format!(
        "# A\n\n**Status**: Simmering\n\n{LINK}\n\n<!-- featsite: allow-file(broken-link, unknown-status) {BECAUSE} -->\n"
    );
    let evaluated = site_of(&[("a.md", &text)]);
    assert_eq!(open(&evaluated), []);
    assert_eq!(evaluated.suppressed.len(), 2);
}

#[test]
fn front_matter_allows_in_comments_of_its_own() {
    let text = "---\n# featsite: allow(unknown-status) because the other tool writes it\nstatus: Simmering\n---\n# A\n";
    let evaluated = site_of(&[("a.md", text)]);
    assert_eq!(open(&evaluated), []);
    assert_eq!(evaluated.suppressed.len(), 1);
}

#[test]
fn what_allows_nothing_is_said_with_the_way_out() {
    for (comment, message, help) in [
        ("allow(broken-link)", "`allow(broken-link)` gives no reason", "say why, or nothing is allowed"),
        ("allow(brokn-link) because x", "`allow(brokn-link)` names no check", "did you mean `broken-link`?"),
        (
            "allow(broken-link, placeholder) because x",
            "`allow(placeholder)` allows nothing: there is no such finding in line 4",
            "delete it",
        ),
        (
            "allow-file(placeholder) because x",
            "`allow-file(placeholder)` allows nothing: there is no such finding in this file",
            "delete it",
        ),
        ("ignore broken-link", "`<!-- featsite: ignore broken-link -->` is not understood", "write `<!-- featsite:"),
    ] {
        let text = format!("# A\n\n<!-- featsite: {comment} -->\n{LINK}\n");
        let evaluated = site_of(&[("a.md", &text)]);
        let found = evaluated.findings.iter().find(|finding| finding.check == "unused-allow");
        let found = found.unwrap_or_else(|| panic!("{comment}: {:?}", open(&evaluated)));
        assert_eq!(found.message, message);
        assert!(found.help.as_deref().is_some_and(|text| text.starts_with(help)), "{comment}: {:?}", found.help);
        let allowed = comment.starts_with("allow(broken-link, ");
        assert_eq!(evaluated.suppressed.len(), usize::from(allowed), "{comment}");
    }
}

#[test]
fn the_nearest_comment_says_why_and_none_that_covers_a_finding_is_unused() {
    let line = format!("{LINK} <!-- featsite: allow(broken-link) because of the line -->");
    let block = "<!-- featsite: allow(broken-link) because of the block -->";
    let section = "<!-- featsite: allow(broken-link) because of the section -->";
    let file = "<!-- featsite: allow-file(broken-link) because of the file -->";
    let text = format!(
        "# A\n\n{LINK}\n\n{section}\n## B\n\n{LINK}\n\n{block}\n{line}\n{LINK}\n\n{LINK}\n\n## C\n\n{LINK}\n\n{file}\n"
    );
    let evaluated = site_of(&[("a.md", &text)]);
    assert_eq!(open(&evaluated), []);
    let reasons: Vec<&str> = evaluated.suppressed.iter().map(|one| one.reason.as_str()).collect();
    let expected = ["file", "section", "line", "block", "section", "file"];
    assert_eq!(reasons, expected.map(|one| format!("of the {one}")));
    // One that covers no finding still says so, inside another that does.
    let text = format!("# A\n\n{section}\n## B\n\n{LINK}\n\n{block}\nNo link.\n");
    let evaluated = site_of(&[("a.md", &text)]);
    let message = "`allow(broken-link)` allows nothing: there is no such finding in line 9";
    assert_eq!(open(&evaluated), [("unused-allow", message)]);
}

#[test]
fn a_check_that_is_off_makes_no_comment_unused() {
    let text = format!("# A\n\n<!-- featsite: allow(broken-link) {BECAUSE} -->\n{LINK}\n");
    let mut snapshot = featsite::source::Snapshot::of(&[("a.md", &text)]);
    snapshot.config = Some("checks: {broken-link: off}".into());
    assert_eq!(open(&featsite::build::evaluate(&snapshot)), []);
}

#[test]
fn many_comments_and_many_findings_stay_quick() {
    let block = format!("<!-- featsite: allow(broken-link) {BECAUSE} -->\n{LINK}\n\n");
    let text = format!("# A\n\n{}", block.repeat(20_000));
    let evaluated = site_of(&[("a.md", &text)]);
    assert_eq!((evaluated.findings.len(), evaluated.suppressed.len()), (0, 20_000));
}
