//! The ids and paths that a value names, one by one: rule 9 of the reading rules. Prose names nothing.

mod pieces;

use super::tokens;
use crate::base::Span;
use crate::vocabulary::placeholder;
use pieces::{flatten, segments};

/// One id or path a value names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Target {
    /// The id or path.
    pub text: String,
    /// Whether it is a path or link target.
    pub is_path: bool,
    /// Its bytes in the source.
    pub span: Span,
}

/// Where a value comes from: what may stand in it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Origin {
    /// A scalar of the front matter: a single word is a reference.
    FrontMatter,
    /// A header field: numbers alone are ids of the same series.
    Field,
    /// A list item or paragraph under a heading.
    Text,
}

/// Longest value that is looked at, in bytes.
const LIMIT: usize = 8000;
/// Most ids that a range expands to.
const RANGE_LIMIT: u32 = 500;

/// Everything a value names. `start` is where `raw` stands in the source.
pub(super) fn read(raw: &str, start: usize, origin: Origin) -> Vec<Target> {
    let raw = crate::base::text::head(raw, LIMIT);
    if is_nothing(raw) {
        return Vec::new();
    }
    let (plain, links) = flatten(raw);
    let mut found = Vec::new();
    for (from, to) in segments(&plain) {
        let Some(segment) = plain.get(from..to) else { continue };
        let before = found.len();
        if let Some(link) =
            links.iter().find(|link| link.start >= from && link.start < to && leads(&plain, from, link.start))
        {
            found.extend(Some(link.target(start)).filter(|target| !target.text.is_empty()));
            continue;
        }
        ids(segment, from + start, origin, &mut found);
        if found.len() == before {
            found.extend(single(segment, from + start, origin));
        }
    }
    found
}

/// Whether a value says that there is nothing: *None*, `(none)`, `N/A`, `[to be filled in]`.
pub(super) fn is_nothing(raw: &str) -> bool {
    let bare = raw.trim().trim_matches(['(', ')', '*', '_', '`', '.']);
    let word = bare.split(|c: char| !c.is_alphanumeric()).next().unwrap_or("").to_lowercase();
    let none = matches!(
        word.as_str(),
        "none" | "nothing" | "keine" | "aucune" | "aucun" | "ninguna" | "ninguno" | "无" | "暂无"
    );
    none || bare.is_empty() || placeholder::is_placeholder(raw)
}

/// Words that may stand before the id a piece is about.
const FILLERS: &[&str] = &[
    "the",
    "spec",
    "specs",
    "feature",
    "features",
    "story",
    "stories",
    "task",
    "tasks",
    "epic",
    "epics",
    "ticket",
    "requires",
    "require",
    "needs",
    "after",
    "completion",
    "of",
    "depends",
    "on",
    "from",
    "builds",
    "upon",
    "both",
    "see",
    "existing",
    "blocked",
    "by",
    "work",
    "in",
    "proposal",
    "item",
    "backlog",
    "plan",
    "prd",
    "with",
    "each",
    "issue",
    "merge",
    "merging",
    "-",
    "–",
    "—",
    "•",
    "✅",
    "🔗",
];

/// Whether nothing but fillers stands between two offsets.
fn leads(plain: &str, from: usize, to: usize) -> bool {
    let before = plain.get(from..to).unwrap_or("");
    before.split_whitespace().all(|word| {
        let word = word.trim_matches([':', '*', '(', '"']).to_lowercase();
        word.is_empty() || FILLERS.contains(&word.as_str())
    })
}

/// The ids a piece begins with, ranges expanded; else those that are all its brackets hold.
fn ids(segment: &str, offset: usize, origin: Origin, found: &mut Vec<Target>) {
    let any_case = origin == Origin::FrontMatter || segment.split_whitespace().count() == 1 || is_range_only(segment);
    let scanned = tokens::scan(segment, any_case);
    let mut behind = 0;
    let mut taken = 0;
    let mut at = 0;
    while let Some(token) = scanned.get(at) {
        let joined = segment.get(behind..token.start).unwrap_or("");
        let goes_on = taken > 0 && joined.trim().trim_matches('/').is_empty();
        if !(goes_on || taken == 0 && leads(segment, 0, token.start)) {
            break;
        }
        let text = segment.get(token.start..token.end).unwrap_or("");
        let (expanded, end, used) = match range_end(segment, token.end, scanned.get(at + 1)) {
            Some((last, end, used)) => match expand(text, &last) {
                Some(all) => (all, end, used),
                None => (vec![tokens::id_of(text).to_owned()], token.end, 0),
            },
            None => (vec![tokens::id_of(text).to_owned()], token.end, 0),
        };
        let span = Span::new(offset + token.start, offset + end);
        found.extend(expanded.into_iter().map(|text| Target { text, is_path: false, span }));
        behind = end;
        taken += 1;
        at += 1 + used;
    }
    if taken == 0 {
        let inside = scanned.iter().filter(|token| alone_in_brackets(segment, token.start, token.end));
        for token in inside {
            let text = tokens::id_of(segment.get(token.start..token.end).unwrap_or("")).to_owned();
            let span = Span::new(offset + token.start, offset + token.end);
            found.push(Target { text, is_path: false, span });
        }
    }
}

