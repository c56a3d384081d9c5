//! Activity: entries of all progress logs, by day, the latest first.

use std::sync::Arc;

use crate::views::value::{Value, data};

use super::{blockers, counted, documents, filtered, origin, place};
use crate::base::When;
use crate::base::dates::Date;
use crate::model::{DocIx, Entry, Excerpt, Site};
use crate::views::export::FEED;
use crate::views::parts::{self, href, plain, shown};
use crate::views::table::page_links;
use crate::views::{Input, Page, Presence, View};

/// Activity.
pub const VIEW: View = View { name: "activity", url: "views/activity.html", letter: None, also: &[], presence, pages };

/// Entries on one page.
const PAGE: usize = 200;
/// Lines of an entry before the others are counted.
const LINES: usize = 6;

fn count(site: &Site) -> usize {
    documents(site).map(|(_, document)| document.harvest.entries.len()).sum()
}

fn presence(site: &Site, _: &[crate::diag::Diagnostic]) -> Presence {
    counted(count(site))
}

/// Where an entry stands: its document and its position there.
pub type At = (DocIx, usize);

/// Every entry with its day, the latest first.
pub fn latest(site: &Site) -> Vec<(Date, At)> {
    let mut all: Vec<(Date, At)> = documents(site)
        .flat_map(|(ix, document)| {
            document.harvest.entries.iter().enumerate().map(move |(at, entry)| (entry, (ix, at)))
        })
        .map(|(entry, at)| (entry.date.first_day(), at))
        .collect();
    all.sort_by_key(|(day, at)| (std::cmp::Reverse(*day), *at));
    all
}

fn pages(input: Input<'_>) -> Vec<Page> {
    let all: Arc<Vec<At>> = Arc::new(latest(input.site).into_iter().map(|(_, at)| at).collect());
    let urls: Vec<String> = (0..all.len().div_ceil(PAGE))
        .map(|at| if at == 0 { VIEW.url.to_owned() } else { format!("views/activity~{}.html", at + 1) })
        .collect();
    let urls = Arc::new(urls);
    let count = all.len();
    let page = |at: usize| {
        let (all, list) = (Arc::clone(&all), Arc::clone(&urls));
        let make = move |input: Input<'_>| {
            let from = list.get(at).map_or(VIEW.url, String::as_str);
            let days = days(input, from, all.iter().skip(at * PAGE).take(PAGE));
            filtered(data!({
                "title": input.frame.words.get("activity"),
                "count": count,
                "feed": input.frame.has_feed(input.site).then(|| href(from, FEED)),
                "sections": days,
                "pages": page_links(from, &list, at),
            }))
        };
        Page {
            url: urls.get(at).cloned().unwrap_or_default(),
            template: "entries.html",
            body: None,
            data: Box::new(make),
        }
    };
    (0..urls.len()).map(page).collect()
}

/// Entries under their days.
fn days<'a>(input: Input<'_>, from: &str, all: impl Iterator<Item = &'a At>) -> Vec<Value> {
    let words = &input.frame.words;
    let mut days: Vec<(When, Vec<Value>)> = Vec::new();
    for &(ix, position) in all {
        let Some(found) = input.site[ix].document.harvest.entries.get(position) else { continue };
        let made = entry(input, from, ix, found);
        match days.last_mut() {
            Some((day, entries)) if *day == found.date => entries.push(made),
            _ => days.push((found.date, vec![made])),
        }
    }
    let day = |(day, entries)| data!({ "date": parts::date(words, day), "lists": Value::List(Vec::new()), "articles": entries });
    days.into_iter().map(day).collect()
}

fn entry(input: Input<'_>, from: &str, ix: DocIx, entry: &Entry) -> Value {
    let words = &input.frame.words;
    // A blocker is never among the lines that are only counted.
    let is_blocker = |line: &Excerpt| input.site[ix].document.harvest.blockers.iter().find(|one| one.span == line.span);
    let line = |line: &Excerpt| {
        let mark = is_blocker(line).map(|_| blockers::mark(words));
        data!({ "text": plain(&line.text), "mark": mark })
    };
    let kept = entry.items.iter().enumerate().filter(|(at, it)| *at < LINES || is_blocker(it).is_some());
    let lines: Vec<Value> = kept.map(|(_, it)| line(it)).collect();
    let more = entry.items.len().saturating_sub(lines.len());
    shown(data!({
        "origin": origin(input, from, ix),
        "lang": &input.site[ix].document.lang,
        "place": place(input, from, ix, entry.span),
        "title": plain(&entry.title),
        "lines": lines,
        "more": (more > 0).then(|| words.count("more", more)),
    }))
}
