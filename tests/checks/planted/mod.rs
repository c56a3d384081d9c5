//! Contradictions planted in a copy of featsite's own documents: each is found at its place, and nothing else is.
//!
//! The copy is first brought into one state (the first milestone done, the rest not begun), so that the plantings hold
//! however far the real documents have come.

mod table;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use featsite::base::dates::Date;
use featsite::build::{self, Evaluated};
use featsite::source::Snapshot;
use table::PLANTINGS;

/// One contradiction.
struct Planting {
    /// The check that is to find it.
    check: &'static str,
    /// The document: its path, or the id a feature's file name begins with.
    document: &'static str,
    /// What is written.
    edits: &'static [Edit],
    /// The line of the finding: the first one that holds these words.
    at: &'static str,
    /// Checks that rightly say something of it as well, here or at another end.
    also: &'static [&'static str],
}

/// A small edit.
enum Edit {
    /// The first line that begins with these words becomes another.
    Line(&'static str, &'static str),
    /// Text before the first line that begins with these words.
    Before(&'static str, &'static str),
    /// Text at the top.
    Top(&'static str),
    /// Text at the end.
    End(&'static str),
    /// A document of its own.
    File(&'static str),
    /// Another document of its own, which the contradiction is with.
    Other(&'static str, &'static str),
}
use Edit::{Before, End, File, Line, Other, Top};

/// A copy of the documents, by path.
type Copy = BTreeMap<String, String>;

#[test]
fn what_is_planted_is_found_and_nothing_is_invented() {
    let mut copy = documents();
    settle(&mut copy);
    let before = found(&evaluate(&copy));
    for planting in PLANTINGS {
        plant(&mut copy, planting);
    }
    let evaluated = evaluate(&copy);
    let mut missed = Vec::new();
    let mut expected: BTreeSet<(&str, String)> = BTreeSet::new();
    for planting in PLANTINGS {
        let path = path_of(&copy, planting.document);
        let line = copy[&path].lines().position(|line| line.contains(planting.at)).map(|at| at as u32 + 1);
        let there = evaluated.findings.iter().any(|finding| {
            finding.check == planting.check
                && finding
                    .place
                    .as_ref()
                    .is_some_and(|place| *place.path == *path && evaluated.site.line(place) == line)
        });
        if !there {
            missed.push(format!("{} in {path}:{}", planting.check, line.unwrap_or(0)));
        }
        expected.insert((planting.check, path.clone()));
        for also in planting.also {
            expected.insert(match also.split_once(' ') {
                Some((check, document)) => (check, path_of(&copy, document)),
                None => (also, path.clone()),
            });
        }
    }
    let invented: Vec<String> = found(&evaluated)
        .into_iter()
        .filter(|one| !before.contains(one))
        .filter(|(check, path, _)| !expected.iter().any(|(name, at)| name == check && at == path))
        .map(|(check, path, message)| format!("{check} in {path}: {message}"))
        .collect();
    assert!(missed.is_empty(), "{} of {} missed: {missed:#?}\n{invented:#?}", missed.len(), PLANTINGS.len());
    assert!(invented.is_empty(), "invented: {invented:#?}");
}

/// The documents of `content/` as they are.
fn documents() -> Copy {
    fn read(root: &Path, folder: &Path, out: &mut Copy) {
        let mut entries: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
        entries.sort();
        for path in entries {
            if path.is_dir() {
                read(root, &path, out);
            } else if path.extension().is_some_and(|kind| kind == "md") {
                let name = path.strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/");
                out.insert(name, fs::read_to_string(&path).unwrap());
            }
        }
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("content");
    let mut out = Copy::new();
    read(&root, &root, &mut out);
    out
}

/// Brings the features into one state: those of the first milestone are done with every box ticked, the others have not
/// begun.
fn settle(copy: &mut Copy) {
    for (path, text) in copy.iter_mut().filter(|(path, _)| path.starts_with("features/FEAT-")) {
        let number: u32 = path["features/FEAT-".len()..].split('-').next().unwrap().parse().unwrap();
        let done = number <= 17;
        let lines: Vec<String> = text
            .lines()
            .map(|line| match line {
                line if line.starts_with("**Status**") && done => "**Status**: ✅ Complete".to_owned(),
                line if line.starts_with("**Status**") => "**Status**: 📋 Planned".to_owned(),
                line if done => line.replace("- [ ]", "- [x]"),
                line => line.replace("- [x]", "- [ ]"),
            })
            .collect();
        *text = lines.join("\n") + "\n";
    }
}

/// The path of a document that a planting names.
fn path_of(copy: &Copy, document: &str) -> String {
    let is = |path: &&String| path.as_str() == document || path.starts_with(&format!("features/{document}-"));
    copy.keys().find(is).unwrap_or_else(|| panic!("no document {document}")).clone()
}

fn plant(copy: &mut Copy, planting: &Planting) {
    for edit in planting.edits {
        if let File(text) = edit {
            copy.insert(planting.document.to_owned(), (*text).to_owned());
            continue;
        }
        if let Other(path, text) = edit {
            copy.insert((*path).to_owned(), (*text).to_owned());
            continue;
        }
        let path = path_of(copy, planting.document);
        let text = copy.get_mut(&path).unwrap();
        let line = |begin: &str| -> (usize, usize) {
            let mut at = 0;
            for line in text.split_inclusive('\n') {
                if line.starts_with(begin) {
                    return (at, at + line.trim_end_matches('\n').len());
                }
                at += line.len();
            }
            panic!("{path} has no line that begins with {begin}")
        };
        match edit {
            Line(begin, new) => {
                let (from, to) = line(begin);
                text.replace_range(from..to, new);
            }
            Before(begin, new) => {
                let (from, _) = line(begin);
                text.insert_str(from, new);
            }
            Top(new) => text.insert_str(0, new),
            End(new) => text.push_str(new),
            File(_) | Other(..) => {}
        }
    }
}

fn evaluate(copy: &Copy) -> Evaluated {
    let files: Vec<(&str, &str)> = copy.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let mut snapshot = Snapshot::of(&files);
    snapshot.today = Date::constant(2026, 11, 22);
    build::evaluate(&snapshot)
}

/// Every finding without its line, which plantings above move.
fn found(evaluated: &Evaluated) -> BTreeSet<(&'static str, String, String)> {
    let path = |finding: &featsite::diag::Diagnostic| {
        finding.place.as_ref().map_or_else(String::new, |place| place.path.to_string())
    };
    evaluated.findings.iter().map(|finding| (finding.check, path(finding), finding.message.clone())).collect()
}
