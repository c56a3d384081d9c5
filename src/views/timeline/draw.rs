//! Bars as forms: brackets of features, bars of phases, and what is past its end or left of the picture. Everything stands
//! at shares of the width; only what has a fixed size is in pixels.

use super::axis::{Axis, later};
use super::bars::Bar;
use crate::base::When;
use crate::base::dates::Date;
use crate::path;
use crate::views::svg::{Percent, Svg, Value};
use crate::views::words::Words;

/// What is late for more days than these is hatched for as many as follow, and is a line from there.
const LONG: i32 = 90;
const HATCHED: i32 = 28;
/// Height of a row.
pub const ROW: f64 = 36.0;

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

/// Where a bar stands in its row, and whether words stand beside it.
#[derive(Clone, Copy, Debug)]
pub struct Lane {
    /// The upper edge.
    pub top: f64,
    /// The height.
    pub high: f64,
    /// Whether what is past its end is shown.
    pub late: bool,
}

/// A drawing of one row, as wide as the axis.
pub fn row(axis: &Axis, label: &str, draw: impl FnOnce(&mut Svg)) -> String {
    let mut svg = Svg::default();
    svg.open(
        "svg",
        &[
            ("class", "bars-row".into()),
            ("role", "img".into()),
            ("aria-label", label.into()),
            ("width", axis.width().into()),
            ("height", ROW.into()),
        ],
    );
    draw(&mut svg);
    svg.close("svg");
    svg.finish()
}

