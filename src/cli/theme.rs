//! `featsite theme`: the parts of the built-in theme, and copies of them in the content folder.

use super::args::{Eject, Folder, Global, Theme as Arguments, ThemeCommand};
use super::commands::{content_folder, read};
use super::report::Report;
use super::{Failure, Outcome};
use crate::sys;
use crate::theme::{Part, Sought, Theme};

/// `featsite theme`.
pub fn theme(args: &Arguments, global: &Global, report: &Report) -> Result<Outcome, Failure> {
    match &args.command {
        ThemeCommand::List(folder) => list(folder, global, report),
        ThemeCommand::Eject(args) => eject(args, global, report),
    }
}

/// `featsite theme list`.
fn list(folder: &Folder, global: &Global, report: &Report) -> Result<Outcome, Failure> {
    let snapshot = read(&content_folder(folder), global, report)?;
    let outdated = Theme::outdated(&snapshot.theme);
    let mut text = String::new();
    for part in Theme::parts() {
        let old = outdated.iter().any(|old| old.path == part);
        let note = match snapshot.theme.contains_key(&part) {
            true if old => "  (yours, copied from an older one)",
            true => "  (yours)",
            false => "",
        };
        text.push_str(&format!("{part}{note}\n"));
    }
    report.text(&text);
    Ok(Outcome::Fine)
}

/// `featsite theme eject`.
fn eject(args: &Eject, global: &Global, report: &Report) -> Result<Outcome, Failure> {
    let part = find(&args.part)?;
    if args.print {
        report.text(&String::from_utf8_lossy(&part.bytes));
        return Ok(Outcome::Fine);
    }
    let folder = content_folder(&args.folder);
    let snapshot = read(&folder, global, report)?;
    let path = folder.join(&snapshot.theme_folder).join(&part.path);
    let shown = path.strip_prefix(".").unwrap_or(&path).display().to_string();
    if !sys::write::file(&path, &part.bytes, args.force)? {
        let help = format!(
            "`featsite theme eject {} --print | diff {shown} -` compares the two; `--force` overwrites yours",
            part.path
        );
        return Err(Failure { message: format!("`{shown}` is there already"), help: Some(help) });
    }
    report.text(&format!("{shown}\n"));
    report.line("change it: from the next build on it stands in the place of the built-in one; delete it to go back");
    Ok(Outcome::Fine)
}

fn find(name: &str) -> Result<Part, Failure> {
    let (message, help) = match Theme::part(name) {
        Sought::Found(part) => return Ok(part),
        Sought::Several(paths) => {
            let paths: Vec<String> = paths.iter().map(|path| format!("`{path}`")).collect();
            (
                format!("`{name}` is the name of {} parts of the theme", paths.len()),
                format!("give one of {}", paths.join(", ")),
            )
        }
        Sought::Unknown(Some(near)) => (
            format!("the theme has no part `{name}`"),
            format!("did you mean `{near}`? `featsite theme list` lists all"),
        ),
        Sought::Unknown(None) => {
            (format!("the theme has no part `{name}`"), "`featsite theme list` lists all".to_owned())
        }
    };
    Err(Failure { message, help: Some(help) })
}
