//! The title of a document: rule 8 of the reading rules.

use std::sync::Arc;

use super::header::Entry;
use crate::base::{Span, inline, paths, text};
use crate::diag::Place;
use crate::model::{Fact, Key, Rule};
use crate::outline::Outline;
use crate::vocabulary::{keys, placeholder};

/// Words for kinds of documents that may stand before the name of the feature.
const KINDS: &[&str] = &[
    "feature implementation log",
    "implementation log",
    "feature log",
    "feature specification",
    "feature spec",
    "feature request",
    "feature proposal",
    "feature design",
    "feature plan",
    "feature brief",
    "feature prd",
    "feature",
    "specification",
    "spec",
    "prd",
    "product requirements document",
    "product requirements",
    "rfc",
    "epic",
    "user story",
    "story",
    "tasks",
    "task",
    "task list",
    "implementation guide",
    "implementation plan",
    "implementation tasks",
    "development plan",
    "plan",
    "quick feature",
    "quick feature plan",
    "api contract",
    "contract",
    "proposal",
    "change proposal",
    "change",
    "adr",
    "bug fix",
    "bug",
    "issue",
    "enhancement",
    "technical specification",
    "technical spec",
    "tech spec",
    "technical design",
    "design doc",
    "design document",
    "data model",
    "research",
    "quickstart",
    "requirements",
    "specification quality checklist",
    "checklist",
    "registro de implementacion",
    "funcionalidad",
    "epica",
    "tarea",
    "historia",
    "fonctionnalite",
    "tache",
    "aufgabe",
    "epos",
];

/// First headings that say nothing about the document.
const GENERIC: &[&str] = &[
    "summary",
    "overview",
    "introduction",
    "abstract",
    "description",
    "background",
    "problem",
    "problem statement",
    "purpose",
    "context",
    "goal",
    "goals",
    "objective",
    "motivation",
    "intro",
    "readme",
    "about",
    "table of contents",
    "contents",
    "meta",
    "metadata",
    "simple summary",
    "source",
    "why",
    "status",
    "executive summary",
    "tldr",
    "tl dr",
    "notes",
    "meta reference",
    "resumen",
    "descripcion",
    "resume",
    "zusammenfassung",
    "uberblick",
    "ubersicht",
    "einleitung",
    "概述",
    "简介",
    "摘要",
];

/// The section whose heading names the document: the first H1 with words, else the first heading unless it says
/// nothing.
pub(super) fn section(outline: &Outline) -> Option<usize> {
    let named = |level: u8| {
        move |section: &crate::outline::OutlineSection| section.level == level && !shown(&section.text).is_empty()
    };
    let h1 = outline.sections.iter().position(named(1));
    h1.or_else(|| {
        let first =
            outline.sections.iter().position(|section| section.level > 0 && !shown(&section.text).is_empty())?;
        let heading = outline.sections.get(first)?;
        // A key with a rule below it, and a `## Status` heading, are header fields.
        let field = heading.text.contains([':', '：'])
            && keys::known(heading.text.split([':', '：']).next()?, &Default::default()).is_some();
        (!is_generic(&heading.text) && !field).then_some(first)
    })
}

/// The heading's words without marks.
fn shown(heading: &str) -> String {
    text::without_emoji(heading).trim_matches(|c: char| c.is_whitespace() || matches!(c, '*' | '_' | '#')).to_owned()
}

fn is_generic(heading: &str) -> bool {
    let folded = keys::fold(heading);
    let bare = folded.trim_start_matches(|c: char| c.is_ascii_digit() || c == ' ');
    bare.is_empty() || GENERIC.contains(&bare)
}

/// Whether a heading is only a word for a kind, or still a placeholder: the Feature Name field speaks instead.
fn says_only_kind(heading: &str) -> bool {
    let bare = strip(heading, None);
    let folded = keys::fold(&bare);
    is_generic(heading) || KINDS.contains(&folded.as_str()) || placeholder::has_slot(&bare)
}

/// Reads the title. `at` is the section that names the document.
pub(super) fn read(
    path: &Arc<str>,
    outline: &Outline,
    at: Option<usize>,
    entries: &[Entry],
    id: Option<&str>,
) -> Fact<String> {
    let named = at.and_then(|at| outline.sections.get(at)).filter(|section| section.level == 1);
    let stands_right_below =
        |entry: &Entry| named.is_none_or(|section| section.own.contains(entry.field.span.start as usize));
    let fields = || {
        entries
            .iter()
            .filter(|entry| entry.is(Key::Title) && !entry.field.placeholder && !entry.field.value.trim().is_empty())
            // An item of a list below another heading is no better name than a heading of the first level.
            .filter(|entry| !entry.listed || stands_right_below(entry))
    };
    let matter = fields().find(|entry| entry.field.rule == Rule::FrontMatter);
    if let Some(entry) = matter {
        return entry.fact(path, text::fold_space(&entry.field.value));
    }
    let heading = at.and_then(|at| outline.sections.get(at));
    if heading.is_none_or(|heading| says_only_kind(&heading.text))
        && let Some(entry) = fields().min_by_key(|entry| (entry.field.rule, entry.field.span.start))
    {
        return entry.fact(path, inline::plain(&entry.short));
    }
    if let Some(heading) = heading {
        let place = Place { path: Arc::clone(path), span: heading.heading };
        // `<Name>` is a slot to its author and a tag to the parser.
        let raw = if heading.raw.contains('<') { inline::plain(&heading.raw) } else { heading.text.clone() };
        return Fact { value: strip(&raw, id), raw, place, rule: Rule::Title };
    }
    let place = Place { path: Arc::clone(path), span: Span::default() };
    let stem = paths::stem(path);
    let folder = paths::file_name(paths::parent(path));
    let name = if super::identity::is_main(stem) && !folder.is_empty() { folder } else { stem };
    Fact { value: from_name(name), raw: name.to_owned(), place, rule: Rule::FileName }
}

