//! One document: the facts that stand in one file.
//!
//! Long because it is one noun and its parts, each field with its meaning.

use std::sync::{Arc, OnceLock};

use super::{Allow, Bag, Fact, Harvest, Key, Priority, ReferenceKind, Rule, StatusValue, WrittenFile};
use crate::base::{LineIndex, Span, Text, When};

/// Everything read from one Markdown file, knowing no other file. Lists of facts hold every source found, strongest
/// first; `link` chooses among them and adds what other documents say.
#[derive(Clone, Debug)]
pub struct Document {
    /// Path below the content folder.
    pub path: Arc<str>,
    /// Where its lines begin.
    pub lines: LineIndex,
    /// Language tag, where the document says or its script or words tell (`en`, `es`, `fr`, `de`, `zh`).
    pub lang: Option<String>,
    /// The title as it is shown.
    pub title: Fact<String>,
    /// The id candidates.
    pub ids: Vec<Fact<String>>,
    /// The status candidates; placeholders are not among them.
    pub statuses: Vec<Fact<StatusValue>>,
    /// The priority candidates.
    pub priorities: Vec<Fact<Priority>>,
    /// Names of the owners, of the strongest source that has any.
    pub owners: Vec<Fact<String>>,
    /// Tags of all sources, as written without `#`.
    pub tags: Vec<Fact<String>>,
    /// The dates.
    pub dates: Dates,
    /// Every header field, known or not, in the order of the file.
    pub fields: Vec<Field>,
    /// Template text that nobody has filled in.
    pub unfilled: Vec<Unfilled>,
    /// The section tree in reading order; the first is the text before any heading.
    pub sections: Vec<Section>,
    /// Every task in reading order.
    pub tasks: Vec<Task>,
    /// The phases in reading order, sub-phases behind their phase.
    pub phases: Vec<Phase>,
    /// Relations as written: ids and names not yet resolved.
    pub relations: Vec<RawRelation>,
    /// Links, images, wiki links and code spans that look like paths.
    pub references: Vec<Reference>,
    /// Anchors that raw HTML sets by `id` or `name`, beside those of the headings.
    pub anchors: Vec<String>,
    /// Tokens that look like an id, outside code and links. Only those that some document owns become links.
    pub mentions: Vec<Mention>,
    /// Tables that track documents: an id-like column beside a status column.
    pub trackers: Vec<Tracker>,
    /// What the sections of the two templates and their kin hold.
    pub harvest: Harvest,
    /// What the rules for kinds look at.
    pub shape: Shape,
    /// The first paragraph of prose, as plain text.
    pub excerpt: Option<String>,
    /// Comments that allow findings.
    pub allows: Vec<Allow>,
    /// Its words as related documents are looked for. They follow from the document and its text alone: who links a
    /// document again and again has them kept here when they are first counted, else they are dropped.
    pub words: OnceLock<Bag>,
    /// The files it says it makes or changes, kept likewise when it is read.
    pub files: Option<Box<[WrittenFile]>>,
}

/// The dates of a document; every list strongest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Dates {
    /// Work began or is to begin.
    pub start: Vec<Fact<When>>,
    /// Work is to end.
    pub target: Vec<Fact<When>>,
    /// Work ended.
    pub completed: Vec<Fact<When>>,
    /// The document was written.
    pub created: Vec<Fact<When>>,
    /// The document was last changed.
    pub updated: Vec<Fact<When>>,
}

impl Dates {
    /// Every list with its name in words, export and filters.
    pub fn named(&self) -> [(&'static str, &[Fact<When>]); 5] {
        [
            ("start", &self.start),
            ("target", &self.target),
            ("completed", &self.completed),
            ("created", &self.created),
            ("updated", &self.updated),
        ]
    }
}

/// One header field as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// The key as written, without emphasis and colon.
    pub key: Text,
    /// What it means, where it is known.
    pub known: Option<Key>,
    /// The value as written, emphasis kept.
    pub value: Text,
    /// The key and the value together.
    pub span: Span,
    /// The value.
    pub value_span: Span,
    /// Which of the places of rule 1 it stands in.
    pub rule: Rule,
    /// Whether the value is a placeholder.
    pub placeholder: bool,
}

/// Template text left as it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unfilled {
    /// What is to be filled in: a field's key, a heading's text or the text itself.
    pub label: String,
    /// What stands there.
    pub raw: String,
    /// Where.
    pub span: Span,
}

