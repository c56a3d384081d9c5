//! Anchors as GitHub makes them.

use std::collections::BTreeMap;

/// The anchor GitHub gives a heading of this plain text: lower case, white space to hyphens, everything dropped that
/// is not a letter, mark, number, connector or hyphen.
pub fn anchor(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.trim().chars().flat_map(char::to_lowercase) {
        if c == ' ' {
            out.push('-');
        } else if c == '-' || c == '_' || c.is_alphanumeric() || is_mark(c) {
            out.push(c);
        }
    }
    out
}

/// Combining marks, which are no letters but stay in anchors.
fn is_mark(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c) || matches!(c, '\u{203f}' | '\u{2040}' | '\u{2054}')
}

/// Hands out the anchors of one document: a text met again gets `-1`, `-2`… as on GitHub.
#[derive(Debug, Default)]
pub struct Slugger {
    seen: BTreeMap<String, u32>,
}

impl Slugger {
    /// The next anchor for a heading of this text.
    pub fn next(&mut self, text: &str) -> String {
        let base = anchor(text);
        let mut candidate = base.clone();
        while self.seen.contains_key(&candidate) {
            let count = self.seen.entry(base.clone()).or_insert(0);
            *count += 1;
            candidate = format!("{base}-{count}");
        }
        self.seen.insert(candidate.clone(), 0);
        candidate
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn anchors_follow_github() {
        assert_eq!(anchor("📋 Feature Overview"), "-feature-overview");
        assert_eq!(anchor("Phase 1: Foundation (Week 1-2)"), "phase-1-foundation-week-1-2");
        assert_eq!(anchor("Büro & Größe"), "büro--größe");
        assert_eq!(anchor("已完成"), "已完成");
    }

    #[test]
    fn repeated_headings_are_numbered() {
        let mut slugger = Slugger::default();
        let anchors: Vec<_> = ["a", "a", "a-1", "a"].iter().map(|text| slugger.next(text)).collect();
        assert_eq!(anchors, ["a", "a-1", "a-1-1", "a-2"]);
    }
}
