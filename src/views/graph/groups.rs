//! The picture of a large site: its groups, sized by count, with the strongest ties between them.

use super::clusters::{Cluster, MOST_TIES};
use super::draw::{Framed, Picture, SCREEN, begin, framed, trimmed};
use super::force::{self, Body, Point, Pull};
use super::labels;
use crate::path;
use crate::views::svg::{Svg, fit};

/// A group as the picture of a large site shows it.
pub struct Group {
    /// Its name.
    pub name: String,
    /// How many documents it holds.
    pub count: usize,
    /// Its own page; empty where it has none.
    pub href: String,
}

/// The groups of a large site, sized by count, with the strongest ties between them.
pub fn draw(clusters: &[Cluster], shown: &[Group], ties: &[(usize, usize, usize)], label: &str) -> Picture {
    let radius = |count: usize| (7.0 + (count as f64).sqrt() * 2.4).min(64.0);
    let bodies: Vec<Body> = clusters
        .iter()
        .enumerate()
        .map(|(at, cluster)| Body {
            key: cluster.name.clone(),
            group: at,
            radius: radius(cluster.documents.len()) + 14.0,
        })
        .collect();
    let ties = ties.get(..ties.len().min(MOST_TIES)).unwrap_or(&[]);
    let strongest = ties.first().map_or(1.0, |tie| tie.2 as f64);
    let pulls: Vec<Pull> =
        ties.iter().map(|(a, b, count)| Pull { a: *a, b: *b, weight: 0.4 + *count as f64 / strongest }).collect();
    let placed = force::place(&bodies, &pulls);
    let radii = clusters.iter().map(|cluster| radius(cluster.documents.len()));
    let placed: Vec<(Point, f64)> = placed.into_iter().zip(radii).collect();
    let mut order: Vec<usize> = (0..clusters.len()).collect();
    order.sort_by_key(|at| (std::cmp::Reverse(clusters.get(*at).map(|cluster| cluster.documents.len())), *at));
    let text = |at: usize| {
        shown
            .get(at)
            .map_or_else(String::new, |group| format!("{} {}", fit(&group.name, labels::SIZE, 130.0), group.count))
    };
    let Framed { circles, labels, width, height } = framed(&placed, labels::place(&placed, &order, &text));
    let mut svg = Svg::default();
    begin(&mut svg, if width > SCREEN { "net net-groups wide" } else { "net net-groups" }, label, width, height);
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
    Picture { svg: svg.finish(), nodes: clusters.len(), edges: ties.len() }
}
