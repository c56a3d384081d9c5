//! The ways in which editors save, while somebody looks at the page all the time: it is always there, always whole, and
//! never older than it was.

use std::fs::{self, File};
use std::io::Write;
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant, SystemTime};

use super::super::Folder;
use super::live::{Live, Polling, numbered};

/// How long a file may be gone or unfinished before it counts: a busy machine may let us wait in the middle of a save.
const GRACE: Duration = Duration::from_millis(60);

/// How often each way is taken.
const ROUNDS: usize = 6;

type Way = fn(&Path, &str);

/// The ways of editors, by name.
const WAYS: [(&str, Way); 7] = [
    ("in place", |path, text| fs::write(path, text).expect("written")),
    ("emptied first, with a pause", |path, text| {
        let mut file = File::create(path).expect("emptied");
        thread::sleep(Duration::from_millis(30));
        file.write_all(text.as_bytes()).expect("written");
    }),
    ("in pieces", |path, text| {
        let mut file = File::create(path).expect("emptied");
        for piece in text.as_bytes().chunks(20) {
            file.write_all(piece).expect("written");
        }
    }),
    ("beside, then renamed", |path, text| {
        let beside = path.with_extension("md.tmp");
        fs::write(&beside, text).expect("written");
        fs::rename(&beside, path).expect("renamed");
    }),
    ("the old one moved away", |path, text| {
        let beside = path.with_extension("md~");
        fs::rename(path, &beside).expect("renamed");
        fs::write(path, text).expect("written");
        fs::remove_file(&beside).expect("removed");
    }),
    ("deleted and created", |path, text| {
        fs::remove_file(path).expect("removed");
        fs::write(path, text).expect("written");
    }),
    ("with a swap file, a probe and a backup", |path, text| {
        let beside = |name: &str| path.with_file_name(name);
        fs::write(beside(".a.md.swp"), "swap").expect("written");
        fs::write(beside("4913"), "").expect("written");
        fs::remove_file(beside("4913")).expect("removed");
        fs::rename(path, beside("a.md~")).expect("renamed");
        fs::write(path, text).expect("written");
        fs::remove_file(beside("a.md~")).expect("removed");
        fs::remove_file(beside(".a.md.swp")).expect("removed");
    }),
];

fn folder() -> Folder {
    Folder::with(&[("content/a.md", &numbered(0)), ("content/b.md", "# Other\n\nSee [numbered](a.md).\n")])
}

#[test]
fn however_a_file_is_saved_its_page_is_whole_and_never_older() {
    let live = Live::of(folder(), &[]);
    let [path, other] = ["a", "b"].map(|name| live.folder.path(&format!("content/{name}.md")));
    let mut number = 0;
    for (name, way) in WAYS {
        let polling = Polling::of(&live, "/a.html");
        let mut slow = false;
        for _ in 0..ROUNDS {
            number += 1;
            // All that are open are saved at once: while one is read again the next one is under way.
            for (path, text) in
                [(&other, numbered(number + 100)), (&path, numbered(number)), (&other, numbered(number))]
            {
                let begun = Instant::now();
                way(path, &text);
                slow |= begun.elapsed() > GRACE;
            }
            live.shows("/a.html", &format!("This is version {number}."));
        }
        let mut faults = polling.end();
        if slow {
            faults.retain(|fault| !fault.contains("status 404") && !fault.contains("empty"));
        }
        assert!(faults.is_empty(), "{name}: {faults:?}");
    }
}

#[test]
fn of_quick_saves_while_everything_is_made_the_last_one_stays() {
    let folder = folder();
    for at in 0..120 {
        let text = format!("# FEAT-{at:03}: A feature\n\n**Status**: Done\n\nSee [numbered](../a.md), FEAT-001.\n");
        folder.write(&format!("content/more/{at}.md"), text.as_bytes());
    }
    let live = Live::of(folder, &[]);
    let polling = Polling::of(&live, "/a.html");
    let mut number = 0;
    let mut slow = false;
    for round in 0..12 {
        for _ in 0..10 {
            number += 1;
            let begun = Instant::now();
            live.write("a.md", &numbered(number));
            slow |= begun.elapsed() > GRACE;
            thread::sleep(Duration::from_millis(5));
        }
        live.write("more/1.md", &format!("# FEAT-001: A feature\n\nRound {round} ends.\n"));
        live.shows("/a.html", &format!("This is version {number}."));
    }
    live.shows("/more/1.html", "Round 11 ends.");
    live.write("b.md", "# Other\n\nThe very last.\n");
    live.shows("/b.html", "The very last.");
    live.shows("/a.html", &format!("This is version {number}."));
    let mut faults = polling.end();
    if slow {
        faults.retain(|fault| !fault.contains("status 404") && !fault.contains("empty"));
    }
    assert!(faults.is_empty(), "{faults:?}");
}

#[test]
fn an_edit_is_seen_that_leaves_length_and_time_as_they_were() {
    for (arguments, edits) in [(&[][..], 20), (&["--poll"][..], 3)] {
        let live = Live::of(folder(), arguments);
        let path = live.folder.path("content/a.md");
        live.write("a.md", &numbered(700));
        // Long ago: what was written just now is not trusted to differ in its time.
        let time = SystemTime::now() - Duration::from_secs(3600);
        for number in 0..edits {
            let text = numbered(700 + number * 7);
            let mut file = File::options().write(true).open(&path).expect("open");
            file.write_all(text.as_bytes()).expect("written");
            file.set_modified(time).expect("set");
            drop(file);
            assert_eq!(fs::metadata(&path).expect("there").len(), numbered(700).len() as u64);
            live.shows("/a.html", &format!("This is version {}.", 700 + number * 7));
        }
    }
}
