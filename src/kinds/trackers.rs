//! Tracker tables: an id-like column beside a Status column. Rule 1.6 of the reading rules; what a row says of which
//! document is `link`'s.

use super::headings::folded;
use super::source::Source;
use super::targets::{self, Origin};
use super::tokens;
use crate::base::{Span, dates, inline};
use crate::model::{Key, Tracker, TrackerRow};
use crate::outline::{Cell, Row, Table};
use crate::vocabulary::{keys, placeholder, priority, status};

/// Reads the tracker tables of a document.
pub(super) fn read(source: Source<'_>) -> Vec<Tracker> {
    let mut links: Vec<(Span, &str)> =
        source.outline.references.iter().map(|reference| (reference.span, reference.target.as_str())).collect();
    links.sort_unstable();
    source.outline.tables.iter().filter_map(|table| tracker(source, table, &links)).collect()
}

fn tracker(source: Source<'_>, table: &Table, links: &[(Span, &str)]) -> Option<Tracker> {
    if source.heading(table.section).contains("document status") {
        return None;
    }
    let columns: Vec<Option<Key>> =
        table.header.iter().map(|cell| keys::known(&cell.text, &source.config.fields)).collect();
    let column = |key: Key| columns.iter().position(|known| *known == Some(key));
    let status = column(Key::Status)?;
    let id = id_column(table, &columns, status)?;
    let title = title_column(table, &columns, id);
    let rows: Vec<TrackerRow> = table
        .rows
        .iter()
        .map(|row| read_row(source, row, &columns, id, title, links))
        .filter(|row| row.id.is_some() || !row.links.is_empty())
        .collect();
    (!rows.is_empty()).then_some(Tracker { span: table.span, section: table.section, rows })
}

/// The column of ids: named so, or the one in which most cells hold an id or a link to a document.
fn id_column(table: &Table, columns: &[Option<Key>], status: usize) -> Option<usize> {
    let holds_id = |cell: &Cell| id_in(cell).is_some() || document_link(&cell.raw);
    let share = |column: usize| {
        let cells: Vec<&Cell> = table.rows.iter().filter_map(|row| row.cells.get(column)).collect();
        let filled = cells.iter().filter(|cell| !cell.text.trim().is_empty()).count();
        let ids = cells.iter().filter(|cell| holds_id(cell)).count();
        filled > 0 && ids * 2 >= filled
    };
    let named = columns.iter().position(|key| *key == Some(Key::Id));
    let numbered =
        || table.header.iter().position(|cell| matches!(cell.text.trim(), "#" | "No." | "No" | "Nr." | "N°" | "№"));
    named
        .or_else(|| {
            (0..columns.len())
                .filter(|&at| {
                    at != status && !matches!(columns.get(at), Some(Some(Key::DependsOn | Key::Blocks | Key::Related)))
                })
                .find(|&at| share(at))
        })
        .or_else(|| {
            numbered().filter(|_| table.rows.iter().any(|row| row.cells.iter().any(|cell| document_link(&cell.raw))))
        })
}

/// Whether a cell links a Markdown file of this folder.
fn document_link(raw: &str) -> bool {
    raw.match_indices("](").any(|(at, _)| {
        let target = raw.get(at + 2..).unwrap_or("").split([')', '#', ' ']).next().unwrap_or("");
        !target.contains("://") && (target.to_ascii_lowercase().ends_with(".md") || target.ends_with('/'))
    }) || raw.contains("[[")
}

/// The id a cell is about: its first token, or a number or numbered slug that is all of it.
fn id_in(cell: &Cell) -> Option<String> {
    let shown = cell.text.trim();
    if let Some(token) = tokens::scan(shown, true).first().filter(|token| token.start <= 3) {
        return shown.get(token.start..token.end).map(str::to_owned);
    }
    let bare = shown.trim_start_matches('#');
    let word = bare.split_whitespace().next().unwrap_or("");
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    let number = digits > 0 && digits <= 6 && digits == bare.len();
    let slug =
        (2..=6).contains(&digits) && word.get(digits..).is_some_and(|rest| rest.starts_with('-') && rest.len() > 2);
    (number || slug && dates::find(word).is_none()).then(|| word.to_owned())
}

