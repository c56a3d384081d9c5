//! Items, one per line, in columns that fit.

use super::cell::{cut, held, width};
use super::columns::{Cell, Column, Row};
use super::{Canvas, Tone};
use crate::model::ItemIx;
use crate::views::Input;

/// Between two columns.
const GAP: usize = 2;

/// Two columns are kept in a line of this many, however little is left of them.
const TWO: usize = 12;

/// Columns that are left out where there is no room, the first one first; what is named nowhere here goes before them.
const LAST_TO_GO: [&str; 7] = ["progress", "due", "owner", "priority", "status", "id", "title"];

/// Items as lines below the names of the columns. A column that is empty in all of them is left out, unless it is
/// `wanted`.
pub fn list(input: Input<'_>, items: &[ItemIx], columns: &[&Column], wanted: bool, canvas: Canvas) -> String {
    if items.is_empty() {
        return String::new();
    }
    let rows: Vec<Row<'_>> = items.iter().map(|ix| Row::of(input, *ix)).collect();
    let words = &input.frame.words;
    let mut all: Vec<Laid<'_>> = columns
        .iter()
        .map(|column| {
            let head = Cell { text: words.get(column.head).to_owned(), tone: Tone::Faint, ..Cell::default() };
            let filled: Vec<Cell> = rows.iter().map(|row| column.of(row)).collect();
            let widest = filled.iter().map(|cell| width(&cell.text)).max().unwrap_or(0);
            let least = if column.least == 0 { widest } else { column.least };
            let room = widest.max(width(&head.text));
            Laid { column, room, least: least.min(room), cells: std::iter::once(head).chain(filled).collect() }
        })
        .filter(|laid| wanted || laid.cells.iter().skip(1).any(|cell| !cell.text.is_empty()))
        .collect();
    if let Some(width) = canvas.width {
        fit(&mut all, width);
    }
    (0..=rows.len()).map(|at| line(&all, at, canvas)).collect()
}

/// Items as lines of tab-separated columns without names, nothing cut and every column in its place.
pub fn plain_list(input: Input<'_>, items: &[ItemIx], columns: &[&Column]) -> String {
    let line = |ix: &ItemIx| {
        let row = Row::of(input, *ix);
        let cells: Vec<String> = columns.iter().map(|column| column.of(&row).exact).collect();
        format!("{}\n", cells.join("\t"))
    };
    items.iter().map(line).collect()
}

/// A column with its cells, the first of them its name.
struct Laid<'a> {
    column: &'a Column,
    /// How many columns of the terminal it takes.
    room: usize,
    /// How many it needs.
    least: usize,
    cells: Vec<Cell>,
}

/// Leaves out columns that have no room, then makes the others narrower until a line fits.
fn fit(all: &mut Vec<Laid<'_>>, most: usize) {
    let line = |all: &[Laid<'_>], room: fn(&Laid<'_>) -> usize| {
        all.iter().map(room).sum::<usize>() + GAP * all.len().saturating_sub(1)
    };
    let rank = |laid: &Laid<'_>| LAST_TO_GO.iter().position(|name| *name == laid.column.name).map_or(0, |at| at + 1);
    let kept = if most < TWO { 1 } else { 2 };
    while all.len() > kept && line(all, |laid| laid.room.min(laid.least)) > most {
        let goes = (0..all.len()).rev().min_by_key(|at| all.get(*at).map_or(0, rank));
        goes.map(|at| all.remove(at));
    }
    while line(all, |laid| laid.room) > most {
        let Some(laid) = gives_way(all, most) else { return };
        laid.room -= 1;
    }
}

/// The column that gives way: the title down to two fifths of the line, then the widest of the others down to what each needs, then
/// the title again, and in the end whichever is the widest.
fn gives_way<'a, 'c>(all: &'a mut [Laid<'c>], most: usize) -> Option<&'a mut Laid<'c>> {
    let widest = |wanted: &dyn Fn(&Laid<'_>) -> bool, all: &[Laid<'_>]| {
        let fitting = all.iter().enumerate().filter(|(_, laid)| wanted(laid));
        fitting.max_by_key(|(_, laid)| laid.room).map(|(at, _)| at)
    };
    let at = widest(&|laid| laid.is_title() && laid.room > laid.least.max(most * 2 / 5), all)
        .or_else(|| widest(&|laid| !laid.is_title() && laid.room > laid.least, all))
        .or_else(|| widest(&|laid| laid.room > 1, all))?;
    all.get_mut(at)
}

impl Laid<'_> {
    fn is_title(&self) -> bool {
        self.column.name == "title"
    }
}

fn line(all: &[Laid<'_>], at: usize, canvas: Canvas) -> String {
    let mut out = String::new();
    // Spaces stand only before something: no line ends with them.
    let mut before = 0;
    for laid in all {
        let text = laid.cells.get(at).map_or_else(String::new, |cell| cut(&cell.text, laid.room));
        let fill = laid.room.saturating_sub(width(&text));
        if laid.column.right {
            before += fill;
        }
        if !text.is_empty() {
            out.push_str(&" ".repeat(std::mem::take(&mut before)));
            out.push_str(&canvas.paint(&held(&text), laid.cells.get(at).map_or(Tone::Plain, |cell| cell.tone)));
        }
        before += GAP + if laid.column.right { 0 } else { fill };
    }
    out.push('\n');
    out
}
