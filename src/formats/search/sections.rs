//! The text of a document, section by section.

use crate::base::Span;
use crate::model::Document;
use crate::outline::{Block, plain};

/// Hands on every block of a document with its section, as a position in the document's list. Left out are headings, the
/// header fields that have a meaning (the page shows them above the text, and filters find them), and template text that
/// nobody has filled in.
pub fn blocks(document: &Document, text: &str, mut each: impl FnMut(usize, Block<'_>)) {
    let fields = document.fields.iter().filter(|field| field.known.is_some() || field.placeholder);
    let skip = joined(fields.map(|field| field.span).chain(document.unfilled.iter().map(|slot| slot.span)).collect());
    plain(text, &skip, |block| {
        let behind = document.sections.partition_point(|section| section.heading.start as usize <= block.start);
        let at = behind.saturating_sub(1);
        let Some(section) = document.sections.get(at) else { return };
        if section.level == 0 || !section.heading.contains(block.start) {
            each(at, block);
        }
    });
}

/// The spans sorted, those that touch as one.
fn joined(mut spans: Vec<Span>) -> Vec<Span> {
    spans.sort_unstable();
    let mut out: Vec<Span> = Vec::with_capacity(spans.len());
    for span in spans {
        match out.last_mut() {
            Some(last) if span.start <= last.end => last.end = last.end.max(span.end),
            _ => out.push(span),
        }
    }
    out
}
