//! A document's page: its header, findings, what is left to fill in, its body, and what stands beside it.
//!
//! Absent on purpose: the body's HTML (`body` makes it) and other documents' facts beyond title, status and progress.

mod facts;
mod findings;
mod header;
mod relations;

pub use findings::one as finding;

use serde_json::{Value, json};

use super::parts::{self, href_at, shown};
use super::{Input, Page, folder};
use crate::model::{DocIx, LinkedDocument, Site, Tally};

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
    shown(json!({
        "title": linked.document.title.value,
        "lang": linked.document.lang,
        "path": linked.path(),
        "header": header::data(input, linked),
        "strip": parts::strip(input, &linked.url, linked.document.phases.iter().map(|phase| (ix, phase))),
        "findings": findings::data(input, ix, linked),
        "unfilled": unfilled(linked),
        "glance": facts::data(input, linked),
        "toc": contents(linked),
        "groups": relations::groups(input, ix, linked),
        "backlinks": relations::backlinks(input, linked),
        "related": relations::related(input, linked),
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
            shown(json!({
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

/// The table of contents: headings of the second to the fourth level with the progress below them.
fn contents(linked: &LinkedDocument) -> Vec<Value> {
    let sections = &linked.document.sections;
    let mut tallies = vec![Tally::default(); sections.len()];
    for task in &linked.document.tasks {
        let mut next = Some(task.section);
        // A section's parent stands before it, so this ends.
        while let Some((at, tally)) = next.and_then(|at| Some((at, tallies.get_mut(at)?))) {
            tally.add(task.state);
            next = sections.get(at).and_then(|section| section.parent).filter(|&above| above < at);
        }
    }
    let deepest = if sections.len() > 60 { 3 } else { 4 };
    let title = sections.iter().position(|section| section.level == 1);
    let first = sections.iter().filter(|section| section.level > 1).map(|section| section.level).min().unwrap_or(2);
    let entries: Vec<Value> = sections
        .iter()
        .zip(&tallies)
        .enumerate()
        .filter(|(at, (section, _))| section.level > 0 && section.level <= deepest && Some(*at) != title)
        .map(|(_, (section, tally))| {
            json!({
                "text": section.text,
                "level": section.level.saturating_sub(first) + 1,
                "href": href_at(&linked.url, &linked.url, &section.anchor),
                "progress": parts::progress(*tally),
            })
        })
        .collect();
    if entries.len() > 1 { entries } else { Vec::new() }
}
