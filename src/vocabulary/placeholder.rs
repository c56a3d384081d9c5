//! Placeholders: text of a template that nobody has filled in. Rule 2 of the reading rules.

use super::boxes::ticked;
use super::{priority, status};
use crate::base::{dates, inline, text};

/// Words that stand for nothing.
const NOTHING: &[&str] = &[
    "tbd",
    "tba",
    "tbc",
    "tbh",
    "n/a",
    "n.a.",
    "na",
    "none",
    "nil",
    "null",
    "to be determined",
    "to be decided",
    "to be defined",
    "to be confirmed",
    "to be announced",
    "to be assigned",
    "to be added",
    "unassigned",
    "not assigned",
    "not applicable",
    "not set",
    "not specified",
    "unspecified",
    "undefined",
    "nobody",
    "no one",
    "none yet",
    "not yet assigned",
    "yyyy-mm-dd",
    "yyyy/mm/dd",
    "dd/mm/yyyy",
    "mm/dd/yyyy",
    "dd.mm.yyyy",
    "xx",
    "xxx",
    "xxxx",
    "???",
    "??",
    "?",
    "~",
    "fixme",
    "ninguno",
    "ninguna",
    "por definir",
    "sin asignar",
    "aucun",
    "aucune",
    "a definir",
    "à définir",
    "non assigné",
    "keine",
    "keiner",
    "keines",
    "nicht zugewiesen",
    "offen zu klären",
    "无",
    "待定",
    "暂无",
    "未定",
    "未分配",
];

/// No word for nothing is longer, in bytes. One that is not ASCII may be twice as long before it is lower case.
const LONGEST: usize = 20;

/// Whether a value of any field is a placeholder. `[FEAT-003]` and `[Done]` are not: they hold a real word.
pub fn is_placeholder(raw: &str) -> bool {
    let shown = inline::shown(text::head(raw, 2000));
    let shown = ticked(&shown);
    let todo = shown.get(..4).is_some_and(|head| head.eq_ignore_ascii_case("todo"))
        && matches!(shown.as_bytes().get(4), None | Some(b':'));
    todo || is_nothing(&shown) || is_template(&shown)
}

/// The same for a status, where *todo* is a word and a sign alone is a value.
pub(super) fn is_placeholder_status(shown: &str) -> bool {
    is_nothing(shown) || is_template(shown)
}

/// Empty, only signs, or a word that stands for nothing, also with a clause behind it.
fn is_nothing(shown: &str) -> bool {
    let trimmed = shown.trim().trim_end_matches(['.', '!', ':', ',']).trim();
    let signs = |c: char| {
        c.is_whitespace() || matches!(c, '-' | '–' | '—' | '_' | '.' | '…' | '?' | '*' | '/' | '|' | '~' | '\\')
    };
    if trimmed.chars().all(signs) || is_word_for_nothing(trimmed) {
        return true;
    }
    let bare = if trimmed.is_ascii() { text::single_spaced(trimmed) } else { text::without_emoji(trimmed).into() };
    let lead = bare.split([';', '(', '—', '–', ',']).next().unwrap_or("");
    let lead = lead.split(" - ").next().unwrap_or("").trim().trim_end_matches(['.', ':']);
    // `None (internal change)` says nothing; a sign before or behind does not fill it in.
    is_word_for_nothing(lead)
}

/// Whether a text is one of the words that stand for nothing, in whatever case.
fn is_word_for_nothing(text: &str) -> bool {
    if text.is_ascii() {
        return text.len() <= LONGEST && NOTHING.iter().any(|word| word.eq_ignore_ascii_case(text));
    }
    text.len() <= 2 * LONGEST && NOTHING.contains(&text.to_lowercase().as_str())
}

