//! Calendar dates as people write them.

use std::fmt;

use jiff::civil::{ISOWeekDate, Weekday};

use super::Span;
use super::date_scan::{Partial, Scan};
use super::text;

pub use jiff::civil::Date;

/// A date as precise as it was written. Ordered by its first day.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum When {
    /// One day: `2026-03-02`.
    Day(Date),
    /// A week, as its Monday: `2026-W07`.
    Week(Date),
    /// A month, as its first day: `2026-06`.
    Month(Date),
    /// A quarter, as its first day: `2026-Q4`.
    Quarter(Date),
}

impl When {
    /// The first day, which counts where the date is a start.
    pub fn first_day(self) -> Date {
        match self {
            Self::Day(date) | Self::Week(date) | Self::Month(date) | Self::Quarter(date) => date,
        }
    }

    /// The last day, which counts where the date is a target.
    pub fn last_day(self) -> Date {
        match self {
            Self::Day(date) => date,
            Self::Week(date) => date.checked_add(jiff::Span::new().days(6)).unwrap_or(date),
            Self::Month(date) => date.last_of_month(),
            Self::Quarter(date) => {
                let last = Date::new(date.year(), date.month() + 2, 1).unwrap_or(date);
                last.last_of_month()
            }
        }
    }
}

impl fmt::Display for When {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Day(date) => write!(out, "{date}"),
            Self::Week(date) => {
                let week = date.iso_week_date();
                write!(out, "{:04}-W{:02}", week.year(), week.week())
            }
            Self::Month(date) => write!(out, "{:04}-{:02}", date.year(), date.month()),
            Self::Quarter(date) => write!(out, "{:04}-Q{}", date.year(), (date.month() - 1) / 3 + 1),
        }
    }
}

/// Longest text that is looked at for a date, in bytes.
const LIMIT: usize = 4000;

/// A text to look for dates in; `None` where it has no year, without which there is no date.
fn scan(value: &str) -> Option<Scan> {
    let value = text::head(value, LIMIT);
    value.as_bytes().windows(4).any(|four| four.iter().all(u8::is_ascii_digit)).then(|| Scan::new(value))
}

/// The date a value begins with: `2026-03-02T10:00Z`, `June 21, 2026 (moved)`, `by Q4 2026`. Text behind it does not
/// spoil it; of a range this is the first side.
pub fn parse(value: &str) -> Option<When> {
    let scan = scan(value)?;
    let at = lead(&scan);
    let range = range_at(&scan, at).and_then(|(start, end, _)| start.or(end));
    range.or_else(|| scan.date(at, false).and_then(|(partial, _)| resolve(partial)))
}

/// The two sides of a range that a value begins with; an open side (`2026-03-02 → TBD`) is `None`. `None` where there
/// is no range.
pub fn parse_range(value: &str) -> Option<(Option<When>, Option<When>)> {
    let scan = scan(value)?;
    range_at(&scan, lead(&scan)).map(|(start, end, _)| (start, end))
}

/// The first range anywhere in a text, and its bytes.
pub fn find_range(value: &str) -> Option<(Option<When>, Option<When>, Span)> {
    let scan = scan(value)?;
    (0..scan.chars.len()).filter(|&at| scan.boundary(at)).find_map(|at| {
        let (start, end, behind) = range_at(&scan, at)?;
        Some((start, end, bytes(&scan, at, behind)))
    })
}

/// The first date anywhere in a text, and its bytes.
pub fn find(value: &str) -> Option<(When, Span)> {
    let scan = scan(value)?;
    (0..scan.chars.len()).filter(|&at| scan.boundary(at)).find_map(|at| {
        let (partial, end) = scan.date(at, false)?;
        Some((resolve(partial)?, bytes(&scan, at, end)))
    })
}

/// Whether a value looks as if a date were meant, although none can be read: `2026-02-31`, `03/04/2026`.
pub fn looks_like_date(value: &str) -> bool {
    let shown = value.trim();
    let word = shown.split(|c: char| c.is_whitespace() || c == 'T').next().unwrap_or("");
    let digits = word.chars().filter(char::is_ascii_digit).count();
    let signs = word.chars().filter(|c| matches!(c, '-' | '/' | '.')).count();
    let mut pieces = word.split(['-', '/', '.']);
    let year = pieces.clone().any(|piece| piece.len() == 4 && (piece.starts_with("19") || piece.starts_with("20")));
    year && (5..=10).contains(&digits) && signs > 0 && pieces.all(|piece| piece.chars().all(|c| c.is_ascii_digit()))
}

