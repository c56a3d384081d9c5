//! How far what is drawn reaches: the library cuts off text that is wider than it thought.

/// A box: left, top, right, bottom.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Extent {
    pub left: f64,
    pub top: f64,
    pub right: f64,
    pub bottom: f64,
}

impl Extent {
    /// Nothing.
    pub(super) const NONE: Self =
        Self { left: f64::INFINITY, top: f64::INFINITY, right: f64::NEG_INFINITY, bottom: f64::NEG_INFINITY };

    /// Takes a point in.
    pub(super) fn add(&mut self, x: f64, y: f64) {
        self.left = self.left.min(x);
        self.top = self.top.min(y);
        self.right = self.right.max(x);
        self.bottom = self.bottom.max(y);
    }

    /// Takes another box in.
    pub(super) fn join(&mut self, other: Self) {
        if other.left <= other.right {
            self.add(other.left, other.top);
            self.add(other.right, other.bottom);
        }
    }

    /// The box around this one when it is turned around a point.
    pub(super) fn turned(self, degrees: f64, (x, y): (f64, f64)) -> Self {
        let (sin, cos) = degrees.to_radians().sin_cos();
        let mut found = Self::NONE;
        for (right, down) in
            [(self.left, self.top), (self.right, self.top), (self.left, self.bottom), (self.right, self.bottom)]
        {
            let (right, down) = (right - x, down - y);
            found.add(x + right * cos - down * sin, y + right * sin + down * cos);
        }
        found
    }

    /// Whether a point lies in it.
    pub(super) fn holds(&self, x: f64, y: f64) -> bool {
        self.left <= x && x <= self.right && self.top <= y && y <= self.bottom
    }

    /// The box of a shape, from its attributes.
    pub(super) fn of(name: &str, number: impl Fn(&str) -> f64, text: impl Fn(&str) -> String) -> Self {
        let mut found = Self::NONE;
        match name {
            "rect" => {
                found.add(number("x"), number("y"));
                found.add(number("x") + number("width"), number("y") + number("height"));
            }
            "circle" => {
                found.add(number("cx") - number("r"), number("cy") - number("r"));
                found.add(number("cx") + number("r"), number("cy") + number("r"));
            }
            "ellipse" => {
                found.add(number("cx") - number("rx"), number("cy") - number("ry"));
                found.add(number("cx") + number("rx"), number("cy") + number("ry"));
            }
            "line" => {
                found.add(number("x1"), number("y1"));
                found.add(number("x2"), number("y2"));
            }
            "polygon" | "polyline" => {
                let points = numbers(&text("points"));
                for point in points.chunks_exact(2) {
                    found.add(point.first().copied().unwrap_or(0.0), point.last().copied().unwrap_or(0.0));
                }
            }
            "path" => path(&text("d"), &mut found),
            _ => {}
        }
        found
    }
}

/// The numbers of a list.
fn numbers(text: &str) -> Vec<f64> {
    text.split([',', ' ', '\n']).filter_map(|part| part.parse().ok()).collect()
}

/// Takes in the points of a path, those that bend it among them.
fn path(data: &str, found: &mut Extent) {
    let (mut x, mut y) = (0.0, 0.0);
    let mut rest = data;
    while let Some(command) = rest.chars().next() {
        rest = rest.get(command.len_utf8()..).unwrap_or("");
        let end = rest.find(|c: char| c.is_ascii_alphabetic() && c != 'e').unwrap_or(rest.len());
        let (arguments, after) = rest.split_at_checked(end).unwrap_or((rest, ""));
        let values = numbers(arguments);
        rest = after;
        let relative = command.is_ascii_lowercase();
        let (from_x, from_y) = if relative { (x, y) } else { (0.0, 0.0) };
        match command.to_ascii_uppercase() {
            'H' => x = values.last().map_or(x, |to| from_x + to),
            'V' => y = values.last().map_or(y, |to| from_y + to),
            'A' => {
                for arc in values.chunks_exact(7) {
                    let from = (x, y);
                    x = from_x + arc.get(5).copied().unwrap_or(0.0);
                    y = from_y + arc.get(6).copied().unwrap_or(0.0);
                    bulge(from, (x, y), arc, found);
                }
            }
            _ => {
                for point in values.chunks_exact(2) {
                    x = from_x + point.first().copied().unwrap_or(0.0);
                    y = from_y + point.last().copied().unwrap_or(0.0);
                    found.add(x, y);
                }
            }
        }
        if !matches!(command, 'Z' | 'z' | ' ' | ',') {
            found.add(x, y);
        }
    }
}

/// Takes in points along an arc from one point to another. An ellipse is taken for a circle.
fn bulge(from: (f64, f64), to: (f64, f64), arc: &[f64], found: &mut Extent) {
    let (Some(radius), Some(large), Some(clockwise)) = (arc.first(), arc.get(3), arc.get(4)) else { return };
    let (half_x, half_y) = ((to.0 - from.0) / 2.0, (to.1 - from.1) / 2.0);
    let half = half_x.hypot(half_y);
    if half == 0.0 {
        return;
    }
    let radius = radius.max(half);
    // The centre lies beside the middle of the chord, on this side for the longer way round and on the other for the shorter.
    let side = if (*large == 1.0) == (*clockwise == 1.0) { 1.0 } else { -1.0 };
    let away = side * (radius * radius - half * half).max(0.0).sqrt() / half;
    let centre = (from.0 + half_x + half_y * away, from.1 + half_y - half_x * away);
    let begin = (from.1 - centre.1).atan2(from.0 - centre.0);
    let mut turn = (to.1 - centre.1).atan2(to.0 - centre.0) - begin;
    if *clockwise == 1.0 && turn < 0.0 {
        turn += std::f64::consts::TAU;
    } else if *clockwise != 1.0 && turn > 0.0 {
        turn -= std::f64::consts::TAU;
    }
    for step in 0..=16 {
        let angle = begin + turn * f64::from(step) / 16.0;
        found.add(centre.0 + radius * angle.cos(), centre.1 + radius * angle.sin());
    }
}

/// How wide a text of this size is, about: the fonts of readers differ.
pub(super) fn width(text: &str, size: f64, bold: bool) -> f64 {
    let em: f64 = text
        .chars()
        .map(|c| match c {
            'i' | 'j' | 'l' | '\'' | '|' | '!' | '.' | ',' | ':' | ';' => 0.3,
            ' ' | 'f' | 't' | 'r' | '(' | ')' | '[' | ']' | '-' | '/' | '"' => 0.38,
            'm' | 'w' | 'M' | 'W' | '@' | '%' => 0.9,
            'A'..='Z' => 0.68,
            c if (c as u32) < 0x1100 => 0.57,
            _ => 1.05,
        })
        .sum();
    em * size * if bold { 1.06 } else { 1.0 }
}
