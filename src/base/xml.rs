//! Text that goes into XML; and the pieces of XML that a library wrote, so that it can be written again from them and is
//! never copied.

/// Adds text, escaped for the content of an element and for values in quotes. What a document may not hold becomes a space.
pub fn escape_into(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\u{fffe}' | '\u{ffff}' => out.push(' '),
            c if c.is_control() && c != '\n' && c != '\t' => out.push(' '),
            c => out.push(c),
        }
    }
}

/// The text, escaped.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    escape_into(&mut out, text);
    out
}

/// A piece of XML.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece<'a> {
    /// The start of an element.
    Start {
        /// Its name.
        name: &'a str,
        /// Its attributes, entities decoded.
        attributes: Vec<(&'a str, String)>,
        /// Whether it ends at once.
        empty: bool,
    },
    /// The end of an element.
    End(&'a str),
    /// Text, entities decoded.
    Text(String),
}

/// Takes XML apart; `None` where it is not well formed, holds a comment, a declaration or anything but elements and text.
pub fn pieces(xml: &str) -> Option<Vec<Piece<'_>>> {
    let mut found = Vec::new();
    let mut open: Vec<&str> = Vec::new();
    let mut rest = xml;
    while !rest.is_empty() {
        let Some(at) = rest.find('<') else {
            found.push(Piece::Text(decode(rest)));
            break;
        };
        if at > 0 {
            found.push(Piece::Text(decode(rest.get(..at)?)));
        }
        rest = rest.get(at + 1..)?;
        if let Some(end) = rest.strip_prefix('/') {
            let (name, after) = end.split_once('>')?;
            if open.pop() != Some(name.trim()) {
                return None;
            }
            found.push(Piece::End(name.trim()));
            rest = after;
            continue;
        }
        let (start, after) = start(rest)?;
        if let Piece::Start { name, empty: false, .. } = &start {
            open.push(name);
        }
        found.push(start);
        rest = after;
    }
    open.is_empty().then_some(found)
}

/// Reads a start tag behind its `<`: the piece and what follows it.
fn start(text: &str) -> Option<(Piece<'_>, &str)> {
    let end = text.find(|c: char| c.is_whitespace() || matches!(c, '>' | '/'))?;
    let (name, mut rest) = text.split_at(end);
    if name.is_empty() || !name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-') {
        return None;
    }
    let mut attributes = Vec::new();
    loop {
        rest = rest.trim_start();
        if let Some(after) = rest.strip_prefix("/>") {
            return Some((Piece::Start { name, attributes, empty: true }, after));
        }
        if let Some(after) = rest.strip_prefix('>') {
            return Some((Piece::Start { name, attributes, empty: false }, after));
        }
        let (key, after) = rest.split_once('=')?;
        let quote = after.chars().next().filter(|c| matches!(c, '"' | '\''))?;
        let (value, after) = after.get(1..)?.split_once(quote)?;
        attributes.push((key.trim(), decode(value)));
        rest = after;
    }
}

/// The text with its entities decoded; what is none stays as it is.
fn decode(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(rest.get(..at).unwrap_or(""));
        rest = rest.get(at..).unwrap_or("");
        let end = rest.bytes().take(12).position(|byte| byte == b';');
        let found = end.and_then(|end| Some((entity(rest.get(1..end)?)?, rest.get(end + 1..)?)));
        match found {
            Some((c, after)) => {
                out.push(c);
                rest = after;
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

fn entity(name: &str) -> Option<char> {
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => '\u{a0}',
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code)?
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_xml_may_not_hold_is_not_written() {
        assert_eq!(escape("a\u{1}<b>&\"c\"'\n\u{ffff}é"), "a &lt;b&gt;&amp;&quot;c&quot;&#39;\n é");
    }

    #[test]
    fn elements_attributes_and_text_are_told_apart() {
        let found = pieces("<a x=\"1 &lt; 2\" y='\"'>b &amp; c &#65;&#x42;&z;<d/></a>").unwrap();
        let attributes = vec![("x", "1 < 2".to_owned()), ("y", "\"".to_owned())];
        let expected = [
            Piece::Start { name: "a", attributes, empty: false },
            Piece::Text("b & c AB&z;".to_owned()),
            Piece::Start { name: "d", attributes: Vec::new(), empty: true },
            Piece::End("a"),
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn what_is_not_well_formed_is_refused() {
        for text in
            ["<a>", "</a>", "<a></b>", "<a", "<a x>", "<a x=1/>", "<!-- x -->", "<?x?>", "<a x=\"1/>", "<", "<é/>"]
        {
            assert_eq!(pieces(text), None, "{text}");
        }
    }
}
