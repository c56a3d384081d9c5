//! What a filter looks at.

use serde::{Deserialize, Serialize};

/// An item as filters, and scripts that sort and group, see it. The names are short because a page loads a thousand of
/// them; what is empty is left out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Record {
    /// What tells it from other items, the same as on its row and card.
    #[serde(rename = "k", skip_serializing_if = "String::is_empty")]
    pub key: String,
    /// Id.
    #[serde(rename = "i", skip_serializing_if = "String::is_empty")]
    pub id: String,
    /// Title.
    #[serde(rename = "t", skip_serializing_if = "String::is_empty")]
    pub title: String,
    /// Address of its page, relative to the root and encoded.
    #[serde(rename = "h", skip_serializing_if = "String::is_empty")]
    pub href: String,
    /// Kind.
    #[serde(rename = "n", skip_serializing_if = "String::is_empty")]
    pub kind: String,
    /// Path of its document below the content folder.
    #[serde(rename = "f", skip_serializing_if = "String::is_empty")]
    pub path: String,
    /// Status, `unset` where it has none.
    #[serde(rename = "s", skip_serializing_if = "String::is_empty")]
    pub status: String,
    /// The author's word for the status.
    #[serde(rename = "w", skip_serializing_if = "String::is_empty")]
    pub word: String,
    /// Column of the board; empty where it stands in none.
    #[serde(rename = "c", skip_serializing_if = "String::is_empty")]
    pub column: String,
    /// Priority: 4 for critical to 1 for low, 0 for none.
    #[serde(rename = "p", skip_serializing_if = "is_zero")]
    pub priority: u32,
    /// Owners.
    #[serde(rename = "o", skip_serializing_if = "Vec::is_empty")]
    pub owners: Vec<String>,
    /// Tags.
    #[serde(rename = "g", skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<String>,
    /// Release, version or sprint it is planned for.
    #[serde(rename = "r", skip_serializing_if = "String::is_empty")]
    pub release: String,
    /// Title of the phase worked on.
    #[serde(rename = "ph", skip_serializing_if = "String::is_empty")]
    pub phase: String,
    /// Day it is due, as an ISO date.
    #[serde(rename = "du", skip_serializing_if = "String::is_empty")]
    pub due: String,
    /// Day it began or is to begin.
    #[serde(rename = "st", skip_serializing_if = "String::is_empty")]
    pub start: String,
    /// Day it was written down.
    #[serde(rename = "cr", skip_serializing_if = "String::is_empty")]
    pub created: String,
    /// Day it was last changed.
    #[serde(rename = "up", skip_serializing_if = "String::is_empty")]
    pub updated: String,
    /// Day it was finished.
    #[serde(rename = "fi", skip_serializing_if = "String::is_empty")]
    pub completed: String,
    /// Tasks done of those that count.
    #[serde(rename = "d", skip_serializing_if = "is_zero")]
    pub done: u32,
    /// Tasks that count.
    #[serde(rename = "a", skip_serializing_if = "is_zero")]
    pub total: u32,
    /// Findings that mark it.
    #[serde(rename = "m", skip_serializing_if = "is_zero")]
    pub findings: u32,
    /// Parts.
    #[serde(rename = "pa", skip_serializing_if = "is_zero")]
    pub parts: u32,
    /// Letters for what else is known: `a` archived, `b` waits for something, `g` has a guide, `p` has phases, `r` can
    /// begin, `w` its end is waited for.
    #[serde(rename = "x", skip_serializing_if = "String::is_empty")]
    pub flags: String,
}

fn is_zero(number: &u32) -> bool {
    *number == 0
}

impl Record {
    /// Whether a flag is set.
    pub fn is(&self, flag: char) -> bool {
        self.flags.contains(flag)
    }

    /// How far it is in percent; `None` where it has no task.
    pub fn percent(&self) -> Option<u32> {
        (self.total > 0).then(|| self.done * 100 / self.total)
    }
}
