//! Which file a link target means: the order of rule 9 of the reading rules.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::base::paths;
use crate::model::DocIx;
use crate::source::Snapshot;

/// A file or folder a target leads to.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Destination {
    /// A document.
    Document(DocIx),
    /// A file that is no document.
    Asset(Arc<str>),
    /// A folder that holds documents; its README or index is looked up by who asks.
    Folder(String),
}

/// What was found and how.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Outcome {
    /// By the target as written.
    Found(Destination),
    /// Elsewhere: the one file of that name, or the same path in another case.
    Moved(Destination),
    /// The target leaves the content folder, or lies in a hidden folder, which is not read; the path as seen from the
    /// content root, `..` at its head.
    Outside(String),
    /// Nothing.
    Nothing,
}

/// Every path of the content, for look-ups.
pub struct Resolver<'a> {
    documents: &'a BTreeMap<Arc<str>, DocIx>,
    assets: &'a BTreeMap<Arc<str>, u64>,
    folders: &'a BTreeMap<String, Option<DocIx>>,
    /// The content folder's path inside its repository, in pieces.
    repository: Vec<String>,
    by_folded: BTreeMap<String, Vec<Destination>>,
    by_name: BTreeMap<String, Vec<Destination>>,
    by_tail: BTreeMap<String, Vec<Destination>>,
}

/// Names that files in many folders share: such a name alone does not tell which file is meant.
fn is_generic(name: &str) -> bool {
    let stem = paths::stem(name).to_lowercase();
    matches!(
        stem.as_str(),
        "readme"
            | "index"
            | "changelog"
            | "license"
            | "contributing"
            | "spec"
            | "plan"
            | "tasks"
            | "proposal"
            | "design"
            | "overview"
            | "notes"
            | "todo"
            | "summary"
    )
}

/// The last two pieces of a path.
fn tail(path: &str) -> Option<&str> {
    let slash = path.rfind('/')?;
    let start = path[..slash].rfind('/').map_or(0, |at| at + 1);
    Some(&path[start..])
}

/// The index key of names: lower case.
fn fold(text: &str) -> String {
    text.to_lowercase()
}

impl<'a> Resolver<'a> {
    /// The look-up tables of a snapshot.
    pub fn new(
        snapshot: &'a Snapshot,
        documents: &'a BTreeMap<Arc<str>, DocIx>,
        folders: &'a BTreeMap<String, Option<DocIx>>,
    ) -> Self {
        let mut out = Self {
            documents,
            assets: &snapshot.assets,
            folders,
            repository: snapshot
                .repository_path
                .iter()
                .flat_map(|path| path.split('/'))
                .filter(|piece| !piece.is_empty())
                .map(str::to_owned)
                .collect(),
            by_folded: BTreeMap::new(),
            by_name: BTreeMap::new(),
            by_tail: BTreeMap::new(),
        };
        let files = documents.iter().map(|(path, ix)| (path, Destination::Document(*ix)));
        let others = snapshot.assets.keys().map(|path| (path, Destination::Asset(Arc::clone(path))));
        for (path, destination) in files.chain(others) {
            let name = paths::file_name(path);
            out.by_name.entry(fold(name)).or_default().push(destination.clone());
            if let Some(tail) = tail(path) {
                out.by_tail.entry(fold(tail)).or_default().push(destination.clone());
            }
            out.by_folded.entry(fold(path)).or_default().push(destination);
        }
        out
    }

    /// What stands at a path.
    fn exact(&self, path: &str) -> Option<Destination> {
        if let Some(ix) = self.documents.get(path) {
            return Some(Destination::Document(*ix));
        }
        self.assets.get_key_value(path).map(|(path, _)| Destination::Asset(Arc::clone(path)))
    }

    /// The folder at a path: by its README or index, else its listing.
    fn folder(&self, path: &str) -> Option<Destination> {
        let (path, main) = self.folders.get_key_value(path)?;
        Some(main.map_or_else(|| Destination::Folder(path.clone()), Destination::Document))
    }

    /// The content paths a target may mean as it is written, in order; and whether it leaves the content.
    fn candidates(&self, from: &str, target: &str) -> (Vec<String>, Option<String>) {
        let mut out: Vec<String> = Vec::new();
        let mut outside = None;
        let mut push = |path: Option<String>| {
            if let Some(path) = path
                && !out.contains(&path)
            {
                out.push(path);
            }
        };
        if target.starts_with('/') {
            push(paths::join("", target));
            push(self.inside_repository(target.trim_start_matches('/')));
        } else {
            match paths::join(paths::parent(from), target) {
                Some(path) => push(Some(path)),
                None => {
                    let (path, left) = self.climb(from, target);
                    match path {
                        Some(path) => push(Some(path)),
                        None => outside = Some(left),
                    }
                }
            }
            if !target.starts_with("../") {
                push(paths::join("", target));
                push(self.inside_repository(target));
            }
        }
        (out, outside)
    }

