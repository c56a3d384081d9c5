//! The site: what follows from all documents together. Immutable once `link` has made it.
//!
//! Long because it is one noun and its parts, each field with its meaning.

use std::collections::BTreeMap;
use std::ops::Index;
use std::sync::Arc;

use super::{
    Dates, Document, Fact, History, Kind, NamedFile, Order, Pair, Priority, ReferenceKind, RelationKind, Repository,
    Rule, SectionClass, StatusValue, Tally,
};
use crate::base::Span;
use crate::base::dates::Date;
use crate::config::Config;
use crate::diag::{Diagnostic, Place};

/// A document's position in [`Site::documents`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct DocIx(pub u32);

/// An item's position in [`Site::items`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct ItemIx(pub u32);

/// An edge's position in [`Site::edges`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct EdgeIx(pub u32);

/// The site.
#[derive(Clone, Debug)]
pub struct Site {
    /// The title shown in the shell.
    pub title: String,
    /// The configuration.
    pub config: Arc<Config>,
    /// Today's date.
    pub today: Date,
    /// The content folder's name as the user wrote it.
    pub folder: String,
    /// The repository the content folder lies in.
    pub repository: Option<Repository>,
    /// Every document, sorted by path.
    pub documents: Vec<LinkedDocument>,
    /// Every item in the default order of the backlog.
    pub items: Vec<Item>,
    /// Every edge, sorted by source, kind, target.
    pub edges: Vec<Edge>,
    /// What comes before what among the items.
    pub order: Order,
    /// When items and phases begin and end, and what follows from today.
    pub schedule: super::Schedule,
    /// Every guide with the log it is for, by guide and log.
    pub pairs: Vec<Pair>,
    /// Every file that documents say they make or change, by path.
    pub files: Vec<NamedFile>,
    /// Every folder that holds a document, the root (an empty path) first.
    pub folders: BTreeMap<String, Folder>,
    /// Documents by path.
    pub by_path: BTreeMap<Arc<str>, DocIx>,
    /// Documents and rows by id in its comparable form (see `link::ids::comparable`).
    pub by_id: BTreeMap<String, Vec<ItemOrDocument>>,
    /// Other files that documents link to and that are copied, sorted.
    pub assets: Vec<Arc<str>>,
    /// Addresses of the copied files, by path.
    pub asset_urls: BTreeMap<Arc<str>, String>,
    /// Width and height of the copied files that are pictures, by path.
    pub pictures: BTreeMap<Arc<str>, (u32, u32)>,
    /// Every address of the output and what claimed it.
    pub claims: BTreeMap<String, Claim>,
    /// What reading, interpreting and linking found, sorted by place.
    pub diagnostics: Vec<Diagnostic>,
    /// How many files and folders were left out.
    pub left_out: usize,
}

impl Index<DocIx> for Site {
    type Output = LinkedDocument;
    fn index(&self, ix: DocIx) -> &LinkedDocument {
        &self.documents[ix.0 as usize]
    }
}

impl Index<ItemIx> for Site {
    type Output = Item;
    fn index(&self, ix: ItemIx) -> &Item {
        &self.items[ix.0 as usize]
    }
}

impl Index<EdgeIx> for Site {
    type Output = Edge;
    fn index(&self, ix: EdgeIx) -> &Edge {
        &self.edges[ix.0 as usize]
    }
}

impl Site {
    /// Every document with its position.
    pub fn each(&self) -> impl Iterator<Item = (DocIx, &LinkedDocument)> {
        self.documents.iter().enumerate().map(|(at, document)| (DocIx(at as u32), document))
    }

    /// Every item with its position.
    pub fn each_item(&self) -> impl Iterator<Item = (ItemIx, &Item)> {
        self.items.iter().enumerate().map(|(at, item)| (ItemIx(at as u32), item))
    }

    /// Whether the file of a document can be seen at the host of its repository. One that was never committed is not
    /// there.
    pub fn is_at_host(&self, linked: &LinkedDocument) -> bool {
        let known = self.repository.as_ref().filter(|repository| repository.forge.is_some());
        known.is_some_and(|repository| !repository.untracked.contains(linked.path()))
    }

    /// The sentence or field around a place, as plain text.
    pub fn around(&self, place: &Place) -> String {
        let linked = self.by_path.get(&place.path).and_then(|ix| self.documents.get(ix.at()));
        linked.map_or_else(String::new, |linked| around(&linked.text, place.span, &linked.document.lines))
    }

    /// The line a place begins in, counted from 1.
    pub fn line(&self, place: &Place) -> Option<u32> {
        let ix = self.by_path.get(&place.path)?;
        Some(self[*ix].document.lines.line(place.span.start))
    }
}

