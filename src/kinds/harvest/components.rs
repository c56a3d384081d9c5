//! Key components with their paths, and what looks like a path.

use super::Field;
use super::topics::Topic;
use crate::base::{Text, inline, text};
use crate::kinds::boilerplate;
use crate::model::{Component, NamedText};
use crate::outline::ListItem;

/// Key components with their paths and notes.
pub(super) fn read(field: &Field<'_>) -> Vec<Component> {
    let mut found: Vec<Component> = Vec::new();
    // Nested items follow their component in the order of the text.
    let mut current: Option<(usize, usize)> = None;
    for (at, item) in field.items_of(Topic::Components) {
        if item.depth == 0 {
            current = component(field, item).map(|component| {
                found.push(component);
                (at, found.len() - 1)
            });
        } else if let Some((_, index)) = current.filter(|(parent, _)| item.parent == Some(*parent))
            && let Some(component) = found.get_mut(index)
        {
            let note = field.labelled_item(item);
            let (name, text) = note.map_or((String::new(), item.text.clone()), |note| (note.name, note.text));
            if !field.is_blank(&text) {
                component.notes.push(NamedText {
                    name: name.into(),
                    text: text.into(),
                    span: item.text_span,
                    placeholder: false,
                });
            }
            if component.paths.is_empty() {
                component.paths = paths_in(item.text_span.of(field.source.text));
            }
        }
    }
    found
}

fn component(field: &Field<'_>, item: &ListItem) -> Option<Component> {
    let raw = item.text_span.of(field.source.text);
    let (head, note) = split_component(raw);
    let paths = paths_in(head);
    let bold = head.trim_start().strip_prefix("**").and_then(|rest| rest.split_once("**")).map(|(bold, _)| bold);
    let mut name = inline::plain(bold.unwrap_or(head));
    for path in &paths {
        name = name.replace(path.as_str(), "");
    }
    let name = text::fold_space(&text::without_emoji(&name.replace("()", "").replace("[]", "")));
    let name = name.trim_matches(|c: char| c.is_whitespace() || matches!(c, ':' | '-' | '–' | '—' | ',')).to_owned();
    let name = if name.is_empty() { paths.first().cloned().unwrap_or_default() } else { name.into() };
    if name.is_empty() || field.is_blank(&name) || boilerplate::slots(&name).next().is_some() {
        return None;
    }
    let note = text::fold_space(note);
    let notes = if note.is_empty() || field.is_blank(&note) {
        Vec::new()
    } else {
        vec![NamedText { name: Text::default(), text: note.into(), span: item.text_span, placeholder: false }]
    };
    Some(Component { name, paths, notes, span: item.text_span })
}

/// `**Name** (`path`): what it does` into its head and its note.
fn split_component(raw: &str) -> (&str, &str) {
    let mut in_code = false;
    for (at, c) in raw.char_indices() {
        let rest = raw.get(at..).unwrap_or("");
        match c {
            '`' => in_code = !in_code,
            ':' | '：' if !in_code && !rest.starts_with("://") && !rest.starts_with(":**") => {
                return (raw.get(..at).unwrap_or(""), raw.get(at + c.len_utf8()..).unwrap_or(""));
            }
            ':' if rest.starts_with(":**") && !in_code => {
                return (raw.get(..at).unwrap_or(""), raw.get(at + 3..).unwrap_or(""));
            }
            ' ' if !in_code => {
                if let Some(dash) = [" - ", " – ", " — "].iter().find(|dash| rest.starts_with(**dash)) {
                    return (raw.get(..at).unwrap_or(""), raw.get(at + dash.len()..).unwrap_or(""));
                }
            }
            _ => {}
        }
    }
    (raw, "")
}

/// Code spans that look like paths: with a slash, or a name with an extension.
pub(super) fn paths_in(raw: &str) -> Vec<Text> {
    let mut found = Vec::new();
    for (at, piece) in raw.split('`').enumerate() {
        if at % 2 == 1 && is_path(piece) {
            found.push(piece.trim().into());
        }
    }
    found
}

/// Whether a text is a path of a file or folder.
pub(in crate::kinds) fn is_path(piece: &str) -> bool {
    let path = piece.trim();
    let plain =
        !path.contains(char::is_whitespace) && !path.contains(['(', '[', '{', '<', '=', ';', '"', '|', '$', '@']);
    let name = path.rsplit('/').next().unwrap_or("");
    let extension = name.rsplit_once('.').map_or("", |(stem, extension)| if stem.is_empty() { "" } else { extension });
    let extended = (1..=8).contains(&extension.len())
        && extension.chars().all(|c| c.is_ascii_alphanumeric())
        && extension.chars().any(|c| c.is_ascii_alphabetic());
    let folder =
        path.contains('/') && !path.contains("://") && path.chars().any(char::is_alphabetic) && !path.starts_with("//");
    plain && path.len() <= 300 && !boilerplate::is_slot(path) && (folder || extended)
}
