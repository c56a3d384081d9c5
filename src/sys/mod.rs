//! The only module that touches disk, network, clock and environment.
//!
//! Absent on purpose: everything that can be decided without them.

pub mod read;
