//! `duplicate-field`: a field of one value that stands twice in one place and says two things.

use std::collections::BTreeMap;

use super::{Check, Docs, Example};
use crate::base::{dates, inline};
use crate::diag::{Diagnostic, Place, Severity};
use crate::model::{Field, Key, Rule, Site, priority, status};

/// The check.
pub const CHECK: Check = Check {
    name: "duplicate-field",
    severity: Severity::Warning,
    summary: "a field that says two things in one place",
    skips_templates: true,
    run: Some(run),
    docs: Docs {
        what: "A field that has one value, such as Status or Priority, stands twice in the front matter or twice in \
               the head, with different values. The first counts.",
        why: "One of the two is out of date, and readers of the file cannot tell which.",
        example: Example::Files(&[("a.md", "# A\n\n**Status**: Done\n**Status**: Planned\n")]),
        instead: Example::Files(&[("a.md", "# A\n\n**Status**: Done\n")]),
    },
    ..Check::BASE
};

/// Finds them.
pub fn run(site: &Site, found: &mut Vec<Diagnostic>) {
    for linked in super::real(site) {
        let mut first: BTreeMap<(Key, Rule), &Field> = BTreeMap::new();
        for field in &linked.document.fields {
            let Some(key) = field.known.filter(|key| is_single(*key)) else { continue };
            let together = matches!(field.rule, Rule::FrontMatter | Rule::Head | Rule::Metadata);
            if !together || field.placeholder {
                continue;
            }
            let Some(held) = first.get(&(key, field.rule)) else {
                first.insert((key, field.rule), field);
                continue;
            };
            let same_key = held.key.trim().eq_ignore_ascii_case(field.key.trim());
            if !same_key || means_the_same(site, key, &held.value, &field.value) {
                continue;
            }
            let place = |field: &Field| Place { path: linked.document.path.clone(), span: field.span };
            let message = format!("`{}` says `{}` and then `{}`", field.key, held.value.trim(), field.value.trim());
            found.push(
                Diagnostic::new("duplicate-field", Severity::Warning, place(field), message)
                    .other(place(held), "the first one counts")
                    .help("keep the one that is true"),
            );
        }
    }
}

/// Whether two values of a key are one value in two forms (`Done`, `✅ Complete`), or the second is no value of that key:
/// a line that explains the word and no field.
fn means_the_same(site: &Site, key: Key, one: &str, other: &str) -> bool {
    let config = &site.config;
    let plain = |value: &str| inline::plain(value).trim().to_lowercase();
    let said = match key {
        Key::Status => {
            let read = |value: &str| status::recognise(value, &config.statuses).map(|value| value.status as usize);
            Some((read(one), read(other)))
        }
        Key::Priority => {
            let read = |value: &str| priority::read(value, &config.priorities).map(|value| value as usize);
            Some((read(one), read(other)))
        }
        Key::Start | Key::Target | Key::Completed | Key::Created | Key::Updated => {
            let same = dates::parse(&plain(one)) == dates::parse(&plain(other));
            return same;
        }
        _ => None,
    };
    match said {
        Some((_, None)) => true,
        Some((first, second)) => first == second,
        None => plain(one) == plain(other),
    }
}

/// Keys that have one value.
fn is_single(key: Key) -> bool {
    matches!(
        key,
        Key::Status | Key::Priority | Key::Id | Key::Start | Key::Target | Key::Completed | Key::Created | Key::Updated
    )
}
