//! The layered arrangement: what comes first stands left, every dependency points to the right.

use std::collections::BTreeMap;

/// Where a node stands in its part of the picture.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Rank {
    /// The connected part, the largest first.
    pub part: usize,
    /// The layer from the left, from 0.
    pub layer: usize,
    /// Its place in the layer from the top, from 0.
    pub order: usize,
}

/// The cell of a node.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Cell {
    /// The column, from 0.
    pub column: usize,
    /// The row, from 0.
    pub row: usize,
    /// How many parts stand left of its own: each is set off from the next.
    pub beside: usize,
    /// How many rows of parts stand above its own.
    pub below: usize,
}

/// Nodes higher than this in one layer go on in the next.
pub const HIGH: usize = 24;
/// Columns that small parts beside each other may fill, where no part is wider.
const WIDE: usize = 4;

/// Ranks the nodes so that in every part, for every `(before, after)`, the first stands in a layer left of the second's.
/// Edges of cycles, found from the first node on, are turned round for that; `count` and `edges` decide everything.
pub fn ranks(count: usize, edges: &[(usize, usize)]) -> Vec<Rank> {
    let mut ranks = vec![Rank::default(); count];
    for (at, part) in parts(count, edges).into_iter().enumerate() {
        let mut after: Vec<Vec<usize>> = vec![Vec::new(); part.nodes.len()];
        for &(from, to) in part.edges.iter().filter(|(from, to)| from != to) {
            if let Some(list) = after.get_mut(from) {
                list.push(to);
            }
        }
        let forward = without_cycles(&after);
        let layers = longest(&forward);
        for (layer, row) in order(&forward, &layers).into_iter().enumerate() {
            for (order, node) in row.into_iter().enumerate() {
                if let Some(rank) = part.nodes.get(node).and_then(|node| ranks.get_mut(*node)) {
                    *rank = Rank { part: at, layer, order };
                }
            }
        }
    }
    ranks
}

/// The cells of ranked nodes: every part for itself, the largest at the top, small ones side by side below. A layer of
/// more than [`HIGH`] nodes takes several columns.
pub fn cells(ranks: &[Rank]) -> Vec<Cell> {
    let mut parts: BTreeMap<usize, BTreeMap<usize, Vec<(usize, usize)>>> = BTreeMap::new();
    for (node, rank) in ranks.iter().enumerate() {
        parts.entry(rank.part).or_default().entry(rank.layer).or_default().push((rank.order, node));
    }
    let mut cells = vec![Cell::default(); ranks.len()];
    let (mut top, mut left, mut high, mut wide) = (0, 0, 0, WIDE);
    let (mut beside, mut below) = (0, 0);
    for layers in parts.into_values() {
        let highest = layers.values().map(Vec::len).max().unwrap_or(0).min(HIGH);
        let columns: usize = layers.values().map(|layer| layer.len().div_ceil(HIGH)).sum();
        wide = wide.max(columns);
        if left > 0 && left + columns > wide {
            (top, left, high) = (top + high, 0, 0);
            (beside, below) = (0, below + 1);
        }
        let mut column = left;
        for mut layer in layers.into_values() {
            layer.sort_unstable();
            for chunk in layer.chunks(HIGH) {
                let lead = (highest - chunk.len()) / 2;
                for (at, (_, node)) in chunk.iter().enumerate() {
                    if let Some(cell) = cells.get_mut(*node) {
                        *cell = Cell { column, row: top + lead + at, beside, below };
                    }
                }
                column += 1;
            }
        }
        (left, high, beside) = (column, high.max(highest), beside + 1);
    }
    cells
}

/// A connected part: its nodes, and its edges by position in that list.
struct Part {
    nodes: Vec<usize>,
    edges: Vec<(usize, usize)>,
}

