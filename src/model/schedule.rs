//! The schedule: when items and phases begin and end, how each day is known, and what follows from today.

use super::{Item, Phase, Rule, ScheduleUnit, Site};
use crate::base::When;
use crate::base::dates::Date;
use crate::diag::Place;
use crate::model::{DocIx, ItemIx};

/// The schedule of a site; both lists run beside those of the [`Site`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Schedule {
    /// By document.
    pub documents: Vec<DocumentSchedule>,
    /// By item.
    pub items: Vec<ItemSchedule>,
}

/// The days of one document's phases.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DocumentSchedule {
    /// What its weeks and days are counted from.
    pub anchor: Option<Anchor>,
    /// By phase, beside the document's list.
    pub phases: Vec<PhaseSchedule>,
}

/// The days of a phase.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PhaseSchedule {
    /// First and last day.
    pub period: Period,
    /// First and last day of every `Day 1-2` and `Week 3` heading inside it, beside the phase's own list.
    pub entries: Vec<Option<(Date, Date)>>,
}

/// A first and a last day, each where it is known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Period {
    /// The first day.
    pub start: Option<Dated>,
    /// The last day.
    pub end: Option<Dated>,
}

impl Period {
    /// Whether any day is known.
    pub fn is_dated(&self) -> bool {
        self.start.is_some() || self.end.is_some()
    }

    /// Whether any day is counted and not written.
    pub fn is_counted(&self) -> bool {
        [&self.start, &self.end].into_iter().flatten().any(|dated| matches!(dated.origin, Origin::Counted(_)))
    }

    /// The first day.
    pub fn first(&self) -> Option<Date> {
        self.start.as_ref().map(|start| start.when.first_day())
    }

    /// The last day.
    pub fn last(&self) -> Option<Date> {
        self.end.as_ref().map(|end| end.when.last_day())
    }
}

/// A day and how it is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dated {
    /// As precise as it was written; of a start the first day counts, of an end the last.
    pub when: When,
    /// How it is known.
    pub origin: Origin,
    /// Where it stands: the date itself, or for a counted day the heading with its weeks.
    pub place: Place,
    /// The phase whose day it is, where an item takes its own from its phases.
    pub phase: Option<usize>,
}

/// How a day is known, strongest first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// It is written, and this rule read it.
    Written(Rule),
    /// Counted in working days.
    Counted(Count),
    /// The item says nothing itself: work began with this.
    Anchor(AnchorKind),
}

/// What was counted from where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Count {
    /// Days or weeks.
    pub unit: ScheduleUnit,
    /// First, as the author counts.
    pub first: u32,
    /// Last, as the author counts.
    pub last: u32,
    /// Whether it is a length (`3 days`) and no numbers.
    pub length: bool,
    /// From where.
    pub anchor: Anchor,
}

/// A day that others are counted from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Anchor {
    /// What it is.
    pub kind: AnchorKind,
    /// The day.
    pub day: Date,
    /// Where it stands; for a log's start in the log.
    pub place: Place,
}

/// What an anchor is, strongest first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum AnchorKind {
    /// The document's own start.
    Start,
    /// The written start of the phase with the first number.
    Phase,
    /// The start of the log a guide belongs to, or of the item a part belongs to.
    LogStart,
    /// The first entry of the progress log.
    FirstEntry,
}

impl AnchorKind {
    /// The name in export and words.
    pub fn name(self) -> &'static str {
        match self {
            Self::Start => "start",
            Self::Phase => "phase",
            Self::LogStart => "log-start",
            Self::FirstEntry => "first-entry",
        }
    }
}

/// The days of an item and what follows from today.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ItemSchedule {
    /// Its own days, else those of its phases.
    pub period: Period,
    /// Days its written target lies behind today, where it is open.
    pub overdue: Option<Lapse>,
    /// How far the plan, or the end, lies behind the written target.
    pub slip: Option<Slip>,
    /// Days since anything was written about it, where it is being worked on.
    pub quiet: Option<Lapse>,
    /// Days it has waited in review.
    pub review: Option<Lapse>,
}

/// A number of days up to today.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lapse {
    /// How many; 0 and more.
    pub days: i32,
    /// The day they are counted from.
    pub since: Date,
    /// What happened on it.
    pub sign: Sign,
    /// Where it says so; `None` where it comes from the history of the files.
    pub place: Option<Place>,
}

/// What a document says last, or what was due.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Sign {
    /// The item was to be finished.
    Target,
    /// Work began.
    Start,
    /// The document was written.
    Created,
    /// The file was last changed.
    Changed,
    /// A phase ended.
    Phase,
    /// The document says that it was changed.
    Updated,
    /// An entry of the progress log.
    Entry,
}

impl Sign {
    /// The name in export and words.
    pub fn name(self) -> &'static str {
        match self {
            Self::Target => "target",
            Self::Start => "start",
            Self::Created => "created",
            Self::Changed => "changed",
            Self::Phase => "phase",
            Self::Updated => "updated",
            Self::Entry => "entry",
        }
    }
}

/// How far something lies behind a target.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slip {
    /// Days behind the target; negative before it.
    pub days: i32,
    /// The day that is compared with the target: the end of the last phase, or the completion.
    pub day: Date,
    /// Whether the item is finished.
    pub finished: bool,
    /// Where that day stands.
    pub place: Place,
    /// Where the target stands.
    pub target: Place,
}

static NO_ITEM: ItemSchedule =
    ItemSchedule { period: Period { start: None, end: None }, overdue: None, slip: None, quiet: None, review: None };
static NO_PHASE: PhaseSchedule = PhaseSchedule { period: Period { start: None, end: None }, entries: Vec::new() };

impl Schedule {
    /// The schedule of an item.
    pub fn item(&self, ix: ItemIx) -> &ItemSchedule {
        self.items.get(ix.at()).unwrap_or(&NO_ITEM)
    }

    /// The schedule of a phase, by its position in the document's list.
    pub fn phase(&self, document: DocIx, at: usize) -> &PhaseSchedule {
        self.documents.get(document.at()).and_then(|document| document.phases.get(at)).unwrap_or(&NO_PHASE)
    }
}

impl Site {
    /// The phases of an item, each with its document and its days.
    pub fn phases<'a>(&'a self, item: &'a Item) -> impl Iterator<Item = (DocIx, &'a Phase, &'a PhaseSchedule)> {
        let of = item.phases_of.and_then(|ix| Some((ix, self.documents.get(ix.at())?)));
        of.into_iter().flat_map(move |(ix, linked)| {
            linked.document.phases.iter().enumerate().map(move |(at, phase)| (ix, phase, self.schedule.phase(ix, at)))
        })
    }
}
