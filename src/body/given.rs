//! All that a body is made from: what stands in its file, and the little that the site says of it.
//!
//! The writer sees this and no site, so a body whose file and [`Around`] are those of before is the one of before.

use std::collections::BTreeMap;

use super::Rendered;
use super::writer::Writer;
use crate::base::Span;
use crate::base::key::Key;
use crate::highlight::Highlighter;
use crate::model::{DocIx, Document, Link, LinkedDocument, ReferenceKind, Site, Target};

/// What a body is made from.
pub struct Given<'a> {
    /// The text of the file.
    pub(super) text: &'a str,
    /// What was read from it.
    pub(super) document: &'a Document,
    /// What the site says.
    pub(super) around: Around<'a>,
}

/// What the site says of a document, as far as its body shows it. Its key holds all of it: each field is hashed.
#[derive(Hash)]
pub(super) struct Around<'a> {
    /// The address of its page.
    pub url: &'a str,
    /// The language of documents that do not say theirs.
    pub language: Option<&'a str>,
    /// Whether raw HTML passes through.
    pub unsafe_html: bool,
    /// Where its references and mentions lead, sorted by place.
    pub leads: Vec<Lead<'a>>,
    /// The anchors of rows that stand for items without a document, by the offset they begin at.
    pub rows: BTreeMap<usize, &'a str>,
}

/// A reference or a mention.
#[derive(Hash)]
pub(super) struct Lead<'a> {
    /// Its form; `None` for a bare id in the text.
    pub kind: Option<ReferenceKind>,
    /// Its bytes.
    pub span: Span,
    /// Where it leads.
    pub to: To<'a>,
}

/// Where something leads.
#[derive(Clone, Copy, Hash)]
pub(super) enum To<'a> {
    /// To a page, a place in one where there is an anchor; with its title where it has one.
    Page { url: &'a str, anchor: Option<&'a str>, title: Option<&'a str> },
    /// To a file that is copied; with its size where it is a picture.
    File { url: &'a str, anchor: Option<&'a str>, size: Option<(u32, u32)> },
    /// Outside the site.
    External,
    /// To a file outside the content folder.
    Outside,
    /// Nowhere.
    Broken,
}

impl<'a> Given<'a> {
    /// For the body of a document; `text` is the source file's. `None` where there is no such document.
    pub fn of(site: &'a Site, document: DocIx, text: &'a str) -> Option<Self> {
        let linked = site.documents.get(document.at())?;
        let around = Around {
            url: &linked.url,
            language: site.config.language.as_deref(),
            unsafe_html: site.config.unsafe_html,
            leads: linked.links.iter().map(|link| lead(site, link)).collect(),
            rows: rows(site, linked),
        };
        Some(Self { text, document: &linked.document, around })
    }

    /// Renders it.
    pub fn render(&self, highlighter: &Highlighter) -> Rendered {
        Writer::new(self, highlighter).write()
    }

    /// The key of all that the body is made from, but for what was read from the file. That follows from `file`: its path,
    /// its bytes and the configuration.
    pub fn key(&self, file: Key) -> Key {
        Key::of(&(file, &self.around))
    }
}

fn lead<'a>(site: &'a Site, link: &'a Link) -> Lead<'a> {
    Lead { kind: link.kind, span: link.span, to: to(site, &link.target).unwrap_or(To::Broken) }
}

fn to<'a>(site: &'a Site, target: &'a Target) -> Option<To<'a>> {
    Some(match target {
        Target::Document { document, anchor } => {
            let other = site.documents.get(document.at())?;
            To::Page { url: &other.url, anchor: anchor.as_deref(), title: Some(&other.document.title.value) }
        }
        Target::Row(item) => {
            let item = site.items.get(item.at())?;
            let (url, anchor) =
                item.url.split_once('#').map_or((item.url.as_str(), None), |(url, anchor)| (url, Some(anchor)));
            To::Page { url, anchor, title: Some(&item.title) }
        }
        Target::Folder(path) => To::Page { url: &site.folders.get(path)?.url, anchor: None, title: None },
        Target::Asset { path, anchor } => To::File {
            url: site.asset_urls.get(path).map_or(&**path, String::as_str),
            anchor: anchor.as_deref(),
            size: site.pictures.get(path).copied(),
        },
        Target::External => To::External,
        Target::Outside(_) => To::Outside,
        Target::Broken => To::Broken,
    })
}

