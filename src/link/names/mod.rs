//! What file and folder names say: roles, dates, ids, slug stems, languages, states.

mod language;
mod places;

pub use language::translated;
pub use places::*;

use super::ids;

/// Words at the end of a file name that say which part of a feature a file is.
const ROLE_WORDS: [&str; 58] = [
    "acceptance",
    "adr",
    "analysis",
    "api",
    "architecture",
    "audit",
    "brief",
    "changelog",
    "checklist",
    "closure",
    "completion",
    "context",
    "contract",
    "contracts",
    "decisions",
    "design",
    "details",
    "estimate",
    "examples",
    "findings",
    "gate",
    "gates",
    "guide",
    "handoff",
    "implementation",
    "issues",
    "journal",
    "log",
    "migration",
    "model",
    "notes",
    "plan",
    "prd",
    "progress",
    "proposal",
    "qa",
    "quickstart",
    "report",
    "requirements",
    "research",
    "results",
    "retro",
    "retrospective",
    "review",
    "risks",
    "rollout",
    "runbook",
    "schema",
    "spec",
    "spike",
    "status",
    "stories",
    "summary",
    "tasks",
    "test",
    "testing",
    "tests",
    "todo",
];

/// Words that say what kind of document a file is and nothing of its matter; they fall from a slug stem.
const KIND_WORDS: [&str; 24] = [
    "design",
    "doc",
    "docs",
    "epic",
    "feat",
    "feature",
    "features",
    "guide",
    "how",
    "howto",
    "impl",
    "implementation",
    "leitfaden",
    "log",
    "plan",
    "playbook",
    "prd",
    "proposal",
    "rfc",
    "spec",
    "specification",
    "story",
    "task",
    "to",
];

/// The words of a name in lower case.
pub fn words(name: &str) -> Vec<String> {
    name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
}

/// The words of a file's stem behind a leading date and the id.
pub fn remainder(stem: &str, id: Option<&str>) -> Vec<String> {
    let mut words = words(stem);
    let dated = leading_date(&words);
    words.drain(..dated);
    let Some(id) = id else { return words };
    let key = ids::comparable(id);
    // The id may stand anywhere near the front (`2026-08-01_land-03_x`): the shortest run of words that is the id.
    for start in 0..words.len().min(3) {
        for end in start + 1..=words.len().min(start + 5) {
            let run = words.get(start..end).unwrap_or_default().join("-");
            if ids::comparable(&run) == key {
                words.drain(start..end);
                return words;
            }
        }
    }
    words
}

/// How many leading words are a date: `2026 08 01` or `20260801`.
fn leading_date(words: &[String]) -> usize {
    let number = |at: usize, length: usize| {
        words.get(at).is_some_and(|word| word.len() == length && word.bytes().all(|byte| byte.is_ascii_digit()))
    };
    let year = |at: usize| words.get(at).is_some_and(|word| word.starts_with("20") || word.starts_with("19"));
    if year(0) && number(0, 4) && number(1, 2) && number(2, 2) { 3 } else { usize::from(year(0) && number(0, 8)) }
}

/// Whether a file's name begins with a date.
pub fn is_dated(stem: &str) -> bool {
    leading_date(&words(stem)) > 0
}

/// Whether the last word says which part a file is.
pub fn ends_in_role(words: &[String]) -> bool {
    words.last().is_some_and(|word| ROLE_WORDS.contains(&word.as_str()) || is_number(word))
        && words.iter().any(|word| ROLE_WORDS.contains(&word.as_str()) || word == "phase")
}

/// Whether every word says which part a file is: `test-plan`, `notes`, `review 2`.
pub fn is_role(words: &[String]) -> bool {
    ends_in_role(words) && words.iter().all(|word| ROLE_WORDS.contains(&word.as_str()) || is_number(word))
}

fn is_number(word: &str) -> bool {
    word.bytes().all(|byte| byte.is_ascii_digit())
}

