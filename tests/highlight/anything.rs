//! What holds for any code: ranges that can be written, and text that stays what it was.

use featsite::highlight::{Highlighter, lexed};
use proptest::prelude::*;
use proptest::sample::{Index, select};

use super::{by_lexer, snippets};

/// A language and code: any text, pieces of what languages are made of, or a snippet that something happened to.
fn code() -> impl Strategy<Value = (&'static str, String)> {
    let language = select(lexed().collect::<Vec<_>>());
    let pieces = select(PIECES.to_vec());
    prop_oneof![
        (language.clone(), any::<String>()),
        (language.clone(), proptest::collection::vec(pieces.clone(), 0..60).prop_map(|pieces| pieces.concat())),
        (language, select(snippets::all()), any::<[Index; 3]>(), pieces).prop_map(
            |(language, (own, code), [from, to, place], piece)| {
                let chars: Vec<char> = code.chars().collect();
                let (from, to) = (from.index(chars.len()), to.index(chars.len()));
                let mut kept: Vec<char> = chars[..from.min(to)].iter().chain(&chars[from.max(to)..]).copied().collect();
                let place = place.index(kept.len() + 1);
                kept.splice(place..place, piece.chars());
                // As its own language, or as another.
                (if from % 3 == 0 { language } else { own }, kept.into_iter().collect())
            }
        ),
    ]
}

const PIECES: &[&str] = &[
    "\"",
    "'",
    "`",
    "\"\"\"",
    "'''",
    "\\",
    "\\\n",
    "\\é",
    "\\u{",
    "\\x",
    "${",
    "$",
    "$(",
    "$((",
    "{{",
    "{",
    "}",
    "(",
    ")",
    "[",
    "]",
    "<",
    ">",
    "</",
    "/>",
    "=>",
    "->",
    "<<EOF\n",
    "<<'é'\n",
    "EOF\n",
    "#",
    "//",
    "/*",
    "*/",
    "#!",
    "#[",
    "@",
    "%",
    "%(",
    "f\"",
    "r#\"",
    "b'",
    "'a",
    "0x",
    "1e+",
    "1.",
    "é",
    "\u{1f600}",
    " ",
    "\t",
    "\n",
    "\r\n",
    ": ",
    "- ",
    "|\n",
    "> ",
    "& ",
    "*",
    "!",
    "=",
    ";",
    ",",
    ".",
    "?",
    "?.",
    "a",
    "if ",
    "const ",
    "class ",
    "function ",
    "type ",
    "def ",
    "fn ",
    "func ",
    "import ",
    "return ",
    "for ",
    "in ",
    "--",
    "---",
    "+++",
    "@@",
    "\u{0}",
    "~",
    "^",
];

proptest! {
    #[test]
    fn ranges_are_in_order_and_on_characters((language, code) in code()) {
        let mut at = 0;
        for (range, class) in by_lexer(language, &code) {
            prop_assert!(at <= range.start && range.start < range.end && range.end <= code.len(), "{range:?} {class:?}");
            prop_assert!(code.is_char_boundary(range.start) && code.is_char_boundary(range.end), "{range:?} {class:?}");
            at = range.end;
        }
    }

    #[test]
    fn the_text_is_the_code((language, code) in code()) {
        let mut html = String::new();
        Highlighter::default().write(&mut html, language, &code);
        let mut text = String::new();
        for (nth, piece) in html.split('<').enumerate() {
            text += if nth == 0 { piece } else { piece.split_once('>').unwrap().1 };
        }
        let text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
        let shown: String = code.chars().map(|c| if c.is_ascii_control() && !"\t\n\r\u{c}".contains(c) { '\u{fffd}' } else { c }).collect();
        prop_assert_eq!(text, shown);
    }
}

/// Colours that are lost break nothing, so nobody would hear of it: what is coloured is looked at.
#[test]
fn a_mangled_snippet_keeps_colours() {
    for (language, code) in snippets::all() {
        for (cut, _) in code.char_indices().skip(code.len() / 2) {
            assert!(!by_lexer(language, &code[..cut]).is_empty(), "{language}: {cut} bytes");
        }
    }
}

/// Work that grows with the square of the code would take very long here.
#[test]
fn long_code_of_one_kind_is_read() {
    for language in lexed() {
        for piece in
            ["\n", " ", "(", "<", "/ ", "a=", "| ", "$(", "\"${", "type a\n", "x:\n\n", "/*", "${{", "a<b ", "`"]
        {
            // One line of this length is read, and stays plain.
            by_lexer(language, &piece.repeat(100_000 / piece.len()));
            let lines = format!("{}\n", piece.repeat(1_000 / piece.len())).repeat(100);
            let is_coloured = !by_lexer(language, &piece.repeat(10)).is_empty();
            assert_eq!(!by_lexer(language, &lines).is_empty(), is_coloured, "{language}: {piece:?}");
        }
    }
}
