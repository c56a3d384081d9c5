//! `featsite list` and `featsite board`: their flags.

use std::path::PathBuf;

use clap::builder::PossibleValuesParser;
use clap::{Args, ValueEnum};

use crate::base::text::nearest;
use crate::formats::terminal::COLUMNS;
use crate::views::chosen::{SORTS, SortKey};

/// Examples of `featsite list`.
pub const LIST: &str = "\
Examples:
  featsite list                             every item, in the order of the backlog
  featsite list 'status:blocked owner:ana'  those that pass a filter
  featsite list is:overdue plans            of the folder plans/
  featsite list -- -tag:infra               a filter that begins with `-`
  featsite list --sort -priority,due        the most urgent first
  featsite list --plain --columns id,owner  columns separated by tabs, for scripts and screen readers
  featsite list is:open --format csv > open.csv

One argument alone that names a folder that is there is FOLDER. Filters: content/manual/filters.md, or the box of the site.";

/// Examples of `featsite board`.
pub const BOARD: &str = "\
Examples:
  featsite board                            the board, its columns side by side where there is room
  featsite board owner:ana plans            what passes a filter, of the folder plans/
  featsite board --plain                    a line for each card, for scripts and screen readers
  featsite board --format json | jq '.columns[] | {title, count}'

One argument alone that names a folder that is there is FOLDER.";

/// Which items are asked for.
#[derive(Args)]
pub struct Asked {
    /// Which items, as in the box above the lists of the site: 'status:blocked owner:ana'.
    #[arg(value_name = "FILTER")]
    pub first: Option<String>,
    /// The content folder; without it content/, else docs/, else this folder.
    #[arg(value_name = "FOLDER")]
    pub second: Option<PathBuf>,
    /// No colours and no lines, nothing cut, columns separated by tabs: for scripts and screen readers.
    #[arg(long)]
    pub plain: bool,
}

/// `featsite list`.
#[derive(Args)]
pub struct List {
    /// Which items.
    #[command(flatten)]
    pub asked: Asked,
    /// By what the lines are sorted, as on the page; `-` before a key turns it round.
    #[arg(long, value_name = "KEY,…", value_delimiter = ',', allow_hyphen_values = true, value_parser = sort_key)]
    pub sort: Vec<SortKey>,
    /// Which columns, in this order.
    #[arg(long, value_name = "COLUMN,…", value_delimiter = ',', value_parser = columns())]
    pub columns: Vec<String>,
    /// Archived items too.
    #[arg(long)]
    pub archived: bool,
    /// How to print.
    #[arg(long, default_value = "text")]
    pub format: ListFormat,
}

/// How a list is printed.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ListFormat {
    /// For people.
    Text,
    /// For programs: the items as they stand in `site.json`.
    Json,
    /// For spreadsheets: the lines of `backlog.csv`.
    Csv,
}

/// `featsite board`.
#[derive(Args)]
pub struct Board {
    /// Which items.
    #[command(flatten)]
    pub asked: Asked,
    /// How to print.
    #[arg(long, default_value = "text")]
    pub format: BoardFormat,
}

/// How a board is printed.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum BoardFormat {
    /// For people.
    Text,
    /// For programs.
    Json,
}

/// The names of the columns; a wrong one is told with what is near it.
fn columns() -> PossibleValuesParser {
    PossibleValuesParser::new(COLUMNS.iter().map(|column| column.name))
}

fn sort_key(text: &str) -> Result<SortKey, String> {
    let (name, down) = text.strip_prefix('-').map_or((text, false), |name| (name, true));
    match SORTS.iter().find(|known| **known == name) {
        Some(name) => Ok(SortKey { name, down }),
        None => Err(match nearest(name, &SORTS) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("known are {}", SORTS.join(", ")),
        }),
    }
}
