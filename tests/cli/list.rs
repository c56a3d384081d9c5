//! `featsite list`: the backlog in the terminal.

use serde_json::Value;

use super::{Folder, Run};

/// A folder with items in several states, and texts that a terminal may stumble over.
pub fn folder() -> Folder {
    let log = |id: &str, title: &str, head: &str| format!("# {title}\n\n**ID**: {id}\n{head}\n");
    let boxes = "\n## Tasks\n\n- [x] a\n- [x] b\n- [x] c\n- [ ] d\n- [ ] e\n- [ ] f\n- [ ] g\n";
    let folder = Folder::with(&[]);
    for (id, title, head) in [
        (
            "F-1",
            "A login form with a title that is longer than any terminal of eighty columns has room for",
            &*format!(
                "**Status**: In Progress\n**Priority**: High\n**Owner**: Ana López\n**Target Completion**: 2026-10-01\n{boxes}"
            ),
        ),
        (
            "F-2",
            "支付系统的退款功能和对账报表以及更多的文字",
            "**Status**: Blocked\n**Owner**: 李雷\n**Depends on**: F-1\n",
        ),
        ("F-3", "Ev\u{1b}[31mil \u{202e}title\u{9b}1m", "**Status**: Planned\n**Priority**: Critical\n"),
        ("F-4", "תוכנית העבודה של הצוות", "**Status**: Done\n**Completed**: 2026-11-01\n"),
        ("F-10", "Ünïcödé e\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}", "**Status**: Planned\n"),
        ("F-20", "Old", "**Status**: Archived\n"),
    ] {
        folder.write(&format!("content/{id}.md"), log(id, title, head).as_bytes());
    }
    folder
}

/// The first cells of the lines of a plain list.
fn ids(run: &Run) -> Vec<&str> {
    run.out.lines().map(|line| line.split('\t').next().unwrap_or_default()).collect()
}

#[test]
fn items_stand_in_the_order_of_the_backlog_with_their_count() {
    let folder = folder();
    let run = folder.run(&["list", "--columns", "id,status,owner,due,progress"]);
    assert_eq!((run.code, run.err.as_str()), (0, "5 of 5 items\n"));
    assert_eq!(
        run.out,
        "\
ID    Status       Owner      Target        Progress
F-1   In Progress  Ana López  1 Oct 2026 !       3/7
F-2   Blocked      李雷
F-3   Planned
F-10  Planned
F-4   Done
"
    );
    assert_eq!(folder.run(&["list", "--quiet"]).err, "");
}

#[test]
fn the_list_is_the_backlog_of_a_build() {
    let folder = folder();
    assert_eq!(folder.run(&["build"]).code, 0);
    let csv = folder.text("_site/backlog.csv");
    assert_eq!(folder.run(&["list", "--format", "csv"]).out, csv);
    let from_csv: Vec<&str> = csv.lines().skip(1).filter_map(|line| line.split(',').next()).collect();
    assert_eq!(ids(&folder.run(&["list", "--plain"])), from_csv);
    let whole: Value = serde_json::from_str(&folder.text("_site/site.json")).expect("JSON");
    let listed: Value = serde_json::from_str(&folder.run(&["list", "--format", "json"]).out).expect("JSON");
    let expected: Vec<&Value> =
        whole["items"].as_array().expect("items").iter().filter(|item| item["archived"] == false).collect();
    assert_eq!(listed.as_array().expect("a list").iter().collect::<Vec<_>>(), expected);
}

#[test]
fn a_filter_and_a_folder_are_told_apart() {
    let folder = folder();
    for (arguments, expected) in [
        (&["status:blocked"][..], &["F-2"][..]),
        (&["status:planned -priority:critical", "content"], &["F-10"]),
        (&["content"], &["F-1", "F-2", "F-3", "F-10", "F-4"]),
        (&["is:archived"], &["F-20"]),
        (&["login"], &["F-1"]),
        (&["--", "-is:open"], &["F-4"]),
        (&["content", "content"], &[]),
    ] {
        let run = folder.run(&[&["list", "--plain"], arguments].concat());
        assert_eq!((run.code, ids(&run).as_slice()), (0, expected), "{arguments:?}: {}", run.err);
    }
    assert_eq!(ids(&folder.run(&["list", "--plain", "--archived", "id:F-2*"])), ["F-2", "F-20"]);
}

#[test]
fn nothing_is_said_in_one_line() {
    let folder = folder();
    for (arguments, expected) in [
        (&["owner:nobody"][..], "nothing passes this filter: 0 of 5 items\n"),
        (&["status:shipped"], "no item has the status `shipped`: 0 of 5 items\n"),
        (&["plans/"], "nothing passes this filter: 0 of 5 items; there is no folder `plans/` either\n"),
        (&["none", "content"], "nothing passes this filter: 0 of 5 items\n"),
    ] {
        let run = folder.run(&[&["list"], arguments].concat());
        assert_eq!((run.code, run.out.as_str(), run.err.as_str()), (0, "", expected));
    }
    assert_eq!(folder.run(&["list", "owner:nobody", "--format", "json"]).out, "[]\n");
}

