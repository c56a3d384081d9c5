//! The title of a phase and the status, schedule and effort that are written in it. Rule 7 of the reading rules.

use std::collections::BTreeMap;

use super::heading::{is_sign, sign_status};
use crate::base::text::is_emoji;
use crate::kinds::schedule;
use crate::model::Status;
use crate::vocabulary::{placeholder, status};

/// A status that a heading says, its percentage and the words that say it.
pub(in crate::kinds) type Said = (Status, Option<u8>, String);

/// The title and the status that is written in it.
pub(super) fn split(rest: &str) -> (String, Option<Said>) {
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
    let title = clean(&title);
    (if placeholder::is_placeholder(&title) { String::new() } else { title }, said)
}

/// Takes away the brackets that hold a schedule, an effort or a status; a status is kept.
fn drop_brackets(text: &str, said: &mut Option<Said>) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(['(', '（', '【', '[']) {
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
        // `([DATE] - [DATE])` and `(TBD)` are schedules that nobody has filled in.
        let drop =
            found.is_some() || schedule::is_schedule(inner) || is_size(inner) || placeholder::is_placeholder(inner);
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

/// A size in place of an effort: `(S)`, `(M-L)`.
fn is_size(text: &str) -> bool {
    let size = |piece: &str| matches!(piece.trim(), "XS" | "S" | "M" | "L" | "XL" | "XXL");
    text.split(['-', '–', '/']).all(size)
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
                "in" | "on"
                    | "by"
                    | "as"
                    | "for"
                    | "with"
                    | "at"
                    | "until"
                    | "pending"
                    | "per"
                    | "since"
                    | "via"
                    | "to"
                    | "and"
                    | "but"
                    | "except"
            );
            closed
                || small
                || !next.starts_with(|c: char| c.is_alphabetic())
                || crate::base::dates::find(&bare).is_some()
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

/// Words that are a status and no title, where nothing but a dash or colon sets them off. *Testing*, *Review*,
/// *Release* and their like name work as well.
const DEFINITE: &[&str] = &[
    "complete",
    "completed",
    "done",
    "finished",
    "in progress",
    "in-progress",
    "not started",
    "not yet started",
    "pending",
    "blocked",
    "on hold",
    "on-hold",
    "paused",
    "deferred",
    "postponed",
    "cancelled",
    "canceled",
    "planned",
    "todo",
    "to do",
    "to-do",
    "wip",
    "partially complete",
    "partially completed",
    "mostly complete",
    "mostly done",
    "completado",
    "completada",
    "pendiente",
    "en curso",
    "en progreso",
    "cancelado",
    "terminé",
    "terminée",
    "en cours",
    "à faire",
    "annulé",
    "erledigt",
    "abgeschlossen",
    "fertig",
    "in arbeit",
    "offen",
    "geplant",
    "abgebrochen",
    "已完成",
    "完成",
    "进行中",
    "未开始",
    "待办",
];

/// Takes away words of status set off by a sign, a dash or capitals at the end, or that are all there is.
fn drop_status(title: &str, said: &mut Option<Said>) -> String {
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
            if let Some(found) = leading_status(tail).filter(|_| is_definite(tail)) {
                keep(found, tail);
                title.truncate(at);
            }
        }
    }
    let bare: String = title.chars().filter(|&c| !is_emoji(c)).collect();
    let bare = bare
        .trim_matches(|c: char| c.is_whitespace() || matches!(c, '*' | '_' | '-' | '–' | '—' | ':' | '!' | '|' | '/'));
    if let Some(found) = status::exact(bare).filter(|_| is_definite(bare)) {
        keep((found, None), bare);
        return String::new();
    }
    // `Setup DONE`: shouted at the end of a title that does not shout.
    let words: Vec<&str> = bare.split_whitespace().collect();
    for length in (1..=words.len().saturating_sub(1).min(3)).rev() {
        let (front, tail) = words.split_at(words.len() - length);
        let shouted =
            tail.iter().all(|word| word.chars().any(char::is_uppercase) && !word.chars().any(char::is_lowercase));
        let tail = tail.join(" ");
        if shouted
            && front.iter().any(|word| word.chars().any(char::is_lowercase))
            && let Some(found) = status::exact(tail.trim_matches(['!', '.', ',']))
        {
            keep((found, None), &tail);
            return front.join(" ");
        }
    }
    title
}

