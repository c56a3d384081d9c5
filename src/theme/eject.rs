//! Parts of the built-in theme on their way into the user's: found by name, marked with their hash.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::base::{Span, paths, text};

/// Letters of a hash that stand in a mark and in the names of assets.
const SHORT: usize = 10;

/// What a mark begins with, whatever the comment around it looks like.
const MARK: &str = "featsite theme: ";

/// A mark is looked for in this many bytes at the top of a file.
const TOP: usize = 1024;

/// A built-in part, as it is copied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// Its path below the theme.
    pub path: String,
    /// Its bytes behind a comment with its path and hash.
    pub bytes: Vec<u8>,
}

/// What a name led to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sought {
    /// One part.
    Found(Part),
    /// Several have this name.
    Several(Vec<String>),
    /// None has it; the one that is most like it, where one is.
    Unknown(Option<String>),
}

/// The first letters of a hash of the bytes.
pub(super) fn short_hash(bytes: &[u8]) -> String {
    blake3::hash(bytes).to_hex().as_str().get(..SHORT).unwrap_or_default().to_owned()
}

/// Finds a part by its path below the theme, or by the end of it, with its extension or without. A template is meant
/// before a style: most parts are templates.
pub(super) fn find(name: &str, built_in: &BTreeMap<String, Arc<[u8]>>) -> Sought {
    let name = name.trim_start_matches("./").trim_matches('/');
    let bare = |path: &str| path.strip_suffix(&format!(".{}", paths::extension(path))).unwrap_or(path).to_owned();
    let is = |path: &str| path == name || bare(path) == name;
    let ends = |path: &str| path.match_indices('/').filter_map(|(at, _)| path.get(at + 1..)).any(is);
    let roots = ["", "templates/", "assets/", "assets/css/", "assets/js/"];
    let exact = roots.iter().find_map(|root| {
        built_in.keys().find(|path| path.strip_prefix(root).is_some_and(|rest| !name.is_empty() && is(rest)))
    });
    let near: Vec<&String> = match exact {
        Some(path) => vec![path],
        None => built_in.keys().filter(|path| ends(path)).collect(),
    };
    match near.as_slice() {
        [] => Sought::Unknown(nearest(name, built_in)),
        [path] => {
            let bytes = built_in.get(*path).map(|bytes| marked(path, bytes)).unwrap_or_default();
            Sought::Found(Part { path: (*path).clone(), bytes })
        }
        several => Sought::Several(several.iter().map(|path| (*path).clone()).collect()),
    }
}

/// The part whose path, or any end of it, is most like what was written.
fn nearest(name: &str, built_in: &BTreeMap<String, Arc<[u8]>>) -> Option<String> {
    let mut ends: Vec<(&str, &String)> = Vec::new();
    for path in built_in.keys() {
        ends.push((path, path));
        ends.extend(path.match_indices('/').filter_map(|(at, _)| Some((path.get(at + 1..)?, path))));
        ends.push((paths::stem(path), path));
    }
    let names: Vec<&str> = ends.iter().map(|(end, _)| *end).collect();
    let best = text::nearest(name, &names)?;
    let same = ends.iter().filter(|(end, _)| *end == best).map(|(_, path)| *path);
    same.max_by_key(|path| path.starts_with("templates/")).cloned()
}

/// A part's bytes behind its mark. What takes no comment stays as it is.
fn marked(path: &str, bytes: &[u8]) -> Vec<u8> {
    let Some((open, close)) = comment(path) else { return bytes.to_vec() };
    let mut out = format!("{open} {MARK}{path} {} {close}\n", short_hash(bytes)).into_bytes();
    out.extend_from_slice(bytes);
    out
}

/// How a comment of this kind of file is written. In a template it leaves nothing in the page.
fn comment(path: &str) -> Option<(&'static str, &'static str)> {
    match paths::extension(path) {
        "html" | "md" => Some(("{#-", "-#}")),
        "css" | "js" => Some(("/*", "*/")),
        "svg" => Some(("<!--", "-->")),
        _ => None,
    }
}

