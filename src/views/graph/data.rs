//! The graph for the page's script: every document as filters see it, every edge, every place. What an edge is
//! written as lies in files of its own, loaded for the node that is looked at.
//!
//! - `views/nodes.js`: `{ items, grammar, words, said, graph }`. The first four are as in `items.js`; a node is its place in
//!   that list. `graph` holds
//!   - `kinds`: the kinds of edges by name, in the order of their strength;
//!   - `edges`: `[from, to, kind, …]`, three numbers for each edge that is written, sorted;
//!   - `at`: `[x, y, …]`, the place of each node in its group, null for one that is not drawn;
//!   - `group`: the group of each node, -1 for none;
//!   - `groups`: `[[key, name, short name, within, x, y, radius, total], …]`, `within` -1 for none; a key names the group in
//!     addresses;
//!   - `ranks`: `[part, layer, order, …]` of each node by dependencies, `part` -1 for a node without;
//!   - `most`: the most nodes one picture holds; `ties`: the most ties between groups for each group that is shown;
//!     `perFile`: edges in one file of evidence.
//! - `views/similar.js`: `[from, to, …]`, the edges that are computed: they are shown when a reader asks for them.
//! - `views/evidence-N.js`: what stands behind the edges, in their order, the computed behind the written: `[text, …]`.
//!
//! A record without an address has that of its path, with `.html` for `.md`.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use serde_json::{Value, json};

use super::clusters::{self, Named};
use super::layered::{self, Rank};
use super::network::{self, MOST_NODES, Telling};
use super::{draw, group_name, placed};
use crate::base::paths;
use crate::filter::{self, Record};
use crate::model::{EdgeIx, ItemOrDocument, Related, RelationKind, Site};
use crate::views::data::{Make, Records, write};
use crate::views::document::relations;
use crate::views::words::{self, Words};
use crate::views::{Input, board, record};

/// Edges whose evidence lies in one file.
const PER_FILE: usize = 1_000;
/// The name of the kind of edge that is computed and not written.
pub(super) const RELATED: &str = "related";

/// The words that the script of the graph needs beside those of filters, by key.
const WORDS: [&str; 21] = [
    "centre",
    "children",
    "depends-on",
    "fold",
    "guide-for",
    "guided-by",
    "hidden-alone",
    "hidden-nodes",
    "linked-from",
    "links-to",
    "made-room",
    "needed-by",
    "nothing-found",
    "open-document",
    "parent",
    "similar-to",
    "stand-alone",
    "superseded-by",
    "supersedes",
    "unfold",
    "weaker-ties",
];

/// The files with their names.
pub fn files(input: Input<'_>) -> Vec<(String, Make)> {
    let edges = input.frame.edges(input.site);
    if edges.all.is_empty() {
        return Vec::new();
    }
    let mut files = vec![("nodes".to_owned(), Make::Plain(nodes)), ("similar".to_owned(), Make::Plain(similar))];
    let count = edges.all.len().div_ceil(PER_FILE);
    files.extend((0..count).map(|at| (format!("evidence-{}", at + 1), Make::Numbered(evidence, at))));
    files
}

/// An edge of the script's graph.
#[derive(Clone, Debug)]
struct Edge {
    from: u32,
    to: u32,
    /// Its place in [`Edges::kinds`].
    kind: u32,
    source: Source,
}

/// What makes an edge one: its ends and its kind.
type Key = (u32, u32, Option<RelationKind>);

/// Where an edge comes from.
#[derive(Clone, Debug)]
enum Source {
    Written(EdgeIx),
    /// The document and the place among those related to it.
    Computed(crate::model::DocIx, u32),
}

/// Nodes and edges in the order in which files name them.
#[derive(Clone, Debug)]
pub struct Edges {
    /// The nodes: those of the map, then those that nothing is tied to.
    nodes: Vec<ItemOrDocument>,
    /// The kinds there are, by name.
    kinds: Vec<&'static str>,
    all: Vec<Edge>,
}