    /// A path of the repository as a path of the content, where it lies in the content folder.
    fn inside_repository(&self, path: &str) -> Option<String> {
        if self.repository.is_empty() {
            return None;
        }
        let mut pieces = path.split('/').filter(|piece| !matches!(*piece, "" | "."));
        for own in &self.repository {
            if pieces.next() != Some(own.as_str()) {
                return None;
            }
        }
        Some(pieces.collect::<Vec<_>>().join("/"))
    }

    /// A target that climbs over the content root: it may come back into the content by the repository's path.
    /// Else the path as seen from the content root, with `..` at its head.
    fn climb(&self, from: &str, target: &str) -> (Option<String>, String) {
        let mut stack: Vec<&str> = paths::parent(from).split('/').filter(|piece| !piece.is_empty()).collect();
        let mut up = 0_usize;
        for piece in target.split('/') {
            match piece {
                "" | "." => {}
                ".." => {
                    if stack.pop().is_none() {
                        up += 1;
                    }
                }
                other => stack.push(other),
            }
        }
        let known = self.repository.len();
        if up <= known && up > 0 {
            let own = &self.repository[known - up..];
            let returns = stack.len() >= up && own.iter().zip(&stack).all(|(own, piece)| own == piece);
            if returns {
                return (Some(stack[up..].join("/")), String::new());
            }
        }
        let left = std::iter::repeat_n("..", up).chain(stack).collect::<Vec<_>>().join("/");
        (None, left)
    }

    /// Resolves a target, already decoded and without its fragment, as seen from a document.
    pub fn resolve(&self, from: &str, target: &str) -> Outcome {
        let target = target.replace('\\', "/");
        let (candidates, outside) = self.candidates(from, &target);
        let folder_only = target.ends_with('/');
        if !folder_only && let Some(found) = candidates.iter().find_map(|path| self.exact(path)) {
            return Outcome::Found(found);
        }
        if let Some(found) = candidates.iter().find_map(|path| self.folder(path)) {
            return Outcome::Found(found);
        }
        if !folder_only && let Some(found) = candidates.iter().find_map(|path| self.with_extension(path)) {
            return Outcome::Found(found);
        }
        if let Some(found) = candidates.iter().find_map(|path| self.one(self.by_folded.get(&fold(path)))) {
            return Outcome::Moved(found);
        }
        // Hidden folders are not read: what lies in one is not known to be gone, and no file of its name is meant.
        let hidden = |path: &&String| path.split('/').any(|piece| piece.starts_with('.') && piece != "..");
        if let Some(path) = outside.iter().chain(&candidates).find(hidden) {
            return Outcome::Outside(path.clone());
        }
        if let Some(found) = self.elsewhere(from, &target) {
            return Outcome::Moved(found);
        }
        outside.map_or(Outcome::Nothing, Outcome::Outside)
    }

    /// With `.md` added, or with `.md` where an address of another generator says `.html`.
    fn with_extension(&self, path: &str) -> Option<Destination> {
        for extension in ["md", "markdown", "mdx"] {
            if let Some(found) = self.exact(&format!("{path}.{extension}")) {
                return Some(found);
            }
        }
        None
    }

    fn one(&self, found: Option<&Vec<Destination>>) -> Option<Destination> {
        match found.map(Vec::as_slice) {
            Some([one]) => Some(one.clone()),
            _ => None,
        }
    }

    /// The one file of that name elsewhere; for names that many folders share the folder's name must fit too. A document
    /// that names a file of its own name means another one.
    fn elsewhere(&self, from: &str, target: &str) -> Option<Destination> {
        self.named(target).filter(|found| self.exact(from).as_ref() != Some(found))
    }

    fn named(&self, target: &str) -> Option<Destination> {
        let target = target.trim_end_matches('/');
        let name = paths::file_name(target);
        if name.is_empty() || name == ".." || name == "." {
            return None;
        }
        let names = [fold(name), format!("{}.md", fold(name))];
        if !is_generic(name) {
            for name in &names {
                match self.by_name.get(name) {
                    Some(found) if found.len() == 1 => return self.one(Some(found)),
                    Some(_) => break,
                    None => {}
                }
            }
        }
        let tail = tail(target).filter(|tail| !tail.starts_with("..") && !tail.starts_with("./"))?;
        let tail = fold(tail);
        self.one(self.by_tail.get(&tail)).or_else(|| self.one(self.by_tail.get(&format!("{tail}.md"))))
    }

