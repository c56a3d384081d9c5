//! The longest chain of open dependencies, dated or not: what no planning makes shorter.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::model::{DocIx, RelationKind, Site};
use crate::views::Input;
use crate::views::card::{is_open, named};

/// Chains shorter than this are no chains.
const SHORTEST: usize = 3;

/// The documents of the longest chain, what comes first at the front; empty where there is none of three or more.
pub fn longest(input: Input<'_>, from: &str) -> Vec<Value> {
    let chain = find(input.site);
    if chain.len() < SHORTEST { Vec::new() } else { chain.into_iter().map(|ix| named(input, from, ix)).collect() }
}

fn find(site: &Site) -> Vec<DocIx> {
    let open = |ix: DocIx| {
        let linked = &site[ix];
        linked.item.is_some() && linked.status().is_some_and(|fact| is_open(fact.value.status))
    };
    let mut needs: BTreeMap<DocIx, Vec<DocIx>> = BTreeMap::new();
    for edge in site.edges.iter().filter(|edge| edge.kind == RelationKind::DependsOn) {
        if edge.source != edge.target && open(edge.source) && open(edge.target) {
            needs.entry(edge.source).or_default().push(edge.target);
            needs.entry(edge.target).or_default();
        }
    }
    walk(&needs)
}

/// The longest way along `needs`, from what needs nothing to what nothing needs. An edge back into the way being
/// walked closes a circle and is not taken.
fn walk(needs: &BTreeMap<DocIx, Vec<DocIx>>) -> Vec<DocIx> {
    let mut best: BTreeMap<DocIx, (usize, Option<DocIx>)> = BTreeMap::new();
    for &start in needs.keys() {
        if best.contains_key(&start) {
            continue;
        }
        let mut open: BTreeMap<DocIx, ()> = BTreeMap::from([(start, ())]);
        let mut stack = vec![(start, 0_usize)];
        while let Some((node, next)) = stack.pop() {
            let list = needs.get(&node).map_or(&[][..], Vec::as_slice);
            if let Some(&to) = list.get(next) {
                stack.push((node, next + 1));
                if !best.contains_key(&to) && !open.contains_key(&to) {
                    open.insert(to, ());
                    stack.push((to, 0));
                }
                continue;
            }
            let far = list
                .iter()
                .filter_map(|to| best.get(to).map(|(length, _)| (*length, *to)))
                .max_by_key(|(length, to)| (*length, std::cmp::Reverse(*to)));
            best.insert(node, far.map_or((1, None), |(length, to)| (length + 1, Some(to))));
            open.remove(&node);
        }
    }
    let longest = best.iter().max_by_key(|(ix, (length, _))| (*length, std::cmp::Reverse(**ix)));
    let mut chain = Vec::new();
    let mut at = longest.map(|(ix, _)| *ix);
    while let Some(ix) = at {
        chain.push(ix);
        at = best.get(&ix).and_then(|(_, next)| *next);
    }
    chain.reverse();
    chain
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chain(edges: &[(u32, u32)]) -> Vec<u32> {
        let mut needs: BTreeMap<DocIx, Vec<DocIx>> = BTreeMap::new();
        for (from, to) in edges {
            needs.entry(DocIx(*from)).or_default().push(DocIx(*to));
            needs.entry(DocIx(*to)).or_default();
        }
        walk(&needs).into_iter().map(|ix| ix.0).collect()
    }

    #[test]
    fn the_longest_chain_begins_with_what_needs_nothing() {
        assert_eq!(chain(&[(3, 2), (2, 1), (3, 1), (5, 4)]), [1, 2, 3]);
        assert!(chain(&[]).is_empty());
    }

    #[test]
    fn circles_end() {
        assert_eq!(chain(&[(1, 2), (2, 1)]).len(), 2);
        let deep: Vec<(u32, u32)> = (1..50_000).map(|at| (at, at - 1)).collect();
        assert_eq!(chain(&deep).len(), 50_000);
    }
}
