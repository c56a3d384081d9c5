//! The small pieces that pages share, as plain data: a status, a priority, a progress, a date, a link to a document.
//!
//! The components of the same names in `themes/default/templates/parts.html` show them. Nothing here is ever null or
//! empty without meaning "not shown".

use crate::views::value::{Value, data};

use super::Input;
use super::words::Words;
use crate::base::{When, text};
use crate::link::urls;
use crate::model::{
    Column, DocIx, Fact, Item, ItemOrDocument, Phase, Priority, SectionClass, Site, Status, StatusValue, Tally,
};

/// The encoded reference from the page at `from` to the page at `to`; both are relative to the root.
pub fn href(from: &str, to: &str) -> String {
    urls::href(from, to, None)
}

/// The same with an anchor as it stands in the target, not yet encoded.
pub fn href_at(from: &str, to: &str, anchor: &str) -> String {
    urls::href(from, to, Some(anchor))
}

/// The reference to an item: its document's page, or its row on the page of the tracker.
pub fn item_href(from: &str, item: &Item) -> String {
    match item.url.rsplit_once('#').filter(|_| item.document.is_none()) {
        Some((page, anchor)) => href_at(from, page, anchor),
        None => href(from, &item.url),
    }
}

/// The reference to a document's page, or to a row on the page of its tracker.
pub fn end_href(site: &Site, from: &str, end: ItemOrDocument) -> String {
    match end {
        ItemOrDocument::Document(ix) => href(from, &site[ix].url),
        ItemOrDocument::Row(ix) => item_href(from, &site[ix]),
    }
}

/// Whether a list is so long that a box above it filters it.
pub fn is_long(rows: usize) -> bool {
    rows >= 12
}

/// An object without its empty members, so that a template's `if` is the only question it has to ask.
pub fn shown(mut value: Value) -> Value {
    if let Value::Object(members) = &mut value {
        members.retain(|(_, value)| !value.is_empty());
    }
    value
}

/// A status: the author's word where there is a short one, the glyph, and a sentence that explains it.
/// `{ value, column, word, glyph, fill, explain, percent }`; null where the status is unset.
pub fn status(words: &Words, status: Option<&Fact<StatusValue>>, progress: Tally) -> Value {
    let Some(fact) = status.filter(|fact| fact.value.status != Status::Unset) else { return Value::Null };
    let value = fact.value.status;
    let percent = fact.value.percent.or(progress.percent());
    let own = short_word(&fact.raw);
    words.statuses.get((value, percent, own.clone()), || {
        let word = if own.is_empty() { words.get(value.name()).to_owned() } else { own };
        data!({
            "value": value.name(),
            "column": value.column().map_or("none", Column::name),
            "word": word,
            "glyph": glyph(value),
            "fill": fill(value, percent),
            "explain": format!("{}: {}", words.get(value.name()), words.get(explanation(value))),
            "percent": percent,
        })
    })
}

/// The shape inside the ring.
fn glyph(status: Status) -> &'static str {
    match status {
        Status::Done => "check",
        Status::OnHold => "pause",
        Status::Cancelled => "cross",
        Status::Superseded => "arrow",
        Status::Blocked => "bar",
        Status::Draft | Status::Unset => "dashes",
        Status::Unrecognised => "question",
        Status::Living => "dot",
        Status::Planned | Status::Ready | Status::InProgress | Status::Partial | Status::Review => "ring",
    }
}

/// How much of the ring is filled, 0 to 100: the real progress, held off the ends so that work that has begun never
/// looks untouched and work that is not finished never looks whole.
fn fill(status: Status, percent: Option<u8>) -> u8 {
    match status {
        Status::InProgress | Status::Partial | Status::Review => percent.unwrap_or(50).clamp(8, 92),
        Status::Ready => percent.unwrap_or(0).min(92),
        _ => 0,
    }
}

