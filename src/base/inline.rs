//! Inline Markdown of a short value to the words it shows: emphasis, code marks, links and tags do not change a value
//! (rule 2 of the reading rules).

/// The words a value shows: `**[Done](x.md)**` is `Done`. Struck-through text goes, unless nothing else is there.
pub fn plain(text: &str) -> String {
    if !text.contains(['*', '_', '`', '[', '<', '~', '\\', '&']) {
        return super::text::fold_space(text);
    }
    let shown = render(text, false);
    if shown.is_empty() && text.contains("~~") { render(text, true) } else { shown }
}

/// One pass; `struck` keeps struck-through text.
fn render(text: &str, struck: bool) -> String {
    let chars: Vec<char> = text.chars().collect();
    let closers = closers(&chars);
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    // Where the text of an open link ends, and where reading goes on behind its target.
    let mut links: Vec<(usize, usize)> = Vec::new();
    while let Some(&c) = chars.get(at) {
        if let Some(&(end, next)) = links.last()
            && at >= end
        {
            links.pop();
            at = next.max(at);
            continue;
        }
        match c {
            '\\' if chars.get(at + 1).is_some_and(char::is_ascii_punctuation) => {
                out.extend(chars.get(at + 1));
                at += 2;
            }
            '`' => {
                let ticks = run(&chars, at, '`');
                match code_end(&chars, at + ticks, ticks) {
                    Some(end) => {
                        out.extend(chars.get(at + ticks..end).unwrap_or_default());
                        at = end + ticks;
                    }
                    None => at += ticks,
                }
            }
            '!' if chars.get(at + 1) == Some(&'[') && link_end(&chars, &closers, at + 1).is_some() => at += 1,
            '[' => match link_end(&chars, &closers, at) {
                Some((end, next)) => {
                    let inner_start = at + 1 + usize::from(wiki(&chars, at));
                    // A wiki link `[[target|shown]]` shows what stands behind the bar.
                    let bar =
                        chars.get(inner_start..end).and_then(|inner| inner.iter().take(300).position(|&c| c == '|'));
                    at = if wiki(&chars, at) { inner_start + bar.map_or(0, |bar| bar + 1) } else { inner_start };
                    links.push((end, next));
                }
                None => {
                    out.push(c);
                    at += 1;
                }
            },
            '<' => match tag(&chars, at) {
                Some((shown, next)) => {
                    out.push_str(&shown);
                    at = next;
                }
                None => {
                    out.push(c);
                    at += 1;
                }
            },
            '~' if chars.get(at + 1) == Some(&'~') => {
                let close = (at + 2..chars.len().min(at + 2000))
                    .find(|&i| chars.get(i) == Some(&'~') && chars.get(i + 1) == Some(&'~'));
                at = close.filter(|_| !struck).map_or(at + 2, |close| close + 2);
            }
            '*' => {
                let stars = run(&chars, at, '*');
                // A star between spaces is a sign, not emphasis.
                let alone = is_space(chars.get(at + stars)) && (at == 0 || is_space(chars.get(at - 1)));
                if alone && stars == 1 && at > 0 {
                    out.push('*');
                }
                at += stars;
            }
            '_' => {
                let bars = run(&chars, at, '_');
                let inside = |c: Option<&char>| c.is_some_and(|c| c.is_alphanumeric());
                let before = at > 0 && inside(chars.get(at - 1));
                let after = inside(chars.get(at + bars));
                let lone =
                    !before && !after && (at == 0 || is_space(chars.get(at - 1))) && is_space(chars.get(at + bars));
                if (before && after) || lone || bars > 3 {
                    out.extend(std::iter::repeat_n('_', bars));
                }
                at += bars;
            }
            '&' => {
                let (shown, length) = entity(&chars, at);
                out.push(shown);
                at += length;
            }
            _ => {
                out.push(c);
                at += 1;
            }
        }
    }
    super::text::fold_space(&out)
}

fn is_space(c: Option<&char>) -> bool {
    c.is_none_or(|c| c.is_whitespace())
}

/// How often `sign` stands in a row at `at`.
fn run(chars: &[char], at: usize, sign: char) -> usize {
    chars.get(at..).unwrap_or_default().iter().take_while(|&&c| c == sign).count()
}

