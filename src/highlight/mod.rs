//! Code to HTML with a small set of classes: [`classify`] says which bytes are what, [`Highlighter`] writes them.
//!
//! Most code is in a dozen languages, which the [`lexer`] reads by tables. Grammars of syntect read all others; they are
//! a hundred times slower, so equal blocks of theirs are remembered. What the lexer says agrees with them: `tests/highlight`.
//!
//! Absent on purpose: Markdown, colours (the theme's stylesheet has them), inline styles.

mod class;
mod grammars;
mod languages;
mod lexer;
mod markup;
mod memo;

use std::ops::Range;

pub use class::Class;
pub use languages::{Language, label};

/// Blocks above this many bytes stay plain.
pub const MAX_BLOCK: usize = 256 * 1024;
/// Lines above this many bytes stay plain.
pub const MAX_LINE: usize = 2 * 1024;
/// Tokens of a block after which the rest stays plain: a bound on work that needs no clock, and on the size of the HTML.
const MAX_TOKENS: usize = 100_000;

/// What the bytes of a piece of code are, by its language's canonical name: ranges in order, without overlap, none of them
/// empty. What no range covers is plain. Empty where the language is not known or the code is too large.
pub fn classify(language: &str, code: &str) -> Vec<(Range<usize>, Class)> {
    if code.len() > MAX_BLOCK {
        return Vec::new();
    }
    // A fault of the lexer costs the colours of the block and nothing else; a grammar in its place would only hide it.
    let lexed = std::panic::catch_unwind(|| lexer::classify(language, code)).unwrap_or_else(|_| Some(Vec::new()));
    lexed.unwrap_or_else(|| by_grammar(language, code))
}

/// What the lexer says of code, with its faults: tests are to hear of them. `None` where it does not know the language.
#[doc(hidden)]
pub fn by_lexer(language: &str, code: &str) -> Option<Vec<(Range<usize>, Class)>> {
    lexer::classify(language, code)
}

/// What a grammar says of code, also in the languages of the lexer.
#[doc(hidden)]
pub fn by_grammar(language: &str, code: &str) -> Vec<(Range<usize>, Class)> {
    // A grammar is data of others.
    std::panic::catch_unwind(|| grammars::classify(language, code)).unwrap_or_default()
}

/// The languages of the lexer.
#[doc(hidden)]
pub fn lexed() -> impl Iterator<Item = &'static str> {
    lexer::names()
}

/// The one name of a language that is written in many ways.
#[doc(hidden)]
pub fn canonical(name: &str) -> String {
    languages::canonical(name).into_owned()
}

/// Highlights code. Shared by all threads; what it writes depends on its arguments only.
#[derive(Default)]
pub struct Highlighter {
    memo: memo::Memo,
}

impl Highlighter {
    /// Adds code as HTML: escaped text with `<span class="…">` around what is not plain.
    pub fn write(&self, out: &mut String, language: &str, code: &str) {
        let language = languages::canonical(language);
        if lexer::knows(&language) {
            // To look a block up takes as long as to read it.
            return markup::write(out, code, &classify(&language, code));
        }
        let key = memo::key(&language, code);
        let html = self.memo.get(&key).unwrap_or_else(|| {
            let mut html = String::new();
            markup::write(&mut html, code, &classify(&language, code));
            self.memo.put(key, html.into())
        });
        out.push_str(&html);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_class_of_token_is_found() {
        let cases: &[(&str, &str, &str)] = &[
            ("python", "# note\ndef run(x):\n    return 'a' + 1\n", "<span class=\"c\"># note"),
            ("python", "def run(x):\n    return 'a'\n", "<span class=\"f\">run</span>"),
            ("rust", "fn main() { let x = \"a\"; }", "<span class=\"k\">fn</span>"),
            ("docker", "FROM alpine:3\nRUN ls\n", "<span class=\"k\">FROM</span>"),
            ("yaml", "key: 12\n", "<span class=\"g\">key</span>: <span class=\"n\">12</span>"),
            ("json", "{\"a\": true}", "<span class=\"a\">\"a\"</span>: <span class=\"b\">true</span>"),
            ("diff", "-a\n+b\n", "<span class=\"i\">+b"),
            ("shell", "echo \"$HOME\" # x\n", "<span class=\"c\"># x"),
            ("TypeScript", "const a: string = `x`;", "<span class=\"k\">const</span>"),
            ("csharp", "class A { }", "<span class=\"k\">class</span>"),
        ];
        for (language, code, expected) in cases {
            let html = html(language, code);
            assert!(html.contains(expected), "{language}: {html}");
        }
    }

    #[test]
    fn the_text_is_the_code() {
        for language in ["html", "php", "bash", "markdown", "nonsense", ""] {
            let code = "<a href=\"x\">&amp; é\u{1f600}</a>\r\n<?php echo '1'; ?>\n# x\n";
            let html = html(language, code);
            assert_eq!(text_of(&html), code, "{language}");
        }
    }

    #[test]
    fn large_blocks_and_long_lines_stay_plain() {
        let long = format!("x = '{}'\ny = 1\n", "a".repeat(MAX_LINE));
        let ranges = classify("python", &long);
        assert!(!ranges.is_empty() && ranges.iter().all(|(range, _)| range.start > MAX_LINE), "{ranges:?}");
        assert!(classify("python", &"x = 1\n".repeat(MAX_BLOCK / 6 + 1)).is_empty());
    }

    #[test]
    fn equal_blocks_are_highlighted_once() {
        let highlighter = Highlighter::default();
        let (mut first, mut second) = (String::new(), String::new());
        highlighter.write(&mut first, "dockerfile", "FROM x\n");
        let key = memo::key("dockerfile", "FROM x\n");
        let known = highlighter.memo.get(&key).unwrap();
        assert_eq!(*known, *first);
        highlighter.memo.put(key, "known".into());
        highlighter.write(&mut second, "docker", "FROM x\n");
        assert_eq!(second, "known");
    }

    fn html(language: &str, code: &str) -> String {
        let mut html = String::new();
        Highlighter::default().write(&mut html, language, code);
        html
    }

    /// The text of markup that this module wrote.
    fn text_of(html: &str) -> String {
        let mut text = String::new();
        let mut rest = html;
        while let Some(at) = rest.find('<') {
            text.push_str(&rest[..at]);
            rest = &rest[at..];
            rest = rest.find('>').map_or("", |end| &rest[end + 1..]);
        }
        text.push_str(rest);
        text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    }
}
