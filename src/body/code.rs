//! Code blocks and the checklists that stand in them.

use std::ops::Range;

use super::writer::Writer;
use crate::base::html::{attribute, escape_text_into};
use crate::highlight::{self, Language};
use crate::model::TaskState;

/// Bytes of code that one page highlights; the rest of its code stays plain. Bounds the work on a page of many blocks.
const BUDGET: usize = 1024 * 1024;

/// A code block being read.
pub(super) struct Code {
    /// The info string.
    pub info: String,
    /// The code.
    pub text: String,
    /// Its bytes in the source.
    pub range: Range<usize>,
    /// The caption: HTML of the `**File:** …` line directly above.
    pub caption: Option<String>,
}

impl Writer<'_> {
    /// Writes a code block.
    pub(super) fn code(&mut self, code: &Code) {
        if self.task_in(code.range.clone()).is_some() {
            return self.checklist(code);
        }
        if self.figure(code) {
            return;
        }
        self.listing(code, None);
    }

    /// Writes code as it is, under a note where it should have been something else.
    pub(super) fn listing(&mut self, code: &Code, note: Option<&str>) {
        let language = Language::of(&code.info);
        let label = highlight::label(&language.name);
        let mut html = "<figure class=\"code\">".to_owned();
        if code.caption.is_some() || language.title.is_some() || label.is_some() {
            html.push_str("<figcaption>");
            if let Some(caption) = &code.caption {
                html.push_str("<span class=\"code-file\">");
                html.push_str(caption);
                html.push_str("</span>");
            } else if let Some(title) = &language.title {
                html.push_str("<span class=\"code-file\"><code>");
                escape_text_into(&mut html, title);
                html.push_str("</code></span>");
            }
            if let Some(label) = &label {
                html.push_str("<span class=\"code-language\">");
                escape_text_into(&mut html, label);
                html.push_str("</span>");
            }
            html.push_str("</figcaption>");
        }
        html.push_str("<button type=\"button\" class=\"copy\" hidden data-copy>");
        html.push_str(self.words.copy);
        html.push_str("</button><pre tabindex=\"0\" role=\"group\"");
        attribute(&mut html, "aria-label", label.as_deref().unwrap_or(self.words.code));
        html.push_str("><code");
        if !language.name.is_empty() {
            attribute(&mut html, "class", &format!("language-{}", language.name));
        }
        html.push('>');
        if code.text.len() <= self.code_budget && !language.name.is_empty() {
            self.code_budget -= code.text.len();
            self.highlighter.write(&mut html, &language.name, &code.text);
        } else {
            escape_text_into(&mut html, &code.text);
        }
        html.push_str("</code></pre>");
        if let Some(note) = note {
            html.push_str("<p class=\"fault\">");
            // What stands between two backticks is code.
            for (nth, part) in note.split('`').enumerate() {
                html.push_str(if nth % 2 == 1 { "<code>" } else { "" });
                escape_text_into(&mut html, part);
                html.push_str(if nth % 2 == 1 { "</code>" } else { "" });
            }
            html.push_str("</p>");
        }
        html.push_str("</figure>\n");
        self.tree.block_html(&html);
    }

    /// Writes a block whose lines are boxes as a list of tasks (rule 6.3 of the reading rules).
    fn checklist(&mut self, code: &Code) {
        let mut in_list = false;
        for line in code.text.lines().filter(|line| !line.trim().is_empty()) {
            let trimmed = line.trim();
            let sign = trimmed.chars().next().unwrap_or(' ');
            let state = match sign {
                '☐' => Some(TaskState::Open),
                '☑' | '☒' => Some(TaskState::Done),
                _ => None,
            };
            if in_list != state.is_some() {
                if in_list {
                    self.tree.close("ul");
                } else {
                    self.tree.container("ul", super::tree::Content::Parts(&[]), 2, |out| {
                        attribute(out, "class", "checklist")
                    });
                }
                in_list = state.is_some();
            }
            match state {
                Some(state) => {
                    let text = trimmed.trim_start_matches(sign).trim_start_matches('\u{fe0f}').trim();
                    self.tree.part("li", super::tree::Content::Flow, |out| attribute(out, "class", task_class(state)));
                    self.checkbox(state, Some(text));
                    self.tree.text(text);
                    self.tree.close("li");
                }
                None => {
                    self.tree.block("p", |_| {});
                    self.tree.text(trimmed);
                    self.tree.close("p");
                }
            }
        }
        if in_list {
            self.tree.close("ul");
        }
    }
}

/// The class of a list item that is a task.
pub(super) fn task_class(state: TaskState) -> &'static str {
    match state {
        TaskState::Open => "task",
        TaskState::InProgress => "task task-in-progress",
        TaskState::Done => "task task-done",
        TaskState::Cancelled => "task task-cancelled",
    }
}

/// What a page may spend on highlighting when it begins.
pub(super) fn budget() -> usize {
    BUDGET
}

/// Whether a paragraph names the file of the code below it: `**File:** path`, in the five languages.
pub(super) fn is_caption(source: &str) -> bool {
    const KEYS: &[&str] = &[
        "file",
        "files",
        "filename",
        "file name",
        "path",
        "location",
        "archivo",
        "fichero",
        "fichier",
        "datei",
        "文件",
    ];
    let bold = source.trim_start();
    let Some(rest) = bold.strip_prefix("**").or_else(|| bold.strip_prefix("__")) else { return false };
    let Some(end) = rest.find([':', '：', '*', '_', '\n']) else { return false };
    let key = rest.get(..end).unwrap_or("").trim().to_lowercase();
    KEYS.contains(&key.as_str()) && !source.trim().contains('\n')
}
