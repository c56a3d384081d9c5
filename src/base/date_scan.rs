//! The pieces of a written date: one scanner for every form of rule 5 of the reading rules.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::text;

/// What is known of a date before the other side of its range has filled the gaps.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(super) struct Partial {
    pub year: Option<i16>,
    pub quarter: Option<i8>,
    pub week: Option<i8>,
    pub month: Option<i8>,
    pub day: Option<i8>,
}

/// A text as characters; every scanner starts at a position in it and returns what it found and where that ends.
pub(super) struct Scan {
    pub chars: Vec<char>,
}

const MONTHS: [&str; 12] = [
    "jan january enero ene janvier janv januar janner",
    "feb february febrero fevrier fevr fev februar",
    "mar march marzo mars marz mrz",
    "apr april abril abr avril avr",
    "may mayo mai",
    "jun june junio juin juni",
    "jul july julio juillet juil juli",
    "aug august agosto ago aout",
    "sep sept september septiembre setiembre septembre",
    "oct october octubre octobre okt oktober",
    "nov november noviembre novembre",
    "dec december diciembre dic decembre dez dezember",
];

impl Scan {
    pub(super) fn new(text: &str) -> Self {
        Self { chars: text.chars().collect() }
    }

    pub(super) fn get(&self, at: usize) -> Option<char> {
        self.chars.get(at).copied()
    }

    fn is(&self, at: usize, sign: char) -> bool {
        self.get(at) == Some(sign)
    }

    fn digit(&self, at: usize) -> bool {
        self.get(at).is_some_and(|c| c.is_ascii_digit())
    }

    fn letter(&self, at: usize) -> bool {
        self.get(at).is_some_and(char::is_alphabetic)
    }

    pub(super) fn space(&self, mut at: usize) -> usize {
        while self.get(at).is_some_and(char::is_whitespace) {
            at += 1;
        }
        at
    }

    /// A whole number of at most four digits.
    fn number(&self, at: usize) -> Option<(i16, usize)> {
        let mut end = at;
        while self.digit(end) && end < at + 5 {
            end += 1;
        }
        if end == at || end > at + 4 {
            return None;
        }
        let digits: String = self.chars.get(at..end)?.iter().collect();
        Some((digits.parse().ok()?, end))
    }

    /// A word in lower case and without accents.
    pub(super) fn word(&self, at: usize) -> (String, usize) {
        let mut end = at;
        while self.letter(end) && end < at + 24 {
            end += 1;
        }
        let word: String = self.chars.get(at..end).unwrap_or_default().iter().collect();
        if word.is_ascii() {
            return (text::lowercase(word), end);
        }
        (word.nfd().filter(|&c| !is_combining_mark(c)).flat_map(char::to_lowercase).collect(), end)
    }

    /// Whether a number or word may begin here: not inside another one.
    pub(super) fn boundary(&self, at: usize) -> bool {
        at == 0 || !self.get(at - 1).is_some_and(|c| c.is_alphanumeric() || c == '.' && self.digit(at))
    }

    fn year(&self, at: usize) -> Option<(i16, usize)> {
        let (year, end) = self.number(at)?;
        (end == at + 4 && (1900..2200).contains(&year)).then_some((year, end))
    }

    /// A number of one or two digits that may be a day, with its English ending.
    fn day(&self, at: usize) -> Option<(i8, usize)> {
        let (day, end) = self.number(at)?;
        if end > at + 2 || !(1..=31).contains(&day) {
            return None;
        }
        let (suffix, behind) = self.word(end);
        let ordinal = matches!(suffix.as_str(), "st" | "nd" | "rd" | "th" | "er");
        let end = if ordinal { behind } else { end };
        let free = !self.letter(end) && !self.digit(end) && !self.is(end, '%') && !self.is(end, ':');
        free.then_some((day as i8, end))
    }

    fn month_number(&self, at: usize) -> Option<(i8, usize)> {
        let (month, end) = self.number(at)?;
        (end <= at + 2 && (1..=12).contains(&month)).then_some((month as i8, end))
    }

    fn month_name(&self, at: usize) -> Option<(i8, usize)> {
        let (word, end) = self.word(at);
        if word.len() < 3 {
            return None;
        }
        let month = MONTHS.iter().position(|names| names.split(' ').any(|name| name == word))?;
        Some((month as i8 + 1, end + usize::from(self.is(end, '.'))))
    }

    fn quarter(&self, at: usize) -> Option<(i8, usize)> {
        let marked = matches!(self.get(at), Some('Q' | 'q'));
        let quarter = self.get(at + 1).and_then(|c| c.to_digit(10)).filter(|q| (1..=4).contains(q))?;
        (marked && !self.digit(at + 2) && !self.letter(at + 2)).then_some((quarter as i8, at + 2))
    }

