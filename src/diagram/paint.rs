//! From the library's colours to the theme's. The library gets a theme of colours that stand for tokens; its own
//! constants are taken by how light they are; a colour its author wrote stays.

use std::borrow::Cow;

use mermaid_svg::Theme;

use super::colour::{is_colour, lightness};

/// What is painted.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Role {
    /// Text.
    Text,
    /// The inside of a shape.
    Shape,
    /// A line, or the line around a shape.
    Line,
}

/// A colour as it is written in the page.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Paint {
    /// Nothing.
    None,
    /// A token of the theme.
    Token(&'static str),
    /// A colour of the author's.
    Own(String),
    /// A gradient or pattern of the diagram, by its id.
    Reference(String),
}

/// Colours of series, the strongest first; text on them has the colour of text on a state.
const SERIES: [&str; 8] =
    ["--code-4", "--code-2", "--code-3", "--code-1", "--code-5", "--blocked", "--review", "--done"];

/// Colours that stand for tokens. The first eight are [`SERIES`]: all dark, as the library takes light text for them.
const STANDINS: [(&str, &str); 20] = [
    ("#010104", SERIES[0]),
    ("#010105", SERIES[1]),
    ("#010106", SERIES[2]),
    ("#010107", SERIES[3]),
    ("#010108", SERIES[4]),
    ("#010109", SERIES[5]),
    ("#01010a", SERIES[6]),
    ("#01010b", SERIES[7]),
    ("#101112", "--ink"),
    ("#606162", "--ink-2"),
    ("#fdfcfb", "--ground"),
    ("#f1f2f3", "--raised"),
    ("#f1f2f4", "--sunken"),
    ("#909192", "--ink-3"),
    ("#c0c1c2", "--hair-2"),
    // Constants of the library that mean something: tasks of a Gantt chart, ordinary, under way, done, critical.
    ("#8a90dd", SERIES[0]),
    ("#bfc7ff", SERIES[2]),
    ("#d3d3d3", "--hair-2"),
    ("#ff0000", "--blocked"),
    ("red", "--blocked"),
];

/// The stand-in of a token.
const fn standin(at: usize) -> Cow<'static, str> {
    Cow::Borrowed(STANDINS[at].0)
}

const INK: usize = 8;
const INK_2: usize = 9;
const GROUND: usize = 10;
const RAISED: usize = 11;
const SUNKEN: usize = 12;
const INK_3: usize = 13;
const HAIR: usize = 14;

/// The theme the library draws with.
pub(super) fn theme() -> Theme {
    let series: Cow<'static, [Cow<'static, str>]> = Cow::Owned((0..SERIES.len()).map(standin).collect());
    Theme {
        fg: standin(INK),
        fg_muted: standin(INK_2),
        bg: standin(GROUND),
        actor_fill: standin(RAISED),
        actor_stroke: standin(INK_3),
        lifeline: standin(HAIR),
        arrow_stroke: standin(INK_2),
        note_fill: standin(SUNKEN),
        note_stroke: standin(HAIR),
        activation_fill: standin(SUNKEN),
        activation_stroke: standin(INK_3),
        frame_label_fill: standin(SUNKEN),
        flow_node_fill: standin(RAISED),
        flow_node_stroke: standin(INK_3),
        flow_edge_stroke: standin(INK_2),
        flow_label_bg: standin(GROUND),
        flow_cluster_fill: standin(SUNKEN),
        flow_cluster_stroke: standin(HAIR),
        cscale_palette: series.clone(),
        pie_palette: series.clone(),
        git_palette: series.clone(),
        xychart_palette: series,
        pie_stroke: Some(standin(GROUND)),
        quadrant_default_fills: [SUNKEN, RAISED, SUNKEN, RAISED].map(standin),
        ..Theme::default_theme()
    }
}

/// The paint for a colour of the library's; `source` is the diagram's in small letters.
pub(super) fn paint(colour: &str, role: Role, source: &str) -> Paint {
    let colour = colour.trim().to_ascii_lowercase();
    if colour == "none" || colour == "transparent" {
        return Paint::None;
    }
    if let Some(id) = colour.strip_prefix("url(#").and_then(|rest| rest.strip_suffix(')')) {
        return Paint::Reference(id.to_owned());
    }
    if is_colour(&colour) && has_word(source, &colour) {
        return Paint::Own(colour);
    }
    if let Some((_, token)) = STANDINS.iter().find(|(standin, _)| *standin == colour) {
        return Paint::Token(token);
    }
    let light = lightness(&colour).unwrap_or(0.0);
    Paint::Token(match role {
        Role::Text if (0.08..0.5).contains(&light) => "--ink-2",
        Role::Text => "--ink",
        Role::Shape if light > 0.85 => "--raised",
        Role::Shape if light > 0.4 => "--sunken",
        Role::Shape if light > 0.08 => "--ink-3",
        Role::Shape => "--ink-2",
        Role::Line if light > 0.6 => "--hair-2",
        Role::Line if light > 0.15 => "--ink-3",
        Role::Line => "--ink-2",
    })
}

/// Whether the source has a colour as a word of its own: `red` is not in `redis`.
fn has_word(source: &str, colour: &str) -> bool {
    source.match_indices(colour).any(|(at, _)| {
        let before = source.get(..at).and_then(|text| text.chars().next_back());
        let after = source.get(at + colour.len()..).and_then(|text| text.chars().next());
        // A name is a colour only where it is a value.
        let value = colour.starts_with('#') || colour.contains('(') || before.is_some_and(|c| matches!(c, ':' | ' '));
        value && !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
    })
}

/// The paint of text that asks for `wanted` and stands on `ground`.
pub(super) fn ink(wanted: Paint, ground: Option<&Paint>) -> Paint {
    let Paint::Token(token) = wanted else { return wanted };
    match ground {
        Some(Paint::Own(colour)) => {
            let dark = lightness(colour).is_none_or(|light| light > 0.18);
            Paint::Own(if dark { "#000" } else { "#fff" }.to_owned())
        }
        Some(Paint::Token(on)) if SERIES.contains(on) || matches!(*on, "--ink" | "--ink-2" | "--ink-3") => {
            Paint::Token("--on-state")
        }
        _ => Paint::Token(token),
    }
}
