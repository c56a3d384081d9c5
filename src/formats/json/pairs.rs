//! Guides with their logs, and the files that documents name.

use serde_json::{Value, json};

use crate::diag::Place;
use crate::model::{Compared, LinkedDocument, Side, Site};

/// Every pair with its comparison.
pub fn export(site: &Site) -> Vec<Value> {
    let path = |ix: crate::model::DocIx| site.documents.get(ix.at()).map(LinkedDocument::path);
    let one = |pair: &crate::model::Pair| {
        json!({
            "guide": path(pair.guide),
            "log": path(pair.log),
            "because": pair.because,
            "places": pair.places.iter().map(|one| place(site, one)).collect::<Vec<_>>(),
            "comparison": pair.comparison.iter().map(|row| compared(site, row)).collect::<Vec<_>>(),
        })
    };
    site.pairs.iter().map(one).collect()
}

fn compared(site: &Site, row: &Compared) -> Value {
    json!({
        "aspect": row.aspect,
        "name": row.name,
        "verdict": row.verdict,
        "plan": row.plan.as_ref().map(|one| side(site, one)),
        "log": row.log.as_ref().map(|one| side(site, one)),
        "late": row.late,
    })
}

fn side(site: &Site, side: &Side) -> Value {
    let day = |when: Option<crate::base::When>| when.map(|when| when.to_string());
    json!({
        "text": side.text,
        "status": side.status,
        "tasks": side.tasks,
        "start": day(side.days.0),
        "end": day(side.days.1),
        "line": site.line(&side.place),
    })
}

/// Where something stands; a file's name has no line.
fn place(site: &Site, place: &Place) -> Value {
    json!({ "path": place.path, "line": site.line(place).filter(|_| !place.span.is_empty()) })
}

/// Every file with who names it.
pub fn files(site: &Site) -> Vec<Value> {
    let uses = |file: &crate::model::NamedFile| -> Vec<Value> {
        let told = file.uses.iter().filter_map(|one| {
            let linked = site.documents.get(one.document.at())?;
            let line = linked.document.lines.line(one.span.start);
            Some(json!({ "document": linked.path(), "line": line, "new": one.new }))
        });
        told.collect()
    };
    site.files.iter().map(|file| json!({ "path": file.path, "uses": uses(file) })).collect()
}