/// A template's own text: everything in brackets, or options to choose from.
fn is_template(shown: &str) -> bool {
    let shown = shown.trim();
    if !shown.contains(['[', '{', '<', '|', '/']) {
        return false;
    }
    if is_choice(shown) {
        return true;
    }
    let Some((outside, groups)) = brackets(shown) else {
        // `{draft | done`: a bracket that was never closed, around options.
        return shown.starts_with(['[', '{', '<']) && shown.contains('|') && !shown.contains([']', '}', '>']);
    };
    if groups.iter().all(|group| is_known(group)) {
        return false;
    }
    let word = |piece: &str| {
        let piece = piece.trim_matches(|c: char| !c.is_alphanumeric());
        let connector = |word: &str| {
            matches!(
                word.to_lowercase().as_str(),
                "to" | "and" | "or" | "of" | "at" | "by" | "phase" | "stage" | "step" | "sprint"
            )
        };
        piece.is_empty() || connector(piece) || status::exact(piece).is_some() || priority::exact(piece).is_some()
    };
    let pieces = outside.split(|c: char| c.is_whitespace() || matches!(c, ',' | '|' | '/' | ';' | '·'));
    if !pieces.into_iter().all(word) && !outside.split([',', '|', '/', ';', '·']).all(word) {
        return false;
    }
    // `In progress [since the move]` has its value before the brackets; `[X]% complete` and `Phase [N] done` have not.
    let before = shown.split(['[', '{', '<']).next().unwrap_or("");
    let said = status::exact(before).is_some() || priority::exact(before).is_some();
    !said || groups.iter().any(|group| is_slot(group))
}

/// Whether the text in brackets is clearly a slot: `X`, `DATE`, `a | b`, `…`.
fn is_slot(group: &str) -> bool {
    let trimmed = group.trim();
    trimmed.contains(['|', '…', '_'])
        || trimmed.contains("...")
        || (!trimmed.is_empty() && !trimmed.chars().any(|c| c.is_lowercase() || c.is_ascii_digit()))
}

/// The text outside brackets and what stands in them; `None` where there are none. Known words in brackets and boxes
/// stay outside.
fn brackets(shown: &str) -> Option<(String, Vec<String>)> {
    let mut outside = String::new();
    let mut groups: Vec<String> = Vec::new();
    let mut depth: Vec<char> = Vec::new();
    let mut inner = String::new();
    for c in shown.chars() {
        let close = match c {
            '[' => Some(']'),
            '{' => Some('}'),
            '<' => Some('>'),
            _ => None,
        };
        if let Some(close) = close.filter(|_| depth.len() < 8) {
            if !depth.is_empty() {
                inner.push(c);
            }
            depth.push(close);
        } else if depth.last() == Some(&c) {
            depth.pop();
            if depth.is_empty() {
                let group = std::mem::take(&mut inner);
                if is_known(&group) {
                    outside.push_str(&group);
                }
                groups.push(group);
            } else {
                inner.push(c);
            }
        } else if depth.is_empty() {
            outside.push(c);
        } else {
            inner.push(c);
        }
    }
    if !depth.is_empty() || groups.is_empty() {
        return None;
    }
    Some((outside, groups))
}

/// Whether the text in brackets is a real word or value: a status, a priority, an id, a number, a date, an address.
fn is_known(group: &str) -> bool {
    let group = group.trim();
    if group.is_empty() || is_choice(group) {
        return false;
    }
    let mut pieces = group.split([',', ';']).map(str::trim).filter(|piece| !piece.is_empty()).peekable();
    pieces.peek().is_some()
        && pieces.all(|piece| {
            status::exact(piece).is_some()
                || priority::exact(piece).is_some()
                || dates::parse(piece).is_some()
                || looks_like_id(piece)
                || piece.contains("://")
                || piece.contains('@')
        })
}

/// Whether a text is one id: `FEAT-003`, `#12`, `017`, `epic-20.1`, `specs/012-login`.
pub fn looks_like_id(piece: &str) -> bool {
    let piece = piece.trim().trim_start_matches('#');
    let token = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | '/' | '#');
    let slot = piece.split(['-', '_', '.', '/']).any(|part| {
        let part = part.to_ascii_lowercase();
        !part.is_empty() && part.chars().all(|c| matches!(c, 'x' | 'n' | 'y' | '#')) && part.len() > 1
    });
    !piece.is_empty() && piece.chars().all(token) && piece.contains(|c: char| c.is_ascii_digit()) && !slot
}

