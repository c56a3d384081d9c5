//! Groups of a large site: folders that are neither too many nor too large, with the ties between them.

use std::collections::BTreeMap;

use super::network::Network;
use crate::base::paths;
use crate::model::{ItemOrDocument, Site};

/// The most groups one picture holds.
const MOST: usize = 36;
/// The most ties between groups one picture holds.
pub const MOST_TIES: usize = 80;

/// A group of documents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cluster {
    /// The folder, or the tag.
    pub name: String,
    /// Its documents, sorted.
    pub documents: Vec<ItemOrDocument>,
}

/// Groups the nodes of a network by folder; where that says nothing, by tag. `None` where neither gives three groups.
pub fn of(site: &Site, network: &Network) -> Option<Vec<Cluster>> {
    let folders = by_folder(site, network);
    if folders.len() >= 3 {
        return Some(folders);
    }
    let tags = by_tag(site, network);
    (tags.len() >= 3).then_some(tags)
}

/// Top folders, the largest opened again and again while there is room for what is in it.
fn by_folder(site: &Site, network: &Network) -> Vec<Cluster> {
    let mut groups: BTreeMap<String, Vec<ItemOrDocument>> = BTreeMap::new();
    groups.insert(String::new(), network.nodes.clone());
    loop {
        let room = MOST.saturating_sub(groups.len());
        // The largest group that can be opened; the path parts those of one size.
        let mut by_size: Vec<(usize, &String)> = groups.iter().map(|(path, list)| (list.len(), path)).collect();
        by_size.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(b.1)));
        let few = groups.len() < 6;
        let opened = by_size.iter().filter(|(size, _)| few || size * 8 > network.nodes.len()).find_map(|(_, path)| {
            let inner = open(site, path, groups.get(*path)?);
            (inner.len() > 1 && inner.len() - 1 <= room).then(|| ((*path).clone(), inner))
        });
        let Some((path, inner)) = opened else { break };
        groups.remove(&path);
        groups.extend(inner);
    }
    groups
        .into_iter()
        .filter(|(_, list)| !list.is_empty())
        .map(|(name, documents)| Cluster { name, documents })
        .collect()
}

/// The documents of a folder by the folders in it, as deep as it takes to tell them apart.
fn open(site: &Site, path: &str, documents: &[ItemOrDocument]) -> BTreeMap<String, Vec<ItemOrDocument>> {
    let mut base = path.to_owned();
    loop {
        let mut inner: BTreeMap<String, Vec<ItemOrDocument>> = BTreeMap::new();
        for &document in documents {
            let folder = site.home(document).map_or("", |home| paths::parent(site[home].path()));
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
            inner.entry(key).or_default().push(document);
        }
        // A folder that holds nothing but one folder says nothing.
        match inner.keys().next() {
            Some(only) if inner.len() == 1 && *only != base => only.clone_into(&mut base),
            _ => return inner,
        }
    }
}

/// Every document under the tag most of the others share; documents without one in a group of no name.
fn by_tag(site: &Site, network: &Network) -> Vec<Cluster> {
    let tags = |end: ItemOrDocument| {
        let document = end.document().map(|ix| &site[ix].document);
        document.into_iter().flat_map(|document| &document.tags).map(|fact| fact.value.to_lowercase())
    };
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for tag in network.nodes.iter().flat_map(|ix| tags(*ix)) {
        *counts.entry(tag).or_default() += 1;
    }
    let mut by_count: Vec<(&String, &usize)> = counts.iter().filter(|(_, count)| **count > 2).collect();
    by_count.sort_by(|a, b| b.1.cmp(a.1).then_with(|| a.0.cmp(b.0)));
    by_count.truncate(MOST - 1);
    let rank: BTreeMap<&String, usize> = by_count.iter().enumerate().map(|(at, (tag, _))| (*tag, at)).collect();
    let mut groups: BTreeMap<String, Vec<ItemOrDocument>> = BTreeMap::new();
    for &ix in &network.nodes {
        let best = tags(ix).filter_map(|tag| rank.get(&tag).map(|rank| (*rank, tag))).min();
        groups.entry(best.map_or_else(String::new, |(_, tag)| tag)).or_default().push(ix);
    }
    let bare = groups.get("").map_or(0, Vec::len);
    if bare * 2 > network.nodes.len() {
        return Vec::new();
    }
    groups.into_iter().map(|(name, documents)| Cluster { name, documents }).collect()
}

/// How many edges lead from one group to another, whichever way, the strongest first.
pub fn ties(clusters: &[Cluster], network: &Network) -> Vec<(usize, usize, usize)> {
    let of: BTreeMap<ItemOrDocument, usize> = clusters
        .iter()
        .enumerate()
        .flat_map(|(at, cluster)| cluster.documents.iter().map(move |document| (*document, at)))
        .collect();
    let group = |node: usize| network.nodes.get(node).and_then(|ix| of.get(ix)).copied();
    let mut counts: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    for tie in &network.ties {
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
