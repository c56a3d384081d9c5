//! The width and height of a picture, from the first bytes of its file.

/// How many bytes of a file tell its size in all but odd cases.
pub const HEAD: u64 = 64 * 1024;

/// No side is longer than this; what says so is no picture.
const LONGEST: u32 = 100_000;

/// Whether a file's name is that of a picture whose size can be read.
pub fn is_picture(path: &str) -> bool {
    const KINDS: &[&str] = &["gif", "jpeg", "jpg", "png", "svg", "webp"];
    path.rsplit_once('.').is_some_and(|(_, kind)| KINDS.iter().any(|known| known.eq_ignore_ascii_case(kind)))
}

/// Width and height in pixels, told by the bytes and not by the file's name; `None` where they do not tell.
pub fn size(bytes: &[u8]) -> Option<(u32, u32)> {
    let found = if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
        (big(bytes, 16, 4)?, big(bytes, 20, 4)?)
    } else if bytes.starts_with(b"GIF8") {
        (little(bytes, 6, 2)?, little(bytes, 8, 2)?)
    } else if bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") {
        webp(bytes)?
    } else if bytes.starts_with(b"\xff\xd8") {
        jpeg(bytes)?
    } else {
        svg(bytes)?
    };
    let fits = |side: u32| (1..=LONGEST).contains(&side);
    (fits(found.0) && fits(found.1)).then_some(found)
}

fn big(bytes: &[u8], at: usize, length: usize) -> Option<u32> {
    Some(bytes.get(at..at + length)?.iter().fold(0, |sum, byte| sum << 8 | u32::from(*byte)))
}

fn little(bytes: &[u8], at: usize, length: usize) -> Option<u32> {
    Some(bytes.get(at..at + length)?.iter().rev().fold(0, |sum, byte| sum << 8 | u32::from(*byte)))
}

fn webp(bytes: &[u8]) -> Option<(u32, u32)> {
    match bytes.get(12..16)? {
        b"VP8 " => Some((little(bytes, 26, 2)? & 0x3fff, little(bytes, 28, 2)? & 0x3fff)),
        b"VP8L" => {
            let sides = little(bytes, 21, 4)?;
            Some(((sides & 0x3fff) + 1, (sides >> 14 & 0x3fff) + 1))
        }
        b"VP8X" => Some((little(bytes, 24, 3)? + 1, little(bytes, 27, 3)? + 1)),
        _ => None,
    }
}

/// Goes from segment to segment up to the one that begins a frame. A camera's note may say that the picture is to be
/// turned; then width and height are not those of what is shown, and nothing is told.
fn jpeg(bytes: &[u8]) -> Option<(u32, u32)> {
    let mut at = 2;
    loop {
        let marker = *bytes.get(at + 1)?;
        match (bytes.get(at)?, marker) {
            (0xff, 0xff) => at += 1,
            (0xff, 0xc0..=0xcf) if !matches!(marker, 0xc4 | 0xc8 | 0xcc) => {
                return Some((big(bytes, at + 7, 2)?, big(bytes, at + 5, 2)?));
            }
            (0xff, 0xe1) if bytes.get(at + 4..at + 8) == Some(b"Exif") => return None,
            (0xff, _) => at += 2 + big(bytes, at + 2, 2)? as usize,
            _ => return None,
        }
    }
}

/// The attributes of the root element, else its view box.
fn svg(bytes: &[u8]) -> Option<(u32, u32)> {
    let text = String::from_utf8_lossy(bytes);
    let root = text.split_once("<svg")?.1.split_once('>')?.0;
    let value = |key: &str| {
        let rest = root.split_once(key)?.1.trim_start().strip_prefix('=')?.trim_start();
        let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''))?;
        rest.get(1..)?.split_once(quote).map(|(value, _)| value)
    };
    let pixels = |text: &str| {
        let number: f64 = text.trim().trim_end_matches("px").parse().ok()?;
        (number >= 0.5 && number <= f64::from(LONGEST)).then_some(number.round() as u32)
    };
    let side = |key: &str| pixels(value(key)?);
    if let (Some(width), Some(height)) = (side(" width"), side(" height")) {
        return Some((width, height));
    }
    let mut numbers = value("viewBox")?.split([' ', ',']).filter(|number| !number.is_empty()).skip(2);
    Some((pixels(numbers.next()?)?, pixels(numbers.next()?)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_tells_its_size() {
        let png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x02\x58\0\0\0\xc8".to_vec();
        let gif = b"GIF89a\x58\x02\xc8\0".to_vec();
        let jpeg = b"\xff\xd8\xff\xe0\0\x04ab\xff\xff\xc2\0\x11\x08\0\xc8\x02\x58".to_vec();
        let lossy = [b"RIFF....WEBPVP8 ....".as_slice(), &[0; 6], b"\x58\x02\xc8\0"].concat();
        let lossless = [b"RIFF....WEBPVP8L....\x2f".as_slice(), &(599_u32 | 199 << 14).to_le_bytes()].concat();
        let extended = [b"RIFF....WEBPVP8X....".as_slice(), &[0; 4], b"\x57\x02\0\xc7\0\0"].concat();
        let svg = b"<?xml version=\"1.0\"?>\n<svg xmlns=\"x\" width='600px' height=\"200\">".to_vec();
        let boxed = b"<svg width=\"100%\" viewBox=\"0 0 599.6,200\">".to_vec();
        for bytes in [png, gif, jpeg, lossy, lossless, extended, svg, boxed] {
            assert_eq!(size(&bytes), Some((600, 200)), "{}", String::from_utf8_lossy(&bytes));
            for end in 0..bytes.len() {
                assert_eq!(size(&bytes[..end]).filter(|found| *found != (600, 200)), None);
            }
        }
    }

    #[test]
    fn what_does_not_tell_is_left_alone() {
        let turned = b"\xff\xd8\xff\xe1\0\x08Exif\0\0\xff\xc0\0\x11\x08\0\xc8\x02\x58";
        let none = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\0\0\0\0\xc8";
        let percent = b"<svg width=\"100%\" height=\"100%\">";
        for bytes in [turned.as_slice(), none, percent, b"<html>", b""] {
            assert_eq!(size(bytes), None, "{}", String::from_utf8_lossy(bytes));
        }
        assert!(is_picture("a/b.PNG") && !is_picture("a/png") && !is_picture("a.pdf"));
    }
}