/// What a section is about, by its heading path.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum SectionClass {
    /// Under a phase.
    Phase,
    /// Acceptance or success criteria, definition of done.
    Acceptance,
    /// Tests.
    Tests,
    /// Documentation.
    Docs,
    /// Quality gates, review checklist.
    Gates,
    /// Deployment.
    Deployment,
    /// Follow-ups, future work, next steps: never holds progress back.
    FollowUp,
    /// Anything else.
    Other,
}

impl SectionClass {
    /// The name in export and views.
    pub fn name(self) -> &'static str {
        match self {
            Self::Phase => "phase",
            Self::Acceptance => "acceptance",
            Self::Tests => "tests",
            Self::Docs => "docs",
            Self::Gates => "gates",
            Self::Deployment => "deployment",
            Self::FollowUp => "follow-up",
            Self::Other => "other",
        }
    }
}

/// A heading and the text up to the next heading of its level or above.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// 1 to 6; 0 for the text before the first heading.
    pub level: u8,
    /// The heading's plain text.
    pub text: Text,
    /// The anchor by GitHub's rule, unique in the document.
    pub anchor: Text,
    /// The heading's bytes.
    pub heading: Span,
    /// Heading, own text and sub-sections.
    pub span: Span,
    /// The section above, as a position in the document's list.
    pub parent: Option<usize>,
    /// What it is about.
    pub class: SectionClass,
    /// Whether its heading says that what stands under it is not owed.
    pub aside: bool,
}

/// The state of a task.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum TaskState {
    /// Not done.
    Open,
    /// Begun, not done.
    InProgress,
    /// Done.
    Done,
    /// Given up: leaves the totals.
    Cancelled,
}

/// One box.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Task {
    /// Its plain text.
    pub text: Text,
    /// Its state.
    pub state: TaskState,
    /// Whether its words say that nothing is owed any more, though it is open.
    pub settled: bool,
    /// The hash of its words, whatever their case and white space: the same for copies of one form.
    pub form: u64,
    /// From the box to the end of its first line.
    pub span: Span,
    /// The nearest heading, as a position in the document's list.
    pub section: usize,
    /// The class of that section.
    pub class: SectionClass,
    /// The phase it counts for, as a position in the document's list.
    pub phase: Option<usize>,
}

/// Tasks done and tasks that count.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, serde::Serialize)]
pub struct Tally {
    /// Tasks done.
    pub done: usize,
    /// All but the cancelled.
    pub total: usize,
}

impl Tally {
    /// Counts tasks.
    pub fn of<'a>(tasks: impl IntoIterator<Item = &'a Task>) -> Self {
        let mut tally = Self::default();
        for task in tasks {
            tally.add(task.state);
        }
        tally
    }

    /// Counts one more task.
    pub fn add(&mut self, state: TaskState) {
        self.total += usize::from(state != TaskState::Cancelled);
        self.done += usize::from(state == TaskState::Done);
    }

    /// Adds another tally.
    pub fn merge(&mut self, other: Self) {
        self.done += other.done;
        self.total += other.total;
    }

    /// Rounded down, so that 100 means all of them; `None` where nothing counts.
    pub fn percent(self) -> Option<u8> {
        (self.total > 0).then(|| (self.done * 100 / self.total) as u8)
    }
}

/// A phase, stage, milestone…
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phase {
    /// As written: `1`, `1b`, `IV`.
    pub number: Text,
    /// May be empty.
    pub title: Text,
    /// The status with its source, where one stands.
    pub status: Option<Fact<StatusValue>>,
    /// First and last week, counted as the author counts.
    pub weeks: Option<(u32, u32)>,
    /// First and last day, counted as the author counts.
    pub days: Option<(u32, u32)>,
    /// How long it takes, where its heading says so (`(3 days)`, `(2 weeks)`).
    pub duration: Option<(u32, ScheduleUnit)>,
    /// First day and where it was read.
    pub start: Option<Fact<When>>,
    /// Last day and where it was read.
    pub end: Option<Fact<When>>,
    /// Tasks under it, sub-phases included.
    pub tasks: Tally,
    /// Its section, as a position in the document's list; for phases of a table the section the table stands in.
    pub section: usize,
    /// The heading or row.
    pub span: Span,
    /// The phase above, as a position in the document's list.
    pub parent: Option<usize>,
    /// `Day 1-2` and `Week 3` headings inside it.
    pub schedule: Vec<ScheduleEntry>,
    /// Owners named under the heading.
    pub owners: Vec<String>,
}

