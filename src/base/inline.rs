//! Inline Markdown of a short value to the words it shows: emphasis, code marks, links and tags do not change a value
//! (rule 2 of the reading rules).

use std::borrow::Cow;

use super::text;

/// The words a value shows: `**[Done](x.md)**` is `Done`. Struck-through text goes, unless nothing else is there.
pub fn plain(text: &str) -> String {
    shown(text).into_owned()
}

/// The same, and the text itself where it has no marks, as most have none.
pub fn shown(text: &str) -> Cow<'_, str> {
    if is_bare(text) {
        return text::single_spaced(text);
    }
    let shown = render(text, false);
    Cow::Owned(if shown.is_empty() && text.contains("~~") { render(text, true) } else { shown })
}

/// The bytes that may be more than themselves.
const MARKS: [bool; 256] = text::table(b"*_`[]<~\\&!");
/// Those without which the others are only themselves.
const LEADS: [bool; 256] = text::table(b"*_`[<~\\&");

/// Whether a text has no marks, so that it shows all of itself.
pub fn is_bare(text: &str) -> bool {
    !text.bytes().any(|byte| LEADS[usize::from(byte)])
}

/// One pass; `struck` keeps struck-through text.
fn render(text: &str, struck: bool) -> String {
    let bytes = text.as_bytes();
    let closers = closers(bytes);
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    // Where the text of an open link ends, and where reading goes on behind its target.
    let mut links: Vec<(usize, usize)> = Vec::new();
    while let Some(&byte) = bytes.get(at) {
        if let Some(&(end, next)) = links.last()
            && at >= end
        {
            links.pop();
            at = next.max(at);
            continue;
        }
        match byte {
            b'\\' if bytes.get(at + 1).is_some_and(u8::is_ascii_punctuation) => {
                out.push_str(piece(text, at + 1, at + 2));
                at += 2;
            }
            b'`' => {
                let ticks = run(bytes, at, b'`');
                match code_end(text, at + ticks, ticks) {
                    Some(end) => {
                        out.push_str(piece(text, at + ticks, end));
                        at = end + ticks;
                    }
                    None => at += ticks,
                }
            }
            b'!' if bytes.get(at + 1) == Some(&b'[') && link_end(bytes, &closers, at + 1).is_some() => at += 1,
            b'[' => match link_end(bytes, &closers, at) {
                Some((end, next)) => {
                    let inner = at + 1 + usize::from(wiki(bytes, at));
                    // A wiki link `[[target|shown]]` shows what stands behind the bar.
                    let bar = near(piece(text, inner, end), 300).find('|');
                    at = if wiki(bytes, at) { inner + bar.map_or(0, |bar| bar + 1) } else { inner };
                    links.push((end, next));
                }
                None => {
                    out.push('[');
                    at += 1;
                }
            },
            b'<' => match tag(text, at) {
                Some((shown, next)) => {
                    out.push_str(shown);
                    at = next;
                }
                None => {
                    out.push('<');
                    at += 1;
                }
            },
            b'~' if bytes.get(at + 1) == Some(&b'~') => {
                let close = near(piece(text, at + 2, text.len()), 1999).find("~~");
                at = close.filter(|_| !struck).map_or(at + 2, |close| at + 2 + close + 2);
            }
            b'*' => {
                let stars = run(bytes, at, b'*');
                // A star between spaces is a sign, not emphasis.
                let free = |c: Option<char>| c.is_none_or(char::is_whitespace);
                if stars == 1 && at > 0 && free(after(text, at + 1)) && free(before(text, at)) {
                    out.push('*');
                }
                at += stars;
            }
            b'_' => {
                let bars = run(bytes, at, b'_');
                let (before, after) = (before(text, at), after(text, at + bars));
                let word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
                let free = |c: Option<char>| c.is_none_or(char::is_whitespace);
                if word(before) && word(after) || free(before) && free(after) || bars > 3 {
                    out.push_str(piece(text, at, at + bars));
                }
                at += bars;
            }
            b'&' => {
                let (shown, length) = entity(piece(text, at, text.len()));
                out.push(shown);
                at += length;
            }
            _ => {
                let rest = bytes.get(at + 1..).unwrap_or_default();
                let next = at + 1 + rest.iter().position(|&byte| MARKS[usize::from(byte)]).unwrap_or(rest.len());
                out.push_str(piece(text, at, next));
                at = next;
            }
        }
    }
    text::folded(out)
}

