//! What git knows of the content folder. Whatever stands in the way (no git, no repository, a repository of somebody
//! else's that git refuses to read) is no trouble: everything works without.
//!
//! Git is asked for all files at once. Nothing it is asked writes, waits for a person, or reaches the network, and the
//! user's settings that would change an answer are overruled.

mod history;

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::mpsc;
use std::time::Duration;

use super::read;
use crate::base::dates::Date;
use crate::source::{Commit, Git, History, Past, SourceFile};

/// How long git may take for one answer.
const PATIENCE: Duration = Duration::from_secs(30);
/// How many commits are looked at, the latest ones.
const COMMITS: &str = "--max-count=100000";
/// How much of an answer is read: 2 GB of history, 64 MB of anything else.
const LONGEST: [u64; 2] = [2 << 30, 64 << 20];
/// How many files may be compared with how many others to find out which one was renamed.
const COMPARED: &str = "-l400";
/// Every Markdown file below the folder.
const MARKDOWN: [&str; 2] = [":(icase,glob)**/*.md", ":(icase,glob)**/*.markdown"];

/// Settings of the user that would change an answer, run a program or write.
const SETTINGS: [&str; 9] = [
    "core.fsmonitor=false",
    "core.hooksPath=/dev/null",
    "log.showSignature=false",
    "log.follow=false",
    "log.showRoot=true",
    "diff.renames=true",
    "diff.relative=false",
    "submodule.recurse=false",
    "color.ui=false",
];

/// Variables that would lead git elsewhere: those of a hook that runs this program, for instance.
const ELSEWHERE: [&str; 18] = [
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_COMMON_DIR",
    "GIT_DIFF_OPTS",
    "GIT_DIR",
    "GIT_EXTERNAL_DIFF",
    "GIT_GLOB_PATHSPECS",
    "GIT_GRAFT_FILE",
    "GIT_ICASE_PATHSPECS",
    "GIT_IMPLICIT_WORK_TREE",
    "GIT_INDEX_FILE",
    "GIT_LITERAL_PATHSPECS",
    "GIT_NAMESPACE",
    "GIT_NOGLOB_PATHSPECS",
    "GIT_OBJECT_DIRECTORY",
    "GIT_PREFIX",
    "GIT_SHALLOW_FILE",
    "GIT_WORK_TREE",
    "LANGUAGE",
];

/// What git told of the past, kept for as long as the commit stays the same.
#[derive(Default)]
pub struct Memory {
    commit: Option<String>,
    /// Known, or known not to be told: git is asked for a long time before it gives up.
    histories: Option<Option<Histories>>,
}

/// The past of every file, by path as git writes it.
type Histories = Arc<BTreeMap<Vec<u8>, History>>;

/// What git knows before it is known which files there are.
pub struct Told {
    git: Git,
    histories: Histories,
    /// Each entry of the status: its two letters and the path.
    changes: Vec<([u8; 2], Vec<u8>)>,
}

/// Where git keeps what it knows of a repository: `.git`, or the folder that a file of that name leads to.
pub fn folder(repository: &Path) -> Option<PathBuf> {
    let plain = repository.join(".git");
    if plain.is_dir() {
        return Some(plain);
    }
    // It may be anything: a pipe that nobody writes to, or a file without an end.
    let mut text = String::new();
    read::open(&plain).ok()?.take(1 << 16).read_to_string(&mut text).ok()?;
    let folder = repository.join(text.trim().strip_prefix("gitdir:")?.trim());
    folder.is_dir().then_some(folder)
}

/// The name under which the user commits in a folder, where git knows one.
pub fn user(folder: &Path) -> Option<String> {
    let folder = folder.canonicalize().ok()?;
    let repository = read::repository(&folder).unwrap_or(&folder);
    let name = Asker { folder: &folder, repository }.text(&["config", "--get", "user.name"])?;
    Some(name.trim().to_owned()).filter(|name| !name.is_empty())
}

/// Asks git about a folder of a repository. Of the past it is asked once for each commit.
pub fn ask(folder: &Path, repository: &Path, memory: &mut Memory) -> Option<Told> {
    let asker = Asker { folder, repository };
    let (shallow, head) = asker.head()?;
    let mut told = Told { git: Git::default(), histories: Histories::default(), changes: Vec::new() };
    let known = memory.histories.take().filter(|_| head.is_some() && memory.commit == head && !shallow);
    let history = std::thread::scope(|scope| {
        let history = || match known {
            Some(known) => Some(known),
            None => (!shallow).then(|| asker.history(head.as_deref()?).map(Arc::new)),
        };
        let history = scope.spawn(history);
        asker.here(head.as_deref(), &mut told);
        history.join().unwrap_or_default()
    });
    memory.commit = head;
    memory.histories.clone_from(&history);
    match (history, &told.git.commit) {
        (None, _) => told.git.past = Past::Shallow,
        (Some(_), None) => {}
        (Some(None), Some(_)) => told.git.past = Past::Untold,
        (Some(Some(found)), Some(_)) => told.histories = found,
    }
    Some(told)
}

