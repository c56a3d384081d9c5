//! Text that stands in a given number of columns of a terminal, whatever an author wrote.

use unicode_width::UnicodeWidthChar;

use crate::base::text::fold_space;
use crate::diag::render::harmless;

/// Marks that one letter may carry: more would be drawn over the lines around it.
const MARKS: usize = 4;

/// Says that what stands beside it runs from left to right; takes no room.
const LEFT_TO_RIGHT: char = '\u{200e}';

/// An author's text on one line, without what steers a terminal and without what terminals disagree about: marks that show
/// nothing or ask for another picture of the character before them.
pub(super) fn safe(text: &str) -> String {
    let mut marks = 0;
    let mut kept = |c: char| {
        marks = if columns(c) == 0 { marks + 1 } else { 0 };
        marks <= MARKS && !is_silent(c)
    };
    fold_space(&harmless(text).chars().filter(|c| kept(*c)).collect::<String>())
}

fn is_silent(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
        | '\u{feff}' | '\u{fe00}'..='\u{fe0f}' | '\u{1f3fb}'..='\u{1f3ff}' | '\u{e0000}'..='\u{e0fff}')
}

/// How many columns a text takes: each character by itself, as terminals count.
pub(super) fn width(text: &str) -> usize {
    text.chars().map(columns).sum()
}

fn columns(c: char) -> usize {
    c.width().unwrap_or(0)
}

/// The beginning of a text that fits, without a sign that something was cut.
fn head(text: &str, room: usize) -> &str {
    let mut taken = 0;
    let fits = |&(_, c): &(usize, char)| {
        taken += columns(c);
        taken <= room
    };
    let end = text.char_indices().take_while(fits).last().map_or(0, |(at, c)| at + c.len_utf8());
    text.get(..end).unwrap_or_default()
}

/// A text that fits, its end an ellipsis where something was cut.
pub(super) fn cut(text: &str, room: usize) -> String {
    if width(text) <= room {
        return text.to_owned();
    }
    match room.checked_sub(1) {
        Some(room) => format!("{}…", head(text, room).trim_end()),
        None => String::new(),
    }
}

/// A text in at most `most` lines that fit, broken between words where there are any; the last line is cut.
pub(super) fn wrapped(text: &str, room: usize, most: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut rest = text.trim();
    while lines.len() + 1 < most && width(rest) > room {
        let fitting = head(rest, room);
        let follows_space = rest.get(fitting.len()..).is_some_and(|rest| rest.starts_with(' '));
        let end = if follows_space { fitting.len() } else { fitting.rfind(' ').unwrap_or(fitting.len()) };
        let (line, after) = rest.split_at(end);
        if line.is_empty() {
            break;
        }
        lines.push(line.trim_end().to_owned());
        rest = after.trim_start();
    }
    if !rest.is_empty() {
        lines.push(cut(rest, room));
    }
    lines
}

/// The spaces behind a text that fill its room.
pub(super) fn gap(text: &str, room: usize) -> String {
    " ".repeat(room.saturating_sub(width(text)))
}

/// A text that runs from right to left held in its place: a terminal that turns such text would turn the cells beside it too.
pub(super) fn held(text: &str) -> String {
    if text.chars().any(runs_left) { format!("{LEFT_TO_RIGHT}{text}{LEFT_TO_RIGHT}") } else { text.to_owned() }
}

fn runs_left(c: char) -> bool {
    matches!(c,
        '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefe}' | '\u{10800}'..='\u{10fff}'
        | '\u{1e800}'..='\u{1efff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wide_characters_count_two_columns() {
        for (text, expected) in
            [("abc", 3), ("已完成", 6), ("🚧", 2), ("e\u{301}", 1), ("한국어", 6), ("שלום", 4), ("", 0)]
        {
            assert_eq!(width(text), expected, "{text}");
        }
    }

    #[test]
    fn what_is_cut_fits_and_says_so() {
        for (text, room, expected) in [
            ("Login", 5, "Login"),
            ("Login form", 6, "Login…"),
            ("已完成了", 5, "已完…"),
            ("已完成了", 4, "已…"),
            ("e\u{301}e\u{301}e\u{301}", 2, "e\u{301}…"),
            ("ab", 1, "…"),
            ("ab", 0, ""),
        ] {
            assert_eq!(cut(text, room), expected, "{text} in {room}");
            assert!(width(&cut(text, room)) <= room);
        }
    }

    #[test]
    fn lines_break_between_words_and_the_last_is_cut() {
        for (text, room, expected) in [
            ("FEAT-1 A login form", 10, &["FEAT-1 A", "login form"][..]),
            ("FEAT-1 A login form for all", 10, &["FEAT-1 A", "login for…"]),
            ("Donaudampfschiff", 10, &["Donaudampf", "schiff"]),
            ("已完成的功能很多", 6, &["已完成", "的功…"]),
            ("short", 10, &["short"]),
            ("已", 1, &["…"]),
            ("", 10, &[]),
        ] {
            assert_eq!(wrapped(text, room, 2), expected, "{text}");
        }
    }

    #[test]
    fn nothing_that_steers_or_hides_is_left() {
        assert_eq!(safe("a\u{1b}[31mb\r\nc\td\u{9b}1m\u{7}"), "a␛[31mb c d·1m␇");
        assert_eq!(safe("\u{202e}abc\u{200f}\u{feff}⚠\u{fe0f} x\u{ad}y"), "�abc⚠ xy");
        let marked = format!("e{}", "\u{301}".repeat(40));
        assert_eq!(safe(&marked).chars().count(), 1 + MARKS);
        assert_eq!(held("שלום"), "\u{200e}שלום\u{200e}");
        assert_eq!(held("Gruß"), "Gruß");
    }
}
