//! The labels above a timeline in two tiers, twice: months over weeks for a fine scale, years over months for a coarse
//! one. What has no room is marked, not left out, so that script can thin the labels anew for another scale.

use super::axis::{Axis, FINE};
use crate::base::When;
use crate::base::dates::Date;
use crate::views::svg::{Svg, text_width};
use crate::views::words::Words;

/// Height of the two tiers and of the line for today above them.
pub const HEAD: f64 = 56.0;
/// The width of a picture on paper.
const PAPER: f64 = 460.0;
/// A picture of more days than these keeps only the labels that have room: there is no scale for the others.
const MOST: i32 = 20_000;

/// The labels of a scale.
struct Tiers {
    name: &'static str,
    /// Text, where it begins and where its room ends.
    upper: Vec<(String, f64, f64)>,
    lower: Vec<(String, f64)>,
    /// Whether it is the one shown, as built and on paper.
    shown: [bool; 2],
}

/// The labels, with `today` above them where it lies inside.
pub fn head(axis: &Axis, words: &Words, label: &str, today: Option<Date>) -> String {
    let mut svg = Svg::default();
    svg.open(
        "svg",
        &[
            ("class", "axis".into()),
            ("role", "img".into()),
            ("aria-label", label.into()),
            ("width", axis.width().into()),
            ("height", HEAD.into()),
        ],
    );
    for tiers in tiers(axis, words) {
        draw(&mut svg, axis, &tiers);
    }
    if let Some(today) = today.filter(|today| axis.holds(*today)) {
        let text = words.date(When::Day(today));
        let (x, half) = (axis.middle(today), text_width(&text, 11.0) / 2.0);
        // Near an edge the label stands to the one side of its line where there is room for it.
        let anchor = match () {
            () if x < half => "start",
            () if x + half > axis.width() => "end",
            () => "middle",
        };
        let x = axis.share(x);
        let attributes = [("class", "now".into()), ("x", x.into()), ("y", 11.0.into()), ("text-anchor", anchor.into())];
        svg.text("text", &attributes, &text);
        let line =
            [("class", "now".into()), ("x1", x.into()), ("x2", x.into()), ("y1", 14.0.into()), ("y2", HEAD.into())];
        svg.empty("line", &line);
    }
    svg.close("svg");
    svg.finish()
}

fn tiers(axis: &Axis, words: &Words) -> Vec<Tiers> {
    let fine = axis.is_weekly().then(|| Tiers {
        name: "fine",
        upper: axis.months().into_iter().map(|(date, from, to)| (words.date(When::Month(date)), from, to)).collect(),
        lower: axis.weeks().into_iter().map(|(date, x)| (date.iso_week_date().week().to_string(), x)).collect(),
        shown: [axis.scale >= FINE, PAPER / f64::from(axis.days) >= FINE],
    });
    let shown = fine.as_ref().map_or([true, true], |fine| fine.shown.map(|shown| !shown));
    let coarse = Tiers {
        name: "rough",
        upper: axis.years().into_iter().map(|(date, from, to)| (date.year().to_string(), from, to)).collect(),
        lower: axis.months().into_iter().map(|(date, from, _)| (words.month(date).to_owned(), from)).collect(),
        shown,
    };
    fine.into_iter().chain([coarse]).collect()
}

/// Which of the lower labels have room when the picture is so many times as wide: every nth.
fn nth(lower: &[(String, f64)], ratio: f64) -> usize {
    let widest = lower.iter().map(|(text, _)| text_width(text, 11.0)).fold(0.0, f64::max) + 10.0;
    let step = lower.windows(2).map(|pair| pair[1].1 - pair[0].1).fold(f64::INFINITY, f64::min).max(1.0);
    (widest / (step * ratio)).ceil().max(1.0) as usize
}

/// The class of a label: hidden where it has no room, marked where it has room on paper.
fn class(tier: &'static str, [screen, paper]: [bool; 2]) -> String {
    let mut class = tier.to_owned();
    if !screen {
        class.push_str(" thin");
    }
    if paper {
        class.push_str(" paper");
    }
    class
}

