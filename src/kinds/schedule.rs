//! Weeks and days as people number them: `(Week 1-2)`, `Day 3-5: …`, `3 days`, in five languages. Rule 7 of the
//! reading rules.

use crate::model::ScheduleUnit;

/// A piece of a text: a number, a word in lower case, or any other sign.
#[derive(Clone, Debug, PartialEq)]
enum Token {
    Number(u32),
    Word(String),
    Sign(char),
}

/// What a text says about weeks and days.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Range {
    pub unit: ScheduleUnit,
    pub first: u32,
    pub last: u32,
}

/// Longest text that is looked at, in bytes.
const LIMIT: usize = 2000;

/// The unit that a word names when it stands before a number.
fn unit(word: &str) -> Option<ScheduleUnit> {
    Some(match word {
        "week" | "weeks" | "wk" | "wks" | "woche" | "wochen" | "semaine" | "semaines" | "semana" | "semanas" | "周" => {
            ScheduleUnit::Week
        }
        "day" | "days" | "tag" | "tage" | "jour" | "jours" | "día" | "días" | "dia" | "dias" | "天" | "日" => {
            ScheduleUnit::Day
        }
        _ => return None,
    })
}

/// Words that make the number before them an amount of time or effort and no count of other things.
fn is_effort(word: &str) -> bool {
    unit(word).is_some()
        || matches!(
            word,
            "d" | "w"
                | "h"
                | "hr"
                | "hrs"
                | "hour"
                | "hours"
                | "min"
                | "mins"
                | "minute"
                | "minutes"
                | "month"
                | "months"
                | "sprint"
                | "sprints"
                | "point"
                | "points"
                | "pt"
                | "pts"
                | "sp"
                | "quarter"
                | "quarters"
                | "heure"
                | "heures"
                | "mois"
                | "stunde"
                | "stunden"
                | "monat"
                | "monate"
                | "minuten"
                | "hora"
                | "horas"
                | "mes"
                | "meses"
                | "minuto"
                | "minutos"
                | "tagen"
                | "小时"
                | "分钟"
                | "月"
                | "个月"
                | "个"
                | "时"
                | "分"
        )
}

fn tokens(text: &str) -> Vec<Token> {
    tokens_with_ends(text).0
}

/// The tokens of a text and where each of them ends, in bytes.
fn tokens_with_ends(text: &str) -> (Vec<Token>, Vec<usize>) {
    let text = crate::base::text::head(text, LIMIT);
    let (mut found, mut ends) = (Vec::new(), Vec::new());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let run = |wanted: &dyn Fn(char) -> bool| rest.find(|c| !wanted(c)).unwrap_or(rest.len());
        let (token, length) = if c.is_ascii_digit() {
            let length = run(&|c| c.is_ascii_digit());
            let digits = rest.get(..length).unwrap_or("");
            // `1.5` counts as 1: nobody draws half weeks.
            let behind = rest.get(length..).unwrap_or("").strip_prefix('.').unwrap_or("");
            let decimals = behind.find(|c: char| !c.is_ascii_digit()).unwrap_or(behind.len());
            let value = digits.parse().unwrap_or(u32::MAX);
            (Some(Token::Number(value)), length + if decimals > 0 { decimals + 1 } else { 0 })
        } else if is_ideograph(c) {
            (Some(Token::Word(c.to_string())), c.len_utf8())
        } else if c.is_alphabetic() {
            let length = run(&|c| c.is_alphabetic() && !is_ideograph(c));
            (Some(Token::Word(rest.get(..length).unwrap_or("").to_lowercase())), length)
        } else if c.is_whitespace() {
            (None, c.len_utf8())
        } else {
            (Some(Token::Sign(c)), c.len_utf8())
        };
        rest = rest.get(length..).unwrap_or("");
        if let Some(token) = token {
            found.push(token);
            ends.push(text.len() - rest.len());
        }
    }
    (found, ends)
}

/// Characters of scripts that put no spaces between words.
fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}')
}

/// Whether a token joins the two ends of a range.
fn joins(token: &Token) -> bool {
    match token {
        Token::Sign(sign) => matches!(sign, '-' | '–' | '—' | '‐' | '‑' | '→' | '~' | '&' | '+' | ',' | '/'),
        Token::Word(word) => {
            matches!(
                word.as_str(),
                "to" | "and" | "through" | "bis" | "und" | "à" | "a" | "et" | "y" | "al" | "至" | "到"
            )
        }
        Token::Number(_) => false,
    }
}

