//! The elements and attributes of raw HTML that reach a page. Everything else is left out.

use super::tree::Content;

/// How an element behaves.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Kind {
    /// Text in text.
    Inline,
    /// A block with this content.
    Block(Content),
    /// Stands only in certain elements.
    Part(Content),
    /// `br`, `wbr`.
    Void,
    /// A thematic break.
    Rule,
    /// An image.
    Image,
    /// A link or an anchor.
    Link,
    /// A heading of this level.
    Heading(u8),
    /// A box.
    Input,
    /// Something that plays or embeds: becomes a link to it.
    Media,
    /// Known and left out, its content stays.
    Dropped,
}

/// An element of raw HTML.
#[derive(Debug)]
pub(super) struct Element {
    /// Its name in the source.
    pub name: &'static str,
    /// The element written for it.
    pub tag: &'static str,
    /// How it behaves.
    pub kind: Kind,
}

const TABLE: &[&str] = &["caption", "colgroup", "thead", "tbody", "tfoot", "tr"];
const ROWS: &[&str] = &["tr"];
const CELLS: &[&str] = &["td", "th"];
const ITEMS: &[&str] = &["li"];
const TERMS: &[&str] = &["dt", "dd"];

const fn element(name: &'static str, tag: &'static str, kind: Kind) -> Element {
    Element { name, tag, kind }
}

use Content::{Flow, Parts, Phrasing, Summary};
use Kind::{Block, Dropped, Heading, Image, Inline, Input, Link, Media, Part, Rule, Void};

/// Sorted by name.
const ELEMENTS: &[Element] = &[
    element("a", "a", Link),
    element("abbr", "abbr", Inline),
    element("acronym", "abbr", Inline),
    element("address", "div", Block(Flow)),
    element("applet", "", Dropped),
    element("area", "", Dropped),
    element("article", "div", Block(Flow)),
    element("aside", "div", Block(Flow)),
    element("audio", "", Media),
    element("b", "b", Inline),
    element("base", "", Dropped),
    element("bdi", "bdi", Inline),
    element("bdo", "bdo", Inline),
    element("big", "span", Inline),
    element("blockquote", "blockquote", Block(Flow)),
    element("body", "", Dropped),
    element("br", "br", Void),
    element("button", "", Dropped),
    element("canvas", "", Dropped),
    element("caption", "caption", Part(Phrasing)),
    element("center", "div", Block(Flow)),
    element("cite", "cite", Inline),
    element("code", "code", Inline),
    element("col", "", Dropped),
    element("colgroup", "", Dropped),
    element("data", "", Dropped),
    element("datalist", "", Dropped),
    element("dd", "dd", Part(Flow)),
    element("del", "del", Inline),
    element("details", "details", Block(Flow)),
    element("dfn", "dfn", Inline),
    element("dialog", "", Dropped),
    element("dir", "ul", Block(Parts(ITEMS))),
    element("div", "div", Block(Flow)),
    element("dl", "dl", Block(Parts(TERMS))),
    element("dt", "dt", Part(Phrasing)),
    element("em", "em", Inline),
    element("embed", "", Media),
    element("fieldset", "", Dropped),
    element("figcaption", "figcaption", Part(Flow)),
    element("figure", "figure", Block(Flow)),
    element("font", "", Dropped),
    element("footer", "div", Block(Flow)),
    element("form", "", Dropped),
    element("frame", "", Dropped),
    element("frameset", "", Dropped),
    element("h1", "", Heading(1)),
    element("h2", "", Heading(2)),
    element("h3", "", Heading(3)),
    element("h4", "", Heading(4)),
    element("h5", "", Heading(5)),
    element("h6", "", Heading(6)),
    element("head", "", Dropped),
    element("header", "div", Block(Flow)),
    element("hgroup", "div", Block(Flow)),
    element("hr", "hr", Rule),
    element("html", "", Dropped),
    element("i", "i", Inline),
    element("iframe", "", Media),
    element("image", "", Dropped),
    element("img", "img", Image),
    element("input", "", Input),
    element("ins", "ins", Inline),
    element("kbd", "kbd", Inline),
    element("keygen", "", Dropped),
    element("label", "span", Inline),
    element("legend", "", Dropped),
    element("li", "li", Part(Flow)),
    element("link", "", Dropped),
    element("listing", "pre", Block(Phrasing)),
    element("main", "div", Block(Flow)),
    element("map", "", Dropped),
    element("mark", "mark", Inline),
    element("marquee", "", Dropped),
    element("math", "", Dropped),
    element("menu", "ul", Block(Parts(ITEMS))),
    element("meta", "", Dropped),
    element("meter", "", Dropped),
    element("nav", "div", Block(Flow)),
    element("nobr", "span", Inline),
    element("noembed", "", Dropped),
    element("noframes", "", Dropped),
    element("noscript", "", Dropped),
    element("object", "", Dropped),
    element("ol", "ol", Block(Parts(ITEMS))),
    element("optgroup", "", Dropped),
    element("option", "", Dropped),
    element("output", "", Dropped),
    element("p", "p", Block(Phrasing)),
    element("param", "", Dropped),
    element("picture", "", Dropped),
    element("plaintext", "", Dropped),
    element("pre", "pre", Block(Phrasing)),
    element("progress", "", Dropped),
    element("q", "q", Inline),
    element("rp", "", Dropped),
    element("rt", "", Dropped),
    element("ruby", "span", Inline),
    element("s", "s", Inline),
    element("samp", "samp", Inline),
    element("script", "", Dropped),
    element("section", "div", Block(Flow)),
    element("select", "", Dropped),
    element("slot", "", Dropped),
    element("small", "small", Inline),
    element("source", "", Dropped),
    element("span", "span", Inline),
    element("strike", "s", Inline),
    element("strong", "strong", Inline),
    element("style", "", Dropped),
    element("sub", "sub", Inline),
    element("summary", "summary", Part(Summary)),
    element("sup", "sup", Inline),
    element("svg", "", Dropped),
    element("table", "table", Block(Parts(TABLE))),
    element("tbody", "tbody", Part(Parts(ROWS))),
    element("td", "td", Part(Flow)),
    element("template", "", Dropped),
    element("textarea", "", Dropped),
    element("tfoot", "tfoot", Part(Parts(ROWS))),
    element("th", "th", Part(Flow)),
    element("thead", "thead", Part(Parts(ROWS))),
    element("time", "span", Inline),
    element("title", "", Dropped),
    element("tr", "tr", Part(Parts(CELLS))),
    element("track", "", Dropped),
    element("tt", "code", Inline),
    element("u", "u", Inline),
    element("ul", "ul", Block(Parts(ITEMS))),
    element("var", "var", Inline),
    element("video", "", Media),
    element("wbr", "wbr", Void),
    element("xmp", "", Dropped),
];

