//! The few words of the interface, in English, Spanish, French, German and Chinese.
//!
//! Absent on purpose: the authors' words, which are shown as they are, and messages of checks, which are English.

mod table;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::base::When;
use crate::base::dates::Date;
use crate::model::{Rule, Status};
use crate::views::value::Memo;
use table::TABLE;

/// A language of the interface.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Language {
    /// English.
    #[default]
    English,
    /// Spanish.
    Spanish,
    /// French.
    French,
    /// German.
    German,
    /// Chinese.
    Chinese,
}

impl Language {
    /// How many there are.
    pub const COUNT: usize = 5;

    /// The language of a tag such as `de` or `zh-Hans`; English where there is none for it.
    pub fn of(tag: Option<&str>) -> Self {
        let tag = tag.unwrap_or_default().to_ascii_lowercase();
        match tag.split(['-', '_']).next().unwrap_or_default() {
            "es" => Self::Spanish,
            "fr" => Self::French,
            "de" => Self::German,
            "zh" => Self::Chinese,
            _ => Self::English,
        }
    }

    /// Its tag.
    pub fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Spanish => "es",
            Self::French => "fr",
            Self::German => "de",
            Self::Chinese => "zh",
        }
    }
}

/// The words in one language.
#[derive(Clone, Debug)]
pub struct Words {
    language: Language,
    all: BTreeMap<&'static str, &'static str>,
    /// Statuses in these words, by value, percentage and the author's own: a site has few, and shows them on every page.
    pub(super) statuses: Arc<Memo<(Status, Option<u8>, String)>>,
}

impl Words {
    /// The words of a language.
    pub fn of(language: Language) -> Self {
        let column = language as usize;
        let word = |row: &(&'static str, [&'static str; 5])| (row.0, row.1.get(column).copied().unwrap_or(row.0));
        Self { language, all: TABLE.iter().map(word).collect(), statuses: Arc::default() }
    }

    /// The language.
    pub fn language(&self) -> Language {
        self.language
    }

    /// Every word by key, `-` in keys as `_` so that templates can write `words.on_hold`.
    pub fn all(&self) -> BTreeMap<String, &'static str> {
        self.all.iter().map(|(key, word)| (key.replace('-', "_"), *word)).collect()
    }

    /// One word; the key itself where there is none, which the tests refuse for every key in use.
    pub fn get<'a>(&self, key: &'a str) -> &'a str
    where
        'static: 'a,
    {
        self.all.get(key).copied().unwrap_or(key)
    }

    /// A count in words: `1 document`, `1,204 documents`.
    pub fn count(&self, key: &str, count: usize) -> String {
        let word = self.get(key);
        let (one, many) = word.split_once('#').unwrap_or((word, word));
        // French counts nothing as one.
        let single = count == 1 || (count == 0 && self.language == Language::French);
        if single { one } else { many }.replace("{}", &self.number(count))
    }

    /// A word with a value in it.
    pub fn with(&self, key: &str, value: &str) -> String {
        self.get(key).replace("{}", value)
    }

    /// The rule that read a value, in words.
    pub fn rule(&self, rule: Rule) -> &'static str {
        let key = match rule {
            Rule::FrontMatter => "rule-front-matter",
            Rule::FrontMatterNested => "rule-front-matter-nested",
            Rule::Head => "rule-head",
            Rule::Metadata => "rule-metadata",
            Rule::Heading => "rule-heading",
            Rule::Foot => "rule-foot",
            Rule::Section => "rule-section",
            Rule::Title => "rule-title",
            Rule::FileName => "rule-file-name",
            Rule::Tracker => "rule-tracker",
            Rule::Folder => "rule-folder",
            Rule::CompletionDate => "rule-completion-date",
            Rule::Percentage => "rule-percentage",
            Rule::Body => "rule-body",
        };
        self.all.get(key).copied().unwrap_or(key)
    }

    /// A number with its groups of three set apart.
    pub fn number(&self, number: usize) -> String {
        let mark = match self.language {
            Language::English | Language::Chinese => ",",
            Language::German => ".",
            Language::French | Language::Spanish => "\u{202f}",
        };
        let digits = number.to_string();
        if digits.len() < 5 && self.language != Language::English {
            return digits;
        }
        let mut out = String::new();
        for (at, digit) in digits.chars().enumerate() {
            if at > 0 && (digits.len() - at).is_multiple_of(3) {
                out.push_str(mark);
            }
            out.push(digit);
        }
        out
    }

    /// A date as it is read: `2 Mar 2026`, `Mar 2026`, `Q4 2026`.
    pub fn date(&self, when: When) -> String {
        match when {
            When::Day(date) => self.day(date),
            When::Week(date) => self.with("week-of", &self.day(date)),
            When::Month(date) if self.language == Language::Chinese => format!("{}年{}月", date.year(), date.month()),
            When::Month(date) => format!("{} {}", self.month(date), date.year()),
            When::Quarter(date) => {
                let quarter = (date.month() - 1) / 3 + 1;
                match self.language {
                    Language::Chinese => format!("{}年第{quarter}季度", date.year()),
                    Language::French | Language::Spanish => format!("T{quarter} {}", date.year()),
                    Language::English | Language::German => format!("Q{quarter} {}", date.year()),
                }
            }
        }
    }

    fn day(&self, date: Date) -> String {
        let (year, day) = (date.year(), date.day());
        match self.language {
            Language::Chinese => format!("{year}年{}月{day}日", date.month()),
            Language::German => format!("{day}. {} {year}", self.month(date)),
            _ => format!("{day} {} {year}", self.month(date)),
        }
    }

    /// The short name of a month.
    pub fn month(&self, date: Date) -> &'static str {
        const MONTHS: [[&str; 12]; 5] = [
            ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
            ["ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sept", "oct", "nov", "dic"],
            ["janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc."],
            ["Jan.", "Feb.", "März", "Apr.", "Mai", "Juni", "Juli", "Aug.", "Sep.", "Okt.", "Nov.", "Dez."],
            ["1月", "2月", "3月", "4月", "5月", "6月", "7月", "8月", "9月", "10月", "11月", "12月"],
        ];
        let names = MONTHS.get(self.language as usize).unwrap_or(&MONTHS[0]);
        names.get(usize::from(date.month().unsigned_abs()).saturating_sub(1)).copied().unwrap_or_default()
    }
}

