//! The plan: what is unfinished and has a date, with its phases, as bars, as an agenda and as a table.

use serde_json::{Value, json};

use super::axis::{Axis, later};
use super::bars::{self, Bar, Lane, ROW, Scene, Stretch, range, stretch_of};
use super::{MOST_LINES, MOST_ROWS, chain, date, lead, phase_href, source, unscheduled};
use crate::base::When;
use crate::base::dates::Date;
use crate::model::{Item, ItemIx, Site, Status};
use crate::views::Input;
use crate::views::card::{self, phase_name, status_of};
use crate::views::parts;

/// How many days back and ahead of today the axis may reach.
const BACK: i32 = 200;
/// What ended longer ago than this many days stands behind the rest.
const LONG_AGO: i32 = 90;
const AHEAD: i32 = 1_100;

/// The unfinished items with a date, by their first day; what should have ended long ago comes last.
pub fn items(site: &Site) -> Vec<ItemIx> {
    let limit = later(site.today, -LONG_AGO);
    let mut found: Vec<(bool, Option<Date>, ItemIx)> = site
        .each_item()
        .filter(|(_, item)| !item.archived && !status_of(item).is_closed())
        .map(|(ix, item)| (ix, stretch_of(item)))
        .filter(|(_, stretch)| stretch.is_dated())
        .map(|(ix, stretch)| (stretch.end.is_some_and(|end| end < limit), stretch.start.or(stretch.end), ix))
        .collect();
    found.sort();
    found.into_iter().map(|(_, _, ix)| ix).collect()
}

pub fn data(input: Input<'_>, from: &str) -> Value {
    let site = input.site;
    let words = &input.frame.words;
    let all = items(site);
    let stretches = all.iter().flat_map(|ix| {
        let item = &site[*ix];
        let phases = item.phases.iter().map(|(_, phase)| Stretch::of(phase.start.as_ref(), phase.end.as_ref()));
        phases.chain(std::iter::once(stretch_of(item)))
    });
    let (first, last) = range(stretches, site.today, BACK, AHEAD);
    let axis = Axis::new(first, last);
    let rows: Vec<Value> = all.iter().take(MOST_ROWS).map(|ix| row(input, from, &axis, &site[*ix])).collect();
    let lines: usize = all.iter().map(|ix| 1 + dated_phases(&site[*ix]).count()).sum();
    let table: Vec<Value> = all.iter().flat_map(|ix| table(input, from, &site[*ix])).take(MOST_LINES).collect();
    json!({
        "counted": words.count("item-count", all.len()),
        "axis": axis.head(words, words.get("timeline"), Some(site.today)),
        "grid": axis.grid(site),
        "today": axis.today(site.today),
        "rows": rows,
        "rows_left": (all.len() > MOST_ROWS).then(|| words.count("rows-left", all.len() - MOST_ROWS)),
        "agenda": agenda(input, from, &all),
        "table": table,
        "table_left": (lines > MOST_LINES).then(|| words.count("rows-left", lines - MOST_LINES)),
        "unscheduled": unscheduled::list(input, from),
        "chain": chain::longest(input, from),
    })
}

fn dated_phases(item: &Item) -> impl Iterator<Item = (crate::model::DocIx, &crate::model::Phase)> {
    let dated = |phase: &crate::model::Phase| phase.start.is_some() || phase.end.is_some();
    card::outer(item).filter(move |(_, phase)| dated(phase))
}

/// The bar of an item.
pub fn bar(item: &Item) -> Bar {
    let status = status_of(item);
    Bar {
        stretch: stretch_of(item),
        percent: item.progress.percent().unwrap_or(0),
        done: status.is_closed(),
        begun: matches!(status, Status::InProgress | Status::Partial | Status::Review | Status::Blocked),
        name: item.title.clone(),
    }
}

