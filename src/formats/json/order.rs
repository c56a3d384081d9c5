//! The order of work as data.

use super::evidence;
use crate::formats::out::Object;
use crate::model::{Cycle, ItemIx, Need, Readiness, Site, Standing};

/// Where an item stands in the order of work.
pub(super) struct Stands<'a> {
    site: &'a Site,
    /// What is no item waits for nothing.
    standing: Option<&'a Standing>,
}

impl<'a> Stands<'a> {
    /// Of an item, or of what is none.
    pub(super) fn of(site: &'a Site, item: Option<ItemIx>) -> Self {
        Self { site, standing: item.map(|ix| site.standing(ix)) }
    }

    /// `blocked_by`.
    pub(super) fn blocked_by(&self, to: &mut Object<'_>) {
        self.needs(to, "blocked_by", |standing| &standing.blocked_by);
    }

    /// `ready`.
    pub(super) fn ready(&self, to: &mut Object<'_>) {
        to.put("ready", &self.standing.is_some_and(|standing| standing.readiness == Readiness::Ready));
    }

    /// `unblocks` and `unknown`.
    pub(super) fn unblocks_and_unknown(&self, to: &mut Object<'_>) {
        self.needs(to, "unblocks", |standing| &standing.unblocks);
        to.values("unknown", self.standing.into_iter().flat_map(|standing| &standing.unknown).map(|one| &one.id));
    }

    fn needs(&self, to: &mut Object<'_>, key: &'static str, list: impl Fn(&'a Standing) -> &'a [Need]) {
        to.objects(key, self.standing.into_iter().flat_map(list), |to, one| need(to, self.site, one));
    }
}

/// A dependency with the first line that says so.
fn need(to: &mut Object<'_>, site: &Site, need: &Need) {
    let evidence = need.edges.first().and_then(|edge| site[*edge].evidence.first());
    to.put("id", &site.id_of(need.end));
    to.put("in", &evidence.map(|one| &*one.path));
    to.put("line", &evidence.and_then(|one| site.line(one)));
    to.put("target", &site.path_of(need.end));
}

/// A way round: each of the path needs the next, the last is the first again.
pub(super) fn cycle(to: &mut Object<'_>, site: &Site, cycle: &Cycle) {
    evidence(to, site, cycle.edges.iter().filter_map(|edge| site[*edge].evidence.first()));
    to.values("members", cycle.members.iter().map(|end| site.path_of(*end)));
    let path = cycle.path.iter().chain(cycle.path.first());
    to.values("path", path.map(|end| site.path_of(*end)));
}
