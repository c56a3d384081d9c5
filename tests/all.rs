//! Every integration test in one program, so that it links once.

mod cases;
mod cli;
mod golden;
mod properties;
mod spec;
mod tidy;
