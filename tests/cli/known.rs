//! Files that a second build knows without making them: whatever has changed, the site is the one that a first build makes.

use std::fs;
use std::path::Path;
use std::process::Command;

use super::second::{is_as_fresh, record};
use super::{Folder, Run};

/// A picture of this size, as far as its first bytes tell.
fn picture(width: u8, height: u8) -> Vec<u8> {
    let mut bytes = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
    bytes.extend([0, 0, 0, width, 0, 0, 0, height, 8, 6, 0, 0, 0]);
    bytes
}

const LOGIN: &str = "# FEAT-001: Login\n\n**Status**: In Progress\n**Owner**: Ada\n**Tags**: auth\n\nSee \
                     [the way out](sub/out.md#goals), FEAT-002, FEAT-009 and [plan](plan.md).\n\n![p](sub/p.png)\n\n\
                     <b class=\"raw\" onclick=\"x()\">raw</b>\n\n## Goals\n\n- [ ] draw\n- [x] test\n\n```rust\nfn main() {}\n```\n";
const OUT: &str = "# FEAT-002: Way out\n\n**Status**: Planned\n**Depends on**: FEAT-001\n\n## Goals\n\nText of `plan.md`.\n\n\
                   ## Phase 1: Form\n\n- [ ] draw\n";
const PLAN: &str = "# Plan\n\n| ID | Title | Status |\n|--|--|--|\n| FEAT-009 | Sign out | Done |\n\nText.\n";

fn folder() -> Folder {
    let folder = Folder::with(&[
        ("content/README.md", "# Start\n\n[login](login.md) [gone](later.md)\n"),
        ("content/login.md", LOGIN),
        ("content/sub/out.md", OUT),
        ("content/plan.md", PLAN),
        ("content/other.md", "# Other\n\nNothing of the kind.\n"),
    ]);
    folder.write("content/sub/p.png", &picture(30, 20));
    folder
}

/// How many files a build had, and how many of them it knew; `None` where it made none at all.
fn counts(run: &Run) -> Option<(usize, usize)> {
    assert_eq!(run.code, 0, "{}", run.err);
    let at = run.err.rfind("{\"command\"").expect("timings");
    let told: serde_json::Value = serde_json::from_str(run.err[at..].trim()).expect("JSON");
    let stages = told["stages"].as_array().expect("a list");
    let files = stages.iter().find(|stage| stage["stage"] == "files")?;
    let count = |name: &str| files[name].as_u64().map_or(0, |count| count as usize);
    Some((count("files"), count("known")))
}

fn build(folder: &Folder) -> Option<(usize, usize)> {
    counts(&folder.run(&["build", "--timings=json"]))
}

/// How many files were made.
fn made(folder: &Folder) -> usize {
    build(folder).map_or(0, |(files, known)| files - known)
}

