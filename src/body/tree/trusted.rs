//! Elements of raw HTML that the configuration trusts: any name, written by the author's own tags.

use std::borrow::Cow;

use super::{Content, End, MAX_DEPTH, Open, Tree};

/// Elements that HTML lets end without an end tag. One that is not there to be closed would open an empty element, or
/// close one of ours.
const OPTIONAL: [&str; 16] = [
    "colgroup", "dd", "dt", "li", "optgroup", "option", "p", "rb", "rp", "rt", "tbody", "td", "tfoot", "th", "thead",
    "tr",
];

impl Tree {
    /// Adds raw HTML in which nothing is left open.
    pub(in crate::body) fn trusted(&mut self, html: &str) {
        self.out.push_str(html);
    }

    /// Opens an element by its start tag as it stands. Past the depth limit it is left out.
    pub(in crate::body) fn trusted_open(&mut self, name: &str, start: &str) {
        if self.depth < MAX_DEPTH {
            self.out.push_str(start);
            self.depth += 1;
            self.links += usize::from(name == "a");
            let end = if OPTIONAL.contains(&name) { End::Nothing } else { End::Tag };
            let (tag, content) = (Cow::Owned(name.to_owned()), Content::Flow);
            self.stack.push(Open { tag, ours: false, shown: true, content, summary_due: false, end });
        }
    }

    /// Closes an element and what is open in it by its end tag as it stands; one that closes nothing is left out.
    pub(in crate::body) fn trusted_close(&mut self, name: &str, end: &str) {
        let raw = self.stack.iter().rev().take_while(|open| !open.ours);
        let Some(inside) = raw.enumerate().find(|(_, open)| open.tag == name).map(|(inside, _)| inside) else { return };
        for _ in 0..inside {
            self.pop();
        }
        if let Some(open) = self.stack.last_mut() {
            open.end = End::Nothing;
        }
        self.pop();
        self.out.push_str(end);
    }

    /// Whether the innermost element of another markup is a drawing or a formula: in it `/>` closes.
    pub(in crate::body) fn in_drawing(&self) -> bool {
        let raw = self.stack.iter().rev().take_while(|open| !open.ours);
        let mut names = raw.map(|open| &*open.tag);
        names.find(|name| matches!(*name, "svg" | "math" | "foreignobject")).is_some_and(|name| name != "foreignobject")
    }
}
