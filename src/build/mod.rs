//! The pipeline in one place: from a snapshot to an evaluated site, and from there to every file of the output.
//!
//! Absent on purpose: disk. What is made is handed to a sink.

pub mod changes;
pub mod edition;
pub mod look;
pub mod making;
mod memo;
pub mod new;
pub mod outputs;
pub mod stages;

use std::any::Any;
use std::io::{self, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use rayon::prelude::*;

use crate::base::Span;
use crate::base::text::counted;
use crate::checks::Findings;
use crate::config::{self, Config};
use crate::diag::{Checked, Diagnostic, Place, Severity, Suppressed};
use crate::model::{Document, Kind, Site};
use crate::source::{Snapshot, SourceFile};
use crate::views::{Frame, Input};
use crate::{checks, formats, kinds, link, outline};
use stages::{Stage, Stages, Unit};

/// A site and everything found on the way.
#[derive(Clone)]
pub struct Evaluated {
    /// The site.
    pub site: Site,
    /// Every finding, sorted by place.
    pub findings: Vec<Diagnostic>,
    /// Findings that the authors allow with a reason, sorted by place.
    pub suppressed: Vec<Suppressed>,
    /// What every page needs and is computed once.
    pub frame: Frame,
}

impl Evaluated {
    /// What pages are made from.
    pub fn input(&self) -> Input<'_> {
        Input { site: &self.site, findings: &self.findings, frame: &self.frame }
    }

    /// Finds what is like each document, which pages and the export say and the checks do not ask.
    pub fn relate(&self) {
        self.frame.relate(&self.site);
    }

    /// Writes the model as data.
    pub fn export(&self, out: &mut dyn Write) -> io::Result<()> {
        formats::json::write(self.input(), &self.suppressed, out)
    }
}

/// Documents that a thread takes at a time: long ones often stand together, and none is to wait for the last of another.
const FEW: usize = 16;

/// Reads one file: parse and interpret. A file over the size limit is not parsed, and one that a fault of ours stops
/// at is treated like it: its page shows the source, and a finding says why.
pub fn read(file: &SourceFile, config: &Config) -> Checked<Document> {
    if file.oversized {
        return kinds::interpret(file, &outline::parse(""), config);
    }
    let read = || kinds::interpret(file, &outline::parse(&file.text), config);
    catch_unwind(AssertUnwindSafe(read)).unwrap_or_else(|cause| {
        let mut checked = kinds::interpret(file, &outline::parse(""), config);
        let place = Place { path: Arc::clone(&file.path), span: Span::default() };
        let message = format!("`{}` could not be read: {}", file.path, words(&*cause));
        let finding = Diagnostic::new("internal-error", Severity::Error, place, message);
        checked.diagnostics.push(finding.help(FAULT));
        checked
    })
}

/// What to do about a fault of ours.
const FAULT: &str = "this is a fault of featsite; everything else is built. Please report it with the document";

/// The message of a caught panic.
pub fn words(cause: &(dyn Any + Send)) -> &str {
    let text = cause.downcast_ref::<String>().map(String::as_str);
    text.or_else(|| cause.downcast_ref::<&str>().copied()).unwrap_or("unknown cause")
}

/// Evaluates texts in memory.
pub fn site_of(files: &[(&str, &str)]) -> Evaluated {
    evaluate(&Snapshot::of(files))
}

/// Reads the configuration of a snapshot, names of checks included.
pub fn configuration(snapshot: &Snapshot) -> Checked<Config> {
    configured(snapshot.config.as_deref())
}

/// The same from its text.
pub fn configured(text: Option<&str>) -> Checked<Config> {
    let mut checked = config::read(text);
    let names: Vec<&str> = checks::CHECKS.iter().map(|check| check.name).collect();
    let unknown = checked.value.check_places.iter().filter(|(name, _)| checks::find(name).is_none());
    checked.diagnostics.extend(unknown.map(|(name, span)| config::unknown(*span, "check", name, &names)));
    checked
}

/// Evaluates a snapshot.
pub fn evaluate(snapshot: &Snapshot) -> Evaluated {
    evaluate_observed(snapshot, &())
}

/// The same, and tells how far it is.
pub fn evaluate_observed(snapshot: &Snapshot, stages: &dyn Stages) -> Evaluated {
    evaluate_with(snapshot, stages, |config| {
        let one = |file| {
            let checked = read(file, config);
            stages.done();
            checked
        };
        let read: Vec<Checked<Document>> = snapshot.files.par_iter().with_max_len(FEW).map(one).collect();
        let mut documents = Vec::with_capacity(read.len());
        let mut found = Vec::new();
        for checked in read {
            documents.push(Arc::new(checked.value));
            found.extend(checked.diagnostics);
        }
        (documents, found)
    })
}

/// Evaluates a snapshot whose documents are read by `read`, in the order of its files.
fn evaluate_with(
    snapshot: &Snapshot,
    stages: &dyn Stages,
    read: impl FnOnce(&Config) -> (Vec<Arc<Document>>, Vec<Diagnostic>),
) -> Evaluated {
    stages.begin(Stage::Parse, snapshot.files.len());
    stages.count(Unit::Documents, snapshot.files.len());
    let Checked { value: config, diagnostics } = configuration(snapshot);
    let config = Arc::new(config);
    let mut found: Vec<Diagnostic> = snapshot.diagnostics.iter().cloned().chain(diagnostics).collect();
    let (documents, of_documents) = read(&config);
    found.extend(of_documents);
    stages.begin(Stage::Link, 0);
    stages.count(Unit::Documents, documents.len());
    let site = link::link(snapshot, documents, config, found);
    stages.begin(Stage::Checks, 0);
    let Findings { open: findings, suppressed } = checks::run(&site);
    stages.count(Unit::Findings, findings.len());
    stages.begin(Stage::Plan, 0);
    let frame = Frame::of(&site, &findings, suppressed.len());
    Evaluated { site, findings, suppressed, frame }
}

impl Evaluated {
    /// The build in one line: `387 documents → 304 features, 83 parts; 2 words not understood`.
    pub fn receipt(&self) -> String {
        let site = &self.site;
        let features = site.items.iter().filter(|item| item.kind == Kind::Feature).count();
        let other = site.items.len() - features;
        let parts = site.documents.iter().filter(|linked| linked.part_of.is_some()).count();
        let words = self.findings.iter().filter(|finding| finding.check == "unknown-status").count();
        let mut pieces = vec![counted(features, "feature", "features")];
        if other > 0 {
            pieces.push(counted(other, "other item", "other items"));
        }
        if parts > 0 {
            pieces.push(counted(parts, "part", "parts"));
        }
        let documents = counted(site.documents.len(), "document", "documents");
        let mut line = format!("{documents} → {}", pieces.join(", "));
        if words > 0 {
            line.push_str(&format!("; {} not understood", counted(words, "word", "words")));
        }
        line
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documents_keep_their_words_where_they_are_linked_again() {
        let snapshot = Snapshot::of(&[("a.md", "# A\n\nSome words.\n")]);
        let kept = |site: &Site| site.documents.iter().any(|linked| linked.document.words.get().is_some());
        let mut press = edition::Press::default();
        let edition = press.edition(snapshot.clone());
        // The first pages of a server do not wait for it.
        assert!(!kept(&edition.evaluated.site));
        edition.relate();
        assert!(kept(&edition.evaluated.site));
        let evaluated = evaluate(&snapshot);
        evaluated.relate();
        assert!(!kept(&evaluated.site));
    }
}
