//! The model as data: `featsite export --format json` and `site.json`. `content/manual/export.md` describes the shape;
//! keys may be added, never renamed, without raising `schema`.

mod board;
mod harvest;
mod order;
mod pairs;
mod references;
mod schedule;

use std::collections::BTreeMap;
use std::io::{self, Write};

use super::out::{self, Object, Top};
use crate::base::{Span, When};
use crate::diag::{Diagnostic, Suppressed};
use crate::model::{
    DocIx, Edge, EdgeIx, Fact, Item, ItemIx, ItemOrDocument, LinkedDocument, Relation, RelationKind, Site, Status,
    StatusValue,
};
use crate::views::Input;
pub use board::board;
use order::Stands;

/// Writes the whole site as one line, the keys of every object sorted.
pub fn write(input: Input<'_>, suppressed: &[Suppressed], out: &mut dyn Write) -> io::Result<()> {
    let Input { site, findings, frame } = input;
    let mut by_path: BTreeMap<&str, Vec<&Diagnostic>> = BTreeMap::new();
    for found in findings {
        if let Some(place) = &found.place {
            by_path.entry(&place.path).or_default().push(found);
        }
    }
    let own = |linked: &LinkedDocument| by_path.get(linked.path()).map_or(&[][..], Vec::as_slice);
    let documents: Vec<(DocIx, &LinkedDocument)> = site.each().collect();
    let items: Vec<(ItemIx, &Item)> = site.each_item().collect();
    let mut top = Top::new(&mut *out)?;
    top.put(|to| to.values("chain", site.order.chain.iter().map(|end| site.path_of(*end))))?;
    top.objects("cycles", &site.order.cycles, |to, one| order::cycle(to, site, one))?;
    top.objects("documents", &documents, |to, (ix, linked)| document(to, input, *ix, linked, own(linked)))?;
    top.objects("edges", &site.edges, |to, one| edge(to, site, one))?;
    top.objects("files", &site.files, |to, one| pairs::file(to, site, one))?;
    top.objects("findings", findings, |to, found| finding(to, site, found, Kept::Open))?;
    top.put(|to| {
        to.shown("generated", Some(site.today));
        to.put("habits", &frame.habits);
    })?;
    top.objects("items", &items, |to, (ix, one)| item(to, site, *ix, one))?;
    top.objects("pairs", &site.pairs, |to, one| pairs::pair(to, site, one))?;
    top.put(|to| {
        to.put("references", &references::Counts::of(site));
        to.put("schema", &1);
    })?;
    top.objects("suppressed", suppressed, |to, one| finding(to, site, &one.finding, Kept::Allowed(one)))?;
    top.put(|to| {
        to.put("title", &site.title);
        to.put("unmarked", &frame.unmarked);
    })?;
    top.end()?;
    out.write_all(b"\n")
}

/// Some items in this order as one line: a list of objects, each as it stands in the whole.
pub fn items(input: Input<'_>, items: &[ItemIx]) -> String {
    let mut bytes = Vec::new();
    out::list(&mut bytes, items, |out, ix| out::object(out, |to| item(to, input.site, *ix, &input.site[*ix])));
    line_of(bytes)
}

/// Bytes that were written as JSON, as a line.
fn line_of(mut bytes: Vec<u8>) -> String {
    bytes.push(b'\n');
    String::from_utf8(bytes).unwrap_or_default()
}

