//! Rows in lanes: by owner, tag, release or status, with how many of a lane run at the same time.

use std::collections::BTreeMap;

use crate::views::value::{Value, data};

use super::axis::later;
use super::bars::{Bar, Stretch};
use crate::base::dates::Date;
use crate::base::natural::natural;
use crate::model::{Item, ItemIx, Site, Status};
use crate::views::card::status_of;
use crate::views::days::numbered;
use crate::views::release;
use crate::views::words::Words;

/// What rows can be grouped by: the word of the address, the key of its label.
const BY: [(&str, &str); 4] = [("owner", "owner"), ("tag", "tags"), ("release", "release"), ("status", "status")];
/// The most lanes of one kind; the rows of the others share one.
const MOST: usize = 40;

/// The lanes of one kind.
pub struct Lanes {
    by: &'static str,
    label: &'static str,
    lanes: Vec<Lane>,
}

/// One lane; without a name it holds what has no value.
struct Lane {
    name: Option<String>,
    /// Positions of its rows.
    rows: Vec<usize>,
    peak: Option<Peak>,
}

/// The most that run on one day, and the days of the first time they do.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Peak {
    count: usize,
    first: Date,
    last: Date,
}

/// Every way to group the rows that parts them at all.
pub fn of(site: &Site, words: &Words, rows: &[(ItemIx, Bar)]) -> Vec<Lanes> {
    BY.into_iter()
        .map(|(by, label)| lanes(site, words, rows, by, label))
        .filter(|lanes| lanes.lanes.len() > 1)
        .collect()
}

/// The values of an item, each with what it sorts by.
fn values(site: &Site, words: &Words, item: &Item, by: &str) -> Vec<(usize, String)> {
    let named = |names: &[String]| names.iter().map(|name| (0, name.clone())).collect();
    match by {
        "owner" => named(&item.owners),
        "tag" => named(&item.tags),
        "release" => release::of(site, item).map(|name| (0, name.to_owned())).into_iter().collect(),
        _ => match status_of(item) {
            Status::Unset => Vec::new(),
            status => vec![(status as usize, words.get(status.name()).to_owned())],
        },
    }
}

fn lanes(site: &Site, words: &Words, rows: &[(ItemIx, Bar)], by: &'static str, label: &'static str) -> Lanes {
    let mut found: BTreeMap<(usize, String), Vec<usize>> = BTreeMap::new();
    let mut rest = Vec::new();
    for (at, (ix, _)) in rows.iter().enumerate() {
        let values = values(site, words, &site[*ix], by);
        if values.is_empty() {
            rest.push(at);
        }
        for (order, name) in values {
            let lane = found.entry((order, name)).or_default();
            if lane.last() != Some(&at) {
                lane.push(at);
            }
        }
    }
    let mut all: Vec<((usize, String), Vec<usize>)> = found.into_iter().collect();
    // Tags are many: the common ones come first, and those beyond the last lane share it with what has none.
    all.sort_by(|(a, in_a), (b, in_b)| {
        let common = if by == "tag" { in_b.len().cmp(&in_a.len()) } else { std::cmp::Ordering::Equal };
        common.then(a.0.cmp(&b.0)).then_with(|| natural(&a.1, &b.1))
    });
    let kept: Vec<((usize, String), Vec<usize>)> = all.drain(..all.len().min(MOST)).collect();
    for row in all.into_iter().flat_map(|(_, rows)| rows) {
        if kept.iter().all(|(_, rows)| !rows.contains(&row)) {
            rest.push(row);
        }
    }
    rest.sort_unstable();
    rest.dedup();
    let lane = |name: Option<String>, inside: Vec<usize>| {
        let spans = inside.iter().filter_map(|at| rows.get(*at)).filter_map(|(_, bar)| days(bar, site.today));
        let peak = peak(&spans.collect::<Vec<_>>());
        Lane { name, rows: inside, peak }
    };
    let named = kept.into_iter().map(|((_, name), rows)| lane(Some(name), rows));
    let last = (!rest.is_empty()).then_some((None, rest));
    Lanes {
        by,
        label,
        lanes: named.collect::<Vec<_>>().into_iter().chain(last.map(|(name, rows)| lane(name, rows))).collect(),
    }
}

/// The days something runs: from its start to its end, or to today while it goes on.
fn days(bar: &Bar, today: Date) -> Option<(Date, Date)> {
    let Stretch { start, end } = bar.stretch;
    let start = start?;
    let end = match end {
        Some(end) if bar.overdue(today).is_some() => end.max(today),
        Some(end) => end,
        None if bar.begun => today,
        None => return None,
    };
    (start <= end).then_some((start, end))
}

/// The most that run on one day; `None` where no two ever do.
fn peak(spans: &[(Date, Date)]) -> Option<Peak> {
    // The day behind the last is where it stops: what ends on a Monday and what begins on the Tuesday never meet.
    let mut steps: Vec<(Date, bool)> =
        spans.iter().flat_map(|(first, last)| [(*first, true), (later(*last, 1), false)]).collect();
    steps.sort_unstable();
    let (mut running, mut peak) = (0_usize, None::<Peak>);
    let mut open = false;
    for (day, begins) in steps {
        if begins {
            running += 1;
            if running > peak.map_or(1, |peak| peak.count) {
                peak = Some(Peak { count: running, first: day, last: day });
                open = true;
            }
        } else {
            if open
                && let Some(peak) = &mut peak
                && running == peak.count
            {
                peak.last = later(day, -1).max(peak.first);
                open = false;
            }
            running = running.saturating_sub(1);
        }
    }
    peak
}