/// The numbered range of weeks or days that begins at a token: `Weeks 3-4`, `Day 2`, `第1-2周`. With how many tokens
/// it takes.
fn range_at(tokens: &[Token]) -> Option<(Range, usize)> {
    let number = |at: usize| match tokens.get(at) {
        Some(&Token::Number(value)) if value < 1000 => Some(value),
        _ => None,
    };
    let word_unit = |at: usize| match tokens.get(at) {
        Some(Token::Word(word)) => unit(word),
        _ => None,
    };
    if tokens.first() == Some(&Token::Word("第".into())) {
        let first = number(1)?;
        let (last, at) = match tokens.get(2).filter(|token| joins(token)).and_then(|_| number(3)) {
            Some(last) => (last, 4),
            None => (first, 2),
        };
        let unit = word_unit(at)?;
        return (first <= last).then_some((Range { unit, first, last }, at + 1));
    }
    let unit = word_unit(0)?;
    let mut at = 1 + usize::from(matches!(tokens.get(1), Some(Token::Sign('#' | '.'))));
    let first = number(at)?;
    at += 1;
    let mut last = first;
    let mut ahead = at;
    while tokens.get(ahead).is_some_and(joins) && ahead - at < 2 {
        ahead += 1;
    }
    if ahead > at {
        // `Week 1 - Week 2`, with the unit said again; `Week 1, 3 features` is no range.
        let again = word_unit(ahead) == Some(unit);
        if again {
            ahead += 1;
        }
        let counted = matches!(tokens.get(ahead + 1), Some(Token::Word(_))) && !again;
        let listed = matches!(tokens.get(at), Some(Token::Sign(',' | '/')));
        if let Some(value) = number(ahead).filter(|&value| value >= first && !(counted && listed)) {
            last = value;
            at = ahead + 1;
        }
    }
    Some((Range { unit, first, last }, at))
}

/// The first numbered range of weeks or days in a text.
pub(super) fn range_in(text: &str, wanted: ScheduleUnit) -> Option<Range> {
    let tokens = tokens(text);
    (0..tokens.len())
        .filter_map(|at| range_at(tokens.get(at..)?))
        .map(|(range, _)| range)
        .find(|range| range.unit == wanted)
}

/// An amount of days or weeks: `3 days`, `2-3 weeks` (its upper end), with its unit.
pub(super) fn duration_in(text: &str) -> Option<(u32, ScheduleUnit)> {
    let tokens = tokens(text);
    tokens.windows(2).enumerate().find_map(|(at, pair)| match pair {
        [Token::Number(amount), Token::Word(word)] if *amount > 0 && *amount < 1000 => {
            let numbered = at.checked_sub(1).and_then(|before| tokens.get(before));
            let numbered = matches!(numbered, Some(Token::Word(word)) if unit(word).is_some() || word == "第");
            let unit = unit(word).or(match word.as_str() {
                "d" | "tagen" => Some(ScheduleUnit::Day),
                "w" => Some(ScheduleUnit::Week),
                _ => None,
            });
            unit.filter(|_| !numbered).map(|unit| (*amount, unit))
        }
        _ => None,
    })
}

/// Whether a text in brackets speaks of when or how long: weeks, days, hours, points, dates, effort.
pub(super) fn is_schedule(text: &str) -> bool {
    let tokens = tokens(text);
    let said = tokens.iter().any(|token| match token {
        Token::Word(word) => {
            matches!(word.as_str(), "effort" | "estimate" | "estimated" | "duration" | "eta" | "aufwand")
        }
        _ => false,
    });
    let numbered = (0..tokens.len()).any(|at| tokens.get(at..).and_then(range_at).is_some());
    let measured = tokens.windows(2).any(|pair| match pair {
        [Token::Number(_), Token::Word(word)] => is_effort(word),
        [Token::Word(word), Token::Number(_)] => matches!(word.as_str(), "sprint" | "sprints" | "month" | "months"),
        _ => false,
    });
    let labelled = tokens.windows(3).any(|triple| match triple {
        [Token::Number(_), Token::Sign('-' | '–' | '—' | '+'), Token::Word(word)] => is_effort(word),
        [Token::Word(word), Token::Sign(':'), Token::Number(_)] => is_effort(word),
        [Token::Number(_), Token::Word(between), Token::Word(word)] => {
            is_effort(word)
                && matches!(between.as_str(), "story" | "working" | "business" | "work" | "calendar" | "person" | "dev")
        }
        _ => false,
    });
    said || numbered || measured || labelled || crate::base::dates::find(text).is_some()
}

