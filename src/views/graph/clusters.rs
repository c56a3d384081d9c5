//! Groups of a large site: folders that are neither too many nor too large, else tags; what is still too large, and
//! what neither tells apart, by who is tied to whom.

use std::collections::{BTreeMap, BTreeSet};

use super::communities;
use super::network::{MOST_NODES, Network, Tie};
use crate::base::paths;
use crate::model::{ItemOrDocument, RelationKind, Site};

/// The most groups one picture holds.
const MOST: usize = 36;
/// The most ties between groups one picture holds, for each group in it: more would hide the strongest.
pub const TIES: usize = 3;
/// A group of more nodes is parted into groups of its own: they unfold one by one.
const LARGE: usize = 90;
/// A group of fewer nodes goes to the small ones, where those are many.
const SMALL: usize = 4;
/// How deep groups lie in groups.
const DEPTH: usize = 4;

/// What a group is called after.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Named {
    /// A folder, or a tag; empty for what has neither.
    Value(String),
    /// Its most connected node.
    Around(ItemOrDocument),
    /// Small groups together: the how manieth of such lists.
    Small(usize),
}

/// A group of documents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cluster {
    /// What it is called after.
    pub named: Named,
    /// Its nodes, as positions in the network, the most connected first.
    pub nodes: Vec<usize>,
    /// The groups it is parted into; none where it is shown whole.
    pub inner: Vec<Cluster>,
}

/// The groups of a network that is too large for one picture; none where one picture holds it.
pub fn of(site: &Site, network: &Network) -> Vec<Cluster> {
    if network.nodes.len() <= MOST_NODES {
        return Vec::new();
    }
    let all: Vec<usize> = (0..network.nodes.len()).collect();
    let named = [by_folder(site, network), by_tag(site, network)].into_iter().find(|groups| groups.len() >= 3);
    let groups = named.map(|groups| {
        groups
            .into_iter()
            .map(|(name, nodes)| Cluster { named: Named::Value(name), nodes, inner: Vec::new() })
            .collect()
    });
    let mut groups: Vec<Cluster> = groups.unwrap_or_else(|| tied(network, &all));
    for group in &mut groups {
        part(network, group, DEPTH);
    }
    groups
}

/// Parts a group that is too large, and the parts again.
fn part(network: &Network, group: &mut Cluster, depth: usize) {
    let small = matches!(group.named, Named::Small(_));
    if group.nodes.len() > LARGE {
        let inner = if small || depth == 0 { Vec::new() } else { tied(network, &group.nodes) };
        group.inner = if inner.len() < 2 { cut(network, &group.nodes, small) } else { inner };
    }
    let degree = |at: usize| network.degree.get(at).copied().unwrap_or(0);
    group.nodes.sort_by_key(|at| (std::cmp::Reverse(degree(*at)), *at));
    for group in &mut group.inner {
        part(network, group, depth.saturating_sub(1));
    }
}

/// Cuts what no tie tells apart into parts that can be shown: small groups stay whole but for one at each cut, others are
/// taken from the most connected on.
fn cut(network: &Network, nodes: &[usize], small: bool) -> Vec<Cluster> {
    let degree = |at: usize| network.degree.get(at).copied().unwrap_or(0);
    let mut nodes = nodes.to_vec();
    if !small {
        nodes.sort_by_key(|at| (std::cmp::Reverse(degree(*at)), *at));
    }
    let size = LARGE.max(nodes.len().div_ceil(MOST));
    let part = |(at, nodes): (usize, &[usize])| {
        let first = nodes.first().and_then(|at| network.nodes.get(*at).copied());
        let named = first.filter(|_| !small).map_or(Named::Small(at + 1), Named::Around);
        Cluster { named, nodes: nodes.to_vec(), inner: Vec::new() }
    };
    nodes.chunks(size).enumerate().map(part).collect()
}

