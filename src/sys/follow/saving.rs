//! What somebody may be saving at the moment it is read: what was there and is gone or empty now.

use std::sync::Arc;

use crate::source::{CONFIG, Snapshot, SourceFile};

/// Documents that are gone or empty and were not, but for those that were waited for; the configuration; and files of the
/// theme that have become empty: one that is caught while it is saved compiles, and would stay if what is written does not.
pub fn missing(old: &Snapshot, new: &Snapshot, gone: &[String]) -> impl Iterator<Item = SourceFile> {
    let is_end = |rest: &str| rest.is_empty() || rest.starts_with('/');
    let is_known = move |path: &str| gone.iter().any(|gone| path.strip_prefix(gone.as_str()).is_some_and(is_end));
    let text = |one: &Snapshot| one.config.clone().unwrap_or_default();
    let config = (text(new).is_empty() && !text(old).is_empty() && !is_known(CONFIG)).then(|| SourceFile {
        path: Arc::from(CONFIG),
        text: text(old),
        hash: [0; 32],
        oversized: false,
    });
    let missing = old.files.iter().filter(move |file| match new.file(&file.path) {
        Some(now) => now.text.is_empty() && !file.text.is_empty(),
        None => !is_known(&file.path),
    });
    let emptied = new
        .theme
        .iter()
        .filter(|(path, bytes)| bytes.is_empty() && old.theme.get(*path).is_none_or(|before| !before.is_empty()));
    let theme = emptied.map(|(path, _)| SourceFile {
        path: Arc::from(format!("{}/{path}", new.theme_folder)),
        // Only that it is not empty counts.
        text: Arc::from("-"),
        hash: [0; 32],
        oversized: false,
    });
    config.into_iter().chain(missing.cloned()).chain(theme)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_of_the_theme_that_is_caught_empty_is_waited_for() {
        let themed = |text: Option<&str>| {
            let mut snapshot = Snapshot::of(&[]);
            snapshot.theme.extend(text.map(|text| ("templates/x.html".to_owned(), Arc::from(text.as_bytes()))));
            snapshot
        };
        let found = |old: Option<&str>, new: Option<&str>| {
            missing(&themed(old), &themed(new), &[]).map(|file| file.path.to_string()).collect::<Vec<_>>()
        };
        assert_eq!(found(None, Some("")), ["theme/templates/x.html"]);
        assert_eq!(found(Some("x"), Some("")), ["theme/templates/x.html"]);
        for settled in [found(Some(""), Some("")), found(Some("x"), Some("y")), found(Some("x"), None)] {
            assert!(settled.is_empty(), "{settled:?}");
        }
    }
}
