//! The header card and "How this page was read".

use crate::views::value::{Value, data};

use super::super::parts::{self, href, plain, shown};
use super::super::{Input, card, days};
use crate::base::When;
use crate::base::paths;
use crate::diag::Place;
use crate::link::urls;
use crate::model::{Fact, Field, ItemIx, Key, Kind, LinkedDocument, Need, Readiness, Rule, Status};

/// Dependencies the header names in each direction before it counts the others; the lists beside the text have all.
const NEEDS: usize = 6;

/// A value of a field that is longer is text.
const LONG_VALUE: usize = 160;

/// Whether the value of a field is text, which stands in the body and not in the header: a long one, and one that ends
/// with a colon, which says nothing without what it leads to.
pub fn is_text(field: &Field) -> bool {
    field.value.len() > LONG_VALUE || field.value.trim_end().ends_with([':', '：'])
}

/// The header card.
pub fn data(input: Input<'_>, linked: &LinkedDocument) -> Value {
    let words = &input.frame.words;
    let from = linked.url.as_str();
    let named = |name: &str, url: String, exists: bool| {
        shown(data!({ "name": name.to_owned(), "href": exists.then(|| href(from, &url)) }))
    };
    let owners: Vec<Value> = linked
        .owners
        .iter()
        .map(|fact| {
            let url = urls::owner(&fact.value);
            let exists = input.frame.owners.contains(&url) && input.frame.view("owners").is_some();
            named(&fact.value, url, exists)
        })
        .collect();
    let tags: Vec<Value> = linked
        .document
        .tags
        .iter()
        .map(|fact| {
            let url = urls::tag(&fact.value);
            let exists = input.frame.tags.contains(&url) && input.frame.view("tags").is_some();
            named(&fact.value, url, exists)
        })
        .collect();
    shown(data!({
        "kind": (linked.kind != Kind::Page).then(|| words.get(linked.kind.name())),
        "id": linked.id.as_ref().map(|fact| &fact.value),
        "role": &linked.role,
        "archived": linked.archived.then(|| words.get("archived")),
        "part_of": linked.part_of.map(|ix| parts::document(input, from, ix)),
        "status": parts::status(words, linked.status(), linked.progress),
        "priority": parts::priority(words, linked.priority()),
        "owners": owners,
        "dates": dates(input, linked),
        "slip": linked.item.and_then(|item| days::slip(words, input.site, item)),
        "silence": linked.item.map(|item| days::silence(input, from, item)),
        "order": linked.item.map(|item| order(input, from, item)),
        "progress": parts::progress(linked.progress),
        "classes": parts::classes(words, &linked.classes),
        "tags": tags,
        "fields": others(linked),
        "actions": actions(input, linked),
        "path": linked.path().to_owned(),
    }))
}

fn dates(input: Input<'_>, linked: &LinkedDocument) -> Vec<Value> {
    let words = &input.frame.words;
    let late = linked.item.is_some_and(|item| input.site.schedule.item(item).overdue.is_some());
    let dates = &linked.dates;
    let open = !linked.status().is_some_and(|fact| {
        matches!(fact.value.status, Status::Done | Status::Cancelled | Status::Superseded | Status::Living)
    });
    let rows: [(&str, &[Fact<When>], bool); 5] = [
        ("start", &dates.start, true),
        ("target", &dates.target, true),
        ("completed", &dates.completed, true),
        ("created", &dates.created, dates.start.is_empty()),
        ("updated", &dates.updated, true),
    ];
    rows.into_iter()
        .filter(|(.., wanted)| *wanted)
        .filter_map(|(key, facts, _)| {
            let when = facts.first()?.value;
            Some(data!({
                "key": key,
                "label": words.get(key),
                "date": parts::date(words, when),
                // The page stays true tomorrow: whether the day has passed is for the reader's own clock to say.
                "late": key == "target" && late,
                "open": key == "target" && open && dates.completed.is_empty(),
            }))
        })
        .collect()
}

/// Where the item stands in the order of work: `{ blocked_by, unblocks, ready }`, each dependency with where it is
/// written.
fn order(input: Input<'_>, from: &str, item: ItemIx) -> Value {
    let standing = input.site.standing(item);
    let words = &input.frame.words;
    let needs = |list: &[Need]| {
        let entry = |need: &Need| {
            let mut entry = card::named(input, from, need.end);
            let said = need.edges.first().and_then(|edge| input.site[*edge].evidence.first());
            if let Some((line, place)) = said.and_then(|said| Some((input.site.line(said)?, said))) {
                let at = words.with("line-at", &line.to_string());
                let own = input.site[item].document.is_some_and(|ix| input.site[ix].path() == &*place.path);
                let file = if own { String::new() } else { format!("{}, ", paths::file_name(&place.path)) };
                entry["said"] = data!(format!("{file}{at}"));
            }
            entry
        };
        list.iter().take(NEEDS).map(entry).collect::<Vec<_>>()
    };
    let more =
        |list: &[Need]| list.len().checked_sub(NEEDS).filter(|more| *more > 0).map(|more| words.count("more", more));
    let ids = || standing.unknown.iter().map(|one| one.id.as_str()).collect::<Vec<_>>().join(", ");
    shown(data!({
        "blocked_by": needs(&standing.blocked_by),
        "more_blocked_by": more(&standing.blocked_by),
        "unblocks": needs(&standing.unblocks),
        "more_unblocks": more(&standing.unblocks),
        "ready": match standing.readiness {
            Readiness::Ready => Some(words.get("ready-to-start").to_owned()),
            Readiness::ButUnknown => Some(words.with("needs-unknown", &ids())),
            Readiness::No => None,
        },
    }))
}

