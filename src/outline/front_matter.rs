//! YAML front matter: where it ends, strict YAML first, then line by line.

use crate::base::Span;

/// The front matter of a text.
#[derive(Clone, Debug, Default)]
pub struct FrontMatter {
    /// From the first `---` to behind the closing line.
    pub span: Span,
    /// The text between.
    pub inner: Span,
    /// Its entries in the order of the file, nested mappings flattened with their path.
    pub entries: Vec<YamlEntry>,
    /// Whether strict YAML refused it and it was read line by line.
    pub lenient: bool,
}

/// One key of the front matter.
#[derive(Clone, Debug)]
pub struct YamlEntry {
    /// The path of keys: one for the top level, two for a mapping in it.
    pub path: Vec<String>,
    /// The value.
    pub value: YamlValue,
    /// Key and value.
    pub span: Span,
    /// The value.
    pub value_span: Span,
}

/// A value of the front matter.
#[derive(Clone, Debug, PartialEq)]
pub enum YamlValue {
    /// A scalar as written, quotes worked in; empty for null.
    Text(String),
    /// A list of scalars, each with its bytes.
    List(Vec<(String, Span)>),
    /// A list that holds mappings or lists: only its length is kept.
    Complex(usize),
    /// A mapping: its keys are entries of their own.
    Mapping,
}

/// Finds and reads the front matter. Returns where the Markdown begins.
pub fn split(_text: &str) -> (Option<FrontMatter>, usize) {
    (None, 0)
}