fn explanation(status: Status) -> &'static str {
    match status {
        Status::Draft => "explain-draft",
        Status::Planned => "explain-planned",
        Status::Ready => "explain-ready",
        Status::InProgress => "explain-in-progress",
        Status::Partial => "explain-partial",
        Status::Review => "explain-review",
        Status::Blocked => "explain-blocked",
        Status::OnHold => "explain-on-hold",
        Status::Done => "explain-done",
        Status::Cancelled => "explain-cancelled",
        Status::Superseded => "explain-superseded",
        Status::Living => "explain-living",
        Status::Unset => "explain-unset",
        Status::Unrecognised => "explain-unrecognised",
    }
}

/// The author's word for a pill: without emoji and emphasis, up to the first dash, bracket or full stop. Empty where
/// what remains is longer than a pill may be; the whole text stands on the document's page.
pub fn short_word(raw: &str) -> String {
    let clean = plain(&text::without_emoji(raw));
    let clean = clean.trim_matches(|c: char| !c.is_alphanumeric());
    let cut = [" - ", " – ", " — ", " (", "（", ". ", "; ", ": ", ", ", "，", "。"]
        .iter()
        .filter_map(|mark| clean.find(mark))
        .min()
        .and_then(|at| clean.get(..at))
        .unwrap_or(clean)
        .trim();
    if cut.chars().count() > 24 || cut.contains('|') || cut.chars().all(|c| c.is_ascii_digit() || c == '%') {
        return String::new();
    }
    let lower_id = cut.chars().all(|c| c.is_ascii_lowercase() || c == '-' || c == '_');
    if lower_id || cut.chars().all(|c| c.is_ascii_uppercase() || c == '_') && cut.len() > 3 {
        // A word of front matter (`in-progress`, `IN_PROGRESS`) reads as a word.
        let words = cut.replace(['-', '_'], " ").to_lowercase();
        let mut letters = words.chars();
        return letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect());
    }
    cut.to_owned()
}

/// Markdown of one line as plain text: emphasis, code marks and link targets taken off.
pub fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    // The lengths of the runs of stars that wait for their end.
    let mut open: Vec<usize> = Vec::new();
    while let Some(at) = rest.find(['[', '*', '`', '!']) {
        let (before, tail) = rest.split_at(at);
        out.push_str(before);
        let link = tail.strip_prefix("![").or_else(|| tail.strip_prefix('['));
        if let Some((label, after)) = link.and_then(|inner| inner.split_once("]("))
            && !label.contains(['[', ']'])
            && let Some((_, after)) = after.split_once(')')
        {
            out.push_str(&label.replace(['*', '`'], ""));
            rest = after;
            continue;
        }
        if tail.starts_with('*') {
            let behind = tail.trim_start_matches('*');
            let run = tail.len() - behind.len();
            let touches = out.chars().next_back().is_some_and(|c| !c.is_whitespace());
            if open.last() == Some(&run) && touches {
                open.pop();
            } else if opens(&out, behind) && ends(behind, run) {
                open.push(run);
            } else {
                out.extend(std::iter::repeat_n('*', run));
            }
            rest = behind;
            continue;
        }
        let mut letters = tail.chars();
        match letters.next() {
            Some('`') => {}
            Some(other) => out.push(other),
            None => break,
        }
        rest = letters.as_str();
    }
    out.push_str(rest);
    text::fold_space(&out)
}

/// Whether a run of stars between these texts begins an emphasis: words follow, and what is before is no pattern of paths.
fn opens(before: &str, behind: &str) -> bool {
    let word =
        |c: char| c.is_alphanumeric() || matches!(c, '"' | '\'' | '`' | '[' | '(' | '“' | '«' | '<' | '@' | '#' | '$');
    let pattern = |c: char| matches!(c, '/' | '.' | '-' | '_' | '{');
    behind.starts_with(word) && !before.ends_with(pattern)
}

