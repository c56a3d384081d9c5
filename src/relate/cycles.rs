//! Circles in a directed graph, without recursion.

/// Every strongly connected component, each sorted, what is led to before what leads there: an iterative form of
/// Tarjan's walk. `after` holds for each node the nodes it leads to.
pub fn components(after: &[Vec<usize>]) -> Vec<Vec<usize>> {
    let mut walk = Walk {
        index: vec![NEW; after.len()],
        low: vec![0; after.len()],
        on_stack: vec![false; after.len()],
        stack: Vec::new(),
        next: 0,
    };
    let mut found = Vec::new();
    for start in 0..after.len() {
        if walk.index.get(start) != Some(&NEW) {
            continue;
        }
        walk.enter(start);
        let mut work: Vec<(usize, usize)> = vec![(start, 0)];
        while let Some((node, at)) = work.last_mut() {
            let node = *node;
            if let Some(&to) = after.get(node).and_then(|list| list.get(*at)) {
                *at += 1;
                match walk.index.get(to).copied() {
                    Some(NEW) => {
                        walk.enter(to);
                        work.push((to, 0));
                    }
                    Some(seen) if walk.on_stack.get(to) == Some(&true) => walk.lower(node, seen),
                    _ => {}
                }
                continue;
            }
            work.pop();
            let mine = walk.low.get(node).copied().unwrap_or(0);
            if let Some((above, _)) = work.last() {
                walk.lower(*above, mine);
            }
            if walk.index.get(node) == Some(&mine) {
                found.push(walk.leave(node));
            }
        }
    }
    found
}

/// The mark of a node not yet seen.
const NEW: usize = usize::MAX;

struct Walk {
    index: Vec<usize>,
    low: Vec<usize>,
    on_stack: Vec<bool>,
    stack: Vec<usize>,
    next: usize,
}

impl Walk {
    fn enter(&mut self, node: usize) {
        if let (Some(index), Some(low), Some(flag)) =
            (self.index.get_mut(node), self.low.get_mut(node), self.on_stack.get_mut(node))
        {
            (*index, *low, *flag) = (self.next, self.next, true);
        }
        self.next += 1;
        self.stack.push(node);
    }

    fn lower(&mut self, node: usize, to: usize) {
        if let Some(low) = self.low.get_mut(node) {
            *low = (*low).min(to);
        }
    }

    /// Takes the component that ends at a node from the stack.
    fn leave(&mut self, node: usize) -> Vec<usize> {
        let from = self.stack.iter().rposition(|other| *other == node).unwrap_or(0);
        let mut component = self.stack.split_off(from);
        for other in &component {
            if let Some(flag) = self.on_stack.get_mut(*other) {
                *flag = false;
            }
        }
        component.sort_unstable();
        component
    }
}

/// Edges looked at before the search for an even shorter way round is given up: one walk from the first node is always
/// made, so that a component of any size takes a bounded time.
const LOOKS: usize = 200_000;

/// A shortest way round in a component of two nodes or more, from its smallest node on; of two of one length the one
/// through the smaller nodes.
pub fn shortest(component: &[usize], after: &[Vec<usize>]) -> Vec<usize> {
    let mut best: Vec<usize> = Vec::new();
    let mut looks = 0_usize;
    for start in component {
        if looks > LOOKS || best.len() == 2 {
            break;
        }
        if let Some(found) = around(*start, component, after, best.len(), &mut looks) {
            best = found;
        }
    }
    let first = best.iter().enumerate().min_by_key(|(_, node)| **node).map_or(0, |(at, _)| at);
    best.rotate_left(first);
    best
}

/// The shortest way from a node back to itself inside a component, in breadth; `None` where it is not shorter than
/// `limit` nodes (0: any).
fn around(
    start: usize,
    component: &[usize],
    after: &[Vec<usize>],
    limit: usize,
    looks: &mut usize,
) -> Option<Vec<usize>> {
    let at = |node: usize| component.binary_search(&node).ok();
    let mut came: Vec<Option<usize>> = vec![None; component.len()];
    let mut ring = vec![start];
    let mut length = 1;
    while !ring.is_empty() && (limit == 0 || length < limit) {
        let mut next = Vec::new();
        for node in ring {
            for &to in after.get(node).into_iter().flatten() {
                *looks += 1;
                if to == start && node != start {
                    let mut way = vec![node];
                    let mut back = node;
                    while let Some(before) = at(back).and_then(|at| came.get(at).copied().flatten()) {
                        way.push(before);
                        back = before;
                    }
                    way.reverse();
                    return Some(way);
                }
                if to == start {
                    continue;
                }
                if let Some(slot) = at(to).and_then(|at| came.get_mut(at)).filter(|slot| slot.is_none()) {
                    *slot = Some(node);
                    next.push(to);
                }
            }
        }
        ring = next;
        length += 1;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn graph(count: usize, edges: &[(usize, usize)]) -> Vec<Vec<usize>> {
        let mut after = vec![Vec::new(); count];
        for (from, to) in edges {
            after[*from].push(*to);
        }
        after
    }

    fn knots(count: usize, edges: &[(usize, usize)]) -> Vec<Vec<usize>> {
        components(&graph(count, edges)).into_iter().filter(|one| one.len() > 1).collect()
    }

    #[test]
    fn circles_are_found_and_chains_are_not() {
        assert_eq!(knots(4, &[(0, 1), (1, 2), (2, 0), (2, 3)]), [[0, 1, 2]]);
        assert_eq!(knots(5, &[(3, 4), (4, 3), (0, 1), (1, 0)]), [[0, 1], [3, 4]]);
        assert!(knots(3, &[(0, 1), (0, 2), (1, 2)]).is_empty());
    }

    #[test]
    fn what_is_led_to_comes_first() {
        let order = components(&graph(4, &[(0, 1), (1, 2), (3, 0)])).concat();
        assert_eq!(order, [2, 1, 0, 3]);
    }

    #[test]
    fn the_way_round_is_a_shortest_one_from_its_smallest_node() {
        for (count, edges, expected) in [
            (2, &[(0, 1), (1, 0)][..], &[0, 1][..]),
            (3, &[(2, 1), (1, 0), (0, 2)], &[0, 2, 1]),
            // A long way from the first node, a short one elsewhere.
            (5, &[(0, 1), (1, 2), (2, 3), (3, 4), (4, 0), (3, 2)], &[2, 3]),
            (4, &[(0, 1), (1, 2), (2, 3), (3, 0), (2, 0)], &[0, 1, 2]),
            (3, &[(0, 0), (0, 1), (1, 2), (2, 0)], &[0, 1, 2]),
        ] {
            let after = graph(count, edges);
            let knot = components(&after).into_iter().find(|one| one.len() > 1).expect("a circle");
            assert_eq!(shortest(&knot, &after), expected, "{edges:?}");
        }
    }

    #[test]
    fn a_long_circle_needs_no_deep_stack() {
        let after: Vec<Vec<usize>> = (0..50_000).map(|node| vec![(node + 1) % 50_000]).collect();
        let found = components(&after);
        assert_eq!((found.len(), found[0].len()), (1, 50_000));
        assert_eq!(shortest(&found[0], &after).len(), 50_000);
    }
}
