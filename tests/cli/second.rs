//! The second build of an output: what is known to be the same is not made again, and nothing else is taken for it.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use std::time::{Duration, SystemTime};

use super::{Folder, Run};

fn folder() -> Folder {
    Folder::with(&[
        ("content/a.md", "# FEAT-001: Login\n\n**Status**: In Progress\n\nText and a [picture](sub/p.png).\n"),
        ("content/sub/b.md", "# B\n\n[gone](nowhere.md)\n"),
        ("content/sub/p.png", "not really a picture"),
    ])
}

/// Builds, and says whether files were made.
fn build(folder: &Folder, arguments: &[&str]) -> (Run, bool) {
    let run = folder.run(&[&["build", "--timings=json"], arguments].concat());
    assert_eq!(run.code, 0, "{}", run.err);
    let made = run.err.contains("\"stage\":\"files\"");
    let told = run.err.rfind("{\"command\"").map_or(run.err.as_str(), |at| &run.err[..at]).to_owned();
    (Run { err: told, ..run }, made)
}

/// Which file is where, and when it was written.
fn stands(folder: &Folder, below: &str) -> BTreeMap<String, (u64, SystemTime)> {
    let stand = |name: String| {
        let data = fs::symlink_metadata(folder.path(below).join(&name)).expect("there");
        #[cfg(unix)]
        let number = std::os::unix::fs::MetadataExt::ino(&data);
        #[cfg(not(unix))]
        let number = 0;
        (name, (number, data.modified().expect("known")))
    };
    folder.names(below).into_iter().map(stand).collect()
}

/// Holds that the output is what a build of nothing would be.
pub fn is_as_fresh(folder: &Folder, what: &str) {
    let _ = fs::remove_dir_all(folder.path("fresh"));
    assert_eq!(folder.run(&["build", "--output", "fresh"]).code, 0);
    assert!(folder.tree("_site") == folder.tree("fresh"), "{what}: the site is another than a fresh one");
}

/// The record of the only output.
pub fn record(folder: &Folder) -> PathBuf {
    let entries: Vec<PathBuf> =
        fs::read_dir(folder.cache().join("featsite/builds")).expect("there").flatten().map(|one| one.path()).collect();
    let [one] = entries.as_slice() else { panic!("{entries:?}") };
    one.clone()
}

#[test]
fn a_build_that_would_be_the_same_makes_nothing_and_says_the_same() {
    let folder = folder();
    let (first, made) = build(&folder, &[]);
    assert!(made);
    let before = stands(&folder, "_site");
    let (second, made) = build(&folder, &[]);
    assert!(!made);
    assert_eq!(second.err, first.err);
    assert!(first.err.contains("broken-link"), "{}", first.err);
    assert_eq!(stands(&folder, "_site"), before);
    let strict = folder.run(&["build", "--strict"]);
    assert_eq!((strict.code, strict.err), (1, first.err));
    assert_eq!(fs::read_dir(folder.path("")).expect("listed").count(), 2, "no litter");
}

#[test]
fn whatever_is_read_counts() {
    let folder = folder();
    build(&folder, &[]);
    for (path, text) in [
        ("content/a.md", "# FEAT-001: Other\n"),
        ("content/c.md", "# C\n\n[picture](sub/p.png)\n"),
        // As many bytes as before.
        ("content/sub/p.png", "not really a PICTURE"),
        ("content/featsite.yaml", "title: Another\n"),
        ("content/theme/assets/user.css", "body { color: red }\n"),
        ("content/left.bin", "of no document"),
    ] {
        folder.write(path, text.as_bytes());
        assert!(build(&folder, &[]).1, "{path}");
        assert!(!build(&folder, &[]).1, "{path}");
        is_as_fresh(&folder, path);
    }
    fs::remove_file(folder.path("content/c.md")).expect("removed");
    assert!(build(&folder, &[]).1);
    is_as_fresh(&folder, "a document is gone");
    assert!(build(&folder, &["--today", "2030-01-02"]).1, "the day counts");
    assert!(build(&folder, &[]).1);
    is_as_fresh(&folder, "the day of before");
}