impl Told {
    /// Keeps what concerns these files; `below` is the folder's path in the repository, as git writes paths.
    pub fn about(self, files: &[SourceFile], below: &str) -> Git {
        let Self { mut git, histories, changes } = self;
        let names: BTreeMap<&str, &Arc<str>> = files.iter().map(|file| (&*file.path, &file.path)).collect();
        let prefix = if below.is_empty() { String::new() } else { format!("{below}/") };
        let inside = |path: &[u8]| {
            let path = String::from_utf8_lossy(path);
            path.strip_prefix(&prefix).map(str::to_owned)
        };
        let known = |path: &[u8]| names.get(inside(path)?.as_str()).map(|path| Arc::clone(path));
        if matches!(git.past, Past::Known(_)) {
            let kept = histories.iter().filter_map(|(path, history)| {
                let path = known(path)?;
                let mut history = history.clone();
                for name in &mut history.renamed_from {
                    if let Some(inside) = inside(name.as_bytes()) {
                        *name = Arc::from(inside);
                    }
                }
                Some((path, history))
            });
            git.past = Past::Known(kept.collect());
        }
        let untracked = changes.iter().filter(|(letters, _)| letters == b"??");
        git.untracked = untracked.filter_map(|(_, path)| known(path)).collect();
        // A deleted file is a difference too, although it has no page. Any other without a page is no part of the site.
        let differs = changes.iter().filter_map(|(letters, path)| {
            let deleted = letters.contains(&b'D') && !letters.starts_with(b"A");
            known(path).or_else(|| inside(path).filter(|_| deleted).map(Arc::from))
        });
        git.modified = differs.collect::<BTreeSet<_>>();
        git
    }
}

/// Git in one folder.
#[derive(Clone, Copy)]
struct Asker<'a> {
    folder: &'a Path,
    repository: &'a Path,
}

