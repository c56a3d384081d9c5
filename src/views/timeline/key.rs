//! The key to the drawing: what is told apart by form, only what occurs.

use crate::views::value::{Value, data};

use super::bars::Bar;
use crate::model::{ItemIx, Site};
use crate::views::svg::{Svg, Value as Attribute};
use crate::views::words::Words;

/// Width and height of a sample.
const SAMPLE: (f64, f64) = (28.0, 12.0);

/// `[{ svg, text }]` for the phases and items drawn; empty where all of them look alike.
pub fn of(words: &Words, site: &Site, drawn: &[ItemIx]) -> Vec<Value> {
    let items: Vec<Bar> = drawn.iter().map(|ix| Bar::of_item(words, site, *ix)).collect();
    let dated = drawn.iter().flat_map(|ix| super::plan::dated_phases(site, *ix));
    // How late phases are is not written beside them: what is late among the items stands for them.
    let phases: Vec<Bar> = dated.map(|(_, phase, days)| Bar::of_phase(words, phase, days, false)).collect();
    let late = |bar: &Bar| bar.overdue(site.today).is_some();
    let kinds = [
        ("key-written", "bar begun", None, phases.iter().any(|bar| bar.basis.is_none() && bar.begun && !bar.done)),
        ("key-counted", "bar begun", Some("url(#counted)"), phases.iter().any(|bar| bar.basis.is_some())),
        ("key-planned", "bar planned", None, phases.iter().any(|bar| !bar.begun)),
        ("done", "bar done", None, phases.iter().any(|bar| bar.done)),
        ("key-late", "past", Some("url(#hatch)"), items.iter().any(late)),
    ];
    let found: Vec<Value> = kinds
        .into_iter()
        .filter(|(.., occurs)| *occurs)
        .map(|(name, class, fill, _)| data!({ "svg": sample(class, fill), "text": words.get(name) }))
        .collect();
    if found.len() < 2 { Vec::new() } else { found }
}

fn sample(class: &str, fill: Option<&str>) -> String {
    let (wide, high) = SAMPLE;
    let mut svg = Svg::default();
    let size = [("width", wide.into()), ("height", high.into()), ("aria-hidden", Attribute::from("true"))];
    svg.open("svg", &size).open("g", &[("class", class.into())]);
    let rect = |class: &'static str| {
        [
            ("class", Attribute::from(class)),
            ("x", 0.5.into()),
            ("y", 0.5.into()),
            ("width", (wide - 1.0).into()),
            ("height", (high - 1.0).into()),
            ("rx", 2.0.into()),
        ]
    };
    if class != "past" {
        svg.empty("rect", &rect("track"));
    }
    if class == "bar done" {
        svg.empty("rect", &rect("fill"));
    }
    if let Some(fill) = fill {
        let [class, x, y, width, height, round] = rect("over");
        svg.empty("rect", &[class, x, y, width, height, round, ("fill", fill.into())]);
    }
    svg.close("g").close("svg");
    svg.finish()
}
