//! The source tree itself: layers, lengths, charters, words that must not stay.

mod icons;
mod layers;
mod words;

use std::fs;
use std::path::{Path, PathBuf};

/// Every Rust file below a folder of the project, sorted, with its text.
pub fn sources(below: &str) -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    collect(&root.join(below), &mut found);
    found.sort();
    found
        .into_iter()
        .map(|path| {
            let text = fs::read_to_string(&path).expect("readable");
            let name = path.strip_prefix(root).expect("below the root").to_string_lossy().replace('\\', "/");
            (name, text)
        })
        .collect()
}

fn collect(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder").flatten() {
        let path = entry.path();
        if path.is_dir() {
            collect(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

#[test]
fn files_are_short_or_say_why() {
    let mut long = Vec::new();
    for (name, text) in sources("src").into_iter().chain(sources("tests")) {
        let lines = text.lines().count();
        let says_why =
            text.lines().take_while(|line| line.starts_with("//!")).any(|line| line.contains("Long because"));
        if lines > 600 || (lines > 400 && !says_why) {
            long.push(format!("{name}: {lines} lines"));
        }
    }
    assert!(long.is_empty(), "past 400 lines a file says `Long because …` at its top, 600 is the end: {long:#?}");
}

#[test]
fn every_folder_has_a_charter() {
    let mut missing = Vec::new();
    for (name, text) in sources("src") {
        if !text.starts_with("//! ") {
            missing.push(format!("{name}: no charter at its top"));
        }
        // A layer says what is absent from it, too; `sys` and `base` say it in the same words.
        let is_layer = name.matches('/').count() == 2 && name.ends_with("/mod.rs");
        if is_layer && !text.contains("bsent on purpose") {
            missing.push(format!("{name}: does not say what is absent on purpose"));
        }
    }
    assert!(missing.is_empty(), "{missing:#?}");
}

#[test]
fn nothing_unfinished_stays() {
    let marks =
        ["TODO", "FIXME", "XXX:", "HACK", concat!("db", "g!("), concat!("todo", "!("), concat!("unimplemented", "!(")];
    let mut left = Vec::new();
    for (name, text) in sources("src").into_iter().chain(sources("tests")) {
        if name == "tests/tidy/mod.rs" {
            continue;
        }
        for (at, line) in text.lines().enumerate() {
            // Marks of work to do stand in comments; the words themselves may be data of the reading rules.
            let comment = line.split_once("//").map_or("", |(_, comment)| comment);
            let code = line.split_once("//").map_or(line, |(code, _)| code);
            if marks[..4].iter().any(|mark| comment.contains(mark)) || marks[4..].iter().any(|mark| code.contains(mark))
            {
                left.push(format!("{name}:{}: {}", at + 1, line.trim()));
            }
        }
    }
    assert!(left.is_empty(), "{left:#?}");
}

#[test]
fn no_source_can_panic_by_intent() {
    // Clippy has no lint that spares tests, so the tests' part of a file is cut off here.
    let mut found = Vec::new();
    for (name, text) in sources("src").into_iter().filter(|(name, _)| !name.ends_with("/tests.rs")) {
        let code = text.split("#[cfg(test)]").next().unwrap_or_default();
        for (at, line) in code.lines().enumerate() {
            let line_code = line.split("//").next().unwrap_or_default();
            let panics =
                [".unwrap()", ".expect(", "panic!(", "unreachable!("].iter().any(|call| line_code.contains(call));
            if panics && !line.contains("cannot fail:") {
                found.push(format!("{name}:{}: {}", at + 1, line.trim()));
            }
        }
    }
    assert!(found.is_empty(), "say `// cannot fail: …` on the line, or handle it: {found:#?}");
}

#[test]
fn every_module_of_the_library_is_a_layer() {
    let lib = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/lib.rs")).expect("readable");
    let mut modules: Vec<&str> =
        lib.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';')).collect();
    modules.sort_unstable();
    let mut known: Vec<&str> = layers::LAYERS.iter().flat_map(|layer| layer.iter().copied()).collect();
    known.sort_unstable();
    assert_eq!(modules, known);
}

#[test]
fn every_finding_has_a_documented_check() {
    let mut unknown = Vec::new();
    for (name, text) in sources("src") {
        let code = text.split("#[cfg(test)]").next().unwrap_or_default();
        for call in ["Diagnostic::new(", "Diagnostic::global("] {
            for rest in code.split(call).skip(1) {
                let Some(check) = rest.trim_start().strip_prefix('"').and_then(|rest| rest.split('"').next()) else {
                    continue;
                };
                // Mistakes in the configuration stop a command before any check runs.
                if check != "config" && featsite::checks::find(check).is_none() {
                    unknown.push(format!("{name}: {check}"));
                }
            }
        }
    }
    assert!(unknown.is_empty(), "not in the table of checks: {unknown:#?}");
}
