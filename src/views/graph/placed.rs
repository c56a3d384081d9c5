//! Where everything of the map stands: nodes in their group, groups in the picture, folded or unfolded.

use rayon::prelude::*;

use super::clusters::{self, Cluster, Named};
use super::network::{MOST_NODES, Network, Tie};
use super::stress::{self, Body, Point, Pull};
use crate::base::paths;
use crate::model::{ItemOrDocument, Site};

/// How a map is stretched: pages are wider than high. What lies in a group fills its circle.
const WIDE: f64 = 1.28;

/// A map with all its places.
#[derive(Clone, Debug, Default)]
pub struct Placed {
    /// The place of each node of the network: in its group, or in the picture where it is in none. `None` for one that
    /// no picture holds.
    pub nodes: Vec<Option<Point>>,
    /// The groups, each behind the one it lies in.
    pub groups: Vec<Group>,
}

/// A group of the map.
#[derive(Clone, Debug)]
pub struct Group {
    /// What it is called after.
    pub named: Named,
    /// The group it lies in.
    pub within: Option<usize>,
    /// Its middle, in the group it lies in.
    pub at: Point,
    /// The radius of its circle while it is folded.
    pub folded: f64,
    /// The nodes that lie in it and in none of its groups, the most connected first.
    pub nodes: Vec<usize>,
    /// How many nodes lie in it and its groups.
    pub total: usize,
}

/// The radius of a node: the more need it, the larger, up to a limit.
pub fn radius(network: &Network, at: usize) -> f64 {
    4.0 + (network.needed.get(at).copied().unwrap_or(0).min(36) as f64).sqrt() * 1.5
}

/// The radius of a folded group.
pub fn folded(count: usize) -> f64 {
    (7.0 + (count as f64).sqrt() * 2.4).min(64.0)
}

/// Places a network, in its groups where it has some.
pub fn place(site: &Site, network: &Network, clusters: &[Cluster]) -> Placed {
    let mut placed = Placed { nodes: vec![None; network.nodes.len()], groups: Vec::new() };
    if clusters.is_empty() {
        let all = shown(0..network.nodes.len());
        let pulls = pulls(network, std::slice::from_ref(&all)).pop().unwrap_or_default();
        let at = nodes(site, network, &all, &pulls, WIDE);
        placed.nodes.iter_mut().zip(at).for_each(|(slot, at)| *slot = Some(at));
        return placed;
    }
    let ties: Vec<&Tie> = network.ties.iter().collect();
    add(site, &mut placed, clusters, None, &ties, &mut vec![None; network.nodes.len()]);
    let shown: Vec<Vec<usize>> = placed.groups.iter().map(|group| shown(group.nodes.iter().copied())).collect();
    let pulls = pulls(network, &shown);
    let inside: Vec<Vec<Point>> =
        shown.par_iter().zip(&pulls).map(|(shown, pulls)| nodes(site, network, shown, pulls, 1.0)).collect();
    for (node, at) in shown.into_iter().flatten().zip(inside.into_iter().flatten()) {
        if let Some(slot) = placed.nodes.get_mut(node) {
            *slot = Some(at);
        }
    }
    placed
}

/// Adds groups that lie in one group, and what lies in them. `ties` are those that stay within that one: each group is
/// asked of its own alone. `of` is room to say in which group a node lies.
fn add(
    site: &Site,
    placed: &mut Placed,
    clusters: &[Cluster],
    within: Option<usize>,
    ties: &[&Tie],
    of: &mut [Option<usize>],
) {
    clusters::mark(clusters, of);
    let between = clusters::between(ties.iter().copied(), of);
    let mut inside: Vec<Vec<&Tie>> = vec![Vec::new(); clusters.len()];
    for tie in ties {
        let group = |node: usize| of.get(node).copied().flatten();
        let own = group(tie.from).filter(|own| group(tie.to) == Some(*own));
        if let Some(inside) = own.and_then(|own| inside.get_mut(own)) {
            inside.push(tie);
        }
    }
    let circles = circles(site, clusters, &between, within.is_some());
    for ((cluster, at), ties) in clusters.iter().zip(circles).zip(inside) {
        let nodes = if cluster.inner.is_empty() { cluster.nodes.clone() } else { Vec::new() };
        let total = cluster.nodes.len();
        let own = placed.groups.len();
        placed.groups.push(Group { named: cluster.named.clone(), within, at, folded: folded(total), nodes, total });
        add(site, placed, &cluster.inner, Some(own), &ties, of);
    }
}