/// Whether a piece is `a-1..4` and no more.
fn is_range_only(segment: &str) -> bool {
    segment.contains("..") && segment.split_whitespace().count() == 1
}

/// Whether nothing but ids stands in the brackets around a token.
fn alone_in_brackets(segment: &str, start: usize, end: usize) -> bool {
    let open = segment.get(..start).and_then(|head| head.rfind('('));
    let close = segment.get(end..).and_then(|tail| tail.find(')')).map(|at| end + at);
    let Some(inner) = open.zip(close).and_then(|(open, close)| segment.get(open + 1..close)) else { return false };
    let mut rest = inner.to_owned();
    for token in tokens::scan(inner, false).iter().rev() {
        rest.replace_range(token.start..token.end, "");
    }
    !rest.chars().any(char::is_alphanumeric)
}

/// The last id of a range that goes on behind an id: its text, where it ends, and whether it is the next token.
fn range_end(segment: &str, from: usize, next: Option<&tokens::Token>) -> Option<(String, usize, usize)> {
    const JOINTS: &[&str] =
        &["through", "thru", "to", "until", "bis", "hasta", "à", "...", "..", "…", "–", "—", "→", "->", "-"];
    let rest = segment.get(from..)?;
    let trimmed = rest.trim_start();
    let joint = JOINTS.iter().find(|joint| trimmed.starts_with(**joint))?;
    let behind = trimmed.get(joint.len()..)?;
    let value = behind.trim_start();
    let start = segment.len() - value.len();
    if joint.chars().all(char::is_alphabetic) && value.len() == behind.len() {
        return None;
    }
    if let Some(token) = next.filter(|token| token.start == start) {
        return Some((segment.get(token.start..token.end)?.to_owned(), token.end, 1));
    }
    let digits = value.bytes().take(8).take_while(u8::is_ascii_digit).count();
    let ends = value.get(digits..)?.chars().next().is_none_or(|c| !c.is_alphanumeric() && c != '-');
    // A spaced dash before a number is a remark; a single hyphen joins only numbers of one width.
    let spaced = trimmed.len() < rest.len() || value.len() < behind.len();
    let dash = matches!(*joint, "-" | "–" | "—");
    (digits > 0 && ends && !(dash && spaced)).then(|| (value.get(..digits).unwrap_or("").to_owned(), start + digits, 0))
}

/// Every id from the first to the last, the width of the first kept.
fn expand(first: &str, last: &str) -> Option<Vec<String>> {
    let split = |id: &str| {
        let digits = id.bytes().rev().take_while(u8::is_ascii_digit).count();
        let (prefix, number) = id.split_at_checked(id.len() - digits)?;
        Some((prefix.to_owned(), number.to_owned()))
    };
    let (prefix, from) = split(first)?;
    let (prefix_last, to) = split(last)?;
    if !prefix_last.is_empty() && !prefix_last.eq_ignore_ascii_case(&prefix) {
        return None;
    }
    let (low, high) = (from.parse::<u32>().ok()?, to.parse::<u32>().ok()?);
    if high <= low || high - low > RANGE_LIMIT {
        return None;
    }
    Some((low..=high).map(|number| format!("{prefix}{number:0width$}", width = from.len())).collect())
}

