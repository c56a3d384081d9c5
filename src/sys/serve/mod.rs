//! The site over HTTP, for its owner on this machine.
//!
//! A door of our own stands before everything: it reads heads with limits and a deadline, and asks [`Pages`] only for
//! what it has vetted. Nothing is looked up on disk by what a request says: an address either is one of the site's or
//! it is not found. [`Hub`] is the stream of events that pages listen to.
//!
//! Absent on purpose: what a site is, and when it is made anew.

mod accept;
mod answer;
mod connection;
mod encoding;
mod events;
mod floor;
mod head;
mod hub;
mod listen;
mod media;
mod ranges;
mod room;
mod route;
mod vet;
mod wire;

use std::fs::File;
use std::sync::Arc;
use std::time::Duration;

pub use self::events::ADDRESS as EVENTS;
pub use self::floor::Running;
pub use self::hub::Hub;
pub use self::listen::{Listening, listen, reachable};

/// What a server serves: looked up by address (relative to the root, not encoded, without a leading slash). [`EVENTS`] is
/// never asked for.
pub trait Pages: Send + Sync {
    /// What has this address. It may be made on the spot; where that panics the server answers 500 and lives on.
    fn find(&self, url: &str) -> Option<Found>;
    /// Whether something has this address.
    fn has(&self, url: &str) -> bool;
}

/// What has an address.
pub struct Found {
    /// Its bytes.
    pub body: Body,
    /// The tag of these very bytes, without quotes; empty where there is none.
    pub etag: String,
}

/// The bytes of an answer.
pub enum Body {
    /// In memory.
    Bytes(Arc<[u8]>),
    /// A file with its length. It is streamed, never read whole into memory.
    File(File, u64),
}

/// What clients may cost. The defaults suit a site on one's own machine.
#[derive(Debug, Clone)]
pub struct Limits {
    /// Connections at one time.
    pub connections: usize,
    /// Connections that may be event streams at one time.
    pub listeners: usize,
    /// How long a head may take from its first byte.
    pub head: Duration,
    /// How long a connection may wait for its next request. Where more than half of the connections are used it is an
    /// eighth of this.
    pub idle: Duration,
    /// How long a client may take nothing of what is sent to it.
    pub stalled: Duration,
    /// How often a listener to whom nothing is said is told that the server lives.
    pub heartbeat: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            connections: 1024,
            listeners: 768,
            head: Duration::from_secs(5),
            idle: Duration::from_secs(15),
            stalled: Duration::from_secs(10),
            heartbeat: Duration::from_secs(15),
        }
    }
}
