//! Paths that every file system takes.

/// The longest piece of a path in bytes; file systems take 255, and a writer may add a suffix.
const LONGEST_PIECE: usize = 180;

/// A path of the output that can be written everywhere: no `..`, no control characters, nothing Windows refuses, no
/// piece that is too long. The same path gives the same result, and what is already safe stays as it is.
pub fn safe_path(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for piece in path.split('/').filter(|piece| !matches!(*piece, "" | ".")) {
        if !out.is_empty() {
            out.push('/');
        }
        if is_safe(piece) { out.push_str(piece) } else { out.push_str(&safe_piece(piece)) }
    }
    out
}

/// Whether a piece stays as it is: nearly all do.
fn is_safe(piece: &str) -> bool {
    let ends = piece.ends_with(['.', ' ']);
    piece.len() <= LONGEST_PIECE && !ends && !piece.contains(is_refused) && !is_device(piece)
}

fn safe_piece(piece: &str) -> String {
    if piece == ".." {
        return "__".to_owned();
    }
    let mut out: String = piece.chars().map(|c| if is_refused(c) { '-' } else { c }).collect();
    // Windows drops dots and spaces at the end, so that two names could become one.
    let kept = out.trim_end_matches(['.', ' ']).len();
    if kept < out.len() {
        out.truncate(kept);
        out.push('_');
    }
    if is_device(&out) {
        let at = out.find('.').unwrap_or(out.len());
        out.insert(at, '_');
    }
    if out.len() > LONGEST_PIECE { shortened(&out, piece) } else { out }
}

/// Characters that do harm in a name: controls, line ends of Unicode, and the backslash, which browsers and Windows take
/// for a slash. Others, such as `?`, the source's own file system took already; addresses encode them.
fn is_refused(c: char) -> bool {
    c.is_control() || matches!(c, '\\' | '\u{2028}' | '\u{2029}' | '\u{fffd}')
}

/// Names of devices on Windows, with any extension.
fn is_device(piece: &str) -> bool {
    let stem = piece.split('.').next().unwrap_or("").trim_end();
    let stem = stem.to_ascii_lowercase();
    let numbered = |name: &str| {
        stem.strip_prefix(name).is_some_and(|rest| rest.len() == 1 && rest.bytes().all(|b| (b'1'..=b'9').contains(&b)))
    };
    matches!(stem.as_str(), "con" | "prn" | "aux" | "nul") || numbered("com") || numbered("lpt")
}

/// The beginning, a hash of the whole and the extension.
fn shortened(safe: &str, whole: &str) -> String {
    let hash = blake3::hash(whole.as_bytes()).to_hex();
    let hash = hash.get(..10).unwrap_or_default();
    let extension = safe.rfind('.').map(|at| &safe[at..]).filter(|extension| extension.len() <= 12).unwrap_or("");
    let mut end = LONGEST_PIECE - hash.len() - extension.len() - 1;
    while !safe.is_char_boundary(end) {
        end -= 1;
    }
    format!("{}-{hash}{extension}", &safe[..end])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_safe_stays_and_what_is_not_is_mended() {
        for (path, safe) in [
            ("a/b c/ü🚀.html", "a/b c/ü🚀.html"),
            ("../../etc/passwd", "__/__/etc/passwd"),
            ("a/./b//c.html", "a/b/c.html"),
            ("con.html", "con_.html"),
            ("a/COM1.x.html", "a/COM1_.x.html"),
            ("com10.html", "com10.html"),
            ("a\0b\u{7}.html", "a-b-.html"),
            ("what?.html", "what?.html"),
            ("a\\b.html", "a-b.html"),
            ("ends. /x.html", "ends_/x.html"),
        ] {
            assert_eq!(safe_path(path), safe);
            assert_eq!(safe_path(&safe_path(path)), safe_path(path));
        }
    }

    #[test]
    fn long_names_are_shortened_and_told_apart() {
        let one = safe_path(&format!("{}a.html", "ü".repeat(200)));
        let two = safe_path(&format!("{}b.html", "ü".repeat(200)));
        assert!(one.len() <= LONGEST_PIECE && one.ends_with(".html"));
        assert_ne!(one, two);
    }
}
