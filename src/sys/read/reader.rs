//! Reads a content folder again and again: what the file system says is unchanged is not read a second time.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use rayon::prelude::*;

use super::stamp::Stamp;
use super::walk::{Found, Listing};
use super::{OVERSIZED, Sourced, Trouble, all, configuration, git, open, open_itself, rules, slashed, source, walk};
use crate::base::dates::Date;
use crate::build;
use crate::build::stages::{Stage, Stages, Unit};
use crate::config;
use crate::diag::{Diagnostic, Severity};
use crate::source::{Snapshot, THEME, difference, picture};

/// Reads one content folder.
pub struct Reader {
    folder: PathBuf,
    stages: Arc<dyn Stages>,
    sources: Kept<Sourced>,
    theme: Kept<Option<Arc<[u8]>>>,
    pictures: Kept<Option<(u32, u32)>>,
    memory: git::Memory,
    /// The stamps of git's own files when it was asked.
    asked: Vec<Option<Stamp>>,
    /// The latest configuration without a mistake, where a faulty one is not to be used.
    good: Option<Option<Arc<str>>>,
    mistaken: Option<Mistaken>,
    folders: Vec<PathBuf>,
    theme_folder: String,
    pictures_written: BTreeSet<Arc<str>>,
}

/// A configuration with mistakes, which is not used.
#[derive(Clone)]
pub struct Mistaken {
    /// Its text.
    pub text: Arc<str>,
    /// What is wrong with it.
    pub findings: Vec<Diagnostic>,
}

/// What was made of files, by path.
type Kept<T> = BTreeMap<Arc<str>, One<T>>;

/// What was made of a file, with the file's stamp and whether a later change is sure to give another.
type One<T> = (Option<(Stamp, bool)>, T);

impl Reader {
    /// For a folder, as the user named it.
    pub fn new(folder: &Path) -> Self {
        Self {
            folder: folder.to_path_buf(),
            stages: Arc::new(()),
            sources: Kept::new(),
            theme: Kept::new(),
            pictures: Kept::new(),
            memory: git::Memory::default(),
            asked: Vec::new(),
            good: None,
            mistaken: None,
            folders: Vec::new(),
            theme_folder: THEME.to_owned(),
            pictures_written: BTreeSet::new(),
        }
    }

    /// Has somebody hear how far it is.
    pub fn observed_by(self, stages: Arc<dyn Stages>) -> Self {
        Self { stages, ..self }
    }

    /// From now on a configuration with mistakes is not used: the latest one without stays.
    pub fn keep_configuration(&mut self, snapshot: &Snapshot) {
        self.good = Some(snapshot.config.clone());
    }

    /// The configuration that was not used at the last reading.
    pub fn mistaken(&self) -> Option<&Mistaken> {
        self.mistaken.as_ref()
    }

    /// The folders that the last reading looked into, the content folder first.
    pub fn folders(&self) -> &[PathBuf] {
        &self.folders
    }

    /// The pictures that were written since this was asked last.
    pub fn take_pictures_written(&mut self) -> BTreeSet<Arc<str>> {
        std::mem::take(&mut self.pictures_written)
    }

    /// Reads this file again next time, whatever the file system says of it.
    pub fn forget(&mut self, path: &str) {
        fn unsettle<T>(kept: &mut Kept<T>, path: &str) {
            if let Some((Some((_, settled)), _)) = kept.get_mut(path) {
                *settled = false;
            }
        }
        unsettle(&mut self.sources, path);
        // Files of the theme are known by their path below it.
        if let Some(inner) = path.strip_prefix(&self.theme_folder).and_then(|rest| rest.strip_prefix('/')) {
            unsettle(&mut self.theme, inner);
        }
        unsettle(&mut self.pictures, path);
    }

    /// Reads the folder. Fails only where the folder itself cannot be read. With `last`, what was read before, git is asked
    /// only where something differs from it, or git's own files do.
    pub fn read(&mut self, today: Date, last: Option<&Snapshot>) -> Result<Snapshot, Trouble> {
        let read = self.look(today, last);
        // What comes now, perhaps for hours nothing, is no reading.
        self.stages.begin(Stage::Other, 0);
        read
    }

