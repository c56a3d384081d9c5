//! The shared table of the filter grammar, in Rust; `tests/e2e/items.cjs` holds the page's script to the same table.

use std::collections::BTreeSet;

use featsite::filter::{self, Record};
use serde::Deserialize;

#[derive(Deserialize)]
struct Table {
    today: String,
    records: Vec<Record>,
    cases: Vec<Case>,
}

#[derive(Deserialize)]
struct Case {
    q: String,
    finds: Vec<String>,
    #[serde(default)]
    wrong: Vec<String>,
}

fn table() -> Table {
    serde_json::from_str(include_str!("cases.json")).expect("the table is JSON")
}

#[test]
fn the_shared_table_holds() {
    let table = table();
    let today = filter::day_number(table.today.parse().expect("a day"));
    for case in &table.cases {
        let filter = filter::parse(&case.q);
        let found: Vec<&str> = table
            .records
            .iter()
            .filter(|record| filter.matches(record, today))
            .map(|record| record.id.as_str())
            .collect();
        assert_eq!(found, case.finds, "{}", case.q);
        let wrong: Vec<&str> = filter.problems.iter().map(|problem| problem.span.of(&case.q)).collect();
        assert_eq!(wrong, case.wrong, "{}", case.q);
    }
}

#[test]
fn the_table_asks_for_every_field_and_every_thing() {
    let asked: BTreeSet<&str> = table()
        .cases
        .iter()
        .flat_map(|case| filter::parse(&case.q).terms)
        .filter_map(|term| match term.what {
            filter::What::Field(field, _) => Some(field.name),
            filter::What::Text(_) => None,
        })
        .collect();
    assert_eq!(asked, filter::fields().into_iter().collect());
}
