//! Markup in code: tags with attributes, text and code between them.

use super::super::super::Class::*;
use super::super::state::Lexer;
use super::super::table::Role;
use super::{BEFORE_VALUE, brackets};

/// Bytes that mean something in markup, and those that mean something in code.
pub(super) fn special(lexer: &mut Lexer, byte: u8) -> bool {
    match (lexer.role(), byte) {
        (Role::Tag, b'>') => {
            let empty = lexer.last == b'/';
            lexer.closed(b'>');
            if !empty {
                // What is open is the text now, until the closing tag.
                lexer.at -= 1;
                lexer.push(b'<', Role::Text);
            }
            text(lexer);
            true
        }
        (Role::Tag, b'=') => {
            lexer.take(1, Operator);
            true
        }
        (Role::Tag, b'/') if matches!(lexer.peek(1), b'/' | b'*') => false,
        (Role::Tag, b'-') => {
            lexer.take(1, Attribute);
            true
        }
        (Role::Tag, b'/' | b':' | b'.') => {
            lexer.plain(1);
            true
        }
        (Role::Text, b'<') if lexer.peek(1) == b'/' => {
            lexer.plain(2);
            tag(lexer);
            if lexer.peek(0) == b'>' {
                lexer.closed(b'>');
            } else {
                lexer.open.pop();
            }
            text(lexer);
            true
        }
        (role, b'<') if role != Role::Tag && begins(lexer) => {
            lexer.push(b'<', Role::Tag);
            tag(lexer);
            true
        }
        (_, b'{') if matches!(lexer.role(), Role::Tag | Role::Text) => {
            lexer.push(b'{', Role::Hole);
            true
        }
        (_, b'}') => {
            lexer.closed(b'}');
            text(lexer);
            true
        }
        (Role::Tag | Role::Text, _) => false,
        _ => brackets::special(lexer, byte),
    }
}

/// Skips text up to the next tag or piece of code.
fn text(lexer: &mut Lexer) {
    if lexer.role() == Role::Text {
        lexer.at += lexer.count(0, |byte| byte != b'<' && byte != b'{');
    }
}

/// Whether `<` begins a tag.
fn begins(lexer: &Lexer) -> bool {
    let next = lexer.peek(1);
    let value = lexer.role() == Role::Text
        || match lexer.last {
            b')' | b']' | b'"' => lexer.fresh,
            _ if BEFORE_VALUE.contains(&lexer.word) => true,
            byte => !lexer.letter(byte) || lexer.fresh,
        };
    value && (next.is_ascii_alphabetic() || next == b'>')
}

/// Reads the name of a tag: what is no element of HTML is a component.
fn tag(lexer: &mut Lexer) {
    let len = lexer.count(0, |byte| lexer.letter(byte) || matches!(byte, b'.' | b'-'));
    if len > 0 {
        let name = &lexer.bytes[lexer.at..lexer.at + len];
        let element = name.iter().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || *byte == b'-');
        lexer.take(len, if element { Tag } else { Type });
    }
}
