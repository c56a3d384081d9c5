//! What a document's page makes of its text, and what stands around it.

use std::fmt::Write;
use std::sync::Arc;

use featsite::build;
use featsite::build::outputs::{Content, Outputs};
use featsite::source::Snapshot;

use super::harvested::{in_order, page};

const FOLD: &str = "<details class=\"as-written\">";

#[test]
fn header_fields_are_folded_and_nothing_of_them_is_lost() {
    let folded = [
        "# T\n\n**Status**: Done\n**Sprint**: 12\n\n---\n\nText.\n",
        "# T\n\n- **Status**: Done\n- **Sprint**: 12\n\nText.\n",
        "# T\n\n| Field | Value |\n|---|---|\n| Status | Done |\n| Sprint | 12 |\n\nText.\n",
        "# T\n\n> **Status**: Done · **Sprint**: 12\n\nText.\n",
        "# T\n\n**Status**: Done\n**Sprint**: 12\n---\n\nText.\n",
        "# T\n\n**Status**: Done\n\n<!-- a comment -->\n\n**Owner**: Ana\n**Sprint**: 12\n\nText.\n",
    ];
    for text in folded {
        let html = page(&[("a.md", text)], "a.html");
        let body = html.split_once("<div class=\"prose\">").expect(text).1;
        let (fold, rest) = body.split_once("</details>").expect(text);
        assert!(in_order(
            fold,
            &[FOLD, "<summary>Header fields as written</summary>", "Status", "Done", "Sprint", "12"]
        ));
        assert!(rest.trim_start().starts_with("<p>Text.</p>"), "{text}: {rest}");
    }
    let open = [
        "# T\n\nThis line is text.\n**Status**: Done\n\nText.\n".to_owned(),
        "# T\n\nText.\n\n**Status**: Done\n".to_owned(),
        "# T\n\n**Status**: Done\n".replace("Status", "Hint"),
        "# T\n\n**Note**: read the other one first.\n".to_owned(),
        format!("# T\n\n**Status**: Done\n**Vision**: {}\n", "many words ".repeat(30)),
    ];
    for text in open {
        assert!(!page(&[("a.md", &text)], "a.html").contains(FOLD), "{text}");
    }
}

#[test]
fn a_header_of_many_fields_is_folded_in_one_pass() {
    let fields: String = (0..20_000).fold(String::new(), |mut text, at| {
        writeln!(text, "**Field {at}**: value {at}").expect("text");
        text
    });
    let html = page(&[("a.md", &format!("# T\n\n**Status**: Done\n{fields}\nText.\n"))], "a.html");
    let body = html.split_once("<div class=\"prose\">").expect("a body").1;
    let (fold, rest) = body.split_once("</details>").expect("a fold");
    assert!(fold.contains(FOLD) && fold.contains("value 19999"), "{}", fold.len());
    assert!(rest.trim_start().starts_with("<p>Text.</p>"));
}

#[test]
fn a_long_value_stands_in_the_body_and_not_in_the_header() {
    let text = format!("# T\n\n**Status**: Done\n**Vision**: {}\n", "many words ".repeat(30));
    let html = page(&[("a.md", &text)], "a.html");
    assert!(html.contains("<strong>Vision</strong>: many words") && !html.contains("class=\"fields\""), "{html}");
}

#[test]
fn a_value_that_leads_to_a_list_stands_in_the_body_and_not_in_the_header() {
    for value in ["The page mixes:", "它包括："] {
        let text = format!("# T\n\n**Status**: Done\n**Problem**: {value}\n\n- old and new\n");
        let html = page(&[("a.md", &text)], "a.html");
        assert!(html.contains("<strong>Problem</strong>") && !html.contains("<dt>Problem</dt>"), "{html}");
    }
    let html = page(&[("a.md", "# T\n\n**Status**: Done\n**Problem**: late\n")], "a.html");
    assert!(html.contains("<dt>Problem</dt><dd>late</dd>"), "{html}");
}

