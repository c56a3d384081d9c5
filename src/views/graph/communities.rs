//! Groups of nodes that are tied to each other more than to the rest (the Louvain method: Blondel and others, "Fast
//! unfolding of communities in large networks", 2008), for documents that neither folders nor tags tell apart.

use std::collections::BTreeMap;

/// Rounds of joining groups; each at least halves what it joins, and few are needed.
const ROUNDS: usize = 12;
/// Sweeps over all nodes within a round.
const SWEEPS: usize = 12;

/// The group of every node, numbered by first appearance. `ties` are pairs of positions below `count` with a weight.
pub fn of(count: usize, ties: &[(usize, usize, f64)]) -> Vec<usize> {
    let mut group: Vec<usize> = (0..count).collect();
    let mut level = Level::of(count, ties);
    for _ in 0..ROUNDS {
        let moved = level.settle();
        let joined = numbered(&moved);
        let groups = joined.iter().map(|group| group + 1).max().unwrap_or(0);
        for slot in &mut group {
            *slot = joined.get(*slot).copied().unwrap_or(0);
        }
        if groups == level.near.len() {
            break;
        }
        level = level.joined(&joined, groups);
    }
    numbered(&group)
}

/// Groups numbered by first appearance.
fn numbered(groups: &[usize]) -> Vec<usize> {
    let mut numbers: BTreeMap<usize, usize> = BTreeMap::new();
    groups
        .iter()
        .map(|group| {
            let next = numbers.len();
            *numbers.entry(*group).or_insert(next)
        })
        .collect()
}

/// A graph of groups.
struct Level {
    /// The neighbours of each with the weight of the ties, itself excluded; sorted.
    near: Vec<Vec<(usize, f64)>>,
    /// The weight of all ends of ties at each, those inside it twice.
    ends: Vec<f64>,
    /// The weight of all ends.
    all: f64,
}

impl Level {
    fn of(count: usize, ties: &[(usize, usize, f64)]) -> Self {
        let mut level = Self { near: vec![Vec::new(); count], ends: vec![0.0; count], all: 0.0 };
        for &(a, b, weight) in ties.iter().filter(|(a, b, _)| *a < count && *b < count) {
            level.tie(a, b, weight);
        }
        level.gather();
        level
    }

    fn tie(&mut self, a: usize, b: usize, weight: f64) {
        for (from, to) in [(a, b), (b, a)] {
            if let Some(ends) = self.ends.get_mut(from) {
                *ends += weight;
            }
            if let Some(near) = self.near.get_mut(from).filter(|_| a != b) {
                near.push((to, weight));
            }
        }
        self.all += weight * 2.0;
    }

    /// Sorts the neighbours, and adds up the weights of those met more than once, in the order in which they were met.
    fn gather(&mut self) {
        for near in &mut self.near {
            near.sort_by_key(|(to, _)| *to);
            near.dedup_by(|later, kept| {
                let same = later.0 == kept.0;
                if same {
                    kept.1 += later.1;
                }
                same
            });
        }
    }

    /// Moves each node to the group where it adds most to the modularity, until none moves.
    fn settle(&self) -> Vec<usize> {
        let count = self.near.len();
        let mut group: Vec<usize> = (0..count).collect();
        let mut total = self.ends.clone();
        // The weight of the ties to each group that a node has any to, and those groups.
        let mut weights: Vec<Option<f64>> = vec![None; count];
        let mut met: Vec<usize> = Vec::new();
        for _ in 0..SWEEPS {
            let mut moved = false;
            for node in 0..count {
                let (Some(near), Some(&own), Some(&ends)) = (self.near.get(node), group.get(node), self.ends.get(node))
                else {
                    continue;
                };
                let own_first = near.iter().filter_map(|(other, weight)| Some((*group.get(*other)?, *weight)));
                for (other, weight) in std::iter::once((own, 0.0)).chain(own_first) {
                    if let Some(slot) = weights.get_mut(other) {
                        if slot.is_none() {
                            met.push(other);
                        }
                        *slot = Some(slot.unwrap_or(0.0) + weight);
                    }
                }
                met.sort_unstable();
                if let Some(total) = total.get_mut(own) {
                    *total -= ends;
                }
                let gain =
                    |to: usize, weight: f64| weight - ends * total.get(to).copied().unwrap_or(0.0) / self.all.max(1e-9);
                let stay = gain(own, weights.get(own).copied().flatten().unwrap_or(0.0));
                let mut best = (stay, own);
                for to in met.drain(..) {
                    let gain = gain(to, weights.get_mut(to).and_then(Option::take).unwrap_or(0.0));
                    if gain > best.0 + 1e-9 {
                        best = (gain, to);
                    }
                }
                if let Some(total) = total.get_mut(best.1) {
                    *total += ends;
                }
                if best.1 != own
                    && let Some(slot) = group.get_mut(node)
                {
                    *slot = best.1;
                    moved = true;
                }
            }
            if !moved {
                break;
            }
        }
        group
    }

    /// The graph whose nodes are the groups.
    fn joined(&self, group: &[usize], groups: usize) -> Self {
        let mut level = Self { near: vec![Vec::new(); groups], ends: vec![0.0; groups], all: self.all };
        for (node, (near, ends)) in self.near.iter().zip(&self.ends).enumerate() {
            let Some(&own) = group.get(node) else { continue };
            if let Some(slot) = level.ends.get_mut(own) {
                *slot += ends;
            }
            for (other, weight) in near {
                if let (Some(&other), Some(near)) = (group.get(*other), level.near.get_mut(own))
                    && other != own
                {
                    near.push((other, *weight));
                }
            }
        }
        level.gather();
        level
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_tied_together_is_one_group() {
        // Two full groups of four, tied by one edge; a pair by itself; a lone node.
        let full = |at: usize| (0..4).flat_map(move |a| (0..a).map(move |b| (at + a, at + b, 1.0)));
        let ties: Vec<(usize, usize, f64)> = full(0).chain(full(4)).chain([(3, 4, 1.0), (8, 9, 1.0)]).collect();
        assert_eq!(of(11, &ties), [0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 3]);
    }

    #[test]
    fn a_heavy_tie_draws_more() {
        let ties = [(0, 1, 1.0), (1, 2, 5.0), (2, 3, 1.0), (3, 4, 5.0), (0, 4, 5.0)];
        let group = of(5, &ties);
        assert_eq!((group[1], group[0]), (group[2], group[4]));
        assert_ne!(group[0], group[1]);
    }

    #[test]
    fn nothing_and_ties_outside_do_no_harm() {
        assert!(of(0, &[]).is_empty());
        assert_eq!(of(2, &[(0, 7, 1.0), (1, 1, 1.0)]), [0, 1]);
    }
}
