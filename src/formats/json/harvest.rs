//! What a document holds inside, each with its line.

use serde_json::{Map, Value, json};

use super::line;
use crate::base::Span;
use crate::model::{Excerpt, LinkedDocument};

/// The harvest of a document; only the lists that hold something.
pub fn harvest(linked: &LinkedDocument) -> Value {
    let harvest = &linked.document.harvest;
    let at = |span: Span| line(linked, span);
    let excerpts = |all: &[Excerpt]| -> Vec<Value> {
        all.iter().map(|one| json!({ "text": one.text, "line": at(one.span) })).collect()
    };
    let decisions = harvest.decisions.iter().map(|one| {
        json!({
            "decision": one.decision, "rationale": one.rationale, "alternatives": one.alternatives, "line": at(one.span),
        })
    });
    let lessons = harvest.challenges.iter().map(|one| {
        json!({
            "title": one.title, "problem": one.problem, "impact": one.impact, "solution": one.solution,
            "learnt": one.lessons, "line": at(one.span),
        })
    });
    let blockers = harvest.blockers.iter().map(|one| {
        json!({
            "text": one.text,
            "since": one.since.map(|when| when.to_string()),
            "open": one.resolved.is_none(),
            "resolved": one.resolved.and_then(|end| end.when).map(|when| when.to_string()),
            "resolved_line": one.resolved.map(|end| at(end.span)),
            "line": at(one.span),
        })
    });
    let rollback =
        harvest.rollback.iter().map(|one| json!({ "title": one.title, "text": one.text, "line": at(one.span) }));
    let entries = harvest.entries.iter().map(|one| {
        json!({ "date": one.date.to_string(), "title": one.title, "lines": excerpts(&one.items), "line": at(one.span) })
    });
    let later: Vec<Value> = [excerpts(&harvest.follow_ups), excerpts(&harvest.enhancements)].concat();
    let lists: [(&str, Vec<Value>); 7] = [
        ("decisions", decisions.collect()),
        ("lessons", lessons.collect()),
        ("follow_ups", later),
        ("blockers", blockers.collect()),
        ("breaking_changes", excerpts(&harvest.breaking_changes)),
        ("rollback", rollback.collect()),
        ("entries", entries.collect()),
    ];
    let told = lists.into_iter().filter(|(_, list)| !list.is_empty());
    Value::Object(told.map(|(name, list)| (name.to_owned(), Value::Array(list))).collect::<Map<_, _>>())
}
