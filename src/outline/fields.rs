//! Header fields in every dialect: `**Key**: v`, `- Key: v`, tables, quotes, several on a line…

use super::Outline;
use crate::base::Span;

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
}

/// Reads every field of the text behind the front matter.
pub fn read(_text: &str, _outline: &Outline) -> Vec<RawField> {
    Vec::new()
}
