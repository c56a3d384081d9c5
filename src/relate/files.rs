//! The files that documents name as ones they make or change, each with everyone who names it.
//!
//! A file counts where a document says so: on a `**File:**` line, as the path of a key component, or in a code span under
//! a heading such as *Files* or *Components Affected*. Paths in other prose are examples as often as not.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use crate::base::{Span, span, text};
use crate::model::{
    DocIx, Document, FileUse, Item, ItemIx, ItemOrDocument, Kind, LinkedDocument, NamedFile, RelationKind, Site,
    Status, WrittenFile,
};

/// Words that a heading begins or ends with where files are listed below it.
const HEADINGS: &[&str] = &[
    "files",
    "file",
    "file changes",
    "file list",
    "file structure",
    "components",
    "components affected",
    "affected components",
    "archivos",
    "ficheros",
    "componentes",
    "fichiers",
    "composants",
    "dateien",
    "komponenten",
    "文件",
    "组件",
];

/// Words on the line, or in the heading above it, that say the file is made here.
const NEW: &[&str] = &[
    "(new)",
    "(new file)",
    "(create)",
    "(created)",
    "(nuevo)",
    "(nouveau)",
    "(neu)",
    "(新)",
    "new file",
    "new files",
    "files to create",
    "files created",
    "created files",
];

/// Files of one document that are kept; a list of more is a listing of the folder.
const MOST: usize = 500;

/// Every file that documents name, by path.
pub fn named(documents: &[LinkedDocument]) -> Vec<NamedFile> {
    let found: Vec<Cow<'_, [WrittenFile]>> = documents.par_iter().map(of_document).collect();
    let mut by_path: BTreeMap<&str, Vec<FileUse>> = BTreeMap::new();
    for (at, list) in found.iter().enumerate() {
        let document = DocIx(at as u32);
        for WrittenFile { path, span, new } in &**list {
            let uses = by_path.entry(path).or_default();
            match uses.last_mut().filter(|last| last.document == document) {
                Some(last) => last.new |= new,
                None => uses.push(FileUse { document, span: *span, new: *new }),
            }
        }
    }
    by_path.into_iter().map(|(path, uses)| NamedFile { path: path.to_owned(), uses }).collect()
}

/// The files of one document. Templates and translations make none of their own.
fn of_document(linked: &LinkedDocument) -> Cow<'_, [WrittenFile]> {
    if linked.kind == Kind::Template || linked.variant {
        return Cow::default();
    }
    match &linked.document.files {
        Some(kept) => Cow::Borrowed(kept),
        None => Cow::Owned(of_text(&linked.document, &linked.text).into_vec()),
    }
}

/// The files that the text of a document names, in its order.
pub fn of_text(document: &Document, source: &str) -> Box<[WrittenFile]> {
    let harvest = &document.harvest;
    let mut found: Vec<(String, Span, bool)> = Vec::new();
    let within = |span: Span, path: &str| {
        let at = span.of(source).find(path).map(|at| span.start as usize + at);
        at.map_or(span, |at| Span::new(at, at + path.len()))
    };
    for file in &harvest.files {
        found.extend(normal(&file.path).map(|path| (path, within(file.span, &file.path), file.new)));
    }
    for component in &harvest.components {
        let new = says_new(component.span.of(source));
        for path in &component.paths {
            found.extend(normal(path).map(|it| (it, within(component.span, path), new)));
        }
    }
    for (within, new) in listings(document) {
        spans_of_code(source, within, |code, at, line| {
            found.extend(normal(code).map(|it| (it, Span::new(at, at + code.len()), new || says_new(line))));
        });
    }
    found.sort_by(|a, b| (a.1, &a.0).cmp(&(b.1, &b.0)));
    found.truncate(MOST);
    let file = |(path, span, new): (String, Span, bool)| WrittenFile { path: path.into(), span, new };
    found.into_iter().map(file).collect()
}

