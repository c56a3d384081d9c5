//! From git's record of commits to the past of each file. Commits come latest first; a file is followed back through
//! its names.

use std::collections::BTreeMap;
use std::io::{self, BufRead};
use std::sync::Arc;

use crate::base::dates::Date;
use crate::source::History;

/// Begins the record of a commit.
pub const COMMIT: u8 = 1;

/// What of each commit is asked for: its moment, the author's day and the author's name.
pub const FORMAT: &str = "--format=tformat:%x01%at%x1f%as%x1f%aN";

/// Files that have one earlier name: more only come of histories that rename one file again and again on branches.
const NAMESAKES: usize = 16;

/// The past of every file named in a record, by path as git writes it.
pub fn read(mut record: impl BufRead) -> io::Result<BTreeMap<Vec<u8>, History>> {
    let mut files = Files::default();
    let mut commit = Commit::default();
    let mut token = Vec::new();
    let mut path = Vec::new();
    while next(&mut record, &mut token)? {
        let status = token.strip_prefix(b"\n").unwrap_or(&token);
        if let Some(head) = status.strip_prefix(&[COMMIT]) {
            files.rename(std::mem::take(&mut commit.renames));
            commit = Commit::of(head);
            continue;
        }
        let Some(&kind) = status.first() else { continue };
        // `R086` and `C100` name two paths; `MM`, of a merge, one like all others.
        let scored = status.len() > 1 && status.iter().skip(1).all(u8::is_ascii_digit);
        let whole = status.ends_with(b"100");
        let begun = status.contains(&b'A') || kind == b'C';
        if !next(&mut record, &mut path)? {
            break;
        }
        if scored && matches!(kind, b'R' | b'C') {
            let from = path.clone();
            if !next(&mut record, &mut path)? {
                break;
            }
            files.touch(&path, &commit, Change { text: !whole, begun, gone: false });
            if kind == b'R' {
                commit.renames.push((from, path.clone()));
            }
        } else {
            files.touch(&path, &commit, Change { text: true, begun, gone: kind == b'D' });
        }
    }
    files.rename(commit.renames);
    Ok(files.finish())
}

/// Reads up to the next NUL, which is left out; `false` at the end.
fn next(record: &mut impl BufRead, token: &mut Vec<u8>) -> io::Result<bool> {
    token.clear();
    let read = record.read_until(0, token)?;
    if token.last() == Some(&0) {
        token.pop();
    }
    Ok(read > 0)
}

/// The commit whose files are being read.
#[derive(Default)]
struct Commit {
    at: i64,
    day: Option<Date>,
    author: Option<Arc<str>>,
    renames: Vec<(Vec<u8>, Vec<u8>)>,
}

impl Commit {
    fn of(head: &[u8]) -> Self {
        let head = String::from_utf8_lossy(head);
        let mut pieces = head.splitn(3, '\u{1f}');
        let mut piece = || pieces.next().unwrap_or_default().trim();
        let at = piece().parse().unwrap_or_default();
        let day = piece().parse().ok();
        let author = Some(piece()).filter(|name| !name.is_empty()).map(Arc::from);
        Self { at, day, author, renames: Vec::new() }
    }
}

/// What a commit did to a file.
#[derive(Clone, Copy)]
struct Change {
    text: bool,
    begun: bool,
    gone: bool,
}

/// A file on its way back.
struct File {
    name: Vec<u8>,
    gone: bool,
    begun: bool,
    first: Option<(i64, Date)>,
    last: Option<(i64, Date, Option<Arc<str>>)>,
    earlier: Vec<Vec<u8>>,
}

/// Every file met so far, and which of them bears a name at this point of the past.
#[derive(Default)]
struct Files {
    all: Vec<File>,
    named: BTreeMap<Vec<u8>, Vec<usize>>,
}

impl Files {
    fn touch(&mut self, name: &[u8], commit: &Commit, change: Change) {
        if !self.named.contains_key(name) {
            let file = File {
                name: name.to_vec(),
                gone: change.gone,
                begun: false,
                first: None,
                last: None,
                earlier: Vec::new(),
            };
            self.named.insert(name.to_vec(), vec![self.all.len()]);
            self.all.push(file);
        }
        let Some(bearers) = self.named.get_mut(name) else { return };
        for &at in bearers.iter() {
            let Some(file) = self.all.get_mut(at) else { continue };
            file.begun |= change.begun;
            let Some(day) = commit.day.filter(|_| !change.gone) else { continue };
            if file.first.is_none_or(|(first, _)| commit.at < first) {
                file.first = Some((commit.at, day));
            }
            if change.text && file.last.as_ref().is_none_or(|(last, ..)| commit.at > *last) {
                file.last = Some((commit.at, day, commit.author.clone()));
            }
        }
        if change.begun {
            // What had this name before is another file; but one that was deleted and brought back is the same.
            bearers.retain(|&at| self.all.get(at).is_some_and(|file| file.name == name));
        }
    }

