//! The terminal: standard output and error.

use std::io::{self, IsTerminal, StderrLock, Write};
use std::sync::atomic::{AtomicBool, Ordering};

/// Whether a line that says how far something is stands on standard error. Who changes it holds the lock of standard error.
static DRAWN: AtomicBool = AtomicBool::new(false);

/// Draws a line in the place of the one that stands there.
pub fn draw(line: &str) {
    let mut err = io::stderr().lock();
    DRAWN.store(true, Ordering::Relaxed);
    ignore(err.write_all(format!("\r{line}\u{1b}[K").as_bytes()));
}

/// Takes the line away, where one stands there.
pub fn wipe() {
    drop(wiped());
}

/// Takes the line away. As long as this is held none is drawn: what is printed stands by itself.
fn wiped() -> StderrLock<'static> {
    let mut err = io::stderr().lock();
    if DRAWN.swap(false, Ordering::Relaxed) {
        ignore(err.write_all(b"\r\x1b[K"));
    }
    err
}

/// Standard output, which may be the same terminal. The lock is held for each piece only: what makes the pieces may wait for
/// threads that have something to say.
struct Out;

impl Write for Out {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let _wiped = wiped();
        io::stdout().lock().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        let _wiped = wiped();
        io::stdout().lock().flush()
    }
}

/// Writes to standard output. A reader that went away (`| head`) is no error.
pub fn out(text: &str) {
    let _wiped = wiped();
    ignore(io::stdout().lock().write_all(text.as_bytes()));
}

/// Writes to standard output what is made piece by piece.
pub fn out_as_made(make: impl FnOnce(&mut dyn Write) -> io::Result<()>) {
    let mut out = io::BufWriter::with_capacity(1 << 16, Out);
    ignore(make(&mut out).and_then(|()| out.flush()));
}

/// Writes to standard error.
pub fn err(text: &str) {
    ignore(wiped().write_all(text.as_bytes()));
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
    !is_set("NO_COLOR") && !is_dumb()
}

/// Whether standard error is a terminal that a line can be drawn on again and again: no dumb one, and none that a service
/// keeps as a log.
pub fn can_redraw() -> bool {
    is_interactive() && !is_dumb() && !is_set("CI")
}

fn is_dumb() -> bool {
    std::env::var_os("TERM").is_some_and(|value| value == "dumb")
}

fn is_set(name: &str) -> bool {
    std::env::var_os(name).is_some_and(|value| !value.is_empty())
}

/// Whether standard error is a terminal.
pub fn is_interactive() -> bool {
    io::stderr().is_terminal()
}

/// What a terminal has that does not say how wide it is.
const WIDTH: usize = 80;

/// How many columns there are on standard output: those of the terminal, else what `COLUMNS` says. `None` where nothing limits
/// a line: what goes into a file or another program is not cut.
pub fn output_width() -> Option<usize> {
    let out = io::stdout();
    let own = terminal_size::terminal_size_of(&out).map(|(width, _)| usize::from(width.0));
    let said = || std::env::var("COLUMNS").ok()?.trim().parse().ok();
    let width = own.or_else(said).filter(|columns| *columns > 0);
    width.or_else(|| out.is_terminal().then_some(WIDTH))
}

/// Keeps the report of a caught panic off the terminal, where it becomes a finding with the name of the file. With
/// `RUST_BACKTRACE` set it is printed all the same, for whoever looks for the fault.
pub fn silence_panics() {
    if std::env::var_os("RUST_BACKTRACE").is_none() {
        std::panic::set_hook(Box::new(|_| {}));
    }
}