/// A copied file whose built-in part has changed since.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outdated {
    /// Its path below the theme folder.
    pub path: String,
    /// The built-in part it was copied from.
    pub part: String,
    /// The hash it was copied with.
    pub was: String,
    /// The hash of the part as it is.
    pub now: String,
    /// Where the old hash stands in the file.
    pub span: Span,
}

/// Finds the copies whose mark has another hash than the part it names.
pub(super) fn outdated(
    overrides: &BTreeMap<String, Arc<[u8]>>,
    built_in: &BTreeMap<String, Arc<[u8]>>,
) -> Vec<Outdated> {
    let look = |(path, bytes): (&String, &Arc<[u8]>)| {
        let text = std::str::from_utf8(bytes).ok()?;
        let (part, span) = mark(text)?;
        let (was, now) = (span.of(text), short_hash(built_in.get(part)?));
        let stale = was != now;
        stale.then(|| Outdated { path: path.clone(), part: part.to_owned(), was: was.to_owned(), now, span })
    };
    overrides.iter().filter_map(look).collect()
}

/// The part that a mark at the top of a text names, and where the hash behind it stands.
fn mark(source: &str) -> Option<(&str, Span)> {
    let top = text::head(source, TOP);
    let at = top.find(MARK)? + MARK.len();
    let (part, behind) = top.get(at..)?.split_once(' ')?;
    let length = behind.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(behind.len());
    let start = at + part.len() + 1;
    (length > 0).then(|| (part, Span::new(start, start + length)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::theme::Theme;

    fn built_in() -> BTreeMap<String, Arc<[u8]>> {
        Theme::with_overrides(&BTreeMap::new()).files
    }

    #[test]
    fn a_part_is_found_by_any_end_of_its_path() {
        let files = built_in();
        let cases = [
            ("templates/board.html", "templates/board.html"),
            ("board.html", "templates/board.html"),
            ("board", "templates/board.html"),
            ("document/header", "templates/document/header.html"),
            ("header", "templates/document/header.html"),
            ("css/views/board.css", "assets/css/views/board.css"),
            ("views/board", "assets/css/views/board.css"),
            ("tokens", "assets/css/tokens.css"),
            ("favicon", "assets/favicon.svg"),
            ("js/theme.js", "assets/js/theme.js"),
            ("icons", "templates/icons.html"),
        ];
        for (name, path) in cases {
            match find(name, &files) {
                Sought::Found(part) => assert_eq!(part.path, path, "{name}"),
                other => panic!("{name}: {other:?}"),
            }
        }
        assert_eq!(find("bord", &files), Sought::Unknown(Some("templates/board.html".to_owned())));
        assert_eq!(find("headr.html", &files), Sought::Unknown(Some("templates/document/header.html".to_owned())));
        assert_eq!(find("qqqqq", &files), Sought::Unknown(None));
        assert_eq!(find("", &files), Sought::Unknown(None));
    }

    #[test]
    fn a_name_that_several_have_is_no_choice_of_ours() {
        let two = BTreeMap::from([
            ("templates/a/head.html".to_owned(), Arc::from(&b""[..])),
            ("templates/b/head.html".to_owned(), Arc::from(&b""[..])),
        ]);
        let both = vec!["templates/a/head.html".to_owned(), "templates/b/head.html".to_owned()];
        assert_eq!(find("head", &two), Sought::Several(both));
    }

    #[test]
    fn a_copy_is_marked_and_its_mark_is_compared() {
        let files = built_in();
        for (path, bytes) in &files {
            let copy = BTreeMap::from([(path.clone(), Arc::from(marked(path, bytes)))]);
            let text = String::from_utf8_lossy(&copy[path]).into_owned();
            assert_eq!(mark(&text).map(|(part, span)| (part, span.of(&text))), Some((&**path, &*short_hash(bytes))));
            assert_eq!(outdated(&copy, &files), [], "{path}");
        }
        let text = "\n/* kept from featsite theme: assets/css/base.css 0123456789*/";
        let copy = BTreeMap::from([("assets/css/base.css".to_owned(), Arc::from(text.as_bytes()))]);
        let found = outdated(&copy, &files);
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].was.as_str(), found[0].span.of(text)), ("0123456789", "0123456789"));
        assert_eq!(found[0].now, short_hash(&files["assets/css/base.css"]));
    }
}