/// Where the date of a value begins, behind signs and small words such as *by*, *end of* and a weekday.
fn lead(scan: &Scan) -> usize {
    const WORDS: &[&str] = &[
        "by",
        "on",
        "around",
        "about",
        "approx",
        "approximately",
        "ca",
        "circa",
        "early",
        "mid",
        "late",
        "end",
        "of",
        "before",
        "until",
        "since",
        "from",
        "after",
        "as",
        "expected",
        "est",
        "estimated",
        "planned",
        "target",
        "the",
        "beginning",
        "start",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "mon",
        "tue",
        "tues",
        "wed",
        "thu",
        "thur",
        "thurs",
        "fri",
        "sat",
        "sun",
        "am",
        "vom",
        "ab",
        "bis",
        "ende",
        "anfang",
        "mitte",
        "le",
        "du",
        "fin",
        "el",
        "del",
        "desde",
        "finales",
        "de",
    ];
    let mut at = 0;
    while let Some(c) = scan.get(at) {
        if c.is_alphabetic() {
            let (word, end) = scan.word(at);
            if !WORDS.contains(&word.as_str()) {
                break;
            }
            at = end;
        } else if c.is_ascii_digit() {
            break;
        } else {
            at += 1;
        }
    }
    at
}

/// The range that begins at a position and where it ends.
fn range_at(scan: &Scan, at: usize) -> Option<(Option<When>, Option<When>, usize)> {
    if let Some(behind) = open_side(scan, at) {
        let next = scan.range_sign(behind)?;
        let (partial, end) = scan.date(next, false)?;
        return Some((None, Some(resolve(partial)?), end));
    }
    let (mut first, end) = scan.date(at, false).or_else(|| scan.lone_day(at))?;
    let next = scan.range_sign(end)?;
    if first.day.is_some() && first.month.is_some() && open_side(scan, next).is_some() {
        return Some((Some(resolve(first)?), None, open_side(scan, next)?));
    }
    let (mut last, behind) = scan.date(next, true)?;
    let (no_first_year, no_last_year) = (first.year.is_none(), last.year.is_none());
    first.year = first.year.or(last.year);
    last.year = last.year.or(first.year);
    if first.day.is_some() && first.quarter.is_none() {
        first.month = first.month.or(last.month);
    }
    if last.day.is_some() && last.quarter.is_none() {
        last.month = last.month.or(first.month);
    }
    let (mut start, mut end) = (resolve(first)?, resolve(last)?);
    if end.last_day() < start.first_day() {
        // `Dec 15 – Jan 9, 2026` runs over the turn of the year.
        if no_first_year {
            first.year = first.year.map(|year| year - 1);
            start = resolve(first)?;
        } else if no_last_year {
            last.year = last.year.map(|year| year + 1);
            end = resolve(last)?;
        }
    }
    Some((Some(start), Some(end), behind))
}

/// A word that leaves a side of a range open, and where it ends.
fn open_side(scan: &Scan, at: usize) -> Option<usize> {
    const WORDS: &[&str] = &["tbd", "present", "now", "ongoing", "today", "open", "heute", "hoy"];
    if scan.get(at) == Some('?') {
        return Some(at + 1);
    }
    let (word, end) = scan.word(at);
    WORDS.contains(&word.as_str()).then_some(end)
}

/// A date from its pieces; `None` where they do not suffice or there is no such day.
fn resolve(partial: Partial) -> Option<When> {
    let year = partial.year?;
    if let Some(quarter) = partial.quarter {
        return Date::new(year, quarter * 3 - 2, 1).ok().map(When::Quarter);
    }
    if let Some(week) = partial.week {
        return ISOWeekDate::new(year, week, Weekday::Monday).ok().map(|week| When::Week(week.date()));
    }
    match partial.day {
        Some(day) => Date::new(year, partial.month?, day).ok().map(When::Day),
        None => Date::new(year, partial.month?, 1).ok().map(When::Month),
    }
}

/// The bytes between two positions.
fn bytes(scan: &Scan, from: usize, to: usize) -> Span {
    let length = |chars: &[char]| chars.iter().map(|c| c.len_utf8()).sum::<usize>();
    let start = length(scan.chars.get(..from).unwrap_or_default());
    Span::new(start, start + length(scan.chars.get(from..to).unwrap_or_default()))
}

#[cfg(test)]
mod tests;
