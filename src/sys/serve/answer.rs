//! The answer to a request that was vetted: which status, which headers, which bytes.

use std::fs::File;
use std::io;
use std::ops::Range;
use std::sync::Arc;

use super::encoding::Smaller;
use super::head::Head;
use super::ranges::{self, Part};
use super::{Body, Found, encoding, media};

/// What is sent back.
pub struct Answer {
    pub status: u16,
    pub headers: Vec<(&'static str, String)>,
    pub payload: Payload,
}

/// The bytes of an answer.
pub enum Payload {
    /// None, and nothing is said of their number.
    Absent,
    /// A part of what lies in memory.
    Bytes(Arc<[u8]>, Range<usize>),
    /// A part of a file.
    File(File, Range<u64>),
}

impl Answer {
    /// A sentence.
    pub fn text(status: u16, text: &str) -> Self {
        let headers = vec![("Content-Type", "text/plain; charset=utf-8".to_owned())];
        Self { status, headers, payload: Payload::Bytes(Arc::from(text.as_bytes()), 0..text.len()) }
    }

    /// Why a request is refused.
    pub fn refusal(status: u16) -> Self {
        let answer = |text| Self::text(status, text);
        match status {
            403 => answer("not for other sites\n"),
            404 => answer("not found\n"),
            405 => answer("only GET and HEAD\n").with("Allow", "GET, HEAD"),
            408 => answer("the request took too long\n"),
            413 => answer("a request has no body here\n"),
            421 => answer("this server answers only to its own address\n"),
            431 => answer("the head of the request is too large\n"),
            500 => answer("this page could not be made; the rest of the site is there\n"),
            503 => Self::busy(),
            505 => answer("only HTTP/1.0 and HTTP/1.1\n"),
            _ => answer("the request is not understood\n"),
        }
    }

    /// The method is none of a stream of events.
    pub fn only_get() -> Self {
        Self::text(405, "only GET\n").with("Allow", "GET")
    }

    /// There is no room.
    pub fn busy() -> Self {
        Self::text(503, "too many connections: try again\n").with("Retry-After", "2")
    }

    /// The way to a folder's slash.
    pub fn moved(location: &str) -> Self {
        Self::text(301, "the folder has a slash at its end\n").with("Location", location)
    }

    /// The page that says that there is none.
    pub fn missing(found: Found) -> Self {
        let (payload, _) = whole(found.body);
        let headers = vec![("Content-Type", media::kind("404.html").to_owned())];
        Self { status: 404, headers, payload }
    }

    /// What was found, as far as the request wants it.
    pub fn found(head: &Head, url: &str, found: Found, smaller: &Smaller) -> Self {
        let kind = media::kind(url);
        let (payload, length) = whole(found.body);
        let shrinks = match &payload {
            Payload::Bytes(bytes, _) => media::shrinks(kind) && encoding::is_worth_it(bytes.len()),
            _ => false,
        };
        let part = wanted_part(head, &found.etag, length);
        let compressed = shrinks && part == Part::Whole && encoding::takes_gzip(head);
        let tag = encoding::tag(&found.etag, compressed);
        let mut answer = Self { status: 200, headers: vec![("Content-Type", kind.to_owned())], payload };
        if shrinks {
            answer = answer.with("Vary", "Accept-Encoding");
        }
        if let Some(tag) = &tag {
            answer = answer.with("ETag", tag);
        }
        if tag.is_some_and(|tag| encoding::is_known(head, &tag)) {
            return Self { status: 304, payload: Payload::Absent, ..answer };
        }
        answer = answer.with("Accept-Ranges", "bytes");
        match part {
            Part::Whole if compressed => answer.compressed(|bytes| smaller.of(url, &found.etag, bytes)),
            Part::Whole => answer,
            Part::Bytes(range) => answer.cut(range, length),
            Part::Beyond => {
                Self::text(416, "there are no such bytes\n").with("Content-Range", &format!("bytes */{length}"))
            }
        }
    }

    fn compressed(mut self, smaller: impl FnOnce(&[u8]) -> io::Result<Arc<[u8]>>) -> Self {
        if let Payload::Bytes(bytes, _) = &self.payload
            && let Ok(smaller) = smaller(bytes)
        {
            let range = 0..smaller.len();
            self.payload = Payload::Bytes(smaller, range);
            return self.with("Content-Encoding", "gzip");
        }
        self
    }

    fn cut(self, range: Range<u64>, length: u64) -> Self {
        let told = format!("bytes {}-{}/{length}", range.start, range.end - 1);
        let payload = match self.payload {
            // What lies in memory is counted in `usize`.
            Payload::Bytes(bytes, _) => Payload::Bytes(bytes, range.start as usize..range.end as usize),
            Payload::File(file, _) => Payload::File(file, range),
            Payload::Absent => Payload::Absent,
        };
        Self { status: 206, payload, ..self }.with("Content-Range", &told)
    }

    /// With a further header.
    fn with(mut self, name: &'static str, value: &str) -> Self {
        self.headers.push((name, value.to_owned()));
        self
    }
}

/// All bytes of a body and their number.
fn whole(body: Body) -> (Payload, u64) {
    match body {
        Body::Bytes(bytes) => {
            let length = bytes.len();
            (Payload::Bytes(bytes, 0..length), length as u64)
        }
        Body::File(file, length) => (Payload::File(file, 0..length), length),
    }
}

/// The part that is asked for. One that belongs to other bytes than ours is not given out.
fn wanted_part(head: &Head, etag: &str, length: u64) -> Part {
    let Some(range) = head.only("range").filter(|_| head.method == "GET") else { return Part::Whole };
    let same = match head.all("if-range").next() {
        Some(tag) => encoding::tag(etag, false).is_some_and(|ours| ours == tag),
        None => true,
    };
    if same { ranges::part(range, length) } else { Part::Whole }
}
