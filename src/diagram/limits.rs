//! What a parsed diagram may hold. The library lays out whatever it is given: a short source may ask for a million rows.

use std::collections::{BTreeMap, BTreeSet};

use mermaid_svg::Diagram;
use mermaid_svg::ast::{BlockItem, PacketDiagram, SankeyDiagram, SequenceDiagram, SequenceItem};

use super::{Fault, gantt};

/// Arrows, messages and the like.
const MAX_EDGES: usize = 1_000;
/// Columns, spans, rings.
const MAX_SPAN: usize = 64;
/// Bits of a packet, those of fields that overlap counted for each.
const MAX_BITS: u32 = 4 * 1024;
/// Bytes of a drawing as the library makes it.
pub(super) const MAX_SVG: usize = 2 * 1024 * 1024;

/// Refuses what is too large and takes out what depends on the day of the build.
pub(super) fn hold(diagram: &mut Diagram) -> Result<(), Fault> {
    let fits = match diagram {
        Diagram::Flowchart(chart) => chart.edges.len() <= MAX_EDGES && chart.nodes.len() <= MAX_EDGES,
        Diagram::State(chart) => chart.transitions.len() <= MAX_EDGES,
        Diagram::Class(chart) => chart.relations.len() <= MAX_EDGES,
        Diagram::Radar(chart) => chart.ticks.is_none_or(|ticks| ticks as usize <= MAX_SPAN),
        Diagram::Packet(chart) => packet_fits(chart),
        Diagram::Sankey(chart) => return runs_on(chart),
        Diagram::Sequence(chart) => {
            close(chart);
            true
        }
        Diagram::Block(chart) => fits(chart.columns) && chart.items.iter().all(block_fits),
        Diagram::Gantt(chart) => return gantt::hold(chart),
        _ => true,
    };
    if fits { Ok(()) } else { Err(Fault::new(None, "the diagram is too large to be drawn")) }
}

fn fits(columns: Option<usize>) -> bool {
    columns.is_none_or(|columns| columns <= MAX_SPAN)
}

fn block_fits(item: &BlockItem) -> bool {
    match item {
        BlockItem::Block(block) => block.span <= MAX_SPAN,
        BlockItem::Space(span) => *span <= MAX_SPAN,
        BlockItem::Group(group) => group.span <= MAX_SPAN && fits(group.columns) && group.items.iter().all(block_fits),
        _ => true,
    }
}

fn packet_fits(chart: &PacketDiagram) -> bool {
    let bits: u64 = chart.fields.iter().map(|field| u64::from(field.end - field.start.min(field.end)) + 1).sum();
    bits <= u64::from(MAX_BITS) && chart.fields.iter().all(|field| field.end < MAX_BITS)
}

/// A flow that comes back to where it began has no first column: the library never ends with it.
fn runs_on(chart: &SankeyDiagram) -> Result<(), Fault> {
    let mut left: Vec<(&str, &str)> =
        chart.links.iter().map(|link| (link.source.as_str(), link.target.as_str())).collect();
    loop {
        // Links to where nothing leaves from are in no circle.
        let sources: BTreeSet<&str> = left.iter().map(|(source, _)| *source).collect();
        let before = left.len();
        left.retain(|(_, target)| sources.contains(target));
        match left.first() {
            None => return Ok(()),
            Some((source, target)) if left.len() == before => {
                return Err(Fault::new(None, format!("the flow from `{source}` to `{target}` runs in a circle")));
            }
            Some(_) => {}
        }
    }
}

/// Ends what is still active at the end of a sequence diagram, in the order of names: the library takes it in any order.
fn close(chart: &mut SequenceDiagram) {
    let mut open: BTreeMap<String, usize> = BTreeMap::new();
    count(&chart.items, &mut open);
    for (id, times) in open {
        chart.items.extend(std::iter::repeat_n(SequenceItem::Deactivate(id), times));
    }
}

fn count(items: &[SequenceItem], open: &mut BTreeMap<String, usize>) {
    for item in items {
        match item {
            SequenceItem::Activate(id) => *open.entry(id.clone()).or_default() += 1,
            SequenceItem::Deactivate(id) => {
                if let Some(times) = open.get_mut(id) {
                    *times = times.saturating_sub(1);
                }
            }
            SequenceItem::Alt(branches) | SequenceItem::Par(branches) | SequenceItem::Critical(branches) => {
                branches.iter().for_each(|branch| count(&branch.items, open));
            }
            SequenceItem::Loop(block) | SequenceItem::Opt(block) | SequenceItem::Break(block) => {
                count(&block.items, open);
            }
            SequenceItem::Rect(rect) => count(&rect.items, open),
            _ => {}
        }
    }
}
