//! Anchors as GitHub makes them.

use std::collections::BTreeMap;

/// The anchor GitHub gives a heading of this plain text: lower case, spaces to hyphens, everything dropped that is not
/// a letter, mark, decimal or letter-like number, connector or hyphen.
pub fn anchor(text: &str) -> String {
    if text.is_ascii() {
        let kept = text.bytes().filter(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b' ' | b'-' | b'_'));
        return kept.map(|byte| if byte == b' ' { '-' } else { char::from(byte.to_ascii_lowercase()) }).collect();
    }
    // Lower case of the whole: a sigma at the end of a word differs from one inside.
    text.to_lowercase().chars().filter_map(|c| if c == ' ' { Some('-') } else { stays(c).then_some(c) }).collect()
}

/// Whether a character stays in an anchor.
fn stays(c: char) -> bool {
    if c.is_ascii() {
        return c == '-' || c == '_' || c.is_ascii_alphanumeric();
    }
    let letter = c.is_alphanumeric() || is_connector(c) || unicode_normalization::char::is_combining_mark(c);
    letter && !within(FRACTIONS, c) && !within(LATE, c)
}

/// Connector punctuation.
fn is_connector(c: char) -> bool {
    matches!(c, '\u{203f}' | '\u{2040}' | '\u{2054}' | '\u{fe33}' | '\u{fe34}' | '\u{fe4d}'..='\u{fe4f}' | '\u{ff3f}')
}

/// Whether a character lies in one of the ranges, which are sorted.
fn within(ranges: &[(u32, u32)], c: char) -> bool {
    let at = ranges.partition_point(|(first, _)| *first <= c as u32);
    at.checked_sub(1).and_then(|at| ranges.get(at)).is_some_and(|(_, last)| c as u32 <= *last)
}

/// Numbers that are neither digits nor letters, such as superscripts, fractions and circled numbers (Unicode's
/// category No); what lies between two of one range stays in no anchor either.
#[rustfmt::skip]
const FRACTIONS: &[(u32, u32)] = &[
    (0xb2, 0xb3), (0xb9, 0xb9), (0xbc, 0xbe), (0x9f4, 0x9f9), (0xb72, 0xb77), (0xbf0, 0xbf2), (0xc78, 0xc7e),
    (0xd58, 0xd5e), (0xd70, 0xd78), (0xf2a, 0xf33), (0x1369, 0x137c), (0x17f0, 0x17f9), (0x19da, 0x19da), (0x2070,
    0x2070), (0x2074, 0x2079), (0x2080, 0x2089), (0x2150, 0x215f), (0x2189, 0x2189), (0x2460, 0x249b), (0x24ea,
    0x24ff), (0x2776, 0x2793), (0x2cfd, 0x2cfd), (0x3192, 0x3195), (0x3220, 0x3289), (0x32b1, 0x32bf), (0xa830,
    0xa835), (0x10107, 0x10133), (0x10175, 0x1018b), (0x102e1, 0x102fb), (0x10320, 0x10323), (0x10858, 0x1085f),
    (0x10879, 0x1087f), (0x108a7, 0x108af), (0x108fb, 0x108ff), (0x10916, 0x1091b), (0x109bc, 0x109bd), (0x109c0,
    0x109ff), (0x10a40, 0x10a48), (0x10a7d, 0x10a7e), (0x10a9d, 0x10a9f), (0x10aeb, 0x10aef), (0x10b58, 0x10b5f),
    (0x10b78, 0x10b7f), (0x10ba9, 0x10baf), (0x10cfa, 0x10cff), (0x10e60, 0x10e7e), (0x10f1d, 0x10f26), (0x10f51,
    0x10f54), (0x10fc5, 0x10fcb), (0x11052, 0x11065), (0x111e1, 0x111f4), (0x1173a, 0x1173b), (0x118ea, 0x118f2),
    (0x11c5a, 0x11c6c), (0x11fc0, 0x11fd4), (0x16b5b, 0x16b61), (0x16e80, 0x16e96), (0x1d2e0, 0x1d2f3), (0x1d360,
    0x1d378), (0x1e8c7, 0x1e8cf), (0x1ec71, 0x1ecb4), (0x1ed01, 0x1ed3d), (0x1f100, 0x1f10c)
];

/// Blocks that came after Unicode 13, which GitHub's rule does not know.
#[rustfmt::skip]
const LATE: &[(u32, u32)] = &[
    (0x870, 0x89f), (0x10570, 0x105bf), (0x105c0, 0x105ff), (0x10780, 0x107bf), (0x10940, 0x1095f), (0x10d40,
    0x10d8f), (0x10ec0, 0x10eff), (0x10f70, 0x10faf), (0x11380, 0x113ff), (0x116d0, 0x116ff), (0x11ab0, 0x11abf),
    (0x11b00, 0x11b7f), (0x11bc0, 0x11bff), (0x11db0, 0x11def), (0x11f00, 0x11f5f), (0x12f90, 0x12fff), (0x13460,
    0x143ff), (0x16100, 0x1613f), (0x16a70, 0x16acf), (0x16d40, 0x16d7f), (0x16ea0, 0x16edf), (0x18d80, 0x18dff),
    (0x1aff0, 0x1afff), (0x1df00, 0x1dfff), (0x1e030, 0x1e08f), (0x1e290, 0x1e2bf), (0x1e4d0, 0x1e4ff), (0x1e5d0,
    0x1e5ff), (0x1e6c0, 0x1e6ff), (0x1e7e0, 0x1e7ff), (0x2ebf0, 0x2ee5f), (0x31350, 0x3347f)
];

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
        assert_eq!(anchor("x² ½ Ⅳ ① ٣"), "x--ⅳ--٣");
        assert_eq!(anchor("a＿b‿c"), "a＿b‿c");
        assert_eq!(anchor("ΟΔΟΣ"), "οδος");
    }

    #[test]
    fn repeated_headings_are_numbered() {
        let mut slugger = Slugger::default();
        let anchors: Vec<_> = ["a", "a", "a-1", "a"].iter().map(|text| slugger.next(text)).collect();
        assert_eq!(anchors, ["a", "a-1", "a-1-1", "a-2"]);
    }
}
