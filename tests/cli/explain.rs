//! `featsite explain`: checks in words, and documents with every value and its source.

use serde_json::Value;

use super::Folder;

fn folder() -> Folder {
    Folder::with(&[
        (
            "content/pay/PAY-004-refunds.md",
            "# Refunds\n\n**Status**: 🚧 In Progress\n**Status**: Planned\n**Priority**: P1\n**Owner**: Ana\n**Start Date**: 2026-03-02\n\
             **Depends on**: PAY-9, PAY-001\n**Sprint**: 12\n\n## Phase 1: Ground (Week 1-2)\n\n- [x] a\n- [ ] b\n\n\
             See [x](gone.md).\n",
        ),
        ("content/pay/PAY-001.md", "# Base\n\n**Status**: Done\n"),
        ("content/notes.md", "# Notes\n\nText.\n"),
    ])
}

#[test]
fn a_check_says_what_it_finds_and_how_to_live_with_it() {
    let folder = folder();
    let run = folder.run(&["explain", "broken-link"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    for words in [
        "broken-link: a link or image that leads to no file\nlevel: warning\n",
        "\nWhat\n  The target of a link",
        "\nWhy\n  The link is shown as plain text",
        "\nExample\n  a.md\n\n    # A\n\n    See [the plan](plans/login.md).\n",
        "\nInstead\n",
        "      broken-link: off",
        "<!-- featsite: allow(broken-link) because … -->",
    ] {
        assert!(run.out.contains(words), "{words}: {}", run.out);
    }
    assert!(run.out.lines().all(|line| line.chars().count() <= 80), "{}", run.out);
    let run = folder.run(&["explain", "duplicate-id", "--format", "json"]);
    let data: Value = serde_json::from_str(&run.out).expect("JSON");
    assert_eq!((&data["check"], &data["level"]), (&"duplicate-id".into(), &"warning".into()));
}

#[test]
fn a_document_shows_every_value_with_its_source() {
    let folder = folder();
    let run = folder.run(&["explain", "content/pay/PAY-004-refunds.md"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    for line in [
        "kind      feature: its header says a status",
        "item      yes: it stands on the board",
        "  status    in-progress  🚧 In Progress   3     header field",
        "  id        PAY-004      PAY-004-refunds        file name",
        "  Sprint    12           12               9     header field",
        "  1 Ground  1/2    2026-03-02  2026-03-13  weeks 1-2 from start",
        "  depends-on  PAY-9    (nobody has this id)  8",
        "  depends-on  PAY-001  pay/PAY-001.md        8",
    ] {
        assert!(run.out.contains(line), "{line}\n{}", run.out);
    }
    assert!(run.out.contains("\noverruled\n") && run.out.contains("warning[broken-link]"), "{}", run.out);
    assert!(!run.out.contains('\u{1b}'));
    assert!(folder.run(&["explain", "notes.md", "--color", "always"]).out.contains("\u{1b}[1mfields\u{1b}[0m"));
}

#[test]
fn a_document_is_found_by_any_of_its_names_and_shown_as_data() {
    let folder = folder();
    let whole = folder.path("content/pay/PAY-004-refunds.md").canonicalize().expect("there");
    for name in ["pay/PAY-004-refunds.md", "./content/pay/PAY-004-refunds.md", "pay-4", &whole.to_string_lossy()] {
        // A month later the work would be stale as well.
        let run = folder.run(&["explain", name, "--format", "json", "--today", "2026-03-10"]);
        let data: Value = serde_json::from_str(&run.out).unwrap_or_else(|error| panic!("{name}: {error}: {}", run.err));
        assert_eq!(data["path"], "pay/PAY-004-refunds.md");
        assert_eq!(data["fields"][2]["read_from"], "header field");
        assert_eq!(data["overruled"][0]["value"], "planned");
        assert_eq!(data["findings"].as_array().map(Vec::len), Some(3));
    }
}

#[test]
fn what_is_neither_is_an_error_with_a_way_out() {
    let folder = folder();
    for (what, help) in [
        ("brokn-link", "did you mean `broken-link`?"),
        ("pay/PAY-04-refunds.md", "did you mean `pay/PAY-004-refunds.md`?"),
        ("qqq", "give the name of a check, the path of a document, or an id"),
    ] {
        let run = folder.run(&["explain", what]);
        assert_eq!((run.code, run.out.as_str()), (2, ""));
        assert!(run.err.contains(help), "{what}: {}", run.err);
    }
}

#[test]
fn an_id_that_is_a_number_within_its_folder_finds_its_document() {
    let log = "# Import\n\n**Status**: Planned\n";
    let folder =
        Folder::with(&[("content/specs/006-import/README.md", log), ("content/specs/007-export/README.md", log)]);
    for id in ["006", "6"] {
        let run = folder.run(&["explain", id]);
        assert_eq!(run.code, 0, "{}", run.err);
        assert!(run.out.contains("specs/006-import/README.md"), "{}", run.out);
    }
    folder.write("content/more/006-search/README.md", log.as_bytes());
    let run = folder.run(&["explain", "006"]);
    assert_eq!((run.code, run.out.as_str()), (2, ""));
    for words in ["`006` is the id of 2 documents", "`more/006-search/README.md`", "`specs/006-import/README.md`"] {
        assert!(run.err.contains(words), "{words}: {}", run.err);
    }
}
