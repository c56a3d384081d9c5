//! A page whose data is made and whose bytes are not: all that a template is given, before it is turned into what Tera takes.
//!
//! A template sees a sheet, the words of its language and the theme, and nothing else. So two sheets of the same key give
//! the same bytes.

use super::{POLICY, ROOT};
use crate::base::key::Key;
use crate::body;
use crate::highlight::Highlighter;
use crate::model::ItemIx;
use crate::source::{Snapshot, SourceFile};
use crate::views::words::Words;
use crate::views::{Input, Page, Value, shell};

/// A page whose data is made.
pub struct Sheet<'a> {
    pub(super) words: &'a Words,
    /// The address of the page.
    pub(super) url: &'a str,
    pub(super) template: &'static str,
    pub(super) data: Value,
    pub(super) shell: Value,
    pub(super) body: Option<Body<'a>>,
}

/// The body of a document, not rendered yet.
pub(super) struct Body<'a> {
    file: &'a SourceFile,
    /// `None` for a file that is too large to be read: its source is shown.
    given: Option<body::Given<'a>>,
}

impl<'a> Sheet<'a> {
    /// Of a page.
    pub fn of(input: Input<'a>, snapshot: &'a Snapshot, page: &'a Page) -> Self {
        let body = page.body.and_then(|ix| {
            let file = snapshot.file(input.site.documents.get(ix.at())?.path())?;
            let given = if file.oversized { None } else { body::Given::of(input.site, ix, &file.text) };
            Some(Body { file, given })
        });
        let data = (page.data)(input);
        let shell = shell_of(input, page, &data);
        Self { words: &input.frame.words, url: &page.url, template: page.template, data, shell, body }
    }

    /// Of pieces of pages, each of them for an item.
    pub fn of_pieces(
        input: Input<'a>,
        template: &'static str,
        items: &[ItemIx],
        data: fn(Input<'_>, &[ItemIx]) -> Value,
    ) -> Self {
        let root = Page { url: ROOT.to_owned(), template, body: None, data: Box::new(|_| Value::Null) };
        let data = data(input, items);
        let shell = shell_of(input, &root, &data);
        Self { words: &input.frame.words, url: ROOT, template, data, shell, body: None }
    }

    /// The key of all that it is made from. `common` is that of what all pages are made from: theme and configuration.
    pub fn key(&self, common: Key) -> Key {
        // Taken apart, so that a field that comes later is not forgotten.
        let Self { words, url, template, data, shell, body } = self;
        let body = body.as_ref().map(|Body { file, given }| {
            let file = file_key(common, file);
            given.as_ref().map_or(file, |given| given.key(file))
        });
        Key::of(&(common, words.language() as usize, url, template, data, shell, body))
    }
}

impl Body<'_> {
    pub(super) fn html(&self, highlighter: &Highlighter) -> String {
        body::render(self.given.as_ref(), &self.file.text, highlighter).html
    }
}

/// The key of what is read from a source file, and of its text.
pub fn file_key(common: Key, file: &SourceFile) -> Key {
    let SourceFile { path, text: _, hash, oversized } = file;
    Key::of(&(common, path, hash, oversized))
}

/// The shell of a page of the site.
fn shell_of(input: Input<'_>, page: &Page, data: &Value) -> Value {
    let mut shell = shell::data(input, page, data["title"].as_str().unwrap_or_default());
    shell["policy"] = POLICY.into();
    // The stylesheet where it is to stand in the page.
    shell["standalone"] = Value::Null;
    shell
}
