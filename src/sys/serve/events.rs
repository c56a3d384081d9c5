//! A listener: one thread that sends it each state as soon as it is there.
//!
//! It holds no lock while it writes, so one who does not read delays nobody; after a while it is dropped.

use std::io::{self, ErrorKind, Write};
use std::net::TcpStream;
use std::thread;
use std::time::{Duration, Instant};

use super::floor::{Doing, Taken};
use super::hub::{Member, News};
use super::wire;

/// The address of the stream of events, relative to the root.
pub const ADDRESS: &str = ".featsite/events";

/// The stack of a listener, which calls a few functions deep and there may be hundreds.
const STACK: usize = 128 * 1024;

/// How often it is looked whether a listener is still there.
const LOOK: Duration = Duration::from_secs(3);

/// Sends events to the client of a connection from now on, in a thread with a small stack: the one that answered
/// requests until now may have grown its own.
pub fn stream(taken: Taken, member: Member) {
    taken.now(Doing::Listening);
    let thread = thread::Builder::new().name("listener".to_owned()).stack_size(STACK);
    // Where no thread is to be had the connection ends, and the page tries again.
    drop(thread.spawn(move || {
        let _counted = member;
        // A client that went away, or does not read, needs no more.
        drop(talk(&taken));
    }));
}

fn talk(taken: &Taken) -> io::Result<()> {
    let (mut stream, hub) = (taken.stream(), &taken.floor().hub);
    let heartbeat = taken.floor().limits.heartbeat;
    let mut text = wire::stream_head();
    text.extend_from_slice(b"retry: 500\n\n");
    let mut seen = 0;
    let mut spoken = Instant::now();
    loop {
        // The head and a state that is there already go out together.
        let due = heartbeat.saturating_sub(spoken.elapsed()).min(LOOK);
        let patience = if text.is_empty() { due } else { Duration::ZERO };
        match hub.news(seen, patience) {
            News::Closed => return Ok(()),
            News::State(state, number) => {
                seen = number;
                text.extend_from_slice(b"data: ");
                text.extend_from_slice(state.as_bytes());
                text.extend_from_slice(b"\n\n");
            }
            News::Quiet if text.is_empty() && spoken.elapsed() >= heartbeat => text.extend_from_slice(b": alive\n\n"),
            News::Quiet => {}
        }
        if !text.is_empty() {
            stream.write_all(&text)?;
            text = Vec::new();
            spoken = Instant::now();
        }
        if gone(stream) {
            return Ok(());
        }
    }
}

/// Whether the client closed its side.
fn gone(stream: &TcpStream) -> bool {
    if stream.set_nonblocking(true).is_err() {
        return true;
    }
    let there = match stream.peek(&mut [0]) {
        Ok(read) => read > 0,
        Err(error) => matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::Interrupted),
    };
    stream.set_nonblocking(false).is_err() || !there
}
