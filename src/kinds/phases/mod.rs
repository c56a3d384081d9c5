//! Phases: rule 7 of the reading rules. First their headings, since sections and tasks depend on them; when the tasks
//! are known, their counts and the signs that only count together with them.

mod facts;
pub(super) mod heading;
mod plans;
mod rows;
mod title;

use std::collections::BTreeMap;

use super::headings::bare;
use super::schedule;
use super::source::Source;
use crate::model::{Fact, Phase, Rule, ScheduleEntry, ScheduleUnit, Status, StatusValue, Tally, Task};
use crate::outline::Outline;
use heading::Head;
use plans::Plans;

/// The phases of a document while they are being read.
pub(super) struct Phases {
    /// The phases, in reading order.
    list: Vec<Phase>,
    /// For every section the innermost phase it stands under.
    pub of_section: Vec<Option<usize>>,
    /// For every section whether its heading is one of a phase.
    headings: Vec<bool>,
    /// The signs in the heading of each phase.
    signs: Vec<Vec<char>>,
    /// The word and number of each phase, as they are compared.
    names: Vec<(&'static str, String)>,
}

impl Phases {
    /// Finds the phases. `title` is the section whose heading is the document's title, `title_text` the title.
    pub(super) fn find(source: Source<'_>, title: Option<usize>, title_text: &str) -> Self {
        let count = source.outline.sections.len();
        let mut phases = Self {
            list: Vec::new(),
            of_section: vec![None; count],
            headings: vec![false; count],
            signs: Vec::new(),
            names: Vec::new(),
        };
        let (title, title_text) = if is_first_of_phases(source, title) { (None, "") } else { (title, title_text) };
        let mut heads = phase_heads(source, title, title_text);
        if heads.is_empty() {
            heads = week_heads(source, title);
        }
        if heads.is_empty() {
            for (phase, signs) in rows::read(source) {
                phases.list.push(phase);
                phases.signs.push(signs);
            }
        } else {
            phases.build(source, &heads, title_text);
        }
        phases
    }

    /// Whether a section's heading is one of a phase.
    pub(super) fn is_heading(&self, section: usize) -> bool {
        self.headings.get(section).copied().unwrap_or(false)
    }

    fn build(&mut self, source: Source<'_>, heads: &BTreeMap<usize, Head>, title: &str) {
        let mut plans = Plans::new(source.outline, heads, title);
        let several_titles = source.outline.sections.iter().filter(|section| section.level == 1).count() > 1;
        for at in 0..source.outline.sections.len() {
            let Some(section) = source.outline.sections.get(at) else { continue };
            let above = section.parent.and_then(|parent| self.of_section.get(parent).copied().flatten());
            let Some(head) = heads.get(&at) else {
                self.set(at, above);
                continue;
            };
            if let Some(flag) = self.headings.get_mut(at) {
                *flag = true;
            }
            let name = (head.word, head.number.to_lowercase());
            // A heading that repeats the phase it stands in goes on with it.
            let mut around = above;
            while let Some(phase) = around.filter(|&phase| self.names.get(phase) != Some(&name)) {
                around = self.list.get(phase).and_then(|phase| phase.parent);
            }
            let place = (above, milestone_above(source, at, several_titles));
            match around.or_else(|| plans.again(at, &place)) {
                Some(first) => {
                    self.set(at, Some(first));
                    let again = facts::read(source, at, head, None);
                    self.repeat(first, again, head);
                }
                None => {
                    let index = self.list.len();
                    plans.note(at, place, index);
                    self.set(at, Some(index));
                    self.list.push(facts::read(source, at, head, above));
                    self.signs.push(head.signs.clone());
                    self.names.push(name);
                }
            }
        }
        self.schedules(source);
    }

    fn set(&mut self, section: usize, phase: Option<usize>) {
        if let Some(slot) = self.of_section.get_mut(section) {
            *slot = phase;
        }
    }

