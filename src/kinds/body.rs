//! What the body of a document says, section by section: everything but the header facts.

use super::phases::Phases;
use super::source::Source;
use super::{excerpt, harvest, language, mentions, relations, sections, shape, tasks, trackers, unfilled};
use crate::base::LineIndex;
use crate::model::{Field, Harvest, Mention, Phase, RawRelation, Section, Shape, Task, Tracker, Unfilled};

/// The parts of a document that come from its body.
pub(super) struct Body {
    pub sections: Vec<Section>,
    pub tasks: Vec<Task>,
    pub phases: Vec<Phase>,
    pub relations: Vec<RawRelation>,
    pub mentions: Vec<Mention>,
    pub trackers: Vec<Tracker>,
    pub harvest: Harvest,
    pub unfilled: Vec<Unfilled>,
    pub shape: Shape,
    pub lang: Option<String>,
    pub excerpt: Option<String>,
}

/// Reads the body. `title` is the section whose heading is the document's title, `title_text` the title's words,
/// `header` the header fields.
pub(super) fn read(
    source: Source<'_>,
    lines: &LineIndex,
    title: Option<usize>,
    title_text: &str,
    shown_title: &str,
    header: &[Field],
) -> Body {
    let phases = Phases::find(source, title, title_text);
    let sections = sections::read(source.outline, source.headings(), &phases.of_section);
    let tasks = tasks::read(source, &sections, &phases.of_section, &|section| phases.is_heading(section));
    let relations = relations::read(source, header, &phases.of_section);
    let harvest = harvest::read(source, &sections, &tasks, &phases.of_section, title_text, header);
    let phases = phases.finish(source, &tasks);
    let mentions = mentions::read(source.text, source.outline);
    let trackers = trackers::read(source);
    Body {
        sections,
        tasks,
        phases,
        relations,
        mentions,
        trackers,
        harvest,
        unfilled: unfilled::read(source, header),
        shape: shape::read(source, lines, header, shown_title),
        lang: language::read(source.outline, header),
        excerpt: excerpt::read(source),
    }
}
