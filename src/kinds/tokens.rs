//! Tokens that look like ids: `FEAT-012`, `QA-FEAT-013`, `B-0042`, `YARD-02R`, `bug-355.05`, `Epic 24`. Which of them
//! some document owns is `link`'s to say. Rules 8 and 9 of the reading rules.

use crate::base::text::table;

/// What a token may be.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Token {
    /// Offset of its first byte in the text that was scanned.
    pub start: usize,
    /// Offset behind its last byte.
    pub end: usize,
}

/// Prefixes of standards, units and versions, and of the parts of a plan: no ids.
const NO_PREFIX: &[&str] = &[
    "phase",
    "step",
    "week",
    "day",
    "sprint",
    "stage",
    "milestone",
    "wave",
    "iteration",
    "section",
    "chapter",
    "figure",
    "fig",
    "table",
    "line",
    "lines",
    "page",
    "version",
    "v",
    "q",
    "h",
    "utf",
    "iso",
    "sha",
    "md",
    "aes",
    "rsa",
    "http",
    "tls",
    "ssl",
    "es",
    "ipv",
    "gpt",
    "claude",
    "node",
    "python",
    "php",
    "java",
    "jdk",
    "ios",
    "x",
    "usb",
    "cve",
    "cwe",
    "ieee",
    "ansi",
    "base",
    "top",
    "covid",
    "pre",
    "post",
    "mid",
    "non",
    "sub",
    "re",
    "co",
    "level",
    "layer",
    "tier",
    "option",
    "part",
    "item",
    "point",
    "row",
    "column",
    "col",
    "jan",
    "feb",
    "mar",
    "apr",
    "may",
    "jun",
    "jul",
    "aug",
    "sep",
    "oct",
    "nov",
    "dec",
    "january",
    "february",
    "march",
    "april",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "test",
    "case",
    "rev",
    "rc",
    "alpha",
    "beta",
    "round",
    "batch",
    "size",
    "port",
    "hmac",
    "crc",
    "win",
    "arm",
    "amd",
    "mp",
    "h2",
    "wcag",
    "oauth",
    "w3c",
    "unicode",
    "latin",
    "cp",
    "windows",
    "no",
    "nr",
    "num",
];

/// Words that make the number behind them an id of their kind (`Epic 24`).
const KINDS: &[&str] =
    &["epic", "eip", "erc", "rfc", "adr", "story", "sep", "pep", "kep", "bip", "feat", "prd", "épica"];
/// Words that say only that a number follows which is an id of the folder (`Spec 035`).
const GENERIC: &[&str] = &["spec", "feature", "proposal", "ticket"];

