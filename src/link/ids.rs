//! Ids as they are compared, and who owns which.
//!
//! Rule 8 of the reading rules: ids are compared without case, zero padding and differences of space and hyphen;
//! numbers alone are ids within their folder.

use std::collections::BTreeMap;

pub use crate::base::ids::comparable;
use crate::base::paths;

/// Whether an id is made of numbers alone: `001`, `04-05`, `11.8`. Such an id holds only within its folder.
pub fn is_number(id: &str) -> bool {
    let id = id.trim();
    id.starts_with(|c: char| c.is_ascii_digit())
        && id.chars().all(|c| c.is_ascii_digit() || matches!(c, '-' | '.' | '_' | ' '))
}

/// The letters in front of the number of an id such as `EIP-2` with its separator, and the number.
pub fn series(id: &str) -> Option<(&str, &str)> {
    let id = id.trim();
    let at =
        id.rfind(|c: char| !c.is_ascii_digit()).map(|at| at + id[at..].chars().next().map_or(1, char::len_utf8))?;
    let (prefix, number) = id.split_at(at);
    (!number.is_empty() && prefix.starts_with(char::is_alphabetic)).then_some((prefix, number))
}

/// The prefix that the ids of a document's series have: `EIP-` of `EIP-2`, `BACK-` of `BACK-345.10`.
pub fn series_prefix(id: &str) -> Option<&str> {
    let id = id.trim();
    let prefix = id.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.');
    (prefix.len() < id.len() && prefix.starts_with(char::is_alphabetic)).then_some(prefix)
}

/// Whether a text has the shape of an id: letters and a number joined (`FEAT-12`, `Epic 24`, `F-001A`), or a number
/// alone.
pub fn looks_like_id(text: &str) -> bool {
    let text = text.trim();
    let plain = text.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | ' ' | '#' | '/'));
    plain && text.contains(|c: char| c.is_ascii_digit()) && text.len() <= 80 && text.split_whitespace().count() <= 2
}

/// The ids a range stands for: `CONV-001 through CONV-005`, `FEAT-011–016`, `FEAT-1..4`. `None` where the text is no
/// range, or one of more than 200.
pub fn expand(text: &str) -> Option<Vec<String>> {
    let (first, last) = split_range(text.trim())?;
    let (prefix, from) = series(first).or_else(|| is_plain_number(first).then_some(("", first)))?;
    let to = match series(last) {
        Some((other, to)) if comparable(other) == comparable(prefix) => to,
        None if is_plain_number(last) => last,
        _ => return None,
    };
    if !is_plain_number(from) || !is_plain_number(to) {
        return None;
    }
    let (low, high): (u32, u32) = (from.parse().ok()?, to.parse().ok()?);
    if low > high || high - low > 200 {
        return None;
    }
    let width = if from.starts_with('0') || from.len() == to.len() { from.len() } else { 1 };
    Some((low..=high).map(|number| format!("{prefix}{number:0width$}")).collect())
}

fn is_plain_number(text: &str) -> bool {
    !text.is_empty() && text.len() <= 9 && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// The two ends of a range.
fn split_range(text: &str) -> Option<(&str, &str)> {
    for sign in [" through ", " to ", " thru ", "...", "…", "..", "–", "—", "→", "->", " - "] {
        if let Some((first, last)) = text.split_once(sign) {
            return Some((first.trim(), last.trim()));
        }
    }
    None
}

/// An end of an index: what owns an id.
pub trait Owner: Copy + PartialEq {}
impl<T: Copy + PartialEq> Owner for T {}

/// What an id means.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Found<'a, T> {
    /// Exactly one owner.
    One(T),
    /// Several.
    Many(&'a [T]),
    /// Nobody.
    Nobody,
}

/// Who owns which id. Numbers alone are kept by folder.
#[derive(Clone, Debug)]
pub struct Index<T> {
    ids: BTreeMap<String, Vec<T>>,
    numbers: BTreeMap<(String, String), Vec<T>>,
    names: BTreeMap<String, Vec<T>>,
}

impl<T> Default for Index<T> {
    fn default() -> Self {
        Self { ids: BTreeMap::new(), numbers: BTreeMap::new(), names: BTreeMap::new() }
    }
}

impl<T: Owner> Index<T> {
    /// Adds an owner. `scope` is the folder in which an id of numbers alone holds.
    pub fn insert(&mut self, id: &str, scope: &str, owner: T) {
        let key = comparable(id);
        if key.is_empty() {
            return;
        }
        let owners = if is_number(id) {
            self.numbers.entry((scope.to_owned(), key)).or_default()
        } else {
            self.ids.entry(key).or_default()
        };
        if !owners.contains(&owner) {
            owners.push(owner);
        }
    }

    /// Adds another name of an owner: its file's stem. Names are asked only where no id answers.
    pub fn insert_name(&mut self, name: &str, owner: T) {
        let key = comparable(name);
        let owners = self.names.entry(key).or_default();
        if !owners.contains(&owner) {
            owners.push(owner);
        }
    }

    /// Who owns an id as seen from a file: numbers alone are looked for in its folder and the folders above.
    pub fn find(&self, id: &str, from: &str) -> Found<'_, T> {
        let key = comparable(id);
        if is_number(id) {
            for folder in paths::ancestors(from) {
                if let Some(owners) = self.numbers.get(&(folder.to_owned(), key.clone())) {
                    return Found::of(owners);
                }
            }
        }
        self.ids.get(&key).map_or(Found::Nobody, |owners| Found::of(owners))
    }

    /// The only owner of a name.
    pub fn find_name(&self, name: &str) -> Option<T> {
        Found::of(self.names.get(&comparable(name))?).one()
    }

    /// Every id that has owners, with them: the comparable form, for numbers alone with the folder before it.
    pub fn owned(&self) -> impl Iterator<Item = (String, &[T])> {
        let numbers = self.numbers.iter().map(|((scope, key), owners)| (format!("{scope}/{key}"), owners.as_slice()));
        self.ids.iter().map(|(key, owners)| (key.clone(), owners.as_slice())).chain(numbers)
    }
}

