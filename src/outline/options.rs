//! The parser's options for a text, but for formulas.

use pulldown_cmark::Options;

const OPTIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_TASKLISTS)
    .union(Options::ENABLE_GFM)
    .union(Options::ENABLE_WIKILINKS);

/// The options for a text behind its front matter.
pub(super) fn base(body: &str) -> Options {
    if defines_terms(body) { OPTIONS.union(Options::ENABLE_DEFINITION_LIST) } else { OPTIONS }
}

/// Whether lines that begin with a colon are definitions. The parser takes every such line for one and drops its colon,
/// also that of `:::note`, `:smile:` and `:--|--:`: so it looks for definitions only where each such line outside of
/// code has a space behind the colon.
fn defines_terms(body: &str) -> bool {
    let begins_line = |at: usize| {
        let before = body.get(..at).unwrap_or("").trim_end_matches([' ', '\t', '>']);
        before.is_empty() || before.ends_with('\n')
    };
    if !body.match_indices(':').any(|(at, _)| begins_line(at)) {
        return false;
    }
    let mut fence: Option<(char, usize)> = None;
    let mut found = false;
    for line in body.lines() {
        let line = line.trim_start_matches([' ', '\t', '>']);
        let sign = line.chars().next().unwrap_or(' ');
        let length = line.len() - line.trim_start_matches(sign).len();
        let after = line.get(length..).unwrap_or("");
        match fence {
            // A fence ends with a line of nothing but its sign.
            Some((open, least)) if sign == open && length >= least && after.trim().is_empty() => fence = None,
            Some(_) => {}
            // Behind backticks, another one makes the line code within a text.
            None if length >= 3 && (sign == '~' || sign == '`' && !after.contains('`')) => fence = Some((sign, length)),
            None if sign == ':' => {
                let rest = line.get(1..).unwrap_or("");
                if !rest.starts_with([' ', '\t']) || rest.trim().is_empty() {
                    return false;
                }
                found = true;
            }
            None => {}
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_colon_without_a_space_is_no_definition() {
        for (text, expected) in [
            ("Term\n: What it is.\n", true),
            ("> Term\n> :  What it is.\n", true),
            ("Term\n: What it is.\n\n```css\n:root {}\n```\n", true),
            ("Term\n: What it is.\n\n````md\n```js\n:root {}\n```\n:root {}\n````\n", true),
            ("Term\n: What it is.\n\n```md\n````js\n:root {}\n```\n", true),
            ("Term\n: What it is.\n\n~~~ `a`\n:root {}\n~~~  \n", true),
            ("Term\n: What it is.\n\n```x``` y\n:smile: text\n", false),
            ("Term\n: What it is.\n\n:::note\n", false),
            ("Text\n:smile: text\n", false),
            ("a | b\n:--|--:\n", false),
            ("Text\n:\n", false),
            ("No colon at the start: none.\n", false),
        ] {
            assert_eq!(defines_terms(text), expected, "{text:?}");
        }
    }
}
