//! The fields of the grammar in one sorted table: what the parser accepts, what suggestions choose from, what the page's
//! script is given and what the manual says.

use serde_json::{Value, json};

#[cfg(test)]
use crate::vocabulary::Priority;
use crate::vocabulary::{Column, Kind, Status};

/// A field.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Field {
    /// Its name.
    pub name: &'static str,
    /// Other names it goes by.
    pub aliases: &'static [&'static str],
    /// What its values look like.
    pub shape: Shape,
    /// What it looks at, in one sentence.
    pub about: &'static str,
    /// A use of it.
    pub example: &'static str,
}

/// What values look like.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Shape {
    /// A status or a column of the board.
    Status,
    /// A priority; can be compared.
    Priority,
    /// A kind.
    Kind,
    /// A name: the whole of it or one of its words, `*` at its end for whatever follows.
    Name,
    /// An id, compared as ids are.
    Id,
    /// A piece of text.
    Text,
    /// A day that mostly lies ahead: `<2w` is less than two weeks from today.
    Ahead,
    /// A day that lies behind: `>30d` is more than thirty days ago.
    Past,
    /// A number; can be compared.
    Number,
    /// Whether something is there at all.
    Has,
    /// Whether something holds.
    Is,
}

/// The fields, sorted by name.
pub const FIELDS: [Field; 20] = [
    Field {
        name: "completed",
        aliases: &["finished"],
        shape: Shape::Past,
        about: "The day it was finished.",
        example: "completed:<30d",
    },
    Field {
        name: "created",
        aliases: &["added"],
        shape: Shape::Past,
        about: "The day it was written down.",
        example: "created:2026-Q1",
    },
    Field {
        name: "due",
        aliases: &["target", "deadline"],
        shape: Shape::Ahead,
        about: "The day it is to be finished.",
        example: "due:<2w",
    },
    Field {
        name: "findings",
        aliases: &["marks"],
        shape: Shape::Number,
        about: "How many findings mark it.",
        example: "findings:>2",
    },
    Field { name: "has", aliases: &[], shape: Shape::Has, about: "Whether it has something.", example: "has:findings" },
    Field { name: "id", aliases: &[], shape: Shape::Id, about: "Its id, `*` for a beginning.", example: "id:FEAT-1*" },
    Field {
        name: "is",
        aliases: &[],
        shape: Shape::Is,
        about: "Whether it is open, closed, moving, blocked, ready, overdue or archived.",
        example: "is:blocked",
    },
    Field {
        name: "kind",
        aliases: &["type"],
        shape: Shape::Kind,
        about: "What kind of document it is.",
        example: "kind:guide",
    },
    Field { name: "no", aliases: &[], shape: Shape::Has, about: "Whether it lacks something.", example: "no:owner" },
    Field {
        name: "open",
        aliases: &["boxes"],
        shape: Shape::Number,
        about: "How many of its boxes are open.",
        example: "open:>10",
    },
    Field {
        name: "owner",
        aliases: &["owners", "assignee"],
        shape: Shape::Name,
        about: "Who is responsible.",
        example: "owner:ana,\"Jo Li\"",
    },
    Field {
        name: "path",
        aliases: &["folder", "file"],
        shape: Shape::Text,
        about: "A piece of its path.",
        example: "path:features/auth",
    },
    Field {
        name: "phase",
        aliases: &[],
        shape: Shape::Text,
        about: "A piece of the title of the phase worked on.",
        example: "phase:rollout",
    },
    Field {
        name: "priority",
        aliases: &["prio"],
        shape: Shape::Priority,
        about: "How urgent it is.",
        example: "priority:>=high",
    },
    Field {
        name: "progress",
        aliases: &[],
        shape: Shape::Number,
        about: "How many percent of its boxes are ticked.",
        example: "progress:50..99",
    },
    Field {
        name: "release",
        aliases: &["milestone", "sprint", "version"],
        shape: Shape::Name,
        about: "The release, version or sprint it is planned for.",
        example: "release:2.1",
    },
    Field {
        name: "start",
        aliases: &["begun"],
        shape: Shape::Ahead,
        about: "The day it began or is to begin.",
        example: "start:<1w",
    },
    Field {
        name: "status",
        aliases: &["state"],
        shape: Shape::Status,
        about: "Its status in our words or in the author's, or the column of the board.",
        example: "status:review,in-progress",
    },
    Field { name: "tag", aliases: &["tags", "label"], shape: Shape::Name, about: "A tag.", example: "-tag:infra" },
    Field {
        name: "updated",
        aliases: &["changed"],
        shape: Shape::Past,
        about: "The day it was last changed.",
        example: "updated:>30d",
    },
];

