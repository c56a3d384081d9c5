//! What file and folder names say: roles, dates, ids, slug stems, languages, states.

use crate::base::paths;
use crate::vocabulary::{Priority, Status};

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

/// Whether the path says that a document is there to be copied: a folder of templates, or a name that is *template*
/// behind a word for a document. *plugin-starter-template* may well be a feature.
pub fn says_template(path: &str) -> bool {
    const DOCUMENTS: [&str; 27] = [
        "adr",
        "bug",
        "checklist",
        "decision",
        "design",
        "doc",
        "document",
        "epic",
        "feature",
        "file",
        "guide",
        "issue",
        "log",
        "minimal",
        "plan",
        "prd",
        "progress",
        "proposal",
        "report",
        "review",
        "rfc",
        "spec",
        "story",
        "task",
        "tasks",
        "test",
        "bare",
    ];
    let in_folder = paths::parent(path)
        .split('/')
        .any(|piece| matches!(piece.trim_start_matches(['_', '.']).to_lowercase().as_str(), "templates" | "template"));
    let words = words(paths::stem(path));
    let named = match words.iter().position(|word| matches!(word.as_str(), "template" | "tpl")) {
        Some(0) => true,
        Some(at) => words.get(at - 1).is_some_and(|word| DOCUMENTS.contains(&word.as_str()) || is_number(word)),
        None => false,
    };
    in_folder || named
}

/// Whether a folder of decisions lies above the file.
pub fn in_decisions(path: &str) -> bool {
    paths::parent(path).split('/').any(|piece| {
        matches!(
            piece.to_lowercase().as_str(),
            "adr" | "adrs" | "decisions" | "decision-records" | "architecture-decisions" | "decision_records"
        )
    })
}

/// Whether a name is that of a list of work: backlog, tracker, roadmap…
pub fn says_tracker(path: &str) -> bool {
    words(paths::stem(path)).iter().any(|word| {
        matches!(
            word.as_str(),
            "backlog"
                | "tracker"
                | "roadmap"
                | "board"
                | "kanban"
                | "index"
                | "readme"
                | "tracking"
                | "todo"
                | "tickets"
        )
    })
}

/// What a folder's name says of the state of what lies in it (rule 1.7).
pub fn folder_status(name: &str) -> Option<Status> {
    let name = words(name).join("-");
    Some(match name.as_str() {
        "complete" | "completed" | "done" | "finished" | "implemented" | "shipped" | "released" | "delivered"
        | "closed" | "resolved" | "merged" | "terminé" | "completado" | "erledigt" | "已完成" => Status::Done,
        "in-progress" | "inprogress" | "wip" | "active" | "doing" | "ongoing" | "started" | "进行中" => {
            Status::InProgress
        }
        "backlog" | "todo" | "to-do" | "planned" | "pending" | "not-started" | "open" | "upcoming" | "future" => {
            Status::Planned
        }
        "draft" | "drafts" | "proposed" | "idea" | "ideas" | "草稿" => Status::Draft,
        "ready" | "accepted" | "approved" => Status::Ready,
        "in-review" | "review" => Status::Review,
        "blocked" => Status::Blocked,
        "on-hold" | "onhold" | "paused" | "deferred" | "postponed" => Status::OnHold,
        "rejected" | "cancelled" | "canceled" | "withdrawn" | "abandoned" | "declined" | "dropped" | "wontfix"
        | "wont-do" => Status::Cancelled,
        "superseded" | "obsolete" | "deprecated" | "retired" | "replaced" => Status::Superseded,
        _ => return None,
    })
}

/// Whether a folder holds what is put away.
pub fn is_archive(name: &str) -> bool {
    matches!(name.trim_start_matches(['_', '.']).to_lowercase().as_str(), "archive" | "archived" | "archives")
}

/// A folder named after a priority.
pub fn folder_priority(name: &str) -> Option<Priority> {
    Some(match name.to_ascii_uppercase().as_str() {
        "P0" => Priority::Critical,
        "P1" => Priority::High,
        "P2" => Priority::Medium,
        "P3" => Priority::Low,
        _ => return None,
    })
}

