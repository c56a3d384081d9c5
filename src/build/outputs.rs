//! Every file of the output: its address and how its bytes are made. Nothing is made before it is asked for, so a
//! build streams and a server renders only what is read.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, OnceLock};

use super::Evaluated;
use super::look::{self, Look};
pub use super::making::Content;
use super::making::{FAULT, Making};
use super::stages::Part;
use crate::base::key::Key;
use crate::base::{Span, paths};
use crate::checks::Levels;
use crate::diag::{Diagnostic, Place, Severity};
use crate::formats::html::{self, Renderer};
use crate::formats::published::{badge, feed, llms, redirect, sitemap};
use crate::formats::search;
use crate::highlight::Highlighter;
use crate::link::urls;
use crate::model::{DocIx, ItemIx, Site};
use crate::source::Snapshot;
use crate::views::data::DataFile;
use crate::views::{self, Input, Page};

/// What a file of the output is made from.
pub(super) enum Recipe {
    /// A page.
    Page(Page),
    /// Bytes that are there already: theme assets, empty marker files.
    Bytes(Arc<[u8]>),
    /// The model as data.
    Export,
    /// The backlog as comma-separated values.
    Csv,
    /// A text for readers that are no browsers.
    Text(fn(Input<'_>) -> String),
    /// A file of the sitemap.
    Sitemap(sitemap::File),
    /// The status of an item as a picture.
    Badge(ItemIx),
    /// A page that leads on to that of a document.
    Redirect(DocIx),
    /// What scripts load.
    Data(DataFile),
    /// Texts that search and previews show, by the number of the file.
    Texts(usize),
    /// The index of search.
    Search(search::index::File),
    /// The text of a document.
    Source(Arc<str>),
    /// A file of the content folder as it is.
    Copy(Arc<str>),
}

/// Every file of the output.
pub struct Outputs<'a> {
    pub(super) evaluated: &'a Evaluated,
    pub(super) snapshot: &'a Snapshot,
    pub(super) plan: Arc<Plan>,
}

/// What the files of a site are made from and with. It holds no part of the site, so a server keeps it beside the site.
pub struct Plan {
    look: Arc<Look>,
    pub(super) highlighter: Arc<Highlighter>,
    recipes: BTreeMap<String, Recipe>,
    /// Those of the graph's files, known when one of them or every address is asked for.
    graph: OnceLock<BTreeMap<String, Recipe>>,
    findings: Vec<Diagnostic>,
    /// What search loads.
    pub(super) search: search::Search,
    /// The key of what all pages are made from: the theme and the configuration.
    pub(super) key: Key,
    /// The key of what all documents are read with: the configuration.
    pub(super) reading: Key,
}

impl Plan {
    /// For the files of a site.
    pub fn new(snapshot: &Snapshot, evaluated: &Evaluated, look: Arc<Look>, highlighter: Arc<Highlighter>) -> Self {
        let input = evaluated.input();
        let (data, pages) = rayon::join(|| views::data::files(input), || views::pages(input));
        let mut recipes = BTreeMap::new();
        for (path, url) in &evaluated.site.asset_urls {
            recipes.insert(url.clone(), Recipe::Copy(Arc::clone(path)));
        }
        // GitHub Pages would otherwise leave out names that begin with an underscore.
        recipes.insert(".nojekyll".to_owned(), Recipe::Bytes(Arc::from([])));
        recipes.insert(views::export::JSON.to_owned(), Recipe::Export);
        for asset in look.assets() {
            recipes.insert(asset.url.clone(), Recipe::Bytes(Arc::clone(&asset.bytes)));
        }
        if !evaluated.site.items.is_empty() {
            recipes.insert(views::export::CSV.to_owned(), Recipe::Csv);
        }
        for file in data {
            recipes.insert(file.url.clone(), Recipe::Data(file));
        }
        if !evaluated.site.documents.is_empty() {
            for file in 0..evaluated.frame.texts {
                recipes.insert(search::texts::address(file), Recipe::Texts(file));
            }
            for file in search::index::files(&evaluated.site) {
                recipes.insert(format!("views/{}.js", file.name()), Recipe::Search(file));
            }
        }
        for linked in evaluated.site.documents.iter().filter(|linked| !evaluated.site.is_at_host(linked)) {
            let text = Recipe::Source(Arc::clone(&linked.document.path));
            recipes.entry(urls::source(&linked.url)).or_insert(text);
        }
        let count = pages.len();
        for page in pages {
            recipes.insert(page.url.clone(), Recipe::Page(page));
        }
        for (url, recipe) in published(&evaluated.site, evaluated.frame.has_feed(&evaluated.site), count) {
            // A file of the user's own that has this name is what is meant.
            recipes.entry(url).or_insert(recipe);
        }
        add_redirects(&evaluated.site, &mut recipes);
        let unwritable = unwritable(&recipes);
        let mut findings: Vec<Diagnostic> = look.problem().cloned().into_iter().collect();
        findings.extend(look::stale_overrides(snapshot));
        for url in unwritable {
            let source = match recipes.remove(&url) {
                Some(Recipe::Page(Page { body: Some(ix), .. })) => Some(Arc::clone(&evaluated.site[ix].document.path)),
                Some(Recipe::Copy(path) | Recipe::Source(path)) => Some(path),
                _ => None,
            };
            let message = format!("`{url}` cannot be written");
            let finding = match source {
                Some(path) => {
                    Diagnostic::new("unwritable", Severity::Error, Place { path, span: Span::default() }, message)
                }
                None => Diagnostic::global("unwritable", Severity::Error, message),
            };
            findings.push(finding.help("its name is too long, or a folder has the same name: rename the file"));
        }
        let levels = Levels::new(&evaluated.site.config);
        findings.retain_mut(|finding| levels.apply(finding));
        let reading = Key::of(&snapshot.config);
        Self {
            key: Key::of(&(look.key(), reading)),
            reading,
            look,
            highlighter,
            recipes,
            graph: OnceLock::new(),
            findings,
            search: search::Search::default(),
        }
    }

