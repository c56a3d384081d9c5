//! The order of work: what each item waits for, what can begin, what goes round in a circle, and the longest chain.

use std::collections::{BTreeMap, BTreeSet};

use super::{chain, cycles};
use crate::base::natural::natural;
use crate::model::{
    Cycle, Dangling, Edge, EdgeIx, Item, ItemIx, ItemOrDocument, LinkedDocument, Need, NeedState, Order, Readiness,
    Relation, RelationKind, Standing, Status, Target, whole,
};

/// The order of work of linked documents.
pub fn of(documents: &[LinkedDocument], items: &[Item], edges: &[Edge]) -> Order {
    let ground = Ground::new(documents, items, edges);
    Order { standings: ground.standings(), cycles: ground.cycles(), chain: ground.chain() }
}

/// The dependencies between whole items and documents: what a part needs its item needs.
struct Ground<'a> {
    documents: &'a [LinkedDocument],
    items: &'a [Item],
    /// Everything that needs something or is needed, sorted by name.
    ends: Vec<ItemOrDocument>,
    /// For each of them what it needs, sorted, with the edges that say so.
    needs: Vec<Vec<(usize, Vec<EdgeIx>)>>,
    states: Vec<NeedState>,
}

impl<'a> Ground<'a> {
    fn new(documents: &'a [LinkedDocument], items: &'a [Item], edges: &[Edge]) -> Self {
        let mut pairs: BTreeMap<(ItemOrDocument, ItemOrDocument), Vec<EdgeIx>> = BTreeMap::new();
        for (at, edge) in edges.iter().enumerate().filter(|(_, edge)| edge.kind == RelationKind::DependsOn) {
            let (from, to) = (whole(documents, edge.source), whole(documents, edge.target));
            if from != to {
                let said = pairs.entry((from, to)).or_default();
                // What the item says itself stands before what its parts say.
                let own = edge.source == from && edge.target == to;
                said.insert(if own { 0 } else { said.len() }, EdgeIx(at as u32));
            }
        }
        let ends: BTreeSet<ItemOrDocument> = pairs.keys().flat_map(|(from, to)| [*from, *to]).collect();
        let mut ends: Vec<ItemOrDocument> = ends.into_iter().collect();
        ends.sort_by(|a, b| {
            let (a_name, b_name) = (name(documents, items, *a), name(documents, items, *b));
            natural(a_name, b_name).then_with(|| a.cmp(b))
        });
        let at: BTreeMap<ItemOrDocument, usize> = ends.iter().enumerate().map(|(at, end)| (*end, at)).collect();
        let mut needs: Vec<Vec<(usize, Vec<EdgeIx>)>> = vec![Vec::new(); ends.len()];
        for ((from, to), said) in pairs {
            if let (Some(list), Some(&to)) = (at.get(&from).and_then(|from| needs.get_mut(*from)), at.get(&to)) {
                list.push((to, said));
            }
        }
        for list in &mut needs {
            list.sort_unstable_by_key(|(to, _)| *to);
        }
        let states = ends.iter().map(|end| state(documents, items, *end)).collect();
        Self { documents, items, ends, needs, states }
    }

    fn state(&self, at: usize) -> NeedState {
        self.states.get(at).copied().unwrap_or(NeedState::NoWork)
    }

    fn need(&self, at: usize, edges: &[EdgeIx]) -> Option<Need> {
        self.ends.get(at).map(|end| Need { end: *end, edges: edges.to_vec() })
    }

    fn item(&self, end: ItemOrDocument) -> Option<ItemIx> {
        match end {
            ItemOrDocument::Document(ix) => self.documents.get(ix.at())?.item,
            ItemOrDocument::Row(ix) => Some(ix),
        }
    }

    fn standings(&self) -> Vec<Standing> {
        let mut standings: Vec<Standing> = self.items.iter().map(|_| Standing::default()).collect();
        let mut held: BTreeSet<ItemIx> = BTreeSet::new();
        for (at, list) in self.needs.iter().enumerate() {
            let Some(end) = self.ends.get(at) else { continue };
            let item = self.item(*end);
            // Work that is over or lies in an archive waits for nothing.
            let waits = item
                .and_then(|ix| self.items.get(ix.at()))
                .is_some_and(|item| !item.archived && !item.status().is_some_and(|fact| fact.value.status.is_closed()));
            for (to, edges) in list {
                let state = self.state(*to);
                let Some(need) = self.need(*to, edges) else { continue };
                if let Some(standing) = item.and_then(|ix| standings.get_mut(ix.at())) {
                    if waits && state == NeedState::Open {
                        standing.blocked_by.push(need.clone());
                    }
                    standing.needs.push(need);
                }
                if let Some(ix) = item.filter(|_| !matches!(state, NeedState::Done | NeedState::NoWork)) {
                    held.insert(ix);
                }
                let before = self.ends.get(*to).and_then(|end| self.item(*end));
                if let (Some(before), true, NeedState::Open) = (before, waits, state)
                    && let (Some(standing), Some(need)) = (standings.get_mut(before.at()), self.need(at, edges))
                {
                    standing.unblocks.push(need);
                }
            }
        }
        for (at, (standing, item)) in standings.iter_mut().zip(self.items).enumerate() {
            standing.unknown = self.unknown(item);
            let begins = item
                .status()
                .is_some_and(|fact| matches!(fact.value.status, Status::Planned | Status::Ready) && !item.archived);
            standing.readiness = match (begins && !held.contains(&ItemIx(at as u32)), standing.unknown.is_empty()) {
                (false, _) => Readiness::No,
                (true, true) => Readiness::Ready,
                (true, false) => Readiness::ButUnknown,
            };
        }
        standings
    }

