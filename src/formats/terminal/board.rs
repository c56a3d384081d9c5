//! The board: its columns side by side where there is room, else one below the other.

use super::cell::{cut, gap, held, safe, width, wrapped};
use super::{Canvas, Tone};
use crate::model::ItemIx;
use crate::views::board::{Board, Placed};
use crate::views::value::Value;
use crate::views::{Input, card, record};

/// Between two columns that stand side by side.
const RULE: &str = " │ ";
/// Between the owners of a card and its day, where one line holds both.
const BETWEEN: &str = " · ";
/// A column is no narrower than this where it stands beside another, and no wider than that.
const NARROWEST: usize = 22;
const WIDEST: usize = 48;
/// Lines of a card's title.
const LINES: usize = 2;
/// Owners and items waited for that a card names before it counts the others, as on the site.
const NAMED: usize = 3;

/// The board as text. Columns without cards are named below it.
pub fn board(input: Input<'_>, board: &Board, canvas: Canvas) -> String {
    let words = &input.frame.words;
    let filled: Vec<&Placed> = board.columns.iter().filter(|placed| !placed.items.is_empty()).collect();
    let room = canvas.width.and_then(|width| side_by_side(width, filled.len()));
    let mut out = match room {
        Some(room) => beside(input, &filled, room, canvas),
        None => below(input, &filled, canvas),
    };
    let empty = board.columns.iter().filter(|placed| placed.items.is_empty()).map(|placed| safe(&placed.title));
    let empty: Vec<String> = empty.collect();
    let hidden = (board.hidden > 0).then(|| words.count("in-other-columns", board.hidden));
    let notes = [(!empty.is_empty() && !filled.is_empty()).then(|| format!("0: {}", empty.join(", "))), hidden];
    for note in notes.into_iter().flatten() {
        let lines = wrapped(&note, canvas.width.unwrap_or(usize::MAX), usize::MAX);
        out.extend(lines.iter().map(|line| format!("{}\n", canvas.paint(line, Tone::Faint))));
    }
    out
}

/// The board as lines: for each column its name and count, and a line for each card with id, title, owners, day it is due and
/// marks, separated by tabs. Nothing is cut and no card left out.
pub fn plain_board(input: Input<'_>, board: &Board) -> String {
    let mut out = String::new();
    for placed in &board.columns {
        out.push_str(&format!("{}\n", heading(input, placed)));
        for ix in &placed.items {
            let card = Card::of(input, *ix);
            let marks: Vec<String> = [card.late, card.waits].into_iter().flatten().collect();
            let cells = [card.id, card.title, card.owners.join(", "), card.due, marks.join("; ")];
            out.push_str(&format!("{}\n", cells.join("\t")));
        }
        out.push('\n');
    }
    out.truncate(out.trim_end_matches('\n').len());
    out.push('\n');
    out
}

/// How wide each of so many columns is beside the others; `None` where there is no room for them.
fn side_by_side(width: usize, columns: usize) -> Option<usize> {
    let rules = RULE.chars().count() * columns.saturating_sub(1);
    let room = width.checked_sub(rules)?.checked_div(columns)?;
    (columns > 1 && room >= NARROWEST).then_some(room.min(WIDEST))
}

/// A column's name with how many items it holds, of how many it may, and whether these are too many.
fn heading(input: Input<'_>, placed: &Placed) -> String {
    let limit = placed.limit.map_or_else(String::new, |limit| format!("/{limit}"));
    let over = if placed.is_over() { format!(" {}", input.frame.words.get("over-limit")) } else { String::new() };
    format!("{} {}{limit}{over}", safe(&placed.title), placed.items.len())
}

/// A line of a card or heading in pieces.
type Line = Vec<(String, Tone)>;

fn beside(input: Input<'_>, columns: &[&Placed], room: usize, canvas: Canvas) -> String {
    let lines: Vec<Vec<Line>> = columns.iter().map(|placed| column(input, placed, room)).collect();
    let height = lines.iter().map(Vec::len).max().unwrap_or(0);
    let mut out = String::new();
    for at in 0..height {
        let cell = |lines: &Vec<Line>| match lines.get(at) {
            Some(line) => format!("{}{}", painted(line, canvas), gap(&bare(line), room)),
            None => " ".repeat(room),
        };
        let cells: Vec<String> = lines.iter().map(cell).collect();
        out.push_str(cells.join(&canvas.paint(RULE, Tone::Faint)).trim_end());
        out.push('\n');
    }
    out.push('\n');
    out
}