/// The anchors of the rows of a document's trackers.
fn rows<'a>(site: &'a Site, linked: &LinkedDocument) -> BTreeMap<usize, &'a str> {
    if linked.document.trackers.is_empty() {
        return BTreeMap::new();
    }
    let here = |item: &'a crate::model::Item| {
        let (holder, span) = item.row.as_ref()?;
        let holder = site.documents.get(holder.at())?;
        let anchor = item.url.split_once('#')?.1;
        (holder.url == linked.url).then_some((span.start as usize, anchor))
    };
    site.items.iter().filter_map(here).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::build::site_of;

    const TEXT: &str =
        "# A\n\n[b](b.md#goals) FEAT-002 FEAT-7 ![p](p.png) [gone](gone.md) <b onclick=\"x()\">raw</b>\n";
    const TABLE: &str = "# Tracker\n\n| ID | Title | Status |\n|--|--|--|\n| FEAT-7 | Sign out | Done |\n";

    /// The keys of both bodies, and their HTML.
    fn keyed(site: &Site) -> ([Key; 2], [String; 2]) {
        let given = [(0, TEXT), (2, TABLE)].map(|(at, text)| Given::of(site, DocIx(at), text).expect("there"));
        (
            given.each_ref().map(|given| given.key(Key::of(&given.text))),
            given.map(|given| given.render(&Highlighter::default()).html),
        )
    }

    /// Whatever of the site changes a body changes its key.
    #[test]
    fn a_body_of_the_same_key_is_the_same() {
        let site = site_of(&[("a.md", TEXT), ("b.md", "# FEAT-002: B\n\n## Goals\n"), ("tracker.md", TABLE)]).site;
        let picture = Target::Asset { path: "p.png".into(), anchor: None };
        let to_picture = |site: &mut Site| {
            let image = TEXT.find("![p]").expect("there");
            let links = &mut site.documents[0].links;
            links.iter_mut().filter(|link| link.span.start as usize == image).for_each(|link| {
                link.target = picture.clone();
            });
        };
        let title = |site: &mut Site, title: &str| {
            let document = std::sync::Arc::make_mut(&mut site.documents[1].document);
            document.title.value = title.to_owned();
        };
        let config = |site: &mut Site, change: fn(&mut crate::config::Config)| {
            change(std::sync::Arc::make_mut(&mut site.config));
        };
        let changes: [&dyn Fn(&mut Site); 12] = [
            &|_| {},
            &|site| site.documents[0].url = "sub/a.html".to_owned(),
            &|site| site.documents[1].url = "sub/b.html".to_owned(),
            &|site| title(site, "Other"),
            &|site| config(site, |config| config.language = Some("de".to_owned())),
            &|site| config(site, |config| config.unsafe_html = true),
            &to_picture,
            &|site| {
                to_picture(site);
                site.pictures.insert("p.png".into(), (3, 4));
            },
            &|site| {
                to_picture(site);
                site.asset_urls.insert("p.png".into(), "q.png".to_owned());
            },
            &|site| site.documents[0].links.clear(),
            &|site| site.documents[0].links.iter_mut().for_each(|link| link.target = Target::Outside("x".to_owned())),
            &|site| site.items.iter_mut().for_each(|item| item.url = item.url.replace("#", "#other-")),
        ];
        let mut seen: Vec<([Key; 2], [String; 2])> = Vec::new();
        for (at, change) in changes.iter().enumerate() {
            let mut changed = site.clone();
            change(&mut changed);
            let (key, html) = keyed(&changed);
            assert_eq!(key, keyed(&changed).0);
            for (other, (old_key, old_html)) in seen.iter().enumerate() {
                assert_ne!(&html, old_html, "{at} and {other} show the same");
                assert!((0..2).all(|body| html[body] == old_html[body] || key[body] != old_key[body]), "{at} {other}");
            }
            seen.push((key, html));
        }
    }
}
