//! The first page: one computed sentence, then whichever lists have content.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::parts::{self, href, shown};
use super::{Input, Page, Presence, View, changed, folder};
use crate::base::When;
use crate::base::dates::Date;
use crate::model::{Column, DocIx, Folder, Item, ItemIx, Priority, Readiness, Site};

/// Overview.
pub const VIEW: View = View { name: "overview", url: "index.html", presence: |_, _| Presence::Shown, pages };

/// How many entries a list of the overview shows; the backlog has the rest.
const SHOWN: usize = 8;

/// How many folders stand as cards, and how many documents as rows.
const CARDS: usize = 12;

fn pages(site: &Site) -> Vec<Page> {
    let readme = site.folders.get("").and_then(|root| root.main).filter(|_| is_prose(site));
    vec![Page { url: VIEW.url.to_owned(), template: "overview.html", body: readme, data: Box::new(data) }]
}

/// The folder whose contents the overview shows: from the root down as long as there is nothing but one folder.
pub fn top(site: &Site) -> Option<&Folder> {
    let mut folder = site.folders.get("")?;
    while let ([], [only]) = (folder.documents.as_slice(), folder.folders.as_slice()) {
        // A folder's path is longer than its parent's, so this ends.
        folder = site.folders.get(only).filter(|below| below.path.len() > folder.path.len())?;
    }
    Some(folder)
}

/// Whether the folder is mostly prose: then the site opens with its own words, not with a board it does not have.
fn is_prose(site: &Site) -> bool {
    site.items.len() * 10 < site.documents.len() * 3
}

fn data(input: Input<'_>) -> Value {
    let Input { site, frame, .. } = input;
    let words = &frame.words;
    let root = top(site);
    let (below, documents) = root.map(|root| folder::entries(site, root)).unwrap_or_default();
    let folders: Vec<Value> = below.iter().take(CARDS).filter_map(|path| folder::card(input, VIEW.url, path)).collect();
    let more = |length: usize| (length > CARDS).then(|| words.count("more", length - CARDS));
    let prose = is_prose(site);
    let readme = site.folders.get("").and_then(|root| root.main).filter(|_| prose);
    let documents: Vec<DocIx> = documents.into_iter().filter(|ix| Some(*ix) != readme).collect();
    shown(json!({
        "title": site.title,
        "sentence": sentence(input),
        "prose": prose,
        "lists": lists(input),
        "folders": folders,
        "more_folders": more(below.len()),
        "more_documents": more(documents.len()),
        "more_href": root.map(|root| href(VIEW.url, &root.url)),
        "documents": documents.iter().take(CARDS).map(|&ix| parts::document(input, VIEW.url, ix)).collect::<Vec<_>>(),
        "as_of": words.with("as-of", &words.date(When::Day(site.today))),
        "empty": site.documents.is_empty().then(|| quoted(&site.folder)),
    }))
}

/// A path as a shell takes it.
fn quoted(path: &str) -> String {
    let plain = path.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '/' | '.' | '_' | '-'));
    if plain && !path.starts_with('-') { path.to_owned() } else { format!("'{}'", path.replace('\'', "'\\''")) }
}

/// What is going on, in one sentence.
fn sentence(input: Input<'_>) -> String {
    let Input { site, frame, .. } = input;
    let words = &frame.words;
    let columns: Vec<Option<Column>> = site.items.iter().map(column).collect();
    let count = |wanted: &[Column]| columns.iter().flatten().filter(|column| wanted.contains(column)).count();
    let total = site.items.len();
    if total == 0 {
        let folders = site.folders.len();
        return words
            .get("documents-in")
            .replace("{docs}", &words.count("documents", site.documents.len()))
            .replace("{folders}", &words.count("folder-count", folders))
            + ".";
    }
    let of = |key: &str, count: usize| words.count(key, count).replace("{total}", &words.number(total));
    let moving = count(&[Column::InProgress, Column::Review]);
    let blocked = count(&[Column::Blocked]);
    let done = count(&[Column::Complete]);
    let mut clauses = Vec::new();
    if moving > 0 {
        clauses.push(of("moving", moving));
    } else if done > 0 {
        clauses.push(of("are-done", done));
    } else {
        clauses.push(words.with("all-waiting", &words.number(total)));
    }
    if blocked > 0 {
        clauses.push(words.count("are-blocked", blocked));
    }
    if let Some(last) = site.items.iter().filter_map(|item| finished(item, site.today)).max() {
        clauses.push(words.with("last-finished", &words.date(When::Day(last))));
    }
    clauses.join("; ") + "."
}

fn column(item: &Item) -> Option<Column> {
    item.status().and_then(|fact| fact.value.status.column())
}

fn open(item: &Item) -> bool {
    !item.archived && !matches!(column(item), Some(Column::Complete | Column::Cancelled))
}

/// The day an item was finished; dates in the future do not count.
fn finished(item: &Item, today: Date) -> Option<Date> {
    let done = column(item) == Some(Column::Complete);
    item.dates.completed.first().filter(|_| done).map(|fact| fact.value.last_day()).filter(|&day| day <= today)
}

