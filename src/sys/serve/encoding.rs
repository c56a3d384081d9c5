//! Compressed answers, and the tags that tell them apart from plain ones.

use std::io::{self, Write};

use flate2::Compression;
use flate2::write::GzEncoder;

use super::head::Head;

/// Texts below this gain nothing.
const LEAST: usize = 1024;

/// Texts above this cost more time than they save.
const MOST: usize = 16 * 1024 * 1024;

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
pub fn gzip(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::with_capacity(bytes.len() / 3), Compression::fast());
    encoder.write_all(bytes)?;
    encoder.finish()
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
