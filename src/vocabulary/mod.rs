//! The closed vocabularies: kinds, statuses, columns, priorities, header keys, forms of reference.
//!
//! Below `config` and `outline`, which both speak in these words. Absent on purpose: facts and documents (`model`).

mod boxes;
pub mod keys;
pub mod placeholder;
pub mod priority;
pub mod status;
mod status_words;

use serde::Serialize;

/// What a document is. See rule 11 of the reading rules.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// A feature log, story, spec, proposal: something that moves over a board.
    Feature,
    /// An implementation guide or plan.
    Guide,
    /// A decision record.
    Decision,
    /// A tracker table or list of items.
    Index,
    /// A document of placeholders to copy.
    Template,
    /// Everything else.
    Page,
}

impl Kind {
    /// The name in configuration, export and filters.
    pub fn name(self) -> &'static str {
        match self {
            Self::Feature => "feature",
            Self::Guide => "guide",
            Self::Decision => "decision",
            Self::Index => "index",
            Self::Template => "template",
            Self::Page => "page",
        }
    }

    /// Every kind.
    pub const ALL: [Self; 6] = [Self::Feature, Self::Guide, Self::Decision, Self::Index, Self::Template, Self::Page];
}

/// The fine value of a status.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// Proposed, not agreed.
    Draft,
    /// Agreed or waiting to be planned, not begun.
    Planned,
    /// Ready to begin.
    Ready,
    /// Begun.
    InProgress,
    /// Done in part.
    Partial,
    /// Waiting for review, test or approval.
    Review,
    /// Cannot go on.
    Blocked,
    /// Put aside.
    OnHold,
    /// Finished.
    Done,
    /// Will not be done.
    Cancelled,
    /// Another document took its place.
    Superseded,
    /// A document that is not work and stays true.
    Living,
    /// No status anywhere, or only a placeholder.
    Unset,
    /// Something was written that is no known word.
    Unrecognised,
}

/// A status with what was written beside it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct StatusValue {
    /// The fine value.
    pub status: Status,
    /// A percentage of completion written with it.
    pub percent: Option<u8>,
}

/// A column of the board.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Column {
    /// Words that no rule knows; leftmost, only when it has cards.
    Unrecognised,
    /// Draft, planned, ready.
    NotStarted,
    /// In progress, partial.
    InProgress,
    /// Review.
    Review,
    /// Blocked.
    Blocked,
    /// On hold.
    OnHold,
    /// Done.
    Complete,
    /// Cancelled, superseded.
    Cancelled,
}

impl Status {
    /// The column of the board it stands in; `None` for `living` and `unset`.
    pub fn column(self) -> Option<Column> {
        Some(match self {
            Self::Draft | Self::Planned | Self::Ready => Column::NotStarted,
            Self::InProgress | Self::Partial => Column::InProgress,
            Self::Review => Column::Review,
            Self::Blocked => Column::Blocked,
            Self::OnHold => Column::OnHold,
            Self::Done => Column::Complete,
            Self::Cancelled | Self::Superseded => Column::Cancelled,
            Self::Unrecognised => Column::Unrecognised,
            Self::Living | Self::Unset => return None,
        })
    }

    /// Whether nothing more is to be done.
    pub fn is_closed(self) -> bool {
        matches!(self, Self::Done | Self::Cancelled | Self::Superseded | Self::Living)
    }

    /// Whether something is known to be left to do.
    pub fn is_open(self) -> bool {
        !self.is_closed() && !matches!(self, Self::Unset | Self::Unrecognised)
    }

    /// Whether it is being worked on: begun, not finished, not put aside.
    pub fn is_moving(self) -> bool {
        matches!(self, Self::InProgress | Self::Partial | Self::Review | Self::Blocked)
    }

    /// The name in configuration, export and filters.
    pub fn name(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Planned => "planned",
            Self::Ready => "ready",
            Self::InProgress => "in-progress",
            Self::Partial => "partial",
            Self::Review => "review",
            Self::Blocked => "blocked",
            Self::OnHold => "on-hold",
            Self::Done => "done",
            Self::Cancelled => "cancelled",
            Self::Superseded => "superseded",
            Self::Living => "living",
            Self::Unset => "unset",
            Self::Unrecognised => "unrecognised",
        }
    }

    /// Every value, in the order of the life cycle.
    pub const ALL: [Self; 14] = [
        Self::Draft,
        Self::Planned,
        Self::Ready,
        Self::InProgress,
        Self::Partial,
        Self::Review,
        Self::Blocked,
        Self::OnHold,
        Self::Done,
        Self::Cancelled,
        Self::Superseded,
        Self::Living,
        Self::Unset,
        Self::Unrecognised,
    ];
}

