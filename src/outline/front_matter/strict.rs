//! Front matter as strict YAML. The only place that knows which YAML crate is used here.

use std::fmt;

use serde::de::{Deserialize, Deserializer, Error as _, MapAccess, SeqAccess, Visitor};
use serde_yaml::{DuplicateKeyPolicy, Location, Options, Spanned};

use super::{YamlEntry, YamlValue};
use crate::base::Span;

/// Why strict YAML refused, and at which byte of the source.
pub(super) struct YamlError {
    pub message: String,
    pub at: Option<usize>,
}

/// Deepest nesting that is kept; what lies deeper makes its list or mapping complex.
const DEPTH: usize = 4;

/// Reads `source`, whose first byte has the offset `base`. `Err(None)` never stands for a mistake of the author.
pub(super) fn read(source: &str, base: usize) -> Result<Vec<YamlEntry>, Option<YamlError>> {
    let options = options();
    let root: Spanned<Node> = serde_yaml::from_str_with_options(source, options).map_err(|error| {
        let at = error.location().and_then(|location| location.span().byte_offset()).map(|at| at as usize);
        let message = error.without_snippet().to_string();
        let message = message.lines().next().unwrap_or("");
        // The parser's words may name another line than its location, which is where the block began.
        let (words, line) = message.split_once(" at line ").map_or((message, None), |(words, place)| {
            (words, place.split(',').next().and_then(|line| line.parse::<usize>().ok()))
        });
        let of_line = |line: usize| source.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
        Some(YamlError { message: words.to_owned(), at: line.map(of_line).or(at) })
    })?;
    let Node::Map(pairs) = root.value else {
        let message = "the front matter is no list of keys".to_owned();
        return Err(Some(YamlError { message, at: None }));
    };
    let mut entries = Vec::new();
    flatten(source, base, pairs, &mut Vec::new(), &mut entries);
    Ok(entries)
}

/// Budgets far above any front matter: hostile input is refused at once.
fn options() -> Options {
    let mut options = Options::default();
    options.duplicate_keys = DuplicateKeyPolicy::PassThrough;
    options.with_snippet = false;
    options.strict_booleans = true;
    if let Some(budget) = options.budget.as_mut() {
        budget.max_events = 40_000;
        budget.max_aliases = 100;
        budget.flow_nesting_limit = 32;
    }
    options
}

fn flatten(source: &str, base: usize, pairs: Vec<Pair>, path: &mut Vec<String>, out: &mut Vec<YamlEntry>) {
    for (key, value) in pairs {
        let key_span = place(source, base, &key.referenced);
        let mut value_span = place(source, base, &value.referenced);
        let name = key.value.into_text(source, &key.referenced);
        path.push(name);
        let value_node = value.value;
        let (yaml, children) = match value_node {
            Node::Map(pairs) => (YamlValue::Mapping, Some(pairs)),
            Node::Seq(items) => (list(source, base, items), None),
            scalar => (YamlValue::Text(scalar.into_text(source, &value.referenced)), None),
        };
        if value_span.start < key_span.end {
            value_span = Span::new(key_span.end as usize, key_span.end as usize);
        }
        let span = Span::new(key_span.start as usize, value_span.end.max(key_span.end) as usize);
        out.push(YamlEntry { path: path.clone(), value: yaml, span, value_span });
        if let Some(pairs) = children.filter(|_| path.len() < DEPTH) {
            flatten(source, base, pairs, path, out);
        }
        path.pop();
    }
}

fn list(source: &str, base: usize, items: Vec<Spanned<Node>>) -> YamlValue {
    if items.iter().any(|item| matches!(item.value, Node::Map(_) | Node::Seq(_))) {
        return YamlValue::Complex(items.len());
    }
    let item = |item: Spanned<Node>| {
        let span = place(source, base, &item.referenced);
        (item.value.into_text(source, &item.referenced), span)
    };
    YamlValue::List(items.into_iter().map(item).collect())
}

/// The bytes of a location, offset by `base`, without white space at the ends.
fn place(source: &str, base: usize, location: &Location) -> Span {
    let span = location.span();
    let start = span.byte_offset().unwrap_or(0) as usize;
    let length = span.byte_len().unwrap_or(0) as usize;
    let inner = Span::new(start, start + length).trim(source);
    Span::new(base + inner.start as usize, base + inner.end as usize)
}

type Pair = (Spanned<Node>, Spanned<Node>);

/// A YAML value. Numbers, dates and booleans are kept as they are written.
enum Node {
    Null,
    /// A scalar that YAML takes for something else than text: its own words are looked up in the source.
    Plain(String),
    Text(String),
    Seq(Vec<Spanned<Node>>),
    Map(Vec<Pair>),
}

impl Node {
    fn into_text(self, source: &str, location: &Location) -> String {
        match self {
            Self::Text(text) => text.trim().to_owned(),
            Self::Plain(text) => {
                let span = location.span();
                let start = span.byte_offset().unwrap_or(0) as usize;
                let written = Span::new(start, start + span.byte_len().unwrap_or(0) as usize).of(source).trim();
                if written.is_empty() { text } else { written.to_owned() }
            }
            Self::Null | Self::Seq(_) | Self::Map(_) => String::new(),
        }
    }
}

impl<'de> Deserialize<'de> for Node {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(NodeVisitor)
    }
}

struct NodeVisitor;

impl<'de> Visitor<'de> for NodeVisitor {
    type Value = Node;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("any YAML value")
    }

    fn visit_unit<E>(self) -> Result<Node, E> {
        Ok(Node::Null)
    }

    fn visit_none<E>(self) -> Result<Node, E> {
        Ok(Node::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Node, D::Error> {
        Node::deserialize(deserializer)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Node, E> {
        Ok(Node::Plain(value.to_string()))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Node, E> {
        Ok(Node::Plain(value.to_string()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Node, E> {
        Ok(Node::Plain(value.to_string()))
    }

    fn visit_i128<E>(self, value: i128) -> Result<Node, E> {
        Ok(Node::Plain(value.to_string()))
    }

    fn visit_u128<E>(self, value: u128) -> Result<Node, E> {
        Ok(Node::Plain(value.to_string()))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Node, E> {
        Ok(Node::Plain(value.to_string()))
    }

    fn visit_str<E>(self, value: &str) -> Result<Node, E> {
        Ok(Node::Text(value.to_owned()))
    }

    fn visit_bytes<E: serde::de::Error>(self, value: &[u8]) -> Result<Node, E> {
        String::from_utf8(value.to_vec()).map(Node::Text).map_err(|_| E::custom("binary data"))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Node, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = access.next_element()? {
            items.push(item);
        }
        Ok(Node::Seq(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Node, A::Error> {
        let mut pairs: Vec<Pair> = Vec::new();
        while let Some(key) = access.next_key::<Spanned<Node>>()? {
            if matches!(key.value, Node::Map(_) | Node::Seq(_)) {
                return Err(A::Error::custom("a key is no plain word"));
            }
            pairs.push((key, access.next_value()?));
        }
        Ok(Node::Map(pairs))
    }
}
