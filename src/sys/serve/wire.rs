//! Writes answers. The status line, the headers and the date are written by tiny_http; it says nothing of whether the
//! connection goes on, and always tells a length, so its head is completed here.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::net::{Shutdown, TcpStream};
use std::ops::Range;
use std::time::{Duration, Instant};

use tiny_http::{HTTPVersion, Header, Response};

use super::answer::{Answer, Payload};

/// What every answer says: it is for nobody but the one who asked, and is what it says it is.
const ALWAYS: [(&str, &str); 4] = [
    ("Server", "featsite"),
    ("X-Content-Type-Options", "nosniff"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Cache-Control", "no-store"),
];

/// Bytes up to here travel together with their head.
const TOGETHER: usize = 64 * 1024;

/// What becomes of the connection after an answer.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum After {
    /// It goes on, as is usual.
    GoesOn,
    /// It goes on, and a client that does not expect it is told.
    Kept,
    /// It ends.
    Ends,
}

/// Sends an answer; of one to HEAD only the head.
pub fn send(mut stream: &TcpStream, answer: Answer, after: After, only_head: bool) -> io::Result<()> {
    let mut text = head(&answer, after);
    match answer.payload {
        _ if only_head => stream.write_all(&text),
        Payload::Absent => stream.write_all(&text),
        Payload::Bytes(bytes, range) if range.len() <= TOGETHER => {
            text.extend_from_slice(&bytes[range]);
            stream.write_all(&text)
        }
        Payload::Bytes(bytes, range) => {
            stream.write_all(&text)?;
            stream.write_all(&bytes[range])
        }
        Payload::File(file, range) => {
            stream.write_all(&text)?;
            copy(file, range, stream)
        }
    }
}

/// A short answer that ends the connection: its head and its body.
pub fn short(answer: Answer) -> (Vec<u8>, Vec<u8>) {
    let text = head(&answer, After::Ends);
    let body = match answer.payload {
        Payload::Bytes(bytes, range) => bytes[range].to_vec(),
        _ => Vec::new(),
    };
    (text, body)
}

/// The head of a stream of events.
pub fn stream_head() -> Vec<u8> {
    let headers = vec![("Content-Type", "text/event-stream; charset=utf-8".to_owned())];
    head(&Answer { status: 200, headers, payload: Payload::Absent }, After::Ends)
}

fn head(answer: &Answer, after: After) -> Vec<u8> {
    let length = match &answer.payload {
        Payload::Absent => None,
        Payload::Bytes(_, range) => Some(range.len() as u64),
        Payload::File(_, range) => Some(range.end - range.start),
    };
    let headers = ALWAYS.into_iter().chain(answer.headers.iter().map(|(name, value)| (*name, value.as_str())));
    // A value that could begin another line comes from no part of this server; it is left out all the same.
    let headers = headers.filter(|(_, value)| value.bytes().all(|byte| (b' '..=b'~').contains(&byte)));
    let headers = headers.filter_map(|(name, value)| Header::from_bytes(name, value).ok()).collect();
    let response = Response::new(answer.status.into(), headers, io::empty(), Some(0), None);
    let mut text = Vec::with_capacity(512);
    // Nothing that is written to memory fails.
    drop(response.raw_print(&mut text, HTTPVersion(1, 1), &[], true, None));
    // The length is the last header, and the one of nothing: ours takes its place.
    let end = text.windows(18).rposition(|window| window == b"\r\nContent-Length: ").unwrap_or(text.len());
    text.truncate(end);
    text.extend_from_slice(b"\r\n");
    if let Some(length) = length {
        text.extend_from_slice(format!("Content-Length: {length}\r\n").as_bytes());
    }
    text.extend_from_slice(match after {
        After::GoesOn => b"\r\n",
        After::Kept => b"Connection: keep-alive\r\n\r\n".as_slice(),
        After::Ends => b"Connection: close\r\n\r\n",
    });
    text
}

/// Copies a part of a file piece by piece, so that each must get on within the time a client has. A file that has become
/// shorter cannot be told from a whole one, unless the connection ends.
fn copy(mut file: File, range: Range<u64>, mut stream: &TcpStream) -> io::Result<()> {
    let mut left = range.end - range.start;
    file.seek(SeekFrom::Start(range.start))?;
    let mut buffer = vec![0; TOGETHER];
    while left > 0 {
        let wanted = buffer.len().min(usize::try_from(left).unwrap_or(usize::MAX));
        let read = file.read(&mut buffer[..wanted])?;
        if read == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        stream.write_all(&buffer[..read])?;
        left -= read as u64;
    }
    Ok(())
}

/// Ends a connection so that what was sent last arrives: bytes that nobody read would undo it.
pub fn part(mut stream: &TcpStream) {
    let over = Instant::now() + Duration::from_secs(1);
    if stream.shutdown(Shutdown::Write).is_err() || stream.set_read_timeout(Some(Duration::from_millis(250))).is_err() {
        return;
    }
    let mut buffer = [0; 8192];
    // A client that goes on sending is cut off.
    for _ in 0..256 {
        if !matches!(stream.read(&mut buffer), Ok(1..)) || Instant::now() >= over {
            return;
        }
    }
}
