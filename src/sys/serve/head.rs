//! Reads the head of a request, within limits of bytes, of lines and of time, and takes it apart.
//!
//! What is written in more than one way is refused: two readers of one request must not see two requests.

use std::io::{ErrorKind, Read};
use std::time::{Duration, Instant};

use super::floor::{Doing, Taken};

/// How many bytes a head may have.
const BYTES: usize = 16 * 1024;

/// How many header lines.
const LINES: usize = 100;

/// The head of a request.
#[derive(Debug)]
pub struct Head {
    pub method: String,
    pub target: String,
    /// Whether it is HTTP/1.1 rather than 1.0.
    pub modern: bool,
    headers: Vec<(String, String)>,
}

impl Head {
    /// The values of every header with this name.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        let named = self.headers.iter().filter(move |(one, _)| one.eq_ignore_ascii_case(name));
        named.map(|(_, value)| value.as_str())
    }

    /// The pieces between the commas of every header with this name.
    pub fn list<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.all(name).flat_map(|value| value.split(',')).map(str::trim).filter(|piece| !piece.is_empty())
    }

    /// The value of a header that stands there once.
    pub fn only<'a>(&'a self, name: &'a str) -> Option<&'a str> {
        let mut all = self.all(name);
        all.next().filter(|_| all.next().is_none())
    }
}

/// Why there is no head.
#[derive(Debug, PartialEq, Eq)]
pub enum Lack {
    /// The client is gone, or waited too long with its next request.
    Gone,
    /// What it sent is refused with this status, and the connection ends.
    Refused(u16),
}

/// Reads the next head. `rest` holds what was read beyond the one before, and holds it again afterwards.
pub fn read(taken: &Taken, rest: &mut Vec<u8>) -> Result<Head, Lack> {
    let limits = &taken.floor().limits;
    taken.now(if rest.is_empty() { Doing::Waiting } else { Doing::Reading });
    let idle = if taken.floor().is_crowded() { limits.idle / 8 } else { limits.idle };
    let mut deadline = Instant::now() + if rest.is_empty() { idle } else { limits.head };
    let mut looked = 0;
    loop {
        if let Some(end) = end(rest, &mut looked)? {
            let head = parse(&rest[..end]);
            rest.drain(..end);
            return head;
        }
        if rest.len() >= BYTES {
            return Err(Lack::Refused(431));
        }
        let mut buffer = [0; 4096];
        let left = deadline.saturating_duration_since(Instant::now());
        let wanted = buffer.len().min(BYTES - rest.len());
        let read = match within(taken, left, &mut buffer[..wanted]) {
            Some(read) => read,
            None if rest.is_empty() => return Err(Lack::Gone),
            None => return Err(Lack::Refused(408)),
        };
        match read {
            0 => return Err(Lack::Gone),
            _ if rest.is_empty() => {
                taken.now(Doing::Reading);
                deadline = Instant::now() + limits.head;
            }
            _ => {}
        }
        rest.extend_from_slice(&buffer[..read]);
    }
}

/// Reads what is there; nothing where the client is gone, `None` where the time is over.
fn within(taken: &Taken, left: Duration, buffer: &mut [u8]) -> Option<usize> {
    // No time at all would mean to wait for ever.
    if left.is_zero() || taken.stream().set_read_timeout(Some(left)).is_err() {
        return None;
    }
    loop {
        match taken.stream().read(buffer) {
            Ok(read) => return Some(read),
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) if matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut) => return None,
            Err(_) => return Some(0),
        }
    }
}

/// Where the head ends, once it does. Lines end with both CR and LF, and neither stands anywhere else.
fn end(bytes: &[u8], looked: &mut usize) -> Result<Option<usize>, Lack> {
    while *looked < bytes.len() {
        let at = *looked;
        let (before, after) = (at.checked_sub(1).map(|before| bytes[before]), bytes.get(at + 1));
        match bytes[at] {
            b'\n' if before != Some(b'\r') => return Err(Lack::Refused(400)),
            b'\n' if at >= 3 && bytes[at - 3..at] == *b"\r\n\r" => return Ok(Some(at + 1)),
            // A line that is empty before there was any.
            b'\n' if at == 1 => return Err(Lack::Refused(400)),
            b'\r' => match after {
                None => return Ok(None),
                Some(b'\n') => {}
                Some(_) => return Err(Lack::Refused(400)),
            },
            0 => return Err(Lack::Refused(400)),
            _ => {}
        }
        *looked += 1;
    }
    Ok(None)
}

fn parse(bytes: &[u8]) -> Result<Head, Lack> {
    let refused = |status| Err(Lack::Refused(status));
    let line = bytes.split(|byte| *byte == b'\r').next().unwrap_or_default();
    if !line.iter().all(|byte| (b' '..=b'~').contains(byte)) {
        return refused(400);
    }
    let mut headers = [httparse::EMPTY_HEADER; LINES];
    let mut request = httparse::Request::new(&mut headers);
    match request.parse(bytes) {
        Ok(httparse::Status::Complete(read)) if read == bytes.len() => {}
        Err(httparse::Error::TooManyHeaders) => return refused(431),
        Err(httparse::Error::Version) if other_version(line) => return refused(505),
        _ => return refused(400),
    }
    let (Some(method), Some(target), Some(version)) = (request.method, request.path, request.version) else {
        return refused(400);
    };
    let headers = request.headers.iter().map(|header| {
        let value = String::from_utf8_lossy(header.value).trim().to_owned();
        (header.name.to_owned(), value)
    });
    let headers = headers.collect();
    Ok(Head { method: method.to_owned(), target: target.to_owned(), modern: version == 1, headers })
}

/// Whether a request line is one of HTTP but for its version, which is none of ours.
fn other_version(line: &[u8]) -> bool {
    let pieces: Vec<&[u8]> = line.split(|byte| *byte == b' ').collect();
    let [method, target, [b'H', b'T', b'T', b'P', b'/', major, b'.', minor]] = pieces[..] else { return false };
    !method.is_empty() && !target.is_empty() && major.is_ascii_digit() && minor.is_ascii_digit()
}

#[cfg(test)]
mod tests;
