//! The small timeline of one document: its own phases under its own dates.

use super::axis::{Axis, days_between, hatch, later};
use super::bars::{self, Bar, Lane, Scene, Stretch};
use crate::base::When;
use crate::model::{LinkedDocument, Phase};
use crate::path;
use crate::views::Input;
use crate::views::card::phase_name;
use crate::views::svg::{Svg, fit, text_width};

/// The width in pixels: that of a body.
const WIDTH: f64 = 640.0;
/// What the names of the phases take of it.
const NAMES: f64 = 190.0;
/// Height of a row.
const ROW: f64 = 22.0;
/// The most phases drawn.
const MOST: usize = 24;

/// The small timeline of a document; `None` where its phases have no dates.
pub fn of_document(input: Input<'_>, linked: &LinkedDocument) -> Option<String> {
    let whole = Stretch::of(linked.dates.start.first(), linked.dates.target.first());
    draw(input, whole, &linked.document.phases)
}

/// Draws phases, dated or not, under an axis of their own; `whole` are the dates of the document. `None` where fewer
/// than two phases have both days.
pub fn draw<'a>(input: Input<'_>, whole: Stretch, phases: impl IntoIterator<Item = &'a Phase>) -> Option<String> {
    let bars: Vec<Bar> = phases
        .into_iter()
        .filter(|phase| phase.parent.is_none())
        .map(|phase| Bar::of_phase(phase, phase_name(phase)))
        .filter(|bar| bar.stretch.is_dated())
        .take(MOST)
        .collect();
    if bars.iter().filter(|bar| bar.stretch.days().is_some()).count() < 2 {
        return None;
    }
    let today = input.site.today;
    let words = &input.frame.words;
    let days =
        || bars.iter().map(|bar| bar.stretch).chain([whole]).flat_map(|stretch| [stretch.start, stretch.end]).flatten();
    let (first, last) = (days().min()?, days().max()?);
    // A typo of a century must not press everything else into a pixel.
    let first = first.max(later(last, -3_650));
    // What is late is seen to be late, but never takes more than a third of the drawing.
    let late = bars.iter().any(|bar| bar.overdue(today).is_some());
    let last = if late { today.min(later(last, days_between(first, last) / 2)).max(last) } else { last };
    let axis = Axis::fitted(first, last, WIDTH - NAMES - 4.0);
    let height = 22.0 + bars.len() as f64 * ROW + 6.0;
    let view = path!(0.0, 0.0, WIDTH, height);
    let mut svg = Svg::default();
    svg.open(
        "svg",
        &[
            ("class", "mini-timeline".into()),
            ("role", "img".into()),
            ("aria-label", words.get("timeline").into()),
            ("width", WIDTH.into()),
            ("height", height.into()),
            ("viewBox", (&view).into()),
        ],
    );
    hatch(&mut svg);
    let from = words.date(When::Day(first));
    let to = words.date(When::Day(last));
    svg.text("text", &[("class", "upper".into()), ("x", NAMES.into()), ("y", 12.0.into())], &from);
    svg.text(
        "text",
        &[("class", "upper".into()), ("x", (WIDTH - 4.0).into()), ("y", 12.0.into()), ("text-anchor", "end".into())],
        &to,
    );
    let scene = Scene { axis: &axis, today, words };
    for (at, bar) in bars.iter().enumerate() {
        let y = 22.0 + at as f64 * ROW;
        svg.text("text", &[("x", 0.0.into()), ("y", (y + 14.0).into())], &fit(&bar.name, 12.0, NAMES - 12.0));
        let shift = format!("translate({NAMES} {y})");
        svg.open("g", &[("transform", (&shift).into())]);
        bars::phase(&mut svg, scene, bar, Lane { top: 4.0, high: 12.0, named: false, late: true });
        svg.close("g");
    }
    if today >= first && today <= last {
        let x = NAMES + axis.x(today) + axis.scale / 2.0;
        svg.empty(
            "line",
            &[("class", "now".into()), ("x1", x.into()), ("x2", x.into()), ("y1", 18.0.into()), ("y2", height.into())],
        );
        let text = words.date(When::Day(today));
        let (half, room) = (text_width(&text, 11.0) / 2.0, 12.0);
        let free = x - half > NAMES + text_width(&from, 12.0) + room && x + half < WIDTH - text_width(&to, 12.0) - room;
        if free {
            let attributes =
                [("class", "now".into()), ("x", x.into()), ("y", 12.0.into()), ("text-anchor", "middle".into())];
            svg.text("text", &attributes, &text);
        }
    }
    svg.close("svg");
    Some(svg.finish())
}