    /// The ids an item and its parts depend on that lead nowhere.
    fn unknown(&self, item: &Item) -> Vec<Dangling> {
        let own = item.document.into_iter().chain(item.parts.iter().copied());
        let of_documents = own.filter_map(|ix| self.documents.get(ix.at())).filter(|linked| !linked.variant);
        let relations = of_documents.flat_map(|linked| &linked.relations).chain(&item.relations);
        let mut seen: BTreeSet<&str> = BTreeSet::new();
        relations
            .filter(|relation| relation.kind == RelationKind::DependsOn && leads_nowhere(relation))
            .filter(|relation| seen.insert(&relation.id))
            .map(|relation| Dangling { kind: relation.kind, id: relation.id.clone(), place: relation.place.clone() })
            .collect()
    }

    /// What each needs, without the edges.
    fn after(&self, keep: impl Fn(usize) -> bool) -> Vec<Vec<usize>> {
        let kept = |(from, list): (usize, &Vec<(usize, Vec<EdgeIx>)>)| {
            if keep(from) { list.iter().map(|(to, _)| *to).filter(|to| keep(*to)).collect() } else { Vec::new() }
        };
        self.needs.iter().enumerate().map(kept).collect()
    }

    fn cycles(&self) -> Vec<Cycle> {
        let after = self.after(|_| true);
        let mut knots: Vec<Vec<usize>> =
            cycles::components(&after).into_iter().filter(|component| component.len() > 1).collect();
        knots.sort();
        knots
            .iter()
            .map(|knot| {
                let way = cycles::shortest(knot, &after);
                let next = way.iter().cycle().skip(1);
                let edges = way.iter().zip(next).filter_map(|(from, to)| self.edge(*from, *to)).collect();
                let ends = |list: &[usize]| list.iter().filter_map(|at| self.ends.get(*at).copied()).collect();
                Cycle { path: ends(&way), edges, members: ends(knot) }
            })
            .collect()
    }

    fn edge(&self, from: usize, to: usize) -> Option<EdgeIx> {
        let list = self.needs.get(from)?;
        let at = list.binary_search_by_key(&to, |(to, _)| *to).ok()?;
        list.get(at)?.1.first().copied()
    }

    fn chain(&self) -> Vec<ItemOrDocument> {
        let open = |at: usize| {
            self.state(at) == NeedState::Open && self.ends.get(at).is_some_and(|end| self.item(*end).is_some())
        };
        chain::longest(&self.after(open)).into_iter().filter_map(|at| self.ends.get(at).copied()).collect()
    }
}

/// Whether a relation names an id that nobody, or more than one, owns.
fn leads_nowhere(relation: &Relation) -> bool {
    relation.target == Target::Broken
}

fn name<'a>(documents: &'a [LinkedDocument], items: &'a [Item], end: ItemOrDocument) -> &'a str {
    match end {
        ItemOrDocument::Document(ix) => documents
            .get(ix.at())
            .map_or("", |linked| linked.id.as_ref().map_or(linked.path(), |fact| fact.value.as_str())),
        ItemOrDocument::Row(ix) => items.get(ix.at()).map_or("", |item| item.id.as_deref().unwrap_or(&item.title)),
    }
}

fn state(documents: &[LinkedDocument], items: &[Item], end: ItemOrDocument) -> NeedState {
    let item = |ix: ItemIx| items.get(ix.at()).map_or(NeedState::NoWork, NeedState::of_item);
    match end {
        ItemOrDocument::Row(ix) => item(ix),
        ItemOrDocument::Document(ix) => documents.get(ix.at()).map_or(NeedState::NoWork, |linked| match linked.item {
            Some(ix) => item(ix),
            None => NeedState::of_document(linked),
        }),
    }
}
