//! The stages of a command, and whoever hears of them: what is being done, how far it is, how much there was of it.
//!
//! Stages follow each other, so the beginning of one is the end of the one before. Only the files of an output are made
//! by several threads at once; of these it is told which kind of file a thread works on.
//!
//! Absent on purpose: the clock and the terminal (`sys`), where listeners are.

/// What a command is doing.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Stage {
    /// Looks which files there are.
    Walk,
    /// Reads them.
    Read,
    /// Waits for git, which is asked while files are read.
    Git,
    /// Parses and interprets documents.
    Parse,
    /// Links them.
    Link,
    /// Runs the checks.
    Checks,
    /// Finds out which files the output has.
    Plan,
    /// Compares with the output of the last build.
    Compare,
    /// Finds what is like each document, and makes the index of search.
    Relate,
    /// Makes the files of the output and writes them.
    Files,
    /// Puts the new output in the place of the old one.
    Exchange,
    /// Makes what `featsite export` prints.
    Export,
    /// Everything else: arguments, messages.
    Other,
}

impl Stage {
    /// All of them, in their order.
    pub const ALL: [Self; 13] = [
        Self::Walk,
        Self::Read,
        Self::Git,
        Self::Parse,
        Self::Link,
        Self::Checks,
        Self::Plan,
        Self::Compare,
        Self::Relate,
        Self::Files,
        Self::Exchange,
        Self::Export,
        Self::Other,
    ];

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Walk => "walk",
            Self::Read => "read",
            Self::Git => "git",
            Self::Parse => "parse",
            Self::Link => "link",
            Self::Checks => "checks",
            Self::Plan => "plan",
            Self::Compare => "compare",
            Self::Relate => "relate",
            Self::Files => "files",
            Self::Exchange => "exchange",
            Self::Export => "export",
            Self::Other => "other",
        }
    }
}

/// What a thread that makes files works on.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Part {
    /// Pages.
    Pages,
    /// What scripts load.
    Data,
    /// What search loads.
    Search,
    /// The model as data.
    Export,
    /// Files that are there already: those of the theme, sources, files that documents link to.
    Copies,
    /// Compares files with those of before and writes them.
    Write,
}

impl Part {
    /// All of them, in their order.
    pub const ALL: [Self; 6] = [Self::Pages, Self::Data, Self::Search, Self::Export, Self::Copies, Self::Write];

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Pages => "pages",
            Self::Data => "data",
            Self::Search => "search",
            Self::Export => "export",
            Self::Copies => "copies",
            Self::Write => "write",
        }
    }
}

/// What there is some number of.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Unit {
    /// Files.
    Files,
    /// Files of them that were known to become the same, and not made.
    Known,
    /// Documents.
    Documents,
    /// Findings.
    Findings,
    /// Bytes.
    Bytes,
}

/// Hears what a command is doing. By itself it does nothing, and so costs nothing.
pub trait Stages: Send + Sync {
    /// A stage begins; the one before it has ended. It has so many things to do, where that is known.
    fn begin(&self, _stage: Stage, _of: usize) {}

    /// One more of them is done. Several threads may say so.
    fn done(&self) {}

    /// So many more of these were there in the stage.
    fn count(&self, _unit: Unit, _count: usize) {}

    /// Does a piece of work on one part, which gives how many bytes it came to. Several threads may.
    fn within(&self, _part: Part, work: &mut dyn FnMut() -> usize) {
        work();
    }
}

/// Nobody listens.
impl Stages for () {}
