//! Whether a draft is read as it is meant: it is put into the folder's snapshot and read like any other document.

use std::sync::Arc;

use super::{Draft, Wish};
use crate::base::text;
use crate::build;
use crate::diag::{Diagnostic, Severity};
use crate::link::ids;
use crate::model::{Kind, LinkedDocument, Status};
use crate::source::{Snapshot, SourceFile};

/// What the title of a guide ends with.
pub(super) const GUIDE: &str = " Implementation Guide";

/// What reading a draft gave.
pub struct Proof {
    /// The snapshot with the draft in it: what findings point into.
    pub snapshot: Snapshot,
    /// What is read differently from what is meant, each in words.
    pub differs: Vec<String>,
    /// Errors and warnings that point into the draft.
    pub findings: Vec<Diagnostic>,
}

/// Reads a draft as a document of the folder.
pub fn prove(snapshot: &Snapshot, draft: &Draft, wish: &Wish<'_>) -> Proof {
    let mut snapshot = snapshot.clone();
    let file = SourceFile {
        path: Arc::from(draft.path.as_str()),
        text: Arc::from(draft.text.as_str()),
        hash: *blake3::hash(draft.text.as_bytes()).as_bytes(),
        oversized: false,
    };
    let at = snapshot.files.partition_point(|other| other.path < file.path);
    snapshot.files.insert(at, file);
    let evaluated = build::evaluate(&snapshot);
    let site = &evaluated.site;
    // A guide that says something else than its log is told at the log.
    let places = |finding: &Diagnostic| {
        finding
            .place
            .iter()
            .chain(finding.others.iter().map(|(place, _)| place))
            .any(|place| *place.path == *draft.path)
    };
    let here = |finding: &&Diagnostic| places(finding);
    let findings = evaluated.findings.iter().filter(here).filter(|finding| finding.severity != Severity::Note);
    let findings = findings.cloned().collect();
    let mut differs = Vec::new();
    if let Some(linked) = site.by_path.get(draft.path.as_str()).and_then(|ix| site.documents.get(ix.at())) {
        let mut differ = Differences(&mut differs);
        differ.of_fields(linked, draft, wish, &snapshot.today.to_string());
        let feature = wish.feature.and_then(|ix| snapshot_path(site, ix, at));
        let belongs = linked.part_of.and_then(|ix| site.documents.get(ix.at())).map(LinkedDocument::path);
        if wish.feature.is_some() && belongs != feature {
            differ.add("feature", feature.unwrap_or_default(), belongs);
        }
    }
    Proof { snapshot, differs, findings }
}

/// The path of a document by its position before the draft was put in at one.
fn snapshot_path(site: &crate::model::Site, ix: crate::model::DocIx, at: usize) -> Option<&str> {
    let now = ix.at() + usize::from(ix.at() >= at);
    site.documents.get(now).map(LinkedDocument::path)
}

/// What is read differently.
struct Differences<'a>(&'a mut Vec<String>);

impl Differences<'_> {
    fn add(&mut self, field: &str, meant: &str, read: Option<&str>) {
        let quoted = |text: &str| format!("`{}`", text::head(text, 120));
        let read = read.map_or("nothing".to_owned(), quoted);
        let meant = if meant.is_empty() { "nothing".to_owned() } else { quoted(meant) };
        self.0.push(format!("the {field} {meant} is read as {read}"));
    }

    fn of_fields(&mut self, linked: &LinkedDocument, draft: &Draft, wish: &Wish<'_>, today: &str) {
        let asks = |name: &str| draft.asked.contains(name);
        if linked.kind != wish.kind {
            self.add("kind", wish.kind.name(), Some(linked.kind.name()));
        }
        let title = linked.document.title.value.as_str();
        let shown = if wish.kind == Kind::Guide { title.strip_suffix(GUIDE).unwrap_or(title) } else { title };
        // Marks of code are shown as code.
        if ![title, shown].contains(&wish.title) && shown != wish.title.replace('`', "") {
            self.add("title", wish.title, Some(title));
        }
        let id = linked.id.as_ref().map(|fact| fact.value.as_str());
        if id.map(ids::comparable) != draft.id.as_deref().map(ids::comparable) {
            self.add("id", draft.id.as_deref().unwrap_or_default(), id);
        }
        let owners: Vec<&str> = linked.owners.iter().map(|fact| fact.value.as_str()).collect();
        let owners = owners.join(", ");
        let (owner, said) = wish.owner;
        if owners != owner && (asks("owner") || said) {
            self.add("owner", owner, Some(owners.as_str()).filter(|owners| !owners.is_empty()));
        }
        if linked.priority().is_none() && !wish.priority.is_empty() {
            self.add("priority", wish.priority, None);
        }
        let dates: Vec<String> = linked
            .dates
            .named()
            .iter()
            .flat_map(|(_, facts)| facts.first())
            .map(|fact| fact.value.to_string())
            .collect();
        if asks("date") && !dates.iter().any(|date| date == today) {
            self.add("date", today, dates.first().map(String::as_str));
        }
        if linked.status().is_none_or(|fact| fact.value.status == Status::Unrecognised) {
            let raw = linked.status().map(|fact| fact.raw.as_str());
            self.0.push(raw.map_or("no status is read".to_owned(), |raw| {
                format!("the status `{raw}` is read as no word for one")
            }));
        }
    }
}
