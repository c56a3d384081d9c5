//! What brackets are there for, where types begin and end, and bytes that mean more than one thing.

use super::super::super::Class::*;
use super::super::state::Lexer;
use super::super::table::{Escapes, Quote, Role};
use super::functions::{arrow, method};
use super::{BEFORE_VALUE, CLASS, CONST, DECLARATION, FUNCTION, IMPORT, LET, QUESTION, TYPE, VALUE};

/// A regular expression.
static PATTERN: Quote = Quote { escapes: Escapes::Quote, ..Quote::new("/", "/") };

/// What a bracket that opens here is there for.
pub(super) fn role(lexer: &Lexer, byte: u8) -> Role {
    match byte {
        b'(' => round(lexer),
        b'{' => curly(lexer),
        _ if lexer.state & TYPE != 0 => Role::Type,
        _ => pieces(lexer).unwrap_or(Role::List),
    }
}

fn round(lexer: &Lexer) -> Role {
    let here = &lexer.code[lexer.at..];
    let after_name = !lexer.word.is_empty() && !lexer.keyword;
    if lexer.named == Some(Function) || lexer.state & FUNCTION != 0 || matches!(lexer.word, "function" | "constructor")
    {
        return Role::Params;
    }
    if lexer.state & TYPE != 0 {
        return if arrow(here) { Role::Params } else { Role::Type };
    }
    let params = if after_name || lexer.last == b'>' {
        match lexer.role() {
            Role::Members if lexer.state & VALUE == 0 => true,
            Role::Map if lexer.ranges.last().is_some_and(|(range, _)| range.end == lexer.at) => method(here),
            _ => lexer.word.is_empty() && arrow(here),
        }
    } else {
        (lexer.word.is_empty() || lexer.word == "async" || BEFORE_VALUE.contains(&lexer.word)) && arrow(here)
    };
    if params { Role::Params } else { Role::Call }
}

fn curly(lexer: &Lexer) -> Role {
    if lexer.state & CLASS != 0 && !matches!(lexer.last, b'<' | b'|' | b'&' | b',') {
        return Role::Members;
    }
    if lexer.state & TYPE != 0 {
        // Behind a whole type stands a body.
        let whole = match lexer.last {
            b')' | b']' => true,
            b'>' => !lexer.code[..lexer.at].trim_end().ends_with("=>"),
            byte => byte.is_ascii_alphanumeric() && !lexer.keyword,
        };
        return if whole { Role::Plain } else { Role::Members };
    }
    if lexer.role() == Role::Type {
        return Role::Members;
    }
    if lexer.state & IMPORT != 0 && lexer.word != "default" {
        return Role::Names;
    }
    if let Some(role) = pieces(lexer) {
        return role;
    }
    match lexer.last {
        b'{' if lexer.role() == Role::Hole => Role::Map,
        b'(' | b',' | b'=' | b':' | b'[' | b'?' | b'|' | b'&' | b'.' => Role::Map,
        _ if matches!(lexer.word, "return" | "default") => Role::Map,
        _ => Role::Plain,
    }
}

/// What the brackets are there for by which a value is taken apart into names.
fn pieces(lexer: &Lexer) -> Option<Role> {
    match lexer.role() {
        _ if lexer.state & CONST != 0 && lexer.state & VALUE == 0 => Some(Role::Constants),
        _ if lexer.state & LET != 0 && lexer.state & VALUE == 0 => Some(Role::Names),
        role @ (Role::Params | Role::Constants) if b"(,{[:".contains(&lexer.last) => Some(role),
        _ => None,
    }
}

