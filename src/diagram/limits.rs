//! What a parsed diagram may hold. The library lays out whatever it is given: a short source may ask for a million rows.

use mermaid_svg::Diagram;
use mermaid_svg::ast::{BlockItem, GanttDiagram, TaskEnd};

use super::Fault;

/// Arrows, messages and the like.
const MAX_EDGES: usize = 1_000;
/// Columns, spans, rings.
const MAX_SPAN: usize = 64;
/// Bits of a packet.
const MAX_BITS: u32 = 4 * 1024;
const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
/// Days that one task takes.
const MAX_DAYS: f64 = 40_000.0;

/// Refuses what is too large and takes out what depends on the day of the build.
pub(super) fn hold(diagram: &mut Diagram) -> Result<(), Fault> {
    let fits = match diagram {
        Diagram::Flowchart(chart) => chart.edges.len() <= MAX_EDGES && chart.nodes.len() <= MAX_EDGES,
        Diagram::State(chart) => chart.transitions.len() <= MAX_EDGES,
        Diagram::Class(chart) => chart.relations.len() <= MAX_EDGES,
        Diagram::Radar(chart) => chart.ticks.is_none_or(|ticks| ticks as usize <= MAX_SPAN),
        Diagram::Packet(chart) => chart.fields.iter().all(|field| field.end <= MAX_BITS),
        Diagram::Block(chart) => fits(chart.columns) && chart.items.iter().all(block_fits),
        Diagram::Gantt(chart) => tame(chart),
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

/// A Gantt chart has no line for today: it would be another one each day. Its axis chooses its own steps.
fn tame(chart: &mut GanttDiagram) -> bool {
    chart.today_marker = Some("off".to_owned());
    chart.tick_interval = None;
    // A task whose every day is excluded never ends.
    let excluded = chart.excludes.join(" ").to_lowercase();
    if DAYS.iter().filter(|day| excluded.contains(**day)).count() >= 5 {
        return false;
    }
    let tasks = chart.sections.iter().flat_map(|section| &section.tasks);
    tasks.into_iter().all(|task| match &task.end {
        TaskEnd::Duration(days) => days.is_finite() && days.abs() <= MAX_DAYS,
        _ => true,
    })
}
