//! "Plan and log": what a guide plans beside what its log says, on the pages of both.

use crate::views::value::{Value, data};

use super::super::parts::{self, document, href, href_at, shown};
use super::super::{Input, words::Words};
use crate::base::When;
use crate::diag::Place;
use crate::model::{Aspect, Compared, DocIx, LinkedDocument, Pair, PairedBy, Side, Tally, Verdict};

/// The comparisons that a document is part of: `[{ other, is_guide, because, rows, files, counts }]`.
pub fn data(input: Input<'_>, ix: DocIx, linked: &LinkedDocument) -> Vec<Value> {
    let of = |pair: &&Pair| (pair.guide == ix || pair.log == ix) && !pair.comparison.is_empty();
    input.site.pairs.iter().filter(of).map(|pair| one(input, &linked.url, pair, pair.guide == ix)).collect()
}

fn one(input: Input<'_>, from: &str, pair: &Pair, is_guide: bool) -> Value {
    let words = &input.frame.words;
    let other = if is_guide { pair.log } else { pair.guide };
    let (files, rows): (Vec<&Compared>, Vec<&Compared>) =
        pair.comparison.iter().partition(|row| row.aspect == Aspect::File);
    let made = |rows: Vec<&Compared>| rows.into_iter().map(|compared| row(input, from, compared)).collect::<Vec<_>>();
    let count = |verdict: Verdict| files.iter().filter(|row| row.verdict == verdict).count();
    let counts: Vec<String> = [Verdict::Same, Verdict::Planned, Verdict::Logged]
        .into_iter()
        .filter(|verdict| count(*verdict) > 0)
        .map(|verdict| format!("{}: {}", words.get(word(verdict, Aspect::File)), words.number(count(verdict))))
        .collect();
    shown(data!({
        "other": document(input, from, other),
        "role": words.get(if is_guide { "its-log" } else { "its-guide" }),
        "because": words.get(match pair.because {
            PairedBy::Links => "paired-links",
            PairedBy::Id => "paired-id",
            PairedBy::Title => "paired-title",
            PairedBy::Name => "paired-name",
        }),
        "rows": made(rows),
        "counts": counts.join(" · "),
        "files": made(files),
    }))
}

fn row(input: Input<'_>, from: &str, row: &Compared) -> Value {
    let words = &input.frame.words;
    let name = match row.aspect {
        Aspect::Phase => words.with("phase-number", &row.name),
        Aspect::Tests => words.get("class-tests").to_owned(),
        Aspect::Version | Aspect::File => row.name.clone(),
    };
    // A plan that was held and one that was ended early need no word.
    let late =
        row.late.filter(|days| *days > 0).map(|days| words.count("days-later", usize::try_from(days).unwrap_or(0)));
    shown(data!({
        "name": name,
        "code": matches!(row.aspect, Aspect::Version | Aspect::File),
        "plan": row.plan.as_ref().map(|one| side(input, from, one, row.aspect)),
        "log": row.log.as_ref().map(|one| side(input, from, one, row.aspect)),
        "apart": (row.verdict != Verdict::Same).then_some(true),
        "word": words.get(word(row.verdict, row.aspect)),
        "late": late,
    }))
}

fn word(verdict: Verdict, aspect: Aspect) -> &'static str {
    match (verdict, aspect) {
        (Verdict::Same, Aspect::Tests) => "all-ticked",
        (Verdict::Differs, Aspect::Tests) => "not-all-ticked",
        (Verdict::Same, _) => "in-both",
        (Verdict::Differs, _) => "sides-differ",
        (Verdict::Planned, _) => "only-planned",
        (Verdict::Logged, _) => "only-logged",
    }
}

/// One side of a row: `{ text, status, tasks, days, place: { line, href } }`.
fn side(input: Input<'_>, from: &str, side: &Side, aspect: Aspect) -> Value {
    let words = &input.frame.words;
    let text = match aspect {
        Aspect::File => "",
        _ => side.text.as_str(),
    };
    shown(data!({
        "text": parts::plain(text),
        "status": side.status.map(|status| words.get(status.name())),
        "tasks": (side.tasks != Tally::default()).then(|| format!("{}/{}", side.tasks.done, side.tasks.total)),
        "days": days(words, side.days),
        "place": place(input, from, &side.place),
    }))
}

/// A first and a last day as they are read.
fn days(words: &Words, days: (Option<When>, Option<When>)) -> Option<String> {
    match days {
        (Some(first), Some(last)) if first == last => Some(words.date(first)),
        (Some(first), Some(last)) => Some(format!("{} – {}", words.date(first), words.date(last))),
        (Some(first), None) => Some(format!("{} –", words.date(first))),
        (None, Some(last)) => Some(format!("– {}", words.date(last))),
        (None, None) => None,
    }
}

fn place(input: Input<'_>, from: &str, place: &Place) -> Value {
    let Some(linked) = input.site.by_path.get(&place.path).and_then(|ix| input.site.documents.get(ix.at())) else {
        return Value::Null;
    };
    let href = match super::section_at(linked, place.span.start) {
        Some(anchor) => href_at(from, &linked.url, anchor),
        None => href(from, &linked.url),
    };
    data!({ "line": linked.document.lines.line(place.span.start), "href": href })
}
