//! The map: positions whose distances on the sheet are near to those in the graph (stress majorization, after Gansner,
//! Koren and North, "Graph Drawing by Stress Majorization", 2004).
//!
//! Every step moves each node to a weighted mean of where the others want it, so a small edit of the folder makes a small
//! change of the picture. A node begins at a place that follows from its own key. Only `+ - * /` and square roots are
//! used: these give the same bits everywhere, which sines and powers do not.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// A node to be placed.
#[derive(Clone, Debug)]
pub struct Body {
    /// What its first place follows from: the document's path.
    pub key: String,
    /// Nodes of one group draw together.
    pub group: usize,
    /// Its radius, kept free of others.
    pub radius: f64,
}

/// A tie that holds two nodes near each other.
#[derive(Clone, Copy, Debug)]
pub struct Pull {
    /// One end.
    pub a: usize,
    /// The other.
    pub b: usize,
    /// How near, 1 for a plain link; a heavier tie is shorter.
    pub weight: f64,
}

/// A place.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
pub struct Point {
    /// To the right.
    pub x: f64,
    /// Downwards.
    pub y: f64,
}

impl Point {
    /// How far it is from the origin.
    pub fn length(self) -> f64 {
        (self.x * self.x + self.y * self.y).sqrt()
    }
}

/// A place while the nodes still have room to pass each other.
type Spot = [f64; 4];

/// Steps towards the final picture; more change nothing that an eye sees.
const STEPS: usize = 90;
/// Pixels between two nodes that a plain link ties.
const IDEAL: f64 = 58.0;
/// Lengths are whole hundredths of [`IDEAL`] on the way through the graph.
const UNIT: f64 = 100.0;

/// Places the nodes around the origin; the picture is stretched by `wide`, since pages are wider than high. Quadratic in
/// the number of nodes: callers hold it to a few hundred.
pub fn place(bodies: &[Body], pulls: &[Pull], wide: f64) -> Vec<Point> {
    let count = bodies.len();
    let wanted = wanted(bodies, pulls);
    let side = (count.max(1) as f64).sqrt() * IDEAL;
    // The nodes begin in a room of four dimensions, where they get past each other, and are pressed flat step by step:
    // on a sheet from the start, one more node could leave another half of them on the wrong side.
    let mut at: Vec<Spot> = bodies.iter().map(|body| first(&body.key, side)).collect();
    let mut next = at.clone();
    for step in 0..STEPS {
        let flat = if step < STEPS / 3 { 1.0 } else { 0.9 };
        for a in 0..count {
            let Some(&one) = at.get(a) else { continue };
            let mut sum: Spot = [0.0; 4];
            let mut weights = 0.0;
            for (b, other) in at.iter().enumerate() {
                let far = wanted.get(a * count + b).copied().unwrap_or(0.0);
                if a == b || far <= 0.0 {
                    continue;
                }
                let way = [one[0] - other[0], one[1] - other[1], one[2] - other[2], one[3] - other[3]];
                let square = way[0] * way[0] + way[1] * way[1] + way[2] * way[2] + way[3] * way[3];
                let ratio = far / square.sqrt().max(1e-9);
                // What is near each other has to be right; what is far may give.
                let weight = 1.0 / (far * far);
                sum[0] += weight * (other[0] + way[0] * ratio);
                sum[1] += weight * (other[1] + way[1] * ratio);
                sum[2] += weight * (other[2] + way[2] * ratio);
                sum[3] += weight * (other[3] + way[3] * ratio);
                weights += weight;
            }
            if let Some(spot) = next.get_mut(a).filter(|_| weights > 0.0) {
                *spot = [sum[0] / weights, sum[1] / weights, sum[2] / weights * flat, sum[3] / weights * flat];
            }
        }
        std::mem::swap(&mut at, &mut next);
    }
    let mut at: Vec<Point> = at.into_iter().map(|[x, y, ..]| Point { x, y }).collect();
    let middle = middle(&at);
    for point in &mut at {
        point.x = (point.x - middle.x) * wide;
        point.y = (point.y - middle.y) / wide;
    }
    part(bodies, &mut at);
    at
}

/// How far apart the nodes should lie, in pixels, row by row: along the ties, where there is a way; else so that parts
/// that nothing ties lie side by side.
fn wanted(bodies: &[Body], pulls: &[Pull]) -> Vec<f64> {
    let count = bodies.len();
    let near = neighbours(count, pulls);
    let mut out = vec![0.0; count * count];
    // How far a part reaches from its middle.
    let mut reach = vec![0.0; count];
    for a in 0..count {
        let ways = ways(a, &near);
        let size = ways.iter().flatten().count();
        if let Some(slot) = reach.get_mut(a) {
            *slot = (size as f64).sqrt() * IDEAL * 0.5;
        }
        for (b, way) in ways.into_iter().enumerate() {
            if let (Some(way), Some(slot)) = (way, out.get_mut(a * count + b)) {
                *slot = f64::from(way) / UNIT * IDEAL;
            }
        }
    }
    // Long chains are bent: a picture as long as its longest way would be a line.
    let limit = (count.max(1) as f64).sqrt() * IDEAL * 0.9;
    for a in 0..count {
        for b in 0..count {
            let (Some(one), Some(other), Some(slot)) = (bodies.get(a), bodies.get(b), out.get_mut(a * count + b))
            else {
                continue;
            };
            if a == b {
                continue;
            }
            let reach = |at: usize| reach.get(at).copied().unwrap_or(0.0);
            let way = if *slot > 0.0 { *slot } else { IDEAL * 0.6 + reach(a) + reach(b) };
            // Folders can be seen: their documents draw together, others keep away.
            let kin = if one.group == other.group { 0.92 } else { 1.12 };
            let bent = if way > limit { limit + (way - limit) * 0.4 } else { way };
            *slot = bent * kin + one.radius + other.radius;
        }
    }
    out
}

