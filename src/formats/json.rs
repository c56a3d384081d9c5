//! The model as data: `featsite export --format json` and `site.json`. `content/manual/export.md` describes the shape;
//! keys may be added, never renamed, without raising `schema`.

mod harvest;
mod order;
mod pairs;
mod references;
mod schedule;

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use crate::base::{Span, When};
use crate::diag::{Diagnostic, Suppressed};
use crate::model::{
    Edge, EdgeIx, Fact, History, Item, ItemIx, ItemOrDocument, LinkedDocument, Relation, RelationKind, Site, Status,
    StatusValue,
};
use order::{cycle, standing};
use schedule::phases;

/// The whole site.
pub fn export(site: &Site, findings: &[Diagnostic], suppressed: &[Suppressed]) -> Value {
    let mut by_path: BTreeMap<&str, Vec<&Diagnostic>> = BTreeMap::new();
    for found in findings {
        if let Some(place) = &found.place {
            by_path.entry(&place.path).or_default().push(found);
        }
    }
    let documents = site
        .documents
        .iter()
        .map(|linked| document(site, linked, by_path.get(linked.path()).map_or(&[][..], Vec::as_slice)));
    json!({
        "schema": 1,
        "generated": site.today.to_string(),
        "title": site.title,
        "documents": documents.collect::<Vec<_>>(),
        "items": site.each_item().map(|(ix, one)| item(site, ix, one)).collect::<Vec<_>>(),
        "edges": site.edges.iter().map(|one| edge(site, one)).collect::<Vec<_>>(),
        "references": references::Counts::of(site),
        "cycles": site.order.cycles.iter().map(|one| cycle(site, one)).collect::<Vec<_>>(),
        "chain": site.order.chain.iter().map(|end| site.path_of(*end)).collect::<Vec<_>>(),
        "pairs": pairs::export(site),
        "files": pairs::files(site),
        "findings": findings.iter().map(|found| finding(site, found, true)).collect::<Vec<_>>(),
        "suppressed": suppressed.iter().map(|one| allowed(site, one)).collect::<Vec<_>>(),
    })
}

fn document(site: &Site, linked: &LinkedDocument, findings: &[&Diagnostic]) -> Value {
    let document = &linked.document;
    let path_of = |ix: crate::model::DocIx| site.documents.get(ix.at()).map(LinkedDocument::path);
    let whole = linked.part_of.and_then(path_of).map(str::to_owned);
    let row = linked.part_of_row.map(|row| site.path_of(ItemOrDocument::Row(row)));
    let mut out = json!({
        "path": linked.path(),
        "url": linked.url,
        "kind": linked.kind,
        "lang": document.lang,
        "item": linked.item.is_some(),
        "part_of": whole.or(row),
        "role": linked.role,
        "parts": linked.parts.iter().filter_map(|ix| path_of(*ix)).collect::<Vec<_>>(),
        "archived": linked.archived,
        "id": linked.id.as_ref().map(|id| &id.value),
        "title": document.title.value,
        "status": status(site, linked.status()),
        "priority": linked.priority().map(|fact| json!({
            "value": fact.value, "raw": fact.raw, "line": site.line(&fact.place),
        })),
        "owners": linked.owners.iter().map(|fact| &fact.value).collect::<Vec<_>>(),
        "tags": document.tags.iter().map(|fact| &fact.value).collect::<Vec<_>>(),
        "dates": dates(&linked.dates),
        "git": linked.history.as_ref().map(git),
        "tasks": linked.tasks,
        "progress": progress(linked),
        "phases": phases(site, linked),
        "depends_on": named(&linked.relations, RelationKind::DependsOn),
        "blocks": named(&linked.relations, RelationKind::Blocks),
        "parent": named(&linked.relations, RelationKind::Parent).into_iter().next(),
        "supersedes": named(&linked.relations, RelationKind::Supersedes),
        "superseded_by": named(&linked.relations, RelationKind::SupersededBy),
        "links": linked.outgoing.iter().filter_map(|ix| end(site, *ix, true)).collect::<Vec<_>>(),
        "backlinks": linked.incoming.iter().filter_map(|ix| end(site, *ix, false)).collect::<Vec<_>>(),
        "related": linked.related.iter().map(|one| json!({
            "target": path_of(one.target), "score": one.score, "because": one.because,
        })).collect::<Vec<_>>(),
        "harvest": harvest::harvest(linked),
        "fields": document.fields.iter().map(|field| json!({
            "key": field.key, "value": field.value, "line": line(linked, field.span),
        })).collect::<Vec<_>>(),
        "findings": findings.iter().map(|found| finding(site, found, false)).collect::<Vec<_>>(),
    });
    standing(site, linked.item, &mut out);
    out
}

fn line(linked: &LinkedDocument, span: Span) -> u32 {
    linked.document.lines.line(span.start)
}

fn status(site: &Site, fact: Option<&Fact<StatusValue>>) -> Value {
    json!({
        "value": fact.map_or(Status::Unset, |fact| fact.value.status),
        "column": fact.and_then(|fact| fact.value.status.column()),
        "raw": fact.map(|fact| &fact.raw),
        "percent": fact.and_then(|fact| fact.value.percent),
        "line": fact.and_then(|fact| site.line(&fact.place)),
    })
}

fn dates(dates: &crate::model::Dates) -> Value {
    let first = |list: &[Fact<When>]| list.first().map(|fact| fact.value.to_string());
    json!({
        "start": first(&dates.start),
        "target": first(&dates.target),
        "completed": first(&dates.completed),
        "created": first(&dates.created),
        "updated": first(&dates.updated),
    })
}

