//! From classified ranges to HTML.

use std::ops::Range;

use super::Class;
use crate::base::html::escape_text_into;

/// Bytes of the tags around a range.
const SPAN: usize = "<span class=\"c\"></span>".len();

/// Adds code as HTML. Neighbours of one class become one span, also across blanks, on which colour does not show.
pub(super) fn write(out: &mut String, code: &str, ranges: &[(Range<usize>, Class)]) {
    out.reserve(code.len() + code.len() / 16 + ranges.len() * SPAN);
    let mut at = 0;
    let mut open: Option<Class> = None;
    for (range, class) in ranges {
        let Some(token) = code.get(range.clone()) else { continue };
        if range.start < at {
            continue;
        }
        let between = code.get(at..range.start).unwrap_or("");
        if open == Some(*class) && between.bytes().all(|byte| byte == b' ') {
            escape_text_into(out, between);
        } else {
            if open.is_some() {
                out.push_str("</span>");
            }
            escape_text_into(out, between);
            out.push_str("<span class=\"");
            out.push_str(class.css());
            out.push_str("\">");
            open = Some(*class);
        }
        escape_text_into(out, token);
        at = range.end;
    }
    if open.is_some() {
        out.push_str("</span>");
    }
    escape_text_into(out, code.get(at..).unwrap_or(""));
}