#[test]
fn after_any_change_the_site_is_that_of_a_first_build() {
    let folder = folder();
    build(&folder);
    let write = |path: &str, text: &str| folder.write(path, text.as_bytes());
    let remove = |path: &str| fs::remove_file(folder.path(path)).expect("removed");
    let changes: [(&str, &dyn Fn()); 31] = [
        ("a line", &|| write("content/login.md", &LOGIN.replace("- [ ] draw", "- [ ] paint"))),
        ("as it was", &|| write("content/login.md", LOGIN)),
        ("a title that links show", &|| write("content/sub/out.md", &OUT.replace("Way out", "Exit"))),
        ("a status", &|| write("content/sub/out.md", &OUT.replace("Planned", "Done"))),
        ("a heading that is linked to", &|| write("content/sub/out.md", &OUT.replace("Goals", "Aims"))),
        ("a title, a status and a task at once", &|| {
            write("content/login.md", &LOGIN.replace("Login", "Sign in").replace("In Progress", "Blocked"));
            write("content/sub/out.md", &OUT.replace("- [ ] draw", "- [x] draw"));
        }),
        ("an owner and a tag", &|| write("content/login.md", &LOGIN.replace("Ada", "Bob").replace("auth", "door"))),
        ("a row of a table", &|| write("content/plan.md", &PLAN.replace("Sign out", "Leave"))),
        ("a row moves", &|| write("content/plan.md", &PLAN.replace("# Plan\n", "# Plan\n\nMore text.\n"))),
        ("a row is gone", &|| write("content/plan.md", "# Plan\n\nNo table.\n")),
        ("the table is back", &|| write("content/plan.md", PLAN)),
        ("a document that was missed", &|| write("content/later.md", "# Later\n\nFEAT-001 was first.\n")),
        ("it is renamed", &|| {
            fs::rename(folder.path("content/later.md"), folder.path("content/latest.md")).expect("renamed");
        }),
        ("it is gone", &|| remove("content/latest.md")),
        ("another owner of an id", &|| write("content/twice.md", "# FEAT-002: Twice\n\n**Status**: Done\n")),
        ("one again", &|| remove("content/twice.md")),
        ("a picture of another size", &|| folder.write("content/sub/p.png", &picture(31, 20))),
        ("a picture with other bytes", &|| {
            folder.write("content/sub/p.png", &[picture(31, 20), vec![7]].concat());
        }),
        ("a picture is gone", &|| remove("content/sub/p.png")),
        ("a picture is back", &|| folder.write("content/sub/p.png", &picture(30, 20))),
        ("the title of the site", &|| write("content/featsite.yaml", "title: Another\n")),
        ("the language", &|| write("content/featsite.yaml", "language: de\n")),
        ("raw HTML", &|| write("content/featsite.yaml", "unsafe_html: true\n")),
        ("what words mean", &|| write("content/featsite.yaml", "statuses:\n  Planned: review\n")),
        ("a template", &|| write("content/theme/templates/document.html", "<p>{{ title }}</p>{{ body | safe }}")),
        ("a template of as many bytes", &|| {
            write("content/theme/templates/document.html", "<b>{{ title }}</b>{{ body | safe }}");
        }),
        ("a piece", &|| {
            write("content/theme/templates/pieces/peeks.html", "{% for e in entries %}x<!--piece-->{% endfor %}")
        }),
        ("a style", &|| write("content/theme/assets/user.css", "body { color: red }\n")),
        ("no theme", &|| fs::remove_dir_all(folder.path("content/theme")).expect("removed")),
        ("no configuration", &|| remove("content/featsite.yaml")),
        ("a folder is renamed", &|| {
            fs::rename(folder.path("content/sub"), folder.path("content/below")).expect("renamed");
        }),
    ];
    for (what, change) in changes {
        change();
        assert!(build(&folder).is_some(), "{what}");
        is_as_fresh(&folder, what);
        assert!(build(&folder).is_none(), "{what}: all is known then");
    }
    // The day, which pages show, and back.
    let before = folder.tree("_site");
    folder.run(&["build", "--today", "2031-01-02"]);
    assert!(folder.tree("_site") != before, "the day counts");
    build(&folder);
    is_as_fresh(&folder, "the day of before");
}

#[test]
fn after_any_change_of_the_output_the_site_is_that_of_a_first_build() {
    let folder = folder();
    build(&folder);
    let text = folder.text("_site/login.html");
    let path = folder.path("_site/login.html");
    let changes: [(&str, usize, &dyn Fn()); 6] = [
        ("nothing", 0, &|| {}),
        ("as long as before", 1, &|| folder.write("_site/login.html", text.replace("raw", "RAW").as_bytes())),
        ("longer", 1, &|| folder.write("_site/login.html", format!("{text}\n").as_bytes())),
        ("touched", 1, &|| folder.write("_site/login.html", text.as_bytes())),
        ("gone", 1, &|| fs::remove_file(&path).expect("removed")),
        ("another file's", 1, &|| _ = fs::copy(folder.path("_site/other.html"), &path).expect("copied")),
    ];
    // A change beside it, so that files are made at all, and no page is.
    let mut beside = 0;
    let mut change_beside = || {
        beside += 1;
        folder.write("content/left.bin", "x".repeat(beside).as_bytes());
    };
    change_beside();
    let always = made(&folder);
    for (what, more, change) in changes {
        change();
        change_beside();
        assert_eq!(made(&folder), always + more, "{what}");
        is_as_fresh(&folder, what);
    }
}

