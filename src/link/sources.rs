//! What a document's surroundings say of it: rows of trackers, names of folders. Rules 1.6 to 1.8 of the reading rules.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::base::{Span, paths};
use crate::diag::Place;
use crate::model::{
    Column, Dates, DocIx, Document, Fact, Key, Kind, LinkedDocument, Priority, Rule, Status, StatusValue, TrackerRow,
};

use super::names;

/// A row that speaks for a document.
#[derive(Clone, Copy, Debug)]
pub struct Speaking<'a> {
    /// The path of the document that holds it.
    pub path: &'a Arc<str>,
    /// The row.
    pub row: &'a TrackerRow,
}

impl<'a> Speaking<'a> {
    /// A row with the path of its document.
    pub fn of(documents: &'a [Arc<Document>], holder: DocIx, row: &'a TrackerRow) -> Option<Self> {
        Some(Self { path: &documents.get(holder.at())?.path, row })
    }
}

/// The folders that say a state. A folder that holds other such folders is their container (`backlog/completed`,
/// `backlog/drafts`) and says nothing itself.
pub struct StateFolders(BTreeMap<String, Status>);

impl StateFolders {
    /// From every folder of the content.
    pub fn new<'a>(folders: impl Iterator<Item = &'a String>) -> Self {
        let mut found: BTreeMap<String, Status> = BTreeMap::new();
        for path in folders {
            let name = paths::file_name(path);
            let open_spec = names::is_archive(name) && paths::file_name(paths::parent(path)) == "changes";
            if let Some(status) = names::folder_status(name).or(open_spec.then_some(Status::Done)) {
                found.insert(path.clone(), status);
            }
        }
        let containers: Vec<String> = found
            .keys()
            .flat_map(|path| paths::ancestors(path))
            .filter(|above| found.contains_key(*above))
            .map(str::to_owned)
            .collect();
        for path in containers {
            found.remove(&path);
        }
        Self(found)
    }

    /// The state the nearest folder says, with that folder. A README or index of the folder itself describes the
    /// folder and is in no state.
    pub fn find(&self, path: &str) -> Option<(&str, Status)> {
        let own = paths::parent(path);
        paths::ancestors(path).find_map(|folder| {
            let (folder, status) = self.0.get_key_value(folder)?;
            (folder != own || !super::urls::is_main(path)).then_some((folder.as_str(), *status))
        })
    }
}

/// The facts in force of one document.
#[derive(Clone, Debug, Default)]
pub struct InForce {
    /// Statuses, the one in force first.
    pub statuses: Vec<Fact<StatusValue>>,
    /// Priorities, the one in force first.
    pub priorities: Vec<Fact<Priority>>,
    /// Dates.
    pub dates: Dates,
    /// Whether it is put away.
    pub archived: bool,
}

