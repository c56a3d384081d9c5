//! What was read from a document, every value with its source; and what a check is about. For `featsite explain`.

mod check;
mod columns;

pub use check::check;

use serde_json::{Map, Value, json};

use crate::base::{When, inline};
use crate::diag::Place;
use crate::diag::render::harmless;
use crate::link;
use crate::model::{
    Count, DocIx, Document, Fact, LinkedDocument, Origin, PhaseSchedule, Relation, ScheduleUnit, Site, StatusValue,
    Target,
};

/// What was read from a document.
pub struct Explained {
    /// What it is: a name and a value each.
    pub head: Vec<(&'static str, String)>,
    /// What stands in it, in tables; empty ones are left out.
    pub tables: Vec<Table>,
}

/// Rows of equal columns.
pub struct Table {
    /// What it holds.
    pub name: &'static str,
    /// The names of its columns.
    pub columns: &'static [&'static str],
    /// Its rows, each as long as the columns.
    pub rows: Vec<Vec<String>>,
}

const FACTS: &[&str] = &["field", "value", "written", "line", "read from"];

/// Explains a document.
pub fn document(site: &Site, ix: DocIx) -> Explained {
    let Some(linked) = site.documents.get(ix.at()) else { return Explained { head: Vec::new(), tables: Vec::new() } };
    let mut facts = Facts { site, linked, first: Vec::new(), overruled: Vec::new() };
    facts.read();
    let Facts { first, overruled, .. } = facts;
    let tables = [
        Table { name: "fields", columns: FACTS, rows: first },
        Table { name: "overruled", columns: FACTS, rows: overruled },
        Table { name: "boxes", columns: &["class", "done", "total"], rows: boxes(linked) },
        Table {
            name: "phases",
            columns: &["phase", "status", "boxes", "start", "end", "dates from", "line"],
            rows: phases(site, ix, linked),
        },
        Table {
            name: "relations",
            columns: &["relation", "written", "leads to", "line"],
            rows: relations(site, linked),
        },
    ];
    Explained { head: head(site, linked), tables: tables.into_iter().filter(|table| !table.rows.is_empty()).collect() }
}

impl Explained {
    /// As text, aligned for a terminal of 80 columns; the names of the tables in bold where colours are wanted.
    pub fn text(&self, colour: bool) -> String {
        let mut out = columns::pairs(&self.head);
        for table in &self.tables {
            let name = if colour { format!("\u{1b}[1m{}\u{1b}[0m", table.name) } else { table.name.to_owned() };
            out.push_str(&format!("\n{name}\n{}", columns::aligned(table.columns, &table.rows)));
        }
        out
    }

    /// As data: each table a list of objects by column.
    pub fn json(&self) -> Value {
        let key = |name: &str| name.replace(' ', "_");
        let mut out: Map<String, Value> = self.head.iter().map(|(name, value)| (key(name), json!(value))).collect();
        for table in &self.tables {
            let row = |row: &Vec<String>| {
                table.columns.iter().zip(row).map(|(name, value)| (key(name), json!(value))).collect::<Map<_, _>>()
            };
            out.insert(key(table.name), table.rows.iter().map(row).map(Value::Object).collect());
        }
        Value::Object(out)
    }
}

fn head(site: &Site, linked: &LinkedDocument) -> Vec<(&'static str, String)> {
    let path = |ix: DocIx| site.documents.get(ix.at()).map(|other| harmless(other.path()));
    let mut head = vec![
        ("path", harmless(linked.path())),
        ("page", harmless(&linked.url)),
        ("kind", format!("{}: {}", linked.kind.name(), link::because(site, linked))),
    ];
    let role = linked.role.as_deref().map(|role| format!(" ({})", harmless(role))).unwrap_or_default();
    let whole = linked.part_of.and_then(path);
    let row = linked.part_of_row.and_then(|row| site.items.get(row.at())).map(|item| harmless(&item.title));
    head.push((
        "item",
        match whole.or(row) {
            Some(whole) if linked.variant => format!("no: a translation of {whole}{role}"),
            Some(whole) => format!("no: a part of {whole}{role}"),
            None if linked.item.is_some() => "yes: it stands on the board".to_owned(),
            None => "no".to_owned(),
        },
    ));
    let parts: Vec<String> = linked.parts.iter().filter_map(|ix| path(*ix)).collect();
    if !parts.is_empty() {
        head.push(("parts", parts.join(", ")));
    }
    if linked.archived {
        head.push(("archived", "yes".to_owned()));
    }
    if linked.progress.total > 0 {
        head.push(("progress", format!("{} of {}", linked.progress.done, linked.progress.total)));
    }
    head
}

/// Gathers the facts in force and those that lost to them.
struct Facts<'a> {
    site: &'a Site,
    linked: &'a LinkedDocument,
    first: Vec<Vec<String>>,
    overruled: Vec<Vec<String>>,
}

