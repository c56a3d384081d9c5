//! Shell: commands with arguments, and expansions in and around strings.

mod expansions;
mod texts;
mod words;

use super::super::Class::{self, *};
use super::state::Lexer;
use super::table::{BASE, Table};

pub(super) static TABLE: Table = Table { name: "bash", read, ..BASE };

/// What the reader is in.
#[derive(Clone, Copy, PartialEq, Eq)]
enum In {
    /// Commands, until this byte; 0 at the top.
    Commands(u8),
    /// A string between double quotes.
    Double,
    /// `${…}`
    Parameter,
    /// `((…))`
    Arithmetic,
}

/// One level of it: strings, commands and expansions stand in each other.
#[derive(Clone, Copy)]
struct Level {
    within: In,
    /// Whether a command may begin here.
    command: bool,
    /// Whether the word that is being read goes on, and the class of its plain parts.
    word: Option<Option<Class>>,
    /// Whether words with a dash are options still.
    options: bool,
    /// Whether assignments may follow the command's name.
    declares: bool,
    /// Whether `in` may follow.
    binds: bool,
}

impl Level {
    /// The beginning of a command.
    fn new(within: In) -> Self {
        Self { within, command: true, word: None, options: true, declares: false, binds: false }
    }

    /// A command begins.
    fn begin(&mut self) {
        *self = Self::new(self.within);
    }
}

/// A pass over shell code.
struct Shell<'l, 'a> {
    lexer: &'l mut Lexer<'a>,
    levels: Vec<Level>,
    /// Texts that begin with the next line: their last line, and whether nothing in them is expanded.
    texts: Vec<(&'a str, bool)>,
}

fn read(lexer: &mut Lexer) {
    let mut shell = Shell { lexer, levels: vec![Level::new(In::Commands(0))], texts: Vec::new() };
    while shell.lexer.at < shell.lexer.bytes.len() {
        match shell.level().within {
            In::Commands(close) => shell.commands(close),
            In::Double => shell.double(),
            In::Parameter => shell.parameter(),
            In::Arithmetic => shell.arithmetic(),
        }
    }
}

impl Shell<'_, '_> {
    /// The innermost level.
    fn level(&mut self) -> &mut Level {
        if self.levels.is_empty() {
            self.levels.push(Level::new(In::Commands(0)));
        }
        let last = self.levels.len() - 1;
        &mut self.levels[last]
    }

    /// Takes some bytes, with a class or without.
    fn take(&mut self, count: usize, class: Option<Class>) {
        let end = (self.lexer.at + count).min(self.lexer.bytes.len());
        if let Some(class) = class {
            self.lexer.add(self.lexer.at, end, class);
        }
        self.lexer.at = end;
    }

    /// Reads on between commands and in them.
    fn commands(&mut self, close: u8) {
        let byte = self.lexer.peek(0);
        let next = self.lexer.peek(1);
        match byte {
            b' ' | b'\t' | b'\r' => {
                self.lexer.at += 1;
                self.level().word = None;
            }
            b'\\' if next == b'\n' => self.lexer.at += 2,
            b'\n' => {
                self.lexer.at += 1;
                self.level().begin();
                self.texts();
            }
            b'#' if self.level().word.is_none() => {
                let end = self.lexer.line_end();
                let len = self.lexer.code[self.lexer.at..end].trim_end().len();
                self.take(len, Some(Comment));
                self.lexer.at = end;
            }
            b')' | b'`' if byte == close => {
                self.lexer.at += 1;
                self.levels.pop();
                self.go_on();
            }
            b'\'' | b'"' | b'$' | b'`' => self.expansion(byte, next),
            b'(' if next == b'(' && self.level().word.is_none() => {
                self.lexer.at += 2;
                self.levels.push(Level::new(In::Arithmetic));
            }
            b'(' => {
                self.lexer.at += 1;
                self.levels.push(Level::new(In::Commands(b')')));
            }
            b')' => {
                self.take(1, Some(Keyword));
                self.level().begin();
            }
            b';' if next == b';' => {
                self.lexer.at += 2;
                self.level().begin();
            }
            b';' | b'&' | b'|' => {
                self.take(1, Some(Operator));
                self.level().begin();
            }
            b'<' | b'>' => self.redirection(),
            b'{' | b'}' if self.level().word.is_none() && (self.level().command || self.body()) => {
                self.lexer.at += 1;
                self.level().begin();
            }
            b'{' | b'}' | b',' => {
                self.lexer.at += 1;
                self.go_on();
            }
            b'*' | b'?' => {
                let class = self.level().word.flatten().unwrap_or(Operator);
                self.take(1, Some(class));
                self.go_on();
            }
            b'\\' => {
                self.escape();
                self.go_on();
            }
            _ => self.word(byte, next),
        }
    }

    /// Whether a bracket closed last, so that the body of a function may follow.
    fn body(&self) -> bool {
        self.lexer.code[..self.lexer.at].trim_end().ends_with(')')
    }

    /// Takes a backslash and the character behind it.
    fn escape(&mut self) {
        let behind = self.lexer.code[self.lexer.at + 1..].chars().next();
        self.take(1 + behind.map_or(0, char::len_utf8), Some(Constant));
    }

    /// A word goes on behind what was read.
    fn go_on(&mut self) {
        let level = self.level();
        if level.word.is_none() {
            level.word = Some(None);
            level.command = false;
        }
    }
}
