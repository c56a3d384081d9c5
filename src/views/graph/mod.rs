//! The graph of the documents: two arrangements, groups for large sites, and everything again as a table.

pub mod clusters;
pub mod connections;
pub mod draw;
pub mod force;
pub mod groups;
pub mod labels;
pub mod layered;
pub mod local;
pub mod network;

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::parts::{href, shown};
use super::{Input, Page, Presence, View};
use crate::diag::Diagnostic;
use crate::link::urls;
use crate::model::{ItemOrDocument, RelationKind, Site};
use clusters::Cluster;
use draw::Picture;
use groups::Group;
use network::{MOST_NODES, Network};

/// The graph.
pub const VIEW: View = View {
    name: "graph",
    url: "graph.html",
    letter: Some('r'),
    also: &["views/graph", "views/connections"],
    presence,
    pages,
};

/// The layered arrangement, where documents depend on each other.
const LAYERS: &str = "views/graph-layers.html";

fn presence(site: &Site, _: &[Diagnostic]) -> Presence {
    let tied = site.edges.iter().any(|edge| site.whole(edge.source) != site.whole(edge.target));
    if tied { Presence::Shown } else { Presence::Absent }
}

/// Every kind of relation.
fn everything(_: RelationKind) -> bool {
    true
}

/// What has an order: this first, then that.
fn ordered(kind: RelationKind) -> bool {
    kind == RelationKind::DependsOn
}

/// A page of the graph.
#[derive(Clone)]
enum Shows {
    /// All documents, or their groups where they are too many.
    Map,
    /// Dependencies from left to right.
    Layers,
    /// One group.
    Group(String, BTreeSet<ItemOrDocument>),
}

fn pages(site: &Site) -> Vec<Page> {
    if presence(site, &[]) == Presence::Absent {
        return Vec::new();
    }
    let whole = Network::of(site, &everything);
    let layers = !Network::of(site, &ordered).ties.is_empty();
    let mut pages = vec![page(VIEW.url.to_owned(), Shows::Map, layers)];
    if layers {
        pages.push(page(LAYERS.to_owned(), Shows::Layers, layers));
    }
    for cluster in grouped(site, &whole).unwrap_or_default() {
        let documents: BTreeSet<ItemOrDocument> = cluster.documents.iter().copied().collect();
        if !whole.within(&|ix| documents.contains(&ix)).ties.is_empty() {
            pages.push(page(group_url(&cluster), Shows::Group(cluster.name, documents), layers));
        }
    }
    pages.extend(connections::pages(site));
    pages
}

fn page(url: String, shows: Shows, layers: bool) -> Page {
    let from = url.clone();
    let make = move |input: Input<'_>| data(input, &from, &shows, layers);
    Page { url, template: "graph.html", body: None, data: Box::new(make) }
}

/// The groups of a site that is too large for one picture.
fn grouped(site: &Site, whole: &Network) -> Option<Vec<Cluster>> {
    (whole.nodes.len() > MOST_NODES).then(|| clusters::of(site, whole)).flatten()
}

fn group_url(cluster: &Cluster) -> String {
    urls::named("views", &format!("graph {}", cluster.name))
}

