//! Dates that follow from other dates: computed from weeks, anchors and today.
//!
//! Absent on purpose: dates as written, which are facts of the document, and any day that nothing tells. What has no
//! date stays without one.

pub mod calendar;
mod phases;
mod today;

use rayon::prelude::*;

use crate::base::When;
use crate::base::dates::Date;
use crate::model::{
    Anchor, AnchorKind, Dated, DocIx, DocumentSchedule, Fact, Item, ItemSchedule, LinkedDocument, Origin, Period,
    PhaseSchedule, RelationKind, Schedule, Site,
};

pub use today::{days_between, is_awaited, overdue_since};

/// Days of silence from which work in progress counts as stale: a month is longer than a holiday.
pub const STALE: i32 = 30;

/// The schedule of a linked site.
pub fn of(site: &Site) -> Schedule {
    // A folder whose files all changed on one day was brought in on it: that says nothing of any of them.
    let days = || site.documents.iter().filter_map(|linked| linked.history.as_ref()?.changed);
    let told = days().min() != days().max();
    let changed = |ix: DocIx| site.documents.get(ix.at())?.history.as_ref()?.changed.filter(|_| told);
    let mut schedule = Schedule::default();
    let of_document = |(at, linked): (usize, &LinkedDocument)| {
        let anchor = anchor(site, DocIx(at as u32));
        let phases = phases::days(&site.config.calendar, linked, anchor.as_ref());
        DocumentSchedule { anchor, phases }
    };
    schedule.documents = site.documents.par_iter().enumerate().map(of_document).collect();
    schedule.items = site.items.par_iter().map(|item| of_item(site, &schedule, item, &changed)).collect();
    schedule
}

fn of_item(site: &Site, schedule: &Schedule, item: &Item, changed: &dyn Fn(DocIx) -> Option<Date>) -> ItemSchedule {
    let phases = item.phases_of.and_then(|ix| site.documents.get(ix.at())).map_or(&[][..], |of| &of.document.phases);
    let days = item.phases_of.and_then(|ix| schedule.documents.get(ix.at())).map_or(&[][..], |of| &of.phases);
    // Phases end an item only where the last of them has an end: before that nobody knows.
    let last = phases.iter().rposition(|phase| phase.parent.is_none()).and_then(|at| days.get(at));
    let period = period(schedule, item, days, last);
    ItemSchedule {
        overdue: today::overdue(item, site.today),
        slip: today::slip(item, days),
        quiet: today::quiet(site, item, changed),
        review: today::review(site, item),
        period,
    }
}

/// The days of an item: its own, else those of its phases, of which one is the `last`, else the day its weeks would be
/// counted from.
fn period(schedule: &Schedule, item: &Item, phases: &[PhaseSchedule], last: Option<&PhaseSchedule>) -> Period {
    let of_phase = |at: usize, dated: &Dated| Dated { phase: Some(at), ..dated.clone() };
    let starts = phases.iter().enumerate().filter_map(|(at, phase)| Some((at, phase.period.start.as_ref()?)));
    let first = starts.min_by_key(|(_, start)| start.when.first_day()).map(|(at, start)| of_phase(at, start));
    let anchor = item.document.and_then(|ix| schedule.documents.get(ix.at())).and_then(|own| own.anchor.as_ref());
    let begun = || {
        anchor.map(|anchor| Dated {
            when: When::Day(anchor.day),
            origin: Origin::Anchor(anchor.kind),
            place: anchor.place.clone(),
            phase: None,
        })
    };
    let start = item.dates.start.first().map(written).or(first).or_else(begun);
    let known = last.is_some_and(|phase| phase.period.end.is_some());
    let ends = phases.iter().enumerate().filter_map(|(at, phase)| Some((at, phase.period.end.as_ref()?)));
    let latest = ends.max_by_key(|(_, end)| end.when.last_day()).map(|(at, end)| of_phase(at, end));
    let end = item.dates.target.first().map(written).or(latest.filter(|_| known));
    Period { start, end }
}

/// A date as it is written.
fn written(fact: &Fact<When>) -> Dated {
    Dated { when: fact.value, origin: Origin::Written(fact.rule), place: fact.place.clone(), phase: None }
}

/// What the weeks of a document are counted from.
fn anchor(site: &Site, ix: DocIx) -> Option<Anchor> {
    let linked = site.documents.get(ix.at())?;
    let start = |facts: &[Fact<When>], kind: AnchorKind| {
        let fact = facts.first()?;
        Some(Anchor { kind, day: fact.value.first_day(), place: fact.place.clone() })
    };
    let whole = whole(site, linked);
    let row = linked.part_of_row.and_then(|row| site.items.get(row.at()));
    start(&linked.dates.start, AnchorKind::Start)
        .or_else(|| phases::anchor(linked))
        .or_else(|| start(&whole?.dates.start, AnchorKind::LogStart))
        .or_else(|| start(&row?.dates.start, AnchorKind::LogStart))
        .or_else(|| first_entry(linked))
        .or_else(|| first_entry(whole?))
}

/// The log of a guide, or what a part belongs to.
fn whole<'a>(site: &'a Site, linked: &LinkedDocument) -> Option<&'a LinkedDocument> {
    let edges = linked.outgoing.iter().filter_map(|ix| site.edges.get(ix.0 as usize));
    let log = edges.filter(|edge| edge.kind == RelationKind::GuideFor).find_map(|edge| edge.target.document());
    site.documents.get(log.or(linked.part_of)?.at())
}

fn first_entry(linked: &LinkedDocument) -> Option<Anchor> {
    let first = linked.document.harvest.entries.iter().min_by_key(|entry| entry.date.first_day())?;
    let place = crate::diag::Place { path: linked.document.path.clone(), span: first.span };
    Some(Anchor { kind: AnchorKind::FirstEntry, day: first.date.first_day(), place })
}
