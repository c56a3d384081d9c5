//! Who may import whom: a layer imports only layers below it and its own.

use super::sources;

/// The layers from the bottom up; those of one row do not import each other unless [`SIDEWAYS`] says so.
pub const LAYERS: [&[&str]; 15] = [
    &["base"],
    &["vocabulary"],
    &["diagram", "math"],
    &["filter"],
    &["diag", "source"],
    &["config", "outline"],
    &["model"],
    &["kinds", "relate", "schedule"],
    &["link"],
    &["checks", "views"],
    &["body", "highlight", "theme"],
    &["formats"],
    &["build"],
    &["sys"],
    &["cli"],
];

/// Imports within a row: a snapshot carries what reading found, findings are printed with their source lines, bodies
/// highlight code, pages show findings with what their check says.
const SIDEWAYS: [(&str, &str); 4] =
    [("source", "diag"), ("diag", "source"), ("body", "highlight"), ("views", "checks")];

fn row(layer: &str) -> Option<usize> {
    LAYERS.iter().position(|row| row.contains(&layer))
}

/// The layers a text names behind `crate::`, in single paths and in groups such as `crate::{a, b::C}`.
fn imports(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for rest in text.split("crate::").skip(1) {
        let name =
            |text: &str| text.trim().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>();
        let Some(group) = rest.strip_prefix('{') else {
            found.push(name(rest));
            continue;
        };
        let mut depth = 0;
        let mut start = 0;
        for (at, c) in group.char_indices() {
            match c {
                '{' => depth += 1,
                '}' if depth == 0 => {
                    found.push(name(&group[start..at]));
                    break;
                }
                '}' => depth -= 1,
                ',' if depth == 0 => {
                    found.push(name(&group[start..at]));
                    start = at + 1;
                }
                _ => {}
            }
        }
    }
    found
}

#[test]
fn groups_and_single_paths_are_seen() {
    let text = "use crate::base::{Span, lines};\nuse crate::{build, model::{Doc, Site}, sys};\nfn f(x: crate::diag::Place) {}\n";
    assert_eq!(imports(text), ["base", "build", "model", "sys", "diag"]);
}

#[test]
fn no_layer_imports_a_higher_one() {
    let mut wrong = Vec::new();
    for (name, text) in sources("src") {
        if name.ends_with("/tests.rs") {
            continue;
        }
        let Some((layer, _)) = name.trim_start_matches("src/").split_once('/') else { continue };
        let Some(own) = row(layer) else {
            wrong.push(format!("{name}: `{layer}` stands in no row"));
            continue;
        };
        // What stands in documentation is no import.
        let code: String =
            text.lines().filter(|line| !line.trim_start().starts_with("//")).flat_map(|line| [line, "\n"]).collect();
        // Tests of a layer may use the layers above to make what they look at.
        let code = code.split("#[cfg(test)]").next().unwrap_or_default();
        for import in imports(code) {
            let Some(other) = row(&import) else { continue };
            let allowed = import == layer || other < own || SIDEWAYS.contains(&(layer, import.as_str()));
            if !allowed {
                wrong.push(format!("{name} imports `{import}`"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn only_sys_touches_the_machine() {
    let doors = [
        "std::fs",
        "std::env",
        "std::net",
        "std::process::Command",
        "SystemTime",
        "Instant::",
        "rustix::",
        "notify::",
        "walkdir::",
        "tiny_http::",
        "Zoned::now",
        "Timestamp::now",
    ];
    let mut wrong = Vec::new();
    for (name, text) in sources("src") {
        if name.starts_with("src/sys/") {
            continue;
        }
        for (at, line) in text.lines().enumerate() {
            let code = line.split("//").next().unwrap_or_default();
            // Addresses are plain values; sockets are not.
            let code = code.replace("std::net::IpAddr", "");
            if doors.iter().any(|door| code.contains(door)) {
                wrong.push(format!("{name}:{}: {}", at + 1, line.trim()));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn one_layer_speaks_to_the_markdown_parser_and_the_web_server() {
    let mut wrong = Vec::new();
    for (name, text) in sources("src") {
        for (library, allowed) in [
            ("pulldown_cmark", &["src/outline/", "src/body/"][..]),
            ("tera", &["src/formats/", "src/theme/"]),
            ("tiny_http", &["src/sys/"]),
            ("httparse", &["src/sys/"]),
            ("flate2", &["src/sys/"]),
            ("syntect", &["src/highlight/"]),
            ("two_face", &["src/highlight/"]),
            ("clap", &["src/cli/"]),
            ("serde_yaml", &["src/config/", "src/outline/"]),
            ("mermaid_svg", &["src/diagram/"]),
            ("pulldown_latex", &["src/math/"]),
            ("annotate_snippets", &["src/diag/"]),
            ("terminal_size", &["src/sys/"]),
            ("unicode_width", &["src/formats/"]),
        ] {
            let used = text.contains(&format!("use {library}")) || text.contains(&format!("{library}::"));
            if used && !allowed.iter().any(|folder| name.starts_with(folder)) {
                wrong.push(format!("{name} uses {library}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
