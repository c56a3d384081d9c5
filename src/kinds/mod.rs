//! From an outline to a document: what the headings, fields, boxes and tables of one file mean.
//!
//! Absent on purpose: other documents. What needs them (trackers, folders' shapes, owned ids) is `link`'s.

mod body;
mod boilerplate;
mod excerpt;
mod harvest;
mod headings;
mod labels;
mod language;
mod mentions;
mod people;
mod phases;
mod relations;
mod schedule;
mod sections;
mod shape;
mod targets;
mod tasks;
mod tokens;
mod trackers;
mod unfilled;

use std::sync::Arc;

use crate::base::{LineIndex, paths};
use crate::config::Config;
use crate::diag::{Checked, Place};
use crate::model::{Dates, Document, Fact, Reference, Rule};
use crate::outline::Outline;
use crate::source::SourceFile;

/// Interprets one file.
pub fn interpret(file: &SourceFile, outline: &Outline, config: &Config) -> Checked<Document> {
    let h1 = outline.sections.iter().find(|section| section.level == 1);
    let title = h1.map_or_else(|| paths::stem(&file.path).to_owned(), |section| section.text.clone());
    let place = Place { path: Arc::clone(&file.path), span: h1.map(|section| section.heading).unwrap_or_default() };
    let lines = LineIndex::new(&file.text);
    let source = phases::Source { path: &file.path, text: &file.text, outline, config };
    let title_section = outline.sections.iter().position(|section| section.level == 1);
    let body = body::read(source, &lines, title_section, &title, &[]);
    let references = outline
        .references
        .iter()
        .map(|reference| Reference {
            kind: reference.kind,
            target: reference.target.clone(),
            text: reference.text.clone(),
            span: reference.span,
            section: reference.section,
        })
        .collect();
    let document = Document {
        path: Arc::clone(&file.path),
        lines,
        lang: body.lang,
        title: Fact { raw: title.clone(), value: title, place, rule: Rule::Title },
        ids: Vec::new(),
        statuses: Vec::new(),
        priorities: Vec::new(),
        owners: Vec::new(),
        tags: Vec::new(),
        dates: Dates::default(),
        fields: Vec::new(),
        unfilled: body.unfilled,
        sections: body.sections,
        tasks: body.tasks,
        phases: body.phases,
        relations: body.relations,
        references,
        mentions: body.mentions,
        trackers: body.trackers,
        harvest: body.harvest,
        shape: body.shape,
        excerpt: body.excerpt,
    };
    Checked { value: document, diagnostics: Vec::new() }
}
