//! What stands in words and strings: quotes, variables, other commands, sums.

use super::super::super::Class::*;
use super::super::table::{Escapes, Quote};
use super::{In, Level, Shell};

static SINGLE: Quote = Quote { lines: true, escapes: Escapes::No, ..Quote::new("'", "'") };
static ANSI: Quote = Quote { lines: true, ..Quote::new("$'", "'") };

impl Shell<'_, '_> {
    /// Reads a string, or what a dollar or a backtick begins.
    pub(super) fn expansion(&mut self, byte: u8, next: u8) {
        let within = self.level().within;
        match (byte, next) {
            (b'\'', _) if within != In::Double => self.lexer.quoted(&SINGLE),
            (b'"', _) => {
                self.go_on();
                self.take(1, Some(String));
                return self.levels.push(Level::new(In::Double));
            }
            (b'$', b'\'') if within != In::Double => self.lexer.quoted(&ANSI),
            (b'$', b'(') => {
                self.go_on();
                self.take(1, Some(Variable));
                let arithmetic = self.lexer.peek(1) == b'(';
                self.take(if arithmetic { 2 } else { 1 }, None);
                let within = if arithmetic { In::Arithmetic } else { In::Commands(b')') };
                return self.levels.push(Level::new(within));
            }
            (b'$', b'{') => {
                self.go_on();
                self.take(1, Some(Variable));
                self.take(1, None);
                return self.levels.push(Level::new(In::Parameter));
            }
            (b'$', b'?' | b'!' | b'#' | b'@' | b'*' | b'$' | b'-' | b'0'..=b'9') => {
                self.take(1, Some(Variable));
                self.take(1, Some(if next.is_ascii_digit() { Variable } else { Constant }));
            }
            (b'$', _) if next.is_ascii_alphabetic() || next == b'_' => {
                let len = self.lexer.count(1, |byte| byte.is_ascii_alphanumeric() || byte == b'_');
                self.take(1 + len, Some(Variable));
            }
            (b'`', _) => {
                self.go_on();
                self.take(1, None);
                return self.levels.push(Level::new(In::Commands(b'`')));
            }
            _ => {
                let class = match within {
                    In::Double => Some(String),
                    _ if self.level().command => Some(Function),
                    _ => None,
                };
                self.take(1, class);
            }
        }
        if within != In::Double {
            self.go_on();
        }
    }

    /// Reads on in a string between double quotes.
    pub(super) fn double(&mut self) {
        let plain = self.lexer.count(0, |byte| !matches!(byte, b'"' | b'\\' | b'$' | b'`'));
        if plain > 0 {
            return self.take(plain, Some(String));
        }
        let (byte, next) = (self.lexer.peek(0), self.lexer.peek(1));
        match byte {
            b'"' => {
                self.take(1, Some(String));
                self.levels.pop();
                self.go_on();
            }
            b'\\' if matches!(next, b'"' | b'\\' | b'$' | b'`' | b'\n') => self.take(2, Some(Constant)),
            b'\\' => self.take(1, Some(String)),
            b'`' if self.levels.iter().rev().nth(1).is_some_and(|level| level.within == In::Commands(b'`')) => {
                // The string is not closed: the backtick ends the command around it.
                self.levels.truncate(self.levels.len() - 2);
                self.lexer.at += 1;
            }
            _ => self.expansion(byte, next),
        }
    }

    /// Reads on in `${…}`.
    pub(super) fn parameter(&mut self) {
        let (byte, next) = (self.lexer.peek(0), self.lexer.peek(1));
        match byte {
            b'}' => {
                self.take(1, None);
                self.levels.pop();
                self.go_on();
            }
            b'\'' | b'"' | b'$' | b'`' => self.expansion(byte, next),
            b':' | b'-' | b'=' | b'+' | b'?' | b'%' | b'#' | b'^' | b'/' | b'@' | b'!' | b'*' => {
                self.take(1, Some(Operator))
            }
            b'\\' => self.escape(),
            // Nobody closes it on another line.
            b'\n' => self.levels.truncate(self.levels.len() - 1),
            b'[' | b']' => self.take(1, None),
            b' ' => self.lexer.at += 1,
            _ => {
                let len = self.lexer.count(1, |byte| byte.is_ascii_alphanumeric() || byte == b'_' || byte >= 128);
                self.take(1 + len, Some(Variable));
            }
        }
    }

    /// Reads on in `((…))`.
    pub(super) fn arithmetic(&mut self) {
        let (byte, next) = (self.lexer.peek(0), self.lexer.peek(1));
        match byte {
            b')' if next == b')' => {
                self.take(2, None);
                self.levels.pop();
                self.go_on();
            }
            b'\'' | b'"' | b'$' | b'`' => self.expansion(byte, next),
            b'0'..=b'9' => {
                let len = self.lexer.count(0, |byte| byte.is_ascii_alphanumeric());
                self.take(len, Some(Number));
            }
            b'+' | b'-' | b'*' | b'/' | b'%' | b'<' | b'>' | b'=' | b'!' | b'&' | b'|' | b'^' | b'?' | b':' => {
                self.take(1, Some(Operator));
            }
            b'\n' => self.levels.truncate(self.levels.len() - 1),
            _ if byte.is_ascii_alphabetic() || byte == b'_' => {
                let len = self.lexer.count(0, |byte| byte.is_ascii_alphanumeric() || byte == b'_');
                self.take(len, Some(Variable));
            }
            _ => self.lexer.at += 1,
        }
    }
}
