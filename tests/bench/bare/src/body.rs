//! A document's events: ids of headings, links, and the body as HTML.

use std::collections::HashMap;
use std::time::{Duration, Instant};

use pulldown_cmark::{CodeBlockKind, CowStr, Event, Options, Parser, Tag, TagEnd, html};
use serde_json::{Value, json};

use crate::code;
use crate::index::Index;

const OPTIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_TASKLISTS)
    .union(Options::ENABLE_GFM)
    .union(Options::ENABLE_WIKILINKS)
    .union(Options::ENABLE_YAML_STYLE_METADATA_BLOCKS);

/// The parser's events.
pub fn events(text: &str) -> Parser<'_> {
    Parser::new_ext(text, OPTIONS)
}

/// What other documents may ask of one.
#[derive(Default)]
pub struct Outline {
    pub title: String,
    /// Level, id and text.
    pub headings: Vec<(usize, String, String)>,
    /// The file a link leads to, if there is one, and the place in it.
    pub links: Vec<(Option<usize>, String)>,
}

impl Outline {
    /// The headings as the template takes them.
    pub fn contents(&self) -> Vec<Value> {
        self.headings.iter().map(|(level, id, text)| json!({"level": level, "id": id, "text": text})).collect()
    }
}

/// Reads ids and links off the events of one document.
struct Reader<'a> {
    path: &'a str,
    files: &'a HashMap<String, usize>,
    outline: Outline,
    taken: HashMap<String, usize>,
    heading: Option<String>,
}

impl<'a> Reader<'a> {
    fn new(path: &'a str, files: &'a HashMap<String, usize>) -> Self {
        Self { path, files, outline: Outline::default(), taken: HashMap::new(), heading: None }
    }

    fn see(&mut self, event: &mut Event<'_>) {
        match event {
            Event::Start(Tag::Heading { .. }) => self.heading = Some(String::new()),
            Event::Text(text) | Event::Code(text) => {
                if let Some(heading) = &mut self.heading {
                    heading.push_str(text);
                }
            }
            Event::End(TagEnd::Heading(level)) => {
                let text = self.heading.take().unwrap_or_default();
                let id = self.id(&text);
                if self.outline.title.is_empty() {
                    self.outline.title.clone_from(&text);
                }
                self.outline.headings.push((*level as usize, id, text));
            }
            Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
                if let Some(address) = self.link(dest_url) {
                    *dest_url = address.into();
                }
            }
            _ => {}
        }
    }

    /// The id of a heading as GitHub makes it, numbered where it is taken.
    fn id(&mut self, text: &str) -> String {
        let kept = |c: &char| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_');
        let id: String = text.trim().chars().filter(kept).flat_map(char::to_lowercase).collect();
        let id = id.replace(' ', "-");
        let count = self.taken.entry(id.clone()).and_modify(|count| *count += 1).or_default();
        if *count == 0 { id } else { format!("{id}-{count}") }
    }

    /// Notes a link inside of the folder; one to a document is to lead to its page.
    fn link(&mut self, target: &str) -> Option<String> {
        if target.starts_with('/') || target.split(['/', '#', '?']).next().is_some_and(|first| first.contains(':')) {
            return None;
        }
        let (path, anchor) = target.split_once('#').unwrap_or((target, ""));
        let file = match path.is_empty() {
            true => self.files.get(self.path),
            false => self.files.get(&joined(self.path, path)),
        };
        self.outline.links.push((file.copied(), anchor.to_owned()));
        let page = path.strip_suffix(".md").filter(|_| file.is_some())?;
        Some(if anchor.is_empty() { format!("{page}.html") } else { format!("{page}.html#{anchor}") })
    }
}

/// A path that stands in a file, from the root.
fn joined(from: &str, path: &str) -> String {
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()),
            _ => parts.push(part),
        }
    }
    parts.join("/").replace("%20", " ")
}

/// Ids and links alone.
pub fn outline(path: &str, text: &str, files: &HashMap<String, usize>) -> Outline {
    let mut reader = Reader::new(path, files);
    events(text).for_each(|mut event| reader.see(&mut event));
    reader.outline
}

/// Ids and links, the body as HTML, and how long its code took. The words go to the index.
pub fn body(
    (number, path): (usize, &str),
    text: &str,
    files: &HashMap<String, usize>,
    index: &mut Index,
) -> (Outline, String, Duration) {
    let mut reader = Reader::new(path, files);
    let mut all = Vec::new();
    let mut coloured = Duration::ZERO;
    let mut block: Option<(String, String)> = None;
    for mut event in events(text) {
        reader.see(&mut event);
        match (event, &mut block) {
            (Event::Start(Tag::CodeBlock(kind)), _) => {
                let info = if let CodeBlockKind::Fenced(info) = kind { info.to_string() } else { String::new() };
                block = Some((info, String::new()));
            }
            (Event::Text(text), Some((_, code))) => code.push_str(&text),
            (Event::End(TagEnd::CodeBlock), _) => {
                let (info, code) = block.take().unwrap_or_default();
                index.add(number, &code);
                let begun = Instant::now();
                let html = code::html(&code, &info);
                coloured += begun.elapsed();
                all.push(Event::Html(format!("<pre><code>{html}</code></pre>\n").into()));
            }
            (event, _) => {
                if let Event::Text(text) | Event::Code(text) = &event {
                    index.add(number, text);
                }
                all.push(event);
            }
        }
    }
    let starts = all.iter_mut().filter_map(|event| match event {
        Event::Start(Tag::Heading { id, .. }) => Some(id),
        _ => None,
    });
    for (id, (_, text, _)) in starts.zip(&reader.outline.headings) {
        *id = Some(CowStr::from(text.clone()));
    }
    let mut out = String::with_capacity(text.len() * 3);
    html::push_html(&mut out, all.into_iter());
    if reader.outline.title.is_empty() {
        path.clone_into(&mut reader.outline.title);
    }
    (reader.outline, out, coloured)
}
