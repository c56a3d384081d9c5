//! The backlog as comma-separated values, for spreadsheets: RFC 4180, UTF-8, one header line.

use crate::model::ItemIx;
use crate::views::{Input, backlog, record};

/// The columns, in their order.
pub const COLUMNS: [&str; 17] = [
    "id",
    "title",
    "kind",
    "status",
    "word",
    "column",
    "priority",
    "owners",
    "tags",
    "release",
    "start",
    "target",
    "completed",
    "updated",
    "done",
    "total",
    "page",
];

/// The items that are not archived, in the order of the backlog.
pub fn backlog(input: Input<'_>) -> String {
    items(input, backlog::open(input.site))
}

/// These items, in this order.
pub fn items(input: Input<'_>, items: impl IntoIterator<Item = ItemIx>) -> String {
    let mut out = COLUMNS.join(",");
    out.push_str("\r\n");
    for ix in items {
        let record = record::of(input, ix);
        let priority = input.site[ix].priority.as_ref().map_or("", |fact| fact.value.name());
        let (done, total) = (record.done.to_string(), record.total.to_string());
        let (owners, tags) = (record.owners.join("; "), record.tags.join("; "));
        let cells: [&str; COLUMNS.len()] = [
            &record.id,
            &record.title,
            &record.kind,
            &record.status,
            &record.word,
            &record.column,
            priority,
            &owners,
            &tags,
            &record.release,
            &record.start,
            &record.due,
            &record.completed,
            &record.updated,
            &done,
            &total,
            &record.href,
        ];
        out.push_str(&cells.map(cell).join(","));
        out.push_str("\r\n");
    }
    out
}

/// A cell. What a spreadsheet would take for a formula is told to be text.
fn cell(text: &str) -> String {
    let formula = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let text = if formula { format!("'{text}") } else { text.to_owned() };
    if text.contains([',', '"', '\n', '\r']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_quoted_and_formulas_are_text() {
        for (text, expected) in [
            ("plain", "plain"),
            ("a, \"b\"", "\"a, \"\"b\"\"\""),
            ("=1+1", "'=1+1"),
            ("-x", "'-x"),
            ("@a,b", "\"'@a,b\""),
            ("a\nb", "\"a\nb\""),
        ] {
            assert_eq!(cell(text), expected);
        }
    }
}
