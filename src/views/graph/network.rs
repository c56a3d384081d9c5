//! What the graph is made of: documents as nodes, the strongest relation of each pair as an edge.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Edge, EdgeIx, ItemOrDocument, Kind, RelationKind, Site};

/// The most nodes one picture holds.
pub const MOST_NODES: usize = 300;
/// The most edges one picture holds.
pub const MOST_EDGES: usize = 900;

/// An edge of the picture.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Tie {
    /// Position of the source in [`Network::nodes`].
    pub from: usize,
    /// Position of the target.
    pub to: usize,
    /// The kind.
    pub kind: RelationKind,
    /// The edge it stands for, with its evidence.
    pub edge: EdgeIx,
}

/// Nodes and edges of one picture.
#[derive(Clone, Debug, Default)]
pub struct Network {
    /// The documents by path, behind them the rows.
    pub nodes: Vec<ItemOrDocument>,
    /// The edges, sorted by source, target.
    pub ties: Vec<Tie>,
    /// For every node how many edges lead to it.
    pub needed: Vec<usize>,
    /// For every node how many edges it has.
    pub degree: Vec<usize>,
    /// Edges between its nodes that were left out for being too many.
    pub left: usize,
}

impl Network {
    /// The connected documents. A part is drawn as the document it belongs to; links of trackers and lists, and links
    /// to what nearly everything links to, are left out: they lead everywhere and say nothing.
    pub fn of(telling: &[Telling], kinds: &dyn Fn(RelationKind) -> bool) -> Self {
        let mut pairs: BTreeMap<(ItemOrDocument, ItemOrDocument), (RelationKind, EdgeIx)> = BTreeMap::new();
        for &(from, to, kind, edge) in telling.iter().filter(|(_, _, kind, _)| kinds(*kind)) {
            let found = (kind, edge);
            // One line for a pair, whichever way it was said first: the strongest kind wins.
            let key =
                if pairs.contains_key(&(to, from)) && kind == RelationKind::LinksTo { (to, from) } else { (from, to) };
            pairs.entry(key).and_modify(|kept| *kept = (*kept).min(found)).or_insert(found);
        }
        // A plain link back says nothing beside what is stronger.
        let turned = |(from, to): &(ItemOrDocument, ItemOrDocument), kind: RelationKind| {
            kind == RelationKind::LinksTo && pairs.contains_key(&(*to, *from))
        };
        let pairs: BTreeMap<_, _> =
            pairs.iter().filter(|(ends, found)| !turned(ends, found.0)).map(|(ends, found)| (*ends, *found)).collect();
        let nodes: BTreeSet<ItemOrDocument> = pairs.keys().flat_map(|(from, to)| [*from, *to]).collect();
        Self::build(nodes.into_iter().collect(), pairs)
    }

    fn build(
        nodes: Vec<ItemOrDocument>,
        pairs: BTreeMap<(ItemOrDocument, ItemOrDocument), (RelationKind, EdgeIx)>,
    ) -> Self {
        let at: BTreeMap<ItemOrDocument, usize> = nodes.iter().enumerate().map(|(at, ix)| (*ix, at)).collect();
        let mut network =
            Self { needed: vec![0; nodes.len()], degree: vec![0; nodes.len()], nodes, ties: Vec::new(), left: 0 };
        for ((from, to), (kind, edge)) in pairs {
            let (Some(&from), Some(&to)) = (at.get(&from), at.get(&to)) else { continue };
            network.ties.push(Tie { from, to, kind, edge });
            for end in [from, to] {
                if let Some(degree) = network.degree.get_mut(end) {
                    *degree += 1;
                }
            }
            if let Some(needed) = network.needed.get_mut(to) {
                *needed += 1;
            }
        }
        network
    }

    /// The part of the network between the documents that `keep` holds, lone ones left out.
    pub fn within(&self, keep: &dyn Fn(ItemOrDocument) -> bool) -> Self {
        let pairs: BTreeMap<_, _> = self
            .ties
            .iter()
            .filter_map(|tie| {
                let (from, to) = (*self.nodes.get(tie.from)?, *self.nodes.get(tie.to)?);
                (keep(from) && keep(to)).then_some(((from, to), (tie.kind, tie.edge)))
            })
            .collect();
        let nodes: BTreeSet<ItemOrDocument> = pairs.keys().flat_map(|(from, to)| [*from, *to]).collect();
        Self::build(nodes.into_iter().collect(), pairs)
    }

