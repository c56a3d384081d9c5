//! The keys of the configuration in one sorted table: what the reader accepts, what suggestions choose from, and what
//! the schema and the manual say.

use crate::vocabulary::{Column, Key, Kind, Priority, Status};

/// A key.
pub struct Entry {
    /// Its name.
    pub name: &'static str,
    /// What its value looks like.
    pub shape: Shape,
    /// What it is for, in one sentence.
    pub about: &'static str,
    /// A use of it.
    pub example: &'static str,
}

/// What a value looks like.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Shape {
    /// One text.
    Text,
    /// An address that begins with `http://` or `https://`.
    Address,
    /// `true` or `false`.
    Flag,
    /// A list of globs.
    Globs,
    /// A mapping from the folder's own words to ours.
    Words(Vocabulary),
    /// A mapping from names to filters.
    Filters,
    /// A mapping from names of checks to `off`, `note`, `warning` or `error`, or to such levels by path.
    Levels,
    /// A list of columns, each a name or a name with `title` and `limit`.
    Columns,
    /// `weekend` and `holidays`.
    Calendar,
}

/// Words of ours.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Vocabulary {
    /// Kinds of documents.
    Kinds,
    /// Statuses.
    Statuses,
    /// Header fields.
    Fields,
    /// Priorities.
    Priorities,
}

impl Vocabulary {
    /// One of them, for messages.
    pub fn singular(self) -> &'static str {
        match self {
            Self::Kinds => "kind",
            Self::Statuses => "status",
            Self::Fields => "field",
            Self::Priorities => "priority",
        }
    }

    /// The words.
    pub fn words(self) -> Vec<&'static str> {
        match self {
            Self::Kinds => Kind::ALL.into_iter().map(Kind::name).collect(),
            // Whatever is not understood is unrecognised without being named here.
            Self::Statuses => {
                Status::ALL.into_iter().filter(|status| *status != Status::Unrecognised).map(Status::name).collect()
            }
            Self::Fields => Key::ALL.into_iter().map(Key::name).collect(),
            Self::Priorities => Priority::ALL.into_iter().map(Priority::name).collect(),
        }
    }
}

/// The names of the columns.
pub fn columns() -> Vec<&'static str> {
    Column::ALL.into_iter().map(Column::name).collect()
}

/// The levels of a check.
pub const LEVELS: [&str; 4] = ["off", "note", "warning", "error"];

/// The days of the week, Monday first.
pub const DAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// The keys, sorted by name.
pub const KEYS: [Entry; 16] = [
    Entry {
        name: "base_url",
        shape: Shape::Address,
        about: "Where the site is published; used for feeds, the sitemap and canonical links only.",
        example: "base_url: https://example.org/plans/",
    },
    Entry {
        name: "calendar",
        shape: Shape::Calendar,
        about: "Days that are not worked on: days of the week, single days and ranges of days.",
        example: "calendar:\n  weekend: [friday, saturday]\n  holidays: [2026-05-01, 2026-12-24..2027-01-02]",
    },
    Entry {
        name: "checks",
        shape: Shape::Levels,
        about: "Turns checks off or gives them another level, everywhere or under some paths.",
        example: "checks:\n  orphan: off\n  broken-link:\n    level: error\n    'drafts/**': note",
    },
    Entry {
        name: "columns",
        shape: Shape::Columns,
        about: "The columns of the board in their order, each with a title and a limit if you like.",
        example: "columns:\n  - not-started\n  - in-progress: {title: Doing, limit: 4}\n  - complete",
    },
    Entry {
        name: "exclude",
        shape: Shape::Globs,
        about: "Files and folders that are not read.",
        example: "exclude: [drafts, '**/*.tmp.md']",
    },
    Entry {
        name: "fields",
        shape: Shape::Words(Vocabulary::Fields),
        about: "What your own header fields mean.",
        example: "fields:\n  Squad: owner\n  Due by: target",
    },
    Entry {
        name: "include",
        shape: Shape::Globs,
        about: "Files and folders that are read although they are hidden or ignored by git.",
        example: "include: ['.github/**/*.md']",
    },
    Entry {
        name: "kinds",
        shape: Shape::Words(Vocabulary::Kinds),
        about: "Which files are of which kind, by globs; the first that matches counts.",
        example: "kinds:\n  'rfcs/README.md': page\n  'rfcs/*.md': feature",
    },
    Entry {
        name: "language",
        shape: Shape::Text,
        about: "Language of documents that do not say theirs, and of the site's own words: en, es, fr, de or zh.",
        example: "language: de",
    },
    Entry {
        name: "priorities",
        shape: Shape::Words(Vocabulary::Priorities),
        about: "What your own priorities mean.",
        example: "priorities:\n  Showstopper: critical",
    },
    Entry {
        name: "repo",
        shape: Shape::Address,
        about: "The repository, for links that edit a document.",
        example: "repo: https://example.org/team/plans",
    },
    Entry {
        name: "statuses",
        shape: Shape::Words(Vocabulary::Statuses),
        about: "What your own statuses mean.",
        example: "statuses:\n  Awaiting QA: review",
    },
    Entry {
        name: "theme",
        shape: Shape::Text,
        about: "The folder with your own templates and assets, `theme` where nothing is said.",
        example: "theme: brand",
    },
    Entry {
        name: "title",
        shape: Shape::Text,
        about: "The site's title.",
        example: "title: Plans of the payments team",
    },
    Entry {
        name: "unsafe_html",
        shape: Shape::Flag,
        about: "Lets raw HTML of documents through unchanged. Only for documents you trust like code.",
        example: "unsafe_html: true",
    },
    Entry {
        name: "views",
        shape: Shape::Filters,
        about: "Named filters that become pages.",
        example: "views:\n  Late: 'due:<0d -status:done'",
    },
];
