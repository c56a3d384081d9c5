//! `featsite new`: the next id, a place and a name like those of the others, and nothing that would be read otherwise
//! than meant.

use serde_json::Value;

use super::{Folder, Run};

const DAY: [&str; 4] = ["--owner", "Ana", "--today", "2026-12-01"];

fn new(folder: &Folder, arguments: &[&str]) -> Run {
    folder.run(&[&["new"], arguments, &DAY].concat())
}

/// Writes a document and gives its path.
fn path(folder: &Folder, arguments: &[&str]) -> String {
    let run = new(folder, arguments);
    assert_eq!((run.code, run.err.as_str()), (0, ""), "{arguments:?}");
    run.out.trim_end().to_owned()
}

fn refused(folder: &Folder, arguments: &[&str]) -> String {
    let before = folder.names(".");
    let run = new(folder, arguments);
    assert_eq!((run.code, run.out.as_str()), (2, ""), "{arguments:?}: {}", run.err);
    assert_eq!(folder.names("."), before, "{arguments:?}: nothing is written");
    run.err
}

#[test]
fn an_empty_folder_gets_its_first_documents_and_they_have_no_findings() {
    let folder = Folder::with(&[]);
    for (arguments, expected) in [
        (&["feature", "Login page"][..], "features/FEAT-001-login-page.md"),
        (&["feature", "Refunds", "--priority", "P1"], "features/FEAT-002-refunds.md"),
        (&["guide", "Login page implementation guide", "--for", "feat-1"], "guides/login-page.md"),
        (&["guide", "Keys"], "guides/keys.md"),
        (&["decision", "Sessions in cookies"], "decisions/0001-sessions-in-cookies.md"),
        (&["decision", "Keys by hand"], "decisions/0002-keys-by-hand.md"),
    ] {
        assert_eq!(path(&folder, arguments), expected);
    }
    let run = folder.run(&["check", "--strict", "--today", "2026-12-01"]);
    assert_eq!((run.code, run.out.as_str()), (0, "6 documents: no findings\n"));
    let run = folder.run(&["export", "--today", "2026-12-01"]);
    let data: Value = serde_json::from_str(&run.out).expect("JSON");
    let log = data["documents"].as_array().and_then(|all| all.iter().find(|one| one["id"] == "FEAT-002")).expect("it");
    assert_eq!(
        (&log["title"], &log["kind"], &log["status"]["value"]),
        (&"Refunds".into(), &"feature".into(), &"planned".into())
    );
    assert_eq!((&log["owners"][0], &log["dates"]["start"]), (&"Ana".into(), &"2026-12-01".into()));
    assert_eq!((&log["priority"]["value"], log["phases"].as_array().map(Vec::len)), (&"high".into(), Some(3)));
    let pair =
        data["edges"].as_array().and_then(|all| all.iter().find(|one| one["kind"] == "guide-for")).expect("a pair");
    assert_eq!(
        (&pair["source"], &pair["target"]),
        (&"guides/login-page.md".into(), &"features/FEAT-001-login-page.md".into())
    );
}

#[test]
fn a_new_document_is_numbered_placed_and_named_like_the_others() {
    let log = "# X\n\n**Status**: Planned\n";
    let numbered = "# X\n\n**ID**: 012\n**Status**: Planned\n";
    for (files, expected) in [
        (
            &[("plans/PAY-0009-a.md", log), ("plans/PAY-0011-b.md", log), ("x/OPS-1.md", log)][..],
            "plans/PAY-0012-log-in.md",
        ),
        (&[("a/FEAT_007_one_two.md", log), ("a/FEAT_008_two_three.md", log)], "a/FEAT_009_log_in.md"),
        (&[("a/feat-1-x.md", log), ("a/feat-2-y.md", log)], "a/feat-3-log-in.md"),
        (&[("a/BACK-1 - One-two.md", log), ("a/BACK-2 - Two-three.md", log)], "a/BACK-3 - log-in.md"),
        // A day is no number of a series.
        (
            &[
                ("a/B-0106-x.md", log),
                ("a/B-0107-x.md", log),
                ("a/y.md", "# Y\n\n**ID**: B-20251203\n**Status**: Planned\n"),
            ],
            "a/B-0108-log-in.md",
        ),
        (&[("a/FEAT-1.md", log), ("a/FEAT-2.md", log)], "a/FEAT-3.md"),
        (&[("specs/012-x/README.md", numbered)], "specs/013-log-in/README.md"),
        (&[("a/one.md", "# One\n\n**ID**: AB-7\n**Status**: Done\n")], "a/log-in.md"),
        // What a row of a tracker has is taken.
        (
            &[("FEAT-1-x.md", log), ("BACKLOG.md", "# Backlog\n\n| ID | Status |\n|---|---|\n| FEAT-2 | Planned |\n")],
            "FEAT-3-log-in.md",
        ),
        // Where documents end is not where they begin.
        (
            &[("done/FEAT-1-x.md", log), ("done/FEAT-2-x.md", log), ("todo/FEAT-3-x.md", log)],
            "features/FEAT-4-log-in.md",
        ),
    ] {
        let folder = Folder::with(files);
        assert_eq!(path(&folder, &["feature", "Log in", "."]), expected, "{files:?}");
    }
    let folder = Folder::with(&[("content/adr/0014-x.md", "# X\n\n**Status**: Accepted\n")]);
    assert_eq!(path(&folder, &["decision", "登录 – as it is"]), "content/adr/0015-登录-as-it-is.md");
}

