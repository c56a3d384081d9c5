//! What a source may be before the library sees it, and what of it the library does not see.

use std::borrow::Cow;

use super::Fault;

/// Bytes of a source.
const MAX_BYTES: usize = 64 * 1024;
/// Lines of a source; nesting cannot be deeper.
pub(super) const MAX_LINES: usize = 1_000;
/// Bytes of a line.
const MAX_LINE: usize = 2 * 1024;
/// Signs in a line that multiply: `a & b --> c & d` has an arrow for each pair.
const MAX_SIGNS: usize = 24;
/// Pairs of all lines together.
const MAX_PAIRS: usize = 20_000;
/// Digits of a number in front of a colon: the library adds to it.
const MAX_DIGITS: usize = 8;

/// A source in its parts.
#[derive(Default)]
pub(super) struct Prepared {
    /// What the library gets: every line stands where it stood. Directives and the settings of the head are taken out,
    /// which ask for colours, fonts and sizes.
    pub source: String,
    /// The title of the head.
    pub title: Option<String>,
    /// Title and description for those who do not see it.
    pub spoken: Vec<String>,
}

/// Takes a source apart; refuses one that is too large.
pub(super) fn prepare(source: &str) -> Result<Prepared, Fault> {
    if source.len() > MAX_BYTES {
        return Err(Fault::new(None, "the diagram is too large to be drawn: more than 64 KB"));
    }
    if source.lines().count() > MAX_LINES {
        return Err(Fault::new(None, "the diagram is too large to be drawn: more than 1,000 lines"));
    }
    let mut pairs = 0;
    let packet = source.lines().any(|line| line.trim_start().starts_with("packet"));
    for (at, line) in source.lines().enumerate() {
        if line.len() > MAX_LINE {
            return Err(Fault::new(Some(at), "the line is too long to be drawn: more than 2 KB"));
        }
        let signs = signs(line);
        pairs += 2 * signs + signs * signs / 4;
        if signs > MAX_SIGNS || pairs > MAX_PAIRS {
            return Err(Fault::new(Some(at), "the line joins too many nodes"));
        }
        if packet && has_long_number(line) {
            return Err(Fault::new(Some(at), "the number is too large"));
        }
    }
    let source = without_directives(source);
    let mut found = Prepared::default();
    let mut rest = Rest::Head;
    for line in source.lines() {
        let trimmed = line.trim();
        let (kept, next) = match rest {
            Rest::Head if trimmed.is_empty() => (true, Rest::Head),
            Rest::Head if trimmed == "---" => (false, Rest::Settings),
            Rest::Settings => {
                if let Some(title) = line.strip_prefix("title:") {
                    found.title =
                        Some(title.trim().trim_matches(['"', '\'']).to_owned()).filter(|title| !title.is_empty());
                }
                (false, if trimmed == "---" { Rest::Body } else { Rest::Settings })
            }
            Rest::Description => {
                found.spoken.push(trimmed.trim_end_matches('}').trim().to_owned());
                (false, if trimmed.contains('}') { Rest::Body } else { Rest::Description })
            }
            Rest::Head | Rest::Body => match spoken(trimmed) {
                Some((text, open)) => {
                    found.spoken.push(text.to_owned());
                    (false, if open { Rest::Description } else { Rest::Body })
                }
                None => (true, Rest::Body),
            },
        };
        rest = next;
        found.source.push_str(if kept { line } else { "" });
        found.source.push('\n');
    }
    found.spoken.retain(|text| !text.is_empty());
    Ok(found)
}

/// Signs that join nodes, with or without blanks; `&amp;` is a character of a label.
fn signs(line: &str) -> usize {
    let mut parts = line.split('&');
    parts.next();
    parts.filter(|behind| !is_entity(behind)).count()
}

fn is_entity(behind: &str) -> bool {
    behind.split_once(';').is_some_and(|(name, _)| {
        !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'#')
    })
}

fn has_long_number(line: &str) -> bool {
    let range = line.split(':').next().unwrap_or("");
    range.split(|c: char| !c.is_ascii_digit()).any(|digits| digits.len() > MAX_DIGITS)
}

/// Where a line stands.
#[derive(Clone, Copy)]
enum Rest {
    Head,
    Settings,
    Body,
    Description,
}

/// The text of `accTitle: …`, `accDescr: …` and `accDescr { …`, and whether it goes on.
fn spoken(line: &str) -> Option<(&str, bool)> {
    let rest = line.strip_prefix("accTitle").or_else(|| line.strip_prefix("accDescr"))?.trim_start();
    match rest.strip_prefix('{') {
        Some(inside) => Some((inside.trim_end_matches('}').trim(), !inside.contains('}'))),
        None => rest.strip_prefix(':').map(|text| (text.trim(), false)),
    }
}

/// Directives, `%%{…}%%`, become empty; their line ends stay.
fn without_directives(source: &str) -> Cow<'_, str> {
    if !source.contains("%%{") {
        return Cow::Borrowed(source);
    }
    let mut out = String::with_capacity(source.len());
    let mut rest = source;
    while let Some((before, after)) = rest.split_once("%%{") {
        out.push_str(before);
        let (inside, behind) = after.split_once("}%%").unwrap_or((after, ""));
        out.extend(inside.chars().filter(|c| *c == '\n'));
        rest = behind;
    }
    out.push_str(rest);
    Cow::Owned(out)
}
