//! A new document: the next free id, a place and a name like those of the others, the filled template, and the proof that
//! it is read as it is meant.
//!
//! Absent on purpose: disk, and where the template comes from (`theme`).

mod naming;
mod proof;
mod series;

use crate::base::{paths, slug};
use crate::formats::fill::{self, Filled, Heading};
use crate::formats::html::Error;
use crate::link::ids;
use crate::model::{DocIx, Kind, LinkedDocument, Phase, Site};

pub use proof::{Proof, prove};

/// What a new document is to say.
pub struct Wish<'a> {
    /// What it is to be: a feature, a guide or a decision.
    pub kind: Kind,
    /// Its title.
    pub title: &'a str,
    /// Its id; without it the next free one of its kind.
    pub id: Option<&'a str>,
    /// Who owns it, empty where nobody does; and whether the user said so.
    pub owner: (&'a str, bool),
    /// How urgent it is, empty where nothing is said.
    pub priority: &'a str,
    /// The feature that a guide is for.
    pub feature: Option<DocIx>,
}

/// A document that is not written yet.
pub struct Draft {
    /// Its path below the content folder.
    pub path: String,
    /// Its id, where documents like it have one.
    pub id: Option<String>,
    /// Its text.
    pub text: String,
    /// What the template asks for.
    asked: std::collections::BTreeSet<String>,
}

/// The document that owns an id, where one does.
pub fn owner(site: &Site, kind: Kind, id: &str) -> Option<DocIx> {
    series::owner(site, id, &naming::Home::of(site, kind).folder)
}

/// The words in front of `Implementation Guide` in the title of a guide: its template says these two itself.
pub fn bare_title(kind: Kind, title: &str) -> &str {
    let title = title.trim();
    let end = proof::GUIDE;
    let at = title.len().saturating_sub(end.len());
    let says = kind == Kind::Guide && title.get(at..).is_some_and(|tail| tail.eq_ignore_ascii_case(end));
    if says { title.get(..at).unwrap_or(title) } else { title }
}

/// Drafts a document from a template: its name, for messages, and its text.
pub fn draft(site: &Site, wish: &Wish<'_>, (name, template): (&str, &str)) -> Result<Draft, Error> {
    let home = naming::Home::of(site, wish.kind);
    let feature = wish.feature.and_then(|ix| site.documents.get(ix.at()));
    let id = match (wish.id, feature) {
        (Some(id), _) => Some(id.to_owned()),
        // What makes a pair of two documents wherever they lie is the id that they share; a number alone does not.
        (None, Some(feature)) => feature.id.as_ref().map(|fact| fact.value.clone()).filter(|id| !ids::is_number(id)),
        (None, None) => series::next(site, wish.kind, &home),
    };
    let path = home.path(wish.kind, id.as_deref(), wish.title);
    let called = feature.map_or("", |linked| {
        linked.id.as_ref().map_or(linked.document.title.value.as_str(), |fact| fact.value.as_str())
    });
    let link = feature.map(|linked| paths::relative_encoded(&path, linked.path())).unwrap_or_default();
    let date = site.today.to_string();
    let values = [
        ("id", id.as_deref().unwrap_or_default()),
        ("title", wish.title),
        ("date", &date),
        ("owner", wish.owner.0),
        ("priority", wish.priority),
        ("feature", called),
        ("feature_link", &link),
    ];
    let Filled { text, asked } = fill::fill(name, template, &values, &phases(feature))?;
    Ok(Draft { path, id, text, asked })
}

/// The phases of a document that has none, and of a guide whose feature has none.
const PHASES: [&str; 3] = ["Foundation", "Enhancement", "Integration"];

/// The phases of a new guide: those of its feature, so that the two agree, else the usual ones. Where the feature has days
/// for them the guide counts no weeks beside them.
fn phases(feature: Option<&LinkedDocument>) -> Vec<Heading> {
    let own = feature.map_or(&[][..], |linked| linked.document.phases.as_slice());
    let own: Vec<&Phase> =
        own.iter().filter(|phase| phase.parent.is_none() && !phase.title.trim().is_empty()).collect();
    let named: Vec<(String, &str)> = match own.as_slice() {
        [] => PHASES.iter().enumerate().map(|(at, title)| ((at + 1).to_string(), *title)).collect(),
        own => own.iter().map(|phase| (phase.number.to_string(), phase.title.trim())).collect(),
    };
    let dated = own.iter().any(|phase| phase.start.is_some() || phase.end.is_some() || phase.weeks.is_some());
    let heading = |(at, (number, title)): (usize, (String, &str))| {
        let weeks = if dated { String::new() } else { format!(" (Week {}-{})", at * 2 + 1, at * 2 + 2) };
        let text = format!("Phase {number}: {title}{weeks}");
        Heading { anchor: slug::anchor(&text), text }
    };
    named.into_iter().enumerate().map(heading).collect()
}
