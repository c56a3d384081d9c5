//! `log-but-not-started`: the status says that nothing has begun, and the document tells of work.

use super::phase_status_mismatch::said;
use super::{Check, Docs, Example};
use crate::base::text;
use crate::diag::{Diagnostic, Place, Severity};
use crate::model::{Entry, Kind, LinkedDocument, Rule, SectionClass, Site, Status, TaskState};

/// The check.
pub const CHECK: Check = Check {
    name: "log-but-not-started",
    severity: Severity::Warning,
    summary: "a status of not started, and a log or boxes that tell of work",
    skips_templates: true,
    run: Some(run),
    judges: |_, linked| {
        has_begun_not(linked) && (!linked.document.harvest.entries.is_empty() || !linked.document.phases.is_empty())
    },
    docs: Docs {
        what: "The status is draft, planned or ready, and an entry of the progress log tells of work done, or boxes \
               under a phase are ticked. Entries and phases about the plan itself (written, reviewed, designed) do not \
               count.",
        why: "On the board it waits to be picked up, while somebody works on it.",
        example: Example::Files(&[(
            "a.md",
            "# A\n\n**Status**: Planned\n\n## Progress Log\n\n### 2026-03-02\n\n- Implemented the form\n",
        )]),
        instead: Example::Files(&[(
            "a.md",
            "# A\n\n**Status**: In progress\n\n## Progress Log\n\n### 2026-11-20\n\n- Implemented the form\n",
        )]),
    },
    ..Check::BASE
};

/// A single tick may be a slip of the hand.
const TICKS: usize = 2;

/// Whether the document itself says that nothing has begun.
fn has_begun_not(linked: &LinkedDocument) -> bool {
    let waits = |status| matches!(status, Status::Draft | Status::Planned | Status::Ready);
    linked.status().is_some_and(|fact| waits(fact.value.status) && fact.rule != Rule::Folder)
}

/// Finds them.
pub fn run(site: &Site, found: &mut Vec<Diagnostic>) {
    for linked in super::real(site) {
        let work = matches!(linked.kind, Kind::Feature | Kind::Guide) && linked.part_of.is_none() && !linked.archived;
        if !work || !has_begun_not(linked) || has_all_ticked(linked) {
            continue;
        }
        let Some(status) = linked.status() else { continue };
        let says = super::status_conflict::says(status);
        let place = |span| Place { path: linked.document.path.clone(), span };
        let entries = &linked.document.harvest.entries;
        let told =
            entries.iter().filter(|entry| entry.date.first_day() <= site.today).find(|entry| tells_of_work(entry));
        let (message, other, label) = if let Some(entry) = told {
            (format!("{says}, but the log has work of `{}`", entry.date), place(entry.span), "the first entry of work")
        } else {
            let ticked = ticks(linked);
            let Some(first) = ticked.first().filter(|_| ticked.len() >= TICKS) else { continue };
            let message = format!("{says}, but {} boxes of its phases are ticked", ticked.len());
            (message, place(first.span), "the first of them")
        };
        found.push(
            Diagnostic::new(CHECK.name, CHECK.severity, status.place.clone(), message)
                .other(other, label)
                .help("set the status to what is true now"),
        );
    }
}

/// What is ticked to the last box is told by another check.
fn has_all_ticked(linked: &LinkedDocument) -> bool {
    linked.progress.total > 2 && linked.progress.done == linked.progress.total
}

/// Ticked boxes under phases of work. A phase that says itself how far it is, is told by another check.
fn ticks(linked: &LinkedDocument) -> Vec<&crate::model::Task> {
    let phases = &linked.document.phases;
    if phases.iter().any(|phase| said(linked, phase).is_some()) {
        return Vec::new();
    }
    let of_work = |at: usize| phases.get(at).is_some_and(|phase| !is_planning(&phase.title) && phase.number != "0");
    let tasks = linked.document.tasks.iter();
    tasks
        .filter(|task| task.state == TaskState::Done && task.class == SectionClass::Phase)
        .filter(|task| task.phase.is_some_and(of_work) && !is_planning(&task.text))
        .collect()
}

/// Whether an entry tells of work and not of the plan.
fn tells_of_work(entry: &Entry) -> bool {
    let lines = entry.items.iter().map(|item| item.text.as_str());
    std::iter::once(entry.title.as_str()).chain(lines).any(|line| is_work(line) && !is_planning(line))
}

fn is_work(line: &str) -> bool {
    const WORDS: &[&str] = &[
        "implement",
        "built",
        "build the",
        "coded",
        "wrote",
        "added",
        "fixed",
        "merged",
        "finished",
        "completed",
        "refactor",
        "deployed",
        "shipped",
        "migrated",
        "started work",
        "began work",
        "created the component",
        "tests pass",
        "passing",
        "implementado",
        "terminé",
        "ajouté",
        "umgesetzt",
        "fertig",
        "eingebaut",
        "实现",
        "完成",
    ];
    contains(line, WORDS)
}

/// Words about the plan and not about the work.
fn is_planning(line: &str) -> bool {
    const WORDS: &[&str] = &[
        "plan",
        "spec",
        "design",
        "draft",
        "propos",
        "research",
        "analys",
        "discover",
        "document",
        "review",
        "approv",
        "backlog",
        "discuss",
        "scope",
        "outline",
        "requirement",
        "estimate",
        "not implement",
        "to be ",
        "will ",
        "should",
        "todo",
        "guide",
        "readme",
        "log created",
        "created log",
        "feature log",
        "split",
        "moved",
        "renamed",
        "diseño",
        "análisis",
        "entwurf",
        "konzept",
        "计划",
        "设计",
        "调研",
        "分析",
        "文档",
    ];
    contains(line, WORDS)
}

fn contains(line: &str, words: &[&str]) -> bool {
    let lower = text::head(line, 400).to_lowercase();
    words.iter().any(|word| lower.contains(word))
}
