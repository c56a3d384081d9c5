//! What follows from today: overdue, slip, quiet-for, waiting in review.

use crate::base::dates::Date;
use crate::base::{Span, When};
use crate::diag::Place;
use crate::model::{Dates, DocIx, Fact, Item, Lapse, LinkedDocument, PhaseSchedule, Sign, Site, Slip, Status};

/// Days from one date to another; negative where the other is earlier.
pub fn days_between(from: Date, to: Date) -> i32 {
    from.until(to).map_or(0, |span| span.get_days())
}

/// The last day on which something was to be finished, where that is past and it is known to be open. What was put
/// aside is not waited for, and what has a completion date has ended, whatever its status says.
pub fn overdue_since(status: Option<Status>, dates: &Dates, today: Date) -> Option<Date> {
    let target = dates.target.first()?.value.last_day();
    (is_awaited(status, dates) && target < today).then_some(target)
}

/// Whether an end is waited for: the work is known to be open, not put aside, and nothing says that it ended.
pub fn is_awaited(status: Option<Status>, dates: &Dates) -> bool {
    status.is_some_and(|status| status.is_open() && status != Status::OnHold) && dates.completed.is_empty()
}

fn status(item: &Item) -> Status {
    item.status().map_or(Status::Unset, |fact| fact.value.status)
}

/// How long an item should have been finished.
pub(super) fn overdue(item: &Item, today: Date) -> Option<Lapse> {
    let since = overdue_since(item.status().map(|fact| fact.value.status), &item.dates, today)?;
    let place = item.dates.target.first().map(|fact| fact.place.clone());
    Some(Lapse { days: days_between(since, today), since, sign: Sign::Target, place })
}

/// How far the end lies behind the target: of a finished item its completion, of an open one the end of the last phase.
pub(super) fn slip(item: &Item, phases: &[PhaseSchedule]) -> Option<Slip> {
    let target = item.dates.target.first()?;
    let finished = status(item) == Status::Done;
    if !finished && !status(item).is_open() {
        return None;
    }
    let (day, place) = if finished {
        let completed = item.dates.completed.first()?;
        // A month in which something ended may lie before the target or behind it.
        let exact = matches!(completed.value, When::Day(_)).then_some(completed)?;
        (exact.value.last_day(), exact.place.clone())
    } else {
        let ends = phases.iter().filter_map(|phase| phase.period.end.as_ref());
        let last = ends.max_by_key(|end| end.when.last_day())?;
        (last.when.last_day(), last.place.clone())
    };
    let days = days_between(target.value.last_day(), day);
    Some(Slip { days, day, finished, place, target: target.place.clone() })
}

/// How long nothing was written about an item that is being worked on.
pub(super) fn quiet(site: &Site, item: &Item, changed: &dyn Fn(DocIx) -> Option<Date>) -> Option<Lapse> {
    if item.archived || !status(item).is_moving() || !item.dates.completed.is_empty() {
        return None;
    }
    let mut last: Option<(Date, Sign, Option<Place>)> = None;
    let mut written_only = true;
    let mut tell = |day: Date, sign: Sign, place: Option<Place>| {
        written_only &= sign == Sign::Created;
        // Plans for later are no signs of life.
        if day <= site.today && last.as_ref().is_none_or(|(known, before, _)| (day, sign) > (*known, *before)) {
            last = Some((day, sign, place));
        }
    };
    let of_dates = |dates: &Dates, tell: &mut dyn FnMut(Date, Sign, Option<Place>)| {
        for (facts, sign) in
            [(&dates.start, Sign::Start), (&dates.created, Sign::Created), (&dates.updated, Sign::Updated)]
        {
            if let Some(fact) = facts.first() {
                tell(until(fact, site.today), sign, Some(fact.place.clone()));
            }
        }
    };
    of_dates(&item.dates, &mut tell);
    for ix in item.document.iter().chain(&item.parts) {
        let Some(linked) = site.documents.get(ix.at()) else { continue };
        of_dates(&linked.dates, &mut tell);
        for (day, span) in entries(linked) {
            tell(day, Sign::Entry, Some(Place { path: linked.document.path.clone(), span }));
        }
        for phase in &linked.document.phases {
            let closed = phase.status.as_ref().is_some_and(|fact| fact.value.status.is_closed());
            if let Some(end) = phase.end.as_ref().filter(|_| closed) {
                tell(end.value.last_day(), Sign::Phase, Some(end.place.clone()));
            }
        }
        if let Some(day) = changed(*ix) {
            tell(day, Sign::Changed, None);
        }
    }
    // The day of writing alone says nothing about the work since.
    let (since, sign, place) = last.filter(|_| !written_only)?;
    Some(Lapse { days: days_between(since, site.today), since, sign, place })
}

/// The day a date speaks of at the latest: of the current month, today.
fn until(fact: &Fact<When>, today: Date) -> Date {
    let (first, last) = (fact.value.first_day(), fact.value.last_day());
    if first <= today { last.min(today) } else { last }
}

fn entries(linked: &LinkedDocument) -> impl Iterator<Item = (Date, Span)> {
    linked.document.harvest.entries.iter().map(|entry| (entry.date.last_day(), entry.span))
}

/// How long an item has waited in review: since the last entry of its log that speaks of a review, else since the day
/// the document says it was last changed.
pub(super) fn review(site: &Site, item: &Item) -> Option<Lapse> {
    if item.archived || status(item) != Status::Review {
        return None;
    }
    let documents = || item.document.iter().chain(&item.parts).filter_map(|ix| site.documents.get(ix.at()));
    let told = documents()
        .flat_map(|linked| linked.document.harvest.entries.iter().map(move |entry| (linked, entry)))
        .filter(|(_, entry)| {
            let lines = entry.items.iter().map(|item| item.text.as_str());
            std::iter::once(entry.title.as_str()).chain(lines).any(speaks_of_review)
        })
        .map(|(linked, entry)| {
            (entry.date.last_day(), Sign::Entry, Place { path: linked.document.path.clone(), span: entry.span })
        })
        .filter(|(day, ..)| *day <= site.today)
        .max_by_key(|(day, ..)| *day);
    let updated =
        || item.dates.updated.first().map(|fact| (until(fact, site.today), Sign::Updated, fact.place.clone()));
    let (since, sign, place) = told.or_else(updated).filter(|(day, ..)| *day <= site.today)?;
    Some(Lapse { days: days_between(since, site.today), since, sign, place: Some(place) })
}

/// Whether a line of a log speaks of a review. A preview is none, and neither is a revision.
fn speaks_of_review(text: &str) -> bool {
    #[rustfmt::skip]
    const WORDS: [&str; 20] = [
        "review", "reviews", "reviewed", "reviewing", "reviewer", "reviewers", "pull request", "pull requests",
        "merge request", "revisión", "revisado", "revisada", "relecture", "revue", "prüfung", "überprüfung", "geprüft",
        "评审", "审查", "审阅",
    ];
    let lower = crate::base::text::head(text, 400).to_lowercase();
    WORDS.iter().any(|word| crate::base::text::has(&lower, word))
}
