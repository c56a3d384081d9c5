//! Addresses in plain text, by the rules of GitHub's extended autolinks, which the parser does not have.

use std::ops::Range;

/// An address found in text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Found {
    /// Its bytes.
    pub range: Range<usize>,
    /// Where it leads.
    pub href: String,
}

/// The addresses of a text, in order.
pub(super) fn find(text: &str) -> Vec<Found> {
    let mut found = Vec::new();
    // Most text has none: three quick looks decide.
    if !(text.contains("://") || text.contains("www.") || text.contains('@')) {
        return found;
    }
    let bytes = text.as_bytes();
    let mut at = 0;
    let mut free_from = 0;
    while at < bytes.len() {
        let step = match bytes[at] {
            b'w' | b'h' | b'f' if may_begin(bytes, at) => web(text, at),
            b'@' => email(text, at, free_from),
            _ => None,
        };
        match step {
            Some(step) => {
                at = step.range.end.max(at + 1);
                free_from = at;
                found.push(step);
            }
            None => at += 1,
        }
    }
    found
}

/// Whether an address may begin behind what stands before it.
fn may_begin(bytes: &[u8], at: usize) -> bool {
    at.checked_sub(1).and_then(|before| bytes.get(before)).is_none_or(|byte| {
        byte.is_ascii_whitespace()
            || matches!(byte, b'*' | b'_' | b'~' | b'(' | b'"' | b'\'' | b'[' | b'<' | b':' | b',' | b'|' | b'>' | b'=')
            || !byte.is_ascii()
    })
}

/// An address that begins with `www.` or a scheme at `at`.
fn web(text: &str, at: usize) -> Option<Found> {
    let rest = text.get(at..)?;
    let (prefix, scheme) = if rest.starts_with("www.") {
        ("http://", 0)
    } else {
        let scheme = ["https://", "http://"].iter().find(|scheme| rest.starts_with(**scheme))?;
        ("", scheme.len())
    };
    let host = rest.get(scheme..)?;
    // No host is longer than 253 bytes; a bound keeps a line of many beginnings linear.
    let in_host = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
    let host_length = host.char_indices().take(254).find(|(_, c)| !in_host(*c)).map_or(host.len(), |(end, _)| end);
    if host_length > 254 * 4 {
        return None;
    }
    valid_host(host.get(..host_length)?, scheme > 0).then_some(())?;
    let length = rest.find(|c: char| c.is_whitespace() || c == '<').unwrap_or(rest.len());
    let length = trim(rest.get(..length)?);
    if length < scheme + host_length.min(3) {
        return None;
    }
    let address = rest.get(..length)?;
    Some(Found { range: at..at + length, href: format!("{prefix}{address}") })
}

/// A valid domain: parts joined by dots, no underscore in the last two; at least one dot where it began with `www.`,
/// and a single name such as `localhost` where a scheme stands before it.
fn valid_host(host: &str, scheme: bool) -> bool {
    let host = host.trim_end_matches('.');
    let mut parts = host.rsplit('.');
    let last = parts.next().unwrap_or("");
    let before = parts.next();
    !last.is_empty() && !last.contains('_') && before.map_or(scheme, |part| !part.contains('_') && !part.is_empty())
}

/// The length of an address without the punctuation that belongs to the sentence.
fn trim(address: &str) -> usize {
    let mut length = address.len();
    // Brackets are counted once and the counts kept while characters fall off the end.
    let mut open = address.matches('(').count();
    let mut close = address.matches(')').count();
    while let Some(last) = address.get(..length).and_then(|rest| rest.chars().next_back()) {
        match last {
            '?' | '!' | '.' | ',' | ':' | '*' | '_' | '~' | '\'' | '"' | '`' => length -= 1,
            ')' if close > open => {
                close -= 1;
                length -= 1;
            }
            '(' => {
                open -= 1;
                length -= 1;
            }
            ';' => {
                let rest = address.get(..length - 1).unwrap_or("");
                let name = rest.len() - rest.trim_end_matches(|c: char| c.is_ascii_alphanumeric()).len();
                let entity = name > 0 && rest.get(..rest.len() - name).is_some_and(|rest| rest.ends_with('&'));
                length = if entity { rest.len() - name - 1 } else { length - 1 };
            }
            ']' | '}' | '>' | '，' | '。' | '）' | '、' | '；' | '：' | '！' | '？' | '」' | '』' | '”' | '’' =>
            {
                length -= last.len_utf8();
            }
            _ => break,
        }
    }
    length
}

/// A mail address around the `@` at `at`, reaching back no further than `from`.
fn email(text: &str, at: usize, from: usize) -> Option<Found> {
    let name = text.get(from..at)?;
    // No name is longer than 64 characters; a bound keeps a line of many signs linear.
    let name_length = name
        .bytes()
        .rev()
        .take(65)
        .take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_' | b'+'))
        .count();
    let host = text.get(at + 1..)?;
    let mut length = host
        .bytes()
        .take(255)
        .take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_'))
        .count();
    let host = host.get(..length)?;
    if name_length == 0 || name_length > 64 || host.ends_with(['-', '_']) {
        return None;
    }
    length = host.trim_end_matches('.').len();
    let host = host.get(..length)?;
    if !host.contains('.') || host.contains("..") || host.starts_with('.') {
        return None;
    }
    let range = at - name_length..at + 1 + length;
    let address = text.get(range.clone())?;
    Some(Found { href: format!("mailto:{address}"), range })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_found_where_github_finds_them() {
        let cases: &[(&str, &[&str])] = &[
            ("see www.a-site.example/help.", &["http://www.a-site.example/help"]),
            ("(www.a.example/x(y)) and", &["http://www.a.example/x(y)"]),
            ("www.a.example/x?q=(b))", &["http://www.a.example/x?q=(b)"]),
            ("https://a.example/b?c=d&amp;", &["https://a.example/b?c=d"]),
            ("http://localhost:8080/x,", &["http://localhost:8080/x"]),
            ("xhttp://a.example", &[]),
            ("http://a_b.example_c", &[]),
            ("http://", &[]),
            ("www.", &[]),
            ("mail a.b-c_d+e@f.example. now", &["mailto:a.b-c_d+e@f.example"]),
            ("a@b", &[]),
            ("a@b.c-", &[]),
            ("@a.example", &[]),
            ("见https://a.example/路径。", &["https://a.example/路径"]),
            ("**https://a.example**", &["https://a.example"]),
        ];
        for (text, expected) in cases {
            let found: Vec<String> = find(text).into_iter().map(|found| found.href).collect();
            assert_eq!(found, *expected, "{text}");
        }
    }

    #[test]
    fn long_lines_take_one_pass() {
        for piece in ["@", "a@b.", "www.", "http://a", "(", "https://a.b/)", "&a;"] {
            find(&piece.repeat(300_000));
        }
    }
}
