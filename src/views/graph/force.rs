//! The map: positions by forces, the same on every machine.
//!
//! Only `+ - * /` and square roots are used: these give the same bits everywhere, which sines and powers do not. A
//! node begins at a place that follows from its own key, so a small edit of the folder makes a small change.

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

/// A pull between two nodes.
#[derive(Clone, Copy, Debug)]
pub struct Pull {
    /// One end.
    pub a: usize,
    /// The other.
    pub b: usize,
    /// How hard, 1 for a plain link.
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

const ROUNDS: usize = 260;

/// Places the nodes around the origin. Quadratic in the number of nodes: callers hold it to a few hundred.
pub fn place(bodies: &[Body], pulls: &[Pull]) -> Vec<Point> {
    let count = bodies.len();
    // The length a lone edge settles at: less room per node in a crowd.
    let ideal = if count > 120 { 44.0 } else { 62.0 };
    let side = (count.max(1) as f64).sqrt() * ideal;
    let groups = bodies.iter().map(|body| body.group + 1).max().unwrap_or(0);
    let mut at: Vec<Point> = bodies.iter().map(|body| first(&body.key, side)).collect();
    let mut degree = vec![0.0_f64; count];
    for pull in pulls {
        for end in [pull.a, pull.b] {
            if let Some(degree) = degree.get_mut(end) {
                *degree += 1.0;
            }
        }
    }
    for round in 0..ROUNDS {
        let cool = 1.0 - round as f64 / ROUNDS as f64;
        let most = side * 0.12 * cool * cool + 0.6;
        let mut force = vec![Point::default(); count];
        repel(bodies, &at, ideal, &mut force);
        attract(pulls, &at, &degree, ideal, &mut force);
        gather(bodies, &at, groups, &mut force);
        for (point, force) in at.iter_mut().zip(&force) {
            let length = (force.x * force.x + force.y * force.y).sqrt().max(1e-9);
            let step = length.min(most);
            point.x += force.x / length * step;
            point.y += force.y / length * step;
        }
    }
    settle(bodies, &mut at);
    part(bodies, &mut at);
    at
}

/// Brings the picture to a size that follows from the number of nodes, stragglers nearer to the rest.
fn settle(bodies: &[Body], at: &mut [Point]) {
    let far = |point: &Point| (point.x * point.x + point.y * point.y).sqrt();
    let mut lengths: Vec<f64> = at.iter().map(far).collect();
    lengths.sort_by(f64::total_cmp);
    // Nine of ten nodes lie within this distance.
    let Some(&most) = lengths.get(lengths.len() * 9 / 10).filter(|length| **length > 1.0) else { return };
    let room: f64 = match bodies.len() {
        ..=40 => 78.0,
        41..=120 => 58.0,
        _ => 46.0,
    };
    let spread: f64 = bodies.iter().map(|body| (body.radius * 2.0 + room) * (body.radius * 2.0 + room)).sum();
    let scale = (spread / 4.0).sqrt() / most;
    for point in at {
        let length = far(point);
        let kept = if length > most { most + (length - most) * 0.3 } else { length };
        let factor = if length > 1e-9 { kept / length * scale } else { scale };
        point.x *= factor * 1.15;
        point.y *= factor * 0.8;
    }
}

fn repel(bodies: &[Body], at: &[Point], ideal: f64, force: &mut [Point]) {
    for (a, one) in at.iter().enumerate() {
        let mut sum = Point::default();
        for (b, other) in at.iter().enumerate() {
            if a == b {
                continue;
            }
            let (dx, dy) = apart(one, other, a, b);
            let square = (dx * dx + dy * dy).max(16.0);
            // Nodes of different groups keep further apart, so that groups can be seen.
            let same = bodies.get(a).map(|body| body.group) == bodies.get(b).map(|body| body.group);
            let length = square.sqrt();
            let push = ideal * ideal * ideal * if same { 0.30 } else { 0.55 } / (square * length);
            sum.x += dx * push;
            sum.y += dy * push;
        }
        if let Some(force) = force.get_mut(a) {
            force.x += sum.x;
            force.y += sum.y;
        }
    }
}

fn attract(pulls: &[Pull], at: &[Point], degree: &[f64], ideal: f64, force: &mut [Point]) {
    for pull in pulls {
        let (Some(a), Some(b)) = (at.get(pull.a), at.get(pull.b)) else { continue };
        let (dx, dy) = (b.x - a.x, b.y - a.y);
        let length = (dx * dx + dy * dy).sqrt().max(1e-9);
        // A hub with a hundred links must not draw them all into one knot.
        let ends = degree.get(pull.a).copied().unwrap_or(1.0).min(degree.get(pull.b).copied().unwrap_or(1.0));
        let strength = pull.weight * (length - ideal * 0.7) * 0.24 / ends.max(1.0).sqrt();
        for (end, sign) in [(pull.a, 1.0), (pull.b, -1.0)] {
            if let Some(force) = force.get_mut(end) {
                force.x += dx / length * strength * sign;
                force.y += dy / length * strength * sign;
            }
        }
    }
}

/// Draws every group to its own centre and everything a little to the middle.
fn gather(bodies: &[Body], at: &[Point], groups: usize, force: &mut [Point]) {
    let mut centres = vec![(Point::default(), 0.0_f64); groups];
    for (body, point) in bodies.iter().zip(at) {
        if let Some((sum, count)) = centres.get_mut(body.group) {
            sum.x += point.x;
            sum.y += point.y;
            *count += 1.0;
        }
    }
    for ((body, point), force) in bodies.iter().zip(at).zip(force.iter_mut()) {
        if let Some((sum, count)) = centres.get(body.group) {
            let count = count.max(1.0);
            force.x += (sum.x / count - point.x) * 0.05;
            force.y += (sum.y / count - point.y) * 0.05;
        }
        force.x -= point.x * 0.03;
        // Pages are wider than high.
        force.y -= point.y * 0.055;
    }
}

/// Pushes overlapping nodes apart until none overlap or patience ends.
fn part(bodies: &[Body], at: &mut [Point]) {
    for _ in 0..60 {
        let mut moved = false;
        for a in 0..at.len() {
            for b in a + 1..at.len() {
                let (Some(one), Some(other)) = (at.get(a).copied(), at.get(b).copied()) else { continue };
                let (Some(first), Some(second)) = (bodies.get(a), bodies.get(b)) else { continue };
                let room = first.radius + second.radius + 10.0;
                let (dx, dy) = apart(&one, &other, a, b);
                let length = (dx * dx + dy * dy).sqrt().max(1e-9);
                if length >= room {
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

/// A place in a square that follows from a key alone.
fn first(key: &str, side: f64) -> Point {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for byte in key.bytes() {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
    }
    hash ^= hash >> 29;
    hash = hash.wrapping_mul(0xbf58_476d_1ce4_e5b9);
    hash ^= hash >> 32;
    let unit = |bits: u64| (bits & 0xffff_ffff) as f64 / 4_294_967_295.0 - 0.5;
    Point { x: unit(hash) * side, y: unit(hash >> 32) * side }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bodies(count: usize) -> Vec<Body> {
        (0..count).map(|at| Body { key: format!("doc-{at}.md"), group: at % 3, radius: 6.0 }).collect()
    }

    #[test]
    fn nodes_do_not_overlap_and_stay_finite() {
        let bodies = bodies(60);
        let pulls: Vec<Pull> = (1..60).map(|at| Pull { a: at, b: at / 4, weight: 1.0 }).collect();
        let at = place(&bodies, &pulls);
        for (a, one) in at.iter().enumerate() {
            assert!(one.x.is_finite() && one.y.is_finite());
            for other in &at[a + 1..] {
                let (dx, dy) = (one.x - other.x, one.y - other.y);
                assert!((dx * dx + dy * dy).sqrt() >= 12.0, "{one:?} {other:?}");
            }
        }
    }

    #[test]
    fn the_same_input_gives_the_same_picture() {
        let pulls = [Pull { a: 0, b: 1, weight: 1.0 }];
        assert_eq!(place(&bodies(9), &pulls), place(&bodies(9), &pulls));
    }

    #[test]
    fn linked_nodes_lie_nearer_than_others() {
        let bodies: Vec<Body> = (0..20).map(|at| Body { key: format!("n{at}"), group: 0, radius: 5.0 }).collect();
        let pulls: Vec<Pull> =
            (0..19).filter(|at| at % 2 == 0).map(|at| Pull { a: at, b: at + 1, weight: 1.0 }).collect();
        let at = place(&bodies, &pulls);
        let far = |a: usize, b: usize| ((at[a].x - at[b].x).powi(2) + (at[a].y - at[b].y).powi(2)).sqrt();
        let linked: f64 = pulls.iter().map(|pull| far(pull.a, pull.b)).sum::<f64>() / pulls.len() as f64;
        let all: f64 = (0..20).flat_map(|a| (0..a).map(move |b| (a, b))).map(|(a, b)| far(a, b)).sum::<f64>() / 190.0;
        assert!(linked < all * 0.7, "{linked} {all}");
    }

    #[test]
    fn nodes_on_one_spot_part() {
        let bodies = vec![Body { key: "same".into(), group: 0, radius: 5.0 }; 5];
        let at = place(&bodies, &[]);
        assert!((at[0].x - at[1].x).abs() + (at[0].y - at[1].y).abs() > 5.0);
    }
}
