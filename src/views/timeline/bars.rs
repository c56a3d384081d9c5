//! What stands on a timeline: features as brackets, phases as bars, each with its dates in words.

use super::axis::{Axis, later};
use crate::base::When;
use crate::base::dates::Date;
use crate::model::{ItemIx, Period, Phase, PhaseSchedule, Site, Status};
use crate::path;
use crate::schedule::{days_between, is_awaited};
use crate::views::card::{phase_name, status_of};
use crate::views::days;
use crate::views::svg::{Svg, text_width};
use crate::views::words::Words;

/// Days left free behind the last end.
const ROOM: i32 = 10;
/// Height of a row.
pub const ROW: f64 = 36.0;

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

/// What every bar is drawn with.
#[derive(Clone, Copy)]
pub struct Scene<'a> {
    /// Days to pixels.
    pub axis: &'a Axis,
    /// Today.
    pub today: Date,
    /// The interface's words.
    pub words: &'a Words,
}

/// Where a bar stands in its row, and whether words stand in and beside it.
#[derive(Clone, Copy, Debug)]
pub struct Lane {
    /// The upper edge.
    pub top: f64,
    /// The height.
    pub high: f64,
    /// Whether its name is written into it where it fits.
    pub named: bool,
    /// Whether what is past its end is shown.
    pub late: bool,
}

/// A drawing of one row, as wide as the axis.
pub fn row(axis: &Axis, label: &str, draw: impl FnOnce(&mut Svg)) -> String {
    let mut svg = Svg::default();
    let view = path!(0.0, 0.0, axis.width(), ROW);
    svg.open(
        "svg",
        &[
            ("class", "bars-row".into()),
            ("role", "img".into()),
            ("aria-label", label.into()),
            ("width", axis.width().into()),
            ("height", ROW.into()),
            ("viewBox", (&view).into()),
        ],
    );
    draw(&mut svg);
    svg.close("svg");
    svg.finish()
}

/// A feature: a thin bracket from its first day to its target, what is past the target hatched.
pub fn bracket(svg: &mut Svg, scene: Scene<'_>, bar: &Bar, top: f64) {
    let Scene { axis, today, words } = scene;
    if left_of(svg, scene, bar, top + 7.0) {
        return;
    }
    let class = match (bar.done, bar.basis.is_some()) {
        (true, _) => "bracket done",
        (false, true) => "bracket counted",
        (false, false) => "bracket",
    };
    svg.open("g", &[("class", class.into())]).text("title", &[], &bar.describe(words, today));
    let label_at = match (bar.stretch.start, bar.stretch.end) {
        (Some(start), Some(end)) if start <= end => {
            let (from, to) = (axis.x(start), axis.end(end));
            let d = path!("M", from + 0.5, top + 6.0, "V", top, "H", to - 0.5, "V", top + 6.0);
            svg.empty("path", &[("d", (&d).into())]);
            to
        }
        // Begun and not finished, no target: what is known is that it goes on until today.
        (Some(start), None) if start < today && !bar.done => {
            let (from, to) = (axis.x(start), axis.x(today));
            let d = path!("M", from + 0.5, top + 6.0, "V", top, "H", to);
            svg.empty("path", &[("class", "open".into()), ("d", (&d).into())]);
            to
        }
        (Some(start), _) => {
            let from = axis.x(start);
            let d = path!("M", from + 0.5, top + 6.0, "V", top, "H", from + 8.0);
            svg.empty("path", &[("d", (&d).into())]);
            from + 8.0
        }
        (None, Some(end)) => {
            let to = axis.end(end);
            let d =
                path!("M", to, top - 3.0, "L", to + 5.0, top + 2.0, "L", to, top + 7.0, "L", to - 5.0, top + 2.0, "Z");
            svg.empty("path", &[("class", "milestone".into()), ("d", (&d).into())]);
            to + 5.0
        }
        (None, None) => 0.0,
    };
    svg.close("g");
    let lane = Lane { top: top - 1.0, high: 7.0, named: false, late: true };
    past(svg, scene, bar, lane, label_at);
}

/// Something that was to end before the first day of the drawing: an arrow and how late it is, in place of a row that
/// is hatched from end to end. Whether it was that.
fn left_of(svg: &mut Svg, scene: Scene<'_>, bar: &Bar, base: f64) -> bool {
    let Scene { axis, today, words } = scene;
    let Some(end) = bar.stretch.end.filter(|end| *end < axis.first) else { return false };
    let d = path!("M", 9.0, base - 8.0, "L", 3.0, base - 3.5, "L", 9.0, base + 1.0);
    let class = if bar.done { "bracket done" } else { "bracket before" };
    svg.open("g", &[("class", class.into())]).text("title", &[], &bar.describe(words, today));
    svg.empty("path", &[("d", (&d).into())]).close("g");
    let day = words.date(When::Day(end));
    let text =
        bar.overdue(today).map_or(day.clone(), |late| format!("{day}, {}", words.with("days-late", &late.to_string())));
    let class = if bar.done { "before-text" } else { "late" };
    svg.text("text", &[("class", class.into()), ("x", 14.0.into()), ("y", base.into())], &text);
    true
}