/// The sections that list files, the outermost ones, and whether they list new ones.
fn listings(document: &Document) -> Vec<(Span, bool)> {
    let mut out: Vec<(Span, bool)> = Vec::new();
    for section in &document.sections {
        // What a document's title says is no section of it; a long heading is a sentence.
        let shown = text::without_emoji(&section.text).to_lowercase();
        let shown = shown.trim_matches(|c: char| !c.is_alphanumeric());
        if section.level < 2 || shown.split_whitespace().count() > 5 || !lists_files(shown) {
            continue;
        }
        let outer: Vec<Span> = out.last().map(|(span, _)| *span).into_iter().collect();
        if !span::covers(&outer, section.span.start as usize) {
            out.push((section.span, says_new(shown)));
        }
    }
    out
}

fn lists_files(heading: &str) -> bool {
    HEADINGS.iter().any(|word| {
        let free =
            |rest: &str, c: fn(&str) -> Option<char>| c(rest).is_none_or(|c| !c.is_alphanumeric() || !c.is_ascii());
        heading.strip_suffix(word).is_some_and(|rest| free(rest, |it| it.chars().next_back()))
            || heading.strip_prefix(word).is_some_and(|rest| free(rest, |it| it.chars().next()))
    })
}

fn says_new(line: &str) -> bool {
    let lower = text::head(line, 1000).to_lowercase();
    NEW.iter().any(|word| lower.contains(word))
}

/// The code spans of the lines in a span, outside fences: the code, its offset in the file, the line.
fn spans_of_code<'a>(source: &'a str, span: Span, mut each: impl FnMut(&'a str, usize, &'a str)) {
    let mut at = span.start as usize;
    let mut fenced = false;
    for line in span.of(source).split_inclusive('\n') {
        let start = at;
        at += line.len();
        if line.trim_start().starts_with("```") || line.trim_start().starts_with("~~~") {
            fenced = !fenced;
        }
        if fenced {
            continue;
        }
        let mut offset = start;
        for (nth, piece) in line.split('`').enumerate() {
            if nth % 2 == 1 {
                each(piece, offset, line);
            }
            offset += piece.len() + 1;
        }
    }
}

/// The path as files are compared: no `./` at its head, no line number at its end. `None` where it names no one file.
pub fn normal(written: &str) -> Option<String> {
    let path = written.trim().replace('\\', "/");
    let path = path.trim_start_matches("./").trim_start_matches('/');
    let path = path.split("#L").next().unwrap_or(path);
    let path = match path.rsplit_once(':') {
        Some((head, tail)) if tail.starts_with(|c: char| c.is_ascii_digit()) => head,
        _ => path,
    };
    let odd = |c: char| c.is_whitespace() || "()[]{}<>=;\"'|$@*?,!%".contains(c);
    let name = path.rsplit('/').next().unwrap_or("");
    let (stem, extension) = name.rsplit_once('.')?;
    let extended = (1..=8).contains(&extension.len())
        && extension.chars().all(|c| c.is_ascii_alphanumeric())
        && extension.starts_with(|c: char| c.is_ascii_alphabetic());
    // `Store.get` and `v1.2` are no files, but with a folder before it nearly everything with a dot is one.
    let named = path.contains('/') || known(extension);
    let plain = !path.contains("//") && !path.starts_with("..") && path.len() <= 300 && !path.contains(odd);
    (extended && named && plain && stem.chars().any(char::is_alphanumeric)).then(|| path.to_owned())
}

/// Extensions that make a bare name a file.
fn known(extension: &str) -> bool {
    const KNOWN: &[&str] = &[
        "c", "cc", "cpp", "cs", "css", "dart", "ex", "exs", "go", "gradle", "h", "hpp", "html", "java", "js", "json",
        "jsx", "kt", "lua", "m", "md", "mdx", "mjs", "php", "proto", "py", "rb", "rs", "scala", "scss", "sh", "sql",
        "svelte", "swift", "tf", "toml", "ts", "tsx", "txt", "vue", "xml", "yaml", "yml", "zig",
    ];
    KNOWN.binary_search(&extension.to_ascii_lowercase().as_str()).is_ok()
}

/// The item that a document stands for or belongs to.
pub fn item_of(site: &Site, ix: DocIx) -> Option<ItemIx> {
    let linked = site.documents.get(ix.at())?;
    let whole = || site.documents.get(linked.part_of?.at()).and_then(|whole| whole.item.or(whole.part_of_row));
    linked.item.or(linked.part_of_row).or_else(whole)
}

