//! Strings: their ends, escapes, places for values, and code in them.

use super::super::Class;
use super::state::{Lexer, Open};
use super::table::{Escapes, Holes, Marks, Quote, Role};

impl Lexer<'_> {
    /// Reads a string from its opening on.
    pub(super) fn quoted(&mut self, quote: &'static Quote) {
        let start = self.at;
        let known = self.ranges.len();
        let key = self.compiled.table.keys && self.role() == Role::Map && matches!(self.last, b'{' | b',');
        self.at += quote.open.len();
        self.string(start, quote);
        if key && self.next() == b':' {
            for (_, class) in self.ranges.iter_mut().skip(known).filter(|(_, class)| *class == Class::String) {
                *class = Class::Attribute;
            }
        }
    }

    /// Reads a string, or what is left of it, from behind its opening; `start` is where its class begins.
    pub(super) fn string(&mut self, mut start: usize, quote: &'static Quote) {
        let close = quote.close.as_bytes();
        while let Some(&byte) = self.bytes.get(self.at) {
            if byte == close[0] && self.bytes[self.at..].starts_with(close) {
                self.at += close.len();
                break;
            }
            match byte {
                b'\n' if !quote.lines => break,
                b'\\' if quote.escapes == Escapes::Quote => self.at += if self.peek(1) == b'\n' { 1 } else { 2 },
                b'\\' if quote.escapes == Escapes::Shown && self.peek(1) != b'\n' && self.at + 1 < self.bytes.len() => {
                    let end = self.escape_end();
                    start = self.mark(start, end, quote.class);
                }
                b'$' if quote.holes == Holes::Dollar && self.peek(1) == b'{' => start = self.value(start, quote),
                b'$' if quote.holes == Holes::DollarBrace && self.peek(1) == b'{' => {
                    self.hole(start, 2, quote);
                    return;
                }
                b'$' if quote.holes == Holes::Dollar
                    && (self.peek(1).is_ascii_alphabetic() || self.peek(1) == b'_') =>
                {
                    start = self.variable(start, quote.class);
                }
                b'{' if quote.holes == Holes::Brace => {
                    if self.peek(1) == b'{' {
                        self.at += 2;
                        continue;
                    }
                    self.hole(start, 1, quote);
                    return;
                }
                b'%' if matches!(quote.marks, Marks::Percent | Marks::Both) => match percent(&self.bytes[self.at..]) {
                    Some(len) => start = self.mark(start, self.at + len, quote.class),
                    None => self.at += 1,
                },
                b'{' if matches!(quote.marks, Marks::Brace | Marks::Both) => match brace(&self.bytes[self.at..]) {
                    Some(len) => start = self.mark(start, self.at + len, quote.class),
                    None => self.at += 1,
                },
                _ => self.at += 1,
            }
        }
        self.at = self.at.min(self.bytes.len());
        while !self.code.is_char_boundary(self.at) {
            self.at += 1;
        }
        self.add(start, self.at, quote.class);
        self.told(b'"');
    }

    /// Ends a piece of string before what is a constant in it; gives where the string goes on.
    fn mark(&mut self, start: usize, end: usize, class: Class) -> usize {
        self.add(start, self.at, class);
        self.add(self.at, end, Class::Constant);
        self.at = end;
        end
    }

    /// Where an escape that begins here ends.
    fn escape_end(&self) -> usize {
        let hex = |from: usize, most: usize| {
            self.bytes[from..].iter().take(most).take_while(|byte| byte.is_ascii_hexdigit()).count() + from
        };
        match self.peek(1) {
            b'x' => hex(self.at + 2, 2),
            b'u' if self.peek(2) == b'{' => {
                let end = hex(self.at + 3, 8);
                if self.bytes.get(end) == Some(&b'}') { end + 1 } else { end }
            }
            b'u' => hex(self.at + 2, 4),
            b'U' => hex(self.at + 2, 8),
            b'0'..=b'7' => {
                let digits = self.bytes[self.at + 1..].iter().take(3).take_while(|byte| matches!(byte, b'0'..=b'7'));
                self.at + 1 + digits.count()
            }
            _ => {
                let mut end = self.at + 2;
                while !self.code.is_char_boundary(end) {
                    end += 1;
                }
                end
            }
        }
    }

    /// Reads an expression in a string that is shown as a variable; gives where the string goes on.
    fn value(&mut self, start: usize, quote: &'static Quote) -> usize {
        self.at += 2;
        self.add(start, self.at, quote.class);
        let from = self.at;
        let mut depth = 0;
        while let Some(&byte) = self.bytes.get(self.at) {
            match byte {
                b'}' if depth == 0 => break,
                b'\n' if !quote.lines => break,
                b'{' => depth += 1,
                b'}' => depth -= 1,
                _ => {}
            }
            self.at += 1;
        }
        self.add(from, self.at, Class::Variable);
        self.at
    }

    /// Reads a dollar and a name in a string; gives where the string goes on.
    fn variable(&mut self, start: usize, class: Class) -> usize {
        self.at += 1;
        self.add(start, self.at, class);
        let name = self.at;
        self.at += self.count(0, |byte| byte.is_ascii_alphanumeric() || byte == b'_');
        self.add(name, self.at, Class::Variable);
        self.at
    }

    /// Opens a hole in a string.
    fn hole(&mut self, start: usize, len: usize, quote: &'static Quote) {
        self.add(start, self.at, quote.class);
        self.open.push(Open { byte: b'{', role: Role::Hole, state: self.state, quote: Some(quote) });
        if self.compiled.table.levels {
            self.state = 0;
        }
        self.plain(len);
    }
}

/// The length of a place for a value such as `%s`, `%-5.2f`, `%(name)s`.
fn percent(text: &[u8]) -> Option<usize> {
    let mut at = 1;
    if text.get(at) == Some(&b'(') {
        at += text.iter().take(40).position(|byte| *byte == b')')?;
    }
    while text.get(at).is_some_and(|byte| matches!(byte, b'-' | b'+' | b'#' | b'0'..=b'9' | b'.' | b'*')) {
        at += 1;
    }
    text.get(at).filter(|byte| byte.is_ascii_alphabetic() || **byte == b'%').map(|_| at + 1)
}

/// The length of a place for a value such as `{}`, `{name}`, `{0:>5}`.
fn brace(text: &[u8]) -> Option<usize> {
    let end = text.iter().take(60).position(|byte| *byte == b'}')?;
    let inner = &text[1..end];
    let name = inner.iter().take_while(|byte| byte.is_ascii_alphanumeric() || b"_.[]".contains(byte)).count();
    (name == inner.len() || matches!(inner[name], b':' | b'!') && !inner.contains(&b' ')).then_some(end + 1)
}
