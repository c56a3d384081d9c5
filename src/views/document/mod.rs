//! A document's page: its header, findings, what is left to fill in, its body, and what stands beside it.
//!
//! Absent on purpose: the body's HTML (`body` makes it) and other documents' facts beyond title, status and progress.

mod facts;
mod findings;
pub mod header;
pub mod log;
mod pair;
pub mod relations;

pub use findings::{one as finding, shared_help};

use crate::views::value::{Value, data};

use super::parts::{self, href_at, shown};
use super::words::Words;
use super::{Input, Page, folder, graph, timeline};
use crate::base::text;
use crate::model::{DocIx, LinkedDocument, Section, Site, Tally};

/// One page for each document; a folder's README or index stands on the folder's page.
pub fn pages(site: &Site) -> Vec<Page> {
    site.each()
        .map(|(ix, linked)| Page {
            url: linked.url.clone(),
            template: "document.html",
            body: Some(ix),
            data: Box::new(move |input| data(input, ix)),
        })
        .collect()
}

/// The data of a document's page.
pub fn data(input: Input<'_>, ix: DocIx) -> Value {
    let Some(linked) = input.site.documents.get(ix.at()) else { return Value::Null };
    shown(data!({
        "title": &linked.document.title.value,
        "lang": &linked.document.lang,
        "path": linked.path().to_owned(),
        "header": header::data(input, linked),
        "strip": parts::strip(input, &linked.url, linked.document.phases.iter().map(|phase| (ix, phase))),
        "timeline": timeline::mini::of_document(input, ix, linked),
        "local": graph::local::data(input, ix),
        "findings": findings::data(input, ix, linked),
        "pairs": pair::data(input, ix, linked),
        "unfilled": unfilled(linked),
        "glance": facts::data(input, linked),
        "toc": contents(&input.frame.words, linked),
        "groups": relations::groups(input, ix, linked),
        "backlinks": relations::backlinks(input, linked),
        "related": relations::related(input, ix, linked),
        "read": header::read(input, linked),
        "folder": folder::contents_below(input, ix, linked),
    }))
}

/// Template text left as it was, each with its line and the heading it stands under.
fn unfilled(linked: &LinkedDocument) -> Vec<Value> {
    let document = &linked.document;
    document
        .unfilled
        .iter()
        .map(|hole| {
            shown(data!({
                "label": parts::plain(&hole.label),
                "raw": parts::plain(&hole.raw),
                "line": document.lines.line(hole.span.start),
                "href": section_at(linked, hole.span.start).map(|anchor| href_at(&linked.url, &linked.url, anchor)),
            }))
        })
        .collect()
}

/// The anchor of the innermost section that holds an offset; `None` above the first heading.
fn section_at(linked: &LinkedDocument, offset: u32) -> Option<&str> {
    let sections = &linked.document.sections;
    let after = sections.partition_point(|section| section.heading.start <= offset);
    let section = sections.get(after.checked_sub(1)?)?;
    (section.level > 0 && !section.anchor.is_empty()).then_some(section.anchor.as_str())
}

/// At most this many headings stand in the table of contents; deeper levels give way first.
const CONTENTS: usize = 120;

/// The table of contents: headings without the title, with the progress below each. `{ entries, more }`.
fn contents(words: &Words, linked: &LinkedDocument) -> Value {
    let sections = &linked.document.sections;
    let tallies = tallies(linked);
    let title = sections.iter().position(|section| section.level == 1);
    // The entries of a long log stand in another order and are many: the log says how many there are.
    let logs = log::long(&linked.document);
    let in_log = |at: usize| logs.iter().any(|log| log.date(at).is_some());
    let is_below = |section: &Section| section.parent.is_some_and(in_log);
    let listed = |at: usize, section: &Section| {
        section.level > 0 && !section.anchor.is_empty() && Some(at) != title && !in_log(at) && !is_below(section)
    };
    let all = || sections.iter().enumerate().filter(|&(at, section)| listed(at, section));
    let first = all().map(|(_, section)| section.level).min().unwrap_or(2);
    let up_to = |deepest: u8| all().filter(move |(_, section)| section.level <= deepest);
    let deepest = [first + 2, first + 1].into_iter().find(|&level| up_to(level).count() <= CONTENTS).unwrap_or(first);
    let entries: Vec<Value> = up_to(deepest)
        .take(CONTENTS)
        .map(|(at, section)| {
            let bare = text::without_emoji(&section.text);
            data!({
                "text": if bare.is_empty() { section.text.to_string() } else { bare },
                "level": section.level.saturating_sub(first) + 1,
                "href": href_at(&linked.url, &linked.url, &section.anchor),
                "progress": parts::progress(tallies.get(at).copied().unwrap_or_default()),
                "entries": logs.iter().find(|log| log.section == at).map(|log| log.entries.len()),
            })
        })
        .collect();
    if entries.len() < 2 {
        return Value::Null;
    }
    let hidden = up_to(deepest).count() - entries.len();
    shown(data!({ "entries": entries, "more": (hidden > 0).then(|| words.count("more", hidden)) }))
}

/// The tally of every section, those below it included.
fn tallies(linked: &LinkedDocument) -> Vec<Tally> {
    let sections = &linked.document.sections;
    let mut tallies = vec![Tally::default(); sections.len()];
    for task in &linked.document.tasks {
        if let Some(tally) = tallies.get_mut(task.section) {
            tally.add(task.state);
        }
    }
    // A section stands behind the one above it, so one pass from behind sums up the tree.
    for at in (0..sections.len()).rev() {
        let above = sections.get(at).and_then(|section| section.parent).filter(|&above| above < at);
        let tally = tallies.get(at).copied().unwrap_or_default();
        if let Some(above) = above.and_then(|above| tallies.get_mut(above)) {
            above.merge(tally);
        }
    }
    tallies
}
