//! What stands on a timeline: items and phases with their days, how far they are, and their dates in words.

use super::axis::{Axis, later};
use crate::base::When;
use crate::base::dates::Date;
use crate::model::{ItemIx, Period, Phase, PhaseSchedule, Site, Status};
use crate::schedule::{days_between, is_awaited};
use crate::views::card::{phase_name, status_of};
use crate::views::days;
use crate::views::svg::Percent;
use crate::views::words::Words;

/// Days left free behind the last end.
const ROOM: i32 = 10;

/// The days something takes, as far as they are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Stretch {
    /// The first day.
    pub start: Option<Date>,
    /// The last day.
    pub end: Option<Date>,
}

impl Stretch {
    /// The days of a period.
    pub fn of(period: &Period) -> Self {
        Self { start: period.first(), end: period.last() }
    }

    /// Whether any day is known.
    pub fn is_dated(self) -> bool {
        self.start.is_some() || self.end.is_some()
    }

    /// The days it takes, first and last included, where both are known and in order.
    pub fn days(self) -> Option<i32> {
        let days = days_between(self.start?, self.end?) + 1;
        (days > 0).then_some(days)
    }
}

/// A bar to draw.
#[derive(Clone, Debug, PartialEq)]
pub struct Bar {
    /// Its days.
    pub stretch: Stretch,
    /// How far it is, in percent.
    pub percent: u8,
    /// Whether it is finished.
    pub done: bool,
    /// Whether work has begun.
    pub begun: bool,
    /// Whether its end is waited for: past it, it is late.
    pub awaited: bool,
    /// How its days are known where nobody wrote them: `weeks 3-4 from Start 2 Mar 2026`.
    pub basis: Option<String>,
    /// What it is called.
    pub name: String,
}

impl Bar {
    /// A phase's bar; `awaited` is whether what it is a phase of is.
    pub fn of_phase(words: &Words, phase: &Phase, schedule: &PhaseSchedule, awaited: bool) -> Self {
        let status = phase.status.as_ref().map(|fact| fact.value.status);
        let done = crate::views::card::phase_done(phase);
        let percent = crate::views::card::phase_percent(phase);
        Self {
            stretch: Stretch::of(&schedule.period),
            percent,
            done,
            begun: done || percent > 0 || status.is_some_and(Status::is_moving),
            awaited: awaited && !done,
            basis: days::basis_of(words, &schedule.period),
            name: phase_name(words, phase),
        }
    }

    /// An item's bar.
    pub fn of_item(words: &Words, site: &Site, ix: ItemIx) -> Self {
        let (item, period) = (&site[ix], &site.schedule.item(ix).period);
        let status = status_of(item);
        Self {
            stretch: Stretch::of(period),
            percent: item.progress.percent().unwrap_or(0),
            done: status.is_closed(),
            begun: status.is_moving(),
            awaited: is_awaited(Some(status), &item.dates),
            basis: days::basis_of(words, period),
            name: item.title.clone(),
        }
    }

    /// How many days it is past its end.
    pub fn overdue(&self, today: Date) -> Option<i32> {
        let days = days_between(self.stretch.end?, today);
        (self.awaited && days > 0).then_some(days)
    }

    /// Its dates in words.
    pub fn describe(&self, words: &Words, today: Date) -> String {
        let day = |date: Date| words.date(When::Day(date));
        let mut text = match (self.stretch.start, self.stretch.end) {
            (Some(start), Some(end)) => format!("{}: {} – {}", self.name, day(start), day(end)),
            (Some(start), None) => format!("{}: {} –", self.name, day(start)),
            (None, Some(end)) => format!("{}: – {}", self.name, day(end)),
            (None, None) => self.name.clone(),
        };
        if self.done || self.percent > 0 {
            text.push_str(&format!(", {}%", if self.done { 100 } else { self.percent }));
        }
        if let Some(days) = self.overdue(today) {
            text.push_str(&format!(", {}", words.with("days-late", &days.to_string())));
        }
        if let Some(basis) = &self.basis {
            text.push_str(&format!(" ({basis})"));
        }
        text
    }
}

