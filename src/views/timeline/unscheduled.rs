//! Unfinished items without any date, each with the field that is missing and the line to add.

use crate::views::value::{Value, data};

use super::lead;
use crate::model::{DocIx, Item, ItemIx, Key, Rule, Site, Status};
use crate::views::Input;
use crate::views::card::status_of;

/// The most items listed.
const MOST: usize = 200;

/// Whether there is any.
pub fn any(site: &Site) -> bool {
    site.each_item().any(|(ix, item)| is_bare(site, ix, item))
}

fn is_bare(site: &Site, ix: ItemIx, item: &Item) -> bool {
    let status = status_of(item);
    let work = status.is_open() && status != Status::OnHold;
    !item.archived && work && !site.schedule.item(ix).period.is_dated()
}

/// Whether its phases have weeks or days, and only the day is missing that they could be counted from.
fn has_weeks(site: &Site, item: &Item) -> bool {
    site.phases(item).any(|(_, phase, _)| phase.weeks.is_some() || phase.days.is_some())
}

/// `{ count, title, entries, left }`; null where everything unfinished has a date.
pub fn list(input: Input<'_>, from: &str) -> Value {
    let site = input.site;
    let words = &input.frame.words;
    let all = site.each_item().filter(|(ix, item)| is_bare(site, *ix, item));
    let bare: Vec<(ItemIx, &Item)> = all.collect();
    if bare.is_empty() {
        return Value::Null;
    }
    let entries: Vec<Value> = bare
        .iter()
        .take(MOST)
        .map(|(ix, item)| {
            let mut entry = lead(input, from, *ix);
            entry["line"] = data!(item.document.map(|document| line(site, document, has_weeks(site, item))));
            entry["missing"] = data!(has_weeks(site, item).then(|| words.get("missing-start")));
            entry
        })
        .collect();
    data!({
        "title": words.get("unscheduled"),
        "line": bare.iter().find_map(|(_, item)| item.document).map(|document| line(site, document, false)),
        "count": bare.len(),
        "entries": entries,
        "left": (bare.len() > MOST).then(|| words.count("rows-left", bare.len() - MOST)),
    })
}

/// The line that would give it a target, or a start to count its weeks from, in the form its other fields have.
fn line(site: &Site, document: DocIx, start: bool) -> String {
    let document = &site[document].document;
    let status = document.fields.iter().find(|field| field.known == Some(Key::Status)).or(document.fields.first());
    match status.map(|field| field.rule) {
        Some(Rule::FrontMatter | Rule::FrontMatterNested) if start => "start: YYYY-MM-DD",
        Some(Rule::FrontMatter | Rule::FrontMatterNested) => "target: YYYY-MM-DD",
        _ if start => "**Start Date**: YYYY-MM-DD",
        _ => "**Target Completion**: YYYY-MM-DD",
    }
    .to_owned()
}
