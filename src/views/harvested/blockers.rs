//! Blockers: what stands in the way of unfinished work, and what no longer does.

use crate::views::value::{Value, data};

use super::{counted, documents, origin, place};
use crate::base::Span;
use crate::model::{Blocker, DocIx, ItemIx, Resolution, Site, Status, Target};
use crate::views::card::clip;
use crate::views::words::Words;
use crate::views::{Input, Page, Presence, View};

/// Blockers.
pub const VIEW: View = View { name: "blockers", url: "views/blockers.html", letter: None, also: &[], presence, pages };

/// Characters of a blocker that a list shows.
const LONG: usize = 240;

/// How a blocker stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Standing {
    /// It is in the way.
    Open,
    /// Its author says that it is over.
    Over(Resolution),
    /// What it was in the way of is finished, or what it waited for is.
    Past,
}

/// How a blocker of a document stands. Nothing is in the way of finished work, and what waits for documents that are
/// all finished waits no longer.
pub fn standing(site: &Site, ix: DocIx, blocker: &Blocker) -> Standing {
    if let Some(resolution) = blocker.resolved {
        return Standing::Over(resolution);
    }
    let waited = waits_for(site, ix, blocker.span);
    let past = finished(site, ix) || !waited.is_empty() && waited.iter().all(|&of| of != ix && finished(site, of));
    if past { Standing::Past } else { Standing::Open }
}

/// The blockers of an item that are in the way: those of its document and its parts.
pub fn of_item(site: &Site, ix: ItemIx) -> impl Iterator<Item = (DocIx, &Blocker)> {
    let item = &site[ix];
    let documents = item.document.into_iter().chain(item.parts.iter().copied());
    let all = documents.flat_map(|ix| site[ix].document.harvest.blockers.iter().map(move |blocker| (ix, blocker)));
    all.filter(|(ix, blocker)| standing(site, *ix, blocker) == Standing::Open)
}

/// A blocker as a line shows it.
pub fn shown(blocker: &Blocker) -> String {
    clip(&blocker.text, LONG)
}

/// The mark of a line that tells of a blocker: `{ value, glyph, fill, word }`.
pub fn mark(words: &Words) -> Value {
    data!({ "value": "blocked", "glyph": "bar", "fill": 0, "word": words.get("blocker") })
}

/// Whether a document, or the item it is a part of, is finished or put away.
fn finished(site: &Site, ix: DocIx) -> bool {
    let over = |status: Status| matches!(status, Status::Done | Status::Cancelled | Status::Superseded);
    let linked = &site[ix];
    let own = |ix: DocIx| site[ix].archived || site[ix].status().is_some_and(|fact| over(fact.value.status));
    let row = linked.part_of_row.and_then(|row| site.items.get(row.at())).and_then(|item| item.status());
    own(ix) || linked.part_of.is_some_and(own) || row.is_some_and(|fact| over(fact.value.status))
}

/// The documents a blocker's own words lead to.
fn waits_for(site: &Site, ix: DocIx, span: Span) -> Vec<DocIx> {
    let links = &site[ix].links;
    let first = links.partition_point(|link| link.span.start < span.start);
    let inside = links.iter().skip(first).take_while(|link| link.span.start < span.end);
    let documents = inside.filter_map(|link| match &link.target {
        Target::Document { document, .. } => Some(*document),
        _ => None,
    });
    documents.collect()
}

fn count(site: &Site) -> (usize, usize) {
    let all = documents(site).flat_map(|(ix, document)| document.harvest.blockers.iter().map(move |one| (ix, one)));
    all.fold((0, 0), |(open, total), (ix, one)| {
        (open + usize::from(standing(site, ix, one) == Standing::Open), total + 1)
    })
}

fn presence(site: &Site, _: &[crate::diag::Diagnostic]) -> Presence {
    match count(site) {
        (0, 0) => Presence::Absent,
        (0, _) => Presence::Shown,
        (open, _) => counted(open),
    }
}

fn pages(input: Input<'_>) -> Vec<Page> {
    let site = input.site;
    let holding = documents(site).filter(|(_, document)| !document.harvest.blockers.is_empty());
    let mut found: Vec<DocIx> = holding.map(|(ix, _)| ix).collect();
    let is_open = |ix: &DocIx| {
        let mut blockers = site[*ix].document.harvest.blockers.iter();
        blockers.any(|one| standing(site, *ix, one) == Standing::Open)
    };
    found.sort_by_key(|ix| !is_open(ix));
    let (still, _) = count(site);
    let make = move |input: Input<'_>, from: &str, here: &[DocIx]| data(input, from, here, still);
    super::pages(VIEW.url, "entries.html", found, make)
}

fn data(input: Input<'_>, from: &str, here: &[DocIx], still: usize) -> Value {
    let words = &input.frame.words;
    let lists = |open: bool| -> Vec<Value> {
        let list = |ix: &DocIx| {
            let blockers = &input.site[*ix].document.harvest.blockers;
            let entries: Vec<Value> = blockers
                .iter()
                .map(|one| (one, standing(input.site, *ix, one)))
                .filter(|(_, standing)| (*standing == Standing::Open) == open)
                .map(|(one, standing)| entry(input, from, *ix, one, standing))
                .collect();
            let lang = &input.site[*ix].document.lang;
            (!entries.is_empty())
                .then(|| data!({ "origin": origin(input, from, *ix), "lang": lang, "entries": entries }))
        };
        here.iter().filter_map(list).collect()
    };
    let section = |name: &'static str, summary: Option<&'static str>, lists: Vec<Value>| {
        let count: usize = lists.iter().map(|list| list["entries"].entries().len()).sum();
        let head = data!({ "name": name, "count": count, "summary": summary, "lists": lists, "articles": Value::List(Vec::new()) });
        (count > 0).then_some(head)
    };
    let over = lists(false);
    let open = lists(true);
    // What is over is folded behind what is not.
    let summary = (!open.is_empty()).then(|| words.get("show"));
    let sections = [section(words.get("in-the-way"), None, open), section(words.get("no-longer"), summary, over)];
    let sections: Vec<Value> = sections.into_iter().flatten().collect();
    data!({ "title": words.get("blockers"), "count": Some(still).filter(|still| *still > 0), "sections": sections })
}

fn entry(input: Input<'_>, from: &str, ix: DocIx, one: &Blocker, standing: Standing) -> Value {
    let words = &input.frame.words;
    let since = one.since.map(|when| words.with("since", &words.date(when)));
    let over = match standing {
        Standing::Over(Resolution { when: Some(when), span }) => {
            let line = input.site[ix].document.lines.line(span.start);
            let on = words.with("resolved-on", &words.date(when));
            Some(format!("{on} ({})", words.with("line-at", &line.to_string())))
        }
        _ => None,
    };
    let note = [since, over].into_iter().flatten().collect::<Vec<_>>().join(", ");
    data!({
        "text": shown(one),
        "place": place(input, from, ix, one.span),
        "note": note,
    })
}