#[test]
fn an_output_that_somebody_changed_is_put_right() {
    let folder = folder();
    build(&folder, &[]);
    let text = folder.text("_site/a.html");
    let changes: [(&str, &dyn Fn()); 5] = [
        ("as long as before", &|| folder.write("_site/a.html", text.replace("Text", "TEXT").as_bytes())),
        ("longer", &|| folder.write("_site/a.html", format!("{text}\n").as_bytes())),
        ("gone", &|| fs::remove_file(folder.path("_site/a.html")).expect("removed")),
        ("a folder is gone", &|| fs::remove_dir_all(folder.path("_site/sub")).expect("removed")),
        ("the list is damaged", &|| folder.write("_site/.featsite-manifest.json", b"{}")),
    ];
    for (what, change) in changes {
        change();
        let run = folder.run(&["build", "--force", "--timings=json"]);
        assert_eq!(run.code, 0, "{what}: {}", run.err);
        assert!(run.err.contains("\"stage\":\"files\""), "{what}");
        is_as_fresh(&folder, what);
        assert!(!build(&folder, &["--force"]).1, "{what}");
    }
    // With the bytes and the time of before it is another file all the same.
    fs::rename(folder.path("_site/a.html"), folder.path("kept")).expect("moved");
    fs::copy(folder.path("kept"), folder.path("_site/a.html")).expect("copied");
    let written = fs::metadata(folder.path("kept")).and_then(|data| data.modified()).expect("known");
    let file = fs::File::options().write(true).open(folder.path("_site/a.html")).expect("opened");
    file.set_modified(written).expect("set");
    assert!(cfg!(not(unix)) || build(&folder, &[]).1);
}

#[test]
fn a_record_that_is_lost_or_wrong_costs_only_time() {
    let folder = folder();
    build(&folder, &[]);
    let before = stands(&folder, "_site");
    let path = record(&folder);
    let whole = fs::read_to_string(&path).expect("a record");
    let half = whole.len() / 2;
    for (what, text) in [
        ("empty", String::new()),
        ("cut off", whole[..half].to_owned()),
        ("of another version", whole.replacen('2', "3", 1)),
        ("of another site", format!("{}\n{}\n{}\n", "featsite build 2", "0".repeat(64), "0".repeat(64))),
    ] {
        fs::write(&path, text).expect("written");
        assert!(build(&folder, &[]).1, "{what}");
        assert_eq!(stands(&folder, "_site"), before, "{what}: nothing is written that is the same");
        assert!(!build(&folder, &[]).1, "{what}");
    }
    fs::remove_file(&path).expect("removed");
    assert!(build(&folder, &[]).1);
    // A record holds no text, no path and no name.
    assert!(
        whole.lines().skip(1).all(|line| line.len() == 64 && line.bytes().all(|b| b.is_ascii_hexdigit())),
        "{whole}"
    );
    // No place for it.
    let nowhere = folder.path("content/a.md").display().to_string();
    for _ in 0..2 {
        let run = folder.run_with(&["build", "--timings=json"], &[("XDG_CACHE_HOME", &nowhere)]);
        assert_eq!(run.code, 0, "{}", run.err);
        assert!(run.err.contains("\"stage\":\"files\""));
    }
}

#[test]
fn a_record_from_before_a_crash_is_not_believed() {
    let folder = folder();
    build(&folder, &[]);
    let path = record(&folder);
    let old = fs::read(&path).expect("a record");
    let text = folder.text("content/a.md");
    folder.write("content/a.md", b"# FEAT-001: Changed\n");
    build(&folder, &[]);
    // The output is that of the second build, the record that of the first, and the sources are those of the first again.
    fs::write(&path, old).expect("written");
    folder.write("content/a.md", text.as_bytes());
    assert!(build(&folder, &[]).1);
    is_as_fresh(&folder, "after the crash");
}

#[test]
fn a_record_that_cannot_be_followed_by_another_goes() {
    let folder = folder();
    assert!(build(&folder, &[]).1);
    let record = record(&folder);
    // Nothing can be written where the next one would be.
    fs::create_dir(record.with_extension("new")).expect("made");
    folder.write("content/sub/b.md", b"# Another\n");
    assert!(build(&folder, &[]).1);
    assert!(!record.exists());
    is_as_fresh(&folder, "without a record");
}

#[test]
fn no_record_lies_among_the_sources_or_in_the_output() {
    let folder = folder();
    build(&folder, &[]);
    #[cfg(unix)]
    std::os::unix::fs::symlink(folder.path("content"), folder.path("linked")).expect("linked");
    for place in ["content", "content/sub/new", "_site", "_site/sub", if cfg!(unix) { "linked" } else { "content" }] {
        let cache = folder.path(place).display().to_string();
        let before = (folder.names("content"), folder.names("_site"));
        for _ in 0..2 {
            let run = folder.run_with(&["build", "--timings=json"], &[("XDG_CACHE_HOME", &cache)]);
            assert_eq!(run.code, 0, "{}", run.err);
            assert!(run.err.contains("\"stage\":\"files\""), "{place}");
        }
        assert_eq!((folder.names("content"), folder.names("_site")), before, "{place}");
    }
    // The same of a home there.
    #[cfg(not(any(windows, target_vendor = "apple")))]
    for _ in 0..2 {
        let home = folder.path("content").display().to_string();
        let run = folder.run_with(&["build", "--timings=json"], &[("XDG_CACHE_HOME", ""), ("HOME", &home)]);
        assert!(run.code == 0 && run.err.contains("\"stage\":\"files\""), "{}", run.err);
        assert!(!folder.path("content/.cache").exists());
    }
    // Beside both it may lie.
    folder.run_with(&["build"], &[("XDG_CACHE_HOME", &folder.path("beside").display().to_string())]);
    assert_eq!(folder.names("beside").len(), 1);
}

