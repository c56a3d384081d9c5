//! The ids of a kind: what the next one is, and who owns one.

use std::collections::BTreeMap;

use super::naming::Home;
use crate::link::ids;
use crate::model::{DocIx, Item, Kind, LinkedDocument, Site};

/// What the ids of one prefix tell.
#[derive(Default)]
struct Series {
    /// How many there are.
    count: usize,
    /// The highest number.
    highest: u64,
    /// How often a number has so many digits.
    widths: BTreeMap<usize, usize>,
}

/// The next free id of the most common series of a kind; where there is none the first of ours. `None` where documents of
/// the kind do without.
pub fn next(site: &Site, kind: Kind, home: &Home) -> Option<String> {
    let mut found: BTreeMap<&str, Series> = BTreeMap::new();
    let mut documents = 0;
    for linked in site.documents.iter().filter(|linked| linked.kind == kind) {
        documents += 1;
        let Some(fact) = linked.id.as_ref().filter(|_| !shares(site, linked)) else { continue };
        // A number alone is one within its folder.
        if !ids::is_number(&fact.value) || ids::scope(linked.path(), &fact.value) == home.folder {
            count(&mut found, &fact.value);
        }
    }
    let rows = site.items.iter().filter(|item| item.kind == kind && item.document.is_none());
    rows.filter_map(|item| item.id.as_deref()).for_each(|id| count(&mut found, id));
    let most = found.iter().max_by_key(|(prefix, series)| (series.count, std::cmp::Reverse(**prefix)));
    let Some((prefix, series)) = most.filter(|(_, series)| kind != Kind::Guide || series.count * 2 >= documents) else {
        return match kind {
            Kind::Feature => Some(free(site, "FEAT-", 3, 1, home)),
            Kind::Decision if documents == 0 => Some(free(site, "", 4, 1, home)),
            _ => None,
        };
    };
    let width = series.widths.iter().max_by_key(|(width, count)| (**count, **width)).map_or(1, |(width, _)| *width);
    Some(free(site, prefix, width, series.highest + 1, home))
}

/// Whether a guide has the id of the feature that it is for.
fn shares(site: &Site, linked: &LinkedDocument) -> bool {
    let id = |linked: &LinkedDocument| linked.id.as_ref().map(|fact| ids::comparable(&fact.value));
    let feature = linked.part_of.and_then(|ix| site.documents.get(ix.at()));
    linked.kind == Kind::Guide && feature.is_some_and(|feature| id(feature) == id(linked))
}

fn count<'a>(found: &mut BTreeMap<&'a str, Series>, id: &'a str) {
    let digits = id.bytes().all(|byte| byte.is_ascii_digit());
    let Some((prefix, number)) = ids::series(id).or_else(|| digits.then_some(("", id))) else { return };
    // `FEAT-2.1` is a piece of `FEAT-2`, and so many digits are a day (`B-20251203`).
    let inner =
        prefix.ends_with('.') || prefix.trim_end_matches(['-', '_', ' ']).contains(|c: char| c.is_ascii_digit());
    let Some(value) = number.parse().ok().filter(|_| !inner && number.len() < 8) else { return };
    let series = found.entry(prefix).or_default();
    series.count += 1;
    series.highest = series.highest.max(value);
    *series.widths.entry(number.len()).or_default() += 1;
}

/// The first id from a number on that nothing has.
fn free(site: &Site, prefix: &str, width: usize, from: u64, home: &Home) -> String {
    let mut number = from;
    loop {
        let id = format!("{prefix}{number:0width$}");
        if owner(site, &id, &home.folder).is_none() && !site.items.iter().any(|item| is_row_of(item, &id)) {
            return id;
        }
        number += 1;
    }
}

fn is_row_of(item: &Item, id: &str) -> bool {
    let same = |own: &String| ids::comparable(own) == ids::comparable(id);
    item.document.is_none() && !ids::is_number(id) && item.id.as_ref().is_some_and(same)
}

/// The document that owns an id; that of a number alone within a folder.
pub fn owner(site: &Site, id: &str, folder: &str) -> Option<DocIx> {
    let key = ids::comparable(id);
    let here = |linked: &LinkedDocument, own: &str| !ids::is_number(own) || ids::scope(linked.path(), own) == folder;
    let owns = |linked: &LinkedDocument| {
        linked.id.as_ref().is_some_and(|fact| ids::comparable(&fact.value) == key && here(linked, &fact.value))
    };
    site.each().find(|(_, linked)| linked.kind != Kind::Template && owns(linked)).map(|(ix, _)| ix)
}
