//! Files that were made of an edition, kept for those who ask again: two hundred open pages look again at once. What is
//! kept is bounded, since all of a site may be asked for.

use std::collections::BTreeMap;
use std::fs::Metadata;
use std::sync::Arc;
use std::time::UNIX_EPOCH;

/// How many bytes are kept at most: 32 MB.
const MOST: usize = 32 << 20;

/// Files of one edition.
#[derive(Default)]
pub struct Made {
    files: BTreeMap<String, (Arc<[u8]>, String)>,
    bytes: usize,
}

impl Made {
    /// A file and its entity tag.
    pub fn get(&self, url: &str) -> Option<(Arc<[u8]>, String)> {
        self.files.get(url).cloned()
    }

    /// Keeps a file. Where there would be too much, what was there before goes.
    pub fn put(&mut self, url: &str, bytes: Arc<[u8]>, etag: &str) {
        if bytes.len() > MOST / 2 {
            return;
        }
        self.forget(url);
        if self.bytes + bytes.len() > MOST {
            *self = Self::default();
        }
        self.bytes += bytes.len();
        self.files.insert(url.to_owned(), (bytes, etag.to_owned()));
    }

    /// Keeps a file no longer.
    pub fn forget(&mut self, url: &str) {
        if let Some((bytes, _)) = self.files.remove(url) {
            self.bytes -= bytes.len();
        }
    }
}

/// The entity tag of bytes: a part of their hash.
pub fn tag(bytes: &[u8]) -> String {
    blake3::hash(bytes).to_hex().chars().take(20).collect()
}

/// The entity tag of a file that is too large to be hashed for each request: its length and time.
pub fn tag_of(data: &Metadata) -> String {
    let modified = data.modified().ok().and_then(|moment| moment.duration_since(UNIX_EPOCH).ok()).unwrap_or_default();
    format!("{:x}-{:x}", data.len(), modified.as_nanos())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_is_bounded() {
        let mut made = Made::default();
        let piece: Arc<[u8]> = vec![0; MOST / 4].into();
        for at in 0..9 {
            made.put(&format!("{at}.html"), Arc::clone(&piece), "x");
            assert!(made.bytes <= MOST && made.get(&format!("{at}.html")).is_some());
        }
        made.put("8.html", Arc::from([]), "y");
        assert_eq!(made.get("8.html").map(|(bytes, etag)| (bytes.len(), etag)), Some((0, "y".to_owned())));
        assert_eq!(made.bytes, 0);
        made.put("large", vec![0; MOST].into(), "x");
        assert!(made.get("large").is_none());
    }
}
