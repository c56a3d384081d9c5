//! The entries of the front matter as header fields.

use crate::base::{Span, dates};
use crate::config::Config;
use crate::model::{Field, Key, Rule};
use crate::outline::{Outline, YamlEntry, YamlValue};
use crate::vocabulary::{keys, priority, status};

use super::{Entry, is_placeholder};

/// The fields of the front matter. Known keys one mapping deeper count where their value fits the field and the top
/// level lacks them.
pub(super) fn read(outline: &Outline, config: &Config) -> Vec<Entry> {
    let Some(matter) = &outline.front_matter else { return Vec::new() };
    let known = |entry: &YamlEntry| entry.path.last().and_then(|key| keys::known(key, &config.fields));
    let top: Vec<Key> = matter.entries.iter().filter(|entry| entry.path.len() == 1).filter_map(known).collect();
    let mut out = Vec::new();
    for yaml in &matter.entries {
        let nested = yaml.path.len() > 1;
        let key = known(yaml);
        let (value, items) = match &yaml.value {
            YamlValue::Text(text) => (text.clone(), Vec::new()),
            YamlValue::List(items) => (joined(items), items.clone()),
            YamlValue::Complex(_) | YamlValue::Mapping => continue,
        };
        if nested {
            let counts = key.is_some_and(|key| yaml.path.len() == 2 && !top.contains(&key) && fits(key, &value));
            if !counts {
                continue;
            }
        }
        let placeholder = value.is_empty() || (items.is_empty() && is_placeholder(&value, key));
        out.push(Entry {
            field: Field {
                key: yaml.path.last().map_or("", String::as_str).into(),
                known: key,
                value: value.as_str().into(),
                span: yaml.span,
                value_span: yaml.value_span,
                rule: if nested { Rule::FrontMatterNested } else { Rule::FrontMatter },
                placeholder,
            },
            items,
            date_key: None,
            short: value,
            paragraph: false,
            listed: false,
        });
    }
    out
}

fn joined(items: &[(String, Span)]) -> String {
    items.iter().map(|(item, _)| item.as_str()).collect::<Vec<_>>().join(", ")
}

/// Whether a nested value can be meant for the field: `metrics.completed: 3` is no date.
fn fits(key: Key, value: &str) -> bool {
    match key {
        Key::Status => status::recognise(value, &std::collections::BTreeMap::new()).is_some(),
        Key::Priority => priority::read(value, &std::collections::BTreeMap::new()).is_some(),
        Key::Start | Key::Target | Key::Completed | Key::Created | Key::Updated => dates::parse(value).is_some(),
        Key::Timeline => dates::parse_range(value).is_some(),
        Key::Progress => value.contains('%'),
        Key::Id => crate::vocabulary::placeholder::looks_like_id(value),
        Key::Owner | Key::Tags => !value.is_empty() && value.len() < 200,
        Key::Title => false,
        _ => !value.is_empty(),
    }
}
