//! The `featsite` program.

use std::process::ExitCode;

fn main() -> ExitCode {
    featsite::cli::main()
}
