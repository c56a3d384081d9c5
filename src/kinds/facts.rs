//! From header fields to facts: status, priority, owners, tags, dates. Rules 2 to 5 and the lists of rule 8.

use std::collections::BTreeSet;

use super::header::Entry;
use super::owners;
use super::source::Source;
use crate::base::{Span, dates, inline, text};
use crate::model::{Dates, Fact, Key, Priority, Rule, Status, StatusValue};
use crate::vocabulary::{keys, placeholder, priority, status};

/// The facts of one header, every list strongest first.
#[derive(Debug, Default)]
pub(super) struct Facts {
    pub statuses: Vec<Fact<StatusValue>>,
    pub priorities: Vec<Fact<Priority>>,
    pub owners: Vec<Fact<String>>,
    pub tags: Vec<Fact<String>>,
    pub dates: Dates,
    /// Whether a status field says only that the document is archived.
    pub archived: bool,
}

/// What the facts are read from.
#[derive(Clone, Copy)]
pub(super) struct Input<'a> {
    pub source: Source<'a>,
    /// The heading or front matter title, for `<Kind> Status`.
    pub title: &'a str,
}

/// Reads the facts of header fields, which are in the order of the file.
pub(super) fn read(input: Input<'_>, entries: &[Entry]) -> Facts {
    let mut facts = Facts::default();
    let mut order: Vec<&Entry> = entries.iter().filter(|entry| !entry.field.placeholder).collect();
    order.sort_by_key(|entry| (entry.field.rule, entry.field.span.start));
    let own_phase = own_phase(input);
    for entry in &order {
        match entry.field.known {
            Some(Key::Status) => add_status(input, entry, own_phase.as_deref(), &mut facts),
            Some(Key::Priority) => {
                let read = priority::read(&entry.field.value, &input.source.config.priorities);
                facts.priorities.extend(read.map(|value| entry.fact(input.source.path, value)));
            }
            _ => {}
        }
    }
    if !facts.statuses.iter().any(|fact| fact.value.status != Status::Unrecognised) && !facts.archived {
        kind_status(input, &order, own_phase.as_deref(), &mut facts);
    }
    for entry in &order {
        if matches!(entry.field.known, Some(Key::Progress | Key::Completed)) {
            facts.statuses.extend(
                progress(entry).map(|value| Fact { rule: Rule::Percentage, ..entry.fact(input.source.path, value) }),
            );
        }
    }
    let done = facts.statuses.first().is_some_and(|fact| fact.value.status == Status::Done);
    for entry in &order {
        add_dates(input, entry, done, &mut facts.dates);
    }
    facts.owners = owners::read(input.source.path, &order);
    facts.tags = tags(input, &order);
    facts
}

/// A paragraph of more bytes than this under a heading may be prose.
const PROSE: usize = 60;

/// The number of the phase the document itself is: *phase 2 complete* is done in its own document.
fn own_phase(input: Input<'_>) -> Option<String> {
    let number = |words: &str| {
        let folded = keys::fold(words);
        let mut pieces =
            folded.split(' ').skip_while(|word| !matches!(*word, "phase" | "stage" | "sprint" | "milestone" | "step"));
        pieces.next()?;
        pieces.next().map(str::to_owned)
    };
    number(input.title).or_else(|| number(crate::base::paths::stem(input.source.path)))
}

fn add_status(input: Input<'_>, entry: &Entry, own_phase: Option<&str>, facts: &mut Facts) {
    // Of a long paragraph under `## Status` only the first words can be the status.
    let long = entry.paragraph && entry.field.value.len() > PROSE;
    let read = if long { status::read_leading } else { status::read };
    match read(&entry.field.value, &input.source.config.statuses, own_phase) {
        status::Reading::Unset => {}
        status::Reading::Archived => {
            facts.archived = true;
            let value = StatusValue { status: Status::Superseded, percent: None };
            facts.statuses.push(entry.fact(input.source.path, value));
        }
        status::Reading::Value(value) => {
            // Prose under `## Status` that names no state is prose.
            if long && value.status == Status::Unrecognised {
                return;
            }
            if value.status == Status::Done {
                let bracket = bracket_date(&entry.field.value);
                facts.dates.completed.extend(bracket.map(|when| entry.fact(input.source.path, when)));
            }
            facts.statuses.push(entry.fact(input.source.path, value));
        }
    }
}

/// A date in brackets behind a done status.
fn bracket_date(value: &str) -> Option<crate::base::When> {
    let shown = inline::plain(text::head(value, 600));
    shown.split('(').skip(1).find_map(|piece| dates::parse(piece.split(')').next()?))
}

/// `<Kind> Status` and `Final Status`, where there is no status and the kind is in the title. The status of the
/// document's text is never one.
fn kind_status(input: Input<'_>, order: &[&Entry], own_phase: Option<&str>, facts: &mut Facts) {
    let title = keys::fold(input.title);
    for entry in order.iter().filter(|entry| entry.field.known.is_none()) {
        let Some(kind) = keys::kind_status(&entry.field.key) else { continue };
        let counts =
            kind == "final" || (kind != "document" && kind != "doc" && title.split(' ').any(|word| word == kind));
        if counts {
            add_status(input, entry, own_phase, facts);
        }
    }
}

