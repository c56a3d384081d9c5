//! What the graph is made of: documents as nodes, the strongest relation of each pair as an edge.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{DocIx, EdgeIx, Kind, RelationKind, Site};

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
    /// The documents, sorted by path.
    pub nodes: Vec<DocIx>,
    /// The edges, sorted by source, target.
    pub ties: Vec<Tie>,
    /// For every node how many edges lead to it.
    pub needed: Vec<usize>,
    /// For every node how many edges it has.
    pub degree: Vec<usize>,
}

impl Network {
    /// The connected documents. A part is drawn as the document it belongs to; links of trackers and lists, and links
    /// to what nearly everything links to, are left out: they lead everywhere and say nothing.
    pub fn of(site: &Site, kinds: &dyn Fn(RelationKind) -> bool) -> Self {
        let mut pairs: BTreeMap<(DocIx, DocIx), (RelationKind, EdgeIx)> = BTreeMap::new();
        let common = common(site);
        for (at, edge) in site.edges.iter().enumerate() {
            let (from, to) = (owner(site, edge.source), owner(site, edge.target));
            let list = edge.kind == RelationKind::LinksTo
                && (is_list(site[edge.source].kind)
                    || is_list(site[edge.target].kind)
                    || common.contains(&edge.target));
            if from == to || list || !kinds(edge.kind) {
                continue;
            }
            let found = (edge.kind, EdgeIx(at as u32));
            // One line for a pair, whichever way it was said first: the strongest kind wins.
            let key = if pairs.contains_key(&(to, from)) && edge.kind == RelationKind::LinksTo {
                (to, from)
            } else {
                (from, to)
            };
            pairs.entry(key).and_modify(|kept| *kept = (*kept).min(found)).or_insert(found);
        }
        let nodes: BTreeSet<DocIx> = pairs.keys().flat_map(|(from, to)| [*from, *to]).collect();
        Self::build(nodes.into_iter().collect(), pairs)
    }

