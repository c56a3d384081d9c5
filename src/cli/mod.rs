//! The commands: flags in, messages and exit codes out.
//!
//! Absent on purpose: what they do (`build`, `formats`), disk and sockets (`sys`).

mod args;
mod commands;
mod report;

use std::process::ExitCode;

use clap::Parser;

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

impl Failure {
    fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), help: None }
    }

    fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

/// Runs the program.
pub fn main() -> ExitCode {
    let Arguments { command, global } = Arguments::parse();
    let report = report::Report::new(&global);
    let done = match command {
        Command::Build(args) => commands::build(&args, &global, &report),
        Command::Serve(args) => commands::serve(&args, &global, &report),
        Command::Check(args) => commands::check(&args, &global, &report),
        Command::Export(args) => commands::export(&args, &global, &report),
    };
    match done {
        Ok(Outcome::Fine) => ExitCode::SUCCESS,
        Ok(Outcome::Findings) => ExitCode::from(1),
        Err(failure) => {
            report.failure(&failure);
            ExitCode::from(2)
        }
    }
}
