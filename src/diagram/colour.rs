//! Colours as sources and the library write them.

/// How light a colour is: 0 for black, 1 for white, as WCAG counts; `None` where it cannot be read.
pub(super) fn lightness(colour: &str) -> Option<f64> {
    let [red, green, blue] = channels(colour.trim())?;
    let linear = |channel: f64| {
        if channel <= 0.040_45 { channel / 12.92 } else { ((channel + 0.055) / 1.055).powf(2.4) }
    };
    Some(0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue))
}

fn channels(colour: &str) -> Option<[f64; 3]> {
    if let Some(hex) = colour.strip_prefix('#') {
        let digits: Vec<f64> = hex.chars().map(|c| c.to_digit(16).map(f64::from)).collect::<Option<_>>()?;
        return match *digits {
            [r, g, b] | [r, g, b, _] => Some([r / 15.0, g / 15.0, b / 15.0]),
            [a, b, c, d, e, f] | [a, b, c, d, e, f, _, _] => {
                Some([(a * 16.0 + b) / 255.0, (c * 16.0 + d) / 255.0, (e * 16.0 + f) / 255.0])
            }
            _ => None,
        };
    }
    if let Some((name, rest)) = colour.split_once('(') {
        let inside = rest.strip_suffix(')')?;
        let parts: Vec<f64> = inside
            .split([',', ' ', '/'])
            .filter(|part| !part.trim().is_empty())
            .map(|part| part.trim().trim_end_matches(['%', 'd', 'e', 'g']).parse().ok())
            .collect::<Option<_>>()?;
        return match (name.to_ascii_lowercase().as_str(), parts.as_slice()) {
            ("rgb" | "rgba", [r, g, b, ..]) => Some([r / 255.0, g / 255.0, b / 255.0].map(|c| c.clamp(0.0, 1.0))),
            ("hsl" | "hsla", [h, s, l, ..]) => Some(from_hsl(*h, s / 100.0, l / 100.0)),
            _ => None,
        };
    }
    let lower = colour.to_ascii_lowercase();
    NAMES
        .iter()
        .find(|(name, _)| *name == lower)
        .map(|(_, [r, g, b])| [*r, *g, *b].map(|channel: u8| f64::from(channel) / 255.0))
}

fn from_hsl(hue: f64, saturation: f64, light: f64) -> [f64; 3] {
    let amount = saturation * light.min(1.0 - light);
    [0.0, 8.0, 4.0].map(|n| {
        let k = (n + hue / 30.0).rem_euclid(12.0);
        (light - amount * (k - 3.0).min(9.0 - k).clamp(-1.0, 1.0)).clamp(0.0, 1.0)
    })
}

/// Whether a text is a colour and nothing else: it goes into a page.
pub(super) fn is_colour(text: &str) -> bool {
    let text = text.trim();
    if let Some(hex) = text.strip_prefix('#') {
        return matches!(hex.len(), 3 | 4 | 6 | 8) && hex.bytes().all(|byte| byte.is_ascii_hexdigit());
    }
    if let Some((name, rest)) = text.split_once('(') {
        let known = ["rgb", "rgba", "hsl", "hsla"].iter().any(|known| known.eq_ignore_ascii_case(name));
        let inside = rest.strip_suffix(')').unwrap_or("(");
        return known && inside.len() < 60 && inside.bytes().all(|b| b.is_ascii_digit() || b" ,.%/-deg".contains(&b));
    }
    (3..=20).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_alphabetic())
}

/// Names that diagrams use; the lightness of others is not known.
const NAMES: &[(&str, [u8; 3])] = &[
    ("aqua", [0, 255, 255]),
    ("beige", [245, 245, 220]),
    ("black", [0, 0, 0]),
    ("blue", [0, 0, 255]),
    ("brown", [165, 42, 42]),
    ("crimson", [220, 20, 60]),
    ("cyan", [0, 255, 255]),
    ("darkblue", [0, 0, 139]),
    ("darkgray", [169, 169, 169]),
    ("darkgreen", [0, 100, 0]),
    ("darkgrey", [169, 169, 169]),
    ("darkred", [139, 0, 0]),
    ("gold", [255, 215, 0]),
    ("gray", [128, 128, 128]),
    ("green", [0, 128, 0]),
    ("grey", [128, 128, 128]),
    ("indigo", [75, 0, 130]),
    ("lavender", [230, 230, 250]),
    ("lightblue", [173, 216, 230]),
    ("lightcoral", [240, 128, 128]),
    ("lightcyan", [224, 255, 255]),
    ("lightgray", [211, 211, 211]),
    ("lightgreen", [144, 238, 144]),
    ("lightgrey", [211, 211, 211]),
    ("lightpink", [255, 182, 193]),
    ("lightyellow", [255, 255, 224]),
    ("lime", [0, 255, 0]),
    ("magenta", [255, 0, 255]),
    ("maroon", [128, 0, 0]),
    ("navy", [0, 0, 128]),
    ("olive", [128, 128, 0]),
    ("orange", [255, 165, 0]),
    ("pink", [255, 192, 203]),
    ("purple", [128, 0, 128]),
    ("red", [255, 0, 0]),
    ("salmon", [250, 128, 114]),
    ("silver", [192, 192, 192]),
    ("skyblue", [135, 206, 235]),
    ("teal", [0, 128, 128]),
    ("tomato", [255, 99, 71]),
    ("violet", [238, 130, 238]),
    ("white", [255, 255, 255]),
    ("yellow", [255, 255, 0]),
];
