//! One file of the output on its way: all it is made from is there, its bytes are not.
//!
//! By its key it may be known that it was made before. Then it need not be finished.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use super::outputs::{Outputs, Recipe};
use crate::base::key::Key;
use crate::diag::{Diagnostic, Severity};
use crate::formats::html::{self, Renderer, Sheet, file_key};
use crate::formats::published::{badge, redirect, sitemap};
use crate::formats::{csv, search};
use crate::views::data::{DataFile, Make};

/// What to do about a fault of ours.
pub(super) const FAULT: &str =
    "this is a fault of featsite; the rest of the site is complete. Please report it with the document";

/// A file of the output, made.
pub enum Content {
    /// Its bytes.
    Bytes(Vec<u8>),
    /// The bytes of this path below the content folder.
    Copy(Arc<str>),
    /// What [`Outputs::export`] writes: it is as large as the sources, and whoever wants it takes it as it is made.
    Export,
}

/// A file that is being made.
pub struct Making<'a> {
    outputs: &'a Outputs<'a>,
    url: &'a str,
    recipe: &'a Recipe,
    /// What a template is to be given, where one makes the file; else the fault that kept it from being made.
    sheet: Result<Option<Sheet<'a>>, String>,
}

impl<'a> Making<'a> {
    /// Makes what the bytes are made from.
    pub(super) fn begin(outputs: &'a Outputs<'a>, url: &'a str, recipe: &'a Recipe) -> Self {
        let made = catch_unwind(AssertUnwindSafe(|| sheet(outputs, recipe)));
        let sheet = made.map_err(|cause| super::words(&*cause).to_owned());
        Self { outputs, url, recipe, sheet }
    }

    /// The key of all that the bytes are made from; `None` where to know it would take as long as to make them, and where it
    /// cannot be made: then the file is made, and that tells why.
    pub fn key(&self) -> Option<Key> {
        catch_unwind(AssertUnwindSafe(|| self.found())).ok().flatten()
    }

    fn found(&self) -> Option<Key> {
        let Outputs { evaluated, snapshot, plan } = self.outputs;
        let file = |path: &str| Some(file_key(plan.reading, snapshot.file(path)?));
        Some(match (self.recipe, &self.sheet) {
            (Recipe::Page(_), Ok(Some(sheet))) => Key::of(&("page", sheet.key(plan.key))),
            (Recipe::Data(data), Ok(Some(sheet))) => {
                Key::of(&("pieces", &data.name, data.keys(evaluated.input()), sheet.key(plan.key)))
            }
            (Recipe::Texts(at), _) => Key::of(&("texts", at, plan.search.texts_key(&evaluated.site, *at, file)?)),
            (Recipe::Badge(ix), _) => Key::of(&("badge", badge::of_item(evaluated.input(), *ix))),
            (Recipe::Source(path), _) => Key::of(&("source", file(path)?)),
            _ => return None,
        })
    }

    /// Makes the bytes. A page that cannot be made becomes a page that says so, and the finding comes with it: one broken
    /// page never costs the site.
    pub fn finish(self) -> (Content, Option<Diagnostic>) {
        let Self { outputs, url, recipe, sheet } = self;
        let &Outputs { evaluated, snapshot, ref plan } = outputs;
        let input = evaluated.input();
        let bytes = |bytes: Vec<u8>| (Content::Bytes(bytes), None);
        match recipe {
            Recipe::Page(page) => {
                let again = || Sheet::of(input, snapshot, page);
                match shown(outputs, sheet, again, |renderer, sheet| renderer.render(sheet, &plan.highlighter)) {
                    Ok((bytes, finding)) => (Content::Bytes(bytes), finding),
                    Err(cause) => {
                        let finding = outputs.failed(page, &cause);
                        (Content::Bytes(error_page(&finding.message).into_bytes()), Some(finding))
                    }
                }
            }
            Recipe::Data(file) => match &file.make {
                Make::Plain(make) => guarded(url, || search::put_written(&file.name, |out| make(input, out))),
                Make::Numbered(make, at) => guarded(url, || search::put(&file.name, &make(input, *at))),
                Make::Pieces { template, items, data } => {
                    let again = || Sheet::of_pieces(input, template, items, *data);
                    let keys = file.keys(input);
                    match shown(outputs, sheet, again, |renderer, sheet| renderer.pieces(&file.name, &keys, sheet)) {
                        Ok((bytes, finding)) => (Content::Bytes(bytes), finding),
                        Err(cause) => empty(url, &cause),
                    }
                }
            },
            Recipe::Texts(file) => guarded(url, || plan.search.texts(input.site, *file)),
            Recipe::Search(file) => guarded(url, || plan.search.index(input, *file)),
            Recipe::Text(make) => guarded(url, || make(input).into_bytes()),
            Recipe::Sitemap(file) => guarded(url, || sitemap::make(input, &outputs.pages(), *file).into_bytes()),
            Recipe::Badge(ix) => guarded(url, || badge::of_item(input, *ix).drawn().into_bytes()),
            Recipe::Redirect(ix) => guarded(url, || redirect::make(input, url, *ix).into_bytes()),
            Recipe::Csv => bytes(csv::backlog(input).into_bytes()),
            Recipe::Bytes(own) => bytes(own.to_vec()),
            Recipe::Source(path) => bytes(snapshot.text(path).unwrap_or_default().as_bytes().to_vec()),
            Recipe::Copy(path) => (Content::Copy(Arc::clone(path)), None),
            Recipe::Export => (Content::Export, None),
        }
    }
}

/// What a template is to be given, where one makes the file.
fn sheet<'a>(outputs: &'a Outputs<'_>, recipe: &'a Recipe) -> Option<Sheet<'a>> {
    let input = outputs.evaluated.input();
    match recipe {
        Recipe::Page(page) => Some(Sheet::of(input, outputs.snapshot, page)),
        Recipe::Data(DataFile { make: Make::Pieces { template, items, data }, .. }) => {
            Some(Sheet::of_pieces(input, template, items, *data))
        }
        _ => None,
    }
}

/// What the templates make of a sheet. Should one of the user's stop at it, the one in its place is given another.
fn shown<'a, T>(
    outputs: &Outputs<'_>,
    first: Result<Option<Sheet<'a>>, String>,
    again: impl Fn() -> Sheet<'a>,
    make: impl Fn(&Renderer, Sheet<'a>) -> Result<T, html::Error>,
) -> Result<(T, Option<Diagnostic>), String> {
    let first = Cell::new(first?);
    outputs.through_templates(|renderer| make(renderer, first.take().unwrap_or_else(&again)))
}

/// A file that no template makes.
fn guarded(url: &str, make: impl Fn() -> Vec<u8>) -> (Content, Option<Diagnostic>) {
    match catch_unwind(AssertUnwindSafe(make)) {
        Ok(bytes) => (Content::Bytes(bytes), None),
        Err(cause) => empty(url, super::words(&*cause)),
    }
}

/// A file that could not be made.
fn empty(url: &str, cause: &str) -> (Content, Option<Diagnostic>) {
    let message = format!("`{url}` could not be made: {cause}");
    let finding = Diagnostic::global("internal-error", Severity::Error, message).help(FAULT);
    (Content::Bytes(Vec::new()), Some(finding))
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

fn error_page(message: &str) -> String {
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n<title>This page could not be made</title>\n\
         <h1>This page could not be made</h1>\n<p>{}</p>\n<p><a href=\"index.html\">Overview</a></p>\n</html>\n",
        escape(message)
    )
}
