//! The pictures: nodes as links, edges with their evidence, everything readable without script and style.

use super::labels::{self, Area, Label};
use super::layered;
use super::network::Network;
use super::placed;
use super::stress::Point;
use crate::base::paths;
use crate::model::{EdgeIx, ItemOrDocument, RelationKind, Site, Status};
use crate::path;
use crate::views::document::relations;
use crate::views::svg::{Svg, fit};
use crate::views::{Input, card, marks, parts};

/// A picture wider than this is brought down towards the width of the page, as far as its labels stay legible.
pub(super) const SCREEN: f64 = 960.0;
/// How far it may be brought down.
const LEAST: f64 = 0.8;

/// A picture with its size in pixels.
#[derive(Clone, Debug, Default)]
pub struct Picture {
    /// The drawing.
    pub svg: String,
    /// Nodes drawn.
    pub nodes: usize,
    /// Edges drawn.
    pub edges: usize,
    /// Edges, or ties between groups, that are not drawn.
    pub left: usize,
}

/// What a node says of its document.
struct Node<'a> {
    href: String,
    label: String,
    name: String,
    status: &'static str,
    kind: &'static str,
    marked: bool,
    lang: Option<&'a str>,
}

fn node<'a>(input: Input<'a>, from: &str, end: ItemOrDocument) -> Node<'a> {
    let site = input.site;
    let title = site.title_of(end);
    let status = site.status_of(end).map_or(Status::Unset, |fact| fact.value.status);
    let id = site.id_of(end);
    let words = &input.frame.words;
    let mut name = id.map_or_else(|| title.to_owned(), |id| format!("{id} {title}"));
    if status != Status::Unset {
        name.push_str(&format!(", {}", words.get(status.name())));
    }
    Node {
        href: parts::end_href(site, from, end),
        label: id.unwrap_or(title).to_owned(),
        name,
        status: status.name(),
        kind: site.kind_of(end).name(),
        marked: end.document().is_some_and(|ix| marks::has(input, ix)),
        lang: end.document().and_then(|ix| site[ix].document.lang.as_deref()),
    }
}

/// A picture of more edges than this says less of each: their words are most of its weight.
const MANY: usize = 300;

/// Where an edge is written: `auth.md line 212: Dependencies: FEAT-007`.
pub fn evidence(input: Input<'_>, edge: EdgeIx) -> String {
    evidence_within(input, edge, 140)
}

/// The same with at most this many letters of the line.
fn evidence_within(input: Input<'_>, edge: EdgeIx, most: usize) -> String {
    let site = input.site;
    let Some(first) = site[edge].evidence.first() else { return String::new() };
    let line = site.line(first).map(|line| input.frame.words.with("line-at", &line.to_string()));
    let text = card::clip(&relations::sentence(&site.around(first)), most);
    format!("{} {}: {text}", paths::file_name(&first.path), line.unwrap_or_default())
}

