//! The axis of a timeline: days to pixels, and pixels to shares of the width, which is what is drawn. A picture made of
//! shares is zoomed by its width alone.

use crate::base::dates::Date;
use crate::schedule::days_between;
use crate::views::svg::Percent;

/// The widest drawing in pixels; beyond it a day gets less room.
const WIDEST: f64 = 16_000.0;
/// The width a drawing should have where its days allow it.
const SCREEN: f64 = 680.0;
/// The most pixels of a day in a drawing as it is built.
const LARGEST: f64 = 9.0;
/// Days that fill a screen at that.
pub const FILLED: i32 = 76;
/// More days than these have no weeks: at a scale that can show them nobody finds anything.
const WEEKLY: i32 = 2_200;

/// Pixels per day from which on weeks can be told apart.
pub const FINE: f64 = 2.5;
/// Pixels per day from which on weekends can be.
pub const NEAR: f64 = 4.0;
/// The scales a reader can choose: a month, a quarter and a year on a screen.
const ZOOMS: [(&str, f64); 3] = [("month", 22.0), ("quarter", 8.0), ("year", 2.0)];

/// Days to pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Axis {
    /// The first day drawn.
    pub first: Date,
    /// How many days are drawn.
    pub days: i32,
    /// Pixels per day.
    pub scale: f64,
}

/// The date some days later, or the date itself at the ends of the calendar.
pub fn later(date: Date, days: i32) -> Date {
    date.checked_add(jiff::Span::new().days(days.clamp(-7_000_000, 7_000_000))).unwrap_or(date)
}

impl Axis {
    /// From the month of the first day to the end of the last one's, as large as the length allows.
    pub fn new(first: Date, last: Date) -> Self {
        let first = first.first_of_month();
        let days = days_between(first, last.max(first).last_of_month()) + 1;
        // What fits a screen fits it; what does not is scrolled and never smaller than its labels allow.
        let scale: f64 = match days {
            ..=400 => (SCREEN / f64::from(days)).clamp(FINE, LARGEST),
            401..=1_200 => FINE,
            _ => 1.2,
        };
        Self { first, days, scale: scale.min(WIDEST / f64::from(days)) }
    }

    /// The same days on a width.
    pub fn fitted(first: Date, last: Date, width: f64) -> Self {
        let days = days_between(first, last.max(first)) + 1;
        Self { first, days, scale: width / f64::from(days) }
    }

    /// The width in pixels.
    pub fn width(&self) -> f64 {
        f64::from(self.days) * self.scale
    }

    /// Where a day begins; held inside the drawing.
    pub fn x(&self, date: Date) -> f64 {
        f64::from(days_between(self.first, date).clamp(0, self.days)) * self.scale
    }

    /// Where a day ends.
    pub fn end(&self, date: Date) -> f64 {
        f64::from(days_between(self.first, date).saturating_add(1).clamp(0, self.days)) * self.scale
    }

    /// The middle of a day.
    pub fn middle(&self, date: Date) -> f64 {
        (self.x(date) + self.end(date)) / 2.0
    }

    /// Pixels as a share of the width.
    pub fn share(&self, pixels: f64) -> Percent {
        Percent(pixels / self.width() * 100.0)
    }

    /// The day behind the last one drawn.
    pub fn behind(&self) -> Date {
        later(self.first, self.days)
    }

    /// Whether a day is drawn.
    pub fn holds(&self, date: Date) -> bool {
        date >= self.first && date < self.behind()
    }

    /// Whether weeks are told apart on some scale.
    pub fn is_weekly(&self) -> bool {
        self.days <= WEEKLY
    }

    /// The scales a reader can choose, by name, in pixels per day: those at which the days that are drawn can be read.
    pub fn zooms(&self) -> impl Iterator<Item = (&'static str, f64)> {
        let weekly = self.is_weekly();
        ZOOMS.into_iter().filter(move |(_, scale)| weekly || *scale < FINE)
    }

    /// The months: first day, where it begins and where it ends.
    pub fn months(&self) -> Vec<(Date, f64, f64)> {
        self.steps(|date| later(date.last_of_month(), 1))
    }

    /// The years.
    pub fn years(&self) -> Vec<(Date, f64, f64)> {
        self.steps(|date| later(date.last_of_year(), 1))
    }

    fn steps(&self, next: impl Fn(Date) -> Date) -> Vec<(Date, f64, f64)> {
        let (mut out, mut date, behind) = (Vec::new(), self.first, self.behind());
        while date < behind {
            let following = next(date);
            if following <= date {
                break;
            }
            out.push((date, self.x(date), self.x(following)));
            date = following;
        }
        out
    }

    /// The Mondays.
    pub fn weeks(&self) -> Vec<(Date, f64)> {
        let offset = i32::from(self.first.weekday().to_monday_zero_offset());
        let first = later(self.first, (7 - offset) % 7);
        (0..self.days / 7 + 1)
            .map(|week| later(first, week * 7))
            .filter(|date| *date < self.behind())
            .map(|date| (date, self.x(date)))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(year: i16, month: i8, day: i8) -> Date {
        Date::constant(year, month, day)
    }

    #[test]
    fn days_become_pixels_and_stay_inside() {
        let axis = Axis::new(date(2026, 3, 12), date(2026, 4, 2));
        assert_eq!((axis.first, axis.days), (date(2026, 3, 1), 61));
        assert_eq!((axis.x(date(2026, 3, 11)), axis.end(date(2026, 3, 11))), (90.0, 99.0));
        assert_eq!(axis.x(date(1, 1, 1)), 0.0);
        assert_eq!(axis.end(date(9999, 12, 31)), axis.width());
        assert_eq!(axis.share(axis.width() / 4.0), Percent(25.0));
    }

    #[test]
    fn a_screen_is_filled_by_its_days() {
        assert!(f64::from(FILLED) * LARGEST >= SCREEN && f64::from(FILLED - 1) * LARGEST < SCREEN);
    }

    #[test]
    fn decades_are_shown_by_the_year() {
        let zooms = |last| Axis::new(date(2020, 1, 1), last).zooms().map(|(name, _)| name).collect::<Vec<_>>();
        assert_eq!(zooms(date(2022, 1, 1)), ["month", "quarter", "year"]);
        assert_eq!(zooms(date(2040, 1, 1)), ["year"]);
    }
}
