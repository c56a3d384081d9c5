//! What the threads of a running server share: the site, the limits, and a list of the connections there are.

use std::collections::BTreeMap;
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use super::encoding::Smaller;
use super::{Hub, Limits, Pages, accept, vet::Ours};

/// What is shared.
pub struct Floor {
    pub pages: Arc<dyn Pages>,
    pub hub: Arc<Hub>,
    pub ours: Ours,
    pub limits: Limits,
    pub smaller: Smaller,
    seats: Mutex<Seats>,
    /// Told when a connection or the accepting ends.
    emptied: Condvar,
    stopping: AtomicBool,
}

#[derive(Default)]
struct Seats {
    next: u64,
    taken: BTreeMap<u64, Arc<Seat>>,
    accepting: bool,
}

/// One connection.
struct Seat {
    stream: TcpStream,
    doing: Mutex<(Doing, Instant)>,
}

/// What a connection is at.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Doing {
    /// No byte of a request is there.
    Waiting,
    /// A head is being read.
    Reading,
    /// A request is answered.
    Answering,
    /// It is a stream of events.
    Listening,
}

impl Floor {
    pub fn new(pages: Arc<dyn Pages>, hub: Arc<Hub>, address: SocketAddr, limits: Limits) -> Arc<Self> {
        let (seats, emptied) = (Mutex::new(Seats::default()), Condvar::new());
        let (ours, smaller, stopping) = (Ours(address), Smaller::default(), AtomicBool::new(false));
        Arc::new(Self { pages, hub, ours, limits, smaller, seats, emptied, stopping })
    }

    /// Gives a connection its place. Where none is free it comes back.
    pub fn seat(self: &Arc<Self>, stream: TcpStream) -> Result<Taken, TcpStream> {
        let mut seats = self.lock();
        if seats.taken.len() >= self.limits.connections {
            return Err(stream);
        }
        seats.next += 1;
        let (number, doing) = (seats.next, Mutex::new((Doing::Waiting, Instant::now())));
        let seat = Arc::new(Seat { stream, doing });
        seats.taken.insert(number, Arc::clone(&seat));
        Ok(Taken { floor: Arc::clone(self), number, seat })
    }

    /// Whether more than half of the places are taken.
    pub fn is_crowded(&self) -> bool {
        self.lock().taken.len() * 2 > self.limits.connections
    }

    pub fn is_stopping(&self) -> bool {
        self.stopping.load(Ordering::SeqCst)
    }

    /// Ends the connections that have been waiting for a request for as long as this.
    pub fn end_waiting(&self, for_long: Duration) {
        self.end(|(doing, since)| doing == Doing::Waiting && since.elapsed() >= for_long);
    }

    /// The accepting has ended, and its socket is closed.
    pub fn accepts_no_more(&self) {
        self.lock().accepting = false;
        self.emptied.notify_all();
    }

    fn end(&self, which: impl Fn((Doing, Instant)) -> bool) {
        for seat in self.lock().taken.values().filter(|seat| which(*seat.lock())) {
            // Its thread finds the end of the stream, and gives the place back.
            drop(seat.stream.shutdown(Shutdown::Both));
        }
    }

    fn lock(&self) -> MutexGuard<'_, Seats> {
        self.seats.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Seat {
    fn lock(&self) -> MutexGuard<'_, (Doing, Instant)> {
        self.doing.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A place that is taken: given back when this is dropped, whatever became of the connection.
pub struct Taken {
    floor: Arc<Floor>,
    number: u64,
    seat: Arc<Seat>,
}

impl Taken {
    pub fn stream(&self) -> &TcpStream {
        &self.seat.stream
    }

    pub fn floor(&self) -> &Floor {
        &self.floor
    }

    /// Says what the connection is at.
    pub fn now(&self, doing: Doing) {
        *self.seat.lock() = (doing, Instant::now());
    }
}

impl Drop for Taken {
    fn drop(&mut self) {
        self.floor.lock().taken.remove(&self.number);
        self.floor.emptied.notify_all();
    }
}

/// A server that answers. Where this is let go of it answers on until the process ends.
pub struct Running {
    floor: Arc<Floor>,
}

impl Running {
    pub(super) fn start(listener: TcpListener, floor: Arc<Floor>) -> Self {
        floor.lock().accepting = true;
        let shared = Arc::clone(&floor);
        thread::spawn(move || accept::forever(listener, &shared));
        Self { floor }
    }

    /// Accepts no more, ends the listeners, lets the requests that are under way finish within a time, and ends what
    /// is left.
    pub fn stop(self, patience: Duration) {
        let floor = &self.floor;
        floor.stopping.store(true, Ordering::SeqCst);
        floor.hub.close();
        floor.end(|(doing, _)| matches!(doing, Doing::Waiting | Doing::Reading));
        accept::wake(floor.ours.0);
        let busy = |seats: &mut Seats| seats.accepting || !seats.taken.is_empty();
        drop(floor.emptied.wait_timeout_while(floor.lock(), patience, busy));
        floor.end(|_| true);
        // What was cut off needs a moment to notice; a page that is still being made is not waited for.
        drop(floor.emptied.wait_timeout_while(floor.lock(), Duration::from_millis(200), busy));
    }
}
