//! What a template left to fill in: fields, headings, items, cells and paragraphs. Rule 2 of the reading rules; shown
//! on the page as *left to fill in*, and no fact is read from it.

use std::collections::BTreeSet;

use super::boilerplate;
use super::labels::{self, Labelled};
use super::source::Source;
use crate::base::{Span, inline, text};
use crate::model::{Field, Key, Unfilled};
use crate::vocabulary::{placeholder, status};

/// Collects the placeholders of a document in the order of the text.
pub(super) fn read(source: Source<'_>, header: &[Field]) -> Vec<Unfilled> {
    let outline = source.outline;
    let mut collector = Collector { source, found: Vec::new(), taken: BTreeSet::new() };
    // In running text a bracket may be anything; in a document whose head is a template's it is a slot.
    let template = is_template(source, header);
    for field in header.iter().filter(|field| field.placeholder) {
        // A field of a log that is empty or says *none* needs no one to fill it in; a slot does. *Todo* is a status.
        let says = field.known == Some(Key::Status) && status::exact(&field.value).is_some();
        if is_slot_value(&field.value) && (template || asks(&field.value)) && !says {
            collector.add(&field.key, &field.value, field.span);
        }
    }
    let in_header: BTreeSet<Span> = header.iter().map(|field| field.span).collect();
    for field in outline.fields.iter().filter(|field| is_slot_value(&field.value)) {
        // Options behind a stroke in running text list what there can be.
        let lists = field.value.contains('/') && !field.value.contains(['[', '{', '<', '|']);
        if template || !in_header.contains(&field.span) && asks(&field.value) && !lists {
            collector.add(&field.key, &field.value, field.span);
        }
    }
    for section in outline.sections.iter().filter(|section| section.level > 0 && has_slot(&section.text)) {
        let label = section.text.trim_end().ends_with(']')
            && !section.text.chars().skip_while(|c| *c != '[').any(char::is_lowercase);
        if template || boilerplate::slots(&section.text).next().is_some() && asks(&section.raw) && !label {
            collector.add(&section.text, &section.raw, section.heading);
        }
    }
    for item in &outline.items {
        let raw = item.text_span.of(source.text);
        collector.text(raw, &item.text, item.text_span, template);
    }
    let paragraphs = outline.paragraphs.iter().zip(source.labels());
    for (paragraph, lines) in paragraphs.filter(|(paragraph, _)| paragraph.item.is_none()) {
        collector.paragraph(paragraph.span, &paragraph.text, lines, template);
    }
    for row in outline.tables.iter().flat_map(|table| &table.rows) {
        for cell in &row.cells {
            collector.text(&cell.raw, &cell.text, cell.span, template);
        }
    }
    collector.found.sort_by_key(|unfilled| unfilled.span);
    collector.found.dedup_by_key(|unfilled| unfilled.span);
    collector.found
}

/// Whether a heading has a slot: `[Feature Name] Guide`, `### [YYYY-MM-DD]`, `{{title}}`.
pub(super) fn has_slot(heading: &str) -> bool {
    boilerplate::slots(text::head(heading, 400)).next().is_some() || boilerplate::is_slot(heading)
}

/// Whether a value is a slot to be filled in and not merely nothing (`None`, `-`, `N/A`).
fn is_slot_value(value: &str) -> bool {
    const OPEN: &[&str] = &["tbd", "tba", "todo", "xxx", "yyyy-mm-dd", "???"];
    let shown = inline::shown(text::head(value, 400));
    let trimmed = shown.trim();
    let marked = || shown.contains(['|', '[', '{', '<', '_']) || shown.contains('/') && !says_nothing(&shown);
    boilerplate::is_slot(&shown)
        || OPEN.iter().any(|word| trimmed.eq_ignore_ascii_case(word))
        || marked() && placeholder::is_placeholder(value)
}

/// Whether a value begins with a word for nothing: the rest says why (`None, see a/b`).
fn says_nothing(shown: &str) -> bool {
    let lower = shown.trim_start_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    ["none", "n/a", "no ", "not "].iter().any(|word| lower.starts_with(word))
}