    /// What a repeated heading adds where the first one is silent.
    fn repeat(&mut self, first: usize, again: Phase, head: &Head) {
        let Some(phase) = self.list.get_mut(first) else { return };
        let silent = phase.status.is_none();
        phase.status = phase.status.take().or(again.status);
        phase.weeks = phase.weeks.or(again.weeks);
        phase.days = phase.days.or(again.days);
        phase.duration = phase.duration.or(again.duration);
        if phase.start.is_none() && phase.end.is_none() {
            phase.start = again.start;
            phase.end = again.end;
        }
        if phase.owners.is_empty() {
            phase.owners = again.owners;
        }
        if silent && let Some(signs) = self.signs.get_mut(first).filter(|signs| signs.is_empty()) {
            signs.extend(&head.signs);
        }
    }

    /// `Day 1-2` and `Week 3` headings inside the phases.
    fn schedules(&mut self, source: Source<'_>) {
        for (at, section) in source.outline.sections.iter().enumerate() {
            let Some(phase) = self.of_section.get(at).copied().flatten().filter(|_| !self.is_heading(at)) else {
                continue;
            };
            let words = bare(&section.text);
            let Some(found) = schedule::heading(&words).filter(|found| may_end(found.rest)) else { continue };
            let title =
                found.rest.trim_matches(|c: char| c.is_whitespace() || matches!(c, ':' | '：' | '-' | '–' | '—' | '.'));
            let entry = ScheduleEntry {
                unit: found.range.unit,
                first: found.range.first,
                last: found.range.last,
                title: title.into(),
                section: at,
            };
            if let Some(phase) = self.list.get_mut(phase) {
                phase.schedule.push(entry);
            }
        }
    }

    /// The phases with their tasks counted and their signs weighed.
    pub(super) fn finish(mut self, source: Source<'_>, tasks: &[Task]) -> Vec<Phase> {
        for task in tasks {
            let mut next = task.phase;
            while let Some(phase) = next.and_then(|index| self.list.get_mut(index)) {
                phase.tasks.add(task.state);
                next = phase.parent;
            }
        }
        // How many phases stand beside each other, and how many of them carry which status as a sign.
        let mut beside: BTreeMap<Option<usize>, (usize, BTreeMap<Status, usize>)> = BTreeMap::new();
        let said: Vec<Option<Status>> = (0..self.list.len()).map(|at| self.sign_of(at)).collect();
        for (phase, said) in self.list.iter().zip(&said) {
            let (count, signs) = beside.entry(phase.parent).or_default();
            *count += 1;
            if let Some(status) = said {
                *signs.entry(*status).or_default() += 1;
            }
        }
        for (phase, status) in self.list.iter_mut().zip(said) {
            let Some(status) = status.filter(|_| phase.status.is_none()) else { continue };
            let (count, signs) = beside
                .get(&phase.parent)
                .map_or((0, 0), |(count, signs)| (*count, signs.get(&status).copied().unwrap_or(0)));
            let Tally { done, total } = phase.tasks;
            let ticked = status == Status::Done && total > 0 && done == total;
            // A sign that all siblings carry is decoration, unless every box under a ✅ is ticked.
            if ticked || count == 1 || signs < count {
                let raw = phase.span.of(source.text).trim().to_owned();
                let value = StatusValue { status, percent: None };
                phase.status = Some(Fact { value, raw, place: source.place(phase.span), rule: Rule::Title });
            }
        }
        self.list
    }

