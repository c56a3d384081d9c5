//! What the body of a document says, section by section: everything but the header facts.

use super::phases::{Phases, Source};
use super::{mentions, relations, sections, tasks, trackers};
use crate::model::{Field, Mention, Phase, RawRelation, Section, Task, Tracker};

/// The parts of a document that come from its body.
pub(super) struct Body {
    pub sections: Vec<Section>,
    pub tasks: Vec<Task>,
    pub phases: Vec<Phase>,
    pub relations: Vec<RawRelation>,
    pub mentions: Vec<Mention>,
    pub trackers: Vec<Tracker>,
}

/// Reads the body. `title` is the section whose heading is the document's title, `title_text` the title's words,
/// `header` the header fields.
pub(super) fn read(source: Source<'_>, title: Option<usize>, title_text: &str, header: &[Field]) -> Body {
    let phases = Phases::find(source, title, title_text);
    let sections = sections::read(source.outline, &phases.of_section);
    let tasks =
        tasks::read(source.text, source.outline, &sections, &phases.of_section, &|section| phases.is_heading(section));
    let relations = relations::read(source, header, &phases.of_section);
    let phases = phases.finish(source, &tasks);
    let mentions = mentions::read(source.text, source.outline);
    let trackers = trackers::read(source);
    Body { sections, tasks, phases, relations, mentions, trackers }
}
