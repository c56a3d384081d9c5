//! The schedule as data: when phases and items begin and end, how that is known, and what follows from today.

use std::collections::BTreeMap;

use crate::diag::Place;
use crate::formats::out::Object;
use crate::model::{
    Anchor, Dated, DocIx, ItemIx, Lapse, LinkedDocument, Origin, Period, Phase, PhaseSchedule, Rule, Site, Status,
};

/// The phases at the document's phase level, each with its sub-phases: those roll up into it (rule 7 of the reading
/// rules).
pub(super) fn phases(to: &mut Object<'_>, site: &Site, ix: DocIx, linked: &LinkedDocument) {
    let mut below: BTreeMap<Option<usize>, Vec<usize>> = BTreeMap::new();
    for (at, phase) in linked.document.phases.iter().enumerate() {
        below.entry(phase.parent).or_default().push(at);
    }
    let days = site.schedule.documents.get(ix.at()).map_or(&[][..], |document| &document.phases);
    Phases { site, linked, days, below }.write(to, None);
}

/// The phases of a document.
struct Phases<'a> {
    site: &'a Site,
    linked: &'a LinkedDocument,
    days: &'a [PhaseSchedule],
    /// Those below each, and below none.
    below: BTreeMap<Option<usize>, Vec<usize>>,
}

impl Phases<'_> {
    fn write(&self, to: &mut Object<'_>, parent: Option<usize>) {
        let own = self.below.get(&parent).into_iter().flatten();
        let own = own.filter_map(|at| Some((*at, self.linked.document.phases.get(*at)?)));
        to.objects("phases", own, |to, (at, phase)| self.phase(to, at, phase));
    }

    fn phase(&self, to: &mut Object<'_>, at: usize, phase: &Phase) {
        let days = self.days.get(at);
        let period = days.map(|days| &days.period);
        let status = phase.status.as_ref();
        let entry = |at: usize| days.and_then(|days| days.entries.get(at).copied().flatten());
        anchor(to, self.site, period);
        to.put("dates_from", dates_from(period));
        to.put("days", &phase.days.map(|(first, last)| [first, last]));
        to.shown("end", period.and_then(Period::last));
        to.put("line", &super::line(self.linked, phase.span));
        to.put("number", &phase.number);
        self.write(to, Some(at));
        to.objects("schedule", phase.schedule.iter().enumerate(), |to, (at, one)| {
            let known = entry(at);
            to.shown("end", known.map(|(_, end)| end));
            to.put("first", &one.first);
            to.put("last", &one.last);
            to.shown("start", known.map(|(start, _)| start));
            to.put("title", &one.title);
            to.put("unit", &one.unit);
        });
        to.shown("start", period.and_then(Period::first));
        to.put("status", &status.map_or(Status::Unset, |fact| fact.value.status));
        to.put("tasks", &phase.tasks);
        to.put("title", &phase.title);
        to.put("weeks", &phase.weeks.map(|(first, last)| [first, last]));
    }
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
fn anchor(to: &mut Object<'_>, site: &Site, period: Option<&Period>) {
    fn counted(dated: &Option<Dated>) -> Option<&Anchor> {
        match dated.as_ref().map(|dated| &dated.origin) {
            Some(Origin::Counted(count)) => Some(&count.anchor),
            _ => None,
        }
    }
    let found = period.and_then(|period| counted(&period.start).or_else(|| counted(&period.end)));
    to.optional("anchor", found, |to, Anchor { kind, day, place }| {
        to.shown("date", Some(day));
        to.put("kind", kind);
        put_place(to, site, Some(place));
    });
}

/// `line` and `path`.
fn put_place(to: &mut Object<'_>, site: &Site, place: Option<&Place>) {
    to.put("line", &place.and_then(|place| site.line(place)));
    to.put("path", &place.map(|place| &*place.path));
}

/// Since when something is so.
fn lapse(to: &mut Object<'_>, site: &Site, lapse: &Lapse) {
    put_place(to, site, lapse.place.as_ref());
    to.put("sign", &lapse.sign);
    to.shown("since", Some(lapse.since));
}

/// The schedule of an item.
pub(super) fn of_item(to: &mut Object<'_>, site: &Site, ix: ItemIx) {
    let schedule = site.schedule.item(ix);
    let period = &schedule.period;
    let days = |lapse: &Option<Lapse>| lapse.as_ref().map(|lapse| lapse.days);
    to.object("schedule", |to| {
        anchor(to, site, Some(period));
        to.shown("end", period.last());
        to.put("end_from", &period.end.as_ref().map(from));
        to.put("overdue_days", &days(&schedule.overdue));
        to.optional("quiet", schedule.quiet.as_ref(), |to, one| lapse(to, site, one));
        to.put("quiet_days", &days(&schedule.quiet));
        to.optional("review", schedule.review.as_ref(), |to, one| lapse(to, site, one));
        to.put("review_days", &days(&schedule.review));
        to.optional("slip", schedule.slip.as_ref(), |to, slip| {
            to.shown("date", Some(slip.day));
            put_place(to, site, Some(&slip.place));
        });
        to.put("slip_days", &schedule.slip.as_ref().map(|slip| slip.days));
        to.shown("start", period.first());
        to.put("start_from", &period.start.as_ref().map(from));
    });
}
