//! The ids a document carries: fields, file name, folder, title. Rule 8 of the reading rules.

use std::sync::Arc;

use super::header::Entry;
use crate::base::{Span, inline, paths, text};
use crate::diag::Place;
use crate::model::{Fact, Key, Rule};
use crate::vocabulary::{keys, placeholder};

/// Words before a number that name a piece of a plan, a version or a thing with a number, and no series of documents.
const NO_SERIES: &str = "phase phases stage step steps week weeks day days sprint milestone wave iteration part chapter section \
     appendix round batch v version ver release rev alpha beta rc level layer tier option figure table page item point q h fy \
     test tests case draft volume vol copy utf iso sha md5 es ipv http gpt claude python node java php jdk ios android windows \
     top semaine jour semana dia woche tag fase etape mp base rfp level vs to the and of in for with no nr num pr";

/// The id candidates, strongest first.
pub(super) fn read(path: &Arc<str>, entries: &[Entry], heading: Option<(&str, Span)>) -> Vec<Fact<String>> {
    let mut found: Vec<Fact<String>> = Vec::new();
    let stem = paths::stem(path);
    let by_name = of_name(stem);
    let mut fields: Vec<&Entry> =
        entries.iter().filter(|entry| entry.is(Key::Id) && !entry.field.placeholder).collect();
    fields.sort_by_key(|entry| (entry.field.rule, rank(&entry.field.key), entry.field.span.start));
    for entry in fields {
        if let Some(id) = of_field(entry, by_name.as_ref().map(|found| found.0.as_str())) {
            found.push(entry.fact(path, id));
        }
    }
    let named = |value: String, raw: &str, rule: Rule| {
        let place = Place { path: Arc::clone(path), span: Span::default() };
        Fact { value, raw: raw.to_owned(), place, rule }
    };
    if let Some((id, _)) = by_name {
        found.push(named(id, stem, Rule::FileName));
    } else {
        // The folder's number is that of its main file, not of the files beside it.
        let folder = paths::file_name(paths::parent(path));
        if (is_main(stem) || stem == folder)
            && let Some((id, _)) = of_name(folder)
        {
            found.push(named(id, folder, Rule::Folder));
        }
    }
    if let Some((title, span)) = heading {
        let bare = text::without_emoji(title);
        let open = bare.trim_start_matches(['[', '(', '`', '#', '*', ' ']);
        let behind_kind = open.split_once([':', '：']).map(|(_, rest)| rest.trim_start());
        let id = of_title(open).or_else(|| behind_kind.and_then(of_title));
        if let Some((id, _)) = id {
            let place = Place { path: Arc::clone(path), span };
            found.push(Fact { raw: id.clone(), value: id, place, rule: Rule::Title });
        }
    }
    found.sort_by_key(|fact| weight(fact.rule));
    found
}

/// Fields before file name before folder before title.
fn weight(rule: Rule) -> u8 {
    match rule {
        Rule::FileName => 1,
        Rule::Folder => 2,
        Rule::Title => 3,
        _ => 0,
    }
}

/// Keys that are the document's own id before those that name a ticket elsewhere.
fn rank(key: &str) -> u8 {
    let folded = keys::fold(key);
    let ends = |word: &str| folded == word || folded.ends_with(&format!(" {word}"));
    if ends("id") || ends("number") || ends("no") || matches!(folded.as_str(), "eip" | "adr" | "identifier") {
        0
    } else {
        1
    }
}

/// The main file of a folder.
pub(super) fn is_main(stem: &str) -> bool {
    matches!(stem.to_lowercase().as_str(), "readme" | "index" | "spec" | "proposal" | "feature" | "prd" | "overview")
}

