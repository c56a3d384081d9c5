//! From the author's words to a status: rule 3 of the reading rules.

use std::collections::BTreeMap;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::status_words::{self as words, Sense};
use super::{Status, StatusValue, boxes, placeholder};
use crate::base::{inline, text};

/// What a status field says.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Reading {
    /// Nothing: empty or a placeholder.
    Unset,
    /// Only that the document lies in an archive: the next source decides.
    Archived,
    /// A status, [`Status::Unrecognised`] where no rule knows the words.
    Value(StatusValue),
}

/// Longest text that is looked at, in bytes: a status is a short thing, and a line may hold a megabyte.
const LIMIT: usize = 600;

/// Reads the value of a status field. `synonyms` are the folder's own words, `own_phase` the number of the phase that
/// the document itself is: *phase 2 complete* is done for the document of phase 2.
pub fn read(raw: &str, synonyms: &BTreeMap<String, Status>, own_phase: Option<&str>) -> Reading {
    let shown = inline::shown(text::head(raw, LIMIT));
    let shown = boxes::ticked(&shown);
    let shown = shown.trim();
    if let Some(status) = own_word(shown, synonyms) {
        return Reading::Value(StatusValue { status, percent: percent(shown) });
    }
    if placeholder::is_placeholder_status(shown) {
        return Reading::Unset;
    }
    let shown = placeholder::unwrap(shown);
    match sense(&shown, own_phase) {
        Some((Sense::Archived, _)) => Reading::Archived,
        Some((sense, percent)) => Reading::Value(StatusValue { status: sense.status(), percent }),
        None => Reading::Value(StatusValue { status: Status::Unrecognised, percent: None }),
    }
}

/// Like [`read`], of the first clause alone: what follows in a paragraph is prose.
pub fn read_leading(raw: &str, synonyms: &BTreeMap<String, Status>, own_phase: Option<&str>) -> Reading {
    let shown = inline::shown(text::head(raw, LIMIT));
    let lead = clauses(&shown).into_iter().find(|clause| !tokens(clause).is_empty()).unwrap_or("");
    read(lead, synonyms, own_phase)
}

/// The status a text says in a known word or sign, else nothing: for headings, cells and folder names.
pub fn recognise(raw: &str, synonyms: &BTreeMap<String, Status>) -> Option<StatusValue> {
    match read(raw, synonyms, None) {
        Reading::Value(value) if value.status != Status::Unrecognised => Some(value),
        _ => None,
    }
}

/// Like [`recognise`], by words alone: signs say nothing.
pub fn by_word(raw: &str, synonyms: &BTreeMap<String, Status>) -> Option<StatusValue> {
    let bare: String = raw.chars().filter(|&c| words::emoji(c).is_none()).collect();
    recognise(&bare, synonyms)
}

/// The status the first sign of a text says.
pub fn by_emoji(raw: &str) -> Option<Status> {
    raw.chars().find_map(words::emoji).map(Sense::status)
}

/// Whether a text is nothing but one phrase of the vocabulary (`In Progress`, `✅ Done`), and which.
pub fn exact(raw: &str) -> Option<Status> {
    let tokens = tokens(&inline::shown(text::head(raw, LIMIT)));
    let (sense, length) = phrase_at(&tokens, 0)?;
    (length == tokens.len()).then(|| sense.status())
}

/// The percentage that stands in a progress field: `60%`, `3/4 (75 %)`.
pub fn percent(raw: &str) -> Option<u8> {
    let shown = inline::plain(text::head(raw, LIMIT));
    tokens(&shown).iter().find_map(|token| token.strip_suffix('%')?.parse::<f32>().ok()).and_then(bounded)
}

fn bounded(value: f32) -> Option<u8> {
    (0.0..=100.0).contains(&value).then_some(value as u8)
}

/// The comparable form of a status word: plain, lower case, no accents, signs or doubled spaces.
pub fn fold(raw: &str) -> String {
    tokens(&inline::shown(raw)).join(" ")
}

