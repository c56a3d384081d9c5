//! The graph of one document: what it needs and links to, what needs it and links to it, one step away.

use std::collections::BTreeSet;

use crate::views::value::{Value, data};

use crate::model::{DocIx, EdgeIx, ItemOrDocument, RelationKind, Status};
use crate::path;
use crate::views::Input;
use crate::views::parts::{self, shown};
use crate::views::svg::{self, Svg, fit};

/// The most neighbours drawn.
const MOST: usize = 24;
/// The width in pixels: that of the rail beside a document.
const WIDTH: f64 = 220.0;
/// Height of a row.
const ROW: f64 = 22.0;

/// The picture of a document's neighbourhood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Local {
    /// The drawing.
    pub svg: String,
    /// Neighbours that are not drawn.
    pub hidden: usize,
}

/// The picture of a document for its own page: `{ svg, more }`; null where it has no neighbour.
pub fn data(input: Input<'_>, ix: DocIx) -> Value {
    let Some(local) = draw(input, &input.site[ix].url, ix) else { return Value::Null };
    let more = (local.hidden > 0).then(|| input.frame.words.count("more", local.hidden));
    shown(data!({ "svg": local.svg, "more": more }))
}

struct Neighbour {
    end: ItemOrDocument,
    edge: EdgeIx,
    kind: RelationKind,
    comes_in: bool,
}

/// Draws it for the page at `from`; `None` where the document has no neighbour.
pub fn draw(input: Input<'_>, from: &str, ix: DocIx) -> Option<Local> {
    let site = input.site;
    let linked = &site[ix];
    let own = ItemOrDocument::Document(ix);
    let mut seen = BTreeSet::from([own]);
    let mut all: Vec<Neighbour> = Vec::new();
    let edges = linked.incoming.iter().map(|edge| (edge, true)).chain(linked.outgoing.iter().map(|edge| (edge, false)));
    for (&edge, comes_in) in edges {
        let found = &site[edge];
        let end = if comes_in { found.source } else { found.target };
        all.push(Neighbour { end, edge, kind: found.kind, comes_in });
    }
    // The strongest relation of every neighbour stands for it.
    all.sort_by_key(|neighbour| (neighbour.kind, neighbour.comes_in, neighbour.end));
    all.retain(|neighbour| seen.insert(neighbour.end));
    if all.is_empty() {
        return None;
    }
    let hidden = all.len().saturating_sub(MOST);
    all.truncate(MOST);
    // What it builds on stands above it, what builds on it below: the picture reads downwards.
    let above: Vec<&Neighbour> = all.iter().filter(|neighbour| is_above(neighbour)).collect();
    let below: Vec<&Neighbour> = all.iter().filter(|neighbour| !is_above(neighbour)).collect();
    let height = (all.len() + 1) as f64 * ROW + 8.0;
    let view = path!(0.0, 0.0, WIDTH, height);
    let words = &input.frame.words;
    let mut svg = Svg::default();
    svg.open(
        "svg",
        &[
            ("class", "net net-local".into()),
            ("role", "group".into()),
            ("aria-label", words.get("graph").into()),
            ("width", WIDTH.into()),
            ("height", height.into()),
            ("viewBox", (&view).into()),
        ],
    );
    let middle = above.len() as f64 * ROW + ROW / 2.0 + 4.0;
    let rows = above.iter().chain(&below).enumerate().map(|(at, neighbour)| {
        let row = if at < above.len() { at } else { at + 1 };
        (row as f64 * ROW + ROW / 2.0 + 4.0, neighbour)
    });
    let rows: Vec<(f64, &&Neighbour)> = rows.collect();
    for (y, neighbour) in &rows {
        let class = format!("edge e-{}", neighbour.kind.name());
        let bend = (y - middle).signum() * 8.0;
        let d = path!("M", 8.0, middle, "V", y - bend, "Q", 8.0, *y, 16.0, *y, "H", 22.0);
        svg.open("path", &[("class", (&class).into()), ("d", (&d).into())]);
        svg.text("title", &[], &super::draw::evidence(input, neighbour.edge)).close("path");
    }
    label(&mut svg, input, from, own, 8.0, middle, true);
    for (y, neighbour) in rows {
        label(&mut svg, input, from, neighbour.end, 26.0, y, false);
    }
    svg.close("svg");
    Some(Local { svg: svg.finish(), hidden })
}

/// Whether a neighbour comes before the document: it is needed, or it is what this one belongs to.
fn is_above(neighbour: &Neighbour) -> bool {
    match neighbour.kind {
        RelationKind::DependsOn | RelationKind::Parent | RelationKind::Supersedes => !neighbour.comes_in,
        _ => neighbour.comes_in,
    }
}

fn label(svg: &mut Svg, input: Input<'_>, from: &str, end: ItemOrDocument, x: f64, y: f64, own: bool) {
    let site = input.site;
    let title = site.title_of(end);
    let status = site.status_of(end).map_or(Status::Unset, |fact| fact.value.status);
    let name = site.id_of(end).map_or_else(|| title.to_owned(), |id| format!("{id} {title}"));
    let href = parts::end_href(site, from, end);
    let class = format!("node s-{}{}", status.name(), if own { " own" } else { "" });
    let tag = if own { "g" } else { "a" };
    let mut attributes: Vec<(&str, svg::Value<'_>)> = vec![("class", (&class).into())];
    if !own {
        attributes.push(("href", (&href).into()));
    }
    svg.open(tag, &attributes).text("title", &[], &name);
    let radius = if own { 5.0 } else { 4.0 };
    svg.empty("circle", &[("class", "dot".into()), ("cx", x.into()), ("cy", y.into()), ("r", radius.into())]);
    // Measured a size larger than it is drawn, or two where it is bold: system fonts differ in width, and the rail cuts off
    // what is too wide.
    let text = fit(&name, if own { 14.0 } else { 13.0 }, WIDTH - x - 12.0);
    svg.text("text", &[("x", (x + 10.0).into()), ("y", (y + 4.0).into())], &text);
    svg.close(tag);
}
