//! The library's SVG, written again: known elements with known attributes whose values have the form they should have,
//! colours of the theme, and room for all that is drawn. Everything else is left out.

use super::extent::{self, Extent};
use super::paint::{self, Paint, Role};
use super::values::{FAR, attribute_into, is_id, is_number, is_numbers, is_turn, shift, smaller, turn};
use crate::base::html::escape_text_into;
use crate::base::text::fold_space;
use crate::base::xml::{Piece, pieces};

/// What ids begin with until the page is known.
pub(super) const PREFIX: &str = "\u{1}";
/// Labels that are kept for the drawing's name.
const MAX_LABELS: usize = 24;
/// Room around what is drawn.
const MARGIN: f64 = 4.0;

/// Elements that are written; their attributes besides those all may have.
const ELEMENTS: &[(&str, &[&str])] = &[
    ("circle", &["cx", "cy", "r"]),
    ("clipPath", &[]),
    ("defs", &[]),
    ("ellipse", &["cx", "cy", "rx", "ry"]),
    ("g", &[]),
    ("line", &["x1", "y1", "x2", "y2"]),
    ("linearGradient", &["gradientUnits", "x1", "y1", "x2", "y2"]),
    ("marker", &["viewBox", "refX", "refY", "markerWidth", "markerHeight", "orient"]),
    ("path", &["d"]),
    ("polygon", &["points"]),
    ("polyline", &["points"]),
    ("rect", &["x", "y", "width", "height", "rx", "ry"]),
    ("stop", &["offset", "stop-color", "stop-opacity"]),
    ("svg", &[]),
    ("text", &["x", "y", "dx", "dy"]),
    ("tspan", &["x", "y", "dx", "dy"]),
];

/// Attributes that any element may have.
const COMMON: &[&str] = &[
    "clip-path",
    "dominant-baseline",
    "fill",
    "fill-opacity",
    "font-size",
    "font-style",
    "font-weight",
    "id",
    "marker-end",
    "marker-start",
    "opacity",
    "stroke",
    "stroke-dasharray",
    "stroke-linecap",
    "stroke-linejoin",
    "stroke-opacity",
    "stroke-width",
    "text-anchor",
    "text-decoration",
    "transform",
];

/// What is inherited on the way down.
#[derive(Clone)]
struct Around {
    size: f64,
    bold: bool,
    anchor: String,
    filled: bool,
    shift: (f64, f64, f64),
    turned: bool,
    /// The turn of a text under no other transform of its kind: degrees, and the point it turns around.
    turn: Option<[f64; 3]>,
    /// In definitions: drawn elsewhere.
    aside: bool,
}

struct Writer<'a> {
    source: &'a str,
    out: String,
    stack: Vec<(&'a str, bool, Around)>,
    extent: Extent,
    grounds: Vec<(Extent, Paint)>,
    labels: Vec<String>,
    label: String,
    /// Where the next text begins.
    pen: (f64, f64),
}

/// Writes an SVG again: the element, where a name belongs in it, and its labels. `None` where it is not what the library
/// makes.
pub(super) fn write(svg: &str, source: &str) -> Option<(String, usize, Vec<String>)> {
    let pieces = pieces(svg)?;
    let (frame, size) = frame(pieces.first()?)?;
    let lower = source.to_lowercase();
    let around = Around {
        size,
        bold: false,
        anchor: String::new(),
        filled: false,
        shift: (0.0, 0.0, 1.0),
        turned: false,
        turn: None,
        aside: false,
    };
    let mut writer = Writer {
        source: &lower,
        out: String::with_capacity(svg.len()),
        stack: vec![("", true, around)],
        extent: Extent::NONE,
        grounds: Vec::new(),
        labels: Vec::new(),
        label: String::new(),
        pen: (0.0, 0.0),
    };
    let mut dropped = 0_usize;
    for piece in pieces.iter().skip(1) {
        match piece {
            Piece::Start { empty, .. } if dropped > 0 => dropped += usize::from(!empty),
            Piece::End(_) if dropped > 0 => dropped -= 1,
            _ if dropped > 0 => {}
            Piece::Start { name, attributes, empty } => {
                if !writer.start(name, attributes, *empty) && !empty {
                    dropped = 1;
                }
            }
            Piece::End(name) => writer.end(name),
            Piece::Text(text) => writer.text(text),
        }
    }
    Some(writer.finish(frame, size))
}

