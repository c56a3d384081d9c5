//! Where everything of the map stands: nodes in their group, groups in the picture, folded or unfolded.

use rayon::prelude::*;

use super::clusters::{self, Cluster, Named};
use super::network::{MOST_NODES, Network};
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
        let all: Vec<usize> = (0..network.nodes.len()).collect();
        for (node, at) in nodes(site, network, &all, WIDE) {
            if let Some(slot) = placed.nodes.get_mut(node) {
                *slot = Some(at);
            }
        }
        return placed;
    }
    add(site, network, &mut placed, clusters, None);
    let inside: Vec<Vec<(usize, Point)>> =
        placed.groups.par_iter().map(|group| nodes(site, network, &group.nodes, 1.0)).collect();
    for (node, at) in inside.into_iter().flatten() {
        if let Some(slot) = placed.nodes.get_mut(node) {
            *slot = Some(at);
        }
    }
    placed
}

/// Adds groups that lie in one group, and what lies in them.
fn add(site: &Site, network: &Network, placed: &mut Placed, clusters: &[Cluster], within: Option<usize>) {
    for (cluster, at) in clusters.iter().zip(circles(site, network, clusters, within.is_some())) {
        let nodes = if cluster.inner.is_empty() { cluster.nodes.clone() } else { Vec::new() };
        let total = cluster.nodes.len();
        let own = placed.groups.len();
        placed.groups.push(Group { named: cluster.named.clone(), within, at, folded: folded(total), nodes, total });
        add(site, network, placed, &cluster.inner, Some(own));
    }
}

/// The middles of groups beside each other, around the origin.
fn circles(site: &Site, network: &Network, clusters: &[Cluster], within: bool) -> Vec<Point> {
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
    let ties = clusters::ties(clusters, network);
    let ties = ties.get(..ties.len().min(clusters.len() * clusters::TIES)).unwrap_or_default();
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

/// The places of the most connected of some nodes, around the origin: as many as one picture holds.
fn nodes(site: &Site, network: &Network, nodes: &[usize], wide: f64) -> Vec<(usize, Point)> {
    let mut shown: Vec<usize> = nodes.iter().copied().take(MOST_NODES).collect();
    shown.sort_unstable();
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
    let place = |node: usize| shown.binary_search(&node).ok();
    let pulls: Vec<Pull> = network
        .ties
        .iter()
        .filter_map(|tie| Some(Pull { a: place(tie.from)?, b: place(tie.to)?, weight: clusters::weight(tie.kind) }))
        .collect();
    let at = stress::place(&bodies, &pulls, wide);
    shown.into_iter().zip(at).collect()
}
