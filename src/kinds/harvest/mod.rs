//! What the sections of the two templates and their kin in real documents hold: stories, decisions, components,
//! challenges, metrics, gates, log entries, and the parts of a guide. Text that a template left to fill in gives
//! nothing.

mod blockers;
mod breaking;
mod challenges;
mod components;
mod decisions;
mod guide;
mod lists;
mod log;
mod topics;

use super::boilerplate;
use super::labels::{self, Labelled};
use super::source::Source;
use crate::base::{Span, inline, text};
use crate::model::{Excerpt, Field as HeaderField, Gate, Harvest, NamedText, Section, SectionClass, Tally, Task};
use crate::outline::{Fence, ListItem, Paragraph, Table};
use crate::vocabulary::placeholder;
pub(super) use components::is_path;
use topics::Topic;

/// Everything a reader of one topic needs.
pub(super) struct Field<'a> {
    source: Source<'a>,
    topics: Vec<Option<Topic>>,
    /// Whether the document's title is still a placeholder: then a template's defaults are no facts either.
    unfilled: bool,
    /// Where the foot of the document begins: what stands there belongs to no section.
    foot: u32,
}

/// Reads the harvest. `phases` says for every section which phase it stands under.
pub(super) fn read(
    source: Source<'_>,
    sections: &[Section],
    tasks: &[Task],
    phases: &[Option<usize>],
    title: &str,
    header: &[HeaderField],
) -> Harvest {
    let field = Field {
        source,
        topics: topics::read(source.outline, source.headings(), phases),
        unfilled: boilerplate::slots(title).next().is_some(),
        foot: foot(source),
    };
    let mut harvest = Harvest {
        description: field.description(),
        user_stories: lists::stories(&field),
        criteria: lists::of(&field, Topic::Criteria),
        follow_ups: lists::of(&field, Topic::FollowUps),
        enhancements: lists::of(&field, Topic::Enhancements),
        next_steps: lists::of(&field, Topic::NextSteps),
        documentation: lists::documentation(&field),
        decisions: decisions::read(&field),
        components: components::read(&field),
        challenges: challenges::read(&field),
        approach: field.named(Topic::Approach),
        metrics: field.named(Topic::Metrics),
        deployment: field.named(Topic::Deployment),
        related: field.named(Topic::Related),
        entries: log::read(&field, title),
        preflight: guide::steps(&field, Topic::Preflight),
        rollback: guide::steps(&field, Topic::Rollback),
        pins: guide::pins(&field),
        files: guide::files(&field),
        gates: gates(sections, tasks),
        checklist: checklist(source, sections, tasks),
        ..Harvest::default()
    };
    harvest.blockers = blockers::read(&field, header, &harvest.entries, &harvest.challenges);
    harvest.breaking_changes = breaking::read(&field, &harvest.approach);
    guide::numbers(&field, &mut harvest);
    harvest
}

