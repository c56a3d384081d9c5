//! What filters look at, field by field: `views/field-K.js` puts `{ values, at }`, each different value once and for every
//! entry the position of its value, -1 for one that is no item. `K` is the name of the field in [`filter::Record`], or
//! `order`, the place in the order of the backlog. A filter loads the fields that it names, and not ten thousand records.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::entries::Entries;
use crate::formats::out::object;
use crate::model::{DocIx, ItemIx, ItemOrDocument, Site};
use crate::views::{Input, record};

/// The names of the fields that a filter can ask for, and the order, sorted.
pub const FIELDS: [&str; 21] = [
    "a", "c", "cr", "d", "du", "f", "fi", "g", "i", "m", "n", "o", "order", "p", "pa", "ph", "r", "s", "st", "up", "w",
];
/// The flags stand apart: they are one field with letters.
pub const FLAGS: &str = "x";

/// The name that a field's file puts its value under.
pub fn name(field: &str) -> String {
    format!("field-{field}")
}

/// Every field by name, as JSON.
pub fn all(input: Input<'_>, entries: &Entries) -> BTreeMap<&'static str, Vec<u8>> {
    let mut columns: Vec<(&'static str, Column)> =
        FIELDS.into_iter().chain([FLAGS]).map(|field| (field, Column::default())).collect();
    for entry in &entries.all {
        let record = item(input.site, *entry).and_then(|ix| {
            let Ok(Value::Object(mut fields)) = serde_json::to_value(record::of(input, ix)) else { return None };
            fields.insert("order".to_owned(), json!(ix.0));
            Some(fields)
        });
        for (field, column) in &mut columns {
            column.add(record.as_ref().map(|fields| fields.get(*field).unwrap_or(&Value::Null)));
        }
    }
    columns.into_iter().map(|(field, column)| (field, column.json())).collect()
}

/// The item an entry stands for.
fn item(site: &Site, entry: ItemOrDocument) -> Option<ItemIx> {
    match entry {
        ItemOrDocument::Document(DocIx(at)) => site.documents.get(at as usize)?.item,
        ItemOrDocument::Row(ix) => Some(ix),
    }
}

/// The values of one field.
#[derive(Default)]
struct Column {
    /// Each different value with its position.
    known: BTreeMap<String, usize>,
    /// The values in the order of their positions, with commas between them.
    values: String,
    at: Vec<i64>,
}

impl Column {
    /// The value of the next entry; `None` for one that is no item.
    fn add(&mut self, value: Option<&Value>) {
        let Some(value) = value else { return self.at.push(-1) };
        let text = value.to_string();
        let next = self.known.len();
        let position = *self.known.entry(text).or_insert_with_key(|text| {
            if next > 0 {
                self.values.push(',');
            }
            self.values.push_str(text);
            next
        });
        self.at.push(i64::try_from(position).unwrap_or(-1));
    }

    fn json(self) -> Vec<u8> {
        let mut out = Vec::new();
        object(&mut out, |out| {
            out.put("at", &self.at);
            let values = out.key("values");
            values.push(b'[');
            values.extend_from_slice(self.values.as_bytes());
            values.push(b']');
        });
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::build::site_of;

    #[test]
    fn a_field_has_each_value_once_and_no_item_none() {
        let log = |id: u32, status: &str| format!("# FEAT-00{id}: X\n\n**Status**: {status}\n\n- [ ] do\n");
        let texts = [log(1, "Done"), log(2, "Planned"), log(3, "Done")];
        let files =
            [("f1.md", &*texts[0]), ("f2.md", &*texts[1]), ("f3.md", &*texts[2]), ("g.md", "# A page\n\nText.\n")];
        let evaluated = site_of(&files);
        let entries = Entries::of(&evaluated.site);
        let found = all(evaluated.input(), &entries);
        let found = |field: &str| serde_json::from_slice::<Value>(&found[field]).expect("JSON");
        assert_eq!(found("s"), json!({ "values": ["done", "planned"], "at": [0, 1, 0, -1] }));
        // A field without a value is left out of the record.
        assert_eq!(found("o"), json!({ "values": [null], "at": [0, 0, 0, -1] }));
    }

    #[test]
    fn every_field_of_a_record_but_its_address_has_a_column() {
        let site = site_of(&[("f.md", "# FEAT-001: X\n\n**Status**: Done\n**Owner**: Ana\n")]);
        let record = record::of(site.input(), ItemIx(0));
        let Ok(Value::Object(fields)) = serde_json::to_value(record) else { panic!("a record is an object") };
        let left = fields.keys().filter(|field| !FIELDS.contains(&field.as_str()) && *field != FLAGS);
        assert_eq!(left.collect::<Vec<_>>(), ["h", "k", "t"]);
    }
}
