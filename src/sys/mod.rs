//! The only module that touches disk, network, clock and environment.
//!
//! Absent on purpose: everything that can be decided without them.

#![allow(clippy::disallowed_methods, clippy::disallowed_types)]

pub mod account;
pub mod browser;
pub mod clock;
pub mod env;
pub mod follow;
pub mod git;
pub mod progress;
pub mod read;
pub mod serve;
pub mod stop;
pub mod terminal;
pub mod watch;
pub mod write;

use std::io;
use std::path::Path;

/// Something the machine refused, in words for the user.
#[derive(Debug)]
pub struct Trouble {
    /// What went wrong, with the path.
    pub message: String,
    /// What to do.
    pub help: Option<String>,
}

impl Trouble {
    /// Trouble with a message.
    pub fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), help: None }
    }

    /// Trouble of an operation on a path: `cannot write _site/index.html: disk full`.
    pub fn io(what: &str, path: &Path, error: &io::Error) -> Self {
        Self::new(format!("cannot {what} `{}`: {error}", path.display()))
    }

    /// Adds what to do.
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}
