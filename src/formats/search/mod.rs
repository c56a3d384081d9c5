//! Full-text search: what its script loads, all of it files that call `featsite.put(name, value)`.
//!
//! - `views/text-N.js` ([`texts`]): what results and previews show of each document.
//! - `views/search.js` ([`index`]): where everything stands.
//! - `views/search-N.js` ([`shards`]): which entries hold a word.
//! - `views/spell-N.js` ([`spelling`]): the words alone, for what was mistyped.
//! - `views/field-K.js` ([`columns`]): what filters look at.
//!
//! Entries are numbered in the order of the files of texts, so a number alone leads to title, address and text: the index
//! has no list of documents. It says which entries hold a word and how strongly; which section it is the page finds in
//! the texts of the few that it shows.
//!
//! Absent on purpose: the page's side (`themes/default/assets/js/search`), which documents there are (`link`).

mod columns;
mod entries;
pub mod index;
mod lexicon;
mod made;
mod postings;
mod run;
mod sections;
pub mod shards;
pub mod spelling;
pub mod texts;
pub mod words;

use entries::Entries;
use index::Index;
pub use made::Search;

use serde::Serialize;

use super::out::plain;

/// The 32-bit FNV-1a hash of a text's bytes, which script computes as well.
pub fn hash(text: &str) -> u32 {
    text.bytes().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

/// The bytes of a file that scripts load: a call that puts its value under its name.
pub fn put(name: &str, value: &(impl Serialize + ?Sized)) -> Vec<u8> {
    put_written(name, |out| plain(out, value))
}

/// The same of a value that is written as it is made.
pub fn put_written(name: &str, write: impl FnOnce(&mut Vec<u8>)) -> Vec<u8> {
    let mut out = b"featsite.put(".to_vec();
    plain(&mut out, name);
    out.extend_from_slice(b", ");
    write(&mut out);
    out.extend_from_slice(b");\n");
    without_line_ends(out)
}

/// A line of script may not hold these two line ends, which JSON allows in a text.
fn without_line_ends(bytes: Vec<u8>) -> Vec<u8> {
    let first = |bytes: &[u8]| bytes.windows(3).position(|three| matches!(three, [0xe2, 0x80, 0xa8 | 0xa9]));
    let Some(mut at) = first(&bytes) else { return bytes };
    let mut out = Vec::with_capacity(bytes.len() + 64);
    let mut rest = bytes.as_slice();
    loop {
        let (before, end) = rest.split_at(at);
        let (end, behind) = end.split_at(3);
        out.extend_from_slice(before);
        out.extend_from_slice(if end.ends_with(&[0xa8]) { b"\\u2028" } else { b"\\u2029" });
        rest = behind;
        match first(rest) {
            Some(next) => at = next,
            None => break,
        }
    }
    out.extend_from_slice(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn line_ends_that_script_does_not_allow_are_escaped() {
        for text in ["plain \u{20ac}", "\u{2028}", "a\u{2028}\u{2029}b\u{2029}", "\u{2027}\u{2030}"] {
            let escaped = text.replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029");
            assert_eq!(put("x", text), format!("featsite.put(\"x\", \"{escaped}\");\n").into_bytes());
        }
    }
}