impl Facts<'_> {
    fn read(&mut self) {
        let linked = self.linked;
        let Document { title, ids, tags, .. } = &*linked.document;
        self.fact("title", std::slice::from_ref(title), String::clone);
        let in_force = linked.id.as_slice();
        self.fact("id", in_force, String::clone);
        let others = ids.iter().filter(|id| !in_force.contains(id));
        self.overruled.extend(others.map(|id| row(self.site, linked, "id", id.value.clone(), id)));
        self.fact("status", &linked.statuses, status);
        self.fact("priority", &linked.priorities, |priority| priority.name().to_owned());
        for owner in &linked.owners {
            self.fact("owner", std::slice::from_ref(owner), String::clone);
        }
        for (name, facts) in linked.dates.named() {
            self.fact(name, facts, When::to_string);
        }
        for tag in tags {
            self.fact("tag", std::slice::from_ref(tag), String::clone);
        }
        for field in linked.document.fields.iter().filter(|field| field.known.is_none() || field.placeholder) {
            let value = if field.placeholder { "(to be filled in)".to_owned() } else { inline::plain(&field.value) };
            let line = linked.document.lines.line(field.span.start).to_string();
            let rule = field.rule.describe().to_owned();
            let written = short(&field.value);
            self.first.push(vec![short(&inline::plain(&field.key)), short(&value), written, line, rule]);
        }
    }

    /// The first of several is in force.
    fn fact<T>(&mut self, name: &str, facts: &[Fact<T>], value: impl Fn(&T) -> String) {
        for (at, fact) in facts.iter().enumerate() {
            let row = row(self.site, self.linked, name, value(&fact.value), fact);
            if at == 0 { self.first.push(row) } else { self.overruled.push(row) }
        }
    }
}

fn row<T>(site: &Site, linked: &LinkedDocument, name: &str, value: String, fact: &Fact<T>) -> Vec<String> {
    let written = short(&fact.raw);
    vec![name.to_owned(), short(&value), written, at(site, linked, &fact.place), fact.rule.describe().to_owned()]
}

fn status(value: &StatusValue) -> String {
    let percent = value.percent.map(|percent| format!(" ({percent} %)")).unwrap_or_default();
    format!("{}{percent}", value.status.name())
}

/// The line of a place, with its path where it stands in another document; empty for names of files and folders.
fn at(site: &Site, linked: &LinkedDocument, place: &Place) -> String {
    let line = site.line(place).filter(|_| !place.span.is_empty()).map(|line| line.to_string()).unwrap_or_default();
    match *place.path == *linked.document.path {
        true => line,
        false => format!("{}:{line}", harmless(&place.path)),
    }
}

/// A value on one line, not longer than is read.
fn short(text: &str) -> String {
    let text = harmless(&crate::base::text::fold_space(text));
    let cut = crate::base::text::head(&text, 160);
    if cut.len() < text.len() { format!("{cut}…") } else { text }
}

fn boxes(linked: &LinkedDocument) -> Vec<Vec<String>> {
    let row = |name: &str, done: usize, total: usize| vec![name.to_owned(), done.to_string(), total.to_string()];
    linked.classes.iter().map(|(class, tally)| row(class.name(), tally.done, tally.total)).collect()
}

fn phases(site: &Site, ix: DocIx, linked: &LinkedDocument) -> Vec<Vec<String>> {
    let phases = linked.document.phases.iter().enumerate();
    phases
        .map(|(at, phase)| {
            let schedule = site.schedule.phase(ix, at);
            let name = if phase.title.is_empty() {
                phase.number.to_string()
            } else {
                format!("{} {}", phase.number, phase.title)
            };
            let boxes = if phase.tasks.total > 0 {
                format!("{}/{}", phase.tasks.done, phase.tasks.total)
            } else {
                String::new()
            };
            vec![
                short(&name),
                phase.status.as_ref().map(|fact| status(&fact.value)).unwrap_or_default(),
                boxes,
                schedule.period.first().map(|day| day.to_string()).unwrap_or_default(),
                schedule.period.last().map(|day| day.to_string()).unwrap_or_default(),
                origin(schedule),
                linked.document.lines.line(phase.span.start).to_string(),
            ]
        })
        .collect()
}

/// How the days of a phase are known.
fn origin(schedule: &PhaseSchedule) -> String {
    let period = &schedule.period;
    match period.start.as_ref().or(period.end.as_ref()).map(|dated| &dated.origin) {
        None => String::new(),
        Some(Origin::Written(rule)) => rule.describe().to_owned(),
        Some(Origin::Anchor(kind)) => kind.name().to_owned(),
        Some(Origin::Counted(Count { unit, first, last, length, anchor })) => {
            let unit = if *unit == ScheduleUnit::Day { "day" } else { "week" };
            let what = match (length, first == last) {
                (true, _) => format!("{last} {unit}s"),
                (false, true) => format!("{unit} {first}"),
                (false, false) => format!("{unit}s {first}-{last}"),
            };
            format!("{what} from {} {}", anchor.kind.name(), anchor.day)
        }
    }
}

fn relations(site: &Site, linked: &LinkedDocument) -> Vec<Vec<String>> {
    let row = |relation: &Relation| {
        let target = match &relation.target {
            Target::Document { document, .. } => site.documents.get(document.at()).map(|other| other.path()),
            Target::Row(item) => site.items.get(item.at()).map(|item| item.title.as_str()),
            Target::Folder(path) => Some(path.as_str()),
            Target::Asset { path, .. } => Some(&**path),
            Target::External => Some("outside the site"),
            _ if relation.ambiguous => Some("(several have this id)"),
            _ => Some("(nobody has this id)"),
        };
        let target = short(target.unwrap_or_default());
        vec![relation.kind.name().to_owned(), short(&relation.id), target, at(site, linked, &relation.place)]
    };
    linked.relations.iter().map(row).collect()
}