/// A `Day 3-5: …` or `Week 2: …` heading inside a phase.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScheduleEntry {
    /// Days or weeks.
    pub unit: ScheduleUnit,
    /// First, counted from 1 within the phase.
    pub first: u32,
    /// Last.
    pub last: u32,
    /// The heading's title behind the number.
    pub title: Text,
    /// Its section, as a position in the document's list.
    pub section: usize,
}

/// What a schedule entry counts in.
#[derive(Clone, Copy, PartialEq, Eq, Debug, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum ScheduleUnit {
    /// Working days.
    Day,
    /// Weeks of five working days.
    Week,
}

/// How one document relates to another.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum RelationKind {
    /// This one needs the other first.
    DependsOn,
    /// The other waits for this one: the reverse of `DependsOn`.
    Blocks,
    /// This one is part of the other.
    Parent,
    /// This one replaces the other.
    Supersedes,
    /// The other replaces this one: the reverse of `Supersedes`.
    SupersededBy,
    /// This guide tells how to build the other.
    GuideFor,
    /// A plain link.
    LinksTo,
}

impl RelationKind {
    /// The name in export and filters.
    pub fn name(self) -> &'static str {
        match self {
            Self::DependsOn => "depends-on",
            Self::Blocks => "blocks",
            Self::Parent => "parent",
            Self::Supersedes => "supersedes",
            Self::SupersededBy => "superseded-by",
            Self::GuideFor => "guide-for",
            Self::LinksTo => "links-to",
        }
    }
}

/// A relation as written, one for each id or name it lists.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RawRelation {
    /// Its kind.
    pub kind: RelationKind,
    /// The id, path or link target.
    pub target: Text,
    /// Whether the target is a path or link target and not an id.
    pub is_path: bool,
    /// The text of the item or value it was read from.
    pub raw: Text,
    /// Where the target stands.
    pub span: Span,
    /// The rule that read it.
    pub rule: Rule,
}

/// A reference as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    /// Its form.
    pub kind: ReferenceKind,
    /// The target as written, escapes worked in.
    pub target: Text,
    /// The text shown.
    pub text: Text,
    /// The whole link, as the Markdown parser gives it.
    pub span: Span,
    /// The nearest heading, as a position in the document's list.
    pub section: usize,
}

/// A token that looks like an id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// The token.
    pub text: Text,
    /// Where.
    pub span: Span,
    /// The nearest heading, as a position in the document's list.
    pub section: usize,
}

/// A table that tracks documents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tracker {
    /// The table's bytes.
    pub span: Span,
    /// The nearest heading, as a position in the document's list.
    pub section: usize,
    /// Its rows.
    pub rows: Vec<TrackerRow>,
}

/// A row of a tracker.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct TrackerRow {
    /// The row's bytes.
    pub span: Span,
    /// The id in its id-like column, as written.
    pub id: Option<String>,
    /// The title in its title column.
    pub title: Option<String>,
    /// The link targets of the row, in order.
    pub links: Vec<String>,
    /// The status cell.
    pub status: Option<(StatusValue, String, Span)>,
    /// The priority cell.
    pub priority: Option<(Priority, String, Span)>,
    /// The owner cell.
    pub owners: Vec<String>,
    /// Date cells by key.
    pub dates: Vec<(Key, When, String, Span)>,
    /// Ids of the dependencies cell.
    pub depends_on: Vec<(String, Span)>,
}

/// What the rules for kinds look at, beyond the facts.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Shape {
    /// Header fields and headings that are placeholders.
    pub placeholders: usize,
    /// Header fields and headings.
    pub slots: usize,
    /// Lines of the file that are list items or table rows with a link to a document.
    pub link_lines: usize,
    /// Lines of the file that hold text.
    pub text_lines: usize,
    /// Whether it has the sections of a decision record (context, decision, consequences).
    pub decision: bool,
    /// Whether it has a header status of its own.
    pub header_status: bool,
    /// Whether its head names a feature id or any other header field of a feature log.
    pub feature_header: bool,
    /// Whether its front matter was there.
    pub front_matter: bool,
    /// Whether its title or file name says implementation guide or plan.
    pub says_guide: bool,
    /// Whether its title or file name says template.
    pub says_template: bool,
}
