//! Relations as written: in front matter, header fields and under headings such as *Dependencies*. Rule 9 of the
//! reading rules. What they resolve to is `link`'s to say.

mod reverse;

use std::collections::BTreeSet;

use super::headings::bare;
use super::source::Source;
use super::targets::{self, Origin};
use super::tokens;
use crate::base::{Span, Text, inline};
use crate::model::{Field, Key, RawRelation, RelationKind, Rule};
use crate::outline::{RawField, YamlEntry, YamlValue};
use crate::vocabulary::keys;

/// The relation a key declares.
fn kind_of(key: Key) -> Option<RelationKind> {
    Some(match key {
        Key::DependsOn => RelationKind::DependsOn,
        Key::Blocks => RelationKind::Blocks,
        Key::Parent => RelationKind::Parent,
        Key::Supersedes => RelationKind::Supersedes,
        Key::SupersededBy => RelationKind::SupersededBy,
        _ => return None,
    })
}

/// Reads the relations of a document. `header` are its header fields, `phases` says for each section which phase it
/// stands under.
pub(super) fn read(source: Source<'_>, header: &[Field], phases: &[Option<usize>]) -> Vec<RawRelation> {
    let mut reader = Reader { source, found: Vec::new() };
    reader.front_matter();
    let mut seen: BTreeSet<u32> = BTreeSet::new();
    for field in header.iter().filter(|field| !matches!(field.rule, Rule::FrontMatter | Rule::FrontMatterNested)) {
        seen.insert(field.value_span.start);
        if let Some(kind) = field.known.and_then(kind_of) {
            reader.value(kind, &field.value, field.value_span, Origin::Field, field.rule);
        }
    }
    let own = own_sections(source, phases);
    for (at, field) in source.outline.fields.iter().enumerate() {
        let eligible = own.get(field.section).copied().unwrap_or(false) && seen.insert(field.value_span.start);
        let kind = source.key(at).and_then(kind_of);
        // What the document is part of and what it replaces stands in its head alone.
        let kind = kind.filter(|kind| matches!(kind, RelationKind::DependsOn | RelationKind::Blocks));
        if let Some(kind) = kind.filter(|_| eligible && !reader.in_task(field)) {
            reader.value(kind, &field.value, field.value_span, Origin::Field, Rule::Section);
        }
    }
    reader.lists(&own, &seen);
    reader.finish()
}

/// Which sections speak of the document itself and not of one of its phases, stories or tasks.
fn own_sections(source: Source<'_>, phases: &[Option<usize>]) -> Vec<bool> {
    let mut own: Vec<bool> = Vec::with_capacity(source.outline.sections.len());
    for (at, section) in source.outline.sections.iter().enumerate() {
        let above = section.parent.and_then(|parent| own.get(parent).copied()).unwrap_or(true);
        let phase = phases.get(at).copied().flatten().is_some();
        own.push(above && !phase && (section.level <= 1 || !is_item(&section.text)));
    }
    own
}

/// Whether a heading names an item within the document: `Story 1.2: …`, `TASK-03 — …`, `Task 4`, `Step 2`.
fn is_item(heading: &str) -> bool {
    let words = bare(heading);
    let first = || words.split([' ', ':']).next().unwrap_or("").to_lowercase();
    let second = words.split_whitespace().nth(1).unwrap_or("");
    let counted = second.starts_with(|c: char| c.is_ascii_digit())
        && matches!(
            first().as_str(),
            "task"
                | "story"
                | "step"
                | "subtask"
                | "ticket"
                | "week"
                | "day"
                | "option"
                | "item"
                | "epic"
                | "feature"
                | "us"
        );
    counted || tokens::scan(&words, false).first().is_some_and(|token| token.start == 0)
}

struct Reader<'a> {
    source: Source<'a>,
    found: Vec<RawRelation>,
}

