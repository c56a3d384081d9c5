//! Raw HTML as pieces: text, tags with their attributes, and what is not shown. One pass, linear in the text, whatever
//! is unclosed. Shared by the outline and by `body`, so that both see the same tags at the same bytes.

use std::ops::Range;

use pulldown_cmark::{Event, Parser};

/// Raw HTML collected from the parser's events, which give a block line by line.
#[derive(Clone, Debug, Default)]
pub struct Raw {
    /// The HTML.
    pub text: String,
    /// Where its pieces stand in the source: offset in the text and in the source.
    origins: Vec<(usize, usize)>,
}

impl Raw {
    /// One piece that begins at an offset of the source.
    pub fn of(piece: &str, start: usize) -> Self {
        Self { text: piece.to_owned(), origins: vec![(0, start)] }
    }

    /// Adds a piece that begins at an offset of the source.
    pub fn push(&mut self, piece: &str, start: usize) {
        self.origins.push((self.text.len(), start));
        self.text.push_str(piece);
    }

    /// The source offset of an offset in the text.
    pub fn origin(&self, at: usize) -> usize {
        let next = self.origins.partition_point(|(begin, _)| *begin <= at);
        let last = next.checked_sub(1).and_then(|last| self.origins.get(last));
        last.map_or(0, |(begin, source)| source + (at - begin))
    }

    /// The links and images in it.
    pub fn references(&self) -> Vec<TagReference> {
        let mut found: Vec<TagReference> = Vec::new();
        let mut open: Option<usize> = None;
        for piece in pieces(&self.text) {
            match piece {
                Piece::Text(text) => {
                    if let Some(link) = open.and_then(|at| found.get_mut(at)) {
                        link.text.push_str(&decode(text));
                    }
                }
                Piece::Start { name, attributes, range, .. } => {
                    let value =
                        |key: &str| attributes.iter().find(|(known, _)| known == key).map(|(_, value)| decode(value));
                    let (image, target) = match name.as_str() {
                        "a" => (false, value("href")),
                        "img" => (true, value("src")),
                        _ => continue,
                    };
                    let Some(target) = target.filter(|target| !target.trim().is_empty()) else { continue };
                    let text = if image { value("alt").unwrap_or_default() } else { String::new() };
                    if !image {
                        open = Some(found.len());
                    }
                    let range = self.origin(range.start)..self.origin(range.end.saturating_sub(1)) + 1;
                    found.push(TagReference { image, target: target.trim().to_owned(), text, range });
                }
                Piece::End { name, .. } if name == "a" => open = None,
                Piece::End { .. } => {}
            }
        }
        found
    }

    /// The `id` and `name` attributes of its tags, which links may lead to.
    pub fn anchors(&self) -> Vec<String> {
        let mut found = Vec::new();
        for piece in pieces(&self.text) {
            if let Piece::Start { attributes, .. } = piece {
                let named = attributes.iter().filter(|(key, _)| key == "id" || key == "name");
                found.extend(named.map(|(_, value)| decode(value)).filter(|value| !value.is_empty()));
            }
        }
        found
    }
}

/// A link or image of raw HTML.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TagReference {
    /// Whether it is an image.
    pub image: bool,
    /// Its target, character references worked in.
    pub target: String,
    /// The text of the link, as far as it stands in the same piece, or the image's alternative.
    pub text: String,
    /// The bytes of its tag in the source.
    pub range: Range<usize>,
}

/// Text with its character references worked in, by the parser's own table.
pub fn decode(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(rest.get(..at).unwrap_or(""));
        rest = rest.get(at..).unwrap_or("");
        let end = rest.bytes().take(40).position(|byte| byte == b';');
        let reference = end.and_then(|end| rest.get(..=end)).filter(|reference| {
            reference.bytes().skip(1).all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'#' | b';'))
        });
        match reference {
            Some(reference) => {
                for event in Parser::new(reference) {
                    if let Event::Text(text) = event {
                        out.push_str(&text);
                    }
                }
                rest = rest.get(reference.len()..).unwrap_or("");
            }
            None => {
                out.push('&');
                rest = rest.get(1..).unwrap_or("");
            }
        }
    }
    out.push_str(rest);
    out
}

/// A piece of raw HTML.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece<'a> {
    /// Text between tags, character references not yet worked in.
    Text(&'a str),
    /// `<name key="value">`.
    Start {
        /// In lower case.
        name: String,
        /// Keys in lower case, values as written; the first of a key counts.
        attributes: Vec<(String, &'a str)>,
        /// Whether it ends with `/>`.
        empty: bool,
        /// Its bytes.
        range: Range<usize>,
    },
    /// `</name>`.
    End {
        /// In lower case.
        name: String,
        /// Its bytes.
        range: Range<usize>,
    },
}

/// Elements whose content is not text to a reader: it goes with them.
const SILENT: &[&str] = &["script", "style", "noscript", "template", "svg", "math", "object", "head", "title"];

/// Splits raw HTML. Comments, declarations and the content of elements that show nothing are left out.
pub fn pieces(html: &str) -> Vec<Piece<'_>> {
    pieces_around(html, SILENT)
}