fn document(to: &mut Object<'_>, input: Input<'_>, ix: DocIx, linked: &LinkedDocument, findings: &[&Diagnostic]) {
    let site = input.site;
    let document = &linked.document;
    let path_of = |ix: DocIx| site.documents.get(ix.at()).map(LinkedDocument::path);
    let whole = linked.part_of.and_then(path_of).map(str::to_owned);
    let row = linked.part_of_row.map(|row| site.path_of(ItemOrDocument::Row(row)));
    let stands = Stands::of(site, linked.item);
    to.put("archived", &linked.archived);
    to.objects("backlinks", ends(site, &linked.incoming, false), |to, one| one.write(to, site));
    stands.blocked_by(to);
    named(to, "blocks", &linked.relations, RelationKind::Blocks);
    dates(to, &linked.dates);
    named(to, "depends_on", &linked.relations, RelationKind::DependsOn);
    to.objects("fields", &document.fields, |to, field| {
        to.put("key", &field.key);
        to.put("line", &line(linked, field.span));
        to.put("value", &field.value);
    });
    to.objects("findings", findings, |to, found| finding(to, site, found, Kept::InDocument));
    to.optional("git", linked.history.as_ref(), |to, history| {
        // What git knows of a file's past; the dates a document states stand apart.
        to.put("author", &history.author);
        to.shown("changed", history.changed);
        to.shown("created", history.created);
        to.put("renamed_from", &history.renamed_from);
    });
    harvest::harvest(to, linked);
    to.put("id", &linked.id.as_ref().map(|id| &id.value));
    to.put("item", &linked.item.is_some());
    to.put("kind", &linked.kind);
    to.put("lang", &document.lang);
    to.objects("links", ends(site, &linked.outgoing, true), |to, one| one.write(to, site));
    to.values("owners", linked.owners.iter().map(|fact| &fact.value));
    to.put("parent", &of_kind(&linked.relations, RelationKind::Parent).next());
    to.put("part_of", &whole.or(row));
    to.values("parts", linked.parts.iter().filter_map(|ix| path_of(*ix)));
    to.put("path", linked.path());
    schedule::phases(to, site, ix, linked);
    to.optional("priority", linked.priority(), |to, fact| {
        to.put("line", &site.line(&fact.place));
        to.put("raw", &fact.raw);
        to.put("value", &fact.value);
    });
    to.object("progress", |to| {
        to.object("classes", |to| {
            let mut classes: Vec<_> = linked.classes.iter().map(|(class, tally)| (class.name(), tally)).collect();
            classes.sort_unstable_by_key(|(name, _)| *name);
            classes.iter().for_each(|(name, tally)| to.put(name, tally));
        });
        to.put("done", &linked.progress.done);
        to.put("total", &linked.progress.total);
    });
    stands.ready(to);
    to.objects("related", input.frame.related_to(site, ix), |to, one| {
        to.put("because", &one.because);
        to.put("score", &one.score);
        to.put("target", &path_of(one.target));
    });
    to.put("role", &linked.role);
    status(to, site, linked.status());
    named(to, "superseded_by", &linked.relations, RelationKind::SupersededBy);
    named(to, "supersedes", &linked.relations, RelationKind::Supersedes);
    to.values("tags", document.tags.iter().map(|fact| &fact.value));
    to.put("tasks", &linked.tasks);
    to.put("title", &document.title.value);
    stands.unblocks_and_unknown(to);
    to.put("url", &linked.url);
}

fn line(linked: &LinkedDocument, span: Span) -> u32 {
    linked.document.lines.line(span.start)
}

fn status(to: &mut Object<'_>, site: &Site, fact: Option<&Fact<StatusValue>>) {
    to.object("status", |to| {
        to.put("column", &fact.and_then(|fact| fact.value.status.column()));
        to.put("line", &fact.and_then(|fact| site.line(&fact.place)));
        to.put("percent", &fact.and_then(|fact| fact.value.percent));
        to.put("raw", &fact.map(|fact| &fact.raw));
        to.put("value", &fact.map_or(Status::Unset, |fact| fact.value.status));
    });
}

fn dates(to: &mut Object<'_>, dates: &crate::model::Dates) {
    fn first(list: &[Fact<When>]) -> Option<When> {
        list.first().map(|fact| fact.value)
    }
    to.object("dates", |to| {
        to.shown("completed", first(&dates.completed));
        to.shown("created", first(&dates.created));
        to.shown("start", first(&dates.start));
        to.shown("target", first(&dates.target));
        to.shown("updated", first(&dates.updated));
    });
}

/// The ids that relations of a kind name, as written.
fn named(to: &mut Object<'_>, key: &'static str, relations: &[Relation], kind: RelationKind) {
    to.values(key, of_kind(relations, kind));
}

fn of_kind(relations: &[Relation], kind: RelationKind) -> impl Iterator<Item = &str> {
    relations.iter().filter(move |one| one.kind == kind).map(|one| one.id.as_str())
}

/// An edge as one of its ends sees it.
struct End<'a> {
    edge: &'a Edge,
    outgoing: bool,
}

fn ends<'a>(site: &'a Site, edges: &'a [EdgeIx], outgoing: bool) -> impl Iterator<Item = End<'a>> {
    edges.iter().filter_map(move |ix| Some(End { edge: site.edges.get(ix.0 as usize)?, outgoing }))
}

