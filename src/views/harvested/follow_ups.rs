//! Follow-ups: what documents leave for later, and the enhancements they think of.

use crate::views::value::{Value, data};

use super::{counted, documents, origin, place};
use crate::model::{DocIx, Excerpt, Harvest, Site};
use crate::views::parts::plain;
use crate::views::{Input, Page, Presence, View};

/// Follow-ups.
pub const VIEW: View =
    View { name: "follow-ups", url: "views/follow-ups.html", letter: None, also: &[], presence, pages };

fn count(site: &Site) -> usize {
    documents(site).map(|(_, document)| found(&document.harvest).count()).sum()
}

fn found(harvest: &Harvest) -> impl Iterator<Item = &Excerpt> {
    harvest.follow_ups.iter().chain(&harvest.enhancements)
}

fn presence(site: &Site, _: &[crate::diag::Diagnostic]) -> Presence {
    counted(count(site))
}

fn pages(input: Input<'_>) -> Vec<Page> {
    let site = input.site;
    let found = documents(site).filter(|(_, document)| found(&document.harvest).next().is_some());
    let count = count(site);
    let make = move |input: Input<'_>, from: &str, here: &[DocIx]| data(input, from, here, count);
    super::pages(VIEW.url, "entries.html", found.map(|(ix, _)| ix).collect(), make)
}

fn data(input: Input<'_>, from: &str, here: &[DocIx], count: usize) -> Value {
    let words = &input.frame.words;
    let list = |ix: DocIx, key: &'static str, all: &[Excerpt]| {
        let entry = |it: &Excerpt| data!({ "text": plain(&it.text), "place": place(input, from, ix, it.span) });
        let entries: Vec<Value> = all.iter().map(entry).collect();
        (!entries.is_empty())
            .then(|| data!({ "name": words.get(key), "lang": &input.site[ix].document.lang, "entries": entries }))
    };
    let groups: Vec<Value> = here
        .iter()
        .map(|&ix| {
            let harvest = &input.site[ix].document.harvest;
            let lists = [list(ix, "follow-ups", &harvest.follow_ups), list(ix, "enhancements", &harvest.enhancements)];
            data!({ "origin": origin(input, from, ix), "lists": lists.into_iter().flatten().collect::<Vec<_>>(), "articles": Value::List(Vec::new()) })
        })
        .collect();
    data!({ "title": words.get("follow-ups"), "count": count, "sections": groups })
}