/// A percentage of a Progress or Completion field.
fn progress(entry: &Entry) -> Option<StatusValue> {
    let bare = || {
        let matter = matches!(entry.field.rule, Rule::FrontMatter | Rule::FrontMatterNested) && entry.is(Key::Progress);
        entry.field.value.trim().parse::<u8>().ok().filter(|&percent| matter && percent <= 100)
    };
    let percent = status::percent(&entry.field.value).or_else(bare)?;
    let status = match percent {
        0 => Status::Planned,
        100 => Status::Done,
        _ => Status::InProgress,
    };
    Some(StatusValue { status, percent: Some(percent) })
}

fn add_dates(input: Input<'_>, entry: &Entry, done: bool, out: &mut Dates) {
    let Some(key) = entry.field.known else { return };
    let value = || inline::plain(text::head(&entry.field.value, 600));
    if key == Key::Timeline {
        let value = value();
        let (start, end) = dates::parse_range(&value).unwrap_or_default();
        out.start.extend(start.map(|when| entry.fact(input.source.path, when)));
        let list = if done { &mut out.completed } else { &mut out.target };
        list.extend(end.map(|when| entry.fact(input.source.path, when)));
        return;
    }
    let bare_date = key == Key::Created && is_bare_date(&entry.field.key);
    let key = match (bare_date, entry.date_key, entry.field.rule) {
        (true, Some(meant), Rule::Heading | Rule::Metadata | Rule::Foot) => meant,
        // A bare date says when the document was written only in its header.
        (true, None, Rule::Heading | Rule::Foot) => return,
        _ => key,
    };
    let list = match key {
        Key::Start => &mut out.start,
        Key::Target => &mut out.target,
        Key::Completed => &mut out.completed,
        Key::Created => &mut out.created,
        Key::Updated => &mut out.updated,
        _ => return,
    };
    list.extend(dates::parse(&value()).map(|when| entry.fact(input.source.path, when)));
}

/// Whether a key is `Date` or its like in another language.
fn is_bare_date(key: &str) -> bool {
    matches!(keys::fold(key).as_str(), "date" | "fecha" | "datum" | "日期")
}

/// Tags of all sources, each once.
fn tags(input: Input<'_>, order: &[&Entry]) -> Vec<Fact<String>> {
    let mut found: Vec<Fact<String>> = Vec::new();
    let mut known: BTreeSet<String> = BTreeSet::new();
    let mut add = |tag: &str, place: Span, rule: Rule| {
        let shown = inline::plain(tag);
        let shown = shown.trim().trim_matches(['#', '"', '\'', '`', ' ', '.']).trim();
        let refused =
            shown.is_empty() || shown.len() > 80 || placeholder::is_placeholder(tag) || shown.contains(['[', '{', '<']);
        if refused || !known.insert(shown.to_lowercase()) {
            return;
        }
        let place = input.source.place(place);
        found.push(Fact { value: shown.to_owned(), raw: tag.trim().to_owned(), place, rule });
    };
    for entry in order.iter().filter(|entry| entry.is(Key::Tags)) {
        if entry.items.is_empty() {
            for tag in split_tags(&entry.field.value) {
                add(tag, entry.field.value_span, entry.field.rule);
            }
        }
        for (tag, span) in &entry.items {
            add(tag, *span, entry.field.rule);
        }
    }
    // `#word` code spans under a Tags heading.
    for (at, section) in input.source.outline.sections.iter().enumerate().filter(|(_, section)| section.level >= 2) {
        if keys::known(input.source.name(at), &input.source.config.fields) != Some(Key::Tags) {
            continue;
        }
        let spans = &input.source.outline.code_spans;
        let from = spans.partition_point(|span| span.start < section.own.start);
        for span in spans.get(from..).unwrap_or_default().iter().take_while(|span| span.start < section.own.end) {
            let tag = span.of(input.source.text).trim_matches('`').trim();
            if tag.starts_with('#') {
                add(tag, *span, Rule::Heading);
            }
        }
        let own = section.own.of(input.source.text);
        if !own.contains('`') && own.len() < 2000 {
            for word in own.split([' ', ',', '\n']).filter(|word| word.len() > 1 && word.starts_with('#')) {
                let offset =
                    section.own.start as usize + (word.as_ptr() as usize).saturating_sub(own.as_ptr() as usize);
                add(word, Span::new(offset, offset + word.len()), Rule::Heading);
            }
        }
    }
    found
}

/// The tags of a value: split at commas, else at spaces where every word carries a `#`, else at other separators.
fn split_tags(value: &str) -> Vec<&str> {
    let value = value.trim().trim_start_matches('[').trim_end_matches(']');
    if value.contains([',', ';', '|', '·', '、', '，']) {
        return value.split([',', ';', '|', '·', '、', '，']).collect();
    }
    let words: Vec<&str> = value.split_whitespace().collect();
    let marked = |word: &&str| word.starts_with('#') || word.starts_with("`");
    if words.len() > 1 && words.iter().all(marked) { words } else { vec![value] }
}
