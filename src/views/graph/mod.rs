//! The graph of the documents: two arrangements, groups for large sites, and everything again as a table.

pub mod atlas;
pub mod clusters;
pub mod communities;
pub mod connections;
pub mod data;
pub mod draw;
pub mod groups;
pub mod labels;
pub mod layered;
pub mod local;
pub mod network;
pub mod placed;
pub mod stress;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use crate::views::value::{Value, data};

use super::parts::{href, shown};
use super::{Input, Page, Presence, View, record};
use crate::base::paths;
use crate::diag::Diagnostic;
use crate::link::urls;
use crate::model::{ItemOrDocument, Kind, LinkedDocument, RelationKind, Site, Status};
use atlas::Atlas;
use clusters::{Cluster, Named};
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
    Group(Named, BTreeSet<ItemOrDocument>),
}

fn pages(input: Input<'_>) -> Vec<Page> {
    let site = input.site;
    if presence(site, &[]) == Presence::Absent {
        return Vec::new();
    }
    let atlas = input.frame.atlas(site);
    let layers = !atlas.order.ties.is_empty();
    let mut pages = vec![page(VIEW.url.to_owned(), Shows::Map, layers)];
    if layers {
        pages.push(page(LAYERS.to_owned(), Shows::Layers, layers));
    }
    for (cluster, tied) in atlas.groups.iter().zip(clusters::tied_inside(&atlas.groups, &atlas.map)) {
        if tied {
            let shows = Shows::Group(cluster.named.clone(), members(&atlas.map, cluster));
            pages.push(page(group_url(site, &cluster.named), shows, layers));
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

/// The documents of a group.
fn members(whole: &Network, cluster: &Cluster) -> BTreeSet<ItemOrDocument> {
    cluster.nodes.iter().filter_map(|at| whole.nodes.get(*at).copied()).collect()
}

/// The address of a group's own page, which shows it without script.
fn group_url(site: &Site, named: &Named) -> String {
    // Names that differ only by a space or by case have addresses of their own.
    let key = placed::key(site, named);
    urls::named("views", &format!("graph group {key} {}", record::short_key(&key)))
}

fn data(input: Input<'_>, from: &str, shows: &Shows, layers: bool) -> Value {
    let site = input.site;
    let words = &input.frame.words;
    let atlas = input.frame.atlas(site);
    let whole = match shows {
        Shows::Layers => Cow::Borrowed(&atlas.order),
        Shows::Map => Cow::Borrowed(&atlas.map),
        Shows::Group(_, documents) => Cow::Owned(atlas.map.within(&|ix| documents.contains(&ix))),
    };
    let groups: &[Cluster] = if matches!(shows, Shows::Map) { &atlas.groups } else { &[] };
    let label = words.get("graph");
    let (picture, drawn) = match shows {
        Shows::Map if !groups.is_empty() => (overview(input, from, atlas), None),
        Shows::Map => {
            let drawn = whole.strongest(MOST_NODES);
            (draw::map(input, from, &drawn, &atlas.placed(site).nodes, label), Some(drawn))
        }
        Shows::Layers => {
            let drawn = whole.strongest(MOST_NODES);
            (draw::layers(input, from, &drawn, label), Some(drawn))
        }
        Shows::Group(..) => {
            let drawn = whole.strongest(MOST_NODES);
            let places = placed::place(site, &drawn, &[]).nodes;
            (draw::map(input, from, &drawn, &places, label), Some(drawn))
        }
    };
    let group = match shows {
        Shows::Group(named, _) => Some(data::name_of(input, named)),
        _ => None,
    };
    let tab = |name: &'static str, url: &str| data!({ "name": words.get(name), "href": href(from, url), "current": url == from });
    let counted = counted(input, &picture, &whole, drawn.as_ref(), groups.len());
    shown(data!({
        "title": if matches!(shows, Shows::Layers) { words.get("layers") } else { label }.to_owned(),
        "group": &group,
        "whole": group.is_some().then(|| href(from, VIEW.url)),
        "tabs": if layers && group.is_none() { vec![tab("map", VIEW.url), tab("layers", LAYERS)] } else { Vec::new() },
        "svg": picture.svg,
        "counted": counted,
        "arrangement": if matches!(shows, Shows::Layers) { "layers" } else { "map" },
        "bar": if group.is_some() { Value::Null } else { bar(input) },
        "legend": legend(input, drawn.as_ref().unwrap_or(&whole), group.is_none() && !matches!(shows, Shows::Layers)),
        "layered": matches!(shows, Shows::Layers).then(|| words.get("layers-read")),
        "connections": if group.is_none() { connections::summary(input, from) } else { Value::Null },
    }))
}

fn group_name(input: Input<'_>, name: &str) -> String {
    if name.is_empty() { input.site.title.clone() } else { name.to_owned() }
}

fn overview(input: Input<'_>, from: &str, atlas: &Atlas) -> Picture {
    let (clusters, whole) = (&atlas.groups, &atlas.map);
    let names: Vec<String> = clusters.iter().map(|cluster| data::name_of(input, &cluster.named)).collect();
    let shown: Vec<Group> = clusters
        .iter()
        .zip(&names)
        .zip(clusters::tied_inside(clusters, whole))
        .map(|((cluster, name), tied)| Group {
            short: data::short(name, &names),
            name: name.clone(),
            count: cluster.nodes.len(),
            href: if tied { href(from, &group_url(input.site, &cluster.named)) } else { String::new() },
        })
        .collect();
    groups::draw(atlas.placed(input.site), &shown, &clusters::ties(clusters, whole), input.frame.words.get("graph"))
}

/// What is drawn and what is not, in numbers.
fn counted(
    input: Input<'_>,
    picture: &Picture,
    whole: &Network,
    drawn: Option<&Network>,
    groups: usize,
) -> Vec<String> {
    let words = &input.frame.words;
    if groups > 0 {
        let documents = words.count("documents", whole.nodes.len());
        let mut counts = vec![words.count("group-count", groups).replace("{docs}", &documents)];
        if picture.left > 0 {
            counts.push(words.count("weaker-ties", picture.left));
        }
        return counts;
    }
    let mut counts = vec![words.count("documents", picture.nodes), words.count("connection-count", picture.edges)];
    if picture.left > 0 {
        counts.push(words.count("weaker-ties", picture.left));
    }
    let hidden = drawn.map_or(0, |drawn| whole.nodes.len() - drawn.nodes.len());
    if hidden > 0 {
        counts.push(words.count("less-connected", hidden));
    }
    counts
}

/// What script filters by: the fields in which documents differ.
fn bar(input: Input<'_>) -> Value {
    let (site, words) = (input.site, &input.frame.words);
    let differ = |value: &dyn Fn(&LinkedDocument) -> String| {
        let mut values = site.documents.iter().map(value);
        values.next().is_some_and(|first| values.any(|value| value != first))
    };
    let facets = [
        ("kind", "kind", differ(&|linked| linked.kind.name().to_owned())),
        ("status", "status", differ(&|linked| format!("{:?}", linked.status().map(|fact| fact.value.status)))),
        ("tag", "tags", site.documents.iter().any(|linked| !linked.document.tags.is_empty())),
        ("path", "folders", differ(&|linked| paths::parent(linked.path()).to_owned())),
    ];
    let facets = facets.iter().filter(|(.., differs)| *differs);
    let facets = facets.map(|(name, label, _)| data!({ "name": *name, "label": words.get(label) }));
    data!({
        "of": "graph",
        "hint": words.with("filter-hint", "-kind:page is:open"),
        "facets": facets.collect::<Vec<_>>(),
        "groups": Value::Null,
        "downloads": Value::Null,
    })
}

/// What the marks of this picture mean: only those that are in it. `computed`: whether script can add what is like it.
fn legend(input: Input<'_>, drawn: &Network, computed: bool) -> Value {
    let words = &input.frame.words;
    let site = input.site;
    let kinds: BTreeSet<RelationKind> = drawn.ties.iter().map(|tie| tie.kind).collect();
    let mut edges: Vec<Value> =
        kinds.into_iter().map(|kind| data!({ "kind": kind.name(), "name": words.get(kind.name()) })).collect();
    if computed && input.frame.related(site).iter().any(|related| !related.is_empty()) {
        edges.push(data!({ "kind": data::RELATED, "name": words.get("similar-to") }));
    }
    let shapes: BTreeSet<&'static str> = drawn
        .nodes
        .iter()
        .map(|end| match site.kind_of(*end) {
            Kind::Feature => "feature",
            Kind::Guide => "guide",
            Kind::Decision => "decision",
            _ => "page",
        })
        .collect();
    let shapes = shapes.into_iter().map(|kind| data!({ "kind": kind, "name": words.get(kind) }));
    // Statuses of one colour and form have one entry, under the commonest of them.
    let mut looks: BTreeMap<&'static str, BTreeMap<Status, usize>> = BTreeMap::new();
    for status in drawn.nodes.iter().filter_map(|end| site.status_of(*end)) {
        let status = status.value.status;
        *looks.entry(look(status)).or_default().entry(status).or_default() += 1;
    }
    let statuses = ["open", "moving", "review", "done", "blocked", "ended"].into_iter().filter_map(|name| {
        let (status, _) =
            looks.get(name)?.iter().max_by_key(|(status, count)| (**count, std::cmp::Reverse(**status)))?;
        Some(data!({ "kind": status.name(), "name": words.get(status.name()) }))
    });
    let marked = drawn.nodes.iter().any(|end| end.document().is_some_and(|ix| super::marks::has(input, ix)));
    shown(data!({
        "edges": edges,
        "shapes": shapes.collect::<Vec<_>>(),
        "statuses": statuses.collect::<Vec<_>>(),
        "marked": marked.then(|| words.get("mark")),
    }))
}

/// The look of a status in the picture, as the stylesheet has it.
fn look(status: Status) -> &'static str {
    match status {
        Status::Unset | Status::Planned | Status::Draft | Status::Ready => "open",
        Status::InProgress | Status::Partial => "moving",
        Status::Review => "review",
        Status::Done | Status::Living => "done",
        Status::Blocked | Status::Unrecognised => "blocked",
        Status::OnHold | Status::Cancelled | Status::Superseded => "ended",
    }
}