impl<'a, T: Copy> Found<'a, T> {
    fn of(owners: &'a [T]) -> Self {
        match owners {
            [] => Self::Nobody,
            [one] => Self::One(*one),
            many => Self::Many(many),
        }
    }

    /// The only owner.
    pub fn one(self) -> Option<T> {
        if let Self::One(owner) = self { Some(owner) } else { None }
    }
}

/// The folder in which an id of numbers alone holds: the one that holds the file, or the one above where the file's
/// folder carries the number (`specs/012-x/README.md`).
pub fn scope<'a>(path: &'a str, id: &str) -> &'a str {
    let folder = paths::parent(path);
    let name = paths::file_name(folder);
    let key = comparable(id);
    let carries = |name: &str| {
        let name = comparable(name);
        name.strip_prefix(&key).is_some_and(|rest| !rest.starts_with(|c: char| c.is_ascii_digit()))
    };
    if !carries(paths::stem(path)) && carries(name) { paths::parent(folder) } else { folder }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_compared_without_case_padding_and_separators() {
        for (a, b) in [
            ("Epic 24", "epic-24"),
            ("FEAT-012", "feat-12"),
            ("FEAT_7", "FEAT 007"),
            ("EIP2", "EIP-2"),
            ("QA-FEAT-013", "qa feat 13"),
            ("0010", "10"),
            ("04-05", "4 5"),
            ("back-345.09", "BACK-345.9"),
            ("F-001A", "f-1a"),
            ("ÉT-1", "ét-01"),
        ] {
            assert_eq!(comparable(a), comparable(b), "{a} and {b}");
        }
        for (a, b) in [("FEAT-1", "FEAT-10"), ("4-5", "45"), ("F-1", "F-1A"), ("B-4.1", "B-4.10"), ("ab-1", "a-b1")] {
            assert_ne!(comparable(a), comparable(b), "{a} and {b}");
        }
        assert_eq!(comparable("000"), "0");
        assert_eq!(comparable("  "), "");
    }

    #[test]
    fn numbers_alone_hold_within_their_folder() {
        let mut index = Index::default();
        index.insert("001", "specs", 1);
        index.insert("001", "adr", 2);
        index.insert("FEAT-1", "specs", 3);
        assert_eq!(index.find("1", "specs/002-x/README.md"), Found::One(1));
        assert_eq!(index.find("0001", "adr/0002-y.md"), Found::One(2));
        assert_eq!(index.find("1", "other/z.md"), Found::Nobody);
        assert_eq!(index.find("feat 001", "z.md"), Found::One(3));
        index.insert("feat-01", "", 4);
        assert_eq!(index.find("FEAT-1", ""), Found::Many(&[3, 4]));
    }

    #[test]
    fn a_folder_that_carries_the_number_puts_the_id_one_level_up() {
        assert_eq!(scope("specs/012-login/README.md", "012"), "specs");
        assert_eq!(scope("specs/012-login/012-plan.md", "012"), "specs/012-login");
        assert_eq!(scope("specs/0120-login/README.md", "012"), "specs/0120-login");
        assert_eq!(scope("adr/0010-x.md", "0010"), "adr");
    }

    #[test]
    fn ranges_stand_for_every_id_between() {
        for (text, ids) in [
            ("CONV-001 through CONV-003", &["CONV-001", "CONV-002", "CONV-003"][..]),
            ("FEAT-011–013", &["FEAT-011", "FEAT-012", "FEAT-013"]),
            ("FEAT-9..11", &["FEAT-9", "FEAT-10", "FEAT-11"]),
            ("7 to 8", &["7", "8"]),
        ] {
            assert_eq!(expand(text).as_deref(), Some(&ids.iter().map(ToString::to_string).collect::<Vec<_>>()[..]));
        }
        for text in ["FEAT-1", "FEAT-5..2", "FEAT-1 to EPIC-3", "FEAT-1..99999", "a - b", "2026-01-01"] {
            assert_eq!(expand(text), None, "{text}");
        }
        // More zeros than a width can count.
        assert_eq!(expand(&format!("FEAT-{}1..2", "0".repeat(70_000))), None);
    }

    #[test]
    fn a_series_is_the_letters_before_the_last_number() {
        assert_eq!(series("EIP-2"), Some(("EIP-", "2")));
        assert_eq!(series("qa-feat-013"), Some(("qa-feat-", "013")));
        assert_eq!(series("012"), None);
        assert_eq!(series("F-1A"), None);
        assert_eq!(series_prefix("BACK-345.10"), Some("BACK-"));
        assert_eq!(series_prefix("11.8"), None);
    }
}