#[test]
fn a_guide_has_the_phases_of_its_feature_and_agrees_with_it() {
    let log = "# Pay\n\n**Status**: In Progress\n**Start Date**: 2026-11-02\n\n## Phase 1: Ground\n\n- [ ] a\n\n## Phase 2: Roof\n\n- [ ] b\n";
    let folder = Folder::with(&[
        ("content/PAY-4-pay.md", log),
        ("content/specs/012-x/README.md", "# X\n\n**ID**: 012\n**Status**: Planned\n"),
    ]);
    let guide = path(&folder, &["guide", "How to pay", "--for", "content/PAY-4-pay.md"]);
    let text = folder.text(&guide);
    for line in [
        "**Feature ID:** PAY-4  \n**Feature:** [PAY-4](../PAY-4-pay.md)  \n",
        "\n1. [Phase 2: Roof (Week 3-4)](#phase-2-roof-week-3-4)\n",
        "\n## Phase 2: Roof (Week 3-4)\n",
    ] {
        assert!(text.contains(line), "{line}\n{text}");
    }
    // A number alone makes no pair: the link does.
    path(&folder, &["guide", "Something else", "--for", "12"]);
    let run = folder.run(&["check", "--strict", "--today", "2026-11-10"]);
    assert_eq!((run.code, run.out.as_str()), (0, "4 documents: no findings\n"));
}

#[test]
fn what_would_be_read_otherwise_is_not_written() {
    let folder = Folder::with(&[("FEAT-001-x.md", "# X\n\n**Status**: Planned\n")]);
    let plainer = "  help: nothing was written; say it in plainer words\n";
    let read = |title: &str, as_what: &str| {
        format!(
            "error: the new document would not be read as it is meant: the title `{title}` is read as `{as_what}`\n{plainer}"
        )
    };
    for (title, as_what) in
        [("🚀 Launch", "Launch"), ("<b>x</b>", "x"), ("Epic 24: x", "x"), ("*so* it is", "so it is")]
    {
        assert_eq!(refused(&folder, &["feature", title]), read(title, as_what));
    }
    assert_eq!(
        refused(&folder, &["feature", "Log in", "--priority", "Whatever"]),
        format!(
            "error: the new document would not be read as it is meant: the priority `Whatever` is read as nothing\n{plainer}"
        )
    );
    for (arguments, expected) in [
        (
            &["feature", "Log\nin"][..],
            "error: `TITLE` holds a line break or another control character\n  help: give it in one line\n",
        ),
        (&["feature", " "], "error: the title is empty\n  help: say in a few words what the document is about\n"),
        (
            &["feature", "Log in", "--id", "../x"],
            "error: `../x` is no id\n  help: an id has a number, and letters in front of it if you like: `FEAT-012`, `0015`\n",
        ),
        (
            &["feature", "Log in", "--id", "feat 1"],
            "error: `feat 1` is the id of `FEAT-001-x.md`\n  help: give another one; without `--id` the next free one is taken\n",
        ),
        (
            &["feature", "Log in", "--for", "FEAT-1"],
            "error: `--for` says which feature a guide is for\n  help: write `featsite new guide TITLE --for ID`\n",
        ),
        (
            &["guide", "Log in", "--for", "FEAT-7"],
            "error: `FEAT-7` is no document's id or path\n  help: `featsite export --format json` lists all\n",
        ),
        (
            &["feature", "Log in", "gone"],
            "error: there is no folder `gone`\n  help: give the folder that holds your Markdown files\n",
        ),
    ] {
        assert_eq!(refused(&folder, arguments), expected);
    }
    for title in ["a | b", "C# for all", "# x", "Say \"hi\"", "it's", "Use `--flag`", &"x".repeat(300)] {
        path(&folder, &["feature", title]);
    }
    assert_eq!(folder.run(&["check", "--strict", "--today", "2026-12-01"]).code, 0);
}