/// What owns an id, and what stands at an end of an edge.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum ItemOrDocument {
    /// A document.
    Document(DocIx),
    /// A row of a tracker that has no document.
    Row(ItemIx),
}

/// A document with what the other documents say of it.
#[derive(Clone, Debug)]
pub struct LinkedDocument {
    /// What stands in the file.
    pub document: Arc<Document>,
    /// The file's text, shared with the snapshot.
    pub text: Arc<str>,
    /// What git knows of its past; `None` without git, and for a file that was never committed.
    pub history: Option<History>,
    /// The address of its page, relative to the root, not encoded.
    pub url: String,
    /// What it is.
    pub kind: Kind,
    /// The id in force.
    pub id: Option<Fact<String>>,
    /// Every source of the status, strongest first, trackers and folders included: the first one is in force.
    pub statuses: Vec<Fact<StatusValue>>,
    /// Every source of the priority, the one in force first.
    pub priorities: Vec<Fact<Priority>>,
    /// The owners in force.
    pub owners: Vec<Fact<String>>,
    /// The dates, trackers included; the first of each list is in force.
    pub dates: Dates,
    /// Whether it lies in an archive folder or says so.
    pub archived: bool,
    /// The item this document stands for.
    pub item: Option<ItemIx>,
    /// The document whose item this one is a part of.
    pub part_of: Option<DocIx>,
    /// The item this one is a part of where that item is a tracker's row.
    pub part_of_row: Option<ItemIx>,
    /// Whether it is the same document in another language as the one it is a part of: it lends no tasks.
    pub variant: bool,
    /// What the part is: `Plan`, `Tasks`, `Contracts / wizard-api`.
    pub role: Option<String>,
    /// Its parts, sorted by path.
    pub parts: Vec<DocIx>,
    /// All tasks but the cancelled.
    pub tasks: Tally,
    /// Tasks without follow-ups.
    pub progress: Tally,
    /// Progress by section class.
    pub classes: BTreeMap<SectionClass, Tally>,
    /// References and mentions with what they resolve to, sorted by place.
    pub links: Vec<Link>,
    /// Relations as written, and those a tracker supplies, with what they resolve to.
    pub relations: Vec<Relation>,
    /// Rows of trackers that are items of their own, with the anchor each has on this document's page; sorted.
    pub rows: Vec<(Span, String)>,
    /// Edges that leave it.
    pub outgoing: Vec<EdgeIx>,
    /// Edges that lead to it.
    pub incoming: Vec<EdgeIx>,
    /// Ids named in a relation that no document owns.
    pub dangling: Vec<Dangling>,
}

impl LinkedDocument {
    /// The status in force; `None` where it is unset.
    pub fn status(&self) -> Option<&Fact<StatusValue>> {
        self.statuses.first()
    }

    /// The priority in force.
    pub fn priority(&self) -> Option<&Fact<Priority>> {
        self.priorities.first()
    }

    /// The path below the content folder.
    pub fn path(&self) -> &str {
        &self.document.path
    }
}

/// A relation that names an id nobody owns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dangling {
    /// The kind of the relation.
    pub kind: RelationKind,
    /// The id as written.
    pub id: String,
    /// Where.
    pub place: Place,
}

/// A relation and what it resolves to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Relation {
    /// Its kind, in the direction it was written.
    pub kind: RelationKind,
    /// The id or path as written; a bare number with the prefix of its series.
    pub id: String,
    /// What it leads to; `Broken` where nobody or more than one owns the id.
    pub target: Target,
    /// Whether more than one document owns the id.
    pub ambiguous: bool,
    /// Where it is written.
    pub place: Place,
    /// The rule that read it.
    pub rule: Rule,
}

/// A reference and what it resolves to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// Its form; `None` for a bare id in the text.
    pub kind: Option<ReferenceKind>,
    /// Its bytes, as the Markdown parser gives them.
    pub span: Span,
    /// What it resolves to.
    pub target: Target,
    /// Whether it leads elsewhere than written: to the one file of that name, or to a path in another case.
    pub moved: bool,
    /// The anchor that the document it leads to does not have.
    pub missing_anchor: Option<Box<MissingAnchor>>,
}

impl Link {
    /// One that leads where it is written.
    pub fn new(kind: Option<ReferenceKind>, span: Span, target: Target) -> Self {
        Self { kind, span, target, moved: false, missing_anchor: None }
    }
}

/// An anchor that leads nowhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MissingAnchor {
    /// The anchor as written, without `#`.
    pub written: String,
    /// The anchor of the heading that is most likely meant.
    pub suggestion: Option<String>,
}

