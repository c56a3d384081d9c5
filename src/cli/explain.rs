//! `featsite explain`: a check in words, or what was read from a document.

use std::path::{Component, Path};

use super::args::{Explain, ExplainFormat, Global};
use super::commands::{content_folder, evaluate};
use super::report::Report;
use super::{Failure, Outcome};
use crate::base::text;
use crate::build::Evaluated;
use crate::build::stages::Stage;
use crate::checks::{self, CHECKS};
use crate::diag::render::Printer;
use crate::formats::explain;
use crate::link::ids;
use crate::model::{DocIx, ItemOrDocument, LinkedDocument};
use crate::source::Snapshot;

/// `featsite explain`.
pub fn explain(args: &Explain, global: &Global, report: &Report) -> Result<Outcome, Failure> {
    if let Some(check) = checks::find(&args.what) {
        let about = explain::check(check);
        match args.format {
            ExplainFormat::Text => report.text(&about.text(report.output_has_colour())),
            ExplainFormat::Json => report.pretty(&about.json()),
        }
        return Ok(Outcome::Fine);
    }
    let folder = content_folder(&args.folder);
    let progress = report.progress();
    let (snapshot, evaluated) = evaluate(&folder, global, report)?;
    report.stages().begin(Stage::Other, 0);
    drop(progress);
    let ix = match find(&evaluated, &snapshot, &folder, &args.what).as_slice() {
        [] => return Err(unknown(&evaluated, &folder, &args.what)),
        [ix] => *ix,
        several => return Err(ambiguous(&evaluated, several, &args.what)),
    };
    let explained = explain::document(&evaluated.site, ix);
    let path = evaluated.site.documents.get(ix.at()).map_or("", |linked| linked.path());
    let here = |place: Option<&crate::diag::Place>| place.is_some_and(|place| *place.path == *path);
    let findings: Vec<_> = evaluated.findings.iter().filter(|finding| here(finding.place.as_ref())).cloned().collect();
    let suppressed: Vec<_> =
        evaluated.suppressed.iter().filter(|one| here(one.finding.place.as_ref())).cloned().collect();
    let printer = Printer::new(&snapshot, report.output_has_colour()).below(&folder);
    match args.format {
        ExplainFormat::Text => {
            let found: String = findings.iter().map(|finding| printer.text(finding)).collect();
            let gap = if found.is_empty() { "" } else { "\n" };
            report.text(&format!("{}{gap}{found}", explained.text(report.output_has_colour())));
        }
        ExplainFormat::Json => {
            let mut data = explained.json();
            if let (Some(data), Some(found)) = (data.as_object_mut(), printer.json(&findings, &suppressed).as_object())
            {
                let kept = ["findings", "suppressed"].into_iter().filter_map(|key| found.get_key_value(key));
                data.extend(kept.map(|(key, value)| (key.clone(), value.clone())));
            }
            report.pretty(&data);
        }
    }
    Ok(Outcome::Fine)
}

/// The document of a path from the current folder or below the content folder, or of an id; else all that have the id in
/// force, since an id that is a number alone is one within its folder.
pub fn find(evaluated: &Evaluated, snapshot: &Snapshot, folder: &Path, what: &str) -> Vec<DocIx> {
    let site = &evaluated.site;
    let path = plain(Path::new(what));
    let below = path.strip_prefix(&plain(folder)).map(|rest| rest.trim_start_matches('/'));
    let absolute = Path::new(what).strip_prefix(&snapshot.root).ok().map(plain);
    let paths = [below.map(str::to_owned), absolute, Some(path)];
    let by_path = paths.iter().flatten().find_map(|path| site.by_path.get(path.as_str()));
    if let Some(ix) = by_path {
        return vec![*ix];
    }
    let id = ids::comparable(what);
    if let Some([ItemOrDocument::Document(ix)]) = site.by_id.get(&id).map(Vec::as_slice) {
        return vec![*ix];
    }
    let has = |linked: &LinkedDocument| linked.id.as_ref().is_some_and(|own| ids::comparable(&own.value) == id);
    site.each().filter(|(_, linked)| !id.is_empty() && has(linked)).map(|(ix, _)| ix).collect()
}

/// Documents of one id that an error names before it counts the others.
const NAMED: usize = 8;

fn ambiguous(evaluated: &Evaluated, several: &[DocIx], what: &str) -> Failure {
    let paths = several.iter().filter_map(|ix| evaluated.site.documents.get(ix.at()));
    let mut named: Vec<String> = paths.take(NAMED).map(|linked| format!("`{}`", linked.path())).collect();
    if several.len() > NAMED {
        named.push(format!("{} more", several.len() - NAMED));
    }
    Failure {
        message: format!("`{what}` is the id of {} documents", several.len()),
        help: Some(format!("give the path of one: {}", named.join(", "))),
    }
}

/// A path with `/` and without `.`.
fn plain(path: &Path) -> String {
    let pieces = path.components().filter(|piece| *piece != Component::CurDir);
    pieces.map(|piece| piece.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
}

fn unknown(evaluated: &Evaluated, folder: &Path, what: &str) -> Failure {
    let names: Vec<&str> = CHECKS.iter().map(|check| check.name).collect();
    let paths: Vec<&str> = evaluated.site.documents.iter().map(|linked| linked.path()).collect();
    let looks_like_path = what.contains(['/', '.']);
    let near = if looks_like_path { text::nearest(what, &paths) } else { text::nearest(what, &names) };
    let help = match near {
        Some(near) => format!("did you mean `{near}`?"),
        None if looks_like_path => "give the folder too: `featsite explain FILE FOLDER`".to_owned(),
        None => "give the name of a check, the path of a document, or an id".to_owned(),
    };
    Failure { message: format!("`{what}` is no check, and no document of `{}`", folder.display()), help: Some(help) }
}
