//! Drawings as text: presentation attributes and classes only, so that they pass a policy without inline styles.

use std::fmt::{Display, Write};

use crate::base::xml;

/// A drawing under construction.
#[derive(Clone, Debug, Default)]
pub struct Svg {
    out: String,
}

/// A length rounded to a tenth: what a screen can show, and the same text on every machine.
#[derive(Clone, Copy, PartialEq, PartialOrd, Debug)]
pub struct Tenth(pub f64);

impl Display for Tenth {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let tenths = (self.0 * 10.0).round() as i64;
        let sign = if tenths < 0 { "-" } else { "" };
        let (whole, part) = (tenths.unsigned_abs() / 10, tenths.unsigned_abs() % 10);
        if part == 0 { write!(out, "{sign}{whole}") } else { write!(out, "{sign}{whole}.{part}") }
    }
}

/// A share of the width in percent, to a thousandth: a drawing made of shares is widened by its width alone.
#[derive(Clone, Copy, PartialEq, PartialOrd, Debug)]
pub struct Percent(pub f64);

impl Display for Percent {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let parts = (self.0.max(0.0) * 1_000.0).round() as u64;
        let (whole, part) = (parts / 1_000, parts % 1_000);
        let part = format!("{part:03}");
        let part = part.trim_end_matches('0');
        if part.is_empty() { write!(out, "{whole}%") } else { write!(out, "{whole}.{part}%") }
    }
}

/// An attribute's value.
pub enum Value<'a> {
    /// A length.
    Length(f64),
    /// A share of the width.
    Share(Percent),
    /// Text, escaped when it is written.
    Text(&'a str),
}

impl From<f64> for Value<'_> {
    fn from(length: f64) -> Self {
        Self::Length(length)
    }
}

impl From<Percent> for Value<'_> {
    fn from(share: Percent) -> Self {
        Self::Share(share)
    }
}

impl<'a> From<&'a str> for Value<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(text)
    }
}

impl<'a> From<&'a String> for Value<'a> {
    fn from(text: &'a String) -> Self {
        Self::Text(text)
    }
}

impl Svg {
    /// Opens an element; [`Svg::close`] ends it.
    pub fn open(&mut self, name: &str, attributes: &[(&str, Value<'_>)]) -> &mut Self {
        self.start(name, attributes);
        self.out.push('>');
        self
    }

    /// Closes the element of this name.
    pub fn close(&mut self, name: &str) -> &mut Self {
        self.out.push_str("</");
        self.out.push_str(name);
        self.out.push('>');
        self
    }

    /// An element without content.
    pub fn empty(&mut self, name: &str, attributes: &[(&str, Value<'_>)]) -> &mut Self {
        self.start(name, attributes);
        self.out.push_str("/>");
        self
    }

    /// An element that holds only text.
    pub fn text(&mut self, name: &str, attributes: &[(&str, Value<'_>)], text: &str) -> &mut Self {
        self.open(name, attributes);
        xml::escape_into(&mut self.out, text);
        self.close(name)
    }

    /// The drawing so far.
    pub fn finish(self) -> String {
        self.out
    }

    fn start(&mut self, name: &str, attributes: &[(&str, Value<'_>)]) {
        self.out.push('<');
        self.out.push_str(name);
        for (key, value) in attributes {
            self.out.push(' ');
            self.out.push_str(key);
            self.out.push_str("=\"");
            match value {
                Value::Length(length) => {
                    let _ = write!(self.out, "{}", Tenth(*length));
                }
                Value::Share(share) => {
                    let _ = write!(self.out, "{share}");
                }
                Value::Text(text) => xml::escape_into(&mut self.out, text),
            }
            self.out.push('"');
        }
    }
}

/// A path: `M 1 2 C …` from pieces of text and lengths.
#[macro_export]
macro_rules! path {
    ($first:expr $(, $piece:expr)* $(,)?) => {{
        let mut path = String::new();
        $crate::views::svg::piece(&mut path, $first.into());
        $(
            path.push(' ');
            $crate::views::svg::piece(&mut path, $piece.into());
        )*
        path
    }};
}

/// Adds one piece to a path.
pub fn piece(path: &mut String, value: Value<'_>) {
    let _ = match value {
        Value::Length(length) => write!(path, "{}", Tenth(length)),
        Value::Share(share) => write!(path, "{share}"),
        Value::Text(text) => path.write_str(text),
    };
}

/// How wide a text is at a font size, estimated generously: nothing at build time knows the reader's font.
pub fn text_width(text: &str, size: f64) -> f64 {
    text.chars().map(advance).sum::<f64>() * size
}

fn advance(c: char) -> f64 {
    match c {
        'i' | 'j' | 'l' | 'I' | '.' | ',' | ':' | ';' | '\'' | '|' | '!' => 0.31,
        'f' | 't' | 'r' | '(' | ')' | '[' | ']' | '-' | ' ' | '/' => 0.39,
        'm' | 'w' | 'M' | 'W' | '—' | '…' => 0.92,
        'A'..='Z' => 0.70,
        '\u{0300}'..='\u{036f}' => 0.0,
        // Scripts written in squares.
        '\u{1100}'..='\u{11ff}'
        | '\u{2e80}'..='\u{d7ff}'
        | '\u{f900}'..='\u{faff}'
        | '\u{fe30}'..='\u{fe4f}'
        | '\u{ff00}'..='\u{ffef}'
        | '\u{1f000}'.. => 1.05,
        _ => 0.57,
    }
}

/// The text cut to a width, with an ellipsis where something went; empty where not even a letter fits.
pub fn fit(text: &str, size: f64, width: f64) -> String {
    if text_width(text, size) <= width {
        return text.to_owned();
    }
    let mut left = width - advance('…') * size;
    let mut out = String::new();
    for c in text.chars() {
        left -= advance(c) * size;
        if left < 0.0 {
            break;
        }
        out.push(c);
    }
    let kept = out.trim_end();
    if kept.is_empty() { String::new() } else { format!("{kept}…") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_rounded_to_a_tenth() {
        for (length, text) in [(1.0, "1"), (1.25, "1.3"), (-0.04, "0"), (-2.55, "-2.6"), (100.0, "100")] {
            assert_eq!(Tenth(length).to_string(), text);
        }
    }

    #[test]
    fn shares_are_rounded_to_a_thousandth() {
        for (share, text) in [(0.0, "0%"), (12.5, "12.5%"), (33.33333, "33.333%"), (0.0004, "0%"), (100.0, "100%")] {
            assert_eq!(Percent(share).to_string(), text);
        }
    }

    #[test]
    fn text_and_attributes_are_escaped() {
        let mut svg = Svg::default();
        svg.text("text", &[("x", 1.0.into()), ("data-a", "\"<&'".into())], "a <script>\u{7}");
        assert_eq!(svg.finish(), "<text x=\"1\" data-a=\"&quot;&lt;&amp;&#39;\">a &lt;script&gt; </text>");
    }

    #[test]
    fn fitting_keeps_short_texts_and_marks_cuts() {
        assert_eq!(fit("abc", 12.0, 100.0), "abc");
        let cut = fit("a rather long label that cannot fit", 12.0, 80.0);
        assert!(cut.ends_with('…') && text_width(&cut, 12.0) <= 80.0, "{cut}");
        assert_eq!(fit("abc", 12.0, 5.0), "");
    }
}
