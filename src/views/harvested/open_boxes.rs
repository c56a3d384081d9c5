//! Open boxes: every box that is not ticked, by document and section class. What is blocked comes first, then what is
//! being worked on; finished work with open boxes comes last.

use std::sync::Arc;

use crate::views::value::{Value, data};

use super::blockers::{self, Standing};
use super::{counted, documents, filtered, origin, place};
use crate::model::{Column, DocIx, SectionClass, Site, Status, Task, TaskState};
use crate::views::card::clip;
use crate::views::parts::{href, plain};
use crate::views::table::page_links;
use crate::views::{Input, Page, Presence, View, parts};

/// Open boxes.
pub const VIEW: View =
    View { name: "open-boxes", url: "views/open-boxes.html", letter: None, also: &[], presence, pages };

/// Boxes of one document that stand on the page; its own page has all.
const BOXES: usize = 25;
/// Boxes on one page; the document that goes beyond is the last.
const PAGE: usize = 300;
/// Characters of a box's text.
const LONG: usize = 200;

/// The classes in the order of a document's life.
const CLASSES: [SectionClass; 8] = [
    SectionClass::Phase,
    SectionClass::Acceptance,
    SectionClass::Tests,
    SectionClass::Docs,
    SectionClass::Gates,
    SectionClass::Deployment,
    SectionClass::Other,
    SectionClass::FollowUp,
];

fn is_open(task: &Task) -> bool {
    matches!(task.state, TaskState::Open | TaskState::InProgress)
}

/// The documents with open boxes. A translation repeats those of what it translates.
fn holding(site: &Site) -> impl Iterator<Item = DocIx> + '_ {
    let own = documents(site).filter(|(ix, _)| !site[*ix].variant);
    own.filter(|(_, document)| document.tasks.iter().any(is_open)).map(|(ix, _)| ix)
}

fn boxes(site: &Site, ix: DocIx, class: Option<SectionClass>) -> impl Iterator<Item = &Task> {
    let tasks = site[ix].document.tasks.iter();
    tasks.filter(move |task| is_open(task) && class.is_none_or(|class| task.class == class))
}

fn count(site: &Site, class: Option<SectionClass>) -> usize {
    holding(site).map(|ix| boxes(site, ix, class).count()).sum()
}

fn presence(site: &Site, _: &[crate::diag::Diagnostic]) -> Presence {
    counted(count(site, None))
}

/// How early a document comes: its own state, else that of the item it is a part of.
fn rank(site: &Site, ix: DocIx) -> u8 {
    let linked = &site[ix];
    let whole = linked.part_of.map_or(linked, |whole| &site[whole]);
    let row = linked.part_of_row.and_then(|row| site.items.get(row.at())).and_then(|item| item.status());
    let status = whole.status().or(row).or(linked.status()).map(|fact| fact.value.status);
    let is_blocker = |one| blockers::standing(site, ix, one) == Standing::Open;
    if linked.archived || whole.archived {
        return 6;
    }
    if status.is_some_and(|status| status.is_closed() && status != Status::Living) {
        return 5;
    }
    if linked.document.harvest.blockers.iter().any(is_blocker) {
        return 0;
    }
    match status.and_then(Status::column) {
        Some(Column::Blocked) => 0,
        Some(Column::InProgress | Column::Review) => 1,
        Some(_) => 2,
        None if whole.item.is_some() || linked.part_of_row.is_some() => 3,
        None => 4,
    }
}

/// A list of open boxes: all of them, or those of one class.
struct List {
    class: Option<SectionClass>,
    /// Addresses of its pages.
    urls: Vec<String>,
    /// The documents on each.
    pages: Vec<Vec<DocIx>>,
}

fn url(class: Option<SectionClass>, page: usize) -> String {
    let stem = VIEW.url.strip_suffix(".html").unwrap_or(VIEW.url);
    let stem = class.map_or_else(|| stem.to_owned(), |class| format!("{stem}/{}", class.name()));
    if page == 0 { format!("{stem}.html") } else { format!("{stem}~{}.html", page + 1) }
}

fn pages(input: Input<'_>) -> Vec<Page> {
    let site = input.site;
    let mut found: Vec<(u8, DocIx)> = holding(site).map(|ix| (rank(site, ix), ix)).collect();
    found.sort();
    let classes: Vec<SectionClass> = CLASSES.into_iter().filter(|class| count(site, Some(*class)) > 0).collect();
    // A choice between one class and all of them is none.
    let filters: Vec<Option<SectionClass>> = match classes.len() {
        0 | 1 => vec![None],
        _ => [None].into_iter().chain(classes.into_iter().map(Some)).collect(),
    };
    let counts: Arc<Vec<_>> = Arc::new(filters.iter().map(|class| (*class, count(site, *class))).collect());
    let lists = filters.iter().map(|&class| {
        let pages = paged(site, class, &found);
        List { class, urls: (0..pages.len()).map(|at| url(class, at)).collect(), pages }
    });
    lists.flat_map(|list| list_pages(list, &counts)).collect()
}