/// Begins a drawing of this size with the arrow head its edges end in.
pub(super) fn begin(svg: &mut Svg, class: &str, label: &str, width: f64, height: f64) {
    let view = path!(0.0, 0.0, width, height);
    let scale = if class == "net net-layers" { 1.0 } else { (SCREEN / width).clamp(LEAST, 1.0) };
    svg.open(
        "svg",
        &[
            ("class", class.into()),
            ("role", "group".into()),
            ("aria-label", label.into()),
            ("width", (width * scale).into()),
            ("height", (height * scale).into()),
            ("viewBox", (&view).into()),
        ],
    );
    svg.open("defs", &[]);
    let marker: [(&str, crate::views::svg::Value<'_>); 8] = [
        ("id", "arrow".into()),
        ("class", "arrow".into()),
        ("viewBox", "0 0 8 8".into()),
        ("refX", 7.0.into()),
        ("refY", 4.0.into()),
        ("markerWidth", 7.0.into()),
        ("markerHeight", 7.0.into()),
        ("orient", "auto".into()),
    ];
    svg.open("marker", &marker).empty("path", &[("d", "M 0.5 1 L 7 4 L 0.5 7".into())]).close("marker");
    svg.close("defs");
}

/// How many letters of its line an edge of this picture shows.
fn letters(network: &Network) -> usize {
    if network.ties.len() > MANY { 72 } else { 140 }
}

/// An edge's class; it names the kind, and whether the dependency is already met.
fn edge_class(site: &Site, edge: EdgeIx) -> String {
    let edge = &site[edge];
    let met = edge.kind == RelationKind::DependsOn
        && site.status_of(edge.target).is_some_and(|fact| fact.value.status.is_closed());
    format!("edge e-{}{}", edge.kind.name(), if met { " met" } else { "" })
}

fn edge(svg: &mut Svg, input: Input<'_>, edge: EdgeIx, d: &str, arrow: bool, most: usize) {
    let class = edge_class(input.site, edge);
    let mut attributes: Vec<(&str, crate::views::svg::Value<'_>)> = vec![("class", (&class).into()), ("d", d.into())];
    if arrow {
        attributes.push(("marker-end", "url(#arrow)".into()));
    }
    let evidence = evidence_within(input, edge, most);
    svg.open("path", &attributes).text("title", &[], &evidence).close("path");
}

/// The map of a network that one picture holds.
pub fn map(input: Input<'_>, from: &str, network: &Network, places: &[Option<Point>], label: &str) -> Picture {
    let nodes: Vec<Node<'_>> = network.nodes.iter().map(|end| node(input, from, *end)).collect();
    let mut order: Vec<usize> = (0..nodes.len()).collect();
    order.sort_by_key(|at| (std::cmp::Reverse(network.degree.get(*at).copied()), *at));
    let text = |at: usize| nodes.get(at).map_or_else(String::new, |node| fit(&node.label, labels::SIZE, 130.0));
    let placed: Vec<(Point, f64)> =
        places.iter().enumerate().map(|(at, point)| (point.unwrap_or_default(), placed::radius(network, at))).collect();
    let labels = labels::place(&placed, &order, &text);
    let Framed { circles, labels, width, height } = framed(&placed, labels);

    let mut svg = Svg::default();
    begin(&mut svg, "net net-map", label, width, height);
    svg.open("g", &[("class", "edges".into())]);
    let words = letters(network);
    for tie in &network.ties {
        let (Some(a), Some(b)) = (circles.get(tie.from), circles.get(tie.to)) else { continue };
        let (start, end) = trimmed(*a, *b);
        // What is brought down to the width of the page shows no tenths of a pixel.
        let d = if width > SCREEN {
            path!("M", start.x.round(), start.y.round(), "L", end.x.round(), end.y.round())
        } else {
            path!("M", start.x, start.y, "L", end.x, end.y)
        };
        edge(&mut svg, input, tie.edge, &d, tie.kind != RelationKind::LinksTo, words);
    }
    svg.close("g").open("g", &[("class", "nodes".into())]);
    for ((at, node), (point, radius)) in nodes.iter().enumerate().zip(&circles) {
        open_node(&mut svg, node);
        shape(&mut svg, node, *point, *radius);
        if let Some(label) = labels.iter().find(|label| label.node == at) {
            svg.text(
                "text",
                &[("x", label.at.x.into()), ("y", label.at.y.into()), ("text-anchor", label.anchor.into())],
                &label.text,
            );
        }
        svg.close("a");
    }
    svg.close("g").close("svg");
    Picture { svg: svg.finish(), nodes: network.nodes.len(), edges: network.ties.len(), left: network.left }
}

fn open_node(svg: &mut Svg, node: &Node<'_>) {
    let class = format!("node s-{} k-{}{}", node.status, node.kind, if node.marked { " marked" } else { "" });
    let mut attributes: Vec<(&str, crate::views::svg::Value<'_>)> =
        vec![("class", (&class).into()), ("href", (&node.href).into())];
    if let Some(lang) = node.lang {
        attributes.push(("lang", lang.into()));
    }
    svg.open("a", &attributes).text("title", &[], &node.name);
}

/// The shape of a kind: a feature is round, a guide a rounded square, a decision a diamond, anything else a square.
fn shape(svg: &mut Svg, node: &Node<'_>, at: Point, radius: f64) {
    if node.marked {
        let attributes =
            [("class", "ring".into()), ("cx", at.x.into()), ("cy", at.y.into()), ("r", (radius + 3.0).into())];
        svg.empty("circle", &attributes);
    }
    let side = radius * 1.7;
    match node.kind {
        "feature" => {
            svg.empty(
                "circle",
                &[("class", "dot".into()), ("cx", at.x.into()), ("cy", at.y.into()), ("r", radius.into())],
            );
        }
        "decision" => {
            let far = radius * 1.25;
            let d =
                path!("M", at.x, at.y - far, "L", at.x + far, at.y, "L", at.x, at.y + far, "L", at.x - far, at.y, "Z");
            svg.empty("path", &[("class", "dot".into()), ("d", (&d).into())]);
        }
        kind => {
            let round = if kind == "guide" { side * 0.35 } else { 1.0 };
            svg.empty(
                "rect",
                &[
                    ("class", "dot".into()),
                    ("x", (at.x - side / 2.0).into()),
                    ("y", (at.y - side / 2.0).into()),
                    ("width", side.into()),
                    ("height", side.into()),
                    ("rx", round.into()),
                ],
            );
        }
    }
}

/// Circles and labels of a picture, moved so that all of it lies right of and below the origin.
pub(super) struct Framed {
    pub circles: Vec<(Point, f64)>,
    pub labels: Vec<Label>,
    pub width: f64,
    pub height: f64,
}

/// Moves circles and labels into a frame that holds them all.
pub(super) fn framed(circles: &[(Point, f64)], labels: Vec<Label>) -> Framed {
    const EDGE: f64 = 16.0;
    let mut low = Point { x: f64::INFINITY, y: f64::INFINITY };
    let mut high = Point { x: f64::NEG_INFINITY, y: f64::NEG_INFINITY };
    let rims = circles.iter().map(|(at, radius)| {
        let radius = radius + 4.0;
        Area { x: at.x - radius, y: at.y - radius, width: radius * 2.0, height: radius * 2.0 }
    });
    for area in rims.chain(labels.iter().map(Label::area)) {
        low = Point { x: low.x.min(area.x), y: low.y.min(area.y) };
        high = Point { x: high.x.max(area.x + area.width), y: high.y.max(area.y + area.height) };
    }
    if circles.is_empty() {
        return Framed { circles: Vec::new(), labels, width: 2.0 * EDGE, height: 2.0 * EDGE };
    }
    let moved = |at: Point| Point { x: at.x - low.x + EDGE, y: at.y - low.y + EDGE };
    Framed {
        circles: circles.iter().map(|(at, radius)| (moved(*at), *radius)).collect(),
        labels: labels.into_iter().map(|label| Label { at: moved(label.at), ..label }).collect(),
        width: high.x - low.x + 2.0 * EDGE,
        height: high.y - low.y + 2.0 * EDGE,
    }
}

/// The line between two circles, from rim to rim.
pub(super) fn trimmed(a: (Point, f64), b: (Point, f64)) -> (Point, Point) {
    let (dx, dy) = (b.0.x - a.0.x, b.0.y - a.0.y);
    let length = (dx * dx + dy * dy).sqrt();
    if length < a.1 + b.1 + 2.0 {
        return (a.0, b.0);
    }
    let (from, to) = ((a.1 + 1.0) / length, (b.1 + 3.0) / length);
    let start = Point { x: a.0.x + dx * from, y: a.0.y + dy * from };
    (start, Point { x: b.0.x - dx * to, y: b.0.y - dy * to })
}

/// Width of a box of the layered arrangement.
const BOX: f64 = 204.0;
/// Height of a box.
const HIGH: f64 = 40.0;
/// Room between layers, for the curves.
const GAP: f64 = 72.0;
/// Room between rows.
const ROW: f64 = 14.0;
/// More room between parts that nothing ties.
const PART: f64 = 28.0;

/// The layers: a box per document, what is needed first at the left.
pub fn layers(input: Input<'_>, from: &str, network: &Network, label: &str) -> Picture {
    const EDGE: f64 = 12.0;
    // An edge says "needs"; the picture reads from left to right in the order of the work.
    let edges: Vec<(usize, usize)> = network.ties.iter().map(|tie| (tie.to, tie.from)).collect();
    let cells = layered::cells(&layered::ranks(network.nodes.len(), &edges));
    let corner = |at: usize| {
        let cell = cells.get(at).copied().unwrap_or_default();
        Point {
            x: EDGE + cell.column as f64 * (BOX + GAP) + cell.beside as f64 * PART,
            y: EDGE + cell.row as f64 * (HIGH + ROW) + cell.below as f64 * PART,
        }
    };
    let corners: Vec<Point> = (0..network.nodes.len()).map(corner).collect();
    let width = corners.iter().map(|at| at.x).fold(0.0, f64::max) + BOX + EDGE;
    let height = corners.iter().map(|at| at.y).fold(0.0, f64::max) + HIGH + EDGE;
    let mut svg = Svg::default();
    begin(&mut svg, "net net-layers", label, width, height);
    svg.open("g", &[("class", "edges".into())]);
    let words = letters(network);
    for tie in &network.ties {
        let (d, far) = wire(corner(tie.from), corner(tie.to));
        svg.open("g", &[("class", if far { "far" } else { "near" }.into())]);
        edge(&mut svg, input, tie.edge, &d, true, words);
        svg.close("g");
    }
    svg.close("g").open("g", &[("class", "nodes".into())]);
    for (at, end) in network.nodes.iter().enumerate() {
        boxed(&mut svg, input, from, *end, corner(at));
    }
    svg.close("g").close("svg");
    Picture { svg: svg.finish(), nodes: network.nodes.len(), edges: network.ties.len(), left: network.left }
}

/// The way of an edge from a box to what it needs, and whether it passes other boxes: then it goes below or above their
/// row, where it can be seen. The script draws it alike.
fn wire(from: Point, to: Point) -> (String, bool) {
    let back = to.x < from.x;
    let side = if back { -1.0 } else { 1.0 };
    let (x, y) = (from.x + if back { 0.0 } else { BOX }, from.y + HIGH / 2.0);
    let (to_x, to_y) = (to.x + if back { BOX + 3.0 } else { -3.0 }, to.y + HIGH / 2.0);
    if (to_x - x).abs() <= GAP {
        let bend = (to_x - x).abs() / 2.0 * side;
        return (path!("M", x, y, "C", x + bend, y, to_x - bend, to_y, to_x, to_y), false);
    }
    let lane = to.y + if from.y < to.y { -ROW / 2.0 } else { HIGH + ROW / 2.0 };
    let (half, part) = (GAP / 2.0 * side, GAP / 4.0 * side);
    let begin = path!("M", x, y, "C", x + half, y, x + part, lane, x + half * 2.0, lane);
    let end = path!("L", to_x - half * 2.0, lane, "C", to_x - part, lane, to_x - half, to_y, to_x, to_y);
    (format!("{begin} {end}"), true)
}

/// A document as a box with its id and title.
fn boxed(svg: &mut Svg, input: Input<'_>, from: &str, end: ItemOrDocument, at: Point) {
    let made = node(input, from, end);
    let title = input.site.title_of(end);
    open_node(svg, &made);
    svg.empty(
        "rect",
        &[
            ("class", "box".into()),
            ("x", at.x.into()),
            ("y", at.y.into()),
            ("width", BOX.into()),
            ("height", HIGH.into()),
            ("rx", 4.0.into()),
        ],
    );
    shape(svg, &made, Point { x: at.x + 14.0, y: at.y + HIGH / 2.0 }, 4.5);
    let left = at.x + 27.0;
    let room = BOX - 34.0;
    match input.site.id_of(end).filter(|id| *id != title) {
        Some(id) => {
            let attributes = [("class", "id".into()), ("x", left.into()), ("y", (at.y + 16.0).into())];
            svg.text("text", &attributes, &fit(id, 11.5, room));
            let attributes = [("class", "title".into()), ("x", left.into()), ("y", (at.y + 31.0).into())];
            svg.text("text", &attributes, &fit(title, 12.0, room));
        }
        None => {
            let attributes = [("class", "title".into()), ("x", left.into()), ("y", (at.y + 24.0).into())];
            svg.text("text", &attributes, &fit(title, 12.0, room));
        }
    }
    svg.close("a");
}
