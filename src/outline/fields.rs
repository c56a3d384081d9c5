//! Header fields in every dialect: `**Key**: v`, `- Key: v`, tables, quotes, several on a line… Rule 1.2 of the
//! reading rules. Source lines are read, not parser events: two trailing spaces and a backslash are noise.

mod line;
mod table;

use super::Outline;
use crate::base::{Span, span};
use line::Piece;

/// The form a field was written in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum FieldForm {
    /// `**Key**: v` and its kin, anywhere.
    Bold,
    /// `*Key: v*`.
    Emphasis,
    /// `- Key: v`.
    List,
    /// A row of a two-column table.
    Table,
    /// `Key: v`.
    Plain,
}

/// A field before anyone knows what it means.
#[derive(Clone, Debug)]
pub struct RawField {
    /// The key, without marks and colon.
    pub key: String,
    /// The value as written, lines joined by a space.
    pub value: String,
    /// Key and value.
    pub span: Span,
    /// The value.
    pub value_span: Span,
    /// Its form.
    pub form: FieldForm,
    /// The nearest heading.
    pub section: usize,
    /// The items of the list directly below a key without a value, each with its bytes.
    pub items: Vec<(String, Span)>,
    /// The value's bytes on the key's own line: what following lines add stands behind it.
    pub first_line: Span,
}

/// Longest value that following lines may make, in bytes.
const LONGEST: usize = 4000;

/// Reads every field of the text behind the front matter.
pub fn read(text: &str, outline: &Outline) -> Vec<RawField> {
    let mut reader = Reader { text, outline, fields: Vec::new(), open: false, list: None, section: 0 };
    let mut at = outline.body_start;
    for source in text.get(at..).unwrap_or("").split_inclusive('\n') {
        reader.line(source, at);
        at += source.len();
    }
    let mut fields = reader.fields;
    fields.extend(table::read(outline));
    fields.sort_by_key(|field| (field.span.start, field.span.end));
    let hidden = second_sides(text, outline);
    if !hidden.is_empty() {
        fields.retain(|field| !span::covers(&hidden, field.span.start as usize));
    }
    fields
}

struct Reader<'a> {
    text: &'a str,
    outline: &'a Outline,
    fields: Vec<RawField>,
    /// Whether the next line may continue the last field.
    open: bool,
    /// The indentation of the last field's line, where it has no value and a list may follow.
    list: Option<usize>,
    section: usize,
}

impl Reader<'_> {
    fn line(&mut self, source: &str, start: usize) {
        let line = source.trim_end_matches(['\n', '\r']);
        let prefix = line::prefix(line);
        let content = line.get(prefix.length..).unwrap_or("");
        let begin = start + prefix.length;
        let sections = &self.outline.sections;
        while sections.get(self.section + 1).is_some_and(|next| next.heading.start as usize <= begin) {
            self.section += 1;
        }
        if content.trim().is_empty() {
            // An empty line ends a value; the list of an empty value may stand behind one.
            self.open = false;
            return;
        }
        if self.outline.is_masked(begin) {
            self.close();
            return;
        }
        let heading = sections.get(self.section).filter(|section| section.heading.contains(begin));
        // A key with a rule right below is a heading to the parser (`Status: Done` over `---`) and a field to its author.
        let setext = heading.is_some_and(|section| !section.heading.of(self.text).trim_start().starts_with('#'));
        if content.starts_with('|') || (heading.is_some() && !setext) || line::is_rule(content) {
            self.close();
            return;
        }
        if prefix.boxed {
            self.close();
            return;
        }
        let section = if setext { self.section.saturating_sub(1) } else { self.section };
        let masked = |at: usize| self.outline.is_masked(begin + at);
        let keyed = content.contains(':') || content.contains('：');
        let pieces = if keyed { line::pieces(content, &masked, prefix.item) } else { Vec::new() };
        if pieces.is_empty() {
            self.other(content, begin, &prefix);
            return;
        }
        self.list = None;
        let last_empty = pieces.last().is_some_and(|piece| piece.value.trim().is_empty());
        for piece in pieces {
            self.fields.push(field(piece, begin, section, prefix.item));
        }
        self.open = true;
        if last_empty {
            self.list = Some(prefix.length);
        }
    }

    fn close(&mut self) {
        self.open = false;
        self.list = None;
    }

    /// A line without a key: an item below an empty value, or a further line of the value above.
    fn other(&mut self, content: &str, begin: usize, prefix: &line::Prefix) {
        let Some(last) = self.fields.last_mut() else { return };
        let written = content.trim().trim_end_matches('\\').trim_end();
        if prefix.item {
            self.open = false;
            if self.list.is_some() && last.items.len() < 200 {
                last.items.push((written.to_owned(), Span::new(begin, begin + written.len())));
            } else {
                self.list = None;
            }
            return;
        }
        if self.open && last.value.len() < LONGEST {
            if !last.value.is_empty() {
                last.value.push(' ');
            }
            last.value.push_str(written);
            let lead = content.len() - content.trim_start().len();
            let end = Span::new(begin, begin + lead + written.len()).end;
            if last.value_span.is_empty() {
                last.value_span = Span::new(begin + lead, end as usize);
            }
            last.value_span.end = end;
            last.span.end = end;
            self.list = None;
        } else if self.list.is_none() || prefix.length == 0 {
            self.close();
        }
    }
}

/// The field of a piece of a line.
fn field(piece: Piece, begin: usize, section: usize, item: bool) -> RawField {
    let form = match piece.form {
        FieldForm::Plain if item => FieldForm::List,
        form => form,
    };
    let value_span = Span::new(begin + piece.value_at.start, begin + piece.value_at.end);
    RawField {
        key: piece.key,
        value: piece.value,
        span: Span::new(begin + piece.start, value_span.end as usize),
        value_span,
        form,
        section,
        items: Vec::new(),
        first_line: value_span,
    }
}

/// The second sides of merge conflicts, which do not count.
fn second_sides(text: &str, outline: &Outline) -> Vec<Span> {
    let side = |conflict: &Span| {
        let turn = conflict.of(text).find("\n=======")?;
        Some(Span::new(conflict.start as usize + turn, conflict.end as usize))
    };
    outline.conflicts.iter().filter_map(side).collect()
}

#[cfg(test)]
mod tests;