impl Reader<'_> {
    /// One value that may name several ids.
    fn value(&mut self, kind: RelationKind, value: &str, span: Span, origin: Origin, rule: Rule) {
        let raw = span.of(self.source.text);
        let start = span.start as usize;
        let targets = targets::read(raw, start, origin);
        let may_wait = kind == RelationKind::DependsOn && origin != Origin::FrontMatter;
        let waiting = if may_wait { reverse::waiting(raw, start, &targets) } else { vec![false; targets.len()] };
        let value = Text::from(value);
        for (target, waits) in targets.into_iter().zip(waiting) {
            self.found.push(RawRelation {
                kind: if waits { RelationKind::Blocks } else { kind },
                target: target.text.into(),
                is_path: target.is_path,
                raw: value.clone(),
                span: target.span,
                rule,
            });
        }
    }

    /// Known keys of the front matter; those one mapping deeper count when the top level lacks them (rule 1.1).
    fn front_matter(&mut self) {
        let Some(matter) = self.source.outline.front_matter.as_ref() else { return };
        let kind = |entry: &YamlEntry| {
            let key = entry.path.last()?;
            keys::known(key, &self.source.config.fields).and_then(kind_of)
        };
        let top: BTreeSet<RelationKind> =
            matter.entries.iter().filter(|entry| entry.path.len() == 1).filter_map(kind).collect();
        let entries: Vec<(&YamlEntry, RelationKind, Rule)> = matter
            .entries
            .iter()
            .filter_map(|entry| {
                let kind = kind(entry)?;
                match entry.path.len() {
                    1 => Some((entry, kind, Rule::FrontMatter)),
                    2 => (!top.contains(&kind)).then_some((entry, kind, Rule::FrontMatterNested)),
                    _ => None,
                }
            })
            .collect();
        for (entry, kind, rule) in entries {
            match &entry.value {
                YamlValue::Text(text) => self.value(kind, text, entry.value_span, Origin::FrontMatter, rule),
                YamlValue::List(values) => {
                    for (text, span) in values {
                        self.value(kind, text, *span, Origin::FrontMatter, rule);
                    }
                }
                YamlValue::Complex(_) | YamlValue::Mapping => {}
            }
        }
    }

    /// Whether a field stands in a boxed item.
    fn in_task(&self, field: &RawField) -> bool {
        let items = &self.source.outline.items;
        let before = items.partition_point(|item| item.span.start <= field.span.start);
        let mut next = before.checked_sub(1);
        while let Some(item) = next.and_then(|at| items.get(at)) {
            if item.span.contains(field.span.start as usize) && item.mark.is_some() {
                return true;
            }
            next = item.parent;
        }
        false
    }

    /// Lists under a heading that names a relation, and the first paragraph under one of level 2.
    fn lists(&mut self, own: &[bool], seen: &BTreeSet<u32>) {
        let outline = self.source.outline;
        let kinds: Vec<Option<RelationKind>> = {
            let mut kinds: Vec<Option<RelationKind>> = Vec::with_capacity(outline.sections.len());
            for (section, heading) in outline.sections.iter().zip(self.source.headings()) {
                let above = section.parent.and_then(|parent| kinds.get(parent).copied().flatten());
                let own = if section.level >= 2 { heading_kind(self.source, heading) } else { None };
                kinds.push(own.or(above));
            }
            kinds
        };
        // Blocks of a section in the order of the text: a paragraph may label the list behind it.
        let mut blocks: Vec<(Span, usize, Option<usize>)> = Vec::new();
        let wanted = |section: usize| {
            own.get(section).copied().unwrap_or(false) && kinds.get(section).copied().flatten().is_some()
        };
        for (at, item) in outline.items.iter().enumerate().filter(|(_, item)| wanted(item.section)) {
            blocks.push((item.text_span, item.section, Some(at)));
        }
        for paragraph in
            outline.paragraphs.iter().filter(|paragraph| paragraph.item.is_none() && wanted(paragraph.section))
        {
            blocks.push((paragraph.span, paragraph.section, None));
        }
        blocks.sort_unstable();
        let mut current: Option<(usize, Option<RelationKind>)> = None;
        let mut first = true;
        for (span, section, item) in blocks {
            let Some(base) = kinds.get(section).copied().flatten() else { continue };
            if current.is_none_or(|(at, _)| at != section) {
                current = Some((section, Some(base)));
                first = true;
            }
            let kind = current.map_or(Some(base), |(_, kind)| kind);
            let raw = span.of(self.source.text);
            if item.is_none() && raw.trim_end_matches(['*', '_', '\n', '\r', ' ']).ends_with(':') && is_beside(raw) {
                current = Some((section, None));
                continue;
            }
            let label = label(raw);
            let labelled = label.and_then(|(label, _)| label_kind(self.source, label));
            let depth = item.and_then(|at| outline.items.get(at)).map_or(0, |item| item.depth);
            match label {
                Some((_, length)) if raw.get(length..).is_none_or(|rest| rest.trim().is_empty()) => {
                    // A label alone: it names what the list behind it is.
                    current = Some((section, labelled.or(if depth == 0 { Some(base) } else { kind })));
                }
                Some((_, length)) if labelled.is_some() => {
                    let start = span.start as usize + length;
                    let rest = Span::new(start, span.end as usize).trim(self.source.text);
                    // A field that was read already is not read again.
                    if let Some(kind) = labelled.or(kind).filter(|_| !seen.contains(&rest.start)) {
                        self.value(kind, raw, rest, Origin::Text, Rule::Heading);
                    }
                }
                Some((label, _)) if is_beside(label) => {}
                _ => {
                    let Some(kind) = kind else { continue };
                    let level = outline.sections.get(section).map_or(0, |section| section.level);
                    if item.is_some() || (first && level == 2) {
                        let before = self.found.len();
                        self.value(kind, raw, span, Origin::Text, Rule::Heading);
                        if let Some((_, length)) = label.filter(|_| self.found.len() == before) {
                            let rest =
                                Span::new(span.start as usize + length, span.end as usize).trim(self.source.text);
                            if !seen.contains(&rest.start) {
                                self.value(kind, raw, rest, Origin::Text, Rule::Heading);
                            }
                        }
                    }
                }
            }
            first = false;
        }
    }

    /// The relations in the order of the text, each once.
    fn finish(mut self) -> Vec<RawRelation> {
        let mut seen = BTreeSet::new();
        self.found.sort_by_key(|relation| (relation.rule, relation.span, relation.kind));
        self.found.retain(|relation| seen.insert((relation.kind, relation.target.to_lowercase(), relation.is_path)));
        self.found.sort_by_key(|relation| (relation.span, relation.kind));
        self.found
    }
}