/// The folder's own word for the whole text or its leading clause, or the one that its leading clause begins with.
fn own_word(shown: &str, synonyms: &BTreeMap<String, Status>) -> Option<Status> {
    if synonyms.is_empty() {
        return None;
    }
    let whole = fold(shown);
    let leading = fold(clauses(shown).first().copied().unwrap_or(""));
    let folded = || synonyms.iter().map(|(word, &status)| (fold(word), status));
    let exact = folded().find(|(word, _)| *word == whole || *word == leading);
    let begins = |word: &str| !word.is_empty() && leading.strip_prefix(word).is_some_and(|rest| rest.starts_with(' '));
    exact.or_else(|| folded().filter(|(word, _)| begins(word)).max_by_key(|(word, _)| word.len())).map(|found| found.1)
}

/// The sense of a whole value and the percentage written with it.
fn sense(shown: &str, own_phase: Option<&str>) -> Option<(Sense, Option<u8>)> {
    let clauses = clauses(shown);
    let split: Vec<Vec<String>> = clauses.iter().map(|clause| tokens(clause)).collect();
    let share = split.iter().find_map(|tokens| completion(tokens));
    let lead = split.iter().position(|tokens| !tokens.is_empty());
    let by_words = |tokens: &[String]| clause_sense(tokens, own_phase);
    let leading = lead.and_then(|at| split.get(at)).and_then(|tokens| by_words(tokens));
    let mut found = leading.or_else(|| split.iter().find_map(|tokens| by_words(tokens)));
    if found.is_none() {
        found = split.iter().find_map(|tokens| by_words(&mended(tokens)?));
    }
    // *Complete, documentation pending*: a part is missing.
    if matches!(found, Some(Sense::Done)) && leading.is_some() {
        let rest = split.iter().skip(lead.unwrap_or(0) + 1).take(1);
        let missing = |tokens: &Vec<String>| {
            let open = |word: &String| matches!(word.as_str(), "pending" | "outstanding");
            tokens.first().is_some_and(open) || tokens.last().is_some_and(open)
        };
        if rest.into_iter().any(missing) {
            found = Some(Sense::Partial);
        }
    }
    let sense = match (found, share) {
        (None, Some(share)) => Some(by_share(share)),
        // *60 % complete* and *Completed (60 %)* are under way.
        (Some(Sense::Done), Some(share)) if share < 100 && leading_share(&split, lead) => Some(by_share(share)),
        (found, _) => found,
    };
    let sense = sense.or_else(|| shown.chars().find_map(words::emoji))?;
    Some((sense, share))
}

/// Whether the leading clause itself carries the percentage.
fn leading_share(split: &[Vec<String>], lead: Option<usize>) -> bool {
    lead.and_then(|at| split.get(at)).is_some_and(|tokens| completion(tokens).is_some())
}

fn by_share(share: u8) -> Sense {
    match share {
        0 => Sense::NotStarted,
        100 => Sense::Done,
        _ => Sense::InProgress,
    }
}

/// A percentage of completion: it counts beside a word of completion, and never one of tests or coverage.
fn completion(tokens: &[String]) -> Option<u8> {
    let has = |list: &str| tokens.iter().any(|token| words::is_in(list, token));
    let about_work = has(
        "complete completed completion progress done finished implemented terminado completado termine fertig erledigt avance abgeschlossen",
    );
    let about_tests = has("test tests testing coverage pass passing passed covered");
    let alone = tokens.len() == 1;
    if about_tests || !(about_work || alone) {
        return None;
    }
    tokens.iter().find_map(|token| token.strip_suffix('%')?.parse::<f32>().ok()).and_then(bounded)
}

/// The clauses of a value, in order.
fn clauses(shown: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut chars = shown.char_indices().peekable();
    let mut before = ' ';
    while let Some((at, c)) = chars.next() {
        let after = chars.peek().map_or(' ', |&(_, next)| next);
        let spaced = before.is_whitespace() && after.is_whitespace();
        let cut = match c {
            ';' | ',' | '(' | ')' | '→' | '—' | '|' | '·' | '•' | '，' | '；' | '。' | '（' | '）' | '\n' => {
                true
            }
            '–' => spaced || !(before.is_ascii_digit() && after.is_ascii_digit()),
            '-' | '/' => spaced || (c == '-' && after == '-'),
            '.' | '!' | '?' => after.is_whitespace(),
            _ => false,
        };
        if cut {
            found.push(shown.get(start..at).unwrap_or(""));
            start = at + c.len_utf8();
        }
        before = c;
    }
    found.push(shown.get(start..).unwrap_or(""));
    found
}

