//! The board as data: `featsite board --format json`.

use super::{item, line_of};
use crate::formats::out;
use crate::views::Input;
use crate::views::board::Board;

/// The columns with their items, each item as it stands in the whole, as one line.
pub fn board(input: Input<'_>, board: &Board) -> String {
    let mut bytes = Vec::new();
    out::object(&mut bytes, |to| {
        to.objects("columns", &board.columns, |to, placed| {
            to.put("count", &placed.items.len());
            to.objects("items", &placed.items, |to, ix| item(to, input.site, *ix, &input.site[*ix]));
            to.put("limit", &placed.limit);
            to.put("name", &placed.column);
            to.put("over", &placed.is_over());
            to.put("title", &placed.title);
        });
        to.shown("generated", Some(input.site.today));
        to.put("hidden", &board.hidden);
        to.put("schema", &1);
    });
    line_of(bytes)
}
