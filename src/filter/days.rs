//! Days as filters write them: dates, periods, and distances from today.

use crate::base::dates::Date;

/// Days in a month and in a year of a distance.
const MONTH: i64 = 30;
const YEAR: i64 = 365;

/// The number of a day, counted from 1970-01-01.
pub fn number(date: Date) -> i64 {
    let epoch = Date::constant(1970, 1, 1);
    epoch.until(date).map_or(0, |span| i64::from(span.get_days()))
}

/// The number of the day an ISO date names.
pub fn of(iso: &str) -> Option<i64> {
    iso.parse::<Date>().ok().map(number)
}

/// The first and last day of what was written: `2026-04-01`, `2026-04`, `2026-Q2`, `2026-W14`, `2026`.
pub fn period(text: &str) -> Option<(i64, i64)> {
    let upper = text.to_ascii_uppercase();
    let (year, rest) = upper.split_at_checked(4)?;
    let year: i16 = year.bytes().all(|b| b.is_ascii_digit()).then(|| year.parse().ok())??;
    let rest = match rest {
        "" => return Some((first(year, 1)?, last(year, 12)?)),
        rest => rest.strip_prefix('-')?,
    };
    let two = |text: &str| -> Option<i8> {
        (text.len() == 2 && text.bytes().all(|b| b.is_ascii_digit())).then(|| text.parse().ok())?
    };
    if let Some(quarter) = rest.strip_prefix('Q') {
        let quarter: i8 = matches!(quarter, "1" | "2" | "3" | "4").then(|| quarter.parse().ok())??;
        return Some((first(year, quarter * 3 - 2)?, last(year, quarter * 3)?));
    }
    if let Some(week) = rest.strip_prefix('W') {
        let monday = jiff::civil::ISOWeekDate::new(year, two(week)?, jiff::civil::Weekday::Monday).ok()?;
        let monday = number(monday.date());
        return Some((monday, monday + 6));
    }
    match rest.split_once('-') {
        Some((month, day)) => {
            let day = number(Date::new(year, two(month)?, two(day)?).ok()?);
            Some((day, day))
        }
        None => {
            let month = two(rest)?;
            Some((first(year, month)?, last(year, month)?))
        }
    }
}

fn first(year: i16, month: i8) -> Option<i64> {
    Date::new(year, month, 1).ok().map(number)
}

fn last(year: i16, month: i8) -> Option<i64> {
    Date::new(year, month, 1).ok().map(|date| number(date.last_of_month()))
}

/// A distance in days: `2w`, `30d`, `1m`, `1y`, `-7d`.
pub fn distance(text: &str) -> Option<i64> {
    let (sign, text) = text.strip_prefix('-').map_or((1, text), |rest| (-1, rest));
    let unit = text.chars().next_back()?;
    let count = text.strip_suffix(unit)?;
    if count.is_empty() || count.len() > 5 || !count.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let days = match unit.to_ascii_lowercase() {
        'd' => 1,
        'w' => 7,
        'm' => MONTH,
        'y' => YEAR,
        _ => return None,
    };
    Some(sign * count.parse::<i64>().ok()? * days)
}
