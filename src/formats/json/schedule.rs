//! The schedule as data: when phases and items begin and end, how that is known, and what follows from today.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::diag::Place;
use crate::model::{
    Anchor, Dated, ItemIx, Lapse, LinkedDocument, Origin, Period, Phase, PhaseSchedule, Rule, Site, Status,
};

/// The phases at the document's phase level, each with its sub-phases: those roll up into it (rule 7 of the reading
/// rules).
pub(super) fn phases(site: &Site, linked: &LinkedDocument) -> Vec<Value> {
    let mut below: BTreeMap<Option<usize>, Vec<usize>> = BTreeMap::new();
    for (at, phase) in linked.document.phases.iter().enumerate() {
        below.entry(phase.parent).or_default().push(at);
    }
    let document = site.by_path.get(linked.path()).copied();
    let days: Vec<&PhaseSchedule> = document
        .and_then(|ix| site.schedule.documents.get(ix.at()))
        .map(|document| document.phases.iter().collect())
        .unwrap_or_default();
    phases_below(site, linked, &days, &below, None)
}

fn phases_below(
    site: &Site,
    linked: &LinkedDocument,
    days: &[&PhaseSchedule],
    below: &BTreeMap<Option<usize>, Vec<usize>>,
    parent: Option<usize>,
) -> Vec<Value> {
    let own = below.get(&parent).into_iter().flatten();
    own.filter_map(|&at| {
        let inner = phases_below(site, linked, days, below, Some(at));
        Some(phase(site, linked, linked.document.phases.get(at)?, days.get(at).copied(), inner))
    })
    .collect()
}

fn phase(
    site: &Site,
    linked: &LinkedDocument,
    phase: &Phase,
    days: Option<&PhaseSchedule>,
    below: Vec<Value>,
) -> Value {
    let status = phase.status.as_ref();
    let period = days.map(|days| &days.period);
    let entries = phase.schedule.iter().enumerate().map(|(at, entry)| {
        let known = days.and_then(|days| days.entries.get(at).copied().flatten());
        json!({
            "unit": entry.unit,
            "first": entry.first,
            "last": entry.last,
            "title": entry.title,
            "start": known.map(|(start, _)| start.to_string()),
            "end": known.map(|(_, end)| end.to_string()),
        })
    });
    json!({
        "number": phase.number,
        "title": phase.title,
        "status": status.map_or(Status::Unset, |fact| fact.value.status),
        "tasks": phase.tasks,
        "weeks": phase.weeks.map(|(first, last)| [first, last]),
        "days": phase.days.map(|(first, last)| [first, last]),
        "start": period.and_then(Period::first).map(|day| day.to_string()),
        "end": period.and_then(Period::last).map(|day| day.to_string()),
        "dates_from": dates_from(period),
        "anchor": period.map_or(Value::Null, |period| anchor(site, period)),
        "schedule": entries.collect::<Vec<_>>(),
        "phases": below,
        "line": super::line(linked, phase.span),
    })
}

/// Where the dates of a phase come from: a field below its heading, the heading itself, or its weeks or days where one
/// of them had to be counted.
fn dates_from(period: Option<&Period>) -> &'static str {
    let Some(period) = period else { return "none" };
    match (period.is_counted(), period.start.as_ref().or(period.end.as_ref())) {
        (_, None) => "none",
        (true, _) => "weeks",
        (false, Some(dated)) => from(dated),
    }
}

/// How one day is known.
fn from(dated: &Dated) -> &'static str {
    match &dated.origin {
        Origin::Written(Rule::Title | Rule::Heading) => "heading",
        Origin::Written(Rule::Tracker) => "tracker",
        Origin::Written(_) => "field",
        Origin::Counted(_) => "weeks",
        Origin::Anchor(kind) => kind.name(),
    }
}

/// What the days of a period are counted from.
fn anchor(site: &Site, period: &Period) -> Value {
    let counted = |dated: &Option<Dated>| match dated.as_ref().map(|dated| &dated.origin) {
        Some(Origin::Counted(count)) => Some(count.anchor.clone()),
        _ => None,
    };
    let found = counted(&period.start).or_else(|| counted(&period.end));
    found.map_or(Value::Null, |Anchor { kind, day, place: at }| {
        let mut out = place(site, Some(&at));
        out["kind"] = json!(kind);
        out["date"] = json!(day.to_string());
        out
    })
}

/// `{ path, line }`.
fn place(site: &Site, place: Option<&Place>) -> Value {
    json!({ "path": place.map(|place| &place.path), "line": place.and_then(|place| site.line(place)) })
}

/// The schedule of an item.
pub(super) fn of_item(site: &Site, ix: ItemIx) -> Value {
    let schedule = site.schedule.item(ix);
    let period = &schedule.period;
    let days = |lapse: &Option<Lapse>| lapse.as_ref().map(|lapse| lapse.days);
    let lapse = |lapse: &Option<Lapse>| {
        lapse.as_ref().map(|lapse| {
            let mut out = place(site, lapse.place.as_ref());
            out["since"] = json!(lapse.since.to_string());
            out["sign"] = json!(lapse.sign);
            out
        })
    };
    json!({
        "start": period.first().map(|day| day.to_string()),
        "start_from": period.start.as_ref().map(from),
        "end": period.last().map(|day| day.to_string()),
        "end_from": period.end.as_ref().map(from),
        "anchor": anchor(site, period),
        "overdue_days": days(&schedule.overdue),
        "slip_days": schedule.slip.as_ref().map(|slip| slip.days),
        "slip": schedule.slip.as_ref().map(|slip| {
            let mut out = place(site, Some(&slip.place));
            out["date"] = json!(slip.day.to_string());
            out
        }),
        "quiet_days": days(&schedule.quiet),
        "quiet": lapse(&schedule.quiet),
        "review_days": days(&schedule.review),
        "review": lapse(&schedule.review),
    })
}