impl Column {
    /// The name in configuration, export and filters.
    pub fn name(self) -> &'static str {
        match self {
            Self::Unrecognised => "unrecognised",
            Self::NotStarted => "not-started",
            Self::InProgress => "in-progress",
            Self::Review => "review",
            Self::Blocked => "blocked",
            Self::OnHold => "on-hold",
            Self::Complete => "complete",
            Self::Cancelled => "cancelled",
        }
    }

    /// Every column in its default order.
    pub const ALL: [Self; 8] = [
        Self::Unrecognised,
        Self::NotStarted,
        Self::InProgress,
        Self::Review,
        Self::Blocked,
        Self::OnHold,
        Self::Complete,
        Self::Cancelled,
    ];
}

/// How much a document matters, most first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Priority {
    /// Before everything else.
    Critical,
    /// Soon.
    High,
    /// In its turn.
    Medium,
    /// When there is time.
    Low,
}

impl Priority {
    /// The name in configuration, export and filters.
    pub fn name(self) -> &'static str {
        match self {
            Self::Critical => "critical",
            Self::High => "high",
            Self::Medium => "medium",
            Self::Low => "low",
        }
    }

    /// Every priority, most first.
    pub const ALL: [Self; 4] = [Self::Critical, Self::High, Self::Medium, Self::Low];
}

/// A known header field.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Key {
    /// The status of the work.
    Status,
    /// The priority.
    Priority,
    /// Who does it.
    Owner,
    /// When work begins.
    Start,
    /// When work is to end.
    Target,
    /// When work ended.
    Completed,
    /// When the document was written.
    Created,
    /// When the document was changed.
    Updated,
    /// A range of start and target.
    Timeline,
    /// The id.
    Id,
    /// The title.
    Title,
    /// Tags.
    Tags,
    /// What must be there first.
    DependsOn,
    /// What waits for this.
    Blocks,
    /// What this is part of.
    Parent,
    /// What this replaces.
    Supersedes,
    /// What replaces this.
    SupersededBy,
    /// Progress in percent.
    Progress,
    /// A language tag.
    Language,
    /// Related documents, pull requests, issues.
    Related,
}

impl Key {
    /// The name in configuration.
    pub fn name(self) -> &'static str {
        match self {
            Self::Status => "status",
            Self::Priority => "priority",
            Self::Owner => "owner",
            Self::Start => "start",
            Self::Target => "target",
            Self::Completed => "completed",
            Self::Created => "created",
            Self::Updated => "updated",
            Self::Timeline => "timeline",
            Self::Id => "id",
            Self::Title => "title",
            Self::Tags => "tags",
            Self::DependsOn => "depends-on",
            Self::Blocks => "blocks",
            Self::Parent => "parent",
            Self::Supersedes => "supersedes",
            Self::SupersededBy => "superseded-by",
            Self::Progress => "progress",
            Self::Language => "language",
            Self::Related => "related",
        }
    }

    /// Every key.
    pub const ALL: [Self; 20] = [
        Self::Status,
        Self::Priority,
        Self::Owner,
        Self::Start,
        Self::Target,
        Self::Completed,
        Self::Created,
        Self::Updated,
        Self::Timeline,
        Self::Id,
        Self::Title,
        Self::Tags,
        Self::DependsOn,
        Self::Blocks,
        Self::Parent,
        Self::Supersedes,
        Self::SupersededBy,
        Self::Progress,
        Self::Language,
        Self::Related,
    ];
}

/// The form a reference was written in.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum ReferenceKind {
    /// `[text](target)` and reference links.
    Link,
    /// `![text](target)`.
    Image,
    /// `[[target]]`.
    Wiki,
    /// A code span that holds a path to a Markdown file.
    CodePath,
    /// `<https://…>`.
    Autolink,
}
