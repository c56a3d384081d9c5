//! Gates: a matrix of documents by quality gate.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use crate::views::value::{Value, data};

use super::{documents, origin, place};
use crate::base::text;
use crate::model::{DocIx, Document, Gate, Site, Tally};
use crate::views::parts::{plain, shown};
use crate::views::{Input, Page, Presence, View};

/// Gates.
pub const VIEW: View = View { name: "gates", url: "views/gates.html", letter: None, also: &[], presence, pages };

/// Gates that have a column of their own: the commonest.
const COLUMNS: usize = 8;

fn presence(site: &Site, _: &[crate::diag::Diagnostic]) -> Presence {
    if gated(site).is_empty() { Presence::Absent } else { Presence::Shown }
}

/// The documents with a gate that has boxes.
fn gated(site: &Site) -> Vec<DocIx> {
    let holds = |document: &Document| document.harvest.gates.iter().any(|gate| gate.tasks.total > 0);
    documents(site).filter(|(_, document)| holds(document)).map(|(ix, _)| ix).collect()
}

fn pages(input: Input<'_>) -> Vec<Page> {
    let site = input.site;
    let columns = OnceLock::new();
    let make = move |input: Input<'_>, from: &str, here: &[DocIx]| {
        data(input, from, here, columns.get_or_init(|| self::columns(input.site)))
    };
    super::pages(VIEW.url, "gates.html", gated(site), make)
}

/// How gates of different documents are told to be the same one.
fn key(gate: &Gate) -> String {
    text::without_emoji(&plain(&gate.name)).to_lowercase()
}

fn data(input: Input<'_>, from: &str, here: &[DocIx], columns: &[(String, String)]) -> Value {
    let site = input.site;
    let words = &input.frame.words;
    let rows: Vec<Value> = here
        .iter()
        .map(|&ix| {
            let gates = &site[ix].document.harvest.gates;
            let cell = |tasks: Tally, first: Option<&Gate>| match first {
                Some(gate) if tasks.total > 0 => {
                    let mut cell = place(input, from, ix, gate.span);
                    cell["text"] = data!(format!("{}/{}", tasks.done, tasks.total));
                    cell["whole"] = data!(tasks.done == tasks.total);
                    cell
                }
                _ => Value::Null,
            };
            let gathered = |wanted: &dyn Fn(&Gate) -> bool| {
                let mut tasks = Tally::default();
                let found = gates.iter().filter(|gate| wanted(gate));
                found.clone().for_each(|gate| tasks.merge(gate.tasks));
                cell(tasks, found.clone().next())
            };
            let mut cells: Vec<Value> =
                columns.iter().map(|(column, _)| gathered(&|gate| key(gate) == *column)).collect();
            cells.push(gathered(&|gate| !columns.iter().any(|(column, _)| key(gate) == *column)));
            data!({ "origin": origin(input, from, ix), "cells": cells })
        })
        .collect();
    // The last column gathers what has none of its own; it stands only where something is in it.
    let others = rows.iter().any(|row| row["cells"].entries().last().is_some_and(|it| !it.is_null()));
    let mut names: Vec<String> = columns.iter().map(|(_, name)| name.clone()).collect();
    let rows = rows.into_iter().map(|mut row| {
        if let (false, Value::List(cells)) = (others, &mut row["cells"]) {
            cells.pop();
        }
        row
    });
    let rows: Vec<Value> = rows.collect();
    if others {
        names.push(words.get("other-gates").to_owned());
    }
    shown(data!({ "title": words.get("gates"), "columns": names, "rows": rows }))
}

/// The commonest gates as their key and their name as first written, by how many documents have them.
fn columns(site: &Site) -> Vec<(String, String)> {
    let mut counts: BTreeMap<String, (usize, String)> = BTreeMap::new();
    for gate in documents(site).flat_map(|(_, document)| &document.harvest.gates) {
        let name = || text::without_emoji(&plain(&gate.name));
        counts.entry(key(gate)).or_insert_with(|| (0, name())).0 += 1;
    }
    let mut columns: Vec<(String, usize, String)> =
        counts.into_iter().filter(|(key, _)| !key.is_empty()).map(|(key, (count, name))| (key, count, name)).collect();
    columns.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    columns.into_iter().take(COLUMNS).map(|(key, _, name)| (key, name)).collect()
}
