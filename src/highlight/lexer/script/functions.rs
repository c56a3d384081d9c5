//! What tells a function from other things: an arrow or a body behind its parameters.

use super::super::state::Lexer;
use super::CONST;

/// How many bytes are looked at to tell the parameters of a function from other brackets.
const PARAMETERS: usize = 1000;
/// How deep brackets stand in each other in parameters.
const DEPTH: usize = 16;
/// How many bytes the type takes at most that stands between a name or parameters and an arrow.
const ANNOTATION: usize = 160;

/// Whether a function follows, behind `=`, `:` or `?:`.
pub(super) fn holds_function(lexer: &Lexer) -> bool {
    let rest = lexer.ahead();
    let rest = rest.strip_prefix('?').unwrap_or(rest);
    let Some(rest) = rest.strip_prefix(['=', ':']) else { return false };
    if function(rest, lexer) {
        return true;
    }
    // The type of a function may be told before it.
    let annotation = annotation(rest).and_then(|text| text.find("> = "));
    annotation.is_some_and(|at| lexer.state & CONST != 0 && function(&rest[at + "> = ".len()..], lexer))
}

/// What stands on the line, where it is no longer than a type.
fn annotation(text: &str) -> Option<&str> {
    let end = text.bytes().take(ANNOTATION).position(|byte| matches!(byte, b'\n' | b';'))?;
    Some(&text[..end])
}

/// Whether a function begins here.
fn function(text: &str, lexer: &Lexer) -> bool {
    let rest = text.trim_start_matches(' ');
    let rest = rest.strip_prefix("async ").unwrap_or(rest).trim_start_matches(' ');
    if rest.starts_with("function") {
        return true;
    }
    if rest.starts_with('(') {
        return arrow(rest);
    }
    let name = rest.bytes().take_while(|byte| lexer.letter(*byte)).count();
    name > 0 && rest[name..].trim_start_matches(' ').starts_with("=>")
}

/// Whether an arrow follows the bracket that closes the one at the beginning, or a type with an arrow behind it.
pub(super) fn arrow(text: &str) -> bool {
    let rest = behind(text);
    rest.starts_with("=>") || (rest.starts_with(':') && annotation(rest).is_some_and(|line| line.contains("=>")))
}

/// Whether a body follows the bracket that closes the one at the beginning: it is a method.
pub(super) fn method(text: &str) -> bool {
    behind(text).starts_with(['{', ':'])
}

/// What stands behind the bracket that closes the one at the beginning; nothing where that is too far away.
fn behind(text: &str) -> &str {
    let mut depth = 0_usize;
    for (at, byte) in text.bytes().enumerate().take(PARAMETERS) {
        match byte {
            b'(' => depth += 1,
            b')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > DEPTH {
            break;
        }
        if depth == 0 {
            return text[at + 1..].trim_start();
        }
    }
    ""
}
