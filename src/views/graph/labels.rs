//! Labels beside nodes: the most important first, none over a node or another label.

use super::stress::Point;
use crate::views::svg;

/// A box.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Area {
    /// Left.
    pub x: f64,
    /// Top.
    pub y: f64,
    /// Width.
    pub width: f64,
    /// Height.
    pub height: f64,
}

impl Area {
    /// Whether two boxes share a point.
    pub fn meets(&self, other: &Self) -> bool {
        self.x < other.x + other.width
            && other.x < self.x + self.width
            && self.y < other.y + other.height
            && other.y < self.y + self.height
    }
}

/// A label where it stands.
#[derive(Clone, PartialEq, Debug)]
pub struct Label {
    /// The node's position in the list.
    pub node: usize,
    /// The start of the base line, or its middle or end by `anchor`.
    pub at: Point,
    /// `start`, `middle` or `end`.
    pub anchor: &'static str,
    /// What is written.
    pub text: String,
}

impl Label {
    /// The box it fills.
    pub fn area(&self) -> Area {
        let width = svg::text_width(&self.text, SIZE) * WIDEST + 2.0;
        let x = match self.anchor {
            "start" => self.at.x,
            "end" => self.at.x - width,
            _ => self.at.x - width / 2.0,
        };
        Area { x, y: self.at.y - SIZE + 1.0, width, height: SIZE + 2.0 }
    }
}

/// The size labels are measured at.
pub const SIZE: f64 = 11.0;
/// How much wider than measured the widest system fonts are: a label that runs into the next cannot be read.
const WIDEST: f64 = 1.08;

/// Places labels for the nodes in `order`, as many as find room. `nodes` are middle and radius.
pub fn place(nodes: &[(Point, f64)], order: &[usize], text: &dyn Fn(usize) -> String) -> Vec<Label> {
    let mut taken: Vec<Area> = nodes
        .iter()
        .map(|(at, radius)| Area { x: at.x - radius, y: at.y - radius, width: radius * 2.0, height: radius * 2.0 })
        .collect();
    let mut labels = Vec::new();
    for &node in order {
        let Some(&(at, radius)) = nodes.get(node) else { continue };
        let text = text(node);
        let gap = radius + 5.0;
        let tries = [
            ("start", Point { x: at.x + gap, y: at.y + 4.0 }),
            ("end", Point { x: at.x - gap, y: at.y + 4.0 }),
            ("middle", Point { x: at.x, y: at.y + gap + 9.0 }),
            ("middle", Point { x: at.x, y: at.y - gap }),
        ];
        for (anchor, base) in tries {
            let label = Label { node, at: base, anchor, text: text.clone() };
            let area = label.area();
            // Its own node touches none of the four boxes, so that every met box is another's.
            if taken.iter().all(|other| !other.meets(&area)) {
                taken.push(area);
                labels.push(label);
                break;
            }
        }
    }
    labels
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_overlap_neither_nodes_nor_each_other() {
        let nodes: Vec<(Point, f64)> =
            (0..40).map(|at| (Point { x: f64::from(at % 8) * 40.0, y: f64::from(at / 8) * 22.0 }, 6.0)).collect();
        let order: Vec<usize> = (0..40).collect();
        let labels = place(&nodes, &order, &|at| format!("FEAT-{at:03}"));
        assert!(!labels.is_empty() && labels.len() < 40);
        for (at, label) in labels.iter().enumerate() {
            for (point, radius) in &nodes {
                let node = Area { x: point.x - radius, y: point.y - radius, width: radius * 2.0, height: radius * 2.0 };
                assert!(!label.area().meets(&node), "{label:?} {point:?}");
            }
            assert!(labels[at + 1..].iter().all(|other| !other.area().meets(&label.area())));
        }
    }

    #[test]
    fn a_lone_node_has_its_label_at_the_right() {
        let labels = place(&[(Point { x: 0.0, y: 0.0 }, 5.0)], &[0], &|_| "A".into());
        assert_eq!(labels.first().map(|label| (label.anchor, label.at.x)), Some(("start", 10.0)));
    }
}
