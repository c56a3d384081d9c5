//! The plan: what is unfinished and has a date, with its phases, as bars, as an agenda and as a table.

use crate::views::value::{Value, data};

use super::axis::{Axis, FILLED, later};
use super::bars::{Bar, Stretch, range};
use super::draw::{self, Lane, ROW, Scene};
use super::lanes::Lanes;
use super::picture::Ties;
use super::{MOST_LINES, MOST_ROWS, chain, date, key, lead, needs, phase_href, picture, unscheduled};
use crate::base::When;
use crate::base::dates::Date;
use crate::model::{Dated, DocIx, ItemIx, Phase, PhaseSchedule, Site};
use crate::views::card::{self, phase_name, status_of};
use crate::views::{Input, bar, days, parts, record};

/// How many days back and ahead of today the axis may reach.
const BACK: i32 = 200;
/// How far back it reaches where most of the plan lies there.
const FAR_BACK: i32 = 900;
/// What ended longer ago than this many days stands behind the rest.
const LONG_AGO: i32 = 90;
const AHEAD: i32 = 1_100;

/// The unfinished items with a date, by their first day; what should have ended long ago comes last.
pub fn items(site: &Site) -> Vec<ItemIx> {
    let limit = later(site.today, -LONG_AGO);
    let mut found: Vec<(bool, Option<Date>, ItemIx)> = site
        .each_item()
        .filter(|(_, item)| !item.archived && !status_of(item).is_closed())
        .map(|(ix, _)| (ix, Stretch::of(&site.schedule.item(ix).period)))
        .filter(|(_, stretch)| stretch.is_dated())
        .map(|(ix, stretch)| (stretch.end.is_some_and(|end| end < limit), stretch.start.or(stretch.end), ix))
        .collect();
    found.sort();
    found.into_iter().map(|(_, _, ix)| ix).collect()
}

/// How far back the axis reaches: a folder that nobody has touched for a year shows its plan, not a row of arrows to it.
fn back(site: &Site, all: &[ItemIx]) -> i32 {
    let limit = later(site.today, -BACK);
    let behind = |ix: &&ItemIx| site.schedule.item(**ix).period.last().is_some_and(|end| end < limit);
    if all.iter().filter(behind).count() * 2 > all.len() { FAR_BACK } else { BACK }
}

pub fn data(input: Input<'_>, from: &str) -> Value {
    let site = input.site;
    let words = &input.frame.words;
    let all = items(site);
    let stretches = all.iter().flat_map(|ix| {
        let phases = site.phases(&site[*ix]).map(|(_, _, phase)| Stretch::of(&phase.period));
        phases.chain(std::iter::once(Stretch::of(&site.schedule.item(*ix).period)))
    });
    let (first, last) = range(stretches, site.today, back(site, &all), AHEAD);
    // A screen is filled: what is ahead has room to the right.
    let axis = Axis::new(first, last.max(later(first.first_of_month(), FILLED - 1)));
    let rows: Vec<(ItemIx, Bar)> = all.iter().take(MOST_ROWS).map(|ix| (*ix, Bar::of_item(words, site, *ix))).collect();
    let ties = Ties::of(input, &rows);
    let drawn = rows.iter().map(|(ix, whole)| row(input, from, &axis, *ix, whole)).collect();
    let lines: usize = all.iter().map(|ix| 1 + dated_phases(site, *ix).count()).sum();
    let table: Vec<Value> = all.iter().flat_map(|ix| table(input, from, *ix)).take(MOST_LINES).collect();
    data!({
        "counted": words.count("item-count", all.len()),
        "bar": bar::data(input, from, &all, bar::Of::Timeline),
        "picture": picture::data(input, &axis, &rows, &ties, drawn),
        "key": key::of(words, site, &all),
        "rows_left": (all.len() > MOST_ROWS).then(|| words.count("rows-left", all.len() - MOST_ROWS)),
        "agenda": agenda(input, from, &all),
        "slips": table.iter().any(|line| line.get("slip").is_some_and(|slip| !slip.is_null())),
        "table": table,
        "table_left": (lines > MOST_LINES).then(|| words.count("rows-left", lines - MOST_LINES)),
        "at_once": Lanes::overlaps(&ties.lanes, words, site.today),
        "early": needs::contradicted(input, from, &rows, &ties.needs),
        "unscheduled": unscheduled::list(input, from),
        "chain": chain::longest(input, from),
    })
}

/// The phases of the outermost level that have a day.
pub fn dated_phases(site: &Site, ix: ItemIx) -> impl Iterator<Item = (DocIx, &Phase, &PhaseSchedule)> {
    site.phases(&site[ix]).filter(|(_, phase, days)| phase.parent.is_none() && days.period.is_dated())
}