#[test]
fn a_list_keeps_a_place_for_its_filter_where_it_is_long() {
    const PLACE: &str = "<div class=\"list-filter\" role=\"search\" data-filter=";
    let site = |count: usize| -> Vec<(String, String)> {
        let tasks = |at: usize| format!("# D{at}\n\n- [ ] first {at}\n- [ ] second {at}\n");
        (0..count).map(|at| (format!("f/d{at}.md"), tasks(at))).collect()
    };
    let find = |count: usize, url: &str| {
        let files = site(count);
        let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
        page(&files, url).matches(PLACE).count()
    };
    for (url, least) in [("docs.html", 12), ("f/index.html", 12), ("views/open-boxes.html", 6)] {
        assert_eq!((find(least - 1, url), find(least, url)), (0, 1), "{url}");
    }
}

fn log(days: &[(u32, u32)], between: &str) -> String {
    let mut text = "# FEAT-001: T\n\n**Status**: In Progress\n\n## Daily Progress Log\n\nKept by hand.\n\n".to_owned();
    for (at, (month, day)) in days.iter().enumerate() {
        write!(text, "### 2026-{month:02}-{day:02}\n\n- said {month}/{day}\n\n").expect("text");
        if at == 2 {
            text.push_str(between);
        }
    }
    text + "## Afterwards\n\nThe end.[^1]\n\n[^1]: A note.\n"
}

const DAYS: [(u32, u32); 13] =
    [(1, 1), (1, 2), (2, 1), (2, 2), (2, 3), (2, 4), (2, 5), (3, 1), (3, 2), (3, 3), (4, 1), (4, 2), (4, 3)];

#[test]
fn a_long_log_begins_with_its_newest_entry_and_folds_older_months() {
    let html = page(&[("FEAT-001.md", &log(&DAYS, ""))], "FEAT-001.html");
    let told = [
        "Kept by hand.",
        "id=\"2026-04-03\"",
        "said 4/3",
        "said 4/1",
        "said 3/3",
        "said 3/1",
        "<details class=\"month\"><summary>Feb 2026 <span class=\"tally\">5</span></summary>",
        "id=\"2026-02-05\"",
        "said 2/5",
        "said 2/1",
        "</details>",
        "<summary>Jan 2026",
        "said 1/1",
        "</details>",
        "id=\"afterwards\"",
        "A note.",
    ];
    assert!(in_order(&html, &told), "{html}");
    for (month, day) in DAYS {
        assert_eq!(html.matches(&format!("said {month}/{day}<")).count(), 1);
    }
    // The table of contents counts the entries instead of naming them.
    assert!(html.contains("<span>Daily Progress Log</span><span class=\"count\">13</span>"), "{html}");
    assert!(!html.contains("href=\"#2026-04-03\"><span>"));
}

#[test]
fn a_log_that_is_short_or_holds_more_than_entries_stays_as_it_was_written() {
    for text in
        [log(&DAYS[..11], ""), log(&DAYS, "### What we learnt\n\nA lot.\n\n"), log(&DAYS, "#### Details\n\n- x\n\n")]
    {
        let html = page(&[("FEAT-001.md", &text)], "FEAT-001.html");
        let below = text.contains("#### Details");
        assert_eq!(html.contains("class=\"month\""), below, "{text}");
        assert_eq!(in_order(&html, &["said 1/1", "said 2/1", "said 4/1"]), !below, "{text}");
    }
    // An entry keeps what stands below it.
    let html = page(&[("FEAT-001.md", &log(&DAYS, "#### Details\n\n- x\n\n"))], "FEAT-001.html");
    assert!(in_order(&html, &["id=\"2026-02-01\"", "id=\"details\"", "id=\"2026-01-02\""]), "{html}");
}

#[test]
fn a_colon_at_the_start_of_a_line_stays_where_it_means_nothing() {
    let html = page(&[("a.md", "# T\n\nTerm\n: What it is.\n")], "a.html");
    assert!(html.contains("<dl><dt>Term</dt><dd>What it is.</dd>"), "{html}");
    let html = page(&[("a.md", "# T\n\nText\n:smile: more\n\n:::note\nBeware.\n:::\n")], "a.html");
    assert!(html.contains(":smile: more") && html.contains(":::note") && !html.contains("<dt>Text"), "{html}");
}