/// The connected parts, the largest first; parts of one size by their first node.
fn parts(count: usize, edges: &[(usize, usize)]) -> Vec<Part> {
    let mut above: Vec<usize> = (0..count).collect();
    let root = |above: &mut Vec<usize>, node: usize| {
        let mut at = node;
        while let Some(&next) = above.get(at).filter(|next| **next != at) {
            // Halving the way keeps later walks short.
            let further = above.get(next).copied().unwrap_or(next);
            if let Some(slot) = above.get_mut(at) {
                *slot = further;
            }
            at = next;
        }
        at
    };
    let inside = |(from, to): &&(usize, usize)| *from < count && *to < count;
    for &(from, to) in edges.iter().filter(inside) {
        let (a, b) = (root(&mut above, from), root(&mut above, to));
        if let Some(slot) = above.get_mut(a.max(b)) {
            *slot = a.min(b);
        }
    }
    let mut by_root: BTreeMap<usize, Part> = BTreeMap::new();
    let mut place = vec![0; count];
    for node in 0..count {
        let part =
            by_root.entry(root(&mut above, node)).or_insert_with(|| Part { nodes: Vec::new(), edges: Vec::new() });
        if let Some(place) = place.get_mut(node) {
            *place = part.nodes.len();
        }
        part.nodes.push(node);
    }
    for &(from, to) in edges.iter().filter(inside) {
        let ends = place.get(from).copied().zip(place.get(to).copied());
        if let (Some(part), Some(ends)) = (by_root.get_mut(&root(&mut above, from)), ends) {
            part.edges.push(ends);
        }
    }
    let mut parts: Vec<Part> = by_root.into_values().collect();
    parts.sort_by_key(|part| (std::cmp::Reverse(part.nodes.len()), part.nodes.first().copied()));
    parts
}

/// The edges with every edge that closes a cycle turned round.
fn without_cycles(after: &[Vec<usize>]) -> Vec<Vec<usize>> {
    #[derive(Clone, Copy, PartialEq)]
    enum Seen {
        No,
        Open,
        Closed,
    }
    let mut seen = vec![Seen::No; after.len()];
    let mut out: Vec<Vec<usize>> = vec![Vec::new(); after.len()];
    let mut add = |from: usize, to: usize| {
        if let Some(list) = out.get_mut(from) {
            list.push(to);
        }
    };
    for start in 0..after.len() {
        if seen.get(start) != Some(&Seen::No) {
            continue;
        }
        // A stack of its own: chains may be deeper than the thread's.
        let mut stack = vec![(start, 0_usize)];
        if let Some(seen) = seen.get_mut(start) {
            *seen = Seen::Open;
        }
        while let Some((node, next)) = stack.pop() {
            let Some(&to) = after.get(node).and_then(|list| list.get(next)) else {
                if let Some(seen) = seen.get_mut(node) {
                    *seen = Seen::Closed;
                }
                continue;
            };
            stack.push((node, next + 1));
            match seen.get(to).copied() {
                Some(Seen::Open) => add(to, node),
                Some(Seen::No) => {
                    add(node, to);
                    if let Some(seen) = seen.get_mut(to) {
                        *seen = Seen::Open;
                    }
                    stack.push((to, 0));
                }
                _ => add(node, to),
            }
        }
    }
    for list in &mut out {
        list.sort_unstable();
        list.dedup();
    }
    out
}

/// The layer of every node: one more than the largest before it; then nodes with nothing before them move right, next
/// to what needs them.
fn longest(after: &[Vec<usize>]) -> Vec<usize> {
    let count = after.len();
    let mut waiting = vec![0_usize; count];
    for to in after.iter().flatten() {
        if let Some(waiting) = waiting.get_mut(*to) {
            *waiting += 1;
        }
    }
    let first = waiting.clone();
    let mut layers = vec![0_usize; count];
    let mut ready: Vec<usize> = (0..count).filter(|node| waiting.get(*node) == Some(&0)).collect();
    let mut done = 0;
    while let Some(&node) = ready.get(done) {
        done += 1;
        let layer = layers.get(node).copied().unwrap_or(0);
        for &to in after.get(node).into_iter().flatten() {
            if let Some(other) = layers.get_mut(to) {
                *other = (*other).max(layer + 1);
            }
            if let Some(waiting) = waiting.get_mut(to) {
                *waiting -= 1;
                if *waiting == 0 {
                    ready.push(to);
                }
            }
        }
    }
    for node in 0..count {
        let nearest = after.get(node).into_iter().flatten().filter_map(|to| layers.get(*to)).min().copied();
        if let (Some(0), Some(nearest), Some(layer)) = (first.get(node), nearest, layers.get_mut(node)) {
            *layer = nearest.saturating_sub(1);
        }
    }
    layers
}

