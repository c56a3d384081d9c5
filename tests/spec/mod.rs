//! Public specifications through our renderer: CommonMark, GFM; and what must never reach a page.

mod commonmark;
mod differences;
mod gfm;
pub mod normal;
mod pages;
pub mod safety;
mod trusted;

use featsite::body::{self, Given};
use featsite::build;
use featsite::highlight::Highlighter;
use featsite::source::Snapshot;

/// The body of the first of these documents, as the pipeline makes it.
pub fn body_of(files: &[(&str, &str)]) -> String {
    body_in(&Snapshot::of(files), files[0].0)
}

/// The body of a document in a snapshot.
pub fn body_in(snapshot: &Snapshot, path: &str) -> String {
    let evaluated = build::evaluate(snapshot);
    let ix = evaluated.site.by_path[path];
    let text = &snapshot.file(path).expect("the document is there").text;
    body::render(Given::of(&evaluated.site, ix, text).as_ref(), text, &Highlighter::default()).html
}

/// The body of one document with a title.
pub fn page(text: &str) -> String {
    body_of(&[("page.md", &format!("# Page of the test\n\n{text}"))])
}
