//! How long a Gantt chart is. The library draws each excluded day and walks over every day of every task, so that three
//! words can ask for millions of them.

use std::collections::BTreeMap;

use mermaid_svg::ast::{GanttDiagram, TaskEnd, TaskStart};

use super::Fault;

const DAYS: [&str; 7] = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];
/// Days from the first start to the last end where days are excluded: 20 years.
const MAX_DAYS_EXCLUDED: f64 = 7_305.0;
/// Days from the first start to the last end otherwise: 200 years.
const MAX_DAYS: f64 = 73_050.0;
/// Days and dates that are excluded: each day of each task is compared with all of them.
const MAX_EXCLUDES: usize = 100;
/// A number in a date; the library multiplies it.
const MAX_NUMBER: f64 = 100_000.0;

/// Refuses a chart that is too long and takes out what depends on the day of the build: a Gantt chart has no line for
/// today, which would be another one each day. Its axis chooses its own steps.
pub(super) fn hold(chart: &mut GanttDiagram) -> Result<(), Fault> {
    chart.today_marker = Some("off".to_owned());
    chart.tick_interval = None;
    if chart.excludes.len() > MAX_EXCLUDES {
        return Err(Fault::new(None, "the chart excludes too many days to be drawn: more than 100"));
    }
    let working = working(chart);
    // A task whose every day is excluded never ends.
    if working == 0 {
        return Err(Fault::new(None, "the chart excludes every day of the week"));
    }
    let (most, years) = if chart.excludes.is_empty() { (MAX_DAYS, 200) } else { (MAX_DAYS_EXCLUDED, 20) };
    match span(chart, working) {
        None => Err(Fault::new(None, "a date of the chart has a number that no date has")),
        Some(days) if days > most => {
            Err(Fault::new(None, format!("the chart is too long to be drawn: more than {years} years")))
        }
        Some(_) => Ok(()),
    }
}

/// Days of a week that are not excluded.
fn working(chart: &GanttDiagram) -> usize {
    let friday = chart.weekend.as_deref().is_some_and(|day| day.trim().eq_ignore_ascii_case("friday"));
    let off = |day: &str| {
        chart.excludes.iter().any(|excluded| {
            let excluded = excluded.trim().to_ascii_lowercase();
            let weekend = day == "saturday" || day == if friday { "friday" } else { "sunday" };
            excluded == day || excluded == "weekends" && weekend
        })
    };
    DAYS.iter().filter(|day| !off(day)).count()
}

/// Days from the first start to the last end, as the library counts them or more; `None` where a number is none that a
/// date has.
fn span(chart: &GanttDiagram, working: usize) -> Option<f64> {
    let format = chart.date_format.as_deref().unwrap_or("YYYY-MM-DD");
    let stretch = 7.0 / working as f64;
    let mut ids: BTreeMap<&str, (f64, f64)> = BTreeMap::new();
    let (mut first, mut last, mut behind) = (f64::INFINITY, f64::NEG_INFINITY, 0.0_f64);
    for task in chart.sections.iter().flat_map(|section| &section.tasks) {
        let start = match &task.start {
            TaskStart::Date(date) => day(date, format)?.unwrap_or(behind),
            TaskStart::AfterId(others) => {
                let ends = others.iter().filter_map(|id| ids.get(id.as_str()).map(|(_, end)| *end));
                Some(ends.fold(f64::NEG_INFINITY, f64::max)).filter(|end| end.is_finite()).unwrap_or(behind)
            }
            _ => behind,
        };
        let length = match &task.end {
            TaskEnd::Duration(days) if !days.is_finite() => return None,
            TaskEnd::Duration(days) if chart.excludes.is_empty() => *days,
            TaskEnd::Duration(days) => days * stretch,
            TaskEnd::Date(date) => day(date, format)?.map_or(1.0, |end| end - start),
            TaskEnd::UntilId(id) => ids.get(id.as_str()).map_or(1.0, |(begin, _)| begin - start),
            _ => 1.0,
        };
        behind = start + length.max(0.0);
        first = first.min(start);
        last = last.max(behind);
        if let Some(id) = &task.id {
            ids.insert(id, (start, behind));
        }
    }
    // Days that are excluded by their date count once for the whole chart.
    Some((last - first).max(0.0) + chart.excludes.len() as f64)
}

/// The day of a date, about, by the order in which its format has the parts. The outer `None` is for a number that no date
/// has, the inner one for what the library takes for no date.
fn day(date: &str, format: &str) -> Option<Option<f64>> {
    let digits = date.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty());
    let numbers: Vec<f64> = digits.filter_map(|part| part.parse().ok()).collect();
    let signs: [(&[char], f64); 7] = [
        (&['Y', 'y'], 365.2425),
        (&['M'], 30.44),
        (&['D', 'd'], 1.0),
        (&['H', 'h'], 1.0 / 24.0),
        (&['m'], 1.0 / 1_440.0),
        (&['s'], 1.0 / 86_400.0),
        (&['S'], 1.0 / 86_400_000.0),
    ];
    let mut parts: Vec<(usize, usize, f64)> =
        signs.iter().enumerate().filter_map(|(nth, (sign, days))| Some((format.find(*sign)?, nth, *days))).collect();
    parts.sort_by_key(|(at, ..)| *at);
    let dated = (0..3).all(|nth| parts.iter().any(|(_, part, _)| *part == nth));
    if !dated && !parts.iter().any(|(_, nth, _)| *nth > 2) {
        parts = signs.iter().take(3).enumerate().map(|(nth, (_, days))| (nth, nth, *days)).collect();
    }
    let needed = match parts.iter().filter(|(_, nth, _)| *nth < 3).count() {
        0 => parts.len(),
        some => some,
    };
    if numbers.len() < needed {
        return Some(None);
    }
    if numbers.iter().any(|number| *number > MAX_NUMBER) {
        return None;
    }
    let days = parts.iter().zip(&numbers).map(|((.., days), number)| days * number).sum::<f64>();
    // The library begins its count with 1970; a chart whose first task has no date begins with 0 there.
    let first = if parts.iter().any(|(_, nth, _)| *nth == 0) { 719_559.0 } else { 719_528.0 };
    Some(Some(days - first))
}