#[test]
fn pictures_have_their_size_unless_the_author_gives_one() {
    let text = "# T\n\n![a](a.png) <img src=\"a.png\" width=\"20\" alt=\"b\"> ![c](c.png)\n";
    let mut snapshot = Snapshot::of(&[("t.md", text)]);
    snapshot.assets = ["a.png", "c.png"].into_iter().map(|path| (Arc::from(path), 9)).collect();
    snapshot.pictures = [(Arc::from("a.png"), (600, 200))].into_iter().collect();
    let evaluated = build::evaluate(&snapshot);
    let Some((Content::Bytes(bytes), None)) = Outputs::new(&snapshot, &evaluated).make("t.html") else { panic!() };
    let html = String::from_utf8(bytes).expect("UTF-8");
    for img in [
        "<img src=\"a.png\" alt=\"a\" width=\"600\" height=\"200\" loading=\"lazy\" decoding=\"async\">",
        "<img src=\"a.png\" alt=\"b\" loading=\"lazy\" decoding=\"async\" width=\"20\">",
        "<img src=\"c.png\" alt=\"c\" loading=\"lazy\" decoding=\"async\">",
    ] {
        assert!(html.contains(img), "{img}: {html}");
    }
}

#[test]
fn links_that_leave_the_site_are_described_as_such() {
    let html = page(&[("a.md", "# T\n\n[x](https://a.example/) and https://b.example\n")], "a.html");
    assert_eq!(html.matches("aria-describedby=\"fsExternal\"").count(), 2);
    assert!(html.contains("<span id=\"fsExternal\" hidden>leads to another site</span>"), "{html}");
}

#[test]
fn without_a_host_the_source_stands_beside_the_page() {
    let files = [("f/README.md", "# F\n\n<!-- x -->\n"), ("f/a b.md", "# A\n")];
    assert!(page(&files, "f/index.html").contains("<a href=\"index.md.txt\">View source</a>"));
    assert!(page(&files, "f/a b.html").contains("<a href=\"a%20b.md.txt\">View source</a>"));
    assert_eq!(page(&files, "f/index.md.txt"), files[0].1);
    assert_eq!(page(&files, "f/a b.md.txt"), files[1].1);
}

#[test]
fn a_linked_file_does_not_take_the_address_of_a_source() {
    let text = "# Notes\n\n[old](notes.md.txt)\n";
    let mut snapshot = Snapshot::of(&[("notes.md", text)]);
    snapshot.assets = [(Arc::from("notes.md.txt"), 9)].into_iter().collect();
    let evaluated = build::evaluate(&snapshot);
    let outputs = Outputs::new(&snapshot, &evaluated);
    let Some((Content::Bytes(bytes), None)) = outputs.make("notes.md.txt") else { panic!() };
    assert_eq!(String::from_utf8_lossy(&bytes), text);
    let Some((Content::Bytes(bytes), None)) = outputs.make("notes.html") else { panic!() };
    let html = String::from_utf8_lossy(&bytes).into_owned();
    assert!(html.contains("<a href=\"notes.md-2.txt\">old</a>"), "{html}");
}

#[test]
fn what_is_left_to_fill_in_is_said_once() {
    let html =
        page(&[("FEAT-001.md", "# FEAT-001: T\n\n**Status**: Planned\n**Owner**: [Name]\n\nText.\n")], "FEAT-001.html");
    assert!(html.contains("Left to fill in") && !html.contains("checks/placeholder.html"), "{html}");
}

#[test]
fn a_document_with_a_folder_of_its_own_stands_among_its_kind() {
    let files = [("s/001-a/README.md", "# A\n"), ("s/002-b/README.md", "# B\n"), ("s/003-c/README.md", "# C\n")];
    let html = page(&files, "s/002-b/index.html");
    let tree = html.split_once("<nav class=\"tree\"").expect("a tree").1;
    assert!(
        in_order(tree, &["../001-a/index.html", "aria-current=\"page\"", ">B</span>", "../003-c/index.html"]),
        "{tree}"
    );
}

