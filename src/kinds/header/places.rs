//! Which bytes of a document are its head, its metadata, its heading fields and its foot.

use std::collections::BTreeSet;

use crate::base::{Span, dates, inline, text};
use crate::config::Config;
use crate::kinds::source::Source;
use crate::model::{Field, Key, Rule};
use crate::outline::{Outline, OutlineSection};
use crate::vocabulary::{keys, status};

use super::examples::is_example;
use super::foot::foot;
use super::{Entry, is_placeholder};

/// The places of a document where header fields stand.
pub(in crate::kinds) struct Places {
    /// The section whose heading is the title.
    pub title: Option<usize>,
    /// The bytes of the head.
    head: Vec<Span>,
    /// For every section the rule its fields count by, other than the head.
    sections: Vec<Option<Rule>>,
    /// For every section the key its heading names, and where the value begins in the heading.
    keys: Vec<Option<(Key, usize)>>,
    /// For every section what a bare date in it means.
    dates: Vec<Option<Key>>,
    /// The sections whose heading names relations.
    relations: BTreeSet<usize>,
    /// The bytes of the foot.
    foot: Option<Span>,
}

impl Places {
    /// Finds the places. `title` is the section whose heading is the title, where there is one.
    pub(in crate::kinds) fn new(source: Source<'_>, title: Option<usize>) -> Self {
        let outline = source.outline;
        let count = outline.sections.len();
        let mut known = vec![0usize; count];
        for (at, field) in outline.fields.iter().enumerate() {
            if source.key(at).is_some()
                && !is_example(source, field)
                && let Some(slot) = known.get_mut(field.section)
            {
                *slot += 1;
            }
        }
        let own = |at: usize| outline.sections.get(at).map(|section| section.own).unwrap_or_default();
        let level = |at: usize| outline.sections.get(at).map_or(0, |section| section.level);
        let name = |at: usize| outline.sections.get(at).map(|section| section.text.as_str()).unwrap_or("");
        let start = title.unwrap_or(0);
        let mut head = Vec::new();
        // Fields above the title belong to the head as well.
        if start > 0 {
            head.push(own(0));
        }
        head.push(own(start));
        let mut next = start + 1;
        while next < count && level(next) > 3 {
            head.push(own(next));
            next += 1;
        }
        // A first section that holds fields stays in the head, unless it is a piece of the work.
        let first_section = next;
        let in_head = next < count && level(next) > level(start) && known.get(next).is_some_and(|&fields| fields > 0);
        if in_head && title.is_some() && !is_piece(name(next)) && own(next).of(source.text).len() < 20_000 {
            head.push(own(next));
        }
        let mut sections = vec![None; count];
        let named = |section: &OutlineSection| {
            if section.level == 2 { heading_key(&section.text, source.config) } else { None }
        };
        let keys: Vec<Option<(Key, usize)>> = outline.sections.iter().map(named).collect();
        let mut dates = vec![None; count];
        let mut relations = BTreeSet::new();
        for (early, at) in (first_section..count).enumerate() {
            let folded = source.name(at);
            let only_fields = || {
                let some = early < 4 && known.get(at).is_some_and(|&fields| fields >= 2);
                some && !is_piece(name(at)) && is_only_fields(source.text, outline, at)
            };
            let rule = if level(at) <= 3 && (names_metadata(folded) || only_fields()) {
                Some(Rule::Metadata)
            } else if let Some((key, _)) = keys.get(at).copied().flatten() {
                relations.extend(is_list(key).then_some(at));
                Some(Rule::Heading)
            } else {
                None
            };
            if let Some(slot) = sections.get_mut(at) {
                *slot = rule;
            }
            if let Some(slot) = dates.get_mut(at) {
                *slot = date_key(folded);
            }
        }
        let foot = foot(source);
        Self { title, head, sections, keys, dates, relations, foot }
    }

    /// The rule a field of this key counts by at this place; `None` where it is no header field. Below a heading of
    /// relations only relations and ids count: other labels name what is in the list.
    pub(in crate::kinds) fn rule(&self, offset: usize, section: usize, known: Option<Key>) -> Option<Rule> {
        if self.head.iter().any(|span| span.contains(offset)) {
            return Some(Rule::Head);
        }
        let relations = self.relations.contains(&section);
        let rule = self.sections.get(section).copied().flatten();
        let rule = rule.filter(|_| !relations || known.is_some_and(|key| is_list(key) || key == Key::Id));
        let foot = self.foot.filter(|foot| foot.contains(offset)).map(|_| Rule::Foot);
        rule.or(foot)
    }

    /// What a bare date in a section means; only its date fields count there.
    pub(in crate::kinds) fn date_key(&self, section: usize) -> Option<Key> {
        self.dates.get(section).copied().flatten()
    }
}

