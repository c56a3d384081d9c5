//! A bare pipeline, the measure of `tests/bench/run`: what a site costs that is made plainly, with the libraries of featsite
//! and as many threads. Walk and read, parse, ids and links, code by a small lexer, an inverted index, one template, write. No
//! model, no checks, no views.
//!
//! `bare FOLDER OUTPUT`, `bare FOLDER --until read|parse|link`; with `--timings` the stages as JSON on standard
//! error, as featsite prints them.

mod body;
mod code;
mod index;

use std::collections::{BTreeSet, HashMap};
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use rayon::prelude::*;
use serde_json::{Map, Value, json};
use tera::{Context, Tera};
use walkdir::WalkDir;

use body::Outline;
use index::Index;

type Failure = Box<dyn Error + Send + Sync>;

struct Document {
    path: String,
    page: String,
    text: String,
    hash: String,
}

/// How long the stages took, and their parts, which threads do at the same time: their times are summed.
#[derive(Default)]
struct Clock {
    stages: Vec<Value>,
    parts: Vec<Value>,
}

impl Clock {
    fn stage<T>(&mut self, name: &str, work: impl FnOnce() -> T) -> T {
        let begun = Instant::now();
        let made = work();
        self.stages.push(json!({"stage": name, "ms": 1000.0 * begun.elapsed().as_secs_f64()}));
        made
    }
}

/// A time that threads add to.
#[derive(Default)]
struct Sum(AtomicU64);

impl Sum {
    fn add(&self, time: Duration) {
        self.0.fetch_add(time.as_nanos() as u64, Ordering::Relaxed);
    }

    fn milliseconds(&self) -> f64 {
        self.0.load(Ordering::Relaxed) as f64 / 1e6
    }
}

/// The files below a folder, sorted, without hidden ones and the folders of tools.
fn walk(root: &Path) -> Result<Vec<String>, Failure> {
    let left_out = |name: &str| name.starts_with('.') || matches!(name, "node_modules" | "target" | "_site");
    let walk = WalkDir::new(root).min_depth(1).sort_by_file_name();
    let mut files = Vec::new();
    for entry in walk.into_iter().filter_entry(|entry| !left_out(&entry.file_name().to_string_lossy())) {
        let entry = entry?;
        if entry.file_type().is_file() {
            files.push(entry.path().strip_prefix(root)?.to_string_lossy().replace('\\', "/"));
        }
    }
    Ok(files)
}

fn read(root: &Path, path: &str) -> Result<Document, Failure> {
    let bytes = fs::read(root.join(path))?;
    let hash = blake3::hash(&bytes).to_hex().to_string();
    let text = String::from_utf8(bytes).unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned());
    Ok(Document { path: path.to_owned(), page: format!("{}.html", path.trim_end_matches(".md")), text, hash })
}

/// How many links lead nowhere, and the files that are no documents and linked.
fn link(outlines: &[Outline], files: &[String]) -> (usize, BTreeSet<usize>) {
    let documents: HashMap<&str, usize> =
        files.iter().filter(|path| path.ends_with(".md")).enumerate().map(|(n, path)| (path.as_str(), n)).collect();
    let ids: Vec<BTreeSet<&str>> =
        outlines.par_iter().map(|outline| outline.headings.iter().map(|(_, id, _)| id.as_str()).collect()).collect();
    let (mut broken, mut linked) = (0, BTreeSet::new());
    for (file, anchor) in outlines.iter().flat_map(|outline| &outline.links) {
        match file.map(|file| (file, documents.get(files[file].as_str()))) {
            None => broken += 1,
            Some((_, Some(&document))) => {
                broken += usize::from(!anchor.is_empty() && !ids[document].contains(&anchor[..]))
            }
            Some((file, None)) => drop(linked.insert(file)),
        }
    }
    (broken, linked)
}

