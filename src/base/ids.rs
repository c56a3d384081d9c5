//! Ids as they are compared.

/// The form in which two ids are compared: `Epic 24`, `epic-24` and `EPIC-024` are one. Separators stand only where
/// leaving them out would join two numbers or two words.
pub fn comparable(id: &str) -> String {
    if id.is_ascii() { comparable_ascii(id.trim()) } else { comparable_any(id) }
}

/// The same of the ids there are: nearly all of them are ASCII, and they are compared again and again.
fn comparable_ascii(id: &str) -> String {
    let mut out = String::with_capacity(id.len() + 1);
    let mut gap = false;
    let bytes = id.as_bytes();
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        if byte.is_ascii_digit() {
            let run = bytes.get(at..).unwrap_or_default();
            let length = run.iter().take_while(|byte| byte.is_ascii_digit()).count();
            if gap && !out.is_empty() && !out.ends_with(|c: char| c.is_ascii_alphabetic()) {
                out.push('-');
            }
            let digits = id.get(at..at + length).unwrap_or_default();
            let bare = digits.trim_start_matches('0');
            out.push_str(if bare.is_empty() { "0" } else { bare });
            gap = false;
            at += length;
            continue;
        }
        at += 1;
        if char::from(byte).is_whitespace() || matches!(byte, b'-' | b'_' | b'#') {
            gap = true;
            continue;
        }
        if gap && !out.is_empty() {
            out.push('-');
        }
        gap = false;
        out.push(char::from(byte.to_ascii_lowercase()));
    }
    out
}

fn comparable_any(id: &str) -> String {
    let mut out = String::with_capacity(id.len());
    let mut gap = false;
    let mut digits = String::new();
    for c in id.trim().chars().flat_map(char::to_lowercase) {
        if c.is_ascii_digit() {
            let letter_before = out.chars().next_back().is_some_and(char::is_alphabetic);
            if gap && digits.is_empty() && !letter_before && !out.is_empty() {
                out.push('-');
            }
            gap = false;
            digits.push(c);
            continue;
        }
        flush(&mut out, &mut digits);
        if c.is_whitespace() || matches!(c, '-' | '_' | '‐' | '‑' | '–' | '#') {
            gap = true;
            continue;
        }
        if gap && !out.is_empty() {
            out.push('-');
        }
        gap = false;
        out.push(c);
    }
    flush(&mut out, &mut digits);
    out
}

/// Writes a run of digits without its zero padding.
fn flush(out: &mut String, digits: &mut String) {
    if digits.is_empty() {
        return;
    }
    let bare = digits.trim_start_matches('0');
    out.push_str(if bare.is_empty() { "0" } else { bare });
    digits.clear();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_ways_say_the_same() {
        for id in [
            "", " ", "FEAT-012", "feat 0 0", "0010", "04-05", "a--b__1", "#7", "F-001A", "1a-2", "\u{b}x-", "a.01",
            "_-",
        ] {
            assert_eq!(comparable_ascii(id.trim()), comparable_any(id), "{id:?}");
        }
    }
}