impl Edges {
    /// Gathers them: those that say something, and from each document to those `related` to it.
    pub fn of(site: &Site, telling: &[Telling], related: &[Vec<Related>]) -> Self {
        let connected: BTreeSet<ItemOrDocument> = telling.iter().flat_map(|(from, to, ..)| [*from, *to]).collect();
        let alone: Vec<ItemOrDocument> = network::alone(site).filter(|end| !connected.contains(end)).collect();
        let nodes: Vec<ItemOrDocument> = connected.into_iter().chain(alone).collect();
        let place: BTreeMap<ItemOrDocument, u32> = nodes.iter().copied().zip(0..).collect();
        let mut found: Vec<(Key, Source)> = Vec::new();
        for (from, to, kind, edge) in telling {
            if let (Some(&from), Some(&to)) = (place.get(from), place.get(to)) {
                found.push(((from, to, Some(*kind)), Source::Written(*edge)));
            }
        }
        for (ix, related) in site.each().map(|(ix, _)| ix).zip(related) {
            for (at, related) in (0..).zip(related) {
                let ends = [ix, related.target].map(|end| site.whole(ItemOrDocument::Document(end)));
                let (Some(&a), Some(&b)) = (place.get(&ends[0]), place.get(&ends[1])) else { continue };
                if a != b {
                    found.push(((a.min(b), a.max(b), None), Source::Computed(ix, at)));
                }
            }
        }
        // The sort keeps the order of those that say the same, of which the first stays.
        found.sort_by_key(|(key, _)| *key);
        found.dedup_by_key(|(key, _)| *key);
        let kinds: BTreeSet<Option<RelationKind>> = found.iter().map(|(key, _)| key.2).collect();
        let mut kinds: Vec<Option<RelationKind>> = kinds.into_iter().collect();
        // What is computed is the weakest.
        kinds.sort_by_key(|kind| (kind.is_none(), *kind));
        let place = |kind: Option<RelationKind>| kinds.iter().position(|known| *known == kind).unwrap_or(0) as u32;
        let all = found.into_iter().map(|((from, to, kind), source)| Edge { from, to, kind: place(kind), source });
        let mut all: Vec<Edge> = all.collect();
        all.sort_by_key(|edge| matches!(edge.source, Source::Computed(..)));
        all.shrink_to_fit();
        Self { nodes, kinds: kinds.into_iter().map(|kind| kind.map_or(RELATED, RelationKind::name)).collect(), all }
    }

    /// The edges that are written: they stand first.
    fn written(&self) -> impl Iterator<Item = &Edge> {
        self.all.iter().take_while(|edge| matches!(edge.source, Source::Written(_)))
    }
}

/// What `views/nodes.js` puts, its members sorted.
#[derive(Serialize)]
struct Nodes<R> {
    grammar: Value,
    graph: Value,
    items: R,
    said: BTreeMap<&'static str, String>,
    words: BTreeMap<String, String>,
}

fn nodes(input: Input<'_>, out: &mut Vec<u8>) {
    let site = input.site;
    let atlas = input.frame.atlas(site);
    let (edges, placed) = (input.frame.edges(site), atlas.placed(site));
    let mut group = vec![-1_i64; edges.nodes.len()];
    for (at, own) in placed.groups.iter().enumerate() {
        for slot in &own.nodes {
            if let Some(slot) = group.get_mut(*slot) {
                *slot = at as i64;
            }
        }
    }
    // The nodes of the map come first, in the same order; what is tied to nothing has no place in it.
    let places = (0..edges.nodes.len()).flat_map(|at| match placed.nodes.get(at).copied().flatten() {
        Some(point) => [json!(point.x.round() as i64), json!(point.y.round() as i64)],
        None => [Value::Null, Value::Null],
    });
    let mut beside: BTreeMap<Option<usize>, Vec<String>> = BTreeMap::new();
    for group in &placed.groups {
        beside.entry(group.within).or_default().push(name_of(input, &group.named));
    }
    let groups = placed.groups.iter().map(|group| {
        let within = group.within.map_or(-1, |within| within as i64);
        let name = name_of(input, &group.named);
        let short = short(&name, beside.get(&group.within).map_or(&[], Vec::as_slice));
        let [x, y, radius] = [group.at.x, group.at.y, group.folded].map(|length| length.round() as i64);
        let mut chain = placed::key(input.site, &group.named);
        let mut above = group.within.and_then(|within| placed.groups.get(within));
        while let Some(outer) = above {
            chain = format!("{} {chain}", placed::key(input.site, &outer.named));
            above = outer.within.and_then(|within| placed.groups.get(within));
        }
        json!([record::short_key(&chain), name, short, within, x, y, radius, group.total])
    });
    let record = |end: &ItemOrDocument| {
        let record = record::of_end(input, *end);
        let usual = record.path.strip_suffix(".md").is_some_and(|stem| record.href == format!("{stem}.html"));
        if usual { Record { href: String::new(), ..record } } else { record }
    };
    let mut all = words::for_script(&input.frame.words);
    all.extend(own_words(&input.frame.words));
    let graph = json!({
        "kinds": edges.kinds,
        "edges": edges.written().flat_map(|edge| [edge.from, edge.to, edge.kind]).collect::<Vec<_>>(),
        "at": places.collect::<Vec<_>>(),
        "group": group,
        "groups": groups.collect::<Vec<_>>(),
        "ranks": ranks(input, edges),
        "most": MOST_NODES,
        "ties": clusters::TIES,
        "perFile": PER_FILE,
    });
    let items = Records(|| edges.nodes.iter().map(record));
    write(out, &Nodes { grammar: filter::grammar(), graph, items, said: board::said(site), words: all });
}

