//! Ids as they are compared.

/// The form in which two ids are compared: `Epic 24`, `epic-24` and `EPIC-024` are one. Separators stand only where
/// leaving them out would join two numbers or two words.
pub fn comparable(id: &str) -> String {
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
