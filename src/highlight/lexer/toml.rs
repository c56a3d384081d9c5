//! TOML: headers, keys, values.

use super::super::Class::{self, *};
use super::state::Lexer;
use super::table::{BASE, Escapes, Quote, Role, Table, Word};

pub(super) static TABLE: Table = Table {
    name: "toml",
    words: &[(Word::Is(Constant), "true false inf nan")],
    line_comments: &["#"],
    block_comment: None,
    quotes: &[
        Quote { lines: true, ..Quote::new("\"\"\"", "\"\"\"") },
        Quote { lines: true, escapes: Escapes::No, ..Quote::new("'''", "'''") },
        Quote::new("\"", "\""),
        Quote { escapes: Escapes::No, ..Quote::new("'", "'") },
    ],
    operators: "",
    letters: "-",
    name_class,
    role,
    special,
    ..BASE
};

/// In `state`: a value is read.
const VALUE: u8 = 1;

fn name_class(lexer: &mut Lexer, _: &str) -> Option<Class> {
    match lexer.role() {
        Role::Names => Some(Function),
        Role::Map => matches!(lexer.next(), b'=' | b'.').then_some(Tag),
        _ => (lexer.state != VALUE).then_some(Tag),
    }
}

fn role(lexer: &Lexer, byte: u8) -> Role {
    match byte {
        b'{' => Role::Map,
        b'[' if lexer.state != VALUE => Role::Names,
        _ => Role::List,
    }
}

fn special(lexer: &mut Lexer, byte: u8) -> bool {
    match byte {
        b'=' => lexer.state = VALUE,
        b'\n' if lexer.open.is_empty() => lexer.state = 0,
        b'0'..=b'9' if lexer.state != VALUE || lexer.role() == Role::Names => {
            // A key may begin with a digit.
            let len = lexer.count(0, |byte| lexer.letter(byte));
            lexer.take(len, if lexer.role() == Role::Names { Function } else { Tag });
            return true;
        }
        b'0'..=b'9' => {
            let len = lexer.count(0, |byte| byte.is_ascii_alphanumeric() || b"-:._+".contains(&byte));
            let date = lexer.peek(4) == b'-' || lexer.peek(2) == b':';
            lexer.take(len, if date { Constant } else { Number });
            return true;
        }
        _ => {}
    }
    false
}
