//! The one module that makes addresses.

use crate::base::paths;

/// The address a document asks for: its path with `.html`; a folder's README or index is the folder's page.
pub fn document(path: &str) -> String {
    let folder = paths::parent(path);
    let stem = paths::stem(path);
    let name = if is_main(path) { "index" } else { stem };
    if folder.is_empty() { format!("{name}.html") } else { format!("{folder}/{name}.html") }
}

/// Whether a file is its folder's README or index.
pub fn is_main(path: &str) -> bool {
    let stem = paths::stem(path);
    stem.eq_ignore_ascii_case("readme") || stem.eq_ignore_ascii_case("index")
}
