//! The schedule in words: where a day came from, and what follows from today. Pages hold days; how long ago they were
//! is for the reader's own clock to say.

use crate::views::value::{Value, data};

use super::Input;
use super::parts::{href, shown};
use super::words::Words;
use crate::base::When;
use crate::model::{Anchor, AnchorKind, Count, Dated, Item, ItemIx, Lapse, Origin, Period, ScheduleUnit, Sign, Site};

/// Days of silence from which they are told: less is a weekend with a Friday before it.
const QUIET: i32 = 7;

/// An anchor in words: `Start 2 Mar 2026`.
fn anchor(words: &Words, kind: AnchorKind, day: &str) -> String {
    let key = match kind {
        AnchorKind::Start => "anchor-start",
        AnchorKind::Phase => "anchor-phase",
        AnchorKind::LogStart => "anchor-log-start",
        AnchorKind::FirstEntry => "anchor-first-entry",
    };
    words.with(key, day)
}

/// Weeks or days by their numbers: `week 3`, `weeks 3-4`.
pub fn numbered(words: &Words, key: &str, first: u32, last: u32) -> String {
    let word = words.get(key);
    let (one, many) = word.split_once('#').unwrap_or((word, word));
    if first == last { one.replace("{}", &first.to_string()) } else { many.replace("{}", &format!("{first}-{last}")) }
}

/// What was counted from where: `weeks 3-4 from Start 2 Mar 2026`.
fn counted(words: &Words, count: &Count) -> String {
    let Count { unit, first, last, length, anchor: Anchor { kind, day, .. } } = count;
    let what = match (length, unit) {
        (true, ScheduleUnit::Day) => words.count("day-count", *last as usize),
        (true, ScheduleUnit::Week) => words.count("week-count", *last as usize),
        (false, unit) => {
            let key = if *unit == ScheduleUnit::Day { "day-number" } else { "week-number" };
            numbered(words, key, *first, *last)
        }
    };
    let from = anchor(words, *kind, &words.date(When::Day(*day)));
    words.get("counted-from").replace("{what}", &what).replace("{anchor}", &from)
}

/// How a day that nobody wrote is known; `None` for one that is written.
pub fn basis(words: &Words, dated: &Dated) -> Option<String> {
    match &dated.origin {
        Origin::Written(_) => None,
        Origin::Counted(count) => Some(counted(words, count)),
        Origin::Anchor(kind) => Some(anchor(words, *kind, &words.date(dated.when))),
    }
}

/// How the days of a period are known, where one of them is counted.
pub fn basis_of(words: &Words, period: &Period) -> Option<String> {
    let of = |dated: &Option<Dated>| dated.as_ref().and_then(|dated| basis(words, dated));
    of(&period.end).or_else(|| of(&period.start))
}

/// Where the days of a period came from: `{ text, href }`; null where there is none.
pub fn source(input: Input<'_>, from: &str, period: &Period) -> Value {
    let words = &input.frame.words;
    let Some(dated) = period.end.as_ref().or(period.start.as_ref()) else { return Value::Null };
    let both = [&period.start, &period.end].into_iter().flatten();
    let text = match &dated.origin {
        _ if both.clone().all(|dated| dated.phase.is_some()) => words.get("from-phases").to_owned(),
        Origin::Written(rule) => words.rule(*rule).to_owned(),
        _ => basis(words, dated).unwrap_or_default(),
    };
    let place = &dated.place;
    let line = input.site.line(place).map(|line| words.with("line-at", &line.to_string()));
    let text = line.map(|line| format!("{text}, {line}")).unwrap_or(text);
    let document = input.site.by_path.get(&place.path);
    data!({ "text": text, "href": document.map(|ix| href(from, &input.site[*ix].url)) })
}

/// A day since which something lasts, for the script to count from: `{ iso, text, words, href, line }`. `text` is true
/// for ever; `words` holds the sentence with the number of days.
fn lapse(input: Input<'_>, from: &str, lapse: &Lapse, text: &str, count: &'static str) -> Value {
    let words = &input.frame.words;
    let day = words.date(When::Day(lapse.since));
    let document = lapse.place.as_ref().and_then(|place| input.site.by_path.get(&place.path));
    shown(data!({
        "iso": lapse.since.to_string(),
        "text": words.with(text, &day),
        "words": words.get(count),
        "href": document.map(|ix| href(from, &input.site[*ix].url)),
        "line": lapse.place.as_ref().and_then(|place| input.site.line(place)),
    }))
}

/// What the last sign of life was, in words with a hole for the day.
fn last(sign: Sign) -> &'static str {
    match sign {
        Sign::Entry => "last-entry",
        Sign::Phase => "last-phase",
        Sign::Start | Sign::Target => "last-start",
        Sign::Created => "last-created",
        Sign::Updated | Sign::Changed => "last-update",
    }
}

/// How long an item waits in review, else how long it is quiet; null where that is less than a week or not known.
pub fn silence(input: Input<'_>, from: &str, ix: ItemIx) -> Value {
    let schedule = input.site.schedule.item(ix);
    let long = |lapse: &&Lapse| lapse.days >= QUIET;
    if let Some(review) = schedule.review.as_ref().filter(long) {
        return lapse(input, from, review, "in-review-since", "review-days");
    }
    let quiet = schedule.quiet.as_ref().filter(long);
    quiet.map_or(Value::Null, |quiet| lapse(input, from, quiet, last(quiet.sign), "quiet-days"))
}

/// How far an item lies behind its target, in words; `None` where it does not.
pub fn slip(words: &Words, site: &Site, ix: ItemIx) -> Option<String> {
    let slip = site.schedule.item(ix).slip.as_ref().filter(|slip| slip.days > 0)?;
    Some(words.count("slip-days", slip.days.unsigned_abs() as usize))
}

/// The reasons why an item is at risk, as sentences, the strongest first. Silence is one only where it is no habit of
/// the folder.
pub fn risks(input: Input<'_>, from: &str, ix: ItemIx, item: &Item) -> Vec<Value> {
    let words = &input.frame.words;
    let schedule = input.site.schedule.item(ix);
    let mut reasons = Vec::new();
    if let Some(late) = &schedule.overdue {
        let target = item.dates.target.first().map_or(When::Day(late.since), |fact| fact.value);
        let mut reason = lapse(input, from, late, "overdue-since", "overdue-days");
        reason["text"] = data!(words.with("overdue-since", &words.date(target)));
        reasons.push(reason);
    }
    if let Some(slip) = schedule.slip.as_ref().filter(|slip| slip.days > 0 && !slip.finished) {
        let text = words.count("slips", slip.days.unsigned_abs() as usize);
        reasons.push(data!({ "text": text.replace("{date}", &words.date(When::Day(slip.day))) }));
    }
    let habit = |name: &str| input.frame.habits.contains(name);
    let stale = crate::schedule::STALE;
    if let Some(review) = schedule.review.as_ref().filter(|review| review.days >= stale && !habit("stale")) {
        reasons.push(lapse(input, from, review, "in-review-since", "review-days"));
    } else if let Some(quiet) = schedule.quiet.as_ref().filter(|quiet| quiet.days >= stale && !habit("stale")) {
        reasons.push(lapse(input, from, quiet, last(quiet.sign), "quiet-days"));
    }
    reasons
}
