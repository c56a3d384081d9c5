//! The library's MathML, written again: elements of MathML Core with attributes whose values have the form they should
//! have. Tables of equations say by our classes how their columns are aligned.

use crate::base::html::{attribute, escape_text_into};
use crate::base::xml::{Piece, pieces};

/// Elements deeper than this are refused: browsers flatten at 512.
const MAX_DEPTH: usize = 100;

const ELEMENTS: &[&str] = &[
    "math",
    "menclose",
    "mfrac",
    "mi",
    "mmultiscripts",
    "mn",
    "mo",
    "mover",
    "mpadded",
    "mphantom",
    "mprescripts",
    "mroot",
    "mrow",
    "ms",
    "mspace",
    "msqrt",
    "mstyle",
    "msub",
    "msubsup",
    "msup",
    "mtable",
    "mtd",
    "mtext",
    "mtr",
    "munder",
    "munderover",
    "none",
];

/// Attributes, and whether the value is a length; the others are words.
const ATTRIBUTES: &[(&str, bool)] = &[
    ("accent", false),
    ("accentunder", false),
    ("columnspan", true),
    ("depth", true),
    ("displaystyle", false),
    ("fence", false),
    ("form", false),
    ("height", true),
    ("largeop", false),
    ("linethickness", true),
    ("lspace", true),
    ("mathvariant", false),
    ("maxsize", true),
    ("minsize", true),
    ("movablelimits", false),
    ("notation", false),
    ("rspace", true),
    ("scriptlevel", true),
    ("separator", false),
    ("stretchy", false),
    ("symmetric", false),
    ("voffset", true),
    ("width", true),
];

/// How the cells of a table stand.
#[derive(Clone, Copy, Default)]
enum Columns {
    /// In the middle.
    #[default]
    Middle,
    /// Right and left in turns, around signs of equality.
    Turns,
    /// Left.
    Left,
    /// Right.
    Right,
}

/// Writes MathML again; `None` where it is not what the library makes, or nested too deeply.
pub(super) fn write(mathml: &str, tex: &str, display: bool) -> Option<String> {
    let pieces = pieces(mathml.trim())?;
    let mut out = String::with_capacity(mathml.len());
    let mut tables: Vec<(Columns, usize)> = Vec::new();
    let mut depth = 0_usize;
    for piece in &pieces {
        match piece {
            Piece::Start { name, attributes, empty } => {
                if !ELEMENTS.contains(name) || depth >= MAX_DEPTH {
                    return None;
                }
                let classes =
                    attributes.iter().find(|(key, _)| *key == "class").map_or("", |(_, value)| value.as_str());
                out.push('<');
                out.push_str(name);
                match *name {
                    "math" => {
                        if display {
                            out.push_str(" display=\"block\"");
                        }
                        attribute(&mut out, "alttext", tex);
                    }
                    "mtable" => tables.push((columns(classes), 0)),
                    "mtr" => {
                        if let Some((_, column)) = tables.last_mut() {
                            *column = 0;
                        }
                    }
                    "mtd" => {
                        if let Some(class) = tables.last_mut().and_then(|table| cell(table, classes)) {
                            attribute(&mut out, "class", class);
                        }
                    }
                    _ => {}
                }
                for (key, value) in attributes {
                    let fits = ATTRIBUTES.iter().find(|(known, _)| known == key).is_some_and(|(_, length)| {
                        if *length { is_length(value) } else { value.bytes().all(|byte| byte.is_ascii_alphabetic()) }
                    });
                    if fits {
                        attribute(&mut out, key, value);
                    }
                }
                out.push('>');
                if *empty {
                    close(&mut out, name, &mut tables);
                } else {
                    depth += 1;
                }
            }
            Piece::End(name) => {
                depth -= 1;
                close(&mut out, name, &mut tables);
            }
            Piece::Text(text) => escape_text_into(&mut out, text),
        }
    }
    Some(out)
}

fn close(out: &mut String, name: &str, tables: &mut Vec<(Columns, usize)>) {
    out.push_str("</");
    out.push_str(name);
    out.push('>');
    if name == "mtable" {
        tables.pop();
    }
}

fn columns(classes: &str) -> Columns {
    let has = |class: &str| classes.split(' ').any(|known| known == class);
    if has("menv-alignlike") {
        Columns::Turns
    } else if has("menv-cells-left") {
        Columns::Left
    } else if has("menv-cells-right") {
        Columns::Right
    } else {
        Columns::Middle
    }
}

/// The class of the next cell.
fn cell(table: &mut (Columns, usize), classes: &str) -> Option<&'static str> {
    let (columns, column) = table;
    *column += 1;
    let own = classes.split(' ').find_map(|class| match class {
        "cell-left" => Some("align-left"),
        "cell-right" => Some("align-right"),
        _ => None,
    });
    own.or(match columns {
        Columns::Middle => None,
        Columns::Left => Some("align-left"),
        Columns::Right => Some("align-right"),
        Columns::Turns if *column % 2 == 1 => Some("align-right"),
        Columns::Turns => Some("align-left"),
    })
}

/// Ems that a length may have: no blank is wider than a line of a narrow page.
const MAX_EMS: f64 = 20.0;

/// A number with a unit of text, and no longer than a line.
fn is_length(value: &str) -> bool {
    let number = value.trim_end_matches(|c: char| c.is_ascii_alphabetic() || c == '%');
    let unit = match value.get(number.len()..).unwrap_or("") {
        "em" => 1.0,
        "ex" => 0.5,
        "mu" => 1.0 / 18.0,
        "px" => 1.0 / 16.0,
        "pt" => 1.0 / 12.0,
        "pc" => 1.0,
        "cm" => 2.4,
        "mm" => 0.24,
        "in" => 6.0,
        "%" => 0.01,
        // Levels, numbers of columns and multiples of what is usual.
        "" => 1.0,
        _ => return false,
    };
    number.parse::<f64>().is_ok_and(|number| number.is_finite() && number.abs() * unit <= MAX_EMS)
}
