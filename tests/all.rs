//! Every integration test in one program, so that it links once.

#![allow(clippy::disallowed_methods, clippy::disallowed_types)]

mod cases;
mod cli;
mod golden;
mod properties;
mod spec;
mod tidy;
