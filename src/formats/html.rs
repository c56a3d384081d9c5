//! Pages through the theme's templates.
//!
//! A template is given the page's own data, `shell` (navigation, breadcrumbs, assets), `words` (the interface's words)
//! and `body` (the rendered document, where the page shows one).

use std::collections::BTreeMap;
use std::fmt;

use serde_json::{Map, Value, json};
use tera::{Context, Tera};

use super::{search, standalone};
use crate::base::paths;
use crate::body;
use crate::highlight::Highlighter;
use crate::source::Snapshot;
use crate::theme::Theme;
use crate::views::data::{DataFile, MARK, Make};
use crate::views::{Input, Page, record, shell};

/// What is allowed to load: files of the site, and pictures that documents embed. No inline script or style.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: https:; \
                      font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'";

/// What a page may load that has everything in itself: nothing.
const STANDALONE: &str = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; \
                          base-uri 'none'; form-action 'none'";

/// Where the links of pieces lead from: the page that takes one in puts its own way to the root before them.
const ROOT: &str = "index.html";

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
    assets: Vec<(String, String)>,
    /// The stylesheet, for pages that have everything in themselves.
    style: String,
}

impl Renderer {
    /// Compiles a theme's templates.
    pub fn new(theme: &Theme) -> Result<Self, Error> {
        let mut tera = Tera::default();
        tera.autoescape_on(vec![".html"]);
        tera.add_raw_templates(theme.templates().filter(|(name, _)| name.ends_with(".html")))?;
        let assets = theme.assets().iter().map(|(name, asset)| (name.clone(), asset.url.clone())).collect();
        Ok(Self { tera, assets, style: standalone::style(theme) })
    }

    /// The built-in theme's templates. A test compiles them; should they fail all the same, every page says so.
    pub fn built_in() -> Self {
        let theme = Theme::with_overrides(&BTreeMap::new());
        Self::new(&theme).unwrap_or_else(|_| Self { tera: Tera::default(), assets: Vec::new(), style: String::new() })
    }

    /// The bytes of one page.
    pub fn render(
        &self,
        input: Input<'_>,
        snapshot: &Snapshot,
        page: &Page,
        highlighter: &Highlighter,
    ) -> Result<Vec<u8>, Error> {
        self.fill(input, snapshot, page, highlighter, false)
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
        let bytes = self.fill(input, snapshot, page, highlighter, true)?;
        let base_url = input.site.config.base_url.as_deref();
        Ok(standalone::enclose(&String::from_utf8_lossy(&bytes), &page.url, base_url, image))
    }

    fn fill(
        &self,
        input: Input<'_>,
        snapshot: &Snapshot,
        page: &Page,
        highlighter: &Highlighter,
        standalone: bool,
    ) -> Result<Vec<u8>, Error> {
        let data = (page.data)(input);
        let mut context = self.context(input, page, &data, standalone)?;
        let body = page.body.and_then(|ix| {
            let file = snapshot.file(input.site.documents.get(ix.at())?.path())?;
            let made = match file.oversized {
                true => body::source(&file.text),
                false => body::render(input.site, ix, &file.text, highlighter),
            };
            Some(made.html)
        });
        context.insert("body", &body.unwrap_or_default());
        let mut out = Vec::with_capacity(16 * 1024);
        self.tera.render_to(page.template, &context, &mut out)?;
        Ok(out)
    }

    /// The bytes of a file that scripts load: a call that puts its value under its name.
    pub fn data_file(&self, input: Input<'_>, file: &DataFile) -> Result<Vec<u8>, Error> {
        let value = match &file.make {
            Make::Plain(make) => make(input),
            Make::Numbered(make, at) => make(input, *at),
            Make::Pieces { template, items, data } => {
                let data = data(input, items);
                let root = Page { url: ROOT.to_owned(), template, body: None, data: Box::new(|_| Value::Null) };
                let context = self.context(input, &root, &data, false)?;
                let out = self.tera.render(template, &context)?;
                let keys = items.iter().map(|ix| record::key(input.site, *ix));
                keys.zip(out.split(MARK).map(|piece| json!(piece.trim()))).collect::<Map<_, _>>().into()
            }
        };
        Ok(search::put(&file.name, &value))
    }

    /// What every template is given: the page's own data, the shell and the words.
    fn context(&self, input: Input<'_>, page: &Page, data: &Value, standalone: bool) -> Result<Context, Error> {
        let mut shell = shell::data(input, page, data);
        if let Value::Object(shell) = &mut shell {
            let links = self.assets.iter().map(|(name, url)| {
                let key = name.replace(['.', '/', '-'], "_");
                (key, Value::String(paths::encode(&paths::relative(&page.url, url))))
            });
            shell.insert("assets".to_owned(), Value::Object(links.collect::<Map<_, _>>()));
            shell.insert("policy".to_owned(), json!(if standalone { STANDALONE } else { POLICY }));
            // The stylesheet where it is to stand in the page, else nothing.
            shell.insert("standalone".to_owned(), if standalone { json!(self.style) } else { Value::Null });
        }
        let mut context = Context::from_serialize(data)?;
        context.insert("shell", &shell);
        context.insert("words", &input.frame.words.all());
        Ok(context)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_templates_compile() {
        if let Err(error) = Renderer::new(&Theme::with_overrides(&BTreeMap::new())) {
            panic!("{error}");
        }
    }
}
