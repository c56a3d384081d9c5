//! The wish of the user that the program ends.

use std::sync::mpsc::{self, Receiver};
use std::time::Duration;

/// The wish to end: Ctrl-C, SIGTERM, a terminal that was closed.
pub struct Stop(Receiver<()>);

impl Stop {
    /// Takes the wish from the system. Where it cannot be taken the system ends the program itself. A signal that is to be
    /// ignored (`nohup`) stays so, and none is taken then.
    pub fn new() -> Self {
        let (sender, receiver) = mpsc::channel();
        let told = sender.clone();
        let taken = ctrlc::try_set_handler(move || {
            // Told a second time, nobody waits any more.
            if told.send(()).is_err() {
                std::process::exit(130);
            }
        });
        if taken.is_err() {
            // Without a sender the wait would end at once.
            std::mem::forget(sender);
        }
        Self(receiver)
    }

    /// Waits for it.
    pub fn wait(self) {
        while self.0.recv_timeout(Duration::from_secs(3600)) == Err(mpsc::RecvTimeoutError::Timeout) {}
    }
}

impl Default for Stop {
    fn default() -> Self {
        Self::new()
    }
}
