//! The timeline: two readings of one axis. The plan holds what is ahead, the history what was begun and finished.
//!
//! Absent on purpose: dates that nobody wrote. What has none is listed with the field that is missing.

pub mod axis;
pub mod bars;
mod chain;
pub mod draw;
mod grid;
mod head;
mod history;
mod key;
mod lanes;
pub mod mini;
mod needs;
mod picture;
mod plan;
mod unscheduled;

pub use plan::items as planned;

use std::collections::BTreeSet;

use crate::views::value::{Value, data};

use super::parts::{self, href, href_at};
use super::{Input, Page, Presence, View, card, record};
use crate::base::When;
use crate::diag::Diagnostic;
use crate::model::{DocIx, Fact, ItemIx, Site};

/// The timeline.
pub const VIEW: View =
    View { name: "timeline", url: "timeline.html", letter: Some('t'), also: &["views/timeline-"], presence, pages };

/// Dated items without which there is nothing to see.
const FEWEST: usize = 3;
/// The most rows drawn; all of them stand in the table.
const MOST_ROWS: usize = 300;
/// The most rows of the table.
const MOST_LINES: usize = 1_000;

fn presence(site: &Site, _: &[Diagnostic]) -> Presence {
    let dated: BTreeSet<ItemIx> = plan::items(site).into_iter().chain(history::items(site)).collect();
    if dated.len() < FEWEST { Presence::Absent } else { Presence::Shown }
}

/// One of the two readings.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Reading {
    Plan,
    History,
}

impl Reading {
    fn name(self) -> &'static str {
        match self {
            Self::Plan => "plan",
            Self::History => "history",
        }
    }
}

/// The page opens on the reading with more in it; the other one, where it has anything, has a page beside it.
fn pages(input: Input<'_>) -> Vec<Page> {
    let site = input.site;
    let absent = presence(site, &[]) == Presence::Absent;
    // Where dates are missing the page says so; where nothing is left to date there is nothing to say.
    if absent && !unscheduled::any(site) {
        return Vec::new();
    }
    let (ahead, behind) = (plan::items(site).len(), history::items(site).len());
    let first = if ahead >= FEWEST || ahead >= behind { Reading::Plan } else { Reading::History };
    let first = if behind > ahead * 4 { Reading::History } else { first };
    let second = match first {
        Reading::Plan if behind > 0 => Some(Reading::History),
        Reading::History if ahead > 0 => Some(Reading::Plan),
        _ => None,
    };
    let url = |reading: Reading| match reading == first {
        true => VIEW.url.to_owned(),
        false => format!("views/timeline-{}.html", reading.name()),
    };
    let tabs: Vec<(Reading, String)> =
        std::iter::once(first).chain(second).map(|reading| (reading, url(reading))).collect();
    let made = tabs.clone().into_iter().map(|(reading, url)| {
        let (tabs, here) = (tabs.clone(), url.clone());
        let make = move |input: Input<'_>| data(input, &here, reading, &tabs, absent);
        Page { url, template: "timeline.html", body: None, data: Box::new(make) }
    });
    made.collect()
}

fn data(input: Input<'_>, from: &str, reading: Reading, tabs: &[(Reading, String)], few: bool) -> Value {
    let words = &input.frame.words;
    let mut data = match (few, reading) {
        (true, _) => data!({ "few": words.get("timeline-few"), "unscheduled": unscheduled::list(input, from) }),
        (false, Reading::Plan) => plan::data(input, from),
        (false, Reading::History) => history::data(input, from),
    };
    let tab = |(other, url): &(Reading, String)| data!({ "name": words.get(other.name()), "href": href(from, url), "current": *other == reading });
    data["title"] = data!(words.get("timeline"));
    data["reading"] = data!(reading.name());
    data["tabs"] = if tabs.len() > 1 { tabs.iter().map(tab).collect() } else { Value::List(Vec::new()) };
    data["as_of"] = data!(words.with("as-of", &words.date(When::Day(input.site.today))));
    data
}

/// What stands left of a row: `{ key, href, id, title, lang, status, progress, owners }`.
fn lead(input: Input<'_>, from: &str, ix: ItemIx) -> Value {
    let item = &input.site[ix];
    let words = &input.frame.words;
    let lang = item.document.and_then(|document| input.site[document].document.lang.clone());
    parts::shown(data!({
        "key": record::key(input.site, ix),
        "href": super::parts::item_href(from, item),
        "id": &item.id,
        "title": &item.title,
        "lang": lang,
        "status": parts::status(words, item.status(), item.progress),
        "progress": parts::progress(item.progress),
        "owners": item.owners.iter().map(|name| card::owner(from, name)).collect::<Vec<_>>(),
    }))
}

/// Where a date came from: `{ text, href }`; `document` is where the item or phase stands.
fn source(input: Input<'_>, from: &str, facts: &[Option<&Fact<When>>]) -> Value {
    let Some(fact) = facts.iter().flatten().next() else { return Value::Null };
    let line = input.site.line(&fact.place);
    let document = input.site.by_path.get(&fact.place.path);
    let words = &input.frame.words;
    let rule = words.rule(fact.rule);
    let text = match line {
        Some(line) => format!("{rule}, {}", words.with("line-at", &line.to_string())),
        None => rule.to_owned(),
    };
    data!({ "text": text, "href": document.map(|ix| href(from, &input.site[*ix].url)) })
}

/// The link to a phase.
fn phase_href(input: Input<'_>, from: &str, document: DocIx, phase: &crate::model::Phase) -> String {
    let linked = &input.site[document];
    let anchor = linked.document.sections.get(phase.section).map_or("", |section| section.anchor.as_str());
    if anchor.is_empty() { href(from, &linked.url) } else { href_at(from, &linked.url, anchor) }
}

/// A date of a table: null where there is none.
fn date(input: Input<'_>, when: Option<When>) -> Value {
    when.map_or(Value::Null, |when| parts::date(&input.frame.words, when))
}