    /// Skips a time of day with its zone behind a date.
    fn time(&self, at: usize) -> usize {
        let start = match self.get(at) {
            Some('T' | 't') => at + 1,
            Some(c) if c.is_whitespace() => self.space(at),
            _ => return at,
        };
        let two = |at: usize| self.digit(at) && self.digit(at + 1);
        // `T23ish` and the like: whatever is glued to the day is the time.
        if !(two(start) && self.is(start + 2, ':') && two(start + 3)) {
            return at;
        }
        let mut end = start + 5;
        while self.get(end).is_some_and(|c| c.is_ascii_digit() || c == ':' || c == '.') && end < start + 20 {
            end += 1;
        }
        if matches!(self.get(end), Some('Z' | 'z')) {
            return end + 1;
        }
        if matches!(self.get(end), Some('+' | '-')) && two(end + 1) {
            end += 3 + usize::from(self.is(end + 3, ':'));
            return if two(end) { end + 2 } else { end };
        }
        end
    }

    /// A date that begins here. With `inside` (the second half of a range) a lone day or a `MM-DD` is enough.
    pub(super) fn date(&self, at: usize, inside: bool) -> Option<(Partial, usize)> {
        if self.digit(at) {
            return self
                .year_first(at)
                .or_else(|| self.day_first(at))
                .or_else(|| if inside { self.short(at) } else { None });
        }
        if let Some((quarter, end)) = self.quarter(at) {
            let next = self.skip(end, &[' ', '-', '/', '\'', ',']);
            let year = self.year(next);
            let end = year.map_or(end, |(_, end)| end);
            return Some((
                Partial { quarter: Some(quarter), year: year.map(|found| found.0), ..Partial::default() },
                end,
            ));
        }
        let (month, end) = self.month_name(at)?;
        let next = self.skip(end, &[' ', '-']);
        let with = |day: Option<i8>, year: Option<i16>| Partial { month: Some(month), day, year, ..Partial::default() };
        if let Some((year, end)) = self.year(next) {
            return Some((with(None, Some(year)), end));
        }
        if let Some((day, end)) = self.day(next) {
            let behind = self.skip(end, &[',', ' ', '-']);
            // `Mar 2 - 13, 2026`: what follows a dash is the other side, unless it is a year.
            let range = self.chars.get(end..behind).is_some_and(|gap| gap.contains(&'-') && gap.len() > 1);
            if let Some((year, end)) = self.year(behind).filter(|_| !range) {
                return Some((with(Some(day), Some(year)), self.time(end)));
            }
            return Some((with(Some(day), None), end));
        }
        // `June de 2026`, `enero de 2026`, `March, 2026`
        let behind = self.skip(self.small_word(next), &[',', ' ']);
        match self.year(behind) {
            Some((year, end)) => Some((with(None, Some(year)), end)),
            None => Some((with(None, None), end)),
        }
    }

    fn skip(&self, mut at: usize, signs: &[char]) -> usize {
        let limit = at + 4;
        while at < limit && self.get(at).is_some_and(|c| signs.contains(&c)) {
            at += 1;
        }
        at
    }

    /// Skips *of*, *de*, *del* and *d'*.
    fn small_word(&self, at: usize) -> usize {
        let (word, end) = self.word(at);
        if matches!(word.as_str(), "of" | "de" | "del") { self.space(end) } else { at }
    }

    fn year_first(&self, at: usize) -> Option<(Partial, usize)> {
        let (year, end) = self.year(at)?;
        let known = |month: Option<i8>, day: Option<i8>| Partial { year: Some(year), month, day, ..Partial::default() };
        if self.is(end, '年') {
            let (month, end) = self.month_number(self.space(end + 1))?;
            let end = end + usize::from(self.is(end, '月'));
            return Some(match self.day_plain(self.space(end)) {
                Some((day, behind)) if self.is(behind, '日') || self.is(behind, '号') => {
                    (known(Some(month), Some(day)), behind + 1)
                }
                _ => (known(Some(month), None), end),
            });
        }
        let next = self.skip(end, &['-', '/', '.', ' ', ',']);
        if let Some((quarter, end)) = self.quarter(next) {
            return Some((Partial { quarter: Some(quarter), ..known(None, None) }, end));
        }
        if matches!(self.get(next), Some('W' | 'w'))
            && let Some((week, end)) = self.number(next + 1).filter(|&(week, _)| (1..=53).contains(&week))
        {
            return Some((Partial { week: Some(week as i8), ..known(None, None) }, end));
        }
        if let Some((month, behind)) = self.month_name(next).filter(|_| next > end) {
            let day = self.day(self.skip(behind, &['-', ' ']));
            let end = day.map_or(behind, |found| found.1);
            return Some((known(Some(month), day.map(|found| found.0)), end));
        }
        let sign = self.get(end).filter(|c| matches!(c, '-' | '/' | '.' | '‑'))?;
        let (month, behind) = self.month_number(end + 1)?;
        if self.is(behind, sign) {
            if let Some((day, end)) = self.day_plain(behind + 1) {
                return Some((known(Some(month), Some(day)), self.time(end)));
            }
            // `2026-13-40` and `2026-03-XX` are no months.
            return if self.get(behind + 1).is_some_and(char::is_alphanumeric) {
                None
            } else {
                Some((known(Some(month), None), behind))
            };
        }
        let free = !self.digit(behind) && !self.letter(behind) && sign != '.';
        free.then(|| (known(Some(month), None), behind))
    }

