//! What follows from linked documents together: the order of work, likeness, a guide held against its log, shared files.
//!
//! Absent on purpose: finding out what a reference means (that is `link`, which calls this layer), and dates (that is
//! `schedule`). Everything here is a pure function of documents, items and edges.

mod chain;
pub mod comparison;
mod cycles;
pub mod files;
pub mod likeness;
pub mod order;