impl Asker<'_> {
    /// Whether the clone is shallow, and the commit that is checked out. All else is asked of that commit by name: another
    /// one may be checked out in the meantime. Where git refuses the repository, it is as if there were none.
    fn head(self) -> Option<(bool, Option<String>)> {
        const SHALLOW: &str = "--is-shallow-repository";
        // Before the first commit only the first of the two is answered.
        let answer = self.text(&["rev-parse", SHALLOW, "HEAD"]).or_else(|| self.text(&["rev-parse", SHALLOW]))?;
        let mut lines = answer.lines();
        let shallow = match lines.next()?.trim() {
            "true" => true,
            "false" => false,
            _ => return None,
        };
        Some((shallow, lines.next().map(str::to_owned)))
    }

    /// The commit, the branch, the remote and what differs from the commit.
    fn here(self, head: Option<&str>, told: &mut Told) {
        let git = &mut told.git;
        let commit = head.and_then(|head| self.text(&["log", "-1", "--format=%H%x1f%as", head, "--"]));
        git.commit = commit.and_then(|line| {
            let (hash, day) = line.trim().split_once('\u{1f}')?;
            let hex = hash.bytes().all(|b| b.is_ascii_hexdigit());
            hex.then(|| Commit { hash: hash.to_owned(), day: day.parse::<Date>().ok() })
        });
        let remote = self.text(&["remote", "--verbose"]).as_deref().and_then(remote);
        let default = remote.as_ref().and_then(|(name, _)| {
            let head = format!("refs/remotes/{name}/HEAD");
            let target = self.text(&["symbolic-ref", "--quiet", &head])?;
            target.trim().strip_prefix(&format!("refs/remotes/{name}/")).map(str::to_owned)
        });
        git.branch = default.or_else(|| {
            let target = self.text(&["symbolic-ref", "--quiet", "HEAD"])?;
            target.trim().strip_prefix("refs/heads/").map(str::to_owned)
        });
        git.remote = remote.map(|(_, url)| url);
        let status = ["status", "--porcelain=v1", "-z", "--untracked-files=all", "--ignore-submodules=all"];
        let status = [&status[..], &["--no-renames", "--"], &MARKDOWN].concat();
        let changes = self.run(&status, 1, |answer| {
            let mut bytes = Vec::new();
            answer.read_to_end(&mut bytes)?;
            Ok(bytes)
        });
        let bytes = changes.unwrap_or_default();
        let entry = |entry: &[u8]| Some((*entry.first_chunk::<2>()?, entry.get(3..)?.to_vec()));
        told.changes = bytes.split(|&b| b == 0).filter_map(entry).collect();
    }

    /// The past of every Markdown file. A clone without the texts of old versions can only tell whole renames.
    fn history(self, head: &str) -> Option<BTreeMap<Vec<u8>, History>> {
        let ask = |renames: &str| {
            let fixed = ["log", "-z", history::FORMAT, "--name-status", "-c", "--date-order", COMMITS];
            let fixed = [
                &fixed[..],
                &["--no-ext-diff", "--no-textconv", "--encoding=UTF-8", "-O/dev/null", COMPARED, renames, head, "--"],
            ];
            // Below the root the folder alone is asked for, which costs git half of what the names of files cost it.
            let of: &[&str] = if self.folder == self.repository { &MARKDOWN } else { &["."] };
            self.run(&[&fixed.concat()[..], of].concat(), 0, |answer| history::read(BufReader::new(answer)))
        };
        ask("-M").or_else(|| ask("-M100%"))
    }

    fn text(self, arguments: &[&str]) -> Option<String> {
        self.run(arguments, 1, |answer| {
            let mut bytes = Vec::new();
            answer.read_to_end(&mut bytes)?;
            Ok(String::from_utf8_lossy(&bytes).into_owned())
        })
    }

    /// Runs git and reads its answer; `None` where it fails, cannot be started or takes too long.
    fn run<T: Send + 'static>(
        self,
        arguments: &[&str],
        limit: usize,
        read: fn(&mut io::Take<std::process::ChildStdout>) -> io::Result<T>,
    ) -> Option<T> {
        let mut command = self.command();
        command.args(arguments).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = command.spawn().ok()?;
        let stdout = child.stdout.take()?;
        let limit = LONGEST.get(limit).copied().unwrap_or_default();
        let (send, receive) = mpsc::channel();
        std::thread::spawn(move || {
            let mut answer = stdout.take(limit);
            let value = read(&mut answer);
            let whole = answer.limit() > 0;
            // Nobody listens where the patience is over.
            let _ = send.send(value.ok().filter(|_| whole));
        });
        let value = receive.recv_timeout(PATIENCE).ok().flatten();
        if value.is_none() {
            let _ = child.kill();
        }
        let done = child.wait().is_ok_and(|status| status.success());
        value.filter(|_| done)
    }

    fn command(self) -> Command {
        let mut command = Command::new("git");
        command.arg("--no-pager").arg("-C").arg(self.folder);
        for setting in SETTINGS {
            command.args(["-c", setting]);
        }
        for name in ELSEWHERE {
            command.env_remove(name);
        }
        // No locks, no questions, no network, and no other repository further up.
        command.env("GIT_OPTIONAL_LOCKS", "0").env("GIT_TERMINAL_PROMPT", "0").env("GIT_NO_LAZY_FETCH", "1");
        command.env("GIT_ALLOW_PROTOCOL", "none").env("LC_ALL", "C");
        if let Some(above) = self.repository.parent() {
            command.env("GIT_CEILING_DIRECTORIES", above);
        }
        command
    }
}

/// The remote links lead to, its name and address: `origin`, else the first one.
fn remote(listing: &str) -> Option<(String, String)> {
    let entries = listing.lines().filter_map(|line| {
        let (name, rest) = line.split_once('\t')?;
        let (url, _) = rest.rsplit_once(" (fetch)")?;
        Some((name.to_owned(), url.to_owned()))
    });
    let entries: Vec<(String, String)> = entries.collect();
    let origin = entries.iter().find(|(name, _)| name == "origin");
    origin.or(entries.first()).cloned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn origin_comes_before_the_first_remote() {
        let listing = "a\thttps://x/a (fetch)\na\thttps://x/a (push)\n";
        assert_eq!(remote(listing), Some(("a".into(), "https://x/a".into())));
        let both = format!("{listing}origin\tgit@x:b (fetch) [blob:none]\norigin\tgit@x:b (push)\n");
        assert_eq!(remote(&both), Some(("origin".into(), "git@x:b".into())));
        assert_eq!(remote(""), None);
    }
}
