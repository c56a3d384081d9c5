//! The axis of a timeline: fixed pixels per day, two tiers of labels that never overlap.

use crate::base::dates::Date;
use crate::config::Calendar;
use crate::model::Site;
use crate::schedule::{calendar, days_between};
use crate::views::svg::{Svg, text_width};
use crate::views::words::Words;
use crate::{base::When, path};

/// The widest drawing in pixels; beyond it a day gets less room.
const WIDEST: f64 = 16_000.0;
/// The width a drawing should have where its days allow it.
const SCREEN: f64 = 680.0;
/// Height of the two tiers and of the line for today above them.
pub const HEAD: f64 = 56.0;

/// The patterns of what is past its end and of days that were counted, leaning to either side. A page that draws bars
/// needs them once.
pub fn hatch(svg: &mut Svg) {
    svg.open("defs", &[]);
    for (id, class, turn) in [("hatch", "hatch-line", "rotate(45)"), ("counted", "counted-line", "rotate(-45)")] {
        let pattern: [(&str, crate::views::svg::Value<'_>); 5] = [
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

/// Days to pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Axis {
    /// The first day drawn.
    pub first: Date,
    /// How many days are drawn.
    pub days: i32,
    /// Pixels per day.
    pub scale: f64,
}

/// The date some days later, or the date itself at the ends of the calendar.
pub fn later(date: Date, days: i32) -> Date {
    date.checked_add(jiff::Span::new().days(days.clamp(-7_000_000, 7_000_000))).unwrap_or(date)
}

impl Axis {
    /// From the month of the first day to the end of the last one's, as large as the length allows.
    pub fn new(first: Date, last: Date) -> Self {
        let first = first.first_of_month();
        let days = days_between(first, last.max(first).last_of_month()) + 1;
        // What fits a screen fits it; what does not is scrolled and never smaller than its labels allow.
        let scale: f64 = match days {
            ..=400 => (SCREEN / f64::from(days)).clamp(2.5, 9.0),
            401..=1_200 => 2.5,
            _ => 1.2,
        };
        Self { first, days, scale: scale.min(WIDEST / f64::from(days)) }
    }

    /// The same days on a width.
    pub fn fitted(first: Date, last: Date, width: f64) -> Self {
        let days = days_between(first, last.max(first)) + 1;
        Self { first, days, scale: width / f64::from(days) }
    }

    /// The width in pixels.
    pub fn width(&self) -> f64 {
        f64::from(self.days) * self.scale
    }

    /// Where a day begins; held inside the drawing.
    pub fn x(&self, date: Date) -> f64 {
        f64::from(days_between(self.first, date).clamp(0, self.days)) * self.scale
    }

    /// Where a day ends.
    pub fn end(&self, date: Date) -> f64 {
        f64::from(days_between(self.first, date).saturating_add(1).clamp(0, self.days)) * self.scale
    }

    /// The day behind the last one drawn.
    fn behind(&self) -> Date {
        later(self.first, self.days)
    }

    /// The two tiers: years over months on a small scale, months over weeks on a large one.
    /// Above them `today` where it lies inside.
    pub fn head(&self, words: &Words, label: &str, today: Option<Date>) -> String {
        let mut svg = Svg::default();
        let view = path!(0.0, 0.0, self.width(), HEAD);
        svg.open(
            "svg",
            &[
                ("class", "axis".into()),
                ("role", "img".into()),
                ("aria-label", label.into()),
                ("width", self.width().into()),
                ("height", HEAD.into()),
                ("viewBox", (&view).into()),
            ],
        );
        let fine = self.scale >= 2.0;
        let above = if fine { self.months() } else { self.years() };
        let named = |date: Date| match fine {
            true => words.date(When::Month(date)),
            false => date.year().to_string(),
        };
        for &(date, from, to) in &above {
            svg.empty(
                "line",
                &[
                    ("class", "rule".into()),
                    ("x1", from.into()),
                    ("x2", from.into()),
                    ("y1", 16.0.into()),
                    ("y2", HEAD.into()),
                ],
            );
            let text = named(date);
            if text_width(&text, 12.0) + 12.0 < to - from {
                svg.text("text", &[("class", "upper".into()), ("x", (from + 6.0).into()), ("y", 30.0.into())], &text);
            }
        }
        let below: Vec<(f64, String)> = if fine {
            self.weeks().into_iter().map(|(date, x)| (x, format!("{}", date.iso_week_date().week()))).collect()
        } else {
            self.months().into_iter().map(|(date, from, _)| (from, words.month(date).to_owned())).collect()
        };
        let widest = below.iter().map(|(_, text)| text_width(text, 11.0)).fold(0.0, f64::max) + 10.0;
        let step = below.windows(2).map(|pair| pair[1].0 - pair[0].0).fold(f64::INFINITY, f64::min).max(1.0);
        let nth = (widest / step).ceil().max(1.0) as usize;
        for (x, text) in below.iter().step_by(nth) {
            if x + text_width(text, 11.0) + 4.0 < self.width() {
                svg.text("text", &[("class", "lower".into()), ("x", (x + 4.0).into()), ("y", 49.0.into())], text);
            }
        }
        if let Some(today) = today.filter(|today| *today >= self.first && *today < self.behind()) {
            let text = words.date(When::Day(today));
            let (x, half) = (self.x(today) + self.scale / 2.0, text_width(&text, 11.0) / 2.0);
            let middle = x.max(half + 2.0).min((self.width() - half - 2.0).max(0.0));
            let attributes =
                [("class", "now".into()), ("x", middle.into()), ("y", 11.0.into()), ("text-anchor", "middle".into())];
            svg.text("text", &attributes, &text);
            svg.empty(
                "line",
                &[
                    ("class", "now".into()),
                    ("x1", x.into()),
                    ("x2", x.into()),
                    ("y1", 14.0.into()),
                    ("y2", HEAD.into()),
                ],
            );
        }
        svg.close("svg");
        svg.finish()
    }

    /// What stands behind the bars: weekends, holidays and the lines of the months, as high as what it stands in.
    pub fn grid(&self, site: &Site) -> String {
        let mut svg = Svg::default();
        svg.open(
            "svg",
            &[
                ("class", "grid".into()),
                ("aria-hidden", "true".into()),
                ("width", self.width().into()),
                ("height", "100%".into()),
            ],
        );
        hatch(&mut svg);
        if self.scale >= 4.0 {
            for (from, to) in self.days_off(&site.config.calendar) {
                svg.empty(
                    "rect",
                    &[
                        ("class", "off".into()),
                        ("x", from.into()),
                        ("width", (to - from).into()),
                        ("height", "100%".into()),
                    ],
                );
            }
        }
        let lines = if self.scale >= 2.0 { self.months() } else { self.years() };
        for (_, x, _) in lines {
            svg.empty(
                "line",
                &[
                    ("class", "rule".into()),
                    ("x1", x.into()),
                    ("x2", x.into()),
                    ("y1", 0.0.into()),
                    ("y2", "100%".into()),
                ],
            );
        }
        svg.close("svg");
        svg.finish()
    }

    /// The line of today above everything else.
    pub fn today(&self, today: Date) -> String {
        let x = self.x(today) + self.scale / 2.0;
        let mut svg = Svg::default();
        svg.open(
            "svg",
            &[
                ("class", "today".into()),
                ("aria-hidden", "true".into()),
                ("width", self.width().into()),
                ("height", "100%".into()),
            ],
        );
        svg.empty("line", &[("x1", x.into()), ("x2", x.into()), ("y1", 0.0.into()), ("y2", "100%".into())]);
        svg.close("svg");
        svg.finish()
    }

    fn months(&self) -> Vec<(Date, f64, f64)> {
        self.steps(|date| later(date.last_of_month(), 1))
    }

    fn years(&self) -> Vec<(Date, f64, f64)> {
        self.steps(|date| later(date.last_of_year(), 1))
    }

    fn steps(&self, next: impl Fn(Date) -> Date) -> Vec<(Date, f64, f64)> {
        let (mut out, mut date, behind) = (Vec::new(), self.first, self.behind());
        while date < behind {
            let following = next(date);
            if following <= date {
                break;
            }
            out.push((date, self.x(date), self.x(following)));
            date = following;
        }
        out
    }

    /// The Mondays.
    pub fn weeks(&self) -> Vec<(Date, f64)> {
        let offset = i32::from(self.first.weekday().to_monday_zero_offset());
        let first = later(self.first, (7 - offset) % 7);
        (0..self.days / 7 + 1)
            .map(|week| later(first, week * 7))
            .filter(|date| *date < self.behind())
            .map(|date| (date, self.x(date)))
            .collect()
    }

    fn days_off(&self, days: &Calendar) -> Vec<(f64, f64)> {
        let mut out: Vec<(f64, f64)> = Vec::new();
        for day in 0..self.days {
            let date = later(self.first, day);
            if calendar::is_off(days, date) {
                let (from, to) = (self.x(date), self.end(date));
                match out.last_mut() {
                    Some(last) if (last.1 - from).abs() < 0.01 => last.1 = to,
                    _ => out.push((from, to)),
                }
            }
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(year: i16, month: i8, day: i8) -> Date {
        Date::constant(year, month, day)
    }

    #[test]
    fn days_become_pixels_and_stay_inside() {
        let axis = Axis::new(date(2026, 3, 12), date(2026, 4, 2));
        assert_eq!((axis.first, axis.days), (date(2026, 3, 1), 61));
        assert_eq!((axis.x(date(2026, 3, 11)), axis.end(date(2026, 3, 11))), (90.0, 99.0));
        assert_eq!(axis.x(date(1, 1, 1)), 0.0);
        assert_eq!(axis.end(date(9999, 12, 31)), axis.width());
    }

    #[test]
    fn the_whole_calendar_is_no_problem() {
        let axis = Axis::new(date(-9999, 1, 1), date(9999, 12, 31));
        assert!(axis.width() <= WIDEST + 1.0);
        assert!(axis.head(&Words::of(Default::default()), "x", None).len() < 4_000_000);
    }

    #[test]
    fn labels_of_the_lower_tier_do_not_overlap() {
        for (first, last) in [
            (date(2026, 1, 1), date(2026, 3, 1)),
            (date(2024, 1, 1), date(2026, 12, 1)),
            (date(2010, 1, 1), date(2026, 1, 1)),
        ] {
            let svg = Axis::new(first, last).head(&Words::of(Default::default()), "x", None);
            let mut end = -1.0;
            for piece in svg.split("class=\"lower\" x=\"").skip(1) {
                let x: f64 = piece.split('"').next().and_then(|x| x.parse().ok()).unwrap_or(0.0);
                let text = piece.split('>').nth(1).and_then(|rest| rest.split('<').next()).unwrap_or("");
                assert!(x > end, "{x} {end} {text}");
                end = x + text_width(text, 11.0);
            }
            assert!(end > 0.0);
        }
    }
}