/// Bytes that mean more than one thing.
pub(super) fn special(lexer: &mut Lexer, byte: u8) -> bool {
    let next = lexer.peek(1);
    let bracket = lexer.open.last().map_or(0, |open| open.byte);
    match byte {
        b'\n' => end_of_line(lexer, bracket),
        b';' => lexer.state = 0,
        b',' if lexer.state & CLASS == 0 => lexer.state &= DECLARATION | IMPORT,
        b'=' if next == b'>' => {
            lexer.take(2, Keyword);
            return true;
        }
        b'=' => {
            let alias = lexer.named == Some(Type) || lexer.state & CLASS != 0;
            lexer.state = if alias && lexer.role() != Role::Params { TYPE } else { lexer.state & !TYPE | VALUE };
        }
        b'?' if next == b'.' => {
            lexer.plain(2);
            return true;
        }
        b'?' if next == b':' => {
            lexer.take(2, Operator);
            lexer.state |= TYPE;
            return true;
        }
        b'?' if next != b'?' && lexer.last != b'?' && lexer.role() != Role::Members => lexer.state |= QUESTION,
        b':' => {
            colon(lexer, bracket);
            return true;
        }
        b'<' if generic(lexer) => {
            if lexer.named == Some(Function) {
                lexer.state |= FUNCTION;
            } else if lexer.named == Some(Type) {
                lexer.state |= CLASS;
            }
            lexer.push(b'<', Role::Type);
            return true;
        }
        b'>' if bracket == b'<' => {
            lexer.closed(b'>');
            return true;
        }
        b'{' if lexer.state & (TYPE | CLASS) != 0 => {
            let role = curly(lexer);
            if role == Role::Plain || lexer.state & CLASS != 0 {
                lexer.state = 0;
            }
            lexer.push(byte, role);
            return true;
        }
        b'@' => {
            lexer.plain(1);
            return true;
        }
        b'.' if next == b'.' && lexer.peek(2) == b'.' => {
            lexer.take(3, Operator);
            return true;
        }
        b'*' if matches!(lexer.word, "import" | "export") => {
            lexer.take(1, Constant);
            return true;
        }
        b'/' if next != b'/' && next != b'*' && pattern(lexer) => {
            lexer.quoted(&PATTERN);
            let flags = lexer.count(0, |byte| byte.is_ascii_lowercase());
            if flags > 0 {
                lexer.take(flags, Keyword);
            }
            return true;
        }
        _ => {}
    }
    false
}

/// Ends what ends with a line, unless it goes on.
fn end_of_line(lexer: &mut Lexer, bracket: u8) {
    if lexer.state & CLASS != 0 || lexer.state == 0 || b"|&=:,<?".contains(&lexer.last) {
        return;
    }
    if !lexer.ahead().starts_with(['|', '&', '?', ':', '.', '=']) {
        lexer.state = if bracket == b'(' { lexer.state & DECLARATION } else { 0 };
    }
}

/// Reads a colon: before a type it is an operator, behind a key it is nothing.
fn colon(lexer: &mut Lexer, bracket: u8) {
    if lexer.state & QUESTION != 0 {
        lexer.state &= !QUESTION;
        return lexer.take(1, Operator);
    }
    let result = lexer.shut == Some(Role::Params);
    let annotates = match lexer.role() {
        Role::Params => bracket == b'(',
        Role::Members | Role::Type => true,
        Role::Constants | Role::Map => result,
        Role::Names => false,
        _ => result || (lexer.state & DECLARATION != 0 && lexer.state & VALUE == 0),
    };
    if annotates {
        lexer.take(1, Operator);
        lexer.state |= TYPE;
    } else {
        lexer.plain(1);
        lexer.state &= !(TYPE | VALUE);
    }
}

/// Whether `<` begins arguments that are types.
fn generic(lexer: &Lexer) -> bool {
    let before = if lexer.at > 0 { lexer.bytes[lexer.at - 1] } else { b' ' };
    lexer.state & TYPE != 0
        || lexer.role() == Role::Type
        || lexer.named.is_some()
        || (lexer.letter(before) && !matches!(lexer.peek(1), b' ' | b'=' | b'0'..=b'9'))
}

/// Whether a slash begins a pattern and divides nothing.
fn pattern(lexer: &Lexer) -> bool {
    let value = match lexer.last {
        b')' | b']' | b'}' | b'"' => false,
        _ if BEFORE_VALUE.contains(&lexer.word) => true,
        byte => !lexer.letter(byte),
    };
    value && lexer.peek(1 + lexer.count(1, |byte| byte != b'/' && byte != b'\n')) == b'/'
}