/// A piece without an id: a number, a numbered slug, a path, or in front matter any single word.
fn single(segment: &str, offset: usize, origin: Origin) -> Option<Target> {
    let lead = segment.len()
        - segment.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '#' | '"' | '\'' | '-')).len();
    let rest = segment.get(lead..)?;
    let word = rest.split(|c: char| c.is_whitespace() || matches!(c, '(' | ':' | '"' | '\'')).next()?;
    let word = word.trim_end_matches(['.', '!', '/']);
    let alone = rest.trim().trim_end_matches(['.', '"', '\'']).len() == word.len();
    let number = !word.is_empty() && word.len() <= 8 && word.bytes().all(|byte| byte.is_ascii_digit());
    let path = word.len() > 3 && word.to_ascii_lowercase().ends_with(".md") && !word.contains("://");
    let last = word.rsplit('/').next().unwrap_or("");
    let digits = last.bytes().take_while(u8::is_ascii_digit).count();
    let slug = (1..=8).contains(&digits)
        && last.get(digits..).is_some_and(|tail| {
            tail.starts_with(['-', '_']) && tail.len() > 2 && tail.chars().any(char::is_alphabetic)
        })
        && crate::base::dates::find(last).is_none();
    let hash = segment.trim_start().starts_with('#');
    let named = match origin {
        Origin::FrontMatter => alone && word.chars().any(char::is_alphanumeric) && !word.contains("://"),
        Origin::Field => alone && number && !hash,
        Origin::Text => false,
    };
    let starts = offset + lead;
    (path || slug || named).then(|| Target {
        text: word.to_owned(),
        is_path: path,
        span: Span::new(starts, starts + word.len()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(raw: &str, origin: Origin) -> Vec<String> {
        read(raw, 0, origin).into_iter().map(|target| target.text).collect()
    }

    #[test]
    fn a_value_names_ids_one_by_one() {
        for (raw, expected) in [
            ("FEAT-061 (badge printer), FEAT-064", &["FEAT-061", "FEAT-064"][..]),
            ("Epic 24 (library), Epic 25 (split)", &["Epic 24", "Epic 25"]),
            ("[FEAT-199](https://tracker.example.org/FEAT-199)", &["FEAT-199"]),
            ("[Login](../login.md)", &["../login.md"]),
            ("[[Login page]]", &["Login page"]),
            ("[INFRA-12](https://wiki.example.org/12), INFRA-15", &["INFRA-12", "INFRA-15"]),
            ("CONV-001 through CONV-003", &["CONV-001", "CONV-002", "CONV-003"]),
            ("FEAT-011–013", &["FEAT-011", "FEAT-012", "FEAT-013"]),
            ("FEAT-1..3", &["FEAT-1", "FEAT-2", "FEAT-3"]),
            ("FEAT-9 to FEAT-11", &["FEAT-9", "FEAT-10", "FEAT-11"]),
            ("`FEAT-7`", &["FEAT-7"]),
            ("[FEAT-003]", &["FEAT-003"]),
            ("155, 721", &["155", "721"]),
            ("Badge printer (FEAT-061)", &["FEAT-061"]),
            ("012-auth-login, 013-roles", &["012-auth-login", "013-roles"]),
            ("`specs/auth.md`", &["specs/auth.md"]),
            ("FEAT-1 and FEAT-2", &["FEAT-1", "FEAT-2"]),
            ("FEAT-061 - replaces FEAT-030", &["FEAT-061"]),
            ("A label printer, the badge stock", &[]),
            ("None", &[]),
            ("None (FEAT-003 was dropped)", &[]),
            ("(none)", &[]),
            ("N/A", &[]),
            ("[Related features]", &[]),
            ("Phase 1 complete", &[]),
            ("Phase 1 complete, can start FEAT-9 in parallel", &[]),
            ("Node 20, UTF-8", &[]),
            ("#1182, #1190", &[]),
            ("2026-03-02", &[]),
            ("", &[]),
        ] {
            assert_eq!(named(raw, Origin::Field), expected, "{raw}");
        }
    }

    #[test]
    fn a_list_item_names_the_ids_it_begins_with() {
        for (raw, expected) in [
            ("R-031 gives the router.", &["R-031"][..]),
            ("R-051/R-053 may help", &["R-051", "R-053"]),
            ("**Epic 24:** Library API (prerequisite)", &["Epic 24"]),
            ("**165-shell-move**: Uses icons", &["165-shell-move"]),
            ("Spec 035 (demo) - second mode", &["035"]),
            ("Requires FEAT-3 to be merged", &["FEAT-3"]),
            ("[134-forms](../134-forms/) - has the fields", &["../134-forms/"]),
            ("The old parser, as FEAT-3 shows", &[]),
            ("Existing metrics (after FEAT-3)", &[]),
            ("All tasks of phase 1", &[]),
            ("3 servers", &[]),
        ] {
            assert_eq!(named(raw, Origin::Text), expected, "{raw}");
        }
    }

    #[test]
    fn a_word_of_the_front_matter_is_a_reference() {
        assert_eq!(named("20240301/002-outline", Origin::FrontMatter), ["20240301/002-outline"]);
        assert_eq!(named("vector-search", Origin::FrontMatter), ["vector-search"]);
        assert_eq!(named("task-3", Origin::FrontMatter), ["task-3"]);
        assert_eq!(named("the big rewrite", Origin::FrontMatter), Vec::<String>::new());
        assert_eq!(named("606", Origin::FrontMatter), ["606"]);
    }

    #[test]
    fn spans_point_at_the_target() {
        let raw = "see **FEAT-7** (x), [Login](login.md)";
        let spans: Vec<_> = read(raw, 0, Origin::Field).iter().map(|target| target.span.of(raw)).collect();
        assert_eq!(spans, ["FEAT-7", "[Login](login.md)"]);
    }
}
