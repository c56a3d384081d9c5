//! What each command does, in the words of the other modules.

use std::collections::BTreeSet;
use std::mem::ManuallyDrop;
use std::path::{Component, Path, PathBuf};

use super::args::{Build, Check, FindingsFormat, Folder, Global};
use super::report::Report;
use super::{Failure, Outcome};
use crate::build::outputs::Outputs;
use crate::build::stages::Stage;
use crate::build::{self, Evaluated};
use crate::diag::render::{Printer, harmless};
use crate::diag::{Places, Severity};
use crate::source::Snapshot;
use crate::sys::read::Reader;
use crate::{formats, sys};

/// `featsite build`.
pub fn build(args: &Build, global: &Global, report: &Report) -> Result<Outcome, Failure> {
    let progress = report.progress();
    // Looked up before anything is written: the output may be called as a folder that is looked for.
    let folder = content_folder(&args.folder);
    let (snapshot, mut evaluated) = evaluate(&folder, global, report)?;
    let outputs = Outputs::new(&snapshot, &evaluated);
    let written = sys::write::write(&args.output, args.force, &snapshot, &outputs, &*report.stages())?;
    report.stages().begin(Stage::Other, 0);
    drop(progress);
    let found = [outputs.findings(), &written.findings].concat();
    evaluated.findings.extend(found);
    report.most_important(&snapshot, &evaluated, &folder);
    report.line(&format!(
        "the site is in {}: open {}",
        args.output.display(),
        args.output.join("index.html").display()
    ));
    report.receipt(&evaluated);
    Ok(outcome(&evaluated, args.strict))
}

/// `featsite check`.
pub fn check(args: &Check, global: &Global, report: &Report) -> Result<Outcome, Failure> {
    let folder = content_folder(&args.folder);
    let progress = report.progress();
    let (snapshot, mut evaluated) = evaluate(&folder, global, report)?;
    let pages: BTreeSet<&'static str> = evaluated.findings.iter().map(|finding| finding.check).collect();
    let found = Outputs::new(&snapshot, &evaluated).findings().to_vec();
    report.stages().begin(Stage::Other, 0);
    drop(progress);
    evaluated.findings.extend(found);
    let wanted = |check: &str| args.only.is_empty() || args.only.iter().any(|only| only == check);
    evaluated.findings.retain(|finding| wanted(finding.check));
    evaluated.suppressed.retain(|one| wanted(one.finding.check));
    let (findings, suppressed) = (&evaluated.findings, &evaluated.suppressed);
    let places = Places::new(&snapshot);
    let prefix = prefix(&snapshot, &folder);
    match args.format {
        FindingsFormat::Text => report.all(&snapshot, &evaluated, &folder),
        FindingsFormat::Json => report.data(&Printer::new(&snapshot, false).json(findings, suppressed)),
        FindingsFormat::Github => report.text(&formats::github::annotations(findings, &places, &prefix)),
        FindingsFormat::Sarif => {
            let base_url = evaluated.site.config.base_url.as_deref();
            let pages = &pages;
            let input =
                formats::sarif::Input { findings, suppressed, places: &places, prefix: &prefix, base_url, pages };
            report.pretty(&formats::sarif::log(input));
        }
    }
    let failing = findings.iter().any(|finding| finding.severity == Severity::Error);
    Ok(if failing { Outcome::Findings } else { outcome(&evaluated, args.strict) })
}

/// From the repository's root to the content folder. Without a repository what the user wrote leads from the current
/// folder; of a path from elsewhere nothing is told.
fn prefix(snapshot: &Snapshot, folder: &Path) -> String {
    if let Some(path) = &snapshot.repository_path {
        return path.clone();
    }
    let pieces: Option<Vec<&str>> = folder
        .components()
        .filter(|piece| *piece != Component::CurDir)
        .map(|piece| if let Component::Normal(name) = piece { name.to_str() } else { None })
        .collect();
    pieces.unwrap_or_default().join("/")
}

fn outcome(evaluated: &Evaluated, strict: bool) -> Outcome {
    let failing = evaluated.findings.iter().any(|finding| finding.severity != Severity::Note);
    if strict && failing { Outcome::Findings } else { Outcome::Fine }
}

/// Reads the content folder and evaluates it.
pub fn evaluate(
    folder: &Path,
    global: &Global,
    report: &Report,
) -> Result<(ManuallyDrop<Snapshot>, ManuallyDrop<Evaluated>), Failure> {
    let snapshot = read(folder, global, report)?;
    if snapshot.files.is_empty() {
        report.line(&format!("no Markdown was found in `{}`", harmless(&folder.to_string_lossy())));
    }
    // The process ends soon after: taking the model apart piece by piece would only cost the user time.
    let evaluated = ManuallyDrop::new(build::evaluate_observed(&snapshot, &*report.stages()));
    Ok((ManuallyDrop::new(snapshot), evaluated))
}

/// Reads the content folder; a mistake in its configuration ends the command.
pub fn read(folder: &Path, global: &Global, report: &Report) -> Result<Snapshot, Failure> {
    let today = global.today.unwrap_or_else(sys::clock::today);
    let snapshot = Reader::new(folder).observed_by(report.stages()).read(today, None)?;
    report.mistakes(&snapshot, folder)?;
    Ok(snapshot)
}

/// The folder given, else `content/`, else `docs/`, else the current folder.
pub fn content_folder(folder: &Folder) -> PathBuf {
    folder.folder.clone().unwrap_or_else(|| {
        let usual = ["content", "docs"].into_iter().map(PathBuf::from).find(|path| sys::read::is_folder(path));
        usual.unwrap_or_else(|| Path::new(".").to_path_buf())
    })
}

impl From<sys::Trouble> for Failure {
    fn from(trouble: sys::Trouble) -> Self {
        Self { message: trouble.message, help: trouble.help }
    }
}
