//! Raw HTML that the configuration trusts: written as it stands, but balanced, so that no document reaches out of its
//! own place in the page.
//!
//! Comments and declarations are left out, for they show nothing and may hide what comes after them. An element that
//! is left open ends where the Markdown around it ends; an end tag that closes nothing is left out; what would turn
//! all that follows into text (`<script>`, `<textarea>`) ends where its piece of raw HTML ends.

use super::tree::Tree;
use crate::outline::tags::{Piece, close_of, pieces_around};

/// Elements without an end tag.
const VOID: [&str; 16] = [
    "area", "base", "basefont", "bgsound", "br", "col", "embed", "frame", "hr", "img", "input", "link", "meta",
    "source", "track", "wbr",
];

/// Elements whose content is text up to their end tag, whatever it looks like.
const TEXT: [&str; 9] = ["iframe", "noembed", "noframes", "noscript", "script", "style", "textarea", "title", "xmp"];

/// Elements that a page has once and of its own, and one that could never be closed.
const REFUSED: [&str; 5] = ["body", "frameset", "head", "html", "plaintext"];

/// Writes raw HTML into a tree.
pub(super) fn write(tree: &mut Tree, html: &str) {
    for piece in pieces_around(html, &TEXT) {
        match piece {
            Piece::Text(text) => tree.trusted(&text.replace('<', "&lt;")),
            Piece::Start { name, empty, range, .. } => {
                let (name, tag) = (name.as_str(), html.get(range.clone()).unwrap_or(""));
                let closed = empty && (tree.in_drawing() || matches!(name, "svg" | "math"));
                if REFUSED.contains(&name) {
                    continue;
                }
                if TEXT.contains(&name) {
                    let behind = if empty { "" } else { html.get(range.end..).unwrap_or("") };
                    let content = behind.get(..close_of(behind, name)).unwrap_or("");
                    text_element(tree, name, tag, content);
                } else if closed || VOID.contains(&name) {
                    tree.trusted(tag);
                } else {
                    tree.trusted_open(name, tag);
                }
            }
            Piece::End { name, range } => tree.trusted_close(&name, html.get(range).unwrap_or("")),
        }
    }
}

/// Writes an element whose content is text, with its end tag.
fn text_element(tree: &mut Tree, name: &str, tag: &str, content: &str) {
    tree.trusted(tag);
    if tree.in_drawing() {
        // There it would be read as elements.
        tree.trusted(&content.replace('<', "&lt;"));
    } else if name != "script" || !content.contains("<!--") {
        // A comment in a script may hide the script's own end.
        tree.trusted(content);
    }
    tree.trusted(&format!("</{name}>"));
}
