//! Files as addresses that hold their own bytes.

use crate::base::paths;

/// What is larger is not put into a page: it is to be sent by e-mail.
const LARGEST: usize = 256 * 1024;

/// The file at an address as such an address, where it is small and of a kind that a page shows.
pub(super) fn uri(url: &str, bytes: &[u8]) -> Option<String> {
    let kind = match paths::extension(url).to_ascii_lowercase().as_str() {
        "avif" => "image/avif",
        "gif" => "image/gif",
        "jpeg" | "jpg" => "image/jpeg",
        "png" => "image/png",
        "svg" => "image/svg+xml",
        "webp" => "image/webp",
        "woff" => "font/woff",
        "woff2" => "font/woff2",
        _ => return None,
    };
    (bytes.len() <= LARGEST).then(|| format!("data:{kind};base64,{}", base64(bytes)))
}

/// Base64 with padding.
fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for group in bytes.chunks(3) {
        let at = |index: usize| u32::from(group.get(index).copied().unwrap_or_default());
        let bits = at(0) << 16 | at(1) << 8 | at(2);
        for place in 0..4 {
            let letter = LETTERS.get((bits >> (18 - 6 * place) & 63) as usize).copied().unwrap_or_default();
            out.push(if place <= group.len() { letter as char } else { '=' });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_are_written_as_the_standard_says() {
        for (bytes, expected) in [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foobar", "Zm9vYmFy")] {
            assert_eq!(base64(bytes.as_bytes()), expected);
        }
        assert_eq!(base64(&[0xfb, 0xff]), "+/8=");
    }

    #[test]
    fn only_small_pictures_and_fonts_are_taken_in() {
        assert_eq!(uri("a/b.PNG", b"foo").as_deref(), Some("data:image/png;base64,Zm9v"));
        assert_eq!(uri("a.html", b"foo"), None);
        assert_eq!(uri("a.png", &vec![0; LARGEST + 1]), None);
    }
}
