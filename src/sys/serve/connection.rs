//! One connection: requests are read and answered one after the other until either side has enough.

use std::panic::{AssertUnwindSafe, catch_unwind};

use super::answer::Answer;
use super::events;
use super::floor::{Doing, Floor, Taken};
use super::head::{self, Head, Lack};
use super::hub::{Hub, Member};
use super::route::{Wanted, Way};
use super::vet;
use super::wire::{self, After};

/// What a request leads to.
enum Outcome {
    /// An answer.
    Says(Answer),
    /// An answer after which the connection ends.
    SaysLast(Answer),
    /// The stream of events.
    Streams(Member),
}

/// Serves a connection until it ends.
pub fn serve(taken: Taken) {
    let mut rest = Vec::new();
    loop {
        let head = match head::read(&taken, &mut rest) {
            Ok(head) => head,
            Err(Lack::Gone) => return,
            Err(Lack::Refused(status)) => {
                if wire::send(taken.stream(), Answer::refusal(status), After::Ends, false).is_ok() {
                    wire::part(taken.stream());
                }
                return;
            }
        };
        taken.now(Doing::Answering);
        let (answer, last) = match outcome(&head, taken.floor()) {
            Outcome::Says(answer) => (answer, false),
            Outcome::SaysLast(answer) => (answer, true),
            Outcome::Streams(member) => return events::stream(taken, member),
        };
        let after = if last { After::Ends } else { after(&head, taken.floor()) };
        let sent = wire::send(taken.stream(), answer, after, head.method == "HEAD");
        if sent.is_err() {
            return;
        }
        if after == After::Ends {
            return wire::part(taken.stream());
        }
    }
}

/// Whether the connection goes on after a request that was answered.
fn after(head: &Head, floor: &Floor) -> After {
    let says = |word: &str| head.list("connection").any(|one| one.eq_ignore_ascii_case(word));
    match head.modern {
        _ if floor.is_stopping() || says("close") => After::Ends,
        true => After::GoesOn,
        false if says("keep-alive") => After::Kept,
        false => After::Ends,
    }
}

fn outcome(head: &Head, floor: &Floor) -> Outcome {
    if let Some(status) = vet::body(head) {
        return Outcome::SaysLast(Answer::refusal(status));
    }
    if let Some(status) = vet::asker(head, &floor.ours) {
        return Outcome::Says(Answer::refusal(status));
    }
    let wanted = match Wanted::read(&head.target, &floor.ours) {
        Ok(wanted) => wanted,
        Err(status) => return Outcome::Says(Answer::refusal(status)),
    };
    if wanted.is(events::ADDRESS) {
        return listen(head, floor);
    }
    // One page that cannot be made costs neither the connection nor the server.
    let answer = catch_unwind(AssertUnwindSafe(|| page(head, &wanted, floor)));
    Outcome::Says(answer.unwrap_or_else(|_| Answer::refusal(500)))
}

fn listen(head: &Head, floor: &Floor) -> Outcome {
    match vet::listener(head) {
        Some(405) => return Outcome::Says(Answer::only_get()),
        Some(status) => return Outcome::Says(Answer::refusal(status)),
        None => {}
    }
    match Hub::join(&floor.hub, floor.limits.listeners) {
        Some(member) => Outcome::Streams(member),
        None => Outcome::SaysLast(Answer::busy()),
    }
}

fn page(head: &Head, wanted: &Wanted, floor: &Floor) -> Answer {
    let pages = &*floor.pages;
    let url = match wanted.way(pages) {
        Way::To(url) => url,
        Way::Slash(location) => return Answer::moved(&location),
    };
    if let Some(found) = pages.find(&url) {
        return Answer::found(head, &url, found, &floor.smaller);
    }
    pages.find("404.html").map_or_else(|| Answer::refusal(404), Answer::missing)
}
