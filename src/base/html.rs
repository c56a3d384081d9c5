//! Text that goes into HTML.

/// Adds text, escaped for values in double quotes. Characters that HTML may not hold become the replacement character.
pub fn escape_into(out: &mut String, text: &str) {
    write(out, text, true);
}

/// Adds text, escaped for the content of an element, where quotes may stay.
pub fn escape_text_into(out: &mut String, text: &str) {
    write(out, text, false);
}

/// The bytes that are not written as they are.
const SPECIAL: [bool; 256] = {
    let mut special = [false; 256];
    let mut byte = 0;
    while byte < 128 {
        special[byte] = matches!(byte as u8, b'&' | b'<' | b'>' | b'"' | 0..=8 | 11 | 14..=31 | 127);
        byte += 1;
    }
    special
};

fn write(out: &mut String, text: &str, quotes: bool) {
    let mut from = 0;
    for (at, byte) in text.bytes().enumerate() {
        if !SPECIAL[usize::from(byte)] {
            continue;
        }
        let entity = match byte {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' if quotes => "&quot;",
            b'"' => continue,
            _ => "\u{fffd}",
        };
        out.push_str(text.get(from..at).unwrap_or(""));
        out.push_str(entity);
        from = at + 1;
    }
    out.push_str(text.get(from..).unwrap_or(""));
}

/// Adds ` key="value"`, the value escaped.
pub fn attribute(out: &mut String, key: &str, value: &str) {
    out.push(' ');
    out.push_str(key);
    out.push_str("=\"");
    escape_into(out, value);
    out.push('"');
}

/// The text, escaped for both.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    escape_into(&mut out, text);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_of_html_survives() {
        assert_eq!(
            escape("a<b title=\"x\">&amp;\u{0}\u{1b}é"),
            "a&lt;b title=&quot;x&quot;&gt;&amp;amp;\u{fffd}\u{fffd}é"
        );
    }
}
