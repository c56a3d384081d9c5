//! The picture of a large site: its groups, sized by count, with the strongest ties between them.

use super::clusters::TIES;
use super::draw::{Framed, Picture, begin, framed, trimmed};
use super::labels;
use super::placed::{self, Placed};
use super::stress::Point;
use crate::path;
use crate::views::svg::{Svg, fit};

/// A group as the picture of a large site shows it.
pub struct Group {
    /// Its name.
    pub name: String,
    /// Its name without the folders above it.
    pub short: String,
    /// How many documents it holds.
    pub count: usize,
    /// Its own page; empty where it has none.
    pub href: String,
}

/// The groups of a large site, sized by count, with the strongest ties between them. `shown` and `ties` are of the groups
/// that lie in no other, in their order.
pub fn draw(placed: &Placed, shown: &[Group], ties: &[(usize, usize, usize)], label: &str) -> Picture {
    let outer: Vec<&placed::Group> = placed.groups.iter().filter(|group| group.within.is_none()).collect();
    let all = ties.len();
    let ties = ties.get(..ties.len().min(outer.len() * TIES)).unwrap_or(&[]);
    let strongest = ties.first().map_or(1.0, |tie| tie.2 as f64);
    let placed: Vec<(Point, f64)> = outer.iter().map(|group| (group.at, group.folded)).collect();
    let mut order: Vec<usize> = (0..outer.len()).collect();
    order.sort_by_key(|at| (std::cmp::Reverse(outer.get(*at).map(|group| group.total)), *at));
    let text = |at: usize| {
        shown
            .get(at)
            .map_or_else(String::new, |group| format!("{} {}", fit(&group.short, labels::SIZE, 130.0), group.count))
    };
    let Framed { circles, labels, width, height } = framed(&placed, labels::place(&placed, &order, &text));
    let mut svg = Svg::default();
    begin(&mut svg, "net net-groups", label, width, height);
    svg.open("g", &[("class", "edges".into())]);
    for (a, b, count) in ties {
        let (Some(first), Some(second), Some(one), Some(other)) =
            (circles.get(*a), circles.get(*b), shown.get(*a), shown.get(*b))
        else {
            continue;
        };
        let (start, end) = trimmed(*first, *second);
        let d = path!("M", start.x, start.y, "L", end.x, end.y);
        let width = 0.8 + *count as f64 / strongest * 4.0;
        svg.open("path", &[("class", "edge".into()), ("d", (&d).into()), ("stroke-width", width.into())]);
        svg.text("title", &[], &format!("{} – {}: {count}", one.name, other.name)).close("path");
    }
    svg.close("g").open("g", &[("class", "nodes".into())]);
    for (at, (group, (point, radius))) in shown.iter().zip(&circles).enumerate() {
        let name = format!("{}, {}", group.name, group.count);
        let tag = if group.href.is_empty() { "g" } else { "a" };
        let mut attributes: Vec<(&str, crate::views::svg::Value<'_>)> = vec![("class", "node group".into())];
        if !group.href.is_empty() {
            attributes.push(("href", (&group.href).into()));
        }
        svg.open(tag, &attributes).text("title", &[], &name);
        svg.empty(
            "circle",
            &[("class", "dot".into()), ("cx", point.x.into()), ("cy", point.y.into()), ("r", (*radius).into())],
        );
        if let Some(label) = labels.iter().find(|label| label.node == at) {
            let attributes = [("x", label.at.x.into()), ("y", label.at.y.into()), ("text-anchor", label.anchor.into())];
            svg.text("text", &attributes, &label.text);
        }
        svg.close(tag);
    }
    svg.close("g").close("svg");
    Picture { svg: svg.finish(), nodes: outer.len(), edges: ties.len(), left: all - ties.len() }
}
