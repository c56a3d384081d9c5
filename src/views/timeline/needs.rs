//! Dependencies between rows of a picture, and those that its dates contradict.

use std::collections::BTreeMap;

use crate::views::value::{Value, data};

use super::bars::{Bar, Stretch};
use crate::base::When;
use crate::model::{ItemIx, ItemOrDocument, Site};
use crate::views::Input;
use crate::views::card::named;

/// The most contradictions listed.
const MOST: usize = 100;

/// What one row needs: the position of the other row, and whether it begins before that ends.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Need {
    on: usize,
    end: ItemOrDocument,
    early: bool,
}

/// The needs of every row on other rows.
pub fn of(site: &Site, rows: &[(ItemIx, Bar)]) -> Vec<Vec<Need>> {
    let places: BTreeMap<ItemIx, usize> = rows.iter().enumerate().map(|(at, (ix, _))| (*ix, at)).collect();
    let needs = |ix: ItemIx, bar: &Bar| -> Vec<Need> {
        let on = site.standing(ix).needs.iter().filter_map(|need| {
            let on = *places.get(&site.item_at(need.end)?)?;
            let (_, other) = rows.get(on)?;
            Some(Need { on, end: need.end, early: is_early(bar.stretch, other.stretch) })
        });
        on.collect()
    };
    rows.iter().map(|(ix, bar)| needs(*ix, bar)).collect()
}

/// Whether something begins before what it needs ends, as far as both days are known.
fn is_early(this: Stretch, other: Stretch) -> bool {
    this.start.zip(other.end).is_some_and(|(start, end)| start < end)
}

/// As the picture holds them: `3 7!`, the second contradicted.
pub fn written(needs: &[Need]) -> String {
    let all: Vec<String> =
        needs.iter().map(|need| format!("{}{}", need.on, if need.early { "!" } else { "" })).collect();
    all.join(" ")
}

/// The contradictions as sentences: `{ entries: [{ item, text, other, day }], left }`; null where there are none.
pub fn contradicted(input: Input<'_>, from: &str, rows: &[(ItemIx, Bar)], needs: &[Vec<Need>]) -> Value {
    let words = &input.frame.words;
    let early = rows.iter().zip(needs).flat_map(|(row, needs)| needs.iter().map(move |need| (row, need)));
    let early: Vec<_> = early.filter(|(_, need)| need.early).collect();
    if early.is_empty() {
        return Value::Null;
    }
    let entry = |((ix, bar), need): &(&(ItemIx, Bar), &Need)| -> Option<Value> {
        let day = |date| words.date(When::Day(date));
        let other = rows.get(need.on).and_then(|(_, bar)| bar.stretch.end)?;
        Some(data!({
            "item": named(input, from, input.site[*ix].document.map_or(ItemOrDocument::Row(*ix), ItemOrDocument::Document)),
            "text": words.with("begins-before", &day(bar.stretch.start?)),
            "other": named(input, from, need.end),
            "day": day(other),
        }))
    };
    data!({
        "entries": early.iter().take(MOST).filter_map(entry).collect::<Vec<_>>(),
        "left": (early.len() > MOST).then(|| words.count("rows-left", early.len() - MOST)),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::dates::Date;

    #[test]
    fn what_begins_before_the_other_ends_is_early_and_what_begins_on_that_day_is_not() {
        let day = |day| Date::constant(2026, 3, day);
        let span = |start: i8, end: i8| Stretch { start: Some(day(start)), end: Some(day(end)) };
        assert!(is_early(span(4, 9), span(2, 5)));
        assert!(!is_early(span(5, 9), span(2, 5)));
        assert!(!is_early(span(4, 9), Stretch { start: Some(day(2)), end: None }));
        assert!(!is_early(Stretch { start: None, end: Some(day(9)) }, span(2, 5)));
    }
}