#[test]
fn a_record_that_is_lost_or_wrong_is_not_believed() {
    let folder = folder();
    build(&folder);
    let path = record(&folder);
    let changed = |text: &str| folder.write("content/login.md", text.as_bytes());
    for (what, spoil) in [
        ("cut", &(|text: &str| text[..text.len() / 2].to_owned()) as &dyn Fn(&str) -> String),
        ("cut behind a line", &|text: &str| text.lines().take(6).map(|line| format!("{line}\n")).collect()),
        ("of another form", &|text: &str| text.replacen("build 2", "build 1", 1)),
        ("one letter is another", &|text: &str| {
            let at = text.len() - 100;
            let other = if text[at..].starts_with('0') { "1" } else { "0" };
            format!("{}{other}{}", &text[..at], &text[at + 1..])
        }),
        ("of nothing", &|_: &str| String::new()),
    ] {
        let whole = fs::read_to_string(&path).expect("a record");
        fs::write(&path, spoil(&whole)).expect("written");
        changed(&LOGIN.replace("draw", what));
        assert!(build(&folder).is_some_and(|(_, known)| known == 0), "{what}");
        is_as_fresh(&folder, what);
        changed(LOGIN);
        assert!(build(&folder).is_some_and(|(_, known)| known > 0), "{what}: the next is believed");
    }
    // The marks of an older output say nothing of the files that stand there now.
    let old = fs::read(&path).expect("a record");
    changed(&LOGIN.replace("draw", "paint"));
    build(&folder);
    fs::write(&path, old).expect("written");
    changed(LOGIN);
    build(&folder);
    is_as_fresh(&folder, "an old record");
}

#[test]
fn another_program_knows_nothing() {
    let folder = folder();
    build(&folder);
    let other = folder.path("program");
    if fs::hard_link(env!("CARGO_BIN_EXE_featsite"), &other).is_err() {
        fs::copy(env!("CARGO_BIN_EXE_featsite"), &other).expect("copied");
    }
    let run = |program: &Path| {
        let mut command = Command::new(program);
        command.args(["build", "--timings=json"]).current_dir(folder.path("")).env("NO_COLOR", "1");
        command.env("SOURCE_DATE_EPOCH", "1795219200").env("XDG_CACHE_HOME", folder.cache());
        let output = command.output().expect("it runs");
        let told = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        Run { code: output.status.code().unwrap_or(-1), out: told(&output.stdout), err: told(&output.stderr) }
    };
    assert!(counts(&run(&other)).is_some_and(|(_, known)| known == 0));
    folder.write("content/other.md", b"# Other\n\nChanged.\n");
    assert!(counts(&run(&other)).is_some_and(|(_, known)| known > 0));
    assert!(counts(&run(Path::new(env!("CARGO_BIN_EXE_featsite")))).is_some_and(|(_, known)| known == 0));
    is_as_fresh(&folder, "by one, another and the first");
}

#[test]
fn where_a_line_was_changed_few_files_are_made() {
    let text = |at: usize, word: &str| {
        format!(
            "# FEAT-{at:03}: Thing{at}\n\n**Status**: Planned\n\nFirst{at}.\n\n## Goals{at}\n\nText{at} {word}{at}.\n"
        )
    };
    let folder = Folder::with(&[]);
    for at in 1..=60 {
        folder.write(&format!("content/f{at:03}.md"), text(at, "lines").as_bytes());
    }
    let (files, _) = build(&folder).expect("made");
    folder.write("content/left.bin", b"of no document");
    let always = made(&folder);
    assert!(files > 150 && always < 60, "{always} of {files} are made always");
    folder.write("content/f030.md", text(30, "words").as_bytes());
    // The page, the source that is beside it, and what a preview shows.
    let more = made(&folder) - always;
    assert!((2..=4).contains(&more), "{more}");
    is_as_fresh(&folder, "a line");
    // A title stands on many pages, but not on all.
    folder.write("content/f030.md", text(30, "words").replace("Thing", "Matter").as_bytes());
    let named = made(&folder) - always;
    assert!(named > more && named + always < files / 2 + files / 4, "{named} of {files}");
    is_as_fresh(&folder, "a title");
    // Every document is read by the configuration; the badges of the ids are made of what they show alone.
    folder.write("content/featsite.yaml", b"# nothing\n");
    assert_eq!(build(&folder).map(|(_, known)| known), Some(60));
}

#[test]
fn a_page_with_a_finding_is_made_and_told_again_and_others_are_not() {
    let folder = folder();
    let stops = "{% if title == \"Other\" %}{{ nothing.at.all }}{% endif %}{{ body | safe }}";
    folder.write("content/theme/templates/document.html", stops.as_bytes());
    let told = |run: &Run| run.err.contains("error[theme-error]: a template stops");
    let first = folder.run(&["build", "--timings=json"]);
    let second = folder.run(&["build", "--timings=json"]);
    assert!(told(&first) && told(&second), "{}", second.err);
    assert!(counts(&second).is_some_and(|(_, known)| known > 10));
}