/// Where a bar begins and ends, as shares of the width: what an arrow points from and to.
pub fn ends(axis: &Axis, bar: &Bar, today: Date) -> Option<(Percent, Percent)> {
    let Stretch { start, end } = bar.stretch;
    let open = start.filter(|start| end.is_none() && *start < today && !bar.done).map(|_| axis.x(today));
    let from = start.map(|start| axis.x(start)).or(end.map(|end| axis.end(end)))?;
    let to = end.map(|end| axis.end(end)).or(open).unwrap_or(from).max(from);
    Some((axis.share(from), axis.share(to)))
}

/// The first and last day of several stretches, today always among them and nothing further from it than the bounds.
pub fn range(stretches: impl Iterator<Item = Stretch>, today: Date, back: i32, ahead: i32) -> (Date, Date) {
    let (lowest, highest) = (later(today, -back), later(today, ahead));
    let (mut first, mut last) = (later(today, -14), later(today, 28));
    for stretch in stretches {
        for date in [stretch.start, stretch.end].into_iter().flatten() {
            first = first.min(date.max(lowest));
            last = last.max(later(date.min(highest), ROOM));
        }
    }
    (first, last)
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    pub fn bar(start: Option<Date>, end: Option<Date>, done: bool) -> Bar {
        Bar {
            stretch: Stretch { start, end },
            percent: 40,
            done,
            begun: true,
            awaited: !done,
            basis: None,
            name: "Login".into(),
        }
    }

    pub const DAY: fn(i8, i8) -> Date = |month, day| Date::constant(2026, month, day);

    #[test]
    fn what_is_past_its_end_and_not_done_is_late() {
        let today = DAY(5, 10);
        assert_eq!(bar(None, Some(DAY(5, 4)), false).overdue(today), Some(6));
        assert_eq!(bar(None, Some(DAY(5, 4)), true).overdue(today), None);
        assert_eq!(bar(None, Some(DAY(5, 10)), false).overdue(today), None);
        assert_eq!(bar(Some(DAY(1, 1)), None, false).overdue(today), None);
    }

    #[test]
    fn arrows_know_where_a_bar_begins_and_ends() {
        let (today, axis) = (DAY(5, 10), Axis::new(DAY(4, 1), DAY(5, 31)));
        let of = |start, end| ends(&axis, &bar(start, end, false), today).map(|(from, to)| format!("{from} {to}"));
        // 61 days.
        assert_eq!(of(Some(DAY(4, 2)), Some(DAY(4, 2))).as_deref(), Some("1.639% 3.279%"));
        assert_eq!(of(Some(DAY(4, 2)), None).as_deref(), Some("1.639% 63.934%"));
        assert_eq!(of(None, Some(DAY(4, 2))).as_deref(), Some("3.279% 3.279%"));
        assert_eq!(of(Some(DAY(5, 20)), None).as_deref(), Some("80.328% 80.328%"));
        assert_eq!(of(None, None), None);
    }

    #[test]
    fn the_range_holds_today_and_stays_bounded() {
        let today = DAY(5, 10);
        let far = Stretch { start: Some(Date::constant(1, 1, 1)), end: Some(Date::constant(9999, 1, 1)) };
        assert_eq!(range([far].into_iter(), today, 100, 100), (later(today, -100), later(today, 100 + ROOM)));
        assert_eq!(range(std::iter::empty(), today, 100, 100), (later(today, -14), later(today, 28)));
    }

    #[test]
    fn days_count_both_ends() {
        assert_eq!(Stretch { start: Some(DAY(5, 4)), end: Some(DAY(5, 4)) }.days(), Some(1));
        assert_eq!(Stretch { start: Some(DAY(5, 4)), end: Some(DAY(5, 1)) }.days(), None);
    }
}
