//! The state of the one pass over code, and what languages may ask of it and do to it.

use std::ops::Range;

use super::super::Class;
use super::compiled::Compiled;
use super::table::{Quote, Role};

/// Bytes of types between a function's name and its arguments that are looked through.
const TYPES: usize = 80;

/// A bracket that is open.
#[derive(Clone, Copy)]
pub(super) struct Open {
    pub byte: u8,
    pub role: Role,
    /// The state before it.
    pub state: u8,
    /// The string that goes on when it closes.
    pub quote: Option<&'static Quote>,
}

/// The state of the pass.
pub(super) struct Lexer<'a> {
    pub compiled: &'static Compiled,
    pub code: &'a str,
    pub bytes: &'a [u8],
    /// Where it stands: everything before is read.
    pub at: usize,
    /// What was found so far.
    pub ranges: Vec<(Range<usize>, Class)>,
    /// The brackets that are open, innermost last.
    pub open: Vec<Open>,
    /// The last byte that was no white space, of this line or those before; 0 at the beginning.
    pub last: u8,
    /// The last token, where it was a word.
    pub word: &'a str,
    /// Whether the last word is one of the language's.
    pub keyword: bool,
    /// Whether nothing but white space stands before on the line.
    pub fresh: bool,
    /// What the next name is.
    pub naming: Option<Class>,
    /// What the last token was named as by the word before it.
    pub named: Option<Class>,
    /// What the bracket was there for that the last token closed.
    pub shut: Option<Role>,
    /// For the language's own use: what it is in, until it says otherwise.
    pub state: u8,
}

impl<'a> Lexer<'a> {
    pub(super) fn new(compiled: &'static Compiled, code: &'a str) -> Self {
        Self {
            compiled,
            code,
            bytes: code.as_bytes(),
            at: 0,
            ranges: Vec::with_capacity(code.len() / 8),
            open: Vec::new(),
            last: 0,
            word: "",
            keyword: false,
            fresh: true,
            naming: None,
            named: None,
            shut: None,
            state: 0,
        }
    }

    /// Reads all of the code.
    pub(super) fn read(mut self) -> Vec<(Range<usize>, Class)> {
        (self.compiled.table.read)(&mut self);
        self.ranges
    }

    /// Takes bytes that are no word and have no class.
    pub(super) fn plain(&mut self, count: usize) {
        self.at = (self.at + count).min(self.bytes.len());
        while !self.code.is_char_boundary(self.at) {
            self.at += 1;
        }
        self.told(self.bytes[self.at - 1]);
    }

    /// Remembers what ended a token that is no word.
    pub(super) fn told(&mut self, last: u8) {
        self.last = last;
        self.word = "";
        self.keyword = false;
        self.naming = None;
        self.named = None;
        self.shut = None;
    }

    /// Gives bytes a class; where there are none, nothing.
    pub(super) fn add(&mut self, start: usize, end: usize, class: Class) {
        if start >= end {
            return;
        }
        match self.ranges.last_mut() {
            Some((last, known)) if *known == class && last.end == start => last.end = end,
            _ => self.ranges.push((start..end, class)),
        }
    }

    /// Takes bytes of a class that are no word.
    pub(super) fn take(&mut self, count: usize, class: Class) {
        let start = self.at;
        self.plain(count);
        self.add(start, self.at, class);
    }

    /// The byte so many after this one.
    pub(super) fn peek(&self, ahead: usize) -> u8 {
        self.bytes.get(self.at + ahead).copied().unwrap_or(0)
    }

    /// How many bytes pass, from so many after this one on.
    pub(super) fn count(&self, ahead: usize, pass: impl Fn(u8) -> bool) -> usize {
        let from = (self.at + ahead).min(self.bytes.len());
        self.bytes[from..].iter().take_while(|byte| pass(**byte)).count()
    }

    /// The next byte that is no blank, on this line.
    pub(super) fn next(&self) -> u8 {
        self.bytes[self.at..].iter().copied().find(|byte| !matches!(byte, b' ' | b'\t')).unwrap_or(0)
    }

    /// What follows on this line, without blanks before it.
    pub(super) fn ahead(&self) -> &'a str {
        self.code[self.at..].trim_start_matches([' ', '\t'])
    }

    /// Whether a word, a string or something in braces follows.
    pub(super) fn word_follows(&self) -> bool {
        let next = self.next();
        self.peek(0) == b' ' && (self.letter(next) || matches!(next, b'{' | b'*' | b'"' | b'\'' | b'[' | b'@'))
    }

    /// Whether arguments follow, with types before them or not.
    pub(super) fn called(&self) -> bool {
        match self.next() {
            b'(' => true,
            b'?' => self.code[self.at..].starts_with("?.("),
            b'<' if self.peek(0) == b'<' => {
                let ahead = self.bytes[self.at..].iter().take(TYPES);
                let len = ahead.take_while(|byte| byte.is_ascii_alphanumeric() || b"<>_,. |[]?".contains(byte)).count();
                self.bytes[self.at + len - 1] == b'>' && self.peek(len) == b'('
            }
            _ => false,
        }
    }

    /// What the innermost bracket is there for.
    pub(super) fn role(&self) -> Role {
        self.open.last().map_or(Role::Plain, |open| open.role)
    }

    /// The end of the line.
    pub(super) fn line_end(&self) -> usize {
        self.at + self.count(0, |byte| byte != b'\n')
    }

    /// Whether a word goes on with this byte.
    pub(super) fn letter(&self, byte: u8) -> bool {
        self.compiled.letters[usize::from(byte)]
    }
}

/// Whether a name is written as constants are.
pub(super) fn constant(name: &str) -> bool {
    name.len() > 1 && name.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'_')
}