/// Whether a text is, or begins with, a word that can only be a status.
fn is_definite(text: &str) -> bool {
    let bare: String = text.chars().filter(|&c| !is_emoji(c)).collect();
    let folded = bare.trim().to_lowercase();
    DEFINITE.iter().any(|word| folded.strip_prefix(word).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric)))
}

/// The title as it is shown: no emoji, no marks or separators at its ends.
fn clean(title: &str) -> String {
    let shown = crate::base::text::without_emoji(title);
    let trimmed = shown.trim_matches(|c: char| {
        c.is_whitespace() || matches!(c, ':' | '：' | '-' | '–' | '—' | '*' | '_' | '|' | '·' | ',' | ';' | '、')
    });
    crate::base::text::fold_space(trimmed)
}

#[cfg(test)]
mod tests {
    use super::super::heading::parse;
    use super::*;

    #[test]
    fn titles_lose_schedule_effort_and_status_and_keep_the_rest() {
        use Status::{Blocked, Cancelled, Done, InProgress, Planned};
        for (text, title, said) in [
            ("Phase 1: Foundation (Week 1-2)", "Foundation", None),
            ("Phase 1: Foundation (3 days)", "Foundation", None),
            ("Phase 1 (Weeks 1-2): Foundation", "Foundation", None),
            ("Phase 1 — Probe (S effort)", "Probe", None),
            ("Phase 1: Scaffold (M-L)", "Scaffold", None),
            ("Phase 5: Planning ✅ | 🔄 | ⏳", "Planning", None),
            ("Phase 1: Bar (Simple)", "Bar (Simple)", None),
            ("Phase 1: Bar (5 chapters)", "Bar (5 chapters)", None),
            ("Phase 3: Night sync ⛔ BLOCKED", "Night sync", Some(Blocked)),
            ("Phase 1: Setup ✅ COMPLETE", "Setup", Some(Done)),
            ("Phase 1: Setup (✅ Complete)", "Setup", Some(Done)),
            ("Phase 1: Setup (Week 1) ✅ COMPLETE", "Setup", Some(Done)),
            ("Phase 1: Setup [IN PROGRESS]", "Setup", Some(InProgress)),
            ("Phase 1: Setup - COMPLETED", "Setup", Some(Done)),
            ("Phase 1: Setup — Cancelled", "Setup", Some(Cancelled)),
            ("Phase 1: Setup DONE", "Setup", Some(Done)),
            ("Phase 1: Setup (Completed 2026-03-02)", "Setup", Some(Done)),
            ("Phase 5: Search (Planned)", "Search", Some(Planned)),
            ("Phase 1: COMPLETE", "", Some(Done)),
            ("Phase 2 ✅ complete", "", Some(Done)),
            ("Phase 2: Testing", "Testing", None),
            ("Phase 3: Planning", "Planning", None),
            ("Phase 3: Refuse", "Refuse", None),
            ("Phase 3: Final", "Final", None),
            ("Phase 3: Erledigt", "", Some(Done)),
            ("Phase 4: Server - Review", "Server - Review", None),
            ("Phase 2: Store (Complete rewrite)", "Store (Complete rewrite)", None),
            ("Phase 5: Spec ✅ | 🔄 | ⏳", "Spec", None),
            ("Phase 2: [Phase Name] (Week 3-4)", "", None),
            ("Phase 2 ([DATE] - [DATE])", "", None),
            ("Phase 1: FIRST CUT", "FIRST CUT", None),
            ("Phase 2: API - v2", "API - v2", None),
            ("Phase 2: Pre-flight", "Pre-flight", None),
        ] {
            let head = parse(text).unwrap_or_else(|| panic!("{text}"));
            assert_eq!(head.title, title, "{text}");
            assert_eq!(head.said.map(|said| said.0), said, "{text}");
        }
    }
}
