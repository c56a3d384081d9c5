//! The picture of a timeline as data: its axis, its rows, what stands behind and above them, and what script needs to
//! zoom and to group it.

use crate::views::value::{Value, data};

use super::axis::{Axis, FINE, NEAR};
use super::bars::{self, Bar};
use super::lanes::{self, Lanes};
use super::needs::Need;
use super::{grid, head, needs};
use crate::model::ItemIx;
use crate::views::Input;
use crate::views::svg::Tenth;

/// What the rows of a picture have to do with each other.
pub struct Ties {
    pub lanes: Vec<Lanes>,
    pub needs: Vec<Vec<Need>>,
}

impl Ties {
    /// Of the rows of a picture, with their bars.
    pub fn of(input: Input<'_>, rows: &[(ItemIx, Bar)]) -> Self {
        Self { lanes: lanes::of(input.site, &input.frame.words, rows), needs: needs::of(input.site, rows) }
    }
}

/// `{ first, days, scale, coarse, far, axis, grid, today, zooms, lanes, arrows, rows }`; each row gets `at`, `ends`,
/// `places` and `needs`.
pub fn data(input: Input<'_>, axis: &Axis, rows: &[(ItemIx, Bar)], ties: &Ties, mut drawn: Vec<Value>) -> Value {
    let (words, today) = (&input.frame.words, input.site.today);
    for (at, ((_, bar), row)) in rows.iter().zip(&mut drawn).enumerate() {
        row["at"] = data!(at);
        let ends = bars::ends(axis, bar, today).map(|(from, to)| format!("{from} {to}").replace('%', ""));
        row["ends"] = data!(ends);
        row["places"] = data!(lanes::places(&ties.lanes, at));
        row["needs"] = data!(ties.needs.get(at).map(|needs| needs::written(needs)));
    }
    let zoom = |(name, scale): (&'static str, f64)| data!({ "name": name, "word": words.get(name), "scale": scale });
    data!({
        "first": axis.first.to_string(),
        "days": axis.days,
        "scale": Tenth(axis.scale).to_string(),
        "coarse": axis.scale < FINE || !axis.is_weekly(),
        "far": axis.scale < NEAR,
        "axis": head::head(axis, words, words.get("timeline"), Some(today)),
        "grid": grid::grid(axis, input.site),
        "today": axis.holds(today).then(|| grid::today(axis, today)),
        "zooms": axis.zooms().map(zoom).collect::<Vec<_>>(),
        "lanes": ties.lanes.iter().map(|lanes| lanes.data(words, today)).collect::<Vec<_>>(),
        "arrows": ties.needs.iter().any(|needs| !needs.is_empty()),
        "rows": drawn,
    })
}
