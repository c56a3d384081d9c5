//! What lists say of themselves: whose values they show, how many, where they stand, and what is told once.

use super::harvested::{in_order, page};

/// Three items that are done, of which `ended` have a day of completion, and one in the archive.
fn done(ended: usize) -> Vec<(String, String)> {
    let mut files: Vec<(String, String)> = (1..=3)
        .map(|at| {
            let day = if at <= ended { format!("**Completed**: 2026-01-0{at}\n") } else { String::new() };
            let head =
                format!("# FEAT-{at:03}: Item {at}\n\n**Status**: Shipped\n**Owner**: Ana\n**Priority**: High\n");
            (format!("features/FEAT-{at:03}.md"), format!("{head}{day}\n## Tasks\n\n- [x] one\n- [ ] two\n"))
        })
        .collect();
    let old = "# FEAT-009: Old\n\n**Status**: Shipped\n**Owner**: Ana\n**Priority**: High\n\n## Tasks\n\n- [x] one\n";
    files.push(("archive/FEAT-009.md".to_owned(), old.to_owned()));
    files
}

fn made(files: &[(String, String)], url: &str) -> String {
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    page(&files, url)
}

#[test]
fn a_list_says_whose_value_it_shows_and_where_it_belongs() {
    let files = done(3);
    let high = made(&files, "views/priority-high.html");
    assert!(high.contains("<h1>Priority: High</h1>"), "{high}");
    assert!(made(&files, "status/done.html").contains("<h1>Status: Done</h1>"));
    // The page of a column is called what the column is called on the board.
    assert!(made(&files, "board.html").contains("<span>Shipped</span>"));
    assert!(made(&files, "views/column-complete.html").contains("<h1>Shipped</h1>"));
    for (url, view) in
        [("views/priority-high.html", "Backlog"), ("status/done.html", "Backlog"), ("owners/ana.html", "Owners")]
    {
        let html = made(&files, url);
        let Some((_, nav)) = html.split_once("<ul class=\"nav\">") else { panic!("{url}: {html}") };
        let current = nav.split("<a ").find(|link| link.contains("aria-current=\"true\""));
        assert!(current.is_some_and(|link| link.contains(&format!("<span>{view}</span>"))), "{url}: {current:?}");
        let Some((crumbs, _)) = html.split_once("</ol>") else { panic!("{url}") };
        assert!(crumbs.contains(&format!(">{view}</a>")), "{url}: {crumbs}");
    }
}

#[test]
fn a_document_whose_address_begins_like_a_view_belongs_to_none() {
    let files = [("backlog/a.md", "# A\n\n**Status**: Done\n"), ("backlog/b.md", "# B\n\n**Status**: Done\n")];
    for url in ["backlog/a.html", "backlog/index.html"] {
        let html = page(&files, url);
        assert!(html.contains("<h1"), "{url}");
        assert!(!html.contains("aria-current=\"true\""), "{url}");
    }
}

#[test]
fn what_is_archived_is_counted_apart_and_the_same_on_both_pages() {
    let files = done(3);
    let list = made(&files, "owners/ana.html");
    assert!(in_order(&list, &["3 items", "1 archived item", ">3/6<"]), "{list}");
    let index = made(&files, "owners/index.html");
    assert!(in_order(&index, &["3 items, 1 archived item", ">3/6<"]), "{index}");
}

#[test]
fn days_of_completion_count_as_latest_only_where_most_finished_work_has_one() {
    let told = made(&done(2), "index.html");
    assert!(told.contains("last finished 2 Jan 2026") && told.contains("Recently finished"), "{told}");
    let rare = made(&done(1), "index.html");
    assert!(!rare.contains("last finished") && !rare.contains("Recently finished"), "{rare}");
}

#[test]
fn a_folder_lists_its_readme_first_and_counts_as_a_person_does() {
    let files = [("a/n-10.md", "# Ten\n"), ("a/n-2.md", "# Two\n"), ("a/README.md", "# Readme\n"), ("b/x.md", "# X\n")];
    let docs = page(&files, "docs.html");
    assert!(in_order(&docs, &[">a</a>", ">3<", ">Readme<", ">Two<", ">Ten<"]), "{docs}");
}

#[test]
fn a_document_alone_in_its_folder_is_listed_with_its_neighbours() {
    let files =
        [("specs/1-a/README.md", "# First\n"), ("specs/2-b/deep/x.md", "# Second\n"), ("specs/z.md", "# Third\n")];
    let docs = page(&files, "docs.html");
    assert!(in_order(&docs, &["3 documents", ">specs</a>", ">3<", "Third", "First", "Second"]), "{docs}");
    assert!(!docs.contains(">specs/1-a</a>") && docs.matches("<section class=\"within\">").count() == 1, "{docs}");
}

#[test]
fn the_history_says_how_many_it_draws() {
    let history = made(&done(2), "timeline.html");
    assert!(!history.contains("have a day of beginning"), "{history}");
    let mut files = done(3);
    for (_, text) in files.iter_mut().take(2) {
        *text = text.replace("**Owner**", "**Start Date**: 2025-12-20\n**Owner**");
    }
    let history = made(&files, "timeline.html");
    assert!(
        history.contains("2 of 3 have a day of beginning and of end and are drawn; the table has all"),
        "{history}"
    );
}

#[test]
fn the_hint_of_a_filter_names_what_there_is() {
    let mut files = done(3);
    files[0].1 = files[0].1.replace("Shipped", "In Progress").replace("# FEAT", "---\ntags: [reports]\n---\n# FEAT");
    let backlog = made(&files, "backlog.html");
    assert!(backlog.contains("placeholder=\"Filter: status:done -tag:reports\""), "{backlog}");
}

#[test]
fn what_to_do_is_said_once_where_a_check_says_it_of_all() {
    let text = "# A\n\nSee [x](x.md) and [y](y.md).\n";
    let html = page(&[("a.md", text), ("b.md", "# B\n\nSee [the other](a.md).\n")], "checks/broken-link.html");
    let help = "no file of that name is in the folder";
    let (head, list) = html
        .split_once("<ul>")
        .and_then(|_| html.split_once("class=\"findings by-check help-told\""))
        .expect("told once");
    assert!(!head.contains(help), "{head}");
    assert!(in_order(list, &["<p class=\"help\">", help, "<li class=\"finding"]), "{list}");
}
