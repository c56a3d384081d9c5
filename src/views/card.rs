//! What the views show of an item: one shape for rows, cards and lists.

use crate::views::value::{Value, data};

use super::parts::{self, href, shown};
use super::words::Words;
use super::{Input, days, marks};
use crate::link::urls;
use crate::model::{DocIx, Item, ItemIx, ItemOrDocument, Need, Phase, RelationKind, Site, Status};

/// Tags a card shows before it counts the others.
const TAGS: usize = 3;

/// Tags and owners a row shows before it counts the others: an item stands on the page of each of its tags, so that
/// naming them all on every page would take as many links as their square.
const MOST: usize = 24;

/// How many of a list stand behind the first ones.
fn left(count: usize, shown: usize) -> Option<usize> {
    count.checked_sub(shown).filter(|more| *more > 0)
}

fn tag_link(from: &str, name: &str) -> Value {
    data!({ "name": name.to_owned(), "href": href(from, &urls::tag(name)) })
}

/// An item as rows and cards show it:
/// `{ key, href, id, title, lang, kind, status, priority, owners, owners_left, tags, tags_left, more_tags, phase, strip, progress, target,
/// overdue, silence, completed, updated, mark, blocked_by, guide, unknown, archived, parts }`, without what it has not.
pub fn card(input: Input<'_>, from: &str, ix: ItemIx) -> Value {
    let item = &input.site[ix];
    let words = &input.frame.words;
    let linked = item.document.map(|document| &input.site[document]);
    let strip = strip(input, from, item);
    let date = |fact: Option<&crate::model::Fact<crate::base::When>>| fact.map(|fact| parts::date(words, fact.value));
    shown(data!({
        "key": super::record::key(input.site, ix),
        "href": parts::item_href(from, item),
        "id": &item.id,
        "title": &item.title,
        "lang": linked.and_then(|linked| linked.document.lang.clone()),
        "kind": item.kind.name(),
        "status": parts::status(words, item.status(), item.progress),
        "priority": parts::priority(words, item.priority.as_ref()),
        "owners": item.owners.iter().take(MOST).map(|name| owner(from, name)).collect::<Vec<_>>(),
        "owners_left": left(item.owners.len(), MOST),
        "tags": item.tags.iter().take(MOST).map(|tag| tag_link(from, tag)).collect::<Vec<_>>(),
        "tags_left": left(item.tags.len(), MOST),
        "more_tags": left(item.tags.len(), TAGS),
        "phase": phase_now(input.site, item),
        "strip": strip,
        "progress": parts::progress(item.progress),
        "target": date(item.dates.target.first()),
        "overdue": input.site.schedule.item(ix).overdue.is_some().then_some(true),
        "silence": days::silence(input, from, ix),
        "completed": date(item.dates.completed.first()),
        "updated": super::changed::item(input, item),
        "mark": item.document.map_or(Value::Null, |document| marks::mark(input, document)),
        "blocked_by": blocked_by(input, from, ix),
        "guide": guide(input, from, item),
        "unknown": unknown(item),
        "archived": item.archived.then_some(true),
        "part_count": (!item.parts.is_empty()).then(|| words.count("part-count", item.parts.len())),
        "parts": item.parts.iter().map(|part| part_row(input, from, *part)).collect::<Vec<_>>(),
    }))
}

/// An owner: `{ name, initials, href }`.
pub fn owner(from: &str, name: &str) -> Value {
    data!({ "name": name.to_owned(), "initials": initials(name), "href": href(from, &urls::owner(name)) })
}

fn part_row(input: Input<'_>, from: &str, ix: DocIx) -> Value {
    let linked = &input.site[ix];
    shown(data!({
        "href": href(from, &linked.url),
        "title": &linked.document.title.value,
        "lang": &linked.document.lang,
        "role": &linked.role,
        "kind": input.frame.words.get(linked.kind.name()),
        "progress": parts::progress(linked.progress),
    }))
}

/// The phases of the outermost level, the one worked on marked.
fn strip(input: Input<'_>, from: &str, item: &Item) -> Vec<Value> {
    if status_of(item).is_closed() {
        return Vec::new();
    }
    let now = current(input.site, item);
    let mut strip = parts::strip(input, from, input.site.phases(item).map(|(document, phase, _)| (document, phase)));
    if let Some(phase) = now.and_then(|now| strip.get_mut(now)) {
        phase["now"] = data!(true);
    }
    strip
}

/// The phases of the outermost level.
pub fn outer<'a>(site: &'a Site, item: &'a Item) -> impl Iterator<Item = (DocIx, &'a Phase)> {
    site.phases(item).filter(|(_, phase, _)| phase.parent.is_none()).map(|(document, phase, _)| (document, phase))
}