/// The words a file is about: without date, id, kind words at both ends and versions. Empty where nothing is left.
pub fn slug_stem(stem: &str, id: Option<&str>) -> String {
    let mut words = remainder(stem, id);
    let is_version = |word: &str| word.strip_prefix('v').is_some_and(|rest| !rest.is_empty() && is_number(rest));
    while words.last().is_some_and(|word| KIND_WORDS.contains(&word.as_str()) || is_version(word)) {
        words.pop();
    }
    let lead = words.iter().take_while(|word| KIND_WORDS.contains(&word.as_str()) || is_number(word)).count();
    words.drain(..lead);
    words.join("-")
}

/// The number of a phase file: `phase-1-setup`, `Phase_2`, `login-phase-3`.
pub fn phase_file(stem: &str) -> Option<(String, String)> {
    let words = words(stem);
    let at = words.iter().position(|word| word == "phase" || word == "phases")?;
    let number = words.get(at + 1).filter(|word| word.starts_with(|c: char| c.is_ascii_digit()))?;
    let before = words.get(..at).unwrap_or_default();
    Some((before.join("-"), number.clone()))
}

/// A role as it is shown: the pieces of a path behind the item's folder. *Plan*, *Contracts / wizard-api*.
pub fn role(pieces: &str) -> String {
    let pieces: Vec<&str> = pieces.split('/').filter(|piece| !piece.is_empty()).collect();
    match pieces.as_slice() {
        [] => String::new(),
        [one] => title_case(one),
        [folders @ .., last] => {
            let mut shown: Vec<String> = folders.iter().map(|folder| title_case(folder)).collect();
            shown.push((*last).to_owned());
            shown.join(" / ")
        }
    }
}

/// Words with the first letter large: `data-model` is *Data model*, `TEST_SUMMARY` is *Test summary*; short forms such
/// as API stay.
fn title_case(name: &str) -> String {
    const SHORT: [&str; 16] =
        ["ADR", "AI", "API", "CI", "CLI", "DB", "FAQ", "MCP", "PRD", "QA", "RFC", "SDK", "SQL", "UI", "URL", "UX"];
    let loud = !name.contains(char::is_lowercase);
    let words: Vec<String> = name
        .split(['-', '_', ' '])
        .filter(|word| !word.is_empty())
        .map(|word| if loud && !SHORT.contains(&word) { word.to_lowercase() } else { word.to_owned() })
        .collect();
    let joined = words.join(" ");
    let mut chars = joined.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_remainder_is_what_stands_behind_date_and_id() {
        for (stem, id, rest) in [
            ("FEAT-034-test-plan", Some("FEAT-034"), "test plan"),
            ("FEAT-034", Some("feat-34"), ""),
            ("2026-05-04_gate-03-badge-readers", Some("GATE-03"), "badge readers"),
            ("012-login", Some("012"), "login"),
            ("login-notes", None, "login notes"),
        ] {
            assert_eq!(remainder(stem, id).join(" "), rest, "{stem}");
        }
    }

    #[test]
    fn slug_stems_say_what_a_file_is_about() {
        for (a, b) in [
            ("payment-idempotency-guide", "FEAT-203-payment-idempotency"),
            ("login-implementation-plan-v2", "feature-login"),
            ("2026-01-02-login", "login"),
        ] {
            let id = b.starts_with("FEAT").then_some("FEAT-203");
            assert_eq!(slug_stem(a, None), slug_stem(b, id));
        }
        assert_eq!(slug_stem("implementation-plan", None), "");
    }

    #[test]
    fn roles_are_read_from_paths() {
        for (path, shown) in [
            ("plan", "Plan"),
            ("data-model", "Data model"),
            ("contracts/wizard-api", "Contracts / wizard-api"),
            ("ANALYSIS-PART1", "Analysis part1"),
            ("API", "API"),
            ("CLI-DESIGN", "CLI design"),
            ("TODO", "Todo"),
        ] {
            assert_eq!(role(path), shown);
        }
    }
}
