//! The steps of linking that join several of the modules beside it.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use crate::base::{Span, paths};
use crate::config::Config;
use crate::model::{
    Dangling, DocIx, Document, Item, ItemIx, ItemOrDocument, Kind, Link, LinkedDocument, RawRelation, ReferenceKind,
    RelationKind, Target, TrackerRow,
};

use super::anchors::Anchors;
use super::feature_folders::{self, FeatureFolder};
use super::ids::{self, Found, Index};
use super::kinds::{self, Globs, Surroundings};
use super::pairs::Pair;
use super::parts::{Assembly, PartOf};
use super::references::References;
use super::relations::{self, Meant, Relations};
use super::resolve::{Destination, Resolver};
use super::sources::StateFolders;
use super::trackers::Row;

/// What every step stands on: the documents and the look-up tables of the folder.
pub struct Ground<'a> {
    /// The documents, sorted by path.
    pub documents: &'a [Arc<Document>],
    /// Every path.
    pub resolver: &'a Resolver<'a>,
    /// Documents by path.
    pub by_path: &'a BTreeMap<Arc<str>, DocIx>,
    /// Every folder with its main document.
    pub mains: &'a BTreeMap<String, Option<DocIx>>,
    globs: Globs,
}

impl<'a> Ground<'a> {
    /// Lays it.
    pub fn new(
        documents: &'a [Arc<Document>],
        resolver: &'a Resolver<'a>,
        by_path: &'a BTreeMap<Arc<str>, DocIx>,
        mains: &'a BTreeMap<String, Option<DocIx>>,
        config: &Config,
    ) -> Self {
        Self { documents, resolver, by_path, mains, globs: Globs::new(config) }
    }

    fn each(&self) -> impl Iterator<Item = (DocIx, &'a Document)> + '_ {
        self.documents.iter().enumerate().map(|(at, document)| (DocIx(at as u32), &**document))
    }

    /// The paths by position.
    pub fn paths(&self) -> Vec<&'a str> {
        self.documents.iter().map(|document| document.path.as_ref()).collect()
    }

    /// The paths by position, shared.
    pub fn arc_paths(&self) -> Vec<Arc<str>> {
        self.documents.iter().map(|document| Arc::clone(&document.path)).collect()
    }

    /// Every reference that is a path or an address.
    pub fn links(&self) -> Vec<Vec<Link>> {
        let anchors = Anchors::new(self.documents);
        let references = References { resolver: self.resolver, anchors: &anchors };
        let links = |(at, document): (usize, &Arc<Document>)| references.links(DocIx(at as u32), document);
        self.documents.par_iter().enumerate().map(links).collect()
    }

    /// The feature folders, sorted by path.
    pub fn feature_folders(&self, is_variant: &[bool]) -> Vec<FeatureFolder> {
        feature_folders::find(self.documents, |ix| {
            let template = kinds::own(&self.documents[ix.at()], &self.globs, false) == Some(Kind::Template);
            template || is_variant.get(ix.at()).copied().unwrap_or(false)
        })
    }

    /// The kinds as far as the documents alone tell.
    pub fn own_kinds(&self, folders: &[FeatureFolder]) -> Vec<Option<Kind>> {
        let mains = main_files(folders);
        let kind = |(at, document): (usize, &Arc<Document>)| {
            kinds::own(document, &self.globs, mains.contains_key(&DocIx(at as u32)))
        };
        self.documents.par_iter().enumerate().map(kind).collect()
    }

