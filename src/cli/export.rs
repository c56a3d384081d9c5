//! `featsite export`: the model as data, or a view as one file.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::args::{Export, ExportFormat, Folder, Global};
use super::commands::{content_folder, evaluate};
use super::explain;
use super::report::Report;
use super::{Failure, Outcome};
use crate::base::text;
use crate::build::Evaluated;
use crate::build::outputs::Outputs;
use crate::build::stages::Stage;
use crate::source::Snapshot;
use crate::sys::progress::Progress;
use crate::views::VIEWS;
use crate::{config, sys};

/// `featsite export`.
pub fn export(args: &Export, global: &Global, report: &Report) -> Result<Outcome, Failure> {
    let progress = report.progress();
    let text = match args.format {
        ExportFormat::ConfigSchema => format!("{:#}\n", config::schema::schema()),
        ExportFormat::Json => {
            if let Some(second) = &args.second {
                return Err(Failure {
                    message: format!("`{}` is one folder too many", second.display()),
                    help: Some("only `--format html` takes a view and a folder".to_owned()),
                });
            }
            let folder = Folder { folder: args.first.as_ref().map(PathBuf::from) };
            let (_, evaluated) = evaluate(&content_folder(&folder), global, report)?;
            report.stages().begin(Stage::Relate, 0);
            evaluated.relate();
            report.stages().begin(Stage::Export, 0);
            return put(args, report, progress, |out| evaluated.export(out));
        }
        ExportFormat::Html => {
            let folder = content_folder(&Folder { folder: args.second.clone() });
            let (snapshot, evaluated) = evaluate(&folder, global, report)?;
            let outputs = Outputs::new(&snapshot, &evaluated);
            report.findings(outputs.findings(), &snapshot, &folder);
            report.stages().begin(Stage::Export, 0);
            let wanted = args.first.as_deref().unwrap_or_default();
            view(wanted, &Site { outputs: &outputs, snapshot: &snapshot, evaluated: &evaluated, folder: &folder })?
        }
    };
    report.stages().begin(Stage::Other, 0);
    put(args, report, progress, |out| out.write_all(text.as_bytes()))
}

/// Writes what is exported where it is wanted.
fn put(
    args: &Export,
    report: &Report,
    progress: Option<Progress>,
    make: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Result<Outcome, Failure> {
    match &args.output {
        Some(path) => {
            sys::write::file_as_made(path, true, make)?;
            drop(progress);
            report.line(&format!("the export is in {}", path.display()));
        }
        None => {
            drop(progress);
            report.streamed(make);
        }
    }
    Ok(Outcome::Fine)
}

/// What a view is looked up in.
struct Site<'a> {
    outputs: &'a Outputs<'a>,
    snapshot: &'a Snapshot,
    evaluated: &'a Evaluated,
    folder: &'a Path,
}

/// One view as a file by itself.
fn view(wanted: &str, site: &Site<'_>) -> Result<String, Failure> {
    let url = site.find(wanted).ok_or_else(|| site.unknown(wanted))?;
    let read = |path: &str| sys::read::asset(site.snapshot, path).ok();
    match site.outputs.standalone(&url, &read) {
        Some(Ok(html)) => Ok(html),
        Some(Err(finding)) => Err(Failure { message: finding.message, help: finding.help }),
        None => Err(site.unknown(wanted)),
    }
}

impl Site<'_> {
    /// The address of the page that a view's name, an address, a path or an id means.
    fn find(&self, wanted: &str) -> Option<String> {
        let same = |name: &str| name.eq_ignore_ascii_case(wanted);
        let views = &self.evaluated.frame.views;
        let built_in = views.iter().find(|(name, ..)| same(name)).map(|(_, url, _)| (*url).to_owned());
        let named = || self.named().into_iter().find(|(_, name)| same(name)).map(|(url, _)| url);
        let address = || {
            let plain = wanted.trim_start_matches("./").trim_matches('/');
            let whole = [plain.to_owned(), format!("{plain}.html"), format!("{plain}/index.html")];
            whole.into_iter().find(|url| self.outputs.is_page(url))
        };
        let document = || {
            let [ix] = explain::find(self.evaluated, self.snapshot, self.folder, wanted).try_into().ok()?;
            self.evaluated.site.documents.get(ix.at()).map(|linked| linked.url.clone())
        };
        built_in.or_else(named).or_else(address).or_else(document)
    }

    /// The views that the configuration names: address and name.
    fn named(&self) -> Vec<(String, String)> {
        self.evaluated.frame.named.iter().map(|named| (named.url.clone(), named.name.clone())).collect()
    }

    fn unknown(&self, wanted: &str) -> Failure {
        let named = self.named();
        let built_in = self.evaluated.frame.views.iter().map(|(name, ..)| *name);
        let names: Vec<&str> = built_in.chain(named.iter().map(|(_, name)| name.as_str())).collect();
        let list = names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
        if wanted.is_empty() {
            let help = format!("`featsite export --format html VIEW`, where VIEW is a document or one of {list}");
            return Failure { message: "no view is named".to_owned(), help: Some(help) };
        }
        let urls: Vec<&str> = self.outputs.urls().filter(|url| self.outputs.is_page(url)).collect();
        let page = || text::nearest(wanted, &urls).filter(|_| wanted.contains(['/', '.']));
        let empty = VIEWS.iter().any(|view| view.name.eq_ignore_ascii_case(wanted));
        let help = match text::nearest(wanted, &names).or_else(page).filter(|_| !empty) {
            Some(near) => format!("did you mean `{near}`? The views here are {list}; a document or page is one too"),
            None => format!("the views here are {list}; a document or page is one too"),
        };
        let folder = self.folder.display();
        let message = match empty {
            true => format!("nothing in `{folder}` stands in the view `{wanted}`"),
            false => format!("`{wanted}` is no view, page or document of `{folder}`"),
        };
        Failure { message, help: Some(help) }
    }
}
