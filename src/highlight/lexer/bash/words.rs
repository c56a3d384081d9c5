//! Words: commands, options, assignments, arguments.

use super::super::super::Class::*;
use super::Shell;

/// Words after which a command begins.
const OPENING: &[&str] = &["if", "then", "else", "elif", "while", "until", "do", "!"];
/// Other words of the language.
const KEYWORDS: &[&str] = &["fi", "done", "esac", "break", "continue", "return"];
/// Words before names.
const BINDING: &[&str] = &["for", "case", "select", "function"];
/// Words before assignments.
const DECLARING: &[&str] = &["export", "local", "declare", "readonly", "typeset"];

/// Bytes that end a word or a part of one.
const ENDS: [bool; 256] = {
    let bytes = b" \t\r\n'\"$`();&|<>{}*?\\,";
    let mut ends = [false; 256];
    let mut at = 0;
    while at < bytes.len() {
        ends[bytes[at] as usize] = true;
        at += 1;
    }
    ends
};

impl Shell<'_, '_> {
    /// Reads a word, or a part of one.
    pub(super) fn word(&mut self, byte: u8, next: u8) {
        let level = *self.level();
        let len = 1 + self.lexer.count(1, |byte| !ENDS[usize::from(byte)]);
        let text = &self.lexer.code[self.lexer.at..self.lexer.at + len];
        if let Some(class) = level.word {
            return self.take(len, class);
        }
        if matches!(self.lexer.peek(len), b'<' | b'>') && text.bytes().all(|byte| byte.is_ascii_digit()) {
            return self.take(len, Some(Number));
        }
        if (level.command || level.declares)
            && let Some(name) = assigned(text)
        {
            self.take(name, None);
            let equals = if self.lexer.peek(0) == b'+' { 2 } else { 1 };
            self.take(equals, Some(Operator));
            self.level().word = Some(Some(String));
            return self.take(len - name - equals, Some(String));
        }
        if level.command {
            return self.command(text);
        }
        if level.binds && text == "in" {
            self.level().binds = false;
            self.take(len, Some(Keyword));
        } else if byte == b'-' && level.options {
            let dashes = if next == b'-' { 2 } else { 1 };
            if len == dashes {
                let class = (dashes == 2).then_some(Operator);
                self.level().options = dashes != 2;
                self.take(len, class);
            } else {
                let name = text.find('=').unwrap_or(len);
                self.take(name, Some(Variable));
                if name < len {
                    self.take(1, Some(Operator));
                    self.take(len - name - 1, None);
                }
            }
        } else if text == "]" || text == "]]" {
            self.take(len, Some(Function));
        } else {
            self.take(len, None);
        }
        self.level().word = Some(None);
    }

    /// Reads the first word of a command.
    fn command(&mut self, text: &str) {
        let len = text.len();
        if OPENING.contains(&text) {
            return self.take(len, Some(if text == "!" { Operator } else { Keyword }));
        }
        let level = self.level();
        level.command = false;
        let class = if KEYWORDS.contains(&text) {
            Keyword
        } else if BINDING.contains(&text) {
            level.binds = true;
            // A function's name stands like a command.
            level.command = text == "function";
            Keyword
        } else if DECLARING.contains(&text) {
            level.declares = true;
            Keyword
        } else {
            Function
        };
        level.word = Some((class == Function).then_some(Function));
        self.take(len, Some(class));
    }
}

/// The length of the name where a word is an assignment.
fn assigned(text: &str) -> Option<usize> {
    let name = text.bytes().take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'_').count();
    let begins = text.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_');
    (begins && (text[name..].starts_with('=') || text[name..].starts_with("+="))).then_some(name)
}
