//! Lessons: the challenges documents tell of, how they were met and what was learnt.

use crate::views::value::{Value, data};

use super::{counted, documents, origin, place};
use crate::model::{DocIx, Site};
use crate::views::parts::{plain, shown};
use crate::views::{Input, Page, Presence, View};

/// Lessons.
pub const VIEW: View = View { name: "lessons", url: "views/lessons.html", letter: None, also: &[], presence, pages };

fn count(site: &Site) -> usize {
    documents(site).map(|(_, document)| document.harvest.challenges.len()).sum()
}

fn presence(site: &Site, _: &[crate::diag::Diagnostic]) -> Presence {
    counted(count(site))
}

fn pages(input: Input<'_>) -> Vec<Page> {
    let site = input.site;
    let found = documents(site).filter(|(_, document)| !document.harvest.challenges.is_empty());
    let count = count(site);
    let make = move |input: Input<'_>, from: &str, here: &[DocIx]| data(input, from, here, count);
    super::pages(VIEW.url, "entries.html", found.map(|(ix, _)| ix).collect(), make)
}

fn data(input: Input<'_>, from: &str, here: &[DocIx], count: usize) -> Value {
    let words = &input.frame.words;
    let groups: Vec<Value> = here
        .iter()
        .map(|&ix| {
            let rows = input.site[ix].document.harvest.challenges.iter().map(|challenge| {
                let named = [
                    ("problem", &challenge.problem),
                    ("impact", &challenge.impact),
                    ("solution", &challenge.solution),
                    ("learnt", &challenge.lessons),
                ];
                let told: Vec<Value> = named
                    .into_iter()
                    .filter(|(_, text)| !text.trim().is_empty())
                    .map(|(key, text)| data!({ "name": words.get(key), "text": plain(text) }))
                    .collect();
                shown(data!({
                    "lang": &input.site[ix].document.lang,
                    "title": plain(&challenge.title),
                    "told": told,
                    "place": place(input, from, ix, challenge.span),
                }))
            });
            data!({ "origin": origin(input, from, ix), "lists": Value::List(Vec::new()), "articles": rows.collect::<Vec<_>>() })
        })
        .collect();
    data!({ "title": words.get("lessons"), "count": count, "sections": groups })
}
