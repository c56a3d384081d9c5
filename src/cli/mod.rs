//! The commands.
//!
//! Absent on purpose: what they do (`build`, `formats`), disk (`sys`).

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::base::dates::Date;
use crate::{build, formats, sys};

#[derive(Parser)]
#[command(name = "featsite", version, about)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Prints the model as data.
    Export {
        /// The content folder.
        folder: PathBuf,
        /// The format.
        #[arg(long, default_value = "json")]
        format: String,
    },
}

/// Runs the program.
pub fn main() -> ExitCode {
    let Arguments { command: Command::Export { folder, format: _ } } = Arguments::parse();
    let today = Date::constant(2026, 11, 21);
    match sys::read::snapshot(&folder, today) {
        Ok(snapshot) => {
            let evaluated = build::evaluate(&snapshot);
            println!("{}", formats::json::export(&evaluated.site, &evaluated.findings));
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::from(2)
        }
    }
}
