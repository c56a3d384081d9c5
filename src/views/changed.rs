//! When something last changed: as the document says, else as git says.

use crate::views::value::{Value, data};

use super::{Input, parts};
use crate::base::When;
use crate::base::dates::Date;
use crate::model::{Fact, History, Item, LinkedDocument, Site};

/// The day an item last changed: its own date, else git's for its document and parts.
pub fn day(site: &Site, item: &Item) -> Option<Date> {
    let own = item.dates.updated.first().map(|fact| fact.value.last_day());
    own.or_else(|| site.changed(item).map(|(day, _)| day))
}

/// The same as it is shown: `{ iso, text, title }`, the title saying where the date comes from; null where unknown.
pub fn item(input: Input<'_>, item: &Item) -> Value {
    let git = || input.site.changed(item).map(|(_, history)| history);
    shown(input, item.dates.updated.first(), git)
}

/// The day a document last changed: its own date, else git's.
pub fn of_document(linked: &LinkedDocument) -> Option<Date> {
    let own = linked.dates.updated.first().map(|fact| fact.value.last_day());
    own.or_else(|| linked.history.as_ref().and_then(|history| history.changed))
}

/// When a document last changed.
pub fn document(input: Input<'_>, linked: &LinkedDocument) -> Value {
    shown(input, linked.dates.updated.first(), || linked.history.as_ref())
}

fn shown<'a>(input: Input<'_>, own: Option<&Fact<When>>, git: impl FnOnce() -> Option<&'a History>) -> Value {
    let words = &input.frame.words;
    let dated = |when: When, title: String| {
        let mut date = parts::date(words, when);
        date["title"] = data!(title);
        date
    };
    if let Some(fact) = own {
        return dated(fact.value, words.get("as-the-document-says").to_owned());
    }
    let Some((day, history)) = git().and_then(|history| Some((history.changed?, history))) else { return Value::Null };
    let title = match &history.author {
        Some(author) => words.with("as-git-says-by", author),
        None => words.get("as-git-says").to_owned(),
    };
    dated(When::Day(day), title)
}
