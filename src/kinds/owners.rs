//! Names of owners: rule 8 of the reading rules.

use std::sync::Arc;

use super::header::Entry;
use super::people;
use crate::model::{Fact, Key};
use crate::vocabulary::keys;

/// The owner keys in the order in which they are asked for.
const ORDER: &[&str] = &[
    "owner",
    "owners",
    "owned by",
    "assignee",
    "assignees",
    "assigned",
    "assigned to",
    "author",
    "authors",
    "lead",
    "leads",
    "responsible",
    "developer",
    "developers",
    "maintainer",
    "maintainers",
    "maintained by",
    "document maintainer",
    "dri",
    "champion",
];

/// The owners of the strongest source that names any; of several in one place the one that comes first in [`ORDER`].
pub(super) fn read(path: &Arc<str>, order: &[&Entry]) -> Vec<Fact<String>> {
    let rank = |entry: &Entry| {
        let folded = keys::fold(&entry.field.key);
        ORDER.iter().position(|key| *key == folded).unwrap_or(1)
    };
    let names_people = |entry: &&&Entry| entry.is(Key::Owner) && !(entry.paragraph && is_sentence(&entry.short));
    let mut candidates: Vec<&&Entry> = order.iter().filter(names_people).collect();
    candidates.sort_by_key(|entry| (entry.field.rule, rank(entry), entry.field.span.start));
    let named = |entry: &&Entry| {
        let mut names: Vec<Fact<String>> = Vec::new();
        let mut add = |raw: &str, fact: Fact<()>| {
            for name in people::split(raw) {
                if !names.iter().any(|known| known.value == name) {
                    names.push(fact.with(name));
                }
            }
        };
        if entry.items.is_empty() {
            // A list goes on behind a comma; any other line below is no name.
            let list = entry.short.trim_end().ends_with([',', ';', '&', '、']);
            let joined =
                list || [" and", " y", " et", " und"].iter().any(|word| entry.short.trim_end().ends_with(word));
            add(if joined { &entry.field.value } else { &entry.short }, entry.fact(path, ()));
        }
        for (item, span) in &entry.items {
            let mut fact = entry.fact(path, ());
            fact.place.span = *span;
            item.clone_into(&mut fact.raw);
            add(item, fact);
        }
        names
    };
    candidates.into_iter().map(named).find(|names| !names.is_empty()).unwrap_or_default()
}

/// Whether a paragraph under a heading says something about owners instead of naming them: it ends as a sentence does and
/// has more words in lower case than names bring along (*de la*, *and*).
fn is_sentence(paragraph: &str) -> bool {
    let plain = paragraph.trim_end();
    let small = || plain.split_whitespace().filter(|word| word.starts_with(char::is_lowercase)).count();
    plain.ends_with(['.', ':', '!', '?']) && small() >= 5
}
