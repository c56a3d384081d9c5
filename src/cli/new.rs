//! `featsite new`: a document from a template, written only where it is read as it is meant.

use std::path::{Path, PathBuf};

use super::args::{Global, New, NewKind};
use super::commands::{content_folder, read};
use super::report::Report;
use super::{Failure, Outcome, explain};
use crate::base::text;
use crate::build::new::{self, Draft, Wish};
use crate::build::stages::Stage;
use crate::build::{self, Evaluated};
use crate::diag::render::harmless;
use crate::formats::html;
use crate::link::ids;
use crate::model::{DocIx, Kind};
use crate::source::Snapshot;
use crate::sys;
use crate::theme::Theme;

/// What a template may ask for.
const NAMES: &str = "`id`, `title`, `date`, `owner`, `priority`, `feature`, `feature_link` and `phases`";

/// `featsite new`.
pub fn new(args: &New, global: &Global, report: &Report) -> Result<Outcome, Failure> {
    let folder = content_folder(&args.folder);
    let draft = proven(args, &folder, global, report)?;
    if args.print {
        report.text(&draft.text);
        return Ok(Outcome::Fine);
    }
    let path = write(&draft, &folder)?;
    report.text(&format!("{path}\n"));
    // Which files are read only the folder itself tells: git may ignore this one.
    if read(&folder, global, report)?.file(&draft.path).is_none() {
        report.warning(&left_out(&path));
    }
    Ok(Outcome::Fine)
}

/// Writes a draft and gives its path as it is shown.
pub fn write(draft: &Draft, folder: &Path) -> Result<String, Failure> {
    let shown = shown(folder, &draft.path);
    if sys::write::file(&folder.join(&draft.path), draft.text.as_bytes(), false)? {
        return Ok(shown);
    }
    Err(there_already(&shown))
}

/// What is said of a document that was written and is not read.
pub fn left_out(path: &str) -> String {
    format!(
        "warning: `{}` is not read by featsite: `.gitignore`, or `include` and `exclude` in featsite.yaml, leave it out",
        harmless(path)
    )
}

fn there_already(shown: &str) -> Failure {
    Failure {
        message: format!("`{}` is there already", harmless(shown)),
        help: Some("give another title, or another `--id`; nothing was written".to_owned()),
    }
}

/// The draft that is asked for, where it is read as it is meant.
pub fn proven(args: &New, folder: &Path, global: &Global, report: &Report) -> Result<Draft, Failure> {
    let kind = kind(args.kind);
    plain_words(args)?;
    let progress = report.progress();
    let snapshot = read(folder, global, report)?;
    let evaluated = build::evaluate_observed(&snapshot, &*report.stages());
    report.stages().begin(Stage::Other, 0);
    drop(progress);
    let feature = args.feature.as_deref().map(|what| feature(&evaluated, &snapshot, folder, what)).transpose()?;
    let id = args.id.as_deref().map(str::trim);
    if let Some(owner) = id.and_then(|id| new::owner(&evaluated.site, kind, id)) {
        let path = evaluated.site.documents.get(owner.at()).map_or("", |linked| linked.path());
        return Err(Failure {
            message: format!(
                "`{}` is the id of `{}`",
                harmless(id.unwrap_or_default()),
                harmless(&shown(folder, path))
            ),
            help: Some("give another one; without `--id` the next free one is taken".to_owned()),
        });
    }
    let git = if args.owner.is_some() { None } else { sys::git::user(folder) };
    let owner = args.owner.as_deref().or(git.as_deref()).unwrap_or_default().trim();
    let title = text::fold_space(&args.title);
    let wish = Wish {
        kind,
        title: new::bare_title(kind, &title),
        id,
        owner: (owner, args.owner.is_some()),
        priority: args.priority.as_deref().unwrap_or_default().trim(),
        feature,
    };
    let Some((name, template)) = Theme::document(&snapshot.theme, kind.name()) else {
        return Err(Failure { message: format!("there is no template of a {}", kind.name()), help: None });
    };
    let own = snapshot.theme.contains_key(&name).then(|| shown(folder, &format!("{}/{name}", snapshot.theme_folder)));
    let draft =
        new::draft(&evaluated.site, &wish, (&name, &template)).map_err(|error| broken(&error, own.as_deref()))?;
    if snapshot.file(&draft.path).is_some() {
        return Err(there_already(&shown(folder, &draft.path)));
    }
    prove(&snapshot, &draft, &wish, own.as_deref()).map_err(|(proven, failure)| {
        report.findings(&proven.findings, &proven.snapshot, folder);
        failure
    })?;
    Ok(draft)
}

