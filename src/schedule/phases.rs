//! The days of phases: as written, else counted in weeks of five working days or in days from an anchor.

use super::calendar;
use crate::base::When;
use crate::base::dates::Date;
use crate::config::Calendar;
use crate::diag::Place;
use crate::model::{
    Anchor, AnchorKind, Count, Dated, LinkedDocument, Origin, Period, Phase, PhaseSchedule, ScheduleEntry, ScheduleUnit,
};

/// Weeks or days by the author's numbers.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Range {
    unit: ScheduleUnit,
    first: u32,
    last: u32,
}

impl Range {
    /// Working days of one of its units.
    fn length(self) -> u32 {
        match self.unit {
            ScheduleUnit::Week => 5,
            ScheduleUnit::Day => 1,
        }
    }

    /// The days it means, counted from the first day of the first unit; `base` is the author's first number, 0 or 1.
    fn days(self, calendar: &Calendar, from: Date, base: u32) -> Option<(Date, Date)> {
        let before = self.first.saturating_sub(base).checked_mul(self.length())?;
        let behind = self.last.saturating_sub(base).checked_add(1)?.checked_mul(self.length())?;
        Some((calendar::add(calendar, from, before)?, calendar::add(calendar, from, behind.checked_sub(1)?)?))
    }

    /// Working days from its first to its last.
    fn span(self) -> Option<u32> {
        self.last.checked_sub(self.first)?.checked_add(1)?.checked_mul(self.length())
    }
}

/// The weeks or days in a phase's heading.
fn own(phase: &Phase) -> Option<Range> {
    let of = |unit, (first, last)| Range { unit, first, last };
    let weeks = phase.weeks.map(|range| of(ScheduleUnit::Week, range));
    weeks.or(phase.days.map(|range| of(ScheduleUnit::Day, range)))
}

/// The weeks or days of a phase from the headings inside it.
fn of_entries(phase: &Phase, unit: ScheduleUnit) -> Option<Range> {
    let entries = || phase.schedule.iter().filter(|entry| entry.unit == unit);
    let first = entries().map(|entry| entry.first).min()?;
    let last = entries().map(|entry| entry.last).max()?;
    Some(Range { unit, first, last })
}

/// The range of every phase. Where no heading of a phase has one, the `Week 3` headings inside the phases give it,
/// if they go on from phase to phase: those that begin anew in each count within it and say nothing of its own place.
fn ranges(phases: &[Phase]) -> Vec<Option<Range>> {
    let own: Vec<Option<Range>> = phases.iter().map(own).collect();
    if own.iter().any(Option::is_some) {
        return own;
    }
    for unit in [ScheduleUnit::Week, ScheduleUnit::Day] {
        let outer = |phase: &&Phase| phase.parent.is_none();
        let found: Vec<Range> = phases.iter().filter(outer).filter_map(|phase| of_entries(phase, unit)).collect();
        let goes_on = found.windows(2).all(|pair| matches!(pair, [a, b] if a.last < b.first));
        if goes_on && found.len() > 1 {
            let range = |phase: &Phase| of_entries(phase, unit).filter(|_| phase.parent.is_none());
            return phases.iter().map(range).collect();
        }
    }
    own
}

/// The number the author begins to count with: 0 where there is a week 0.
fn base(ranges: &[Option<Range>], unit: ScheduleUnit) -> u32 {
    let mut firsts = ranges.iter().flatten().filter(|range| range.unit == unit).map(|range| range.first);
    if firsts.any(|first| first == 0) { 0 } else { 1 }
}

/// The written start of the phase with the author's first week or day: the others are counted from it.
pub fn anchor(linked: &LinkedDocument) -> Option<Anchor> {
    let phases = &linked.document.phases;
    let ranges = ranges(phases);
    phases.iter().zip(&ranges).find_map(|(phase, range)| {
        let range = (*range)?;
        let start = phase.start.as_ref().filter(|_| range.first == base(&ranges, range.unit))?;
        let (day, place) = (start.value.first_day(), start.place.clone());
        phase.parent.is_none().then_some(Anchor { kind: AnchorKind::Phase, day, place })
    })
}

