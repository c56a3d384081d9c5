//! Files of texts, shared by the results of search and by previews of links.
//!
//! `views/text-N.js` puts under the name `text-N` a list of entries, sorted by address. `N` is the
//! [`hash`](super::hash) of the address, as UTF-8, modulo the number of files, which is a power of two and stands on
//! `<html data-texts>` of every page and in `views/search.js`. The address is relative to the root and not encoded; that
//! of a tracker's row which has no document ends in `#` and its anchor. An entry is
//!
//! `[address, title, id, status, word, kind, excerpt, language, sections]`
//!
//! where `id`, `status` (its name), `word` (the author's word for it, as pills have it), `excerpt` (the first paragraph of
//! prose) and `language` (a tag) may be `null`, and a section is
//!
//! `[anchor, heading, parent, text]`
//!
//! The anchor is not encoded; it is empty for the text before the first heading and for the section whose heading is the
//! title, and then so is the heading. `parent` is the position of the section above in the same list, or -1. `text` is
//! plain, its blocks parted by line ends. It is cut where a section, a code block or a document is very long, and sources
//! of diagrams are left out: the index has all of it.

use super::entries::url;
use super::sections;
use crate::base::key::Key;
use crate::base::text::head;
use crate::body::title_section;
use crate::formats::out::{list, plain};
use crate::model::{Document, Item, ItemOrDocument, LinkedDocument, Site};
use crate::views::parts::short_word;

/// Bytes of a code block, a section and a document that are kept.
const CODE: usize = 400;
const SECTION: usize = 8_000;
const DOCUMENT: usize = 60_000;
/// Bytes of an excerpt.
const EXCERPT: usize = 400;

/// The address of a file.
pub fn address(file: usize) -> String {
    format!("views/{}.js", name(file))
}

/// The name that a file puts its value under.
pub fn name(file: usize) -> String {
    format!("text-{file}")
}

/// Writes the value of a file that holds these entries.
pub fn write(site: &Site, entries: &[ItemOrDocument], out: &mut Vec<u8>) {
    // All are found before the list is begun: one that were left out within it would leave its comma.
    let found = entries.iter().filter_map(|entry| Some((url(site, *entry), Found::of(site, *entry)?)));
    list(out, found, |out, (address, found)| one(address, found, out));
}

/// An entry with what it stands for.
enum Found<'a> {
    Document(&'a LinkedDocument),
    Row(&'a Item),
}

impl<'a> Found<'a> {
    fn of(site: &'a Site, entry: ItemOrDocument) -> Option<Self> {
        match entry {
            ItemOrDocument::Document(ix) => site.documents.get(ix.at()).map(Self::Document),
            ItemOrDocument::Row(ix) => site.items.get(ix.at()).map(Self::Row),
        }
    }
}

/// What an entry shows that does not follow from its file alone.
#[derive(Hash)]
struct Head<'a> {
    address: &'a str,
    title: &'a str,
    id: Option<&'a str>,
    status: Option<&'static str>,
    word: Option<String>,
    kind: &'static str,
}

impl<'a> Head<'a> {
    fn of(address: &'a str, found: &Found<'a>) -> Self {
        let (title, id, fact, kind) = match found {
            Found::Document(linked) => {
                let id = linked.id.as_ref().map(|fact| fact.value.as_str());
                (linked.document.title.value.as_str(), id, linked.status(), linked.kind)
            }
            Found::Row(item) => (item.title.as_str(), item.id.as_deref(), item.status(), item.kind),
        };
        let word = fact.map(|fact| short_word(&fact.raw)).filter(|word| !word.is_empty());
        Self { address, title, id, status: fact.map(|fact| fact.value.status.name()), word, kind: kind.name() }
    }
}