fn kind(kind: NewKind) -> Kind {
    match kind {
        NewKind::Feature => Kind::Feature,
        NewKind::Guide => Kind::Guide,
        NewKind::Decision => Kind::Decision,
    }
}

/// What can be told of the words alone.
fn plain_words(args: &New) -> Result<(), Failure> {
    let failure = |message: String, help: &str| Err(Failure { message, help: Some(help.to_owned()) });
    let given = [("TITLE", Some(&args.title)), ("--id", args.id.as_ref())];
    let given = given.into_iter().chain([("--owner", args.owner.as_ref()), ("--priority", args.priority.as_ref())]);
    for (name, text) in given.filter_map(|(name, text)| Some((name, text?))) {
        if text.chars().any(char::is_control) {
            let message = format!("`{name}` holds a line break or another control character");
            return failure(message, "give it in one line");
        }
    }
    if args.title.trim().is_empty() {
        return failure("the title is empty".to_owned(), "say in a few words what the document is about");
    }
    if let Some(id) = args.id.as_deref().filter(|id| !ids::looks_like_id(id)) {
        let message = format!("`{}` is no id", harmless(id));
        return failure(message, "an id has a number, and letters in front of it if you like: `FEAT-012`, `0015`");
    }
    if args.feature.is_some() && args.kind != NewKind::Guide {
        return failure(
            "`--for` says which feature a guide is for".to_owned(),
            "write `featsite new guide TITLE --for ID`",
        );
    }
    Ok(())
}

/// The feature that a guide is for.
fn feature(evaluated: &Evaluated, snapshot: &Snapshot, folder: &Path, what: &str) -> Result<DocIx, Failure> {
    let found = explain::find(evaluated, snapshot, folder, what);
    // The guides of a feature may have its id.
    let is_feature = |ix: &&DocIx| evaluated.site[**ix].kind == Kind::Feature;
    let features: Vec<&DocIx> = found.iter().filter(is_feature).collect();
    let (message, help) = match (features.as_slice(), found.first()) {
        ([ix], _) => return Ok(**ix),
        ([], None) => ("is no document's id or path", "`featsite export --format json` lists all".to_owned()),
        ([], Some(ix)) => {
            let linked = &evaluated.site[*ix];
            let path = harmless(&shown(folder, linked.path()));
            ("is no feature", format!("`{path}` is read as a {}: `featsite explain` says why", linked.kind.name()))
        }
        (several, _) => {
            let paths = several.iter().map(|ix| format!("`{}`", harmless(evaluated.site[**ix].path())));
            ("is the id of several features", format!("give the path of one: {}", paths.collect::<Vec<_>>().join(", ")))
        }
    };
    Err(Failure { message: format!("`{}` {message}", harmless(what)), help: Some(help) })
}

/// Why a template cannot be filled in.
fn broken(error: &html::Error, own: Option<&str>) -> Failure {
    let place = error.place().map_or(String::new(), |(_, line, column)| format!(":{line}:{column}"));
    Failure {
        message: format!(
            "`{}{place}`: {}",
            harmless(own.unwrap_or("the built-in template")),
            harmless(error.message())
        ),
        help: Some(format!("a template may ask for {NAMES}; mend it, or delete it to go back to the built-in one")),
    }
}

/// Where a draft is read otherwise than meant: what was found in it, and the failure.
fn prove(
    snapshot: &Snapshot,
    draft: &Draft,
    wish: &Wish<'_>,
    own: Option<&str>,
) -> Result<(), (Box<new::Proof>, Failure)> {
    let proof = new::prove(snapshot, draft, wish);
    if proof.differs.is_empty() && proof.findings.is_empty() {
        return Ok(());
    }
    let mut wrong: Vec<String> = proof.differs.iter().map(|one| harmless(one)).collect();
    if !proof.findings.is_empty() {
        wrong.push(format!("it has {}", text::counted(proof.findings.len(), "finding", "findings")));
    }
    let help = match own {
        Some(own) => format!("nothing was written; mend `{}`, or say it in plainer words", harmless(own)),
        None => "nothing was written; say it in plainer words".to_owned(),
    };
    let message = format!("the new document would not be read as it is meant: {}", wrong.join("; "));
    Err((Box::new(proof), Failure { message, help: Some(help) }))
}

/// A path below the content folder as the user sees it.
pub fn shown(folder: &Path, path: &str) -> String {
    let path: PathBuf = folder.join(path);
    path.strip_prefix(".").unwrap_or(&path).display().to_string()
}
