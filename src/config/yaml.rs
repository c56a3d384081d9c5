//! YAML as a tree in which every key and value knows its bytes. The only user of the YAML library in this layer.

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_yaml::{Error, Location, Spanned};

use crate::base::{LineIndex, Span};

/// A value with its place.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// The value.
    pub value: Value,
    /// Its bytes; of a list or mapping only where it begins.
    pub span: Span,
}

/// A value. Scalars are as they were written: what `off` or `1.10` means depends on the key.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Nothing, `~` or `null`.
    Nothing,
    /// A scalar, quotes worked in.
    Text(String),
    /// A list.
    List(Vec<Node>),
    /// A mapping, in the order of the file.
    Mapping(Vec<(Node, Node)>),
}

impl Value {
    /// What it is, for messages.
    pub fn what(&self) -> &'static str {
        match self {
            Self::Nothing => "nothing",
            Self::Text(_) => "a text",
            Self::List(_) => "a list",
            Self::Mapping(_) => "a mapping",
        }
    }
}

/// Why a text is no YAML.
#[derive(Debug)]
pub struct Broken {
    /// In words.
    pub message: String,
    /// Where.
    pub span: Span,
}

/// Reads a text.
pub fn parse(text: &str) -> Result<Node, Broken> {
    let budget = serde_yaml::budget! { max_depth: 32, max_nodes: 20_000 };
    let options = serde_yaml::options! { budget: budget };
    match serde_yaml::from_str_with_options::<Spanned<Raw>>(text, options) {
        Ok(raw) => Ok(node(raw, text)),
        Err(error) => Err(broken(&error, text)),
    }
}

enum Raw {
    Nothing,
    /// A text that was written as one.
    Text(String),
    /// A number or truth value: its spelling is taken from the source.
    Other,
    List(Vec<Spanned<Raw>>),
    Mapping(Vec<(Spanned<Raw>, Spanned<Raw>)>),
}

fn node(raw: Spanned<Raw>, text: &str) -> Node {
    let span = span(raw.referenced, text);
    let value = match raw.value {
        Raw::Nothing => Value::Nothing,
        Raw::Text(text) => Value::Text(text),
        Raw::Other => Value::Text(span.of(text).to_owned()),
        Raw::List(entries) => Value::List(entries.into_iter().map(|entry| node(entry, text)).collect()),
        Raw::Mapping(entries) => {
            Value::Mapping(entries.into_iter().map(|(key, value)| (node(key, text), node(value, text))).collect())
        }
    };
    Node { value, span }
}

/// The bytes of a place; where the library knows only line and column, the character there.
fn span(location: Location, text: &str) -> Span {
    let known = location.span();
    if let (Some(start), Some(length)) = (known.byte_offset(), known.byte_len()) {
        return Span::new(start as usize, (start + length) as usize);
    }
    let line = LineIndex::new(text).span(u32::try_from(location.line()).unwrap_or(u32::MAX));
    let before = location.column().saturating_sub(1) as usize;
    let mut characters = line.of(text).char_indices().skip(before);
    let start = line.start as usize + characters.next().map_or(0, |(at, _)| at);
    let length = text.get(start..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
    Span::new(start, start + length)
}

fn broken(error: &Error, text: &str) -> Broken {
    let span = error.location().map(|location| span(location, text)).unwrap_or_default();
    let first = error.without_snippet().to_string();
    let first = first.lines().next().unwrap_or_default();
    // `error: line 2 column 1: duplicate mapping key: a, set … if acceptable`: the place is shown by us, and what may
    // be set in the library is no help to who writes the file.
    let message = first.strip_prefix("error: ").unwrap_or(first);
    let message = match message.strip_prefix("line ").and_then(|rest| rest.split_once(": ")) {
        Some((place, rest)) if place.contains("column") => rest,
        _ => message,
    };
    let message = message.split(", set ").next().unwrap_or_default();
    let message = message.split("; use from_").next().unwrap_or_default();
    let message = message.rsplit_once(" at line ").map_or(message, |(message, _)| message);
    Broken { message: message.to_owned(), span }
}

struct AnyValue;

impl<'de> Visitor<'de> for AnyValue {
    type Value = Raw;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("any value")
    }

    fn visit_bool<E>(self, _: bool) -> Result<Raw, E> {
        Ok(Raw::Other)
    }

    fn visit_i64<E>(self, _: i64) -> Result<Raw, E> {
        Ok(Raw::Other)
    }

    fn visit_u64<E>(self, _: u64) -> Result<Raw, E> {
        Ok(Raw::Other)
    }

    fn visit_f64<E>(self, _: f64) -> Result<Raw, E> {
        Ok(Raw::Other)
    }

    fn visit_str<E>(self, text: &str) -> Result<Raw, E> {
        Ok(Raw::Text(text.to_owned()))
    }

    fn visit_unit<E>(self) -> Result<Raw, E> {
        Ok(Raw::Nothing)
    }

    fn visit_none<E>(self) -> Result<Raw, E> {
        Ok(Raw::Nothing)
    }

    fn visit_some<D: Deserializer<'de>>(self, inner: D) -> Result<Raw, D::Error> {
        inner.deserialize_any(self)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Raw, A::Error> {
        let mut entries = Vec::new();
        while let Some(entry) = access.next_element()? {
            entries.push(entry);
        }
        Ok(Raw::List(entries))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Raw, A::Error> {
        let mut entries = Vec::new();
        while let Some(entry) = access.next_entry()? {
            entries.push(entry);
        }
        Ok(Raw::Mapping(entries))
    }
}

impl<'de> Deserialize<'de> for Raw {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(AnyValue)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scalars_keep_their_spelling_and_place() {
        let text = "ü: off\nn: 1.10\nq: 'a b'\n2026-01-01: ~\n7: x\n";
        let Value::Mapping(entries) = parse(text).expect("parsed").value else { panic!("a mapping") };
        let texts: Vec<_> = entries
            .iter()
            .map(|(key, value)| (key.span.of(text).to_owned(), value.value.clone(), value.span.of(text).to_owned()))
            .collect();
        let scalar = |text: &str| Value::Text(text.to_owned());
        assert_eq!(
            texts,
            [
                ("ü".to_owned(), scalar("off"), "off".to_owned()),
                ("n".to_owned(), scalar("1.10"), "1.10".to_owned()),
                ("q".to_owned(), scalar("a b"), "'a b'".to_owned()),
                ("2026-01-01".to_owned(), Value::Nothing, "~".to_owned()),
                ("7".to_owned(), scalar("x"), "x".to_owned()),
            ]
        );
    }

    #[test]
    fn what_is_broken_has_a_place_and_plain_words() {
        for (text, message, place) in [
            ("a: 1\na: 2\n", "duplicate mapping key: a", 5),
            ("a: b: c\n", "mapping values are not allowed in this context", 4),
            ("ü: [a\n", "unclosed bracket '['", 4),
            ("a: 1\n---\nb: 2\n", "multiple YAML documents detected", 9),
        ] {
            let broken = parse(text).expect_err("broken");
            assert_eq!((broken.message.as_str(), broken.span.start), (message, place), "{text:?}");
        }
        assert!(parse(&"[".repeat(100_000)).is_err());
        assert!(parse("a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\n").is_ok());
    }
}
