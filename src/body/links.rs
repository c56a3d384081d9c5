//! Links and images: what the site knows of their targets, as attributes.

use super::urls::{self, Address};
use super::writer::Writer;
use crate::base::html::attribute;
use crate::base::paths;
use crate::model::{Link, Target};

/// A link that is written as a link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Href {
    /// The address, encoded.
    pub address: String,
    /// Whether it leaves the site.
    pub external: bool,
    /// The title of what it leads to, where the site knows it.
    pub title: Option<String>,
}

/// The attributes of links that leave the site. The page says once what `fsExternal` describes.
pub(super) const EXTERNAL: &str = " class=\"external\" rel=\"external noopener\" aria-describedby=\"fsExternal\"";

impl Href {
    /// Adds its attributes.
    pub(super) fn attributes(&self, out: &mut String) {
        if self.external {
            out.push_str(EXTERNAL);
        }
        out.push_str(" href=\"");
        urls::write(out, &self.address);
        out.push('"');
    }
}

impl Writer<'_> {
    /// What the site resolved at an offset of the source, for references that begin there.
    pub(super) fn link_at(&self, start: usize) -> Option<&Link> {
        let links = &self.linked.links;
        let at = links.partition_point(|link| (link.span.start as usize) < start);
        links.get(at..)?.iter().take_while(|link| link.span.start as usize == start).find(|link| link.kind.is_some())
    }

    /// Where a link leads: by the site's knowledge, else by its address alone. `None` where it leads nowhere or may
    /// not be followed.
    pub(super) fn resolve(&self, address: &str, source: usize) -> Option<Href> {
        let address = urls::clean(address);
        let known = self.link_at(source).map(|link| &link.target);
        if let Some(href) = known.and_then(|target| self.href(target)) {
            return Some(href);
        }
        match urls::kind(&address) {
            Address::External if known.is_none_or(|target| matches!(target, Target::External)) => {
                Some(Href { address, external: true, title: None })
            }
            Address::Fragment if known.is_none_or(|target| !matches!(target, Target::Broken)) => {
                let anchor = paths::decode(address.trim_start_matches('#'));
                let exists =
                    anchor.is_empty() || self.linked.document.sections.iter().any(|section| section.anchor == anchor);
                exists.then_some(Href { address, external: false, title: None })
            }
            _ => None,
        }
    }

    /// The address of a target inside the site, as seen from this page.
    pub(super) fn href(&self, target: &Target) -> Option<Href> {
        let (url, anchor, title) = match target {
            Target::Document { document, anchor } => {
                let other = self.site.documents.get(document.at())?;
                (other.url.as_str(), anchor.as_deref(), Some(other.document.title.value.clone()))
            }
            Target::Row(item) => {
                let item = self.site.items.get(item.at())?;
                let (url, anchor) =
                    item.url.split_once('#').map_or((item.url.as_str(), None), |(url, anchor)| (url, Some(anchor)));
                (url, anchor, Some(item.title.clone()))
            }
            Target::Folder(path) => (self.site.folders.get(path)?.url.as_str(), None, None),
            Target::Asset { path, anchor } => {
                let url = self.site.asset_urls.get(path).map_or(&**path, String::as_str);
                (url, anchor.as_deref(), None)
            }
            Target::External | Target::Outside(_) | Target::Broken => return None,
        };
        let mut address = String::new();
        // A place in this page needs no file name.
        if url != self.linked.url || anchor.is_none() {
            address.push_str(&paths::relative_encoded(&self.linked.url, url));
        }
        if let Some(anchor) = anchor {
            address.push('#');
            address.push_str(&paths::encode(anchor));
        }
        Some(Href { address, external: false, title })
    }

    /// Opens a link and gives the element that is open for it.
    pub(super) fn open_link(&mut self, address: &str, title: &str, source: usize) -> &'static str {
        if self.tree.in_link() {
            self.tree.inline("span", |_| {});
            return "span";
        }
        match self.resolve(address, source) {
            Some(link) => {
                self.tree.inline("a", |out| {
                    link.attributes(out);
                    if !title.is_empty() {
                        attribute(out, "title", title);
                    }
                });
                "a"
            }
            None => {
                let broken = self.broken(address, source);
                self.tree.inline("span", |out| out.push_str(&broken));
                "span"
            }
        }
    }

    /// The attributes of text whose link leads nowhere.
    pub(super) fn broken(&self, address: &str, source: usize) -> String {
        let cleaned = urls::clean(address);
        let refused = urls::kind(&cleaned) == Address::Refused && !cleaned.is_empty();
        let outside = matches!(self.link_at(source).map(|link| &link.target), Some(Target::Outside(_)));
        let (class, words) = match (refused, outside) {
            (true, _) => ("refused-link", self.words.refused),
            (_, true) => ("outside-link", self.words.outside),
            _ => ("broken-link", self.words.not_found),
        };
        let mut out = String::new();
        attribute(&mut out, "class", class);
        attribute(&mut out, "title", &format!("{words} {cleaned}"));
        out
    }

    /// Writes an image: a file of the site, a picture from elsewhere, a link where it is a document, else its text.
    pub(super) fn image(&mut self, address: &str, alt: &str, source: usize, attributes: &str) {
        let cleaned = urls::clean(address);
        let target = self.link_at(source).map(|link| link.target.clone());
        let inside = match &target {
            Some(target @ Target::Asset { .. }) => self.href(target).map(|href| href.address),
            _ => None,
        };
        let size = match &target {
            Some(Target::Asset { path, .. }) => self.site.pictures.get(path),
            _ => None,
        };
        let outside = (!matches!(target, Some(Target::Broken)) && urls::is_image(&cleaned)).then(|| cleaned.clone());
        let mut html = String::new();
        if let Some(from) = inside.or(outside) {
            html.push_str("<img src=\"");
            urls::write(&mut html, &from);
            html.push('"');
            attribute(&mut html, "alt", alt);
            // Room for the picture before it has come; an author who gives one side knows better.
            let own = [" width=", " height="].iter().any(|side| attributes.contains(side));
            if let (false, Some((width, height))) = (own, size) {
                html.push_str(&format!(" width=\"{width}\" height=\"{height}\""));
            }
            html.push_str(" loading=\"lazy\" decoding=\"async\"");
            html.push_str(attributes);
            html.push('>');
            self.tree.inline_html(&html);
            return;
        }
        let tag = self.open_link(address, "", source);
        self.tree.text(if alt.is_empty() { &cleaned } else { alt });
        self.tree.close(tag);
    }
}
