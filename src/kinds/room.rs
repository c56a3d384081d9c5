//! Gives back the room that a document took while it was read, since it is kept for as long as the site is: most lists hold
//! few entries, and most texts stand in the source. Every list is named, so that a new one cannot be forgotten.

mod texts;

use std::sync::Arc;

use crate::model::{Dates, Document, Harvest};

/// Lets no list of a document have more room than it needs, and makes its texts pieces of its source.
pub(super) fn give_back(document: &mut Document, source: &Arc<str>) {
    let Document {
        path: _,
        lines: _,
        lang: _,
        title: _,
        ids,
        statuses,
        priorities,
        owners,
        tags,
        dates,
        fields,
        unfilled,
        sections,
        tasks,
        phases,
        relations,
        references,
        anchors,
        mentions,
        trackers,
        harvest,
        shape: _,
        excerpt: _,
        allows,
        words: _,
        files: _,
    } = document;
    ids.shrink_to_fit();
    statuses.shrink_to_fit();
    priorities.shrink_to_fit();
    owners.shrink_to_fit();
    tags.shrink_to_fit();
    fields.shrink_to_fit();
    unfilled.shrink_to_fit();
    sections.shrink_to_fit();
    tasks.shrink_to_fit();
    phases.shrink_to_fit();
    relations.shrink_to_fit();
    references.shrink_to_fit();
    anchors.shrink_to_fit();
    mentions.shrink_to_fit();
    trackers.shrink_to_fit();
    allows.shrink_to_fit();
    let Dates { start, target, completed, created, updated } = dates;
    for list in [start, target, completed, created, updated] {
        list.shrink_to_fit();
    }
    of_harvest(harvest);
    texts::join(document, source);
}

fn of_harvest(harvest: &mut Harvest) {
    let Harvest {
        description: _,
        user_stories,
        criteria,
        decisions,
        approach,
        components,
        challenges,
        metrics,
        time: _,
        coverage: _,
        gates,
        deployment,
        follow_ups,
        enhancements,
        entries,
        related,
        preflight,
        pins,
        files,
        rollback,
        checklist: _,
        next_steps,
        documentation,
        blockers,
        breaking_changes,
    } = harvest;
    for list in [user_stories, criteria, follow_ups, enhancements, next_steps, documentation, breaking_changes] {
        list.shrink_to_fit();
    }
    for list in [approach, metrics, deployment, related] {
        list.shrink_to_fit();
    }
    decisions.shrink_to_fit();
    components.shrink_to_fit();
    challenges.shrink_to_fit();
    gates.shrink_to_fit();
    entries.shrink_to_fit();
    entries.iter_mut().for_each(|entry| entry.items.shrink_to_fit());
    preflight.shrink_to_fit();
    pins.shrink_to_fit();
    files.shrink_to_fit();
    rollback.shrink_to_fit();
    blockers.shrink_to_fit();
}
