//! Which items pass a filter, and in which order: for named views and the command line.

use std::cmp::Ordering;

use super::{Input, record};
use crate::base::natural::natural;
use crate::filter::{self, Filter, Record};
use crate::model::{ItemIx, Status};

/// Every item as filters see it, in the order of the backlog.
pub struct Records {
    all: Vec<(ItemIx, Record)>,
    /// The number of the day that distances are counted from.
    today: i64,
}

/// What passes a filter.
pub struct Chosen {
    /// The items, in the order of the backlog.
    pub items: Vec<ItemIx>,
    /// How many could have passed.
    pub of: usize,
    /// A word of the filter for a status that no item has.
    pub unknown: Option<String>,
}

impl Records {
    /// Those of a site.
    pub fn of(input: Input<'_>) -> Self {
        let all = input.site.each_item().map(|(ix, _)| (ix, record::of(input, ix))).collect();
        Self { all, today: filter::day_number(input.site.today) }
    }

    /// What passes. Archived items do only where they are wanted, or where the filter asks for them.
    pub fn passing(&self, filter: &Filter, archived: bool) -> Chosen {
        let archived = archived || filter.asks("is", "archived");
        let candidates = || self.all.iter().filter(|(_, record)| archived || !record.is('a'));
        let items = candidates().filter(|(_, record)| filter.matches(record, self.today)).map(|(ix, _)| *ix).collect();
        let known = |word: &str| self.all.iter().any(|(_, record)| record.says(word));
        let unknown = filter.said().find(|word| !known(word)).map(str::to_owned);
        Chosen { items, of: candidates().count(), unknown }
    }

    /// Sorts items by the first key, where they are the same by the next, and else leaves them as they are.
    pub fn sort(&self, items: &mut Vec<ItemIx>, keys: &[SortKey]) {
        if keys.is_empty() {
            return;
        }
        let mut sorted: Vec<(ItemIx, Vec<By>)> = self
            .all
            .iter()
            .filter(|(ix, _)| items.binary_search(ix).is_ok())
            .map(|(ix, record)| (*ix, keys.iter().map(|key| by(key.name, record)).collect()))
            .collect();
        sorted.sort_by(|(_, a), (_, b)| {
            let pairs = keys.iter().zip(a.iter().zip(b));
            pairs.map(|(key, (a, b))| a.compare(b, key.down)).find(|order| order.is_ne()).unwrap_or(Ordering::Equal)
        });
        *items = sorted.into_iter().map(|(ix, _)| ix).collect();
    }
}

/// What a list can be sorted by: the same as on its page, and in the address of it.
pub const SORTS: [&str; 10] =
    ["id", "title", "status", "priority", "owner", "phase", "progress", "due", "updated", "findings"];

/// A key of an order.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct SortKey {
    /// One of [`SORTS`].
    pub name: &'static str,
    /// Whether the highest come first.
    pub down: bool,
}

/// The value of an item by which it is sorted.
enum By {
    Nothing,
    Number(u64),
    Text(String),
}

impl By {
    /// What has no value stands last, whichever way.
    fn compare(&self, other: &Self, down: bool) -> Ordering {
        let order = match (self, other) {
            (Self::Nothing, Self::Nothing) => return Ordering::Equal,
            (Self::Nothing, _) => return Ordering::Greater,
            (_, Self::Nothing) => return Ordering::Less,
            (Self::Number(a), Self::Number(b)) => a.cmp(b),
            (Self::Text(a), Self::Text(b)) => natural(a, b),
            (Self::Number(_), Self::Text(_)) => Ordering::Less,
            (Self::Text(_), Self::Number(_)) => Ordering::Greater,
        };
        if down { order.reverse() } else { order }
    }
}

fn by(name: &str, record: &Record) -> By {
    let text = |text: &str| if text.is_empty() { By::Nothing } else { By::Text(filter::fold(text)) };
    let number = |number: u32| if number == 0 { By::Nothing } else { By::Number(u64::from(number)) };
    match name {
        "id" => text(&record.id),
        "title" => By::Text(filter::fold(&record.title)),
        "status" => By::Number(life(&record.status)),
        "priority" => number(record.priority),
        "owner" => text(&record.owners.join(", ")),
        "phase" => text(&record.phase),
        // Shares of a box more or less count too.
        "progress" if record.total > 0 => By::Number(u64::from(record.done) * 1_000_000 / u64::from(record.total)),
        "due" => text(&record.due),
        "updated" => text(&record.updated),
        "findings" => number(record.findings),
        _ => By::Nothing,
    }
}

/// How far a status is in the life of an item; a word that no rule knows stands before all.
fn life(status: &str) -> u64 {
    let known = Status::ALL.iter().filter(|one| **one != Status::Unrecognised);
    known.zip(1..).find(|(one, _)| one.name() == status).map_or(0, |(_, at)| at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_life_of_a_status_is_that_of_the_page() {
        let script = include_str!("../../themes/default/assets/js/items/items.js");
        let line = script.lines().find(|line| line.contains("const LIFE")).expect("there");
        let names: Vec<&str> = line.split('"').skip(1).step_by(2).collect();
        let mut own: Vec<&str> = Status::ALL.iter().map(|status| status.name()).collect();
        own.sort_by_key(|name| life(name));
        assert_eq!(own, names);
    }

    #[test]
    fn keys_are_those_of_the_page() {
        let script = include_str!("../../themes/default/assets/js/items/items.js");
        let block = script.split("const SORTS = {").nth(1).and_then(|rest| rest.split("};").next()).expect("there");
        let names: Vec<&str> =
            block.lines().filter_map(|line| line.trim().split_once(": (record)")).map(|(name, _)| name).collect();
        assert_eq!(SORTS.to_vec(), names);
    }

    #[test]
    fn what_has_no_value_stands_last_whichever_way() {
        for down in [false, true] {
            assert_eq!(By::Nothing.compare(&By::Number(1), down), Ordering::Greater);
            assert_eq!(By::Text("a".to_owned()).compare(&By::Nothing, down), Ordering::Less);
        }
        assert_eq!(By::Text("f-9".to_owned()).compare(&By::Text("f-10".to_owned()), false), Ordering::Less);
    }
}
