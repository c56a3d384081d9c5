//! Bytes of pages and files: HTML through the theme's templates, and the model as JSON.
//!
//! Absent on purpose: which pages there are (`views`), writing them (`sys`).

pub mod html;
pub mod json;
