//! The model as data: `featsite export --format json` and `site.json`.

use serde_json::{Value, json};

use crate::base::Span;
use crate::diag::Diagnostic;
use crate::model::{DocIx, Fact, LinkedDocument, RelationKind, Site, Status};

/// The whole site.
pub fn export(site: &Site, findings: &[Diagnostic]) -> Value {
    json!({
        "schema": 1,
        "generated": site.today.to_string(),
        "documents": site.each().map(|(ix, linked)| document(site, ix, linked, findings)).collect::<Vec<_>>(),
        "edges": [],
        "findings": findings.iter().map(|finding| json!({ "check": finding.check })).collect::<Vec<_>>(),
    })
}

fn document(site: &Site, _ix: DocIx, linked: &LinkedDocument, _findings: &[Diagnostic]) -> Value {
    let line = |span: Span| linked.document.lines.line(span.start);
    let first = |dates: &[Fact<crate::base::When>]| dates.first().map(|fact| fact.value.to_string());
    let status = linked.status();
    let place_line = |place: &crate::diag::Place| site.line(place);
    json!({
        "path": linked.path(),
        "url": linked.url,
        "kind": linked.kind,
        "title": linked.document.title.value,
        "id": linked.id.as_ref().map(|id| &id.value),
        "status": {
            "value": status.map_or(Status::Unset, |fact| fact.value.status),
            "column": status.and_then(|fact| fact.value.status.column()),
            "raw": status.map(|fact| &fact.raw),
            "percent": status.and_then(|fact| fact.value.percent),
            "line": status.and_then(|fact| place_line(&fact.place)),
        },
        "priority": linked.priority().map(|fact| json!({
            "value": fact.value, "raw": fact.raw, "line": place_line(&fact.place),
        })),
        "owners": linked.owners.iter().map(|fact| &fact.value).collect::<Vec<_>>(),
        "tags": linked.document.tags.iter().map(|fact| &fact.value).collect::<Vec<_>>(),
        "dates": {
            "start": first(&linked.dates.start),
            "target": first(&linked.dates.target),
            "completed": first(&linked.dates.completed),
            "created": first(&linked.dates.created),
            "updated": first(&linked.dates.updated),
        },
        "tasks": linked.tasks,
        "phases": linked.document.phases.iter().map(|phase| json!({
            "number": phase.number,
            "title": phase.title,
            "status": phase.status.as_ref().map_or(Status::Unset, |fact| fact.value.status),
            "tasks": phase.tasks,
            "weeks": phase.weeks.map(|(first, last)| [first, last]),
            "start": phase.start.as_ref().map(|fact| fact.value.first_day().to_string()),
            "end": phase.end.as_ref().map(|fact| fact.value.last_day().to_string()),
            "dates_from": if phase.start.is_some() || phase.end.is_some() { "field" } else { "none" },
            "line": line(phase.span),
        })).collect::<Vec<_>>(),
        "depends_on": linked.document.relations.iter()
            .filter(|relation| relation.kind == RelationKind::DependsOn)
            .map(|relation| &relation.target).collect::<Vec<_>>(),
    })
}
