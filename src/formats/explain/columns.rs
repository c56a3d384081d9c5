//! Text in columns for a terminal.

use crate::base::text::is_emoji;

/// What a terminal has at the least.
const WIDTH: usize = 80;

/// Between two columns.
const GAP: usize = 2;

/// No column is made narrower than this.
const NARROWEST: usize = 6;

/// Names and values, a line each; long values go on below.
pub fn pairs(pairs: &[(&'static str, String)]) -> String {
    let rows: Vec<Vec<String>> = pairs.iter().map(|(name, value)| vec![(*name).to_owned(), value.clone()]).collect();
    lines(&rows, 0)
}

/// A table with the names of its columns. A column that holds nothing is left out.
pub fn aligned(names: &[&str], rows: &[Vec<String>]) -> String {
    let used: Vec<usize> = (0..names.len()).filter(|&at| rows.iter().any(|row| !cell(row, at).is_empty())).collect();
    let mut all: Vec<Vec<String>> =
        vec![used.iter().filter_map(|&at| names.get(at)).map(|name| (*name).to_owned()).collect()];
    all.extend(rows.iter().map(|row| used.iter().map(|&at| cell(row, at).to_owned()).collect()));
    lines(&all, 2)
}

fn cell(row: &[String], at: usize) -> &str {
    row.get(at).map_or("", String::as_str)
}

/// Rows in columns as wide as they need, together no wider than the terminal: the widest gives way.
fn lines(rows: &[Vec<String>], indent: usize) -> String {
    let count = rows.iter().map(Vec::len).max().unwrap_or(0);
    let mut widths: Vec<usize> =
        (0..count).map(|at| rows.iter().map(|row| width(cell(row, at))).max().unwrap_or(0)).collect();
    loop {
        let total: usize = indent + widths.iter().sum::<usize>() + GAP * count.saturating_sub(1);
        let Some(widest) = widths.iter_mut().max().filter(|widest| total > WIDTH && **widest > NARROWEST) else {
            break;
        };
        *widest -= (total - WIDTH).min((*widest / 4).max(1));
    }
    let mut out = String::new();
    for row in rows {
        let cells: Vec<Vec<String>> =
            widths.iter().enumerate().map(|(at, width)| wrapped(cell(row, at), *width)).collect();
        let height = cells.iter().map(Vec::len).max().unwrap_or(0).max(1);
        for line in 0..height {
            let mut text = " ".repeat(indent);
            for (at, cell) in cells.iter().enumerate() {
                let piece = cell.get(line).map_or("", String::as_str);
                text.push_str(piece);
                let room = widths.get(at).copied().unwrap_or(0) + GAP;
                text.push_str(&" ".repeat(room.saturating_sub(width(piece))));
            }
            out.push_str(text.trim_end());
            out.push('\n');
        }
    }
    out
}

/// Text in lines of a width, cut between words where there are any.
pub fn wrapped(text: &str, room: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    for word in text.split(' ') {
        if !line.is_empty() && width(&line) + 1 + width(word) > room {
            lines.push(std::mem::take(&mut line));
        }
        if !line.is_empty() {
            line.push(' ');
        }
        for c in word.chars() {
            if width(&line) + wide(c) > room.max(2) {
                lines.push(std::mem::take(&mut line));
            }
            line.push(c);
        }
    }
    if !line.is_empty() {
        lines.push(line);
    }
    lines
}

/// How many columns of a terminal a text takes.
fn width(text: &str) -> usize {
    text.chars().map(wide).sum()
}

fn wide(c: char) -> usize {
    match c {
        '\u{fe0e}' | '\u{fe0f}' | '\u{200d}' | '\u{20e3}' | '\u{300}'..='\u{36f}' => 0,
        '\u{2600}'..='\u{27bf}' => 1,
        '\u{1100}'..='\u{115f}' | '\u{2e80}'..='\u{a4cf}' | '\u{ac00}'..='\u{d7a3}' | '\u{f900}'..='\u{faff}' => 2,
        '\u{fe30}'..='\u{fe6f}' | '\u{ff00}'..='\u{ff60}' | '\u{ffe0}'..='\u{ffe6}' => 2,
        c if c >= '\u{1f000}' && is_emoji(c) => 2,
        _ => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_as_wide_as_they_need_and_give_way_at_80() {
        let rows = [
            vec!["status".to_owned(), "done".to_owned(), String::new(), "已完成".to_owned()],
            vec!["a".to_owned(), "word ".repeat(30).trim_end().to_owned(), String::new(), "x".repeat(40)],
        ];
        let text = aligned(&["field", "value", "empty", "written"], &rows);
        assert!(text.lines().all(|line| width(line) <= 80), "{text}");
        assert!(!text.contains("empty"), "{text}");
        let first: Vec<&str> = text.lines().take(2).map(|line| line.get(..16).unwrap_or(line)).collect();
        assert_eq!(first, ["  field   value ", "  status  done  "], "{text}");
        let whole: String = text.split_whitespace().collect();
        assert_eq!(whole.matches("word").count(), 30);
    }

    #[test]
    fn nothing_is_lost_or_loops_in_no_room() {
        assert_eq!(wrapped("ab cd", 1), ["ab", "cd"]);
        assert_eq!(wrapped("", 5), Vec::<String>::new());
        let rows = [(0..40).map(|at| format!("cell {at}")).collect::<Vec<_>>()];
        assert!(!aligned(&["x"; 40], &rows).is_empty());
    }
}