/// The position of the closing run of exactly `ticks` back-ticks. The look-ahead is bounded so that many unclosed runs
/// stay linear.
fn code_end(chars: &[char], from: usize, ticks: usize) -> Option<usize> {
    let mut at = from;
    let limit = chars.len().min(from + 4000);
    while at < limit {
        if chars.get(at) == Some(&'`') {
            let found = run(chars, at, '`');
            if found == ticks {
                return Some(at);
            }
            at += found;
        } else {
            at += 1;
        }
    }
    None
}

/// For every `[` and `(` the position of what closes it, found in one pass; 0 where nothing does.
fn closers(chars: &[char]) -> Vec<usize> {
    let mut found = vec![0; chars.len()];
    let (mut square, mut round): (Vec<usize>, Vec<usize>) = (Vec::new(), Vec::new());
    for (at, &c) in chars.iter().enumerate() {
        let open = match c {
            '[' => {
                square.push(at);
                continue;
            }
            '(' => {
                round.push(at);
                continue;
            }
            ']' => square.pop(),
            ')' => round.pop(),
            _ => None,
        };
        if let Some(slot) = open.and_then(|open| found.get_mut(open)) {
            *slot = at;
        }
    }
    found
}

fn wiki(chars: &[char], at: usize) -> bool {
    chars.get(at + 1) == Some(&'[')
}

/// Where the text of the link at `at` ends and where reading goes on; `None` where it is no link.
fn link_end(chars: &[char], closers: &[usize], at: usize) -> Option<(usize, usize)> {
    let close = closers.get(at).copied().filter(|&close| close > at)?;
    if wiki(chars, at) && closers.get(at + 1).copied().filter(|&inner| inner + 1 == close).is_some() {
        return Some((close - 1, close + 1));
    }
    let open = close + 1;
    let end = closers.get(open).copied().filter(|&end| end > open)?;
    match chars.get(open) {
        Some('(') => Some((close, end + 1)),
        // `[text][label]` is a link, `[x] [y]` and `[ ][ ]` are not.
        Some('[') if close > at + 2 && !chars.get(open + 1..end)?.contains(&' ') => Some((close, end + 1)),
        _ => None,
    }
}

/// What the tag, comment or autolink at `at` shows and where it ends; `None` where `<` is only a sign.
fn tag(chars: &[char], at: usize) -> Option<(String, usize)> {
    if chars.get(at..at + 4) == Some(&['<', '!', '-', '-']) {
        // The look-ahead is bounded so that many unclosed comments stay linear.
        let rest = chars.get(at + 4..chars.len().min(at + 4000))?;
        let end = rest.windows(3).position(|three| three == ['-', '-', '>'])?;
        return Some((String::new(), at + 4 + end + 3));
    }
    let length = chars.get(at + 1..chars.len().min(at + 500))?.iter().position(|&c| c == '>' || c == '<')?;
    let end = at + 1 + length;
    if chars.get(end) != Some(&'>') {
        return None;
    }
    let inner: String = chars.get(at + 1..end)?.iter().collect();
    if inner.contains("://") || (inner.contains('@') && !inner.contains(' ')) {
        return Some((inner, end + 1));
    }
    let name: String = inner.trim_start_matches('/').chars().take_while(char::is_ascii_alphanumeric).collect();
    const TAGS: &[&str] = &[
        "a", "b", "br", "code", "del", "details", "div", "em", "font", "i", "img", "ins", "kbd", "mark", "p", "s",
        "small", "span", "strong", "sub", "summary", "sup", "u", "center", "hr",
    ];
    let known = TAGS.contains(&name.to_ascii_lowercase().as_str());
    known.then(|| (if name.eq_ignore_ascii_case("br") { " ".to_owned() } else { String::new() }, end + 1))
}

/// The character an entity stands for and its length; an unknown one is only its sign.
fn entity(chars: &[char], at: usize) -> (char, usize) {
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
    let head: String = chars.iter().skip(at).take(8).collect();
    ENTITIES.iter().find(|(name, _)| head.starts_with(name)).map_or(('&', 1), |&(name, shown)| (shown, name.len()))
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
}
