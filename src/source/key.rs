//! The hash of everything a snapshot holds: two of the same hash give the same site.

use std::fmt::{self, Debug, Write};

use super::{Snapshot, SourceFile};

/// The hash of a snapshot. Bytes of files that documents link to are not part of it: a snapshot has only their sizes.
pub fn of(snapshot: &Snapshot) -> [u8; 32] {
    // Taken apart, so that a field that comes later is not forgotten.
    let Snapshot {
        files,
        assets,
        pictures,
        config,
        theme,
        theme_folder,
        root,
        folder,
        repository_path,
        git,
        today,
        left_out,
        diagnostics,
    } = snapshot;
    let mut hash = Hash(blake3::Hasher::new());
    hash.value(&files.len());
    for SourceFile { path, text: _, hash: bytes, oversized } in files {
        hash.value(&(path, oversized));
        hash.0.update(bytes);
    }
    hash.value(&(assets, pictures, config, theme.len()));
    for (path, bytes) in theme {
        hash.value(&(path, bytes.len()));
        hash.0.update(bytes);
    }
    hash.value(&(theme_folder, root, folder, repository_path, git, today, left_out, diagnostics));
    *hash.0.finalize().as_bytes()
}

/// Takes up values in the way they are printed for whoever looks for a fault: texts in quotes, every field by its name.
struct Hash(blake3::Hasher);

impl Hash {
    fn value(&mut self, value: &impl Debug) {
        // Taking up bytes does not fail.
        let _ = write!(self, "{value:?};");
    }
}

impl Write for Hash {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.0.update(text.as_bytes());
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::base::dates::Date;
    use crate::diag::{Diagnostic, Severity};
    use crate::source::Git;

    #[test]
    fn whatever_differs_gives_another_hash() {
        let plain = || {
            let mut one = Snapshot::of(&[("a.md", "a"), ("b.md", "b")]);
            one.theme.insert("assets/theme.css".to_owned(), Arc::from([1, 2]));
            one
        };
        let changes: [fn(&mut Snapshot); 17] = [
            |one| one.files[0] = Snapshot::of(&[("a.md", "other")]).files.remove(0),
            |one| one.files[0].path = Arc::from("c.md"),
            |one| one.files[0].oversized = true,
            |one| _ = one.files.pop(),
            |one| _ = one.assets.insert(Arc::from("p.png"), 1),
            |one| _ = one.pictures.insert(Arc::from("p.png"), (1, 2)),
            |one| one.config = Some(Arc::from("")),
            |one| _ = one.theme.insert("assets/user.css".to_owned(), Arc::from([1])),
            // As many bytes as before.
            |one| _ = one.theme.insert("assets/theme.css".to_owned(), Arc::from([1, 3])),
            |one| one.theme_folder.push('x'),
            |one| one.repository_path = Some("docs".to_owned()),
            |one| one.folder.push('x'),
            |one| one.root.push("x"),
            |one| one.git = Some(Git::default()),
            |one| one.today = Date::constant(2026, 11, 22),
            |one| one.left_out = 1,
            |one| one.diagnostics.push(Diagnostic::global("x", Severity::Note, "x")),
        ];
        let mut seen = vec![of(&plain())];
        assert_eq!(seen[0], of(&plain()));
        for change in changes {
            let mut one = plain();
            change(&mut one);
            seen.push(of(&one));
        }
        let count = seen.len();
        seen.sort_unstable();
        seen.dedup();
        assert_eq!(seen.len(), count);
    }
}
