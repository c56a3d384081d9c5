//! The texts of a document as pieces of its source, each looked for where it was read.
//!
//! Absent on purpose: what few documents have, such as tables that track others, and texts that documents share with the
//! site (ids, tags, facts).

use std::sync::Arc;

use crate::base::{Pieces, Text};
use crate::model::{Document, Excerpt, Harvest, NamedText};

/// Makes the texts of a document pieces of its source, those that do not stand there of one string.
pub(super) fn join(document: &mut Document, source: &Arc<str>) {
    let mut pieces = Pieces::new(source);
    for field in &mut document.fields {
        pieces.take(&mut field.key, field.span);
        pieces.take(&mut field.value, field.value_span);
    }
    for phase in &mut document.phases {
        pieces.take(&mut phase.number, phase.span);
        pieces.take(&mut phase.title, phase.span);
        for entry in &mut phase.schedule {
            let section = document.sections.get(entry.section).map(|section| section.heading);
            pieces.take(&mut entry.title, section.unwrap_or_default());
        }
    }
    for section in &mut document.sections {
        pieces.take(&mut section.text, section.heading);
        pieces.take_other(&mut section.anchor);
    }
    for task in &mut document.tasks {
        pieces.take(&mut task.text, task.span);
    }
    for relation in &mut document.relations {
        pieces.take(&mut relation.target, relation.span);
        pieces.take(&mut relation.raw, relation.span);
    }
    for reference in &mut document.references {
        pieces.take(&mut reference.target, reference.span);
        pieces.take(&mut reference.text, reference.span);
    }
    for mention in &mut document.mentions {
        pieces.take(&mut mention.text, mention.span);
    }
    of_harvest(&mut document.harvest, &mut pieces);
    pieces.join();
}

fn of_harvest<'a>(harvest: &'a mut Harvest, pieces: &mut Pieces<'a>) {
    let excerpts = [
        &mut harvest.user_stories,
        &mut harvest.criteria,
        &mut harvest.follow_ups,
        &mut harvest.enhancements,
        &mut harvest.next_steps,
        &mut harvest.documentation,
        &mut harvest.breaking_changes,
    ];
    let entries = harvest.entries.iter_mut().flat_map(|entry| {
        pieces.take(&mut entry.title, entry.span);
        &mut entry.items
    });
    let entries: Vec<&mut Excerpt> = entries.collect();
    let single = [&mut harvest.description, &mut harvest.time.estimated, &mut harvest.time.actual];
    for excerpt in excerpts.into_iter().flatten().chain(entries).chain(single.into_iter().flatten()) {
        pieces.take(&mut excerpt.text, excerpt.span);
    }
    let named = [&mut harvest.approach, &mut harvest.metrics, &mut harvest.deployment, &mut harvest.related];
    for one in named.into_iter().flatten() {
        of_named(one, pieces);
    }
    for component in &mut harvest.components {
        let paths: Vec<&mut Text> = component.paths.iter_mut().collect();
        for text in paths.into_iter().chain([&mut component.name]) {
            pieces.take(text, component.span);
        }
        component.notes.iter_mut().for_each(|note| of_named(note, pieces));
    }
    for decision in &mut harvest.decisions {
        for text in [&mut decision.decision, &mut decision.rationale, &mut decision.alternatives] {
            pieces.take(text, decision.span);
        }
    }
    for challenge in &mut harvest.challenges {
        let told = [&mut challenge.problem, &mut challenge.impact, &mut challenge.solution, &mut challenge.lessons];
        for text in told.into_iter().chain([&mut challenge.title]) {
            pieces.take(text, challenge.span);
        }
    }
    for gate in &mut harvest.gates {
        pieces.take(&mut gate.name, gate.span);
    }
    for step in harvest.preflight.iter_mut().chain(&mut harvest.rollback) {
        pieces.take(&mut step.title, step.span);
        pieces.take(&mut step.text, step.span);
    }
    for pin in &mut harvest.pins {
        pieces.take(&mut pin.name, pin.span);
        pieces.take(&mut pin.version, pin.span);
    }
    for file in &mut harvest.files {
        pieces.take(&mut file.path, file.span);
    }
}

fn of_named<'a>(named: &'a mut NamedText, pieces: &mut Pieces<'a>) {
    pieces.take(&mut named.name, named.span);
    pieces.take(&mut named.text, named.span);
}