/// `3 at once in week 14`; the year is named where it is not this one.
fn said(words: &Words, peak: Peak, today: Date) -> String {
    let (from, to) = (peak.first.iso_week_date(), peak.last.iso_week_date());
    let weeks = if (from.year(), to.year()) == (today.iso_week_date().year(), today.iso_week_date().year()) {
        numbered(words, "week-number", from.week().unsigned_abs().into(), to.week().unsigned_abs().into())
    } else {
        let name = |week: jiff::civil::ISOWeekDate| format!("{}/{}", week.week(), week.year());
        let word = words.get("week-number");
        let (one, many) = word.split_once('#').unwrap_or((word, word));
        match from == to || (from.year(), from.week()) == (to.year(), to.week()) {
            true => one.replace("{}", &name(from)),
            false => many.replace("{}", &format!("{} – {}", name(from), name(to))),
        }
    };
    words.get("at-once").replace("{}", &peak.count.to_string()).replace("{weeks}", &weeks)
}

impl Lanes {
    /// `{ by, label, lanes: [{ name, count, note }] }`
    pub fn data(&self, words: &Words, today: Date) -> Value {
        let lane = |lane: &Lane| {
            data!({
                "name": lane.name.clone().unwrap_or_else(|| words.get(if self.by == "tag" { "lane-other" } else { "lane-none" }).to_owned()),
                "count": lane.rows.len(),
                "note": lane.peak.map(|peak| said(words, peak, today)),
            })
        };
        data!({
            "by": self.by,
            "label": words.get(self.label),
            "lanes": self.lanes.iter().map(lane).collect::<Vec<_>>(),
        })
    }

    /// Where a row stands: `owner:0,2`; `None` where it stands nowhere.
    fn place(&self, row: usize) -> Option<String> {
        let inside = self.lanes.iter().enumerate().filter(|(_, lane)| lane.rows.binary_search(&row).is_ok());
        let inside: Vec<String> = inside.map(|(at, _)| at.to_string()).collect();
        (!inside.is_empty()).then(|| format!("{}:{}", self.by, inside.join(",")))
    }

    /// Who has several things at once: `Ana: 3 at once in week 14`; empty where all is one person's.
    pub fn overlaps(all: &[Self], words: &Words, today: Date) -> Vec<String> {
        let owners = all.iter().filter(|lanes| lanes.by == "owner").flat_map(|lanes| &lanes.lanes);
        let named = owners.filter_map(|lane| Some((lane.name.as_ref()?, lane.peak?)));
        named.map(|(name, peak)| format!("{name}: {}", said(words, peak, today))).collect()
    }
}

/// The lanes of every kind that a row stands in: `owner:0,2 status:1`.
pub fn places(all: &[Lanes], row: usize) -> String {
    let places: Vec<String> = all.iter().filter_map(|lanes| lanes.place(row)).collect();
    places.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    const DAY: fn(i8, i8) -> Date = |month, day| Date::constant(2026, month, day);

    #[test]
    fn the_peak_is_the_most_on_one_day_the_first_time() {
        // First and last day, each as month and day.
        let case = |spans: &[[i8; 4]]| {
            let span = |[month, day, last_month, last_day]: &[i8; 4]| (DAY(*month, *day), DAY(*last_month, *last_day));
            peak(&spans.iter().map(span).collect::<Vec<_>>()).map(|peak| (peak.count, peak.first, peak.last))
        };
        assert_eq!(case(&[]), None);
        assert_eq!(case(&[[3, 2, 3, 6]]), None);
        // One begins on the day behind the end of the other: they never meet. On the same day they do.
        assert_eq!(case(&[[3, 2, 3, 6], [3, 7, 3, 9]]), None);
        assert_eq!(case(&[[3, 2, 3, 6], [3, 6, 3, 9]]), Some((2, DAY(3, 6), DAY(3, 6))));
        let three = [[3, 2, 3, 20], [3, 4, 3, 10], [3, 6, 3, 30], [4, 1, 4, 2]];
        assert_eq!(case(&three), Some((3, DAY(3, 6), DAY(3, 10))));
        // Twice as many at two times: the first counts.
        let twice = [[3, 2, 3, 3], [3, 2, 3, 3], [4, 2, 4, 3], [4, 2, 4, 3]];
        assert_eq!(case(&twice), Some((2, DAY(3, 2), DAY(3, 3))));
    }

    #[test]
    fn weeks_are_named_with_their_year_where_it_is_another() {
        let words = Words::of(Default::default());
        let case = |first, last| said(&words, Peak { count: 3, first, last }, DAY(5, 10));
        assert_eq!(case(DAY(4, 1), DAY(4, 2)), "3 at once in week 14");
        assert_eq!(case(DAY(4, 1), DAY(4, 14)), "3 at once in weeks 14-16");
        assert_eq!(case(Date::constant(2027, 4, 6), Date::constant(2027, 4, 7)), "3 at once in week 14/2027");
        assert_eq!(case(DAY(12, 1), Date::constant(2027, 1, 8)), "3 at once in weeks 49/2026 – 1/2027");
    }
}
