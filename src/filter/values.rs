//! The values of a field: what they mean, else what is wrong with them and what to do.

use super::days;
use super::grammar::{Field, PRIORITIES, Shape, THINGS, find};
use super::matching::fold;
use super::parse::{Operator, Test, Value};
use crate::base::text::nearest;

/// Names in code marks, joined.
pub(super) fn list(names: &[&str]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}

/// A value of a field; else what is wrong with it and what to do.
pub(super) fn test(field: &Field, operator: Operator, text: &str, quoted: bool) -> Result<Test, (String, String)> {
    let name = field.name;
    let example = || format!("for example `{}`", field.example);
    if text.trim().is_empty() {
        return Err((format!("`{name}:` has no value"), example()));
    }
    let lower = text.trim().to_lowercase();
    let made = |value: Value| Ok(Test { operator, value });
    let compared = operator != Operator::Is;
    if lower == "none" && !quoted && !compared && !matches!(field.shape, Shape::Has | Shape::Is) {
        return made(Value::None);
    }
    if compared && !field.shape.is_ordered() {
        return Err((format!("`{name}` has no order"), format!("leave the sign out: {}", example())));
    }
    match field.shape {
        Shape::Status | Shape::Kind | Shape::Has | Shape::Is | Shape::Priority => {
            let word = lower.replace([' ', '_'], "-");
            let word = if field.shape == Shape::Has { thing(&word) } else { word };
            let words = field.shape.words();
            if field.shape == Shape::Status && !words.contains(&word.as_str()) {
                // Which words authors have for a status only the documents know.
                return made(Value::Said(fold(text)));
            }
            if !words.contains(&word.as_str()) {
                let help = match nearest(&word, &words) {
                    Some(near) => format!("did you mean `{name}:{near}`?"),
                    None => format!("known: {}", list(&words)),
                };
                return Err((format!("unknown value `{text}` of `{name}`"), help));
            }
            match field.shape {
                Shape::Priority => {
                    let rank = PRIORITIES.iter().position(|other| *other == word).map_or(0, |at| at as i64 + 1);
                    made(Value::Number(rank))
                }
                _ => made(Value::Word(word)),
            }
        }
        Shape::Name | Shape::Id => match text.strip_suffix('*').filter(|_| !quoted) {
            Some(start) => made(Value::Begins(fold(start))),
            None => made(Value::Word(fold(text))),
        },
        Shape::Text => made(Value::Word(fold(text))),
        Shape::Number => {
            number(&lower, compared).map_or_else(|| Err((format!("`{text}` is not a number"), example())), made)
        }
        Shape::Ahead | Shape::Past => day(&lower, compared).map_or_else(
            || {
                Err((
                    format!("`{text}` is not a day"),
                    "write `2026-04-01`, `2026-04`, `2026-Q2`, `2w`, `30d` or `today`".to_owned(),
                ))
            },
            made,
        ),
    }
}

/// What `has:` asks for under the name of the field it belongs to.
fn thing(word: &str) -> String {
    let singular = |word: &str| find(word).filter(|field| THINGS.contains(&field.name));
    let plural = match word {
        "finding" | "guide" | "guides" | "part" | "phase" | "task" | "mark" | "marks" => word,
        _ => return singular(word).map_or_else(|| word.to_owned(), |field| field.name.to_owned()),
    };
    match plural {
        "guides" => "guide".to_owned(),
        "guide" => plural.to_owned(),
        "mark" | "marks" => "findings".to_owned(),
        other => format!("{other}s"),
    }
}

fn number(text: &str, compared: bool) -> Option<Value> {
    let one = |text: &str| -> Option<i64> {
        let digits = text.strip_suffix('%').unwrap_or(text);
        (digits.len() < 10 && !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()))
            .then(|| digits.parse().ok())?
    };
    match text.split_once("..").filter(|_| !compared) {
        Some((low, high)) => {
            let low = if low.is_empty() { i64::MIN } else { one(low)? };
            let high = if high.is_empty() { i64::MAX } else { one(high)? };
            Some(Value::Between(low, high))
        }
        None => one(text).map(Value::Number),
    }
}

fn day(text: &str, compared: bool) -> Option<Value> {
    if text == "today" {
        return Some(Value::Days(0));
    }
    if let Some(days) = days::distance(text) {
        return Some(Value::Days(days));
    }
    match text.split_once("..").filter(|_| !compared) {
        Some((first, last)) if !(first.is_empty() && last.is_empty()) => {
            let first = if first.is_empty() { i64::MIN } else { days::period(first)?.0 };
            let last = if last.is_empty() { i64::MAX } else { days::period(last)?.1 };
            Some(Value::Between(first, last))
        }
        _ => days::period(text).map(|(first, last)| Value::Between(first, last)),
    }
}
