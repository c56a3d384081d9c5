//! `featsite board`: the board in the terminal.

use serde_json::Value;

use super::Folder;
use super::list::folder;

#[test]
fn columns_stand_side_by_side_where_there_is_room() {
    let folder = folder();
    let run = folder.run_with(&["board"], &[("COLUMNS", "100")]);
    assert_eq!((run.code, run.err.as_str()), (0, "5 of 5 items\n"));
    assert_eq!(
        run.out,
        "\
Not started 2          │ In progress 1          │ Blocked 1              │ Complete 1
────────────────────── │ ────────────────────── │ ────────────────────── │ ──────────────────────
F-3 Ev␛[31mil          │ F-1 A login form with  │ F-2                    │ F-4\u{200e} תוכנית העבודה של\u{200e}
�title·1m              │ a title that is longe… │ 支付系统的退款功能和…  │ \u{200e}הצוות\u{200e}
                       │ Ana López              │ 李雷                   │ 1 Nov 2026
F-10 Ünïcödé e\u{301}\u{301}\u{301}\u{301}         │ 1 Oct 2026 Overdue     │ Blocked by F-1         │

0: Review, On hold, Cancelled
"
    );
}

#[test]
fn columns_stand_below_each_other_where_there_is_none() {
    let folder = folder();
    for variables in [&[("COLUMNS", "40")][..], &[]] {
        let run = folder.run_with(&["board", "is:open"], variables);
        assert!(run.out.starts_with("Not started 2\n───"), "{}", run.out);
        assert!(run.out.contains("\n\nIn progress 1\n"), "{}", run.out);
        assert!(run.out.ends_with("\n0: Review, On hold, Complete, Cancelled\n"), "{}", run.out);
        assert!(run.out.lines().all(|line| variables.is_empty() || line.chars().count() <= 40), "{}", run.out);
    }
}

#[test]
fn the_board_is_that_of_the_site() {
    let folder = folder();
    folder.write(
        "content/featsite.yaml",
        b"columns:\n  - in-progress: {title: Doing, limit: 1}\n  - blocked\n  - not-started\n",
    );
    let run = folder.run(&["build"]);
    assert_eq!(run.code, 0, "{}", run.err);
    let page = folder.text("_site/board.html");
    let data: Value = serde_json::from_str(&folder.run(&["board", "--format", "json"]).out).expect("JSON");
    let mut columns = Vec::new();
    for section in page.split("<section class=\"column").skip(1) {
        let section = section.split("</section>").next().unwrap_or_default();
        let name = section.split("data-column=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap_or_default();
        let ids: Vec<String> = section
            .split("class=\"id\"")
            .skip(1)
            .filter_map(|rest| Some(rest.split_once('>')?.1.split_once('<')?.0.to_owned()))
            .collect();
        columns.push((name.to_owned(), ids));
    }
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let own: Vec<(String, Vec<String>)> = data["columns"]
        .as_array()
        .expect("columns")
        .iter()
        .map(|column| {
            let items = column["items"].as_array().expect("items");
            (text(&column["name"]), items.iter().map(|item| text(&item["id"])).collect())
        })
        .collect();
    assert_eq!(own.len(), 3, "{own:?}");
    assert_eq!(own, columns);
    assert_eq!((&data["columns"][0]["title"], &data["columns"][0]["limit"]), (&"Doing".into(), &1.into()));
    assert_eq!(data["hidden"], 1);
}

#[test]
fn plain_is_a_heading_and_a_line_for_each_card() {
    let folder = folder();
    let run = folder.run(&["board", "--plain", "id:F-1,F-2"]);
    assert_eq!(
        run.out,
        "Not started 0\n\nIn progress 1\nF-1\tA login form with a title that is longer than any terminal of eighty columns \
         has room for\tAna López\t2026-10-01\tOverdue\n\nReview 0\n\nBlocked 1\nF-2\t支付系统的退款功能和对账报表以及更多的文字\t李雷\t\tBlocked \
         by F-1\n\nOn hold 0\n\nComplete 0\n\nCancelled 0\n"
    );
}

#[test]
fn nothing_and_mistakes_are_told_as_in_the_list() {
    let folder = folder();
    let run = folder.run(&["board", "owner:nobody"]);
    assert_eq!((run.code, run.err.as_str()), (0, "nothing passes this filter: 0 of 5 items\n"));
    let run = folder.run(&["board", "ownr:ana"]);
    assert_eq!(
        (run.code, run.err.as_str()),
        (2, "error: unknown field `ownr`\n  ownr:ana\n  ^^^^\n  help: did you mean `owner`?\n")
    );
    let empty = Folder::with(&[("content/a.md", "# Notes\n\nText.\n")]);
    let run = empty.run(&["board"]);
    assert_eq!((run.code, run.out.as_str(), run.err.as_str()), (0, "", "0 of 0 items\n"));
}
