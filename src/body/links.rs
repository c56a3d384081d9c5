//! Links and images: what the site knows of their targets, as attributes.

use super::given::{Lead, To};
use super::urls::{self, Address};
use super::writer::Writer;
use crate::base::html::attribute;
use crate::base::paths;

/// A link that is written as a link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Href<'a> {
    /// The address, encoded.
    pub address: String,
    /// Whether it leaves the site.
    pub external: bool,
    /// The title of what it leads to, where the site knows it.
    pub title: Option<&'a str>,
}

/// The attributes of links that leave the site. The page says once what `fsExternal` describes.
pub(super) const EXTERNAL: &str = " class=\"external\" rel=\"external noopener\" aria-describedby=\"fsExternal\"";

impl Href<'_> {
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

impl<'a> Writer<'a> {
    /// What the site says of an offset of the source, for references that begin there.
    pub(super) fn lead_at(&self, start: usize) -> Option<&'a Lead<'a>> {
        let leads = &self.around.leads;
        let at = leads.partition_point(|lead| (lead.span.start as usize) < start);
        leads.get(at..)?.iter().take_while(|lead| lead.span.start as usize == start).find(|lead| lead.kind.is_some())
    }

    /// Where a link leads: by the site's knowledge, else by its address alone. `None` where it leads nowhere or may
    /// not be followed.
    pub(super) fn resolve(&self, address: &str, source: usize) -> Option<Href<'a>> {
        let address = urls::clean(address);
        let known = self.lead_at(source).map(|lead| lead.to);
        if let Some(href) = known.and_then(|to| self.href(to)) {
            return Some(href);
        }
        match urls::kind(&address) {
            Address::External if known.is_none_or(|to| matches!(to, To::External)) => {
                Some(Href { address, external: true, title: None })
            }
            Address::Fragment if known.is_none_or(|to| !matches!(to, To::Broken)) => {
                let anchor = paths::decode(address.trim_start_matches('#'));
                let exists = anchor.is_empty() || self.document.sections.iter().any(|section| section.anchor == anchor);
                exists.then_some(Href { address, external: false, title: None })
            }
            _ => None,
        }
    }

    /// The address of what stands inside the site, as seen from this page.
    pub(super) fn href(&self, to: To<'a>) -> Option<Href<'a>> {
        let (url, anchor, title) = match to {
            To::Page { url, anchor, title } => (url, anchor, title),
            To::File { url, anchor, .. } => (url, anchor, None),
            To::External | To::Outside | To::Broken => return None,
        };
        let mut address = String::new();
        // A place in this page needs no file name.
        if url != self.around.url || anchor.is_none() {
            address.push_str(&paths::relative_encoded(self.around.url, url));
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
        let outside = matches!(self.lead_at(source).map(|lead| lead.to), Some(To::Outside));
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
        let target = self.lead_at(source).map(|lead| lead.to);
        let (inside, size) = match target {
            Some(file @ To::File { size, .. }) => (self.href(file).map(|href| href.address), size),
            _ => (None, None),
        };
        let outside = (!matches!(target, Some(To::Broken)) && urls::is_image(&cleaned)).then(|| cleaned.clone());
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