    /// Who has an id and may own it: no translations, and none that `skip` names.
    pub fn owners<'i>(
        &'i self,
        ids: &'i [Option<String>],
        is_variant: &'i [bool],
        skip: impl Fn(DocIx) -> bool + 'i,
    ) -> impl Iterator<Item = (DocIx, &'i str)> + 'i {
        self.each().filter_map(move |(ix, _)| {
            let variant = is_variant.get(ix.at()).copied().unwrap_or(false);
            let id = ids.get(ix.at())?.as_deref()?;
            (!variant && !skip(ix)).then_some((ix, id))
        })
    }

    /// The kinds in full.
    pub fn kinds(
        &self,
        own: &[Option<Kind>],
        ids: &[Option<String>],
        folders: &[FeatureFolder],
        speaking: &[Vec<&Row<'_>>],
        states: &StateFolders,
    ) -> Vec<Kind> {
        let mains = main_files(folders);
        self.each()
            .map(|(ix, document)| {
                if let Some(kind) = own.get(ix.at()).copied().flatten() {
                    return kind;
                }
                let in_state = states.find(&document.path).is_some_and(|(folder, _)| {
                    folder == paths::parent(&document.path) && !super::urls::is_main(&document.path)
                });
                let rows = speaking.get(ix.at()).map_or(&[][..], Vec::as_slice);
                let own = document.statuses.first().map(|fact| fact.value.status);
                let rows_say = || rows.iter().find_map(|row| Some(row.row.status.as_ref()?.0.status));
                let around = Surroundings {
                    status: own.or_else(rows_say),
                    in_tracker: !rows.is_empty(),
                    main: mains.contains_key(&ix),
                    in_state_folder: in_state,
                };
                let id = ids.get(ix.at()).and_then(Option::as_deref);
                if kinds::is_feature(document, id, around) { Kind::Feature } else { Kind::Page }
            })
            .collect()
    }

    /// What is a part of what.
    pub fn parts(
        &self,
        kinds: &[Kind],
        ids: &[Option<String>],
        is_variant: &[bool],
        folders: &[FeatureFolder],
        pairs: &[Pair],
        named: &Index<DocIx>,
    ) -> BTreeMap<DocIx, PartOf> {
        let mut by_slug: BTreeMap<String, Vec<DocIx>> = BTreeMap::new();
        let slug = |(at, document): (usize, &Arc<Document>)| {
            super::pairs::slug(&document.path, ids.get(at).and_then(Option::as_deref))
        };
        let slugs: Vec<String> = self.documents.par_iter().enumerate().map(slug).collect();
        for (at, slug) in slugs.into_iter().enumerate().filter(|(_, slug)| !slug.is_empty()) {
            by_slug.entry(slug).or_default().push(DocIx(at as u32));
        }
        let mut assembly = Assembly {
            documents: self.documents,
            kinds,
            ids,
            variants: is_variant,
            by_path: self.by_path,
            found: BTreeMap::new(),
        };
        assembly.folders(folders);
        self.named_wholes(&mut assembly, named, &by_slug);
        assembly.suffixes();
        let mut of_guide: BTreeMap<DocIx, Vec<DocIx>> = BTreeMap::new();
        for pair in pairs {
            of_guide.entry(pair.guide).or_default().push(pair.feature);
        }
        for (guide, features) in of_guide {
            if let [feature] = features.as_slice() {
                let role = assembly.role(guide);
                assembly.add(guide, *feature, role);
            }
        }
        assembly.namesakes();
        assembly.phase_files(&by_slug);
        assembly.settle()
    }

    /// Files that name the item they belong to as feature, PRD, spec, parent or backlog item, and have no id of their
    /// own. A story that names its epic stays an item.
    fn named_wholes(&self, assembly: &mut Assembly<'_>, named: &Index<DocIx>, by_slug: &BTreeMap<String, Vec<DocIx>>) {
        let mut index = named.clone();
        for (ix, document) in self.each() {
            if let Some(name) = super::identity::other_names(&document.path) {
                index.insert_name(name, ix);
            }
        }
        let relations = Relations { owners: &index, resolver: self.resolver };
        for (ix, document) in self.each() {
            for raw in document.relations.iter().filter(|raw| raw.kind == RelationKind::Parent) {
                if names_epic(document, raw) {
                    continue;
                }
                let meant = relations.resolve(document, assembly.id(ix), raw);
                let whole = match meant.as_slice() {
                    [(_, Meant::Owner(whole) | Meant::Path(Destination::Document(whole)))] => Some(*whole),
                    [(name, Meant::Nobody)] => {
                        let slug = super::names::slug_stem(paths::stem(name), None);
                        match by_slug.get(&slug).filter(|_| slug.contains('-')).map(Vec::as_slice) {
                            Some([one]) => Some(*one),
                            _ => None,
                        }
                    }
                    _ => None,
                };
                if let Some(whole) = whole.filter(|whole| !assembly.stands_alone(ix, *whole)) {
                    let role = assembly.role(ix);
                    assembly.add(ix, whole, role);
                }
            }
        }
    }
}

/// Whether a parent is named by a field such as `Epic:`.
fn names_epic(document: &Document, raw: &RawRelation) -> bool {
    document.fields.iter().any(|field| {
        let inside = field.span.start <= raw.span.start && raw.span.end <= field.span.end;
        inside && field.key.to_lowercase().contains("epic")
    })
}

fn main_files(folders: &[FeatureFolder]) -> BTreeMap<DocIx, &FeatureFolder> {
    folders.iter().map(|folder| (folder.main, folder)).collect()
}

/// Writes into every document which are its parts.
pub fn fill_parts(documents: &mut [LinkedDocument]) {
    let parts: Vec<(DocIx, DocIx)> = documents
        .iter()
        .enumerate()
        .filter_map(|(at, linked)| linked.part_of.map(|whole| (whole, DocIx(at as u32))))
        .collect();
    for (whole, part) in parts {
        if let Some(linked) = documents.get_mut(whole.at()) {
            linked.parts.push(part);
        }
    }
}

/// Writes into every document the item it stands for, the row it is a part of, and the anchors of its rows.
pub fn attach_items(documents: &mut [LinkedDocument], items: &[Item]) {
    for (at, item) in items.iter().enumerate() {
        let ix = ItemIx(at as u32);
        if let Some(linked) = item.document.and_then(|document| documents.get_mut(document.at())) {
            linked.item = Some(ix);
        }
        let Some((holder, span)) = item.row else { continue };
        for part in &item.parts {
            if let Some(linked) = documents.get_mut(part.at()) {
                linked.part_of_row = Some(ix);
                let stem = paths::stem(&linked.document.path);
                let rest = super::names::remainder(stem, item.id.as_deref()).join("-");
                linked.role = Some(super::names::role(if rest.is_empty() { "log" } else { &rest }));
            }
        }
        if let Some(linked) = documents.get_mut(holder.at()) {
            let anchor = super::urls::row_anchor(item.id.as_deref().unwrap_or_default());
            linked.rows.push((span, anchor));
        }
    }
    for linked in documents {
        linked.rows.sort();
    }
}

/// Resolves what names an id: relations, wiki links that no path answered, ids in the text, dependencies of rows that
/// are items of their own.
pub fn resolve_ids(
    documents: &mut [LinkedDocument],
    items: &mut [Item],
    ground: &Ground<'_>,
    ids: &[Option<String>],
    owners: &Index<ItemOrDocument>,
    supplied: &[Vec<(RawRelation, Arc<str>)>],
) {
    let relations = Relations { owners, resolver: ground.resolver };
    let target_of = |owner: ItemOrDocument| match owner {
        ItemOrDocument::Document(document) => Target::Document { document, anchor: None },
        ItemOrDocument::Row(row) => Target::Row(row),
    };
    let target = |meant: &Meant<ItemOrDocument>| match meant {
        Meant::Owner(owner) => target_of(*owner),
        Meant::Path(Destination::Document(document)) => Target::Document { document: *document, anchor: None },
        Meant::Path(Destination::Asset(path)) => Target::Asset { path: Arc::clone(path), anchor: None },
        Meant::Path(Destination::Folder(path)) => Target::Folder(path.clone()),
        Meant::Ambiguous | Meant::Nobody => Target::Broken,
    };
    let shown = |meant: &Meant<ItemOrDocument>| match meant {
        Meant::Path(Destination::Document(ix)) => {
            let stem = super::identity::other_names(&ground.documents[ix.at()].path).map(str::to_owned);
            ids.get(ix.at()).cloned().flatten().or(stem)
        }
        _ => None,
    };
    documents.par_iter_mut().enumerate().for_each(|(at, linked)| {
        let ix = DocIx(at as u32);
        let Some(document) = ground.documents.get(at) else { return };
        let own_id = ids.get(at).and_then(Option::as_deref);
        let own = document.relations.iter().map(|raw| (raw, &document.path));
        let supplied = supplied.get(at).into_iter().flatten().map(|(raw, path)| (raw, path));
        linked.relations = relations::linked(&relations, document, own_id, own.chain(supplied), target, shown);
        linked.dangling = linked
            .relations
            .iter()
            .filter(|relation| relation.target == Target::Broken && !relation.ambiguous)
            .map(|relation| Dangling { kind: relation.kind, id: relation.id.clone(), place: relation.place.clone() })
            .collect();
        // Wiki links by id.
        let wiki: BTreeMap<u32, &str> = document
            .references
            .iter()
            .filter(|reference| reference.kind == ReferenceKind::Wiki)
            .map(|reference| (reference.span.start, reference.target.as_str()))
            .collect();
        for link in &mut linked.links {
            if link.kind == Some(ReferenceKind::Wiki)
                && link.target == Target::Broken
                && let Some(name) = wiki.get(&link.span.start)
                && let Found::One(owner) = owners.find(name.split('#').next().unwrap_or(""), &document.path)
            {
                link.target = target_of(owner);
            }
        }
        // Ids in the text, but a document's own and those of the item it belongs to.
        let whole = linked.part_of;
        for mention in &document.mentions {
            if ids::is_number(&mention.text) {
                continue;
            }
            let Found::One(owner) = owners.find(&mention.text, &document.path) else { continue };
            if matches!(owner, ItemOrDocument::Document(other) if other == ix || Some(other) == whole) {
                continue;
            }
            linked.links.push(Link::new(None, mention.span, target_of(owner)));
        }
        linked.links.sort_by_key(|link| (link.span, link.kind));
    });
    let rows: BTreeMap<(DocIx, Span), &TrackerRow> = ground
        .each()
        .flat_map(|(ix, document)| {
            document.trackers.iter().flat_map(move |one| one.rows.iter().map(move |row| (ix, row)))
        })
        .map(|(ix, row)| ((ix, row.span), row))
        .collect();
    for item in items {
        let Some((at, row)) = item.row.and_then(|at| Some((at, rows.get(&at)?))) else { continue };
        let Some(holder) = ground.documents.get(at.0.at()) else { continue };
        let named = relations::of_row(row);
        let named = named.iter().map(|raw| (raw, &holder.path));
        item.relations = relations::linked(&relations, holder, item.id.as_deref(), named, target, shown);
    }
}
