//! What paths say: documents to be copied, decisions, trackers, states, archives, priorities.

use crate::base::paths;
use crate::vocabulary::{Priority, Status};

use super::{is_number, words};

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
        // `0000-template` is one; `004-template-sections` is a numbered document about templates.
        Some(at) => words
            .get(at - 1)
            .is_some_and(|word| DOCUMENTS.contains(&word.as_str()) || (is_number(word) && at + 1 == words.len())),
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

/// Whether a file is named as a list and nothing else: its last word is *index*, *backlog*, *tracker*.
pub fn is_tracker(path: &str) -> bool {
    words(paths::stem(path))
        .last()
        .is_some_and(|word| matches!(word.as_str(), "backlog" | "tracker" | "index" | "board"))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn templates_are_told_from_features_about_templates() {
        for path in
            ["FEATURE_TEMPLATE.md", "a/templates/x.md", "adr-template-minimal.md", "template.md", "log.template.md"]
        {
            assert!(says_template(path), "{path}");
        }
        for path in [
            "plugin-starter-template.md",
            "FEAT-004-template-sections.md",
            "simplify-template-system.md",
            "motifs-and-loop-templates.md",
        ] {
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
}
