//! Badges: the status of an item, and how far all are, as small pictures for a README or a wiki.

use crate::base::xml::escape;
use crate::model::{Column, ItemIx};
use crate::views::card::clip;
use crate::views::svg::{Tenth, text_width};
use crate::views::{Input, Value, backlog, parts};

/// The height, in pixels, and the space before and behind a text.
const HEIGHT: f64 = 20.0;
const SPACE: f64 = 6.0;
/// The size of the letters.
const SIZE: f64 = 11.0;
/// Characters of a text before it is cut.
const LONG: usize = 40;
/// Behind the name.
const GREY: &str = "#4b535d";

/// All that a badge is made from.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Badge {
    name: String,
    word: String,
    colour: &'static str,
}

/// The status of an item.
pub fn of_item(input: Input<'_>, ix: ItemIx) -> Badge {
    let item = &input.site[ix];
    let words = &input.frame.words;
    let status = parts::status(words, item.status(), item.progress);
    let word = status.get("word").and_then(Value::as_str).unwrap_or(words.get("unset"));
    let column = item.status().and_then(|fact| fact.value.status.column());
    Badge::of(item.id.as_deref().unwrap_or(&item.title), word, column)
}

/// How many of the items that are not archived are done.
pub fn of_all(input: Input<'_>) -> String {
    let site = input.site;
    let (mut done, mut all) = (0, 0);
    for ix in backlog::open(site) {
        all += 1;
        let column = site[ix].status().and_then(|fact| fact.value.status.column());
        done += usize::from(column == Some(Column::Complete));
    }
    let whole = if done == all { Column::Complete } else { Column::InProgress };
    Badge::of(&site.title, &format!("{done}/{all}"), Some(whole)).drawn()
}

/// The colour behind a status. White letters on each can be read: the contrast is 4.5 at least.
fn colour(column: Option<Column>) -> &'static str {
    match column {
        Some(Column::InProgress) => "#0969da",
        Some(Column::Review) => "#8250df",
        Some(Column::Blocked) => "#cf222e",
        Some(Column::Complete) => "#1a7f37",
        _ => "#656d76",
    }
}

impl Badge {
    fn of(name: &str, word: &str, column: Option<Column>) -> Self {
        Self { name: clip(name, LONG), word: clip(word, LONG), colour: colour(column) }
    }

    /// The picture.
    pub fn drawn(&self) -> String {
        let Self { name, word, colour } = self;
        let (left, right) = (text_width(name, SIZE) + 2.0 * SPACE, text_width(word, SIZE) + 2.0 * SPACE);
        let text = |at: f64, text: &str| {
            let (x, wide) = (Tenth(at + SPACE), Tenth(text_width(text, SIZE)));
            format!("<text x=\"{x}\" y=\"14\" textLength=\"{wide}\">{}</text>", escape(text))
        };
        let label = escape(&format!("{name}: {word}"));
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{all}\" height=\"{HEIGHT}\" role=\"img\" aria-label=\"{label}\">\
             <title>{label}</title><clipPath id=\"r\"><rect width=\"{all}\" height=\"{HEIGHT}\" rx=\"3\"/></clipPath>\
             <g clip-path=\"url(#r)\"><rect width=\"{l}\" height=\"{HEIGHT}\" fill=\"{GREY}\"/>\
             <rect x=\"{l}\" width=\"{r}\" height=\"{HEIGHT}\" fill=\"{colour}\"/></g>\
             <g fill=\"#fff\" font-family=\"Verdana,DejaVu Sans,Geneva,sans-serif\" font-size=\"{SIZE}\">{}{}</g></svg>\n",
            text(0.0, name),
            text(left, word),
            all = Tenth(left + right),
            l = Tenth(left),
            r = Tenth(right),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// How much lighter one colour is than another, by WCAG 2.2.
    fn contrast(one: &str, other: &str) -> f64 {
        let light = |colour: &str| {
            let part = |at: usize| {
                let byte = colour.get(at..at + 2).and_then(|hex| u8::from_str_radix(hex, 16).ok());
                let value = f64::from(byte.expect("a colour")) / 255.0;
                if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
            };
            0.2126 * part(1) + 0.7152 * part(3) + 0.0722 * part(5) + 0.05
        };
        light(one).max(light(other)) / light(one).min(light(other))
    }

    #[test]
    fn letters_can_be_read_on_every_colour() {
        let colours = Column::ALL.into_iter().map(Some).chain([None]).map(colour);
        for colour in colours.chain([GREY]) {
            assert!(contrast(colour, "#ffffff") >= 4.5, "{colour}");
        }
    }

    #[test]
    fn what_is_drawn_is_escaped_and_cut() {
        let svg = Badge::of("a<b>&\"c\"", &"x".repeat(300), None).drawn();
        assert!(svg.contains("a&lt;b&gt;&amp;&quot;c&quot;: xxxx"), "{svg}");
        assert!(svg.len() < 1200, "{}", svg.len());
    }
}
