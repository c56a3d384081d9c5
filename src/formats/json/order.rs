//! The order of work as data.

use serde_json::{Value, json};

use crate::model::{Cycle, ItemIx, Need, Readiness, Site, Standing};

/// Where an item stands in the order of work: `ready`, `blocked_by`, `unblocks`, `unknown`.
pub(super) fn standing(site: &Site, item: Option<ItemIx>, into: &mut Value) {
    let none = Standing::default();
    let standing = item.map_or(&none, |ix| site.standing(ix));
    let needs = |list: &[Need]| list.iter().map(|one| need(site, one)).collect::<Vec<_>>();
    if let Some(map) = into.as_object_mut() {
        map.insert("ready".to_owned(), json!(standing.readiness == Readiness::Ready));
        map.insert("blocked_by".to_owned(), json!(needs(&standing.blocked_by)));
        map.insert("unblocks".to_owned(), json!(needs(&standing.unblocks)));
        map.insert("unknown".to_owned(), json!(standing.unknown.iter().map(|one| &one.id).collect::<Vec<_>>()));
    }
}

/// A dependency with the first line that says so.
fn need(site: &Site, need: &Need) -> Value {
    let evidence = need.edges.first().and_then(|edge| site[*edge].evidence.first());
    json!({
        "target": site.path_of(need.end),
        "id": site.id_of(need.end),
        "in": evidence.map(|one| &one.path),
        "line": evidence.and_then(|one| site.line(one)),
    })
}

/// A way round: each of the path needs the next, the last is the first again.
pub(super) fn cycle(site: &Site, cycle: &Cycle) -> Value {
    let path = cycle.path.iter().chain(cycle.path.first());
    let evidence = cycle.edges.iter().filter_map(|edge| site[*edge].evidence.first());
    json!({
        "path": path.map(|end| site.path_of(*end)).collect::<Vec<_>>(),
        "members": cycle.members.iter().map(|end| site.path_of(*end)).collect::<Vec<_>>(),
        "evidence": evidence.map(|one| json!({
            "path": one.path, "line": site.line(one), "text": site.around(one),
        })).collect::<Vec<_>>(),
    })
}