#[test]
fn mistakes_say_where_they_are_and_what_to_do() {
    let folder = folder();
    for (arguments, expected) in [
        (
            &["list", "login ownr:ana"][..],
            "error: unknown field `ownr`\n  login ownr:ana\n        ^^^^\n  help: did you mean `owner`?\n",
        ),
        (
            &["list", "due:soon is:blockd"],
            "error: `soon` is not a day\n  due:soon is:blockd\n      ^^^^\n  help: write `2026-04-01`, `2026-04`, `2026-Q2`, \
             `2w`, `30d` or `today`\nerror: unknown value `blockd` of `is`\n  due:soon is:blockd\n              ^^^^^^\n  \
             help: did you mean `is:blocked`?\n",
        ),
        (
            &["list", "is:open", "owner:ana"],
            "error: there is no folder `owner:ana`\n  help: a filter of several terms stands in quotes: 'is:open owner:ana'\n",
        ),
        (
            &["list", "is:open", "nowhere"],
            "error: there is no folder `nowhere`\n  help: give the folder that holds your Markdown files\n",
        ),
        (
            &["list", "--plain", "--format", "csv"],
            "error: `--plain` shapes text, and `--format` asks for data\n  help: leave one of them out\n",
        ),
    ] {
        let run = folder.run(arguments);
        assert_eq!((run.code, run.out.as_str(), run.err.as_str()), (2, "", expected));
    }
    let run = folder.run(&["list", "--sort", "prioriti"]);
    assert!(run.code == 2 && run.err.contains("did you mean `priority`?"), "{}", run.err);
    let run = folder.run(&["list", "--columns", "titel"]);
    assert!(run.code == 2 && run.err.contains("a similar value exists: 'title'"), "{}", run.err);
}

#[test]
fn lines_are_sorted_as_on_the_page() {
    let folder = folder();
    for (key, expected) in [
        ("id", ["F-1", "F-2", "F-3", "F-4", "F-10"]),
        ("-id", ["F-10", "F-4", "F-3", "F-2", "F-1"]),
        ("-priority,-id", ["F-3", "F-1", "F-10", "F-4", "F-2"]),
        ("status,id", ["F-3", "F-10", "F-1", "F-2", "F-4"]),
    ] {
        assert_eq!(ids(&folder.run(&["list", "--plain", "--sort", key])), expected, "{key}");
    }
}

#[test]
fn a_line_is_as_wide_as_the_terminal_and_in_a_pipe_as_long_as_it_is() {
    let folder = folder();
    for (width, expected) in [
        ("20", "F-1   A login form…"),
        ("40", "F-1   In Progress  A login form with a…"),
        ("80", "F-1   In Prog…  High      A login form with a titl…  Ana Lóp…  1 Oct 2026 !  3/7"),
    ] {
        let run = folder.run_with(&["list"], &[("COLUMNS", width)]);
        assert_eq!(run.out.lines().nth(1), Some(expected), "{}", run.out);
    }
    let run = folder.run(&["list"]);
    assert!(run.out.contains("than any terminal of eighty columns has room for  Ana"), "{}", run.out);
}

#[test]
fn no_text_of_a_document_steers_the_terminal() {
    let folder = folder();
    for arguments in [&["list"][..], &["list", "--plain"], &["board"], &["board", "--plain"]] {
        let run = folder.run(arguments);
        let steers = |c: char| (c.is_control() && c != '\n' && c != '\t') || matches!(c, '\u{202a}'..='\u{202e}');
        assert!(!run.out.contains(steers), "{:?}", run.out);
        assert!(run.out.contains("Ev␛[31mil �title·1m"), "{}", run.out);
    }
    // Colours are ours alone, and only where they are wanted.
    let run = folder.run(&["list", "--color", "always"]);
    assert!(run.out.contains("\u{1b}[31mBlocked\u{1b}[0m") && !run.out.contains("\u{1b}[31mil"), "{:?}", run.out);
    assert!(!folder.run(&["list", "--color", "always", "--plain"]).out.contains('\u{1b}'));
}

#[test]
fn plain_lines_keep_every_column_and_the_whole_text() {
    let folder = folder();
    let run = folder.run_with(&["list", "--plain", "id:F-1"], &[("COLUMNS", "20")]);
    assert_eq!(
        run.out,
        "F-1\tin-progress\thigh\tA login form with a title that is longer than any terminal of eighty columns has room \
         for\tAna López\t2026-10-01\t3/7\n"
    );
    assert_eq!(folder.run(&["list", "--plain", "id:F-3"]).out.matches('\t').count(), 6);
}
