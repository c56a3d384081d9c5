//! What is printed: findings, the receipt, errors.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use serde_json::Value;

use super::Failure;
use super::args::{Color, Global};
use crate::base::text::counted;
use crate::build::{self, Evaluated};
use crate::checks::Counts;
use crate::diag::render::Printer;
use crate::diag::{Diagnostic, Severity};
use crate::source::{CONFIG, Snapshot};
use crate::sys::clock::Stopwatch;
use crate::sys::terminal;
use crate::views::health::attention;

/// How many findings a build prints.
const MOST: usize = 10;

/// Where messages go and how.
pub struct Report {
    quiet: bool,
    colour: bool,
    /// Colours of standard output.
    out_colour: bool,
    interactive: bool,
}

impl Report {
    /// From the flags and the terminal.
    pub fn new(global: &Global) -> Self {
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

    /// Shows how far a write is, on a terminal and once it takes over a second.
    pub fn progress(&self, watch: Stopwatch) -> impl Fn(usize, usize) + Sync {
        let shown = self.interactive && !self.quiet;
        let last = AtomicU64::new(1_000);
        move |done, total| {
            let now = watch.elapsed().as_millis() as u64;
            let due = last.load(Ordering::Relaxed);
            if !shown || now < due {
                return;
            }
            if done == total {
                terminal::err("\r\u{1b}[K");
            } else if last.compare_exchange(due, now + 100, Ordering::Relaxed, Ordering::Relaxed).is_ok() {
                terminal::err(&format!("\r{done} of {total} files\u{1b}[K"));
            }
        }
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

    /// Every finding on standard output, and how many there are.
    pub fn all(&self, snapshot: &Snapshot, evaluated: &Evaluated, folder: &Path) {
        let printer = Printer::new(snapshot, self.out_colour).below(folder);
        for finding in &evaluated.findings {
            if !self.quiet || finding.severity == Severity::Error {
                terminal::out(&printer.text(finding));
            }
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
    pub fn receipt(&self, evaluated: &Evaluated, took: Duration) {
        let mut line = evaluated.receipt();
        if self.interactive {
            line.push_str(&format!("; {} ms", took.as_millis()));
        }
        self.line(&line);
    }
}

/// `12 documents, 3 need attention: 1 error, 2 warnings; 40 more findings of a habit (placeholder)`.
fn summary(evaluated: &Evaluated) -> String {
    let counts = Counts::of(&evaluated.findings, &evaluated.frame.habits);
    let mut line = counted(evaluated.site.documents.len(), "document", "documents");
    let habits = &evaluated.frame.habits;
    let counted_here: Vec<Diagnostic> =
        evaluated.findings.iter().filter(|finding| !habits.contains(finding.check)).cloned().collect();
    let attention = attention(&evaluated.site, &counted_here);
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
