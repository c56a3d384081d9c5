//! The boxes that tell whether work is done: what several checks compare a status with.
//!
//! Follow-ups and cancelled boxes never count (rule 6 of the reading rules). Beyond them this leaves out what its author
//! marked as not needed, and the boxes of a form that is copied into every document and ticked in hardly any.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Column, DocIx, LinkedDocument, Section, SectionClass, Site, Status, Task, TaskState};

/// A box and the document it stands in.
#[derive(Clone, Copy)]
pub struct Owed<'a> {
    /// The document.
    pub linked: &'a LinkedDocument,
    /// The box.
    pub task: &'a Task,
}

impl Owed<'_> {
    /// Whether it is ticked, in the box or in words.
    pub fn is_done(&self) -> bool {
        self.task.state == TaskState::Done
    }
}

/// The boxes that are the same in document after document and stay open even where the work is done.
pub struct Forms(BTreeSet<u64>);

/// A form's box stands in at least this many finished documents.
const COPIES: usize = 4;

impl Forms {
    /// Finds them: a box that at least four finished documents have and at least half of them leave open says nothing
    /// about one document.
    pub fn of(site: &Site) -> Self {
        let mut counts: BTreeMap<u64, (usize, usize)> = BTreeMap::new();
        let mut seen: BTreeSet<(u64, &str)> = BTreeSet::new();
        for linked in super::real(site).filter(|linked| is_finished(linked)) {
            seen.clear();
            for task in linked.document.tasks.iter().filter(|task| seen.insert((task.form, &task.text))) {
                let (all, open) = counts.entry(task.form).or_default();
                *all += 1;
                *open += usize::from(task.state == TaskState::Open);
            }
        }
        Self(
            counts
                .into_iter()
                .filter(|(_, (all, open))| *all >= COPIES && *open * 2 >= *all)
                .map(|(form, _)| form)
                .collect(),
        )
    }

    /// The boxes of a document that count, in reading order.
    pub fn counting<'a>(&self, linked: &'a LinkedDocument) -> Vec<Owed<'a>> {
        let aside = optional_sections(&linked.document.sections);
        let counts = |task: &&Task| {
            task.state != TaskState::Cancelled
                && task.class != SectionClass::FollowUp
                && !aside.get(task.section).copied().unwrap_or(false)
                && (task.state == TaskState::Done || !task.settled)
                && !self.0.contains(&task.form)
        };
        linked.document.tasks.iter().filter(counts).map(|task| Owed { linked, task }).collect()
    }

    /// The boxes of a document and of its parts that count. Translations repeat what the document says, and a part that
    /// was put away or given up is not owed.
    pub fn with_parts<'a>(&self, site: &'a Site, linked: &'a LinkedDocument) -> Vec<Owed<'a>> {
        let parts = linked.parts.iter().filter_map(|ix: &DocIx| site.documents.get(ix.at()));
        let mut out = self.counting(linked);
        let owed = |part: &&LinkedDocument| {
            let column = part.status().and_then(|fact| fact.value.status.column());
            let given_up = matches!(column, Some(Column::Cancelled | Column::OnHold));
            !part.variant && !given_up && (!part.archived || linked.archived)
        };
        for part in parts.filter(owed) {
            out.extend(self.counting(part));
        }
        out
    }
}

/// Whether a document or the item it is a part of is done.
fn is_finished(linked: &LinkedDocument) -> bool {
    linked.status().is_some_and(|fact| fact.value.status == Status::Done)
}

/// For every section whether it or one above is about something not owed.
fn optional_sections(sections: &[Section]) -> Vec<bool> {
    let mut out: Vec<bool> = Vec::with_capacity(sections.len());
    for (at, section) in sections.iter().enumerate() {
        let above = section.parent.filter(|parent| *parent < at).and_then(|parent| out.get(parent)).copied();
        // The title names the work itself.
        let own = section.level > 1 && section.aside;
        out.push(own || above.unwrap_or(false));
    }
    out
}