/// Whether the brackets of a text in a document that is no template ask to be filled in. Those of code, of paths
/// (`/orders/{id}`), of lists and objects (`{ id, name }`), of types (`[OrderList]`), of sources (`[Source: …]`), of a
/// change log (`[Unreleased]`) and of boxes do not.
fn asks(raw: &str) -> bool {
    if raw.contains('`') {
        return false;
    }
    let shown = inline::plain(text::head(raw, 400));
    let Some(open) = shown.find(['[', '{']) else { return true };
    let inner = shown.get(open + 1..).unwrap_or("");
    let inner = inner.split([']', '}']).next().unwrap_or("").trim_matches(['{', ' ']);
    let word = |c: char| c.is_alphanumeric() || c.is_whitespace() || c.is_ascii_punctuation() || "–—…’‘“”".contains(c);
    let drawn = !inner.chars().all(word) || !inner.chars().any(char::is_alphabetic);
    let code =
        shown.get(open..).is_some_and(|rest| rest.starts_with('{') && !rest.starts_with("{{")) && inner.contains('_');
    let path = shown.get(..open).is_some_and(|before| before.ends_with(['/', '$', '=', '.', '_']));
    let object = inner.contains([',', ':', '.', '"', '?', '=', '(', '&']);
    let hump = inner.chars().zip(inner.chars().skip(1)).any(|(a, b)| a.is_lowercase() && b.is_uppercase());
    let type_name = hump && !inner.contains(' ');
    let said = matches!(inner.to_lowercase().as_str(), "unreleased" | "redacted");
    !(path || drawn || code || object && !inner.contains('|') || type_name || said)
}

/// A bracket that is all of a paragraph or item asks in a sentence; fewer words are a label (`[Chat]`).
const SENTENCE: usize = 3;

/// Whether a document's head is one of a template: its title has a slot, or several header fields do.
pub(super) fn is_template(source: Source<'_>, header: &[Field]) -> bool {
    let title = source.outline.sections.iter().find(|section| section.level == 1);
    let open =
        header.iter().filter(|field| field.placeholder && is_slot_value(&field.value) && asks(&field.value)).count();
    title.is_some_and(|title| has_slot(&title.text) && asks(&title.text)) || open >= 3
}

struct Collector<'a> {
    source: Source<'a>,
    found: Vec<Unfilled>,
    /// Where something begins that was found already, so that an item and the field in it count once.
    taken: BTreeSet<u32>,
}

impl Collector<'_> {
    fn add(&mut self, label: &str, raw: &str, span: Span) {
        self.taken.insert(span.start);
        self.found.push(Unfilled { label: label.trim().to_owned(), raw: raw.trim().to_owned(), span });
    }

    /// Whether something that begins inside a span was found already.
    fn is_taken(&self, span: Span) -> bool {
        self.taken.range(span.start..span.end.max(span.start + 1)).next().is_some()
    }

    fn text(&mut self, raw: &str, shown: &str, span: Span, template: bool) {
        if !shown.contains(['[', '{']) && shown.len() > 200 {
            return;
        }
        let label = labels::of(raw, true);
        let value = label.as_ref().and_then(|label| raw.get(label.rest..)).map_or("", str::trim);
        let open = |text: &str| boilerplate::is_slot(text) || template && boilerplate::is_default(text);
        // `**Component Name** (…)`: a bold lead that is a slot.
        let bold =
            raw.trim_start().strip_prefix("**").and_then(|rest| rest.split_once("**")).map_or("", |(bold, _)| bold);
        let whole = open(shown)
            || boilerplate::is_slot(bold)
            || !value.is_empty()
                && (open(value) || value.starts_with('[') && is_slot_value(value) && (template || asks(value)));
        let lone = shown.trim_start().starts_with('[')
            && shown.trim_end().ends_with([']', '.'])
            && boilerplate::slots(shown)
                .next()
                .is_some_and(|slot| template && slot.contains(' ') || slot.split_whitespace().count() >= SENTENCE)
            && (template || asks(raw) && !raw.trim_start().starts_with("**"));
        let slot = || template && boilerplate::slots(&inline::shown(text::head(raw, 400))).next().is_some();
        if (whole || lone || slot()) && !self.is_taken(span) {
            let label =
                label.filter(|_| !value.is_empty()).map_or_else(|| shown.to_owned(), |label| label.name.into_owned());
            self.add(&label, raw, span);
        }
    }

    /// A paragraph: line by line where it is labelled, else as a whole.
    fn paragraph(&mut self, span: Span, shown: &str, lines: &[Labelled], template: bool) {
        if lines.is_empty() {
            self.text(span.of(self.source.text).trim(), shown, span.trim(self.source.text), template);
        }
        for line in lines {
            let plain = inline::shown(text::head(&line.text, 400));
            let slot = boilerplate::is_slot(&line.text)
                || template && boilerplate::is_default(&line.text)
                || is_slot_value(&line.text) && (template || asks(&line.text))
                || template && boilerplate::slots(&plain).next().is_some();
            if slot && !self.is_taken(line.span) {
                self.add(&line.name, &line.text, line.span);
            }
        }
    }
}
