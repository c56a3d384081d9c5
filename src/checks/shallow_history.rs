//! `shallow-history`: git knows the folder, but not its past.

use super::{Check, Docs, Example};
use crate::diag::{Diagnostic, Severity};
use crate::model::{Silence, Site};

/// The check.
pub const CHECK: Check = Check {
    name: "shallow-history",
    severity: Severity::Note,
    summary: "a clone that does not hold the past of its files",
    run: Some(run),
    docs: Docs {
        what: "The content folder lies in a clone that holds only the last commits, or in a repository whose history git \
               could not tell. Said once. When files were created and last changed, by whom, and under which names they \
               lay before is then unknown, and nothing is guessed; dates in the documents count as ever.",
        why: "In such a clone every file looks as if its last commit had brought it, so that every date would be wrong.",
        example: Example::Words("A checkout of `actions/checkout` with its default settings, which fetch one commit."),
        instead: Example::Words("The same with `fetch-depth: 0`, or `git fetch --unshallow` in the clone."),
    },
    ..Check::BASE
};

fn run(site: &Site, found: &mut Vec<Diagnostic>) {
    let Some(silence) = site.repository.as_ref().and_then(|repository| repository.silence) else { return };
    if site.documents.is_empty() {
        return;
    }
    let (message, help) = match silence {
        Silence::Shallow => (
            "this clone holds only the last commits: when files were created and changed is unknown",
            "set `fetch-depth: 0` for `actions/checkout` (`GIT_DEPTH: 0` for GitLab), or run `git fetch --unshallow`",
        ),
        Silence::Untold => (
            "git did not tell the history of the files: when they were created and changed is unknown",
            "see what `git log -- .` says in the content folder; everything else is built",
        ),
    };
    found.push(Diagnostic::global(CHECK.name, CHECK.severity, message).help(help));
}