/// The relation the words of a heading declare for the list under it.
fn heading_kind(source: Source<'_>, words: &str) -> Option<RelationKind> {
    let words = words.split(['(', '[']).next().unwrap_or("").trim();
    // *Before / after* and *Needs* head other lists as well.
    if matches!(words, "after" | "needs" | "required" | "feature" | "spec" | "story") || words.len() > 60 {
        return None;
    }
    let known = keys::known(words, &source.config.fields).and_then(kind_of);
    known.filter(|kind| *kind != RelationKind::Parent).or_else(|| {
        let verb = words.split(' ').next().unwrap_or("");
        let acts = matches!(
            verb,
            "install"
                | "update"
                | "add"
                | "verify"
                | "check"
                | "manage"
                | "new"
                | "external"
                | "development"
                | "runtime"
                | "test-only"
        );
        let says =
            words.ends_with(" dependencies") || words.starts_with("dependencies ") || words.ends_with(" prerequisites");
        (says && !acts).then_some(RelationKind::DependsOn)
    })
}

/// The label a text begins with and where the rest starts: `**Blocks:** …`, `Depends on: …`.
fn label(raw: &str) -> Option<(&str, usize)> {
    let head = crate::base::text::head(raw, 80);
    let colon = head.find([':', '：'])?;
    let label = head.get(..colon)?;
    if label.contains(['\n', '(', '[', '`']) || label.split_whitespace().count() > 5 {
        return None;
    }
    let sign = head.get(colon..)?.chars().next().map_or(1, char::len_utf8);
    let rest = raw.get(colon + sign..)?;
    let closing = rest.len() - rest.trim_start_matches(['*', '_']).len();
    Some((label, colon + sign + closing))
}

/// Whether a label heads what stands beside a document and is no dependency (*Related specs*, *Integrates with*, *Part
/// of*), though its heading speaks of dependencies.
fn is_beside(label: &str) -> bool {
    let shown = inline::plain(label);
    let words = keys::fold(shown.split(['(', ':', '：']).next().unwrap_or(""));
    let first = words.split(' ').next().unwrap_or("");
    matches!(first, "related" | "integrates" | "integrated" | "coordinates" | "coordinated" | "deferred" | "references")
        || matches!(words.as_str(), "see also" | "part of" | "parent" | "nice to have" | "out of scope")
}

/// The relation a label declares: a known key, or a phrase that ends with one (*This spec enables*).
fn label_kind(source: Source<'_>, label: &str) -> Option<RelationKind> {
    let shown = inline::plain(label);
    let words = keys::fold(&shown);
    let known = |words: &str| {
        keys::known(words, &source.config.fields).and_then(kind_of).filter(|kind| *kind != RelationKind::Parent)
    };
    match words.as_str() {
        "downstream" | "downstream dependencies" | "dependents" | "required by" | "needed by" | "used by" => {
            return Some(RelationKind::Blocks);
        }
        "upstream" | "internal" | "hard" | "upstream dependencies" => return Some(RelationKind::DependsOn),
        _ => {}
    }
    known(&words).or_else(|| known(words.rsplit(' ').next().unwrap_or("")))
}
