//! Dart.

use super::super::Class::{self, *};
use super::state::Lexer;
use super::table::{BASE, Escapes, Holes, Quote, Table, Word};

const fn quote(open: &'static str, close: &'static str) -> Quote {
    Quote { lines: close.len() == 3, holes: Holes::Dollar, ..Quote::new(open, close) }
}

const fn raw(open: &'static str, close: &'static str) -> Quote {
    Quote { lines: close.len() == 3, escapes: Escapes::No, ..Quote::new(open, close) }
}

pub(super) static TABLE: Table = Table {
    name: "dart",
    words: &[
        (Word::Names(Function), "get set"),
        (
            Word::Is(Keyword),
            "abstract as assert async await base break case catch class const continue covariant default deferred do \
             else enum export extends extension external factory final finally for hide if implements import in interface \
             is late library mixin new on operator part required rethrow return sealed show static super switch sync \
             throw try typedef var void when while with yield",
        ),
        (Word::Is(Constant), "true false null this super"),
        (Word::Is(Type), "bool double dynamic int num"),
    ],
    quotes: &[
        raw("r\"\"\"", "\"\"\""),
        raw("r'''", "'''"),
        raw("r\"", "\""),
        raw("r'", "'"),
        quote("\"\"\"", "\"\"\""),
        quote("'''", "'''"),
        quote("\"", "\""),
        quote("'", "'"),
    ],
    operators: "=+-*/%<>!&|^~?:",
    name_class,
    special,
    ..BASE
};

fn name_class(lexer: &mut Lexer, name: &str) -> Option<Class> {
    let bare = name.trim_start_matches('_');
    if bare.starts_with(|c: char| c.is_ascii_uppercase()) {
        return Some(Type);
    }
    lexer.called().then_some(Function)
}

fn special(lexer: &mut Lexer, byte: u8) -> bool {
    match byte {
        b'@' => {
            let name = lexer.count(1, |byte| lexer.letter(byte));
            lexer.take(name + 1, Keyword);
        }
        _ => return false,
    }
    true
}