/// Whether a later run of as many stars ends an emphasis: it touches a word. Only near ones are looked at.
fn ends(behind: &str, run: usize) -> bool {
    let near = text::head(behind, 2_000);
    let mut at = 0;
    while let Some(found) = near.get(at..).and_then(|rest| rest.find('*')) {
        let start = at + found;
        let stars = near.get(start..).map_or(0, |rest| rest.len() - rest.trim_start_matches('*').len());
        if stars == run && near.get(..start).is_some_and(|before| !before.ends_with(char::is_whitespace)) {
            return true;
        }
        at = start + stars;
    }
    false
}

/// A message as pieces of text and code, for backticks: `[{ text, code }]`.
pub fn said(message: &str) -> Vec<Value> {
    let pieces: Vec<&str> = message.split('`').collect();
    let paired = pieces.len() % 2 == 1;
    let told = pieces.into_iter().enumerate().filter(|(_, text)| !text.is_empty());
    match paired {
        true => told.map(|(at, text)| data!({ "text": text.to_owned(), "code": at % 2 == 1 })).collect(),
        false => vec![data!({ "text": message.to_owned(), "code": false })],
    }
}

/// A priority: `{ value, level, word }`, level 4 for critical to 1 for low.
pub fn priority(words: &Words, priority: Option<&Fact<Priority>>) -> Value {
    let Some(fact) = priority else { return Value::Null };
    let level = match fact.value {
        Priority::Critical => 4,
        Priority::High => 3,
        Priority::Medium => 2,
        Priority::Low => 1,
    };
    let own = short_word(&fact.raw);
    let word = if own.is_empty() { words.get(fact.value.name()).to_owned() } else { own };
    data!({ "value": fact.value.name(), "level": level, "word": word, "explain": words.get(fact.value.name()) })
}

/// A progress: `{ done, total, percent }`; null where no task counts.
pub fn progress(tally: Tally) -> Value {
    tally
        .percent()
        .map_or(Value::Null, |percent| data!({ "done": tally.done, "total": tally.total, "percent": percent }))
}

/// Progress by section class, in the order of the classes, with their words; empty where there is only one class.
pub fn classes<'a>(words: &Words, classes: impl IntoIterator<Item = (&'a SectionClass, &'a Tally)>) -> Vec<Value> {
    let shown: Vec<Value> = classes
        .into_iter()
        .filter_map(|(class, tally)| {
            let percent = tally.percent()?;
            Some(data!({ "label": class_name(words, *class), "done": tally.done, "total": tally.total, "percent": percent }))
        })
        .collect();
    if shown.len() > 1 { shown } else { Vec::new() }
}

/// The name of a section class.
pub fn class_name(words: &Words, class: SectionClass) -> &'static str {
    words.get(match class {
        SectionClass::Phase => "class-phase",
        SectionClass::Acceptance => "class-acceptance",
        SectionClass::Tests => "class-tests",
        SectionClass::Docs => "class-docs",
        SectionClass::Gates => "class-gates",
        SectionClass::Deployment => "class-deployment",
        SectionClass::FollowUp => "class-follow-up",
        SectionClass::Other => "class-other",
    })
}

/// A date: `{ iso, text }`; `iso` is what `<time datetime>` takes.
pub fn date(words: &Words, when: When) -> Value {
    let iso = match when {
        When::Day(_) | When::Month(_) => when.to_string(),
        When::Week(_) => when.to_string(),
        // There is no machine form for a quarter: its first month stands for it.
        When::Quarter(first) => format!("{:04}-{:02}", first.year(), first.month()),
    };
    data!({ "iso": iso, "text": words.date(when) })
}

