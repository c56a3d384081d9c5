//! What is printed: findings, the receipt, errors.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use rayon::prelude::*;
use serde_json::Value;

use super::Failure;
use super::args::{Color, Global, TimingsFormat};
use super::timings;
use crate::base::text::counted;
use crate::build::stages::Stages;
use crate::build::{self, Evaluated};
use crate::checks::Counts;
use crate::diag::render::Printer;
use crate::diag::{Diagnostic, Severity};
use crate::source::{CONFIG, Snapshot};
use crate::sys::account::{Account, Measured};
use crate::sys::progress::Progress;
use crate::sys::terminal;
use crate::views::health::attention;

/// How many findings a build prints.
const MOST: usize = 10;

/// How many findings are drawn before they are printed, and how many of these one thread takes at a time.
const SHEET: usize = 4096;
const SHARE: usize = 64;

/// Where messages go and how.
pub struct Report {
    quiet: bool,
    colour: bool,
    /// Colours of standard output.
    out_colour: bool,
    interactive: bool,
    timings: Option<TimingsFormat>,
    /// The command's name.
    command: &'static str,
    account: Arc<Account>,
}

impl Report {
    /// From the flags and the terminal, for a command.
    pub fn new(global: &Global, command: &'static str) -> Self {
        let colour = |wanted: fn() -> bool| match global.color {
            Color::Always => true,
            Color::Never => false,
            Color::Auto => wanted(),
        };
        Self {
            quiet: global.quiet,
            colour: colour(terminal::wants_colour),
            out_colour: colour(terminal::output_wants_colour),
            interactive: terminal::is_interactive(),
            timings: global.timings,
            command,
            account: Arc::new(Account::begin(global.timings.is_some())),
        }
    }

    /// A usage or I/O error.
    pub fn failure(&self, failure: &Failure) {
        self.problem(&failure.message, failure.help.as_deref());
    }

    /// Something that stands in the way while the command goes on.
    pub fn problem(&self, message: &str, help: Option<&str>) {
        let mut text = format!("error: {message}\n");
        if let Some(help) = help {
            text.push_str(&format!("  help: {help}\n"));
        }
        terminal::err(&text);
    }

    /// Prints the mistakes of a configuration; where there are any they end the command.
    pub fn mistakes(&self, snapshot: &Snapshot, folder: &Path) -> Result<(), Failure> {
        let wrong = build::configuration(snapshot).diagnostics;
        if wrong.is_empty() {
            return Ok(());
        }
        self.findings(&wrong, snapshot, folder);
        let message = format!("`{CONFIG}` has {}", counted(wrong.len(), "mistake", "mistakes"));
        Err(Failure { message, help: Some("mend it, then run the command again".to_owned()) })
    }

    /// A line that has to be said however quiet it is to be: it is about the user's safety.
    pub fn warning(&self, text: &str) {
        terminal::err(&format!("{text}\n"));
    }

    /// A line for the user.
    pub fn line(&self, text: &str) {
        if !self.quiet {
            terminal::err(&format!("{text}\n"));
        }
    }

    /// Shows how far the command is, on a terminal and once it takes over a second, until this is dropped.
    pub fn progress(&self) -> Option<Progress> {
        (terminal::can_redraw() && !self.quiet).then(|| Progress::of(Arc::clone(&self.account)))
    }

    /// What hears of the stages.
    pub fn stages(&self) -> Arc<dyn Stages> {
        Arc::clone(&self.account) as Arc<dyn Stages>
    }

    /// How long the command has run.
    pub fn elapsed(&self) -> Duration {
        self.account.elapsed()
    }

    /// Where the time went, where that was asked for.
    pub fn timings(&self) {
        self.timings_of(&self.account.take());
    }

    /// Takes what was measured, to tell it later.
    pub fn take_measured(&self) -> Measured {
        self.account.take()
    }

    /// The same of what was taken before.
    pub fn timings_of(&self, measured: &Measured) {
        let Some(format) = self.timings else { return };
        self.measured(format, measured, timings::table);
    }

    /// The same of a save that a server followed, without the time that it waited.
    pub fn timings_of_save(&self) {
        let Some(format) = self.timings else { return };
        let line = |measured: &Measured, _| format!("{}\n", timings::line(measured));
        self.measured(format, &self.account.take().without_other(), line);
    }

    /// Drops what was measured: it led to nothing.
    pub fn drop_measured(&self) {
        self.account.drop_measured();
    }

    fn measured(&self, format: TimingsFormat, measured: &Measured, text: impl Fn(&Measured, usize) -> String) {
        let threads = rayon::current_num_threads();
        terminal::err(&match format {
            TimingsFormat::Text => text(measured, threads),
            TimingsFormat::Json => format!("{}\n", timings::object(self.command, measured, threads)),
        });
    }

    /// Data on standard output.
    pub fn data(&self, value: &Value) {
        terminal::out(&format!("{value}\n"));
    }

    /// Data on standard output, for people too.
    pub fn pretty(&self, value: &Value) {
        terminal::out(&format!("{value:#}\n"));
    }