fn below(input: Input<'_>, columns: &[&Placed], canvas: Canvas) -> String {
    let room = canvas.width.unwrap_or(usize::MAX);
    let mut out = String::new();
    for placed in columns {
        for line in column(input, placed, room) {
            out.push_str(&painted(&line, canvas));
            out.push('\n');
        }
        out.push('\n');
    }
    out
}

fn painted(line: &Line, canvas: Canvas) -> String {
    line.iter().map(|(text, tone)| canvas.paint(&held(text), *tone)).collect()
}

fn bare(line: &Line) -> String {
    line.iter().map(|(text, _)| text.as_str()).collect()
}

/// A column's lines: its heading, a rule and the cards that the site's page shows at first.
fn column(input: Input<'_>, placed: &Placed, room: usize) -> Vec<Line> {
    let head = cut(&heading(input, placed), room);
    let tone = if placed.is_over() { Tone::Alarm } else { Tone::Strong };
    let rule = "─".repeat(room.min(WIDEST).max(width(&head)));
    let mut lines = vec![vec![(head, tone)], vec![(rule, Tone::Faint)]];
    for (at, ix) in placed.items.iter().take(placed.most).enumerate() {
        if at > 0 {
            lines.push(Vec::new());
        }
        lines.extend(Card::of(input, *ix).lines(room));
    }
    if placed.items.len() > placed.most {
        let more = input.frame.words.count("more", placed.items.len() - placed.most);
        lines.push(Vec::new());
        lines.push(vec![(cut(&more, room), Tone::Faint)]);
    }
    lines
}

/// What a card shows.
struct Card {
    id: String,
    title: String,
    owners: Vec<String>,
    /// The day it ended or is due, as the site shows it.
    day: String,
    /// The last day it is due, for programs.
    due: String,
    /// The word for what is overdue.
    late: Option<String>,
    /// What it waits for.
    waits: Option<String>,
}

impl Card {
    fn of(input: Input<'_>, ix: ItemIx) -> Self {
        let words = &input.frame.words;
        let card = card::card(input, crate::views::board::VIEW.url, ix);
        let text = |value: Option<&Value>| safe(value.and_then(Value::as_str).unwrap_or_default());
        let day = card.get("completed").or_else(|| card.get("target")).and_then(|day| day.get("text"));
        let late = card.get("overdue").filter(|_| card.get("completed").is_none());
        let names: Vec<String> = card
            .get("blocked_by")
            .map_or(&[][..], Value::entries)
            .iter()
            .map(|other| text(other.get("name")))
            .collect();
        Self {
            id: text(card.get("id")),
            title: text(card.get("title")),
            owners: input.site[ix].owners.iter().map(|name| safe(name)).collect(),
            day: text(day),
            due: safe(&record::of(input, ix).due),
            late: late.map(|_| words.get("overdue").to_owned()),
            waits: (!names.is_empty()).then(|| format!("{} {}", words.get("blocked-by"), some(&names))),
        }
    }

    fn lines(&self, room: usize) -> Vec<Line> {
        let head = format!("{} {}", self.id, self.title);
        let mut lines: Vec<Line> = Vec::new();
        for (at, line) in wrapped(&head, room, LINES).into_iter().enumerate() {
            match line.strip_prefix(self.id.as_str()).filter(|_| at == 0 && !self.id.is_empty()) {
                Some(rest) => lines.push(vec![(self.id.clone(), Tone::Strong), (rest.to_owned(), Tone::Plain)]),
                None => lines.push(vec![(line, Tone::Plain)]),
            }
        }
        let owners = some(&self.owners);
        let late = self.late.as_deref().unwrap_or_default();
        let when =
            [self.day.as_str(), late].into_iter().filter(|piece| !piece.is_empty()).collect::<Vec<_>>().join(" ");
        let tone = if late.is_empty() { Tone::Faint } else { Tone::Alarm };
        let both = !owners.is_empty() && !when.is_empty();
        if both && width(&owners).saturating_add(width(&when) + width(BETWEEN)) <= room {
            lines.push(vec![(format!("{owners}{BETWEEN}"), Tone::Faint), (when, tone)]);
        } else {
            let apart = [(owners, Tone::Faint), (when, tone)].into_iter().filter(|(text, _)| !text.is_empty());
            lines.extend(apart.map(|(text, tone)| vec![(cut(&text, room), tone)]));
        }
        lines.extend(self.waits.iter().map(|waits| vec![(cut(waits, room), Tone::Alarm)]));
        lines
    }
}

/// The first of some names, and how many more there are.
fn some(names: &[String]) -> String {
    let first = names.iter().take(NAMED).map(String::as_str).collect::<Vec<_>>().join(", ");
    match names.len().checked_sub(NAMED).filter(|more| *more > 0) {
        Some(more) => format!("{first} +{more}"),
        None => first,
    }
}
