//! Every word that templates and views ask for stands in the table.

use featsite::theme::Theme;
use featsite::views::words::{Language, Words};

use super::sources;

/// What stands behind each `start` up to the first character that no key has.
fn keys<'a>(text: &'a str, start: &str, extra: char) -> Vec<&'a str> {
    let end = |rest: &'a str| rest.find(|c: char| !(c.is_ascii_alphanumeric() || c == extra)).unwrap_or(rest.len());
    text.match_indices(start)
        .filter_map(|(at, _)| text.get(at + start.len()..))
        .filter_map(|rest| rest.get(..end(rest)))
        .filter(|key| !key.is_empty())
        .collect()
}

#[test]
fn every_word_is_in_the_table() {
    let words = Words::of(Language::English);
    let all = words.all();
    let theme = Theme::with_overrides(&Default::default());
    let mut missing = Vec::new();
    for (name, text) in theme.templates() {
        for key in keys(text, "words.", '_') {
            if !all.contains_key(key) {
                missing.push(format!("{name}: {key}"));
            }
        }
    }
    for (name, text) in sources("src/views") {
        for start in ["words.get(\"", "words.count(\"", "words.with(\""] {
            for key in keys(&text, start, '-') {
                if !all.contains_key(&key.replace('-', "_")) {
                    missing.push(format!("{name}: {key}"));
                }
            }
        }
    }
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn every_word_of_the_table_is_asked_for() {
    let theme = Theme::with_overrides(&Default::default());
    let templates: Vec<String> = theme
        .templates()
        .flat_map(|(_, text)| keys(text, "words.", '_').into_iter().map(str::to_owned).collect::<Vec<_>>())
        .collect();
    let code: String = sources("src")
        .into_iter()
        .filter(|(name, _)| !name.ends_with("words/table.rs"))
        .map(|(_, text)| text)
        .collect();
    let unused: Vec<String> = Words::of(Language::English)
        .all()
        .into_keys()
        .filter(|key| !templates.contains(key) && !code.contains(&format!("\"{}\"", key.replace('_', "-"))))
        .collect();
    assert!(unused.is_empty(), "{unused:?}");
}
