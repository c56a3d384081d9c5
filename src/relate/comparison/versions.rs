//! Versions that the guide pins beside versions that the log names.

use std::collections::BTreeSet;

use super::{MOST, Paper};
use crate::base::{Span, text};
use crate::model::{Aspect, Compared, Pin, Verdict};

/// Bytes of the log that are searched.
const SEARCHED: usize = 200_000;

/// Words that tell of a version that is not, or no longer, the one in use.
const PAST: &[&str] = &[
    "instead",
    "not ",
    "n't",
    "old",
    "previous",
    "before",
    "was ",
    "consider",
    "drop",
    "alternative",
    "tried",
    "reject",
    "from ",
    "legacy",
    "upgrad",
    "downgrad",
    "until",
    "broke",
    "bug in",
    "since",
    "deprecat",
];

/// A row for each pin whose version the log names.
pub fn rows(guide: &Paper<'_>, log: &Paper<'_>) -> Vec<Compared> {
    let source = text::head(&log.linked.text, SEARCHED);
    let lower = source.to_ascii_lowercase();
    let mut seen: BTreeSet<String> = BTreeSet::new();
    let pins = guide.linked.document.harvest.pins.iter().filter(|pin| seen.insert(bare(&pin.name))).take(MOST);
    pins.filter_map(|pin| {
        let named = named(source, &lower, &bare(&pin.name));
        let agrees = |(version, _): &&(&str, Span)| agrees(sign(guide, pin), &pin.version, version);
        let agreeing = named.iter().find(agrees);
        let (version, span) = agreeing.or(named.last())?;
        let verdict = if agreeing.is_some() { Verdict::Same } else { Verdict::Differs };
        Some(Compared {
            aspect: Aspect::Version,
            name: pin.name.to_string(),
            plan: Some(guide.side(pin.version.clone(), pin.span)),
            log: Some(log.side(*version, *span)),
            verdict,
            late: None,
        })
    })
    .collect()
}

/// The name of a dependency as it is searched: without extras, in lower case.
fn bare(name: &str) -> String {
    name.split('[').next().unwrap_or(name).to_ascii_lowercase()
}

/// The sign between name and version of a pin, as the guide writes it.
fn sign<'a>(guide: &Paper<'a>, pin: &Pin) -> &'a str {
    let written: &'a str = pin.span.of(&guide.linked.text);
    let rest = written.get(pin.name.len()..).unwrap_or("");
    rest.get(..2).filter(|sign| matches!(*sign, "==" | ">=" | "~=")).unwrap_or("")
}

/// The versions that stand right behind a name, with the place of name and version.
fn named<'a>(source: &'a str, lower: &str, name: &str) -> Vec<(&'a str, Span)> {
    let mut found = Vec::new();
    if name.len() < 2 {
        return found;
    }
    for (at, _) in lower.match_indices(name) {
        let joins = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '/' | '@' | '.');
        if source.get(..at).and_then(|before| before.chars().next_back()).is_some_and(joins) {
            continue;
        }
        let behind = source.get(at + name.len()..).unwrap_or("");
        let Some((skipped, version)) = version_behind(text::head(behind, 80)) else { continue };
        let line_start = source.get(..at).and_then(|before| before.rfind('\n')).map_or(0, |end| end + 1);
        let line = source.get(line_start..).and_then(|rest| rest.lines().next()).unwrap_or("");
        let line = text::head(line, 600).to_lowercase();
        if PAST.iter().any(|word| line.contains(word)) {
            continue;
        }
        let end = at + name.len() + skipped + version.len();
        found.push((source.get(end - version.len()..end).unwrap_or(""), Span::new(at, end)));
    }
    found
}

