//! JSON, with the comments that people write in it.

use super::super::Class::*;
use super::table::{BASE, Role, Table, Word};

pub(super) static TABLE: Table = Table {
    name: "json",
    words: &[(Word::Is(Constant), "true false null")],
    keys: true,
    operators: "",
    name_class: |_, _| None,
    role: |_, byte| if byte == b'{' { Role::Map } else { Role::List },
    special: |lexer, byte| {
        let number = byte == b'-' && lexer.peek(1).is_ascii_digit();
        if number {
            lexer.number();
        }
        number
    },
    ..BASE
};