/// Whether work on an item is under way.
pub fn is_active(item: &Item) -> bool {
    let status = item.status().map(|fact| fact.value.status);
    !item.archived && matches!(status, Some(Status::InProgress | Status::Partial | Status::Review))
}

/// The items under way that change one file and know nothing of each other, with the first place of each; `None` where
/// there are fewer than two, and for files that everybody touches.
pub fn collision<'a>(site: &'a Site, file: &'a NamedFile) -> Option<(BTreeSet<ItemIx>, Vec<&'a FileUse>)> {
    /// More items than these say that the file is a hub.
    const HUB: usize = 4;
    if file.uses.len() < 2 || is_common(&file.path) {
        return None;
    }
    let mut first: BTreeMap<ItemIx, &FileUse> = BTreeMap::new();
    for one in &file.uses {
        if let Some(ix) = item_of(site, one.document).filter(|ix| site.items.get(ix.at()).is_some_and(is_active)) {
            first.entry(ix).or_insert(one);
        }
        if first.len() > HUB {
            return None;
        }
    }
    let mut apart: Vec<ItemIx> = Vec::new();
    for ix in first.keys() {
        if !apart.iter().any(|other| are_tied(site, *ix, *other)) {
            apart.push(*ix);
        }
    }
    let uses = apart.iter().filter_map(|ix| first.get(ix).copied()).collect();
    (apart.len() > 1).then(|| (apart.into_iter().collect(), uses))
}

/// Whether two items have an order or one is part of the other.
fn are_tied(site: &Site, one: ItemIx, other: ItemIx) -> bool {
    let of = |ix: ItemIx, end: ItemOrDocument| match end {
        ItemOrDocument::Document(document) => item_of(site, document) == Some(ix),
        ItemOrDocument::Row(row) => row == ix,
    };
    let document = |ix: ItemIx| site.items.get(ix.at()).and_then(|item| site.documents.get(item.document?.at()));
    let edges =
        [one, other].into_iter().filter_map(document).flat_map(|linked| linked.outgoing.iter().chain(&linked.incoming));
    edges.filter_map(|ix| site.edges.get(ix.0 as usize)).filter(|edge| edge.kind != RelationKind::LinksTo).any(|edge| {
        (of(one, edge.source) && of(other, edge.target)) || (of(other, edge.source) && of(one, edge.target))
    })
}

/// Files that every change touches: manifests, lock files, change logs, read-mes, and documents.
fn is_common(path: &str) -> bool {
    const NAMES: &[&str] = &[
        "build.gradle",
        "cargo.lock",
        "cargo.toml",
        "docker-compose.yml",
        "go.mod",
        "go.sum",
        "package-lock.json",
        "package.json",
        "pnpm-lock.yaml",
        "pom.xml",
        "pubspec.lock",
        "pubspec.yaml",
        "pyproject.toml",
        "requirements.txt",
        "yarn.lock",
    ];
    let name = crate::base::paths::file_name(path).to_lowercase();
    NAMES.binary_search(&name.as_str()).is_ok() || name.ends_with(".md") || name.ends_with(".mdx")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_told_from_other_code() {
        for (written, path) in [
            ("./src/login.rs", Some("src/login.rs")),
            ("/src/login.rs:12", Some("src/login.rs")),
            ("src/login.rs#L3-L9", Some("src/login.rs")),
            ("src\\login.rs", Some("src/login.rs")),
            ("app.py", Some("app.py")),
            ("Store.get", None),
            ("v1.2", None),
            ("src/auth/", None),
            ("src/*.rs", None),
            ("https://example.org/a.js", None),
            ("../other/a.js", None),
            (".env", None),
            ("", None),
        ] {
            assert_eq!(normal(written).as_deref(), path, "{written}");
        }
    }

    #[test]
    fn headings_say_where_files_are_listed() {
        for heading in ["files", "files to modify", "key files", "components affected", "dateien", "修改的文件"] {
            assert!(lists_files(heading), "{heading}");
        }
        for heading in ["profiles", "filesystem", "how files are read by the tool", "design"] {
            assert!(!lists_files(heading), "{heading}");
        }
    }
}