/// What `has:` and `no:` ask for.
pub const THINGS: [&str; 17] = [
    "completed",
    "created",
    "due",
    "findings",
    "guide",
    "id",
    "owner",
    "parts",
    "phases",
    "priority",
    "progress",
    "release",
    "start",
    "status",
    "tag",
    "tasks",
    "updated",
];

/// What `is:` asks for.
pub const STATES: [&str; 8] = ["archived", "blocked", "closed", "done", "moving", "open", "overdue", "ready"];

/// The priorities, the lowest first.
pub const PRIORITIES: [&str; 4] = ["low", "medium", "high", "critical"];

/// The names of the fields.
pub fn fields() -> Vec<&'static str> {
    FIELDS.iter().map(|field| field.name).collect()
}

/// The field of a name or an alias.
pub fn find(name: &str) -> Option<&'static Field> {
    FIELDS.iter().find(|field| field.name == name || field.aliases.contains(&name))
}

impl Shape {
    /// Whether its values can be compared.
    pub fn is_ordered(self) -> bool {
        matches!(self, Self::Priority | Self::Ahead | Self::Past | Self::Number)
    }

    /// Its name in the data of the page's script.
    pub fn name(self) -> &'static str {
        match self {
            Self::Status => "status",
            Self::Priority => "priority",
            Self::Kind => "kind",
            Self::Name => "name",
            Self::Id => "id",
            Self::Text => "text",
            Self::Ahead => "ahead",
            Self::Past => "past",
            Self::Number => "number",
            Self::Has => "has",
            Self::Is => "is",
        }
    }

    /// The values there are; empty where any will do. `none` is always one more.
    pub fn words(self) -> Vec<&'static str> {
        match self {
            Self::Status => {
                let mut words: Vec<&str> = Status::ALL.into_iter().map(Status::name).collect();
                words.extend(Column::ALL.into_iter().map(Column::name));
                words.sort_unstable();
                words.dedup();
                words
            }
            Self::Priority => PRIORITIES.to_vec(),
            Self::Kind => Kind::ALL.into_iter().map(Kind::name).collect(),
            Self::Has => THINGS.to_vec(),
            Self::Is => STATES.to_vec(),
            Self::Name | Self::Id | Self::Text | Self::Ahead | Self::Past | Self::Number => Vec::new(),
        }
    }
}

/// The table as data for the page's script: `[[name, [aliases], shape, [words]]]`.
pub fn grammar() -> Value {
    FIELDS.iter().map(|field| json!([field.name, field.aliases, field.shape.name(), field.shape.words()])).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sorted_and_no_name_means_two_fields() {
        assert!(FIELDS.is_sorted_by_key(|field| field.name));
        let mut names: Vec<&str> =
            FIELDS.iter().flat_map(|field| field.aliases.iter().copied().chain([field.name])).collect();
        names.sort_unstable();
        assert!(names.windows(2).all(|pair| pair[0] != pair[1]), "{names:?}");
        assert!(THINGS.is_sorted() && STATES.is_sorted());
        assert!(Priority::ALL.into_iter().all(|value| PRIORITIES.contains(&value.name())));
        for field in &FIELDS {
            let filter = crate::filter::parse(field.example);
            assert_eq!(filter.problems, [], "{}", field.name);
            assert!(field.about.ends_with('.'));
        }
    }
}
