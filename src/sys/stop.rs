//! The wish of the user that the program ends.

use std::sync::mpsc::{self, Receiver, Sender};

/// The wish to end: Ctrl-C, SIGTERM, a terminal that was closed.
pub struct Stop {
    told: Receiver<()>,
    /// Where no wish can be taken nobody tells of one, and the wait lasts until the system ends the program.
    _teller: Sender<()>,
}

impl Stop {
    /// Takes the wish from the system. Where it cannot be taken the system ends the program itself.
    pub fn new() -> Self {
        let (sender, told) = mpsc::channel();
        take(sender.clone());
        Self { told, _teller: sender }
    }

    /// Waits for it.
    pub fn wait(self) {
        // Somebody may always tell, so this is no error.
        let _ = self.told.recv();
    }
}

impl Default for Stop {
    fn default() -> Self {
        Self::new()
    }
}

/// Takes each signal by itself: what a script has ignored for its job is taken all the same, but for the end of a terminal,
/// which `nohup` has ignored so that the program goes on.
#[cfg(unix)]
fn take(sender: Sender<()>) {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
    use signal_hook::iterator::Signals;

    let mut wanted = vec![SIGINT, SIGTERM];
    if !is_ignored(SIGHUP) {
        wanted.push(SIGHUP);
    }
    let Ok(mut signals) = Signals::new(wanted) else { return };
    std::thread::spawn(move || {
        for _ in signals.forever() {
            // Told a second time, nobody waits any more.
            if sender.send(()).is_err() {
                std::process::exit(130);
            }
        }
    });
}

/// Whether the program was started with a signal ignored, where the system tells.
#[cfg(unix)]
fn is_ignored(signal: i32) -> bool {
    let told = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let mask = told.lines().find_map(|line| u64::from_str_radix(line.strip_prefix("SigIgn:")?.trim(), 16).ok());
    mask.is_some_and(|mask| mask >> (signal - 1) & 1 == 1)
}

#[cfg(not(unix))]
fn take(sender: Sender<()>) {
    // Where it cannot be taken the system ends the program.
    let _ = ctrlc::set_handler(move || {
        // Told a second time, nobody waits any more.
        if sender.send(()).is_err() {
            std::process::exit(130);
        }
    });
}