/// The last stages: pages, index, and the files that documents link to.
fn site(
    root: &Path,
    out: &Path,
    files: &[String],
    documents: &[Document],
    clock: &mut Clock,
) -> Result<usize, Failure> {
    let known: HashMap<String, usize> = files.iter().enumerate().map(|(n, path)| (path.clone(), n)).collect();
    let mut tera = Tera::default();
    tera.autoescape_on(vec![".html"]);
    tera.add_raw_templates([("page.html", include_str!("page.html"))])?;
    let folders: BTreeSet<PathBuf> =
        documents.iter().filter_map(|document| Some(out.join(&document.page).parent()?.to_owned())).collect();
    for folder in folders.iter().chain([&out.join("search")]) {
        fs::create_dir_all(folder)?;
    }
    let (bodies, code, pages, writing) = (Sum::default(), Sum::default(), Sum::default(), Sum::default());
    let make = |index: &mut Index, number: usize| -> Result<Outline, Failure> {
        let document = &documents[number];
        let begun = Instant::now();
        let (outline, html, coloured) = body::body((number, &document.path), &document.text, &known, index);
        bodies.add(begun.elapsed() - coloured);
        code.add(coloured);
        let begun = Instant::now();
        let mut context = Context::new();
        context.insert("title", &outline.title);
        context.insert("root", &"../".repeat(document.path.matches('/').count()));
        context.insert("folder", document.path.rsplit_once('/').map_or("", |(folder, _)| folder));
        context.insert("headings", &outline.contents());
        context.insert("body", &html);
        context.insert("documents", &[""; 0]);
        context.insert("before", &number.checked_sub(1).map(|before| &documents[before].page));
        context.insert("after", &documents.get(number + 1).map(|after| &after.page));
        let page = tera.render("page.html", &context)?;
        pages.add(begun.elapsed());
        let begun = Instant::now();
        fs::write(out.join(&document.page), page)?;
        writing.add(begun.elapsed());
        Ok(outline)
    };
    // Each thread has an index of its own for what it is given.
    type Part = (Index, Vec<(usize, Outline)>);
    let (index, mut outlines) = clock.stage("pages", || {
        (0..documents.len())
            .into_par_iter()
            .try_fold(Part::default, |(mut index, mut outlines), number| -> Result<Part, Failure> {
                outlines.push((number, make(&mut index, number)?));
                Ok((index, outlines))
            })
            .try_reduce(Part::default, |mut one, mut other| {
                one.1.append(&mut other.1);
                Ok((one.0.merge(other.0), one.1))
            })
    })?;
    for (name, sum) in [("body", bodies), ("highlight", code), ("template", pages), ("write", writing)] {
        clock.parts.push(json!({"part": name, "ms": sum.milliseconds()}));
    }
    outlines.sort_unstable_by_key(|(number, _)| *number);
    let outlines: Vec<Outline> = outlines.into_iter().map(|(_, outline)| outline).collect();
    let (broken, linked) = clock.stage("link", || link(&outlines, files));
    let titles: Vec<_> = documents.iter().zip(&outlines).map(|(document, of)| [&document.page, &of.title]).collect();
    clock.stage("index", || -> Result<(), Failure> {
        fs::write(out.join("search/documents.json"), serde_json::to_vec(&titles)?)?;
        let files: Vec<_> = index.files().into_iter().collect();
        files.par_iter().try_for_each(|(name, words)| Ok(fs::write(out.join(name), serde_json::to_vec(words)?)?))
    })?;
    clock.stage("rest", || -> Result<(), Failure> {
        let mut context = Context::new();
        context.insert("title", "All documents");
        context.insert("root", "");
        context.insert("documents", &titles);
        for absent in ["folder", "headings", "body", "before", "after"] {
            context.insert(absent, "");
        }
        fs::write(out.join("index.html"), tera.render("page.html", &context)?)?;
        let hashes: Map<String, Value> = documents.iter().map(|one| (one.path.clone(), json!(one.hash))).collect();
        fs::write(out.join("manifest.json"), Value::Object(hashes).to_string())?;
        for path in linked.into_iter().map(|file| &files[file]) {
            let target = out.join(path);
            target.parent().map_or(Ok(()), fs::create_dir_all)?;
            fs::copy(root.join(path), target)?;
        }
        Ok(())
    })?;
    Ok(broken)
}

fn main() -> Result<(), Failure> {
    let mut given: Vec<String> = std::env::args().skip(1).collect();
    let timings = given.iter().position(|word| word == "--timings").map(|at| given.remove(at)).is_some();
    let [root, rest @ ..] = &given[..] else { return Err("bare FOLDER OUTPUT | bare FOLDER --until STAGE".into()) };
    let (root, mut clock) = (Path::new(root), Clock::default());
    let files = clock.stage("walk", || walk(root))?;
    let sources: Vec<&String> = files.iter().filter(|path| path.ends_with(".md")).collect();
    let documents: Vec<Document> =
        clock.stage("read", || sources.par_iter().map(|path| read(root, path)).collect::<Result<_, _>>())?;
    let said = match rest {
        [word, until] if word == "--until" => match until.as_str() {
            "read" => documents.iter().map(|document| document.text.len()).sum(),
            "parse" => clock.stage("parse", || documents.par_iter().map(|one| body::events(&one.text).count()).sum()),
            "link" => {
                let known: HashMap<String, usize> =
                    files.iter().enumerate().map(|(n, path)| (path.clone(), n)).collect();
                let outlines: Vec<Outline> = clock.stage("parse", || {
                    documents.par_iter().map(|one| body::outline(&one.path, &one.text, &known)).collect()
                });
                clock.stage("link", || link(&outlines, &files)).0
            }
            _ => return Err(format!("no stage `{until}`").into()),
        },
        [out] => site(root, Path::new(out), &files, &documents, &mut clock)?,
        _ => return Err("give one folder to write to".into()),
    };
    println!("{} documents, {said}", documents.len());
    if timings {
        eprintln!("{}", json!({"stages": clock.stages, "parts": clock.parts}));
    }
    Ok(())
}
