//! `featsite init`: what a folder begins with. Nothing that is there is touched, and nothing is asked.

use std::path::{Component, Path, PathBuf};

use super::args::{Folder, Global, Init, New, NewKind};
use super::commands::{content_folder, read};
use super::report::Report;
use super::{Failure, Outcome, new};
use crate::build;
use crate::config::keys::KEYS;
use crate::diag::render::harmless;
use crate::sys;

/// The workflow, with two places to fill in.
const WORKFLOW: &str = include_str!("pages.yml");
/// Where it belongs, below the root of the repository.
const PLACE: &str = ".github/workflows/pages.yml";
/// Who the action belongs to, where the program was not told when it was compiled.
const OWNER: &str = "OWNER/featsite";

/// `featsite init`.
pub fn init(args: &Init, global: &Global, report: &Report) -> Result<Outcome, Failure> {
    let folder = folder(&args.folder, global, report)?;
    let absolute = sys::env::absolute(&folder).map_err(|error| sys::Trouble::io("find", &folder, &error))?;
    let absolute = straight(&absolute);
    put(&folder.join("featsite.yaml"), &configuration(&title(&absolute)), report)?;
    let snapshot = read(&folder, global, report)?;
    if snapshot.files.is_empty() {
        documents(&folder, global, report)?;
    }
    if args.github_pages {
        workflow(&absolute, report)?;
    }
    next(&args.folder, args.github_pages, report);
    Ok(Outcome::Fine)
}

/// The folder given, else the one that every command takes. Where that is the current one, and no work stands in it yet,
/// `content`: every command will take that from then on.
fn folder(given: &Folder, global: &Global, report: &Report) -> Result<PathBuf, Failure> {
    let found = content_folder(given);
    if given.folder.is_some() || found != Path::new(".") {
        return Ok(found);
    }
    let has_items = !build::evaluate(&read(&found, global, report)?).site.items.is_empty();
    Ok(if has_items { found } else { PathBuf::from("content") })
}

/// A path without `..`: what it leads through says neither what a folder is called nor which repository it lies in.
fn straight(path: &Path) -> PathBuf {
    let mut out = PathBuf::new();
    for piece in path.components() {
        match piece {
            Component::ParentDir => {
                out.pop();
            }
            piece => out.push(piece),
        }
    }
    out
}

/// Writes a file, or says that it is there; its path goes where a script can read it. Gives whether it was written.
fn put(path: &Path, text: &str, report: &Report) -> Result<bool, Failure> {
    let shown = path.display();
    let written = sys::write::file(path, text.as_bytes(), false)?;
    if written {
        report.text(&format!("{shown}\n"));
    } else {
        report.line(&format!("`{}` is there already, and stays as it is", harmless(&shown.to_string())));
    }
    Ok(written)
}

