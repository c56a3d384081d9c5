//! Working days: the days of the week that are no weekend, without the holidays.

use jiff::Span;

use crate::base::dates::Date;
use crate::config::Calendar;

/// Whether a day is not worked on.
pub fn is_off(calendar: &Calendar, day: Date) -> bool {
    is_weekend(calendar, day) || calendar.holidays.binary_search(&day).is_ok()
}

fn is_weekend(calendar: &Calendar, day: Date) -> bool {
    calendar.weekend.contains(&day.weekday().to_monday_one_offset().unsigned_abs())
}

/// The working day that stands `count` working days behind a day; of a day that is not worked on the next working day
/// is counted from. `None` beyond the end of the calendar.
pub fn add(calendar: &Calendar, day: Date, count: u32) -> Option<Date> {
    let working = 7_u32.saturating_sub(u32::try_from(calendar.weekend.len()).ok()?).max(1);
    let mut at = next_working(calendar, day)?;
    let mut left = count;
    // Whole weeks are jumped over and their holidays made up for afterwards, so that a large number costs no more than
    // a small one. Without holidays in between the weekday stays what it is.
    while left >= working {
        let weeks = left / working;
        let to = later(at, weeks.checked_mul(7)?)?;
        left = left % working + holidays(calendar, at, to);
        at = to;
    }
    // Jumping may have ended on a holiday; the steps below count working days only.
    while left > 0 {
        at = later(at, 1)?;
        if !is_off(calendar, at) {
            left -= 1;
        }
    }
    next_working(calendar, at)
}

/// Holidays behind one day, up to and with another, that are no weekend.
fn holidays(calendar: &Calendar, from: Date, to: Date) -> u32 {
    let first = calendar.holidays.partition_point(|day| *day <= from);
    let last = calendar.holidays.partition_point(|day| *day <= to);
    let between = calendar.holidays.get(first..last).unwrap_or_default();
    between.iter().filter(|day| !is_weekend(calendar, **day)).count().try_into().unwrap_or(u32::MAX)
}

fn next_working(calendar: &Calendar, day: Date) -> Option<Date> {
    let mut at = day;
    while is_off(calendar, at) {
        at = later(at, 1)?;
    }
    Some(at)
}

fn later(day: Date, days: u32) -> Option<Date> {
    let span = Span::new().try_days(days).ok()?;
    day.checked_add(span).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    const DAY: fn(i8, i8) -> Date = |month, day| Date::constant(2026, month, day);

    /// One day after the other.
    fn slowly(calendar: &Calendar, day: Date, count: u32) -> Option<Date> {
        let mut at = next_working(calendar, day)?;
        for _ in 0..count {
            at = next_working(calendar, later(at, 1)?)?;
        }
        Some(at)
    }

    #[test]
    fn weekends_are_passed_over() {
        let calendar = Calendar::default();
        // 2 March 2026 is a Monday.
        assert_eq!(add(&calendar, DAY(3, 2), 0), Some(DAY(3, 2)));
        assert_eq!(add(&calendar, DAY(3, 2), 4), Some(DAY(3, 6)));
        assert_eq!(add(&calendar, DAY(3, 2), 5), Some(DAY(3, 9)));
        assert_eq!(add(&calendar, DAY(3, 7), 0), Some(DAY(3, 9)));
        let friday = Calendar { weekend: vec![5, 6], holidays: Vec::new() };
        assert_eq!(add(&friday, DAY(3, 5), 1), Some(DAY(3, 8)));
    }

    #[test]
    fn jumping_counts_as_stepping_does() {
        let holidays = vec![DAY(3, 3), DAY(3, 9), DAY(3, 10), DAY(3, 14), DAY(4, 6), DAY(5, 1)];
        for weekend in [vec![6, 7], vec![7], vec![], vec![1, 2, 3, 4, 5, 6]] {
            let calendar = Calendar { weekend, holidays: holidays.clone() };
            for start in [DAY(3, 2), DAY(3, 3), DAY(3, 7), DAY(3, 14)] {
                for count in 0..90 {
                    assert_eq!(add(&calendar, start, count), slowly(&calendar, start, count), "{start} {count}");
                }
            }
        }
    }

    #[test]
    fn the_end_of_the_calendar_is_no_panic() {
        assert_eq!(add(&Calendar::default(), Date::MAX, 5), None);
        assert_eq!(add(&Calendar::default(), DAY(1, 1), u32::MAX), None);
    }
}
