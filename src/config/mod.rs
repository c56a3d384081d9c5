//! `featsite.yaml`: every key optional, unknown keys refused with a suggestion.
//!
//! Absent on purpose: command line flags, which `cli` lays over it.

pub mod keys;
mod reader;
pub mod schema;
mod yaml;

use std::collections::BTreeMap;

use crate::base::Span;
use crate::base::dates::Date;
use crate::base::text::without_emoji;
use crate::diag::{Checked, Diagnostic, Place, Severity};
use crate::source::CONFIG;
use crate::vocabulary::{Column, Key, Kind, Priority, Status};

/// The configuration of a site.
#[derive(Clone, Debug, Default)]
pub struct Config {
    /// `title`: the site's title.
    pub title: Option<String>,
    /// `base_url`: only for feeds and canonical links.
    pub base_url: Option<String>,
    /// `repo`: address of the repository, for edit links.
    pub repo: Option<String>,
    /// `language` of documents that do not say, and of the interface.
    pub language: Option<String>,
    /// `include`: globs of what is read although it is hidden or ignored.
    pub include: Vec<String>,
    /// `exclude`: globs of what is not read.
    pub exclude: Vec<String>,
    /// `kinds`: globs to kinds, in the order of the file.
    pub kinds: Vec<(String, Kind)>,
    /// `statuses`: the folder's own words, in lower case.
    pub statuses: BTreeMap<String, Status>,
    /// `columns`: which columns stand on the board and in which order.
    pub columns: Vec<ColumnConfig>,
    /// `fields`: the folder's own keys, folded as keys are compared.
    pub fields: BTreeMap<String, Key>,
    /// `priorities`: the folder's own words, in lower case.
    pub priorities: BTreeMap<String, Priority>,
    /// `views`: names to filters.
    pub views: Vec<(String, String)>,
    /// `checks`: names to levels.
    pub checks: BTreeMap<String, CheckLevels>,
    /// Where the names in `checks` stand: which of them exist is known further up.
    pub check_places: BTreeMap<String, Span>,
    /// `theme`: name of a theme folder.
    pub theme: Option<String>,
    /// `calendar`.
    pub calendar: Calendar,
    /// `unsafe_html`: raw HTML passes through.
    pub unsafe_html: bool,
}

/// The level of a check's findings.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Level {
    /// They are not reported.
    Off,
    /// They never fail.
    Note,
    /// They fail with `--strict`.
    Warning,
    /// They fail.
    Error,
}

/// The levels of one check.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CheckLevels {
    /// Where no path says otherwise; `None` is the check's own level.
    pub everywhere: Option<Level>,
    /// Globs of paths, in the order of the file: the first that matches counts.
    pub paths: Vec<(String, Level)>,
}

/// A column of the board.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ColumnConfig {
    /// Which.
    pub column: Column,
    /// Its header, where it is not the default.
    pub title: Option<String>,
    /// How many cards it should hold at the most.
    pub limit: Option<usize>,
}

/// Which days are worked on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Calendar {
    /// Days of the week off, Monday 1 to Sunday 7.
    pub weekend: Vec<u8>,
    /// Days off.
    pub holidays: Vec<Date>,
}

impl Default for Calendar {
    fn default() -> Self {
        Self { weekend: vec![6, 7], holidays: Vec::new() }
    }
}

pub use reader::unknown;

/// A word as words of the folder are compared: in lower case, emoji left out, white space folded.
pub fn fold(text: &str) -> String {
    without_emoji(text).to_lowercase()
}

