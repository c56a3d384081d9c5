//! A folder on disk that is edited in any way, and the site that follows it: soon it shows what a fresh build would write.
//! Nobody listens, so what the system tells has to do; the folder is not read to be safe.
//!
//! `FEATSITE_SEED` runs another series of edits.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use featsite::base::dates::Date;
use featsite::build::configured;
use featsite::build::edition::{Edition, Press};
use featsite::diag::Diagnostic;
use featsite::source::Snapshot;
use featsite::sys::Trouble;
use featsite::sys::follow::{Change, First, Following, Hands, Observer};
use featsite::sys::read::{Mistaken, Reader};
use featsite::sys::serve::Hub;

use super::shown::compare;
use super::texts::{ASSETS, PATHS, edited, text};

/// How long the site may take to show what lies on disk.
const SOON: Duration = Duration::from_secs(20);

/// How many files are compared after a step, and at the end.
const COMPARED: [usize; 2] = [12, 60];

/// Configurations; the last two have mistakes.
const CONFIGS: &[&str] = &[
    "title: Mine\n",
    "statuses:\n  Brewing: in-progress\nexclude: ['guides/**']\n",
    "kinds:\n  'guides/**': feature\n",
    "titel: Mine\n",
    "title: [\n",
];

/// Files of a theme; the last two do not compile.
const THEMES: &[(&str, &str)] = &[
    ("theme/assets/user.css", "body { color: red }"),
    ("theme/templates/document/rail.html", "<p>a rail of mine</p>"),
    ("theme/templates/document/rail.html", "<p>another</p>"),
    ("theme/templates/document/rail.html", "{% if x %}"),
    ("theme/templates/list.html", "{{ }"),
];

struct Silent;

impl Observer for Silent {
    fn looks(&self) {}
    fn changed(&self, _: &Change<'_>) {}
    fn trouble(&self, _: &Trouble) {}
    fn mistaken(&self, _: &Mistaken) {}
    fn failed(&self, _: &Diagnostic, _: &Edition) {}
    fn mended(&self) {}
    fn note(&self, _: &str) {}
}

/// Numbers that follow from a seed.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % end.max(1)
    }
}

/// A folder that is edited and a site that follows it.
struct Case {
    folder: tempfile::TempDir,
    /// The content folder.
    root: PathBuf,
    numbers: Numbers,
    words: usize,
    /// The latest configuration without a mistake.
    good: Option<Arc<str>>,
    /// Makes the editions that are expected: of a theme that does not compile it shows the one before.
    press: Press,
    following: Option<Following>,
    told: Vec<String>,
}

impl Drop for Case {
    fn drop(&mut self) {
        if let Some(following) = &self.following {
            following.stop();
        }
        if thread::panicking() {
            println!("the edits were:\n{}", self.told.join("\n"));
        }
    }
}