/// The neighbours of every node with the length of the tie. A tie between two nodes of many others is longer: that makes
/// room for them, and what shares its neighbours stays together.
fn neighbours(count: usize, pulls: &[Pull]) -> Vec<Vec<(usize, u32)>> {
    let mut degree = vec![0_u32; count];
    let inside = |pull: &&Pull| pull.a < count && pull.b < count && pull.a != pull.b;
    for pull in pulls.iter().filter(inside) {
        for end in [pull.a, pull.b] {
            if let Some(degree) = degree.get_mut(end) {
                *degree += 1;
            }
        }
    }
    let mut near: Vec<Vec<(usize, u32)>> = vec![Vec::new(); count];
    for pull in pulls.iter().filter(inside) {
        let ends = [pull.a, pull.b].map(|end| f64::from(degree.get(end).copied().unwrap_or(1)));
        let crowd = (ends[0] + ends[1] - 2.0).max(0.0);
        let length = UNIT * (0.85 + 0.16 * crowd.sqrt().min(6.0)) / (0.75 + 0.25 * pull.weight.max(0.1));
        for (from, to) in [(pull.a, pull.b), (pull.b, pull.a)] {
            if let Some(list) = near.get_mut(from) {
                list.push((to, (length as u32).max(1)));
            }
        }
    }
    near
}

/// The shortest ways from a node to all others.
fn ways(from: usize, near: &[Vec<(usize, u32)>]) -> Vec<Option<u32>> {
    let mut best: Vec<Option<u32>> = vec![None; near.len()];
    let mut waiting = BinaryHeap::from([Reverse((0_u32, from))]);
    while let Some(Reverse((way, at))) = waiting.pop() {
        match best.get_mut(at) {
            Some(slot @ None) => *slot = Some(way),
            _ => continue,
        }
        for &(to, length) in near.get(at).into_iter().flatten() {
            if best.get(to) == Some(&None) {
                waiting.push(Reverse((way.saturating_add(length), to)));
            }
        }
    }
    best
}

fn middle(at: &[Point]) -> Point {
    let count = at.len().max(1) as f64;
    let sum = at.iter().fold(Point::default(), |sum, point| Point { x: sum.x + point.x, y: sum.y + point.y });
    Point { x: sum.x / count, y: sum.y / count }
}

/// Pushes overlapping nodes apart until none overlap or patience ends.
fn part(bodies: &[Body], at: &mut [Point]) {
    for _ in 0..80 {
        let mut moved = false;
        for a in 0..at.len() {
            for b in a + 1..at.len() {
                let (Some(one), Some(other)) = (at.get(a).copied(), at.get(b).copied()) else { continue };
                let (Some(first), Some(second)) = (bodies.get(a), bodies.get(b)) else { continue };
                let room = first.radius + second.radius + 14.0;
                let (dx, dy) = apart(&one, &other, a, b);
                let length = (dx * dx + dy * dy).sqrt().max(1e-9);
                if length >= room - 0.01 {
                    continue;
                }
                moved = true;
                let push = (room - length) / 2.0 / length;
                if let Some(point) = at.get_mut(a) {
                    point.x += dx * push;
                    point.y += dy * push;
                }
                if let Some(point) = at.get_mut(b) {
                    point.x -= dx * push;
                    point.y -= dy * push;
                }
            }
        }
        if !moved {
            return;
        }
    }
}

/// From `other` to `one`; two nodes on one spot part in a direction that follows from their positions.
fn apart(one: &Point, other: &Point, a: usize, b: usize) -> (f64, f64) {
    let (dx, dy) = (one.x - other.x, one.y - other.y);
    if dx.abs() + dy.abs() > 1e-6 {
        return (dx, dy);
    }
    if a < b { (-1.0, -0.5) } else { (1.0, 0.5) }
}

/// A place that follows from a key alone.
fn first(key: &str, side: f64) -> Spot {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for byte in key.bytes() {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
    }
    hash ^= hash >> 29;
    hash = hash.wrapping_mul(0xbf58_476d_1ce4_e5b9);
    hash ^= hash >> 32;
    let unit = |bits: u64| ((bits & 0xffff) as f64 / 65_535.0 - 0.5) * side;
    [unit(hash), unit(hash >> 16), unit(hash >> 32), unit(hash >> 48)]
}

#[cfg(test)]
mod tests;
