//! Calendar dates as people write them.

use std::fmt;

pub use jiff::civil::Date;

/// A date as precise as it was written. Ordered by its first day.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum When {
    /// One day: `2026-03-02`.
    Day(Date),
    /// A month, as its first day: `2026-06`.
    Month(Date),
    /// A quarter, as its first day: `2026-Q4`.
    Quarter(Date),
}

impl When {
    /// The first day, which counts where the date is a start.
    pub fn first_day(self) -> Date {
        match self {
            Self::Day(date) | Self::Month(date) | Self::Quarter(date) => date,
        }
    }

    /// The last day, which counts where the date is a target.
    pub fn last_day(self) -> Date {
        match self {
            Self::Day(date) => date,
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
            Self::Month(date) => write!(out, "{:04}-{:02}", date.year(), date.month()),
            Self::Quarter(date) => write!(out, "{:04}-Q{}", date.year(), (date.month() - 1) / 3 + 1),
        }
    }
}