fn row(input: Input<'_>, from: &str, axis: &Axis, ix: ItemIx, whole: &Bar) -> Value {
    let (site, words) = (input.site, &input.frame.words);
    let phases: Vec<_> = dated_phases(site, ix)
        .map(|(at, phase, days)| (at, phase, Bar::of_phase(words, phase, days, whole.awaited)))
        .collect();
    let scene = Scene { axis, today: site.today, words };
    let drawn = draw::row(axis, &whole.describe(words, site.today), |svg| {
        let top = if phases.is_empty() { 16.0 } else { 12.0 };
        draw::bracket(svg, scene, whole, top);
        for (_, _, bar) in &phases {
            draw::phase(svg, scene, bar, Lane { top: 20.0, high: 11.0, late: false });
        }
    });
    let phases: Vec<Value> = phases
        .iter()
        .map(|(at, phase, bar)| {
            let drawn = draw::row(axis, &bar.describe(words, site.today), |svg| {
                draw::phase(svg, scene, bar, Lane { top: (ROW - 16.0) / 2.0, high: 16.0, late: true });
            });
            parts::shown(data!({
                "name": &bar.name,
                "href": phase_href(input, from, *at, phase),
                "progress": parts::progress(phase.tasks),
                "svg": drawn,
            }))
        })
        .collect();
    let mut lead = lead(input, from, ix);
    lead["svg"] = data!(drawn);
    lead["phases"] = data!(phases);
    lead
}

/// The lines of the table for an item: itself, then its dated phases.
fn table(input: Input<'_>, from: &str, ix: ItemIx) -> Vec<Value> {
    let site = input.site;
    let when = |dated: &Option<Dated>| date(input, dated.as_ref().map(|dated| dated.when));
    let schedule = site.schedule.item(ix);
    let slip = schedule.slip.as_ref().filter(|slip| slip.days > 0);
    let key = record::key(site, ix);
    let mut lines = vec![data!({
        "of": &key,
        "item": lead(input, from, ix),
        "start": when(&schedule.period.start),
        "end": when(&schedule.period.end),
        "slip": slip.map(|slip| format!("+{}", slip.days)),
        "days": Stretch::of(&schedule.period).days(),
        "source": days::source(input, from, &schedule.period),
    })];
    for (at, phase, days) in dated_phases(site, ix) {
        lines.push(data!({
            "of": &key,
            "phase": data!({ "name": phase_name(&input.frame.words, phase), "href": phase_href(input, from, at, phase) }),
            "start": when(&days.period.start),
            "end": when(&days.period.end),
            "days": Stretch::of(&days.period).days(),
            "source": days::source(input, from, &days.period),
        }));
    }
    lines
}

/// What is due when: starts and ends by day, what is past its target first.
fn agenda(input: Input<'_>, from: &str, all: &[ItemIx]) -> Vec<Value> {
    let (site, words) = (input.site, &input.frame.words);
    let today = site.today;
    let mut events: Vec<(Date, &'static str, Value)> = Vec::new();
    let mut begun: Vec<(Date, Value)> = Vec::new();
    for ix in all {
        let dues = events.len();
        let mut put = |when: Option<Date>, what: &'static str, name: Option<String>| {
            let Some(day) = when.filter(|day| *day >= today || what == "target") else { return };
            let mut entry = lead(input, from, *ix);
            entry["what"] = data!(words.get(what));
            entry["phase"] = data!(name);
            entry["date"] = parts::date(words, When::Day(day));
            events.push((day, what, entry));
        };
        let stretch = Stretch::of(&site.schedule.item(*ix).period);
        put(stretch.start, "start", None);
        for (_, phase, days) in dated_phases(site, *ix).filter(|(_, phase, _)| !card::phase_done(phase)) {
            put(days.period.last(), "ends", Some(phase_name(words, phase)));
        }
        put(stretch.end, "target", None);
        // Begun, and nobody says until when: it is under way, and nothing of it is still to come.
        if let (true, Some(day)) = (dues == events.len(), stretch.start) {
            let mut entry = lead(input, from, *ix);
            entry["date"] = parts::date(words, When::Day(day));
            begun.push((day, entry));
        }
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
    begun.sort_by_key(|(day, _)| *day);
    if !begun.is_empty() {
        groups.push((words.get("begun").to_owned(), begun.into_iter().map(|(_, entry)| entry).collect()));
    }
    groups.into_iter().map(|(title, entries)| data!({ "title": title, "entries": entries })).collect()
}