    /// What was found while the addresses were gathered.
    pub fn findings(&self) -> &[Diagnostic] {
        &self.findings
    }

    /// Whether something of the site it was made for has this address.
    pub fn has(&self, url: &str, input: Input<'_>) -> bool {
        self.recipe(url, input).is_some()
    }

    fn recipe(&self, url: &str, input: Input<'_>) -> Option<&Recipe> {
        self.named(url, input).map(|(_, recipe)| recipe)
    }

    fn named(&self, url: &str, input: Input<'_>) -> Option<(&str, &Recipe)> {
        let of_graph = || url.starts_with(views::data::FOLDER).then(|| self.graph(input).get_key_value(url)).flatten();
        let (url, recipe) = self.recipes.get_key_value(url).or_else(of_graph)?;
        Some((url, recipe))
    }

    fn graph(&self, input: Input<'_>) -> &BTreeMap<String, Recipe> {
        let recipe = |file: DataFile| (file.url.clone(), Recipe::Data(file));
        self.graph.get_or_init(|| views::data::of_graph(input).map(recipe).collect())
    }
}

/// What readers ask for that are no browsers, on a site of so many pages. Whoever needs whole addresses gets nothing where
/// it is not known where the site is published.
fn published(site: &Site, has_feed: bool, pages: usize) -> Vec<(String, Recipe)> {
    let mut found: Vec<(String, Recipe)> = Vec::new();
    let mut add = |url: &str, recipe: Recipe| found.push((url.to_owned(), recipe));
    if site.config.base_url.is_some() {
        // The page of what does not exist is no page of the site.
        sitemap::files(pages - 1).into_iter().for_each(|(url, file)| add(&url, Recipe::Sitemap(file)));
        add(views::export::ROBOTS, Recipe::Text(sitemap::robots));
        if has_feed {
            add(views::export::FEED, Recipe::Text(feed::make));
        }
    }
    if !site.documents.is_empty() {
        add(views::export::LLMS, Recipe::Text(llms::make));
    }
    for linked in &site.documents {
        add(&urls::twin(&linked.url), Recipe::Source(Arc::clone(&linked.document.path)));
    }
    if !site.items.is_empty() {
        add(views::export::BADGE, Recipe::Text(badge::of_all));
    }
    // Where two own an id, or two ids are the same name to a file system, the first has the picture.
    let mut taken: BTreeSet<String> = BTreeSet::from([views::export::BADGE.to_owned()]);
    for (ix, item) in site.each_item() {
        let Some(url) = item.id.as_deref().map(urls::badge) else { continue };
        if taken.insert(url.to_lowercase()) {
            add(&url, Recipe::Badge(ix));
        }
    }
    found
}

/// Adds pages at the addresses that documents had, where nothing else stands: neither a file nor a folder of this name, and
/// no file where one of the folders above would be. Names are compared as the strictest file systems do.
fn add_redirects(site: &Site, recipes: &mut BTreeMap<String, Recipe>) {
    let redirects = redirect::of(site);
    if redirects.is_empty() {
        return;
    }
    let mut files: BTreeSet<String> = recipes.keys().map(|url| urls::folded(url)).collect();
    let above = |url: &str| paths::ancestors(url).map(str::to_owned).collect::<Vec<_>>();
    let mut folders: BTreeSet<String> = files.iter().flat_map(|url| above(url)).collect();
    for (url, ix) in redirects {
        let name = urls::folded(&url);
        let above = above(&name);
        if files.contains(&name) || folders.contains(&name) || above.iter().any(|folder| files.contains(folder)) {
            continue;
        }
        folders.extend(above);
        files.insert(name);
        recipes.insert(url, Recipe::Redirect(ix));
    }
}

impl<'a> Outputs<'a> {
    /// The files of a site.
    pub fn new(snapshot: &'a Snapshot, evaluated: &'a Evaluated) -> Self {
        let look = Arc::new(Look::of(snapshot));
        Self::of(snapshot, evaluated, Arc::new(Plan::new(snapshot, evaluated, look, Arc::default())))
    }

