//! The one module that makes addresses: of documents, folders, views and copied files, and the links between them.
//!
//! Addresses are relative to the root of the output and not encoded; [`href`] leads from one to another.

mod claims;
mod safe;

pub use claims::{Claims, claim, folded};
pub use safe::safe_path;

use crate::base::{paths, slug};
use crate::model::Status;

/// The addresses of the views at the root.
pub const VIEWS: [(&str, &str); 11] = [
    ("404", "404.html"),
    ("backlog", "backlog.html"),
    ("board", "board.html"),
    ("csv", "backlog.csv"),
    ("docs", "docs.html"),
    ("export", "site.json"),
    ("graph", "graph.html"),
    ("health", "health.html"),
    ("index", "index.html"),
    ("search", "search.html"),
    ("timeline", "timeline.html"),
];

/// The folders at the root that hold pages of views and the theme's files.
pub const RESERVED_FOLDERS: [&str; 6] = ["checks", "owners", "status", "tags", "theme", "views"];

/// The address a document asks for: its path with `.html`; a folder's README or index is the folder's page. At the
/// root the home view stands at `index.html`, so the root's README keeps its own name.
pub fn document(path: &str) -> String {
    let folder = paths::parent(path);
    let name = if is_main(path) && !folder.is_empty() { "index" } else { paths::stem(path) };
    safe_path(&if folder.is_empty() { format!("{name}.html") } else { format!("{folder}/{name}.html") })
}

/// The address of a folder's page. The root's is the view of all documents by folder.
pub fn folder(path: &str) -> String {
    if path.is_empty() { "docs.html".to_owned() } else { safe_path(&format!("{path}/index.html")) }
}

/// Whether a file is its folder's README or index.
pub fn is_main(path: &str) -> bool {
    let stem = paths::stem(path);
    stem.eq_ignore_ascii_case("readme") || stem.eq_ignore_ascii_case("index")
}

/// The address of a tag's page. Tags that differ only in case share it.
pub fn tag(name: &str) -> String {
    named("tags", name)
}

/// The address of an owner's page. Names that differ only in case share it.
pub fn owner(name: &str) -> String {
    named("owners", name)
}

/// The address of a status's page.
pub fn status(status: Status) -> String {
    format!("status/{}.html", status.name())
}

/// The address of a check's page.
pub fn check(name: &str) -> String {
    format!("checks/{name}.html")
}

/// The address of a page below a view, named after a value people wrote. Where the name cannot be read back from the
/// slug (`c++` and `c#`) or is cut, a hash tells it from others.
pub fn named(view: &str, name: &str) -> String {
    let lower = name.trim().to_lowercase();
    let slug: String = slug::anchor(&lower).chars().take(60).collect();
    let plain: String = lower.split_whitespace().collect::<Vec<_>>().join("-");
    let joined_words = lower.contains(char::is_whitespace) && lower.contains('-');
    if slug == plain && !slug.is_empty() && !joined_words {
        return safe_path(&format!("{view}/{slug}.html"));
    }
    let hash = blake3::hash(lower.as_bytes()).to_hex();
    let hash = hash.get(..6).unwrap_or_default();
    let slug = slug.trim_matches('-');
    safe_path(&if slug.is_empty() { format!("{view}/{hash}.html") } else { format!("{view}/{slug}-{hash}.html") })
}

/// The address of a document's Markdown as text, from the address of its page. It ends in `.txt` so that every browser
/// shows it.
pub fn source(page: &str) -> String {
    format!("{}.md.txt", page.strip_suffix(".html").unwrap_or(page))
}

/// The address of a document as Markdown, from the address of its page.
pub fn twin(page: &str) -> String {
    format!("{}.md", page.strip_suffix(".html").unwrap_or(page))
}

/// The address of the picture that shows the status of an id. Where the id is no name for a file a hash tells it from others.
pub fn badge(id: &str) -> String {
    let is_plain = id.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.'));
    let page = if is_plain { safe_path(&format!("status/{id}.html")) } else { named("status", id) };
    format!("{}.svg", page.strip_suffix(".html").unwrap_or(&page))
}

/// The whole address of a file of the site, where that is published at `base`. A folder's page is the folder: so hosts
/// have it.
pub fn absolute(base: &str, url: &str) -> String {
    let page = match url.strip_suffix("index.html") {
        Some(folder) if folder.is_empty() || folder.ends_with('/') => folder,
        _ => url,
    };
    let mut out = format!("{}/", base.trim_end_matches('/'));
    paths::encode_into(&mut out, page);
    out
}

/// The anchor of a tracker's row on the page of its document.
pub fn row_anchor(id: &str) -> String {
    format!("row-{}", slug::anchor(&super::ids::comparable(id)))
}

/// The link from page `from` to page `to`, with an anchor: relative and percent-encoded.
pub fn href(from: &str, to: &str, anchor: Option<&str>) -> String {
    let anchor = anchor.filter(|anchor| !anchor.is_empty());
    let mut out = if anchor.is_some() && from == to { String::new() } else { paths::relative_encoded(from, to) };
    if let Some(anchor) = anchor {
        out.push('#');
        paths::encode_into(&mut out, anchor);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documents_keep_their_path() {
        for (path, url) in [
            ("a/b.md", "a/b.html"),
            ("a/README.md", "a/index.html"),
            ("a/Index.md", "a/index.html"),
            ("README.md", "README.html"),
            ("a b/ü.x.md", "a b/ü.x.html"),
        ] {
            assert_eq!(document(path), url);
        }
        assert_eq!(folder(""), "docs.html");
        assert_eq!(folder("a/b"), "a/b/index.html");
    }

    #[test]
    fn values_get_pages_of_their_own() {
        assert_eq!(tag("Front End"), "tags/front-end.html");
        assert_eq!(tag("AUTH"), tag("auth"));
        assert_ne!(tag("c++"), tag("c#"));
        assert_ne!(tag("front end x-y"), tag("front-end x y"));
        assert_eq!(owner("Ana"), "owners/ana.html");
        assert!(owner("???").starts_with("owners/"));
        assert!(owner(&"x".repeat(500)).len() < 100);
        assert_eq!(tag("con"), "tags/con_.html");
    }

    #[test]
    fn whole_addresses_name_a_folder_for_its_page() {
        let base = "https://example.org/plans/";
        for (url, whole) in [
            ("index.html", "https://example.org/plans/"),
            ("a b/index.html", "https://example.org/plans/a%20b/"),
            ("a/reindex.html", "https://example.org/plans/a/reindex.html"),
        ] {
            assert_eq!(absolute(base, url), whole);
            assert_eq!(absolute("https://example.org/plans", url), whole);
        }
    }

    #[test]
    fn badges_are_called_after_ids() {
        assert_eq!(badge("FEAT-012"), "status/FEAT-012.svg");
        assert_eq!(badge("con"), "status/con_.svg");
        assert!(badge("a/b").starts_with("status/") && badge("a/b") != badge("a b"));
        assert_eq!(twin("a/b.html"), "a/b.md");
    }

    #[test]
    fn links_are_relative_and_encoded() {
        assert_eq!(href("a/b.html", "a/c d.html", None), "c%20d.html");
        assert_eq!(href("a/b.html", "a/b.html", Some("x y")), "#x%20y");
        assert_eq!(href("a/b.html", "index.html", Some("")), "../index.html");
        assert_eq!(href("a/b.html", "c/d.html", Some("z")), "../c/d.html#z");
    }
}
