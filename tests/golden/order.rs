//! The order of work as pages show it.

use std::collections::BTreeMap;

use super::views::site;

fn log(id: &str, status: &str, more: &str) -> (String, String) {
    (format!("{id}.md"), format!("# {id}: Title of {id}\n\n**Status**: {status}\n{more}\n"))
}

fn made() -> BTreeMap<String, String> {
    let files = [
        log("F-1", "Done", ""),
        log("F-2", "In Progress", "**Depends on**: F-3"),
        log("F-3", "In Progress", "**Blocks**: F-4"),
        log("F-4", "Planned", "**Depends on**: F-2"),
        log("F-5", "Planned", "**Depends on**: F-1"),
        log("F-6", "Planned", "**Depends on**: F-99"),
        log("F-7", "Planned", "**Depends on**: F-8\n\nSee [it](F-8.md)."),
        log("F-8", "Planned", "**Depends on**: F-7"),
        (
            "roadmap.md".into(),
            "# Roadmap\n\n| ID | Title | Status | Depends on |\n|---|---|---|---|\n| R-1 | Base | In Progress | F-3 |\n"
                .into(),
        ),
    ];
    site(&files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect::<Vec<_>>())
}

/// The text of a page between two marks.
fn section<'a>(page: &'a str, from: &str, to: &str) -> &'a str {
    let behind = page.split_once(from).unwrap_or_else(|| panic!("no {from}")).1;
    behind.split_once(to).map_or(behind, |(inside, _)| inside)
}

#[test]
fn pages_say_what_waits_for_what() {
    let pages = made();
    let overview = &pages["index.html"];
    let blocked = section(overview, "list-blocked", "</section>");
    assert!(blocked.contains("F-2.html") && blocked.contains("Blocked by <a href=\"F-3.html\""), "{blocked}");
    assert!(!blocked.contains(">F-4<"), "what was not begun only stands behind something");
    let ready = section(overview, "list-ready-to-start", "</section>");
    assert!(ready.contains("F-5.html") && !ready.contains("F-4.html") && !ready.contains("F-6.html"), "{ready}");
    let unknown = section(overview, "list-ready-unknown", "</section>");
    assert!(unknown.contains("F-6.html") && unknown.contains("Ready, but for F-99"), "{unknown}");

    let header = section(&pages["F-2.html"], "<dl class=\"facts\"", "</dl>");
    assert!(header.contains("<dt>Blocked by</dt><dd><a href=\"F-3.html\""), "{header}");
    assert!(header.contains("(line 4)") && header.contains("<dt>Unblocks</dt><dd><a href=\"F-4.html\""), "{header}");
    let header = section(&pages["F-3.html"], "<dl class=\"facts\"", "</dl>");
    assert!(header.contains("(F-2.md, line 4)") && header.contains("roadmap.html#"), "{header}");
    assert!(section(&pages["F-5.html"], "<dl class=\"facts\"", "</dl>").contains("<dd>Ready to start</dd>"));
    assert!(section(&pages["board.html"], "id=\"column-not-started\"", "</section>").contains("blocked-by"));
}

#[test]
fn the_table_of_connections_names_each_once_and_prints_circles() {
    let pages = made();
    let graph = &pages["graph.html"];
    let circles = section(graph, "Circles of dependencies", "</section>");
    assert!(
        circles.contains(">F-7</a> → <a")
            && circles.contains("<a href=\"F-7.html\">F-7.md line 4: Depends on: F-8</a>"),
        "{circles}"
    );
    let row = section(section(graph, "id=\"connections\"", "</table>"), ">R-1</span>", "</tr>");
    assert!(row.contains("F-3.html"), "a row of a tracker is in the table: {row}");
    let row = section(section(graph, "id=\"connections\"", "</table>"), ">F-7</span>", "</tr>");
    assert_eq!(row.matches(">F-8</a>").count(), 2, "once as needed, once as needing: {row}");
}
