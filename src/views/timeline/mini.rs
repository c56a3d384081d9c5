//! The small timeline of one document: its own phases under its own dates.

use super::axis::{Axis, later};
use super::bars::{Bar, Stretch};
use super::draw::{self, Lane, Scene};
use super::grid::hatch;
use crate::base::When;
use crate::base::dates::Date;
use crate::model::{DocIx, ItemIx, LinkedDocument, Phase, PhaseSchedule, ScheduleUnit};
use crate::path;
use crate::schedule::{days_between, is_awaited};
use crate::views::Input;
use crate::views::days;
use crate::views::parts;
use crate::views::svg::{Svg, fit, text_width};
use crate::views::words::Words;

/// The width in pixels: that of a body.
const WIDTH: f64 = 640.0;
/// What the names of the phases take of it.
const NAMES: f64 = 190.0;
/// What the days past an end take of it, right of the bars.
const LATE: f64 = 52.0;
/// Height of a row.
const ROW: f64 = 22.0;
/// The most phases drawn.
const MOST: usize = 24;

/// What stands in one row: a bar, the `Day 1-2` headings inside it, and where its name leads.
struct Line {
    bar: Bar,
    entries: Vec<(Date, Date, String)>,
    href: Option<String>,
}

impl Line {
    fn of_phase(words: &Words, phase: &Phase, schedule: &PhaseSchedule, awaited: bool) -> Self {
        let entries = phase.schedule.iter().zip(&schedule.entries).filter_map(|(entry, days)| {
            let (first, last) = (*days)?;
            let key = if entry.unit == ScheduleUnit::Day { "day-number" } else { "week-number" };
            let number = days::numbered(words, key, entry.first, entry.last);
            let name = if entry.title.is_empty() { number } else { format!("{number}, {}", entry.title) };
            Some((first, last, name))
        });
        Self { bar: Bar::of_phase(words, phase, schedule, awaited), entries: entries.collect(), href: None }
    }
}

/// The small timeline of a document: its own phases, else those of its plan. `None` where fewer than two of them have
/// both days.
pub fn of_document(input: Input<'_>, ix: DocIx, linked: &LinkedDocument) -> Option<String> {
    let (site, words) = (input.site, &input.frame.words);
    let outer = |phase: &Phase| phase.parent.is_none();
    // A part is as late as what it is a part of.
    let whole = linked.part_of.and_then(|whole| site.documents.get(whole.at())).unwrap_or(linked);
    let awaited = is_awaited(whole.status().map(|fact| fact.value.status), &whole.dates);
    let own = linked.document.phases.iter().enumerate().filter(|(_, phase)| outer(phase));
    let mut lines: Vec<Line> =
        own.map(|(at, phase)| Line::of_phase(words, phase, site.schedule.phase(ix, at), awaited)).collect();
    if lines.is_empty()
        && let Some(item) = linked.item.and_then(|item| site.items.get(item.at()))
    {
        let lent = site.phases(item).filter(|(_, phase, _)| outer(phase));
        lines = lent.map(|(_, phase, schedule)| Line::of_phase(words, phase, schedule, awaited)).collect();
    }
    let whole = linked.item.map(|item| Stretch::of(&site.schedule.item(item).period)).unwrap_or_default();
    draw(input, whole, lines)
}

/// A small timeline of items; each name leads to its item. `None` where fewer than two of them have both days.
pub fn of_items(input: Input<'_>, from: &str, items: &[ItemIx]) -> Option<String> {
    let (site, words) = (input.site, &input.frame.words);
    let line = |ix: &ItemIx| Line {
        bar: Bar::of_item(words, site, *ix),
        entries: Vec::new(),
        href: Some(parts::item_href(from, &site[*ix])),
    };
    draw(input, Stretch::default(), items.iter().map(line).collect())
}

