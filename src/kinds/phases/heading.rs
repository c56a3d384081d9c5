//! The words of a phase's heading: its number, its title, and the status and schedule written between them. Rule 7 of
//! the reading rules.

use crate::base::text::is_emoji;
use crate::kinds::schedule;
use crate::model::Status;
use crate::vocabulary::status;
use std::collections::BTreeMap;

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
    pub said: Option<(Status, Option<u8>, String)>,
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
    let (title, said) = split_title(rest);
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
fn is_sign(c: char) -> bool {
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
        let digits = rest.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
        if c.is_ascii_digit() && rest.len() - digits.len() < 12 {
            let behind = digits.trim_start_matches([')', ':', ' ', '-', '–', '—']).trim_start();
            if behind.len() < digits.len() {
                rest = behind;
                continue;
            }
        }
        return (lead, rest);
    }
}

/// The phase word a text begins with, and what stands behind it.
fn phase_word(text: &str) -> Option<(&'static str, &str)> {
    WORDS.iter().find_map(|&(spelling, word)| {
        let head = text.get(..spelling.len())?;
        (head == spelling || head.to_lowercase() == spelling).then(|| (word, text.get(spelling.len()..).unwrap_or("")))
    })
    .or_else(|| {
        // `Étape` in capitals has other bytes, but as many of them.
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
            let run = text.get(at..).map_or(0, |rest| rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len());
            if run == 0 || at - from > 12 {
                return at;
            }
            at += run;
            let dotted = text.get(at..).is_some_and(|rest| {
                rest.starts_with('.') && rest.get(1..).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
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

/// The title and the status that is written in it.
fn split_title(rest: &str) -> (String, Option<(Status, Option<u8>, String)>) {
    let mut said = None;
    let without = drop_brackets(rest, &mut said);
    let behind = behind_separator(&without);
    let title = drop_status(&behind, &mut said);
    let signs: Vec<char> = rest.chars().filter(|&c| is_sign(c)).collect();
    let several = signs.iter().any(|c| sign_status(*c) != signs.first().and_then(|c| sign_status(*c)));
    // `✅ | 🔄 | ⏳` offers a choice and says nothing.
    if several && rest.contains('|') {
        said = None;
    }
    (clean(&title), said)
}

/// Takes away the brackets that hold a schedule, an effort or a status; a status is kept.
fn drop_brackets(text: &str, said: &mut Option<(Status, Option<u8>, String)>) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(['(', '[', '（', '【']) {
        let (before, group) = rest.split_at(at);
        out.push_str(before);
        let open = group.chars().next().unwrap_or('(');
        let close = match open {
            '(' => ')',
            '[' => ']',
            '（' => '）',
            _ => '】',
        };
        let Some(end) = group.find(close) else {
            out.push_str(group);
            return out;
        };
        let inner = group.get(open.len_utf8()..end).unwrap_or("");
        let found = leading_status(inner).or_else(|| share(inner));
        let drop = found.is_some() || schedule::is_schedule(inner) || inner.trim().is_empty();
        if said.is_none() {
            *said = found.map(|(status, percent)| (status, percent, inner.trim().to_owned()));
        }
        let after = end + close.len_utf8();
        if drop {
            out.push(' ');
        } else {
            out.push_str(group.get(..after).unwrap_or(group));
        }
        rest = group.get(after..).unwrap_or("");
    }
    out.push_str(rest);
    out
}

/// `60 % complete`: a percentage in brackets.
fn share(text: &str) -> Option<(Status, Option<u8>)> {
    let value = text.contains('%').then(|| status::recognise(text, &BTreeMap::new())).flatten()?;
    Some((value.status, value.percent))
}

/// The status a text begins with, where nothing behind it makes it something said of another thing: `Completed
/// 2026-03-02`, `done, see below`, `Planned for Q3`, not `Complete rewrite`.
fn leading_status(text: &str) -> Option<(Status, Option<u8>)> {
    let bare: String = text.chars().filter(|&c| !is_emoji(c)).collect();
    let words: Vec<&str> = bare.split_whitespace().collect();
    let (length, found) = (1..=words.len().min(4)).rev().find_map(|length| {
        let phrase = words.get(..length)?.join(" ");
        let phrase = phrase.trim_end_matches([',', ';', ':', '.', '-', '–', '—', '!']);
        if matches!(phrase.to_lowercase().as_str(), "new" | "reference" | "living" | "current" | "next") {
            return None;
        }
        status::exact(phrase).map(|found| (length, found))
    })?;
    let closed = words.get(length - 1).is_some_and(|last| last.ends_with([',', ';', ':', '.', '-', '–', '—', '!']));
    let free = match words.get(length) {
        None => true,
        Some(next) => {
            let next = next.to_lowercase();
            let small = matches!(
                next.as_str(),
                "in" | "on" | "by" | "as" | "for" | "with" | "at" | "until" | "pending" | "per" | "since" | "via" | "to" | "and" | "but" | "except"
            );
            closed || small || !next.starts_with(|c: char| c.is_alphabetic()) || crate::base::dates::find(&bare).is_some()
        }
    };
    let percent = status::recognise(text, &BTreeMap::new()).and_then(|value| value.percent);
    free.then_some((found, percent))
}

/// What stands behind the first separator outside brackets; everything without one.
fn behind_separator(text: &str) -> String {
    let mut depth = 0_usize;
    let mut before = ' ';
    for (at, c) in text.char_indices() {
        let behind = text.get(at + c.len_utf8()..).unwrap_or("");
        let next = behind.chars().next();
        let spaced = next.is_none_or(char::is_whitespace);
        let leading = text.get(..at).is_none_or(|head| head.trim().is_empty());
        let splits = match c {
            '(' | '[' | '（' | '【' => {
                depth += 1;
                false
            }
            ')' | ']' | '）' | '】' if depth > 0 => {
                depth -= 1;
                false
            }
            ')' | ']' | '.' | '、' | '·' | '|' => leading,
            ':' => leading || spaced,
            '：' | '—' => true,
            '–' => leading || before.is_whitespace(),
            '-' => leading || before.is_whitespace() && spaced,
            _ => false,
        };
        if splits && depth == 0 {
            return behind.to_owned();
        }
        before = c;
    }
    text.to_owned()
}

/// Nouns for work that are words of a status as well: they stand in titles.
const WORK: &[&str] = &[
    "testing", "verification", "verifying", "validation", "review", "planning", "triage", "discussion", "exploration",
    "brainstorm", "idea", "rfc", "draft", "new", "open", "future", "final", "identified", "release", "released",
    "archived", "removed", "reference", "living", "active", "ready", "historical", "production ready", "accepted",
    "approved", "deployed", "shipped", "merged", "delivered", "adopted", "passed", "closed", "fixed", "moved", "dropped",
    "deprecated", "retired", "obsolete", "replaced", "proposed", "incomplete", "last call", "started", "wip",
];

/// Takes away words of status set off by a sign, a dash or capitals at the end, or that are all there is.
fn drop_status(title: &str, said: &mut Option<(Status, Option<u8>, String)>) -> String {
    let mut title = title.trim().to_owned();
    let mut keep = |status: (Status, Option<u8>), raw: &str| {
        if said.is_none() {
            *said = Some((status.0, status.1, raw.trim().to_owned()));
        }
    };
    // `Setup ✅ COMPLETE`: what stands behind a sign.
    if let Some((at, sign)) = title.char_indices().rev().find(|&(_, c)| is_sign(c)) {
        let tail = title.get(at + sign.len_utf8()..).unwrap_or("").trim_matches(['\u{fe0f}', ' ', '*', '_']);
        if let Some(found) = leading_status(tail) {
            keep(found, tail);
            title.truncate(at);
        }
    }
    // `Setup - COMPLETED`: what stands behind the last dash or colon.
    for separator in [" - ", " – ", " — ", ": ", " | "] {
        if let Some(at) = title.rfind(separator) {
            let tail = title.get(at + separator.len()..).unwrap_or("").trim();
            if let Some(found) = leading_status(tail).filter(|_| !is_work(tail)) {
                keep(found, tail);
                title.truncate(at);
            }
        }
    }
    let bare: String = title.chars().filter(|&c| !is_emoji(c)).collect();
    let bare = bare.trim_matches(|c: char| c.is_whitespace() || matches!(c, '*' | '_' | '-' | '–' | '—' | ':' | '!'));
    if let Some(found) = status::exact(bare).filter(|_| !bare.is_empty() && !is_work(bare)) {
        keep((found, None), bare);
        return String::new();
    }
    // `Setup DONE`: shouted at the end of a title that does not shout.
    let words: Vec<&str> = bare.split_whitespace().collect();
    for length in (1..=words.len().saturating_sub(1).min(3)).rev() {
        let (front, tail) = words.split_at(words.len() - length);
        let shouted = tail.iter().all(|word| word.chars().any(char::is_uppercase) && !word.chars().any(char::is_lowercase));
        let tail = tail.join(" ");
        if shouted && front.iter().any(|word| word.chars().any(char::is_lowercase))
            && let Some(found) = status::exact(tail.trim_matches(['!', '.', ',']))
        {
            keep((found, None), &tail);
            return front.join(" ");
        }
    }
    title
}

fn is_work(words: &str) -> bool {
    WORK.contains(&words.trim().to_lowercase().as_str())
}

/// The title as it is shown: no emoji, no marks or separators at its ends.
fn clean(title: &str) -> String {
    let shown = crate::base::text::without_emoji(title);
    let trimmed = shown.trim_matches(|c: char| {
        c.is_whitespace() || matches!(c, ':' | '：' | '-' | '–' | '—' | '*' | '_' | '|' | '·' | ',' | ';' | '、')
    });
    crate::base::text::fold_space(trimmed)
}
