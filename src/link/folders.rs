//! The folders of the content: what is in them and which document speaks for them.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::base::natural::natural;
use crate::base::paths;
use crate::model::{DocIx, Folder};

use super::urls;

/// Every folder above a document, the root included, with its README or, where there is none, its index.
pub fn mains(documents: &[Arc<str>]) -> BTreeMap<String, Option<DocIx>> {
    let mut folders: BTreeMap<String, Option<DocIx>> = BTreeMap::from([(String::new(), None)]);
    for (at, path) in documents.iter().enumerate() {
        for folder in paths::ancestors(path) {
            if folders.contains_key(folder) && folder != paths::parent(path) {
                break;
            }
            folders.entry(folder.to_owned()).or_insert(None);
        }
        if !urls::is_main(path) {
            continue;
        }
        let slot = folders.entry(paths::parent(path).to_owned()).or_insert(None);
        let is_readme =
            |ix: DocIx| documents.get(ix.at()).is_some_and(|path| paths::stem(path).eq_ignore_ascii_case("readme"));
        let ix = DocIx(at as u32);
        if slot.is_none_or(|held| !is_readme(held) && is_readme(ix)) {
            *slot = Some(ix);
        }
    }
    folders
}

/// The tree of folders with their pages.
pub fn tree(
    documents: &[Arc<str>],
    mains: &BTreeMap<String, Option<DocIx>>,
    urls: &BTreeMap<String, String>,
) -> BTreeMap<String, Folder> {
    let mut tree: BTreeMap<String, Folder> = mains
        .iter()
        .map(|(path, main)| {
            let url = urls.get(path).cloned().unwrap_or_else(|| urls::folder(path));
            (path.clone(), Folder { path: path.clone(), url, main: *main, ..Folder::default() })
        })
        .collect();
    for path in mains.keys().filter(|path| !path.is_empty()) {
        if let Some(above) = tree.get_mut(paths::parent(path)) {
            above.folders.push(path.clone());
        }
    }
    for (at, path) in documents.iter().enumerate() {
        if let Some(folder) = tree.get_mut(paths::parent(path)) {
            folder.documents.push(DocIx(at as u32));
            folder.total += 1;
        }
    }
    // A person counts 2 before 10, and reads what speaks for a folder first.
    let path = |ix: &DocIx| documents.get(ix.at()).map_or("", |path| path);
    for folder in tree.values_mut() {
        let main = folder.main;
        folder
            .documents
            .sort_by(|a, b| (Some(*b) == main).cmp(&(Some(*a) == main)).then_with(|| natural(path(a), path(b))));
        folder.folders.sort_by(|a, b| natural(a, b));
    }
    // Deepest first: a folder's path is longer than its parent's, and reverse path order visits it before.
    let paths: Vec<String> = tree.keys().rev().cloned().collect();
    for path in paths.iter().filter(|path| !path.is_empty()) {
        let total = tree.get(path).map_or(0, |folder| folder.total);
        if let Some(above) = tree.get_mut(paths::parent(path)) {
            above.total += total;
        }
    }
    tree
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_know_their_main_document_and_their_totals() {
        let documents: Vec<Arc<str>> =
            ["a/b/x.md", "a/b/y.md", "a/index.md", "a/readme.md", "z.md"].map(Arc::from).to_vec();
        let mains = mains(&documents);
        let tree = tree(&documents, &mains, &BTreeMap::new());
        assert_eq!(tree.keys().collect::<Vec<_>>(), ["", "a", "a/b"]);
        let root = &tree[""];
        assert_eq!((root.total, root.documents.as_slice(), root.main), (5, &[DocIx(4)][..], None));
        assert_eq!(root.folders, ["a"]);
        let a = &tree["a"];
        assert_eq!((a.total, a.main), (4, Some(DocIx(3))));
        assert_eq!(a.folders, ["a/b"]);
        assert_eq!(tree["a/b"].total, 2);
    }
}