/// A line between two shares of the width.
fn line(svg: &mut Svg, class: Option<&str>, x: (Percent, Percent), y: (f64, f64)) {
    let class = class.map(|class| ("class", Value::from(class)));
    let ends = [("x1", x.0.into()), ("x2", x.1.into()), ("y1", y.0.into()), ("y2", y.1.into())];
    let attributes: Vec<(&str, Value<'_>)> = class.into_iter().chain(ends).collect();
    svg.empty("line", &attributes);
}

/// A form of fixed size at a share of the width.
fn at(svg: &mut Svg, x: Percent, class: &str, path: &str) {
    svg.open("svg", &[("x", x.into()), ("overflow", "visible".into())]);
    svg.empty("path", &[("class", class.into()), ("d", path.into())]).close("svg");
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
    let foot = top + 6.0;
    let cap = |svg: &mut Svg, x: f64| line(svg, None, (axis.share(x), axis.share(x)), (top, foot));
    // Where the first day lies left of the picture there is no cap, but an arrow and the day.
    let begin = |svg: &mut Svg, start: Date| {
        if start >= axis.first {
            cap(svg, axis.x(start))
        }
    };
    let beam = |svg: &mut Svg, class: Option<&str>, from: f64, to: f64| {
        line(svg, class, (axis.share(from), axis.share(to)), (top, top));
    };
    svg.open("g", &[("class", class.into())]).text("title", &[], &bar.describe(words, today));
    let from = bar.stretch.start.map_or(0.0, |start| axis.x(start));
    match (bar.stretch.start, bar.stretch.end) {
        (Some(start), Some(end)) if start <= end => {
            begin(svg, start);
            beam(svg, None, from, axis.end(end));
            cap(svg, axis.end(end));
        }
        // Begun and not finished, no target: what is known is that it goes on until today.
        (Some(start), None) if start < today && !bar.done => {
            begin(svg, start);
            beam(svg, Some("open"), from, axis.x(today));
        }
        (Some(_), _) => at(svg, axis.share(from), "hook", &path!("M", 0.0, foot, "V", top, "H", 8.0)),
        (None, Some(end)) => {
            let d = path!("M", 0.0, top - 3.0, "l", 5.0, 5.0, "l", -5.0, 5.0, "l", -5.0, -5.0, "Z");
            at(svg, axis.share(axis.end(end)), "milestone", &d);
        }
        (None, None) => {}
    }
    svg.close("g");
    past(svg, scene, bar, Lane { top: top - 1.0, high: 7.0, late: true });
    if let Some(start) = bar.stretch.start.filter(|start| *start < axis.first) {
        since(svg, words, start, top);
    }
}

/// What begins left of the picture: an arrow and the day above its bracket, in place of the bracket's beginning.
fn since(svg: &mut Svg, words: &Words, start: Date, top: f64) {
    let text = words.with("since", &words.date(When::Day(start)));
    svg.open("g", &[("class", "bracket".into())]);
    arrow(svg, top);
    svg.text("text", &[("class", "since".into()), ("x", 14.0.into()), ("y", (top - 3.0).into())], &text).close("g");
}

/// An arrow to what lies left of the picture.
fn arrow(svg: &mut Svg, middle: f64) {
    let d = path!("M", 9.0, middle - 4.5, "L", 3.0, middle, "L", 9.0, middle + 4.5);
    svg.empty("path", &[("d", (&d).into())]);
}

/// Something that was to end before the first day of the drawing: an arrow and how late it is, in place of a row that
/// is hatched from end to end. Whether it was that.
fn left_of(svg: &mut Svg, scene: Scene<'_>, bar: &Bar, base: f64) -> bool {
    let Scene { axis, today, words } = scene;
    let Some(end) = bar.stretch.end.filter(|end| *end < axis.first) else { return false };
    let class = if bar.done { "bracket done" } else { "bracket before" };
    svg.open("g", &[("class", class.into())]).text("title", &[], &bar.describe(words, today));
    arrow(svg, base - 3.5);
    svg.close("g");
    let day = words.date(When::Day(end));
    let late = bar.overdue(today).map(|late| {
        let due = words.with("overdue-since", &day);
        format!("{due}, {}", words.with("days-late", &late.to_string()))
    });
    let class = if bar.done { "before-text" } else { "late" };
    svg.text("text", &[("class", class.into()), ("x", 14.0.into()), ("y", base.into())], &late.unwrap_or(day));
    true
}

/// The part past the end, hatched, with its days. What is late for months is hatched at its beginning only and goes on
/// as a line: the hatch says that it is late, the number how much, and a row is not red from end to end.
fn past(svg: &mut Svg, scene: Scene<'_>, bar: &Bar, lane: Lane) {
    let (Scene { axis, today, words }, Lane { top, high, late, .. }) = (scene, lane);
    let (Some(days), Some(end)) = (bar.overdue(today), bar.stretch.end) else { return };
    let (start, to) = (axis.end(end), axis.x(today));
    if to - start < 1.0 || !late {
        return;
    }
    let hatched = if days > LONG { axis.end(later(end, HATCHED)).min(to) } else { to };
    svg.empty(
        "rect",
        &[
            ("class", "past".into()),
            ("x", axis.share(start).into()),
            ("y", top.into()),
            ("width", axis.share(hatched - start).into()),
            ("height", high.into()),
            ("fill", "url(#hatch)".into()),
        ],
    );
    if hatched < to {
        let middle = top + high / 2.0;
        line(svg, Some("past"), (axis.share(hatched), axis.share(to)), (middle, middle));
    }
    let text = words.with("days-late", &days.to_string());
    svg.text(
        "text",
        &[
            ("class", "late".into()),
            ("x", axis.share(axis.end(today)).into()),
            ("dx", 4.0.into()),
            ("y", (top + high).into()),
        ],
        &text,
    );
}

/// A phase: a bar with its progress inside; outlined where it has not begun, quiet where it is done.
pub fn phase(svg: &mut Svg, scene: Scene<'_>, bar: &Bar, lane: Lane) {
    let (axis, Lane { top, high, .. }) = (scene.axis, lane);
    let class = match (bar.done, bar.begun) {
        (true, _) => "bar done",
        (false, true) => "bar begun",
        (false, false) => "bar planned",
    };
    if bar.stretch.end.is_some_and(|end| end < axis.first) {
        if lane.late {
            left_of(svg, scene, bar, top + high / 2.0 + 4.0);
        }
        return;
    }
    let (Some(start), Some(end)) = (bar.stretch.start, bar.stretch.end) else {
        tick(svg, scene, bar, lane);
        return;
    };
    let (from, to) = (axis.x(start), axis.end(end.max(start)));
    // Drawn first: what follows in the row stands over it.
    past(svg, scene, bar, lane);
    svg.open("g", &[("class", class.into())]).text("title", &[], &bar.describe(scene.words, scene.today));
    let frame = |class: &'static str, percent: u8| {
        [
            ("class", Value::from(class)),
            ("x", axis.share(from).into()),
            ("y", top.into()),
            ("width", axis.share((to - from) * f64::from(percent) / 100.0).into()),
            ("height", high.into()),
            ("rx", 2.0.into()),
        ]
    };
    svg.empty("rect", &frame("track", 100));
    let filled = if bar.done { 100 } else { bar.percent };
    if filled > 0 {
        svg.empty("rect", &frame("fill", filled));
    }
    if bar.basis.is_some() {
        let [class, x, y, wide, high, round] = frame("counted", 100);
        svg.empty("rect", &[class, x, y, wide, high, round, ("fill", "url(#counted)".into())]);
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
    let d = path!("M", 0.0, top, "v", high, "m", 0.0, -high / 2.0, "h", 7.0 * sign);
    svg.open("g", &[]).text("title", &[], &bar.describe(words, today));
    at(svg, axis.share(x), "tick", &d);
    svg.close("g");
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::views::timeline::bars::tests::{DAY, bar};

    /// A phase as it is drawn on 10 May.
    fn drawn(bar: &Bar) -> String {
        let axis = Axis::new(DAY(1, 1), DAY(6, 1));
        let words = Words::of(Default::default());
        let mut svg = Svg::default();
        let scene = Scene { axis: &axis, today: DAY(5, 10), words: &words };
        phase(&mut svg, scene, bar, Lane { top: 10.0, high: 14.0, late: true });
        svg.finish()
    }

    #[test]
    fn late_days_are_hatched_and_counted() {
        let drawn = drawn(&bar(Some(DAY(4, 20)), Some(DAY(5, 4)), false));
        assert!(drawn.contains("url(#hatch)") && drawn.contains("+6 d") && !drawn.contains("<line"), "{drawn}");
        assert!(!drawn.contains("style="));
    }

    #[test]
    fn what_is_late_for_months_is_hatched_for_four_weeks_and_a_line_from_there() {
        let drawn = drawn(&bar(Some(DAY(1, 5)), Some(DAY(1, 10)), false));
        // 181 days are drawn: the hatch goes from the end of the tenth to the end of the thirty-eighth.
        assert!(drawn.contains("x=\"5.525%\" y=\"10\" width=\"15.47%\""), "{drawn}");
        assert!(drawn.contains("<line class=\"past\" x1=\"20.994%\" x2=\"71.271%\"") && drawn.contains("+120 d"));
    }

    #[test]
    fn what_begins_left_of_the_picture_says_since_when() {
        let axis = Axis::new(DAY(4, 1), DAY(6, 1));
        let words = Words::of(Default::default());
        let mut svg = Svg::default();
        let scene = Scene { axis: &axis, today: DAY(5, 10), words: &words };
        bracket(&mut svg, scene, &bar(Some(DAY(3, 12)), Some(DAY(5, 20)), false), 8.0);
        let drawn = svg.finish();
        assert!(drawn.contains(">since 12 Mar 2026<"), "{drawn}");
        // The cap at its end, and none at its beginning.
        assert_eq!(drawn.matches("y1=\"8\" y2=\"14\"").count(), 1, "{drawn}");
    }
}
