//! The order of work: what comes before what, at the level of items. Rule 9 of the reading rules.
//!
//! What a part needs its item needs; a part never waits for its own item. `relate` computes it once.

use super::{
    Dangling, DocIx, EdgeIx, Fact, Item, ItemIx, ItemOrDocument, Kind, LinkedDocument, Site, Status, StatusValue,
};

/// The order of work of a site.
#[derive(Clone, Debug, Default)]
pub struct Order {
    /// Where every item stands, by its position in [`Site::items`].
    pub standings: Vec<Standing>,
    /// Items that need each other, one for each knot of them, sorted by their first.
    pub cycles: Vec<Cycle>,
    /// The longest chain of open dependencies, what comes first at the front; empty where nothing open needs anything
    /// open.
    pub chain: Vec<ItemOrDocument>,
}

/// Where an item stands in the order of work.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// Everything it depends on, finished or not.
    pub needs: Vec<Need>,
    /// What it depends on that is still open; empty for an item that is itself finished or archived.
    pub blocked_by: Vec<Need>,
    /// Open items that wait for it while it is open.
    pub unblocks: Vec<Need>,
    /// Ids it depends on that nobody, or more than one, owns.
    pub unknown: Vec<Dangling>,
    /// Whether it can begin.
    pub readiness: Readiness,
}

/// One dependency of an item, seen from either of its ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Need {
    /// The other end.
    pub end: ItemOrDocument,
    /// The edges that say so, with their evidence: more than one where parts say it too.
    pub edges: Vec<EdgeIx>,
}

/// Whether an item can begin.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Readiness {
    /// It has begun, is over, is not agreed, or waits for something.
    #[default]
    No,
    /// It is planned, and everything it depends on is done.
    Ready,
    /// The same, but it also depends on ids that nobody, or more than one, owns.
    ButUnknown,
}

/// Items that need each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cycle {
    /// A shortest way round, from the first by name; each needs the next, the last needs the first.
    pub path: Vec<ItemOrDocument>,
    /// The edge from each of the path to the next.
    pub edges: Vec<EdgeIx>,
    /// Everything that is tied up in it, sorted by name: the path, and whatever else has its own way round.
    pub members: Vec<ItemOrDocument>,
}

impl ItemOrDocument {
    /// The document; `None` for a row.
    pub fn document(self) -> Option<DocIx> {
        match self {
            Self::Document(ix) => Some(ix),
            Self::Row(_) => None,
        }
    }
}

/// What an end counts for: the item a part belongs to, else itself.
pub fn whole(documents: &[LinkedDocument], end: ItemOrDocument) -> ItemOrDocument {
    let ItemOrDocument::Document(mut at) = end else { return end };
    // Parts of parts are rare and never deep; the bound keeps a circle from turning for ever.
    for _ in 0..8 {
        let Some(linked) = documents.get(at.at()) else { break };
        match (linked.part_of, linked.part_of_row) {
            (Some(above), _) => at = above,
            (None, Some(row)) => return ItemOrDocument::Row(row),
            (None, None) => break,
        }
    }
    ItemOrDocument::Document(at)
}

/// What can be said of an end, whichever it is.
impl Site {
    /// What an end counts for: the item a part belongs to, else itself.
    pub fn whole(&self, end: ItemOrDocument) -> ItemOrDocument {
        whole(&self.documents, end)
    }

    /// Its item.
    pub fn item_at(&self, end: ItemOrDocument) -> Option<ItemIx> {
        match end {
            ItemOrDocument::Document(ix) => self[ix].item,
            ItemOrDocument::Row(ix) => Some(ix),
        }
    }

    /// Where an item stands in the order of work.
    pub fn standing(&self, ix: ItemIx) -> &Standing {
        &self.order.standings[ix.at()]
    }

    /// The document it is, or the one that holds its row.
    pub fn home(&self, end: ItemOrDocument) -> Option<DocIx> {
        match end {
            ItemOrDocument::Document(ix) => Some(ix),
            ItemOrDocument::Row(ix) => self[ix].row.map(|(holder, _)| holder),
        }
    }

