//! Rust.

use super::super::Class::{self, *};
use super::state::{Lexer, constant};
use super::table::{BASE, Escapes, Marks, Quote, Role, Table, Word};

pub(super) static TABLE: Table = Table {
    name: "rust",
    words: &[
        (Word::Names(Function), "fn"),
        (Word::Names(Type), "struct enum trait union type"),
        (Word::Names(Constant), "const static"),
        (
            Word::Is(Keyword),
            "as async await break continue crate dyn else extern for if impl in let loop match mod move mut pub ref return \
             super unsafe use where while Self bool char f32 f64 i128 i16 i32 i64 i8 isize str u128 u16 u32 u64 u8 usize",
        ),
        (Word::Is(Constant), "true false"),
        (
            Word::Is(Type),
            "String Vec Option Result Box Ok Err Some None Copy Send Sized Sync Drop Fn FnMut FnOnce Iterator \
            IntoIterator Default Clone PartialEq Eq PartialOrd Ord AsRef AsMut Into From ToString ToOwned Extend \
            DoubleEndedIterator ExactSizeIterator SliceConcatExt",
        ),
    ],
    nested_comments: true,
    quotes: &[
        Quote { lines: true, escapes: Escapes::No, ..Quote::new("r##\"", "\"##") },
        Quote { lines: true, escapes: Escapes::No, ..Quote::new("r#\"", "\"#") },
        Quote { lines: true, escapes: Escapes::No, ..Quote::new("r\"", "\"") },
        Quote { lines: true, ..Quote::new("b\"", "\"") },
        Quote { lines: true, marks: Marks::Brace, ..Quote::new("\"", "\"") },
    ],
    operators: "=+-*/%<>!&^?",
    name_class,
    role,
    special,
    ..BASE
};

fn name_class(lexer: &mut Lexer, name: &str) -> Option<Class> {
    let (next, after) = (lexer.next(), lexer.peek(1));
    let before = &lexer.bytes[..lexer.at - name.len()];
    let path = before.ends_with(b"::");
    let params = lexer.role() == Role::Params;
    let closure = before.ends_with(b"|") && matches!(next, b'|' | b',' | b':') && !lexer.ahead().starts_with("::");
    match name {
        "_" => return Some(Operator),
        "self" if params => return Some(Variable),
        "self" => return Some(Constant),
        _ if closure || (params && next == b':' && after != b':') => return Some(Variable),
        // What a pattern takes apart.
        _ if params && lexer.last == b'(' && next == b')' => return Some(Variable),
        _ => {}
    }
    if next == b'!' && after != b'=' && !path {
        lexer.at += 1;
        return Some(Function);
    }
    // The type that something is implemented for.
    let implemented = match lexer.word {
        "impl" => lexer.state & DEPTH == 0 && !lexer.ahead().starts_with("for "),
        "for" => next == b'{' && name.starts_with(|c: char| c.is_ascii_uppercase()),
        _ => false,
    };
    if implemented {
        return Some(Function);
    }
    if constant(name) {
        return Some(Constant);
    }
    (next == b'(' && !path && !name.starts_with(|c: char| c.is_ascii_uppercase())).then_some(Function)
}

fn role(lexer: &Lexer, byte: u8) -> Role {
    match byte {
        b'(' if lexer.named == Some(Function) || (lexer.last == b'>' && lexer.state == PARAMS) => Role::Params,
        b'(' if lexer.role() == Role::Params => Role::Params,
        b'[' if lexer.last == b'#' || (lexer.last == b'!' && lexer.bytes[..lexer.at].ends_with(b"#!")) => {
            Role::Attribute
        }
        _ => Role::Plain,
    }
}

/// In `state`: generics of a function are open, its parameters follow.
const PARAMS: u8 = 64;
/// The number of open generics.
const DEPTH: u8 = 63;

fn special(lexer: &mut Lexer, byte: u8) -> bool {
    match byte {
        b'-' if lexer.peek(1) == b'>' => lexer.plain(2),
        b'#' if matches!(lexer.peek(1), b'[' | b'!') => lexer.take(1, Attribute),
        b'=' if lexer.peek(1) == b'>' => lexer.take(2, Operator),
        b'<' if lexer.at > 0 && (lexer.letter(lexer.bytes[lexer.at - 1]) || lexer.bytes[lexer.at - 1] == b':') => {
            if lexer.named == Some(Function) {
                lexer.state = PARAMS;
            }
            lexer.state += u8::from(lexer.state & DEPTH < DEPTH);
            lexer.plain(1);
        }
        b'>' if lexer.state & DEPTH > 0 => {
            lexer.state -= 1;
            lexer.plain(1);
        }
        b'{' | b';' | b'\n' => {
            lexer.state = 0;
            return false;
        }
        b'.' if lexer.peek(1) == b'.' => lexer.take(2, Operator),
        b':' if lexer.role() == Role::Attribute => lexer.take(1, Attribute),
        b'\'' => return quoted(lexer),
        _ => return false,
    }
    true
}

/// A character between quotes, or a lifetime.
fn quoted(lexer: &mut Lexer) -> bool {
    let rest = &lexer.code[lexer.at + 1..];
    if rest.starts_with('\\') || rest.chars().nth(1) == Some('\'') {
        lexer.quoted(&CHARACTER);
        return true;
    }
    let len = rest.bytes().take_while(|byte| lexer.letter(*byte)).count();
    if len > 0 {
        lexer.take(len + 1, Keyword);
    }
    len > 0
}

static CHARACTER: Quote = Quote::new("'", "'");
