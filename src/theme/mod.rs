//! The theme: templates and assets, the built-in ones and the user's overrides over them.
//!
//! Absent on purpose: what the templates are given (`views`), and their rendering (`formats`).

use std::collections::BTreeMap;
use std::sync::Arc;

use include_dir::{Dir, include_dir};

static DEFAULT: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/themes/default");

/// A theme's files: path below the theme (`templates/board.html`, `assets/site.css`) to bytes.
#[derive(Clone, Debug, Default)]
pub struct Theme {
    /// The files.
    pub files: BTreeMap<String, Arc<[u8]>>,
}

impl Theme {
    /// The built-in theme with the user's files laid over it.
    pub fn with_overrides(overrides: &BTreeMap<String, Arc<[u8]>>) -> Self {
        let mut files = BTreeMap::new();
        collect(&DEFAULT, &mut files);
        files.extend(overrides.iter().map(|(path, bytes)| (path.clone(), Arc::clone(bytes))));
        Self { files }
    }
}

fn collect(dir: &'static Dir<'static>, files: &mut BTreeMap<String, Arc<[u8]>>) {
    for file in dir.files() {
        files.insert(file.path().to_string_lossy().replace('\\', "/"), Arc::from(file.contents()));
    }
    for inner in dir.dirs() {
        collect(inner, files);
    }
}
