//! Pages through the theme's templates.
//!
//! A template is given the page's own data, `shell` (navigation, breadcrumbs, assets), `words` (the interface's words)
//! and `body` (the rendered document, where the page shows one).

mod sheet;

use std::collections::BTreeMap;
use std::fmt;
use std::io;
use std::sync::OnceLock;

use serde_json::{Map, json};
use tera::{Context, Tera};

use super::{search, standalone};
use crate::base::paths;
use crate::highlight::Highlighter;
use crate::source::Snapshot;
use crate::theme::Theme;
use crate::views::data::MARK;
use crate::views::words::{Language, Words};
use crate::views::{Input, Page, Value};
pub use sheet::{Sheet, file_key};

/// What is allowed to load: files of the site, and pictures that documents embed. No inline script or style.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: https:; \
                      font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'";

/// What a page may load that has everything in itself: nothing.
const STANDALONE: &str = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; \
                          base-uri 'none'; form-action 'none'";

/// Where the links of pieces lead from: the page that takes one in puts its own way to the root before them.
const ROOT: &str = "index.html";

/// Pages that lie deeper than this have addresses of their own.
const DEPTHS: usize = 16;

/// A template that does not compile or a page that does not render, in Tera's words with file and line.
#[derive(Debug)]
pub struct Error(String);

impl fmt::Display for Error {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

impl std::error::Error for Error {}

impl Error {
    /// What is wrong, in one line.
    pub fn message(&self) -> &str {
        let first = self.0.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or_default();
        first.strip_prefix("error: ").unwrap_or(first)
    }

    /// The template, the line and the column, counted from 1, where Tera names them.
    pub fn place(&self) -> Option<(&str, usize, usize)> {
        let place = self.0.lines().find_map(|line| line.trim().strip_prefix("--> "))?;
        let (rest, column) = place.rsplit_once(':')?;
        let (template, line) = rest.rsplit_once(':')?;
        Some((template, line.parse().ok()?, column.parse().ok()?))
    }
}

impl From<tera::Error> for Error {
    fn from(error: tera::Error) -> Self {
        Self(error.to_string())
    }
}

/// The theme's templates, compiled.
pub struct Renderer {
    tera: Tera,
    /// The files of the theme: the name a template calls each by, and its address.
    assets: Vec<(tera::value::Key<'static>, String)>,
    /// The same as pages of each depth are given them: a template asks for a few of dozens.
    links: [OnceLock<tera::Value>; DEPTHS],
    /// The words of the interface by language: hundreds, which every page is given.
    words: [OnceLock<tera::Value>; Language::COUNT],
    /// The stylesheet, for pages that have everything in themselves.
    style: String,
}

impl Renderer {
    /// Compiles a theme's templates.
    pub fn new(theme: &Theme) -> Result<Self, Error> {
        let mut tera = Tera::default();
        tera.autoescape_on(vec![".html"]);
        tera.set_escape_fn(escape);
        tera.add_raw_templates(theme.templates().filter(|(name, _)| name.ends_with(".html")))?;
        let key = |name: &str| name.replace(['.', '/', '-'], "_").into();
        let assets = theme.assets().iter().map(|(name, asset)| (key(name), asset.url.clone())).collect();
        Ok(Self { tera, assets, links: Default::default(), words: Default::default(), style: standalone::style(theme) })
    }

    /// The built-in theme's templates. A test compiles them; should they fail all the same, every page says so.
    pub fn built_in() -> Self {
        let theme = Theme::with_overrides(&BTreeMap::new());
        Self::new(&theme).unwrap_or_else(|_| Self {
            tera: Tera::default(),
            assets: Vec::new(),
            links: Default::default(),
            words: Default::default(),
            style: String::new(),
        })
    }

    /// The bytes of one page.
    pub fn render(&self, sheet: Sheet<'_>, highlighter: &Highlighter) -> Result<Vec<u8>, Error> {
        let Sheet { words, url, template, data, shell, body } = sheet;
        let mut context = self.context(words, url, data, shell);
        let body = body.map(|body| body.html(highlighter)).unwrap_or_default();
        let length = body.len();
        context.insert_value("body", body.into());
        let mut out = Vec::with_capacity(24 * 1024 + length);
        self.tera.render_to(template, &context, &mut out)?;
        Ok(out)
    }

