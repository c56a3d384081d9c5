//! The pass that a table drives: comments, strings, words, numbers, operators and brackets, without going back.

use super::super::Class;
use super::compiled::Byte;
use super::state::{Lexer, Open};
use super::table::{Role, Word};

/// How many open brackets are looked through for the one that a closing one belongs to.
const NEAR: usize = 8;

impl Lexer<'_> {
    /// Reads by the table: comments, strings, words, numbers, operators, brackets.
    pub(super) fn run(&mut self) {
        while let Some(&byte) = self.bytes.get(self.at) {
            let kind = self.compiled.bytes[usize::from(byte)];
            match kind {
                Byte::Space => {
                    self.at += 1;
                    continue;
                }
                Byte::Line => {
                    self.at += 1;
                    self.fresh = true;
                    (self.compiled.table.special)(self, byte);
                    continue;
                }
                _ => {}
            }
            let known = (kind != Byte::Letter && (self.compiled.table.special)(self, byte))
                || (self.compiled.begins[usize::from(byte)] && self.begun());
            if !known {
                match kind {
                    Byte::Letter => self.name(),
                    Byte::Digit => self.number(),
                    Byte::Open => self.opened(byte),
                    Byte::Close => self.closed(byte),
                    Byte::Operator => {
                        self.add(self.at, self.at + 1, Class::Operator);
                        self.plain(1);
                    }
                    _ => self.plain(1),
                }
            }
            self.fresh = false;
        }
    }

    /// Reads a comment or a string, where one begins.
    fn begun(&mut self) -> bool {
        let rest = &self.bytes[self.at..];
        let table = self.compiled.table;
        if table.line_comments.iter().any(|open| rest.starts_with(open.as_bytes())) {
            let mut end = self.line_end();
            while end > self.at && matches!(self.bytes[end - 1], b' ' | b'\t' | b'\r') {
                end -= 1;
            }
            self.add(self.at, end, Class::Comment);
            self.at = end;
            return true;
        }
        if let Some((open, close)) = table.block_comment
            && rest.starts_with(open.as_bytes())
        {
            self.comment(open, close);
            return true;
        }
        for quote in table.quotes {
            if rest.starts_with(quote.open.as_bytes()) {
                self.quoted(quote);
                return true;
            }
        }
        false
    }

    /// Reads a comment over lines.
    fn comment(&mut self, open: &str, close: &str) {
        let start = self.at;
        let mut depth = 0;
        while self.at < self.bytes.len() {
            let rest = &self.bytes[self.at..];
            if rest.starts_with(close.as_bytes()) {
                self.at += close.len();
                depth -= 1;
                if depth == 0 {
                    break;
                }
            } else if rest.starts_with(open.as_bytes()) && (depth == 0 || self.compiled.table.nested_comments) {
                self.at += open.len();
                depth += 1;
            } else {
                self.at += 1;
            }
        }
        self.add(start, self.at, Class::Comment);
    }

    /// Reads a bracket that opens.
    fn opened(&mut self, byte: u8) {
        let role = match self.role() {
            Role::Attribute => Role::Attribute,
            _ => (self.compiled.table.role)(self, byte),
        };
        self.push(byte, role);
    }

    /// Opens a bracket.
    pub(super) fn push(&mut self, byte: u8, role: Role) {
        self.open.push(Open { byte, role, state: self.state, quote: None });
        if self.compiled.table.levels {
            self.state = 0;
        }
        self.plain(1);
    }

    /// Closes a bracket.
    pub(super) fn closed(&mut self, byte: u8) {
        self.plain(1);
        let opening = match byte {
            b')' => b'(',
            b']' => b'[',
            b'>' => b'<',
            _ => b'{',
        };
        // What was left open inside is closed with it; what was never opened is nothing.
        let near = self.open.len().saturating_sub(NEAR);
        let Some(at) = self.open[near..].iter().rposition(|open| open.byte == opening) else { return };
        let Open { quote, role, state, .. } = self.open[near + at];
        self.open.truncate(near + at);
        self.shut = Some(role);
        if self.compiled.table.levels {
            self.state = state;
        }
        if let Some(quote) = quote {
            self.string(self.at, quote);
        }
    }

    /// Reads a word.
    fn name(&mut self) {
        let start = self.at;
        self.at += self.count(0, |byte| self.letter(byte));
        let word = &self.code[start..self.at];
        let naming = self.naming.take();
        self.named = None;
        self.shut = None;
        let member = self.last == b'.' && start > 1 && self.bytes[start - 1] == b'.' && self.bytes[start - 2] != b'.';
        let only_name = member || (self.compiled.table.only_name)(self);
        let meaning = if only_name { None } else { self.compiled.words.get(word) };
        let (class, keyword) = match meaning {
            _ if matches!(self.role(), Role::Attribute | Role::Tag) => (Some(Class::Attribute), false),
            // A name that is given here may be the same as a known one.
            Some(Word::Is(class)) if class == Class::Keyword || naming.is_none() => {
                (Some(class), class == Class::Keyword)
            }
            Some(Word::Soft | Word::SoftNames(_)) if !self.word_follows() => {
                ((self.compiled.table.name_class)(self, word), false)
            }
            Some(Word::Soft) => (Some(Class::Keyword), true),
            Some(Word::Names(class) | Word::SoftNames(class)) => {
                self.naming = Some(class);
                (Some(Class::Keyword), true)
            }
            _ => match naming {
                Some(class) => {
                    self.named = Some(class);
                    (Some(class), false)
                }
                None => ((self.compiled.table.name_class)(self, word), false),
            },
        };
        if let Some(class) = class {
            self.add(start, self.at, class);
        }
        self.last = self.bytes[self.at - 1];
        self.word = word;
        self.keyword = keyword;
        if keyword {
            (self.compiled.table.said)(self, word);
        }
    }

    /// Reads a number, with its sign where one was seen.
    pub(super) fn number(&mut self) {
        let start = self.at;
        self.at += usize::from(self.peek(0) == b'-');
        let based = self.peek(0) == b'0' && matches!(self.peek(1) | 32, b'x' | b'b' | b'o');
        while let Some(&byte) = self.bytes.get(self.at) {
            let digit = self.peek(1).is_ascii_digit() && !based;
            let goes_on = match byte {
                b'.' => digit,
                b'+' | b'-' => digit && matches!(self.bytes[self.at - 1], b'e' | b'E'),
                _ => byte.is_ascii_alphanumeric() || byte == b'_',
            };
            if !goes_on {
                break;
            }
            self.at += 1;
        }
        self.add(start, self.at, Class::Number);
        self.told(b'0');
    }
}