fn draw(input: Input<'_>, whole: Stretch, lines: Vec<Line>) -> Option<String> {
    let lines: Vec<Line> = lines.into_iter().filter(|line| line.bar.stretch.is_dated()).take(MOST).collect();
    if lines.iter().filter(|line| line.bar.stretch.days().is_some()).count() < 2 {
        return None;
    }
    let today = input.site.today;
    let words = &input.frame.words;
    let days = || {
        lines
            .iter()
            .map(|line| line.bar.stretch)
            .chain([whole])
            .flat_map(|stretch| [stretch.start, stretch.end])
            .flatten()
    };
    let (first, last) = (days().min()?, days().max()?);
    // A typo of a century must not press everything else into a pixel.
    let first = first.max(later(last, -3_650));
    // What is late is seen to be late, but never takes more than a third of the drawing.
    let late = lines.iter().any(|line| line.bar.overdue(today).is_some());
    let last = if late { today.min(later(last, days_between(first, last) / 2)).max(last) } else { last };
    let axis = Axis::fitted(first, last, WIDTH - NAMES - if late { LATE } else { 4.0 });
    let height = 22.0 + lines.len() as f64 * ROW + 6.0;
    let view = path!(0.0, 0.0, WIDTH, height);
    let linked = lines.iter().any(|line| line.href.is_some());
    let spoken: Vec<String> = lines.iter().map(|line| line.bar.describe(words, today)).collect();
    let label = format!("{}: {}", words.get("timeline"), spoken.join("; "));
    let mut svg = Svg::default();
    svg.open(
        "svg",
        &[
            ("class", "mini-timeline".into()),
            // A picture with links in it is a group: their names are read.
            ("role", if linked { "group" } else { "img" }.into()),
            ("aria-label", (&label).into()),
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
        &[
            ("class", "upper".into()),
            ("x", (NAMES + axis.width()).into()),
            ("y", 12.0.into()),
            ("text-anchor", "end".into()),
        ],
        &to,
    );
    let scene = Scene { axis: &axis, today, words };
    weeks(&mut svg, &axis, height);
    for (at, line) in lines.iter().enumerate() {
        let (y, bar) = (22.0 + at as f64 * ROW, &line.bar);
        if let Some(href) = &line.href {
            svg.open("a", &[("href", href.into())]);
        }
        svg.text("text", &[("x", 0.0.into()), ("y", (y + 14.0).into())], &fit(&bar.name, 12.0, NAMES - 12.0));
        if line.href.is_some() {
            svg.close("a");
        }
        // A drawing within the drawing, so that shares are shares of the days.
        let place = [("x", NAMES.into()), ("y", y.into()), ("width", axis.width().into()), ("height", ROW.into())];
        svg.open("svg", &place);
        draw::phase(&mut svg, scene, bar, Lane { top: 4.0, high: 12.0, late: true });
        for (first, last, name) in &line.entries {
            let (from, to) = (axis.x(*first), axis.end(*last));
            let day = |date: Date| words.date(When::Day(date));
            let wide = (to - from - 1.5).max(1.0);
            svg.open("g", &[("class", "inner".into())]);
            svg.text("title", &[], &format!("{name}: {} – {}", day(*first), day(*last)));
            let place = [("x", from.into()), ("y", 17.5.into()), ("width", wide.into()), ("height", 3.0.into())];
            svg.empty("rect", &place).close("g");
        }
        svg.close("svg");
    }
    if today >= first && today <= last {
        let x = NAMES + axis.x(today) + axis.scale / 2.0;
        svg.empty(
            "line",
            &[("class", "now".into()), ("x1", x.into()), ("x2", x.into()), ("y1", 18.0.into()), ("y2", height.into())],
        );
        let text = words.date(When::Day(today));
        let (half, room) = (text_width(&text, 11.0) / 2.0, 12.0);
        let free = x - half > NAMES + text_width(&from, 12.0) + room
            && x + half < NAMES + axis.width() - text_width(&to, 12.0) - room;
        if free {
            let attributes =
                [("class", "now".into()), ("x", x.into()), ("y", 12.0.into()), ("text-anchor", "middle".into())];
            svg.text("text", &attributes, &text);
        }
    }
    svg.close("svg");
    Some(svg.finish())
}

/// A thin line at every Monday, where there is room between them.
fn weeks(svg: &mut Svg, axis: &Axis, height: f64) {
    const CLOSEST: f64 = 9.0;
    if axis.scale * 7.0 < CLOSEST {
        return;
    }
    for (_, x) in axis.weeks() {
        let x = NAMES + x;
        let line =
            [("class", "rule".into()), ("x1", x.into()), ("x2", x.into()), ("y1", 20.0.into()), ("y2", height.into())];
        svg.empty("line", &line);
    }
}
