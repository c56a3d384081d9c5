//! featsite's own documents in `content/`: facts that must hold, never bytes, so that writing a log breaks no test.
//!

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;
use std::sync::OnceLock;

use featsite::base::dates::Date;
use featsite::build::outputs::Outputs;
use featsite::build::{self, Evaluated};
use featsite::checks;
use featsite::config::{self, keys::KEYS};
use featsite::source::Snapshot;
use featsite::sys;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

fn content() -> &'static (Snapshot, Evaluated) {
    static CONTENT: OnceLock<(Snapshot, Evaluated)> = OnceLock::new();
    CONTENT.get_or_init(|| {
        let folder = Path::new(ROOT).join("content");
        let snapshot = sys::read::snapshot(&folder, Date::constant(2026, 11, 22)).expect("content/ can be read");
        let evaluated = build::evaluate(&snapshot);
        (snapshot, evaluated)
    })
}

#[test]
fn every_document_has_a_title_of_its_own_and_a_page() {
    let (snapshot, evaluated) = content();
    let outputs = Outputs::new(snapshot, evaluated);
    let mut urls = BTreeSet::new();
    for linked in &evaluated.site.documents {
        assert!(!linked.document.title.value.is_empty(), "{} has no title", linked.path());
        assert!(urls.insert(&linked.url), "{} shares its address", linked.path());
        assert!(outputs.has(&linked.url), "{} has no page", linked.path());
    }
    assert!(urls.len() > 50, "only {} documents", urls.len());
}

#[test]
fn the_manual_describes_every_check_at_its_level() {
    let text = &content().0.file("manual/diagnostics.md").expect("the manual").text;
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

#[test]
fn the_manual_names_every_command_and_flag() {
    let text = &content().0.file("manual/commands.md").expect("the manual").text;
    let help = |arguments: &[&str]| {
        let run = Command::new(env!("CARGO_BIN_EXE_featsite")).args(arguments).output().expect("featsite runs");
        String::from_utf8_lossy(&run.stdout).into_owned()
    };
    let all = help(&["--help"]);
    let commands = all.lines().skip_while(|line| *line != "Commands:").skip(1).take_while(|line| !line.is_empty());
    let names: Vec<&str> =
        commands.filter_map(|line| line.split_whitespace().next()).filter(|c| *c != "help").collect();
    assert!(names.len() >= 4, "{all}");
    for name in names {
        assert!(text.contains(&format!("## `featsite {name}`")), "no section for {name}");
        let help = help(&[name, "--help"]);
        for word in help.split_whitespace().map(|word| word.trim_end_matches(|c: char| !c.is_alphanumeric())) {
            if word.strip_prefix("--").is_some_and(|flag| flag.starts_with(|c: char| c.is_ascii_lowercase())) {
                assert!(text.contains(word), "{name} takes {word}, which the manual does not name");
            }
        }
    }
}

#[test]
fn the_manual_describes_every_key_of_the_configuration_and_its_examples_are_read() {
    let text = &content().0.file("manual/configuration.md").expect("the manual").text;
    for entry in &KEYS {
        assert!(text.contains(&format!("### `{}`\n", entry.name)), "{} is not described", entry.name);
    }
    let blocks: Vec<&str> = text.split("```yaml\n").skip(1).filter_map(|rest| rest.split("```").next()).collect();
    assert!(blocks.len() > KEYS.len());
    for block in blocks {
        assert_eq!(config::read(Some(block)).diagnostics, [], "{block}");
    }
}