    /// At most `most` nodes that hang together, from the most connected one on, and the edges between them, the strongest
    /// kinds first.
    pub fn strongest(&self, most: usize) -> Self {
        let mut network = if self.nodes.len() <= most {
            self.clone()
        } else {
            let kept: BTreeSet<ItemOrDocument> =
                self.outwards(most).into_iter().filter_map(|at| self.nodes.get(at).copied()).collect();
            self.within(&|ix| kept.contains(&ix))
        };
        if network.ties.len() > MOST_EDGES {
            network.ties.sort_by_key(|tie| (tie.kind, tie.from, tie.to));
            network.left = network.ties.len() - MOST_EDGES;
            network.ties.truncate(MOST_EDGES);
            network.ties.sort_by_key(|tie| (tie.from, tie.to));
        }
        network
    }

    /// The first `most` nodes on the way outwards from the most connected one, step by step, those with more ties first;
    /// where a part is used up, from the most connected node that is left.
    fn outwards(&self, most: usize) -> Vec<usize> {
        let mut near: Vec<Vec<usize>> = vec![Vec::new(); self.nodes.len()];
        for tie in &self.ties {
            for (from, to) in [(tie.from, tie.to), (tie.to, tie.from)] {
                if let Some(list) = near.get_mut(from) {
                    list.push(to);
                }
            }
        }
        let rank = |at: &usize| (std::cmp::Reverse(self.degree.get(*at).copied()), *at);
        let mut starts: Vec<usize> = (0..self.nodes.len()).collect();
        starts.sort_by_key(rank);
        let mut seen = BTreeSet::new();
        let mut out = Vec::new();
        for start in starts {
            let mut rim = vec![start];
            while out.len() < most && !rim.is_empty() {
                rim.retain(|at| seen.insert(*at));
                rim.sort_by_key(rank);
                out.extend(&rim);
                rim = rim.iter().filter_map(|at| near.get(*at)).flatten().copied().collect();
            }
        }
        out.truncate(most);
        out
    }
}

/// An edge between whole documents: from, to, its kind, and which it is.
pub type Telling = (ItemOrDocument, ItemOrDocument, RelationKind, EdgeIx);

/// The edges that say something, between whole documents.
pub fn telling(site: &Site) -> Vec<Telling> {
    let common = common(site);
    let tells = |(at, edge): (usize, &Edge)| {
        let (from, to) = (site.whole(edge.source), site.whole(edge.target));
        let list = edge.kind == RelationKind::LinksTo
            && (is_list(site.kind_of(edge.source))
                || is_list(site.kind_of(edge.target))
                || common.contains(&edge.target));
        (from != to && !list).then_some((from, to, edge.kind, EdgeIx(at as u32)))
    };
    site.edges.iter().enumerate().filter_map(tells).collect()
}

/// Documents that stand for themselves and are tied to nothing, by path: no parts, no templates, no rows, which stand in
/// their tracker.
pub fn alone(site: &Site) -> impl Iterator<Item = ItemOrDocument> + '_ {
    site.each().map(|(ix, linked)| (ItemOrDocument::Document(ix), linked)).filter_map(|(end, linked)| {
        let lone = site.incoming(end).is_empty() && site.outgoing(end).is_empty();
        let whole = linked.part_of.is_none() && linked.parts.is_empty() && linked.kind != Kind::Template;
        (lone && whole).then_some(end)
    })
}

/// Documents that a third of all others and at least thirty link to: a licence, a handbook.
fn common(site: &Site) -> BTreeSet<ItemOrDocument> {
    let links = |linked: &crate::model::LinkedDocument| {
        linked.incoming.iter().filter(|edge| site[**edge].kind == RelationKind::LinksTo).count()
    };
    let often = |count: usize| count >= 30 && count * 3 >= site.documents.len();
    site.each().filter(|(_, linked)| often(links(linked))).map(|(ix, _)| ItemOrDocument::Document(ix)).collect()
}

fn is_list(kind: Kind) -> bool {
    matches!(kind, Kind::Index | Kind::Template)
}
