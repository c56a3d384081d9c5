//! Names of owners in cells and under phases: rule 8 of the reading rules.

use crate::base::{inline, text};
use crate::vocabulary::placeholder;

/// The names of a value: split at `,`, `;`, `&`, *and* (*y*, *et*, *und*) and ` / `, cut at a bracket or ` for `.
pub(super) fn split(raw: &str) -> Vec<String> {
    if placeholder::is_placeholder(raw) {
        return Vec::new();
    }
    let mut shown = inline::plain(raw);
    for word in [" and ", " y ", " et ", " und ", " / ", "&", ";", "、", "，"] {
        shown = shown.replace(word, ",");
    }
    let name = |piece: &str| {
        let piece = piece.split(['(', '<', '（']).next().unwrap_or("");
        text::fold_space(piece.split(" for ").next().unwrap_or("").trim_matches(['.', ':', '*', ' ']))
    };
    shown.split(',').map(name).filter(|name| !name.is_empty() && !placeholder::is_placeholder(name)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_split_and_cut() {
        for (raw, expected) in [
            ("Ana, Ben & Cleo", &["Ana", "Ben", "Cleo"][..]),
            ("Ana und Ben", &["Ana", "Ben"]),
            ("Ana Lopez (backend)", &["Ana Lopez"]),
            ("@ana / @ben", &["@ana", "@ben"]),
            ("TBD", &[]),
            ("[Name]", &[]),
        ] {
            assert_eq!(split(raw), expected, "{raw}");
        }
    }
}
