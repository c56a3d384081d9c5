//! Reading of any text at all: nothing panics, and every place lies in the text.

use std::sync::Arc;

use featsite::base::Span;
use featsite::config::Config;
use featsite::kinds;
use featsite::model::Document;
use featsite::outline;
use featsite::source::SourceFile;
use proptest::prelude::*;

/// Pieces that mean something to one of the rules, cut and joined where nobody would.
const PIECES: &[&str] = &[
    "\n",
    "\n\n",
    "\r\n",
    " ",
    "\t",
    "    ",
    "# ",
    "## ",
    "### ",
    "---\n",
    "***\n",
    "- ",
    "  - ",
    "1. ",
    "> ",
    "- [ ] ",
    "- [x] ",
    "- [-] ",
    "[~]",
    "☐ ",
    "☑️ ",
    "🔲 ",
    "✅ ",
    "🚧",
    "|",
    "| Phase | Status |\n|---|---|\n",
    "| 1 | Done |\n",
    "```\n",
    "~~~",
    "`",
    "**",
    "__",
    "*",
    "_",
    ":",
    "：",
    "(",
    ")",
    "[",
    "]",
    "](",
    "[[",
    "]]",
    "{{",
    "}}",
    "<!--",
    "-->",
    "<details>",
    "</p>",
    "Phase 1",
    "Phase 2b: Start",
    "阶段二",
    "第1-2周",
    "Étape ",
    "ÉTAPE 3 :",
    "Week 1",
    "(Week 1-2)",
    "Day 3-5: Keys",
    "(3 days)",
    "2026-03-02",
    "2026-02-31",
    "March 4, 2026",
    " - ",
    " – ",
    " → ",
    "..",
    "FEAT-012",
    "FEAT-1..4",
    "CONV-001 through CONV-999999999",
    "QA-FEAT-013",
    "Epic 24",
    "None",
    "[Feature Name]",
    "**Status**: Done",
    "**Depends on**: ",
    "Owner: Ana",
    "## Dependencies\n",
    "## Challenges\n",
    "**Problem**: slow",
    "## Key Components\n",
    "`src/a.rs`",
    "## Progress Log\n",
    "## User Stories\n",
    "As a clerk, I want ",
    "## Legend\n",
    "## Deployment Checklist\n",
    "**File:** `a/b.rs` (NEW)",
    "redis==5.0",
    "90%",
    "%",
    "title: x\n",
    "tags: [a, b]\n",
    "\u{feff}",
    "\0",
    "\u{200d}",
    "é",
    "ß",
    "İ",
    "𝕏",
    "\u{301}",
    "999999999999999999999",
    "Setext\n",
    "===\n",
];

fn documents() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        12 => prop::sample::select(PIECES).prop_map(str::to_owned),
        1 => any::<String>(),
    ];
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

fn read(text: &str) -> Document {
    let file = SourceFile { path: Arc::from("a/FEAT-1-x.md"), text: Arc::from(text), hash: [0; 32], oversized: false };
    kinds::interpret(&file, &outline::parse(text), &Config::default()).value
}

/// Every place of a document, named.
fn places(document: &Document) -> Vec<(&'static str, Span)> {
    let harvest = &document.harvest;
    let mut found = Vec::new();
    found.extend(document.sections.iter().flat_map(|one| [("heading", one.heading), ("section", one.span)]));
    found.extend(document.tasks.iter().map(|one| ("task", one.span)));
    found.extend(document.phases.iter().map(|one| ("phase", one.span)));
    found.extend(document.relations.iter().map(|one| ("relation", one.span)));
    found.extend(document.mentions.iter().map(|one| ("mention", one.span)));
    found.extend(document.unfilled.iter().map(|one| ("unfilled", one.span)));
    found.extend(document.fields.iter().flat_map(|one| [("field", one.span), ("value", one.value_span)]));
    found.extend(document.trackers.iter().flat_map(|one| one.rows.iter().map(|row| ("row", row.span))));
    found.extend(harvest.decisions.iter().map(|one| ("decision", one.span)));
    found.extend(harvest.components.iter().map(|one| ("component", one.span)));
    found.extend(harvest.challenges.iter().map(|one| ("challenge", one.span)));
    found.extend(harvest.entries.iter().map(|one| ("entry", one.span)));
    found.extend(harvest.files.iter().map(|one| ("file", one.span)));
    found.extend(harvest.pins.iter().map(|one| ("pin", one.span)));
    found
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_read_and_every_place_lies_in_it(text in documents()) {
        let document = read(&text);
        for (name, span) in places(&document) {
            prop_assert!(text.get(span.range()).is_some(), "{name} at {span:?} of {} bytes", text.len());
        }
        for task in &document.tasks {
            prop_assert!(task.section < document.sections.len());
            prop_assert!(task.phase.is_none_or(|at| at < document.phases.len()));
        }
        for (at, phase) in document.phases.iter().enumerate() {
            prop_assert!(phase.section < document.sections.len());
            prop_assert!(phase.parent.is_none_or(|parent| parent < at));
            prop_assert!(phase.tasks.done <= phase.tasks.total);
        }
    }

    #[test]
    fn any_characters_at_all_are_read(text in any::<String>()) {
        read(&text);
    }
}

#[test]
fn deep_nesting_and_long_lines_are_read() {
    let quotes = format!("{}x", "> ".repeat(3_000));
    let list: String = (0..1_500).map(|depth| format!("{}- [ ] x\n", " ".repeat(depth * 2))).collect();
    let brackets = "[".repeat(50_000);
    let line = format!("**Depends on**: {}", "FEAT-1, ".repeat(20_000));
    let headings = "## Phase 1: x\n- [x] y\n".repeat(3_000);
    for text in [quotes, list, brackets, line, headings] {
        read(&text);
    }
}
