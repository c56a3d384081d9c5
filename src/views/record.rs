//! Items as filters, and the page's script, see them.

use super::parts::{self, short_word};
use super::{Input, card, changed, marks, release};
use crate::base::When;
use crate::filter::Record;
use crate::model::{Fact, ItemIx, ItemOrDocument, Priority, Readiness, RelationKind, Site, Status};
use crate::schedule::is_awaited;

/// Digits of a key: among a hundred thousand items two share one in a build out of two hundred.
const DIGITS: usize = 10;
/// Digits of a key among the few groups of one picture.
const SHORT: usize = 6;

/// What tells an item from others, the same in every build: rows, cards and the data of scripts carry it.
pub fn key(site: &Site, ix: ItemIx) -> String {
    key_of(&site[ix].url)
}

/// A few digits that tell a name from others in an address.
pub fn short_key(name: &str) -> String {
    let hash = blake3::hash(name.as_bytes()).to_hex();
    hash.get(..SHORT).unwrap_or_default().to_owned()
}

/// The key of what has this address.
fn key_of(url: &str) -> String {
    let hash = blake3::hash(url.as_bytes()).to_hex();
    hash.get(..DIGITS).unwrap_or_default().to_owned()
}

/// An item as filters see it.
pub fn of(input: Input<'_>, ix: ItemIx) -> Record {
    let site = input.site;
    let item = &site[ix];
    let status = card::status_of(item);
    let phase = card::current(site, item).and_then(|at| card::outer(site, item).nth(at));
    let holder = item.document.or(item.row.map(|(document, _)| document));
    Record {
        key: key(site, ix),
        id: item.id.clone().unwrap_or_default(),
        title: item.title.clone(),
        href: parts::item_href("index.html", item),
        kind: item.kind.name().to_owned(),
        path: holder.map_or_else(String::new, |document| site[document].path().to_owned()),
        status: status.name().to_owned(),
        word: item.status().map_or_else(String::new, |fact| short_word(&fact.raw)),
        column: status.column().map_or_else(String::new, |column| column.name().to_owned()),
        priority: item.priority.as_ref().map_or(0, |fact| rank(fact.value)),
        owners: item.owners.clone(),
        tags: item.tags.clone(),
        release: release::of(site, item).unwrap_or_default().to_owned(),
        phase: phase.map_or_else(String::new, |(_, phase)| phase.title.to_string()),
        due: last(&item.dates.target),
        start: first(&item.dates.start),
        created: last(&item.dates.created),
        updated: changed::day(site, item).map_or_else(String::new, |day| day.to_string()),
        completed: last(&item.dates.completed),
        done: item.progress.done as u32,
        total: item.progress.total as u32,
        findings: item.document.map_or(0, |document| marks::count(input, document)) as u32,
        parts: item.parts.len() as u32,
        flags: flags(site, ix, status),
    }
}

/// The first day of the date in force, as an ISO date; empty where there is none.
fn first(facts: &[Fact<When>]) -> String {
    facts.first().map_or_else(String::new, |fact| fact.value.first_day().to_string())
}

/// The last day of the date in force.
fn last(facts: &[Fact<When>]) -> String {
    facts.first().map_or_else(String::new, |fact| fact.value.last_day().to_string())
}

/// A document or row as filters see it, whether it is an item or not.
pub fn of_end(input: Input<'_>, end: ItemOrDocument) -> Record {
    let site = input.site;
    let (Some(ix), None) = (end.document(), site.item_at(end)) else {
        return site.item_at(end).map_or_else(Record::default, |ix| of(input, ix));
    };
    let linked = &site[ix];
    let document = &linked.document;
    let status = linked.status().map_or(Status::Unset, |fact| fact.value.status);
    let flag = |flag: char, holds: bool| holds.then_some(flag);
    Record {
        key: key_of(&linked.url),
        id: linked.id.as_ref().map_or_else(String::new, |fact| fact.value.clone()),
        title: document.title.value.clone(),
        href: parts::href("index.html", &linked.url),
        kind: linked.kind.name().to_owned(),
        path: linked.path().to_owned(),
        status: status.name().to_owned(),
        word: linked.status().map_or_else(String::new, |fact| short_word(&fact.raw)),
        column: status.column().map_or_else(String::new, |column| column.name().to_owned()),
        priority: linked.priority().map_or(0, |fact| rank(fact.value)),
        owners: linked.owners.iter().map(|fact| fact.value.clone()).collect(),
        tags: document.tags.iter().map(|fact| fact.value.clone()).collect(),
        due: last(&linked.dates.target),
        start: first(&linked.dates.start),
        created: last(&linked.dates.created),
        updated: last(&linked.dates.updated),
        completed: last(&linked.dates.completed),
        done: linked.progress.done as u32,
        total: linked.progress.total as u32,
        findings: marks::count(input, ix) as u32,
        parts: linked.parts.len() as u32,
        flags: [flag('a', linked.archived), flag('p', !document.phases.is_empty())].into_iter().flatten().collect(),
        ..Record::default()
    }
}

/// How urgent a priority is, 4 for critical to 1 for low.
pub fn rank(priority: Priority) -> u32 {
    match priority {
        Priority::Critical => 4,
        Priority::High => 3,
        Priority::Medium => 2,
        Priority::Low => 1,
    }
}

fn flags(site: &Site, ix: ItemIx, status: Status) -> String {
    let item = &site[ix];
    let standing = site.standing(ix);
    let guide = item
        .document
        .is_some_and(|document| site[document].incoming.iter().any(|edge| site[*edge].kind == RelationKind::GuideFor));
    let known = item.status().map(|_| status);
    let set = [
        ('a', item.archived),
        ('b', !standing.blocked_by.is_empty()),
        ('g', guide),
        ('p', item.phases_of.is_some()),
        ('r', standing.readiness == Readiness::Ready),
        ('w', is_awaited(known, &item.dates)),
    ];
    set.into_iter().filter(|(_, holds)| *holds).map(|(flag, _)| flag).collect()
}
