//! A guide, the log it is for, why they belong together, and where they agree.

use super::{DocIx, Status, Tally};
use crate::base::When;
use crate::diag::Place;

/// A guide and its log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pair {
    /// The guide.
    pub guide: DocIx,
    /// The log: the feature that the guide is for.
    pub log: DocIx,
    /// What makes them a pair.
    pub because: PairedBy,
    /// Where that stands: in the guide, then in the log. File names have an empty span.
    pub places: [Place; 2],
    /// What the guide plans beside what the log says.
    pub comparison: Vec<Compared>,
}

/// What makes a guide and a log a pair, strongest first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum PairedBy {
    /// They link each other, and the guide no second log.
    Links,
    /// They have one id.
    Id,
    /// They have one title.
    Title,
    /// Their file names are about the same.
    Name,
}

impl PairedBy {
    /// The name in export and words.
    pub fn name(self) -> &'static str {
        match self {
            Self::Links => "links",
            Self::Id => "id",
            Self::Title => "title",
            Self::Name => "name",
        }
    }
}

/// What is compared.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Aspect {
    /// A phase: number, title, status, boxes, days.
    Phase,
    /// A dependency: the version pinned and the version named.
    Version,
    /// The tests planned and the tests ticked.
    Tests,
    /// A file.
    File,
}

/// How the two sides stand to each other.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// They agree.
    Same,
    /// They say different things.
    Differs,
    /// Only the guide has it.
    Planned,
    /// Only the log has it.
    Logged,
}

/// One row of the comparison.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Compared {
    /// What is compared.
    pub aspect: Aspect,
    /// Which: the number of a phase, the name of a dependency, the path of a file; empty for tests.
    pub name: String,
    /// What the guide says.
    pub plan: Option<Side>,
    /// What the log says.
    pub log: Option<Side>,
    /// How they stand to each other.
    pub verdict: Verdict,
    /// By how many days the logged end lies behind the planned one; negative where it came before.
    pub late: Option<i32>,
}

/// What one of the two documents says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Side {
    /// In the author's words: a title, a version, a path, names of test files.
    pub text: String,
    /// The status of a phase.
    pub status: Option<Status>,
    /// Boxes.
    pub tasks: Tally,
    /// First and last day of a phase: written, or counted from the weeks of the guide.
    pub days: (Option<When>, Option<When>),
    /// Where.
    pub place: Place,
}