/// The column of titles: named so, else the first column of words beside the id.
fn title_column(table: &Table, columns: &[Option<Key>], id: usize) -> Option<usize> {
    let named = columns.iter().position(|key| *key == Some(Key::Title));
    named
        .or_else(|| {
            table.header.iter().position(|cell| {
                matches!(
                    folded(&cell.text).as_str(),
                    "feature"
                        | "name"
                        | "title"
                        | "description"
                        | "summary"
                        | "task"
                        | "story"
                        | "epic"
                        | "item"
                        | "spec"
                        | "topic"
                        | "proposal"
                        | "plan"
                        | "document"
                        | "work item"
                        | "título"
                        | "titre"
                        | "titel"
                        | "标题"
                        | "名称"
                        | "功能"
                )
            })
        })
        .or_else(|| words_column(table, columns, id))
        .filter(|&at| {
            at != id || table.rows.iter().any(|row| row.cells.get(at).is_some_and(|cell| cell.text.trim().len() > 12))
        })
}

/// The first column without a known key in which most cells are two words or more: the id's own where ids and titles
/// stand in one, else the nearest beside it.
fn words_column(table: &Table, columns: &[Option<Key>], id: usize) -> Option<usize> {
    let words = |at: usize| {
        let cells = table.rows.iter().filter_map(|row| row.cells.get(at));
        let worded = cells.filter(|cell| cell.text.split_whitespace().filter(|word| word.len() > 2).count() >= 2);
        worded.count() * 2 > table.rows.len()
    };
    let free = (0..columns.len()).filter(|&at| at != id && matches!(columns.get(at), Some(None)));
    std::iter::once(id).chain(free).find(|&at| words(at))
}

fn read_row(
    source: Source<'_>,
    row: &Row,
    columns: &[Option<Key>],
    id: usize,
    title: Option<usize>,
    links: &[(Span, &str)],
) -> TrackerRow {
    let id_cell = row.cells.get(id);
    let mut read = TrackerRow {
        span: row.span,
        id: id_cell.and_then(id_in),
        title: title
            .and_then(|at| row.cells.get(at))
            .map(|cell| title_of(cell, id_cell))
            .filter(|title| !title.is_empty()),
        ..TrackerRow::default()
    };
    let first = links.partition_point(|(span, _)| span.start < row.span.start);
    read.links = links
        .iter()
        .skip(first)
        .take_while(|(span, _)| span.start < row.span.end)
        .map(|(_, target)| (*target).to_owned())
        .collect();
    for (cell, key) in row.cells.iter().zip(columns) {
        let Some(key) = key else { continue };
        if *key != Key::Status && placeholder::is_placeholder(&cell.raw) {
            continue;
        }
        let span = cell_span(source, cell);
        match key {
            Key::Status => {
                if let status::Reading::Value(value) = status::read(&cell.raw, &source.config.statuses, None) {
                    read.status = Some((value, cell.raw.clone(), span));
                }
            }
            Key::Priority => {
                read.priority =
                    priority::read(&cell.raw, &source.config.priorities).map(|value| (value, cell.raw.clone(), span));
            }
            Key::Owner => read.owners = super::people::split(&cell.raw),
            Key::Start | Key::Target | Key::Completed | Key::Created | Key::Updated => {
                if let Some(when) = dates::parse(&inline::plain(&cell.raw)) {
                    read.dates.push((*key, when, cell.raw.clone(), span));
                }
            }
            Key::DependsOn => {
                let named = targets::read(&cell.raw, span.start as usize, Origin::Field);
                read.depends_on.extend(named.into_iter().map(|target| (target.text, target.span)));
            }
            _ => {}
        }
    }
    read
}

/// Where the trimmed text of a cell stands.
fn cell_span(source: Source<'_>, cell: &Cell) -> Span {
    let at = cell.span.of(source.text).find(&cell.raw).unwrap_or(0);
    Span::new(cell.span.start as usize + at, cell.span.start as usize + at + cell.raw.len())
}

/// The title in a cell, without the id where both stand in one.
fn title_of(cell: &Cell, id_cell: Option<&Cell>) -> String {
    let shown = cell.text.trim();
    let same = id_cell.is_some_and(|id| id.span == cell.span);
    match tokens::scan(shown, true).first().filter(|token| same && token.start == 0) {
        Some(token) => {
            let rest = shown.get(token.end..).unwrap_or("");
            rest.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, ':' | '-' | '–' | '—' | '.')).to_owned()
        }
        None => shown.to_owned(),
    }
}