/// What git knows of a file's past; the dates a document states stand apart.
fn git(history: &History) -> Value {
    json!({
        "created": history.created.map(|day| day.to_string()),
        "changed": history.changed.map(|day| day.to_string()),
        "author": history.author,
        "renamed_from": history.renamed_from,
    })
}

fn progress(linked: &LinkedDocument) -> Value {
    let classes: Map<String, Value> =
        linked.classes.iter().map(|(class, tally)| (class.name().to_owned(), json!(tally))).collect();
    json!({ "done": linked.progress.done, "total": linked.progress.total, "classes": classes })
}

/// The ids that relations of a kind name, as written.
fn named(relations: &[Relation], kind: RelationKind) -> Vec<&str> {
    relations.iter().filter(|one| one.kind == kind).map(|one| one.id.as_str()).collect()
}

/// An edge as one of its ends sees it.
fn end(site: &Site, ix: EdgeIx, outgoing: bool) -> Option<Value> {
    let edge = site.edges.get(ix.0 as usize)?;
    let (other, name) = if outgoing { (edge.target, "target") } else { (edge.source, "source") };
    // The line is one of the document that wrote it: the source, or for an edge declared from its other end the target.
    let writer = site.home(edge.source).map_or("", |home| site[home].path());
    let evidence = edge.evidence.iter().find(|one| &*one.path == writer).or(edge.evidence.first());
    let mut out = json!({
        "kind": edge.kind,
        "line": evidence.and_then(|one| site.line(one)),
    });
    if let Some(map) = out.as_object_mut() {
        map.insert(name.to_owned(), json!(site.path_of(other)));
        // Only where the line lies in a file the reader would not expect.
        if let Some(path) = evidence.map(|one| &*one.path).filter(|path| *path != writer) {
            map.insert("in".to_owned(), json!(path));
        }
    }
    Some(out)
}

fn edge(site: &Site, edge: &Edge) -> Value {
    json!({
        "source": site.path_of(edge.source),
        "target": site.path_of(edge.target),
        "kind": edge.kind,
        "evidence": edge.evidence.iter().map(|one| json!({
            "path": one.path, "line": site.line(one), "text": site.around(one),
        })).collect::<Vec<_>>(),
    })
}

fn item(site: &Site, ix: ItemIx, item: &Item) -> Value {
    let path_of = |ix: crate::model::DocIx| site.documents.get(ix.at()).map(LinkedDocument::path);
    let relations = item.document.map_or(&item.relations, |ix| &site[ix].relations);
    let edges = |document: fn(&LinkedDocument) -> &Vec<EdgeIx>, own: &[EdgeIx], outgoing: bool| {
        let list = item.document.map_or(own, |ix| document(&site[ix]));
        list.iter().filter_map(|edge| end(site, *edge, outgoing)).collect::<Vec<_>>()
    };
    let mut out = json!({
        "path": item.document.or(item.row.map(|(holder, _)| holder)).and_then(path_of),
        "row": item.document.is_none(),
        "url": item.url,
        "kind": item.kind,
        "id": item.id,
        "title": item.title,
        "status": status(site, item.status()),
        "priority": item.priority.as_ref().map(|fact| fact.value),
        "owners": item.owners,
        "tags": item.tags,
        "dates": dates(&item.dates),
        "schedule": schedule::of_item(site, ix),
        "tasks": item.tasks,
        "progress": item.progress,
        "parts": item.parts.iter().filter_map(|ix| path_of(*ix)).collect::<Vec<_>>(),
        "archived": item.archived,
        "depends_on": named(relations, RelationKind::DependsOn),
        "links": edges(|linked| &linked.outgoing, &item.outgoing, true),
        "backlinks": edges(|linked| &linked.incoming, &item.incoming, false),
    });
    standing(site, Some(ix), &mut out);
    out
}

/// A finding that its author allows, and where and why.
fn allowed(site: &Site, one: &Suppressed) -> Value {
    let mut out = finding(site, &one.finding, true);
    if let Some(map) = out.as_object_mut() {
        map.insert("reason".to_owned(), json!(one.reason));
        map.insert("allowed_at".to_owned(), json!(site.line(&one.place)));
    }
    out
}

/// A finding; with its path where it stands in the list of the whole site.
fn finding(site: &Site, found: &Diagnostic, with_path: bool) -> Value {
    let linked = found.place.as_ref().and_then(|place| site.by_path.get(&place.path)).map(|ix| &site[*ix]);
    let span = found.place.as_ref().map(|place| place.span);
    let line_of = linked.zip(span).map(|(linked, span)| line(linked, span));
    let column = linked.zip(span).map(|(linked, span)| linked.document.lines.column(&linked.text, span.start));
    let mut out = json!({
        "check": found.check,
        "severity": found.severity,
        "line": line_of,
        "column": column,
        "message": found.message,
        "help": found.help,
        "others": found.others.iter().map(|(place, label)| json!({
            "path": place.path, "line": site.line(place), "label": label,
        })).collect::<Vec<_>>(),
    });
    if let Some(map) = out.as_object_mut().filter(|_| with_path) {
        map.insert("path".to_owned(), json!(found.place.as_ref().map(|place| &place.path)));
        map.insert("url".to_owned(), json!(linked.map(|linked| &linked.url)));
    }
    out
}
