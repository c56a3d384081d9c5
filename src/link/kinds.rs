//! What each document is: the kinds of rule 11 of the reading rules, first match wins.

use globset::{GlobBuilder, GlobMatcher};

use crate::config::Config;
use crate::model::{Document, Kind, LinkedDocument, Rule, Site, Status};

use super::names;

/// The globs of the configuration, ready to match.
pub struct Globs(Vec<(GlobMatcher, Kind)>);

impl Globs {
    /// In the order of the configuration. A glob that does not parse matches nothing; the configuration reports it.
    pub fn new(config: &Config) -> Self {
        let compile = |glob: &str| GlobBuilder::new(glob).literal_separator(true).build().ok();
        Self(config.kinds.iter().filter_map(|(glob, kind)| Some((compile(glob)?.compile_matcher(), *kind))).collect())
    }

    fn find(&self, path: &str) -> Option<Kind> {
        self.0.iter().find(|(glob, _)| glob.is_match(path)).map(|(_, kind)| *kind)
    }
}

/// What other documents and folders say of a document.
#[derive(Clone, Copy, Debug, Default)]
pub struct Surroundings {
    /// The status it says itself, else the one a tracker's row says.
    pub status: Option<Status>,
    /// Whether a row of a tracker speaks for it.
    pub in_tracker: bool,
    /// Whether it is the main file of a feature folder.
    pub main: bool,
    /// Whether it lies in a folder whose name is a state.
    pub in_state_folder: bool,
}

/// The kind as far as the document and its path alone tell: everything but features.
pub fn own(document: &Document, globs: &Globs, main: bool) -> Option<Kind> {
    own_because(document, globs, main).map(|(kind, _)| kind)
}

/// The same with the reason.
fn own_because(document: &Document, globs: &Globs, main: bool) -> Option<(Kind, &'static str)> {
    let path = &document.path;
    let shape = &document.shape;
    if let Some(kind) = globs.find(path) {
        return Some((kind, "`kinds` in featsite.yaml says so"));
    }
    if names::says_template(path) || (shape.says_template && shape.placeholders * 4 >= shape.slots.max(1)) {
        return Some((Kind::Template, "its name says template"));
    }
    if shape.slots >= 3 && shape.placeholders * 2 > shape.slots {
        return Some((Kind::Template, "most of its fields and headings are to be filled in"));
    }
    // A feature may well list its parts or its criteria; it stays the feature.
    let works = shape.header_status || shape.feature_header;
    let says_tracker = names::says_tracker(path) && !main;
    if (says_tracker || !works) && is_index(document) {
        return Some((Kind::Index, "a list of links or of items is most of it"));
    }
    if names::in_decisions(path) {
        return Some((Kind::Decision, "it lies in a folder of decisions"));
    }
    if shape.decision {
        return Some((Kind::Decision, "it has the sections of a decision: context, decision, consequences"));
    }
    if shape.says_guide {
        return Some((Kind::Guide, "its title or file name says guide or plan"));
    }
    if is_plan_id(document) {
        return Some((Kind::Guide, "its id is one of a series of plans"));
    }
    let has_weeks = document.phases.iter().any(|phase| phase.weeks.is_some());
    let planned = has_weeks && !shape.feature_header && !shape.header_status;
    planned.then_some((Kind::Guide, "it has phases with weeks and no header of a feature"))
}

/// Why a document is what it is, in words.
pub fn because(site: &Site, linked: &LinkedDocument) -> &'static str {
    let document = &linked.document;
    let main = !linked.parts.is_empty();
    if let Some((_, why)) =
        own_because(document, &Globs::new(&site.config), main).filter(|(kind, _)| *kind == linked.kind)
    {
        return why;
    }
    let says = |rule: Rule| linked.statuses.iter().any(|fact| fact.rule == rule);
    match linked.kind {
        Kind::Feature if document.shape.header_status => "its header says a status",
        Kind::Feature if linked.id.is_some() => "it has an id",
        Kind::Feature if says(Rule::Tracker) => "a row of a tracker speaks for it",
        Kind::Feature if says(Rule::Folder) => "its folder is named after a status",
        Kind::Feature => "it is the main file of its folder, or a row of a tracker speaks for it",
        _ => "nothing in it, its name or its folder says anything else",
    }
}

/// Whether the id is one of a series of plans: `PLAN-001`, `GUIDE-7`.
fn is_plan_id(document: &Document) -> bool {
    let series = document.ids.first().and_then(|fact| super::ids::series_prefix(&fact.value));
    series.is_some_and(|prefix| {
        let word = prefix.trim_end_matches(['-', '_', ' ']);
        word.eq_ignore_ascii_case("plan") || word.eq_ignore_ascii_case("guide")
    })
}

/// Whether a tracker table or a list of links to items is most of it.
fn is_index(document: &Document) -> bool {
    let shape = &document.shape;
    // Rows with a number alone may be anything: criteria, tests, steps.
    let tracks = |row: &&crate::model::TrackerRow| {
        row.links.is_empty() && row.id.as_deref().is_some_and(|id| !super::ids::is_number(id))
    };
    let unlinked_rows: usize = document.trackers.iter().flat_map(|tracker| &tracker.rows).filter(tracks).count();
    let listed = shape.link_lines + unlinked_rows;
    // A file that is called an index or a backlog is one however much it explains.
    let of_ten = if names::is_tracker(&document.path) {
        0
    } else if names::says_tracker(&document.path) {
        3
    } else {
        5
    };
    listed >= 3 && listed * 10 >= shape.text_lines * of_ten
}

/// Whether a document is a feature: an id, a header status, a row in a tracker, or the main file of a feature folder.
pub fn is_feature(document: &Document, id: Option<&str>, around: Surroundings) -> bool {
    let shape = &document.shape;
    // A living document is not work, whoever says so.
    if around.status == Some(Status::Living) && !around.main {
        return false;
    }
    // The number of a chapter in a manual is no feature id: a number alone needs a sign of work beside it.
    let works = shape.feature_header || !document.tasks.is_empty() || !document.phases.is_empty();
    let has_id = id.is_some_and(|id| !super::ids::is_number(id) || works);
    has_id || shape.header_status || around.in_tracker || around.main || around.in_state_folder
}