#[test]
fn long_folders_go_on_on_further_pages() {
    let names: Vec<(String, String)> =
        (0..1000).map(|at| (format!("f/d{at:04}.md"), format!("# D{at:04}\n"))).collect();
    let files: Vec<(&str, &str)> = names.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    for (first, second) in [("f/index.html", "f/index~2.html"), ("docs.html", "docs~2.html")] {
        let (one, two) = (page(&files, first), page(&files, second));
        let main = |html: &str| html.split_once("<main").map_or(String::new(), |(_, main)| main.to_owned());
        assert_eq!(
            (main(&one).matches("class=\"row\"").count(), main(&two).matches("class=\"row\"").count()),
            (800, 200)
        );
        assert!(in_order(&main(&two), &["D0800", "D0999"]), "{second}");
        assert!(one.contains("{shown} of {total} on this page"));
    }
    // Thirty neighbours, the page among them, and a way to the others.
    let html = page(&files, "f/d0500.html");
    let tree = html.split_once("<nav class=\"tree\"").expect("a tree").1;
    assert!(in_order(tree, &["D0486", "aria-current=\"page\"", "D0515", "970 more"]), "{tree}");
}

#[test]
fn a_diagram_is_drawn_under_its_name_and_keeps_its_source() {
    let text = "# T\n\n> ```mermaid\n> graph TD\n>   A[Read <b>] --> B[Link]\n> ```\n\n```mermaid\ngraph TD\n  accTitle: The way\n  A --> B\n```\n";
    let html = page(&[("a.md", text)], "a.html");
    assert!(in_order(
        &html,
        &[
            "<blockquote>",
            "<figure class=\"diagram\"><div class=\"canvas\" tabindex=\"0\" role=\"group\" aria-label=\"Flowchart\">",
            "role=\"img\" aria-label=\"Flowchart: Read, Link\">",
            "id=\"fsD1-arrow-filled\"",
            "</svg></div><details class=\"diagram-source\"><summary>Source of the diagram</summary>",
            "A[Read &lt;b&gt;] --&gt; B[Link]",
            "</blockquote>",
            "aria-label=\"Flowchart: The way\"",
            "id=\"fsD2-arrow-filled\"",
        ]
    ));
    let german = page(&[("a.md", &format!("---\nlang: de\n---\n\n{text}"))], "a.html");
    assert!(in_order(&german, &["aria-label=\"Flussdiagramm: Read, Link\"", "Quelltext des Diagramms"]));
    let again = page(&[("a.md", text)], "a.html");
    assert_eq!(html, again);
}

#[test]
fn what_cannot_be_drawn_is_shown_as_it_is_written_and_found() {
    let text = "# T\n\n- item\n\n  ```mermaid\n  graph TD\n    A -->\n  ```\n\nWith $x_1$ and $\\nosuch{a}$.\n\n$$\na_1\n\\cdot \\unknown b\n$$\n\nEnd.\n";
    let files: &[(&str, &str)] = &[("a.md", text)];
    let html = page(files, "a.html");
    assert!(in_order(
        &html,
        &[
            "<figure class=\"code\">",
            "A --&gt;",
            "<p class=\"fault\">This diagram could not be drawn: line 2: ",
            "<math alttext=\"x_1\">",
            "<code class=\"fault\" title=\"This formula could not be set:",
            "$\\nosuch{a}$</code>",
            "$$",
            "<p>End.</p>",
        ]
    ));
    assert!(!html.contains("<figure class=\"diagram\">"));
    let evaluated = build::site_of(files);
    let found = featsite::checks::run(&evaluated.site).open;
    let places: Vec<(&str, &str)> =
        found.iter().map(|one| (one.check, one.place.as_ref().map_or("", |place| place.span.of(text)))).collect();
    assert_eq!(places.first(), Some(&("diagram-syntax", "A -->")), "{found:?}");
    assert_eq!(places.get(1).map(|(check, _)| *check), Some("math-syntax"), "{found:?}");
    assert!(places.get(1).is_some_and(|(_, at)| at.contains("nosuch")), "{places:?}");
    assert_eq!(places.len(), 3, "{places:?}");
}