/// The words of a clause: lower case, without accents, apostrophes and signs; numbers keep their `%`, and `&` and `+`
/// are *and*.
fn tokens(clause: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let mut word = String::new();
    let mut read = |c: char| {
        match c {
            '\'' | '’' | '\u{fe0f}' => {}
            'ß' => word.push_str("ss"),
            '&' | '+' => {
                flush(&mut found, &mut word);
                found.push("and".to_owned());
            }
            '%' => {
                if word.is_empty() {
                    // `60 %`: the sign belongs to the number before the space.
                    if let Some(last) = found.last_mut().filter(|last| last.ends_with(|c: char| c.is_ascii_digit())) {
                        last.push('%');
                    }
                } else {
                    word.push('%');
                }
            }
            '.' if word.ends_with(|c: char| c.is_ascii_digit()) => word.push('.'),
            c if c.is_alphanumeric() && !text::is_emoji(c) => word.push(c),
            _ => flush(&mut found, &mut word),
        }
    };
    if clause.is_ascii() {
        clause.chars().map(|c| c.to_ascii_lowercase()).for_each(&mut read);
    } else {
        clause.nfd().filter(|&c| !is_combining_mark(c)).flat_map(char::to_lowercase).for_each(&mut read);
    }
    flush(&mut found, &mut word);
    found
}

fn flush(found: &mut Vec<String>, word: &mut String) {
    let whole = word.trim_end_matches('.');
    if !whole.is_empty() {
        found.push(whole.to_owned());
    }
    word.clear();
}

/// The phrase that begins at a word and how many words it has.
fn phrase_at(tokens: &[String], at: usize) -> Option<(Sense, usize)> {
    let first = tokens.get(at)?;
    let chinese = words::CHINESE.iter().filter(|(word, _)| first.starts_with(word));
    if let Some(&(_, sense)) = chinese.max_by_key(|(word, _)| word.len()) {
        return Some((sense, 1));
    }
    let entries = words::phrases().get(first.as_str())?;
    let rest = tokens.get(at..)?;
    let fits = |phrase: &[&str]| phrase.len() <= rest.len() && phrase.iter().zip(rest).all(|(a, b)| a == b);
    entries.iter().find(|(phrase, _)| fits(phrase)).map(|(phrase, sense)| (*sense, phrase.len()))
}

/// What one clause says: of the words that count, the most specific.
fn clause_sense(tokens: &[String], own_phase: Option<&str>) -> Option<Sense> {
    let is = |list: &str, at: usize| tokens.get(at).is_some_and(|token| words::is_in(list, token));
    let number = |at: usize| tokens.get(at).is_some_and(|token| is_number(token));
    if let Some(found) = head_patterns(tokens, own_phase) {
        return Some(found);
    }
    let mut found: Option<Sense> = None;
    let mut at = 0;
    // Whether everything so far may stand before a status word.
    let mut head = true;
    while at < tokens.len() {
        let mut before = at;
        while before > 0 && is(words::LIGHT, before - 1) {
            before -= 1;
        }
        let counts = head || before == 0 || is(words::WORK, before - 1);
        match phrase_at(tokens, at).filter(|_| counts) {
            Some((sense, length)) => {
                let (sense, next) = joined(tokens, at + length, sense);
                found = Some(found.map_or(sense, |other| other.min(sense)));
                head = false;
                at = next;
            }
            None => {
                head &= is(words::LIGHT, at) || is(words::WORK, at) || is(words::PHASE, at) || number(at);
                at += 1;
            }
        }
    }
    found
}

/// Two states joined by *and*: the later one in the life cycle, except that a negation or a stop stays.
fn joined(tokens: &[String], mut at: usize, mut sense: Sense) -> (Sense, usize) {
    const AND: &[&str] = &["and", "y", "et", "und", "e"];
    while tokens.get(at).is_some_and(|token| AND.contains(&token.as_str())) {
        let mut next = at + 1;
        while tokens.get(next).is_some_and(|token| words::is_in(words::LIGHT, token)) {
            next += 1;
        }
        let Some((other, length)) = phrase_at(tokens, next) else { break };
        if life(other) > life(sense) || (life(other) == life(sense) && other < sense) {
            sense = other;
        }
        at = next + length;
    }
    (sense, at)
}

/// The place of a sense in the life cycle.
fn life(sense: Sense) -> usize {
    Status::ALL.iter().position(|&status| status == sense.status()).unwrap_or(0)
}