/// The middles of groups beside each other, around the origin, drawn together by how many edges are between them.
fn circles(site: &Site, clusters: &[Cluster], between: &[(usize, usize, usize)], within: bool) -> Vec<Point> {
    let bodies: Vec<Body> = clusters
        .iter()
        .enumerate()
        .map(|(at, cluster)| Body {
            key: key(site, &cluster.named),
            group: at,
            // The name below the circle needs room too.
            radius: folded(cluster.nodes.len()) + 16.0,
        })
        .collect();
    let ties = between.get(..between.len().min(clusters.len() * clusters::TIES)).unwrap_or_default();
    let strongest = ties.first().map_or(1.0, |tie| tie.2 as f64);
    let pulls: Vec<Pull> =
        ties.iter().map(|(a, b, count)| Pull { a: *a, b: *b, weight: 0.3 + 2.0 * *count as f64 / strongest }).collect();
    stress::place(&bodies, &pulls, if within { 1.0 } else { WIDE })
}

/// What a group's place and address follow from.
pub fn key(site: &Site, named: &Named) -> String {
    match named {
        Named::Value(name) => name.clone(),
        Named::Around(end) => format!("around {}", site.path_of(*end)),
        Named::Small(at) => format!("small {at}"),
    }
}

/// As many nodes as one picture holds, in their order in the network.
fn shown(nodes: impl Iterator<Item = usize>) -> Vec<usize> {
    let mut shown: Vec<usize> = nodes.take(MOST_NODES).collect();
    shown.sort_unstable();
    shown
}

/// What pulls at the nodes of each picture: the ties that stay within it, all found in one go. No node is in two.
fn pulls(network: &Network, pictures: &[Vec<usize>]) -> Vec<Vec<Pull>> {
    let mut places: Vec<Option<(usize, usize)>> = vec![None; network.nodes.len()];
    for (picture, shown) in pictures.iter().enumerate() {
        for (at, node) in shown.iter().enumerate() {
            if let Some(place) = places.get_mut(*node) {
                *place = Some((picture, at));
            }
        }
    }
    let place = |node: usize| places.get(node).copied().flatten();
    let mut pulls: Vec<Vec<Pull>> = pictures.iter().map(|_| Vec::new()).collect();
    for tie in &network.ties {
        let (Some((picture, a)), Some((other, b))) = (place(tie.from), place(tie.to)) else { continue };
        if picture == other
            && let Some(pulls) = pulls.get_mut(picture)
        {
            pulls.push(Pull { a, b, weight: clusters::weight(tie.kind) });
        }
    }
    pulls
}

/// The places of the nodes of one picture, around the origin.
fn nodes(site: &Site, network: &Network, shown: &[usize], pulls: &[Pull], wide: f64) -> Vec<Point> {
    let folder = |node: usize| {
        let home = network.nodes.get(node).and_then(|end: &ItemOrDocument| site.home(*end));
        home.map_or("", |home| paths::parent(site[home].path()))
    };
    let mut folders: Vec<&str> = shown.iter().map(|node| folder(*node)).collect();
    folders.sort_unstable();
    folders.dedup();
    let bodies: Vec<Body> = shown
        .iter()
        .map(|node| Body {
            key: network.nodes.get(*node).map_or_else(String::new, |end| site.path_of(*end)),
            group: folders.binary_search(&folder(*node)).unwrap_or(0),
            radius: radius(network, *node),
        })
        .collect();
    stress::place(&bodies, pulls, wide)
}
