//! Phases without headings: rows of a phase table, boxed items. Rule 7 of the reading rules.

use std::collections::BTreeSet;

use super::Source;
use super::heading::{self, Head};
use crate::base::{Span, dates, inline};
use crate::kinds::schedule;
use crate::model::{Fact, Key, Phase, Rule, ScheduleUnit, Status, StatusValue, Tally};
use crate::outline::{Row, Table};
use crate::vocabulary::{keys, placeholder, status};

/// The phases of the first phase table, else of the boxed items, with the signs of each.
pub(super) fn read(source: Source<'_>) -> Vec<(Phase, Vec<char>)> {
    let tables = source.outline.tables.iter().map(|table| from_table(source, table));
    let table = tables.into_iter().find(|phases| phases.len() >= 2);
    table.unwrap_or_else(|| from_items(source)).into_iter().map(|phase| (phase, Vec::new())).collect()
}

/// A table with one numbered phase per row in a Phase column.
fn from_table(source: Source<'_>, table: &Table) -> Vec<Phase> {
    let column = |names: &[&str]| table.header.iter().position(|cell| names.contains(&keys::fold(&cell.text).as_str()));
    let Some(at) = column(&["phase", "stage", "milestone", "sprint", "wave", "iteration", "fase", "etape", "阶段"])
    else {
        return Vec::new();
    };
    let titles = column(&[
        "title",
        "name",
        "description",
        "goal",
        "focus",
        "scope",
        "theme",
        "deliverable",
        "deliverables",
        "summary",
        "titulo",
        "nombre",
        "descripcion",
        "titre",
        "nom",
        "titel",
        "beschreibung",
        "标题",
        "名称",
        "描述",
        "内容",
    ]);
    let titles = titles.or_else(|| beside(source, table, at));
    let mut found: Vec<Phase> = Vec::new();
    let mut numbers = BTreeSet::new();
    for row in &table.rows {
        let cell = row.cells.get(at).map_or("", |cell| cell.text.as_str());
        let Some(mut head) = numbered(cell) else { return Vec::new() };
        // The same phase in two rows: the table lists something else and says to which phase it belongs.
        if !numbers.insert(head.number.to_lowercase()) {
            return Vec::new();
        }
        if head.title.is_empty()
            && let Some(title) = titles.and_then(|title| row.cells.get(title))
        {
            head.title = title.text.trim().to_owned();
        }
        found.push(from_row(source, table, row, &head));
    }
    found
}

/// The column beside the phase's, where it holds short text and nothing known: what the phase is about.
fn beside(source: Source<'_>, table: &Table, at: usize) -> Option<usize> {
    let header = table.header.get(at + 1)?;
    let unknown = keys::known(&header.text, &source.config.fields).is_none() && !is_of_time(&keys::fold(&header.text));
    let mut cells = table.rows.iter().filter_map(|row| row.cells.get(at + 1));
    let words = cells.all(|cell| {
        let shown = cell.text.trim();
        shown.contains(char::is_alphabetic)
            && shown.chars().count() <= 80
            && !crate::kinds::harvest::is_path(shown)
            && dates::find(shown).is_none()
            && !schedule::is_schedule(shown)
    });
    (unknown && words).then_some(at + 1)
}

/// Whether a column speaks of time.
fn is_of_time(name: &str) -> bool {
    matches!(
        name,
        "week"
            | "weeks"
            | "timeline"
            | "duration"
            | "when"
            | "schedule"
            | "time"
            | "dates"
            | "timeframe"
            | "period"
            | "effort"
            | "estimate"
            | "days"
            | "hours"
    )
}

/// A cell that names a phase: `1`, `Phase 1`, `2: Rollout`, `3. Polish`.
fn numbered(cell: &str) -> Option<Head> {
    heading::parse(cell).or_else(|| {
        let bare = crate::base::text::without_emoji(cell);
        let begins = bare.starts_with(|c: char| c.is_ascii_digit());
        let head = begins.then(|| heading::parse(&format!("phase {bare}"))).flatten()?;
        dates::find(&bare).is_none().then_some(head)
    })
}

