//! The words of a phase's heading: its number, its title, and the status and schedule written between them. Rule 7 of
//! the reading rules.

use super::title;
use crate::base::text::is_emoji;
use crate::model::Status;
use crate::vocabulary::status;

/// The words a phase begins with. Accents may be missing.
const WORDS: &[(&str, &str)] = &[
    ("phase", "phase"),
    ("stage", "stage"),
    ("milestone", "milestone"),
    ("sprint", "sprint"),
    ("wave", "wave"),
    ("iteration", "iteration"),
    ("fase", "phase"),
    ("étape", "étape"),
    ("etape", "étape"),
    ("阶段", "phase"),
];

/// Numbers written as words, which count as numbers where a separator or the end follows.
const NUMBER_WORDS: &[&str] = &["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "zero"];

/// A heading that is one of a phase.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::kinds) struct Head {
    /// The word it begins with, in one form for all spellings.
    pub word: &'static str,
    /// The number as written.
    pub number: String,
    /// May be empty.
    pub title: String,
    /// The status its words say, with those words.
    pub said: Option<title::Said>,
    /// Status signs in the heading, in order.
    pub signs: Vec<char>,
    /// Everything behind the number, where weeks and dates may stand.
    pub rest: String,
}

/// Reads the text of a heading or item. `None` where it is none of a phase.
pub(in crate::kinds) fn parse(text: &str) -> Option<Head> {
    let text = crate::base::text::head(text, 1000);
    let (lead, bare) = without_decoration(text);
    let (word, behind) = phase_word(bare)?;
    let (number, rest) = number(behind, word)?;
    if !may_follow(rest) {
        return None;
    }
    let mut signs: Vec<char> = lead.chars().filter(|&c| is_sign(c)).collect();
    signs.extend(rest.chars().filter(|&c| is_sign(c)));
    let (title, said) = title::split(rest);
    Some(Head { word, number, title, said, signs, rest: rest.to_owned() })
}

/// The phase words and numbers that stand anywhere in a text: the document title's own.
pub(in crate::kinds) fn mentioned(text: &str) -> Vec<(&'static str, String)> {
    let text = crate::base::text::head(text, 1000);
    let mut found = Vec::new();
    let mut free = true;
    for (at, c) in text.char_indices() {
        if free
            && let Some((word, behind)) = text.get(at..).and_then(phase_word)
            && let Some((number, _)) = number(behind, word)
        {
            found.push((word, number));
        }
        free = !c.is_alphanumeric();
    }
    found
}

/// Whether a character is a sign of status in a heading. A box sign is one as well (rule 7).
pub(super) fn is_sign(c: char) -> bool {
    sign_status(c).is_some()
}

/// What a sign says.
pub(in crate::kinds) fn sign_status(c: char) -> Option<Status> {
    match c {
        '☐' | '⬜' => Some(Status::Planned),
        '☑' | '☒' => Some(Status::Done),
        _ => status::by_emoji(c.encode_utf8(&mut [0; 4])),
    }
}

/// Splits off emoji, boxes, emphasis and a section number before the phase's word. A ticked or empty box comes back
/// as its sign.
fn without_decoration(text: &str) -> (String, &str) {
    let mut lead = String::new();
    let mut rest = text.trim_start();
    loop {
        if let Some((mark, length)) = crate::outline::box_of(rest) {
            lead.push(match mark {
                'x' | 'X' => '☑',
                '-' => '🚧',
                '~' => '❌',
                _ => '☐',
            });
            rest = rest.get(length..).unwrap_or("").trim_start();
            continue;
        }
        let Some(c) = rest.chars().next() else { return (lead, rest) };
        if is_emoji(c) || matches!(c, '*' | '_' | '§') {
            lead.push(c);
            rest = rest.get(c.len_utf8()..).unwrap_or("").trim_start();
            continue;
        }
        let numbered = crate::kinds::headings::without_number(rest);
        if numbered.len() < rest.len() {
            rest = numbered;
            continue;
        }
        return (lead, rest);
    }
}