    /// Two digits of a day, whatever letter follows (`2026-03-02T10:00`, `3月2日`).
    fn day_plain(&self, at: usize) -> Option<(i8, usize)> {
        let (day, end) = self.number(at)?;
        (end <= at + 2 && (1..=31).contains(&day)).then_some((day as i8, end))
    }

    fn day_first(&self, at: usize) -> Option<(Partial, usize)> {
        if let Some((first, end)) = self.day_plain(at)
            && let Some(sign) = self.get(end).filter(|c| matches!(c, '.' | '/' | '-'))
            && let Some((second, behind)) = self.day_plain(end + 1)
            && self.is(behind, sign)
        {
            let pair = match sign {
                // `3/14/2026` and `14/3/2026` say which is which, `3/4/2026` does not.
                '/' if first > 12 && second <= 12 => Some((first, second)),
                '/' if first <= 12 && second > 12 => Some((second, first)),
                '/' => (first == second).then_some((first, second)),
                _ => (second <= 12).then_some((first, second)),
            };
            let (day, month) = pair?;
            let partial = Partial { month: Some(month), day: Some(day), ..Partial::default() };
            if let Some((year, end)) = self.year(behind + 1) {
                return Some((Partial { year: Some(year), ..partial }, self.time(end)));
            }
            // `02.03.` in a range of days.
            return (sign == '.' && !self.digit(behind + 1)).then_some((partial, behind + 1));
        }
        let (day, end) = self.day(at)?;
        let next = self.small_word(self.skip(end, &['.', ' ', '-']));
        let (month, end) = self.month_name(next).filter(|_| next > end)?;
        let behind = self.skip(end, &[',', ' ', '-']);
        let behind = self.small_word(behind);
        let year = self.year(behind);
        let end = year.map_or(end, |(_, end)| self.time(end));
        Some((
            Partial { year: year.map(|found| found.0), month: Some(month), day: Some(day), ..Partial::default() },
            end,
        ))
    }

    /// The short forms that only a range's other side makes into a date: `13`, `13, 2026`, `03-13`.
    fn short(&self, at: usize) -> Option<(Partial, usize)> {
        if let Some((month, end)) = self.month_number(at)
            && self.is(end, '-')
            && let Some((day, end)) = self.day_plain(end + 1)
            && !self.digit(end)
        {
            return Some((Partial { month: Some(month), day: Some(day), ..Partial::default() }, end));
        }
        let (day, end) = self.day(at)?;
        let behind = self.skip(end, &[',', ' ']);
        let year = self.year(behind).filter(|_| behind > end);
        let end = year.map_or(end, |(_, end)| end);
        Some((Partial { year: year.map(|found| found.0), day: Some(day), ..Partial::default() }, end))
    }

    /// A lone day that a range may begin with: `2-13 March 2026`.
    pub(super) fn lone_day(&self, at: usize) -> Option<(Partial, usize)> {
        let (day, end) = self.day(at)?;
        Some((Partial { day: Some(day), ..Partial::default() }, end))
    }

    /// A sign or word that stands between the two sides of a range; returns where the second side begins.
    pub(super) fn range_sign(&self, at: usize) -> Option<usize> {
        let start = self.space(at);
        let (word, end) = self.word(start);
        const WORDS: &[&str] =
            &["to", "until", "through", "thru", "till", "bis", "hasta", "al", "au", "a", "and", "und"];
        if WORDS.contains(&word.as_str()) && start > at {
            return Some(self.space(end));
        }
        const SIGNS: &[char] =
            &['-', '–', '—', '→', '>', '.', '…', '~', '至', '到', '⟶', '=', '➔', '‑', '➡', '\u{fe0f}'];
        let end = self.skip(start, SIGNS);
        let one_dot = end == start + 1 && self.is(start, '.');
        (end > start && !one_dot).then(|| self.space(end))
    }
}