    /// The one document of a file name or stem, wherever it lies: how wiki links and bare names in code spans mean it.
    pub fn by_name(&self, name: &str) -> Option<Destination> {
        let name = fold(name.trim());
        self.one(self.by_name.get(&name)).or_else(|| self.one(self.by_name.get(&format!("{name}.md"))))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::link::folders;

    fn outcome(files: &[&str], assets: &[&str], repository: Option<&str>, from: &str, target: &str) -> String {
        let mut snapshot = Snapshot::of(&files.iter().map(|path| (*path, "")).collect::<Vec<_>>());
        snapshot.repository_path = repository.map(str::to_owned);
        snapshot.assets = assets.iter().map(|path| (Arc::from(*path), 1)).collect();
        let paths: Vec<Arc<str>> = snapshot.files.iter().map(|file| Arc::clone(&file.path)).collect();
        let by_path = paths.iter().enumerate().map(|(at, path)| (Arc::clone(path), DocIx(at as u32))).collect();
        let mains = folders::mains(&paths);
        let resolver = Resolver::new(&snapshot, &by_path, &mains);
        let show = |destination: &Destination| match destination {
            Destination::Document(ix) => paths[ix.at()].to_string(),
            Destination::Asset(path) => format!("asset {path}"),
            Destination::Folder(path) => format!("folder {path}"),
        };
        match resolver.resolve(from, target) {
            Outcome::Found(found) => show(&found),
            Outcome::Moved(found) => format!("moved {}", show(&found)),
            Outcome::Outside(path) => format!("outside {path}"),
            Outcome::Nothing => "nothing".into(),
        }
    }

    #[test]
    fn targets_are_tried_in_the_order_of_the_rule() {
        let files = ["a/b/x.md", "a/b/y.md", "a/c/README.md", "a/d/z.md", "b/y.md", "only.md", "a/Case.md"];
        for (target, expected) in [
            ("y.md", "a/b/y.md"),
            ("./y.md", "a/b/y.md"),
            ("/b/y.md", "b/y.md"),
            ("b/y.md", "b/y.md"),
            ("../c", "a/c/README.md"),
            ("../c/", "a/c/README.md"),
            ("../d", "folder a/d"),
            ("y", "a/b/y.md"),
            ("old/only.md", "moved only.md"),
            ("../case.md", "moved a/Case.md"),
            ("gone/z.md", "moved a/d/z.md"),
            ("old/b/y.md", "nothing"),
            ("../../../src/main.rs", "outside ../src/main.rs"),
            ("../../../README.md", "outside ../README.md"),
            ("nowhere.md", "nothing"),
            ("../../.github/only.md", "outside .github/only.md"),
            ("../../../.github/only.md", "outside ../.github/only.md"),
            ("../old/x.md", "nothing"),
            ("img/p.png", "asset a/b/img/p.png"),
            ("..\\c\\README.md", "a/c/README.md"),
        ] {
            assert_eq!(outcome(&files, &["a/b/img/p.png"], None, "a/b/x.md", target), expected, "{target}");
        }
    }

    #[test]
    fn a_name_that_many_folders_share_needs_its_folder() {
        let files = ["x.md", "old/012-login/spec.md", "old/013-pay/spec.md"];
        assert_eq!(outcome(&files, &[], None, "x.md", "specs/012-login/spec.md"), "moved old/012-login/spec.md");
        assert_eq!(outcome(&files[..2], &[], None, "x.md", "specs/spec.md"), "nothing");
    }

    #[test]
    fn paths_of_the_repository_count_where_it_is_known() {
        let files = ["a/x.md", "b/y.md"];
        for (target, expected) in [
            ("docs/b/y.md", "b/y.md"),
            ("/docs/b/y.md", "b/y.md"),
            ("../../docs/b/y.md", "b/y.md"),
            ("../../src/y.rs", "outside ../src/y.rs"),
        ] {
            assert_eq!(outcome(&files, &[], Some("docs"), "a/x.md", target), expected, "{target}");
        }
        assert_eq!(outcome(&files, &[], None, "a/x.md", "docs/b/y.md"), "moved b/y.md");
    }
}