/// Two or more different options of one vocabulary, joined by `|` or `/`.
fn is_choice(shown: &str) -> bool {
    ['|', '/'].into_iter().any(|sign| {
        let options: Vec<&str> = shown.split(sign).map(str::trim).collect();
        if options.len() < 2 || options.iter().any(|option| option.is_empty()) {
            return false;
        }
        let statuses: Option<Vec<_>> = options.iter().map(|option| status::exact(option)).collect();
        let priorities: Option<Vec<_>> = options.iter().map(|option| priority::exact(option)).collect();
        statuses.is_some_and(|found| found.windows(2).any(|pair| pair.first() != pair.last()))
            || priorities.is_some_and(|found| found.windows(2).any(|pair| pair.first() != pair.last()))
    })
}

/// Whether a text is nothing but a slot of a template: `[Developer name]`, `{{owner}}`; words such as *TBD* are none.
fn is_slot_text(raw: &str) -> bool {
    let trimmed = raw.trim();
    trimmed.len() <= 400 && trimmed.contains(['[', '{', '<']) && is_template(&inline::plain(trimmed))
}

/// Whether a text holds a slot: `Phase 1: [Name]`.
pub fn has_slot(shown: &str) -> bool {
    let shown = text::head(shown, 400);
    is_slot_text(shown)
        || shown.split('[').skip(1).any(|piece| {
            let slot = piece.split_once(']').filter(|(_, behind)| !behind.starts_with('('));
            slot.is_some_and(|(slot, _)| {
                !matches!(slot.trim(), "" | "x" | "X" | "-" | "~") && is_template(&format!("[{slot}]"))
            })
        })
}

/// Takes the brackets off one real word or id: `[Done]` is `Done`.
pub fn unwrap(shown: &str) -> String {
    let trimmed = shown.trim();
    let inner = [('[', ']'), ('{', '}'), ('<', '>')]
        .into_iter()
        .find_map(|(open, close)| trimmed.strip_prefix(open)?.strip_suffix(close));
    match inner {
        Some(inner) if !inner.contains(['[', ']', '{', '}', '<', '>']) => inner.trim().to_owned(),
        _ => trimmed.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn template_text_is_told_from_values() {
        let mut wrong = Vec::new();
        for text in [
            "",
            "-",
            "—",
            "___",
            "...",
            "?",
            "TBD",
            "tbd",
            "TBD.",
            "TBA",
            "N/A",
            "n/a (internal)",
            "None",
            "none - see below",
            "TODO",
            "unassigned",
            "to be determined",
            "[Developer name]",
            "[YYYY-MM-DD]",
            "[Start] - [End]",
            "{owner}",
            "{{name}}",
            "<your name>",
            "[FEAT-XXX]",
            "[FEAT-XXX from backlog]",
            "[High/Medium/Low]",
            "High/Medium/Low",
            "High | Low",
            "[X weeks]",
            "`[name]`",
            "**[Name]**",
            "YYYY-MM-DD",
            "[PR links]",
            "[X]% complete - [ON TRACK | AT RISK]",
            "[name], [name]",
            "[ ] yes [ ] no",
            "无",
            "待定",
            "ninguno",
            "keine",
            "[Done | Open]",
            "[in progress/complete]",
        ] {
            if !is_placeholder(text) {
                wrong.push(text);
            }
        }
        for text in [
            "Ana",
            "[Ana](https://x.example)",
            "[FEAT-003]",
            "[Done]",
            "[High]",
            "[2026-03-02]",
            "[#12]",
            "<https://x.example>",
            "<ana@x.example>",
            "Ana [lead]",
            "FEAT-1",
            "None of the above teams",
            "High",
            "2026-03-02",
            "[ ] no [x] yes",
            "NATO",
            "[FEAT-001, FEAT-002]",
            "a/b",
            "src/login.rs",
            "Done",
            "[[notes]]",
            "8 weeks",
            "naming",
        ] {
            if is_placeholder(text) {
                wrong.push(text);
            }
        }
        assert!(wrong.is_empty(), "{wrong:?}");
    }

    #[test]
    fn no_word_for_nothing_is_too_long_to_be_asked_for() {
        assert!(NOTHING.iter().all(|word| word.len() <= LONGEST));
    }

    #[test]
    fn ids_are_told_from_slots() {
        assert!(
            looks_like_id("FEAT-003") && looks_like_id("#12") && looks_like_id("017") && looks_like_id("epic-20.1")
        );
        assert!(!looks_like_id("FEAT-XXX") && !looks_like_id("name") && !looks_like_id("FEAT-001 from backlog"));
    }
}
