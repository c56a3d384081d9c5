//! What is known of a document's headings before its body is written.

use crate::model::{Document, Rule, Section, Tally, Task};

/// The tags of headings in a body: the page has a heading of its own above them.
const TAGS: [&str; 5] = ["h2", "h3", "h4", "h5", "h6"];

/// Levels, tallies and the heading that is the title.
pub(super) struct Headings<'a> {
    sections: &'a [Section],
    tallies: Vec<Tally>,
    title: Option<usize>,
    /// The headings above the next one: level in the source, level in the page.
    above: Vec<(u8, usize)>,
}

impl<'a> Headings<'a> {
    /// Reads them from a document.
    pub(super) fn of(document: &'a Document) -> Self {
        let tallies = tallies(&document.sections, &document.tasks);
        Self { sections: &document.sections, tallies, title: title(document), above: Vec::new() }
    }

    /// The section whose heading begins at an offset of the source.
    pub(super) fn section(&self, start: usize) -> Option<(usize, &'a Section)> {
        let sections = self.sections;
        let at = sections.partition_point(|section| (section.heading.start as usize) < start);
        // The text before the first heading may begin at the same byte as the first heading.
        (at..sections.len())
            .map_while(|at| sections.get(at).map(|section| (at, section)))
            .take_while(|(_, section)| section.heading.start as usize == start)
            .find(|(_, section)| section.level > 0)
    }

    /// Whether a section's heading is the title, which the page shows above the body.
    pub(super) fn is_title(&self, section: usize) -> bool {
        self.title == Some(section)
    }

    /// Tasks done and tasks of a section and those below it.
    pub(super) fn tally(&self, section: usize) -> Tally {
        self.tallies.get(section).copied().unwrap_or_default()
    }

    /// The tag for a heading. Levels follow the tree of headings and never jump: the first below the title is an `h2`
    /// whatever its level in the source.
    pub(super) fn tag(&mut self, level: u8) -> &'static str {
        while self.above.last().is_some_and(|(above, _)| *above >= level) {
            self.above.pop();
        }
        let shown = self.above.last().map_or(0, |(_, shown)| shown + 1).min(TAGS.len() - 1);
        self.above.push((level, shown));
        TAGS.get(shown).copied().unwrap_or("h6")
    }

    /// Says that the title's heading has passed: what follows stands below it, other headings of level 1 beside it.
    pub(super) fn pass_title(&mut self) {
        self.above.clear();
    }

    /// The tag for a heading in raw HTML.
    pub(super) fn raw(&mut self, level: u8) -> &'static str {
        self.tag(level)
    }
}

/// The tally of every section, those below it included.
fn tallies(sections: &[Section], tasks: &[Task]) -> Vec<Tally> {
    let mut tallies = vec![Tally::default(); sections.len()];
    for task in tasks {
        if let Some(tally) = tallies.get_mut(task.section) {
            tally.add(task.state);
        }
    }
    // A section stands behind the one above it, so one pass from behind sums up the tree.
    for at in (0..sections.len()).rev() {
        let Some(parent) = sections.get(at).and_then(|section| section.parent).filter(|parent| *parent < at) else {
            continue;
        };
        let tally = tallies.get(at).copied().unwrap_or_default();
        if let Some(above) = tallies.get_mut(parent) {
            above.merge(tally);
        }
    }
    tallies
}

/// The section whose heading says what the page's own heading says: the one the title was read from, or the first
/// heading where it holds the title's words.
pub fn title(document: &Document) -> Option<usize> {
    let first = document.sections.iter().position(|section| section.level > 0)?;
    let first_of_level_1 = document.sections.iter().position(|section| section.level == 1);
    let place = document.title.place.span;
    [first_of_level_1, Some(first)].into_iter().flatten().find(|&at| {
        let Some(section) = document.sections.get(at) else { return false };
        let read_here =
            document.title.rule == Rule::Title && !place.is_empty() && section.heading.contains(place.start as usize);
        let (text, title) = (section.text.to_lowercase(), document.title.value.to_lowercase());
        let same = section.level == 1 && !title.is_empty() && text.contains(&title);
        read_here || same
    })
}