    /// Findings, in their order. Paths begin with the content folder as it was named.
    pub fn findings(&self, findings: &[Diagnostic], snapshot: &Snapshot, folder: &Path) {
        let printer = Printer::new(snapshot, self.colour).below(folder);
        for finding in findings {
            self.finding(finding, &printer);
        }
    }

    /// The most important findings: errors before warnings, notes not at all. What one check says often is a habit of
    /// the folder and comes after what is said once.
    pub fn most_important(&self, snapshot: &Snapshot, evaluated: &Evaluated, folder: &Path) {
        let findings: Vec<&Diagnostic> = evaluated.findings.iter().collect();
        self.found(&findings, snapshot, folder);
    }

    /// The same of findings that were chosen.
    pub fn found(&self, findings: &[&Diagnostic], snapshot: &Snapshot, folder: &Path) {
        let mut findings: Vec<&Diagnostic> =
            findings.iter().copied().filter(|finding| finding.severity != Severity::Note).collect();
        let mut often: BTreeMap<&str, usize> = BTreeMap::new();
        for finding in &findings {
            *often.entry(finding.check).or_default() += 1;
        }
        findings.sort_by_key(|finding| (finding.severity, often.get(finding.check).copied()));
        let rest: usize = findings.iter().skip(MOST).map(|finding| finding.count()).sum();
        let printer = Printer::new(snapshot, self.colour).below(folder);
        for finding in findings.iter().take(MOST) {
            self.finding(finding, &printer);
        }
        if rest > 0 {
            let more = counted(rest, "more finding", "more findings");
            self.line(&format!("… and {more}: `featsite check` prints all"));
        }
    }

    /// Whether standard output is to have colours.
    pub fn output_has_colour(&self) -> bool {
        self.out_colour
    }

    /// Text on standard output.
    pub fn text(&self, text: &str) {
        terminal::out(text);
    }

    /// Data on standard output that is made piece by piece.
    pub fn streamed(&self, make: impl FnOnce(&mut dyn Write) -> io::Result<()>) {
        terminal::out_as_made(make);
    }

    /// Every finding on standard output, and how many there are.
    pub fn all(&self, snapshot: &Snapshot, evaluated: &Evaluated, folder: &Path) {
        let is_told = |finding: &&Diagnostic| !self.quiet || finding.severity == Severity::Error;
        let told: Vec<&Diagnostic> = evaluated.findings.iter().filter(is_told).collect();
        let texts = |some: &[&Diagnostic]| -> String {
            let printer = Printer::new(snapshot, self.out_colour).below(folder);
            some.iter().map(|finding| printer.text(finding)).collect()
        };
        // Drawing takes longer than some checks do; a reader sees the first of many while the others are drawn.
        for sheet in told.chunks(SHEET) {
            let drawn: Vec<String> = sheet.par_chunks(SHARE).map(texts).collect();
            drawn.iter().for_each(|text| terminal::out(text));
        }
        if !self.quiet {
            terminal::out(&format!("{}\n", summary(evaluated)));
        }
    }

    fn finding(&self, finding: &Diagnostic, printer: &Printer<'_>) {
        if !self.quiet || finding.severity == Severity::Error {
            terminal::err(&printer.text(finding));
        }
    }

    /// The last line of a build. The time is only for the terminal: logs that are compared stay equal.
    pub fn receipt(&self, evaluated: &Evaluated) {
        let mut line = evaluated.receipt();
        if self.interactive {
            line.push_str(&format!("; {} ms", self.elapsed().as_millis()));
        }
        self.line(&line);
    }
}

/// `12 documents, 3 need attention: 1 error, 2 warnings; 40 more findings of a habit (placeholder)`.
fn summary(evaluated: &Evaluated) -> String {
    let counts = Counts::of(&evaluated.findings, &evaluated.frame.habits);
    let mut line = counted(evaluated.site.documents.len(), "document", "documents");
    let habits = &evaluated.frame.habits;
    let counted_here = evaluated.findings.iter().filter(|finding| !habits.contains(finding.check));
    let attention = attention(&evaluated.site, counted_here);
    if attention > 0 {
        line.push_str(&format!(", {attention} {} attention", if attention == 1 { "needs" } else { "need" }));
    }
    let levels =
        [(counts.errors, "error", "errors"), (counts.warnings, "warning", "warnings"), (counts.notes, "note", "notes")];
    let told = levels.into_iter().filter(|(count, ..)| *count > 0).map(|(count, one, many)| counted(count, one, many));
    let told: Vec<String> = told.collect();
    line.push_str(": ");
    line.push_str(&if told.is_empty() && counts.habitual == 0 { "no findings".to_owned() } else { told.join(", ") });
    if counts.habitual > 0 {
        let names: Vec<&str> = counts.habits.iter().copied().collect();
        let habits = if names.len() == 1 { "a habit".to_owned() } else { format!("{} habits", names.len()) };
        let found = counted(counts.habitual, "finding", "findings");
        let more = if told.is_empty() { "" } else { ", and " };
        line.push_str(&format!("{more}{found} of {habits} of the folder ({})", names.join(", ")));
    }
    if !evaluated.suppressed.is_empty() {
        line.push_str(&format!("; {} allowed by comments", evaluated.suppressed.len()));
    }
    line
}
