//! The clock.

use std::time::{Duration, Instant};

use jiff::{Timestamp, Zoned, tz::TimeZone};

use crate::base::dates::Date;

/// Today's date: the day of `SOURCE_DATE_EPOCH` (in UTC) where that is set, else the local day.
pub fn today() -> Date {
    let epoch = std::env::var("SOURCE_DATE_EPOCH").ok().and_then(|seconds| seconds.trim().parse().ok());
    match epoch.and_then(|seconds| Timestamp::from_second(seconds).ok()) {
        Some(moment) => moment.to_zoned(TimeZone::UTC).date(),
        None => Zoned::now().date(),
    }
}

/// A moment to measure from.
#[derive(Clone, Copy)]
pub struct Stopwatch(Instant);

impl Stopwatch {
    /// Starts now.
    pub fn start() -> Self {
        Self(Instant::now())
    }

    /// How long it has run.
    pub fn elapsed(self) -> Duration {
        self.0.elapsed()
    }
}
