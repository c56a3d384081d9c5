//! The longest chain in a directed graph, without recursion.

use std::cmp::Reverse;

use super::cycles;

/// The longest way along `after`, from what leads nowhere to what nothing leads to; of two of one length the one through
/// the smaller nodes. What goes round in a circle has no order: edges inside a circle are not taken. Empty where there
/// is no edge to take.
pub fn longest(after: &[Vec<usize>]) -> Vec<usize> {
    let order = cycles::components(after);
    let mut knot = vec![0_usize; after.len()];
    for (at, component) in order.iter().enumerate() {
        for &node in component {
            if let Some(slot) = knot.get_mut(node) {
                *slot = at;
            }
        }
    }
    let mut best: Vec<(usize, Option<usize>)> = vec![(1, None); after.len()];
    // What a node leads to comes before it, so its own best is known when the node's is asked.
    for &node in order.iter().flatten() {
        let far = after
            .get(node)
            .into_iter()
            .flatten()
            .filter(|to| knot.get(**to) != knot.get(node))
            .filter_map(|to| best.get(*to).map(|(length, _)| (*length, *to)))
            .max_by_key(|(length, to)| (*length, Reverse(*to)));
        if let (Some((length, to)), Some(slot)) = (far, best.get_mut(node)) {
            *slot = (length + 1, Some(to));
        }
    }
    let end = best.iter().enumerate().max_by_key(|(at, (length, _))| (*length, Reverse(*at)));
    let Some((mut at, _)) = end.filter(|(_, (length, _))| *length > 1) else { return Vec::new() };
    let mut chain = vec![at];
    while let Some((_, Some(next))) = best.get(at) {
        chain.push(*next);
        at = *next;
    }
    chain.reverse();
    chain
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chain(count: usize, edges: &[(usize, usize)]) -> Vec<usize> {
        let mut after = vec![Vec::new(); count];
        for (from, to) in edges {
            after[*from].push(*to);
        }
        longest(&after)
    }

    #[test]
    fn the_longest_chain_begins_with_what_needs_nothing() {
        assert_eq!(chain(6, &[(3, 2), (2, 1), (3, 1), (5, 4)]), [1, 2, 3]);
        assert_eq!(chain(6, &[(3, 1), (5, 4)]), [1, 3]);
        assert!(chain(4, &[]).is_empty());
    }

    #[test]
    fn a_circle_is_passed_and_not_walked() {
        assert!(chain(2, &[(0, 1), (1, 0)]).is_empty());
        assert_eq!(chain(5, &[(0, 1), (1, 0), (2, 1), (3, 2), (1, 4)]), [4, 1, 2, 3]);
    }

    #[test]
    fn a_deep_chain_needs_no_deep_stack() {
        let after: Vec<Vec<usize>> = (0..50_000_usize).map(|at| at.checked_sub(1).into_iter().collect()).collect();
        assert_eq!(longest(&after).len(), 50_000);
    }
}
