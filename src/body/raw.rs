//! Raw HTML: cut down to what is allowed and written again from its pieces, never copied.

use super::allowed::{self, Element, Form, Kind};
use super::links::EXTERNAL;
use super::urls;
use super::writer::Writer;
use crate::base::html::attribute;
use crate::outline::tags::{Piece, Raw, decode, pieces};

impl Writer<'_> {
    /// Writes raw HTML. `block` says whether it stands between blocks.
    pub(super) fn raw_html(&mut self, raw: &Raw, block: bool) {
        let html = raw.text.as_str();
        let pieces = pieces(html);
        // Text without any block around it is a paragraph: `<Placeholder> text` between blocks.
        let is_text = |piece: &Piece<'_>| match piece {
            Piece::Text(text) => !text.trim().is_empty(),
            Piece::Start { name, .. } => allowed::find(name).is_none(),
            Piece::End { .. } => false,
        };
        let is_known = |piece: &Piece<'_>| match piece {
            Piece::Start { name, .. } | Piece::End { name, .. } => allowed::find(name).is_some(),
            Piece::Text(_) => false,
        };
        let paragraph = block && pieces.iter().any(is_text) && !pieces.iter().any(is_known);
        if paragraph {
            self.tree.block("p", |_| {});
        }
        for piece in &pieces {
            match piece {
                Piece::Text(text) => self.tree.text(&decode(text)),
                Piece::Start { name, attributes, empty, range } => match allowed::find(name) {
                    Some(element) => self.raw_start(element, attributes, *empty, raw.origin(range.start)),
                    None => self.tree.text(html.get(range.clone()).unwrap_or("")),
                },
                Piece::End { name, range } => match allowed::find(name) {
                    Some(element) => self.raw_end(element),
                    None => self.tree.text(html.get(range.clone()).unwrap_or("")),
                },
            }
        }
        if paragraph {
            self.tree.close("p");
        }
    }

    fn raw_end(&mut self, element: &'static Element) {
        match element.kind {
            Kind::Heading(level) => {
                if let Some(at) = self.raw_headings.iter().rposition(|(source, _)| *source == level)
                    && let Some((_, tag)) = self.raw_headings.get(at).copied()
                {
                    self.raw_headings.truncate(at);
                    self.tree.raw_close(tag);
                }
            }
            Kind::Link => {
                if !self.tree.raw_close("a") && self.raw_links > 0 && self.tree.raw_close("span") {
                    self.raw_links -= 1;
                }
            }
            Kind::Void if element.tag == "br" => self.tree.inline_html("<br>"),
            _ if element.tag.is_empty() => {}
            _ => {
                self.tree.raw_close(element.tag);
            }
        }
    }

    fn raw_start(&mut self, element: &'static Element, attributes: &[(String, &str)], empty: bool, source: usize) {
        let value = |key: &str| attributes.iter().find(|(known, _)| known == key).map(|(_, value)| decode(value));
        let tag = element.tag;
        let opened = match element.kind {
            Kind::Dropped => false,
            Kind::Inline => {
                let attributes = self.raw_attributes(tag, attributes, None);
                self.tree.raw_inline(tag, |out| out.push_str(&attributes))
            }
            Kind::Block(content) => {
                let align = (element.name == "center").then_some("center");
                let attributes = self.raw_attributes(tag, attributes, align);
                self.tree.raw_block(tag, content, |out| out.push_str(&attributes))
            }
            Kind::Heading(level) => {
                let tag = self.headings.raw(level);
                let attributes = self.raw_attributes(tag, attributes, None);
                let opened = self.tree.raw_block(tag, super::tree::Content::Phrasing, |out| out.push_str(&attributes));
                if opened {
                    // Headings do not nest: what was open before is closed now, or as good as.
                    if self.raw_headings.len() >= 8 {
                        self.raw_headings.remove(0);
                    }
                    self.raw_headings.push((level, tag));
                }
                opened
            }
            Kind::Part(content) => {
                let attributes = self.raw_attributes(tag, attributes, None);
                // A cell without a row gets one.
                if matches!(tag, "td" | "th") && !self.tree.has_holder(tag) {
                    self.tree.raw_part("tr", super::tree::Content::Parts(&["td", "th"]), |_| {});
                }
                self.tree.raw_part(tag, content, |out| out.push_str(&attributes))
            }
            Kind::Void => {
                self.tree.inline_html(if tag == "br" { "<br>" } else { "<wbr>" });
                false
            }
            Kind::Rule => {
                if self.tree.can_hold_block() {
                    self.tree.block_html("<hr>\n");
                }
                false
            }
            Kind::Image => {
                let sizes = self.raw_attributes(tag, attributes, None);
                let address = value("src").unwrap_or_default();
                self.image(&address, &value("alt").unwrap_or_default(), source, &sizes);
                false
            }
            Kind::Link => self.raw_link(attributes, value("href"), source),
            Kind::Input => {
                if value("type").is_some_and(|kind| kind.eq_ignore_ascii_case("checkbox")) {
                    let done = value("checked").is_some();
                    self.checkbox(
                        if done { crate::model::TaskState::Done } else { crate::model::TaskState::Open },
                        None,
                    );
                }
                false
            }
            Kind::Media => {
                let address = urls::clean(&value("src").unwrap_or_default());
                if urls::kind(&address) == urls::Address::External && !self.tree.in_link() {
                    let mut html = format!("<a{EXTERNAL} href=\"");
                    urls::write(&mut html, &address);
                    html.push_str("\">");
                    crate::base::html::escape_into(&mut html, &address);
                    html.push_str("</a>");
                    self.tree.inline_html(&html);
                }
                false
            }
        };
        if opened && empty {
            self.raw_end(element);
        }
    }

    fn raw_link(&mut self, attributes: &[(String, &str)], href: Option<String>, source: usize) -> bool {
        let rest = self.raw_attributes("a", attributes, None);
        if self.tree.in_link() {
            return false;
        }
        let Some(href) = href else {
            // An anchor of old: only its place matters.
            if !rest.is_empty() {
                self.tree.inline_html(&format!("<span{rest}></span>"));
            }
            return false;
        };
        match self.resolve(&href, source) {
            Some(link) => self.tree.raw_inline("a", |out| {
                out.push_str(&rest);
                link.attributes(out);
            }),
            None => {
                let broken = self.broken(&href, source);
                let opened = self.tree.raw_inline("span", |out| out.push_str(&broken));
                self.raw_links += usize::from(opened);
                opened
            }
        }
    }

    /// The harmless attributes of a tag, written out.
    fn raw_attributes(&mut self, tag: &str, attributes: &[(String, &str)], align: Option<&str>) -> String {
        let mut out = String::new();
        let mut align = align.map(str::to_owned);
        for (key, value) in attributes {
            let value = decode(value);
            match key.as_str() {
                "id" | "name" if !out.contains(" id=") => {
                    if let Some(id) = self.claim_id(&value) {
                        attribute(&mut out, "id", &id);
                    }
                }
                "align" => align = Some(value.trim().to_ascii_lowercase()),
                _ => match allowed::attribute(tag, key).and_then(|form| Some((form, form.accept(&value)?))) {
                    Some((Form::Flag, _)) => {
                        out.push(' ');
                        out.push_str(key);
                    }
                    Some((_, value)) if !value.is_empty() => attribute(&mut out, key, &value),
                    _ => {}
                },
            }
        }
        if let Some(align) = align.filter(|align| matches!(align.as_str(), "left" | "right" | "center")) {
            attribute(&mut out, "class", &format!("align-{align}"));
        }
        out
    }

    /// The id for an anchor of raw HTML, if it may have it: no clash with a heading, an id of the theme or another
    /// anchor, nothing but letters, digits and `-_.:`.
    fn claim_id(&mut self, id: &str) -> Option<String> {
        let id = id.trim().trim_start_matches('#');
        let fits = !id.is_empty()
            && id.len() <= 200
            && id.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | ':'))
            && ![super::RESERVED_ID, "fn:", "fnref:"].iter().any(|reserved| id.starts_with(reserved));
        (fits && self.ids.insert(id.to_owned())).then(|| id.to_owned())
    }
}
