//! The manual in `content/manual/`: what it says of the program must be so.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

use featsite::build;
use featsite::checks;
use featsite::config::{self, keys::KEYS};
use featsite::filter;
use featsite::model::LinkedDocument;
use featsite::source::Snapshot;

/// A page of the manual.
fn manual(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("content/manual").join(name);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// What featsite reads from a text.
fn read(text: &str) -> LinkedDocument {
    let evaluated = build::evaluate(&Snapshot::of(&[("a.md", text)]));
    evaluated.site.documents.into_iter().next().expect("a document")
}

/// The rows of the table with this header: the code spans of the first cell, and the second cell.
fn rows(text: &str, header: &str) -> Vec<(Vec<String>, String)> {
    let behind = text.split_once(header).unwrap_or_else(|| panic!("no table `{header}`")).1;
    let rows = behind.lines().skip(2).take_while(|line| line.starts_with('|'));
    rows.map(|row| {
        let cells: Vec<&str> = row.trim_matches('|').split(" | ").map(str::trim).collect();
        let spans = cells[0].split('`').skip(1).step_by(2).map(str::to_owned).collect();
        (spans, cells[1].to_owned())
    })
    .collect()
}

#[test]
fn the_manual_describes_every_check_at_its_level() {
    let text = manual("diagnostics.md");
    let mut described: Vec<&str> = text.lines().filter_map(|line| line.strip_prefix("### ")).collect();
    described.sort_unstable();
    let names: Vec<&str> = checks::CHECKS.iter().map(|check| check.name).collect();
    assert_eq!(described, names);
    for check in checks::CHECKS {
        let behind = text.split_once(&format!("### {}\n\n*", check.name)).map_or("", |(_, behind)| behind);
        let level = behind.split('.').next().unwrap_or_default().to_lowercase();
        assert_eq!(level, serde_json::to_value(check.severity).expect("a name"), "{}", check.name);
    }
}

/// What the program prints.
fn help(arguments: &[&str]) -> String {
    let run = Command::new(env!("CARGO_BIN_EXE_featsite")).args(arguments).output().expect("featsite runs");
    String::from_utf8_lossy(&run.stdout).into_owned()
}

#[test]
fn the_manual_names_every_command_and_flag() {
    let text = manual("commands.md");
    let all = help(&["--help"]);
    let commands = all.lines().skip_while(|line| *line != "Commands:").skip(1).take_while(|line| !line.is_empty());
    let names: Vec<&str> =
        commands.filter_map(|line| line.split_whitespace().next()).filter(|c| *c != "help").collect();
    assert!(names.len() >= 4, "{all}");
    for name in names {
        assert!(text.contains(&format!("## `featsite {name}`")), "no section for {name}");
        assert!(manual("index.md").contains(&format!("`{name}`")), "the index does not list {name}");
        let mut help = help(&[name, "--help"]);
        if name == "theme" {
            help += &["list", "eject"].map(|inner| self::help(&[name, inner, "--help"])).concat();
        }
        for word in help.split_whitespace().map(|word| word.trim_end_matches(|c: char| !c.is_alphanumeric())) {
            if word.strip_prefix("--").is_some_and(|flag| flag.starts_with(|c: char| c.is_ascii_lowercase())) {
                assert!(text.contains(word), "{name} takes {word}, which the manual does not name");
            }
        }
    }
}

#[test]
fn the_manual_describes_every_key_of_the_configuration_and_its_examples_are_read() {
    let text = manual("configuration.md");
    for entry in &KEYS {
        assert!(text.contains(&format!("### `{}`\n", entry.name)), "{} is not described", entry.name);
    }
    let blocks: Vec<&str> = text.split("```yaml\n").skip(1).filter_map(|rest| rest.split("```").next()).collect();
    assert!(blocks.len() > KEYS.len());
    for block in blocks {
        assert_eq!(config::read(Some(block)).diagnostics, [], "{block}");
    }
}

#[test]
fn phrases_of_the_manual_are_read_as_it_says() {
    let tables =
        [("statuses.md", "| written | value | why |"), ("../guides/reading.md", "| written | read as | why |")];
    for (page, header) in tables {
        let rows = rows(&manual(page), header);
        assert!(rows.len() > 3, "{page}");
        for (spans, value) in rows {
            for written in spans {
                let read = read(&format!("# A\n\n**Status**: {written}\n"));
                let status = read.status().map(|fact| fact.value.status.name()).unwrap_or("unset");
                assert_eq!(status, value.replace("in progress", "in-progress"), "{page}: {written}");
            }
        }
    }
}

#[test]
fn words_of_the_manual_are_read_as_it_says() {
    for (value, rest) in statuses(&manual("statuses.md")) {
        for word in rest.split(", ").filter(|word| *word != "for example") {
            let read = read(&format!("# A\n\n**Status**: {}\n", word.trim_matches('*')));
            let status = read.status().map(|fact| fact.value.status.name()).unwrap_or("unset");
            assert_eq!(status, value, "{word}");
        }
    }
    for (spans, value) in rows(&manual("values.md"), "| written | read as |") {
        for written in spans {
            let read = read(&format!("# A\n\n**Status**: Done\n**Priority**: {written}\n"));
            assert_eq!(read.priority().map(|fact| fact.value.name()), Some(value.as_str()), "{written}");
        }
    }
}

/// Values and their words in the table of statuses; the last three rows describe and give no words.
fn statuses(text: &str) -> Vec<(String, String)> {
    let behind = text.split_once("| value | column | words, for example |").expect("the table").1;
    let rows = behind.lines().skip(2).take_while(|line| line.starts_with('|'));
    let cells =
        rows.map(|row| row.trim_matches('|').split(" | ").map(|cell| cell.trim().to_owned()).collect::<Vec<_>>());
    let found: Vec<(String, String)> = cells.map(|cells| (cells[0].clone(), cells[2].clone())).collect();
    found.into_iter().filter(|(value, _)| !matches!(value.as_str(), "unset" | "unrecognised")).collect()
}

#[test]
fn dates_of_the_manual_are_dates() {
    let text = manual("values.md");
    let behind = text.split_once("| form | example |").expect("the table").1;
    for row in behind.lines().skip(2).take_while(|line| line.starts_with('|')) {
        for written in row.split('`').skip(1).step_by(2) {
            let read = read(&format!("# A\n\n**Status**: Planned\n**Start Date**: {written}\n"));
            assert!(!read.dates.start.is_empty(), "{written}");
        }
    }
}

#[test]
fn the_log_to_copy_says_what_the_manual_says() {
    let text = manual("templates.md");
    let log = text
        .split_once("## A log to copy\n\n```markdown\n")
        .and_then(|(_, rest)| rest.split_once("```"))
        .expect("the log")
        .0;
    let read = read(log);
    assert_eq!(read.document.title.value, "Refunds");
    assert_eq!(read.id.map(|id| id.value).as_deref(), Some("PAY-004"));
    assert_eq!(read.document.phases.len(), 1);
    assert_eq!((read.tasks.done, read.tasks.total), (1, 2));
    assert_eq!(read.document.harvest.entries.len(), 1);
    assert!(read.document.unfilled.is_empty());
}

#[test]
fn the_log_of_the_first_steps_has_no_findings() {
    let text = manual("getting-started.md");
    let log: Vec<&str> =
        text.split("```markdown\n").skip(1).filter_map(|rest| Some(rest.split_once("```")?.0)).collect();
    assert_eq!(log.len(), 2);
    let evaluated = build::evaluate(&Snapshot::of(&[("PAY-001-refunds.md", &log.join("\n"))]));
    assert_eq!(evaluated.findings, []);
    let linked = evaluated.site.documents.first().expect("a document");
    assert_eq!((linked.document.phases.len(), linked.tasks.done, linked.tasks.total), (1, 1, 2));
}

#[test]
fn every_way_to_write_a_field_says_the_same() {
    let text = manual("reading.md");
    let block =
        text.split_once("All of these say the same:\n\n```markdown\n").and_then(|(_, rest)| rest.split_once("```"));
    for line in block.expect("the examples").0.lines() {
        let line =
            if line.starts_with('|') { format!("| Field | Value |\n|---|---|\n{line}") } else { line.to_owned() };
        let read = read(&format!("# A\n\n{line}\n"));
        assert_eq!(read.status().map(|fact| fact.value.status.name()), Some("in-progress"), "{line}");
    }
}

#[test]
fn the_manual_names_every_field_of_the_export() {
    let text = manual("export.md");
    let evaluated = build::evaluate(&Snapshot::of(&[("a.md", "# A\n")]));
    let mut bytes = Vec::new();
    evaluated.export(&mut bytes).expect("written");
    let export: serde_json::Value = serde_json::from_slice(&bytes).expect("JSON");
    for (value, header) in [(&export, "## At the top"), (&export["documents"][0], "## Of each document")] {
        let table = text.split_once(header).expect("the section").1;
        let named: BTreeSet<String> =
            rows(table, "| field | meaning |").into_iter().flat_map(|(spans, _)| spans).collect();
        let keys: BTreeSet<String> = value.as_object().expect("an object").keys().cloned().collect();
        assert_eq!(named, keys, "{header}");
        let twice: Vec<_> = rows(table.split("\n## ").next().unwrap_or_default(), "| field | meaning |");
        let spans: usize = twice.iter().map(|(spans, _)| spans.len()).sum();
        assert_eq!(spans, keys.len(), "a field is listed twice: {header}");
    }
}

#[test]
fn the_manual_lists_every_field_of_the_filter() {
    let rows = rows(&manual("filters.md"), "| Field | Also | What it looks at | Example |");
    let names: Vec<&str> = rows.iter().map(|(spans, _)| spans[0].as_str()).collect();
    assert_eq!(names, filter::fields());
    for (field, (_, also)) in filter::FIELDS.iter().zip(&rows) {
        let named: Vec<&str> = also.split('`').skip(1).step_by(2).collect();
        assert_eq!(named, field.aliases, "{}", field.name);
    }
    for text in manual("filters.md").split('`').filter(|text| text.starts_with("due:") || text.starts_with("updated:"))
    {
        assert_eq!(filter::parse(text).problems, [], "{text}");
    }
}
