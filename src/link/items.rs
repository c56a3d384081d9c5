//! What stands on the board: features, guides without a feature, tracker rows without a document.

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::base::dates::Date;
use crate::model::{DocIx, Item, Kind, LinkedDocument, SectionClass, Tally};

use super::order;
use super::sources::InForce;
use super::trackers::RowItem;

/// The tallies of one document: all tasks, those that count for progress, and by class.
pub fn tallies(tasks: &[crate::model::Task]) -> (Tally, Tally, BTreeMap<SectionClass, Tally>) {
    let mut classes: BTreeMap<SectionClass, Tally> = BTreeMap::new();
    let mut progress = Tally::default();
    for task in tasks {
        classes.entry(task.class).or_default().add(task.state);
        if task.class != SectionClass::FollowUp {
            progress.add(task.state);
        }
    }
    classes.retain(|_, tally| tally.total > 0);
    (Tally::of(tasks), progress, classes)
}

/// Every item in the default order, and for each document the item it stands for.
pub fn collect(
    documents: &[LinkedDocument],
    rows: &[(RowItem<'_>, InForce)],
    is_item: impl Fn(DocIx) -> bool + Sync,
    today: Date,
) -> Vec<Item> {
    let of_one = |(at, linked): (usize, &LinkedDocument)| {
        let ix = DocIx(at as u32);
        is_item(ix).then(|| of_document(ix, linked, documents))
    };
    let mut items: Vec<Item> = documents.par_iter().enumerate().filter_map(of_one).collect();
    items.extend(rows.iter().filter_map(|(row, facts)| of_row(row, facts, documents)));
    order::sort(&mut items, today);
    items
}

/// The item a document stands for.
pub fn of_document(ix: DocIx, linked: &LinkedDocument, documents: &[LinkedDocument]) -> Item {
    let parts: Vec<DocIx> = linked.parts.clone();
    let (mut tasks, mut progress) = (linked.tasks, linked.progress);
    for part in lending(&parts, documents) {
        tasks.merge(part.tasks);
        progress.merge(part.progress);
    }
    Item {
        document: Some(ix),
        row: None,
        url: linked.url.clone(),
        kind: linked.kind,
        id: linked.id.as_ref().map(|id| id.value.clone()),
        title: linked.document.title.value.clone(),
        statuses: linked.statuses.clone(),
        priority: linked.priority().cloned(),
        owners: linked.owners.iter().map(|owner| owner.value.clone()).collect(),
        tags: linked.document.tags.iter().map(|tag| tag.value.clone()).collect(),
        dates: linked.dates.clone(),
        tasks,
        progress,
        phases_of: phases_of(Some(ix), &parts, documents),
        archived: linked.archived,
        parts,
        relations: Vec::new(),
        outgoing: Vec::new(),
        incoming: Vec::new(),
    }
}

fn of_row(row: &RowItem<'_>, facts: &InForce, documents: &[LinkedDocument]) -> Option<Item> {
    let holder = documents.get(row.holder.at())?;
    let (mut tasks, mut progress) = (Tally::default(), Tally::default());
    for part in lending(&row.parts, documents) {
        tasks.merge(part.tasks);
        progress.merge(part.progress);
    }
    Some(Item {
        document: None,
        row: Some((row.holder, row.row.span)),
        url: format!("{}#{}", holder.url, super::urls::row_anchor(row.id)),
        kind: Kind::Feature,
        id: Some(row.id.to_owned()),
        title: row.row.title.clone().unwrap_or_else(|| row.id.to_owned()),
        statuses: facts.statuses.clone(),
        priority: facts.priorities.first().cloned(),
        owners: row.row.owners.clone(),
        tags: Vec::new(),
        dates: facts.dates.clone(),
        tasks,
        progress,
        phases_of: phases_of(None, &row.parts, documents),
        archived: facts.archived,
        parts: row.parts.clone(),
        relations: Vec::new(),
        outgoing: Vec::new(),
        incoming: Vec::new(),
    })
}

/// The parts that lend their tasks: translations repeat what the document says.
fn lending<'a>(parts: &'a [DocIx], documents: &'a [LinkedDocument]) -> impl Iterator<Item = &'a LinkedDocument> {
    parts.iter().filter_map(|ix| documents.get(ix.at())).filter(|part| !part.variant)
}

/// The document itself where it has phases, else its plan, else the first part that has any.
fn phases_of(own: Option<DocIx>, parts: &[DocIx], documents: &[LinkedDocument]) -> Option<DocIx> {
    let has = |ix: DocIx| documents.get(ix.at()).is_some_and(|linked| !linked.document.phases.is_empty());
    let is_plan = |ix: DocIx| {
        documents.get(ix.at()).is_some_and(|linked| {
            linked.kind == Kind::Guide
                || linked.role.as_deref().is_some_and(|role| role.to_lowercase().contains("plan"))
        })
    };
    let counts = |ix: &DocIx| documents.get(ix.at()).is_some_and(|linked| !linked.variant) && has(*ix);
    own.filter(|ix| has(*ix))
        .or_else(|| parts.iter().copied().find(|ix| counts(ix) && is_plan(*ix)))
        .or_else(|| parts.iter().copied().find(counts))
}