/// The bytes a token may begin with.
const LETTERS: [bool; 256] = table(b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");
/// The bytes of a word of ASCII.
const WORD: [bool; 256] = table(b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_");

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// Every token of a text that looks like an id. `any_case` also takes prefixes in lower case.
pub(super) fn scan(text: &str, any_case: bool) -> Vec<Token> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = bytes.get(at..).and_then(|rest| rest.iter().position(|&byte| LETTERS[usize::from(byte)])) {
        at += start;
        let rest = bytes.get(at..).unwrap_or_default();
        let word = rest.iter().position(|&byte| !WORD[usize::from(byte)]).unwrap_or(rest.len());
        // Most words are followed by another one: only behind these signs a number may stand.
        let may = matches!(rest.get(word..word + 2), Some([b'-', _] | [b' ' | b'#', b' ' | b'#' | b'0'..=b'9']));
        if may
            && (begins_word(text, at) || before_is_id(&found, at, bytes))
            && let Some(end) = hyphenated(bytes, at, any_case).or_else(|| kind_and_number(text, at))
        {
            found.push(Token { start: at, end });
            at = end;
            continue;
        }
        at += word;
    }
    found
}

/// Whether a token may begin here: not inside of a word, path or address.
fn begins_word(text: &str, at: usize) -> bool {
    let before = text.get(..at).and_then(|head| head.chars().next_back());
    before.is_none_or(|c| !is_word(c) && !matches!(c, '-' | '.' | '/' | '#' | '@' | '\\' | '='))
}

/// `R-051/R-053`: a slash behind one id begins another.
fn before_is_id(found: &[Token], at: usize, bytes: &[u8]) -> bool {
    let slash = at.checked_sub(1).and_then(|before| bytes.get(before)) == Some(&b'/');
    slash && found.last().is_some_and(|last| last.end + 1 == at)
}

/// `PREFIX-12`, `A-B-12`, `YARD-02R`, `bug-355.05`: letters, hyphen, digits.
fn hyphenated(bytes: &[u8], start: usize, any_case: bool) -> Option<usize> {
    let run = |from: usize, wanted: &dyn Fn(u8) -> bool| {
        bytes.get(from..).map_or(0, |rest| rest.iter().take(40).take_while(|&&byte| wanted(byte)).count())
    };
    let first = run(start, &|byte| byte.is_ascii_alphanumeric());
    if first == 0 || first > 16 {
        return None;
    }
    if bytes.get(start + first) != Some(&b'-') {
        return None;
    }
    let prefix = std::str::from_utf8(bytes.get(start..start + first)?).ok()?;
    if !any_case && prefix.bytes().any(|byte| byte.is_ascii_lowercase()) {
        return None;
    }
    let is_series = || !NO_PREFIX.iter().any(|word| word.eq_ignore_ascii_case(prefix));
    let mut at = start + first;
    for _ in 0..4 {
        if bytes.get(at) != Some(&b'-') {
            return None;
        }
        let digits = run(at + 1, &|byte| byte.is_ascii_digit());
        if digits > 0 && digits <= 8 {
            let mut end = at + 1 + digits;
            let suffix = run(end, &|byte| byte.is_ascii_alphabetic());
            if suffix > 0 && suffix <= 2 && bytes.get(end..end + suffix)?.iter().all(u8::is_ascii_uppercase)
                || suffix == 1
            {
                end += suffix;
            }
            while bytes.get(end) == Some(&b'.') {
                let more = run(end + 1, &|byte| byte.is_ascii_digit());
                if more == 0 || more > 6 {
                    break;
                }
                end += 1 + more;
            }
            return (ends_word(bytes, end) && is_series()).then_some(end);
        }
        let piece = run(at + 1, &|byte| byte.is_ascii_alphanumeric());
        let upper = bytes.get(at + 1..at + 1 + piece)?.iter().all(|byte| !byte.is_ascii_lowercase());
        if piece == 0 || piece > 10 || !upper {
            return None;
        }
        at += 1 + piece;
    }
    None
}

/// Whether a token may end here: what follows does not go on with it. `FEAT-012-login` is a file's stem, not an id.
fn ends_word(bytes: &[u8], end: usize) -> bool {
    match bytes.get(end) {
        Some(b'_') => false,
        Some(b'-') => !bytes.get(end + 1).is_some_and(|byte| byte.is_ascii_alphabetic()),
        Some(byte) => !byte.is_ascii_alphanumeric(),
        None => true,
    }
}

/// `Epic 24`, `Story 1.2`, `Spec #035`.
fn kind_and_number(text: &str, start: usize) -> Option<usize> {
    let rest = text.get(start..)?;
    let length = rest.bytes().take(12).take_while(u8::is_ascii_alphabetic).count();
    let word = rest.get(..length)?;
    if !KINDS.iter().chain(GENERIC).any(|kind| kind.eq_ignore_ascii_case(word)) {
        return None;
    }
    let behind = rest.get(length..)?;
    let number = behind.trim_start_matches([' ', '#']);
    let gap = behind.len() - number.len();
    let digits = number.bytes().take(12).take_while(|byte| byte.is_ascii_digit() || *byte == b'.').count();
    let digits = number.get(..digits)?.trim_end_matches('.').len();
    let valid = gap > 0 && gap <= 2 && number.starts_with(|c: char| c.is_ascii_digit());
    let end = start + length + gap + digits;
    (valid && ends_word(text.as_bytes(), end)).then_some(end)
}

/// The id a token names: of `Spec 035` the number, which is an id within its folder.
pub(super) fn id_of(token: &str) -> &str {
    let word = token.split([' ', '#']).next().unwrap_or("");
    if word.len() < token.len() && GENERIC.contains(&word.to_ascii_lowercase().as_str()) {
        return token.get(word.len()..).unwrap_or("").trim_start_matches([' ', '#']);
    }
    token
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str, any_case: bool) -> Vec<&str> {
        scan(text, any_case).iter().map(|token| &text[token.start..token.end]).collect()
    }

    #[test]
    fn tokens_that_look_like_ids() {
        for (text, expected) in [
            ("FEAT-012 and B-0042", &["FEAT-012", "B-0042"][..]),
            ("(QA-FEAT-013)", &["QA-FEAT-013"]),
            ("YARD-02R, R-020B", &["YARD-02R", "R-020B"]),
            ("R-051/R-053 may", &["R-051", "R-053"]),
            ("Epic 24 (library)", &["Epic 24"]),
            ("Story 1.2.", &["Story 1.2"]),
            ("Spec #035", &["Spec #035"]),
            ("ABC-P2-02", &["ABC-P2-02"]),
            ("UTF-8, SHA-256, Phase 1, v-2, GPT-4", &[]),
            ("Node 20, Redis 7", &[]),
            ("2026-03-02", &[]),
            ("FEAT-012-login.md", &[]),
            ("https://x.org/FEAT-012", &[]),
            ("bug-271", &[]),
        ] {
            assert_eq!(found(text, false), expected, "{text}");
        }
        assert_eq!(found("bug-355.05", true), ["bug-355.05"]);
    }

    #[test]
    fn generic_words_are_no_part_of_the_id() {
        assert_eq!(id_of("Spec #035"), "035");
        assert_eq!(id_of("Epic 24"), "Epic 24");
        assert_eq!(id_of("FEAT-1"), "FEAT-1");
    }
}
