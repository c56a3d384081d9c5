//! `featsite serve`: starts, says what happens while people write, and ends when it is told to.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use super::args::{Global, Serve};
use super::commands::content_folder;
use super::report::Report;
use super::{Failure, Outcome};
use crate::base::text::counted;
use crate::build::edition::{Edition, Press};
use crate::diag::Diagnostic;
use crate::diag::render::harmless;
use crate::source::Snapshot;
use crate::sys::follow::{Change, First, Following, Hands, Observer};
use crate::sys::read::{Mistaken, Reader};
use crate::sys::serve::{Hub, Pages};
use crate::sys::{self, Trouble, clock};

/// How long requests under way may take when the server ends.
const PATIENCE: Duration = Duration::from_millis(150);

/// Runs it.
pub fn serve(args: &Serve, global: &Global, report: &Arc<Report>) -> Result<Outcome, Failure> {
    let progress = report.progress();
    let folder = content_folder(&args.folder);
    // Taken first: that the address cannot be had is known before a large folder is read.
    let listening = sys::serve::listen(args.host, args.port)?;
    let today = global.today;
    let mut reader = Reader::new(&folder).observed_by(report.stages());
    let hands = Hands::for_each_core();
    let snapshot = hands.work(|| reader.read(today.unwrap_or_else(clock::today), None))?;
    report.mistakes(&snapshot, &folder)?;
    if snapshot.files.is_empty() {
        report.line(&format!("no Markdown was found in `{}`", harmless(&folder.to_string_lossy())));
    }
    let mut press = Press::default().observed_by(report.stages());
    let edition = hands.work(|| press.edition(snapshot));
    report.most_important(&edition.snapshot, &edition.evaluated, &folder);
    report.receipt(&edition.evaluated);

    let hub = Arc::new(Hub::new());
    let observer = Arc::new(Told { report: Arc::clone(report), folder });
    let stop = sys::stop::Stop::new();
    let first = First { hands, reader, press, edition, today, poll: args.poll };
    // Whoever follows drops what was measured at each look.
    let measured = report.take_measured();
    let following = Following::start(first, Arc::clone(&hub), observer);
    let address = listening.address();
    let running = listening.run(Arc::clone(&following.shown) as Arc<dyn Pages>, hub);
    drop(following.shown.find("index.html"));
    if args.port != 0 && address.port() != args.port {
        report.line(&format!("port {} is taken: port {} is the next free one", args.port, address.port()));
    }
    if !args.host.is_loopback() {
        report.warning("everyone who reaches this machine can read the site: `--host 127.0.0.1` keeps it to yourself");
    }
    let took = clock::milliseconds(report.elapsed());
    let here = sys::serve::reachable(address);
    drop(progress);
    report.line(&format!("http://{here}/ (first page after {took}; stop with Ctrl-C)"));
    report.timings_of(&measured);
    if args.open
        && let Err(trouble) = sys::browser::open(here)
    {
        report.line(&format!("the browser could not be opened: {}", harmless(&trouble)));
    }
    stop.wait();
    following.stop();
    running.stop(PATIENCE);
    report.line("stopped");
    Ok(Outcome::Fine)
}

/// Says on the terminal what happens.
struct Told {
    report: Arc<Report>,
    folder: PathBuf,
}

impl Observer for Told {
    fn looks(&self) {
        self.report.drop_measured();
    }

    fn changed(&self, change: &Change<'_>) {
        self.report.line(&format!("{} {}", clock::time_of_day(), line(change)));
        self.report.found(change.found, &change.edition.snapshot, &self.folder);
        self.report.timings_of_save();
    }

    fn trouble(&self, trouble: &Trouble) {
        self.report.problem(&trouble.message, trouble.help.as_deref());
    }

    fn failed(&self, finding: &Diagnostic, edition: &Edition) {
        self.report.findings(std::slice::from_ref(finding), &edition.snapshot, &self.folder);
    }

    fn mistaken(&self, mistaken: &Mistaken) {
        let mut snapshot = Snapshot::of(&[]);
        snapshot.config = Some(Arc::clone(&mistaken.text));
        self.report.findings(&mistaken.findings, &snapshot, &self.folder);
        self.report.line("the configuration of before stays in force until it is mended");
    }

    fn mended(&self) {
        self.report.line(&format!("{} mended", clock::time_of_day()));
    }

    fn note(&self, text: &str) {
        self.report.line(text);
    }
}

/// `features/FEAT-012.md: 4 pages changed, 2 findings mended; 9 ms, all after 241 ms`.
fn line(change: &Change<'_>) -> String {
    let what = match change.files {
        [] => "the day, or what git knows".to_owned(),
        [one] => harmless(one),
        [one, other] => format!("{} and {}", harmless(one), harmless(other)),
        [one, rest @ ..] => format!("{} and {} more files", harmless(one), rest.len()),
    };
    let mut line = format!("{what}: {}", counted(change.pages, "page changed", "pages changed"));
    if change.mended > 0 {
        line.push_str(&format!(", {} mended", counted(change.mended, "finding", "findings")));
    }
    let took = clock::milliseconds(change.took);
    line.push_str(&match change.first {
        Some(first) => format!("; {}, all after {took}", clock::milliseconds(first)),
        None => format!("; {took}"),
    });
    line
}