/// The id of a field's value. A bare number takes the prefix of the file name, or that of a key that is a series
/// (`eip: 2`).
fn of_field(entry: &Entry, by_name: Option<&str>) -> Option<String> {
    let shown = placeholder::unwrap(&inline::plain(text::head(&entry.short, 300)));
    let shown = shown.trim();
    if shown.is_empty() {
        return None;
    }
    let key = keys::fold(&entry.field.key);
    let token =
        shown.split([' ', ',', ';', '(', '|', '\t']).next().unwrap_or("").trim_matches([':', '.', '#', '`', '"']);
    if !token.is_empty() && token.chars().all(|c| c.is_ascii_digit() || c == '.') {
        let series = matches!(key.as_str(), "eip" | "rfc number" | "adr" | "adr number" | "rfc id" | "adr id");
        let prefix = by_name.and_then(|name| Some((name.get(..name.rfind(['-', '_', ' '])?)?, name)));
        let same = |name: &str| {
            let digits = name.rsplit(['-', '_', ' ']).next().unwrap_or("");
            digits.trim_start_matches('0') == token.trim_start_matches('0')
        };
        if key == "eip" {
            return Some(format!("EIP-{token}"));
        }
        if let Some((_, name)) = prefix.filter(|(_, name)| same(name)) {
            return Some(name.to_owned());
        }
        return Some(if series {
            format!("{}-{token}", key.split(' ').next().unwrap_or("").to_uppercase())
        } else {
            token.to_owned()
        });
    }
    if let Some((id, length)) = of_title(shown) {
        let _ = length;
        return Some(id);
    }
    // `ID: login-form`: one word, where the key asks for nothing but the id.
    let word = shown.split_whitespace().count() == 1 && shown.len() <= 60 && !shown.contains(['/', ':']);
    let digits = placeholder::looks_like_id(token) && !token.contains(['/', ':']);
    let own = rank(&entry.field.key) == 0;
    if own && word {
        return Some(shown.to_owned());
    }
    (digits && is_series_token(token)).then(|| token.to_owned())
}

/// Letters, then a number: `PROJ-12`, `login-012`.
fn is_series_token(token: &str) -> bool {
    token.starts_with(char::is_alphabetic)
        && token.contains(|c: char| c.is_ascii_digit())
        && !token.contains(['/', '#'])
}

/// The id a file's or folder's name begins with, and its length in the name.
pub(super) fn of_name(name: &str) -> Option<(String, usize)> {
    let start = behind_date(name);
    let rest = name.get(start..)?;
    let found = prefixed(rest, &['-', '_'], true).or_else(|| if start == 0 { numbered(rest) } else { None })?;
    Some((found.0, start + found.1))
}

/// The id a title begins with, and its length: `FEAT-012`, `Epic 24`, `QA-FEAT-013`.
pub(super) fn of_title(title: &str) -> Option<(String, usize)> {
    prefixed(title, &['-'], false).or_else(|| worded(title))
}

/// Reads on behind a date slug: `2026-08-19_land-10`.
fn behind_date(name: &str) -> usize {
    let bytes = name.as_bytes();
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let sign = |at: usize| bytes.get(at).is_some_and(|byte| matches!(byte, b'-' | b'_' | b'.'));
    let year = name.starts_with("19") || name.starts_with("20");
    let run = |from: usize, to: usize| (from..to).all(digit);
    if year && run(0, 4) && sign(4) && run(5, 7) && sign(7) && run(8, 10) && !digit(10) {
        return 10 + usize::from(sign(10) || bytes.get(10) == Some(&b' '));
    }
    if year && run(0, 8) && !digit(8) {
        return 8 + usize::from(sign(8));
    }
    0
}

/// `FEAT-012`, `QA-FEAT-013`, `GATE-02R`, `back-355.05`, `F_033`: letters, a sign, digits. In names a prefix of one word
/// may be in lower case; compound prefixes are in capitals.
fn prefixed(text: &str, signs: &[char], name: bool) -> Option<(String, usize)> {
    let mut at = 0;
    for piece in 0..3 {
        let rest = text.get(at..)?;
        let letters = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_alphanumeric()).len();
        let word = rest.get(..letters)?;
        if letters == 0 || letters > 14 || !word.starts_with(|c: char| c.is_ascii_alphabetic()) {
            return None;
        }
        let upper = word.chars().all(|c| !c.is_ascii_lowercase());
        // `P2-07`, `H2O-3`: digits in the first word only in capitals.
        if !upper && (piece > 0 || word.contains(|c: char| c.is_ascii_digit())) {
            return None;
        }
        if is_no_series(word) {
            return None;
        }
        let sign = rest.get(letters..)?.chars().next().filter(|c| signs.contains(c))?;
        let behind = rest.get(letters + sign.len_utf8()..)?;
        let digits = behind.len() - behind.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        if digits == 0 {
            if !upper {
                return None;
            }
            at += letters + sign.len_utf8();
            continue;
        }
        let capital = upper || name || word.starts_with(|c: char| c.is_ascii_uppercase());
        if digits > 7 || !capital && word.len() > 10 {
            return None;
        }
        let start = at + letters + sign.len_utf8();
        let end = start + number_end(text.get(start..)?, upper)?;
        // A year is no number of a series: `Report-2026`, `SUMMARY_2026_01_03`.
        let is_year = digits == 4 && (behind.starts_with("19") || behind.starts_with("20"));
        let goes_on = text.get(end..).is_some_and(|rest| rest.starts_with(['-', '_']));
        if is_year && (!upper || sign == '_' || goes_on) {
            return None;
        }
        return Some((text.get(..end)?.to_owned(), end));
    }
    None
}