#[test]
fn a_record_that_nobody_used_for_long_is_removed() {
    let folder = folder();
    build(&folder, &[]);
    let own = record(&folder);
    let age = |path: &PathBuf, days: u64| {
        let file = fs::File::options().write(true).open(path).expect("opened");
        file.set_modified(SystemTime::now() - Duration::from_secs(days * 86_400)).expect("set");
    };
    let [old, younger] = ["old", "younger"].map(|name| own.with_file_name(name));
    for (path, days) in [(&old, 91), (&younger, 89)] {
        fs::write(path, "featsite build 2\n").expect("written");
        age(path, days);
    }
    // Used, it lives on.
    age(&own, 91);
    assert!(!build(&folder, &[]).1);
    let used = fs::metadata(&own).and_then(|data| data.modified()).expect("known");
    assert!(used.elapsed().is_ok_and(|age| age < Duration::from_secs(86_400)));
    assert!(old.exists(), "only one who writes removes");
    folder.write("content/c.md", b"# C\n");
    assert!(build(&folder, &[]).1);
    assert!(!old.exists() && younger.exists() && own.exists());
}

#[test]
fn outputs_and_folders_are_told_apart() {
    let folder = folder();
    folder.write("other/a.md", b"# FEAT-001: Elsewhere\n");
    assert!(build(&folder, &[]).1);
    assert!(build(&folder, &["--output", "www"]).1);
    assert!(!build(&folder, &[]).1 && !build(&folder, &["--output", "www"]).1);
    assert!(build(&folder, &["other"]).1);
    assert!(folder.text("_site/a.html").contains("Elsewhere"));
    assert!(build(&folder, &[]).1);
    is_as_fresh(&folder, "the first folder again");
    // What is moved away with its record's path taken by another is made again.
    fs::rename(folder.path("www"), folder.path("_site/../kept")).expect("moved");
    assert!(build(&folder, &["--output", "www"]).1);
}

#[test]
fn files_that_are_not_ours_stay_and_do_not_matter() {
    let folder = folder();
    build(&folder, &[]);
    folder.write("_site/CNAME", b"example.org\n");
    assert!(!build(&folder, &[]).1);
    folder.write("content/c.md", b"# C\n");
    assert!(build(&folder, &[]).1, "one by one");
    let before = stands(&folder, "_site");
    assert!(!build(&folder, &[]).1);
    fs::remove_file(record(&folder)).expect("removed");
    assert!(build(&folder, &[]).1);
    assert_eq!(stands(&folder, "_site"), before, "nothing is written that is the same, the list neither");
    assert_eq!(folder.text("_site/CNAME"), "example.org\n");
    fs::remove_file(folder.path("_site/CNAME")).expect("removed");
    is_as_fresh(&folder, "one by one");
}

#[test]
fn a_template_that_stops_is_told_every_time() {
    let folder = folder();
    let stops = "{% if title == \"B\" %}{{ nothing.at.all }}{% endif %}{{ body | safe }}";
    folder.write("content/theme/templates/document.html", stops.as_bytes());
    let first = build(&folder, &[]);
    assert!(first.0.err.contains("error[theme-error]: a template stops"), "{}", first.0.err);
    let second = build(&folder, &[]);
    assert_eq!((second.0.err, second.1), (first.0.err, true));
    // What is found without making a page does not stand in the way.
    folder.write("content/theme/templates/document.html", b"{{ body | safe }}");
    folder.write("content/theme/templates/documnet.html", b"");
    let first = build(&folder, &[]);
    assert!(first.0.err.contains("stale-theme-override"), "{}", first.0.err);
    let second = build(&folder, &[]);
    assert_eq!((second.0.err, second.1), (first.0.err, false));
}

#[cfg(unix)]
#[test]
fn a_link_in_the_output_is_not_taken_for_our_file() {
    let folder = folder();
    build(&folder, &[]);
    fs::rename(folder.path("_site/sub"), folder.path("moved")).expect("moved");
    std::os::unix::fs::symlink(folder.path("moved"), folder.path("_site/sub")).expect("linked");
    // The files stand as they were left, behind the link.
    let run = folder.run(&["build", "--timings=json"]);
    assert!(run.code == 2 || run.err.contains("\"stage\":\"files\""), "{}", run.err);
}