/// Splits raw HTML. Comments, declarations and the content of the elements named are left out.
pub fn pieces_around<'a>(html: &'a str, silent: &'static [&'static str]) -> Vec<Piece<'a>> {
    Reader { html, at: 0, pieces: Vec::new(), silent }.read()
}

struct Reader<'a> {
    html: &'a str,
    at: usize,
    pieces: Vec<Piece<'a>>,
    silent: &'static [&'static str],
}

impl<'a> Reader<'a> {
    fn rest(&self) -> &'a str {
        self.html.get(self.at..).unwrap_or("")
    }

    fn read(mut self) -> Vec<Piece<'a>> {
        let mut from = self.at;
        while let Some(found) = self.rest().find('<') {
            let start = self.at + found;
            self.at = start + 1;
            let rest = self.rest();
            let next = rest.bytes().next().unwrap_or(b' ');
            if !(next.is_ascii_alphabetic() || matches!(next, b'/' | b'!' | b'?')) {
                continue;
            }
            if next == b'/' && !rest.as_bytes().get(1).is_some_and(u8::is_ascii_alphabetic) {
                continue;
            }
            self.text(from, start);
            match next {
                b'!' | b'?' => self.skip_declaration(),
                _ => {
                    if !self.tag(start) {
                        // A tag that never ends is text, and so is everything in it.
                        self.text(start, self.html.len());
                        self.at = self.html.len();
                    }
                }
            }
            from = self.at;
        }
        self.text(from, self.html.len());
        self.pieces
    }

    fn text(&mut self, from: usize, to: usize) {
        if let Some(text) = self.html.get(from..to).filter(|text| !text.is_empty()) {
            self.pieces.push(Piece::Text(text));
        }
    }

    /// Skips a comment, declaration, CDATA section or processing instruction; to the end where it is not closed.
    fn skip_declaration(&mut self) {
        let rest = self.rest();
        let close = if rest.starts_with("!--") {
            // `<!-->` and `<!--->` are whole comments.
            let inner = rest.get(3..).unwrap_or("");
            match () {
                () if inner.starts_with('>') => Some(4),
                () if inner.starts_with("->") => Some(5),
                () => inner.find("-->").map(|at| at + 6),
            }
        } else if rest.starts_with("![CDATA[") {
            rest.find("]]>").map(|at| at + 3)
        } else if rest.starts_with('?') {
            rest.find("?>").map(|at| at + 2)
        } else {
            rest.find('>').map(|at| at + 1)
        };
        self.at = close.map_or(self.html.len(), |length| self.at + length);
    }

    /// Reads a tag whose `<` stands at `start`; `false` where it does not end.
    fn tag(&mut self, start: usize) -> bool {
        let closing = self.rest().starts_with('/');
        self.at += usize::from(closing);
        let name = self.take(|c| c.is_ascii_whitespace() || matches!(c, '/' | '>')).to_ascii_lowercase();
        let mut attributes: Vec<(String, &'a str)> = Vec::new();
        let mut empty = false;
        loop {
            self.take(|c| !c.is_ascii_whitespace());
            match self.rest().chars().next() {
                None => return false,
                Some('>') => {
                    self.at += 1;
                    break;
                }
                Some('/') => {
                    self.at += 1;
                    empty = self.rest().starts_with('>');
                }
                Some(_) => self.attribute(&mut attributes),
            }
        }
        let range = start..self.at;
        if closing {
            self.pieces.push(Piece::End { name, range });
            return true;
        }
        let silent = !empty && self.silent.contains(&name.as_str());
        if silent {
            let end = close_of(self.rest(), &name);
            self.at += end;
        }
        self.pieces.push(Piece::Start { name, attributes, empty, range });
        true
    }

    fn attribute(&mut self, attributes: &mut Vec<(String, &'a str)>) {
        let begun = self.at;
        let key = self.take(|c| c.is_ascii_whitespace() || matches!(c, '=' | '/' | '>')).to_ascii_lowercase();
        // A name may begin with `=`; without this step the reader would stand still.
        if self.at == begun {
            self.at += 1;
            return;
        }
        let behind_key = self.at;
        self.take(|c| !c.is_ascii_whitespace());
        let mut value = "";
        if self.rest().starts_with('=') {
            self.at += 1;
            self.take(|c| !c.is_ascii_whitespace());
            value = match self.rest().chars().next() {
                Some(quote @ ('"' | '\'')) => {
                    self.at += 1;
                    let value = self.take(|c| c == quote);
                    self.at = (self.at + 1).min(self.html.len());
                    value
                }
                _ => self.take(|c| c.is_ascii_whitespace() || c == '>'),
            };
        } else {
            self.at = behind_key;
        }
        if attributes.len() < 32 && !attributes.iter().any(|(known, _)| *known == key) {
            attributes.push((key, value));
        }
    }

    /// Takes what stands before the first character that ends it.
    fn take(&mut self, ends: impl Fn(char) -> bool) -> &'a str {
        let rest = self.rest();
        let length = rest.find(ends).unwrap_or(rest.len());
        self.at += length;
        rest.get(..length).unwrap_or("")
    }
}

