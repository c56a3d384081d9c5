//! What the files of an output were made from: the next build leaves those that would be made from the same.
//!
//! A file has one mark: the hash of its address, how it stands, what it was made from and with which program. So a mark says
//! that this very file holds what would be made, and nothing else: it stays true whatever became of the others, and one
//! that is missing costs only the making of its file.
//!
//! Absent on purpose: which files depend on what. That follows from the key of each.

use std::collections::BTreeSet;

use super::stand::Stand;
use crate::base::key::Key;

/// The marks of an output.
#[derive(Debug)]
pub struct Memo {
    /// The program that makes the files.
    program: Key,
    marks: BTreeSet<Key>,
}

impl Memo {
    /// Of marks that a build by this program wrote down, or another one.
    pub fn new<'a>(program: Key, marks: impl IntoIterator<Item = &'a str>) -> Self {
        Self { program, marks: marks.into_iter().filter_map(Key::from_hex).collect() }
    }

    /// The mark of a file that is made from `key`.
    pub fn mark(&self, url: &str, stand: &Stand, key: Key) -> Key {
        Key::of(&(self.program, url, stand, key))
    }

    /// Whether a file was made from the same and stands as it was left.
    pub fn holds(&self, url: &str, stand: &Stand, key: Key) -> bool {
        self.marks.contains(&self.mark(url, stand, key))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_differs_makes_another_mark() {
        let folder = tempfile::tempdir().expect("a folder");
        let stand = |name: &str| {
            let path = folder.path().join(name);
            std::fs::write(&path, name).expect("written");
            Stand::of(&std::fs::metadata(path).expect("there"))
        };
        let (one, other) = (stand("one"), stand("other"));
        let key = |text: &str| Key::of(&text);
        let none = Memo::new(key("program"), []);
        let mark = none.mark("a.html", &one, key("a"));
        let memo = Memo::new(key("program"), ["", &mark.hex(), "x"]);
        assert!(memo.holds("a.html", &one, key("a")));
        assert!(!none.holds("a.html", &one, key("a")));
        assert!(!memo.holds("b.html", &one, key("a")));
        assert!(!memo.holds("a.html", &other, key("a")));
        assert!(!memo.holds("a.html", &one, key("b")));
        assert!(!Memo::new(key("another"), [mark.hex().as_str()]).holds("a.html", &one, key("a")));
    }
}
