//! From the author's words to a priority: rule 4 of the reading rules.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::Priority;
use crate::base::{inline, text};

/// Words, in the form [`super::status::fold`] gives them.
const WORDS: &[(Priority, &str)] = &[
    (
        Priority::Critical,
        "critical|urgent|blocker|showstopper|highest|very high|immediate|crit|emergency|critica|critico|urgente|critique|\
         urgent|kritisch|dringend|sehr hoch|muy alta|tres haute|blocking",
    ),
    (Priority::High, "high|must have|must|important|major|hi|alta|alto|elevee|haute|eleve|haut|hoch|wichtig|higher"),
    (
        Priority::Medium,
        "medium|med|moderate|normal|should have|should|average|mid|standard|media|medio|moyenne|moyen|moderee|normale|\
         mittel|regular",
    ),
    (
        Priority::Low,
        "low|could have|could|nice to have|minor|trivial|lowest|optional|very low|lower|wont have|baja|bajo|basse|faible|bas|\
         niedrig|gering",
    ),
];

/// A phrase as its words.
type Phrase = (Vec<&'static str>, Priority);

/// The phrases of [`WORDS`] by their first word.
static PHRASES: LazyLock<BTreeMap<&str, Vec<Phrase>>> = LazyLock::new(|| {
    let mut table: BTreeMap<&str, Vec<Phrase>> = BTreeMap::new();
    for (priority, phrase) in
        WORDS.iter().flat_map(|(priority, list)| list.split('|').map(move |phrase| (priority, phrase)))
    {
        let words: Vec<&str> = phrase.split(' ').collect();
        table.entry(words.first().copied().unwrap_or("")).or_default().push((words, *priority));
    }
    table
});

const CHINESE: &[(Priority, &[&str])] = &[
    (Priority::Critical, &["紧急", "严重", "最高", "关键"]),
    (Priority::High, &["高", "重要"]),
    (Priority::Medium, &["中", "普通", "一般"]),
    (Priority::Low, &["低"]),
];

/// Reads the value of a priority field; `None` where it says nothing known. `synonyms` are the folder's own words.
pub fn read(raw: &str, synonyms: &BTreeMap<String, Priority>) -> Option<Priority> {
    let shown = inline::plain(text::head(raw, 400));
    if !synonyms.is_empty() {
        let whole = super::status::fold(&shown);
        let own = synonyms.iter().map(|(word, &priority)| (super::status::fold(word), priority));
        let begins = |word: &str| whole.strip_prefix(word).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '));
        let found = own.filter(|(word, _)| !word.is_empty() && begins(word)).max_by_key(|(word, _)| word.len());
        if let Some((_, priority)) = found {
            return Some(priority);
        }
    }
    if super::placeholder::is_placeholder(&shown) {
        return None;
    }
    let folded = super::status::fold(&super::placeholder::unwrap(&shown));
    let words: Vec<&str> = folded.split(' ').filter(|word| !word.is_empty()).collect();
    // A word beats a code when both stand in the same value: look for words up to the first reason.
    let lead = lead(&shown);
    let lead_folded = super::status::fold(&lead);
    let lead_words: Vec<&str> = lead_folded.split(' ').filter(|word| !word.is_empty()).collect();
    first_word(&lead_words)
        .or_else(|| first_code(&lead_words).map(|code| beside(&shown).unwrap_or(code)))
        .or_else(|| first_word(&words))
        .or_else(|| first_code(&words))
}

/// Whether a text is nothing but one word or code, and which.
pub fn exact(raw: &str) -> Option<Priority> {
    let folded = super::status::fold(raw);
    let words: Vec<&str> = folded.split(' ').filter(|word| !word.is_empty()).collect();
    let (priority, length) = word_at(&words, 0).or_else(|| code(words.first()?).map(|found| (found, 1)))?;
    (length == words.len()).then_some(priority)
}

/// What stands before a reason.
fn lead(shown: &str) -> String {
    let cut = shown.find([';', '(', '—', '–', '。', '（', '|', ',']).unwrap_or(shown.len());
    let head = shown.get(..cut).unwrap_or(shown);
    head.split(" - ").next().unwrap_or(head).to_owned()
}

/// A word that stands alone in a bracket or behind a dash: `P1 (Should Have)`, `P2 - High`; not a reason in words.
fn beside(shown: &str) -> Option<Priority> {
    let pieces = shown.split(['(', ')', '—', '–', '（', '）', '|', '/', ',']).flat_map(|piece| piece.split(" - "));
    pieces.skip(1).find_map(|piece| {
        let folded = super::status::fold(piece);
        let words: Vec<&str> = folded.split(' ').collect();
        word_at(&words, 0).filter(|&(_, length)| length == words.len()).map(|(priority, _)| priority)
    })
}

fn first_word(words: &[&str]) -> Option<Priority> {
    (0..words.len()).find_map(|at| word_at(words, at).map(|(priority, _)| priority))
}

fn first_code(words: &[&str]) -> Option<Priority> {
    words.iter().find_map(|word| code(word))
}

/// The phrase that begins at a word and how many words it has.
fn word_at(words: &[&str], at: usize) -> Option<(Priority, usize)> {
    let first = words.get(at)?;
    for (priority, signs) in CHINESE {
        if signs.iter().any(|sign| first.starts_with(sign)) {
            return Some((*priority, 1));
        }
    }
    let rest = words.get(at..)?;
    let fitting = PHRASES.get(first)?.iter().filter(|(phrase, _)| rest.starts_with(phrase));
    fitting.map(|(phrase, priority)| (*priority, phrase.len())).max_by_key(|&(_, length)| length)
}

/// A bare code: `P0` critical, `P1` high, `P2` medium, `P3` and above low.
fn code(word: &str) -> Option<Priority> {
    let digits = word.strip_prefix(['p', 'P']).filter(|digits| digits.len() <= 2)?;
    Some(match digits.parse::<u8>().ok()? {
        0 => Priority::Critical,
        1 => Priority::High,
        2 => Priority::Medium,
        _ => Priority::Low,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_beat_codes_and_the_first_wins() {
        let mut wrong = Vec::new();
        for (text, priority) in [
            ("High", "high"),
            ("🔴 CRITICAL", "critical"),
            ("**High** – three renewals hang on it", "high"),
            ("P0", "critical"),
            ("P1", "high"),
            ("p2", "medium"),
            ("P3", "low"),
            ("P4", "low"),
            ("P1 (Should Have)", "medium"),
            ("ALTA (P1)", "high"),
            ("P2 (nice to have)", "low"),
            ("P2 - High", "high"),
            ("Must have", "high"),
            ("Should-have", "medium"),
            ("could have", "low"),
            ("Nice to Have", "low"),
            ("normal", "medium"),
            ("urgent", "critical"),
            ("blocker", "critical"),
            ("Medium-High", "medium"),
            ("High (blocks the release)", "high"),
            ("P1 — must land before the low tide", "high"),
            ("[High]", "high"),
            ("Mittel", "medium"),
            ("hoch", "high"),
            ("Élevée", "high"),
            ("faible", "low"),
            ("Alta", "high"),
            ("baja", "low"),
            ("高", "high"),
            ("中", "medium"),
            ("低", "low"),
            ("⭐⭐⭐", "-"),
            ("🔴", "-"),
            ("[High/Medium/Low]", "-"),
            ("High/Medium/Low", "-"),
            ("P0 | P1 | P2", "-"),
            ("TBD", "-"),
            ("", "-"),
            ("12", "-"),
        ] {
            let found = read(text, &BTreeMap::new()).map_or("-", Priority::name);
            if found != priority {
                wrong.push((text, found, priority));
            }
        }
        assert!(wrong.is_empty(), "{wrong:?}");
        let own = BTreeMap::from([("now or never".to_owned(), Priority::Critical)]);
        assert_eq!(read("Now or never!", &own), Some(Priority::Critical));
    }
}