fn draw(svg: &mut Svg, axis: &Axis, tiers: &Tiers) {
    let ratio = PAPER / axis.width();
    let Tiers { name, upper, lower, shown } = tiers;
    let few = axis.days <= MOST;
    svg.open("g", &[("class", (*name).into())]);
    for (text, from, to) in upper {
        let room = |ratio: f64| text_width(text, 12.0) + 12.0 < (to - from) * ratio;
        let rule = class("rule", [true, shown[1]]);
        let x = axis.share(*from);
        let line =
            [("class", (&rule).into()), ("x1", x.into()), ("x2", x.into()), ("y1", 16.0.into()), ("y2", HEAD.into())];
        svg.empty("line", &line);
        let seen = [room(1.0), shown[1] && room(ratio)];
        if few || seen[0] {
            let class = class("upper", seen);
            let place = [("class", (&class).into()), ("x", x.into()), ("dx", 6.0.into()), ("y", 30.0.into())];
            svg.text("text", &place, text);
        }
    }
    let steps = [nth(lower, 1.0), nth(lower, ratio)];
    for (at, (text, x)) in lower.iter().enumerate() {
        let room = |ratio: f64| x * ratio + text_width(text, 11.0) + 4.0 < axis.width() * ratio;
        let seen = [at % steps[0] == 0 && room(1.0), shown[1] && at % steps[1] == 0 && room(ratio)];
        if few || seen[0] {
            let class = class("lower", seen);
            let place =
                [("class", (&class).into()), ("x", axis.share(*x).into()), ("dx", 4.0.into()), ("y", 49.0.into())];
            svg.text("text", &place, text);
        }
    }
    svg.close("g");
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(year: i16, month: i8, day: i8) -> Date {
        Date::constant(year, month, day)
    }

    /// Where the labels with a class of exactly these words stand, as shares, with their texts.
    fn labels(svg: &str, group: &str, wanted: &str) -> Vec<(f64, String)> {
        let group = svg.split("<g class=\"").find(|part| part.starts_with(group)).unwrap_or_default();
        let texts = group.split("<text class=\"").skip(1);
        texts
            .filter(|text| text.split('"').next().is_some_and(|class| class == wanted || class.ends_with(wanted)))
            .map(|text| {
                let x = text.split(" x=\"").nth(1).and_then(|x| x.split('%').next()).and_then(|x| x.parse().ok());
                let inner = text.split('>').nth(1).and_then(|rest| rest.split('<').next()).unwrap_or_default();
                (x.unwrap_or(-1.0), inner.to_owned())
            })
            .collect()
    }

    #[test]
    fn the_whole_calendar_is_no_problem() {
        let axis = Axis::new(date(-9999, 1, 1), date(9999, 12, 31));
        assert!(head(&axis, &Words::of(Default::default()), "x", None).len() < 4_000_000);
    }

    #[test]
    fn labels_of_the_lower_tier_do_not_overlap() {
        for (first, last, group) in [
            (date(2026, 1, 1), date(2026, 3, 1), "fine"),
            (date(2024, 1, 1), date(2026, 12, 1), "fine"),
            (date(2010, 1, 1), date(2026, 1, 1), "rough"),
        ] {
            let axis = Axis::new(first, last);
            let svg = head(&axis, &Words::of(Default::default()), "x", None);
            let mut end = -1.0;
            let shown = labels(&svg, group, "lower").into_iter().chain(labels(&svg, group, "lower paper"));
            let mut shown: Vec<(f64, String)> = shown.collect();
            shown.sort_by(|a, b| a.0.total_cmp(&b.0));
            for (share, text) in shown {
                let x = share * axis.width() / 100.0;
                assert!(x > end, "{x} {end} {text}");
                end = x + text_width(&text, 11.0);
            }
            assert!(end > 0.0);
        }
    }

    #[test]
    fn paper_is_narrower_and_has_fewer_labels() {
        let axis = Axis::new(date(2026, 1, 1), date(2026, 6, 1));
        let svg = head(&axis, &Words::of(Default::default()), "x", None);
        let paper: Vec<String> = labels(&svg, "fine", "paper").into_iter().map(|(_, text)| text).collect();
        assert!(paper.contains(&"Jan 2026".to_owned()) && !paper.contains(&"3".to_owned()), "{paper:?}");
        assert!(labels(&svg, "rough", "paper").is_empty());
        let axis = Axis::new(date(2024, 1, 1), date(2026, 6, 1));
        let svg = head(&axis, &Words::of(Default::default()), "x", None);
        assert!(labels(&svg, "fine", "paper").is_empty() && !labels(&svg, "rough", "paper").is_empty());
    }

    #[test]
    fn the_label_of_today_stays_inside() {
        let first = date(2026, 3, 1);
        let axis = Axis::new(first, date(2026, 3, 30));
        let words = Words::of(Default::default());
        for (today, anchor) in [(first, "start"), (date(2026, 3, 15), "middle"), (date(2026, 3, 31), "end")] {
            let svg = head(&axis, &words, "x", Some(today));
            assert!(svg.contains(&format!("text-anchor=\"{anchor}\"")), "{today} {svg}");
        }
        assert!(!head(&axis, &words, "x", Some(date(2026, 4, 1))).contains("text-anchor"));
    }
}
