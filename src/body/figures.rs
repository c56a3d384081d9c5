//! Diagrams and formulas: drawn where they can be, shown as their source where not.

use super::code::Code;
use super::writer::Writer;
use crate::base::html::{attribute, escape_text_into};
use crate::diagram::{self, Drawing};
use crate::math;

/// Characters of a diagram's name.
const MAX_NAME: usize = 160;

impl Writer<'_> {
    /// Writes a code block that is a diagram or a formula; `false` where it is code.
    pub(super) fn figure(&mut self, code: &Code) -> bool {
        if diagram::is_diagram(&code.info) {
            self.diagram(code);
            return true;
        }
        if math::is_math(&code.info) {
            match math::set(&code.text, true) {
                Ok(html) => self.tree.block_html(&self.standing(&html, "div")),
                Err(fault) => {
                    let line = fault
                        .at
                        .and_then(|at| code.text.trim_start().get(..at))
                        .map(|before| before.matches('\n').count());
                    let note = self.note(self.words.not_set, line, &fault.message);
                    self.listing(code, Some(&note));
                }
            }
            return true;
        }
        false
    }

    /// Writes a formula in text. One that stands alone scrolls where it is too wide.
    pub(super) fn formula(&mut self, tex: &str, display: bool) {
        let html = match math::set(tex, display) {
            Ok(html) if display => self.standing(&html, "span"),
            Ok(html) => html,
            Err(fault) => {
                let dollars = if display { "$$" } else { "$" };
                let mut html = "<code class=\"fault\"".to_owned();
                attribute(&mut html, "title", &self.note(self.words.not_set, None, &fault.message).replace('`', ""));
                html.push('>');
                escape_text_into(&mut html, &format!("{dollars}{tex}{dollars}"));
                html.push_str("</code>");
                html
            }
        };
        self.tree.inline_html(&html);
    }

    /// A formula that stands alone, in an element of this tag.
    fn standing(&self, html: &str, tag: &str) -> String {
        let mut out = format!("<{tag} class=\"math\" tabindex=\"0\" role=\"group\"");
        attribute(&mut out, "aria-label", self.words.formula);
        out.push_str(&format!(">{html}</{tag}>"));
        out
    }

    fn note(&self, words: &str, line: Option<usize>, message: &str) -> String {
        let place = line.map(|line| format!(" {} {}:", self.words.line, line + 1)).unwrap_or_default();
        format!("{words}{place} {message}")
    }

    fn diagram(&mut self, code: &Code) {
        let drawing = match diagram::draw(&code.text) {
            Ok(drawing) => drawing,
            Err(fault) => {
                let note = self.note(self.words.not_drawn, fault.line, &fault.message);
                return self.listing(code, Some(&note));
            }
        };
        self.diagrams += 1;
        let name = self.name_of(&drawing);
        let mut html = "<figure class=\"diagram\">".to_owned();
        if code.caption.is_some() || drawing.caption.is_some() {
            html.push_str("<figcaption>");
            html.push_str(code.caption.as_deref().unwrap_or(""));
            if code.caption.is_some() && drawing.caption.is_some() {
                html.push_str(": ");
            }
            escape_text_into(&mut html, drawing.caption.as_deref().unwrap_or(""));
            html.push_str("</figcaption>");
        }
        // The drawing inside has the whole name: it would be read twice.
        html.push_str("<div class=\"canvas\" tabindex=\"0\" role=\"group\"");
        attribute(&mut html, "aria-label", self.kind_of(&drawing));
        html.push('>');
        html.push_str(&drawing.svg(&name, &format!("{}D{}-", super::RESERVED_ID, self.diagrams)));
        html.push_str("</div><details class=\"diagram-source\"><summary>");
        html.push_str(self.words.source);
        html.push_str("</summary><pre tabindex=\"0\" role=\"group\"");
        attribute(&mut html, "aria-label", self.words.source);
        html.push_str("><code>");
        escape_text_into(&mut html, &code.text);
        html.push_str("</code></pre></details></figure>\n");
        self.tree.block_html(&html);
    }

    fn kind_of(&self, drawing: &Drawing) -> &'static str {
        self.words.diagrams.get(drawing.kind as usize).copied().unwrap_or("")
    }

    /// What a diagram is called: its kind with the title its author gave it, else with what it says first.
    fn name_of(&self, drawing: &Drawing) -> String {
        let kind = self.kind_of(drawing);
        let said =
            drawing.spoken.clone().or_else(|| drawing.caption.clone()).unwrap_or_else(|| drawing.labels.join(", "));
        let mut name: String = if said.is_empty() { kind.to_owned() } else { format!("{kind}: {said}") };
        if let Some((at, _)) = name.char_indices().nth(MAX_NAME) {
            name.truncate(at);
            name.push('…');
        }
        name
    }
}
