//! How a file stands on disk, by what the file system says of it without its bytes.

use std::collections::BTreeMap;
use std::fs::{self, Metadata};
use std::io;
use std::path::Path;
use std::thread;
use std::time::{Duration, SystemTime};

/// How often and how long it is waited for the file system's clock to go on: some tick a hundred times a second. One that
/// counts whole seconds is not waited for.
const TICKS: (usize, Duration) = (20, Duration::from_millis(1));

/// How a file stands. One that is written later, or put in its place, stands otherwise; another name for it changes
/// nothing.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Stand {
    /// How many bytes it has.
    pub length: u64,
    /// When its bytes were changed last.
    pub modified: Option<SystemTime>,
    /// Which file it is, where the system numbers them.
    number: u64,
}

impl Stand {
    /// Of a file.
    pub fn of(data: &Metadata) -> Self {
        #[cfg(unix)]
        let number = std::os::unix::fs::MetadataExt::ino(data);
        #[cfg(not(unix))]
        let number = 0;
        Self { length: data.len(), modified: data.modified().ok(), number }
    }
}

/// How the files of a folder stand, by path.
pub type Stands = BTreeMap<String, Stand>;

/// One hash for how all of them stand.
pub fn hash(stands: &Stands) -> blake3::Hash {
    let mut hash = blake3::Hasher::new();
    for (path, stand) in stands {
        hash.update(format!("{path:?} {stand:?};").as_bytes());
    }
    hash.finalize()
}

/// Waits until a file that is changed from now on has a later time than all of these. `false` where that cannot be known:
/// then a change might not be seen. `probe` is a file that may be written, on the same file system.
pub fn settle(stands: &Stands, probe: &Path) -> io::Result<bool> {
    let times: Option<Vec<SystemTime>> = stands.values().map(|stand| stand.modified).collect();
    let Some(latest) = times.and_then(|times| times.into_iter().max()) else { return Ok(false) };
    let mut settled = false;
    for _ in 0..TICKS.0 {
        fs::write(probe, [0])?;
        settled = fs::metadata(probe)?.modified().is_ok_and(|now| now > latest);
        if settled {
            break;
        }
        thread::sleep(TICKS.1);
    }
    fs::remove_file(probe)?;
    Ok(settled)
}

#[cfg(test)]
mod tests {
    use std::fs::File;

    use super::*;

    #[test]
    fn what_is_written_later_stands_otherwise() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a.html");
        fs::write(&path, "one").expect("written");
        let stands = || Stands::from([("a.html".to_owned(), Stand::of(&fs::metadata(&path).expect("there")))]);
        let before = stands();
        fs::hard_link(&path, folder.path().join("b.html")).expect("linked");
        assert_eq!(before, stands(), "another name for it is no change");
        assert!(settle(&before, &folder.path().join("probe")).expect("probed"));
        fs::write(&path, "two").expect("written");
        assert_ne!(hash(&before), hash(&stands()), "the same length, right after it");
    }

    #[test]
    fn a_time_that_has_not_come_is_not_waited_for() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a.html");
        fs::write(&path, "one").expect("written");
        let file = File::options().write(true).open(&path).expect("opened");
        file.set_modified(SystemTime::now() + Duration::from_secs(60)).expect("set");
        let stands = Stands::from([("a.html".to_owned(), Stand::of(&file.metadata().expect("there")))]);
        assert!(!settle(&stands, &folder.path().join("probe")).expect("probed"));
        assert!(!folder.path().join("probe").exists());
    }
}