/// The element of a name; `None` where HTML has no such element: then it is what the author wrote, such as `<name>`.
pub(super) fn find(name: &str) -> Option<&'static Element> {
    ELEMENTS.binary_search_by(|element| element.name.cmp(name)).ok().and_then(|at| ELEMENTS.get(at))
}

/// The attributes an element may have besides `id`, `align`, `title`, `lang` and `dir`, each with the form of its
/// value.
pub(super) fn attribute(tag: &str, key: &str) -> Option<Form> {
    Some(match (tag, key) {
        (_, "title" | "lang") => Form::Text,
        (_, "dir") => Form::Word(&["ltr", "rtl", "auto"]),
        ("details", "open") | ("ol", "reversed") => Form::Flag,
        ("ol", "start") | ("li", "value") => Form::Number(99_999_999),
        ("ol", "type") => Form::Word(&["1", "a", "A", "i", "I"]),
        ("td" | "th", "colspan" | "rowspan") => Form::Number(100),
        ("th", "scope") => Form::Word(&["row", "col", "rowgroup", "colgroup"]),
        ("img", "width" | "height") => Form::Number(10_000),
        _ => return None,
    })
}

/// What the value of an attribute must look like.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Form {
    /// Any text.
    Text,
    /// No value.
    Flag,
    /// A whole number up to this one.
    Number(u32),
    /// One of these.
    Word(&'static [&'static str]),
}

impl Form {
    /// The value as it is written; `None` where it does not fit.
    pub(super) fn accept(self, value: &str) -> Option<String> {
        let value = value.trim();
        match self {
            Self::Text => Some(value.to_owned()),
            Self::Flag => Some(String::new()),
            Self::Number(most) => {
                let digits = value.strip_suffix("px").unwrap_or(value);
                let number: u32 = digits.parse().ok()?;
                (number <= most).then(|| number.to_string())
            }
            Self::Word(words) => words.iter().find(|word| **word == value).map(|word| (*word).to_owned()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sorted_and_harmless() {
        assert!(ELEMENTS.is_sorted_by(|a, b| a.name < b.name));
        for element in ELEMENTS {
            assert!(!matches!(element.tag, "script" | "style" | "iframe" | "object" | "embed" | "form" | "svg"));
        }
    }
}
