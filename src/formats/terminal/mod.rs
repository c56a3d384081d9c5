//! The backlog and the board as text for a terminal: text and a width in, lines out.
//!
//! What is shown of an item is what `views::card` says, so that the terminal and the site never differ. Absent on purpose: how
//! wide the terminal is and whether it wants colours (`sys`), and which items are shown (`views`).

mod board;
mod cell;
mod columns;
mod list;
mod mistake;

pub use board::{board, plain_board};
pub use columns::{COLUMNS, Column, USUAL};
pub use list::{list, plain_list};
pub use mistake::mistake;

/// How text is to be drawn.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Canvas {
    /// How many columns the terminal has; `None` where nothing is cut.
    pub width: Option<usize>,
    /// Whether it wants colours.
    pub colour: bool,
}

impl Canvas {
    /// A text in a tone; where there are no colours, the text alone.
    fn paint(self, text: &str, tone: Tone) -> String {
        match tone.code().filter(|_| self.colour && !text.is_empty()) {
            Some(code) => format!("\u{1b}[{code}m{text}\u{1b}[0m"),
            None => text.to_owned(),
        }
    }
}

/// What a colour says.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
enum Tone {
    /// Nothing.
    #[default]
    Plain,
    /// A heading or an id.
    Strong,
    /// Less than the rest.
    Faint,
    /// Blocked, overdue, critical.
    Alarm,
    /// On hold, high, a word that no rule knows.
    Caution,
    /// Done.
    Good,
    /// In progress.
    Active,
    /// In review.
    Waiting,
}

impl Tone {
    /// The tone of a column of the board.
    fn of(column: Option<&str>) -> Self {
        match column {
            Some("in-progress") => Self::Active,
            Some("review") => Self::Waiting,
            Some("blocked") => Self::Alarm,
            Some("on-hold" | "unrecognised") => Self::Caution,
            Some("complete") => Self::Good,
            Some("cancelled") => Self::Faint,
            _ => Self::Plain,
        }
    }

    fn code(self) -> Option<&'static str> {
        match self {
            Self::Plain => None,
            Self::Strong => Some("1"),
            Self::Faint => Some("2"),
            Self::Alarm => Some("31"),
            Self::Good => Some("32"),
            Self::Caution => Some("33"),
            Self::Active => Some("34"),
            Self::Waiting => Some("35"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::build;
    use crate::model::ItemIx;

    const PAINTED: Canvas = Canvas { width: None, colour: true };

    /// Items with long, wide, combining, reversing and empty texts, in every column of the board.
    fn site() -> build::Evaluated {
        let statuses =
            ["Planned", "In Progress", "Review", "Blocked", "On Hold", "Done", "Cancelled", "Frobnicated", ""];
        let titles = [
            "Login",
            "支付系统的退款功能和对账报表以及更多的文字在这里继续",
            "שלום עולם ועוד הרבה מילים בשורה הזאת",
            "🚧🚧👩\u{200d}👩 x\u{301}\u{301}",
        ];
        let file = |at: usize| {
            let status = statuses.get(at % statuses.len()).copied().unwrap_or_default();
            let title = titles.get(at % titles.len()).copied().unwrap_or_default();
            let head = format!(
                "# {title}\n\n**ID**: FEAT-{at}\n**Status**: {status}\n**Owner**: Ana López, 李雷, Bo, Cy, Di\n"
            );
            let rest = "**Priority**: Critical\n**Target Completion**: 2020-01-31\n**Depends on**: FEAT-0, FEAT-1, FEAT-2, FEAT-3\n\n- [ ] a\n";
            (format!("f/{at}.md"), format!("{head}{rest}"))
        };
        let files: Vec<(String, String)> = (0..36).map(file).collect();
        let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
        build::site_of(&files)
    }

    #[test]
    fn no_line_is_wider_than_the_terminal() {
        let evaluated = site();
        let input = evaluated.input();
        let items: Vec<ItemIx> = crate::views::backlog::open(input.site).collect();
        let usual: Vec<&Column> = USUAL.iter().filter_map(|name| Column::find(name)).collect();
        let all: Vec<&Column> = COLUMNS.iter().collect();
        let on_board = crate::views::board::board(input);
        for width in (1..=60).chain([80, 100, 160, 200, 250]) {
            let canvas = Canvas { width: Some(width), colour: false };
            let texts = [
                list(input, &items, &usual, false, canvas),
                list(input, &items, &all, true, canvas),
                board(input, &on_board, canvas),
            ];
            for line in texts.iter().flat_map(|text| text.lines()) {
                assert!(cell::width(line) <= width, "{width}: {line}");
                assert_eq!(line, line.trim_end(), "{width}");
            }
            assert_eq!(texts[0].lines().count(), items.len() + 1, "a line each: {width}");
        }
    }

    #[test]
    fn columns_stand_in_line_at_every_width() {
        let evaluated = site();
        let input = evaluated.input();
        let on_board = crate::views::board::board(input);
        let drawn = board(input, &on_board, Canvas { width: Some(250), colour: false });
        let rules = |line: &str| -> Vec<usize> {
            line.match_indices('│').map(|(at, _)| line.get(..at).map_or(0, cell::width)).collect()
        };
        let first = rules(drawn.lines().next().unwrap_or_default());
        assert_eq!(first.len(), 8, "{drawn}");
        for line in drawn.lines().take_while(|line| !line.is_empty()) {
            assert!(first.starts_with(&rules(line)), "{line}");
        }
    }

    #[test]
    fn colours_change_no_text() {
        let evaluated = site();
        let input = evaluated.input();
        let items: Vec<ItemIx> = crate::views::backlog::open(input.site).collect();
        let usual: Vec<&Column> = USUAL.iter().filter_map(|name| Column::find(name)).collect();
        let without = |text: &str| -> String {
            let pieces = text.split('\u{1b}').enumerate();
            pieces
                .map(|(at, piece)| if at == 0 { piece } else { piece.split_once('m').map_or("", |(_, rest)| rest) })
                .collect()
        };
        let plain = Canvas { colour: false, ..PAINTED };
        let painted = list(input, &items, &usual, false, PAINTED);
        assert!(painted.contains("\u{1b}[31m"));
        assert_eq!(without(&painted), list(input, &items, &usual, false, plain));
    }
}
