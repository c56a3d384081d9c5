//! What the system reports of the folders that are watched, as signals.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::Sender;
use std::sync::{Arc, Mutex, PoisonError};

use notify::event::{AccessKind, AccessMode, CreateKind, ModifyKind, RemoveKind, RenameMode};
use notify::{Config, Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};

use super::Signal;

/// Whether each folder is watched by itself. Elsewhere the system watches a folder with all that is in it, and asking it
/// for each by itself would be slow.
const EACH: bool = cfg!(any(target_os = "linux", target_os = "android"));

/// The watcher of the system.
pub struct Native {
    watcher: RecommendedWatcher,
    followed: BTreeSet<PathBuf>,
    /// Those of them that have a hidden name: of them it is heard all the same.
    hidden: Hidden,
}

type Hidden = Arc<Mutex<BTreeSet<PathBuf>>>;

impl Native {
    /// One that sends its signals here.
    pub fn new(sender: Sender<Signal>) -> Result<Self, String> {
        let hidden = Hidden::default();
        let known = Arc::clone(&hidden);
        let heard = move |event: notify::Result<Event>| {
            let signals = match event {
                Ok(event) => signals(&event, &known.lock().unwrap_or_else(PoisonError::into_inner)),
                // Something was lost: the folder says what.
                Err(_) => vec![Signal::Lost],
            };
            for signal in signals {
                // Nobody listens once the watch is over.
                drop(sender.send(signal));
            }
        };
        let config = Config::default().with_follow_symlinks(false);
        let watcher = RecommendedWatcher::new(heard, config).map_err(|error| plain(&error))?;
        Ok(Self { watcher, followed: BTreeSet::new(), hidden })
    }

    /// Watches these folders and no others. A folder that went in the meantime is passed over: reading will tell.
    pub fn follow(&mut self, folders: &[PathBuf]) -> Result<bool, String> {
        let within =
            |folder: &&PathBuf| EACH || !folders.iter().any(|other| other != *folder && folder.starts_with(other));
        let wanted: BTreeSet<PathBuf> = folders.iter().filter(within).cloned().collect();
        let left: Vec<PathBuf> = self.followed.difference(&wanted).cloned().collect();
        for folder in left {
            self.forget(&folder);
        }
        let mode = if EACH { RecursiveMode::NonRecursive } else { RecursiveMode::Recursive };
        let mut came = false;
        for folder in wanted {
            if self.followed.contains(&folder) {
                continue;
            }
            match self.watcher.watch(&folder, mode) {
                Ok(()) => {
                    self.followed.insert(folder);
                    came = true;
                }
                Err(error) if is_refusal(&error) || (folders.first() == Some(&folder) && !is_of_folder(&error)) => {
                    return Err(format!("{}: `{}`", plain(&error), folder.display()));
                }
                // One folder that went or may not be read is no reason to hear nothing of the others.
                Err(_) => {}
            }
        }
        if came {
            let hidden = self.followed.iter().filter(|folder| !is_heard(folder)).cloned().collect();
            *self.hidden.lock().unwrap_or_else(PoisonError::into_inner) = hidden;
        }
        Ok(came)
    }

    /// Watches a folder no longer, and none below it.
    pub fn forget(&mut self, gone: &Path) {
        // What lies below a folder is next to it in the order of paths.
        let from = self.followed.range(gone.to_path_buf()..);
        let below = from.take_while(|folder| folder.starts_with(gone)).cloned().collect();
        self.leave(below);
    }

    /// Watches no folder any longer.
    pub fn forget_all(&mut self) {
        let all = self.followed.iter().cloned().collect();
        self.leave(all);
    }

    fn leave(&mut self, folders: Vec<PathBuf>) {
        for folder in folders {
            // Of a folder that is gone the system has forgotten the watch itself.
            drop(self.watcher.unwatch(&folder));
            self.followed.remove(&folder);
        }
    }
}

/// Whether the system refuses to watch anything more.
fn is_refusal(error: &notify::Error) -> bool {
    matches!(error.kind, notify::ErrorKind::MaxFilesWatch)
}

/// Whether it is the folder that stands in the way: it went, or may not be read.
fn is_of_folder(error: &notify::Error) -> bool {
    use std::io::ErrorKind::{NotADirectory, NotFound, PermissionDenied};
    match &error.kind {
        notify::ErrorKind::PathNotFound => true,
        notify::ErrorKind::Io(error) => matches!(error.kind(), NotFound | NotADirectory | PermissionDenied),
        _ => false,
    }
}

/// What went wrong, and what to do about the one cause that users can change.
fn plain(error: &notify::Error) -> String {
    match &error.kind {
        notify::ErrorKind::MaxFilesWatch => {
            "the system watches no more folders (on Linux `fs.inotify.max_user_watches` says how many)".to_owned()
        }
        notify::ErrorKind::Io(error) => error.to_string(),
        _ => error.to_string(),
    }
}

