//! Places as lines and columns. A text's lines are looked up once for all findings that follow each other, and findings are
//! sorted by path.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;
use std::sync::Arc;

use super::Place;
use crate::base::{LineIndex, Span};
use crate::source::Snapshot;

/// A place in lines and columns, both counted from 1, columns in characters. The end is behind the last character.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Region {
    /// The first line.
    pub line: u32,
    /// The first character in it.
    pub column: u32,
    /// The last line.
    pub end_line: u32,
    /// Behind the last character in it.
    pub end_column: u32,
}

/// Texts whose lines are kept: that of a finding, and those of the places it compares.
const KEPT: usize = 64;

/// Where places of one snapshot lie.
pub struct Places<'a> {
    snapshot: &'a Snapshot,
    lines: RefCell<BTreeMap<Arc<str>, Rc<LineIndex>>>,
}

impl<'a> Places<'a> {
    /// The places of a snapshot.
    pub fn new(snapshot: &'a Snapshot) -> Self {
        Self { snapshot, lines: RefCell::default() }
    }

    /// The text a place points into and its lines; a span without bytes at the start means the file as a whole.
    pub fn source(&self, place: &Place) -> Option<(&'a str, Rc<LineIndex>)> {
        let text = self.snapshot.text(&place.path).filter(|_| place.span != Span::default())?;
        let mut known = self.lines.borrow_mut();
        if known.len() >= KEPT && !known.contains_key(&place.path) {
            known.clear();
        }
        let lines = known.entry(Arc::clone(&place.path)).or_insert_with(|| Rc::new(LineIndex::new(text)));
        Some((text, Rc::clone(lines)))
    }

    /// Its lines and columns; `None` where it means the file as a whole, or a file that has no text.
    pub fn region(&self, place: &Place) -> Option<Region> {
        let (text, lines) = self.source(place)?;
        let (start, end) = (place.span.start, place.span.end);
        Some(Region {
            line: lines.line(start),
            column: lines.column(text, start),
            end_line: lines.line(end),
            end_column: lines.column(text, end),
        })
    }

    /// The author's words at a place.
    pub fn words(&self, place: &Place) -> &'a str {
        self.snapshot.text(&place.path).map_or("", |text| place.span.of(text))
    }
}
