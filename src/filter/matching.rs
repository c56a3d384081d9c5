//! Whether a record passes a filter.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::days;
use super::grammar::Field;
use super::parse::{Filter, Operator, Test, Value, What};
use super::record::Record;
use crate::base::ids::comparable;
use crate::base::text::fold_space;

/// A text as it is compared: lower case, without accents, white space as single spaces.
pub fn fold(text: &str) -> String {
    fold_space(&text.to_lowercase().nfkd().filter(|c| !is_combining_mark(*c)).collect::<String>())
}

impl Filter {
    /// Whether a record passes; `today` as the number of a day.
    pub fn matches(&self, record: &Record, today: i64) -> bool {
        self.terms.iter().all(|term| {
            let holds = match &term.what {
                What::Text(text) => haystack(record).contains(text.as_str()),
                What::Field(field, tests) => tests.iter().any(|test| holds(field, test, record, today)),
            };
            holds != term.not
        })
    }
}

impl Record {
    /// Whether this folded word is the author's word for the status, or one of its words.
    pub fn says(&self, word: &str) -> bool {
        whole_or_word(word, &self.word)
    }
}

/// All the words of a record that free text is looked for in.
fn haystack(record: &Record) -> String {
    let mut all = vec![record.id.as_str(), &record.title, &record.word, &record.phase, &record.release];
    all.extend(record.owners.iter().map(String::as_str));
    all.extend(record.tags.iter().map(String::as_str));
    fold(&all.join("\n"))
}

fn holds(field: &Field, test: &Test, record: &Record, today: i64) -> bool {
    let days = |iso: &str| days::of(iso).map(|day| day - today);
    match field.name {
        "completed" => past(test, days(&record.completed), today),
        "created" => past(test, days(&record.created), today),
        "updated" => past(test, days(&record.updated), today),
        "due" => ahead(test, days(&record.due), today),
        "start" => ahead(test, days(&record.start), today),
        "findings" => number(test, Some(i64::from(record.findings))),
        "open" => number(test, Some(i64::from(record.total.saturating_sub(record.done)))),
        "progress" => number(test, record.percent().map(i64::from)),
        "priority" => number(test, Some(i64::from(record.priority)).filter(|rank| *rank > 0)),
        "has" => has(test, record),
        "no" => !has(test, record),
        "is" => is(test, record, today),
        "id" => id(test, &record.id),
        "kind" => word(test, &[&record.kind]),
        "owner" => name(test, &record.owners),
        "tag" => name(test, &record.tags),
        "release" => name(test, std::slice::from_ref(&record.release)),
        "path" => text(test, &record.path),
        "phase" => text(test, &record.phase),
        "status" => match &test.value {
            Value::None => record.status == "unset",
            Value::Said(said) => record.says(said),
            _ => word(test, &[&record.status, &record.column]),
        },
        _ => false,
    }
}

fn word(test: &Test, values: &[&str]) -> bool {
    matches!(&test.value, Value::Word(word) if values.contains(&word.as_str()))
}

fn text(test: &Test, value: &str) -> bool {
    match &test.value {
        Value::None => value.is_empty(),
        Value::Word(word) => fold(value).contains(word.as_str()),
        _ => false,
    }
}

/// Whether a folded word is the whole of a value or one of its words.
fn whole_or_word(word: &str, value: &str) -> bool {
    let folded = fold(value);
    folded == word || folded.split(|c: char| !c.is_alphanumeric() && c != '-').any(|piece| piece == word)
}

/// A name matches as a whole or by whole words of it.
fn name(test: &Test, values: &[String]) -> bool {
    let mut filled = values.iter().filter(|value| !value.is_empty());
    match &test.value {
        Value::None => filled.next().is_none(),
        Value::Word(word) => filled.any(|value| whole_or_word(word, value)),
        Value::Begins(start) => filled.any(|value| fold(value).starts_with(start.as_str())),
        _ => false,
    }
}

fn id(test: &Test, value: &str) -> bool {
    match &test.value {
        Value::None => value.is_empty(),
        Value::Word(word) => comparable(&fold(value)) == comparable(word),
        Value::Begins(start) => fold(value).starts_with(start.as_str()),
        _ => false,
    }
}

fn number(test: &Test, value: Option<i64>) -> bool {
    let Some(value) = value else { return test.value == Value::None };
    match test.value {
        Value::Number(other) => compare(test.operator, value, other, other),
        Value::Between(low, high) => (low..=high).contains(&value),
        _ => false,
    }
}

/// Whether a value is before, within or behind what lies from `low` to `high`.
fn compare(operator: Operator, value: i64, low: i64, high: i64) -> bool {
    match operator {
        Operator::Is => (low..=high).contains(&value),
        Operator::Less => value < low,
        Operator::AtMost => value <= high,
        Operator::More => value > high,
        Operator::AtLeast => value >= low,
    }
}

fn ahead(test: &Test, offset: Option<i64>, today: i64) -> bool {
    distance(test, offset, 1, today)
}

fn past(test: &Test, offset: Option<i64>, today: i64) -> bool {
    distance(test, offset, -1, today)
}

/// A day against a period, or its distance from today, which is counted ahead or back.
fn distance(test: &Test, offset: Option<i64>, sign: i64, today: i64) -> bool {
    let Some(offset) = offset else { return test.value == Value::None };
    match test.value {
        Value::Between(first, last) => compare(test.operator, offset + today, first, last),
        Value::Days(days) => {
            // A bare distance is what lies between today and there: `due:2w` within two weeks.
            let (low, high) = if test.operator == Operator::Is { (days.min(0), days.max(0)) } else { (days, days) };
            compare(test.operator, offset * sign, low, high)
        }
        _ => false,
    }
}

fn has(test: &Test, record: &Record) -> bool {
    let Value::Word(thing) = &test.value else { return false };
    match thing.as_str() {
        "completed" => !record.completed.is_empty(),
        "created" => !record.created.is_empty(),
        "due" => !record.due.is_empty(),
        "findings" => record.findings > 0,
        "guide" => record.is('g'),
        "id" => !record.id.is_empty(),
        "owner" => !record.owners.is_empty(),
        "parts" => record.parts > 0,
        "phases" => record.is('p'),
        "priority" => record.priority > 0,
        "progress" | "tasks" => record.total > 0,
        "release" => !record.release.is_empty(),
        "start" => !record.start.is_empty(),
        "status" => record.status != "unset",
        "tag" => !record.tags.is_empty(),
        "updated" => !record.updated.is_empty(),
        _ => false,
    }
}

fn is(test: &Test, record: &Record, today: i64) -> bool {
    let Value::Word(state) = &test.value else { return false };
    let closed = matches!(record.column.as_str(), "complete" | "cancelled") || record.status == "living";
    match state.as_str() {
        "archived" => record.is('a'),
        "blocked" => record.column == "blocked" || record.is('b'),
        "closed" => closed,
        "done" => record.column == "complete",
        "moving" => matches!(record.column.as_str(), "in-progress" | "review" | "blocked"),
        "open" => !closed,
        "overdue" => record.is('w') && days::of(&record.due).is_some_and(|due| due < today),
        "ready" => record.is('r'),
        _ => false,
    }
}
