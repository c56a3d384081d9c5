//! Blockers: what stands in the way, from log entries, sections and labels that say so, and until when.
//!
//! Only what its author calls a blocker is one. It is resolved where its own words, its box or the heading above it say
//! so, where a challenge tells its solution, and where a later entry of the log says so: with words of the blocker's
//! own, or of all blockers at once (*Blockers: none*).

mod end;
#[cfg(test)]
mod tests;

use std::sync::LazyLock;

use super::topics::Topic;
use super::{Field, lists};
use crate::base::text::{self, Needles};
use crate::base::{Span, inline};
use crate::kinds::headings::folded;
use crate::kinds::labels;
use crate::model::{Blocker, Challenge, Entry, Field as HeaderField, Resolution};
use crate::outline::ListItem;
use end::{is_achievement, says_over};

/// What a label or heading calls blockers, behind words such as *current* and before a number.
const NAMES: &[&str] = &[
    "blocker",
    "blockers",
    "blocking issue",
    "blocking issues",
    "blockers and issues",
    "blockers and risks",
    "blockers encountered",
    "bloqueo",
    "bloqueos",
    "bloqueante",
    "bloqueantes",
    "impedimentos",
    "blocage",
    "blocages",
    "points bloquants",
    "blockade",
    "blockaden",
    "hindernis",
    "hindernisse",
    "阻塞",
    "阻塞项",
    "阻碍",
];

/// What every name has in it: most words have none of these and are not looked at further.
static STEMS: LazyLock<Needles> = LazyLock::new(|| Needles::new(&["bloc", "bloq", "imped", "hindern", "阻"]));

/// Words before a name that do not change it.
const LEADS: &[&str] =
    &["active", "current", "open", "known", "main", "remaining", "critical", "new", "today's", "external"];

/// How a line of a log says that it waits.
const WAITS: &[&str] = &[
    "blocked by ",
    "blocked on ",
    "blocked until ",
    "blocked: ",
    "bloqueado por ",
    "bloqué par ",
    "blockiert durch ",
    "blockiert von ",
    "受阻于",
    "被阻塞",
];

/// Reads the blockers, in the order of the text.
pub(super) fn read(
    field: &Field<'_>,
    header: &[HeaderField],
    entries: &[Entry],
    challenges: &[Challenge],
) -> Vec<Blocker> {
    let mut found = Vec::new();
    for entry in entries {
        for line in &entry.items {
            if let Some(said) = of_line(&line.text) {
                found.extend(blocker(field, said, line.span).map(|own| Blocker { since: Some(entry.date), ..own }));
            }
        }
    }
    for (at, section) in field.source.outline.sections.iter().enumerate() {
        match of_folded(field.source.heading(at)) {
            Some(over) if section.level > 1 && field.topic(at) != Some(Topic::Challenges) => {
                found.extend(of_section(field, at, over));
            }
            _ => {}
        }
    }
    for (label, items) in lists::labelled(field, &|name| heading(name).is_some()) {
        let over = heading(&label).unwrap_or(false);
        found.extend(items.into_iter().filter_map(|item| of_item(field, item, over)));
    }
    for own in header.iter().filter(|own| !own.placeholder && heading(&own.key) == Some(false)) {
        if !own.value.starts_with(['[', '{']) {
            found.extend(blocker(field, &own.value, own.value_span));
        }
    }
    for challenge in challenges.iter().filter(|challenge| names_blocker(field, challenge)) {
        let solved = !challenge.solution.is_empty();
        let resolved = solved.then_some(Resolution { when: None, span: challenge.span });
        let title = labels::of(&challenge.title, true).and_then(|label| challenge.title.get(label.rest..));
        let title = title.unwrap_or(&challenge.title);
        let words = if title.trim().is_empty() { &challenge.problem } else { title };
        found.extend(blocker(field, words, challenge.span).map(|own| Blocker { resolved, ..own }));
    }
    found.sort_by_key(|own| own.span);
    found.dedup_by(|later, kept| later.span.start < kept.span.end);
    end::resolve(&mut found, entries);
    found
}

/// Whether a heading or label is one of blockers; `true` inside where it is one of those that are over.
fn heading(words: &str) -> Option<bool> {
    if STEMS.are_in_any_case(words) { of_folded(&folded(words)) } else { None }
}

