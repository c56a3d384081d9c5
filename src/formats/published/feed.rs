//! The activity as an Atom feed (RFC 4287): the latest entries of all progress logs.

use std::collections::BTreeMap;

use crate::base::dates::Date;
use crate::base::xml::escape;
use crate::link::urls;
use crate::model::{DocIx, Entry};
use crate::views::Input;
use crate::views::export::FEED;
use crate::views::harvested::activity;
use crate::views::parts::plain;

/// The most entries of the feed: readers keep what they have seen.
const MOST: usize = 60;

/// The feed, whose addresses begin with `base_url`.
pub fn make(input: Input<'_>) -> String {
    let site = input.site;
    let base = site.config.base_url.as_deref().unwrap_or_default();
    let latest = activity::latest(site);
    let find = |(day, (ix, at)): (Date, (DocIx, usize))| Some((day, ix, site[ix].document.harvest.entries.get(at)?));
    let mut names: BTreeMap<String, usize> = BTreeMap::new();
    let mut named: Vec<(Date, DocIx, &Entry, String)> = Vec::new();
    for (day, ix, found) in latest.into_iter().take(MOST).filter_map(find) {
        let name = name(day, found);
        let count = names.entry(format!("{ix:?} {name}")).or_default();
        *count += 1;
        let name = if *count == 1 { name } else { format!("{name}-{count}") };
        named.push((day, ix, found, name));
    }
    let updated = named.first().map_or(site.today, |(day, ..)| *day);
    let view = urls::absolute(base, activity::VIEW.url);
    let title = format!("{} · {}", site.title, input.frame.words.get("activity"));
    let entries: String = named.iter().map(|one| entry(input, base, one)).collect();
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{}\">\n\
         <title>{}</title>\n<id>{view}</id>\n<link rel=\"alternate\" type=\"text/html\" href=\"{view}\"/>\n\
         <link rel=\"self\" type=\"application/atom+xml\" href=\"{}\"/>\n<updated>{}</updated>\n\
         <author><name>{}</name></author>\n<generator>featsite</generator>\n{entries}</feed>\n",
        input.frame.words.language().tag(),
        escape(&title),
        escape(&urls::absolute(base, FEED)),
        instant(updated),
        escape(&site.title),
        view = escape(&view),
    )
}

/// What tells an entry from the others of its document, whatever is written above or below it: its day, and how it begins. A
/// line that is added later to the same entry does not make it another one.
fn name(day: Date, entry: &Entry) -> String {
    let first = entry.items.first().map_or("", |line| line.text.as_str());
    let hash = blake3::hash(format!("{}\n{first}", entry.title.as_str()).as_bytes()).to_hex();
    format!("{day}-{}", hash.get(..6).unwrap_or_default())
}

/// Logs name days, feeds instants: the day's first.
fn instant(day: Date) -> String {
    format!("{day}T00:00:00Z")
}

fn entry(input: Input<'_>, base: &str, (day, ix, found, name): &(Date, DocIx, &Entry, String)) -> String {
    let linked = &input.site[*ix];
    let document = &linked.document;
    let page = urls::absolute(base, &linked.url);
    let section = document.sections.get(found.section).filter(|section| section.level > 0);
    let link = match section {
        Some(section) => format!("{page}#{}", crate::base::paths::encode(&section.anchor)),
        None => page.clone(),
    };
    let said = plain(&found.title);
    let title = match said.is_empty() {
        true => document.title.value.to_string(),
        false => format!("{}: {said}", document.title.value),
    };
    let lines: String = found.items.iter().map(|line| format!("<li>{}</li>", escape(&plain(&line.text)))).collect();
    let content = if lines.is_empty() { String::new() } else { format!("<ul>{lines}</ul>") };
    let content = match content.is_empty() {
        true => String::new(),
        false => format!("<content type=\"html\">{}</content>\n", escape(&content)),
    };
    let owners: String =
        linked.owners.iter().map(|owner| format!("<name>{}</name>", escape(&owner.value))).take(1).collect();
    let author = if owners.is_empty() { owners } else { format!("<author>{owners}</author>\n") };
    format!(
        "<entry>\n<title>{}</title>\n<id>{}#{name}</id>\n<link rel=\"alternate\" type=\"text/html\" href=\"{}\"/>\n\
         <updated>{}</updated>\n{author}{content}</entry>\n",
        escape(&title),
        escape(&page),
        escape(&link),
        instant(*day),
    )
}