    fn look(&mut self, today: Date, last: Option<&Snapshot>) -> Result<Snapshot, Trouble> {
        self.stages.begin(Stage::Walk, 0);
        let folder = &self.folder;
        let root = folder.canonicalize().and_then(|root| fs::read_dir(&root).map(|_| root)).map_err(|error| {
            let message = match error.kind() {
                io::ErrorKind::NotFound => format!("there is no folder `{}`", folder.display()),
                io::ErrorKind::NotADirectory => format!("`{}` is a file, not a folder", folder.display()),
                _ => format!("cannot read the folder `{}`: {error}", folder.display()),
            };
            Trouble::new(message).help("give the folder that holds your Markdown files")
        })?;
        let repository = rules::repository(&root).map(Path::to_path_buf);
        let Some(repository) = repository else { return self.files(&root, today) };
        let below = slashed(root.strip_prefix(&repository).unwrap_or(Path::new("")));
        let stamps = git::folder(&repository).map(|folder| git_stamps(&folder)).unwrap_or_default();
        let mut memory = std::mem::take(&mut self.memory);
        let mut ask = || git::ask(&root, &repository, &mut memory);
        let (told, mut snapshot) = match last {
            // Git tells what it knows while the files are read.
            None => {
                let (told, snapshot) = std::thread::scope(|scope| {
                    let told = scope.spawn(&mut ask);
                    let snapshot = self.files(&root, today);
                    self.stages.begin(Stage::Git, 0);
                    (told.join().ok().flatten(), snapshot)
                });
                (told, snapshot?)
            }
            Some(last) => {
                let mut snapshot = self.files(&root, today)?;
                snapshot.repository_path = Some(below.clone());
                if difference::is_same(last, &snapshot) && self.asked == stamps {
                    snapshot.git.clone_from(&last.git);
                    self.memory = memory;
                    return Ok(snapshot);
                }
                self.stages.begin(Stage::Git, 0);
                (ask(), snapshot)
            }
        };
        self.memory = memory;
        // What did not answer is asked again, although nothing has changed.
        self.asked = if told.is_some() { stamps } else { Vec::new() };
        snapshot.git = told.map(|told| told.about(&snapshot.files, &below));
        snapshot.repository_path = Some(below);
        Ok(snapshot)
    }

    /// Reads what lies in the folder.
    fn files(&mut self, root: &Path, today: Date) -> Result<Snapshot, Trouble> {
        let mut diagnostics = Vec::new();
        let config = self.configuration(root, &mut diagnostics)?;
        let settings = config::read(config.as_deref()).value;
        let Listing { files, assets, theme, folders, left_out, diagnostics: found } = walk::walk(root, &settings);
        self.stages.count(Unit::Files, files.len() + assets.len());
        self.stages.begin(Stage::Read, files.len());
        self.folders = folders;
        self.theme_folder = settings.theme.unwrap_or_else(|| THEME.to_owned());
        // Where nothing can be read the site of before is better than an empty one.
        if let (true, Some(first)) = (files.is_empty(), found.iter().find(|one| one.severity == Severity::Error)) {
            return Err(Trouble::new(first.message.clone()).help("mend its permissions: nothing else holds Markdown"));
        }
        diagnostics.extend(found);
        let files = files.into_iter().map(|Found { path, real }| (Arc::from(path), real)).collect();
        let stages = Arc::clone(&self.stages);
        let one = |path: &Arc<str>, file| {
            let sourced = source(path, file);
            stages.done();
            sourced
        };
        drop(renew(&mut self.sources, files, open_itself, one));
        let mut sources = Vec::with_capacity(self.sources.len());
        for (_, (file, found)) in self.sources.values() {
            sources.extend(file.clone());
            diagnostics.extend(found.iter().cloned());
        }
        self.stages.count(Unit::Files, sources.len());
        self.stages.count(Unit::Bytes, sources.iter().map(|file| file.text.len()).sum());
        let themed = theme.into_iter().map(|(name, path)| (Arc::from(name), path)).collect();
        drop(renew(&mut self.theme, themed, open_itself, |_, file| Some(Arc::from(all(file.ok()?, OVERSIZED).ok()?))));
        let theme = self.theme.iter();
        let theme =
            theme.filter_map(|(name, (_, bytes))| Some((name.to_string(), Arc::clone(bytes.as_ref()?)))).collect();
        let shown = assets.keys().filter(|path| picture::is_picture(path));
        let shown = shown.map(|path| (Arc::clone(path), root.join(&**path))).collect();
        let written =
            renew(&mut self.pictures, shown, open, |_, file| picture::size(&all(file.ok()?, picture::HEAD).ok()?));
        self.pictures_written.extend(written);
        let pictures = self.pictures.iter();
        let pictures = pictures.filter_map(|(path, (_, size))| Some((Arc::clone(path), (*size)?))).collect();
        let name = root.file_name().map_or_else(|| ".".into(), |name| name.to_string_lossy().into_owned());
        Ok(Snapshot {
            files: sources,
            assets,
            pictures,
            config,
            theme,
            theme_folder: self.theme_folder.clone(),
            repository_path: None,
            git: None,
            root: root.to_path_buf(),
            folder: name,
            today,
            left_out,
            diagnostics,
        })
    }