impl<'a> Field<'a> {
    fn items(&self) -> &'a [ListItem] {
        &self.source.outline.items
    }

    /// The items directly under the headings of a topic, nested ones included.
    fn items_of(&self, topic: Topic) -> impl Iterator<Item = (usize, &'a ListItem)> {
        let own = move |item: &ListItem| self.topic(item.section) == Some(topic) && item.span.start < self.foot;
        self.items().iter().enumerate().filter(move |(_, item)| own(item))
    }

    fn topic(&self, section: usize) -> Option<Topic> {
        self.topics.get(section).copied().flatten()
    }

    /// The paragraphs of a section outside lists and quotes.
    fn paragraphs(&self, section: usize) -> impl Iterator<Item = &'a Paragraph> {
        let paragraphs = &self.source.outline.paragraphs;
        let first = paragraphs.partition_point(|paragraph| paragraph.section < section);
        paragraphs
            .iter()
            .skip(first)
            .take_while(move |paragraph| paragraph.section == section)
            .filter(|paragraph| paragraph.item.is_none() && !paragraph.quoted && paragraph.span.start < self.foot)
    }

    /// The items of a section.
    fn section_items(&self, section: usize) -> impl Iterator<Item = (usize, &'a ListItem)> {
        let items = self.items();
        let first = items.partition_point(|item| item.section < section);
        let own = move |item: &ListItem| item.section == section && item.span.start < self.foot;
        items.iter().enumerate().skip(first).take_while(move |(_, item)| own(item))
    }

    fn tables(&self) -> &'a [Table] {
        &self.source.outline.tables
    }

    fn fences(&self) -> &'a [Fence] {
        &self.source.outline.fences
    }

    /// The sections of a topic whose section above is not of it, with those below them.
    fn roots(&self, topic: Topic) -> impl Iterator<Item = usize> + '_ {
        let sections = &self.source.outline.sections;
        (0..sections.len()).filter(move |&at| {
            let above = sections.get(at).and_then(|section| section.parent);
            self.topic(at) == Some(topic) && above.and_then(|above| self.topic(above)) != Some(topic)
        })
    }

    /// The sections right below one.
    fn children(&self, root: usize) -> impl Iterator<Item = usize> + '_ {
        let sections = &self.source.outline.sections;
        let end = sections.get(root).map_or(0, |section| section.span.end);
        sections
            .iter()
            .enumerate()
            .skip(root + 1)
            .take_while(move |(_, section)| section.heading.start < end)
            .filter(move |(_, section)| section.parent == Some(root))
            .map(|(at, _)| at)
    }

    /// Whether a text says nothing yet. A sentence that begins with *none* says something.
    fn is_blank(&self, raw: &str) -> bool {
        let shown = raw.trim();
        let short = || shown.split_whitespace().nth(4).is_none() || shown.contains(['[', '{', '|']);
        short() && placeholder::is_placeholder(shown)
            || boilerplate::is_slot(shown)
            || self.mostly_slots(shown)
            || self.unfilled && boilerplate::is_default(shown)
    }

    /// Whether a text with slots is a template's: all of one whose title is, else one that is little more than slots.
    fn mostly_slots(&self, raw: &str) -> bool {
        if !raw.contains(['[', '{']) {
            return false;
        }
        let plain = inline::plain(text::head(raw, 400));
        let slots: usize = boilerplate::slots(&plain).map(|slot| slot.len() + 2).sum();
        slots > 0 && (self.unfilled || slots * 2 >= plain.len() || plain.starts_with("As a ["))
    }

    /// The first paragraph of prose under the best heading that describes the document.
    fn description(&self) -> Option<Excerpt> {
        let sections = &self.source.outline.sections;
        topics::DESCRIBING.iter().find_map(|names| {
            sections
                .iter()
                .enumerate()
                .filter(|(_, section)| section.level > 1)
                .find_map(|(at, _)| names.contains(&self.source.heading(at)).then(|| self.prose(at)).flatten())
        })
    }

    /// The first paragraph of a section that is prose: no field, no label alone, not left to fill in.
    fn prose(&self, section: usize) -> Option<Excerpt> {
        self.paragraphs(section).find(|paragraph| self.is_prose(paragraph)).map(|paragraph| Excerpt {
            text: paragraph.text.as_str().into(),
            span: paragraph.span.trim(self.source.text),
        })
    }

    fn is_prose(&self, paragraph: &Paragraph) -> bool {
        let raw = paragraph.span.of(self.source.text);
        let shown = paragraph.text.trim();
        let words = shown.chars().filter(|c| c.is_alphabetic()).count();
        words >= 3 && labels::of(raw.trim_start(), false).is_none() && !self.is_blank(shown) && !shown.ends_with(':')
    }

    /// Labelled items and lines of a topic. A label without text stands for the items nested below it.
    fn named(&self, topic: Topic) -> Vec<NamedText> {
        let mut found: Vec<Labelled> = Vec::new();
        for (at, item) in self.items_of(topic).filter(|(_, item)| item.depth == 0 && item.mark.is_none()) {
            let Some(mut labelled) = self.labelled_item(item) else { continue };
            if labelled.text.is_empty() {
                let nested = self.items().iter().skip(at + 1).take_while(|below| below.span.start < item.span.end);
                let nested: Vec<&str> = nested.take(20).map(|below| below.text.as_str()).collect();
                labelled.text = nested.join("; ");
            }
            found.push(labelled);
        }
        let sections = self.topics.iter().enumerate().filter(|(_, own)| **own == Some(topic)).map(|(at, _)| at);
        for section in sections {
            for paragraph in self.paragraphs(section) {
                found.extend(labels::lines(self.source.text, paragraph.span));
            }
        }
        found.sort_by_key(|labelled| labelled.span);
        let said = found.into_iter().filter(|labelled| !labelled.text.is_empty());
        said.map(|labelled| NamedText {
            placeholder: self.is_blank(&labelled.text),
            name: labelled.name.into(),
            text: labelled.text.into(),
            span: labelled.span,
        })
        .collect()
    }

    /// An item that begins with a label.
    fn labelled_item(&self, item: &ListItem) -> Option<Labelled> {
        let raw = item.text_span.of(self.source.text);
        let label = labels::of(raw, true)?;
        let text = text::fold_space(raw.get(label.rest..).unwrap_or(""));
        Some(label.labelled(text, item.text_span))
    }
}

/// Where the foot of a document begins: behind its last rule, where no heading follows. A rule right behind a heading
/// parts nothing.
fn foot(source: Source<'_>) -> u32 {
    let outline = source.outline;
    let (Some(rule), Some(last)) = (outline.rules.last(), outline.sections.last()) else { return u32::MAX };
    let between = Span { start: last.heading.end.min(rule.start), end: rule.start };
    let inside = rule.start >= last.heading.end && !between.of(source.text).trim().is_empty();
    if inside { rule.start } else { u32::MAX }
}

/// Quality gates: each group of boxes under such a heading.
fn gates(sections: &[Section], tasks: &[Task]) -> Vec<Gate> {
    let mut found: Vec<Gate> = Vec::new();
    for task in tasks.iter().filter(|task| task.class == SectionClass::Gates) {
        let last = found.last().map(|gate| gate.section);
        if last != Some(task.section) {
            let Some(section) = sections.get(task.section) else { continue };
            let name = text::without_emoji(&section.text);
            found.push(Gate {
                name: name.into(),
                tasks: Tally::default(),
                span: section.heading,
                section: task.section,
            });
        }
        if let Some(gate) = found.last_mut() {
            gate.tasks.add(task.state);
        }
    }
    found
}

/// The deployment checklist: the boxes of sections whose heading says so.
fn checklist(source: Source<'_>, sections: &[Section], tasks: &[Task]) -> Tally {
    let mut listed: Vec<bool> = Vec::with_capacity(sections.len());
    for (section, heading) in sections.iter().zip(source.headings()) {
        let above = section.parent.and_then(|parent| listed.get(parent).copied()).unwrap_or(false);
        listed.push(above || heading.contains("checklist"));
    }
    let counts =
        |task: &&Task| task.class == SectionClass::Deployment && listed.get(task.section).copied().unwrap_or(false);
    Tally::of(tasks.iter().filter(counts))
}

/// A span of one or more lines, trimmed.
fn trimmed(source: Source<'_>, span: Span) -> Span {
    span.trim(source.text)
}