fn data(input: Input<'_>, from: &str, shows: &Shows, layers: bool) -> Value {
    let site = input.site;
    let words = &input.frame.words;
    let whole = match shows {
        Shows::Layers => Network::of(site, &ordered),
        Shows::Map => Network::of(site, &everything),
        Shows::Group(_, documents) => Network::of(site, &everything).within(&|ix| documents.contains(&ix)),
    };
    let groups = if matches!(shows, Shows::Map) { grouped(site, &whole) } else { None };
    let label = words.get("graph");
    let (picture, drawn) = match (&groups, shows) {
        (Some(groups), _) => (overview(input, from, groups, &whole), None),
        (None, Shows::Layers) => {
            let drawn = whole.strongest(MOST_NODES);
            (draw::layers(input, from, &drawn, label), Some(drawn))
        }
        (None, _) => {
            let drawn = whole.strongest(MOST_NODES);
            (draw::map(input, from, &drawn, label), Some(drawn))
        }
    };
    let group = match shows {
        Shows::Group(name, _) => Some(group_name(input, name)),
        _ => None,
    };
    let tab =
        |name: &str, url: &str| json!({ "name": words.get(name), "href": href(from, url), "current": url == from });
    shown(json!({
        "title": label,
        "group": group,
        "whole": group.is_some().then(|| href(from, VIEW.url)),
        "tabs": if layers && group.is_none() { vec![tab("map", VIEW.url), tab("layers", LAYERS)] } else { Vec::new() },
        "svg": picture.svg,
        "counted": counted(input, &picture, &whole, drawn.as_ref(), groups.as_ref()),
        "legend": legend(input, drawn.as_ref()),
        "layered": matches!(shows, Shows::Layers).then(|| words.get("layers-read")),
        "connections": if group.is_none() { connections::summary(input, from) } else { Value::Null },
    }))
}

fn group_name(input: Input<'_>, name: &str) -> String {
    if name.is_empty() { input.site.title.clone() } else { name.to_owned() }
}

fn overview(input: Input<'_>, from: &str, clusters: &[Cluster], whole: &Network) -> Picture {
    let shown: Vec<Group> = clusters
        .iter()
        .map(|cluster| {
            let documents: BTreeSet<ItemOrDocument> = cluster.documents.iter().copied().collect();
            let tied = !whole.within(&|ix| documents.contains(&ix)).ties.is_empty();
            Group {
                name: group_name(input, &cluster.name),
                count: cluster.documents.len(),
                href: if tied { href(from, &group_url(cluster)) } else { String::new() },
            }
        })
        .collect();
    groups::draw(clusters, &shown, &clusters::ties(clusters, whole), input.frame.words.get("graph"))
}

/// What is drawn and what is not, in numbers.
fn counted(
    input: Input<'_>,
    picture: &Picture,
    whole: &Network,
    drawn: Option<&Network>,
    groups: Option<&Vec<Cluster>>,
) -> Vec<String> {
    let words = &input.frame.words;
    if let Some(groups) = groups {
        let documents = words.count("documents", whole.nodes.len());
        return vec![words.count("group-count", groups.len()).replace("{docs}", &documents)];
    }
    let mut counts = vec![words.count("documents", picture.nodes), words.count("connection-count", picture.edges)];
    let hidden = whole.nodes.len() - drawn.map_or(0, |drawn| drawn.nodes.len());
    if hidden > 0 {
        counts.push(words.count("less-connected", hidden));
    }
    counts
}

/// What the marks of this picture mean: only those that are in it.
fn legend(input: Input<'_>, drawn: Option<&Network>) -> Value {
    let Some(drawn) = drawn else { return Value::Null };
    let words = &input.frame.words;
    let kinds: BTreeSet<RelationKind> = drawn.ties.iter().map(|tie| tie.kind).collect();
    let edges = kinds.into_iter().map(|kind| json!({ "kind": kind.name(), "name": words.get(kind.name()) }));
    let shapes: BTreeSet<&'static str> = drawn
        .nodes
        .iter()
        .map(|end| match input.site.kind_of(*end) {
            crate::model::Kind::Feature => "feature",
            crate::model::Kind::Guide => "guide",
            crate::model::Kind::Decision => "decision",
            _ => "page",
        })
        .collect();
    let shapes = shapes.into_iter().map(|kind| json!({ "kind": kind, "name": words.get(kind) }));
    let marked = drawn.nodes.iter().any(|end| end.document().is_some_and(|ix| super::marks::has(input, ix)));
    shown(json!({
        "edges": edges.collect::<Vec<_>>(),
        "shapes": shapes.collect::<Vec<_>>(),
        "marked": marked.then(|| words.get("mark")),
    }))
}
