//! Paths inside the content folder and addresses inside the site: always `/`, never a leading slash, never `..`.

/// The folder of a path: `a/b.md` lies in `a`, `b.md` in the root, which is written as an empty string.
pub fn parent(path: &str) -> &str {
    path.rfind('/').map_or("", |at| &path[..at])
}

/// The last piece of a path.
pub fn file_name(path: &str) -> &str {
    path.rfind('/').map_or(path, |at| &path[at + 1..])
}

/// The file name without its last extension.
pub fn stem(path: &str) -> &str {
    let name = file_name(path);
    match name.rfind('.') {
        Some(at) if at > 0 => &name[..at],
        _ => name,
    }
}

/// The extension behind the last dot, as written; empty where there is none.
pub fn extension(path: &str) -> &str {
    let name = file_name(path);
    match name.rfind('.') {
        Some(at) if at > 0 => &name[at + 1..],
        _ => "",
    }
}

/// The folders above a path, nearest first, the root (an empty string) last.
pub fn ancestors(path: &str) -> impl Iterator<Item = &str> {
    let mut next = if path.is_empty() { None } else { Some(parent(path)) };
    std::iter::from_fn(move || {
        let current = next?;
        next = if current.is_empty() { None } else { Some(parent(current)) };
        Some(current)
    })
}

/// `target` as seen from folder `base`, with `.` and `..` worked in. `None` where it would leave the root.
/// A leading slash means the root.
pub fn join(base: &str, target: &str) -> Option<String> {
    let mut pieces: Vec<&str> = Vec::new();
    if !target.starts_with('/') {
        pieces.extend(base.split('/').filter(|piece| !piece.is_empty()));
    }
    for piece in target.split('/') {
        match piece {
            "" | "." => {}
            ".." => {
                pieces.pop()?;
            }
            other => pieces.push(other),
        }
    }
    Some(pieces.join("/"))
}

/// Whether a path below a folder names something in it, on any system: no empty piece, no `.` or `..`, no NUL, no piece
/// longer than the 255 bytes that file systems allow.
pub fn stays_inside(path: &str) -> bool {
    path.split('/').all(|piece| {
        let odd = matches!(piece, "" | "." | "..") || piece.len() > 255 || piece.contains('\0');
        let foreign = cfg!(windows) && piece.contains(['\\', ':', '<', '>', '"', '|', '?', '*']);
        !odd && !foreign
    })
}

/// The relative reference that leads from page `from` to address `to` (both relative to the root), not yet encoded.
pub fn relative(from: &str, to: &str) -> String {
    let (up, down) = way(from, to);
    let mut out = String::with_capacity(3 * up + 2 + down.len());
    climb(&mut out, up, down);
    out.push_str(down);
    out
}

/// The same, percent-encoded.
pub fn relative_encoded(from: &str, to: &str) -> String {
    let (up, down) = way(from, to);
    let mut out = String::with_capacity(3 * up + 2 + down.len());
    climb(&mut out, up, down);
    encode_into(&mut out, down);
    out
}

/// Whether the way from a page to an address leads by the root: it is then the same from every page that lies as deep.
pub fn by_root(from: &str, to: &str) -> bool {
    let first = |path| str::split_once(path, '/').map(|(first, _)| first);
    first(from).is_none_or(|own| first(to) != Some(own))
}

/// How many folders a page lies below the root.
pub fn depth(path: &str) -> usize {
    path.matches('/').count()
}

/// How many folders lead up from a page to the one that an address lies below too, and the address from there.
fn way<'a>(from: &str, to: &'a str) -> (usize, &'a str) {
    let mut here = parent(from).split('/').filter(|piece| !piece.is_empty()).peekable();
    let mut down = to;
    while let (Some(folder), Some((first, rest))) = (here.peek(), down.split_once('/')) {
        if *folder != first {
            break;
        }
        here.next();
        down = rest;
    }
    (here.count(), down)
}

fn climb(out: &mut String, up: usize, down: &str) {
    (0..up).for_each(|_| out.push_str("../"));
    // A first piece with a colon would be read as a scheme.
    if up == 0 && down.split('/').next().is_some_and(|piece| piece.contains(':')) {
        out.push_str("./");
    }
}

/// Percent-encodes what may not stand in the path of an address; `/` stays.
pub fn encode(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    encode_into(&mut out, path);
    out
}

/// Adds a path, percent-encoded.
pub fn encode_into(out: &mut String, path: &str) {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    let mut from = 0;
    for (at, byte) in path.bytes().enumerate() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => continue,
            b'!' | b'$' | b'(' | b')' | b'*' | b'+' | b',' | b':' | b'@' | b'=' => continue,
            _ => {}
        }
        out.push_str(path.get(from..at).unwrap_or_default());
        out.push('%');
        out.extend([byte >> 4, byte & 15].map(|half| HEX[usize::from(half)] as char));
        from = at + 1;
    }
    out.push_str(path.get(from..).unwrap_or_default());
}

/// Undoes percent-encoding; a broken sequence stays as it is, bytes that are not UTF-8 are replaced.
pub fn decode(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let hex = bytes.get(at + 1..at + 3).and_then(|pair| std::str::from_utf8(pair).ok());
        match (bytes[at], hex.and_then(|pair| u8::from_str_radix(pair, 16).ok())) {
            (b'%', Some(byte)) if bytes[at + 1] != b'+' => {
                out.push(byte);
                at += 3;
            }
            (byte, _) => {
                out.push(byte);
                at += 1;
            }
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn join_works_in_dots_and_refuses_to_leave_the_root() {
        assert_eq!(join("a/b", "../c.md").as_deref(), Some("a/c.md"));
        assert_eq!(join("a", "/x/./y.md").as_deref(), Some("x/y.md"));
        assert_eq!(join("a", "../../x.md"), None);
        assert_eq!(join("", "").as_deref(), Some(""));
    }

    #[test]
    fn relative_leads_from_page_to_page() {
        assert_eq!(relative("a/b/c.html", "a/d.html"), "../d.html");
        assert_eq!(relative("index.html", "a/d.html"), "a/d.html");
        assert_eq!(relative("a/b.html", "a/b.html"), "b.html");
        assert_eq!(relative("a/b.html", "index.html"), "../index.html");
        assert_eq!(relative("b.html", "c:d.html"), "./c:d.html");
    }

    #[test]
    fn pages_that_lie_as_deep_share_what_leads_by_the_root() {
        let pages = ["a.html", "index.html", "a/b.html", "tags/b.html", "tags/x/b.html", "a/tags/b.html", "a/b/c.html"];
        let targets = ["board.html", "tags/index.html", "c:d.html", "a"];
        for to in targets {
            let leads = |from: &&&str| by_root(from, to);
            for (one, other) in
                pages.iter().filter(leads).flat_map(|one| pages.iter().filter(leads).map(move |other| (one, other)))
            {
                let alike = depth(one) == depth(other);
                assert_eq!(relative(one, to) == relative(other, to), alike, "{one} {other} {to}");
            }
        }
        assert!(!by_root("tags/x/b.html", "tags/index.html") && by_root("a.html", "a.html"));
    }

    #[test]
    fn encoding_and_decoding_undo_each_other() {
        let path = "a b/ü#?%.html";
        assert_eq!(encode(path), "a%20b/%C3%BC%23%3F%25.html");
        assert_eq!(decode(&encode(path)), path);
        assert_eq!(decode("100%"), "100%");
    }
}
