//! What scripts load beside a page: items as data, and pieces of pages that are not on them.
//!
//! Each file is a classic script that calls `featsite.put(name, value)`: it loads under any path and from disk, where a
//! page may not fetch. What search and previews load is made in `formats`. Nothing here is needed to read a page.

use std::collections::BTreeMap;

use serde::{Serialize, Serializer};
use serde_json::Value;

use super::facets::PAGE;
use super::value::{self, data};
use super::{Input, backlog, board, card, graph, peek, record, table};
use crate::filter;
use crate::model::{ItemIx, Site};

/// The folder of these files.
pub const FOLDER: &str = "views/";

/// Pieces in one file: more take longer to load than a reader waits.
const PIECES: usize = 500;
/// Peeks in one file.
const PEEKS: usize = 100;

/// Bytes of plain text in a file of texts, on average over sites: one site has up to the square root of two more or less.
const TEXTS: usize = 20 * 1024;

/// A file that scripts load.
pub struct DataFile {
    /// Its address.
    pub url: String,
    /// The name it puts its value under.
    pub name: String,
    /// What it holds.
    pub make: Make,
}

impl DataFile {
    fn of(name: &str, make: Make) -> Self {
        Self { url: format!("{FOLDER}{name}.js"), name: name.to_owned(), make }
    }

    /// The keys of its pieces; none where it holds no pieces.
    pub fn keys(&self, input: Input<'_>) -> Vec<String> {
        match &self.make {
            Make::Plain(_) | Make::Numbered(..) => Vec::new(),
            Make::Pieces { items, .. } => items.iter().map(|ix| record::key(input.site, *ix)).collect(),
        }
    }
}