/// The position of the phase worked on: the first that says so, else the first unfinished one where work has begun.
pub fn current(site: &Site, item: &Item) -> Option<usize> {
    if status_of(item).is_closed() {
        return None;
    }
    let status = |phase: &Phase| phase.status.as_ref().map(|fact| fact.value.status);
    let active = |phase: &Phase| {
        !phase_done(phase)
            && matches!(status(phase), Some(Status::InProgress | Status::Partial | Status::Review | Status::Blocked))
    };
    let begun = outer(site, item).any(|(_, phase)| phase_percent(phase) > 0);
    outer(site, item)
        .position(|(_, phase)| active(phase))
        .or_else(|| begun.then(|| outer(site, item).position(|(_, phase)| !phase_done(phase))).flatten())
}

/// The phase worked on: `{ at, of, title }`; null for what is over.
pub fn phase_now(site: &Site, item: &Item) -> Value {
    let Some(at) = current(site, item) else { return Value::Null };
    let Some((_, phase)) = outer(site, item).nth(at) else { return Value::Null };
    data!({ "at": at + 1, "of": outer(site, item).count(), "title": &phase.title })
}

/// Whether a phase is finished: it says so, or says nothing and all its tasks are done.
pub fn phase_done(phase: &Phase) -> bool {
    match &phase.status {
        Some(fact) if fact.value.status != Status::Unset => fact.value.status.is_closed(),
        _ => phase.tasks.total > 0 && phase.tasks.done == phase.tasks.total,
    }
}

/// How far a phase is, in percent: done is 100, else its tasks, else the percentage written beside its status.
pub fn phase_percent(phase: &Phase) -> u8 {
    let written = phase.status.as_ref().and_then(|fact| fact.value.percent);
    if phase_done(phase) { 100 } else { phase.tasks.percent().or(written).unwrap_or(0) }
}

/// A phase's number and title.
pub fn phase_name(words: &Words, phase: &Phase) -> String {
    match (phase.number.is_empty(), phase.title.is_empty()) {
        (false, true) => words.with("phase-number", &phase.number),
        (true, _) => phase.title.to_string(),
        (false, false) => format!("{} {}", phase.number, phase.title),
    }
}

/// The status of an item; `Unset` where it has none.
pub fn status_of(item: &Item) -> Status {
    item.status().map_or(Status::Unset, |fact| fact.value.status)
}

/// What an unfinished item waits for.
fn blocked_by(input: Input<'_>, from: &str, ix: ItemIx) -> Vec<Value> {
    input.site.standing(ix).blocked_by.iter().map(|need| named(input, from, need.end)).collect()
}

/// Dependencies as links, the first few: `{ needs, more }`; null where there are none.
pub fn needs(input: Input<'_>, from: &str, list: &[Need]) -> Value {
    const FEW: usize = 4;
    if list.is_empty() {
        return Value::Null;
    }
    shown(data!({
        "needs": list.iter().take(FEW).map(|need| named(input, from, need.end)).collect::<Vec<_>>(),
        "more": left(list.len(), FEW).map(|more| input.frame.words.count("more", more)),
    }))
}

fn guide(input: Input<'_>, from: &str, item: &Item) -> Value {
    let Some(document) = item.document else { return Value::Null };
    let mut edges = input.site[document].incoming.iter().map(|edge| &input.site[*edge]);
    let guide = edges.find(|edge| edge.kind == RelationKind::GuideFor);
    guide.map_or(Value::Null, |edge| named(input, from, edge.source))
}

/// A document or row by its id or title: `{ name, title, href }`.
pub fn named(input: Input<'_>, from: &str, end: ItemOrDocument) -> Value {
    let title = input.site.title_of(end);
    data!({
        "name": input.site.id_of(end).unwrap_or(title).to_owned(),
        "title": title.to_owned(),
        "href": parts::end_href(input.site, from, end),
    })
}

/// For words no rule knows: the words and the line of the configuration that would map them.
fn unknown(item: &Item) -> Value {
    let Some(fact) = item.status().filter(|fact| fact.value.status == Status::Unrecognised) else { return Value::Null };
    let raw = crate::base::text::fold_space(&fact.raw);
    let short = parts::short_word(&raw);
    let word = if short.is_empty() { clip(&parts::plain(&raw), 60) } else { short };
    // Quotes keep any text one YAML string.
    data!({ "raw": clip(&raw, 80), "line": format!("{}: in-progress", serde_json::Value::from(word.to_lowercase())) })
}

/// At most `most` characters, the last one an ellipsis where something was cut.
pub fn clip(text: &str, most: usize) -> String {
    if text.chars().nth(most).is_none() {
        return text.to_owned();
    }
    let kept: String = text.chars().take(most.saturating_sub(1)).collect();
    format!("{}…", kept.trim_end())
}

fn initials(name: &str) -> String {
    let words = name.split(|c: char| !c.is_alphanumeric()).filter_map(|word| word.chars().next());
    words.take(2).flat_map(char::to_uppercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_are_at_most_two_letters() {
        for (name, expected) in
            [("Ana López Ruiz", "AL"), ("@ana", "A"), ("李雷", "李"), ("", ""), ("j-p sartre", "JP")]
        {
            assert_eq!(initials(name), expected, "{name}");
        }
    }

    #[test]
    fn clipping_counts_characters() {
        assert_eq!(clip("已完成了", 3), "已完…");
        assert_eq!(clip("abc", 3), "abc");
    }
}
