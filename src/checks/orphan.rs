//! `orphan`: an item that nothing leads to and that leads nowhere, in a folder where the rest is linked.

use std::collections::BTreeSet;

use super::{Check, Docs, Example};
use crate::base::paths;
use crate::diag::{Diagnostic, Place, Severity};
use crate::model::{Column, DocIx, Field, Item, ItemOrDocument, LinkedDocument, Rule, Site};

/// The check.
pub const CHECK: Check = Check {
    name: "orphan",
    severity: Severity::Note,
    summary: "an item that nothing leads to and that leads nowhere",
    skips_templates: true,
    run: Some(run),
    judges: |site, linked| linked.item.and_then(|ix| site.items.get(ix.at())).is_some_and(is_open),
    docs: Docs {
        what: "No document links to an open item or to one of its parts, they link to none, and no tracker names it; at \
               least five other items of the site are linked, and three of four. Finished, archived and cancelled items \
               are left alone.",
        why: "Readers find it only by chance, and what it depends on and belongs to is written nowhere.",
        example: Example::Files(&[
            ("a.md", "# A\n\n**Status**: Planned\n"),
            ("b.md", "# B\n\n**Status**: Planned\n\nBehind [C](c.md).\n"),
            ("c.md", "# C\n\n**Status**: Planned\n\nBehind [D](d.md).\n"),
            ("d.md", "# D\n\n**Status**: Planned\n\nBehind [E](e.md).\n"),
            ("e.md", "# E\n\n**Status**: Planned\n\nBehind [F](f.md).\n"),
            ("f.md", "# F\n\n**Status**: Planned\n"),
        ]),
        instead: Example::Files(&[
            ("a.md", "# A\n\n**Status**: Planned\n\nBehind [B](b.md).\n"),
            ("b.md", "# B\n\n**Status**: Planned\n\nBehind [C](c.md).\n"),
            ("c.md", "# C\n\n**Status**: Planned\n\nBehind [D](d.md).\n"),
            ("d.md", "# D\n\n**Status**: Planned\n\nBehind [E](e.md).\n"),
            ("e.md", "# E\n\n**Status**: Planned\n\nBehind [F](f.md).\n"),
            ("f.md", "# F\n\n**Status**: Planned\n"),
        ]),
    },
    ..Check::BASE
};

/// This many items of the site need to be linked.
const ENOUGH: usize = 5;

/// Finds them.
pub fn run(site: &Site, found: &mut Vec<Diagnostic>) {
    let named: BTreeSet<&str> =
        site.documents.iter().flat_map(|linked| &linked.document.fields).flat_map(named_files).collect();
    let alone: Vec<(&Item, &LinkedDocument)> = site
        .items
        .iter()
        .filter_map(|item| Some((item, item.document?)))
        .filter(|(item, ix)| is_alone(site, item, *ix) && !is_named(site, item, *ix, &named))
        .filter_map(|(item, ix)| Some((item, site.documents.get(ix.at())?)))
        .collect();
    let all = site.items.iter().filter(|item| item.document.is_some()).count();
    if all - alone.len() < ENOUGH || alone.len() * 4 > all {
        return;
    }
    for (item, linked) in alone.into_iter().filter(|(item, _)| is_open(item)) {
        let mut place = linked.document.title.place.clone();
        if place.path != linked.document.path {
            place = Place { path: linked.document.path.clone(), span: crate::base::Span::default() };
        }
        let message =
            format!("nothing links to {}, and it links to nothing", super::status_conflict::quoted(&item.title));
        found.push(
            Diagnostic::new(CHECK.name, CHECK.severity, place, message)
                .help("link it from an overview or a roadmap, or name what it depends on"),
        );
    }
}

/// The files that the value of a field names: lists such as `related:` in the front matter are no links, and lead somewhere
/// all the same.
fn named_files(field: &Field) -> impl Iterator<Item = &str> {
    let pieces =
        field.value.split(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '[' | ']' | '(' | ')' | '`' | '"'));
    pieces.filter(|piece| piece.ends_with(".md")).map(name_of)
}

/// The name a file is known by: with its folder where many folders have a file of that name (`spec.md`, `README.md`).
fn name_of(path: &str) -> &str {
    let name = paths::file_name(path);
    let own = paths::stem(name).contains(|c: char| c.is_ascii_digit() || matches!(c, '-' | '_' | ' '));
    let folder = paths::file_name(paths::parent(path));
    let length = if own { name.len() } else { (folder.len() + 1 + name.len()).min(path.len()) };
    path.get(path.len() - length..).unwrap_or(name)
}

/// Whether a field of the item names a file, or a field of any document names the item's.
fn is_named(site: &Site, item: &Item, ix: DocIx, named: &BTreeSet<&str>) -> bool {
    let own = std::iter::once(ix).chain(item.parts.iter().copied());
    own.filter_map(|ix| site.documents.get(ix.at())).any(|linked| {
        named.contains(name_of(linked.path()))
            || linked.document.fields.iter().any(|field| named_files(field).next().is_some())
    })
}

fn is_open(item: &Item) -> bool {
    let column = item.status().and_then(|fact| fact.value.status.column());
    !item.archived && !matches!(column, Some(Column::Complete | Column::Cancelled))
}

/// Whether no edge leads to the item and its parts or away from them, and no tracker speaks of it.
fn is_alone(site: &Site, item: &Item, ix: DocIx) -> bool {
    let own: BTreeSet<DocIx> = std::iter::once(ix).chain(item.parts.iter().copied()).collect();
    let is_own = |end: &ItemOrDocument| matches!(end, ItemOrDocument::Document(ix) if own.contains(ix));
    // A part in another folder, a test plan say, leads its readers to the item.
    let folder = |ix: &DocIx| site.documents.get(ix.at()).map(|linked| paths::parent(linked.path()));
    let home = folder(&ix);
    let beneath = |ix: &DocIx| home.is_some_and(|home| folder(ix).is_some_and(|at| is_beneath(at, home)));
    own.iter().all(beneath)
        && own.iter().filter_map(|ix| site.documents.get(ix.at())).all(|linked| {
            let mut edges =
                linked.outgoing.iter().chain(&linked.incoming).filter_map(|edge| site.edges.get(edge.0 as usize));
            let inside = edges.all(|edge| [edge.source, edge.target].iter().all(is_own));
            let tracked = linked.statuses.iter().any(|fact| fact.rule == Rule::Tracker);
            inside && !tracked && linked.rows.is_empty() && linked.relations.is_empty() && linked.dangling.is_empty()
        })
}

/// Whether a folder is another one or lies in it.
fn is_beneath(folder: &str, home: &str) -> bool {
    home.is_empty() || folder.strip_prefix(home).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_whose_name_only_goes_on_is_another_one() {
        assert!(is_beneath("a/login", "a/login") && is_beneath("a/login/tests", "a/login") && is_beneath("b", ""));
        assert!(!is_beneath("a/login-tests", "a/login") && !is_beneath("a", "a/login"));
    }
}
