//! Two-column tables whose rows are fields: `| Status | x |`.

use std::collections::BTreeMap;

use super::{FieldForm, RawField};
use crate::base::Span;
use crate::outline::{Cell, Outline, Table};
use crate::vocabulary::{keys, priority, status};

/// The fields of all two-column tables. A table of fields has a known key in one of its rows; a legend or a count has
/// none. Its head is a field when it looks like one of its rows.
pub(super) fn read(outline: &Outline) -> Vec<RawField> {
    let mut found = Vec::new();
    for table in outline.tables.iter().filter(|table| table.header.len() == 2) {
        let known = |cells: &[Cell]| cells.first().is_some_and(|key| !in_code(key) && is_known(&key.text));
        if !table.rows.iter().any(|row| known(&row.cells)) && !bold_rows(table) {
            continue;
        }
        if known(&table.header) && table.header.get(1).is_some_and(|cell| !is_heading_word(&cell.text)) {
            found.extend(field(&table.header, table.section));
        }
        for row in &table.rows {
            found.extend(field(&row.cells, table.section));
        }
    }
    found
}

/// Whether a cell is a code span: it names a key that it explains, as text in code supplies no field.
fn in_code(cell: &Cell) -> bool {
    cell.raw.starts_with('`') && cell.raw.ends_with('`')
}

/// Whether every row's first cell is bold: keys, even unknown ones.
fn bold_rows(table: &Table) -> bool {
    let bold = |cells: &[Cell]| cells.first().is_some_and(|cell| cell.raw.starts_with("**"));
    !table.rows.is_empty() && table.rows.iter().all(|row| bold(&row.cells))
}

/// Whether a cell is a known key; a status or priority in it makes the table a legend or a count.
fn is_known(key: &str) -> bool {
    let legend = status::exact(key).is_some() || priority::exact(key).is_some();
    !legend && keys::known(key.trim().trim_end_matches([':', '：']), &BTreeMap::new()).is_some()
}

fn is_heading_word(text: &str) -> bool {
    const WORDS: &[&str] = &[
        "",
        "value",
        "details",
        "detail",
        "description",
        "meaning",
        "content",
        "info",
        "information",
        "notes",
        "count",
    ];
    WORDS.contains(&text.trim().to_lowercase().as_str())
}

fn field(cells: &[Cell], section: usize) -> Option<RawField> {
    let (key, value) = (cells.first()?, cells.get(1)?);
    let name = key.text.trim().trim_end_matches([':', '：']).trim();
    if in_code(key) || name.is_empty() || name.split_whitespace().count() > 7 || name.len() > 120 {
        return None;
    }
    Some(RawField {
        key: name.to_owned(),
        value: value.raw.clone(),
        span: Span::new(key.span.start as usize, value.span.end as usize),
        value_span: value.span,
        form: FieldForm::Table,
        section,
        items: Vec::new(),
        first_line: value.span,
    })
}
