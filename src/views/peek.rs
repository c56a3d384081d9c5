//! What a look at an item from a list shows, without leaving the list.

use crate::views::value::{Value, data};

use super::parts::{self, href, shown};
use super::{Input, card, overview, release};
use crate::model::ItemIx;

/// Findings told in a peek; the page has the rest.
const TOLD: usize = 3;

/// `{ …card, excerpt, needs, unblocks, release, start, findings, classes }`; links lead from the root.
pub fn data(input: Input<'_>, ix: ItemIx) -> Value {
    let site = input.site;
    let item = &site[ix];
    let words = &input.frame.words;
    let from = overview::VIEW.url;
    let standing = site.standing(ix);
    let linked = item.document.map(|document| &site[document]);
    let mut data = card::card(input, from, ix);
    let holder = item.row.map(|(holder, _)| &site[holder]).filter(|_| linked.is_none());
    let more = shown(data!({
        "kind_word": words.get(item.kind.name()),
        "excerpt": linked.and_then(|linked| linked.document.excerpt.clone()),
        "needs": card::needs(input, from, &standing.blocked_by),
        "unblocks": card::needs(input, from, &standing.unblocks),
        "release": release::of(site, item).map(str::to_owned),
        "start": item.dates.start.first().map(|fact| parts::date(words, fact.value)),
        "classes": linked.map(|linked| parts::classes(words, &linked.classes)),
        "findings": item.document.map(|document| findings(input, document)),
        "row_of": holder.map(|holder| data!({ "title": &holder.document.title.value, "href": href(from, &holder.url) })),
        "path": linked.or(holder).map(|linked| linked.path().to_owned()),
    }));
    data.extend(more);
    data
}

fn findings(input: Input<'_>, document: crate::model::DocIx) -> Vec<Value> {
    let all = input.frame.findings_of(input.findings, document).filter(|finding| input.frame.is_mark(finding));
    all.take(TOLD).map(|finding| data!(parts::said(&finding.message))).collect()
}
