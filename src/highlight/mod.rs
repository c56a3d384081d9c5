//! Code to HTML with a small set of classes: [`classify`] says which bytes are what, [`Highlighter`] writes them and
//! remembers equal blocks.
//!
//! Absent on purpose: Markdown, colours (the theme's stylesheet has them), inline styles.

mod class;
mod grammars;
mod languages;
mod markup;
mod memo;

use std::ops::Range;
use std::sync::Arc;

pub use class::Class;
pub use languages::{Language, label};

/// Blocks above this many bytes stay plain.
pub const MAX_BLOCK: usize = 256 * 1024;
/// Lines above this many bytes stay plain.
pub const MAX_LINE: usize = 2 * 1024;

/// What the bytes of a piece of code are: ranges in order, without overlap, none of them empty. What no range covers is
/// plain. Empty where the language is not known or the code is too large.
pub fn classify(language: &str, code: &str) -> Vec<(Range<usize>, Class)> {
    if code.len() > MAX_BLOCK {
        return Vec::new();
    }
    // A grammar is data of others; whatever goes wrong inside costs the colours and nothing else.
    std::panic::catch_unwind(|| grammars::classify(language, code)).unwrap_or_default()
}

/// Highlights code and remembers equal blocks. Shared by all threads; what it gives depends on its arguments only.
#[derive(Default)]
pub struct Highlighter {
    memo: memo::Memo,
}

impl Highlighter {
    /// The code as HTML: escaped text with `<span class="…">` around what is not plain.
    pub fn html(&self, language: &str, code: &str) -> Arc<str> {
        let language = languages::canonical(language);
        let key = memo::key(&language, code);
        if let Some(known) = self.memo.get(&key) {
            return known;
        }
        let html: Arc<str> = markup::write(code, &classify(&language, code)).into();
        self.memo.put(key, &html);
        html
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
        let highlighter = Highlighter::default();
        for (language, code, expected) in cases {
            let html = highlighter.html(language, code);
            assert!(html.contains(expected), "{language}: {html}");
        }
    }

    #[test]
    fn the_text_is_the_code() {
        for language in ["html", "php", "bash", "markdown", "nonsense", ""] {
            let code = "<a href=\"x\">&amp; é\u{1f600}</a>\r\n<?php echo '1'; ?>\n# x\n";
            let html = Highlighter::default().html(language, code);
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
        let (first, second) = (highlighter.html("py", "x = 1"), highlighter.html("python", "x = 1"));
        assert!(Arc::ptr_eq(&first, &second));
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
