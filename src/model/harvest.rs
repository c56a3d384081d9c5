//! What the sections of the two templates and their kin hold, each with its place.

use super::Tally;
use crate::base::{Span, Text, When};

/// A piece of text with its place.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Excerpt {
    /// Plain text, or Markdown where views render it inline.
    pub text: Text,
    /// Where.
    pub span: Span,
}

/// Everything harvested from one document. Empty lists where there is nothing.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Harvest {
    /// `Description` of a feature, `Executive Summary` of a guide: the first paragraph.
    pub description: Option<Excerpt>,
    /// `As a …, I want … so that …`.
    pub user_stories: Vec<Excerpt>,
    /// Acceptance and success criteria, boxed or not.
    pub criteria: Vec<Excerpt>,
    /// Rows of an Architecture Decisions table, and *Key Decisions* of a guide.
    pub decisions: Vec<Decision>,
    /// `Design Pattern`, `Components Affected`, `Dependencies`, `Breaking Changes`.
    pub approach: Vec<NamedText>,
    /// Key components with their paths.
    pub components: Vec<Component>,
    /// Challenges.
    pub challenges: Vec<Challenge>,
    /// Development and quality metrics.
    pub metrics: Vec<NamedText>,
    /// Estimated and actual time, as written.
    pub time: Estimate,
    /// Test coverage in percent.
    pub coverage: Coverage,
    /// Quality gates: a group of boxes each.
    pub gates: Vec<Gate>,
    /// Release version, deployment steps, rollback plan, monitoring.
    pub deployment: Vec<NamedText>,
    /// Follow-up items.
    pub follow_ups: Vec<Excerpt>,
    /// Future enhancements.
    pub enhancements: Vec<Excerpt>,
    /// The progress log.
    pub entries: Vec<Entry>,
    /// Related items: backlog item, pull requests, issues, dependencies.
    pub related: Vec<NamedText>,
    /// Pre-flight checks of a guide.
    pub preflight: Vec<Step>,
    /// Dependency pins of a guide (`name==1.2`).
    pub pins: Vec<Pin>,
    /// Files named by `**File:** …` lines.
    pub files: Vec<FileMention>,
    /// Rollback procedures.
    pub rollback: Vec<Step>,
    /// The deployment checklist.
    pub checklist: Tally,
    /// Next steps of a guide.
    pub next_steps: Vec<Excerpt>,
    /// Related documentation.
    pub documentation: Vec<Excerpt>,
    /// What stood in the way, in the order of the text.
    pub blockers: Vec<Blocker>,
    /// Breaking changes other than *none*.
    pub breaking_changes: Vec<Excerpt>,
}

/// One decision.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Decision {
    /// What was decided.
    pub decision: Text,
    /// Why.
    pub rationale: Text,
    /// What else was considered.
    pub alternatives: Text,
    /// Where.
    pub span: Span,
}

/// `**Name**: text`.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct NamedText {
    /// The name as written.
    pub name: Text,
    /// The text as written.
    pub text: Text,
    /// Where.
    pub span: Span,
    /// Whether the text is a placeholder.
    pub placeholder: bool,
}

/// A key component.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Component {
    /// Its name.
    pub name: Text,
    /// Its paths.
    pub paths: Vec<Text>,
    /// Purpose, key methods, dependencies…
    pub notes: Vec<NamedText>,
    /// Where.
    pub span: Span,
}

/// A challenge and how it was met.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Challenge {
    /// Its heading without `Challenge N:`.
    pub title: Text,
    /// What it was.
    pub problem: Text,
    /// What it did.
    pub impact: Text,
    /// How it was met.
    pub solution: Text,
    /// What was learned.
    pub lessons: Text,
    /// Where.
    pub span: Span,
}

/// Estimated and actual time, as written.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Estimate {
    /// `Time Estimated`.
    pub estimated: Option<Excerpt>,
    /// `Time Actual`.
    pub actual: Option<Excerpt>,
}

/// Test coverage in percent.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Coverage {
    /// What was aimed at.
    pub target: Option<(f64, Span)>,
    /// What was reached.
    pub current: Option<(f64, Span)>,
}

impl Eq for Coverage {}

/// A group of quality gates.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Gate {
    /// The group's heading.
    pub name: Text,
    /// Its boxes.
    pub tasks: Tally,
    /// Where.
    pub span: Span,
    /// The group's section, as a position in the document's list.
    pub section: usize,
}

/// An entry of a progress log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its date.
    pub date: When,
    /// Words behind the date in its heading.
    pub title: Text,
    /// Its lines.
    pub items: Vec<Excerpt>,
    /// The heading.
    pub span: Span,
    /// Its section, as a position in the document's list, where it has one.
    pub section: usize,
}

/// Something its author calls a blocker.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Blocker {
    /// What is in the way, as plain text.
    pub text: String,
    /// Where.
    pub span: Span,
    /// The day of the log entry that tells of it, where one does.
    pub since: Option<When>,
    /// What says that it is over; `None` while it is open.
    pub resolved: Option<Resolution>,
}

/// What says that a blocker is over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Resolution {
    /// The day of the log entry that says so, where one does.
    pub when: Option<When>,
    /// Where: the blocker's own place, or a later line.
    pub span: Span,
}

/// A step with its heading.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Step {
    /// The heading's text.
    pub title: Text,
    /// The first paragraph below it.
    pub text: Text,
    /// Where.
    pub span: Span,
}

/// A pinned dependency.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Pin {
    /// Its name.
    pub name: Text,
    /// Its version.
    pub version: Text,
    /// Where.
    pub span: Span,
}

/// A file a document names as one it changes or makes.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct FileMention {
    /// Its path as written.
    pub path: Text,
    /// Whether `(NEW)` stands behind it.
    pub new: bool,
    /// Where.
    pub span: Span,
}
