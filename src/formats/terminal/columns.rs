//! The columns that a list can have, and what stands in them.

use super::Tone;
use super::cell::safe;
use crate::base::When;
use crate::filter::Record;
use crate::model::{Fact, Item, ItemIx};
use crate::views::value::Value;
use crate::views::words::Words;
use crate::views::{Input, backlog, card, record};

/// A column of a list.
pub struct Column {
    /// What it is called on the command line.
    pub name: &'static str,
    /// The key of its head among the words of the interface.
    pub(super) head: &'static str,
    /// No narrower than this while another column can give way; 0 for what is worth nothing in part, such as a day.
    pub(super) least: usize,
    /// Whether it is numbers, which stand at the right.
    pub(super) right: bool,
    of: fn(&Row<'_>) -> Cell,
}

/// Every column.
pub const COLUMNS: &[Column] = &[
    Column { name: "id", head: "id", least: 8, right: false, of: |row| row.text("id", Tone::Strong) },
    Column { name: "status", head: "status", least: 8, right: false, of: |row| row.status() },
    Column { name: "priority", head: "priority", least: 0, right: false, of: |row| row.priority() },
    Column { name: "title", head: "title", least: 20, right: false, of: |row| row.text("title", Tone::Plain) },
    Column { name: "owner", head: "owner", least: 8, right: false, of: |row| Cell::list(&row.item.owners) },
    Column { name: "due", head: "target", least: 0, right: false, of: |row| row.due() },
    Column { name: "progress", head: "progress", least: 0, right: true, of: |row| row.progress() },
    Column {
        name: "completed",
        head: "completed",
        least: 0,
        right: false,
        of: |row| row.day(&row.item.dates.completed, &row.record.completed),
    },
    Column { name: "findings", head: "mark", least: 0, right: true, of: |row| Cell::number(row.record.findings) },
    Column {
        name: "kind",
        head: "kind",
        least: 5,
        right: false,
        of: |row| Cell::of(row.words.get(row.item.kind.name()), &row.record.kind),
    },
    Column { name: "path", head: "file", least: 16, right: false, of: |row| Cell::same(&row.record.path) },
    Column { name: "phase", head: "phase", least: 10, right: false, of: |row| Cell::same(&row.record.phase) },
    Column { name: "release", head: "release", least: 6, right: false, of: |row| Cell::same(&row.record.release) },
    Column {
        name: "start",
        head: "start",
        least: 0,
        right: false,
        of: |row| row.day(&row.item.dates.start, &row.record.start),
    },
    Column { name: "tag", head: "tags", least: 8, right: false, of: |row| Cell::list(&row.item.tags) },
    Column {
        name: "updated",
        head: "updated",
        least: 0,
        right: false,
        of: |row| Cell::of(row.inner("updated", "text"), &row.record.updated),
    },
];

/// The columns of a list where none are asked for.
pub const USUAL: [&str; 7] = ["id", "status", "priority", "title", "owner", "due", "progress"];

impl Column {
    /// The column of a name.
    pub fn find(name: &str) -> Option<&'static Column> {
        COLUMNS.iter().find(|column| column.name == name)
    }

    /// What stands in it for an item.
    pub(super) fn of(&self, row: &Row<'_>) -> Cell {
        (self.of)(row)
    }
}

/// What stands in a column.
#[derive(Default)]
pub(super) struct Cell {
    /// As the site shows it.
    pub(super) text: String,
    /// As programs read it.
    pub(super) exact: String,
    pub(super) tone: Tone,
}

impl Cell {
    fn of(text: &str, exact: &str) -> Self {
        Self { text: safe(text), exact: safe(exact), tone: Tone::Plain }
    }

    fn same(text: &str) -> Self {
        Self::of(text, text)
    }

    fn list(all: &[String]) -> Self {
        Self::same(&all.join(", "))
    }

    fn number(number: u32) -> Self {
        if number == 0 { Self::default() } else { Self::same(&number.to_string()) }
    }

    fn in_tone(self, tone: Tone) -> Self {
        Self { tone, ..self }
    }
}

/// What is known of an item.
pub(super) struct Row<'a> {
    item: &'a Item,
    words: &'a Words,
    record: Record,
    card: Value,
}

impl<'a> Row<'a> {
    pub(super) fn of(input: Input<'a>, ix: ItemIx) -> Self {
        let card = card::card(input, backlog::VIEW.url, ix);
        Self { item: &input.site[ix], words: &input.frame.words, record: record::of(input, ix), card }
    }

    /// A member of the card's member; empty where there is none.
    fn inner(&self, name: &str, inner: &str) -> &str {
        self.card.get(name).and_then(|value| value.get(inner)).and_then(Value::as_str).unwrap_or_default()
    }

    fn text(&self, name: &str, tone: Tone) -> Cell {
        Cell::same(self.card.get(name).and_then(Value::as_str).unwrap_or_default()).in_tone(tone)
    }

    fn status(&self) -> Cell {
        let value = self.inner("status", "value");
        Cell::of(self.inner("status", "word"), value).in_tone(Tone::of(Some(self.inner("status", "column"))))
    }

    fn priority(&self) -> Cell {
        let value = self.inner("priority", "value");
        let tone = match value {
            "critical" => Tone::Alarm,
            "high" => Tone::Caution,
            _ => Tone::Plain,
        };
        Cell::of(self.inner("priority", "word"), value).in_tone(tone)
    }

    /// What is overdue has a sign, for those who see no colours.
    fn due(&self) -> Cell {
        let text = self.inner("target", "text");
        match self.card.get("overdue") {
            Some(_) => Cell::of(&format!("{text} !"), &self.record.due).in_tone(Tone::Alarm),
            None => Cell::of(text, &self.record.due),
        }
    }

    fn progress(&self) -> Cell {
        let (done, total) = (self.record.done, self.record.total);
        if total == 0 { Cell::default() } else { Cell::same(&format!("{done}/{total}")) }
    }

    fn day(&self, facts: &[Fact<When>], exact: &str) -> Cell {
        Cell::of(&facts.first().map_or_else(String::new, |fact| self.words.date(fact.value)), exact)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_column_has_a_name_of_its_own_and_the_usual_ones_are_there() {
        let names: std::collections::BTreeSet<&str> = COLUMNS.iter().map(|column| column.name).collect();
        assert_eq!(names.len(), COLUMNS.len());
        assert!(USUAL.iter().all(|name| Column::find(name).is_some()));
    }
}