/// The weeks or days a phase has in one unit: its heading's, else those it got from the headings inside it.
fn in_unit(phase: &Phase, range: Option<Range>, unit: ScheduleUnit) -> Option<Range> {
    let written = if unit == ScheduleUnit::Week { phase.weeks } else { phase.days };
    let written = written.map(|(first, last)| Range { unit, first, last });
    written.or(range.filter(|range| range.unit == unit))
}

/// What the parts of every phase span together, in days and in weeks.
fn of_parts(phases: &[Phase], ranges: &[Option<Range>]) -> Vec<[Option<Range>; 2]> {
    let mut out = vec![[None; 2]; phases.len()];
    for (phase, range) in phases.iter().zip(ranges) {
        let Some((above, range)) = phase.parent.and_then(|parent| out.get_mut(parent)).zip(*range) else { continue };
        let [days, weeks] = above;
        let all = if range.unit == ScheduleUnit::Week { weeks } else { days };
        let before = all.unwrap_or(range);
        *all = Some(Range { first: before.first.min(range.first), last: before.last.max(range.last), ..range });
    }
    out
}

/// The days of all phases of a document.
pub fn days(calendar: &Calendar, linked: &LinkedDocument, anchor: Option<&Anchor>) -> Vec<PhaseSchedule> {
    const UNITS: [ScheduleUnit; 2] = [ScheduleUnit::Day, ScheduleUnit::Week];
    let phases = &linked.document.phases;
    let ranges = ranges(phases);
    let bases = UNITS.map(|unit| base(&ranges, unit));
    let parts = of_parts(phases, &ranges);
    // Basis where the parts of a phase count, in days and in weeks; phases stand before their parts.
    let mut from: Vec<[Basis; 2]> = Vec::with_capacity(phases.len());
    let mut out: Vec<PhaseSchedule> = Vec::with_capacity(phases.len());
    for ((phase, range), parts) in phases.iter().zip(&ranges).zip(&parts) {
        let place = Place { path: linked.document.path.clone(), span: phase.span };
        let counter = Counter { calendar, anchor, place, bases };
        let above = phase.parent.and_then(|parent| out.get(parent).zip(from.get(parent)));
        let period = counter.period(phase, *range, above.map(|(above, from)| (&above.period, *from)));
        let decide = |all: Option<Range>| {
            all.map_or(Basis::Phase(1), |all| counter.decide(all, in_unit(phase, *range, all.unit), &period))
        };
        from.push(parts.map(decide));
        let of_entries = UNITS.map(|unit| decide(of_entries(phase, unit)));
        let entries = phase.schedule.iter().map(|entry| counter.entry(entry, of_entries, &period)).collect();
        out.push(PhaseSchedule { period, entries });
    }
    out
}

/// Basis where the parts of a phase, or the headings inside it, are counted.
#[derive(Clone, Copy)]
enum Basis {
    /// Basis the phase's first day, which has this number.
    Phase(u32),
    /// Basis the document's anchor.
    Whole,
}

/// What belongs to a unit, of a pair for days and weeks.
fn of_unit<T: Copy>(unit: ScheduleUnit, [days, weeks]: [T; 2]) -> T {
    if unit == ScheduleUnit::Week { weeks } else { days }
}

struct Counter<'a> {
    calendar: &'a Calendar,
    anchor: Option<&'a Anchor>,
    /// The heading of the phase.
    place: Place,
    /// The first numbers of days and weeks.
    bases: [u32; 2],
}