#[test]
fn no_file_is_overwritten_and_print_writes_none() {
    let folder = Folder::with(&[("a/log-in.md", "# Log in\n\n**ID**: AB-7\n**Status**: Done\n"), (".gitignore", "")]);
    let taken =
        "error: `a/log-in.md` is there already\n  help: give another title, or another `--id`; nothing was written\n";
    assert_eq!(refused(&folder, &["feature", "Log in", "."]), taken);
    // One that is left out when the folder is read.
    let folder = Folder::with(&[("featsite.yaml", "exclude: [features]\n"), ("features/FEAT-001-log-in.md", "mine")]);
    let taken = taken.replace("a/", "features/FEAT-001-");
    assert_eq!(refused(&folder, &["feature", "Log in"]), taken);
    assert_eq!(folder.text("features/FEAT-001-log-in.md"), "mine");
    let folder = Folder::with(&[]);
    let run = new(&folder, &["feature", "Log in", "--print"]);
    assert_eq!((run.code, folder.names(".").len()), (0, 0));
    assert_eq!(path(&folder, &["feature", "Log in"]), "features/FEAT-001-log-in.md");
    assert_eq!(folder.text("features/FEAT-001-log-in.md"), run.out);
}

#[test]
fn the_name_of_git_is_the_owner_where_none_is_given() {
    let folder = Folder::with(&[]);
    let git = [("GIT_CONFIG_COUNT", "1"), ("GIT_CONFIG_KEY_0", "user.name"), ("GIT_CONFIG_VALUE_0", "Ana Lopez")];
    let run = folder.run_with(&["new", "feature", "Log in", "--print"], &git);
    assert!(
        run.out.contains("\n**Owner**: Ana Lopez  \n**Priority**:   \n**Start Date**: 2026-11-21  \n"),
        "{}",
        run.out
    );
}

#[test]
fn a_template_of_the_folder_takes_the_place_of_the_built_in_one_and_is_no_document() {
    let own = "content/theme/documents/feature.md";
    let folder = Folder::with(&[("content/FEAT-1-x.md", "# X\n\n**Status**: Planned\n")]);
    let run = folder.run(&["theme", "eject", "documents/feature"]);
    assert_eq!((run.code, run.out.as_str()), (0, "content/theme/documents/feature.md\n"));
    let print = |folder: &Folder| new(folder, &["feature", "Log in", "--print"]).out;
    let copied = print(&folder);
    std::fs::remove_file(folder.path(own)).expect("removed");
    assert_eq!(print(&folder), copied, "a fresh copy makes the same document");
    folder.write(own, b"# {{ id }}: {{ title }}\n\n**Status**: Planned\n**Owner**: {{ owner }}\n");
    assert_eq!(print(&folder), "# FEAT-2: Log in\n\n**Status**: Planned\n**Owner**: Ana\n");
    assert_eq!(folder.run(&["check", "--strict"]).out, "1 document: no findings\n");
    let names = "`id`, `title`, `date`, `owner`, `priority`, `feature`, `feature_link` and `phases`";
    folder.write(own, b"# {{ title }}\n\n{{ stauts }}\n");
    let error = refused(&folder, &["feature", "Log in"]);
    assert!(
        error.starts_with("error: `content/theme/documents/feature.md:3:4`: Variable `stauts` is not defined"),
        "{error}"
    );
    assert!(
        error.ends_with(&format!(
            "\n  help: a template may ask for {names}; mend it, or delete it to go back to the built-in one\n"
        )),
        "{error}"
    );
    folder.write(own, b"# Plan of {{ title }}\n\n**Owner**: {{ owner }}\n\n[x](gone.md)\n");
    let error = refused(&folder, &["feature", "Log in"]);
    assert!(
        error.starts_with(
            "warning[broken-link]: the link to `gone.md` leads nowhere\n --> content/FEAT-2-log-in.md:5:5"
        ),
        "{error}"
    );
    assert!(
        error.ends_with(
            "\nerror: the new document would not be read as it is meant: the title `Log in` is read as `Plan of Log \
             in`; no status is read; it has 1 finding\n  help: nothing was written; mend \
             `content/theme/documents/feature.md`, or say it in plainer words\n"
        ),
        "{error}"
    );
}

#[test]
fn a_document_that_is_not_read_is_told_of() {
    let folder = Folder::with(&[("content/featsite.yaml", "exclude: ['features/**']\n"), ("content/a.md", "# A\n")]);
    let run = new(&folder, &["feature", "Login"]);
    assert_eq!((run.code, run.out.as_str()), (0, "content/features/FEAT-001-login.md\n"));
    assert_eq!(
        run.err,
        "warning: `content/features/FEAT-001-login.md` is not read by featsite: `.gitignore`, or `include` and `exclude` in \
         featsite.yaml, leave it out\n"
    );
}