/// The documents of each page: as many as hold the boxes of one.
fn paged(site: &Site, class: Option<SectionClass>, found: &[(u8, DocIx)]) -> Vec<Vec<DocIx>> {
    let mut pages: Vec<Vec<DocIx>> = Vec::new();
    let mut left = 0;
    for &(_, ix) in found {
        let here = boxes(site, ix, class).count().min(BOXES);
        if here == 0 {
            continue;
        }
        if left < here || pages.is_empty() {
            pages.push(Vec::new());
            left = PAGE;
        }
        left = left.saturating_sub(here);
        if let Some(page) = pages.last_mut() {
            page.push(ix);
        }
    }
    pages
}

fn list_pages(list: List, counts: &Arc<Vec<(Option<SectionClass>, usize)>>) -> Vec<Page> {
    let list = Arc::new(list);
    let page = |at: usize| {
        let (shared, counts) = (Arc::clone(&list), Arc::clone(counts));
        Page {
            url: list.urls.get(at).cloned().unwrap_or_default(),
            template: "entries.html",
            body: None,
            data: Box::new(move |input| data(input, &shared, &counts, at)),
        }
    };
    (0..list.pages.len()).map(page).collect()
}

fn data(input: Input<'_>, list: &List, counts: &[(Option<SectionClass>, usize)], at: usize) -> Value {
    let words = &input.frame.words;
    let (Some(from), Some(here)) = (list.urls.get(at), list.pages.get(at)) else { return Value::Null };
    let name =
        |class: Option<SectionClass>| class.map_or(words.get("all-sections"), |class| parts::class_name(words, class));
    let filter = |&(class, count): &(Option<SectionClass>, usize)| data!({ "name": name(class), "href": href(from, &url(class, 0)), "count": count, "current": class == list.class });
    let filters: Vec<Value> = if counts.len() > 1 { counts.iter().map(filter).collect() } else { Vec::new() };
    let title = words.get("open-boxes");
    filtered(data!({
        "title": list.class.map_or_else(|| title.to_owned(), |class| format!("{title}: {}", parts::class_name(words, class))),
        "count": counts.iter().find(|(class, _)| *class == list.class).map(|(_, count)| *count),
        "filters": filters,
        "sections": here.iter().map(|&ix| section(input, from, ix, list.class)).collect::<Vec<_>>(),
        "pages": page_links(from, &list.urls, at),
    }))
}

/// The open boxes of a document by class; blockers first within each.
fn section(input: Input<'_>, from: &str, ix: DocIx, class: Option<SectionClass>) -> Value {
    let words = &input.frame.words;
    let linked = &input.site[ix];
    let blocking = |task: &Task| {
        let blockers = &linked.document.harvest.blockers;
        let after = blockers.partition_point(|one| one.span.end <= task.span.start);
        let one = blockers.get(after).filter(|one| one.span.start < task.span.end);
        one.is_some_and(|one| blockers::standing(input.site, ix, one) == Standing::Open)
    };
    let mut left = BOXES;
    let mut lists: Vec<Value> = Vec::new();
    for of in CLASSES.into_iter().filter(|of| class.is_none_or(|class| class == *of)) {
        let mut found: Vec<(bool, &Task)> =
            boxes(input.site, ix, Some(of)).map(|task| (!blocking(task), task)).collect();
        let total = found.len();
        if total == 0 {
            continue;
        }
        found.sort_by_key(|(free, _)| *free);
        let entry = |(free, task): &(bool, &Task)| {
            data!({
                "text": clip(&plain(&task.text), LONG),
                "place": place(input, from, ix, task.span),
                "mark": (!free).then(|| blockers::mark(words)),
            })
        };
        let entries: Vec<Value> = found.iter().take(left).map(entry).collect();
        let more = total - entries.len();
        left -= entries.len();
        lists.push(data!({
            "name": parts::class_name(words, of),
            "count": total,
            "lang": &linked.document.lang,
            "entries": entries,
            "more": (more > 0).then(|| data!({ "text": words.count("more", more), "href": href(from, &linked.url) })),
        }));
    }
    data!({ "origin": origin(input, from, ix), "lists": lists, "articles": Value::List(Vec::new()) })
}
