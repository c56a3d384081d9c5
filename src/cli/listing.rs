//! `featsite list` and `featsite board`: the backlog and the board in the terminal.

use std::path::PathBuf;

use super::args::{Asked, Board, BoardFormat, Folder, Global, List, ListFormat};
use super::commands::{content_folder, evaluate};
use super::report::Report;
use super::{Failure, Outcome};
use crate::base::text::counted;
use crate::build::stages::Stage;
use crate::diag::render::harmless;
use crate::filter::{self, Filter, What};
use crate::formats::terminal::{self, Canvas, Column, USUAL};
use crate::formats::{csv, json};
use crate::sys::read::is_folder;
use crate::sys::terminal::output_width;
use crate::views::board;
use crate::views::chosen::{Chosen, Records};

/// `featsite list`.
pub fn list(args: &List, global: &Global, report: &Report) -> Result<Outcome, Failure> {
    let asked = Request::of(&args.asked, report)?;
    let plain = args.asked.plain;
    only_text(args.format == ListFormat::Text, plain, !args.columns.is_empty())?;
    let progress = report.progress();
    let (_, evaluated) = evaluate(&asked.folder, global, report)?;
    report.stages().begin(Stage::Other, 0);
    let input = evaluated.input();
    let records = Records::of(input);
    let mut chosen = records.passing(&asked.filter, args.archived);
    records.sort(&mut chosen.items, &args.sort);
    let wanted: Vec<&str> = args.columns.iter().map(String::as_str).collect();
    let names = if wanted.is_empty() { &USUAL[..] } else { &wanted };
    let columns: Vec<&Column> = names.iter().filter_map(|name| Column::find(name)).collect();
    let text = match args.format {
        ListFormat::Text if plain => terminal::plain_list(input, &chosen.items, &columns),
        ListFormat::Text => terminal::list(input, &chosen.items, &columns, !wanted.is_empty(), canvas(report)),
        ListFormat::Json => json::items(input, &chosen.items),
        ListFormat::Csv => csv::items(input, chosen.items.iter().copied()),
    };
    drop(progress);
    report.text(&text);
    asked.counted(&chosen, chosen.items.len(), report);
    Ok(Outcome::Fine)
}

/// `featsite board`.
pub fn board(args: &Board, global: &Global, report: &Report) -> Result<Outcome, Failure> {
    let asked = Request::of(&args.asked, report)?;
    only_text(args.format == BoardFormat::Text, args.asked.plain, false)?;
    let progress = report.progress();
    let (_, evaluated) = evaluate(&asked.folder, global, report)?;
    report.stages().begin(Stage::Other, 0);
    let input = evaluated.input();
    let chosen = Records::of(input).passing(&asked.filter, false);
    let board = board::board(input).only(&chosen.items);
    let text = match args.format {
        BoardFormat::Text if args.asked.plain => terminal::plain_board(input, &board),
        BoardFormat::Text => terminal::board(input, &board, canvas(report)),
        BoardFormat::Json => json::board(input, &board),
    };
    drop(progress);
    report.text(&text);
    asked.counted(&chosen, board.columns.iter().map(|placed| placed.items.len()).sum(), report);
    Ok(Outcome::Fine)
}

fn canvas(report: &Report) -> Canvas {
    Canvas { width: output_width(), colour: report.output_has_colour() }
}

/// Flags that shape text say nothing where data is asked for.
fn only_text(is_text: bool, plain: bool, columns: bool) -> Result<(), Failure> {
    let flag = [(plain, "--plain"), (columns, "--columns")].into_iter().find(|(given, _)| *given && !is_text);
    match flag {
        Some((_, flag)) => Err(Failure {
            message: format!("`{flag}` shapes text, and `--format` asks for data"),
            help: Some("leave one of them out".to_owned()),
        }),
        None => Ok(()),
    }
}

/// What is asked for.
struct Request {
    filter: Filter,
    /// The filter as it was written.
    written: String,
    /// Whether one argument alone was taken as a filter and not as a folder.
    alone: bool,
    folder: PathBuf,
}

impl Request {
    /// From the arguments: one alone that names a folder that is there is the folder. A mistake in the filter ends the command.
    fn of(asked: &Asked, report: &Report) -> Result<Self, Failure> {
        let folder = asked.first.as_ref().map(PathBuf::from).filter(|path| asked.second.is_none() && is_folder(path));
        let written = if folder.is_some() { String::new() } else { asked.first.clone().unwrap_or_default() };
        if let Some(second) = &asked.second
            && !is_folder(second)
            && filter::parse(&second.to_string_lossy()).terms.iter().any(|term| matches!(term.what, What::Field(..)))
        {
            let both = format!("{written} {}", second.to_string_lossy());
            return Err(Failure {
                message: format!("there is no folder `{}`", harmless(&second.to_string_lossy())),
                help: Some(format!("a filter of several terms stands in quotes: '{}'", harmless(&both))),
            });
        }
        let filter = filter::parse(&written);
        let told = |problem| terminal::mistake(&written, problem);
        if let Some((last, before)) = filter.problems.split_last() {
            before.iter().for_each(|problem| report.problem(&told(problem), Some(&harmless(&problem.help))));
            return Err(Failure { message: told(last), help: Some(harmless(&last.help)) });
        }
        let alone = !written.is_empty() && asked.second.is_none();
        let folder = content_folder(&Folder { folder: folder.or_else(|| asked.second.clone()) });
        Ok(Self { filter, written, alone, folder })
    }

    /// Says how many items are shown of how many, or why there are none.
    fn counted(&self, chosen: &Chosen, shown: usize, report: &Report) {
        let of = counted(chosen.of, "item", "items");
        if shown > 0 || chosen.of == 0 {
            report.line(&format!("{shown} of {of}"));
            return;
        }
        let why = match &chosen.unknown {
            Some(word) => format!("no item has the status `{}`", harmless(word)),
            None => "nothing passes this filter".to_owned(),
        };
        // A folder that is not there reads as words to look for.
        let words = self.filter.terms.iter().all(|term| matches!(term.what, What::Text(_)));
        let folder = match self.alone && words {
            true => format!("; there is no folder `{}` either", harmless(&self.written)),
            false => String::new(),
        };
        report.line(&format!("{why}: 0 of {of}{folder}"));
    }
}