/// What an event says. Reading is no change; our own reading least of all.
fn signals(event: &Event, hidden: &BTreeSet<PathBuf>) -> Vec<Signal> {
    if event.need_rescan() {
        return vec![Signal::Lost];
    }
    let paths = || event.paths.iter().filter(|path| is_heard(path) || hidden.contains(*path)).cloned();
    let all = |signal: fn(PathBuf) -> Signal| paths().map(signal).collect();
    match event.kind {
        EventKind::Access(AccessKind::Close(AccessMode::Write)) => all(Signal::Written),
        EventKind::Access(_) => Vec::new(),
        EventKind::Create(CreateKind::Folder) | EventKind::Modify(ModifyKind::Other) => all(|_| Signal::Look),
        EventKind::Create(_) | EventKind::Modify(ModifyKind::Data(_) | ModifyKind::Any) => {
            // Where the system does not say when a file is closed, a write is taken for the last one.
            all(if EACH { Signal::Writing } else { Signal::Written })
        }
        EventKind::Modify(ModifyKind::Metadata(_) | ModifyKind::Name(RenameMode::To)) => all(Signal::Written),
        EventKind::Modify(ModifyKind::Name(RenameMode::From)) => all(Signal::Gone),
        // Both ends were told one by one.
        EventKind::Modify(ModifyKind::Name(RenameMode::Both)) if EACH => Vec::new(),
        EventKind::Modify(ModifyKind::Name(_)) => {
            paths().map(|path| if path.exists() { Signal::Written(path) } else { Signal::Gone(path) }).collect()
        }
        EventKind::Remove(RemoveKind::Folder | RemoveKind::File | RemoveKind::Any | RemoveKind::Other) => {
            all(Signal::Gone)
        }
        EventKind::Any | EventKind::Other => all(|_| Signal::Look),
    }
}

/// Whether a change of a file of this name can change the site: swap files, locks and other hidden files do not. In the
/// folder of git its own files do, and the lock that it lets go of when a commit is made: what it writes before that tells
/// of it too early.
fn is_heard(path: &Path) -> bool {
    let name = path.file_name().map(|name| name.to_string_lossy()).unwrap_or_default();
    let in_git = path.parent().is_some_and(|folder| folder.ends_with(".git"));
    match &*name {
        ".gitignore" => true,
        name if in_git => name == "HEAD.lock" || !name.ends_with(".lock"),
        name => !name.starts_with('.') && !name.ends_with('~') && !name.ends_with(".swp"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use notify::event::{DataChange, Flag};

    fn heard(kind: EventKind, path: &str) -> Vec<Signal> {
        signals(&Event::new(kind).add_path(PathBuf::from(path)), &BTreeSet::from([PathBuf::from(".plans")]))
    }

    #[test]
    fn one_folder_that_may_not_be_read_does_not_end_the_watch() {
        let denied = notify::Error::io(std::io::ErrorKind::PermissionDenied.into());
        assert!(is_of_folder(&denied) && !is_refusal(&denied));
        let limit = notify::Error::new(notify::ErrorKind::MaxFilesWatch);
        assert!(is_refusal(&limit) && !is_of_folder(&limit));
    }

    #[test]
    fn folders_are_forgotten_with_what_is_below_them() {
        let mut native = Native::new(std::sync::mpsc::channel().0).expect("a watcher");
        native.followed = ["/x/a", "/x/a/b", "/x/a-b", "/x/c"].iter().map(PathBuf::from).collect();
        native.forget(Path::new("/x/a"));
        assert_eq!(native.followed, ["/x/a-b", "/x/c"].iter().map(PathBuf::from).collect());
        native.forget_all();
        assert!(native.followed.is_empty());
    }

    #[test]
    fn reading_and_hidden_files_are_not_heard() {
        let opened = EventKind::Access(AccessKind::Open(AccessMode::Any));
        assert_eq!(heard(opened, "a.md"), []);
        let closed = EventKind::Access(AccessKind::Close(AccessMode::Write));
        for path in [".a.md.swp", "a.md~", ".DS_Store", ".git/index.lock"] {
            assert_eq!(heard(closed, path), [], "{path}");
        }
        // A folder that is watched itself may have such a name.
        assert_eq!(heard(EventKind::Remove(RemoveKind::Folder), ".plans"), [Signal::Gone(PathBuf::from(".plans"))]);
        assert_eq!(heard(EventKind::Remove(RemoveKind::Folder), ".other"), []);
        for path in ["a.md", ".gitignore", ".git/index", ".git/HEAD.lock", "featsite.yaml"] {
            assert_eq!(heard(closed, path), [Signal::Written(PathBuf::from(path))], "{path}");
        }
    }

    #[test]
    #[cfg(target_os = "linux")]
    fn a_write_is_complete_when_the_file_is_closed() {
        let path = PathBuf::from("a.md");
        let data = EventKind::Modify(ModifyKind::Data(DataChange::Any));
        assert_eq!(heard(data, "a.md"), [Signal::Writing(path.clone())]);
        assert_eq!(heard(EventKind::Modify(ModifyKind::Name(RenameMode::From)), "a.md"), [Signal::Gone(path.clone())]);
        assert_eq!(heard(EventKind::Modify(ModifyKind::Name(RenameMode::To)), "a.md"), [Signal::Written(path.clone())]);
        assert_eq!(heard(EventKind::Remove(RemoveKind::File), "a.md"), [Signal::Gone(path)]);
        assert_eq!(heard(EventKind::Create(CreateKind::Folder), "a"), [Signal::Look]);
        let lost = Event::new(EventKind::Other).set_flag(Flag::Rescan);
        assert_eq!(signals(&lost, &BTreeSet::new()), [Signal::Lost]);
    }
}