impl End<'_> {
    fn write(&self, to: &mut Object<'_>, site: &Site) {
        let edge = self.edge;
        // The line is one of the document that wrote it: the source, or for an edge declared from its other end the target.
        let writer = site.home(edge.source).map_or("", |home| site[home].path());
        let evidence = edge.evidence.iter().find(|one| &*one.path == writer).or(edge.evidence.first());
        // Only where the line lies in a file the reader would not expect.
        if let Some(path) = evidence.map(|one| &*one.path).filter(|path| *path != writer) {
            to.put("in", path);
        }
        to.put("kind", &edge.kind);
        to.put("line", &evidence.and_then(|one| site.line(one)));
        match self.outgoing {
            true => to.put("target", &site.path_of(edge.target)),
            false => to.put("source", &site.path_of(edge.source)),
        }
    }
}

fn edge(to: &mut Object<'_>, site: &Site, edge: &Edge) {
    evidence(to, site, &edge.evidence);
    to.put("kind", &edge.kind);
    to.put("source", &site.path_of(edge.source));
    to.put("target", &site.path_of(edge.target));
}

/// The places that say something, each with its words.
fn evidence<'a>(to: &mut Object<'_>, site: &Site, places: impl IntoIterator<Item = &'a crate::diag::Place>) {
    to.objects("evidence", places, |to, one| {
        to.put("line", &site.line(one));
        to.put("path", &*one.path);
        to.put("text", &site.around(one));
    });
}

fn item(to: &mut Object<'_>, site: &Site, ix: ItemIx, item: &Item) {
    let path_of = |ix: DocIx| site.documents.get(ix.at()).map(LinkedDocument::path);
    let linked = item.document.map(|ix| &site[ix]);
    let relations = linked.map_or(&item.relations, |linked| &linked.relations);
    let incoming = linked.map_or(&item.incoming, |linked| &linked.incoming);
    let outgoing = linked.map_or(&item.outgoing, |linked| &linked.outgoing);
    let stands = Stands::of(site, Some(ix));
    to.put("archived", &item.archived);
    to.objects("backlinks", ends(site, incoming, false), |to, one| one.write(to, site));
    stands.blocked_by(to);
    dates(to, &item.dates);
    named(to, "depends_on", relations, RelationKind::DependsOn);
    to.put("id", &item.id);
    to.put("kind", &item.kind);
    to.objects("links", ends(site, outgoing, true), |to, one| one.write(to, site));
    to.put("owners", &item.owners);
    to.values("parts", item.parts.iter().filter_map(|ix| path_of(*ix)));
    to.put("path", &item.document.or(item.row.map(|(holder, _)| holder)).and_then(path_of));
    to.put("priority", &item.priority.as_ref().map(|fact| fact.value));
    to.put("progress", &item.progress);
    stands.ready(to);
    to.put("row", &item.document.is_none());
    schedule::of_item(to, site, ix);
    status(to, site, item.status());
    to.put("tags", &item.tags);
    to.put("tasks", &item.tasks);
    to.put("title", &item.title);
    stands.unblocks_and_unknown(to);
    to.put("url", &item.url);
}

/// Where a finding is told.
#[derive(Clone, Copy)]
enum Kept<'a> {
    /// In its document.
    InDocument,
    /// In the list of the whole site, with its path.
    Open,
    /// Among those that their author allows, and where and why.
    Allowed(&'a Suppressed),
}

fn finding(to: &mut Object<'_>, site: &Site, found: &Diagnostic, kept: Kept<'_>) {
    let linked = found.place.as_ref().and_then(|place| site.by_path.get(&place.path)).map(|ix| &site[*ix]);
    let span = found.place.as_ref().map(|place| place.span);
    let line_of = linked.zip(span).map(|(linked, span)| line(linked, span));
    let column = linked.zip(span).map(|(linked, span)| linked.document.lines.column(&linked.text, span.start));
    if let Kept::Allowed(one) = kept {
        to.put("allowed_at", &site.line(&one.place));
    }
    to.put("check", found.check);
    to.put("column", &column);
    to.put("help", &found.help);
    to.put("line", &line_of);
    to.put("message", &found.message);
    to.objects("others", &found.others, |to, (place, label)| {
        to.put("label", label);
        to.put("line", &site.line(place));
        to.put("path", &*place.path);
    });
    let with_path = !matches!(kept, Kept::InDocument);
    if with_path {
        to.put("path", &found.place.as_ref().map(|place| &*place.path));
    }
    if let Kept::Allowed(one) = kept {
        to.put("reason", &one.reason);
    }
    to.put("severity", &found.severity);
    if with_path {
        to.put("url", &linked.map(|linked| &linked.url));
    }
}
