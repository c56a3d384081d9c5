//! The theme: templates and assets, the built-in ones and the user's overrides over them; and what new documents are made
//! from.
//!
//! Absent on purpose: what the templates are given (`views`), and their rendering (`formats`).

mod bundle;
mod eject;
pub mod live;
mod stale;
pub mod styles;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use include_dir::{Dir, include_dir};

pub use bundle::Asset;
pub use eject::{Outdated, Part, Sought};
pub use stale::Stale;

/// The folder of what new documents are made from: one template for each kind.
const DOCUMENTS: &str = "documents";

static DEFAULT: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/themes/default");

/// A theme's files: path below the theme (`templates/board.html`, `assets/css/base.css`) to bytes.
#[derive(Clone, Debug, Default)]
pub struct Theme {
    /// The files.
    pub files: BTreeMap<String, Arc<[u8]>>,
    assets: BTreeMap<String, Asset>,
}

impl Theme {
    /// The built-in theme with the user's files laid over it: a file of the same path replaces, others are added.
    pub fn with_overrides(overrides: &BTreeMap<String, Arc<[u8]>>) -> Self {
        let mut files = built_in();
        files.extend(overrides.iter().map(|(path, bytes)| (path.clone(), Arc::clone(bytes))));
        let assets = bundle::assets(&files, |path| overrides.contains_key(path));
        Self { files, assets }
    }

    /// Files of the user's theme that change nothing.
    pub fn stale(overrides: &BTreeMap<String, Arc<[u8]>>) -> Vec<Stale> {
        stale::find(overrides, &built_in())
    }

    /// Copies in the user's theme whose built-in part has changed since.
    pub fn outdated(overrides: &BTreeMap<String, Arc<[u8]>>) -> Vec<Outdated> {
        eject::outdated(overrides, &built_in())
    }

    /// The paths of the built-in parts, sorted.
    pub fn parts() -> Vec<String> {
        built_in().into_keys().collect()
    }

    /// The built-in part of a name.
    pub fn part(name: &str) -> Sought {
        eject::find(name, &built_in())
    }

    /// Whether a path below the theme is that of a template of documents. It is Markdown, and no document.
    pub fn is_of_documents(path: &str) -> bool {
        path.strip_prefix(DOCUMENTS).is_some_and(|_| DEFAULT.get_file(path).is_some())
    }

    /// Where the template of new documents of a kind lies below the theme, and its text: the user's, else the built-in one.
    /// `None` for a kind that has none.
    pub fn document<'a>(overrides: &'a BTreeMap<String, Arc<[u8]>>, kind: &str) -> Option<(String, Cow<'a, str>)> {
        let path = format!("{DOCUMENTS}/{kind}.md");
        let built_in = DEFAULT.get_file(&path)?.contents();
        let bytes = overrides.get(&path).map_or(built_in, |own| own);
        Some((path, String::from_utf8_lossy(bytes)))
    }

    /// The files that go into the output, by logical name (`site.css`, `site.js`, `theme.js`, `favicon.svg`).
    pub fn assets(&self) -> &BTreeMap<String, Asset> {
        &self.assets
    }

    /// The templates: name without the folder, and text. Files that are not UTF-8 are left out.
    pub fn templates(&self) -> impl Iterator<Item = (&str, &str)> {
        self.files.iter().filter_map(|(path, bytes)| {
            let name = path.strip_prefix("templates/")?;
            Some((name, std::str::from_utf8(bytes).ok()?))
        })
    }
}

fn built_in() -> BTreeMap<String, Arc<[u8]>> {
    let mut files = BTreeMap::new();
    collect(&DEFAULT, &mut files);
    files
}

/// The files below a folder of the theme, but for what only `featsite serve` sends: that is no part of a site.
fn collect(dir: &'static Dir<'static>, files: &mut BTreeMap<String, Arc<[u8]>>) {
    for file in dir.files() {
        files.insert(file.path().to_string_lossy().replace('\\', "/"), Arc::from(file.contents()));
    }
    for inner in dir.dirs().filter(|inner| inner.path() != std::path::Path::new(live::FOLDER)) {
        collect(inner, files);
    }
}
