//! What is a foot and what only looks like one.

use super::{read, status};

#[test]
fn the_foot_is_the_last_block() {
    assert_eq!(status("# T\n\nx\n\n## A\n\nx\n\n---\n\n*Status: Done | Last updated: 2026-02-03*\n"), "done");
    let long: String = (0..30).map(|_| "line\n").collect();
    assert_eq!(status(&format!("# T\n\nx\n\n## A\n\nx\n\n## B\n\n---\n\n{long}\nStatus: Done\n\n{long}\n")), "unset");
    let text = "# T\n\nx\n\n## A\n\n---\n\n**Document Status**: Final\n**Maintained by**: Ana\n";
    let document = read(text);
    assert!(document.statuses.is_empty());
    assert_eq!(document.fields.iter().filter(|field| field.key == "Document Status").count(), 1);
    assert_eq!(document.owners.first().map(|fact| fact.value.as_str()), Some("Ana"));
}

#[test]
fn what_sections_have_in_turn_is_no_foot() {
    let in_turn = "# T\n\nx\n\n## O\n\nx\n\n## A\n\nx\n\n**What to do**: y\n\n## B\n\nx\n\n**What to do**: z\n";
    assert!(read(in_turn).fields.is_empty());
    let once = "# T\n\nx\n\n## A\n\nx\n\n## B\n\nx\n\n**What to do**: z\n";
    assert_eq!(read(once).fields.len(), 1);
    let known = "# T\n\nx\n\n## O\n\nx\n\n## A\n\nx\n\n**Status**: Draft\n\n## B\n\nx\n\n**Status**: Done\n";
    assert_eq!(status(known), "done");
}