/// A title from a file's or folder's name: without its id, with spaces.
fn from_name(name: &str) -> String {
    let length = super::identity::of_name(name).map_or(0, |found| found.1);
    let rest = name.get(length..).unwrap_or("").trim_start_matches(['-', '_', ' ', '.']);
    // A name that is only an id stays as it is.
    if rest.is_empty() {
        return name.to_owned();
    }
    let words = text::fold_space(&rest.replace(['-', '_'], " "));
    let mut chars = words.chars();
    chars.next().map_or(words.clone(), |first| first.to_uppercase().chain(chars).collect())
}

/// The title as it is shown: without leading id, kind and emoji, unless only a word for a kind or a placeholder would
/// be left. `id` is the document's own id, which a title may spell with spaces.
pub(super) fn strip(heading: &str, id: Option<&str>) -> String {
    let whole = shown(heading);
    let mut rest = whole.as_str();
    for _ in 0..4 {
        let next = without_id(rest, id).or_else(|| without_kind(rest, id));
        let Some(next) = next.map(str::trim).filter(|next| stands_alone(next)) else { break };
        rest = next;
    }
    rest.to_owned()
}

/// Whether a title is more than a word for a kind, a placeholder or a number.
fn stands_alone(title: &str) -> bool {
    let folded = keys::fold(title);
    const ALONE: &[&str] = &[
        "test plan",
        "test checklist",
        "test cases",
        "tests",
        "design",
        "progress",
        "report",
        "review",
        "guide",
        "audit",
        "summary",
        "notes",
        "overview",
        "readme",
    ];
    title.chars().any(char::is_alphabetic)
        && !ALONE.contains(&folded.as_str())
        && !KINDS.contains(&folded.as_str())
        && !placeholder::is_placeholder(title)
        && !starts_with_slot(title)
}

/// `[Feature Name] …`: what is left begins with a slot.
fn starts_with_slot(title: &str) -> bool {
    title.starts_with(['[', '{']) && placeholder::has_slot(title)
}

const SIGNS: &[char] = &[':', '：', '-', '–', '—', '|', '·', '.', ' ', ')', ']'];

/// The title behind an id at its start.
fn without_id<'a>(title: &'a str, id: Option<&str>) -> Option<&'a str> {
    let open = title.trim_start_matches(['[', '(', '`', '#']);
    let own = id.filter(|id| !id.is_empty()).and_then(|id| {
        let head = open.get(..id.len())?;
        let same = head.to_lowercase().replace([' ', '_'], "-") == id.to_lowercase().replace([' ', '_'], "-");
        let behind = open.get(id.len()..)?;
        let ends = behind.chars().next().is_none_or(|c| !c.is_alphanumeric())
            && !behind.strip_prefix('.').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
        let numeric = id.chars().all(|c| c.is_ascii_digit());
        // `12 Angry Men` keeps its number; `012 - Login` and `012: Login` do not.
        let marked = behind.trim_start().starts_with([':', '-', '–', '—', '.', '|', ']', ')']);
        (same && ends && (!numeric || marked)).then_some(behind)
    });
    let behind = match own {
        Some(behind) => behind,
        None => open.get(super::identity::of_title(open)?.1..)?,
    };
    let rest = behind.trim_start_matches(['`', '*']).trim_start_matches(SIGNS);
    (!rest.is_empty()).then_some(rest)
}

/// The title behind a word for its kind.
fn without_kind<'a>(title: &'a str, id: Option<&str>) -> Option<&'a str> {
    let cut = title.find([':', '：']).into_iter();
    let dashes = [" - ", " – ", " — "].iter().filter_map(|dash| title.find(dash));
    let at = cut.chain(dashes).min()?;
    let head = keys::fold(title.get(..at)?);
    let plain = head.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, ' ' | '.'));
    // `Epic 24: x`, `Story 1.2: x`: the number goes with the word.
    let numbered = plain.len() < head.len()
        && matches!(
            plain,
            "decision"
                | "epic"
                | "story"
                | "user story"
                | "rfc"
                | "adr"
                | "spec"
                | "feature"
                | "task"
                | "prd"
                | "proposal"
        );
    // `Feature FEAT-012: x`
    let with_id = id.is_some_and(|id| KINDS.iter().any(|kind| head == format!("{kind} {}", keys::fold(id))));
    if !KINDS.contains(&head.as_str()) && !numbered && !with_id {
        return None;
    }
    Some(title.get(at..)?.trim_start_matches(SIGNS))
}
