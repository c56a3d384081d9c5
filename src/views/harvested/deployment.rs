//! Deployment: what breaks with a change, and how to go back. Both are looked for on the day something is delivered.

use crate::views::value::{Value, data};

use super::{counted, documents, origin, place};
use crate::model::{DocIx, Excerpt, Harvest, Site, Step};
use crate::views::card::clip;
use crate::views::parts::plain;
use crate::views::{Input, Page, Presence, View};

/// Deployment.
pub const VIEW: View =
    View { name: "deployment", url: "views/deployment.html", letter: None, also: &[], presence, pages };

/// Characters of a text that the page shows.
const LONG: usize = 400;

fn count(site: &Site) -> usize {
    documents(site).map(|(_, document)| held(&document.harvest)).sum()
}

fn held(harvest: &Harvest) -> usize {
    harvest.breaking_changes.len() + harvest.rollback.len()
}

fn presence(site: &Site, _: &[crate::diag::Diagnostic]) -> Presence {
    counted(count(site))
}

fn pages(input: Input<'_>) -> Vec<Page> {
    let site = input.site;
    let found = documents(site).filter(|(_, document)| held(&document.harvest) > 0);
    let count = count(site);
    let make = move |input: Input<'_>, from: &str, here: &[DocIx]| data(input, from, here, count);
    super::pages(VIEW.url, "entries.html", found.map(|(ix, _)| ix).collect(), make)
}

fn data(input: Input<'_>, from: &str, here: &[DocIx], count: usize) -> Value {
    let words = &input.frame.words;
    let breaking = |ix: DocIx, one: &Excerpt| data!({ "text": clip(&plain(&one.text), LONG), "place": place(input, from, ix, one.span) });
    let step = |ix: DocIx, one: &Step| {
        let text = [one.title.as_str(), one.text.as_str()].into_iter().filter(|text| !text.is_empty());
        let text = plain(&text.collect::<Vec<_>>().join(": "));
        data!({ "text": clip(&text, LONG), "place": place(input, from, ix, one.span) })
    };
    let section = |key: &'static str, entries: &dyn Fn(DocIx, &Harvest) -> Vec<Value>| {
        let list = |&ix: &DocIx| {
            let document = &input.site[ix].document;
            let entries = entries(ix, &document.harvest);
            let lang = &document.lang;
            (!entries.is_empty())
                .then(|| data!({ "origin": origin(input, from, ix), "lang": lang, "entries": entries }))
        };
        let lists: Vec<Value> = here.iter().filter_map(list).collect();
        let count: usize = lists.iter().map(|list| list["entries"].entries().len()).sum();
        (count > 0).then(
            || data!({ "name": words.get(key), "count": count, "lists": lists, "articles": Value::List(Vec::new()) }),
        )
    };
    let sections = [
        section("breaking-changes", &|ix, harvest| {
            harvest.breaking_changes.iter().map(|one| breaking(ix, one)).collect()
        }),
        section("rollback-procedures", &|ix, harvest| harvest.rollback.iter().map(|one| step(ix, one)).collect()),
    ];
    let sections: Vec<Value> = sections.into_iter().flatten().collect();
    data!({ "title": words.get("deployment"), "count": count, "sections": sections })
}
