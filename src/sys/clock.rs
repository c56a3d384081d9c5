//! The clock, and what the system counts of the process.

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

/// The local time of day: `12:03:41`.
pub fn time_of_day() -> String {
    Zoned::now().strftime("%H:%M:%S").to_string()
}

/// A length of time in milliseconds as people read it: `4.1 ms`, `41 ms`.
pub fn milliseconds(time: Duration) -> String {
    let exact = time.as_secs_f64() * 1000.0;
    if exact < 10.0 { format!("{exact:.1} ms") } else { format!("{exact:.0} ms") }
}

/// The same as a number, to the microsecond.
pub fn exact_milliseconds(time: Duration) -> f64 {
    time.as_micros() as f64 / 1000.0
}

/// How long the processors have worked for this process, all its threads together; `None` where the system does not tell.
pub fn worked() -> Option<Duration> {
    #[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple", target_os = "freebsd"))]
    {
        let time = rustix::time::clock_gettime(rustix::time::ClockId::ProcessCPUTime);
        Some(Duration::new(u64::try_from(time.tv_sec).ok()?, u32::try_from(time.tv_nsec).ok()?))
    }
    #[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple", target_os = "freebsd")))]
    None
}

/// The most memory that this process has had at once, in bytes; only Linux tells it without being asked for the account
/// of a child.
pub fn peak_memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().strip_suffix("kB")?.trim().parse().ok().map(|kilobytes: u64| kilobytes << 10)
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