/// The edges that are computed.
fn similar(input: Input<'_>, out: &mut Vec<u8>) {
    let edges = input.frame.edges(input.site);
    let computed = edges.all.iter().skip(edges.written().count());
    write(out, &computed.flat_map(|edge| [edge.from, edge.to]).collect::<Vec<_>>());
}

fn own_words(words: &Words) -> impl Iterator<Item = (String, String)> + '_ {
    WORDS.into_iter().map(|key| (key.replace('-', "_"), words.get(key).to_owned()))
}

/// A group's name as it is shown.
pub(super) fn name_of(input: Input<'_>, named: &Named) -> String {
    let words = &input.frame.words;
    match named {
        Named::Value(name) => group_name(input, name),
        Named::Around(end) => {
            let name = input.site.id_of(*end).unwrap_or_else(|| input.site.title_of(*end));
            words.with("around", &crate::views::card::clip(name, 28))
        }
        Named::Small(0) => words.get("small-groups").to_owned(),
        Named::Small(at) => format!("{} {at}", words.get("small-groups")),
    }
}

/// A group's name without the folders above it, where no other beside it is called so.
pub(super) fn short(name: &str, beside: &[String]) -> String {
    let last = paths::file_name(name);
    let alone = beside.iter().filter(|other| paths::file_name(other) == last).count() < 2;
    if alone && !last.is_empty() { last.to_owned() } else { name.to_owned() }
}

/// The rank of each node by dependencies: three numbers each, the first -1 for a node without any.
fn ranks(input: Input<'_>, edges: &Edges) -> Vec<i64> {
    let network = &input.frame.atlas(input.site).order;
    let before: Vec<(usize, usize)> = network.ties.iter().map(|tie| (tie.to, tie.from)).collect();
    let ranks = layered::ranks(network.nodes.len(), &before);
    let of: BTreeMap<ItemOrDocument, Rank> = network.nodes.iter().copied().zip(ranks).collect();
    let numbers = edges.nodes.iter().flat_map(|end| match of.get(end) {
        Some(rank) => [rank.part as i64, rank.layer as i64, rank.order as i64],
        None => [-1, 0, 0],
    });
    numbers.collect()
}

/// What stands behind the edges of one file.
fn evidence(input: Input<'_>, file: usize) -> Value {
    let site = input.site;
    let edges = input.frame.edges(site);
    let texts = edges.all.iter().skip(file * PER_FILE).take(PER_FILE).map(|edge| match edge.source {
        Source::Written(edge) => draw::evidence(input, edge),
        Source::Computed(ix, at) => {
            let related = input.frame.related_to(site, ix).get(at as usize);
            let because = related.map(|related| related.because.as_slice()).unwrap_or_default();
            let reasons = because.iter().map(|reason| relations::said(&input.frame.words, reason));
            reasons.collect::<Vec<_>>().join("; ")
        }
    });
    json!(texts.collect::<Vec<String>>())
}
