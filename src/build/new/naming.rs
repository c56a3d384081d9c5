//! Where the documents of a kind lie and what their files are called.

use std::collections::BTreeMap;

use crate::base::{paths, slug, text};
use crate::link::urls;
use crate::model::{Fact, Kind, LinkedDocument, Rule, Site};

/// The most characters of a title that go into a name.
const LONGEST: usize = 60;

/// A place for new documents, and how files there are called.
pub struct Home {
    /// The folder, empty for the content folder itself.
    pub folder: String,
    /// The file of a document that has a folder of its own: `README.md`.
    main: Option<String>,
    /// Whether names begin with the id.
    has_id: bool,
    /// Whether the id in names is in lower case.
    is_low: bool,
    /// What stands between id and title; `None` where names have no title.
    sign: Option<String>,
    /// What stands between the words of a title.
    gap: char,
}

/// One of the names that a new one is to be like.
struct Example<'a> {
    /// The id it begins with.
    id: Option<&'a str>,
    /// What stands behind that.
    rest: &'a str,
}

impl Home {
    /// Where most documents of a kind lie, else the usual folder.
    pub fn of(site: &Site, kind: Kind) -> Self {
        let mut places: BTreeMap<(&str, Option<&str>), Vec<Example<'_>>> = BTreeMap::new();
        let mut all = 0;
        for linked in site.documents.iter().filter(|linked| linked.kind == kind && is_typical(linked)) {
            let path = linked.path();
            let named = |rule: Rule| linked.document.ids.iter().find(move |fact| fact.rule == rule);
            let folder = paths::parent(path);
            let has_folder = !folder.is_empty() && (urls::is_main(path) || named(Rule::Folder).is_some());
            let (place, name, id) = if has_folder {
                ((paths::parent(folder), Some(paths::file_name(path))), paths::file_name(folder), named(Rule::Folder))
            } else {
                ((folder, None), paths::stem(path), named(Rule::FileName))
            };
            places.entry(place).or_default().push(Example::of(name, id));
            all += 1;
        }
        let most = places.into_iter().max_by_key(|(_, examples)| examples.len());
        match most.filter(|(_, examples)| examples.len() * 2 > all) {
            Some(((folder, main), examples)) => Self::like(folder, main, &examples),
            None => Self {
                folder: usual(kind).to_owned(),
                main: None,
                has_id: kind != Kind::Guide,
                is_low: false,
                sign: Some("-".to_owned()),
                gap: '-',
            },
        }
    }

    fn like(folder: &str, main: Option<&str>, examples: &[Example<'_>]) -> Self {
        let most = |is: &dyn Fn(&Example<'_>) -> bool| {
            examples.iter().filter(|example| is(example)).count() * 2 > examples.len()
        };
        let has_id = most(&|example| example.id.is_some());
        let named = examples.iter().filter(|example| example.id.is_some() == has_id);
        let has_title = named.clone().any(|example| !example.rest.is_empty());
        let sign = |rest: &str| {
            let words = rest.trim_start_matches(['-', '_', '.', ' ']);
            rest.strip_suffix(words).filter(|sign| !sign.is_empty()).map(str::to_owned)
        };
        let sign = named.clone().find_map(|example| sign(example.rest).filter(|_| example.id.is_some()));
        let low = |example: &Example<'_>| !example.id.unwrap_or_default().contains(char::is_uppercase);
        Self {
            folder: folder.to_owned(),
            main: main.map(str::to_owned),
            has_id,
            is_low: has_id && most(&low),
            sign: (has_title || !has_id).then(|| sign.unwrap_or_else(|| "-".to_owned())),
            gap: if most(&|example| example.rest.matches('_').count() > example.rest.matches('-').count()) {
                '_'
            } else {
                '-'
            },
        }
    }

    /// The path of a new document.
    pub fn path(&self, kind: Kind, id: Option<&str>, title: &str) -> String {
        let id = id.filter(|_| self.has_id).map(|id| {
            let id = if self.is_low { text::lowercase(id.to_owned()) } else { id.to_owned() };
            id.replace(|c: char| !c.is_alphanumeric() && !matches!(c, '-' | '_' | '.'), "-")
        });
        let title = self.sign.as_deref().or(id.is_none().then_some("-")).map(|sign| (sign, self.title(title)));
        let name = match (id, title) {
            (Some(id), Some((sign, title))) if !title.is_empty() => format!("{id}{sign}{title}"),
            (Some(id), _) => id,
            (None, Some((_, title))) if !title.is_empty() => title,
            (None, _) => kind.name().to_owned(),
        };
        let folder = if self.folder.is_empty() { String::new() } else { format!("{}/", self.folder) };
        match &self.main {
            Some(main) => format!("{folder}{name}/{main}"),
            None => format!("{folder}{name}.md"),
        }
    }

    /// A title as it stands in a name: lower case, whole words, short.
    fn title(&self, title: &str) -> String {
        let anchor = slug::anchor(title);
        let mut out = String::new();
        for word in anchor.split(['-', '_']).filter(|word| !word.is_empty()) {
            if !out.is_empty() && out.chars().count() + word.chars().count() >= LONGEST {
                break;
            }
            if !out.is_empty() {
                out.push(self.gap);
            }
            out.extend(word.chars().take(LONGEST));
        }
        out
    }
}

impl<'a> Example<'a> {
    fn of(name: &'a str, id: Option<&'a Fact<String>>) -> Self {
        let at = id.and_then(|id| Some((name.find(id.value.as_str())?, id.value.as_str())));
        let rest = at.and_then(|(at, id)| name.get(at + id.len()..)).unwrap_or(name);
        Self { id: at.map(|(_, id)| id), rest }
    }
}

/// Whether a document shows where new ones belong: no part of another feature, none that is put away, and none that lies
/// where its status has led it.
fn is_typical(linked: &LinkedDocument) -> bool {
    let part = linked.part_of.is_some() && linked.kind == Kind::Feature;
    !part && !linked.archived && !linked.statuses.iter().any(|fact| fact.rule == Rule::Folder)
}

/// The folder where nothing tells another.
fn usual(kind: Kind) -> &'static str {
    match kind {
        Kind::Guide => "guides",
        Kind::Decision => "decisions",
        _ => "features",
    }
}
