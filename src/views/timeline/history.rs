//! The history: what was begun and finished, per month and item by item.

use std::collections::BTreeMap;

use crate::views::value::{Value, data};

use super::axis::{Axis, FILLED, later};
use super::bars::{Bar, Stretch};
use super::draw::{self, Lane, Scene};
use super::picture::{self, Ties};
use super::{MOST_LINES, MOST_ROWS, date, lead, source};
use crate::base::When;
use crate::base::dates::Date;
use crate::model::{Fact, Item, ItemIx, Site, Status};
use crate::path;
use crate::views::bar::Of;
use crate::views::card::status_of;
use crate::views::svg::{Svg, text_width};
use crate::views::words::Words;
use crate::views::{Input, bar, overview, record};

/// The furthest back the history reaches, in days.
const BACK: i32 = 365 * 40;

fn begun(item: &Item) -> Option<&Fact<When>> {
    item.dates.start.first().or_else(|| item.dates.created.first())
}

fn finished(item: &Item) -> Option<&Fact<When>> {
    item.dates.completed.first().filter(|_| status_of(item) == Status::Done)
}

/// Items that were begun or finished on or before today, the latest first.
pub fn items(site: &Site) -> Vec<ItemIx> {
    let mut found: Vec<(Date, ItemIx)> = site
        .each_item()
        .filter_map(|(ix, item)| {
            let days =
                [finished(item).map(|fact| fact.value.last_day()), begun(item).map(|fact| fact.value.first_day())];
            let day = days.into_iter().flatten().filter(|day| inside(site, *day)).max()?;
            Some((day, ix))
        })
        .collect();
    found.sort_by_key(|(day, ix)| (std::cmp::Reverse(*day), *ix));
    found.into_iter().map(|(_, ix)| ix).collect()
}

fn inside(site: &Site, day: Date) -> bool {
    day <= site.today && day >= later(site.today, -BACK)
}

pub fn data(input: Input<'_>, from: &str) -> Value {
    let site = input.site;
    let words = &input.frame.words;
    let all = items(site);
    let mut months = months(site, &all);
    if !overview::tells_ends(site) {
        months.values_mut().for_each(|(_, finished)| *finished = 0);
    }
    // A bar needs both of its ends.
    let whole: Vec<ItemIx> = all.iter().copied().filter(|ix| stretch(&site[*ix]).days().is_some()).collect();
    let drawn: Vec<ItemIx> = whole.iter().copied().take(MOST_ROWS).collect();
    let days = || drawn.iter().flat_map(|ix| [stretch(&site[*ix]).start, stretch(&site[*ix]).end]).flatten();
    let axis = days().min().zip(days().max());
    // A screen is filled: what is over grows to the left.
    let axis = axis.map(|(first, last)| {
        let filled = later(last.last_of_month(), 1 - FILLED);
        Axis::new(first.max(later(last, -BACK)).min(filled), last)
    });
    let rows: Vec<(ItemIx, Bar)> = drawn.iter().map(|ix| (*ix, own_bar(&site[*ix]))).collect();
    let picture = axis.map(|axis| {
        let drawn = rows.iter().map(|(ix, bar)| row(input, from, &axis, *ix, bar)).collect();
        picture::data(input, &axis, &rows, &Ties::of(input, &rows), drawn)
    });
    data!({
        "counted": words.count("item-count", all.len()),
        "chart": chart(words, &months),
        "finished": months.values().any(|(_, finished)| *finished > 0),
        "months": months.iter().rev().map(|(month, (begun, finished))| data!({
            "month": date(input, Some(When::Month(*month))), "begun": *begun, "finished": *finished,
        })).collect::<Vec<_>>(),
        "bar": bar::data(input, from, &all, Of::Timeline),
        "picture": picture,
        "one_ended": (whole.len() < all.len()).then(|| {
            words.count("have-both-ends", whole.len()).replace("{total}", &words.number(all.len()))
        }),
        "rows_left": (whole.len() > MOST_ROWS).then(|| words.count("rows-left", whole.len() - MOST_ROWS)),
        "table": all.iter().take(MOST_LINES).map(|ix| line(input, from, *ix)).collect::<Vec<_>>(),
        "table_left": (all.len() > MOST_LINES).then(|| words.count("rows-left", all.len() - MOST_LINES)),
    })
}

/// From the first of what was written to the last: facts, and nothing counted.
fn stretch(item: &Item) -> Stretch {
    let start = begun(item).map(|fact| fact.value.first_day());
    Stretch { start, end: finished(item).map(|fact| fact.value.last_day()) }
}

/// How many items were begun and finished in every month from the first to the last, empty months included.
fn months(site: &Site, all: &[ItemIx]) -> BTreeMap<Date, (usize, usize)> {
    let mut counts: BTreeMap<Date, (usize, usize)> = BTreeMap::new();
    for ix in all {
        let item = &site[*ix];
        let month = |fact: Option<&Fact<When>>, last: bool| {
            let day = fact.map(|fact| if last { fact.value.last_day() } else { fact.value.first_day() });
            day.filter(|day| inside(site, *day)).map(Date::first_of_month)
        };
        if let Some(month) = month(begun(item), false) {
            counts.entry(month).or_default().0 += 1;
        }
        if let Some(month) = month(finished(item), true) {
            counts.entry(month).or_default().1 += 1;
        }
    }
    let ends = counts.keys().next().copied().zip(counts.keys().next_back().copied());
    if let Some((first, last)) = ends {
        let mut month = first;
        while month < last {
            counts.entry(month).or_default();
            let next = later(month.last_of_month(), 1);
            if next <= month {
                break;
            }
            month = next;
        }
    }
    counts
}