/// A heading that begins with weeks or days: `Day 3-5: Key store`, `### Week 2`, `Woche 3: …`, `第1周：…`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Heading<'a> {
    pub range: Range,
    /// As written: `1`, `3-5`.
    pub number: String,
    /// What stands behind the number.
    pub rest: &'a str,
}

/// Reads the words of a heading, decoration already dropped.
pub(super) fn heading(text: &str) -> Option<Heading<'_>> {
    let (tokens, ends) = tokens_with_ends(text);
    let (range, used) = range_at(&tokens)?;
    let (head, rest) = text.split_at_checked(ends.get(used.checked_sub(1)?).copied()?)?;
    let number = head.chars().filter(|c| !c.is_whitespace() && !c.is_alphabetic() && !matches!(c, '#')).collect();
    Some(Heading { range, number, rest })
}

#[cfg(test)]
mod tests {
    use super::*;
    use ScheduleUnit::{Day, Week};

    #[test]
    fn ranges_of_weeks_and_days() {
        for (text, unit, expected) in [
            ("(Week 1-2)", Week, Some((1, 2))),
            ("(Weeks 3–4)", Week, Some((3, 4))),
            ("Week 3", Week, Some((3, 3))),
            ("Weeks 5 to 6", Week, Some((5, 6))),
            ("Week 1 - Week 2", Week, Some((1, 2))),
            ("Woche 6–7", Week, Some((6, 7))),
            ("Semaine 1 à 3", Week, Some((1, 3))),
            ("Semanas 2 y 3", Week, Some((2, 3))),
            ("第1-2周", Week, Some((1, 2))),
            ("Week 0", Week, Some((0, 0))),
            ("Week 1, 3 features", Week, Some((1, 1))),
            ("Weeks 1.5-2.5", Week, Some((1, 2))),
            ("(Day 4-6)", Day, Some((4, 6))),
            ("Tag 1-3", Day, Some((1, 3))),
            ("Week 4-2", Week, Some((4, 4))),
            ("2 weeks", Week, None),
            ("Week of May", Week, None),
            ("Weekly 3", Week, None),
            ("Week 2026", Week, None),
        ] {
            let found = range_in(text, unit).map(|range| (range.first, range.last));
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn amounts_are_no_numbers_of_weeks() {
        for (text, expected) in [
            ("(3 days)", Some((3, Day))),
            ("2-3 weeks", Some((3, Week))),
            ("~5d", Some((5, Day))),
            ("2 semaines", Some((2, Week))),
            ("3天", Some((3, Day))),
            ("Week 2", None),
            ("5 chapters", None),
        ] {
            assert_eq!(duration_in(text), expected, "{text}");
        }
    }

    #[test]
    fn brackets_with_a_schedule_are_told_from_others() {
        for text in [
            "Week 1-2",
            "3 days",
            "4-6h",
            "~2 hours",
            "5 story points",
            "Story Points: 8",
            "Sprint 3",
            "S effort",
            "Q2 2026",
            "2026-01-12 – 2026-01-30",
            "30 min",
            "1 week",
            "8 pts",
            "Days 1-3, parallel",
            "2 semaines",
        ] {
            assert!(is_schedule(text), "{text}");
        }
        for text in ["Simple", "5 chapters", "Do Now", "When Available", "v1.2", "Optional", "4 agents", "Priority: P1"]
        {
            assert!(!is_schedule(text), "{text}");
        }
    }

    #[test]
    fn headings_of_weeks_and_days() {
        for (text, expected) in [
            ("Day 3-5: Key store", Some((Day, 3, 5, "3-5", ": Key store"))),
            ("Week 2", Some((Week, 2, 2, "2", ""))),
            ("Weeks 5 - 6: Jobs", Some((Week, 5, 6, "5-6", ": Jobs"))),
            ("Tag 1-3: Glossar", Some((Day, 1, 3, "1-3", ": Glossar"))),
            ("第2周：发布", Some((Week, 2, 2, "2", "：发布"))),
            ("Key days", None),
        ] {
            let found = heading(text)
                .map(|found| (found.range.unit, found.range.first, found.range.last, found.number, found.rest));
            let expected =
                expected.map(|(unit, first, last, number, rest)| (unit, first, last, number.to_owned(), rest));
            assert_eq!(found, expected, "{text}");
        }
    }
}