/// Every field that no other place of the header shows, in the author's order.
fn others(linked: &LinkedDocument) -> Vec<Value> {
    let told = |field: &Field| match field.known {
        Some(Key::Related) | None => false,
        Some(Key::Language) => false,
        Some(Key::DependsOn | Key::Blocks | Key::Parent | Key::Supersedes | Key::SupersededBy) => {
            !linked.outgoing.is_empty() || !linked.incoming.is_empty()
        }
        Some(_) => true,
    };
    linked
        .document
        .fields
        .iter()
        .filter(|field| !field.placeholder && !told(field) && !field.value.trim().is_empty())
        .filter(|field| !is_text(field) || matches!(field.rule, Rule::FrontMatter | Rule::FrontMatterNested))
        .map(|field| data!({ "key": plain(&field.key), "value": plain(&field.value) }))
        .filter(|field| field.get("value").and_then(Value::as_str).is_some_and(|value| !value.is_empty()))
        .collect()
}

/// Where the file can be edited and seen: `[{ href, text }]`. At the host of its repository, else as text beside the
/// page.
fn actions(input: Input<'_>, linked: &LinkedDocument) -> Vec<Value> {
    let words = &input.frame.words;
    let source = |href: String| data!({ "href": href, "text": words.get("source") });
    let repository = input.site.repository.as_ref().filter(|_| input.site.is_at_host(linked));
    let Some((repository, forge)) = repository.and_then(|it| Some((it, it.forge.as_ref()?))) else {
        return vec![source(href(&linked.url, &urls::source(&linked.url)))];
    };
    let path = repository.path(linked.path());
    let edit = forge.name().map_or_else(|| words.get("edit").to_owned(), |name| words.with("edit-on", name));
    let edit = forge.edit(&path).map(|href| data!({ "href": href, "text": edit }));
    edit.into_iter().chain([source(forge.view(&path))]).collect()
}

/// Every fact with what it means, the author's words, its line and the rule that read it.
pub fn read(input: Input<'_>, linked: &LinkedDocument) -> Vec<Value> {
    let words = &input.frame.words;
    let mut rows = Vec::new();
    let mut row = |label: &str, value: String, raw: &str, place: &Place, rule: Rule| {
        let other = *place.path != *linked.document.path;
        let line = input.site.line(place).filter(|_| !place.span.is_empty());
        let source = input.site.by_path.get(&place.path).and_then(|ix| input.site.documents.get(ix.at()));
        rows.push(shown(data!({
            "label": label.to_owned(),
            "value": value,
            "raw": raw.to_owned(),
            "line": line,
            "rule": words.rule(rule),
            "path": other.then(|| place.path.to_string()),
            "href": source.filter(|_| other).map(|source| href(&linked.url, &source.url)),
        })));
    };
    let document = &linked.document;
    row(
        words.get("title"),
        document.title.value.clone(),
        &document.title.raw,
        &document.title.place,
        document.title.rule,
    );
    if let Some(fact) = &linked.id {
        row(words.get("id"), fact.value.clone(), &fact.raw, &fact.place, fact.rule);
    }
    for fact in &linked.statuses {
        let percent = fact.value.percent.map(|percent| format!(" ({percent} %)")).unwrap_or_default();
        let value = format!("{}{percent}", words.get(fact.value.status.name()));
        row(words.get("status"), value, &fact.raw, &fact.place, fact.rule);
    }
    for fact in &linked.priorities {
        row(words.get("priority"), words.get(fact.value.name()).to_owned(), &fact.raw, &fact.place, fact.rule);
    }
    for fact in &linked.owners {
        row(words.get("owner"), fact.value.clone(), &fact.raw, &fact.place, fact.rule);
    }
    for (key, facts) in linked.dates.named() {
        for fact in facts {
            row(words.get(key), fact.value.to_string(), &fact.raw, &fact.place, fact.rule);
        }
    }
    for fact in &document.tags {
        row(words.get("tags"), fact.value.clone(), &fact.raw, &fact.place, fact.rule);
    }
    for field in document.fields.iter().filter(|field| field.known.is_none() || field.placeholder) {
        let place = Place { path: document.path.clone(), span: field.span };
        let value = if field.placeholder { words.get("left-to-fill-in").to_owned() } else { plain(&field.value) };
        row(&plain(&field.key), value, &field.value, &place, field.rule);
    }
    rows
}