/// How the value of a file is made.
pub enum Make {
    /// Plain data, written as JSON.
    Plain(fn(Input<'_>, &mut Vec<u8>)),
    /// One of several files of plain data, by its place among them.
    Numbered(fn(Input<'_>, usize) -> Value, usize),
    /// Pieces of HTML by the key of their item: `template` shows each entry of `entries` and ends it with [`MARK`].
    Pieces {
        /// The template.
        template: &'static str,
        /// The items, in the order of the pieces.
        items: Vec<ItemIx>,
        /// What the template is given beside words and shell.
        data: fn(Input<'_>, &[ItemIx]) -> value::Value,
    },
}

/// What stands behind each piece in the output of its template. No text of a document can hold it: it is escaped.
pub const MARK: &str = "<!--piece-->";

/// How many files hold the texts of documents, which `formats::search` makes: a power of two, so that it seldom changes
/// when a document is written.
pub fn text_files(site: &Site) -> usize {
    let bytes: usize = site.documents.iter().map(|linked| linked.text.len()).sum();
    // Three quarters of Markdown is text that a reader sees; the power of two that is nearest is five sevenths away at most.
    (bytes * 3 / 4 / TEXTS * 5 / 7).max(1).next_power_of_two()
}

/// Every file of a site but those of its graph.
pub fn files(input: Input<'_>) -> Vec<DataFile> {
    let site = input.site;
    if site.items.is_empty() {
        return Vec::new();
    }
    let mut files = vec![DataFile::of("items", Make::Plain(items))];
    files.extend(pieces("cards", "pieces/cards.html", &board::beyond(site), PIECES, cards));
    files.extend(pieces("rows", "pieces/rows.html", &beyond_a_page(site), PIECES, table_rows));
    let all: Vec<ItemIx> = site.each_item().map(|(ix, _)| ix).collect();
    files.extend(pieces("peeks", "pieces/peeks.html", &all, PEEKS, peeks));
    files
}

/// The files of the graph. How many there are is known only when related documents are, which takes longer than all the
/// other addresses.
pub fn of_graph(input: Input<'_>) -> impl Iterator<Item = DataFile> {
    graph::data::files(input).into_iter().map(|(name, make)| DataFile::of(&name, make))
}

fn pieces(
    name: &'static str,
    template: &'static str,
    items: &[ItemIx],
    most: usize,
    data: fn(Input<'_>, &[ItemIx]) -> value::Value,
) -> Vec<DataFile> {
    let file = |(at, some): (usize, &[ItemIx])| {
        DataFile::of(&format!("{name}-{}", at + 1), Make::Pieces { template, items: some.to_vec(), data })
    };
    items.chunks(most).enumerate().map(file).collect()
}

/// The rows of a backlog of several pages, all of them: each page may be asked for rows of every other.
fn beyond_a_page(site: &Site) -> Vec<ItemIx> {
    let open: Vec<ItemIx> = backlog::open(site).collect();
    if open.len() > PAGE { open } else { Vec::new() }
}

/// Writes a value whose members stand sorted.
pub(super) fn write(out: &mut Vec<u8>, value: &impl Serialize) {
    // Memory takes everything, and no value here has keys that are no text.
    let _ = serde_json::to_writer(out, value);
}

/// Records that are written one after the other: as a tree, those of a large site would take many times the bytes of the file.
pub(super) struct Records<F>(pub F);

impl<F: Fn() -> I, I: Iterator<Item = filter::Record>> Serialize for Records<F> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        // As a value, so that its members are sorted.
        serializer.collect_seq((self.0)().map(|record| serde_json::to_value(record).unwrap_or_default()))
    }
}

/// What `views/items.js` puts, its members sorted.
#[derive(Serialize)]
struct Items<R> {
    cards: BTreeMap<String, usize>,
    grammar: Value,
    items: R,
    #[serde(rename = "perPeek")]
    per_peek: usize,
    rows: BTreeMap<String, usize>,
    said: BTreeMap<&'static str, String>,
    words: BTreeMap<String, String>,
}

/// Every item as filters see it, the grammar, and which file holds the card and row that is not on its page:
/// `{ items, grammar, cards: { key: file }, rows: { key: file }, perPeek, words, said }`, `said` being the author's word for each
/// status that most items agree on.
fn items(input: Input<'_>, out: &mut Vec<u8>) {
    let site = input.site;
    let shelf = |items: &[ItemIx], most: usize| -> BTreeMap<String, usize> {
        items.iter().enumerate().map(|(at, ix)| (record::key(site, *ix), at / most + 1)).collect()
    };
    let value = Items {
        cards: shelf(&board::beyond(site), PIECES),
        grammar: filter::grammar(),
        items: Records(|| site.each_item().map(|(ix, _)| record::of(input, ix))),
        per_peek: PEEKS,
        rows: shelf(&beyond_a_page(site), PIECES),
        said: board::said(site),
        words: super::words::for_script(&input.frame.words),
    };
    write(out, &value);
}

fn cards(input: Input<'_>, items: &[ItemIx]) -> value::Value {
    data!({ "entries": items.iter().map(|ix| card::card(input, board::VIEW.url, *ix)).collect::<Vec<_>>() })
}

fn table_rows(input: Input<'_>, items: &[ItemIx]) -> value::Value {
    let all: Vec<ItemIx> = backlog::open(input.site).collect();
    data!({ "table": table::rows(input, backlog::VIEW.url, &all, items) })
}

fn peeks(input: Input<'_>, items: &[ItemIx]) -> value::Value {
    data!({ "entries": items.iter().map(|ix| peek::data(input, *ix)).collect::<Vec<_>>() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::build::site_of;

    #[test]
    fn what_is_written_record_by_record_is_sorted() {
        let log = "# FEAT-001: A\n\n**Status**: Done\n**Depends on**: FEAT-002\n";
        let evaluated = site_of(&[("a.md", log), ("b.md", "# FEAT-002: B\n\n**Status**: Planned\n")]);
        let mut written = 0;
        for file in files(evaluated.input()).into_iter().chain(of_graph(evaluated.input())) {
            let Make::Plain(make) = file.make else { continue };
            let mut bytes = Vec::new();
            make(evaluated.input(), &mut bytes);
            let value: Value = serde_json::from_slice(&bytes).expect("JSON");
            assert_eq!(String::from_utf8(bytes).expect("text"), value.to_string(), "{}", file.name);
            written += usize::from(value["items"].as_array().is_some_and(|items| items.len() == 2));
        }
        assert_eq!(written, 2, "items and nodes");
    }
}