/// Where a number with its suffix ends: `12`, `355.05`, `02R`, `020B`. `None` where a word goes on.
fn number_end(text: &str, upper: bool) -> Option<usize> {
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let mut end = digits;
    loop {
        let rest = text.get(end..)?;
        let more = rest
            .strip_prefix('.')
            .map_or(0, |rest| rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len());
        if more == 0 || more > 5 {
            break;
        }
        end += 1 + more;
    }
    let rest = text.get(end..)?;
    let letters = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_alphanumeric()).len();
    let suffix = rest.get(..letters)?;
    let fits = letters == 0
        || (letters == 1 && suffix.chars().all(|c| c.is_ascii_alphabetic()))
        || (letters == 2 && upper && suffix.chars().all(|c| c.is_ascii_uppercase()));
    if !fits {
        return None;
    }
    end += letters;
    let next = text.get(end..)?.chars().next();
    next.is_none_or(|c| !c.is_alphanumeric()).then_some(end)
}

fn is_no_series(word: &str) -> bool {
    let lower = word.to_ascii_lowercase();
    NO_SERIES.split_whitespace().any(|other| other == lower)
}

/// `012-x`, `04-05-SUMMARY`, `1.2.story`: numbers that are ids within their folder.
fn numbered(name: &str) -> Option<(String, usize)> {
    let digits = name.len() - name.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    if digits == 0 || digits > 6 {
        return None;
    }
    let rest = name.get(digits..)?;
    // A year begins a name but numbers nothing.
    if digits == 4 && (name.starts_with("19") || name.starts_with("20")) {
        return None;
    }
    let next = rest.chars().next();
    let second = rest.strip_prefix(['-', '.', '_']).unwrap_or("");
    let more = second.len() - second.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let behind = second.get(more..).and_then(|rest| rest.chars().next());
    let pair =
        (1..=4).contains(&more) && !rest.starts_with('_') && behind.is_none_or(|c| matches!(c, '-' | '_' | '.' | ' '));
    if pair {
        let end = digits + 1 + more;
        return Some((name.get(..end)?.to_owned(), end));
    }
    next.is_none_or(|c| matches!(c, '-' | '_' | '.' | ' '))
        .then(|| name.get(..digits).map(|id| (id.to_owned(), digits)))?
}

/// `Epic 24`, `Story 1.2`, `ADR 7`, `RFC #12`.
fn worded(title: &str) -> Option<(String, usize)> {
    const WORDS: &[&str] =
        &["epic", "story", "adr", "rfc", "eip", "erc", "feat", "pep", "kep", "bip", "sep", "prd", "épica"];
    let letters = title.len() - title.trim_start_matches(char::is_alphabetic).len();
    let word = title.get(..letters)?.to_lowercase();
    let behind = title.get(letters..)?;
    let number = behind.trim_start_matches([' ', '#']);
    let gap = behind.len() - number.len();
    let digits = number.starts_with(|c: char| c.is_ascii_digit());
    // A date is no number of a series: `ADR 2026-04-22: …`.
    if !WORDS.contains(&word.as_str()) || !digits || !(1..=2).contains(&gap) || behind_date(number) > 0 {
        return None;
    }
    let end = letters + gap + number_end(number, false)?;
    Some((title.get(..end)?.to_owned(), end))
}