fn is_number(token: &str) -> bool {
    let roman = token.len() <= 4 && token.chars().all(|c| matches!(c, 'i' | 'v' | 'x'));
    roman || token.starts_with(|c: char| c.is_ascii_digit()) || (token.len() == 1 && token != "a")
}

/// Words that say that something is complete.
const COMPLETE: &str = "complete completed done finished implemented shipped delivered released deployed merged approved finalized \
     finalised completado completada terminado terminada termine terminee fertig abgeschlossen erledigt";

/// The patterns that span a whole clause: negations, *phase N complete*, *design complete*, *core … complete*,
/// *done except …*.
fn head_patterns(tokens: &[String], own_phase: Option<&str>) -> Option<Sense> {
    let is = |list: &str, token: &String| words::is_in(list, token);
    let start = tokens.iter().position(|token| !is(words::LIGHT, token) || token == "all")?;
    let rest = tokens.get(start..)?;
    let first = rest.first()?;
    let done_at = rest.iter().position(|token| is(COMPLETE, token));
    let fixed = phrase_at(rest, 0);
    if let Some((sense @ (Sense::NotStarted | Sense::Cancelled | Sense::Partial | Sense::Superseded), _)) = fixed {
        return (sense == Sense::NotStarted || sense == Sense::Partial).then_some(sense);
    }
    if first == "not" || first == "never" || first == "non" || first == "nicht" {
        let mut next = 1;
        while rest.get(next).is_some_and(|token| is("yet been currently encore", token)) {
            next += 1;
        }
        return phrase_at(rest, next).map(|_| Sense::NotStarted);
    }
    // *Phase 2 complete*, *Phases 1-4 core done*: under way, unless the document is that phase.
    let numbered = is(words::PHASE, first) && rest.get(1).is_some_and(|token| is_number(token));
    if numbered && let Some(done) = done_at.filter(|&done| done <= 6) {
        let plain = rest.get(1..done).unwrap_or_default();
        let negated = plain.iter().any(|token| token == "not");
        let whole = own_phase.is_some_and(|own| plain.first().is_some_and(|number| number.eq_ignore_ascii_case(own)));
        if !negated && !whole {
            return Some(Sense::PhaseComplete);
        }
        return Some(if negated { Sense::NotStarted } else { Sense::Done });
    }
    let core = is("core initial mvp poc prototype first", first);
    if core && done_at.is_some() {
        return Some(Sense::Partial);
    }
    if let Some(done) = done_at {
        let behind = rest.get(done + 1..).unwrap_or_default();
        let except = |token: &String| is("except excluding excepto sauf ausser", token);
        let besides = behind.windows(2).any(
            |pair| matches!(pair, [a, b] if (a == "apart" || a == "aside") && b == "from" || a == "but" && b == "not"),
        );
        let leads = rest.get(..done).unwrap_or_default().iter().all(|t| is(words::WORK, t) || is(words::LIGHT, t));
        let pending = behind.last().is_some_and(|token| token == "pending");
        if leads && (behind.iter().any(except) || besides || pending) {
            return Some(Sense::Partial);
        }
        // *Design complete*, *design phase complete*; *spec complete and implemented* is read as two states.
        let planned = rest.get(..done).unwrap_or_default();
        let plan = planned.iter().any(|token| is(words::PLAN, token))
            && planned.iter().all(|t| is(words::PLAN, t) || is(words::LIGHT, t) || is("phase and document", t));
        if plan {
            return Some(joined(rest, done + 1, Sense::PlanComplete).0);
        }
    }
    None
}

/// The words with their misspellings mended; `None` where none is.
fn mended(tokens: &[String]) -> Option<Vec<String>> {
    let mut changed = false;
    let mend = |token: &String| {
        if token.chars().count() < 6 || words::phrases().contains_key(token.as_str()) {
            return token.clone();
        }
        // Nobody misspells the first letter: *locked* is not *blocked*.
        let first = token.chars().next();
        let alike = |word: &&&str| word.chars().next() == first && strsim::osa_distance(token, word) == 1;
        let near = words::long_words().iter().find(alike);
        changed |= near.is_some();
        near.map_or_else(|| token.clone(), |&word| word.to_owned())
    };
    let tokens = tokens.iter().map(mend).collect();
    changed.then_some(tokens)
}

#[cfg(test)]
mod tests;
