//! The output folder survives what happens to a build: killed, cut off, raced, and handed a manifest that lies.

use std::collections::BTreeSet;
use std::fs;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use featsite::sys::write::manifest;
use proptest::prelude::*;

use crate::cli::Folder;

/// A folder whose site takes long enough to be killed in the middle.
fn documents(count: usize, word: &str) -> Vec<(String, String)> {
    let paragraph = format!("Some {word} text that fills the page, with `code` and a [link](0.md).\n\n").repeat(40);
    (0..count)
        .map(|at| (format!("content/{at}.md"), format!("# Document {at}\n\n- [x] {word}\n\n{paragraph}")))
        .collect()
}

fn write(folder: &Folder, documents: &[(String, String)]) {
    for (path, text) in documents {
        folder.write(path, text.as_bytes());
    }
}

fn build() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_featsite"));
    command.args(["build", "--quiet", "--today", "2026-11-21"]).stderr(Stdio::null());
    command
}

/// What stands in a folder besides hidden names, and what hidden names there are.
fn litter(folder: &Folder) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder.path(""))
        .expect("listed")
        .flatten()
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .filter(|name| name != "content" && name != "_site")
        .collect();
    names.sort();
    names
}

#[test]
fn a_build_that_is_killed_leaves_the_old_site_or_the_new_one() {
    let folder = Folder::with(&[]);
    let (old, new) = (documents(60, "old"), documents(70, "new"));
    let mut seen = BTreeSet::new();
    write(&folder, &new);
    let begun = Instant::now();
    assert!(build().current_dir(folder.path("")).status().expect("runs").success());
    let whole = begun.elapsed();
    let new_site = folder.tree("_site");
    fs::remove_dir_all(folder.path("content")).expect("removed");
    write(&folder, &old);
    assert!(build().current_dir(folder.path("")).status().expect("runs").success());
    let old_site = folder.tree("_site");
    assert!(old_site != new_site);
    write(&folder, &new);
    for trial in 0..16_u32 {
        let mut child = build().current_dir(folder.path("")).spawn().expect("runs");
        std::thread::sleep(whole.mul_f64(f64::from(trial) / 13.0));
        let _ = child.kill();
        let _ = child.wait();
        let site = folder.tree("_site");
        assert!(site == old_site || site == new_site, "trial {trial}: half a site");
        seen.insert(site == new_site);
        // The next build needs no help and leaves nothing behind.
        if site == new_site {
            for at in 60..70 {
                fs::remove_file(folder.path(&format!("content/{at}.md"))).expect("removed");
            }
            write(&folder, &old);
            assert!(build().current_dir(folder.path("")).status().expect("runs").success(), "trial {trial}");
            assert!(folder.tree("_site") == old_site, "trial {trial}");
            assert_eq!(litter(&folder), Vec::<String>::new(), "trial {trial}");
            write(&folder, &new);
        }
    }
    assert!(seen.contains(&false), "no build was killed in time");
    assert!(build().current_dir(folder.path("")).status().expect("runs").success());
    assert!(folder.tree("_site") == new_site);
    assert_eq!(litter(&folder), Vec::<String>::new());
}

#[cfg(unix)]
#[test]
fn a_build_that_cannot_write_leaves_the_old_site() {
    let folder = Folder::with(&[]);
    write(&folder, &documents(20, "old"));
    assert!(build().current_dir(folder.path("")).status().expect("runs").success());
    let before = folder.tree("_site");
    write(&folder, &documents(20, "new"));
    // With the signal ignored, every file larger than this many blocks fails to be written.
    for blocks in ["0", "1", "4"] {
        let run = Command::new("sh")
            .args(["-c", "trap '' XFSZ; ulimit -f \"$1\"; exec \"$2\" build --quiet 2>&1", "sh", blocks])
            .arg(env!("CARGO_BIN_EXE_featsite"))
            .current_dir(folder.path(""))
            .output()
            .expect("runs");
        let said = String::from_utf8_lossy(&run.stdout);
        assert_eq!(run.status.code(), Some(2), "{blocks}: {said}");
        assert!(said.starts_with("error: cannot write `") && said.contains("too large"), "{blocks}: {said}");
        assert!(folder.tree("_site") == before, "{blocks}");
        assert_eq!(litter(&folder), Vec::<String>::new(), "{blocks}");
    }
}

#[test]
fn builds_at_once_give_one_whole_site() {
    let folder = Folder::with(&[]);
    write(&folder, &documents(40, "one"));
    assert!(build().args(["--output", "alone"]).current_dir(folder.path("")).status().expect("runs").success());
    for _ in 0..3 {
        let children: Vec<_> = (0..4)
            .map(|_| {
                let mut command = build();
                command.current_dir(folder.path("")).stderr(Stdio::piped()).spawn().expect("runs")
            })
            .collect();
        let mut won = 0;
        for child in children {
            let output = child.wait_with_output().expect("ended");
            let said = String::from_utf8_lossy(&output.stderr);
            match output.status.code() {
                Some(0) => won += 1,
                code => assert!(code == Some(2) && said.contains("another build is writing to"), "{code:?}: {said}"),
            }
        }
        assert!(won > 0);
        assert!(folder.tree("_site") == folder.tree("alone"));
        assert_eq!(litter(&folder), ["alone"]);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, max_shrink_time: 10_000, ..ProptestConfig::default() })]

    /// Whatever a manifest lists, only files that it lists and that lie in the folder go.
    #[test]
    fn a_manifest_that_lies_removes_nothing_else(
        listed in prop::collection::vec("(\\.\\./|/|\\./|[ab]/|[ab]|\\.\\.|[ab]\\.html|//|outside|\u{e9}){1,5}", 0..8),
    ) {
        let folder = Folder::with(&[("outside", "x"), ("a", "x"), ("site/keep", "x"), ("site/a/keep", "x")]);
        for path in ["site/a/b/a.html", "site/a/a.html", "site/b.html", "site/a.html", "site/b"] {
            folder.write(path, b"x");
        }
        let before: BTreeSet<String> = folder.names("").into_iter().collect();
        manifest::remove(&folder.path("site"), listed.iter().map(String::as_str)).expect("removed");
        let after: BTreeSet<String> = folder.names("").into_iter().collect();
        for gone in before.difference(&after) {
            let inner = gone.strip_prefix("site/");
            prop_assert!(inner.is_some_and(|inner| listed.iter().any(|path| path == inner)), "{gone} is gone");
        }
    }
}

#[test]
fn time_stands_in_no_file() {
    let folder = Folder::with(&[("content/a.md", "# A\n\n**Status**: Done\n")]);
    folder.run(&["build", "--output", "one"]);
    std::thread::sleep(Duration::from_millis(1100));
    folder.run(&["build", "--output", "two"]);
    assert!(folder.tree("one") == folder.tree("two"));
}

#[test]
fn nothing_of_this_machine_stands_in_the_output() {
    let folder = Folder::with(&[("content/a.md", "# A\n\n[b](b.md) ![x](x.png)\n"), ("content/x.png", "x")]);
    let run = folder.run_with(&["build"], &[("USER", "canary-user"), ("HOSTNAME", "canary-host")]);
    assert_eq!(run.code, 0);
    let here = folder.path("").display().to_string();
    let here = here.trim_end_matches('/');
    for (name, bytes) in folder.tree("_site") {
        let text = String::from_utf8_lossy(&bytes);
        for secret in [here, "canary-user", "canary-host", env!("CARGO_MANIFEST_DIR")] {
            assert!(!text.contains(secret), "{name} holds {secret}");
        }
    }
}
