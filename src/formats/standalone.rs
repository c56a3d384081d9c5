//! A page as a file by itself, to be sent by e-mail: pictures are in it, script is not, and a link that would lead
//! nowhere from there has no address.
//!
//! Templates leave out what belongs to the site around the page (`shell.standalone`); what is done here holds for every
//! template and every document, whoever wrote it.

mod address;
mod data;

use std::collections::BTreeSet;

use crate::base::html::{attribute, escape_into};
use crate::base::paths;
use crate::outline::tags::{Piece, decode, pieces_around};
use crate::theme::{Theme, styles};
use address::Addresses;

/// Elements whose content is text.
const TEXT: [&str; 4] = ["script", "style", "textarea", "title"];
/// Elements that need script or load something: left out with what is in them.
const LEFT_OUT: [&str; 8] = ["audio", "dialog", "iframe", "noscript", "object", "script", "template", "video"];
/// Elements without content that load something.
const LOADING: [&str; 5] = ["base", "embed", "link", "source", "track"];
/// Attributes that load, send or run something, or that need script.
const ACTING: [&str; 11] = [
    "action",
    "background",
    "data",
    "formaction",
    "ping",
    "popovertarget",
    "poster",
    "src",
    "srcset",
    "style",
    "xlink:href",
];
/// Elements without an end tag.
const VOID: [&str; 9] = ["area", "br", "col", "hr", "img", "input", "meta", "wbr", "embed"];

/// The stylesheet of a theme as it stands in a page: what it loads from the theme is in it.
pub fn style(theme: &Theme) -> String {
    let Some(css) = theme.assets().get("site.css") else { return String::new() };
    let load = |target: &str| {
        let url = paths::join("theme", &paths::decode(target))?;
        let asset = theme.assets().values().find(|asset| asset.url == url)?;
        data::uri(&url, &asset.bytes)
    };
    // A stylesheet could otherwise end its element.
    styles::with_urls(&String::from_utf8_lossy(&css.bytes), load).replace("</", "<\\/")
}

/// The page at an address, rendered, as a file by itself.
pub fn enclose(html: &str, page: &str, base_url: Option<&str>, image: &dyn Fn(&str) -> Option<Vec<u8>>) -> String {
    let pieces = pieces_around(html, &TEXT);
    let mut ids = BTreeSet::new();
    for piece in &pieces {
        if let Piece::Start { attributes, .. } = piece {
            ids.extend(value(attributes, "id"));
        }
    }
    let addresses = Addresses { page, base_url, ids };
    let mut writer = Writer {
        html,
        addresses,
        image,
        out: String::with_capacity(html.len()),
        at: 0,
        open: Vec::new(),
        left_out: None,
        in_body: false,
    };
    for piece in pieces {
        match piece {
            Piece::Start { name, attributes, empty, range } => {
                let tag = Tag { name: &name, attributes: &attributes, empty };
                writer.start(&tag, range.start, range.end);
            }
            Piece::End { name, range } => writer.end(&name, range.start, range.end),
            Piece::Text(_) => {}
        }
    }
    writer.copy_to(html.len());
    writer.out
}

/// A start tag.
struct Tag<'a> {
    name: &'a str,
    attributes: &'a [(String, &'a str)],
    empty: bool,
}

/// An element that ends otherwise than it was written, or that is looked at when it ends.
struct Open {
    name: &'static str,
    /// The end tag that is written for its own; `None` for its own.
    end: Option<&'static str>,
    /// Where it begins in the output.
    start: usize,
    /// Whether it leads somewhere, itself or a link in it, or stays although it does not.
    stays: bool,
}

struct Writer<'a> {
    html: &'a str,
    addresses: Addresses<'a>,
    image: &'a dyn Fn(&str) -> Option<Vec<u8>>,
    out: String,
    /// Up to here the source is written.
    at: usize,
    open: Vec<Open>,
    /// The element that is being left out, and how many of its name are open.
    left_out: Option<(String, usize)>,
    in_body: bool,
}