    /// The text of the configuration in force.
    fn configuration(&mut self, root: &Path, diagnostics: &mut Vec<Diagnostic>) -> Result<Option<Arc<str>>, Trouble> {
        let text = configuration(root, diagnostics)?;
        self.mistaken = None;
        let Some(good) = &mut self.good else { return Ok(text) };
        let findings = build::configured(text.as_deref()).diagnostics;
        if findings.is_empty() {
            good.clone_from(&text);
            return Ok(text);
        }
        self.mistaken = text.map(|text| Mistaken { text, findings });
        Ok(good.clone())
    }
}

/// What the file system says of the files that git writes when something is committed, or another branch is taken.
fn git_stamps(folder: &Path) -> Vec<Option<Stamp>> {
    let files = ["HEAD", "index", "packed-refs", "logs/HEAD", "config", "info/exclude"];
    files.iter().map(|name| Some(Stamp::of(&fs::metadata(folder.join(name)).ok()?))).collect()
}

/// Makes of every file what is made of it, again only where its stamp says that it may have changed. Of a file that is no
/// longer there nothing is kept. Gives the files that were there before with another stamp.
fn renew<T: Send + Sync>(
    kept: &mut Kept<T>,
    files: Vec<(Arc<str>, PathBuf)>,
    open: fn(&Path) -> io::Result<File>,
    make: impl Fn(&Arc<str>, io::Result<File>) -> T + Sync,
) -> Vec<Arc<str>> {
    let now = SystemTime::now();
    let made: Vec<Option<One<T>>> = files
        .par_iter()
        .map(|(path, real)| {
            let known = kept.get(path).and_then(|(stamp, _)| *stamp);
            if let Some((known, true)) = known
                && fs::metadata(real).is_ok_and(|data| Stamp::of(&data) == known)
            {
                return None;
            }
            let file = open(real);
            // The stamp is that of before the reading: what is written in the meantime is read next time.
            let stamp = file.as_ref().ok().and_then(|file| file.metadata().ok()).map(|data| Stamp::of(&data));
            Some((stamp.map(|stamp| (stamp, stamp.is_settled(now))), make(path, file)))
        })
        .collect();
    let mut old = std::mem::take(kept);
    let mut changed = Vec::new();
    for ((path, _), made) in files.into_iter().zip(made) {
        let before = old.remove(&path);
        if let (Some((now, _)), Some((then, _))) = (&made, &before)
            && now.map(|(stamp, _)| stamp) != then.map(|(stamp, _)| stamp)
        {
            changed.push(Arc::clone(&path));
        }
        if let Some(value) = made.or(before) {
            kept.insert(path, value);
        }
    }
    changed
}