/// The frame and the size of text of the root element.
fn frame(piece: &Piece<'_>) -> Option<(Extent, f64)> {
    let Piece::Start { name: "svg", attributes, empty: false } = piece else { return None };
    let value = |key: &str| attributes.iter().find(|(name, _)| *name == key).map(|(_, value)| value.as_str());
    let parts: Vec<f64> = value("viewBox")?.split(' ').map(|part| part.parse().ok()).collect::<Option<_>>()?;
    let [left, top, width, height] = parts[..] else { return None };
    let fits = parts.iter().all(|part| part.is_finite() && part.abs() < FAR) && width > 0.0 && height > 0.0;
    let size = value("font-size").and_then(|size| size.parse().ok()).unwrap_or(14.0);
    fits.then_some((Extent { left, top, right: left + width, bottom: top + height }, size))
}

impl<'a> Writer<'a> {
    fn start(&mut self, name: &'a str, attributes: &[(&'a str, String)], empty: bool) -> bool {
        let Some((_, _, around)) = self.stack.last().cloned() else { return false };
        // Links are left out, what they hold stays.
        if name == "a" {
            if !empty {
                self.stack.push((name, false, around));
            }
            return true;
        }
        let Some((tag, own)) = ELEMENTS.iter().find(|(known, _)| *known == name).filter(|(tag, _)| *tag != "svg")
        else {
            return false;
        };
        // Lines of a label stand below each other.
        if *tag == "tspan" {
            self.label.push(' ');
        }
        let mut around = around;
        let value = |key: &str| attributes.iter().find(|(known, _)| *known == key).map(|(_, value)| value.clone());
        self.inherit(&mut around, tag, &value);
        let text = matches!(*tag, "text" | "tspan");
        self.out.push('<');
        self.out.push_str(tag);
        let mut painted = false;
        for (key, value) in attributes {
            if !own.contains(key) && !COMMON.contains(key) {
                continue;
            }
            match *key {
                "fill" | "stroke" | "stop-color" => {
                    let role = match *key {
                        "fill" if text => Role::Text,
                        "stroke" => Role::Line,
                        _ => Role::Shape,
                    };
                    let mut found = paint::paint(value, role, self.source);
                    if role == Role::Text {
                        found = paint::ink(found, self.ground(&around));
                    }
                    painted |= *key == "fill";
                    self.paint(key, &found);
                }
                "markerWidth" | "markerHeight" => self.attribute(key, &smaller(value)),
                "transform" if around.turn.is_some() => self.attribute(key, &value.replace("(-45 ", "(45 ")),
                "text-anchor" if text => self.attribute(key, &around.anchor.clone()),
                _ => self.attribute(key, value),
            }
        }
        let shape = matches!(*tag, "rect" | "circle" | "ellipse" | "path" | "polygon" | "polyline");
        if !painted && !around.filled && (shape || *tag == "text") {
            let ink = Paint::Token("--ink");
            let ink = if *tag == "text" { paint::ink(ink, self.ground(&around)) } else { ink };
            self.paint("fill", &ink);
        }
        around.filled |= painted;
        self.out.push_str(if empty { "/>" } else { ">" });
        if shape || *tag == "line" {
            self.shape(tag, &around, &value);
        }
        if !empty {
            self.stack.push((tag, true, around));
        }
        true
    }

    fn end(&mut self, name: &str) {
        let Some((tag, shown, _)) = self.stack.pop() else { return };
        if shown && !tag.is_empty() {
            self.out.push_str("</");
            self.out.push_str(tag);
            self.out.push('>');
        }
        if name == "text" {
            let label = fold_space(&std::mem::take(&mut self.label));
            if !label.is_empty() && self.labels.len() < MAX_LABELS && !self.labels.contains(&label) {
                self.labels.push(label);
            }
        }
    }

    fn text(&mut self, text: &str) {
        let Some((tag, shown, around)) = self.stack.last().cloned() else { return };
        // Text stands nowhere but in text: blanks between elements say nothing.
        if !(shown && matches!(tag, "text" | "tspan") || tag == "a") {
            return;
        }
        escape_text_into(&mut self.out, text);
        self.label.push_str(text);
        if around.aside || around.turned && around.turn.is_none() {
            return;
        }
        let width = extent::width(text, around.size, around.bold) * around.shift.2;
        let (x, y) = self.place(&around, self.pen.0, self.pen.1);
        let left = match around.anchor.as_str() {
            "middle" => x - width / 2.0,
            "end" => x - width,
            _ => x,
        };
        let size = around.size * around.shift.2;
        let found = Extent { left, top: y - size, right: left + width, bottom: y + size * 0.4 };
        self.extent.join(match around.turn {
            Some([degrees, x, y]) => found.turned(degrees, self.place(&around, x, y)),
            None => found,
        });
        if around.anchor.is_empty() || around.anchor == "start" {
            self.pen.0 += width;
        }
    }

    /// Takes from an element what its content inherits.
    fn inherit(&mut self, around: &mut Around, tag: &str, value: &impl Fn(&str) -> Option<String>) {
        let number = |key: &str| value(key).and_then(|value| value.trim_end_matches("px").parse::<f64>().ok());
        if let Some(size) = number("font-size").filter(|size| (1.0..200.0).contains(size)) {
            around.size = size;
        }
        if let Some(weight) = value("font-weight") {
            around.bold = weight == "bold" || weight.parse::<u32>().is_ok_and(|weight| weight >= 600);
        }
        if let Some(anchor) = value("text-anchor") {
            around.anchor = anchor;
        }
        if let Some(transform) = value("transform") {
            match shift(&transform) {
                Some((x, y, scale)) => {
                    let (left, top, outer) = around.shift;
                    around.shift = (left + x * outer, top + y * outer, outer * scale);
                }
                None => {
                    around.turn = turn(&transform).filter(|_| tag == "text" && !around.turned);
                    around.turned = true;
                    // The name of a commit begins below its dot: its middle there would lie across the dot.
                    if let Some([degrees @ -45.0, ..]) = &mut around.turn {
                        (*degrees, around.anchor) = (45.0, "start".to_owned());
                    }
                }
            }
        }
        around.aside |= matches!(tag, "defs" | "marker" | "clipPath");
        if let Some(x) = number("x").filter(|_| matches!(tag, "text" | "tspan")) {
            self.pen.0 = x;
        }
        if let Some(y) = number("y").filter(|_| matches!(tag, "text" | "tspan")) {
            self.pen.1 = y;
        }
        if let Some(dy) = number("dy").filter(|_| tag == "tspan") {
            self.pen.1 += dy;
        }
    }

    fn place(&self, around: &Around, x: f64, y: f64) -> (f64, f64) {
        let (left, top, scale) = around.shift;
        (left + x * scale, top + y * scale)
    }

    /// What the text that begins here stands on.
    fn ground(&self, around: &Around) -> Option<&Paint> {
        let (x, y) = self.place(around, self.pen.0, self.pen.1 - around.size * 0.3);
        // A text that begins at its left edge may begin on the line of its box.
        let inside = match around.anchor.as_str() {
            "middle" => 0.0,
            "end" => -around.size * 0.5,
            _ => around.size * 0.5,
        };
        self.grounds.iter().rev().find(|(extent, _)| extent.holds(x + inside, y)).map(|(_, paint)| paint)
    }

    fn shape(&mut self, tag: &str, around: &Around, value: &impl Fn(&str) -> Option<String>) {
        if around.aside || around.turned {
            return;
        }
        let number = |key: &str| value(key).and_then(|value| value.parse().ok()).unwrap_or(0.0);
        let found = Extent::of(tag, number, |key| value(key).unwrap_or_default());
        if found.left > found.right {
            return;
        }
        let mut placed = Extent::NONE;
        let (left, top) = self.place(around, found.left, found.top);
        placed.add(left, top);
        let (right, bottom) = self.place(around, found.right, found.bottom);
        placed.add(right, bottom);
        self.extent.join(placed);
        let opacity: f64 =
            ["fill-opacity", "opacity"].iter().filter_map(|key| value(key)?.parse::<f64>().ok()).product();
        let fill = value("fill").map(|fill| paint::paint(&fill, Role::Shape, self.source));
        if let Some(fill) =
            fill.filter(|fill| tag != "line" && !matches!(fill, Paint::None | Paint::Reference(_)) && opacity > 0.5)
        {
            self.grounds.push((placed, fill));
        }
    }

    fn paint(&mut self, key: &str, paint: &Paint) {
        let value = match paint {
            Paint::None => "none".to_owned(),
            Paint::Token(token) => format!("var({token})"),
            Paint::Own(colour) => colour.clone(),
            Paint::Reference(id) if is_id(id) => format!("url(#{PREFIX}{id})"),
            Paint::Reference(_) => return,
        };
        attribute_into(&mut self.out, key, &value);
    }

    /// Writes an attribute whose value has the form it should have.
    fn attribute(&mut self, key: &str, value: &str) {
        let value = value.trim();
        let fits = match key {
            "id" => {
                if is_id(value) {
                    attribute_into(&mut self.out, "id", &format!("{PREFIX}{value}"));
                }
                return;
            }
            "marker-start" | "marker-end" | "clip-path" => {
                if let Some(id) =
                    value.strip_prefix("url(#").and_then(|rest| rest.strip_suffix(')')).filter(|id| is_id(id))
                {
                    attribute_into(&mut self.out, key, &format!("url(#{PREFIX}{id})"));
                }
                return;
            }
            "d" => value.bytes().all(|byte| byte.is_ascii_digit() || b"MLHVCSQTAZmlhvcsqtaz ,.-e\n".contains(&byte)),
            "transform" => shift(value).is_some() || is_turn(value),
            "viewBox" | "points" | "stroke-dasharray" => is_numbers(value),
            "font-weight" | "font-style" | "text-anchor" | "text-decoration" | "dominant-baseline"
            | "stroke-linecap" | "stroke-linejoin" | "orient" | "gradientUnits" => {
                value.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
            }
            _ => is_number(value.trim_end_matches("px").trim_end_matches("em").trim_end_matches('%')),
        };
        if fits {
            attribute_into(&mut self.out, key, value);
        }
    }

    fn finish(mut self, frame: Extent, size: f64) -> (String, usize, Vec<String>) {
        while let Some((tag, shown, _)) = self.stack.pop() {
            if shown && !tag.is_empty() {
                self.out.push_str(&format!("</{tag}>"));
            }
        }
        // The library's frame has wide margins, and cuts off text that is wider than it thought.
        let found = if self.extent.left < self.extent.right { self.extent } else { frame };
        let left = (found.left - MARGIN).floor().max(-FAR);
        let top = (found.top - MARGIN).floor().max(-FAR);
        let width = ((found.right + MARGIN).ceil() - left).min(FAR);
        let height = ((found.bottom + MARGIN).ceil() - top).min(FAR);
        let mut svg = format!(
            "<svg viewBox=\"{left} {top} {width} {height}\" width=\"{width}\" height=\"{height}\" font-size=\"{size}\" role=\"img\""
        );
        let name_at = svg.len();
        svg.push('>');
        svg.push_str(&self.out);
        svg.push_str("</svg>");
        (svg, name_at, self.labels)
    }
}
