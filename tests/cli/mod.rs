//! The program from outside: commands, exit codes, messages.

mod board;
mod check;
mod explain;
mod export_html;
mod git;
mod init;
mod keys;
mod known;
mod list;
mod new;
mod output;
mod published;
mod reading;
mod second;
mod serve;
mod theme;
mod timings;
mod usage;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A folder of its own for one test.
pub struct Folder(tempfile::TempDir, tempfile::TempDir);

impl Folder {
    /// A folder with these files.
    pub fn with(files: &[(&str, &str)]) -> Self {
        let [folder, cache] = [(); 2].map(|()| tempfile::tempdir().expect("a folder"));
        let folder = Self(folder, cache);
        for (path, text) in files {
            folder.write(path, text.as_bytes());
        }
        folder
    }

    /// A path below it.
    pub fn path(&self, below: &str) -> PathBuf {
        self.0.path().join(below)
    }

    /// What the program may forget, of a run in this folder.
    pub fn cache(&self) -> &Path {
        self.1.path()
    }

    /// Writes a file and the folders above it.
    pub fn write(&self, path: &str, bytes: &[u8]) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().expect("a parent")).expect("made");
        fs::write(path, bytes).expect("written");
    }

    /// The text of a file; empty where it cannot be read.
    pub fn text(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap_or_default()
    }

    /// Every file below a folder with its bytes, sorted.
    pub fn tree(&self, below: &str) -> Vec<(String, Vec<u8>)> {
        let mut found = Vec::new();
        collect(&self.path(below), "", &mut found);
        found.sort();
        found
    }

    /// The names of a tree's files.
    pub fn names(&self, below: &str) -> Vec<String> {
        self.tree(below).into_iter().map(|(name, _)| name).collect()
    }

    /// Runs the program in this folder.
    pub fn run(&self, arguments: &[&str]) -> Run {
        self.run_with(arguments, &[])
    }

    /// Runs the program in a folder below this one.
    pub fn run_in(&self, below: &str, arguments: &[&str]) -> Run {
        self.run_from(&self.path(below), arguments, &[])
    }

    /// Runs the program in this folder with further variables.
    pub fn run_with(&self, arguments: &[&str], variables: &[(&str, &str)]) -> Run {
        self.run_from(self.0.path(), arguments, variables)
    }

    fn run_from(&self, from: &Path, arguments: &[&str], variables: &[(&str, &str)]) -> Run {
        let mut command = Command::new(env!("CARGO_BIN_EXE_featsite"));
        command.args(arguments).current_dir(from).env("NO_COLOR", "1").env("SOURCE_DATE_EPOCH", "1795219200");
        // Nothing of the user's is touched, and no test knows what another one built.
        command.env("XDG_CACHE_HOME", self.cache());
        command.envs(variables.iter().copied());
        let output = command.output().expect("the program runs");
        Run {
            code: output.status.code().unwrap_or(-1),
            out: String::from_utf8_lossy(&output.stdout).into_owned(),
            err: String::from_utf8_lossy(&output.stderr).into_owned(),
        }
    }
}

fn collect(folder: &Path, prefix: &str, found: &mut Vec<(String, Vec<u8>)>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            collect(&entry.path(), &format!("{name}/"), found);
        } else {
            found.push((name, fs::read(entry.path()).unwrap_or_default()));
        }
    }
}

/// What a run of the program gave.
#[derive(Debug)]
pub struct Run {
    /// The exit code.
    pub code: i32,
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub err: String,
}
