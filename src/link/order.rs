//! The default order of the backlog: overdue, blocked, active by target, review, planned by priority, done by date.

use std::cmp::{Ordering, Reverse};

use crate::base::dates::Date;
use crate::base::natural::natural;
use crate::model::{Column, Item, Status};
use crate::schedule;

/// Where an item stands in the order.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    Overdue,
    Blocked,
    Active,
    Review,
    Unrecognised,
    Planned,
    OnHold,
    NoStatus,
    Done,
    Cancelled,
}

/// The last day of the target in force.
fn target(item: &Item) -> Option<Date> {
    item.dates.target.first().map(|fact| fact.value.last_day())
}

fn rank(item: &Item, today: Date) -> Rank {
    let status = item.status().map(|fact| fact.value.status);
    if schedule::overdue_since(status, &item.dates, today).is_some() {
        return Rank::Overdue;
    }
    match status.and_then(Status::column) {
        Some(Column::Blocked) => Rank::Blocked,
        Some(Column::InProgress) => Rank::Active,
        Some(Column::Review) => Rank::Review,
        Some(Column::Unrecognised) => Rank::Unrecognised,
        Some(Column::NotStarted) => Rank::Planned,
        Some(Column::OnHold) => Rank::OnHold,
        None => Rank::NoStatus,
        Some(Column::Complete) => Rank::Done,
        Some(Column::Cancelled) => Rank::Cancelled,
    }
}

/// Sorts items in the default order.
pub fn sort(items: &mut Vec<Item>, today: Date) {
    let mut ranked: Vec<(Rank, Item)> = items.drain(..).map(|item| (rank(&item, today), item)).collect();
    ranked.sort_by(|(a_rank, a), (b_rank, b)| compare((a_rank, a), (b_rank, b)));
    items.extend(ranked.into_iter().map(|(_, item)| item));
}

/// The default order of two items with their ranks. Archived items stand behind all others.
fn compare((rank_a, a): (&Rank, &Item), (rank_b, b): (&Rank, &Item)) -> Ordering {
    let by_target = |item: &Item| target(item).map_or((1, None), |date| (0, Some(date)));
    let by_priority = |item: &Item| item.priority.as_ref().map_or((1, None), |fact| (0, Some(fact.value)));
    let by_name = || natural(name(a), name(b)).then_with(|| a.url.cmp(&b.url));
    let inside = match rank_a {
        Rank::Planned | Rank::NoStatus | Rank::Unrecognised => {
            by_priority(a).cmp(&by_priority(b)).then_with(|| by_target(a).cmp(&by_target(b)))
        }
        Rank::Done | Rank::Cancelled => {
            let finished = |item: &Item| {
                let dates = &item.dates;
                let date = dates.completed.first().or_else(|| dates.updated.first());
                Reverse(date.map(|fact| fact.value.last_day()))
            };
            finished(a).cmp(&finished(b))
        }
        _ => by_target(a).cmp(&by_target(b)).then_with(|| by_priority(a).cmp(&by_priority(b))),
    };
    a.archived.cmp(&b.archived).then_with(|| rank_a.cmp(rank_b)).then(inside).then_with(by_name)
}

/// What an item is called where names are sorted.
fn name(item: &Item) -> &str {
    item.id.as_ref().unwrap_or(&item.title)
}