    /// The files of a site by a plan that was made for it.
    pub fn of(snapshot: &'a Snapshot, evaluated: &'a Evaluated, plan: Arc<Plan>) -> Self {
        Self { evaluated, snapshot, plan }
    }

    /// Finds what is like each document, with all threads: the files that are made after it all ask.
    pub fn relate(&self) {
        self.evaluated.relate();
    }

    /// Makes the index of search, with all threads.
    pub fn index(&self) {
        // A fault of ours is told by the files that ask for it again.
        let _ = catch_unwind(AssertUnwindSafe(|| self.plan.search.prepare(&self.evaluated.site)));
    }

    /// What was found while the addresses were gathered.
    pub fn findings(&self) -> &[Diagnostic] {
        &self.plan.findings
    }

    /// The addresses, sorted, relative to the root and not encoded.
    pub fn urls(&self) -> impl Iterator<Item = &str> {
        let (recipes, graph) = (&self.plan.recipes, self.plan.graph(self.evaluated.input()));
        let urls: BTreeSet<&str> = recipes.keys().chain(graph.keys()).map(String::as_str).collect();
        urls.into_iter()
    }

    /// Whether something has this address.
    pub fn has(&self, url: &str) -> bool {
        self.recipe(url).is_some()
    }

    fn recipe(&self, url: &str) -> Option<&Recipe> {
        self.plan.recipe(url, self.evaluated.input())
    }

    /// Begins to make one file; `None` where nothing has this address.
    pub fn begin(&self, url: &str) -> Option<Making<'_>> {
        let (url, recipe) = self.plan.named(url, self.evaluated.input())?;
        Some(Making::begin(self, url, recipe))
    }

    /// Makes one file; `None` where nothing has this address. A page that cannot be made becomes a page that says so,
    /// and the finding comes with it: one broken page never costs the site.
    pub fn make(&self, url: &str) -> Option<(Content, Option<Diagnostic>)> {
        self.begin(url).map(Making::finish)
    }

    /// One page as a file by itself; `None` where no page has this address. `read` gives the bytes of a file of the
    /// content folder.
    pub fn standalone(&self, url: &str, read: &dyn Fn(&str) -> Option<Vec<u8>>) -> Option<Result<String, Diagnostic>> {
        let Some(Recipe::Page(page)) = self.recipe(url) else { return None };
        let image = |url: &str| match self.recipe(url)? {
            Recipe::Copy(path) => read(path),
            Recipe::Bytes(bytes) => Some(bytes.to_vec()),
            _ => None,
        };
        let input = self.evaluated.input();
        let made = self.through_templates(|renderer| {
            renderer.standalone(input, self.snapshot, page, &self.plan.highlighter, &image)
        });
        // What is sent away is made as the user wants it, or not at all.
        Some(match made {
            Ok((html, None)) => Ok(html),
            Ok((_, Some(finding))) => Err(finding),
            Err(cause) => Err(self.failed(page, &cause)),
        })
    }