/// The phases of an item as segments of a strip: only the outermost ones.
/// `[{ number, title, label, href, status, done, total, percent }]`; `from` is the page, `url` where the phases stand.
pub fn strip<'a>(input: Input<'_>, from: &str, phases: impl IntoIterator<Item = (DocIx, &'a Phase)>) -> Vec<Value> {
    let words = &input.frame.words;
    phases
        .into_iter()
        .filter(|(_, phase)| phase.parent.is_none())
        .filter_map(|(ix, phase)| {
            let linked = input.site.documents.get(ix.at())?;
            let section = linked.document.sections.get(phase.section)?;
            let done = phase.status.as_ref().is_some_and(|fact| fact.value.status == Status::Done);
            let percent = phase.tasks.percent().unwrap_or(if done { 100 } else { 0 });
            Some(data!({
                "number": &phase.number,
                "title": &phase.title,
                "href": href_at(from, &linked.url, &section.anchor),
                "status": status(words, phase.status.as_ref(), phase.tasks),
                "done": phase.tasks.done,
                "total": phase.tasks.total,
                "percent": percent,
            }))
        })
        .collect()
}

/// A link to a document with what is said of it in lists:
/// `{ title, href, id, kind, lang, status, priority, progress, role, findings, owners, updated }`.
pub fn document(input: Input<'_>, from: &str, ix: DocIx) -> Value {
    let Some(linked) = input.site.documents.get(ix.at()) else { return Value::Null };
    let words = &input.frame.words;
    shown(data!({
        "title": &linked.document.title.value,
        "href": href(from, &linked.url),
        "path": linked.path().to_owned(),
        "id": linked.id.as_ref().map(|fact| &fact.value),
        "kind": linked.kind.name(),
        "lang": &linked.document.lang,
        "status": status(words, linked.status(), linked.progress),
        "priority": priority(words, linked.priority()),
        "progress": progress(linked.progress),
        "role": linked.role.as_ref().filter(|role| !says(&linked.document.title.value, role)),
        "owners": linked.owners.iter().map(|fact| &fact.value).collect::<Value>(),
        "findings": Some(input.frame.marks(input.findings, ix)).filter(|&count| count > 0),
        "updated": super::changed::document(input, linked),
        "excerpt": &linked.document.excerpt,
    }))
}

/// A link to a document as [`document`] makes it, or to a row with what its cells say.
pub fn end(input: Input<'_>, from: &str, end: ItemOrDocument) -> Value {
    let ItemOrDocument::Row(ix) = end else {
        return end.document().map_or(Value::Null, |ix| document(input, from, ix));
    };
    let (item, words) = (&input.site[ix], &input.frame.words);
    shown(data!({
        "title": &item.title,
        "href": item_href(from, item),
        "id": &item.id,
        "kind": item.kind.name(),
        "status": status(words, item.status(), item.progress),
        "priority": priority(words, item.priority.as_ref()),
        "progress": progress(item.progress),
        "owners": item.owners.iter().collect::<Value>(),
    }))
}

/// Whether a title says already what a role says.
fn says(title: &str, role: &str) -> bool {
    title.to_lowercase().contains(&role.to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pill_holds_the_authors_word_without_what_follows_it() {
        for (raw, word) in [
            ("🚧 In Progress", "In Progress"),
            ("**Done** (2026-03-02)", "Done"),
            ("✅ Complete - shipped with 1.2", "Complete"),
            ("in-progress", "In progress"),
            ("IN_PROGRESS", "In progress"),
            ("MVP", "MVP"),
            ("已完成", "已完成"),
            ("75%", ""),
            ("Planned | In Progress | Done", ""),
            ("waiting for the people of the other house to answer", ""),
        ] {
            assert_eq!(short_word(raw), word, "{raw}");
        }
    }

    #[test]
    fn plain_takes_the_marks_off_and_keeps_the_words() {
        for (markdown, text) in [
            ("see [the **log**](a.md) and `x`", "see the log and x"),
            ("a * b [c] !", "a * b [c] !"),
            ("![alt](x.png)[", "alt["),
            ("Reads docs/**/*.md and songs/**/*.bax", "Reads docs/**/*.md and songs/**/*.bax"),
            ("by glob (--name Kick*), v*.*.* and *args", "by glob (--name Kick*), v*.*.* and *args"),
            ("**One:** *two* 与**三**和", "One: two 与三和"),
        ] {
            assert_eq!(plain(markdown), text);
        }
    }
}
