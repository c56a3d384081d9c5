//! Bytes of pages and files: HTML through the theme's templates, as a site or as one file by itself, the model as JSON,
//! findings for other programs, what search loads, lists and the board for a terminal, what search engines and feed readers
//! ask for.
//!
//! Absent on purpose: which pages there are (`views`), writing them (`sys`).

pub mod csv;
pub mod explain;
pub mod fill;
pub mod github;
pub mod html;
pub mod json;
pub mod live;
mod out;
pub mod published;
pub mod sarif;
pub mod search;
mod standalone;
pub mod terminal;

/// A path below the content folder as seen from the folder that `prefix` leads from.
fn below(prefix: &str, path: &str) -> String {
    if prefix.is_empty() { path.to_owned() } else { format!("{prefix}/{path}") }
}
