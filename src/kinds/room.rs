//! Gives back the room that the lists of a document took while they were filled: a document is kept for as long as the
//! site is, and most lists hold few entries.

use crate::model::{Document, Harvest};

/// Lets no list of a document have more room than it needs.
pub(super) fn give_back(document: &mut Document) {
    document.ids.shrink_to_fit();
    document.statuses.shrink_to_fit();
    document.priorities.shrink_to_fit();
    document.owners.shrink_to_fit();
    document.tags.shrink_to_fit();
    document.fields.shrink_to_fit();
    document.unfilled.shrink_to_fit();
    document.sections.shrink_to_fit();
    document.tasks.shrink_to_fit();
    document.phases.shrink_to_fit();
    document.relations.shrink_to_fit();
    document.references.shrink_to_fit();
    document.anchors.shrink_to_fit();
    document.mentions.shrink_to_fit();
    document.trackers.shrink_to_fit();
    document.allows.shrink_to_fit();
    let dates = &mut document.dates;
    for list in [&mut dates.start, &mut dates.target, &mut dates.completed, &mut dates.created, &mut dates.updated] {
        list.shrink_to_fit();
    }
    of_harvest(&mut document.harvest);
}

fn of_harvest(harvest: &mut Harvest) {
    for list in [
        &mut harvest.user_stories,
        &mut harvest.criteria,
        &mut harvest.follow_ups,
        &mut harvest.enhancements,
        &mut harvest.next_steps,
        &mut harvest.documentation,
        &mut harvest.breaking_changes,
    ] {
        list.shrink_to_fit();
    }
    for list in [&mut harvest.approach, &mut harvest.metrics, &mut harvest.deployment, &mut harvest.related] {
        list.shrink_to_fit();
    }
    harvest.decisions.shrink_to_fit();
    harvest.components.shrink_to_fit();
    harvest.challenges.shrink_to_fit();
    harvest.gates.shrink_to_fit();
    harvest.entries.shrink_to_fit();
    harvest.entries.iter_mut().for_each(|entry| entry.items.shrink_to_fit());
    harvest.preflight.shrink_to_fit();
    harvest.pins.shrink_to_fit();
    harvest.files.shrink_to_fit();
    harvest.rollback.shrink_to_fit();
    harvest.blockers.shrink_to_fit();
}