    /// What the signs of a phase's heading say; several that differ say nothing.
    fn sign_of(&self, at: usize) -> Option<Status> {
        let mut said = self.signs.get(at)?.iter().filter_map(|&sign| heading::sign_status(sign));
        let first = said.next()?;
        said.all(|other| other == first).then_some(first)
    }
}

/// Whether the heading taken for the title, for want of a better, is the first of several phases.
fn is_first_of_phases(source: Source<'_>, title: Option<usize>) -> bool {
    let sections = &source.outline.sections;
    let Some((at, first)) = title.and_then(|at| sections.get(at).map(|first| (at, first))) else { return false };
    first.level >= 2
        && heading::parse(&first.text).is_some()
        && sections.iter().skip(at + 1).any(|other| other.level == first.level && heading::parse(&other.text).is_some())
}

/// The sections whose heading is one of a phase.
fn phase_heads(source: Source<'_>, title: Option<usize>, title_text: &str) -> BTreeMap<usize, Head> {
    let own = heading::mentioned(title_text);
    let sections = source.outline.sections.iter().enumerate();
    sections
        .filter(|(at, section)| section.level >= 2 && Some(*at) != title)
        .filter_map(|(at, section)| heading::parse(&section.text).map(|head| (at, head)))
        .filter(|(_, head)| {
            !own.iter().any(|(word, number)| *word == head.word && number.eq_ignore_ascii_case(&head.number))
        })
        .collect()
}

/// `Week N` headings of a document without phases, where at least two have a title or boxes (rule 7).
fn week_heads(source: Source<'_>, title: Option<usize>) -> BTreeMap<usize, Head> {
    let outline = source.outline;
    let mut boxed = vec![false; outline.sections.len()];
    for item in outline.items.iter().filter(|item| item.mark.is_some()) {
        if let Some(flag) = boxed.get_mut(item.section) {
            *flag = true;
        }
    }
    let mut heads = BTreeMap::new();
    let mut filled = 0;
    for (at, section) in
        outline.sections.iter().enumerate().filter(|(at, section)| section.level >= 2 && Some(*at) != title)
    {
        let words = bare(&section.text);
        let Some(found) = schedule::heading(&words).filter(|found| found.range.unit == ScheduleUnit::Week) else {
            continue;
        };
        // The title is read as that of a phase is.
        let Some(mut head) = heading::parse(&format!("phase {}{}", found.number, found.rest)) else { continue };
        head.word = "week";
        head.number = found.number;
        head.signs.extend(
            section.text.chars().take_while(|c| !c.is_alphanumeric()).filter(|&c| heading::sign_status(c).is_some()),
        );
        filled +=
            usize::from(!head.title.is_empty() || under(outline, at).any(|below| boxed.get(below) == Some(&true)));
        heads.insert(at, head);
    }
    if filled >= 2 { heads } else { BTreeMap::new() }
}

/// A section and those below it.
fn under(outline: &Outline, at: usize) -> impl Iterator<Item = usize> {
    let level = outline.sections.get(at).map_or(0, |section| section.level);
    let below = outline.sections.iter().skip(at + 1).take_while(move |section| section.level > level).count();
    at..=at + below
}

/// Whether a heading of days may go on like this behind its number.
fn may_end(rest: &str) -> bool {
    let trimmed = rest.trim_start();
    trimmed.chars().next().is_none_or(|c| !c.is_alphanumeric() || c.is_uppercase() && trimmed.len() < rest.len())
}

/// The milestone or version that the sections above name: there, numbers begin anew.
fn milestone_above(source: Source<'_>, at: usize, several_titles: bool) -> String {
    let sections = &source.outline.sections;
    let mut names = Vec::new();
    let mut next = sections.get(at).and_then(|section| section.parent);
    while let Some((above, section)) = next.and_then(|above| Some((above, sections.get(above)?))) {
        if section.level > 1 || several_titles {
            names.extend(milestone(source.heading(above)));
        }
        next = section.parent;
    }
    names.join(" / ")
}

/// `milestone 2`, `version 1.2`, `v2`, `release 3` in a heading's words.
fn milestone(words: &str) -> Option<String> {
    let pieces: Vec<&str> =
        words.split([' ', ':', '(', ')', '—', '–', ',', '/']).filter(|piece| !piece.is_empty()).collect();
    pieces.iter().enumerate().find_map(|(at, piece)| {
        let number = |text: &str| text.starts_with(|c: char| c.is_ascii_digit());
        if piece.strip_prefix('v').is_some_and(number) {
            return Some((*piece).to_owned());
        }
        let named = matches!(*piece, "milestone" | "version" | "release");
        pieces.get(at + 1).filter(|_| named).map(|next| format!("{piece} {next}"))
    })
}
