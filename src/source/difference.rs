//! What differs between two snapshots.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::{CONFIG, Snapshot};

/// Whether nothing differs that pages are made from, but for what git knows.
pub fn is_same(old: &Snapshot, new: &Snapshot) -> bool {
    let file = |one: &Snapshot, at: usize| one.files.get(at).map(|file| (Arc::clone(&file.path), file.hash));
    old.files.len() == new.files.len()
        && (0..new.files.len()).all(|at| file(old, at) == file(new, at))
        && old.assets == new.assets
        && old.pictures == new.pictures
        && old.config == new.config
        && old.theme == new.theme
        && old.theme_folder == new.theme_folder
        && old.repository_path == new.repository_path
        && old.root == new.root
        && old.today == new.today
        && old.left_out == new.left_out
        && old.diagnostics == new.diagnostics
}

/// The files that differ, sorted: documents, the configuration, files of the theme, files that documents link to.
pub fn differs(old: &Snapshot, new: &Snapshot) -> Vec<String> {
    let documents = |one: &Snapshot| -> BTreeMap<Arc<str>, [u8; 32]> {
        one.files.iter().map(|file| (Arc::clone(&file.path), file.hash)).collect()
    };
    let mut out: BTreeSet<String> = unlike(&documents(old), &documents(new)).map(|path| path.to_string()).collect();
    out.extend(unlike(&old.assets, &new.assets).map(|path| path.to_string()));
    out.extend(unlike(&old.pictures, &new.pictures).map(|path| path.to_string()));
    out.extend(unlike(&old.theme, &new.theme).map(|path| format!("{}/{path}", new.theme_folder)));
    if old.config != new.config {
        out.insert(CONFIG.to_owned());
    }
    out.into_iter().collect()
}

/// The keys that only one of two maps has, or both with other values.
fn unlike<'a, K: Ord, V: PartialEq>(old: &'a BTreeMap<K, V>, new: &'a BTreeMap<K, V>) -> impl Iterator<Item = &'a K> {
    let gone = old.keys().filter(|key| !new.contains_key(*key));
    new.iter().filter(|(key, value)| old.get(*key) != Some(value)).map(|(key, _)| key).chain(gone)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_differs_is_named_once() {
        let mut old = Snapshot::of(&[("a.md", "a"), ("b.md", "b"), ("c.md", "c")]);
        let mut new = Snapshot::of(&[("a.md", "a"), ("b.md", "other"), ("d.md", "c")]);
        assert!(is_same(&old, &old.clone()) && !is_same(&old, &new));
        old.assets.insert(Arc::from("p.png"), 3);
        new.assets.insert(Arc::from("p.png"), 4);
        new.pictures.insert(Arc::from("p.png"), (1, 1));
        new.theme.insert("assets/user.css".to_owned(), Arc::from([]));
        new.config = Some(Arc::from(""));
        assert_eq!(differs(&old, &new), ["b.md", "c.md", "d.md", "featsite.yaml", "p.png", "theme/assets/user.css"]);
    }
}
