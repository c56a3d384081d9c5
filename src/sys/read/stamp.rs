//! Whether a file may have changed since it was read, by what the file system says of it without its bytes.

use std::fs::Metadata;
use std::time::{Duration, SystemTime};

/// How long after a change a file system may give another change the same time: two seconds on the coarsest.
const COARSE: Duration = Duration::from_secs(2);

/// What a file system says of a file.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Stamp {
    length: u64,
    modified: Option<SystemTime>,
    /// Change of the file itself or its name, device and number: a file put in the place of another one with the same
    /// length and time differs in these.
    identity: (i64, i64, u64, u64),
}

impl Stamp {
    /// Of a file.
    pub fn of(data: &Metadata) -> Self {
        #[cfg(unix)]
        let identity = {
            use std::os::unix::fs::MetadataExt;
            (data.ctime(), data.ctime_nsec(), data.dev(), data.ino())
        };
        #[cfg(not(unix))]
        let identity = Default::default();
        Self { length: data.len(), modified: data.modified().ok(), identity }
    }

    /// Whether a later change is sure to give another stamp: not for a file that was changed just before `now`, and not
    /// where the clock of the file system is ahead.
    pub fn is_settled(&self, now: SystemTime) -> bool {
        let changed =
            u64::try_from(self.identity.0).ok().map(|seconds| SystemTime::UNIX_EPOCH + Duration::from_secs(seconds));
        let old = |moment: SystemTime| now.duration_since(moment).is_ok_and(|age| age > COARSE);
        self.modified.is_some_and(old) && changed.is_some_and(|moment| old(moment) || cfg!(not(unix)))
    }
}