/// The key of what [`write`] writes; `file` gives that of a source file by its path. `None` where one is not known.
pub fn key(site: &Site, entries: &[ItemOrDocument], file: impl Fn(&str) -> Option<Key>) -> Option<Key> {
    let one = |entry: &ItemOrDocument| {
        let Some(found) = Found::of(site, *entry) else { return Some(None) };
        let own = match found {
            Found::Document(linked) => Some(file(linked.path())?),
            Found::Row(_) => None,
        };
        Some(Some((Head::of(url(site, *entry), &found), own)))
    };
    let entries: Vec<Option<(Head<'_>, Option<Key>)>> = entries.iter().map(one).collect::<Option<_>>()?;
    Some(Key::of(&entries))
}

fn one(address: &str, found: Found<'_>, out: &mut Vec<u8>) {
    let Head { address, title, id, status, word, kind } = Head::of(address, &found);
    match found {
        Found::Document(LinkedDocument { document, text, .. }) => {
            let excerpt = document.excerpt.as_deref().map(excerpt);
            let sections = sections_of(document, text);
            plain(out, &(address, title, id, status, word, kind, excerpt, &document.lang, sections));
        }
        Found::Row(_) => plain(out, &(address, title, id, status, word, kind, (), (), [(); 0])),
    }
}

/// The beginning of a paragraph, up to a space.
fn excerpt(text: &str) -> String {
    if text.len() <= EXCERPT {
        return text.to_owned();
    }
    let cut = head(text, EXCERPT);
    let end = cut.rfind(' ').filter(|at| *at > EXCERPT / 2).unwrap_or(cut.len());
    format!("{}…", cut.get(..end).unwrap_or(cut))
}

/// Anchor, heading, parent and text of each section.
fn sections_of<'a>(document: &'a Document, text: &str) -> Vec<(&'a str, &'a str, i64, String)> {
    let mut texts = vec![String::new(); document.sections.len()];
    let mut room = DOCUMENT;
    sections::blocks(document, text, |at, block| {
        let Some(text) = texts.get_mut(at).filter(|_| !block.drawn) else { return };
        let most = if block.code { CODE } else { SECTION };
        let kept = head(block.text, most.min(SECTION.saturating_sub(text.len())).min(room));
        if kept.is_empty() {
            return;
        }
        if !text.is_empty() {
            text.push('\n');
        }
        text.push_str(kept);
        room = room.saturating_sub(kept.len());
    });
    let title = title_section(document);
    let mut out = Vec::with_capacity(texts.len());
    for (at, (section, text)) in document.sections.iter().zip(texts).enumerate() {
        let shown = Some(at) != title;
        let anchor = if shown { section.anchor.as_str() } else { "" };
        let heading = if shown { section.text.as_str() } else { "" };
        let parent = section.parent.and_then(|parent| i64::try_from(parent).ok()).unwrap_or(-1);
        out.push((anchor, heading, parent, text));
    }
    out
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::super::{Entries, hash};
    use super::*;
    use crate::build::site_of;

    /// The value of a file that holds these entries.
    fn value(site: &Site, entries: &[ItemOrDocument]) -> Value {
        let mut out = Vec::new();
        write(site, entries, &mut out);
        serde_json::from_slice(&out).expect("JSON")
    }

    #[test]
    fn an_entry_stands_in_the_file_of_its_address() {
        let files: Vec<(String, String)> =
            (0..40).map(|at| (format!("d{at}.md"), format!("# D {at}\n\n{}", "word ".repeat(2000)))).collect();
        let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
        let site = site_of(&files).site;
        let entries = Entries::of(&site);
        assert!(entries.files() > 1, "{}", entries.files());
        let mut found = 0;
        for file in 0..entries.files() {
            for entry in value(&site, entries.file(file)).as_array().into_iter().flatten() {
                let address = entry[0].as_str().unwrap_or_default();
                assert_eq!(hash(address) as usize & (entries.files() - 1), file, "{address}");
                found += 1;
            }
        }
        assert_eq!(found, 40);
    }

    #[test]
    fn an_entry_has_its_sections_without_header_and_title() {
        let text = "# FEAT-001: Log in\n\n**Status**: In Progress\n**Squad**: Red\n\nWho are you, dear reader?\n\n## Plan\n\n### Phase 1: Form\n\n- [x] draw\n\n```\ncode\n```\n";
        let site = site_of(&[("a.md", text)]).site;
        let found = value(&site, Entries::of(&site).file(0));
        let expected = json!([[
            "a.html",
            "Log in",
            "FEAT-001",
            "in-progress",
            "In Progress",
            "feature",
            "Who are you, dear reader?",
            null,
            [
                ["", "", -1, ""],
                ["", "", -1, "Squad: Red\nWho are you, dear reader?"],
                ["plan", "Plan", 1, ""],
                ["phase-1-form", "Phase 1: Form", 2, "draw\ncode"]
            ]
        ]]);
        assert_eq!(found, expected);
    }

    #[test]
    fn no_source_of_a_diagram_is_shown() {
        let text = "# A\n\nThe mean is $\\hat{y}_1$ today.\n\n```mermaid\npie\n  \"a\" : 1\n```\n\n```sh\nls\n```\n";
        let site = site_of(&[("a.md", text)]).site;
        let found = value(&site, Entries::of(&site).file(0));
        let shown = json!("The mean is \\hat{y}_1 today.");
        assert_eq!((&found[0][6], &found[0][8][1][3]), (&shown, &json!("The mean is \\hat{y}_1 today.\nls")));
    }

    #[test]
    fn a_row_without_a_document_is_an_entry() {
        let table = "# Tracker\n\n| ID | Title | Status |\n|--|--|--|\n| FEAT-7 | Sign out | Done |\n";
        let site = site_of(&[("tracker.md", table)]).site;
        let found = value(&site, Entries::of(&site).file(0)).to_string();
        assert!(found.contains(r#""Sign out","FEAT-7","done","Done","feature",null,null,[]"#), "{found}");
    }

    #[test]
    fn an_entry_that_is_not_there_leaves_no_comma() {
        use crate::model::{DocIx, ItemIx};
        let site = site_of(&[("a.md", "# A\n")]).site;
        let there = ItemOrDocument::Document(DocIx(0));
        let gone = [ItemOrDocument::Document(DocIx(7)), ItemOrDocument::Row(ItemIx(7))];
        let found = value(&site, &[gone[0], there, gone[1], there, gone[0]]);
        assert_eq!(found.as_array().map(Vec::len), Some(2), "{found}");
    }

    #[test]
    fn the_hash_is_that_of_everyone() {
        assert_eq!([hash(""), hash("a"), hash("foobar")], [0x811c_9dc5, 0xe40c_292c, 0xbf9c_f968]);
    }
}