/// Nodes in groups of those that are tied to each other, the largest first, small ones as one.
fn tied(network: &Network, nodes: &[usize]) -> Vec<Cluster> {
    let mut sorted = nodes.to_vec();
    sorted.sort_unstable();
    let place: BTreeMap<usize, usize> = sorted.iter().enumerate().map(|(at, node)| (*node, at)).collect();
    let ties: Vec<(usize, usize, f64)> = network
        .ties
        .iter()
        .filter_map(|tie| Some((*place.get(&tie.from)?, *place.get(&tie.to)?, weight(tie.kind))))
        .collect();
    let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (node, group) in sorted.iter().zip(communities::of(sorted.len(), &ties)) {
        groups.entry(group).or_default().push(*node);
    }
    let mut groups: Vec<Vec<usize>> = groups.into_values().collect();
    groups.sort_by(|a, b| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
    let kept = groups.iter().take(MOST - 1).filter(|group| group.len() >= SMALL).count();
    // One small group is no reason for a group of small groups.
    let kept = if groups.len() == kept + 1 { groups.len() } else { kept };
    let small: Vec<usize> = groups.split_off(kept).concat();
    let degree = |at: usize| network.degree.get(at).copied().unwrap_or(0);
    let mut out: Vec<Cluster> = groups
        .into_iter()
        .filter_map(|nodes| {
            let middle = nodes.iter().copied().max_by_key(|at| (degree(*at), std::cmp::Reverse(*at)))?;
            Some(Cluster { named: Named::Around(*network.nodes.get(middle)?), nodes, inner: Vec::new() })
        })
        .collect();
    if !small.is_empty() {
        out.push(Cluster { named: Named::Small(0), nodes: small, inner: Vec::new() });
    }
    out
}

/// How much a tie draws its ends into one group.
pub fn weight(kind: RelationKind) -> f64 {
    if kind == RelationKind::LinksTo { 0.7 } else { 1.3 }
}

/// Top folders, the largest opened again and again while there is room for what is in it.
fn by_folder(site: &Site, network: &Network) -> BTreeMap<String, Vec<usize>> {
    let mut groups: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    groups.insert(String::new(), (0..network.nodes.len()).collect());
    loop {
        let room = MOST.saturating_sub(groups.len());
        // The largest group that can be opened; the path parts those of one size.
        let mut by_size: Vec<(usize, &String)> = groups.iter().map(|(path, list)| (list.len(), path)).collect();
        by_size.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(b.1)));
        let few = groups.len() < 6;
        let opened = by_size.iter().filter(|(size, _)| few || size * 8 > network.nodes.len()).find_map(|(_, path)| {
            let inner = open(site, network, path, groups.get(*path)?);
            (inner.len() > 1 && inner.len() - 1 <= room).then(|| ((*path).clone(), inner))
        });
        let Some((path, inner)) = opened else { break };
        groups.remove(&path);
        groups.extend(inner);
    }
    groups.retain(|_, list| !list.is_empty());
    // One folder with nearly everything in it says nothing.
    let largest = groups.values().map(Vec::len).max().unwrap_or(0);
    if largest * 10 > network.nodes.len() * 9 { BTreeMap::new() } else { groups }
}

/// The documents of a folder by the folders in it, as deep as it takes to tell them apart.
fn open(site: &Site, network: &Network, path: &str, nodes: &[usize]) -> BTreeMap<String, Vec<usize>> {
    let mut base = path.to_owned();
    loop {
        let mut inner: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for &node in nodes {
            let home = network.nodes.get(node).and_then(|end| site.home(*end));
            let folder = home.map_or("", |home| paths::parent(site[home].path()));
            let below = if base.is_empty() {
                Some(folder)
            } else {
                folder.strip_prefix(&base).map(|rest| rest.trim_start_matches('/'))
            };
            let step = below.and_then(|rest| rest.split('/').next()).filter(|step| !step.is_empty());
            let key = match step {
                Some(step) if base.is_empty() => step.to_owned(),
                Some(step) => format!("{base}/{step}"),
                None => base.clone(),
            };
            inner.entry(key).or_default().push(node);
        }
        // A folder that holds nothing but one folder says nothing.
        match inner.keys().next() {
            Some(only) if inner.len() == 1 && *only != base => only.clone_into(&mut base),
            _ => return inner,
        }
    }
}

