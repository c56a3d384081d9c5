//! What the map must keep: no overlap, the same picture for the same input, small changes for small edits.

use super::*;

const WIDE: f64 = 1.28;

fn bodies(count: usize) -> Vec<Body> {
    (0..count).map(|at| Body { key: format!("doc-{at}.md"), group: at % 3, radius: 6.0 }).collect()
}

/// Ties that look like those of a folder: a tree with some cross links.
fn ties(count: usize) -> Vec<Pull> {
    let tree = (1..count).map(|at| Pull { a: at, b: at / 4, weight: 1.3 });
    let cross = (5..count).step_by(5).map(|at| Pull { a: at, b: (at * 7) % at, weight: 0.7 });
    tree.chain(cross).filter(|pull| pull.a != pull.b).collect()
}

#[test]
fn nodes_do_not_overlap_and_stay_finite() {
    let bodies = bodies(60);
    let at = place(&bodies, &ties(60), WIDE);
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
    assert_eq!(place(&bodies(9), &pulls, WIDE), place(&bodies(9), &pulls, WIDE));
}

#[test]
fn one_more_document_moves_the_others_by_little() {
    for count in [12, 20, 40, 80, 150] {
        let before = place(&bodies(count), &ties(count), WIDE);
        let mut more = bodies(count);
        more.push(Body { key: "added.md".into(), group: 1, radius: 6.0 });
        let mut pulls = ties(count);
        pulls.push(Pull { a: count, b: count / 2, weight: 1.3 });
        pulls.push(Pull { a: count, b: 1, weight: 0.7 });
        let after = place(&more, &pulls, WIDE);
        let wide = before.iter().map(|point| point.length()).fold(0.0, f64::max) * 2.0;
        let mut moves: Vec<f64> = before
            .iter()
            .zip(&after)
            .map(|(one, other)| Point { x: one.x - other.x, y: one.y - other.y }.length() / wide)
            .collect();
        moves.sort_by(f64::total_cmp);
        let (middle, most) = (moves[count / 2], moves[count * 9 / 10]);
        // Of a dozen documents one more is a large part.
        let (allowed, far) = if count < 30 { (0.1, 0.2) } else { (0.04, 0.13) };
        assert!(middle < allowed && most < far, "{count}: {middle} {most}");
    }
}

#[test]
fn linked_nodes_lie_nearer_than_others() {
    let bodies: Vec<Body> = (0..20).map(|at| Body { key: format!("n{at}"), group: 0, radius: 5.0 }).collect();
    let pulls: Vec<Pull> = (0..19).filter(|at| at % 2 == 0).map(|at| Pull { a: at, b: at + 1, weight: 1.0 }).collect();
    let at = place(&bodies, &pulls, WIDE);
    let far = |a: usize, b: usize| Point { x: at[a].x - at[b].x, y: at[a].y - at[b].y }.length();
    let linked: f64 = pulls.iter().map(|pull| far(pull.a, pull.b)).sum::<f64>() / pulls.len() as f64;
    let all: f64 = (0..20).flat_map(|a| (0..a).map(move |b| (a, b))).map(|(a, b)| far(a, b)).sum::<f64>() / 190.0;
    assert!(linked < all * 0.7, "{linked} {all}");
}

#[test]
fn nodes_on_one_spot_part() {
    let bodies = vec![Body { key: "same".into(), group: 0, radius: 5.0 }; 5];
    let at = place(&bodies, &[], WIDE);
    assert!((at[0].x - at[1].x).abs() + (at[0].y - at[1].y).abs() > 5.0);
}