/// The nodes of every layer from top to bottom, by the mean place of their neighbours, swept to and fro.
fn order(after: &[Vec<usize>], layers: &[usize]) -> Vec<Vec<usize>> {
    let depth = layers.iter().map(|layer| layer + 1).max().unwrap_or(0);
    let mut rows: Vec<Vec<usize>> = vec![Vec::new(); depth];
    for (node, layer) in layers.iter().enumerate() {
        if let Some(row) = rows.get_mut(*layer) {
            row.push(node);
        }
    }
    let mut before: Vec<Vec<usize>> = vec![Vec::new(); after.len()];
    for (from, list) in after.iter().enumerate() {
        for to in list {
            if let Some(list) = before.get_mut(*to) {
                list.push(from);
            }
        }
    }
    let mut place = vec![0.0_f64; after.len()];
    let settle = |rows: &[Vec<usize>], place: &mut Vec<f64>| {
        for row in rows {
            let middle = row.len() as f64 / 2.0;
            for (at, node) in row.iter().enumerate() {
                if let Some(place) = place.get_mut(*node) {
                    *place = at as f64 - middle;
                }
            }
        }
    };
    settle(&rows, &mut place);
    for sweep in 0..12 {
        let down = sweep % 2 == 0;
        let neighbours: &[Vec<usize>] = if down { &before } else { after };
        let mut layers: Vec<usize> = (0..depth).collect();
        if !down {
            layers.reverse();
        }
        for layer in layers {
            let Some(row) = rows.get_mut(layer) else { continue };
            let mean = |node: usize| {
                let list = neighbours.get(node).map_or(&[][..], Vec::as_slice);
                let sum: f64 = list.iter().filter_map(|other| place.get(*other)).sum();
                if list.is_empty() { place.get(node).copied().unwrap_or(0.0) } else { sum / list.len() as f64 }
            };
            let mut keyed: Vec<(f64, usize)> = row.iter().map(|node| (mean(*node), *node)).collect();
            keyed.sort_by(|a, b| a.0.total_cmp(&b.0));
            *row = keyed.into_iter().map(|(_, node)| node).collect();
            let middle = row.len() as f64 / 2.0;
            for (at, node) in row.iter().enumerate() {
                if let Some(place) = place.get_mut(*node) {
                    *place = at as f64 - middle;
                }
            }
        }
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(count: usize, edges: &[(usize, usize)]) -> Vec<Cell> {
        cells(&ranks(count, edges))
    }

    #[test]
    fn what_comes_first_stands_left() {
        let edges = [(0, 1), (1, 2), (0, 3), (3, 2), (4, 2)];
        let cells = place(5, &edges);
        for (from, to) in edges {
            assert!(cells[from].column < cells[to].column, "{from} {to} {cells:?}");
        }
        assert_eq!(cells[4].column, 1, "a lone start stands next to what needs it");
    }

    #[test]
    fn cycles_and_loops_do_no_harm() {
        let cells = place(3, &[(0, 1), (1, 2), (2, 0), (1, 1)]);
        assert_eq!(cells.iter().map(|cell| cell.column).collect::<Vec<_>>(), [0, 1, 2]);
    }

    #[test]
    fn no_two_nodes_share_a_cell() {
        let edges: Vec<(usize, usize)> = (1..200).map(|at| (at / 7, at)).collect();
        let cells = place(200, &edges);
        let mut seen: Vec<(usize, usize)> = cells.iter().map(|cell| (cell.column, cell.row)).collect();
        seen.sort_unstable();
        seen.dedup();
        assert_eq!((cells.len(), seen.len()), (200, 200));
    }

    #[test]
    fn a_deep_chain_needs_no_deep_stack() {
        let edges: Vec<(usize, usize)> = (1..100_000).map(|at| (at - 1, at)).collect();
        assert_eq!(place(100_000, &edges)[99_999].column, 99_999);
    }

    #[test]
    fn crossings_are_taken_out_where_an_order_without_them_exists() {
        let cells = place(7, &[(0, 6), (1, 5), (2, 4), (3, 4), (3, 5), (3, 6)]);
        let order = |nodes: [usize; 3]| nodes.map(|node| cells[node].row);
        let [a, b, c] = order([6, 5, 4]);
        let [x, y, z] = order([0, 1, 2]);
        assert_eq!((a < b, b < c), (x < y, y < z), "{cells:?}");
    }

    #[test]
    fn small_parts_stand_beside_each_other() {
        let cells = place(6, &[(0, 1), (2, 3), (4, 5)]);
        assert_eq!(cells.iter().map(|cell| cell.column).collect::<Vec<_>>(), [0, 1, 2, 3, 0, 1]);
        assert_eq!(cells.iter().map(|cell| cell.row).collect::<Vec<_>>(), [0, 0, 0, 0, 1, 1]);
        assert_eq!(
            cells.iter().map(|cell| (cell.beside, cell.below)).collect::<Vec<_>>()[2..5],
            [(1, 0), (1, 0), (0, 1)]
        );
    }
}
