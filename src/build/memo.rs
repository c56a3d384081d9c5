//! Documents as they were read: a file whose bytes are known is not read again. Reading is a pure function of the file's
//! path and bytes and of the configuration, so there is nothing to invalidate: what is not found is read.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use super::stages::Stages;
use crate::config::Config;
use crate::diag::{Checked, Diagnostic};
use crate::model::Document;
use crate::relate::files;
use crate::source::{Snapshot, SourceFile};

/// The documents of the last snapshot.
#[derive(Default)]
pub struct Memo {
    /// The text of the configuration they were read with.
    config: Option<Arc<str>>,
    read: BTreeMap<Arc<str>, Read>,
}

/// A file that was read.
#[derive(Clone)]
struct Read {
    hash: [u8; 32],
    document: Arc<Document>,
    diagnostics: Vec<Diagnostic>,
}

impl Memo {
    /// Every document of a snapshot in the order of its files, and what was found in them. Afterwards it knows these
    /// files and no others.
    pub fn read(
        &mut self,
        snapshot: &Snapshot,
        config: &Config,
        stages: &dyn Stages,
    ) -> (Vec<Arc<Document>>, Vec<Diagnostic>) {
        let mut known = std::mem::take(&mut self.read);
        if self.config != snapshot.config {
            known.clear();
            self.config = snapshot.config.clone();
        }
        let one = |file| {
            let read = one(&known, file, config);
            stages.done();
            read
        };
        let read: Vec<Read> = snapshot.files.par_iter().with_max_len(super::FEW).map(one).collect();
        drop(known);
        let documents = read.iter().map(|read| Arc::clone(&read.document)).collect();
        let found = read.iter().flat_map(|read| read.diagnostics.iter().cloned()).collect();
        self.read = snapshot.files.iter().map(|file| Arc::clone(&file.path)).zip(read).collect();
        (documents, found)
    }
}

fn one(known: &BTreeMap<Arc<str>, Read>, file: &SourceFile, config: &Config) -> Read {
    if let Some(read) = known.get(&file.path).filter(|read| read.hash == file.hash) {
        return read.clone();
    }
    let Checked { value: mut document, diagnostics } = super::read(file, config);
    document.files = Some(files::of_text(&document, &file.text));
    Read { hash: file.hash, document: Arc::new(document), diagnostics }
}
