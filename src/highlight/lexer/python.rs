//! Python.

use super::super::Class::{self, *};
use super::state::{Lexer, constant};
use super::table::{BASE, Escapes, Holes, Marks, Quote, Role, Table, Word};

const fn quote(open: &'static str, close: &'static str, escapes: Escapes, holes: Holes, marks: Marks) -> Quote {
    Quote { lines: close.len() == 3, escapes, holes, marks, ..Quote::new(open, close) }
}

pub(super) static TABLE: Table = Table {
    name: "python",
    words: &[
        (Word::Names(Function), "def"),
        (Word::Names(Type), "class"),
        (
            Word::Is(Keyword),
            "and as assert async await break continue del elif else except finally for from global if import in is lambda \
             nonlocal not or pass raise return try while with yield",
        ),
        (Word::Soft, "match case type"),
        (Word::Is(Constant), "None True False NotImplemented Ellipsis __debug__"),
        (
            Word::Is(Type),
            "bool bytearray bytes complex dict float frozenset int list memoryview object property set slice str tuple type",
        ),
        (
            Word::Is(Type),
            "ArithmeticError AssertionError AttributeError BaseException ConnectionError EOFError Exception FileExistsError \
             FileNotFoundError ImportError IndexError IOError KeyError KeyboardInterrupt LookupError ModuleNotFoundError \
             NameError NotImplementedError OSError OverflowError PermissionError RecursionError RuntimeError StopIteration \
             SyntaxError SystemExit TimeoutError TypeError UnicodeDecodeError UnicodeError ValueError Warning \
             ZeroDivisionError",
        ),
    ],
    line_comments: &["#"],
    block_comment: None,
    quotes: &[
        quote("f\"\"\"", "\"\"\"", Escapes::Shown, Holes::Brace, Marks::No),
        quote("f'''", "'''", Escapes::Shown, Holes::Brace, Marks::No),
        quote("r\"\"\"", "\"\"\"", Escapes::Quote, Holes::No, Marks::No),
        quote("r'''", "'''", Escapes::Quote, Holes::No, Marks::No),
        quote("\"\"\"", "\"\"\"", Escapes::Shown, Holes::No, Marks::Both),
        quote("'''", "'''", Escapes::Shown, Holes::No, Marks::Both),
        quote("f\"", "\"", Escapes::Shown, Holes::Brace, Marks::No),
        quote("f'", "'", Escapes::Shown, Holes::Brace, Marks::No),
        quote("b\"", "\"", Escapes::Shown, Holes::No, Marks::Percent),
        quote("b'", "'", Escapes::Shown, Holes::No, Marks::Percent),
        quote("r\"", "\"", Escapes::Quote, Holes::No, Marks::No),
        quote("r'", "'", Escapes::Quote, Holes::No, Marks::No),
        quote("\"", "\"", Escapes::Shown, Holes::No, Marks::Both),
        quote("'", "'", Escapes::Shown, Holes::No, Marks::Both),
    ],
    keys: true,
    operators: "=+-*/%<>!&|^~",
    name_class,
    role,
    special,
    ..BASE
};

/// Strings that stand alone are documentation.
static DOCS: &[Quote] = &[doc("\"\"\""), doc("'''")];

const fn doc(quote: &'static str) -> Quote {
    Quote { lines: true, escapes: Escapes::No, class: Comment, ..Quote::new(quote, quote) }
}

/// In `state`: names belong to a decorator.
const DECORATOR: u8 = 1;

fn name_class(lexer: &mut Lexer, name: &str) -> Option<Class> {
    if lexer.state == DECORATOR {
        return Some(Attribute);
    }
    let next = lexer.next();
    let first = matches!(lexer.last, b'(' | b',' | b'*');
    match lexer.role() {
        _ if lexer.word == "lambda" => return Some(Variable),
        Role::Bases if next != b'=' => return Some(Type),
        Role::Map if matches!(lexer.last, b'{' | b',') && next == b':' => return Some(Attribute),
        Role::Params if first => return Some(Variable),
        Role::Call if first && next == b'=' => return Some(Variable),
        _ => {}
    }
    if matches!(name, "self" | "cls") {
        return Some(Constant);
    }
    if next == b'(' {
        return Some(Function);
    }
    constant(name).then_some(Constant)
}

fn role(lexer: &Lexer, byte: u8) -> Role {
    match byte {
        b'(' if lexer.named == Some(Function) => Role::Params,
        b'(' if lexer.named == Some(Type) => Role::Bases,
        // What is called stands directly before.
        b'(' if lexer.ranges.last().is_some_and(|(range, _)| range.end == lexer.at) => Role::Call,
        b'{' => Role::Map,
        _ => Role::Plain,
    }
}

fn special(lexer: &mut Lexer, byte: u8) -> bool {
    match byte {
        b'@' if lexer.fresh => {
            lexer.take(1, Attribute);
            lexer.state = DECORATOR;
            return true;
        }
        b'.' if lexer.peek(1) == b'.' && lexer.peek(2) == b'.' => {
            lexer.take(3, Constant);
            return true;
        }
        b'-' if lexer.peek(1) == b'>' => {
            lexer.plain(2);
            return true;
        }
        b'"' | b'\'' if lexer.fresh && lexer.open.is_empty() => {
            if let Some(quote) = DOCS.iter().find(|quote| lexer.code[lexer.at..].starts_with(quote.open)) {
                lexer.quoted(quote);
                return true;
            }
        }
        b'.' => {}
        _ => lexer.state = 0,
    }
    false
}