/// The same of words as headings are compared.
fn of_folded(words: &str) -> Option<bool> {
    if !STEMS.are_in(words) {
        return None;
    }
    let words = words.replace(" & ", " and ").replace('/', " and ");
    let words = words.split(['(', '[', ':', '：']).next().unwrap_or_default().trim();
    if words.len() > 60 {
        return None;
    }
    let over = |word: &&str| matches!(*word, "resolved" | "removed" | "cleared" | "past" | "fixed" | "former");
    let pieces: Vec<&str> = words.split(' ').collect();
    let is_over = pieces.iter().any(over);
    let numbered = |word: &&str| word.trim_start_matches('#').bytes().all(|b| b.is_ascii_digit());
    let left: Vec<&str> =
        pieces.into_iter().filter(|word| !over(word) && !LEADS.contains(word) && !numbered(word)).collect();
    NAMES.contains(&left.join(" ").as_str()).then_some(is_over)
}

/// What a line of a log says is in the way.
fn of_line(line: &str) -> Option<&str> {
    let shown = line.trim_start_matches(|c: char| c.is_whitespace() || text::is_emoji(c));
    let lower = text::head(shown, 40).to_lowercase();
    if let Some(wait) = WAITS.iter().find(|wait| lower.starts_with(*wait)) {
        let labelled = wait.ends_with(": ");
        return if labelled { shown.get(wait.len()..) } else { Some(shown) };
    }
    // `Blocker:` and not `Blockers so far were few`.
    let label = labels::of(shown, true)?;
    (heading(&label.name) == Some(false)).then(|| shown.get(label.rest..).unwrap_or_default().trim())
}

/// The blockers of a section: its items, else its first paragraph. What begins with *none* says that there are none.
fn of_section(field: &Field<'_>, section: usize, over: bool) -> Vec<Blocker> {
    let first = field.paragraphs(section).next();
    if first.is_some_and(|paragraph| is_none(&paragraph.text)) {
        return Vec::new();
    }
    let items: Vec<&ListItem> = field.section_items(section).map(|(_, item)| item).collect();
    let outer = items.into_iter().filter(|item| item.depth == 0);
    let mut found: Vec<Blocker> = outer.filter_map(|item| of_item(field, item, over)).collect();
    if found.is_empty()
        && let Some(prose) = field.prose(section)
    {
        let named = !over || !is_achievement(&prose.text);
        found.extend(blocker(field, &prose.text, prose.span).filter(|_| named).map(|own| ended(own, over)));
    }
    found
}

fn of_item(field: &Field<'_>, item: &ListItem, over: bool) -> Option<Blocker> {
    if over && is_achievement(&item.text) {
        return None;
    }
    let ticked = item.mark.is_some_and(|mark| !matches!(mark, ' '));
    blocker(field, &item.text, item.text_span).map(|own| ended(own, over || ticked))
}

fn ended(own: Blocker, over: bool) -> Blocker {
    let resolved = own.resolved.or_else(|| over.then_some(Resolution { when: None, span: own.span }));
    Blocker { resolved, ..own }
}

/// A blocker, where the words say one. Its own words may say that it is over.
fn blocker(field: &Field<'_>, words: &str, span: Span) -> Option<Blocker> {
    let shown = text::without_emoji(&inline::plain(words));
    if is_none(&shown) || field.is_blank(&shown) || field.is_blank(words) {
        return None;
    }
    let struck = span.of(field.source.text).trim_start_matches(['-', '*', ' ']).starts_with("~~");
    let over = struck || words.contains(['✅', '✔', '☑']) || says_over(&shown);
    let resolved = over.then_some(Resolution { when: None, span });
    Some(Blocker { text: shown, span, since: None, resolved })
}

/// Whether words say that there is none.
fn is_none(shown: &str) -> bool {
    let lower = text::head(shown, 80).to_lowercase();
    let mut words = lower.split(|c: char| !c.is_alphanumeric() && c != '/').filter(|word| !word.is_empty());
    match words.next() {
        None
        | Some("none" | "nothing" | "n/a" | "nil" | "keine" | "keiner" | "ninguno" | "ninguna" | "aucun" | "aucune") => {
            true
        }
        Some("no" | "not") => words.next().is_none_or(|word| {
            matches!(
                word,
                "blockers" | "blocker" | "known" | "current" | "active" | "open" | "issues" | "blocked" | "new"
            )
        }),
        Some(word) => word.starts_with('无') || word.starts_with("没有") || word.starts_with("暂无"),
    }
}

/// Whether a challenge is called a blocker by its heading.
fn names_blocker(field: &Field<'_>, challenge: &Challenge) -> bool {
    let line = challenge.span.of(field.source.text).trim_start_matches(|c: char| !c.is_alphanumeric());
    labels::of(line, true).is_some_and(|label| heading(&label.name).is_some())
}