impl Counter<'_> {
    fn base(&self, unit: ScheduleUnit) -> u32 {
        of_unit(unit, self.bases)
    }

    fn counted(&self, day: Date, range: Range, length: bool, anchor: &Anchor) -> Dated {
        let Range { unit, first, last } = range;
        let count = Count { unit, first, last, length, anchor: anchor.clone() };
        Dated { when: When::Day(day), origin: Origin::Counted(count), place: self.place.clone(), phase: None }
    }

    /// The days of a phase; `above` are those of the phase it is part of, and from where its parts count.
    fn period(&self, phase: &Phase, range: Option<Range>, above: Option<(&Period, [Basis; 2])>) -> Period {
        let start = phase.start.as_ref().map(super::written);
        let end = phase.end.as_ref().map(super::written);
        match (start, end) {
            (Some(start), Some(end)) => Period { start: Some(start), end: Some(end) },
            (Some(start), None) => Period { end: self.length(phase, range, &start), start: Some(start) },
            (None, end) => {
                let counted = range.and_then(|range| self.place(range, above));
                let Some((first, last)) = counted else { return Period { start: None, end } };
                // A written end before the counted start: the plan was left, and the count says nothing any more.
                let first = Some(first).filter(|first| {
                    end.as_ref().is_none_or(|end: &Dated| first.when.first_day() <= end.when.last_day())
                });
                Period { start: first, end: end.or(Some(last)) }
            }
        }
    }

    /// The end that follows from a written start and the phase's length.
    fn length(&self, phase: &Phase, range: Option<Range>, start: &Dated) -> Option<Dated> {
        let length = phase.duration.map(|(count, unit)| Range { unit, first: 1, last: count });
        let (range, is_length) = range.map(|range| (range, false)).or(length.map(|length| (length, true)))?;
        let from = Anchor { kind: AnchorKind::Phase, day: start.when.first_day(), place: start.place.clone() };
        let end = calendar::add(self.calendar, from.day, range.span()?.checked_sub(1)?)?;
        Some(self.counted(end, range, is_length, &from))
    }

    /// Basis where everything inside a phase counts in one unit: decided once for all of it, so that neighbours never
    /// count from different days. `all` is what it spans, `own` the numbers of the phase itself.
    fn decide(&self, all: Range, own: Option<Range>, period: &Period) -> Basis {
        if let Some(own) = own.filter(|own| (own.first..=own.last).contains(&all.first)) {
            // The numbers go on from phase to phase: the phase begins with its own first number.
            return Basis::Phase(own.first);
        }
        if all.first <= 1 {
            return Basis::Phase(all.first);
        }
        let whole = own.is_none().then(|| self.whole(all)).flatten();
        if whole.is_some_and(|(_, first, last)| lies_in(period, first, last)) { Basis::Whole } else { Basis::Phase(1) }
    }

    /// The days counted from the document's anchor.
    fn whole(&self, range: Range) -> Option<(Anchor, Date, Date)> {
        let anchor = self.anchor?;
        let (first, last) = range.days(self.calendar, anchor.day, self.base(range.unit))?;
        Some((anchor.clone(), first, last))
    }

    /// Where weeks and days stand: counted from the document's anchor, those of a part as its phase decides.
    fn place(&self, range: Range, above: Option<(&Period, [Basis; 2])>) -> Option<(Dated, Dated)> {
        let within = above.and_then(|(above, from)| {
            let Basis::Phase(base) = of_unit(range.unit, from) else { return None };
            let start = above.start.as_ref()?;
            let anchor = Anchor { kind: AnchorKind::Phase, day: start.when.first_day(), place: start.place.clone() };
            let (first, last) = range.days(self.calendar, anchor.day, base)?;
            let goes_on = base > 1;
            let inside = above.last().is_none_or(|end| last <= end);
            // Numbers that go on are told from the day all of them count from, where that leads to the same days; and
            // numbers that begin anew but lead beyond their phase are those of the whole.
            let whole = self.whole(range).filter(|whole| {
                let same = (whole.1, whole.2) == (first, last);
                if goes_on { same } else { !inside }
            });
            Some(whole.unwrap_or((anchor, first, last)))
        });
        let (anchor, first, last) = within.or_else(|| self.whole(range))?;
        Some((self.counted(first, range, false, &anchor), self.counted(last, range, false, &anchor)))
    }

    /// The days of a heading inside a phase, where they lie in the phase.
    fn entry(&self, entry: &ScheduleEntry, from: [Basis; 2], period: &Period) -> Option<(Date, Date)> {
        let range = Range { unit: entry.unit, first: entry.first, last: entry.last };
        let (first, last) = match of_unit(entry.unit, from) {
            Basis::Phase(base) => range.days(self.calendar, period.first()?, base)?,
            Basis::Whole => self.whole(range).map(|(_, first, last)| (first, last))?,
        };
        lies_in(period, first, last).then_some((first, last))
    }
}

/// Whether days lie in a period that has a beginning.
fn lies_in(period: &Period, first: Date, last: Date) -> bool {
    period.first().is_some_and(|start| start <= first) && period.last().is_none_or(|end| last <= end)
}
