//! The pipeline in one place: from a snapshot to an evaluated site, and from there to every file of the output.
//!
//! Absent on purpose: disk. What is made is handed to a sink.

pub mod outputs;

use std::sync::Arc;

use rayon::prelude::*;

use crate::base::text::counted;
use crate::config::{self, Config};
use crate::diag::{Checked, Diagnostic};
use crate::model::{Document, Kind, Site};
use crate::source::{Snapshot, SourceFile};
use crate::{checks, kinds, link, outline};

/// A site and everything found on the way.
pub struct Evaluated {
    /// The site.
    pub site: Site,
    /// Every finding, sorted by place.
    pub findings: Vec<Diagnostic>,
}

/// Reads one file: parse and interpret.
pub fn read(file: &SourceFile, config: &Config) -> Checked<Document> {
    let outline = outline::parse(&file.text);
    kinds::interpret(file, &outline, config)
}

/// Evaluates a snapshot.
pub fn evaluate(snapshot: &Snapshot) -> Evaluated {
    let Checked { value: config, diagnostics } = config::read(snapshot.config.as_deref());
    let config = Arc::new(config);
    let mut found: Vec<Diagnostic> = snapshot.diagnostics.iter().cloned().chain(diagnostics).collect();
    let read: Vec<Checked<Document>> = snapshot.files.par_iter().map(|file| read(file, &config)).collect();
    let mut documents = Vec::with_capacity(read.len());
    for checked in read {
        documents.push(checked.value);
        found.extend(checked.diagnostics);
    }
    let site = link::link(snapshot, documents, config, found);
    let findings = checks::run(&site, snapshot);
    Evaluated { site, findings }
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
