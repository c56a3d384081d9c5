//! `guide-log-drift`: a guide and its log that have come apart.

use std::collections::BTreeSet;

use super::{Check, Docs, Example};
use crate::base::text::counted;
use crate::diag::{Diagnostic, Severity};
use crate::model::{Aspect, Compared, ItemOrDocument, Kind, LinkedDocument, Pair, Site, Status, TaskState, Verdict};

/// The check.
pub const CHECK: Check = Check {
    name: "guide-log-drift",
    severity: Severity::Warning,
    summary: "a guide and its log that say different things",
    skips_templates: true,
    judges: |_, linked| linked.kind == Kind::Guide,
    run: Some(run),
    docs: Docs {
        what: "A guide and the log it is for, paired by links, id, title or name, have come apart: the log names another \
               version of a dependency than the guide pins; the log lacks a phase of the guide, or has another title for \
               it, while most phases agree; or the log is done and the guide was ticked half way.",
        why: "Whoever follows the guide builds something else than what the log says was built.",
        example: Example::Files(&[
            (
                "logs/FEAT-1-login.md",
                "---\nid: FEAT-1\nstatus: in progress\n---\n\n# Login\n\nSee [the guide](../guides/login.md). \
                 Sessions live in redis 4.2.\n",
            ),
            (
                "guides/login.md",
                "# Login Implementation Guide\n\nFor [the log](../logs/FEAT-1-login.md).\n\n\
                 ## Dependency Installation\n\n```text\nredis==5.0\n```\n",
            ),
        ]),
        instead: Example::Files(&[
            (
                "logs/FEAT-1-login.md",
                "---\nid: FEAT-1\nstatus: in progress\n---\n\n# Login\n\nSee [the guide](../guides/login.md). \
                 Sessions live in redis 5.0.\n",
            ),
            (
                "guides/login.md",
                "# Login Implementation Guide\n\nFor [the log](../logs/FEAT-1-login.md).\n\n\
                 ## Dependency Installation\n\n```text\nredis==5.0\n```\n",
            ),
        ]),
    },
};

/// Finds it, once for each version and once for the phases of a pair.
pub fn run(site: &Site, found: &mut Vec<Diagnostic>) {
    for pair in &site.pairs {
        let (Some(guide), Some(log)) = (site.documents.get(pair.guide.at()), site.documents.get(pair.log.at())) else {
            continue;
        };
        // What is given up or replaced may differ from its plan.
        if matches!(log.status().map(|fact| fact.value.status), Some(Status::Cancelled | Status::Superseded)) {
            continue;
        }
        let name = super::name(log);
        found.extend(pair.comparison.iter().filter_map(|row| version(row, name)));
        // What several features link to guides all of them, and its phases are those of none.
        if !is_shared(site, guide) {
            found.extend(phases(pair, name));
            found.extend(half_ticked(guide, log));
        }
    }
}

fn is_shared(site: &Site, guide: &LinkedDocument) -> bool {
    let edges = guide.incoming.iter().filter_map(|ix| site.edges.get(ix.0 as usize));
    let sources: BTreeSet<ItemOrDocument> =
        edges.map(|edge| edge.source).filter(|end| is_feature(site, *end)).collect();
    sources.len() > 1
}

fn is_feature(site: &Site, end: ItemOrDocument) -> bool {
    match end {
        ItemOrDocument::Row(_) => true,
        ItemOrDocument::Document(ix) => site.documents.get(ix.at()).is_some_and(|linked| linked.kind == Kind::Feature),
    }
}

fn version(row: &Compared, of: &str) -> Option<Diagnostic> {
    let (plan, log) = (row.plan.as_ref()?, row.log.as_ref()?);
    if row.aspect != Aspect::Version || row.verdict != Verdict::Differs {
        return None;
    }
    let name = row.name.split('[').next().unwrap_or(&row.name);
    let message = format!("the log `{of}` names {name} `{}`, its guide pins `{}`", log.text, plan.text);
    let found = Diagnostic::new("guide-log-drift", Severity::Warning, log.place.clone(), message);
    Some(found.other(plan.place.clone(), "pinned here").help("write in both which version is in use"))
}

