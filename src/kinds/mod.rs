//! From an outline to a document: what the headings, fields, boxes and tables of one file mean.
//!
//! Absent on purpose: other documents. What needs them (trackers, folders' shapes, owned ids) is `link`'s.

use std::sync::Arc;

use crate::base::{LineIndex, paths};
use crate::config::Config;
use crate::diag::{Checked, Place};
use crate::model::{Dates, Document, Fact, Harvest, Reference, Rule, Section, SectionClass, Shape, Task, TaskState};
use crate::outline::Outline;
use crate::source::SourceFile;

/// Interprets one file.
pub fn interpret(file: &SourceFile, outline: &Outline, _config: &Config) -> Checked<Document> {
    let h1 = outline.sections.iter().find(|section| section.level == 1);
    let title = h1.map_or_else(|| paths::stem(&file.path).to_owned(), |section| section.text.clone());
    let place = Place { path: Arc::clone(&file.path), span: h1.map(|section| section.heading).unwrap_or_default() };
    let sections = outline
        .sections
        .iter()
        .map(|section| Section {
            level: section.level,
            text: section.text.clone(),
            anchor: section.anchor.clone(),
            heading: section.heading,
            span: section.span,
            parent: section.parent,
            class: SectionClass::Other,
        })
        .collect();
    let tasks = outline
        .items
        .iter()
        .filter_map(|item| {
            let state = match item.mark? {
                'x' | 'X' => TaskState::Done,
                '-' => TaskState::InProgress,
                '~' => TaskState::Cancelled,
                _ => TaskState::Open,
            };
            Some(Task {
                text: item.text.clone(),
                state,
                span: item.text_span,
                section: item.section,
                class: SectionClass::Other,
                phase: None,
            })
        })
        .collect();
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
        lines: LineIndex::new(&file.text),
        lang: None,
        title: Fact { raw: title.clone(), value: title, place, rule: Rule::Title },
        ids: Vec::new(),
        statuses: Vec::new(),
        priorities: Vec::new(),
        owners: Vec::new(),
        tags: Vec::new(),
        dates: Dates::default(),
        fields: Vec::new(),
        unfilled: Vec::new(),
        sections,
        tasks,
        phases: Vec::new(),
        relations: Vec::new(),
        references,
        mentions: Vec::new(),
        trackers: Vec::new(),
        harvest: Harvest::default(),
        shape: Shape::default(),
        excerpt: None,
    };
    Checked { value: document, diagnostics: Vec::new() }
}