    /// The renames of one commit happen at once: two files may have changed places.
    fn rename(&mut self, renames: Vec<(Vec<u8>, Vec<u8>)>) {
        let moved: Vec<(Vec<u8>, Vec<usize>)> = renames
            .into_iter()
            .map(|(from, to)| {
                let bearers = self.named.get_mut(&to).map(std::mem::take).unwrap_or_default();
                (from, bearers)
            })
            .collect();
        for (from, bearers) in moved {
            for at in &bearers {
                if let Some(file) = self.all.get_mut(*at) {
                    file.earlier.push(from.clone());
                }
            }
            let all = &self.all;
            let there = self.named.entry(from).or_default();
            // A file that began with this name later on is another one.
            there.retain(|&at| all.get(at).is_some_and(|file| !file.begun));
            there.extend(bearers);
            there.truncate(NAMESAKES);
        }
    }

    fn finish(self) -> BTreeMap<Vec<u8>, History> {
        let told = self.all.into_iter().filter(|file| !file.gone);
        told.map(|file| {
            let history = History {
                created: file.first.filter(|_| file.begun).map(|(_, day)| day),
                changed: file.last.as_ref().map(|(_, day, _)| *day),
                author: file.last.and_then(|(.., author)| author),
                renamed_from: file.earlier.iter().map(|name| Arc::from(String::from_utf8_lossy(name))).collect(),
            };
            (file.name, history)
        })
        .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A record as git writes it: commits, each with its day, author and tokens.
    fn record(commits: &[(i64, &str, &[&str])]) -> BTreeMap<String, History> {
        let mut bytes = Vec::new();
        for (at, author, tokens) in commits {
            let day = format!("2026-03-{:02}", at);
            bytes.extend_from_slice(format!("\u{1}{at}\u{1f}{day}\u{1f}{author}\0").as_bytes());
            for (nth, token) in tokens.iter().enumerate() {
                let line = if nth == 0 { "\n" } else { "" };
                bytes.extend_from_slice(format!("{line}{token}\0").as_bytes());
            }
        }
        let read = read(&bytes[..]).expect("read");
        read.into_iter().map(|(path, history)| (String::from_utf8_lossy(&path).into_owned(), history)).collect()
    }

    fn day(day: i8) -> Option<Date> {
        Some(Date::constant(2026, 3, day))
    }

    #[test]
    fn a_file_is_followed_through_its_names() {
        let found = record(&[
            (9, "Eva", &["R100", "b.md", "c.md"]),
            (7, "Ben", &["M", "b.md", "A", "a.md"]),
            (5, "Ana", &["R080", "a.md", "b.md"]),
            (2, "Ana", &["A", "a.md"]),
        ]);
        let file = found.get("c.md").expect("there");
        assert_eq!((file.created, file.changed, file.author.as_deref()), (day(2), day(7), Some("Ben")));
        assert_eq!(file.renamed_from.iter().map(|name| &**name).collect::<Vec<_>>(), ["b.md", "a.md"]);
        // The name was taken again: that is another file.
        let other = found.get("a.md").expect("there");
        assert_eq!((other.created, other.renamed_from.len()), (day(7), 0));
    }

    #[test]
    fn files_change_places_in_one_commit() {
        let found = record(&[
            (4, "Ana", &["R100", "a.md", "b.md", "R100", "b.md", "a.md"]),
            (2, "Ben", &["M", "a.md"]),
            (1, "Ana", &["A", "a.md", "A", "b.md"]),
        ]);
        assert_eq!(found["b.md"].changed, day(2));
        assert_eq!(found["a.md"].changed, day(1));
    }

    #[test]
    fn what_is_deleted_has_no_past_and_what_comes_back_has() {
        let found = record(&[
            (6, "Ana", &["D", "gone.md", "A", "back.md"]),
            (4, "Ana", &["D", "back.md"]),
            (1, "Ana", &["A", "gone.md", "A", "back.md"]),
        ]);
        assert!(!found.contains_key("gone.md"));
        assert_eq!((found["back.md"].created, found["back.md"].changed), (day(1), day(6)));
    }

    #[test]
    fn merges_and_odd_names_are_read() {
        let found = record(&[(5, "A\u{1f}B", &["AA", "evil\n\"x\".md", "MM", "R100"]), (3, "", &["M", "old.md"])]);
        assert_eq!(found["evil\n\"x\".md"].created, day(5));
        assert_eq!(found["R100"].author.as_deref(), Some("A\u{1f}B"));
        // Its beginning is out of sight.
        assert_eq!((found["old.md"].created, found["old.md"].changed), (None, day(3)));
    }

    #[test]
    fn one_name_given_again_and_again_stays_linear() {
        let names: Vec<String> = (0..20_000).map(|at| format!("k{at}.md")).collect();
        let mut commits: Vec<(i64, &str, Vec<&str>)> = Vec::new();
        for name in &names {
            commits.push((3, "A", vec!["R100", "x.md", name]));
            commits.push((2, "A", vec!["M", "x.md"]));
        }
        let borrowed: Vec<(i64, &str, &[&str])> =
            commits.iter().map(|(at, author, tokens)| (*at, *author, &tokens[..])).collect();
        assert_eq!(record(&borrowed).len(), names.len());
    }
}
