//! Which folders stand for one feature each: rule 11 of the reading rules.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::base::paths;
use crate::model::{DocIx, Document};

use super::names;

/// The names of a feature folder's main file, the strongest first.
const MAIN_NAMES: [&str; 8] = ["readme", "index", "spec", "proposal", "plan", "feature", "prd", "overview"];

/// Main names that folders of plain documentation have too: alone they do not make a feature folder.
fn is_common(name: &str) -> bool {
    matches!(name, "readme" | "index" | "overview")
}

/// The main name a file has.
fn main_name(path: &str) -> Option<&'static str> {
    let stem = names::words(paths::stem(path)).join("-");
    let stem = stem.strip_prefix("implementation-").unwrap_or(&stem);
    MAIN_NAMES.into_iter().find(|name| *name == stem)
}

/// A folder that stands for one feature.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FeatureFolder {
    /// Its path.
    pub path: String,
    /// Its main file.
    pub main: DocIx,
}

/// The feature folders: at least three sibling folders that look alike, each with a main file. Folders named after a
/// state, and archives, are looked through: what lies in them are siblings of what lies beside them.
pub fn find(documents: &[Arc<Document>], skip: impl Fn(DocIx) -> bool) -> Vec<FeatureFolder> {
    let mut mains: BTreeMap<&str, BTreeMap<&'static str, DocIx>> = BTreeMap::new();
    for (at, document) in documents.iter().enumerate() {
        let ix = DocIx(at as u32);
        let folder = paths::parent(&document.path);
        if folder.is_empty() || skip(ix) {
            continue;
        }
        if let Some(name) = main_name(&document.path) {
            mains.entry(folder).or_default().entry(name).or_insert(ix);
        }
    }
    let mut groups: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for folder in mains.keys().filter(|folder| !is_container(paths::file_name(folder))) {
        groups.entry(siblings_key(folder)).or_default().push(folder);
    }
    let mut found: BTreeMap<&str, DocIx> = BTreeMap::new();
    for folders in groups.values() {
        let order = alike(folders, &mains, documents);
        for folder in folders {
            let Some(held) = mains.get(folder) else { continue };
            if let Some(main) = order.iter().find_map(|name| held.get(name)) {
                found.insert(folder, *main);
            }
        }
    }
    // A folder inside a feature folder holds parts: path order visits the outer one first.
    let mut out: Vec<FeatureFolder> = Vec::new();
    for (path, main) in found {
        let inside = paths::ancestors(path)
            .any(|above| out.binary_search_by(|other: &FeatureFolder| other.path.as_str().cmp(above)).is_ok());
        if !inside {
            out.push(FeatureFolder { path: path.to_owned(), main });
        }
    }
    out
}

/// Folders that hold features and are none: states, archives, and folders named after a sort of document.
fn is_container(name: &str) -> bool {
    names::folder_status(name).is_some() || names::is_archive(name)
}

/// The folder above, states and archives left out, so that `done/x` and `y` are siblings.
fn siblings_key(folder: &str) -> String {
    let kept: Vec<&str> = paths::parent(folder).split('/').filter(|piece| !is_container(piece)).collect();
    kept.join("/")
}

/// The main names that at least three of the folders share, most shared first.
fn alike(
    folders: &[&str],
    mains: &BTreeMap<&str, BTreeMap<&'static str, DocIx>>,
    documents: &[Arc<Document>],
) -> Vec<&'static str> {
    let mut order: Vec<(usize, usize, &'static str)> = Vec::new();
    for (rank, name) in MAIN_NAMES.into_iter().enumerate() {
        let held: Vec<DocIx> = folders.iter().filter_map(|folder| mains.get(folder)?.get(name).copied()).collect();
        let working = held
            .iter()
            .filter(|ix| {
                documents.get(ix.at()).is_some_and(|document| {
                    document.shape.header_status
                        || document.shape.feature_header
                        || starts_with_number(paths::file_name(paths::parent(&document.path)))
                })
            })
            .count();
        if held.len() >= 3 && (!is_common(name) || working * 2 >= held.len()) {
            order.push((held.len(), rank, name));
        }
    }
    order.sort_by_key(|(count, rank, _)| (std::cmp::Reverse(*count), *rank));
    order.into_iter().map(|(_, _, name)| name).collect()
}

/// Whether a folder's name begins with a number or an id.
fn starts_with_number(name: &str) -> bool {
    let words = names::words(name);
    let digits = |at: usize| words.get(at).is_some_and(|word| word.bytes().all(|byte| byte.is_ascii_digit()));
    digits(0) || digits(1)
}
