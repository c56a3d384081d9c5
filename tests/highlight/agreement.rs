//! How far the lexer and the grammars agree over real documents: `tests/corpus` runs it over its folders.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::{env, fs};

use featsite::highlight::{Language, canonical, lexed};
use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

use super::{AGREEMENT, agreement};

/// The folder of the documents. The test does nothing but say so where there is none.
const FOLDER: &str = "FEATSITE_FENCES";

#[test]
#[ignore = "reads the folder of documents that FEATSITE_FENCES names"]
fn the_lexer_agrees_with_the_grammars_over_a_folder() {
    let folder = env::var(FOLDER).unwrap_or_else(|_| panic!("{FOLDER} names no folder"));
    let mut fences = BTreeMap::new();
    read(Path::new(&folder), &mut fences);
    println!("{:8} {:>7} {:>9} {:>9}", "language", "fences", "bytes", "agreement");
    let mut below = Vec::new();
    for language in lexed() {
        let Some(blocks) = fences.get(language) else { continue };
        let (mut same, mut all) = (0, 0);
        for block in blocks {
            let (equal, coloured) = agreement(language, block);
            (same, all) = (same + equal, all + coloured);
        }
        let share = same as f64 / f64::max(all as f64, 1.0);
        let bytes: usize = blocks.iter().map(String::len).sum();
        println!("{language:8} {:7} {bytes:9} {:7.2} %", blocks.len(), 100.0 * share);
        if all > 0 && share < AGREEMENT {
            below.push(language);
        }
    }
    assert!(!fences.is_empty(), "no fences in {folder}");
    assert!(below.is_empty(), "below {AGREEMENT}: {below:?}");
}

/// The different blocks of each language in the documents below a folder.
fn read(folder: &Path, fences: &mut BTreeMap<String, BTreeSet<String>>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            read(&path, fences);
        } else if path.extension().is_some_and(|end| end == "md" || end == "markdown") {
            let text = fs::read(&path).unwrap_or_default();
            blocks(&String::from_utf8_lossy(&text), fences);
        }
    }
}

/// Adds the blocks of a document.
fn blocks(text: &str, fences: &mut BTreeMap<String, BTreeSet<String>>) {
    let mut open = None;
    for event in Parser::new_ext(text, Options::ENABLE_TABLES | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS) {
        match event {
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => {
                open = Some((canonical(&Language::of(&info).name), String::new()));
            }
            Event::Text(text) => {
                if let Some((_, code)) = &mut open {
                    code.push_str(&text);
                }
            }
            Event::End(TagEnd::CodeBlock) => {
                if let Some((language, code)) = open.take() {
                    fences.entry(language).or_default().insert(code);
                }
            }
            _ => {}
        }
    }
}