/// Every document under the tag most of the others share; documents without one in a group of no name.
fn by_tag(site: &Site, network: &Network) -> BTreeMap<String, Vec<usize>> {
    let tags = |end: ItemOrDocument| -> BTreeSet<String> {
        let document = end.document().map(|ix| &site[ix].document);
        document.into_iter().flat_map(|document| &document.tags).map(|fact| fact.value.to_lowercase()).collect()
    };
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for tag in network.nodes.iter().flat_map(|ix| tags(*ix)) {
        *counts.entry(tag).or_default() += 1;
    }
    let mut by_count: Vec<(&String, &usize)> = counts.iter().filter(|(_, count)| **count > 2).collect();
    by_count.sort_by(|a, b| b.1.cmp(a.1).then_with(|| a.0.cmp(b.0)));
    by_count.truncate(MOST - 1);
    let rank: BTreeMap<&String, usize> = by_count.iter().enumerate().map(|(at, (tag, _))| (*tag, at)).collect();
    let mut groups: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, &ix) in network.nodes.iter().enumerate() {
        let best = tags(ix).into_iter().filter_map(|tag| rank.get(&tag).map(|rank| (*rank, tag))).min();
        groups.entry(best.map_or_else(String::new, |(_, tag)| tag)).or_default().push(at);
    }
    let bare = groups.get("").map_or(0, Vec::len);
    if bare * 2 > network.nodes.len() { BTreeMap::new() } else { groups }
}

/// For every node the group it is in.
fn of_nodes(clusters: &[Cluster], network: &Network) -> Vec<Option<usize>> {
    let mut of: Vec<Option<usize>> = vec![None; network.nodes.len()];
    mark(clusters, &mut of);
    of
}

/// Says of the nodes of some groups which of these they are in; what is said of others stays.
pub fn mark(clusters: &[Cluster], of: &mut [Option<usize>]) {
    for (at, cluster) in clusters.iter().enumerate() {
        for node in &cluster.nodes {
            if let Some(slot) = of.get_mut(*node) {
                *slot = Some(at);
            }
        }
    }
}

/// For every group whether two of its nodes are tied.
pub fn tied_inside(clusters: &[Cluster], network: &Network) -> Vec<bool> {
    let of = of_nodes(clusters, network);
    let group = |node: usize| of.get(node).copied().flatten();
    let mut tied = vec![false; clusters.len()];
    for tie in &network.ties {
        let own = group(tie.from).filter(|own| group(tie.to) == Some(*own));
        if let Some(slot) = own.and_then(|own| tied.get_mut(own)) {
            *slot = true;
        }
    }
    tied
}

/// How many edges lead from one group to another, whichever way, the strongest first.
pub fn ties(clusters: &[Cluster], network: &Network) -> Vec<(usize, usize, usize)> {
    between(network.ties.iter(), &of_nodes(clusters, network))
}

/// How many of some edges lead from one group to another, where `of` has the group of each of their ends.
pub fn between<'a>(ties: impl Iterator<Item = &'a Tie>, of: &[Option<usize>]) -> Vec<(usize, usize, usize)> {
    let group = |node: usize| of.get(node).copied().flatten();
    let mut counts: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    for tie in ties {
        if let (Some(a), Some(b)) = (group(tie.from), group(tie.to))
            && a != b
        {
            *counts.entry((a.min(b), a.max(b))).or_default() += 1;
        }
    }
    let mut ties: Vec<(usize, usize, usize)> = counts.into_iter().map(|((a, b), count)| (a, b, count)).collect();
    ties.sort_by_key(|(a, b, count)| (std::cmp::Reverse(*count), *a, *b));
    ties
}
