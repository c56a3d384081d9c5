//! What stands behind and above the bars of a timeline: days off, the lines of months and years, the line of today.

use super::axis::{Axis, later};
use crate::base::dates::Date;
use crate::config::Calendar;
use crate::model::Site;
use crate::schedule::calendar;
use crate::views::svg::{Svg, Value};

/// A picture of more days than these has no days off: on the screen they would be hairs.
const MOST: i32 = 1_200;

/// The patterns of what is past its end and of days that were counted, leaning to either side. A page that draws bars
/// needs them once.
pub fn hatch(svg: &mut Svg) {
    svg.open("defs", &[]);
    for (id, class, turn) in [("hatch", "hatch-line", "rotate(45)"), ("counted", "counted-line", "rotate(-45)")] {
        let pattern: [(&str, Value<'_>); 5] = [
            ("id", id.into()),
            ("width", 5.0.into()),
            ("height", 5.0.into()),
            ("patternUnits", "userSpaceOnUse".into()),
            ("patternTransform", turn.into()),
        ];
        let line = [("class", class.into()), ("width", 2.0.into()), ("height", 5.0.into())];
        svg.open("pattern", &pattern).empty("rect", &line).close("pattern");
    }
    svg.close("defs");
}

/// What stands behind the bars: weekends, holidays and the lines of the months, as high as what it stands in.
pub fn grid(axis: &Axis, site: &Site) -> String {
    let mut svg = open(axis, "grid");
    hatch(&mut svg);
    if axis.days <= MOST {
        for (from, to) in days_off(axis, &site.config.calendar) {
            let (x, width) = (axis.share(from), axis.share(to - from));
            svg.empty(
                "rect",
                &[("class", "off".into()), ("x", x.into()), ("width", width.into()), ("height", "100%".into())],
            );
        }
    }
    let years: Vec<f64> = axis.years().into_iter().map(|(_, x, _)| x).collect();
    let months = if axis.is_weekly() { axis.months() } else { Vec::new() };
    let months: Vec<f64> = months.into_iter().map(|(_, x, _)| x).filter(|x| !years.contains(x)).collect();
    for (class, lines) in [("rule", years), ("rule fine", months)] {
        for x in lines {
            let x = axis.share(x);
            let line = [
                ("class", class.into()),
                ("x1", x.into()),
                ("x2", x.into()),
                ("y1", 0.0.into()),
                ("y2", "100%".into()),
            ];
            svg.empty("line", &line);
        }
    }
    svg.close("svg");
    svg.finish()
}

/// The line of today above everything else.
pub fn today(axis: &Axis, today: Date) -> String {
    let x = axis.share(axis.middle(today));
    let mut svg = open(axis, "today");
    svg.empty("line", &[("x1", x.into()), ("x2", x.into()), ("y1", 0.0.into()), ("y2", "100%".into())]);
    svg.close("svg");
    svg.finish()
}

fn open(axis: &Axis, class: &str) -> Svg {
    let mut svg = Svg::default();
    svg.open(
        "svg",
        &[
            ("class", class.into()),
            ("aria-hidden", "true".into()),
            ("width", axis.width().into()),
            ("height", "100%".into()),
        ],
    );
    svg
}

fn days_off(axis: &Axis, days: &Calendar) -> Vec<(f64, f64)> {
    let mut out: Vec<(f64, f64)> = Vec::new();
    for day in 0..axis.days {
        let date = later(axis.first, day);
        if calendar::is_off(days, date) {
            let (from, to) = (axis.x(date), axis.end(date));
            match out.last_mut() {
                Some(last) if (last.1 - from).abs() < 0.01 => last.1 = to,
                _ => out.push((from, to)),
            }
        }
    }
    out
}
