//! What the body of a document says, section by section: everything but the header facts.

use super::phases::{Phases, Source};
use super::{sections, tasks};
use crate::model::{Phase, Section, Task};

/// The parts of a document that come from its body.
pub(super) struct Body {
    pub sections: Vec<Section>,
    pub tasks: Vec<Task>,
    pub phases: Vec<Phase>,
}

/// Reads the body. `title` is the section whose heading is the document's title, `title_text` the title's words.
pub(super) fn read(source: Source<'_>, title: Option<usize>, title_text: &str) -> Body {
    let phases = Phases::find(source, title, title_text);
    let sections = sections::read(source.outline, &phases.of_section);
    let tasks =
        tasks::read(source.text, source.outline, &sections, &phases.of_section, &|section| phases.is_heading(section));
    let phases = phases.finish(source, &tasks);
    Body { sections, tasks, phases }
}