/// What a heading, as keys are compared, makes of a bare date below it: *Completion Note*, *Last Updated*.
fn date_key(folded: &str) -> Option<Key> {
    let says = |words: &[&str]| words.iter().any(|word| folded.starts_with(word));
    if says(&["completion", "completed", "closing note", "closure", "abschluss"]) && folded.split(' ').count() <= 3 {
        return Some(Key::Completed);
    }
    (says(&["last updated", "last update", "update", "updated", "last modified", "revision date"])
        && folded.split(' ').count() <= 3)
        .then_some(Key::Updated)
}

/// Whether a heading names a phase, story, task or the like: its fields are its own.
pub(super) fn is_piece(heading: &str) -> bool {
    const WORDS: &[&str] = &[
        "phase",
        "stage",
        "milestone",
        "sprint",
        "wave",
        "iteration",
        "step",
        "task",
        "tasks",
        "story",
        "stories",
        "user story",
        "epic",
        "part",
        "day",
        "week",
        "option",
        "fase",
        "etape",
        "tarea",
        "tache",
        "aufgabe",
        "workstream",
        "slice",
        "requirement",
        "issue",
        "bug",
        "challenge",
        "decision",
        "risk",
        "gap",
        "example",
        "test",
        "阶段",
        "任务",
    ];
    let folded = keys::fold(heading);
    let bare = folded.trim_start_matches(|c: char| c.is_ascii_digit() || c == ' ');
    let numbered =
        || bare.split(' ').nth(1).is_some_and(|word| word.chars().any(|c| c.is_ascii_digit()) || word.len() == 1);
    let first = bare.split(' ').next().unwrap_or("");
    let named = |word: &str| first == word || (word.contains(' ') && bare.starts_with(word));
    // Log entries by date, and version headings.
    WORDS.iter().any(|word| named(word) && (numbered() || *word != first || bare == *word || is_strong(word)))
        || (!bare.is_ascii() && WORDS.iter().any(|word| !word.is_ascii() && bare.starts_with(word)))
        || dates::find(text::head(heading, 60)).is_some()
}

/// Words that name a piece of the work even without a number.
fn is_strong(word: &str) -> bool {
    matches!(word, "phase" | "task" | "tasks" | "story" | "stories" | "example" | "challenge")
}

/// Whether a heading names a section of metadata.
pub(super) fn is_metadata(heading: &str) -> bool {
    names_metadata(&keys::fold(heading))
}

/// The same of a heading as keys are compared.
fn names_metadata(folded: &str) -> bool {
    const NAMES: &[&str] = &[
        "metadata",
        "meta",
        "document metadata",
        "feature metadata",
        "feature information",
        "feature info",
        "feature header",
        "feature details",
        "document info",
        "document information",
        "document header",
        "document control",
        "document details",
        "header",
        "info",
        "information",
        "general information",
        "general info",
        "basic information",
        "basic info",
        "project information",
        "project info",
        "story information",
        "story info",
        "task information",
        "task info",
        "task metadata",
        "epic information",
        "epic info",
        "epic metadata",
        "story metadata",
        "plan metadata",
        "plan information",
        "spec metadata",
        "quick info",
        "quick facts",
        "at a glance",
        "key information",
        "key facts",
        "overview table",
        "preamble",
        "informacion",
        "informacion general",
        "metadatos",
        "datos generales",
        "informations",
        "informations generales",
        "metadonnees",
        "informationen",
        "allgemeine informationen",
        "metadaten",
        "kopfdaten",
        "基本信息",
        "元数据",
        "文档信息",
    ];
    let bare = folded.trim_start_matches(|c: char| c.is_ascii_digit() || c == ' ');
    NAMES.contains(&bare)
}

/// Whether every line of a section belongs to a field.
fn is_only_fields(source: &str, outline: &Outline, section: usize) -> bool {
    let Some(own) = outline.sections.get(section).map(|section| section.own) else { return false };
    if own.of(source).len() > 8000 {
        return false;
    }
    let first = outline.fields.partition_point(|field| field.span.start < own.start);
    let fields = outline.fields.get(first..).unwrap_or_default();
    let fields: Vec<Span> =
        fields.iter().take_while(|field| field.span.start < own.end).map(|field| field.span).collect();
    let mut at = own.start as usize;
    for line in own.of(source).split_inclusive('\n') {
        let trimmed = line.trim();
        let span = Span::new(at, at + line.len());
        let inside = fields.iter().any(|field| field.start < span.end && field.end > span.start);
        let frame = trimmed.is_empty()
            || trimmed.starts_with('|')
            || trimmed.chars().all(|c| matches!(c, '-' | '*' | '_' | ' '));
        if !inside && !frame {
            return false;
        }
        at += line.len();
    }
    true
}