/// The phase word a text begins with, and what stands behind it.
fn phase_word(text: &str) -> Option<(&'static str, &str)> {
    WORDS
        .iter()
        .find_map(|&(spelling, word)| {
            let head = text.get(..spelling.len())?;
            (head.eq_ignore_ascii_case(spelling) || !head.is_ascii() && head.to_lowercase() == spelling)
                .then(|| (word, text.get(spelling.len()..).unwrap_or("")))
        })
        .or_else(|| {
            // `Étape` in capitals has other bytes, but as many of them.
            text.chars().next().filter(|first| !first.is_ascii())?;
            let head: String = text.chars().take(5).collect();
            (head.to_lowercase() == "étape").then(|| ("étape", text.get(head.len()..).unwrap_or("")))
        })
}

/// The number behind the word, as written, and what follows.
fn number<'a>(behind: &'a str, word: &str) -> Option<(String, &'a str)> {
    let start = behind.trim_start_matches([' ', '\t', '\u{a0}', '#']);
    let start = if start.len() == behind.len() { behind.trim_start_matches('-') } else { start };
    // Latin words need something between them and the number; `阶段1` does not.
    let glued = start.len() == behind.len();
    if glued && !behind.starts_with(|c: char| c.is_ascii_digit() || is_han_number(c)) {
        return None;
    }
    if glued && word != "phase" && !behind.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let length = base_length(start)?;
    let mut end = length;
    // A range: `1-2`, `3–4`, `1+2`, `1 & 2`.
    let after = start.get(end..).unwrap_or("");
    let joined = after.trim_start_matches([' ', '\t']);
    let spaced = joined.len() < after.len();
    if let Some(join) = joined.chars().next() {
        let behind_join = joined.get(join.len_utf8()..).unwrap_or("");
        let value = behind_join.trim_start_matches(' ');
        let tight = matches!(join, '-' | '–' | '—' | '/') && !spaced && value.len() == behind_join.len();
        if (tight || matches!(join, '&' | '+'))
            && value.starts_with(|c: char| c.is_ascii_digit() || c.is_ascii_uppercase())
            && let Some(length) = base_length(value)
        {
            end = start.len() - value.len() + length;
        }
    }
    Some((start.get(..end)?.to_owned(), start.get(end..)?))
}

fn is_han_number(c: char) -> bool {
    matches!(c, '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十')
}

/// How long the number at the beginning is: `1`, `2.1`, `1b`, `IV`, `A`, `R1`, `一`. What follows must not go on as a
/// word.
fn base_length(text: &str) -> Option<usize> {
    let ends = |at: usize| text.get(at..).and_then(|rest| rest.chars().next()).is_none_or(|c| !c.is_alphanumeric());
    let first = text.chars().next()?;
    if is_han_number(first) {
        let length = text.find(|c| !is_han_number(c)).unwrap_or(text.len());
        return Some(length);
    }
    let digits = |from: usize| {
        let mut at = from;
        loop {
            let run = text
                .get(at..)
                .map_or(0, |rest| rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len());
            if run == 0 || at - from > 12 {
                return at;
            }
            at += run;
            let dotted = text.get(at..).is_some_and(|rest| {
                rest.starts_with('.')
                    && rest.get(1..).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
            });
            if !dotted {
                return at;
            }
            at += 1;
        }
    };
    if first.is_ascii_digit() {
        let at = digits(0);
        let letter = text.get(at..).and_then(|rest| rest.chars().next()).filter(char::is_ascii_alphabetic);
        let at = match letter {
            Some(_) if ends(at + 1) => at + 1,
            // `2b.1`
            _ => at,
        };
        let cjk = text.get(at..).and_then(|rest| rest.chars().next()).is_some_and(|c| (c as u32) > 0x2e80);
        return (ends(at) || cjk).then_some(at);
    }
    if !first.is_ascii_alphabetic() {
        return None;
    }
    let letters = text.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(text.len());
    let word = text.get(..letters)?;
    if letters == 1 {
        let at = digits(1);
        return ends(at).then_some(at);
    }
    let roman = word.chars().all(|c| matches!(c, 'I' | 'V' | 'X' | 'L')) || {
        matches!(word, "ii" | "iii" | "iv" | "vi" | "vii" | "viii" | "ix" | "xi" | "xii")
    };
    (ends(letters) && (roman || NUMBER_WORDS.contains(&word.to_lowercase().as_str()))).then_some(letters)
}