/// The part past the end, hatched, with its days.
fn past(svg: &mut Svg, scene: Scene<'_>, bar: &Bar, lane: Lane, from: f64) {
    let (Scene { axis, today, words }, Lane { top, high, late, .. }) = (scene, lane);
    let (Some(days), Some(end)) = (bar.overdue(today), bar.stretch.end) else { return };
    let (start, to) = (axis.end(end).max(from.min(axis.end(end))), axis.x(today));
    if to - start < 1.0 || !late {
        return;
    }
    svg.empty(
        "rect",
        &[
            ("class", "past".into()),
            ("x", start.into()),
            ("y", top.into()),
            ("width", (to - start).into()),
            ("height", high.into()),
            ("fill", "url(#hatch)".into()),
        ],
    );
    let text = words.with("days-late", &days.to_string());
    let at = if to + text_width(&text, 11.0) + 6.0 < axis.width() {
        to + 5.0
    } else {
        start - text_width(&text, 11.0) - 4.0
    };
    svg.text("text", &[("class", "late".into()), ("x", at.into()), ("y", (top + high).into())], &text);
}

/// A phase: a bar with its progress inside; outlined where it has not begun, quiet where it is done.
pub fn phase(svg: &mut Svg, scene: Scene<'_>, bar: &Bar, lane: Lane) {
    let (axis, Lane { top, high, named, .. }) = (scene.axis, lane);
    let class = match (bar.done, bar.begun) {
        (true, _) => "bar done",
        (false, true) => "bar begun",
        (false, false) => "bar planned",
    };
    if bar.stretch.end.is_some_and(|end| end < axis.first) {
        if named {
            left_of(svg, scene, bar, top + high / 2.0 + 4.0);
        }
        return;
    }
    let (Some(start), Some(end)) = (bar.stretch.start, bar.stretch.end) else {
        tick(svg, scene, bar, lane);
        return;
    };
    let (from, to) = (axis.x(start), axis.end(end.max(start)));
    let width = (to - from - 1.0).max(2.0);
    // Drawn first: what follows in the row stands over it.
    past(svg, scene, bar, lane, to);
    svg.open("g", &[("class", class.into())]).text("title", &[], &bar.describe(scene.words, scene.today));
    let frame = |class: &'static str, width: f64| {
        [
            ("class", crate::views::svg::Value::from(class)),
            ("x", (from + 0.5).into()),
            ("y", top.into()),
            ("width", width.into()),
            ("height", high.into()),
            ("rx", 2.0.into()),
        ]
    };
    svg.empty("rect", &frame("track", width));
    let filled = if bar.done { 100 } else { bar.percent };
    if filled > 0 {
        svg.empty("rect", &frame("fill", width * f64::from(filled) / 100.0));
    }
    if bar.basis.is_some() {
        let [class, x, y, wide, high, round] = frame("counted", width);
        svg.empty("rect", &[class, x, y, wide, high, round, ("fill", "url(#counted)".into())]);
    }
    if named && text_width(&bar.name, 11.0) + 12.0 < width {
        svg.text("text", &[("x", (from + 6.0).into()), ("y", (top + high / 2.0 + 4.0).into())], &bar.name);
    }
    svg.close("g");
}

/// A phase of which only one end is known.
fn tick(svg: &mut Svg, scene: Scene<'_>, bar: &Bar, lane: Lane) {
    let (Scene { axis, today, words }, Lane { top, high, .. }) = (scene, lane);
    let (x, sign) = match (bar.stretch.start, bar.stretch.end) {
        (Some(start), _) => (axis.x(start), 1.0),
        (None, Some(end)) => (axis.end(end), -1.0),
        (None, None) => return,
    };
    let d = path!("M", x, top, "V", top + high, "M", x, top + high / 2.0, "H", x + 7.0 * sign);
    svg.open("path", &[("class", "tick".into()), ("d", (&d).into())]);
    svg.text("title", &[], &bar.describe(words, today)).close("path");
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
mod tests {
    use super::*;

    fn bar(start: Option<Date>, end: Option<Date>, done: bool) -> Bar {
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

    const DAY: fn(i8, i8) -> Date = |month, day| Date::constant(2026, month, day);

    #[test]
    fn what_is_past_its_end_and_not_done_is_late() {
        let today = DAY(5, 10);
        assert_eq!(bar(None, Some(DAY(5, 4)), false).overdue(today), Some(6));
        assert_eq!(bar(None, Some(DAY(5, 4)), true).overdue(today), None);
        assert_eq!(bar(None, Some(DAY(5, 10)), false).overdue(today), None);
        assert_eq!(bar(Some(DAY(1, 1)), None, false).overdue(today), None);
    }

    #[test]
    fn late_days_are_hatched_and_counted() {
        let axis = Axis::new(DAY(4, 1), DAY(6, 1));
        let words = Words::of(Default::default());
        let mut svg = Svg::default();
        let lane = Lane { top: 10.0, high: 14.0, named: true, late: true };
        let scene = Scene { axis: &axis, today: DAY(5, 10), words: &words };
        phase(&mut svg, scene, &bar(Some(DAY(4, 20)), Some(DAY(5, 4)), false), lane);
        let drawn = svg.finish();
        assert!(drawn.contains("url(#hatch)") && drawn.contains("+6 d"), "{drawn}");
        assert!(!drawn.contains("style="));
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