/// The key a heading names: `## Status`, `## 🏷️ Tags`, `## Status: x`.
fn heading_key(heading: &str, config: &Config) -> Option<(Key, usize)> {
    let colon = heading.find([':', '：']);
    let name = colon.map_or(heading, |at| heading.get(..at).unwrap_or(heading));
    let bare = name.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ' ' | ')'));
    let key = keys::known(bare, &config.fields)?;
    let behind = colon.map_or(heading.len(), |at| {
        at + heading.get(at..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8)
    });
    Some((key, behind))
}

/// Whether a key has a list of its own below a heading, and no single value.
fn is_list(key: Key) -> bool {
    matches!(key, Key::DependsOn | Key::Blocks | Key::Related | Key::Parent | Key::Tags | Key::Timeline | Key::Title)
}

/// An entry of a status log of more bytes than this is prose.
const ENTRY: usize = 100;

/// The fields that headings are: `## Status: x`, and `## Status` with its first paragraph as the value.
pub(super) fn headings(source: Source<'_>, places: &Places) -> Vec<Entry> {
    let Source { text: source, outline, .. } = source;
    let mut out = Vec::new();
    for (at, section) in outline.sections.iter().enumerate() {
        let named = places.keys.get(at).copied().flatten();
        let Some((key, behind)) = named.filter(|_| Some(at) != places.title) else { continue };
        let value = section.text.get(behind..).unwrap_or("").trim();
        if !value.is_empty() {
            if !is_legend(value) {
                let span = section.heading.trim(source);
                out.push(heading_entry(&section.text, key, value.to_owned(), span, span, false));
            }
            continue;
        }
        if is_list(key) {
            continue;
        }
        let paragraphs: Vec<_> = paragraphs_of(outline, at).filter(|paragraph| paragraph.item.is_none()).collect();
        let first_block = paragraphs.first().filter(|paragraph| is_first_block(source, section.own, paragraph.span));
        let is_dated =
            |paragraph: &&&crate::outline::Paragraph| dates::find(text::head(&paragraph.text, 300)).is_some();
        let dated = paragraphs.iter().filter(is_dated).count();
        let log = paragraphs.len() >= 2 && dated >= 2 && dated * 2 > paragraphs.len();
        // *Approved on …*, *Completed on …*, and then what was done: the log is the lines at the beginning.
        let brief = |paragraph: &&&crate::outline::Paragraph| paragraph.text.len() <= ENTRY && is_dated(paragraph);
        let leading = paragraphs.iter().take_while(brief).count();
        let paragraph = match leading {
            _ if log => paragraphs.last(),
            2.. => paragraphs.get(leading - 1),
            _ => first_block,
        };
        let Some(paragraph) = paragraph else { continue };
        // A paragraph of fields speaks for itself.
        let from = outline.fields.partition_point(|field| field.span.start < paragraph.span.start);
        let is_field = outline.fields.get(from).is_some_and(|field| field.span.start < paragraph.span.end);
        if is_field {
            continue;
        }
        let value = paragraph.span.of(source).trim().to_owned();
        let span = paragraph.span.trim(source);
        out.push(heading_entry(&section.text, key, value, span, span, true));
    }
    out
}

/// The paragraphs of one section.
fn paragraphs_of(outline: &Outline, section: usize) -> impl Iterator<Item = &crate::outline::Paragraph> {
    let from = outline.paragraphs.partition_point(|paragraph| paragraph.section < section);
    outline.paragraphs.get(from..).unwrap_or_default().iter().take_while(move |paragraph| paragraph.section == section)
}

/// Whether nothing stands between the heading and the paragraph but quote marks.
pub(super) fn is_first_block(source: &str, own: Span, paragraph: Span) -> bool {
    let between = Span::new(own.start as usize, paragraph.start as usize).of(source);
    between.chars().all(|c| c.is_whitespace() || c == '>')
}

/// Whether a value lists several words of the vocabulary: it explains them and is none.
fn is_legend(value: &str) -> bool {
    let shown = inline::plain(value);
    let words = shown.split(['|', '/', ',', '→', ';']).filter(|piece| status::exact(piece).is_some());
    words.count() >= 2
}

fn heading_entry(heading: &str, key: Key, value: String, span: Span, value_span: Span, paragraph: bool) -> Entry {
    let name = heading.split([':', '：']).next().unwrap_or(heading);
    let placeholder = is_placeholder(&value, Some(key));
    Entry {
        field: Field {
            key: text::without_emoji(name).into(),
            known: Some(key),
            value: value.as_str().into(),
            span,
            value_span,
            rule: Rule::Heading,
            placeholder,
        },
        items: Vec::new(),
        date_key: None,
        short: value,
        paragraph,
        listed: false,
    }
}