    fn build(nodes: Vec<DocIx>, pairs: BTreeMap<(DocIx, DocIx), (RelationKind, EdgeIx)>) -> Self {
        let at: BTreeMap<DocIx, usize> = nodes.iter().enumerate().map(|(at, ix)| (*ix, at)).collect();
        let mut network = Self { needed: vec![0; nodes.len()], degree: vec![0; nodes.len()], nodes, ties: Vec::new() };
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
    pub fn within(&self, keep: &dyn Fn(DocIx) -> bool) -> Self {
        let pairs: BTreeMap<_, _> = self
            .ties
            .iter()
            .filter_map(|tie| {
                let (from, to) = (*self.nodes.get(tie.from)?, *self.nodes.get(tie.to)?);
                (keep(from) && keep(to)).then_some(((from, to), (tie.kind, tie.edge)))
            })
            .collect();
        let nodes: BTreeSet<DocIx> = pairs.keys().flat_map(|(from, to)| [*from, *to]).collect();
        Self::build(nodes.into_iter().collect(), pairs)
    }

    /// The most connected nodes, at most `most`, and the edges between them, the strongest kinds first.
    pub fn strongest(&self, most: usize) -> Self {
        let mut network = if self.nodes.len() <= most {
            self.clone()
        } else {
            let mut by_degree: Vec<usize> = (0..self.nodes.len()).collect();
            by_degree.sort_by_key(|at| (std::cmp::Reverse(self.degree.get(*at).copied()), *at));
            let kept: BTreeSet<DocIx> =
                by_degree.into_iter().take(most).filter_map(|at| self.nodes.get(at).copied()).collect();
            self.within(&|ix| kept.contains(&ix))
        };
        if network.ties.len() > MOST_EDGES {
            network.ties.sort_by_key(|tie| (tie.kind, tie.from, tie.to));
            network.ties.truncate(MOST_EDGES);
            network.ties.sort_by_key(|tie| (tie.from, tie.to));
        }
        network
    }
}

/// The document a part is drawn as.
pub fn owner(site: &Site, ix: DocIx) -> DocIx {
    let mut at = ix;
    // Parts of parts are rare and never deep; the bound keeps a circle from turning for ever.
    for _ in 0..8 {
        match site[at].part_of {
            Some(above) => at = above,
            None => break,
        }
    }
    at
}

/// Documents that a third of all others and at least thirty link to: a licence, a handbook.
fn common(site: &Site) -> BTreeSet<DocIx> {
    let links = |linked: &crate::model::LinkedDocument| {
        linked.incoming.iter().filter(|edge| site[**edge].kind == RelationKind::LinksTo).count()
    };
    let often = |count: usize| count >= 30 && count * 3 >= site.documents.len();
    site.each().filter(|(_, linked)| often(links(linked))).map(|(ix, _)| ix).collect()
}

fn is_list(kind: Kind) -> bool {
    matches!(kind, Kind::Index | Kind::Template)
}

/// Circles of dependencies: every set of documents that need each other, sorted. An iterative form of Tarjan's walk.
pub fn circles(count: usize, after: &dyn Fn(usize) -> Vec<usize>) -> Vec<Vec<usize>> {
    const NEW: usize = usize::MAX;
    let mut index = vec![NEW; count];
    let mut low = vec![0_usize; count];
    let mut on_stack = vec![false; count];
    let (mut stack, mut found, mut next) = (Vec::new(), Vec::new(), 0_usize);
    for start in 0..count {
        if index.get(start) != Some(&NEW) {
            continue;
        }
        let mut work: Vec<(usize, Vec<usize>, usize)> = vec![(start, after(start), 0)];
        enter(start, &mut next, &mut index, &mut low, &mut on_stack, &mut stack);
        while let Some((node, list, at)) = work.last_mut() {
            let node = *node;
            if let Some(&to) = list.get(*at) {
                *at += 1;
                match index.get(to).copied() {
                    Some(NEW) => {
                        enter(to, &mut next, &mut index, &mut low, &mut on_stack, &mut stack);
                        work.push((to, after(to), 0));
                    }
                    Some(seen) if on_stack.get(to) == Some(&true) => lower(&mut low, node, seen),
                    _ => {}
                }
                continue;
            }
            work.pop();
            let mine = low.get(node).copied().unwrap_or(0);
            if let Some((above, ..)) = work.last() {
                lower(&mut low, *above, mine);
            }
            if index.get(node) == Some(&mine) {
                let from = stack.iter().rposition(|other| *other == node).unwrap_or(0);
                let mut circle = stack.split_off(from);
                for other in &circle {
                    if let Some(flag) = on_stack.get_mut(*other) {
                        *flag = false;
                    }
                }
                if circle.len() > 1 {
                    circle.sort_unstable();
                    found.push(circle);
                }
            }
        }
    }
    found.sort();
    found
}

fn enter(
    node: usize,
    next: &mut usize,
    index: &mut [usize],
    low: &mut [usize],
    on_stack: &mut [bool],
    stack: &mut Vec<usize>,
) {
    if let (Some(index), Some(low), Some(flag)) = (index.get_mut(node), low.get_mut(node), on_stack.get_mut(node)) {
        (*index, *low, *flag) = (*next, *next, true);
    }
    *next += 1;
    stack.push(node);
}

fn lower(low: &mut [usize], node: usize, to: usize) {
    if let Some(low) = low.get_mut(node) {
        *low = (*low).min(to);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn find(count: usize, edges: &[(usize, usize)]) -> Vec<Vec<usize>> {
        circles(count, &|node| edges.iter().filter(|(from, _)| *from == node).map(|(_, to)| *to).collect())
    }

    #[test]
    fn circles_are_found_and_chains_are_not() {
        assert_eq!(find(4, &[(0, 1), (1, 2), (2, 0), (2, 3)]), [[0, 1, 2]]);
        assert_eq!(find(5, &[(3, 4), (4, 3), (0, 1), (1, 0)]), [[0, 1], [3, 4]]);
        assert!(find(3, &[(0, 1), (0, 2), (1, 2)]).is_empty());
    }

    #[test]
    fn a_long_chain_needs_no_deep_stack() {
        let found = circles(100_000, &|node| if node + 1 < 100_000 { vec![node + 1] } else { vec![0] });
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].len(), 100_000);
    }
}