/// The words that the page's script needs, by key.
const FOR_SCRIPT: [&str; 23] = [
    "all",
    "at-most",
    "card-at",
    "copied",
    "critical",
    "decision",
    "feature",
    "filter-count-page",
    "guide",
    "high",
    "index",
    "low",
    "medium",
    "no-value",
    "not-value",
    "nothing-passes",
    "of-total",
    "page",
    "remove-term",
    "template",
    "unset",
    "without-term",
    "wrong-term",
];

/// What the page's script says, by key as templates write it.
pub fn for_script(words: &Words) -> BTreeMap<String, String> {
    let statuses = Status::ALL.into_iter().map(Status::name);
    let keys = FOR_SCRIPT.into_iter().chain(statuses);
    keys.map(|key| (key.replace('-', "_"), words.get(key).to_owned())).collect()
}

/// The words that the box of search needs, by key.
const FOR_SEARCH: [&str; 16] = [
    "decision",
    "feature",
    "filtered-by",
    "guide",
    "index",
    "looked-at-some",
    "more-results",
    "nothing-found",
    "page",
    "recently-opened",
    "results",
    "results-of",
    "searching",
    "showing-instead",
    "template",
    "wrong-term",
];

/// What the box of search says, by key as templates write it.
pub fn for_search(words: &Words) -> BTreeMap<String, String> {
    FOR_SEARCH.into_iter().map(|key| (key.replace('-', "_"), words.get(key).to_owned())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sorted_and_whole() {
        assert!(TABLE.is_sorted_by(|a, b| a.0 < b.0));
        for (key, words) in TABLE {
            assert!(words.iter().all(|word| !word.is_empty()), "{key}");
            let holes = |word: &str| word.split('#').all(|form| form.contains("{}") == words[0].contains("{}"));
            assert!(words.iter().all(|word| holes(word)), "{key}");
        }
    }

    #[test]
    fn rules_are_told_in_the_language() {
        let rule = |tag: &str| Words::of(Language::of(Some(tag))).rule(Rule::Section);
        assert_eq!([rule("en"), rule("de")], [Rule::Section.describe(), "Feld unter einer Überschrift"]);
    }

    #[test]
    fn counts_and_dates_follow_the_language() {
        let english = Words::of(Language::of(None));
        assert_eq!(english.count("documents", 1), "1 document");
        assert_eq!(english.count("documents", 12_345), "12,345 documents");
        let french = Words::of(Language::of(Some("fr-CA")));
        assert_eq!(french.count("documents", 0), "0 document");
        let day = When::Day(Date::constant(2026, 3, 2));
        assert_eq!(english.date(day), "2 Mar 2026");
        assert_eq!(Words::of(Language::of(Some("de"))).date(day), "2. März 2026");
        assert_eq!(
            Words::of(Language::of(Some("zh"))).date(When::Quarter(Date::constant(2026, 10, 1))),
            "2026年第4季度"
        );
    }
}