fn from_row(source: Source<'_>, table: &Table, row: &Row, head: &Head) -> Phase {
    let mut phase = empty(head, table.section, row.span);
    for (cell, title) in row.cells.iter().zip(&table.header) {
        let shown = inline::plain(&cell.raw);
        let name = keys::fold(&title.text);
        let known = keys::known(&title.text, &source.config.fields);
        if placeholder::is_placeholder(&cell.raw) && known != Some(Key::Status) {
            continue;
        }
        let place = source.place(cell.span);
        let fact = |value| Fact { value, raw: cell.raw.clone(), place: place.clone(), rule: Rule::Section };
        match known {
            Some(Key::Status) if phase.status.is_none() => {
                if let Some(value) = status::recognise(&cell.raw, &source.config.statuses) {
                    phase.status = Some(Fact { value, raw: cell.raw.clone(), place, rule: Rule::Section });
                }
            }
            Some(Key::Start) => phase.start = dates::parse(&shown).map(fact),
            Some(Key::Target | Key::Completed) if phase.end.is_none() => phase.end = dates::parse(&shown).map(fact),
            _ => {
                if let Some((start, end)) = dates::parse_range(&shown) {
                    phase.start = phase.start.take().or(start.map(fact));
                    phase.end = phase.end.take().or(end.map(fact));
                }
                let week = schedule::range_in(&shown, ScheduleUnit::Week).or_else(|| {
                    matches!(name.as_str(), "week" | "weeks")
                        .then(|| schedule::range_in(&format!("week {shown}"), ScheduleUnit::Week))?
                });
                if is_of_time(&name) {
                    phase.weeks = phase.weeks.or(week.map(|range| (range.first, range.last)));
                    phase.duration = phase.duration.or(schedule::duration_in(&shown));
                }
            }
        }
    }
    phase
}

/// Boxed items `- [x] Phase 8: …`: the box is the status, the nested boxes are the tasks.
fn from_items(source: Source<'_>) -> Vec<Phase> {
    let items = &source.outline.items;
    let mut found: Vec<Phase> = Vec::new();
    let mut numbers = BTreeSet::new();
    for (at, item) in items.iter().enumerate() {
        let Some((mark, head)) = item.mark.zip(heading::parse(&item.text)) else { continue };
        if !numbers.insert(head.number.to_lowercase()) {
            continue;
        }
        let mut phase = empty(&head, item.section, item.text_span);
        let said = match mark {
            'x' | 'X' => Status::Done,
            '-' => Status::InProgress,
            '~' => Status::Cancelled,
            _ => head.said.as_ref().map_or(Status::Planned, |said| said.0),
        };
        let value = StatusValue { status: said, percent: None };
        let place = source.place(item.text_span);
        phase.status = Some(Fact { value, raw: item.text.clone(), place, rule: Rule::Section });
        phase.tasks = nested(source, at);
        found.push(phase);
    }
    found
}

/// The boxes in the items nested in one.
fn nested(source: Source<'_>, at: usize) -> Tally {
    let items = &source.outline.items;
    let Some(own) = items.get(at) else { return Tally::default() };
    let mut tally = Tally::default();
    for item in items.iter().skip(at + 1).take_while(|item| item.span.start < own.span.end) {
        match item.mark {
            Some('x' | 'X') => tally.merge(Tally { done: 1, total: 1 }),
            Some('~') | None => {}
            Some(_) => tally.merge(Tally { done: 0, total: 1 }),
        }
    }
    tally
}

fn empty(head: &Head, section: usize, span: Span) -> Phase {
    let range = |unit| schedule::range_in(&head.rest, unit).map(|range| (range.first, range.last));
    Phase {
        number: head.number.as_str().into(),
        title: head.title.as_str().into(),
        status: None,
        weeks: range(ScheduleUnit::Week),
        days: range(ScheduleUnit::Day),
        duration: schedule::duration_in(&head.rest),
        start: None,
        end: None,
        tasks: Tally::default(),
        section,
        span,
        parent: None,
        schedule: Vec::new(),
        owners: Vec::new(),
    }
}