#[test]
fn what_stands_beside_a_diagram_is_set_as_text() {
    let text = "# T\n\n**File:** `plan.mmd`\n\n```mermaid\n---\ntitle: The way\n---\ngraph TD\n  A[\"one<br/>two\"] --> B\n```\n\n```mermaid\nflowchrt & x\n```\n";
    let html = page(&[("a.md", text)], "a.html");
    assert!(
        in_order(
            &html,
            &[
                "<figcaption>",
                "plan.mmd",
                ": The way</figcaption>",
                "role=\"img\" aria-label=\"Flowchart: The way\"",
                "<p class=\"fault\">This diagram could not be drawn: <code>flowchrt</code> is no kind",
            ]
        ),
        "{html}"
    );
    let drawn = page(&[("a.md", "# T\n\n```mermaid\ngraph TD\n  A[\"one<br/>two\"] --> B\n```\n")], "a.html");
    assert!(drawn.contains("aria-label=\"Flowchart: one two, B\""), "{drawn}");
}

#[test]
fn lines_that_mermaid_does_not_know_are_found_in_what_is_drawn() {
    let text = "# T\n\n> ```mermaid\n> sequenceDiagram\n>   loop x\n>   A->>B hello\n> ```\n";
    let files: &[(&str, &str)] = &[("a.md", text)];
    assert!(page(files, "a.html").contains("<figure class=\"diagram\">"));
    let found = featsite::checks::run(&build::site_of(files).site).open;
    let places: Vec<(&str, &str)> =
        found.iter().map(|one| (one.check, one.place.as_ref().map_or("", |place| place.span.of(text)))).collect();
    assert_eq!(places, [("diagram-syntax", "loop x"), ("diagram-syntax", "A->>B hello")], "{found:?}");
}

#[test]
fn figures_are_checked_however_their_fence_writes_its_word() {
    for (fence, check) in [
        ("```MERMAID", "diagram-syntax"),
        ("~~~ {.Mermaid}", "diagram-syntax"),
        ("```MMD", "diagram-syntax"),
        ("``` math", "math-syntax"),
        ("```Math", "math-syntax"),
        ("~~~~  MATH", "math-syntax"),
    ] {
        let text = format!("# T\n\n{fence}\n\\nosuch -->\n{}\n", fence.trim_end_matches(|c| !"`~".contains(c)));
        let found = featsite::checks::run(&build::site_of(&[("a.md", &text)]).site).open;
        assert_eq!(found.iter().map(|one| one.check).collect::<Vec<_>>(), [check], "{text}");
    }
}

#[test]
fn formulas_whose_braces_do_not_match_are_found() {
    let text = "# T\n\n$$\\frac{1}{2$$\n\n> With $x_1$ and $\\frac{a}{b$,\n> and\n>\n> $$\n> \\frac{c}{d\n> $$\n\n`$\\frac{a}{b$` and $\\frac{a}{b}$.\n\n```tex\n$\\frac{a}{b$\n```\n";
    let evaluated = build::site_of(&[("a.md", text)]);
    let found = featsite::checks::run(&evaluated.site).open;
    let lines: Vec<usize> = found
        .iter()
        .map(|one| text.get(..one.place.as_ref().map_or(0, |place| place.span.start as usize)).unwrap().lines().count())
        .collect();
    assert!(found.iter().all(|one| one.check == "math-syntax"), "{found:?}");
    assert_eq!(lines.len(), 3, "{found:?}");
    assert_eq!(lines.first(), Some(&3), "{found:?}");
    assert_eq!(lines.get(1), Some(&5), "{found:?}");
}

#[test]
fn formulas_stand_in_text_tables_and_alone() {
    let text = "# T\n\nBy $x_1$ of $`y_1`$, for $5 or more.\n\n| a | b |\n|---|---|\n| $n$ | $5 |\n\n$$\nx = \\frac{a}{b}\n$$\n\n```math\ny^2\n```\n";
    let html = page(&[("a.md", text)], "a.html");
    assert!(in_order(
        &html,
        &[
            "<p>By <math alttext=\"x_1\">",
            "<math alttext=\"y_1\">",
            ", for $5 or more.</p>",
            "<td><math alttext=\"n\"><mi>n</mi></math></td>",
            "<td>$5</td>",
            "class=\"math\" tabindex=\"0\" role=\"group\" aria-label=\"Formula\"><math display=\"block\" alttext=\"x = \\frac{a}{b}\">",
            "<div class=\"math\" tabindex=\"0\" role=\"group\" aria-label=\"Formula\"><math display=\"block\" alttext=\"y^2\">",
        ]
    ));
}
