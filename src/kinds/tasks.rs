//! Tasks: every box of a document, rule 6 of the reading rules.

mod legend;

use std::collections::BTreeMap;

use super::owed;
use super::source::Source;
use crate::base::{Span, text};
use crate::model::{Section, SectionClass, Task, TaskState};
use crate::outline::{Outline, box_of};
use legend::Legend;

/// Box signs that begin a line of a checklist.
const SIGNS: [char; 5] = ['☐', '☑', '☒', '⬜', '🔲'];
/// The box signs that count inside a code fence.
const FENCE_SIGNS: [char; 3] = ['☐', '☑', '☒'];

/// Headings whose boxes explain boxes (rule 6.4).
const EXPLAINING: &[&str] = &[
    "format",
    "usage",
    "example",
    "examples",
    "legend",
    "status legend",
    "key",
    "leyenda",
    "formato",
    "uso",
    "ejemplo",
    "ejemplos",
    "légende",
    "exemple",
    "exemples",
    "legende",
    "beispiel",
    "beispiele",
    "schlüssel",
    "图例",
    "示例",
    "格式",
];

/// Reads the tasks. `sections` are the document's sections, `phases` says for each of them which phase it stands under,
/// `is_phase` whether it is the heading of one.
pub(super) fn read(
    source: Source<'_>,
    sections: &[Section],
    phases: &[Option<usize>],
    is_phase: &dyn Fn(usize) -> bool,
) -> Vec<Task> {
    let explaining: Vec<bool> =
        source.headings().iter().map(|heading| EXPLAINING.contains(&heading.as_str())).collect();
    let Source { text: source, outline, .. } = source;
    let legend = Legend::read(source, outline);
    let mut found: BTreeMap<u32, Raw> = BTreeMap::new();
    for item in &outline.items {
        if let Some(mark) = item.mark {
            let start = box_start(source, item.span, item.text_span);
            found.insert(start as u32, Raw { mark, text: item.text.clone(), section: item.section });
        }
        // A box sign may begin a later line of an item as well.
        sign_lines(source, outline, item.text_span, item.section, true, &mut found);
    }
    for paragraph in &outline.paragraphs {
        sign_lines(source, outline, paragraph.span, paragraph.section, false, &mut found);
    }
    for fence in &outline.fences {
        let heading = outline.sections.get(fence.section).map_or("", |section| section.text.as_str());
        if heading.to_lowercase().contains("checklist") {
            fence_lines(source, fence.code, fence.section, &mut found);
        }
    }
    for (at, section) in outline.sections.iter().enumerate().filter(|(at, _)| !is_phase(*at)) {
        if let Some(mark) = section.mark {
            let text =
                box_of(&section.text).and_then(|(_, length)| section.text.get(length..)).unwrap_or(&section.text);
            found.insert(section.heading.start, Raw { mark, text: text.to_owned(), section: at });
        }
    }
    found
        .into_iter()
        .filter(|(_, raw)| !explaining.get(raw.section).copied().unwrap_or(false))
        .filter_map(|(start, raw)| {
            let state = legend.state(raw.mark)?;
            let line = source.get(start as usize..).unwrap_or("").lines().next().unwrap_or("").trim_end();
            Some(Task {
                settled: state != TaskState::Done && owed::is_settled(&raw.text, line),
                form: owed::form(&raw.text),
                text: raw.text.into(),
                state,
                span: Span::new(start as usize, start as usize + line.len()),
                section: raw.section,
                class: sections.get(raw.section).map_or(SectionClass::Other, |section| section.class),
                phase: phases.get(raw.section).copied().flatten(),
            })
        })
        .collect()
}

/// A box before its heading and legend are looked at.
struct Raw {
    mark: char,
    text: String,
    section: usize,
}

/// Where the box of an item stands: between its marker and its text.
fn box_start(source: &str, item: Span, text: Span) -> usize {
    let head = source.get(item.start as usize..text.start as usize).unwrap_or("");
    let sign = |c: char| c == '[' || SIGNS.contains(&c);
    item.start as usize + head.find(sign).unwrap_or(0)
}

/// Lines of running text that begin with a box sign (rule 6.2).
fn sign_lines(
    source: &str,
    outline: &Outline,
    span: Span,
    section: usize,
    skip_first: bool,
    found: &mut BTreeMap<u32, Raw>,
) {
    let piece = span.of(source);
    if !piece.contains(SIGNS) {
        return;
    }
    let mut at = span.start as usize;
    for (index, line) in piece.split_inclusive('\n').enumerate() {
        let rest = line.trim_start_matches([' ', '\t', '>', '*', '_']);
        let start = at + line.len() - rest.len();
        at += line.len();
        if (index == 0 && skip_first) || !rest.starts_with(SIGNS) || outline.is_masked(start) {
            continue;
        }
        if let Some((mark, length)) = box_of(rest) {
            let text = plain(rest.get(length..).unwrap_or(""));
            found.entry(start as u32).or_insert(Raw { mark, text, section });
        }
    }
}

/// Lines of a checklist's code fence (rule 6.3).
fn fence_lines(source: &str, code: Span, section: usize, found: &mut BTreeMap<u32, Raw>) {
    let mut at = code.start as usize;
    for line in code.of(source).split_inclusive('\n') {
        let rest = line.trim_start();
        if rest.starts_with(FENCE_SIGNS)
            && let Some((mark, length)) = box_of(rest)
        {
            let start = at + line.len() - rest.len();
            let text = text::fold_space(rest.get(length..).unwrap_or(""));
            found.insert(start as u32, Raw { mark, text, section });
        }
        at += line.len();
    }
}

fn plain(text: &str) -> String {
    text::fold_space(&text.replace(['*', '`'], ""))
}
