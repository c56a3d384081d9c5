//! Unfinished items without any date, each with the field that is missing and the line to add.

use serde_json::{Value, json};

use super::bars::stretch_of;
use super::lead;
use crate::model::{DocIx, Item, Key, Rule, Site, Status};
use crate::views::Input;
use crate::views::card::status_of;

/// The most items listed.
const MOST: usize = 200;

/// Whether there is any.
pub fn any(site: &Site) -> bool {
    site.items.iter().any(is_bare)
}

fn is_bare(item: &Item) -> bool {
    !item.archived && is_work(status_of(item)) && !stretch_of(item).is_dated()
}

/// `{ count, title, entries, left }`; null where everything unfinished has a date.
pub fn list(input: Input<'_>, from: &str) -> Value {
    let site = input.site;
    let words = &input.frame.words;
    let bare: Vec<&Item> = site.items.iter().filter(|item| is_bare(item)).collect();
    if bare.is_empty() {
        return Value::Null;
    }
    let entries: Vec<Value> = bare
        .iter()
        .take(MOST)
        .map(|item| {
            let mut entry = lead(input, from, item);
            entry["line"] = json!(item.document.map(|document| line(site, document)));
            entry
        })
        .collect();
    json!({
        "title": words.get("unscheduled"),
        "line": bare.iter().find_map(|item| item.document).map(|document| line(site, document)),
        "count": bare.len(),
        "entries": entries,
        "left": (bare.len() > MOST).then(|| words.count("rows-left", bare.len() - MOST)),
    })
}

fn is_work(status: Status) -> bool {
    matches!(
        status,
        Status::Draft
            | Status::Planned
            | Status::Ready
            | Status::InProgress
            | Status::Partial
            | Status::Review
            | Status::Blocked
    )
}

/// The line that would give it a target, in the form its other fields have.
fn line(site: &Site, document: DocIx) -> String {
    let document = &site[document].document;
    let status = document.fields.iter().find(|field| field.known == Some(Key::Status)).or(document.fields.first());
    match status.map(|field| field.rule) {
        Some(Rule::FrontMatter | Rule::FrontMatterNested) => "target: YYYY-MM-DD".to_owned(),
        _ => "**Target Completion**: YYYY-MM-DD".to_owned(),
    }
}