    /// The id in force.
    pub fn id_of(&self, end: ItemOrDocument) -> Option<&str> {
        match end {
            ItemOrDocument::Document(ix) => self[ix].id.as_ref().map(|fact| fact.value.as_str()),
            ItemOrDocument::Row(ix) => self[ix].id.as_deref(),
        }
    }

    /// The title.
    pub fn title_of(&self, end: ItemOrDocument) -> &str {
        match end {
            ItemOrDocument::Document(ix) => &self[ix].document.title.value,
            ItemOrDocument::Row(ix) => &self[ix].title,
        }
    }

    /// The kind.
    pub fn kind_of(&self, end: ItemOrDocument) -> Kind {
        match end {
            ItemOrDocument::Document(ix) => self[ix].kind,
            ItemOrDocument::Row(ix) => self[ix].kind,
        }
    }

    /// The status in force, with its place.
    pub fn status_of(&self, end: ItemOrDocument) -> Option<&Fact<StatusValue>> {
        match end {
            ItemOrDocument::Document(ix) => self[ix].status(),
            ItemOrDocument::Row(ix) => self[ix].status(),
        }
    }

    /// Edges that leave it.
    pub fn outgoing(&self, end: ItemOrDocument) -> &[EdgeIx] {
        match end {
            ItemOrDocument::Document(ix) => &self[ix].outgoing,
            ItemOrDocument::Row(ix) => &self[ix].outgoing,
        }
    }

    /// Edges that lead to it.
    pub fn incoming(&self, end: ItemOrDocument) -> &[EdgeIx] {
        match end {
            ItemOrDocument::Document(ix) => &self[ix].incoming,
            ItemOrDocument::Row(ix) => &self[ix].incoming,
        }
    }

    /// Its name in the export: a document's path; for a row the path of its tracker, `#` and the row's id.
    pub fn path_of(&self, end: ItemOrDocument) -> String {
        let path = self.home(end).map_or("", |home| self[home].path());
        match end {
            ItemOrDocument::Document(_) => path.to_owned(),
            ItemOrDocument::Row(ix) => format!("{path}#{}", self[ix].id.as_deref().unwrap_or_default()),
        }
    }

    /// What it is called in a sentence: its id, else its path.
    pub fn name_of(&self, end: ItemOrDocument) -> String {
        self.id_of(end).map_or_else(|| self.path_of(end), str::to_owned)
    }

    /// A way round as it is printed: `A → B → C → A`. Of one longer than `most` the middle is counted.
    pub fn round(&self, cycle: &Cycle, most: usize) -> String {
        let mut names: Vec<String> = cycle.path.iter().map(|end| self.name_of(*end)).collect();
        let hidden = names.len().saturating_sub(most);
        if hidden > 1 {
            names.truncate(most);
            names.push(format!("… {hidden} more …"));
        }
        names.extend(cycle.path.first().map(|end| self.name_of(*end)));
        names.join(" → ")
    }
}

/// How far something an item depends on has come.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum NeedState {
    /// Finished.
    Done,
    /// Something is known to be left to do.
    Open,
    /// Given up or replaced.
    Dropped,
    /// Work that does not say how far it is, or says it from an archive.
    Unclear,
    /// No work: a page, an index, a record of what was decided.
    NoWork,
}

impl NeedState {
    /// Of an item, by its status and whether it is archived.
    pub fn of_item(item: &Item) -> Self {
        match item.status().map_or(Status::Unset, |fact| fact.value.status) {
            Status::Done | Status::Living => Self::Done,
            Status::Cancelled | Status::Superseded => Self::Dropped,
            status if status.is_open() && !item.archived => Self::Open,
            _ => Self::Unclear,
        }
    }

    /// Of a document that is no item: only a decision that is still to be taken holds anything back.
    pub fn of_document(linked: &LinkedDocument) -> Self {
        let status = linked.status().map_or(Status::Unset, |fact| fact.value.status);
        match (linked.kind, status) {
            (Kind::Decision, Status::Draft | Status::Review) if !linked.archived => Self::Open,
            _ => Self::NoWork,
        }
    }
}