/// The text between two offsets that are both at a character.
fn piece(text: &str, from: usize, to: usize) -> &str {
    text.get(from..to).unwrap_or("")
}

/// The first so many characters of a text: how far is looked ahead does not hang on how many bytes its script needs.
fn near(text: &str, chars: usize) -> &str {
    match text.as_bytes().get(..chars) {
        None => text,
        Some(head) if head.is_ascii() => piece(text, 0, chars),
        Some(_) => piece(text, 0, text.char_indices().nth(chars).map_or(text.len(), |(end, _)| end)),
    }
}

fn before(text: &str, at: usize) -> Option<char> {
    piece(text, 0, at).chars().next_back()
}

fn after(text: &str, at: usize) -> Option<char> {
    piece(text, at, text.len()).chars().next()
}

/// How often `sign` stands in a row at `at`.
fn run(bytes: &[u8], at: usize, sign: u8) -> usize {
    bytes.get(at..).unwrap_or_default().iter().take_while(|&&byte| byte == sign).count()
}

/// The position of the closing run of exactly `ticks` back-ticks. The look-ahead is bounded so that many unclosed runs
/// stay linear.
fn code_end(text: &str, from: usize, ticks: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = from;
    let limit = from + near(piece(text, from, text.len()), 4000).len();
    while at < limit {
        at += bytes.get(at..limit)?.iter().position(|&byte| byte == b'`')?;
        let found = run(bytes, at, b'`');
        if found == ticks {
            return Some(at);
        }
        at += found;
    }
    None
}

/// For every `[` and `(` the position of what closes it, found in one pass; 0 where nothing does. Empty without a `[`.
fn closers(bytes: &[u8]) -> Vec<usize> {
    if !bytes.contains(&b'[') {
        return Vec::new();
    }
    let mut found = vec![0; bytes.len()];
    let (mut square, mut round): (Vec<usize>, Vec<usize>) = (Vec::new(), Vec::new());
    for (at, &byte) in bytes.iter().enumerate() {
        let open = match byte {
            b'[' => {
                square.push(at);
                continue;
            }
            b'(' => {
                round.push(at);
                continue;
            }
            b']' => square.pop(),
            b')' => round.pop(),
            _ => None,
        };
        if let Some(slot) = open.and_then(|open| found.get_mut(open)) {
            *slot = at;
        }
    }
    found
}

fn wiki(bytes: &[u8], at: usize) -> bool {
    bytes.get(at + 1) == Some(&b'[')
}

/// Where the text of the link at `at` ends and where reading goes on; `None` where it is no link.
fn link_end(bytes: &[u8], closers: &[usize], at: usize) -> Option<(usize, usize)> {
    let close = closers.get(at).copied().filter(|&close| close > at)?;
    if wiki(bytes, at) && closers.get(at + 1).copied().filter(|&inner| inner + 1 == close).is_some() {
        return Some((close - 1, close + 1));
    }
    let open = close + 1;
    let end = closers.get(open).copied().filter(|&end| end > open)?;
    match bytes.get(open) {
        Some(b'(') => Some((close, end + 1)),
        // `[text][label]` is a link, `[x] [y]` and `[ ][ ]` are not.
        Some(b'[') if close > at + 2 && !bytes.get(open + 1..end)?.contains(&b' ') => Some((close, end + 1)),
        _ => None,
    }
}

