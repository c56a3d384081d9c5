//! The parser's events, the same for outline and body, which must see the same links at the same bytes.

use std::ops::Range;

use pulldown_cmark::{CowStr, Event, Options, Parser};

use super::options::base;
use crate::math::{Looks, looks, stands_alone};

/// The events of a text behind its front matter, each with its bytes. What stands between dollars and is no formula comes
/// as text.
pub fn events(body: &str) -> impl Iterator<Item = (Event<'_>, Range<usize>)> {
    let options = base(body);
    let math = has_math(body, options);
    let options = if math { options.union(Options::ENABLE_MATH) } else { options };
    Parser::new_ext(body, options).into_offset_iter().map(move |(event, range)| {
        let kept =
            !matches!(event, Event::InlineMath(_) | Event::DisplayMath(_)) || judge(&event, body, &range) > Looks::No;
        if kept {
            return (event, range);
        }
        let source = body.get(range.clone()).unwrap_or("");
        (Event::Text(CowStr::Borrowed(source)), range)
    })
}

/// The TeX of a formula's event: GitHub's form has backticks around it.
pub fn tex(inner: &str) -> &str {
    inner.strip_prefix('`').and_then(|inner| inner.strip_suffix('`')).unwrap_or(inner)
}

fn judge(event: &Event<'_>, body: &str, range: &Range<usize>) -> Looks {
    let found = match event {
        Event::InlineMath(tex) => looks(tex, false),
        Event::DisplayMath(tex) => looks(tex, true),
        _ => return Looks::No,
    };
    if stands_alone(body, range.clone()) { found } else { Looks::No }
}

/// Whether a text has formulas. It has them where one is beyond doubt and where what is none, between dollars all the
/// same, is text to the last sign: the parser does not look for emphasis, code and links in it.
fn has_math(body: &str, options: Options) -> bool {
    if !may_have_math(body) {
        return false;
    }
    let mut certain = false;
    for (event, range) in Parser::new_ext(body, options.union(Options::ENABLE_MATH)).into_offset_iter() {
        if !matches!(event, Event::InlineMath(_) | Event::DisplayMath(_)) {
            continue;
        }
        match judge(&event, body, &range) {
            Looks::Strong => certain = true,
            Looks::Weak => {}
            Looks::No => {
                let source = body.get(range).unwrap_or("");
                if source.contains(['*', '_', '`', '<', '\\', '&', '~', '\n', '|', '[', ']']) {
                    return false;
                }
            }
        }
    }
    certain
}

/// A quick look: most texts have no two dollars in a line outside of code.
fn may_have_math(body: &str) -> bool {
    if !body.contains('$') {
        return false;
    }
    let mut fence: Option<&str> = None;
    for line in body.lines().filter(|line| line.contains(['$', '`', '~'])) {
        let start = line.trim_start_matches([' ', '\t', '>', '-', '*']);
        let sign = start.get(..3).filter(|sign| matches!(*sign, "```" | "~~~"));
        match (fence, sign) {
            (None, Some(_)) => fence = sign,
            (Some(open), Some(sign)) if open == sign => fence = None,
            (None, None) if line.contains("$$") || has_strong_pair(line) => return true,
            _ => {}
        }
    }
    false
}

fn has_strong_pair(line: &str) -> bool {
    let at: Vec<usize> = line.match_indices('$').map(|(at, _)| at).take(64).collect();
    at.iter().enumerate().any(|(nth, from)| {
        at.iter()
            .skip(nth + 1)
            .take(2)
            .any(|to| line.get(from + 1..*to).is_some_and(|inner| looks(inner, false) == Looks::Strong))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(body: &str) -> Vec<String> {
        events(body)
            .filter_map(|(event, _)| match event {
                Event::InlineMath(tex) => Some(format!("${tex}$")),
                Event::DisplayMath(tex) => Some(format!("$${}$$", tex.trim())),
                _ => None,
            })
            .collect()
    }

    #[test]
    fn dollars_of_texts_about_software_are_no_formulas() {
        for body in [
            "It costs $5 and $10, or $5/$10.\n",
            "Set $HOME and $PATH, or ${name}_$ and $user_id$ and $AMOUNT&x=$.\n",
            "| a | b |\n|---|---|\n| $5 | $10 |\n",
            "`$x_1$` and\n\n```sh\necho $x_1$ $$\n```\n",
            "Process $$ and $$ again.\n",
            "Escaped \\$x_1\\$.\n",
            "A letter: $n$ of 512.\n",
            // Emphasis between dollars would be lost.
            "With $x_1$ it costs $5, *more* than 10$.\n",
            // Links too, whole or cut in two.
            "With $x_1$, (US$) for [[a]], or [ref] (CA$).\n\n[ref]: a.md\n",
            "With $x_1$, (US$) for [ref (CA$)].\n\n[ref (CA$)]: a.md\n",
            "With $x_1$ it is $5 [[b]] 10$.\n",
        ] {
            assert!(found(body).is_empty(), "{body}");
        }
    }

    #[test]
    fn formulas_are_found_in_text_lists_and_tables() {
        for (body, expected) in [
            ("With $x_1$ and $n$ of $512$.\n", vec!["$x_1$", "$n$", "$512$"]),
            ("- $$a = b$$\n", vec!["$$a = b$$"]),
            ("$$\na_1 = \\frac{1}{2}\n$$\n", vec!["$$a_1 = \\frac{1}{2}$$"]),
            ("| a |\n|---|\n| $x^2$ |\n", vec!["$x^2$"]),
            ("By $`a_1`$ here.\n", vec!["$`a_1`$"]),
            ("With $x_1$ pay $5 to 10$, A=$$; B=$$.\n", vec!["$x_1$"]),
            ("With $x_1$ it costs 5$ or more than 10$ each.\n", vec!["$x_1$"]),
        ] {
            assert_eq!(found(body), expected, "{body}");
        }
    }
}
