//! From an outline to a document: what the headings, fields, boxes and tables of one file mean.
//!
//! Absent on purpose: other documents. What needs them (trackers, folders' shapes, owned ids) is `link`'s.

mod allows;
mod body;
mod boilerplate;
mod excerpt;
mod facts;
mod figures;
mod harvest;
mod header;
mod headings;
mod identity;
mod labels;
mod language;
mod mentions;
mod owed;
mod owners;
mod people;
mod phases;
mod problems;
mod relations;
mod room;
mod schedule;
mod sections;
mod shape;
mod source;
mod targets;
mod tasks;
mod title;
mod tokens;
mod trackers;
mod unfilled;

use std::sync::{Arc, OnceLock};

use crate::base::LineIndex;
use crate::config::Config;
use crate::diag::Checked;
use crate::model::{Document, Field, Reference, Rule};
use crate::outline::Outline;
use crate::source::SourceFile;

/// Interprets one file.
pub fn interpret(file: &SourceFile, outline: &Outline, config: &Config) -> Checked<Document> {
    let (path, text) = (&file.path, &*file.text);
    let title_section = title::section(outline);
    let heading = title_section.and_then(|at| outline.sections.get(at));
    let heading_text = heading.map_or("", |section| section.text.as_str());
    let known = source::Known::of(text, outline, config);
    let source = source::Source { path, text, outline, config, known: &known };
    let places = header::Places::new(source, title_section);
    let entries = header::read(source, &places);
    let ids = identity::read(path, &entries, heading.map(|section| (section.text.as_str(), section.heading)));
    let title = title::read(path, outline, title_section, &entries, ids.first().map(|fact| fact.value.as_str()));
    let named = if title.rule == Rule::FrontMatter { title.value.as_str() } else { heading_text };
    let facts = facts::read(facts::Input { source, title: named }, &entries);
    let mut diagnostics = problems::read(path, text, outline, &entries);
    figures::read(path, text, outline, &mut diagnostics);
    let fields: Vec<Field> = entries.into_iter().map(|entry| entry.field).collect();
    let lines = LineIndex::new(text);
    let body = body::read(source, &lines, title_section, heading_text, named, &fields);
    let mut document = Document {
        path: Arc::clone(path),
        lines,
        lang: body.lang,
        title,
        ids,
        statuses: facts.statuses,
        priorities: facts.priorities,
        owners: facts.owners,
        tags: facts.tags,
        dates: facts.dates,
        fields,
        unfilled: body.unfilled,
        sections: body.sections,
        tasks: body.tasks,
        phases: body.phases,
        relations: body.relations,
        references: references(outline),
        anchors: outline.anchors.clone(),
        mentions: body.mentions,
        trackers: body.trackers,
        harvest: body.harvest,
        shape: body.shape,
        excerpt: body.excerpt,
        allows: allows::read(text, outline),
        words: OnceLock::new(),
        files: None,
    };
    room::give_back(&mut document, &file.text);
    Checked { value: document, diagnostics }
}

/// The references of the outline.
fn references(outline: &Outline) -> Vec<Reference> {
    let reference = |reference: &crate::outline::OutlineReference| Reference {
        kind: reference.kind,
        target: reference.target.as_str().into(),
        text: reference.text.as_str().into(),
        span: reference.span,
        section: reference.section,
    };
    outline.references.iter().map(reference).collect()
}