    /// Makes something with the templates; where one of the user's stops at the page, with the built-in ones, and the
    /// finding says why. Else the cause.
    pub(super) fn through_templates<T>(
        &self,
        make: impl Fn(&Renderer) -> Result<T, html::Error>,
    ) -> Result<(T, Option<Diagnostic>), String> {
        let attempt = |renderer: &Renderer| {
            catch_unwind(AssertUnwindSafe(|| make(renderer))).map_err(|cause| super::words(&*cause).to_owned())
        };
        let error = match attempt(self.plan.look.renderer())? {
            Ok(made) => return Ok((made, None)),
            Err(error) => error,
        };
        let Some(spare) = self.plan.look.spare(self.snapshot) else { return Err(error.to_string()) };
        match attempt(spare)? {
            Ok(made) => Ok((made, Some(look::template_error(self.snapshot, "a template stops", &error)))),
            Err(error) => Err(error.to_string()),
        }
    }

    /// The files of the content folder that are copied as they are, by path below it.
    pub fn copies(&self) -> impl Iterator<Item = &str> {
        self.plan.recipes.values().filter_map(|recipe| match recipe {
            Recipe::Copy(path) => Some(&**path),
            _ => None,
        })
    }

    /// Whether a file is made from the whole site, and not from one document: of these some take much longer than all others.
    pub fn shows_the_whole(&self, url: &str) -> bool {
        match self.recipe(url) {
            Some(Recipe::Page(page)) => page.body.is_none(),
            Some(Recipe::Export | Recipe::Csv | Recipe::Data(_) | Recipe::Texts(_) | Recipe::Search(_)) => true,
            Some(Recipe::Text(_) | Recipe::Sitemap(_)) => true,
            Some(Recipe::Bytes(_) | Recipe::Source(_) | Recipe::Copy(_) | Recipe::Badge(_) | Recipe::Redirect(_))
            | None => false,
        }
    }

    /// Which kind of file an address is.
    pub fn part(&self, url: &str) -> Part {
        match self.recipe(url) {
            Some(Recipe::Page(_) | Recipe::Redirect(_)) => Part::Pages,
            Some(Recipe::Data(_)) => Part::Data,
            Some(Recipe::Texts(_) | Recipe::Search(_)) => Part::Search,
            Some(Recipe::Export | Recipe::Csv | Recipe::Text(_) | Recipe::Sitemap(_) | Recipe::Badge(_)) => {
                Part::Export
            }
            Some(Recipe::Bytes(_) | Recipe::Source(_) | Recipe::Copy(_)) | None => Part::Copies,
        }
    }

    /// Writes what [`Content::Export`] stands for.
    pub fn export(&self, out: &mut dyn Write) -> io::Result<()> {
        self.evaluated.export(out)
    }

    /// The addresses of all pages but that of what does not exist, sorted.
    pub(super) fn pages(&self) -> Vec<&str> {
        let pages = self.plan.recipes.iter().filter(|(_, recipe)| matches!(recipe, Recipe::Page(_)));
        pages.map(|(url, _)| url.as_str()).filter(|url| *url != views::not_found::URL).collect()
    }

    /// Whether a page has this address.
    pub fn is_page(&self, url: &str) -> bool {
        matches!(self.recipe(url), Some(Recipe::Page(_)))
    }

    pub(super) fn failed(&self, page: &Page, cause: &str) -> Diagnostic {
        let message = format!("page `{}` could not be made: {cause}", page.url);
        let finding = match page.body.map(|ix| Arc::clone(&self.evaluated.site[ix].document.path)) {
            Some(path) => {
                Diagnostic::new("internal-error", Severity::Error, Place { path, span: Span::default() }, message)
            }
            None => Diagnostic::global("internal-error", Severity::Error, message),
        };
        finding.help(FAULT)
    }
}

/// Addresses that no file can have: they leave the folder, have too long a piece, or are the folder of others.
fn unwritable(recipes: &BTreeMap<String, Recipe>) -> Vec<String> {
    let folders: BTreeSet<&str> = recipes.keys().flat_map(|url| paths::ancestors(url)).collect();
    let fits = |url: &str| paths::stays_inside(url) && !folders.contains(url);
    recipes.keys().filter(|url| !fits(url)).cloned().collect()
}
