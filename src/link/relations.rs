//! Relations as written and whom they mean: rule 9 of the reading rules.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::base::{Span, paths};
use crate::diag::Place;
use crate::model::{Document, RawRelation, Relation, RelationKind, Rule, Target, TrackerRow};

use super::ids::{self, Found, Index};
use super::resolve::{Destination, Outcome, Resolver};

/// What relations are resolved with.
pub struct Relations<'a, T> {
    /// Who owns which id.
    pub owners: &'a Index<T>,
    /// Every path.
    pub resolver: &'a Resolver<'a>,
}

/// Whom an id means.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Meant<T> {
    /// An owner of the id.
    Owner(T),
    /// A file, by its path.
    Path(Destination),
    /// Several owners.
    Ambiguous,
    /// Nobody.
    Nobody,
}

impl<T: ids::Owner> Relations<'_, T> {
    /// Resolves one relation as seen from a document: the ids it names, each with whom it means. A bare number is an
    /// id of the document's own series (`requires: 155` in `EIP-7`), a range names every id in it.
    pub fn resolve(&self, document: &Document, own_id: Option<&str>, raw: &RawRelation) -> Vec<(String, Meant<T>)> {
        let target = raw.target.trim();
        if raw.is_path {
            return vec![(target.to_owned(), self.path(document, target))];
        }
        let expanded =
            if matches!(self.owners.find(target, &document.path), Found::Nobody) { ids::expand(target) } else { None };
        let named = expanded.unwrap_or_else(|| vec![target.to_owned()]);
        // In prose a number that nobody owns may count anything; a field that lists numbers means the series.
        let in_field = matches!(raw.rule, Rule::FrontMatter | Rule::FrontMatterNested | Rule::Head | Rule::Metadata);
        named.into_iter().map(|id| self.one(document, own_id, id, in_field)).collect()
    }

    fn one(&self, document: &Document, own_id: Option<&str>, id: String, in_field: bool) -> (String, Meant<T>) {
        let bare_number = !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_digit());
        if bare_number && let Some(prefix) = own_id.and_then(ids::series_prefix) {
            let full = format!("{prefix}{id}");
            let meant = self.owner(&full, &document.path);
            if in_field || meant != Meant::Nobody {
                return (full, meant);
            }
        }
        let mut meant = self.owner(&id, &document.path);
        if meant == Meant::Nobody {
            // A name may carry its folder before it: `20251101/002-structure`.
            let last = paths::file_name(id.trim_end_matches('/'));
            if let Some(owner) = self.owners.find_name(last) {
                meant = Meant::Owner(owner);
            } else if id.contains('/') || id.to_ascii_lowercase().ends_with(".md") {
                meant = self.path(document, &id);
            }
        }
        (id, meant)
    }

    fn owner(&self, id: &str, from: &str) -> Meant<T> {
        match self.owners.find(id, from) {
            Found::One(owner) => Meant::Owner(owner),
            Found::Many(_) => Meant::Ambiguous,
            Found::Nobody => Meant::Nobody,
        }
    }

    fn path(&self, document: &Document, target: &str) -> Meant<T> {
        let path = paths::decode(target.split('#').next().unwrap_or(""));
        if super::references::is_external(target) || path.is_empty() {
            return Meant::Nobody;
        }
        match self.resolver.resolve(&document.path, &path) {
            Outcome::Found(found) | Outcome::Moved(found) => Meant::Path(found),
            _ => Meant::Nobody,
        }
    }
}

/// The relations of a document in the model's form; the same id named twice for one kind is kept once. Each comes with
/// the path of the file it is written in.
pub fn linked<'r, T: ids::Owner>(
    relations: &Relations<'_, T>,
    document: &Document,
    own_id: Option<&str>,
    raws: impl IntoIterator<Item = (&'r RawRelation, &'r Arc<str>)>,
    target: impl Fn(&Meant<T>) -> Target,
    shown: impl Fn(&Meant<T>) -> Option<String>,
) -> Vec<Relation> {
    let raws: Vec<_> = raws.into_iter().collect();
    let itself = own_id.map(ids::comparable);
    // An entry of a list that names the document itself says something of it, and not what it needs.
    let of_itself: BTreeSet<&str> = raws
        .iter()
        .filter(|(raw, _)| raw.rule == Rule::Heading && itself == Some(ids::comparable(&raw.target)))
        .map(|(raw, _)| raw.raw.as_str())
        .collect();
    let mut seen: BTreeSet<(RelationKind, String)> = BTreeSet::new();
    let mut out = Vec::new();
    for (raw, path) in raws {
        if raw.rule == Rule::Heading && of_itself.contains(raw.raw.as_str()) {
            continue;
        }
        for (id, meant) in relations.resolve(document, own_id, raw) {
            // A link to a document that has an id names that id.
            let id = if raw.is_path { shown(&meant).unwrap_or(id) } else { id };
            if !seen.insert((raw.kind, ids::comparable(&id))) {
                continue;
            }
            out.push(Relation {
                kind: raw.kind,
                id,
                target: target(&meant),
                ambiguous: meant == Meant::Ambiguous,
                place: Place { path: Arc::clone(path), span: raw.span },
                rule: raw.rule,
            });
        }
    }
    out
}

/// What a tracker's row says the document depends on, where the document itself says nothing.
pub fn supplied(document: &Document, rows: &[super::sources::Speaking<'_>]) -> Vec<(RawRelation, Arc<str>)> {
    if document.relations.iter().any(|raw| raw.kind == RelationKind::DependsOn) {
        return Vec::new();
    }
    let mut said = rows.iter().filter(|speaking| !speaking.row.depends_on.is_empty());
    said.next().map_or_else(Vec::new, |speaking| {
        of_row(speaking.row).into_iter().map(|raw| (raw, Arc::clone(speaking.path))).collect()
    })
}

/// What the dependencies cell of a row names.
pub fn of_row(row: &TrackerRow) -> Vec<RawRelation> {
    let named = |(id, span): &(String, Span)| RawRelation {
        kind: RelationKind::DependsOn,
        target: id.as_str().into(),
        is_path: false,
        raw: id.as_str().into(),
        span: *span,
        rule: Rule::Tracker,
    };
    row.depends_on.iter().map(named).collect()
}