/// The file this one is a translation of, by its name alone, and the language tag: `x-zh.md` of `x.md`,
/// `README.pt-BR.md` of `README.md`.
pub fn translated(path: &str) -> Vec<(String, String)> {
    let stem = paths::stem(path);
    let extension = paths::extension(path);
    let folder = paths::parent(path);
    let base = |name: &str| {
        if folder.is_empty() { format!("{name}.{extension}") } else { format!("{folder}/{name}.{extension}") }
    };
    let cuts = stem.char_indices().rev().filter(|(_, c)| matches!(c, '.' | '-' | '_')).take(2);
    cuts.filter_map(|(at, sign)| {
        let (name, tag) = (stem.get(..at)?, stem.get(at + 1..)?);
        (!name.is_empty() && is_language(tag, sign)).then(|| (base(name), tag.to_lowercase().replace('_', "-")))
    })
    .collect()
}

/// Whether a word is a language tag. Tags that are words as well count only behind a dot.
fn is_language(tag: &str, sign: char) -> bool {
    let tag = tag.to_lowercase();
    let (language, region) = tag.split_once(['-', '_']).unwrap_or((&tag, ""));
    let region_fits = match region {
        "" => true,
        "hans" | "hant" => true,
        _ => region.len() == 2 && region.bytes().all(|byte| byte.is_ascii_alphabetic()),
    };
    let clear = matches!(
        language,
        "ar" | "bg"
            | "ca"
            | "cn"
            | "cs"
            | "da"
            | "de"
            | "el"
            | "en"
            | "es"
            | "et"
            | "fa"
            | "fi"
            | "fr"
            | "hi"
            | "hr"
            | "hu"
            | "ja"
            | "jp"
            | "ko"
            | "kr"
            | "lt"
            | "lv"
            | "nb"
            | "nl"
            | "pl"
            | "pt"
            | "ro"
            | "ru"
            | "sk"
            | "sl"
            | "sr"
            | "sv"
            | "ta"
            | "th"
            | "tr"
            | "uk"
            | "vi"
            | "zh"
    );
    let word_too = sign == '.' && matches!(language, "he" | "id" | "it" | "is" | "no" | "ms" | "ur" | "bn");
    region_fits && (clear || word_too)
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

/// Words with the first letter large: `data-model` is *Data model*, `ANALYSIS` is *Analysis*, `API` stays.
fn title_case(name: &str) -> String {
    let parts: Vec<String> = name
        .split(['-', '_', ' '])
        .filter(|word| !word.is_empty())
        .map(|word| {
            let loud = word.chars().count() > 4 && word.chars().all(|c| !c.is_lowercase());
            if loud { word.to_lowercase() } else { word.to_owned() }
        })
        .collect();
    let joined = parts.join(" ");
    let joined = if joined.chars().count() <= 4 && parts.len() == 1 && joined != "API" && joined != "PRD" {
        joined.to_lowercase()
    } else {
        joined
    };
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
            ("2026-08-01_land-03-publication-closure", Some("LAND-03"), "publication closure"),
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
    fn templates_are_told_from_features_about_templates() {
        for path in
            ["FEATURE_TEMPLATE.md", "a/templates/x.md", "adr-template-minimal.md", "template.md", "log.template.md"]
        {
            assert!(says_template(path), "{path}");
        }
        for path in ["plugin-starter-template.md", "simplify-template-system.md", "motifs-and-loop-templates.md"] {
            assert!(!says_template(path), "{path}");
        }
    }

    #[test]
    fn folders_say_states() {
        for (name, status) in [
            ("Completed", Some(Status::Done)),
            ("in_progress", Some(Status::InProgress)),
            ("backlog", Some(Status::Planned)),
            ("rejected", Some(Status::Cancelled)),
            ("planning", None),
            ("proposals", None),
            ("archive", None),
        ] {
            assert_eq!(folder_status(name), status, "{name}");
        }
    }

    #[test]
    fn translations_are_known_by_their_tag() {
        let of = |path: &str| translated(path).into_iter().map(|(base, _)| base).collect::<Vec<_>>();
        assert_eq!(of("a/x-zh.md"), ["a/x.md"]);
        assert_eq!(of("README.pt-BR.md"), ["README.md"]);
        assert!(of("x_zh-CN.md").contains(&"x.md".to_owned()));
        assert!(of("do-it.md").is_empty());
        assert!(of("plan-id.md").is_empty());
        assert_eq!(of("plan.id.md"), ["plan.md"]);
    }

    #[test]
    fn roles_are_read_from_paths() {
        for (path, shown) in [
            ("plan", "Plan"),
            ("data-model", "Data model"),
            ("contracts/wizard-api", "Contracts / wizard-api"),
            ("ANALYSIS-PART1", "Analysis part1"),
            ("API", "API"),
        ] {
            assert_eq!(role(path), shown);
        }
    }
}