/// Whether a text may stand behind the number of a phase: a separator, a bracket, a capitalised title, a sign or the
/// end (rule 7).
fn may_follow(rest: &str) -> bool {
    let trimmed = rest.trim_start();
    let Some(c) = trimmed.chars().next() else { return true };
    let separator = matches!(c, ':' | '：' | '—' | '–' | '-' | '.' | '、' | '·' | '|' | ')' | '~' | ']');
    let bracket = matches!(c, '(' | '[' | '（' | '【');
    let title = trimmed.trim_start_matches(['*', '_', '`', '"', '“', '«', '\'']).chars().next();
    let capitalised = title.is_some_and(|c| c.is_uppercase() || c.is_alphabetic() && !c.is_lowercase());
    separator || bracket || is_emoji(c) || capitalised && trimmed.len() < rest.len() || (c as u32) > 0x2e80
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phase_is_a_word_a_number_and_then_something_set_off() {
        for (text, expected) in [
            ("Phase 1: Foundation", Some(("1", "Foundation"))),
            ("Phase 1 — Disk queue", Some(("1", "Disk queue"))),
            ("Phase 2 - Server", Some(("2", "Server"))),
            ("Phase 3. Client", Some(("3", "Client"))),
            ("PHASE 4", Some(("4", ""))),
            ("✅ Phase 2: Painting", Some(("2", "Painting"))),
            ("🔲 Phase 2: Painting", Some(("2", "Painting"))),
            ("[x] Phase 2: Painting", Some(("2", "Painting"))),
            ("4.2 Phase 2: Painting", Some(("2", "Painting"))),
            ("Phase 1b: Retry", Some(("1b", "Retry"))),
            ("Phase 2.1: Retry", Some(("2.1", "Retry"))),
            ("Phase IV: Rollout", Some(("IV", "Rollout"))),
            ("Phase A – Engine", Some(("A", "Engine"))),
            ("Phase R1: Extraction", Some(("R1", "Extraction"))),
            ("Phase 1-2: Both", Some(("1-2", "Both"))),
            ("Phase 3 & 4: Both", Some(("3 & 4", "Both"))),
            ("Phase 1 Gate", Some(("1", "Gate"))),
            ("Phase One: Start", Some(("One", "Start"))),
            ("Stage 2: Beta", Some(("2", "Beta"))),
            ("Milestone 3 (v2)", Some(("3", "(v2)"))),
            ("Sprint 14: Model", Some(("14", "Model"))),
            ("Wave 2 — Europe", Some(("2", "Europe"))),
            ("Iteration 5: Tune", Some(("5", "Tune"))),
            ("Fase 1: Lector", Some(("1", "Lector"))),
            ("Étape 2 : Déploiement", Some(("2", "Déploiement"))),
            ("ÉTAPE 2 : Tests", Some(("2", "Tests"))),
            ("阶段 1：设计", Some(("1", "设计"))),
            ("阶段二：实现", Some(("二", "实现"))),
            ("Phase 2 only (minimal change)", None),
            ("Phase 2 implementation notes", None),
            ("Phase 1 of the move", None),
            ("Phases", None),
            ("Phases 1-3: All", None),
            ("Phase: Start", None),
            ("Phased rollout 2", None),
            ("Step 1: Start", None),
            ("Part 1: Start", None),
            ("Task 1: Start", None),
            ("Day 1: Start", None),
            ("Week 1: Start", None),
            ("Phase Details", None),
            ("Benefits of Phase 2", None),
            ("2025-12-22: Phase 1 Complete", None),
            ("Phase", None),
            ("", None),
        ] {
            let found = parse(text).map(|head| (head.number, head.title));
            let expected = expected.map(|(number, title)| (number.to_owned(), title.to_owned()));
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn the_numbers_a_title_mentions() {
        let found = mentioned("Rollout plan, Phase 2: Europe (stage 1)");
        assert_eq!(found, [("phase", "2".to_owned()), ("stage", "1".to_owned())]);
        assert!(mentioned("Telephase 2").is_empty());
    }
}