/// What a reference resolves to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// A document, with an anchor.
    Document {
        /// Which.
        document: DocIx,
        /// The anchor as it stands in the target document, without `#`.
        anchor: Option<String>,
    },
    /// A row of a tracker: an item without a document.
    Row(ItemIx),
    /// A folder's page.
    Folder(String),
    /// A file that is copied, with a fragment.
    Asset {
        /// Its path.
        path: Arc<str>,
        /// What stands behind `#`.
        anchor: Option<String>,
    },
    /// An address outside the site.
    External,
    /// A file outside the content folder: its path as seen from the content root, `..` at its head.
    Outside(String),
    /// Nothing.
    Broken,
}

/// Something that stands on the board.
#[derive(Clone, Debug)]
pub struct Item {
    /// The document, or `None` for a tracker row without one.
    pub document: Option<DocIx>,
    /// The tracker row, where the item is only a row: the document that holds it and the row's bytes.
    pub row: Option<(DocIx, Span)>,
    /// Address of its page, with the row's anchor where it is a row.
    pub url: String,
    /// The kind.
    pub kind: Kind,
    /// The id.
    pub id: Option<String>,
    /// The title.
    pub title: String,
    /// Every source of the status, the one in force first.
    pub statuses: Vec<Fact<StatusValue>>,
    /// The priority in force.
    pub priority: Option<Fact<Priority>>,
    /// Names of the owners.
    pub owners: Vec<String>,
    /// Tags.
    pub tags: Vec<String>,
    /// The dates; the first of each list is in force.
    pub dates: Dates,
    /// Tasks of the document and its parts.
    pub tasks: Tally,
    /// Tasks without follow-ups.
    pub progress: Tally,
    /// Its parts, sorted by path.
    pub parts: Vec<DocIx>,
    /// The document whose phases are the item's: its own, else its plan.
    pub phases_of: Option<DocIx>,
    /// Whether it is archived.
    pub archived: bool,
    /// Of a tracker row without a document: the relations its cells name. Those of a document stand with the document.
    pub relations: Vec<Relation>,
    /// Of a tracker row without a document: edges that leave it.
    pub outgoing: Vec<EdgeIx>,
    /// Of a tracker row without a document: edges that lead to it.
    pub incoming: Vec<EdgeIx>,
}

impl Item {
    /// The status in force; `None` where it is unset.
    pub fn status(&self) -> Option<&Fact<StatusValue>> {
        self.statuses.first()
    }
}

/// A typed relation between two documents, or tracker rows that have no document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edge {
    /// From.
    pub source: ItemOrDocument,
    /// To.
    pub target: ItemOrDocument,
    /// `DependsOn`, `Parent`, `Supersedes`, `GuideFor` or `LinksTo`: reverse kinds are turned round.
    pub kind: RelationKind,
    /// Where it is written: at least one place.
    pub evidence: Vec<Place>,
}

/// A folder of the content.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Folder {
    /// Path below the content folder, empty for the root.
    pub path: String,
    /// Address of its page.
    pub url: String,
    /// Its README or index.
    pub main: Option<DocIx>,
    /// Documents directly in it, by path.
    pub documents: Vec<DocIx>,
    /// Folders directly in it, by path.
    pub folders: Vec<String>,
    /// Documents in it and below.
    pub total: usize,
}

/// What wants an address of the output.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Claim {
    /// A document's page.
    Document(DocIx),
    /// A folder's page.
    Folder(String),
    /// A view's page, by the view's name.
    View(String),
    /// A copied file.
    Asset(Arc<str>),
}

impl From<DocIx> for usize {
    fn from(ix: DocIx) -> Self {
        ix.0 as usize
    }
}

impl DocIx {
    /// The position as a `usize`.
    pub fn at(self) -> usize {
        self.0 as usize
    }
}

impl ItemIx {
    /// The position as a `usize`.
    pub fn at(self) -> usize {
        self.0 as usize
    }
}

/// The line around a place, as plain text: used as evidence. Of a long line only what is near the place is kept.
fn around(text: &str, span: Span, lines: &crate::base::LineIndex) -> String {
    /// How many bytes are kept on either side.
    const NEAR: usize = 160;
    let line = lines.span(lines.line(span.start));
    let mut start = (line.start as usize).max((span.start as usize).saturating_sub(NEAR));
    let mut end = (line.end as usize).min((span.end as usize).min(span.start as usize + NEAR).saturating_add(NEAR));
    while start > 0 && !text.is_char_boundary(start) {
        start -= 1;
    }
    while end < text.len() && !text.is_char_boundary(end) {
        end += 1;
    }
    let kept = crate::base::text::fold_space(Span::new(start, end).of(text));
    let before = if start > line.start as usize { "… " } else { "" };
    let after = if end < line.end as usize { " …" } else { "" };
    format!("{before}{kept}{after}")
}
