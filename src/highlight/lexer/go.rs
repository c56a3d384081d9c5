//! Go.

use super::super::Class::{self, *};
use super::state::Lexer;
use super::table::{BASE, Escapes, Marks, Quote, Role, Table, Word};

pub(super) static TABLE: Table = Table {
    name: "go",
    words: &[
        (Word::Names(Function), "func"),
        (Word::Names(Type), "type"),
        (
            Word::Is(Keyword),
            "break case chan const continue default defer else fallthrough for go goto if import interface map package range \
             return select struct switch var",
        ),
        (Word::Is(Constant), "true false nil iota"),
        (
            Word::Is(Type),
            "any bool byte comparable complex64 complex128 error float32 float64 int int8 int16 int32 int64 rune string uint \
             uint8 uint16 uint32 uint64 uintptr",
        ),
    ],
    quotes: &[
        Quote { marks: Marks::Percent, ..Quote::new("\"", "\"") },
        Quote { marks: Marks::Percent, lines: true, escapes: Escapes::No, ..Quote::new("`", "`") },
        Quote { class: Constant, ..Quote::new("'", "'") },
    ],
    operators: "=+-*/%<>!&|^",
    name_class,
    role,
    special,
    ..BASE
};

/// In `state`: results of a function follow.
const RESULT: u8 = 1;
/// The name behind the dot is a type.
const CHAIN: u8 = 2;

fn name_class(lexer: &mut Lexer, name: &str) -> Option<Class> {
    let next = lexer.peek(0);
    let start = lexer.at - name.len();
    let before = if start > 0 { lexer.bytes[start - 1] } else { b' ' };
    if lexer.last == b'.' && lexer.state & CHAIN != 0 {
        lexer.state &= !CHAIN;
        return Some(Type);
    }
    lexer.state &= !CHAIN;
    if lexer.fresh && lexer.role() == Role::Names || (lexer.word == "const" && !lexer.fresh) {
        return Some(Constant);
    }
    let first = matches!(lexer.last, b'(' | b',');
    if lexer.role() == Role::Params && first && next != b'.' && next != b')' {
        return Some(Variable);
    }
    if next == b'(' {
        return Some(Function);
    }
    let is_type = match lexer.last {
        _ if lexer.state & RESULT != 0 => true,
        _ if lexer.role() == Role::Params => true,
        _ if lexer.role() == Role::Type => true,
        b'*' => before == b'*' && (start < 2 || matches!(lexer.bytes[start - 2], b' ' | b'\t' | b']' | b'(')),
        b']' => before == b']',
        b'0'..=b'9' | b'a'..=b'z' | b'A'..=b'Z' | b'_' => {
            !lexer.fresh && !lexer.word.is_empty() && (!lexer.keyword || lexer.word == "chan")
        }
        _ => false,
    };
    match (is_type, next) {
        (true, b'.') => {
            lexer.state |= CHAIN;
            None
        }
        (true, b'{') if lexer.state & RESULT == 0 => None,
        (true, _) => Some(Type),
        _ => None,
    }
}

fn role(lexer: &Lexer, byte: u8) -> Role {
    match byte {
        b'(' if lexer.named == Some(Function) || lexer.word == "func" => Role::Params,
        b'(' if lexer.word == "const" => Role::Names,
        // The name of a method stands behind its receiver.
        b'(' if lexer.state & RESULT != 0 && !lexer.word.is_empty() => Role::Params,
        b'(' if lexer.state & RESULT != 0 => Role::Type,
        b'[' if lexer.word == "map" => Role::Type,
        _ => Role::Plain,
    }
}

fn special(lexer: &mut Lexer, byte: u8) -> bool {
    match byte {
        b')' if lexer.role() == Role::Params => lexer.state = RESULT,
        b'{' | b'\n' | b'=' | b';' => lexer.state = 0,
        b':' if lexer.peek(1) == b'=' => {
            lexer.take(2, Operator);
            return true;
        }
        b'.' if lexer.peek(1) == b'.' => {
            lexer.take(3, Operator);
            return true;
        }
        _ => {}
    }
    false
}
