//! The ids in force and the translations: the half of rule 8 of the reading rules that needs the other documents.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::base::paths;
use crate::model::{DocIx, Document, Fact, ReferenceKind, Rule};

use super::{ids, names};

/// For every translation the document it translates and the language tag (`x-zh.md` beside `x.md`).
pub fn variants(documents: &[Arc<Document>], by_path: &BTreeMap<Arc<str>, DocIx>) -> Vec<Option<(DocIx, String)>> {
    documents
        .iter()
        .map(|document| {
            names::translated(&document.path)
                .into_iter()
                .find_map(|(base, tag)| Some((*by_path.get(base.as_str())?, tag)))
        })
        .collect()
}

/// The name that carries a number: the file's stem, or the folder's name where that carries it.
fn carrier<'a>(path: &'a str, id: &str) -> (&'a str, bool) {
    let folder = paths::parent(path);
    if ids::scope(path, id) == folder { (paths::stem(path), false) } else { (paths::file_name(folder), true) }
}

/// The id in force of every document: the strongest found; where siblings share a number, or others call the
/// document by its whole file stem, the longer form.
pub fn in_force(documents: &[Arc<Document>], is_variant: impl Fn(DocIx) -> bool) -> Vec<Option<Fact<String>>> {
    let mut out: Vec<Option<Fact<String>>> = documents.iter().map(|document| document.ids.first().cloned()).collect();
    let called = called_names(documents);
    let mut groups: BTreeMap<(String, String), Vec<(usize, &str)>> = BTreeMap::new();
    for (at, document) in documents.iter().enumerate() {
        let Some(fact) = document.ids.first().filter(|fact| ids::is_number(&fact.value)) else { continue };
        let by_name = matches!(fact.rule, Rule::FileName | Rule::Folder);
        if !by_name || is_variant(DocIx(at as u32)) {
            continue;
        }
        let (name, _) = carrier(&document.path, &fact.value);
        let scope = ids::scope(&document.path, &fact.value).to_owned();
        groups.entry((scope, ids::comparable(&fact.value))).or_default().push((at, name));
    }
    for group in groups.into_values() {
        let distinct: BTreeSet<&str> = group.iter().map(|(_, name)| *name).collect();
        let folders = group.iter().all(|(at, name)| {
            documents.get(*at).is_some_and(|document| paths::file_name(paths::parent(&document.path)) == *name)
        });
        let shared = distinct.len() > 1 && (folders || !has_parts(documents, &group));
        for (at, name) in group {
            let Some(document) = documents.get(at) else { continue };
            let Some(fact) = document.ids.first() else { continue };
            let (_, in_folder) = carrier(&document.path, &fact.value);
            let by_stem = !in_folder && called.contains(&ids::comparable(name));
            if (shared || by_stem)
                && ids::comparable(name) != ids::comparable(&fact.value)
                && let Some(slot) = out.get_mut(at)
            {
                *slot = Some(Fact { value: name.to_owned(), raw: name.to_owned(), ..fact.clone() });
            }
        }
    }
    out
}

/// Whether the names of a group are those of one feature and its parts (`001-x.md`, `001-x-tasks.md`).
fn has_parts(documents: &[Arc<Document>], group: &[(usize, &str)]) -> bool {
    let named: Vec<Vec<String>> = group
        .iter()
        .map(|(at, name)| {
            let id = documents.get(*at).and_then(|document| document.ids.first()).map(|fact| fact.value.as_str());
            names::remainder(name, id)
        })
        .collect();
    named.iter().any(|words| words.is_empty() || named.iter().all(|other| other.starts_with(words)))
        || named.iter().filter(|words| !names::ends_in_role(words)).count() <= 1
}

/// What documents call others by, in comparable form: relations that are no paths, wiki links.
fn called_names(documents: &[Arc<Document>]) -> BTreeSet<String> {
    let relations = documents
        .iter()
        .flat_map(|document| &document.relations)
        .filter(|raw| !raw.is_path)
        .map(|raw| ids::comparable(&raw.target));
    let wiki = documents
        .iter()
        .flat_map(|document| &document.references)
        .filter(|reference| reference.kind == ReferenceKind::Wiki)
        .map(|reference| ids::comparable(reference.target.split('#').next().unwrap_or("")));
    relations.chain(wiki).collect()
}

/// Other names a document is known by: its file's stem, or its folder's name where it is the folder's main file.
pub fn other_names(path: &str) -> Option<&str> {
    let stem = paths::stem(path);
    let generic = matches!(
        stem.to_lowercase().as_str(),
        "readme" | "index" | "spec" | "plan" | "proposal" | "feature" | "prd" | "overview" | "tasks" | "design"
    );
    let name = if generic { paths::file_name(paths::parent(path)) } else { stem };
    (!name.is_empty()).then_some(name)
}