/// The phases of a pair, one finding: one that has another title, else one that the log lacks. A log may well gain phases
/// that nobody planned. Where less than half is alike the two count different things, and nothing is said.
fn phases(pair: &Pair, of: &str) -> Option<Diagnostic> {
    let rows = || pair.comparison.iter().filter(|row| row.aspect == Aspect::Phase && is_one(&row.name));
    let apart = || rows().filter(|row| matches!(row.verdict, Verdict::Differs | Verdict::Planned));
    let same = rows().filter(|row| row.verdict == Verdict::Same).count();
    if same == 0 || same < apart().count() {
        return None;
    }
    let row = apart().find(|row| row.verdict == Verdict::Differs).or_else(|| apart().next())?;
    let plan = row.plan.as_ref()?;
    let more = match apart().count() {
        1 => String::new(),
        count => format!("; {} differ", counted(count, "phase", "phases")),
    };
    let (message, place, other, label) = if let Some(log) = &row.log {
        let message =
            format!("phase {} of `{of}` is `{}` in the log and `{}` in its guide", row.name, log.text, plan.text);
        (message, &log.place, &plan.place, "in the guide")
    } else {
        let title = if plan.text.is_empty() { String::new() } else { format!(" `{}`", plan.text) };
        // The place where it would stand is behind the last one that does.
        let last = rows().filter(|row| row.plan.is_some()).filter_map(|row| row.log.as_ref()).next_back()?;
        let message = format!("phase {}{title} of the guide for `{of}` is not in its log", row.name);
        (message, &plan.place, &last.place, "the last phase of the log that the guide has too")
    };
    let found = Diagnostic::new("guide-log-drift", Severity::Warning, place.clone(), format!("{message}{more}"));
    Some(found.other(other.clone(), label).help("give both the same phases, or say in the log why the plan changed"))
}

/// Whether a phase has one number; `1 & 2` and `3-4` stand for phases that have their own.
fn is_one(number: &str) -> bool {
    !number.contains(['&', '-', '–', ',', '/', '+', ' '])
}

/// A log that is done while its guide was ticked half way. A guide without a single tick was never kept, and is none.
fn half_ticked(guide: &LinkedDocument, log: &LinkedDocument) -> Option<Diagnostic> {
    let status = log.status().filter(|fact| fact.value.status == Status::Done)?;
    let in_phase = || guide.document.tasks.iter().filter(|task| task.phase.is_some());
    let ticked = in_phase().filter(|task| task.state == TaskState::Done).count();
    let open = in_phase().filter(|task| matches!(task.state, TaskState::Open | TaskState::InProgress));
    let first = open.clone().next().filter(|_| ticked > 0)?;
    // A guide that says itself that it is done is the matter of `complete-with-open-tasks`.
    if guide.status().is_some_and(|fact| fact.value.status == Status::Done) {
        return None;
    }
    let open = open.count();
    let message = format!(
        "the log `{}` says `{}`, and {} of {} in the phases of its guide {} open",
        super::name(log),
        text(&status.raw),
        open,
        counted(open + ticked, "box", "boxes"),
        if open == 1 { "is" } else { "are" },
    );
    let place = crate::diag::Place { path: guide.document.path.clone(), span: first.span };
    let found = Diagnostic::new("guide-log-drift", Severity::Warning, place, message);
    Some(
        found
            .other(status.place.clone(), "the log's status")
            .help("tick what was built, and take out what was dropped"),
    )
}

/// A status as it is quoted: the first line of it.
fn text(raw: &str) -> &str {
    crate::base::text::head(raw.lines().next().unwrap_or(raw), 60)
}
