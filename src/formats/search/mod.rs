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
mod made;
mod postings;
mod sections;
pub mod shards;
pub mod spelling;
pub mod texts;
pub mod words;

use entries::Entries;
use index::Index;
pub use made::Search;

use serde_json::{Value, json};

/// The 32-bit FNV-1a hash of a text's bytes, which script computes as well.
pub fn hash(text: &str) -> u32 {
    text.bytes().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

/// The bytes of a file that scripts load: a call that puts its value under its name.
pub fn put(name: &str, value: &Value) -> Vec<u8> {
    // A line of script may not hold these two line ends, which JSON allows in a text.
    let value = value.to_string().replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029");
    format!("featsite.put({}, {value});\n", json!(name)).into_bytes()
}