/// Where the end tag of `name` begins in `rest`; the end of `rest` where there is none.
pub fn close_of(rest: &str, name: &str) -> usize {
    let mut at = 0;
    while let Some(found) = rest.get(at..).and_then(|rest| rest.find("</")) {
        let behind = rest.get(at + found + 2..).unwrap_or("");
        let ends = |byte: &u8| byte.is_ascii_whitespace() || matches!(byte, b'/' | b'>');
        if behind.get(..name.len()).is_some_and(|word| word.eq_ignore_ascii_case(name))
            && behind.as_bytes().get(name.len()).is_none_or(ends)
        {
            return at + found;
        }
        at += found + 2;
    }
    rest.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(html: &str) -> String {
        let write = |piece: &Piece<'_>| match piece {
            Piece::Text(text) => (*text).to_owned(),
            Piece::Start { name, attributes, empty, .. } => {
                let keys: Vec<String> = attributes.iter().map(|(key, value)| format!("{key}={value}")).collect();
                format!(
                    "[{name}{}{}{}]",
                    if keys.is_empty() { "" } else { " " },
                    keys.join(" "),
                    if *empty { "/" } else { "" }
                )
            }
            Piece::End { name, .. } => format!("[/{name}]"),
        };
        pieces(html).iter().map(write).collect()
    }

    #[test]
    fn ids_and_names_of_tags_are_anchors_and_those_in_code_are_not() {
        let text = "<a name='one'></a> and <b id=two>x</b> `<i id=no>`\n\n<div id=\"three\">\n\n```\n<p id=no>\n```\n";
        assert_eq!(crate::outline::parse(text).anchors, ["one", "two", "three"]);
        let unclosed = format!("<b {}", "id=\"x ".repeat(100_000));
        assert!(crate::outline::parse(&unclosed).anchors.len() <= 100_000);
    }

    #[test]
    fn pieces_are_told_apart() {
        let cases = [
            ("a <b>c</B> d", "a [b]c[/b] d"),
            ("<IMG src=a.png ALT='x y' src=b>", "[img src=a.png alt=x y]"),
            ("<br/><a b/c>", "[br/][a b= c=]"),
            ("a<!-- b --><!-->c", "ac"),
            ("a<!-- b", "a"),
            ("<script>alert('</b>')</script >x", "[script][/script]x"),
            ("<script>alert(1)", "[script]"),
            ("<script>a</scripted></script>b", "[script][/script]b"),
            ("1 < 2 </ 3 <4", "1 < 2 </ 3 <4"),
            ("<a href=\"x", "<a href=\"x"),
            ("<a =x>", "[a x=]"),
            ("<![CDATA[x]]>y<?php z ?>", "y"),
        ];
        for (html, expected) in cases {
            assert_eq!(shown(html), expected, "{html}");
        }
    }

    #[test]
    fn references_carry_their_place_in_the_source() {
        let mut raw = Raw::of("<p>\n", 10);
        raw.push("<a href='b.md#x'><img alt=\"c &amp; d\" src=e.png></a> f <a name=x>\n", 20);
        let found: Vec<_> = raw.references().into_iter().map(|link| (link.target, link.text, link.range)).collect();
        let expected = [("b.md#x".into(), String::new(), 20..37), ("e.png".into(), "c & d".into(), 37..68)];
        assert_eq!(found, expected);
    }

    #[test]
    fn character_references_are_worked_in() {
        let cases =
            [("a&amp;b", "a&b"), ("&eacute;&#x41;&#66;", "éAB"), ("&nonsense; &x", "&nonsense; &x"), ("&&lt;", "&<")];
        for (text, expected) in cases {
            assert_eq!(decode(text), expected);
        }
    }

    #[test]
    fn unclosed_pieces_take_one_pass() {
        for piece in ["<a ", "<!--", "<a b='", "</", "<![CDATA[", "<svg>", "</script"] {
            let text = piece.repeat(200_000);
            assert!(pieces(&text).len() <= 400_000, "{piece}");
        }
    }
}
