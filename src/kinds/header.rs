//! Where header facts stand: front matter, head, metadata sections, headings such as `## Status`, foot. Rule 1 of the
//! reading rules, items 1 to 5.

mod examples;
mod foot;
mod matter;
mod places;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use super::source::Source;
use crate::base::Span;
use crate::diag::Place;
use crate::model::{Fact, Field, Key, Rule};
use crate::outline::{FieldForm, RawField};
use crate::vocabulary::placeholder;

pub(super) use places::Places;

/// A header field with what its place says beyond its words.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    /// The field as the document keeps it.
    pub field: Field,
    /// The items of a list value, each with its bytes.
    pub items: Vec<(String, Span)>,
    /// What a bare date below a heading means.
    pub date_key: Option<Key>,
    /// The value without what following lines add: what counts where a value is one word or one name.
    pub short: String,
    /// Whether it is a paragraph under a heading, which may be prose.
    pub paragraph: bool,
    /// Whether it is a plain item of a list: `- Key: v`.
    pub listed: bool,
}

impl Entry {
    /// A fact read from this field.
    pub(super) fn fact<T>(&self, path: &Arc<str>, value: T) -> Fact<T> {
        let place = Place { path: Arc::clone(path), span: self.field.value_span };
        Fact { value, raw: self.field.value.to_string(), place, rule: self.field.rule }
    }

    /// Whether the key is this one.
    pub(super) fn is(&self, key: Key) -> bool {
        self.field.known == Some(key)
    }
}

/// Every header field, in the order of the file.
pub(super) fn read(source: Source<'_>, places: &Places) -> Vec<Entry> {
    let outline = source.outline;
    let mut entries = matter::read(outline, source.config);
    let fields = || outline.fields.iter().enumerate().map(|(at, raw)| (raw, source.key(at)));
    let mut listed = vec![false; outline.sections.len()];
    for (raw, known) in fields() {
        if raw.form == FieldForm::List
            && known.is_some()
            && !examples::is_example(source, raw)
            && let Some(slot) = listed.get_mut(raw.section)
        {
            *slot = true;
        }
    }
    for (raw, known) in fields() {
        // A bare date below *Completion Note* takes its meaning from there.
        let dated = places.date_key(raw.section).filter(|_| known == Some(Key::Created)).map(|_| Rule::Heading);
        let Some(rule) = places.rule(raw.span.start as usize, raw.section, known).or(dated) else { continue };
        let counts = match raw.form {
            FieldForm::Plain => known.is_some(),
            FieldForm::List => known.is_some() || listed.get(raw.section).copied().unwrap_or(false),
            FieldForm::Bold | FieldForm::Emphasis | FieldForm::Table => true,
        };
        if counts && !examples::is_example(source, raw) {
            entries.push(entry(source.text, raw, rule, known, places.date_key(raw.section)));
        }
    }
    entries.extend(places::headings(source, places));
    entries.sort_by_key(|entry| entry.field.span.start);
    entries
}

fn entry(text: &str, raw: &RawField, rule: Rule, known: Option<Key>, date_key: Option<Key>) -> Entry {
    let first = raw.first_line.of(text);
    let value = unquoted(&raw.value).to_owned();
    let short = if raw.value.len() > first.len() + 4 && !first.is_empty() { first.to_owned() } else { value.clone() };
    let placeholder = raw.items.is_empty() && is_placeholder(&value, known);
    Entry {
        field: Field {
            key: raw.key.as_str().into(),
            known,
            value: value.into(),
            span: raw.span,
            value_span: raw.value_span,
            rule,
            placeholder,
        },
        items: raw.items.clone(),
        date_key,
        short,
        paragraph: false,
        listed: raw.form == FieldForm::List,
    }
}

/// A value without the quotes around the whole of it, which some write as in YAML.
fn unquoted(value: &str) -> &str {
    let inner = |quote: char| {
        let inner = value.trim().strip_prefix(quote)?.strip_suffix(quote)?;
        (!inner.trim().is_empty() && !inner.contains(quote)).then_some(inner)
    };
    inner('"').or_else(|| inner('\'')).unwrap_or(value)
}

/// Whether a value of a field is a placeholder; *todo* is a status, not a slot.
pub(super) fn is_placeholder(value: &str, known: Option<Key>) -> bool {
    match known {
        Some(Key::Status) => {
            let none = std::collections::BTreeMap::new();
            matches!(crate::vocabulary::status::read(value, &none, None), crate::vocabulary::status::Reading::Unset)
        }
        _ => placeholder::is_placeholder(value),
    }
}