impl Case {
    fn new(seed: u64, below: &str) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let root = folder.path().canonicalize().expect("a path").join(below);
        let numbers = Numbers(seed);
        let press = Press::default();
        let mut case = Self {
            folder,
            root,
            numbers,
            words: 0,
            good: None,
            press,
            following: None,
            told: vec![format!("seed {seed}")],
        };
        fs::create_dir_all(&case.root).expect("made");
        for path in &PATHS[..6] {
            let text = case.text();
            case.write(path, text.as_bytes());
        }
        case
    }

    fn follow(&mut self) {
        let mut reader = Reader::new(&self.root);
        let mut press = Press::default();
        let edition = press.edition(reader.read(today(), None).expect("read"));
        let first = First { hands: Hands::for_each_core(), reader, press, edition, today: Some(today()), poll: false };
        self.following = Some(Following::start(first, Arc::new(Hub::new()), Arc::new(Silent)));
    }

    fn git(&self, arguments: &[&str]) -> bool {
        let mut command = Command::new("git");
        command.args(["-c", "gc.auto=0"]).args(arguments).current_dir(self.folder.path());
        command.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_SYSTEM", "/dev/null");
        for role in ["AUTHOR", "COMMITTER"] {
            command.env(format!("GIT_{role}_NAME"), "Ana").env(format!("GIT_{role}_EMAIL"), "a@example.org");
        }
        command.output().is_ok_and(|output| output.status.success())
    }

    fn commit(&self) {
        assert!(self.git(&["add", "--all"]) && self.git(&["commit", "--quiet", "--allow-empty", "--message=x"]));
    }

    fn text(&mut self) -> String {
        self.words += 1;
        let numbers: Vec<usize> = (0..7).map(|_| self.numbers.below(1000)).collect();
        text(&numbers, &format!("word{}", self.words))
    }

    fn write(&self, path: &str, bytes: &[u8]) {
        let path = self.root.join(path);
        fs::create_dir_all(path.parent().expect("a parent")).expect("made");
        fs::write(path, bytes).expect("written");
    }

    /// The documents or the folders that lie on disk.
    fn lying(&self, folders: bool) -> Vec<PathBuf> {
        let mut found = Vec::new();
        let mut left = vec![self.root.clone()];
        while let Some(folder) = left.pop() {
            for entry in fs::read_dir(folder).expect("a folder").flatten() {
                let path = entry.path();
                let name = entry.file_name().to_string_lossy().into_owned();
                if path.is_dir() && !name.starts_with('.') && name != "theme" {
                    left.push(path.clone());
                    found.extend(folders.then_some(path));
                } else if name.ends_with(".md") && !folders {
                    found.push(path);
                }
            }
        }
        found.sort();
        found
    }

    fn any(&mut self, folders: bool) -> Option<PathBuf> {
        let lying = self.lying(folders);
        lying.get(self.numbers.below(lying.len())).cloned()
    }

    /// One edit; says what it was. `None` where it cannot be done.
    fn edit(&mut self) -> Option<String> {
        let what = self.numbers.below(if self.folder.path().join(".git").exists() { 18 } else { 15 });
        let which = self.numbers.below(1000);
        match what {
            0 => {
                let text = self.text();
                self.write(PATHS[which % PATHS.len()], text.as_bytes());
                Some(format!("wrote {}", PATHS[which % PATHS.len()]))
            }
            1..=5 => {
                let path = self.any(false)?;
                let old = fs::read_to_string(&path).expect("a text");
                self.words += 1;
                let new = edited(&old, which, &format!("word{}", self.words));
                Some(format!("{} {}", save(&path, &new, what), path.display()))
            }
            6 => {
                let path = self.any(false)?;
                fs::remove_file(&path).expect("removed");
                Some(format!("removed {}", path.display()))
            }
            7 => {
                let path = self.any(false)?;
                let to = path.with_file_name(format!("renamed{which}.md"));
                fs::rename(&path, &to).expect("renamed");
                Some(format!("renamed {} to {}", path.display(), to.display()))
            }
            8 => {
                let path = self.any(true)?;
                let to = self.root.join(format!("moved{which}"));
                (!to.exists()).then(|| fs::rename(&path, &to).expect("moved"))?;
                Some(format!("moved {} to {}", path.display(), to.display()))
            }
            9 => {
                let path = self.any(true)?;
                fs::remove_dir_all(&path).expect("removed");
                Some(format!("removed {}", path.display()))
            }
            10 => {
                let path = ASSETS[which % ASSETS.len()];
                if which.is_multiple_of(4) && self.root.join(path).exists() {
                    fs::remove_file(self.root.join(path)).expect("removed");
                } else {
                    self.write(path, &picture(which));
                }
                Some(format!("wrote or removed {path}"))
            }
            11 | 12 => {
                let text = CONFIGS[which % CONFIGS.len()];
                self.write("featsite.yaml", text.as_bytes());
                Some(format!("configured {text:?}"))
            }
            13 => {
                let (path, text) = THEMES[which % THEMES.len()];
                if fs::remove_dir_all(self.root.join("theme")).is_ok() && which.is_multiple_of(3) {
                    return Some("removed the theme".to_owned());
                }
                self.write(path, text.as_bytes());
                Some(format!("themed {path} {text:?}"))
            }
            14 => {
                for at in 0..5 {
                    let text = self.text();
                    self.write(&format!("new{which}/deep{at}/er/document.md"), text.as_bytes());
                }
                Some(format!("wrote folders in new{which}"))
            }
            15 => {
                self.commit();
                Some("committed".to_owned())
            }
            16 => {
                self.commit();
                let head = fs::read_to_string(self.folder.path().join(".git/HEAD")).expect("a text");
                let to = if head.ends_with("main\n") { "many" } else { "main" };
                assert!(self.git(&["checkout", "--quiet", to]));
                Some("switched".to_owned())
            }
            _ => {
                self.write(".gitignore", format!("renamed{}*\n", which % 10).as_bytes());
                Some("ignored".to_owned())
            }
        }
    }

    /// What is to be shown: an edition of what lies on disk, read by one who knows nothing.
    fn expected(&mut self) -> Edition {
        let config = fs::read_to_string(self.root.join("featsite.yaml")).ok();
        if configured(config.as_deref()).diagnostics.is_empty() {
            self.good = config.map(Arc::from);
        }
        let mut reader = Reader::new(&self.root);
        let mut good = Snapshot::of(&[]);
        good.config.clone_from(&self.good);
        reader.keep_configuration(&good);
        self.press.edition(reader.read(today(), None).expect("read"))
    }

    /// Waits until what lies on disk is shown.
    fn settle(&mut self, compared: usize) {
        let expected = self.expected();
        let shown = Arc::clone(&self.following.as_ref().expect("it follows").shown);
        let begun = Instant::now();
        while let Err(difference) = compare(&shown, &expected, compared) {
            assert!(begun.elapsed() < SOON, "{difference}");
            thread::sleep(Duration::from_millis(10));
        }
    }

    fn play(mut self) {
        self.expected();
        self.follow();
        for step in 0..10 {
            let Some(told) = self.edit() else { continue };
            // Which theme or configuration was the last good one depends on which were seen.
            let waits = told.starts_with("themed") || told.starts_with("configured") || told.starts_with("switched");
            self.told.push(told);
            if waits || step % 2 == 1 {
                self.settle(COMPARED[0]);
            }
        }
        self.settle(COMPARED[1]);
    }
}

