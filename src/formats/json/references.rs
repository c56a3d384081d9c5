//! How many references lead where, over the whole site.

use serde::Serialize;

use crate::model::{Kind, ReferenceKind, Site, Target};

/// Counts of references; bare ids in the text, paths in code that lead nowhere, and templates are left out. The
/// fields stand in the order in which the export has its keys.
#[derive(Default, Serialize)]
pub(super) struct Counts {
    /// To a heading that is not there; counted elsewhere as well.
    anchors: usize,
    /// To nothing.
    broken: usize,
    /// To a document or a row of a tracker.
    documents: usize,
    /// To an address outside the site.
    external: usize,
    /// To a file that is copied.
    files: usize,
    /// To a folder without a README.
    folders: usize,
    /// To a file that lies elsewhere than written.
    moved: usize,
    /// Out of the content folder.
    outside: usize,
    /// Words in two square brackets that name no document.
    unnamed: usize,
}

impl Counts {
    /// Counts those of a site.
    pub(super) fn of(site: &Site) -> Self {
        let mut counts = Self::default();
        let real = site.documents.iter().filter(|linked| linked.kind != Kind::Template);
        for link in real.flat_map(|linked| &linked.links) {
            let Some(kind) = link.kind else { continue };
            counts.anchors += usize::from(link.missing_anchor.is_some());
            let slot = match &link.target {
                _ if link.moved => &mut counts.moved,
                Target::Document { .. } | Target::Row(_) => &mut counts.documents,
                Target::Folder(_) => &mut counts.folders,
                Target::Asset { .. } => &mut counts.files,
                Target::External => &mut counts.external,
                Target::Outside(_) => &mut counts.outside,
                Target::Broken if kind == ReferenceKind::Wiki => &mut counts.unnamed,
                Target::Broken => &mut counts.broken,
            };
            *slot += 1;
        }
        counts
    }
}
