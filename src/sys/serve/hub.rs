//! The events: a state that replaces the one before, and those who listen to it.

use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// The stream of events. A listener is sent the state that holds when it comes and every later one; of several that
/// follow quickly it may see only the latest.
#[derive(Default)]
pub struct Hub {
    inner: Mutex<Inner>,
    changed: Condvar,
}

#[derive(Default)]
struct Inner {
    state: Option<Arc<str>>,
    /// How many states there were.
    number: u64,
    closed: bool,
    listeners: usize,
}

/// What there is to say to a listener.
pub(super) enum News {
    /// A state, with its number.
    State(Arc<str>, u64),
    /// Nothing for now.
    Quiet,
    /// Nothing any more.
    Closed,
}

impl Hub {
    /// A hub without a state.
    pub fn new() -> Self {
        Self::default()
    }

    /// Replaces the state by another, written as one line of JSON.
    pub fn publish(&self, state: String) {
        // A line break would end the event; in JSON it means no more than a space.
        let state = state.replace(['\n', '\r'], " ");
        let mut inner = self.lock();
        inner.state = Some(Arc::from(state));
        inner.number += 1;
        drop(inner);
        self.changed.notify_all();
    }

    /// How many listen. One that went away without a word is counted for a few seconds more.
    pub fn listeners(&self) -> usize {
        self.lock().listeners
    }

    /// Ends every listener, and each that comes later.
    pub fn close(&self) {
        self.lock().closed = true;
        self.changed.notify_all();
    }

    /// Waits for a state after the one with this number.
    pub(super) fn news(&self, seen: u64, patience: Duration) -> News {
        let unchanged = |inner: &mut Inner| !inner.closed && inner.number == seen;
        let waited = self.changed.wait_timeout_while(self.lock(), patience, unchanged);
        let (inner, _) = waited.unwrap_or_else(PoisonError::into_inner);
        match &inner.state {
            _ if inner.closed => News::Closed,
            Some(state) if inner.number != seen => News::State(Arc::clone(state), inner.number),
            _ => News::Quiet,
        }
    }

    /// Counts a listener as long as what is returned lives; `None` where there are as many as may be.
    pub(super) fn join(hub: &Arc<Self>, most: usize) -> Option<Member> {
        let mut inner = hub.lock();
        if inner.listeners >= most {
            return None;
        }
        inner.listeners += 1;
        drop(inner);
        Some(Member(Arc::clone(hub)))
    }

    fn lock(&self) -> MutexGuard<'_, Inner> {
        // Nothing in here can be left half done.
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A listener that is counted.
pub(super) struct Member(Arc<Hub>);

impl Drop for Member {
    fn drop(&mut self) {
        self.0.lock().listeners -= 1;
    }
}
