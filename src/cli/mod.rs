//! The commands: flags in, messages and exit codes out.
//!
//! Absent on purpose: what they do (`build`, `formats`), disk and sockets (`sys`).

mod args;
mod commands;
mod explain;
mod export;
mod init;
mod listing;
mod new;
mod report;
mod serve;
mod theme;
mod timings;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::ExitCode;
use std::sync::Arc;

use clap::Parser;

use crate::build;
use crate::sys::terminal;
use args::{Arguments, Command};

/// How a command ended.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Outcome {
    /// Exit code 0.
    Fine,
    /// Exit code 1: findings that fail.
    Findings,
}

/// A usage or I/O error: exit code 2.
struct Failure {
    message: String,
    help: Option<String>,
}

/// Runs the program.
pub fn main() -> ExitCode {
    let Arguments { command, global } = Arguments::parse();
    let report = Arc::new(report::Report::new(&global, command.name()));
    terminal::silence_panics();
    let serves = matches!(command, Command::Serve(_));
    let run = || match command {
        Command::Build(args) => commands::build(&args, &global, &report),
        Command::Serve(args) => serve::serve(&args, &global, &report),
        Command::Check(args) => commands::check(&args, &global, &report),
        Command::List(args) => listing::list(&args, &global, &report),
        Command::Board(args) => listing::board(&args, &global, &report),
        Command::Explain(args) => explain::explain(&args, &global, &report),
        Command::Export(args) => export::export(&args, &global, &report),
        Command::Init(args) => init::init(&args, &global, &report),
        Command::New(args) => new::new(&args, &global, &report),
        Command::Theme(args) => theme::theme(&args, &global, &report),
        Command::Completions(args) => {
            report.text(&args::completions(args.shell));
            Ok(Outcome::Fine)
        }
    };
    let done = catch_unwind(AssertUnwindSafe(run)).unwrap_or_else(|cause| {
        Err(Failure {
            message: format!("featsite stopped at a fault of its own: {}", build::words(&*cause)),
            help: Some("please report it; `RUST_BACKTRACE=1` shows where it happened".to_owned()),
        })
    });
    // A server that ran has told it of its start and of every save.
    let is_told = serves && done.is_ok();
    let code = match done {
        Ok(Outcome::Fine) => ExitCode::SUCCESS,
        Ok(Outcome::Findings) => ExitCode::from(1),
        Err(failure) => {
            report.failure(&failure);
            ExitCode::from(2)
        }
    };
    if !is_told {
        report.timings();
    }
    code
}