/// Joins what a document says of itself with what its surroundings say of it.
pub fn in_force(document: &Document, kind: Kind, rows: &[Speaking<'_>], states: &StateFolders) -> InForce {
    let mut out = own(document);
    for speaking in rows {
        add_row(&mut out, speaking);
    }
    settle(out, document, kind, states)
}

/// The same of a document that was changed, with what other documents said of it before.
pub fn in_force_again(document: &Document, linked: &LinkedDocument, states: &StateFolders) -> InForce {
    fn others<T: Clone>(to: &mut Vec<Fact<T>>, from: &[Fact<T>], path: &str) {
        to.extend(from.iter().filter(|fact| *fact.place.path != *path).cloned());
    }
    let mut out = own(document);
    let path = &document.path;
    others(&mut out.statuses, &linked.statuses, path);
    others(&mut out.priorities, &linked.priorities, path);
    let (to, from) = (&mut out.dates, &linked.dates);
    others(&mut to.start, &from.start, path);
    others(&mut to.target, &from.target, path);
    others(&mut to.completed, &from.completed, path);
    others(&mut to.created, &from.created, path);
    others(&mut to.updated, &from.updated, path);
    settle(out, document, linked.kind, states)
}

/// What a document says of itself.
fn own(document: &Document) -> InForce {
    InForce {
        statuses: document.statuses.clone(),
        priorities: document.priorities.clone(),
        dates: document.dates.clone(),
        archived: lies_in_archive(&document.path),
    }
}

/// Adds what the folders say, and puts what is in force first.
fn settle(mut out: InForce, document: &Document, kind: Kind, states: &StateFolders) -> InForce {
    let works = !matches!(kind, Kind::Index | Kind::Template | Kind::Decision);
    let folder = states.find(&document.path).filter(|_| works);
    if let Some((folder, status)) = folder {
        let value = StatusValue { status, percent: None };
        out.statuses.push(folder_fact(document, folder, value));
    }
    if works {
        let priority = paths::ancestors(&document.path)
            .find_map(|folder| Some((folder, names::folder_priority(paths::file_name(folder))?)));
        if let Some((folder, priority)) = priority {
            out.priorities.push(folder_fact(document, folder, priority));
        }
    }
    if let Some(completed) = out.dates.completed.first().filter(|_| out.statuses.is_empty()) {
        let value = StatusValue { status: Status::Done, percent: None };
        out.statuses.push(Fact { rule: Rule::CompletionDate, ..completed.with(value) });
    }
    out.statuses.sort_by_key(|fact| fact.rule);
    out.priorities.sort_by_key(|fact| fact.rule);
    prefer(&mut out, folder.map(|(_, status)| status));
    out
}

/// The two exceptions to *the strongest present wins*.
fn prefer(out: &mut InForce, folder: Option<Status>) {
    // *Archived* says where a document lies: the next source counts, and superseded only if there is none.
    if let Some(at) = out.statuses.iter().position(|fact| !says_archived(fact)) {
        out.archived |= out.statuses.iter().any(says_archived);
        out.statuses.rotate_left(at);
    } else {
        out.archived |= !out.statuses.is_empty();
    }
    // Moving the file into `completed/` was the later act than writing *not started*.
    let first = out.statuses.first().map(|fact| fact.value.status);
    let not_started = first.and_then(Status::column) == Some(Column::NotStarted);
    if folder == Some(Status::Done)
        && not_started
        && let Some(at) = out.statuses.iter().position(|fact| fact.rule == Rule::Folder)
    {
        let fact = out.statuses.remove(at);
        out.statuses.insert(0, fact);
    }
}

fn says_archived(fact: &Fact<StatusValue>) -> bool {
    let raw = names::words(&fact.raw);
    fact.value.status == Status::Superseded && raw.first().is_some_and(|word| word == "archived")
}

/// Whether a folder of the path is an archive that says nothing of the state.
fn lies_in_archive(path: &str) -> bool {
    paths::ancestors(path).any(|folder| {
        names::is_archive(paths::file_name(folder)) && paths::file_name(paths::parent(folder)) != "changes"
    })
}

fn folder_fact<T>(document: &Document, folder: &str, value: T) -> Fact<T> {
    let place = Place { path: Arc::clone(&document.path), span: Span::default() };
    Fact { value, raw: format!("{}/", paths::file_name(folder)), place, rule: Rule::Folder }
}

/// Adds what a row says.
fn add_row(out: &mut InForce, speaking: &Speaking<'_>) {
    let fact = |raw: &str, span: Span| (raw.to_owned(), Place { path: Arc::clone(speaking.path), span });
    if let Some((value, raw, span)) = &speaking.row.status {
        let (raw, place) = fact(raw, *span);
        out.statuses.push(Fact { value: *value, raw, place, rule: Rule::Tracker });
    }
    if let Some((value, raw, span)) = &speaking.row.priority {
        let (raw, place) = fact(raw, *span);
        out.priorities.push(Fact { value: *value, raw, place, rule: Rule::Tracker });
    }
    for (key, value, raw, span) in &speaking.row.dates {
        let list = match key {
            Key::Start => &mut out.dates.start,
            Key::Target => &mut out.dates.target,
            Key::Completed => &mut out.dates.completed,
            Key::Created => &mut out.dates.created,
            Key::Updated => &mut out.dates.updated,
            _ => continue,
        };
        let (raw, place) = fact(raw, *span);
        list.push(Fact { value: *value, raw, place, rule: Rule::Tracker });
    }
}

/// The facts of a row that is an item of its own.
pub fn of_row(speaking: &Speaking<'_>) -> InForce {
    let mut out = InForce { archived: lies_in_archive(speaking.path), ..InForce::default() };
    add_row(&mut out, speaking);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_state_folder_speaks_and_containers_do_not() {
        let folders: Vec<String> = [
            "",
            "backlog",
            "backlog/completed",
            "backlog/docs",
            "backlog/archive",
            "done",
            "done/login",
            "changes",
            "changes/archive",
            "changes/archive/x",
        ]
        .map(str::to_owned)
        .to_vec();
        let states = StateFolders::new(folders.iter());
        for (path, status) in [
            ("backlog/completed/x.md", Some(Status::Done)),
            ("backlog/docs/x.md", None),
            ("backlog/archive/x.md", None),
            ("done/login/plan.md", Some(Status::Done)),
            ("done/README.md", None),
            ("done/login/README.md", Some(Status::Done)),
            ("changes/archive/x/proposal.md", Some(Status::Done)),
            ("x.md", None),
        ] {
            assert_eq!(states.find(path).map(|(_, status)| status), status, "{path}");
        }
        assert!(lies_in_archive("a/Archive/x.md"));
        assert!(!lies_in_archive("changes/archive/x/y.md"));
    }
}