/// What the folder is called: a folder of documents is named after what it lies in.
fn title(folder: &Path) -> String {
    let names = |name: &str| !matches!(name, "content" | "docs" | "plans");
    let named = folder.ancestors().filter_map(|one| Some(one.file_name()?.to_string_lossy().into_owned()));
    let name = named.into_iter().find(|name| names(name)).unwrap_or_else(|| "Plans".to_owned());
    name.split(['-', '_']).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// A configuration with every key: the title is set, the others are comments to take up.
fn configuration(title: &str) -> String {
    let mut out =
        "# The configuration of featsite. Every key is optional; take away the `#` of those you want.\n".to_owned();
    let quoted = serde_json::Value::from(title);
    for entry in &KEYS {
        out.push_str(&format!("\n# {}\n", entry.about));
        match entry.name {
            "title" => out.push_str(&format!("title: {quoted}\n")),
            _ => out.extend(entry.example.lines().map(|line| format!("# {line}\n"))),
        }
    }
    out
}

/// The first log and the guide for it.
fn documents(folder: &Path, global: &Global, report: &Report) -> Result<(), Failure> {
    let wish = |kind: NewKind, title: &str, feature: Option<String>| New {
        kind,
        title: title.to_owned(),
        folder: Folder { folder: Some(folder.to_path_buf()) },
        id: None,
        owner: None,
        priority: None,
        feature,
        print: false,
    };
    let log = new::proven(&wish(NewKind::Feature, "First feature", None), folder, global, report)?;
    put(&folder.join(&log.path), &log.text, report)?;
    if read(folder, global, report)?.file(&log.path).is_none() {
        report.warning(&new::left_out(&new::shown(folder, &log.path)));
        return Ok(());
    }
    let guide = wish(NewKind::Guide, "First feature", Some(log.path));
    let guide = new::proven(&guide, folder, global, report)?;
    put(&folder.join(&guide.path), &guide.text, report)?;
    Ok(())
}

/// The workflow at the root of the repository; without one in the current folder.
fn workflow(folder: &Path, report: &Report) -> Result<(), Failure> {
    let here = sys::env::absolute(Path::new(".")).map_err(|error| sys::Trouble::io("find", Path::new("."), &error))?;
    let root = folder.ancestors().find(|one| sys::git::folder(one).is_some()).unwrap_or(&here);
    let below = folder.strip_prefix(root).ok().filter(|path| !path.as_os_str().is_empty());
    let below = below.map_or_else(|| ".".to_owned(), sys::read::slashed);
    let action = match env!("CARGO_PKG_REPOSITORY").strip_prefix("https://github.com/") {
        Some(repository) => repository.trim_end_matches('/'),
        None => OWNER,
    };
    let action = format!("{action}@v{}", env!("CARGO_PKG_VERSION"));
    // A name is quoted: what a folder may be called means something else in YAML now and then.
    let quoted = serde_json::Value::from(below.as_str()).to_string();
    let text = WORKFLOW.replacen("{FOLDER}", &format!("`{below}`"), 1);
    let text = text.replace("{FOLDER}", &quoted).replace("{ACTION}", &action);
    let path = root.join(PLACE);
    let written = put(path.strip_prefix(&here).unwrap_or(&path), &text, report)?;
    if written && action.starts_with(OWNER) {
        report.line(&format!("in it, say where featsite lies instead of `{OWNER}`"));
    }
    Ok(())
}

/// What to do now.
fn next(folder: &Folder, pages: bool, report: &Report) {
    let folder = folder.folder.as_ref().map_or_else(String::new, |folder| format!(" {}", folder.display()));
    let folder = harmless(&folder);
    report.line(&format!("next: `featsite serve{folder}` shows the site while you write"));
    report.line(&format!("      `featsite new feature \"Login page\"{folder}` writes the next log"));
    report.line("      `echo _site/ >> .gitignore`: the output is made anew by every build");
    if pages {
        report.line("      in the settings of the repository, Pages has to take *GitHub Actions* as its source");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_called_after_what_it_lies_in() {
        for (path, name) in
            [("/a/my-app/docs", "my app"), ("/a/x_y", "x y"), ("/", "Plans"), ("/plans/content", "Plans")]
        {
            assert_eq!(title(Path::new(path)), name, "{path}");
        }
    }

    #[test]
    fn ways_back_are_taken() {
        assert_eq!(straight(Path::new("/a/b/../c/./d")), Path::new("/a/c/d"));
        assert_eq!(straight(Path::new("/../a")), Path::new("/a"));
    }

    #[test]
    fn the_configuration_is_understood_whatever_the_title() {
        for title in ["Plans", "a: b # c", "\"quoted\" 'twice'", "日本語", "- x", "{y}"] {
            let checked = crate::build::configured(Some(&configuration(title)));
            assert!(checked.diagnostics.is_empty(), "{title}: {:?}", checked.diagnostics);
            assert_eq!(checked.value.title.as_deref(), Some(title));
        }
    }

    #[test]
    fn every_key_is_named() {
        let text = configuration("Plans");
        for entry in &KEYS {
            assert!(text.contains(&format!("{}:", entry.name)), "{}", entry.name);
        }
    }
}
