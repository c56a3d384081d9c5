//! `featsite theme`: parts are listed and copied, nothing is overwritten, and a copy that fell behind is a finding.

use super::{Folder, Run};

const LOG: (&str, &str) = ("content/a.md", "# Login\n\n**Status**: In Progress\n");
const BOARD: &str = "content/theme/templates/board.html";

fn hash_in(text: &str) -> String {
    text.lines().next().and_then(|line| line.split(' ').nth(4)).unwrap_or_default().to_owned()
}

fn stale(run: &Run) -> bool {
    run.out.contains("[stale-theme-override]")
}

#[test]
fn a_part_is_copied_with_its_hash_and_changes_nothing() {
    let folder = Folder::with(&[LOG]);
    folder.run(&["build", "--output", "before"]);
    let run = folder.run(&["theme", "eject", "board"]);
    assert_eq!((run.code, run.out.as_str()), (0, "content/theme/templates/board.html\n"));
    assert_eq!(
        run.err,
        "change it: from the next build on it stands in the place of the built-in one; delete it to go back\n"
    );
    let text = folder.text(BOARD);
    let hash = hash_in(&text);
    assert_eq!(hash.len(), 10, "{text}");
    assert!(
        text.starts_with(&format!("{{#- featsite theme: templates/board.html {hash} -#}}\n{{#- The board")),
        "{text}"
    );
    for part in ["icons", "base", "404", "document/header", "strip.html"] {
        assert_eq!(folder.run(&["theme", "eject", part]).code, 0, "{part}");
    }
    folder.run(&["build", "--output", "after"]);
    assert!(folder.tree("before") == folder.tree("after"), "a fresh copy makes the same site");
    assert!(!stale(&folder.run(&["check"])));
}

#[test]
fn a_template_that_stops_costs_no_page_and_is_told_once_with_its_place() {
    let folder = Folder::with(&[LOG, ("content/b.md", "# B\n")]);
    folder.run(&["build", "--output", "before"]);
    folder.run(&["theme", "eject", "sidebar"]);
    let path = "content/theme/templates/sidebar.html";
    folder.write(path, folder.text(path).replace("shell.title", "shell.titel").as_bytes());
    let run = folder.run(&["build", "--output", "after"]);
    assert_eq!(run.code, 0);
    let head = format!("error[theme-error]: a template stops: Field `titel` is not defined\n --> {path}:3:50\n");
    assert!(run.err.starts_with(&head), "{}", run.err);
    assert!(
        run.err.contains(
            "^^^^^\n  |\n  = help: the built-in templates took its place; mend the template, then every page has its own again\n"
        ),
        "{}",
        run.err
    );
    assert_eq!(run.err.matches("error[").count(), 1, "{}", run.err);
    // Pages differ in what they have; the place is one.
    folder.write(path, format!("{{{{ nope }}}}{}", folder.text(path)).as_bytes());
    let run = folder.run(&["build", "--output", "third"]);
    assert_eq!(run.err.matches("error[").count(), 1, "{}", run.err);
    assert!(folder.tree("before") == folder.tree("after"), "every page is there as the built-in theme makes it");
}

#[test]
fn each_kind_of_file_has_its_kind_of_comment() {
    let folder = Folder::with(&[("a.md", "# A\n"), ("featsite.yaml", "theme: ./brand/\n")]);
    for (part, path, open, close) in [
        ("tokens.css", "brand/assets/css/tokens.css", "/* featsite theme: assets/css/tokens.css ", " */"),
        ("js/days", "brand/assets/js/days.js", "/* featsite theme: assets/js/days.js ", " */"),
        ("favicon.svg", "brand/assets/favicon.svg", "<!-- featsite theme: assets/favicon.svg ", " -->"),
    ] {
        let run = folder.run(&["theme", "eject", part]);
        assert_eq!((run.code, run.out.as_str()), (0, format!("{path}\n").as_str()), "{}", run.err);
        let text = folder.text(path);
        let first = text.lines().next().unwrap_or_default();
        assert!(first.starts_with(open) && first.ends_with(close), "{first}");
    }
    let run = folder.run(&["check"]);
    assert!(!stale(&run), "{}", run.out);
}

#[test]
fn a_file_that_is_there_is_overwritten_only_by_force() {
    let folder = Folder::with(&[LOG, (BOARD, "mine")]);
    let run = folder.run(&["theme", "eject", "templates/board.html"]);
    assert_eq!(
        (run.code, run.err.as_str(), run.out.as_str()),
        (
            2,
            "error: `content/theme/templates/board.html` is there already\n  help: `featsite theme eject \
             templates/board.html --print | diff content/theme/templates/board.html -` compares the two; `--force` \
             overwrites yours\n",
            ""
        )
    );
    assert_eq!(folder.text(BOARD), "mine");
    let printed = folder.run(&["theme", "eject", "board", "--print"]);
    assert_eq!((printed.code, folder.text(BOARD).as_str()), (0, "mine"));
    assert_eq!(folder.run(&["theme", "eject", "board", "--force"]).code, 0);
    assert_eq!(folder.text(BOARD), printed.out);
}

#[test]
fn an_unknown_part_has_a_suggestion() {
    let folder = Folder::with(&[LOG]);
    let run = folder.run(&["theme", "eject", "bord"]);
    assert_eq!(
        (run.code, run.err.as_str()),
        (
            2,
            "error: the theme has no part `bord`\n  help: did you mean `templates/board.html`? `featsite theme list` \
             lists all\n"
        )
    );
    let run = folder.run(&["theme", "eject", "zzzzz"]);
    assert_eq!(run.err, "error: the theme has no part `zzzzz`\n  help: `featsite theme list` lists all\n");
    assert!(!folder.path("content/theme").exists());
}

#[test]
fn a_copy_of_an_older_part_is_a_finding_at_its_hash() {
    let folder = Folder::with(&[LOG]);
    folder.run(&["theme", "eject", "board"]);
    let text = folder.text(BOARD);
    let now = hash_in(&text);
    folder.write(BOARD, text.replace(&now, "0123456789").as_bytes());
    let run = folder.run(&["check", "--only", "stale-theme-override"]);
    let expected = format!(
        "\
warning[stale-theme-override]: `templates/board.html` was copied from a built-in part that has changed: 0123456789 is now {now}
 --> content/theme/templates/board.html:1:42
  |
1 | {{#- featsite theme: templates/board.html 0123456789 -#}}
  |                                          ^^^^^^^^^^
  |
  = help: `featsite theme eject templates/board.html --print` shows the new one: take over what you need, then write {now} here
"
    );
    assert!(run.out.starts_with(&expected), "{}\n{expected}", run.out);
    let list = folder.run(&["theme", "list"]).out;
    assert!(list.contains("\ntemplates/board.html  (yours, copied from an older one)\n"), "{list}");
    folder.write(BOARD, text.as_bytes());
    assert!(!stale(&folder.run(&["check"])));
}

#[test]
fn the_list_names_every_part_and_those_replaced() {
    let folder = Folder::with(&[LOG, (BOARD, "mine"), ("content/theme/assets/css/user.css", "")]);
    let run = folder.run(&["theme", "list"]);
    let lines: Vec<&str> = run.out.lines().collect();
    assert!(lines.contains(&"templates/board.html  (yours)") && lines.contains(&"templates/icons.html"), "{}", run.out);
    assert!(lines.is_sorted() && lines.len() > 30, "{}", run.out);
    for line in lines {
        let part = line.split("  ").next().unwrap_or_default();
        assert_eq!(folder.run(&["theme", "eject", part, "--print"]).code, 0, "{part}");
    }
}