    /// One page as a file that has everything in itself and leads nowhere but to addresses that hold anywhere. `image`
    /// gives the bytes of a picture of the site by its address.
    pub fn standalone(
        &self,
        input: Input<'_>,
        snapshot: &Snapshot,
        page: &Page,
        highlighter: &Highlighter,
        image: &dyn Fn(&str) -> Option<Vec<u8>>,
    ) -> Result<String, Error> {
        let mut sheet = Sheet::of(input, snapshot, page);
        sheet.shell["policy"] = STANDALONE.into();
        sheet.shell["standalone"] = self.style.clone().into();
        let bytes = self.render(sheet, highlighter)?;
        let base_url = input.site.config.base_url.as_deref();
        Ok(standalone::enclose(&String::from_utf8_lossy(&bytes), &page.url, base_url, image))
    }

    /// The bytes of a file of pieces, which scripts load: a call that puts them under its name, each by its key.
    pub fn pieces(&self, name: &str, keys: &[String], sheet: Sheet<'_>) -> Result<Vec<u8>, Error> {
        let Sheet { words, url, template, data, shell, body: _ } = sheet;
        let html = self.tera.render(template, &self.context(words, url, data, shell))?;
        let pieces = html.split(MARK).map(|piece| json!(piece.trim()));
        let value: serde_json::Value = keys.iter().cloned().zip(pieces).collect::<Map<_, _>>().into();
        Ok(search::put(name, &value))
    }

    /// What every template is given: the page's own data, the shell and the words.
    fn context(&self, words: &Words, url: &str, data: Value, shell: Value) -> Context {
        let mut shell = members(shell);
        shell.insert("assets".into(), self.assets_from(url));
        let mut context = Context::new();
        for (name, value) in data.into_members() {
            context.insert_value(name, given(value));
        }
        context.insert_value("shell", shell.into());
        let all = self.words.get(words.language() as usize).map(|all| all.get_or_init(|| all_words(words)).clone());
        context.insert_value("words", all.unwrap_or_else(|| all_words(words)));
        context
    }

    /// The addresses of the theme's files as a page links to them: pages that lie as deep share them.
    fn assets_from(&self, page: &str) -> tera::Value {
        let link = |url: &str| paths::relative_encoded(page, url);
        let make =
            || self.assets.iter().map(|(key, url)| (key.clone(), link(url).into())).collect::<tera::Map>().into();
        let alike = self.assets.iter().all(|(_, url)| paths::by_root(page, url));
        let known = self.links.get(paths::depth(page)).filter(|_| alike);
        known.map_or_else(make, |known| known.get_or_init(make).clone())
    }
}

/// Escapes as Tera does by itself, but what needs none in one piece: that is nearly everything, and Tera writes byte by byte.
fn escape(text: &str, out: &mut dyn io::Write) -> io::Result<()> {
    let mut rest = text.as_bytes();
    while let Some(at) = rest.iter().position(|byte| matches!(byte, b'&' | b'<' | b'>' | b'"' | b'\'')) {
        let (clean, special) = rest.split_at(at);
        out.write_all(clean)?;
        out.write_all(match special.first() {
            Some(b'&') => b"&amp;",
            Some(b'<') => b"&lt;",
            Some(b'>') => b"&gt;",
            Some(b'"') => b"&quot;",
            _ => b"&#39;",
        })?;
        rest = special.get(1..).unwrap_or_default();
    }
    out.write_all(rest)
}

/// A view's value as a template is given it.
fn given(value: Value) -> tera::Value {
    match value {
        Value::Null => tera::Value::none(),
        Value::Bool(value) => value.into(),
        Value::Whole(value) => value.into(),
        Value::Number(value) => value.into(),
        Value::Word(word) => word.into(),
        Value::Text(text) => text.into(),
        Value::List(entries) => entries.into_iter().map(given).collect::<Vec<_>>().into(),
        Value::Shared(shared) => shared.made(given),
        value @ Value::Object(_) => members(value).into(),
    }
}

/// The members of an object; none where it is no object.
fn members(value: Value) -> tera::Map {
    value.into_members().into_iter().map(|(name, value)| (name.into(), given(value))).collect()
}

/// Every word of the interface.
fn all_words(words: &Words) -> tera::Value {
    words.all().into_iter().map(|(key, word)| (key.into(), word.into())).collect::<tera::Map>().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escaping_is_that_of_tera() {
        for text in ["", "plain", "<a href='x'>\"&amp;\"</a>", "&", "a'b", "é<ü>'"] {
            let (mut ours, mut theirs) = (Vec::new(), Vec::new());
            assert!(escape(text, &mut ours).is_ok() && tera::escape_html(text, &mut theirs).is_ok());
            assert_eq!(ours, theirs, "{text}");
        }
    }

    #[test]
    fn the_built_in_templates_compile() {
        if let Err(error) = Renderer::new(&Theme::with_overrides(&BTreeMap::new())) {
            panic!("{error}");
        }
    }
}
