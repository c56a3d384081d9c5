//! Who gets which address: two documents never share a page, and nothing takes the place of a view.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;
use unicode_normalization::UnicodeNormalization;

use super::{RESERVED_FOLDERS, VIEWS, document, folder, is_main, safe_path, source};
use crate::base::{Span, paths};
use crate::diag::{Diagnostic, Place, Severity};
use crate::model::{Claim, DocIx};

/// Every address given out.
#[derive(Clone, Debug, Default)]
pub struct Claims {
    /// Addresses of the documents, by position.
    pub documents: Vec<String>,
    /// Addresses of the folders' pages.
    pub folders: BTreeMap<String, String>,
    /// Addresses of the copied files.
    pub assets: BTreeMap<Arc<str>, String>,
    /// Every address with what has it.
    pub claims: BTreeMap<String, Claim>,
    /// Documents that had to move aside.
    pub diagnostics: Vec<Diagnostic>,
}

/// The book of addresses while they are given out. Taken addresses are kept in the form in which file systems that
/// know neither case nor Unicode forms compare them.
#[derive(Default)]
struct Book {
    taken: BTreeMap<String, String>,
    claims: BTreeMap<String, Claim>,
}

/// How file systems compare names that keep neither case nor Unicode form apart.
pub fn folded(url: &str) -> String {
    if url.is_ascii() {
        return url.to_ascii_lowercase();
    }
    url.nfc().flat_map(char::to_lowercase).collect()
}

impl Book {
    /// Takes an address or the next free one beside it. Gives the address and, where it is not the wished one, the
    /// address that stood in the way.
    fn take(&mut self, wish: &str, claim: Claim) -> (String, Option<String>) {
        self.take_as(folded(wish), wish, claim)
    }

    /// The same where the wish is folded already.
    fn take_as(&mut self, key: String, wish: &str, claim: Claim) -> (String, Option<String>) {
        let Some(holder) = self.taken.get(&key).cloned() else {
            self.taken.insert(key, wish.to_owned());
            self.claims.insert(wish.to_owned(), claim);
            return (wish.to_owned(), None);
        };
        let (stem, extension) = match wish.rfind('.').filter(|&at| at > wish.rfind('/').map_or(0, |slash| slash + 1)) {
            Some(at) => wish.split_at(at),
            None => (wish, ""),
        };
        let mut number = 2_u32;
        loop {
            let candidate = format!("{stem}-{number}{extension}");
            let key = folded(&candidate);
            if let std::collections::btree_map::Entry::Vacant(slot) = self.taken.entry(key) {
                slot.insert(candidate.clone());
                self.claims.insert(candidate.clone(), claim);
                return (candidate, Some(holder));
            }
            number += 1;
        }
    }
}

/// Gives out addresses: views first, then documents and folders by path, then copied files.
/// `mains` are the folders' READMEs or indexes.
pub fn claim(documents: &[Arc<str>], folders: &BTreeMap<String, Option<DocIx>>, assets: &[Arc<str>]) -> Claims {
    let mut book = Book::default();
    let mut out = Claims::default();
    for (name, url) in VIEWS {
        book.take(url, Claim::View(name.to_owned()));
    }
    let aside = aside_names(documents, assets);
    // Folders' main documents come first, so that no other file takes the folder's page.
    let mains: BTreeMap<DocIx, &str> =
        folders.iter().filter_map(|(path, main)| main.map(|ix| (ix, path.as_str()))).collect();
    let mut urls: Vec<Option<String>> = vec![None; documents.len()];
    for (&ix, &path) in &mains {
        if path.is_empty() {
            continue;
        }
        if let Some(slot) = urls.get_mut(ix.at()) {
            let wish = moved_aside(&folder(path), &aside);
            let (url, _) = book.take(&wish, Claim::Document(ix));
            out.folders.insert(path.to_owned(), url.clone());
            *slot = Some(url);
        }
    }
    for (path, main) in folders {
        if path.is_empty() {
            out.folders.insert(String::new(), folder(""));
        } else if main.is_none() {
            let wish = moved_aside(&folder(path), &aside);
            let (url, _) = book.take(&wish, Claim::Folder(path.clone()));
            out.folders.insert(path.clone(), url);
        }
    }
    let wish = |path: &Arc<str>| {
        let wish = moved_aside(&document(path), &aside);
        (folded(&wish), wish)
    };
    let wishes: Vec<(String, String)> = documents.par_iter().map(wish).collect();
    for (at, (path, (key, wish))) in documents.iter().zip(wishes).enumerate() {
        let ix = DocIx(at as u32);
        let url = match urls.get_mut(at).and_then(Option::take) {
            Some(url) => url,
            None => {
                let first_main = is_main(path) && paths::parent(path).is_empty();
                let (url, holder) = book.take_as(key, &wish, Claim::Document(ix));
                if let Some(holder) = holder.filter(|_| !first_main) {
                    out.diagnostics.push(collision(path, &wish, &url, &holder, &book.claims, documents));
                }
                url
            }
        };
        // The text of the document may lie beside its page: no copied file takes its address.
        book.take(&source(&url), Claim::Document(ix));
        out.documents.push(url);
    }
    for name in aside.keys() {
        out.diagnostics.extend(reserved_folder(name, &aside, documents));
    }
    for path in assets {
        let wish = moved_aside(&safe_path(path), &aside);
        let (url, _) = book.take(&wish, Claim::Asset(Arc::clone(path)));
        out.assets.insert(Arc::clone(path), url);
    }
    out.claims = book.claims;
    out
}