fn today() -> Date {
    Date::constant(2026, 11, 21)
}

/// Saves a file in one of the ways of editors.
fn save(path: &Path, text: &str, way: usize) -> &'static str {
    let beside = path.with_extension("new~");
    match way {
        1 => {
            fs::write(path, text).expect("written");
            "wrote"
        }
        2 => {
            fs::write(&beside, text).expect("written");
            fs::rename(&beside, path).expect("renamed");
            "replaced"
        }
        3 => {
            fs::remove_file(path).expect("removed");
            fs::write(path, text).expect("written");
            "removed and wrote"
        }
        4 => {
            fs::rename(path, &beside).expect("renamed");
            fs::write(path, text).expect("written");
            fs::remove_file(&beside).expect("removed");
            "backed up and wrote"
        }
        _ => {
            fs::write(path, "").expect("emptied");
            thread::sleep(Duration::from_millis(30));
            fs::write(path, text).expect("written");
            "emptied and wrote"
        }
    }
}

/// The beginning of a picture with a size of its own.
fn picture(number: usize) -> Vec<u8> {
    let mut bytes = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0".to_vec();
    bytes.extend([number as u8, 0, 0, 0, 9, 8, 6, 0, 0, 0]);
    bytes.extend(vec![7; number % 50]);
    bytes
}

fn seeds(from: u64) -> Vec<u64> {
    match std::env::var("FEATSITE_SEED").ok().and_then(|seed| seed.parse().ok()) {
        Some(seed) => vec![seed],
        None => (from..from + 5).collect(),
    }
}

#[test]
fn a_folder_that_is_edited_in_any_way_is_followed() {
    for seed in seeds(1) {
        Case::new(seed, "content").play();
    }
}

#[test]
fn each_commit_is_seen() {
    let mut case = Case::new(1, "docs");
    if !case.git(&["init", "--quiet", "--initial-branch=main"]) {
        println!("skipped: there is no git here");
        return;
    }
    case.commit();
    case.follow();
    for _ in 0..15 {
        case.commit();
        case.settle(1);
    }
}

#[test]
fn a_repository_that_is_worked_in_is_followed() {
    for seed in seeds(11) {
        let mut case = Case::new(seed, if seed % 2 == 0 { "docs" } else { "" });
        if !case.git(&["init", "--quiet", "--initial-branch=main"]) {
            println!("skipped: there is no git here");
            return;
        }
        case.commit();
        case.git(&["checkout", "--quiet", "-b", "many"]);
        for at in 0..200 {
            let text = case.text();
            case.write(&format!("many/of{}/document{at}.md", at % 9), text.as_bytes());
        }
        case.commit();
        assert!(case.git(&["checkout", "--quiet", "main"]));
        case.play();
    }
}
