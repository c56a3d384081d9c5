//! What stands in and under the heading of a phase: status, weeks, dates, owners.

use super::Source;
use super::heading::Head;
use crate::base::{When, dates};
use crate::kinds::{people, schedule};
use crate::model::{Fact, Key, Phase, Rule, ScheduleUnit, StatusValue, Tally};
use crate::outline::RawField;
use crate::vocabulary::{keys, placeholder, status};

/// The phase of a heading.
pub(super) fn read(source: Source<'_>, at: usize, head: &Head, parent: Option<usize>) -> Phase {
    let span = source.outline.sections.get(at).map(|section| section.heading).unwrap_or_default();
    let mut phase = Phase {
        number: head.number.as_str().into(),
        title: head.title.as_str().into(),
        status: None,
        weeks: weeks(head, ScheduleUnit::Week),
        days: weeks(head, ScheduleUnit::Day),
        duration: schedule::duration_in(&head.rest),
        start: None,
        end: None,
        tasks: Tally::default(),
        section: at,
        span,
        parent,
        schedule: Vec::new(),
        owners: Vec::new(),
    };
    for field in fields(source, at) {
        take(source, &mut phase, field);
    }
    if phase.status.is_none()
        && let Some((status, percent, raw)) = &head.said
    {
        let value = StatusValue { status: *status, percent: *percent };
        phase.status = Some(Fact { value, raw: raw.clone(), place: source.place(span), rule: Rule::Title });
    }
    if phase.start.is_none()
        && phase.end.is_none()
        && let Some((start, end, _)) = dates::find_range(&head.rest)
    {
        let fact =
            |value| Fact { value, raw: head.rest.trim().to_owned(), place: source.place(span), rule: Rule::Title };
        phase.start = start.map(fact);
        phase.end = end.map(fact);
    }
    phase
}

/// Weeks or days the heading numbers. A `Week N` heading is numbered by them.
fn weeks(head: &Head, unit: ScheduleUnit) -> Option<(u32, u32)> {
    if head.word == "week" && unit == ScheduleUnit::Week {
        let range = schedule::range_in(&format!("week {}", head.number), unit)?;
        return Some((range.first, range.last));
    }
    schedule::range_in(&head.rest, unit).map(|range| (range.first, range.last))
}

/// The fields of the phase itself: directly under its heading, not of a task or nested item.
fn fields<'a>(source: Source<'a>, at: usize) -> impl Iterator<Item = &'a RawField> {
    let fields = &source.outline.fields;
    let first = fields.partition_point(|field| field.section < at);
    fields.iter().skip(first).take_while(move |field| field.section == at).filter(move |field| {
        let items = &source.outline.items;
        let before = items.partition_point(|item| item.span.start <= field.span.start);
        before.checked_sub(1).and_then(|index| items.get(index)).is_none_or(|item| {
            let inside = item.span.contains(field.span.start as usize);
            !inside || item.depth == 0 && item.mark.is_none()
        })
    })
}

fn take(source: Source<'_>, phase: &mut Phase, field: &RawField) {
    let Some(key) = keys::known(&field.key, &source.config.fields).or_else(|| own_key(&field.key)) else { return };
    if placeholder::is_placeholder(&field.value) && key != Key::Status {
        return;
    }
    let place = source.place(field.value_span);
    let fact = |value: When| Fact { value, raw: field.value.clone(), place: place.clone(), rule: Rule::Section };
    match key {
        Key::Status if phase.status.is_none() => {
            if let status::Reading::Value(value) =
                status::read(&field.value, &source.config.statuses, Some(&phase.number))
            {
                phase.status = Some(Fact { value, raw: field.value.clone(), place, rule: Rule::Section });
            }
        }
        Key::Timeline => {
            if let Some((start, end)) = dates::parse_range(&field.value) {
                phase.start = phase.start.take().or(start.map(fact));
                phase.end = phase.end.take().or(end.map(fact));
            } else if phase.weeks.is_none() {
                let range = schedule::range_in(&field.value, ScheduleUnit::Week);
                phase.weeks = range.map(|range| (range.first, range.last));
            }
            if phase.duration.is_none() {
                phase.duration = schedule::duration_in(&field.value);
            }
        }
        Key::Start => phase.start = phase.start.take().or(dates::parse(&field.value).map(fact)),
        Key::Target => phase.end = phase.end.take().or(dates::parse(&field.value).map(fact)),
        Key::Completed if phase.end.is_none() => phase.end = dates::parse(&field.value).map(fact),
        Key::Owner if phase.owners.is_empty() => phase.owners = people::split(&field.value),
        _ => {}
    }
}

/// Keys that speak of time under a phase, and of nothing in a document's head.
fn own_key(key: &str) -> Option<Key> {
    Some(match keys::fold(key).as_str() {
        "dates" | "date range" | "duration" | "weeks" | "week" | "when" | "schedule" | "fechas" | "daten"
        | "termine" | "zeitraum" | "dauer" | "duracion" | "duree" | "periode" | "日期" | "时间" | "周期" => {
            Key::Timeline
        }
        "phase status" | "stage status" | "milestone status" | "sprint status" => Key::Status,
        _ => return None,
    })
}