/// Reserved folders that the content has too, with the name the content's gets.
fn aside_names(documents: &[Arc<str>], assets: &[Arc<str>]) -> BTreeMap<String, String> {
    let tops: BTreeMap<String, &str> = documents
        .iter()
        .chain(assets)
        .filter_map(|path| path.split_once('/'))
        .map(|(top, _)| (folded(top), top))
        .collect();
    let mut aside = BTreeMap::new();
    for name in RESERVED_FOLDERS {
        if tops.contains_key(name) {
            let free = (2_u32..).map(|number| format!("{name}-{number}")).find(|free| !tops.contains_key(free));
            aside.insert(name.to_owned(), free.unwrap_or_default());
        }
    }
    aside
}

/// The address with its first folder replaced where that one is reserved.
fn moved_aside(url: &str, aside: &BTreeMap<String, String>) -> String {
    if aside.is_empty() {
        return url.to_owned();
    }
    match url.split_once('/') {
        Some((top, rest)) => match aside.get(&folded(top)) {
            Some(other) => format!("{other}/{rest}"),
            None => url.to_owned(),
        },
        None => url.to_owned(),
    }
}

fn collision(
    path: &Arc<str>,
    wish: &str,
    url: &str,
    holder: &str,
    claims: &BTreeMap<String, Claim>,
    documents: &[Arc<str>],
) -> Diagnostic {
    let place = Place { path: Arc::clone(path), span: Span::default() };
    let what = match claims.get(holder) {
        Some(Claim::View(name)) => format!("the {name} view"),
        Some(Claim::Document(ix)) => documents.get(ix.at()).map_or_else(String::new, |path| format!("`{path}`")),
        Some(Claim::Folder(folder)) => format!("the page of folder `{folder}`"),
        Some(Claim::Asset(asset)) => format!("`{asset}`"),
        None => format!("`{holder}`"),
    };
    Diagnostic::new(
        "url-collision",
        Severity::Warning,
        place,
        format!("`{path}` asks for `{wish}`, which belongs to {what}; its page is `{url}`"),
    )
    .help("rename the file so that its page keeps the address its name suggests")
}

/// One finding for each reserved folder, at the first document in it.
fn reserved_folder(name: &str, aside: &BTreeMap<String, String>, documents: &[Arc<str>]) -> Option<Diagnostic> {
    let first = documents.iter().find(|path| path.split_once('/').is_some_and(|(top, _)| folded(top) == name))?;
    let other = aside.get(name)?;
    let place = Place { path: Arc::clone(first), span: Span::default() };
    let message = format!("the folder `{name}` belongs to the site's own pages; its documents stand under `{other}/`");
    Some(
        Diagnostic::new("url-collision", Severity::Warning, place, message)
            .help("rename the folder so that its pages keep the addresses their names suggest"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn given(paths: &[&str], assets: &[&str]) -> Claims {
        let documents: Vec<Arc<str>> = paths.iter().map(|path| Arc::from(*path)).collect();
        let assets: Vec<Arc<str>> = assets.iter().map(|path| Arc::from(*path)).collect();
        let folders = crate::link::folders::mains(&documents);
        claim(&documents, &folders, &assets)
    }

    #[test]
    fn no_two_documents_share_a_page() {
        let out = given(&["A.md", "a.md", "b/README.md", "b/index.md", "b/u\u{308}.md", "b/\u{fc}.md"], &["a.html"]);
        assert_eq!(
            out.documents,
            ["A.html", "a-2.html", "b/index.html", "b/index-2.html", "b/u\u{308}.html", "b/\u{fc}-2.html"]
        );
        assert_eq!(out.assets.values().collect::<Vec<_>>(), ["a-3.html"]);
        assert_eq!(out.diagnostics.len(), 3);
        assert!(out.diagnostics[0].message.contains("`A.md`"));
    }

    #[test]
    fn views_keep_their_names() {
        let out = given(&["README.md", "board.md", "index.md", "tags/x.md", "status.md"], &["theme/logo.png"]);
        assert_eq!(out.documents, ["README.html", "board-2.html", "index-2.html", "tags-2/x.html", "status.html"]);
        assert_eq!(out.assets.values().collect::<Vec<_>>(), ["theme-2/logo.png"]);
        assert_eq!(out.claims.get("board.html"), Some(&Claim::View("board".into())));
        let checks: Vec<_> = out.diagnostics.iter().map(|found| found.place.as_ref().unwrap().path.as_ref()).collect();
        assert_eq!(checks, ["board.md", "tags/x.md"]);
    }

    #[test]
    fn a_folder_without_a_main_document_has_a_page_that_nobody_takes() {
        let out = given(&["a/x.md", "a/index/y.md"], &[]);
        assert_eq!(out.folders.get("a").map(String::as_str), Some("a/index.html"));
        assert_eq!(out.documents, ["a/x.html", "a/index/y.html"]);
    }
}