/// What the tag, comment or autolink at `at` shows and where it ends; `None` where `<` is only a sign.
fn tag(text: &str, at: usize) -> Option<(&str, usize)> {
    let behind = piece(text, at + 1, text.len());
    if let Some(comment) = behind.strip_prefix("!--") {
        // The look-ahead is bounded so that many unclosed comments stay linear.
        return Some(("", at + 4 + near(comment, 3996).find("-->")? + 3));
    }
    let end = at + 1 + near(behind, 499).find(['>', '<'])?;
    if text.as_bytes().get(end) != Some(&b'>') {
        return None;
    }
    let inner = text.get(at + 1..end)?;
    if inner.contains("://") || (inner.contains('@') && !inner.contains(' ')) {
        return Some((inner, end + 1));
    }
    let name = inner.trim_start_matches('/');
    let name = name.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or("");
    const TAGS: &[&str] = &[
        "a", "b", "br", "code", "del", "details", "div", "em", "font", "i", "img", "ins", "kbd", "mark", "p", "s",
        "small", "span", "strong", "sub", "summary", "sup", "u", "center", "hr",
    ];
    let known = TAGS.iter().any(|tag| name.eq_ignore_ascii_case(tag));
    known.then_some((if name.eq_ignore_ascii_case("br") { " " } else { "" }, end + 1))
}

/// The character an entity stands for and its length; an unknown one is only its sign.
fn entity(text: &str) -> (char, usize) {
    const ENTITIES: &[(&str, char)] = &[
        ("&amp;", '&'),
        ("&lt;", '<'),
        ("&gt;", '>'),
        ("&quot;", '"'),
        ("&nbsp;", ' '),
        ("&#39;", '\''),
        ("&mdash;", '—'),
        ("&ndash;", '–'),
        ("&middot;", '·'),
    ];
    ENTITIES.iter().find(|(name, _)| text.starts_with(name)).map_or(('&', 1), |&(name, shown)| (shown, name.len()))
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn marks_links_and_tags_go_words_stay() {
        for (text, shown) in [
            ("**Done**", "Done"),
            ("__Done__ and *dusted*", "Done and dusted"),
            ("`in_progress`", "in_progress"),
            ("in_progress", "in_progress"),
            ("_really_ done_", "really done"),
            ("[Ana Ruiz](https://x.example/(a))", "Ana Ruiz"),
            ("[**Done**][ref]", "Done"),
            ("[[notes|the notes]]", "the notes"),
            ("[[notes]]", "notes"),
            ("![✓](ok.png) fine", "✓ fine"),
            ("<https://x.example>", "https://x.example"),
            ("a<br>b <!-- hidden --> c", "a b c"),
            ("<name>", "<name>"),
            ("~~Open~~ Done", "Done"),
            ("~~Open~~", "Open"),
            ("a &amp; b &unknown", "a & b &unknown"),
            ("[ ] open [x] shut", "[ ] open [x] shut"),
            ("\\*kept\\*", "*kept*"),
            ("`unclosed", "unclosed"),
            ("[unclosed", "[unclosed"),
            ("3 * 4", "3 * 4"),
            ("____", "____"),
            ("snake_case_name", "snake_case_name"),
        ] {
            assert_eq!(plain(text), shown, "{text}");
        }
    }

    #[test]
    fn what_is_looked_ahead_is_counted_in_characters() {
        for sign in ["x", "д", "状", "😀"] {
            // What opens, how many signs may follow it, what closes it, and what is shown before, of the signs and behind.
            for (open, most, close, signs, shown) in [
                ("<img alt=", 490, ">a", false, "a"),
                ("<!--", 3993, "-->a", false, "a"),
                ("~~", 1997, "~~a", false, "a"),
                ("[[", 299, "|a]]", false, "a"),
                ("`*", 3998, "`", true, "*"),
            ] {
                let of = |count: usize| plain(&format!("{open}{}{close}", sign.repeat(count)));
                let near = if signs { format!("{shown}{}", sign.repeat(most)) } else { shown.to_owned() };
                assert!(of(most) == near, "{open} {sign}");
                assert!(of(most + 1) != near && of(most + 1).contains(sign), "{open} {sign}, one more");
            }
        }
    }
}