/// A pair of columns per month: begun as an outline, finished filled.
fn chart(words: &Words, months: &BTreeMap<Date, (usize, usize)>) -> String {
    const HIGH: f64 = 96.0;
    const BASE: f64 = HIGH + 16.0;
    let step = if months.len() > 72 { 12.0 } else { 26.0 };
    let width = months.len() as f64 * step + 24.0;
    let most = months.values().map(|(begun, finished)| (*begun).max(*finished)).max().unwrap_or(1).max(1) as f64;
    let mut svg = Svg::default();
    let view = path!(0.0, 0.0, width, BASE + 34.0);
    svg.open(
        "svg",
        &[
            ("class", "months".into()),
            ("role", "img".into()),
            ("aria-label", words.get("per-month").into()),
            ("width", width.into()),
            ("height", (BASE + 34.0).into()),
            ("viewBox", (&view).into()),
        ],
    );
    svg.empty(
        "line",
        &[("class", "rule".into()), ("x1", 0.0.into()), ("x2", width.into()), ("y1", BASE.into()), ("y2", BASE.into())],
    );
    let ends = months.values().any(|(_, finished)| *finished > 0);
    let bar = if ends { (step - 6.0) / 2.0 } else { step - 6.0 };
    // An outline needs some width to be one; without a second column there is nothing to tell it from.
    let begun_class = if ends && bar > 5.0 { "begun" } else { "begun solid" };
    // Every so many months have a label, so that the eye can count them.
    let widest = months.keys().map(|month| text_width(words.month(*month), 11.0)).fold(0.0, f64::max);
    let nth = ((widest + 6.0) / step).ceil().max(1.0) as usize;
    let mut year_free = 0.0;
    let mut most_told = false;
    for (at, (month, (begun, finished))) in months.iter().enumerate() {
        let x = at as f64 * step + 4.0;
        svg.open("g", &[]).text(
            "title",
            &[],
            &format!(
                "{}: {} {begun}, {} {finished}",
                words.date(When::Month(*month)),
                words.get("begun"),
                words.get("finished"),
            ),
        );
        for (class, count, left) in [(begun_class, *begun, x), ("finished", *finished, x + bar + 1.0)] {
            if count > 0 {
                let high = (count as f64 / most * HIGH).max(2.0);
                // The highest column says how much its height is.
                if count as f64 >= most && !std::mem::replace(&mut most_told, true) {
                    let at = [("class", "lower".into()), ("x", (left + 0.5).into()), ("y", (BASE - high - 4.0).into())];
                    svg.text("text", &at, &words.number(count));
                }
                svg.empty(
                    "rect",
                    &[
                        ("class", class.into()),
                        ("x", (left + 0.5).into()),
                        ("y", (BASE - high).into()),
                        ("width", (bar - 1.0).into()),
                        ("height", high.into()),
                    ],
                );
            }
        }
        svg.close("g");
        let name = words.month(*month);
        if at % nth == 0 && step > 20.0 {
            svg.text("text", &[("class", "lower".into()), ("x", x.into()), ("y", (BASE + 14.0).into())], name);
        }
        if at == 0 || month.month() == 1 {
            let year = month.year().to_string();
            // The first year may begin in December: its label must not run into the next one's.
            let room = months
                .keys()
                .skip(at + 1)
                .position(|month| month.month() == 1)
                .is_none_or(|months| (months + 1) as f64 * step > text_width(&year, 12.0) + 6.0);
            if x >= year_free && room {
                svg.text("text", &[("class", "upper".into()), ("x", x.into()), ("y", (BASE + 29.0).into())], &year);
                year_free = x + text_width(&year, 12.0) + 8.0;
            }
        }
    }
    svg.close("svg");
    svg.finish()
}

/// What is over as a bar, in one piece.
fn own_bar(item: &Item) -> Bar {
    Bar {
        stretch: stretch(item),
        percent: 100,
        done: true,
        begun: true,
        awaited: false,
        basis: None,
        name: item.title.clone(),
    }
}

fn row(input: Input<'_>, from: &str, axis: &Axis, ix: ItemIx, bar: &Bar) -> Value {
    let (site, words) = (input.site, &input.frame.words);
    let scene = Scene { axis, today: site.today, words };
    let mut lead = lead(input, from, ix);
    lead["svg"] = data!(draw::row(axis, &bar.describe(words, site.today), |svg| {
        draw::phase(svg, scene, bar, Lane { top: 12.0, high: 12.0, late: false });
    }));
    lead
}

fn line(input: Input<'_>, from: &str, ix: ItemIx) -> Value {
    let item = &input.site[ix];
    let (begun, finished) = (begun(item), finished(item));
    data!({
        "of": record::key(input.site, ix),
        "item": lead(input, from, ix),
        "start": date(input, begun.map(|fact| fact.value)),
        "end": date(input, finished.map(|fact| fact.value)),
        "days": stretch(item).days(),
        "source": source(input, from, &[finished, begun]),
    })
}