/// The day each item last changed, by position. Days of git that are all the same say when the folder was imported and
/// not what changed.
fn changes(site: &Site) -> Vec<Option<Date>> {
    let git: BTreeSet<Date> = site.items.iter().filter_map(|item| Some(site.changed(item)?.0)).collect();
    let told = |item: &&Item| git.len() > 1 || !item.dates.updated.is_empty();
    let day = |item: &Item| Some(item).filter(told).and_then(|item| changed::day(site, item));
    site.items.iter().map(|item| day(item).filter(|&day| day <= site.today)).collect()
}

/// The lists that have content.
fn lists(input: Input<'_>) -> Vec<Value> {
    let site = input.site;
    let items: Vec<(ItemIx, &Item)> = site.each_item().collect();
    let pick = |wanted: &dyn Fn(&Item) -> bool| -> Vec<&Item> {
        items.iter().map(|&(_, item)| item).filter(|item| wanted(item)).collect()
    };
    let today = site.today;
    let late =
        |item: &Item| open(item) && item.dates.target.first().is_some_and(|target| target.value.last_day() < today);
    let mut lists = Vec::new();
    let mut list = |key: &str, found: Vec<&Item>, note: &dyn Fn(&Item) -> Value| {
        if found.is_empty() {
            return;
        }
        let total = found.len();
        let more = (total > SHOWN).then(|| input.frame.words.with("all", &input.frame.words.number(total)));
        lists.push(shown(json!({
            "key": key,
            "title": input.frame.words.get(key),
            "count": total,
            "items": found.into_iter().take(SHOWN).map(|it| item(input, it, note(it))).collect::<Vec<_>>(),
            "more": more,
            "more_href": input.frame.view("backlog").map(|url| href(VIEW.url, url)),
        })));
    };
    let words = &input.frame.words;
    let nothing = |_: &Item| Value::Null;
    list("now", pick(&|it| open(it) && matches!(column(it), Some(Column::InProgress | Column::Review))), &nothing);
    list("at-risk", pick(&late), &|it| {
        let target = it.dates.target.first();
        parts::some(target.map(|target| words.with("overdue-since", &words.date(target.value))))
    });
    list("blocked", pick(&|it| open(it) && column(it) == Some(Column::Blocked)), &nothing);
    let startable = |wanted: Readiness| -> Vec<&Item> {
        items.iter().filter(|(ix, _)| site.standing(*ix).readiness == wanted).map(|&(_, item)| item).collect()
    };
    let mut ready = startable(Readiness::Ready);
    ready.sort_by_key(|it| it.priority.as_ref().map_or(Priority::Low as u8 + 1, |fact| fact.value as u8));
    list("ready-to-start", ready, &nothing);
    let mut done = pick(&|it| finished(it, today).is_some());
    done.sort_by_key(|it| std::cmp::Reverse(finished(it, today)));
    list("recently-finished", done, &|it| dated(input, it.dates.completed.first().map(|fact| fact.value)));
    let days = changes(site);
    let mut recent: Vec<(Date, &Item)> = items
        .iter()
        .filter(|(_, it)| finished(it, today).is_none())
        .filter_map(|&(ix, it)| Some((days.get(ix.at()).copied().flatten()?, it)))
        .collect();
    recent.sort_by_key(|(day, _)| std::cmp::Reverse(*day));
    let recent = recent.into_iter().map(|(_, it)| it).collect();
    list("recently-changed", recent, &|it| changed::item(input, it));
    lists
}

fn dated(input: Input<'_>, when: Option<When>) -> Value {
    when.map_or(Value::Null, |when| parts::date(&input.frame.words, when))
}

/// An item in a list of the overview.
fn item(input: Input<'_>, item: &Item, note: Value) -> Value {
    let words = &input.frame.words;
    let phases = item.phases.iter().map(|(ix, phase)| (*ix, phase));
    let strip = parts::strip(input, VIEW.url, phases);
    let at = strip.iter().position(|phase| phase.get("percent").and_then(Value::as_u64) != Some(100));
    let now = at.and_then(|at| strip.get(at)).and_then(|phase| phase.get("title")).cloned();
    let lang = item.document.and_then(|ix| site_lang(input.site, ix));
    shown(json!({
        "title": item.title,
        "lang": lang,
        "href": parts::item_href(VIEW.url, item),
        "id": item.id,
        "status": parts::status(words, item.status(), item.progress),
        "priority": parts::priority(words, item.priority.as_ref()),
        "progress": parts::progress(item.progress),
        "phase": now,
        "phase_at": at.map(|at| format!("{}/{}", at + 1, strip.len())),
        "owners": item.owners,
        "target": item.dates.target.first().map(|fact| parts::date(words, fact.value)),
        "note": note,
    }))
}

fn site_lang(site: &Site, ix: DocIx) -> Option<&str> {
    site.documents.get(ix.at())?.document.lang.as_deref()
}
