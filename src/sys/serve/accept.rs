//! The door: takes connections in for as long as the server lives, whatever the system answers.

use std::io::{ErrorKind, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use super::answer::Answer;
use super::floor::Floor;
use super::{connection, reachable, wire};

/// Rendering a page goes deep. The memory of a stack is taken only when it is used.
const STACK: usize = 8 * 1024 * 1024;

/// How long to rest where the system has no more to give.
const REST: Duration = Duration::from_millis(50);

/// How long a connection waits at least before it makes room for another.
const SETTLED: Duration = Duration::from_millis(500);

/// Takes connections in until the server stops.
pub fn forever(listener: TcpListener, floor: &Arc<Floor>) {
    while !floor.is_stopping() {
        match listener.accept() {
            Ok((stream, _)) => admit(stream, floor),
            // The client was faster in going than we in taking it.
            Err(error) if matches!(error.kind(), ErrorKind::ConnectionAborted | ErrorKind::Interrupted) => {}
            Err(_) => {
                // Most likely there is no file descriptor left. Who only waits makes room.
                floor.end_waiting(SETTLED);
                thread::sleep(REST);
            }
        }
    }
    drop(listener);
    floor.accepts_no_more();
}

fn admit(stream: TcpStream, floor: &Arc<Floor>) {
    if floor.is_stopping() {
        return;
    }
    let taken = match floor.seat(stream) {
        Ok(taken) => taken,
        Err(stream) => {
            floor.end_waiting(SETTLED);
            return refuse(&stream);
        }
    };
    let limits = &floor.limits;
    let ready = taken.stream().set_nodelay(true).and(taken.stream().set_write_timeout(Some(limits.stalled)));
    if ready.is_ok() {
        let thread = thread::Builder::new().name("connection".to_owned()).stack_size(STACK);
        // Where no thread is to be had the connection ends, and the client may try again.
        drop(thread.spawn(move || connection::serve(taken)));
    }
}

/// Says that there is no room, without waiting for anything.
fn refuse(mut stream: &TcpStream) {
    let (head, body) = wire::short(Answer::busy());
    if stream.set_nonblocking(true).is_ok() {
        drop(stream.write(&[head, body].concat()));
        // A request that nobody read would undo the answer.
        drop(stream.read(&mut [0; 4096]));
    }
}

/// Lets the thread that waits for connections see that the server stops.
pub fn wake(address: SocketAddr) {
    drop(TcpStream::connect_timeout(&reachable(address), Duration::from_millis(500)));
}
