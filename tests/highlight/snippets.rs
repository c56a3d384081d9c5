//! A snippet of each language of the lexer, with the class of every piece written into it: `k⟨for⟩ row k⟨in⟩ rows`.

use std::fs;
use std::path::Path;

use featsite::highlight::lexed;

use super::{AGREEMENT, agreement, by_lexer};

/// A snippet as it is written down, and its code.
fn snippet(language: &str) -> (String, String) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/highlight/snippets").join(format!("{language}.txt"));
    let marked = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let mut code = String::new();
    for char in marked.chars() {
        match char {
            '⟨' => drop(code.pop()),
            '⟩' => {}
            _ => code.push(char),
        }
    }
    (marked, code)
}

/// Code with its classes written into it.
fn marked(language: &str, code: &str) -> String {
    let mut out = String::new();
    let mut at = 0;
    for (range, class) in by_lexer(language, code) {
        out += &format!("{}{}⟨{}⟩", &code[at..range.start], class.css(), &code[range.clone()]);
        at = range.end;
    }
    out + &code[at..]
}

#[test]
fn each_language_gives_these_classes() {
    for language in lexed() {
        let (expected, code) = snippet(language);
        assert_eq!(marked(language, &code), expected, "{language}");
    }
}

#[test]
fn grammars_agree_on_the_snippets() {
    for language in lexed() {
        let (_, code) = snippet(language);
        let (same, all) = agreement(language, &code);
        // Snippets hold more of what is rare than documents do.
        let least = AGREEMENT - 0.05;
        assert!(same as f64 >= least * all as f64, "{language}: {same} of {all} bytes");
    }
}

/// Snippets, for tests that mangle them.
pub(super) fn all() -> Vec<(&'static str, String)> {
    lexed().map(|language| (language, snippet(language).1)).collect()
}
