//! Which release an item is planned for.

use crate::model::{Item, Site};
use crate::vocabulary::keys;

/// Header fields that name a release, in their folded form, the surest first. A bare *Version* is mostly that of the
/// text and does not count.
const KEYS: [&str; 9] = [
    "release",
    "target release",
    "target version",
    "fix version",
    "release version",
    "milestone",
    "sprint",
    "iteration",
    "release train",
];

/// The release, version, milestone or sprint that the header of an item's document names.
pub fn of<'a>(site: &'a Site, item: &Item) -> Option<&'a str> {
    let document = &site[item.document?].document;
    let named = |key: &str| {
        let mut fields = document.fields.iter().filter(|field| !field.placeholder);
        fields.find(|field| field.known.is_none() && keys::fold(&field.key) == key)
    };
    let field = KEYS.into_iter().find_map(named)?;
    let value = field.value.trim().trim_matches(['`', '*', '_', '"', '\'']).trim();
    (!value.is_empty() && value.chars().count() <= 40).then_some(value)
}
