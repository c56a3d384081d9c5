//! The values of attributes: which forms reach the page.

use super::write::PREFIX;
use crate::base::html::attribute;

/// The largest coordinate.
pub(super) const FAR: f64 = 100_000.0;

/// Adds an attribute; the sign that ids begin with stays as it is.
pub(super) fn attribute_into(out: &mut String, key: &str, value: &str) {
    match value.split_once(PREFIX) {
        Some((before, after)) => {
            let mut escaped = String::new();
            attribute(&mut escaped, key, &format!("{before}\u{e000}{after}"));
            out.push_str(&escaped.replace('\u{e000}', PREFIX));
        }
        None => attribute(out, key, value),
    }
}

/// The size of an arrow's head: the library's are larger than the text beside them.
pub(super) fn smaller(size: &str) -> String {
    size.parse::<f64>().map_or_else(|_| size.to_owned(), |size| format!("{:.1}", size * 0.65))
}

/// Whether a text is an id of the library's.
pub(super) fn is_id(id: &str) -> bool {
    !id.is_empty() && id.len() <= 40 && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}

/// Whether a text is a number that fits a drawing.
pub(super) fn is_number(value: &str) -> bool {
    value.parse::<f64>().is_ok_and(|number| number.is_finite() && number.abs() < FAR)
}

/// Whether a text is a list of such numbers.
pub(super) fn is_numbers(value: &str) -> bool {
    value.split([' ', ',']).filter(|part| !part.is_empty()).all(is_number)
}

/// What a transform of shifts and scales does: how far right, how far down, how much larger.
pub(super) fn shift(transform: &str) -> Option<(f64, f64, f64)> {
    let (mut x, mut y, mut scale) = (0.0, 0.0, 1.0);
    for part in transform.split_inclusive(')') {
        let (name, rest) = part.trim().split_once('(')?;
        let inside = rest.strip_suffix(')')?;
        if !is_numbers(inside) {
            return None;
        }
        let values: Vec<f64> = inside.split([' ', ',']).filter_map(|value| value.parse().ok()).collect();
        match (name, values.as_slice()) {
            ("translate", [right]) => x += right * scale,
            ("translate", [right, down]) => {
                x += right * scale;
                y += down * scale;
            }
            ("scale", [by]) => scale *= by,
            _ => return None,
        }
    }
    Some((x, y, scale))
}

/// Whether a transform is a rotation.
pub(super) fn is_turn(transform: &str) -> bool {
    transform.strip_prefix("rotate(").and_then(|rest| rest.strip_suffix(')')).is_some_and(is_numbers)
}

/// A rotation: its degrees, and the point it turns around.
pub(super) fn turn(transform: &str) -> Option<[f64; 3]> {
    let inside = transform.strip_prefix("rotate(")?.strip_suffix(')')?;
    let values: Vec<f64> = inside.split([' ', ',']).filter_map(|value| value.parse().ok()).collect();
    match values[..] {
        [degrees] => Some([degrees, 0.0, 0.0]),
        [degrees, x, y] => Some([degrees, x, y]),
        _ => None,
    }
}
