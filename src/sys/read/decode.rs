//! From bytes to text: whatever the bytes are, there is a text and a finding that says what was done.

use std::sync::Arc;

use crate::base::Span;
use crate::base::text::counted;
use crate::diag::{Diagnostic, Place, Severity};

/// The text of a file, with `\n` or `\r\n` at its line ends, without byte order mark and without NUL.
pub fn text(bytes: &[u8], path: &Arc<str>) -> (String, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let mut text = match bytes {
        [0xff, 0xfe, rest @ ..] => utf16(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => utf16(rest, u16::from_be_bytes),
        _ if every_other_is_nul(bytes, 1) => utf16(bytes, u16::from_le_bytes),
        _ if every_other_is_nul(bytes, 0) => utf16(bytes, u16::from_be_bytes),
        _ => String::new(),
    };
    if text.is_empty() {
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        let (decoded, broken) = utf8(bytes);
        text = decoded;
        if let Some((first, count)) = broken {
            let place = Place { path: Arc::clone(path), span: Span::new(first, first + '\u{fffd}'.len_utf8()) };
            let sequences = counted(count, "sequence of bytes is", "sequences of bytes are");
            let message = format!("{sequences} not UTF-8, shown as `\u{fffd}`");
            let finding = Diagnostic::new("invalid-encoding", Severity::Warning, place, message);
            diagnostics.push(finding.help("save the file as UTF-8"));
        }
    } else {
        let place = Place { path: Arc::clone(path), span: Span::default() };
        let finding = Diagnostic::new("invalid-encoding", Severity::Warning, place, "the file is UTF-16, not UTF-8");
        diagnostics.push(finding.help("it was read as UTF-16; save it as UTF-8 so that other tools can read it"));
    }
    if let Some(first) = text.find('\0') {
        let count = text.matches('\0').count();
        text = text.replace('\0', "\u{fffd}");
        let place = Place { path: Arc::clone(path), span: Span::new(first, first + '\u{fffd}'.len_utf8()) };
        let message = format!("{} in the text, shown as `\u{fffd}`", counted(count, "NUL character", "NUL characters"));
        let finding = Diagnostic::new("invalid-encoding", Severity::Warning, place, message);
        diagnostics.push(finding.help("remove them: editors and other tools take such a file for a binary one"));
    }
    (line_ends(text), diagnostics)
}

/// The text with replacements, and where the first one stands and how many there are.
fn utf8(bytes: &[u8]) -> (String, Option<(usize, usize)>) {
    if let Ok(text) = std::str::from_utf8(bytes) {
        return (text.to_owned(), None);
    }
    let mut text = String::with_capacity(bytes.len() + 16);
    let mut broken = None;
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        if !chunk.invalid().is_empty() {
            broken.get_or_insert((text.len(), 0)).1 += 1;
            text.push('\u{fffd}');
        }
    }
    (text, broken)
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> String {
    let units = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]]));
    char::decode_utf16(units).map(|c| c.unwrap_or('\u{fffd}')).collect()
}

/// Whether the bytes at odd (1) or even (0) offsets are mostly NUL and the others not: UTF-16 without its mark.
fn every_other_is_nul(bytes: &[u8], odd: usize) -> bool {
    let head = &bytes[..bytes.len().min(2000)];
    let nuls = |offset: usize| head.iter().skip(offset).step_by(2).filter(|&&byte| byte == 0).count();
    let half = head.len() / 2;
    half >= 8 && nuls(odd) * 10 >= half * 7 && nuls(1 - odd) * 10 <= half
}

/// A lone carriage return becomes a line feed: parsers end a line there, and so must line numbers.
fn line_ends(text: String) -> String {
    let bytes = text.as_bytes();
    let lone = |at: usize| bytes.get(at) == Some(&b'\r') && bytes.get(at + 1) != Some(&b'\n');
    if !bytes.contains(&b'\r') || !(0..bytes.len()).any(lone) {
        return text;
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        out.push(if c == '\r' && rest.peek() != Some(&'\n') { '\n' } else { c });
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> (String, Vec<String>) {
        let (text, found) = text(bytes, &Arc::from("a.md"));
        (text, found.into_iter().map(|finding| finding.message).collect())
    }

    #[test]
    fn every_encoding_gives_a_text_and_a_finding() {
        assert_eq!(read(b"# A\n"), ("# A\n".into(), vec![]));
        assert_eq!(read(b"\xef\xbb\xbf# A\n"), ("# A\n".into(), vec![]));
        let utf16 = "the file is UTF-16, not UTF-8";
        assert_eq!(read(b"\xff\xfe#\0 \0A\0"), ("# A".into(), vec![utf16.into()]));
        assert_eq!(read(b"\xfe\xff\0#\0 \0A"), ("# A".into(), vec![utf16.into()]));
        let unmarked: Vec<u8> = "# Status: done".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(read(&unmarked), ("# Status: done".into(), vec![utf16.into()]));
        assert_eq!(
            read(b"caf\xe9 cr\xe8me"),
            ("caf\u{fffd} cr\u{fffd}me".into(), vec!["2 sequences of bytes are not UTF-8, shown as `\u{fffd}`".into()])
        );
        assert_eq!(
            read(b"a\0b"),
            ("a\u{fffd}b".into(), vec!["1 NUL character in the text, shown as `\u{fffd}`".into()])
        );
        assert_eq!(read(b""), (String::new(), vec![]));
        assert_eq!(read(b"\xff\xfe"), ("\u{fffd}\u{fffd}".into(), read(b"\xff\xfe").1));
    }

    #[test]
    fn lone_carriage_returns_end_lines() {
        assert_eq!(read(b"a\rb\r\nc\r").0, "a\nb\r\nc\n");
    }
}
