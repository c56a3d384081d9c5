//! The terminal: standard output and error.

use std::io::{self, IsTerminal, Write};

/// Writes to standard output. A reader that went away (`| head`) is no error.
pub fn out(text: &str) {
    ignore(io::stdout().lock().write_all(text.as_bytes()));
}

/// Writes to standard error.
pub fn err(text: &str) {
    ignore(io::stderr().lock().write_all(text.as_bytes()));
}

/// There is nowhere left to say that saying failed.
fn ignore(_: io::Result<()>) {}

/// Whether standard error is a terminal that wants colours: `NO_COLOR` and `TERM=dumb` say no.
pub fn wants_colour() -> bool {
    is_interactive() && allows_colour()
}

/// Whether standard output is a terminal that wants colours.
pub fn output_wants_colour() -> bool {
    io::stdout().is_terminal() && allows_colour()
}

fn allows_colour() -> bool {
    let no = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    let dumb = std::env::var_os("TERM").is_some_and(|value| value == "dumb");
    !no && !dumb
}

/// Whether standard error is a terminal.
pub fn is_interactive() -> bool {
    io::stderr().is_terminal()
}

/// Keeps the report of a caught panic off the terminal, where it becomes a finding with the name of the file. With
/// `RUST_BACKTRACE` set it is printed all the same, for whoever looks for the fault.
pub fn silence_panics() {
    if std::env::var_os("RUST_BACKTRACE").is_none() {
        std::panic::set_hook(Box::new(|_| {}));
    }
}
