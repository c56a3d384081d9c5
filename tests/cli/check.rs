//! `featsite check`: what it prints, in which form, and how it ends.

use serde_json::Value;

use super::Folder;

fn folder() -> Folder {
    Folder::with(&[
        ("content/a.md", "# A\n\n**Status**: Simmering\n\nSee [x](gone.md).\n"),
        (
            "content/b.md",
            "# B\n\n<!-- featsite: allow(broken-link) because it comes next week -->\nSee [x](gone.md).\n",
        ),
    ])
}

fn last_line(text: &str) -> &str {
    text.lines().next_back().unwrap_or_default()
}

#[test]
fn the_last_line_counts_what_stands_and_what_is_allowed() {
    let folder = folder();
    let run = folder.run(&["check"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    assert_eq!(last_line(&run.out), "2 documents, 1 needs attention: 2 warnings; 1 allowed by comments");
    assert_eq!(folder.run(&["check", "--quiet"]).out, "");
    let fine = Folder::with(&[("content/a.md", "# A\n")]);
    assert_eq!(fine.run(&["check"]).out, "1 document: no findings\n");
}

#[test]
fn paths_lead_to_the_files_from_where_the_command_was_given() {
    let folder = Folder::with(&[("plans/pay/a.md", "# A\n\nSee [x](gone.md).\n")]);
    let shown = |path: &str| {
        format!(
            "\
warning[broken-link]: the link to `gone.md` leads nowhere
 --> {path}:3:9
  |
3 | See [x](gone.md).
  |         ^^^^^^^
  |
  = help: no file of that name is in the folder: correct the path, or add the file

1 document, 1 needs attention: 1 warning
"
        )
    };
    for named in ["plans", "./plans/"] {
        assert_eq!(folder.run(&["check", named]).out, shown("plans/pay/a.md"), "{named}");
    }
    assert_eq!(folder.run(&["check", "."]).out, shown("plans/pay/a.md"));
    let absolute = folder.path("plans").to_string_lossy().into_owned();
    assert_eq!(folder.run(&["check", &absolute]).out, shown(&format!("{absolute}/pay/a.md")));
    for command in [&["build", "plans"][..], &["build", "plans", "--output", "www"]] {
        let run = folder.run(command);
        assert!(run.err.contains(" --> plans/pay/a.md:3:9\n"), "{}", run.err);
    }
    let explained = folder.run(&["explain", "plans/pay/a.md", "plans"]).out;
    assert!(explained.contains(" --> plans/pay/a.md:3:9\n"), "{explained}");
    // Data, annotations and the site know nothing of where the folder lies on this machine.
    let root = folder.path("").to_string_lossy().into_owned();
    for format in ["json", "github", "sarif"] {
        let out = folder.run(&["check", &absolute, "--format", format]).out;
        assert!(out.contains("pay/a.md") && !out.contains(&root), "{format}: {out}");
    }
    folder.run(&["build", &absolute, "--output", "absolute"]);
    let held = |(_, bytes): &(String, Vec<u8>)| String::from_utf8_lossy(bytes).contains(&root);
    assert!(!folder.tree("absolute").iter().any(held));
}

#[test]
fn the_folder_that_is_found_stands_before_the_path() {
    for found in ["content", "docs"] {
        let path = format!("{found}/a.md");
        let folder = Folder::with(&[(path.as_str(), "# A\n\nSee [x](gone.md).\n")]);
        let out = folder.run(&["check"]).out;
        assert!(out.contains(&format!(" --> {path}:3:9\n")), "{out}");
    }
    let here = Folder::with(&[("a.md", "# A\n\nSee [x](gone.md).\n")]);
    let out = here.run(&["check"]).out;
    assert!(out.contains(" --> a.md:3:9\n"), "{out}");
    // An output that is called as a folder that is looked for was not there when the sources were read.
    let err = here.run(&["build", "--output", "docs"]).err;
    assert!(err.contains(" --> a.md:3:9\n"), "{err}");
}

#[test]
fn a_habit_is_counted_apart_and_said_once() {
    let texts: Vec<(String, &str)> =
        (0..10).map(|at| (format!("content/d{at}.md"), "# D\n\nSee [x](gone.md).\n")).collect();
    let files: Vec<(&str, &str)> = texts.iter().map(|(path, text)| (path.as_str(), *text)).collect();
    let folder = Folder::with(&files);
    let run = folder.run(&["check"]);
    let habit = "10 documents: 10 findings of a habit of the folder (broken-link)";
    assert_eq!(last_line(&run.out), habit);
    assert_eq!(folder.run(&["check", "--strict"]).code, 1);
    folder.write("content/featsite.yaml", b"checks: {broken-link: error}\n");
    let run = folder.run(&["check"]);
    assert_eq!((run.code, last_line(&run.out)), (1, "10 documents, 10 need attention: 10 errors"));
}

#[test]
fn a_document_with_very_many_findings_says_how_many() {
    let links: String = (0..150).map(|at| format!("- [x](gone{at}.md)\n")).collect();
    let folder = Folder::with(&[("content/a.md", &format!("# A\n\n{links}"))]);
    let run = folder.run(&["check"]);
    assert_eq!(last_line(&run.out), "1 document, 1 needs attention: 150 warnings");
    assert!(run.out.contains("warning[broken-link]: 51 more findings of this kind from here on, 150 in this document"));
    let json: Value = serde_json::from_str(&folder.run(&["check", "--format", "json"]).out).expect("JSON");
    assert_eq!((&json["findings"][99]["more"], &json["findings"][98]["more"]), (&50.into(), &Value::Null));
    let sarif: Value = serde_json::from_str(&folder.run(&["check", "--format", "sarif"]).out).expect("JSON");
    assert_eq!(sarif["runs"][0]["results"][99]["occurrenceCount"], 51);
    let run = folder.run(&["build"]);
    assert!(run.err.contains("… and 140 more findings: `featsite check` prints all"), "{}", run.err);
}

#[test]
fn only_the_named_checks_count() {
    let folder = folder();
    let run = folder.run(&["check", "--only", "broken-link,duplicate-id", "--only", "placeholder", "--strict"]);
    assert_eq!(run.code, 1);
    assert!(run.out.contains("[broken-link]") && !run.out.contains("[unknown-status]"), "{}", run.out);
    let run = folder.run(&["check", "--only", "placeholder", "--strict"]);
    assert_eq!((run.code, run.out.as_str()), (0, "2 documents: no findings\n"));
    let run = folder.run(&["check", "--only", "brokn-link"]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("invalid value 'brokn-link'"), "{}", run.err);
    assert!(run.err.contains("tip:") && run.err.contains("'broken-link'"), "{}", run.err);
}

#[test]
fn annotations_for_github_name_the_file_from_the_current_folder() {
    let run = folder().run(&["check", "--format", "github"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    assert_eq!(
        run.out,
        "\
::warning file=content/a.md,line=3,col=13,endLine=3,endColumn=22,title=unknown-status::`Simmering` is no status that \
is known%0Ause a known word, or say in featsite.yaml what it means: `statuses: { \"Simmering\": review }`
::warning file=content/a.md,line=5,col=9,endLine=5,endColumn=16,title=broken-link::the link to `gone.md` leads \
nowhere%0Ano file of that name is in the folder: correct the path, or add the file
"
    );
}

#[test]
fn sarif_holds_what_stands_and_what_is_allowed() {
    let folder = folder();
    folder.write("content/featsite.yaml", b"base_url: https://example.org/plans\nchecks: {unknown-status: error}\n");
    let run = folder.run(&["check", "--format", "sarif"]);
    assert_eq!(run.code, 1);
    let log: Value = serde_json::from_str(&run.out).expect("JSON");
    let results = log["runs"][0]["results"].as_array().expect("results");
    let told: Vec<(&str, &str, &str, usize)> = results
        .iter()
        .map(|result| {
            let uri = &result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"];
            (
                result["ruleId"].as_str().unwrap_or_default(),
                result["level"].as_str().unwrap_or_default(),
                uri.as_str().unwrap_or_default(),
                result["suppressions"].as_array().map_or(9, Vec::len),
            )
        })
        .collect();
    assert_eq!(
        told,
        [
            ("unknown-status", "error", "content/a.md", 0),
            ("broken-link", "warning", "content/a.md", 0),
            ("broken-link", "warning", "content/b.md", 1),
        ]
    );
}

#[test]
fn data_lists_what_is_allowed_apart() {
    let run = folder().run(&["check", "--format", "json"]);
    let data: Value = serde_json::from_str(&run.out).expect("JSON");
    assert_eq!(data["findings"].as_array().map(Vec::len), Some(2));
    assert_eq!(data["suppressed"][0]["check"], "broken-link");
    assert_eq!(data["suppressed"][0]["reason"], "it comes next week");
    assert_eq!(data["suppressed"][0]["allowed_at"]["line"], 3);
}
