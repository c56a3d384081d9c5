//! Compressed answers, and the tags that tell them apart from plain ones.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use flate2::Compression;
use flate2::write::GzEncoder;

use super::head::Head;

/// Texts below this gain nothing.
const LEAST: usize = 1024;

/// Texts above this cost more time than they save.
const MOST: usize = 16 * 1024 * 1024;

/// How many compressed bytes are kept at most: 8 MB.
const KEPT: usize = 8 << 20;

/// Whether so many bytes of text are worth it.
pub fn is_worth_it(length: usize) -> bool {
    (LEAST..MOST).contains(&length)
}

/// Whether a request takes gzip.
pub fn takes_gzip(head: &Head) -> bool {
    let mut any = None;
    for piece in head.list("accept-encoding") {
        let mut parameters = piece.split(';').map(str::trim);
        let name = parameters.next().unwrap_or_default();
        let refused = parameters.any(|one| {
            let weight = one.strip_prefix("q=").or_else(|| one.strip_prefix("Q="));
            weight.is_some_and(|weight| !weight.trim().parse::<f32>().is_ok_and(|weight| weight > 0.0))
        });
        match name {
            "*" => any = Some(!refused),
            _ if name.eq_ignore_ascii_case("gzip") || name.eq_ignore_ascii_case("x-gzip") => return !refused,
            _ => {}
        }
    }
    any.unwrap_or(false)
}

/// Compresses, fast rather than well: the way to the reader is short.
fn gzip(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::with_capacity(bytes.len() / 3), Compression::fast());
    encoder.write_all(bytes)?;
    encoder.finish()
}

/// Compressed answers that are kept for those who ask again: two hundred open pages look again at once.
#[derive(Default)]
pub struct Smaller(Mutex<Kept>);

#[derive(Default)]
struct Kept {
    /// By address and tag of the plain bytes.
    all: BTreeMap<(String, String), Arc<[u8]>>,
    bytes: usize,
}

impl Smaller {
    /// The bytes of an address compressed; each is compressed once for a tag.
    pub fn of(&self, url: &str, etag: &str, bytes: &[u8]) -> io::Result<Arc<[u8]>> {
        let key = (url.to_owned(), etag.to_owned());
        if let Some(known) = self.lock().all.get(&key) {
            return Ok(Arc::clone(known));
        }
        let smaller: Arc<[u8]> = gzip(bytes)?.into();
        if !etag.is_empty() && smaller.len() <= KEPT / 2 {
            let mut kept = self.lock();
            if kept.bytes + smaller.len() > KEPT {
                *kept = Kept::default();
            }
            kept.bytes += smaller.len();
            if let Some(other) = kept.all.insert(key, Arc::clone(&smaller)) {
                kept.bytes -= other.len();
            }
        }
        Ok(smaller)
    }

    fn lock(&self) -> MutexGuard<'_, Kept> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The tag of bytes as it stands in a header, plain or compressed; `None` where they have none.
pub fn tag(etag: &str, compressed: bool) -> Option<String> {
    // What may not stand between quotes comes from no site of ours.
    let fit = !etag.is_empty() && etag.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'"');
    fit.then(|| format!("\"{etag}{}\"", if compressed { "-gz" } else { "" }))
}

/// Whether `If-None-Match` names a tag: the client has these very bytes.
pub fn is_known(head: &Head, tag: &str) -> bool {
    let bare = |one: &str| one.strip_prefix("W/").unwrap_or(one) == tag;
    head.list("if-none-match").any(|one| one == "*" || bare(one))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_bytes_are_compressed_once_and_what_is_kept_is_bounded() {
        let smaller = Smaller::default();
        let of = |url: &str, etag: &str, bytes: &[u8]| smaller.of(url, etag, bytes).expect("compressed");
        let first = of("a", "x", b"text");
        assert!(Arc::ptr_eq(&first, &of("a", "x", b"text")));
        assert!(!Arc::ptr_eq(&first, &of("a", "y", b"other")) && !Arc::ptr_eq(&first, &of("b", "x", b"text")));
        assert!(!Arc::ptr_eq(&of("a", "", b"text"), &of("a", "", b"text")), "without a tag nothing tells them apart");
        // What cannot be made smaller.
        let mut state = 1_u32;
        let noise = std::iter::repeat_with(|| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 24) as u8
        });
        let noise: Vec<u8> = noise.take(KEPT / 3).collect();
        for at in 0..4 {
            of(&at.to_string(), "x", &noise);
            let kept = smaller.lock();
            assert!(kept.bytes <= KEPT && kept.bytes == kept.all.values().map(|one| one.len()).sum::<usize>());
        }
    }
}
