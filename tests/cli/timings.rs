//! `--timings`: where the time went, after the work and apart from what a command prints.

use serde_json::Value;

use super::serve::live::Live;
use super::{Folder, Run};

fn folder() -> Folder {
    Folder::with(&[
        ("content/a.md", "# FEAT-001: Login\n\n**Status**: In Progress\n\n- [ ] Box\n"),
        ("content/b.md", "# B\n\n[Login](a.md), [picture](p.png)\n"),
        ("content/p.png", "not really a picture"),
    ])
}

/// The first words of the lines of a table.
fn lines(table: &str) -> Vec<&str> {
    let table = table.find("stage ").map_or("", |at| &table[at..]);
    table.lines().filter_map(|line| line.split_whitespace().next()).collect()
}

fn object(run: &Run) -> Value {
    let line = run.err.lines().last().unwrap_or_default();
    serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {}", run.err))
}

fn names<'a>(data: &'a Value, list: &str, key: &str) -> Vec<&'a str> {
    data[list].as_array().into_iter().flatten().filter_map(|one| one[key].as_str()).collect()
}

fn stage<'a>(data: &'a Value, name: &str) -> &'a Value {
    let stages = data["stages"].as_array().expect("a list");
    stages.iter().find(|one| one["stage"] == name).unwrap_or_else(|| panic!("no stage {name}: {data}"))
}

#[test]
fn a_table_of_the_stages_stands_behind_the_work() {
    let run = folder().run(&["build", "--timings"]);
    assert_eq!((run.code, run.out.as_str()), (0, ""));
    assert_eq!(
        lines(&run.err),
        [
            "stage", "walk", "read", "parse", "link", "checks", "plan", "compare", "relate", "files", "pages", "data",
            "search", "export", "copies", "write", "exchange", "other", "total", "the"
        ],
        "{}",
        run.err
    );
    let before = run.err.split("stage ").next().unwrap_or_default();
    assert!(before.contains("2 documents → "), "{before}");
    for line in
        run.err.lines().skip_while(|line| !line.starts_with("walk")).take_while(|line| !line.starts_with("the "))
    {
        assert!(line.contains(" ms"), "{line}");
    }
}

#[test]
fn the_object_has_the_same_with_numbers() {
    let data = object(&folder().run(&["build", "--timings=json"]));
    assert_eq!(data["command"], "build");
    let stages = ["walk", "read", "parse", "link", "checks", "plan", "compare", "relate", "files", "exchange", "other"];
    assert_eq!(names(&data, "stages", "stage"), stages);
    assert_eq!(names(&data, "parts", "part"), ["pages", "data", "search", "export", "copies", "write"]);
    assert_eq!(stage(&data, "walk")["files"], 3);
    assert_eq!((&stage(&data, "read")["files"], &stage(&data, "parse")["documents"]), (&2.into(), &2.into()));
    let parts = data["parts"].as_array().expect("a list");
    let of = |name: &str| parts.iter().find(|part| part["part"] == name).expect("there")["files"].as_u64();
    let made: u64 = parts.iter().filter(|part| part["part"] != "write").filter_map(|part| part["files"].as_u64()).sum();
    // The export is written as it is made.
    assert_eq!((of("write"), stage(&data, "files")["files"].as_u64()), (Some(made - 1), Some(made)));
    let number = |value: &Value| value.as_f64().expect("a number");
    let sum: f64 = data["stages"].as_array().expect("a list").iter().map(|stage| number(&stage["ms"])).sum();
    assert!((sum - number(&data["ms"])).abs() < 0.1, "the stages come to the whole: {data}");
}

#[test]
fn every_command_tells_it_and_nothing_of_it_is_data() {
    let folder = folder();
    let evaluated = ["walk", "read", "parse", "link", "checks", "plan", "other"];
    let exported = ["walk", "read", "parse", "link", "checks", "plan", "relate", "export", "other"];
    let view = ["walk", "read", "parse", "link", "checks", "plan", "export", "other"];
    for (arguments, stages) in [
        (&["check"][..], &evaluated[..]),
        (&["explain", "a.md"], &evaluated),
        (&["explain", "orphan"], &["other"]),
        (&["export"], &exported),
        (&["export", "--format", "html", "board"], &view),
        (&["export", "--format", "config-schema"], &["other"]),
        (&["theme", "list"], &["walk", "read", "other"]),
    ] {
        let plain = folder.run(arguments);
        let run = folder.run(&[arguments, &["--timings=json"]].concat());
        assert_eq!((run.code, &run.out), (plain.code, &plain.out), "{arguments:?}");
        let data = object(&run);
        assert_eq!((data["command"].as_str(), names(&data, "stages", "stage")), (Some(arguments[0]), stages.to_vec()));
        assert!(!plain.err.contains("cpu_ms") && !plain.err.contains("total"), "{}", plain.err);
    }
    let wrong = folder.run(&["check", "nowhere", "--timings"]);
    assert_eq!((wrong.code, lines(&wrong.err)), (2, vec!["stage", "walk", "other", "total"]), "{}", wrong.err);
}

#[test]
fn a_server_tells_it_of_its_start_and_of_every_save() {
    let live = Live::of(folder(), &["--timings"]);
    live.says("", "\ntotal ");
    assert!(lines(&live.said()).starts_with(&["stage", "walk", "read", "parse", "link", "checks", "plan", "other"]));
    let before = live.said();
    live.write("b.md", "# Second\n");
    live.says(&before, "checks ");
    let said = live.said_since(&before);
    let line = said.lines().find(|line| line.starts_with("walk ")).unwrap_or_default();
    let told: Vec<&str> = line.split(", ").filter_map(|one| one.split(' ').next()).collect();
    assert_eq!(told, ["walk", "read", "parse", "link", "checks", "plan"], "{said}");
}

#[cfg(unix)]
#[test]
fn what_a_server_waits_and_looks_for_nothing_is_of_no_save() {
    let mut live = Live::of(folder(), &["--timings=json"]);
    live.says("", "{\"command\"");
    // Read again, and found to be the same.
    live.write("b.md", &live.folder.text("content/b.md"));
    std::thread::sleep(std::time::Duration::from_millis(600));
    let before = live.said();
    live.write("b.md", "# Second\n");
    live.says(&before, "\"checks\"");
    let said = live.said();
    let data: Value = said.lines().rev().find_map(|line| serde_json::from_str(line).ok()).expect("an object");
    assert_eq!(names(&data, "stages", "stage"), ["walk", "read", "parse", "link", "checks", "plan"], "{said}");
    assert_eq!((&stage(&data, "walk")["files"], &stage(&data, "read")["files"]), (&3.into(), &2.into()), "{said}");
    live.signal("INT");
    assert_eq!(live.ends(), Some(0));
    let after = live.said_since(&said);
    assert!(after.contains("stopped") && !after.contains("{\"command\""), "{after}");
}
