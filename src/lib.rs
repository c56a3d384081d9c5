//! featsite: from a folder of feature logs and implementation guides to a linked static site.
//!
//! One pipeline, each stage with its own type: a [`source::Snapshot`] is parsed to [`outline::Outline`]s, interpreted
//! to [`model::Document`]s, linked to a [`model::Site`], and shown through [`views`]. Each folder's `mod.rs` says what
//! belongs there and what does not; `ARCHITECTURE.md` has the picture and the table of who may import whom.

pub mod base;
pub mod body;
pub mod build;
pub mod checks;
pub mod cli;
pub mod config;
pub mod diag;
pub mod diagram;
pub mod filter;
pub mod formats;
pub mod highlight;
pub mod kinds;
pub mod link;
pub mod math;
pub mod model;
pub mod outline;
pub mod relate;
pub mod schedule;
pub mod source;
pub mod sys;
pub mod theme;
pub mod views;
pub mod vocabulary;