fn row(input: Input<'_>, from: &str, axis: &Axis, item: &Item) -> Value {
    let (site, words) = (input.site, &input.frame.words);
    let whole = bar(item);
    let phases: Vec<_> =
        dated_phases(item).map(|(at, phase)| (at, phase, Bar::of_phase(phase, phase_name(phase)))).collect();
    let scene = Scene { axis, today: site.today, words };
    let drawn = bars::row(axis, &whole.describe(words, site.today), |svg| {
        let top = if phases.is_empty() { 15.0 } else { 8.0 };
        bars::bracket(svg, scene, &whole, top);
        for (_, _, bar) in &phases {
            bars::phase(svg, scene, bar, Lane { top: 17.0, high: 11.0, named: false, late: false });
        }
    });
    let phases: Vec<Value> = phases
        .iter()
        .map(|(at, phase, bar)| {
            let drawn = bars::row(axis, &bar.describe(words, site.today), |svg| {
                bars::phase(svg, scene, bar, Lane { top: (ROW - 16.0) / 2.0, high: 16.0, named: true, late: true });
            });
            parts::shown(json!({
                "name": bar.name,
                "href": phase_href(input, from, *at, phase),
                "progress": parts::progress(phase.tasks),
                "svg": drawn,
            }))
        })
        .collect();
    let mut lead = lead(input, from, item);
    lead["svg"] = json!(drawn);
    lead["phases"] = json!(phases);
    lead
}

/// The lines of the table for an item: itself, then its dated phases.
fn table(input: Input<'_>, from: &str, item: &Item) -> Vec<Value> {
    let (start, target) = (item.dates.start.first(), item.dates.target.first());
    let stretch = stretch_of(item);
    let mut lines = vec![json!({
        "item": lead(input, from, item),
        "start": date(input, start.map(|fact| fact.value).or(stretch.start.map(When::Day))),
        "end": date(input, target.map(|fact| fact.value).or(stretch.end.map(When::Day))),
        "days": stretch.days(),
        "source": match (start, target) {
            (None, None) => json!({ "text": input.frame.words.get("from-phases") }),
            facts => source(input, from, &[facts.1, facts.0]),
        },
    })];
    for (at, phase) in dated_phases(item) {
        let (start, end) = (phase.start.as_ref(), phase.end.as_ref());
        lines.push(json!({
            "phase": { "name": phase_name(phase), "href": phase_href(input, from, at, phase) },
            "start": date(input, start.map(|fact| fact.value)),
            "end": date(input, end.map(|fact| fact.value)),
            "days": Stretch::of(start, end).days(),
            "source": source(input, from, &[start, end]),
        }));
    }
    lines
}

/// What is due when: starts and ends by day, what is past its target first.
fn agenda(input: Input<'_>, from: &str, all: &[ItemIx]) -> Vec<Value> {
    let (site, words) = (input.site, &input.frame.words);
    let today = site.today;
    let mut events: Vec<(Date, &'static str, Value)> = Vec::new();
    for ix in all {
        let item = &site[*ix];
        let mut put = |when: Option<Date>, what: &'static str, name: Option<String>| {
            let Some(day) = when.filter(|day| *day >= today || what == "target") else { return };
            let mut entry = lead(input, from, item);
            entry["what"] = json!(words.get(what));
            entry["phase"] = json!(name);
            entry["date"] = parts::date(words, When::Day(day));
            events.push((day, what, entry));
        };
        let stretch = stretch_of(item);
        put(stretch.start, "start", None);
        for (_, phase) in dated_phases(item).filter(|(_, phase)| !card::phase_done(phase)) {
            put(phase.end.as_ref().map(|fact| fact.value.last_day()), "ends", Some(phase_name(phase)));
        }
        put(stretch.end, "target", None);
    }
    events.sort_by_key(|(day, ..)| *day);
    let mut groups: Vec<(String, Vec<Value>)> = Vec::new();
    for (day, _, entry) in events {
        let title = if day < today {
            words.get("past-target").to_owned()
        } else {
            words.date(When::Month(day.first_of_month()))
        };
        match groups.last_mut() {
            Some((last, entries)) if *last == title => entries.push(entry),
            _ => groups.push((title, vec![entry])),
        }
    }
    groups.into_iter().map(|(title, entries)| json!({ "title": title, "entries": entries })).collect()
}
