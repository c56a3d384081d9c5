//! Where input comes from and output goes to, and texts that stand between the commands.

use super::super::super::Class::*;
use super::Shell;

impl Shell<'_, '_> {
    /// Reads `<`, `>` and what they are followed by; remembers a text that begins with the next line.
    pub(super) fn redirection(&mut self) {
        let rest = &self.lexer.code[self.lexer.at..];
        let begins_text = rest.starts_with("<<") && !rest.starts_with("<<<");
        let len = self.lexer.count(0, |byte| matches!(byte, b'<' | b'>' | b'&'));
        self.take(len, Some(Operator));
        let digits = self.lexer.count(0, |byte| byte.is_ascii_digit());
        self.take(digits, Some(Number));
        self.level().word = None;
        if !begins_text {
            self.level().command = false;
            return;
        }
        if self.lexer.peek(0) == b'-' {
            self.take(1, Some(Operator));
        }
        let blanks = self.lexer.count(0, |byte| byte == b' ');
        self.lexer.at += blanks;
        let quote = self.lexer.peek(0);
        let quoted = matches!(quote, b'\'' | b'"');
        if quoted {
            self.take(1, Some(String));
        }
        let len = self.lexer.count(0, |byte| byte.is_ascii_alphanumeric() || byte == b'_');
        let tag = &self.lexer.code[self.lexer.at..self.lexer.at + len];
        self.take(len, Some(Keyword));
        if quoted && self.lexer.peek(0) == quote {
            self.take(1, Some(String));
        }
        if !tag.is_empty() {
            self.texts.push((tag, quoted));
        }
    }

    /// Reads the texts that were announced on the line before.
    pub(super) fn texts(&mut self) {
        for (tag, quoted) in std::mem::take(&mut self.texts) {
            while self.lexer.at < self.lexer.bytes.len() {
                let end = self.lexer.line_end();
                let line = &self.lexer.code[self.lexer.at..end];
                let trimmed = line.trim();
                let from = self.lexer.at + (line.len() - line.trim_start().len());
                let last = trimmed == tag;
                if last {
                    self.lexer.add(from, from + trimmed.len(), Keyword);
                } else if quoted {
                    self.lexer.add(from, from + trimmed.len(), String);
                } else {
                    self.lexer.at = from;
                    self.text(from + trimmed.len());
                }
                self.lexer.at = (end + 1).min(self.lexer.bytes.len());
                if last {
                    break;
                }
            }
        }
    }

    /// Reads a line of text with variables in it.
    fn text(&mut self, end: usize) {
        while self.lexer.at < end {
            let start = self.lexer.at;
            let next = self.lexer.peek(1);
            if self.lexer.bytes[start] == b'$' && (next.is_ascii_alphabetic() || next == b'_') {
                let len = self.lexer.count(1, |byte| byte.is_ascii_alphanumeric() || byte == b'_');
                self.take((1 + len).min(end - start), Some(Variable));
            } else if self.lexer.bytes[start] == b'$' && next == b'{' {
                self.take(1, Some(Variable));
                self.take(1, None);
                let len = self.lexer.count(0, |byte| byte != b'}' && byte != b'\n').min(end - self.lexer.at);
                self.take(len, Some(Variable));
                self.lexer.at = (self.lexer.at + 1).min(end);
            } else {
                let len = 1 + self.lexer.count(1, |byte| byte != b'$' && byte != b'\n');
                self.take(len.min(end - start), Some(String));
            }
        }
    }
}
