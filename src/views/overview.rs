//! The first page: one computed sentence, then whichever lists have content.

use std::collections::BTreeSet;

use crate::views::value::{Value, data};

use super::frame::Listing;
use super::parts::{self, href, shown};
use super::{Input, Page, Presence, View, card, changed, days, folder, harvested, timeline};
use crate::base::When;
use crate::base::dates::Date;
use crate::model::{Column, DocIx, Folder, Item, ItemIx, Priority, Readiness, Site};

/// Overview.
pub const VIEW: View =
    View { name: "overview", url: "index.html", letter: Some('o'), also: &[], presence: |_, _| Presence::Shown, pages };

/// How many entries a list of the overview shows; the backlog has the rest.
const SHOWN: usize = 8;

/// How many folders stand as cards, and how many documents as rows.
const CARDS: usize = 12;

fn pages(input: Input<'_>) -> Vec<Page> {
    let site = input.site;
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
    let Listing { folders: below, documents } = frame.listing(root.map_or("", |root| &root.path));
    let folders: Vec<Value> = below.iter().take(CARDS).filter_map(|path| folder::card(input, VIEW.url, path)).collect();
    let more = |length: usize| (length > CARDS).then(|| words.count("more", length - CARDS));
    let prose = is_prose(site);
    let readme = site.folders.get("").and_then(|root| root.main).filter(|_| prose);
    // The page of the folder shown here is a page of its own, and its README one of the documents.
    let main = root.and_then(|root| root.main).filter(|ix| !documents.contains(ix));
    let documents: Vec<DocIx> =
        main.into_iter().chain(documents.iter().copied()).filter(|ix| Some(*ix) != readme).collect();
    shown(data!({
        "title": &site.title,
        "sentence": sentence(input),
        "prose": prose,
        "lists": lists(input),
        "timeline": mini(input),
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
    // What Backlog and Board count: the archive stands apart there too.
    let items: Vec<&Item> = site.items.iter().filter(|item| !item.archived).collect();
    let columns: Vec<Option<Column>> = items.iter().map(|item| column(item)).collect();
    let count = |wanted: &[Column]| columns.iter().flatten().filter(|column| wanted.contains(column)).count();
    let total = items.len();
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
    if let Some(last) = items.iter().filter_map(|item| finished(item, site.today)).max().filter(|_| tells_ends(site)) {
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

/// Whether the days of completion say when work was finished: where most of it has none, the few are not the latest.
pub fn tells_ends(site: &Site) -> bool {
    let done = || site.items.iter().filter(|item| column(item) == Some(Column::Complete));
    done().filter(|item| !item.dates.completed.is_empty()).count() * 2 >= done().count()
}

/// The day each item last changed, by position. Days of git that are all the same say when the folder was imported and
/// not what changed.
fn changes(site: &Site) -> Vec<Option<Date>> {
    let git: BTreeSet<Date> = site.items.iter().filter_map(|item| Some(site.changed(item)?.0)).collect();
    let told = |item: &&Item| git.len() > 1 || !item.dates.updated.is_empty();
    let day = |item: &Item| Some(item).filter(told).and_then(|item| changed::day(site, item));
    site.items.iter().map(|item| day(item).filter(|&day| day <= site.today)).collect()
}

/// A small timeline of what is open and dated, where three items are.
fn mini(input: Input<'_>) -> Option<String> {
    const FEWEST: usize = 3;
    let planned = timeline::planned(input.site);
    let shown = planned.get(..planned.len().min(SHOWN)).filter(|shown| shown.len() >= FEWEST)?;
    timeline::mini::of_items(input, VIEW.url, shown)
}

/// The filter or order that shows the whole of a list in the backlog; empty where no filter says the same.
fn narrowed(list: &str) -> String {
    match list {
        "now" => super::query("q", "status:in-progress,review"),
        "blocked" => super::query("q", "is:blocked is:moving"),
        "ready-to-start" => super::query("q", "is:ready"),
        "recently-finished" => super::query("q", "is:done has:completed"),
        "recently-changed" => super::query("sort", "-updated"),
        _ => String::new(),
    }
}

/// The lists that have content.
fn lists(input: Input<'_>) -> Vec<Value> {
    let site = input.site;
    let items: Vec<(ItemIx, &Item)> = site.each_item().collect();
    let pick = |wanted: &dyn Fn(&Item) -> bool| -> Vec<(ItemIx, &Item)> {
        items.iter().copied().filter(|(_, item)| wanted(item)).collect()
    };
    let today = site.today;
    let mut lists = Vec::new();
    let mut list = |key: &'static str, found: Vec<(ItemIx, &Item)>, note: &dyn Fn(ItemIx, &Item) -> Value| {
        if found.is_empty() {
            return;
        }
        let total = found.len();
        let more = (total > SHOWN).then(|| input.frame.words.with("all", &input.frame.words.number(total)));
        lists.push(shown(data!({
            "key": key,
            "title": input.frame.words.get(key),
            "count": total,
            "items": found.into_iter().take(SHOWN).map(|(ix, it)| item(input, ix, it, note(ix, it))).collect::<Vec<_>>(),
            "more": more,
            "more_href": input.frame.view("backlog").map(|url| format!("{}{}", href(VIEW.url, url), narrowed(key))),
        })));
    };
    let nothing = |_: ItemIx, _: &Item| Value::Null;
    let moving = pick(&|it| open(it) && matches!(column(it), Some(Column::InProgress | Column::Review)));
    // What is late says when it was due; how quiet it is stands among the reasons below.
    let quiet = |ix: ItemIx| site.schedule.item(ix).overdue.is_none().then(|| days::silence(input, VIEW.url, ix));
    list("now", moving, &|ix, _| quiet(ix).into());
    list("at-risk", at_risk(input), &|ix, it| data!({ "reasons": days::risks(input, VIEW.url, ix, it) }));
    // What was begun and waits is blocked; what was not begun only stands behind something.
    let blocked = items.iter().copied().filter(|(ix, it)| {
        let begun = matches!(column(it), Some(Column::InProgress | Column::Review));
        open(it) && (column(it) == Some(Column::Blocked) || begun && !site.standing(*ix).blocked_by.is_empty())
    });
    list("blocked", blocked.collect(), &|ix, _| card::needs(input, VIEW.url, &site.standing(ix).blocked_by));
    let first =
        |ix: ItemIx| harvested::blockers::of_item(site, ix).next().map(|(_, one)| harvested::blockers::shown(one));
    let waiting = items.iter().copied().filter(|&(ix, it)| open(it) && first(ix).is_some());
    list("blockers", waiting.collect(), &|ix, _| first(ix).into());
    let startable = |wanted: Readiness| -> Vec<(ItemIx, &Item)> {
        items.iter().copied().filter(|(ix, _)| site.standing(*ix).readiness == wanted).collect()
    };
    let mut ready = startable(Readiness::Ready);
    ready.sort_by_key(|(_, it)| it.priority.as_ref().map_or(Priority::Low as u8 + 1, |fact| fact.value as u8));
    list("ready-to-start", ready, &nothing);
    list("ready-unknown", startable(Readiness::ButUnknown), &|ix, _| {
        let ids: Vec<&str> = site.standing(ix).unknown.iter().map(|one| one.id.as_str()).collect();
        data!(input.frame.words.with("needs-unknown", &ids.join(", ")))
    });
    let told = tells_ends(site);
    let mut done = pick(&|it| told && finished(it, today).is_some());
    done.sort_by_key(|(_, it)| std::cmp::Reverse(finished(it, today)));
    list("recently-finished", done, &|_, it| dated(input, it.dates.completed.first().map(|fact| fact.value)));
    let days = changes(site);
    let mut recent: Vec<(Date, (ItemIx, &Item))> = items
        .iter()
        .filter(|(_, it)| !it.archived && finished(it, today).is_none())
        .filter_map(|&(ix, it)| Some((days.get(ix.at()).copied().flatten()?, (ix, it))))
        .collect();
    recent.sort_by_key(|(day, _)| std::cmp::Reverse(*day));
    let recent = recent.into_iter().map(|(_, it)| it).collect();
    list("recently-changed", recent, &|_, it| changed::item(input, it));
    lists
}

/// Open items with a reason to worry, the strongest reason first: late by the most days, then those that will be, then
/// those nobody has touched.
fn at_risk<'a>(input: Input<'a>) -> Vec<(ItemIx, &'a Item)> {
    let site = input.site;
    let risky = |&(ix, item): &(ItemIx, &Item)| open(item) && !days::risks(input, VIEW.url, ix, item).is_empty();
    let mut found: Vec<(ItemIx, &Item)> = site.each_item().filter(risky).collect();
    found.sort_by_key(|(ix, _)| {
        let schedule = site.schedule.item(*ix);
        let days = |days: Option<i32>| std::cmp::Reverse(days.unwrap_or(0));
        let late = days(schedule.overdue.as_ref().map(|late| late.days));
        (late, days(schedule.slip.as_ref().map(|slip| slip.days)), *ix)
    });
    found
}

fn dated(input: Input<'_>, when: Option<When>) -> Value {
    when.map_or(Value::Null, |when| parts::date(&input.frame.words, when))
}

/// An item in a list of the overview.
fn item(input: Input<'_>, ix: ItemIx, item: &Item, note: Value) -> Value {
    let words = &input.frame.words;
    let lang = item.document.and_then(|ix| site_lang(input.site, ix)).map(str::to_owned);
    shown(data!({
        "key": super::record::key(input.site, ix),
        "title": &item.title,
        "lang": lang,
        "href": parts::item_href(VIEW.url, item),
        "id": &item.id,
        "status": parts::status(words, item.status(), item.progress),
        "priority": parts::priority(words, item.priority.as_ref()),
        "progress": parts::progress(item.progress),
        "phase": shown(card::phase_now(input.site, item)),
        "owners": item.owners.iter().collect::<Value>(),
        "target": item.dates.target.first().map(|fact| parts::date(words, fact.value)),
        "overdue": input.site.schedule.item(ix).overdue.is_some().then_some(true),
        "note": note,
    }))
}

fn site_lang(site: &Site, ix: DocIx) -> Option<&str> {
    site.documents.get(ix.at())?.document.lang.as_deref()
}
