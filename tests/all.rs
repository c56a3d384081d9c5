//! Every integration test in one program, so that it links once.

#![allow(clippy::disallowed_methods, clippy::disallowed_types)]

mod cases;
mod checks;
mod cli;
mod filter;
mod golden;
mod highlight;
mod linking;
mod properties;
mod schedule;
mod spec;
mod tidy;