impl Writer<'_> {
    fn copy_to(&mut self, to: usize) {
        if self.left_out.is_none() {
            self.out.push_str(self.html.get(self.at..to).unwrap_or(""));
        }
        self.at = to;
    }

    fn start(&mut self, tag: &Tag<'_>, from: usize, to: usize) {
        let ends = !tag.empty && !VOID.contains(&tag.name) && !LOADING.contains(&tag.name);
        if let Some((name, depth)) = &mut self.left_out {
            *depth += usize::from(ends && name == tag.name);
            return;
        }
        self.in_body |= tag.name == "body";
        let has = |key: &str| tag.attributes.iter().any(|(known, _)| known == key);
        let foreign = self.in_body && matches!(tag.name, "style" | "meta");
        // What searches and filters works by script.
        let tool = value(tag.attributes, "role").is_some_and(|role| role == "search");
        let unseen = LEFT_OUT.contains(&tag.name) || has("hidden") || has("popover") || foreign || tool;
        if unseen || LOADING.contains(&tag.name) {
            self.copy_to(from);
            self.at = to;
            if ends {
                self.left_out = Some((tag.name.to_owned(), 1));
            }
            return;
        }
        match tag.name {
            "a" => self.link(tag, from, to),
            "button" => self.button(tag, from, to),
            "img" => self.picture(tag, from, to),
            "nav" => {
                self.copy_to(from);
                let stays = value(tag.attributes, "class").is_some_and(|class| class == "pages");
                self.open.push(Open { name: "nav", end: None, start: self.out.len(), stays });
                self.copy_to(to);
            }
            _ if tag.attributes.iter().any(|(key, text)| acts(key, text)) => {
                self.copy_to(from);
                let kept = tag.attributes.iter().filter(|(key, text)| !acts(key, text));
                self.write(tag.name, kept.map(|(key, text)| (key.as_str(), decode(text))), tag.empty);
                self.at = to;
            }
            _ => {}
        }
    }

    fn end(&mut self, name: &str, from: usize, to: usize) {
        if let Some((left_out, depth)) = &mut self.left_out {
            *depth -= usize::from(left_out == name);
            if *depth == 0 {
                self.left_out = None;
                self.at = to;
            }
            return;
        }
        let Some(open) = self.open.pop_if(|open| open.name == name) else { return };
        self.copy_to(from);
        match open.end {
            Some(end) => {
                self.out.push_str(end);
                self.at = to;
            }
            None => self.copy_to(to),
        }
        // Navigation that leads nowhere any more says nothing.
        if name == "nav" && !open.stays {
            self.out.truncate(open.start);
        }
    }

    /// A link: with an address that holds anywhere, or with none. It stays what it is, so that it looks as it did.
    fn link(&mut self, tag: &Tag<'_>, from: usize, to: usize) {
        let target = value(tag.attributes, "href").and_then(|href| self.addresses.of(&href));
        let leads = target.is_some();
        if leads {
            self.open.iter_mut().for_each(|open| open.stays = true);
        }
        self.copy_to(from);
        self.at = to;
        // What describes links that leave a site is left out with all that is hidden.
        let gone = |key: &str| matches!(key, "href" | "aria-describedby");
        let kept = tag.attributes.iter().filter(|(key, text)| !acts(key, text) && !gone(key));
        let kept: Vec<(&str, String)> = kept.map(|(key, text)| (key.as_str(), decode(text))).collect();
        self.write("a", kept.into_iter().chain(target.map(|target| ("href", target))), tag.empty);
        if !tag.empty {
            self.open.push(Open { name: "a", end: None, start: self.out.len(), stays: leads });
        }
    }

    /// A button, which does nothing here: its text.
    fn button(&mut self, tag: &Tag<'_>, from: usize, to: usize) {
        self.copy_to(from);
        self.at = to;
        let kept = tag.attributes.iter().filter(|(key, _)| matches!(key.as_str(), "class" | "id" | "lang" | "title"));
        let kept: Vec<(&str, String)> = kept.map(|(key, text)| (key.as_str(), decode(text))).collect();
        self.write("span", kept.into_iter(), false);
        self.open.push(Open { name: "button", end: Some("</span>"), start: self.out.len(), stays: true });
    }

    /// A picture: in the page where it is of the site and small; else what it says, as a link where one leads to it.
    fn picture(&mut self, tag: &Tag<'_>, from: usize, to: usize) {
        self.copy_to(from);
        self.at = to;
        let source = value(tag.attributes, "src").unwrap_or_default();
        let inside = match source.starts_with("data:") {
            true => Some(source.clone()),
            false => {
                let url = self.addresses.inside(&source);
                url.and_then(|url| data::uri(&url, &(self.image)(&url)?))
            }
        };
        if let Some(source) = inside {
            let kept = tag.attributes.iter().filter(|(key, text)| !acts(key, text) && key != "loading");
            let kept: Vec<(&str, String)> = kept.map(|(key, text)| (key.as_str(), decode(text))).collect();
            return self.write("img", kept.into_iter().chain([("src", source)]), false);
        }
        let name = paths::file_name(&source).to_owned();
        let said = value(tag.attributes, "alt").filter(|alt| !alt.trim().is_empty()).unwrap_or(name);
        let in_link = self.open.iter().any(|open| open.name == "a" && open.stays);
        let target = self.addresses.of(&source).filter(|_| !in_link);
        let element = if target.is_some() { "a" } else { "span" };
        self.write(element, target.map(|target| ("href", target)).into_iter(), false);
        escape_into(&mut self.out, &said);
        self.out.push_str(if element == "a" { "</a>" } else { "</span>" });
    }

    fn write<'k>(&mut self, name: &str, attributes: impl Iterator<Item = (&'k str, String)>, empty: bool) {
        self.out.push('<');
        self.out.push_str(name);
        for (key, value) in attributes {
            attribute(&mut self.out, key, &value);
        }
        self.out.push_str(if empty { "/>" } else { ">" });
    }
}

/// Whether an attribute does something that a file by itself must not.
fn acts(key: &str, text: &str) -> bool {
    let handler = key.starts_with("on") && key.len() > 2;
    let reference = key == "href" && !text.trim_start().starts_with('#');
    handler || reference || ACTING.contains(&key)
}

fn value(attributes: &[(String, &str)], key: &str) -> Option<String> {
    attributes.iter().find(|(known, _)| known == key).map(|(_, value)| decode(value))
}
