//! Decisions: the records that are documents of their own, and every row of an Architecture Decisions table.

use crate::views::value::{Value, data};

use super::{counted, documents, origin, place};
use crate::model::{DocIx, Document, Kind, Site};
use crate::views::parts::{self, plain, shown};
use crate::views::{Input, Page, Presence, View};

/// Decisions.
pub const VIEW: View =
    View { name: "decisions", url: "views/decisions.html", letter: None, also: &[], presence, pages };

fn count(site: &Site) -> usize {
    let rows: usize = documents(site).map(|(_, document)| document.harvest.decisions.len()).sum();
    rows + site.documents.iter().filter(|linked| linked.kind == Kind::Decision).count()
}

fn presence(site: &Site, _: &[crate::diag::Diagnostic]) -> Presence {
    counted(count(site))
}

fn pages(input: Input<'_>) -> Vec<Page> {
    let site = input.site;
    let holds = |document: &Document| !document.harvest.decisions.is_empty();
    let mut found: Vec<DocIx> = documents(site).filter(|(_, document)| holds(document)).map(|(ix, _)| ix).collect();
    if found.is_empty() {
        // Records alone: the page has no groups, and is there all the same.
        found.extend(site.each().find(|(_, linked)| linked.kind == Kind::Decision).map(|(ix, _)| ix));
    }
    let count = count(site);
    let make = move |input: Input<'_>, from: &str, here: &[DocIx]| data(input, from, here, count);
    super::pages(VIEW.url, "decisions.html", found, make)
}

fn data(input: Input<'_>, from: &str, here: &[DocIx], count: usize) -> Value {
    let site = input.site;
    // They stand on the first page alone.
    let records = (from == VIEW.url).then(|| site.each().filter(|(_, linked)| linked.kind == Kind::Decision));
    let records: Vec<Value> = records.into_iter().flatten().map(|(ix, _)| parts::document(input, from, ix)).collect();
    let groups: Vec<Value> = here
        .iter()
        .filter(|ix| !site[**ix].document.harvest.decisions.is_empty())
        .map(|&ix| {
            let rows = site[ix].document.harvest.decisions.iter().map(|decision| {
                shown(data!({
                    "decision": plain(&decision.decision),
                    "rationale": plain(&decision.rationale),
                    "alternatives": plain(&decision.alternatives),
                    "place": place(input, from, ix, decision.span),
                }))
            });
            data!({ "origin": origin(input, from, ix), "rows": rows.collect::<Vec<_>>() })
        })
        .collect();
    shown(data!({
        "title": input.frame.words.get("decisions"),
        "count": count,
        "records": records,
        "groups": groups,
    }))
}