/// Reads the configuration. What is wrong in it is reported and left out of the value.
pub fn read(text: Option<&str>) -> Checked<Config> {
    match yaml::parse(text.unwrap_or_default()) {
        Ok(root) => reader::read(&root),
        Err(broken) => {
            let place = Place { path: CONFIG.into(), span: broken.span };
            let message = format!("the configuration is not YAML: {}", broken.message);
            let finding = Diagnostic::new("config", Severity::Error, place, message);
            let help = "write `key: value`; put texts with `:`, `#` or `[` in quotes, and indent with spaces";
            Checked { value: Config::default(), diagnostics: vec![finding.help(help)] }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn messages(text: &str) -> Vec<(String, String)> {
        let found = read(Some(text)).diagnostics;
        let shown = |finding: Diagnostic| {
            let place = finding.place.map(|place| place.span.of(text).to_owned()).unwrap_or_default();
            (finding.message, place)
        };
        found.into_iter().map(shown).collect()
    }

    #[test]
    fn the_table_is_sorted_and_its_examples_are_read() {
        assert!(keys::KEYS.is_sorted_by_key(|entry| entry.name));
        let nothing = format!("{:?}", Config::default());
        for entry in &keys::KEYS {
            let Checked { value, diagnostics } = read(Some(entry.example));
            assert_eq!(diagnostics, [], "{}", entry.name);
            assert_ne!(format!("{value:?}"), nothing, "{} changes nothing", entry.name);
            assert!(entry.example.starts_with(entry.name) && entry.about.ends_with('.'));
        }
    }

    #[test]
    fn every_mistake_is_found_and_costs_no_other_key() {
        let text = "titel: x\ntitle: Plans\nbase_url: example.org\nstatuses:\n  QA: reveiw\n  Live: done\n\
                    checks: {orphan: quiet}\ncolumns: [todo, blocked, blocked, review: {limit: many, max: 2}]\n\
                    exclude: ['[', a]\nunsafe_html: maybe\ncalendar: {weekend: [sat, someday], holidays: [2026-02-30, 2026-03-09..2026-03-02, 2026-03-02 .. 2026-03-04]}\n\
                    kinds: [a]\nrepo: {a: b}\ntheme: ../brand\n";
        let pairs = messages(text);
        let pairs: Vec<(&str, &str)> =
            pairs.iter().map(|(message, place)| (message.as_str(), place.as_str())).collect();
        assert_eq!(
            pairs,
            [
                ("unknown key `titel`", "titel"),
                ("`example.org` is not an address", "example.org"),
                ("unknown status `reveiw`", "reveiw"),
                ("unknown level `quiet`", "quiet"),
                ("unknown column `todo`", "todo"),
                ("the column `blocked` stands twice", "blocked"),
                ("`many` is not a limit", "many"),
                ("unknown key `max`", "max"),
                ("`[` is not a glob: unclosed character class; missing ']'", "'['"),
                ("unknown value `maybe`", "maybe"),
                ("unknown day `someday`", "someday"),
                ("`2026-02-30` is not a day", "2026-02-30"),
                ("`2026-03-09..2026-03-02` is not a day", "2026-03-09..2026-03-02"),
                ("`kinds` is a list, not a mapping", "["),
                ("`repo` is a mapping, not a text", "{"),
                ("`../brand` is not a folder inside the content folder", "../brand"),
            ]
        );
        let config = read(Some(text)).value;
        assert_eq!(config.title.as_deref(), Some("Plans"));
        assert_eq!(config.statuses, BTreeMap::from([("live".to_owned(), Status::Done)]));
        assert_eq!(config.exclude, ["a"]);
        assert_eq!(config.calendar.weekend, [6]);
        assert_eq!(config.calendar.holidays.len(), 3);
        assert_eq!(config.columns.len(), 2);
    }

    #[test]
    fn a_misspelt_word_has_a_suggestion() {
        for (text, suggestion) in [
            ("titel: x", "did you mean `title`?"),
            ("base-url: x", "did you mean `base_url`?"),
            ("statuses: {QA: in progres}", "did you mean `in-progress`?"),
            ("fields: {Squad: owners}", "did you mean `owner`?"),
            ("xyz: x", "known: `base_url`"),
        ] {
            let found = read(Some(text)).diagnostics;
            let help = found.first().and_then(|finding| finding.help.as_deref()).unwrap_or_default();
            assert!(help.starts_with(suggestion), "{text}: {help}");
        }
    }

    #[test]
    fn nothing_is_a_configuration_too() {
        for text in [None, Some(""), Some("# only a comment\n"), Some("title:\ncolumns: ~\n")] {
            assert_eq!(read(text).diagnostics, []);
        }
        assert_eq!(
            messages("- a\n"),
            [("the configuration is a list, not keys with values".to_owned(), String::new())]
        );
    }
}