/// The version at the beginning of what stands behind a name, and how many bytes lead to it.
fn version_behind(behind: &str) -> Option<(usize, &str)> {
    let extras = behind.strip_prefix('[').and_then(|rest| rest.find(']')).map_or(0, |end| end + 2);
    let after = behind.get(extras..)?;
    let marks = |text: &str| {
        text.len() - text.trim_start_matches([' ', '`', '*', ':', '(', '=', '@', '^', '~', '"', '|']).len()
    };
    let mut skipped = marks(after);
    // The line ends before a version comes, or the name is the beginning of a longer one.
    if skipped == 0 {
        return None;
    }
    let rest = after.get(skipped..)?;
    if let Some(word) = ["version ", "Version ", "v"].iter().find(|word| rest.starts_with(**word)) {
        skipped += word.len();
    }
    let rest = after.get(skipped..)?;
    let length = rest.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(rest.len());
    let version = rest.get(..length)?.trim_end_matches('.');
    let next = rest.get(version.len()..).and_then(|rest| rest.chars().next());
    let dotted = version.contains('.') && version.starts_with(|c: char| c.is_ascii_digit());
    // `5.0 s` and `2.5x` are measures; `5.0-rc1` is a version.
    let whole = next.is_none_or(|c| !c.is_alphanumeric() && c != '%');
    (dotted && whole && version.len() < 20).then_some((extras + skipped, version))
}

/// Whether a version is one that the pin asks for: for an exact pin the same as far as both say, for a least version
/// that or a later one, for a compatible one a later one of the same beginning.
fn agrees(sign: &str, pinned: &str, named: &str) -> bool {
    let parts = |version: &str| -> Vec<u64> {
        let digits = version.trim_start_matches(['^', '~', 'v', '=']);
        digits.split(['.', '-', '+']).map_while(|part| part.parse().ok()).collect()
    };
    let (asked, has) = (parts(pinned), parts(named));
    let common = asked.len().min(has.len());
    let same = |count: usize| asked.iter().zip(&has).take(count).all(|(one, other)| one == other);
    let later = has.iter().cmp(asked.iter().take(common)) != std::cmp::Ordering::Less;
    match (sign, pinned.chars().next()) {
        (">=", _) => later,
        (_, Some('^')) => later && same(1),
        (_, Some('~')) => later && same(2),
        ("~=", _) => later && same(asked.len().saturating_sub(1)),
        _ => same(common),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_stand_right_behind_their_name() {
        let find = |source: &str| -> Vec<String> {
            let found = named(source, &source.to_ascii_lowercase(), "redis");
            found.into_iter().map(|(version, _)| version.to_owned()).collect()
        };
        for (source, version) in [
            ("Redis 5.0.1 keeps the counters", Some("5.0.1")),
            ("- `redis==4.2`", Some("4.2")),
            ("redis[hiredis]>=5.0", None),
            ("| redis | 7.2.1 |", Some("7.2.1")),
            ("Redis (v5.0) and Flask", Some("5.0")),
            ("redis version 5.1.", Some("5.1")),
            ("redis took 5.0s", None),
            ("redis 5.0x faster", None),
            ("redis 5 nodes", None),
            ("ioredis 5.0 and redis-py 4.0", None),
            ("moved from redis 4.2", None),
        ] {
            assert_eq!(find(source).first().map(String::as_str), version, "{source}");
        }
    }

    #[test]
    fn a_pin_says_which_versions_will_do() {
        for (sign, pinned, named, will_do) in [
            ("==", "5.0", "5.0.1", true),
            ("==", "5.0.1", "5.0", true),
            ("==", "5.0.1", "5.1", false),
            (">=", "5.0", "6.1", true),
            (">=", "5.0", "4.9", false),
            ("", "^3.22.0", "3.23", true),
            ("", "^3.22.0", "4.0", false),
            ("", "~3.22.0", "3.23", false),
            ("~=", "2.4", "2.9", true),
            ("~=", "2.4", "3.0", false),
        ] {
            assert_eq!(agrees(sign, pinned, named), will_do, "{sign}{pinned} {named}");
        }
    }
}
