//! Folders while they are served: whatever comes, goes or moves is seen. Nobody listens, unless a test says so: it is what
//! the system tells that has to do.

use std::fs;
use std::process::Command;
use std::thread;
use std::time::Duration;

use super::super::Folder;
use super::live::Live;
use super::{eventually, status};

fn folder() -> Folder {
    Folder::with(&[
        ("content/a.md", "# First\n\n**Due**: 2026-11-20\n**Status**: In Progress\n"),
        ("content/sub/b.md", "# Below\n"),
        ("content/sub/deep/c.md", "# Deep\n"),
    ])
}

impl Live {
    fn lacks(&self, target: &str) {
        eventually(&format!("{target} is gone"), || self.page(target).0 == 404);
    }
}

#[test]
fn folders_that_come_move_and_go_are_seen() {
    let live = Live::of(folder(), &[]);
    let path = |below: &str| live.folder.path(&format!("content/{below}"));
    for at in 0..200 {
        live.write(&format!("new/{}/{}/{at}.md", at % 7, at % 5), &format!("# New {at}\n"));
    }
    for at in 0..200 {
        live.shows(&format!("/new/{}/{}/{at}.html", at % 7, at % 5), &format!("New {at}"));
    }
    fs::rename(path("sub"), path("moved")).expect("moved");
    live.shows("/moved/deep/c.html", "Deep");
    live.lacks("/sub/deep/c.html");
    live.write("moved/deep/c.md", "# Deeper\n");
    live.shows("/moved/deep/c.html", "Deeper");
    fs::remove_dir_all(path("moved")).expect("removed");
    live.lacks("/moved/deep/c.html");
    live.lacks("/moved/b.html");
    // One of the same name comes back, from elsewhere and with all that is in it.
    live.folder.write("elsewhere/deep/c.md", b"# Back\n");
    fs::rename(live.folder.path("elsewhere"), path("moved")).expect("moved");
    live.shows("/moved/deep/c.html", "Back");
    live.write("moved/deep/c.md", "# Back again\n");
    live.shows("/moved/deep/c.html", "Back again");
    assert_eq!(live.page("/a.html").0, 200);
}

#[test]
fn folders_that_change_their_places_are_still_followed() {
    let live = Live::of(folder(), &[]);
    let path = |below: &str| live.folder.path(&format!("content/{below}"));
    live.write("other/b.md", "# Other\n");
    live.shows("/other/b.html", "Other");
    for round in 0..3 {
        live.write("fresh/b.md", &format!("# Fresh {round}\n"));
        live.shows("/fresh/b.html", &format!("Fresh {round}"));
        fs::remove_dir_all(path("sub")).expect("removed");
        fs::rename(path("fresh"), path("sub")).expect("moved");
        live.shows("/sub/b.html", &format!("Fresh {round}"));
        live.write("sub/b.md", &format!("# Written {round}\n"));
        live.shows("/sub/b.html", &format!("Written {round}"));
        fs::rename(path("sub"), path("away")).expect("moved");
        fs::rename(path("other"), path("sub")).expect("moved");
        fs::rename(path("away"), path("other")).expect("moved");
        live.shows("/other/b.html", &format!("Written {round}"));
        for name in ["sub", "other"] {
            live.write(&format!("{name}/b.md"), &format!("# Swapped {name} {round}\n"));
            live.shows(&format!("/{name}/b.html"), &format!("Swapped {name} {round}"));
        }
    }
}

#[test]
fn a_file_that_is_written_all_the_time_holds_nothing_back() {
    let live = Live::of(folder(), &[]);
    let log = fs::File::create(live.folder.path("content/sub/out.log")).expect("made");
    let over = std::sync::Arc::new(std::sync::atomic::AtomicBool::new(false));
    let told = std::sync::Arc::clone(&over);
    let writing = thread::spawn(move || {
        while !told.load(std::sync::atomic::Ordering::SeqCst) {
            std::io::Write::write_all(&mut &log, b"line\n").expect("written");
            thread::sleep(Duration::from_millis(2));
        }
    });
    for round in 0..5 {
        live.write("a.md", &format!("# Round {round}\n"));
        live.shows("/a.html", &format!("Round {round}"));
    }
    over.store(true, std::sync::atomic::Ordering::SeqCst);
    writing.join().expect("it ends");
}

#[test]
fn a_file_that_comes_into_a_new_folder_is_seen_whenever_it_comes() {
    let live = Live::of(folder(), &[]);
    for at in 0..30 {
        fs::create_dir(live.folder.path(&format!("content/new{at}"))).expect("made");
        thread::sleep(Duration::from_millis(at));
        live.write(&format!("new{at}/a.md"), &format!("# New {at}\n"));
        live.shows(&format!("/new{at}/a.html"), &format!("New {at}"));
    }
}

#[test]
fn another_branch_is_one_line_and_one_edition() {
    let folder = folder();
    let root = folder.path("");
    let git = |arguments: &[&str]| {
        let mut command = Command::new("git");
        command.args(["-c", "user.name=Ana", "-c", "user.email=a@example.org", "-c", "gc.auto=0"]);
        command.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_SYSTEM", "/dev/null");
        command.args(arguments).current_dir(&root).output().is_ok_and(|output| output.status.success())
    };
    if !git(&["init", "--quiet", "--initial-branch=main"]) {
        println!("skipped: there is no git here");
        return;
    }
    for branch in ["main", "other"] {
        for at in 0..300 {
            let text = format!("# Document {at}\n\nOf {branch}.\n");
            folder.write(&format!("content/many/{}/{at}.md", at % 10), text.as_bytes());
        }
        assert!(git(&["add", "--all"]) && git(&["commit", "--quiet", "--message=x"]));
        assert!(branch == "other" || git(&["checkout", "--quiet", "-b", "other"]));
    }
    let live = Live::of(folder, &[]);
    let pages = |said: &str| -> usize {
        let told = said
            .lines()
            .filter_map(|line| line.split(" pages changed").next()?.rsplit(' ').next()?.parse::<usize>().ok());
        told.sum()
    };
    // A busy machine may stop git in the middle of it: of several switches one is not stopped.
    let said: Vec<String> = ["main", "other", "main", "other", "main"]
        .into_iter()
        .map(|branch| {
            let before = live.said();
            assert!(git(&["checkout", "--quiet", branch]));
            live.shows("/many/9/299.html", &format!("Of {branch}."));
            live.shows("/many/0/0.html", &format!("Of {branch}."));
            eventually("all is told", || pages(&live.said_since(&before)) >= 300);
            live.said_since(&before)
        })
        .collect();
    let whole = |said: &&String| {
        said.lines().count() == 1
            && said.contains("many/0/0.md and 299 more files: 300 pages changed; ")
            && !said.contains("all after")
    };
    assert!(said.iter().filter(whole).count() > 0, "{said:?}");
}

#[cfg(unix)]
#[test]
fn what_a_symbolic_link_leads_to_is_followed() {
    let folder = folder();
    folder.write("content/featsite.yaml", b"exclude: [drafts]\n");
    folder.write("content/drafts/x.md", b"# Draft one\n");
    for (target, link) in [("sub/b.md", "linked.md"), ("drafts/x.md", "published.md")] {
        std::os::unix::fs::symlink(target, folder.path(&format!("content/{link}"))).expect("linked");
    }
    let live = Live::of(folder, &[]);
    live.shows("/linked.html", "Below");
    live.shows("/published.html", "Draft one");
    live.write("sub/b.md", "# Below, written again\n");
    live.shows("/linked.html", "Below, written again");
    live.write("drafts/x.md", "# Draft two\n");
    live.shows("/published.html", "Draft two");
}

#[cfg(unix)]
#[test]
fn a_link_out_of_the_folder_that_takes_the_place_of_a_file_is_never_served() {
    let folder = folder();
    folder.write("content/a.md", b"# First\n\n![one](one.png) ![two](sub/two.png)\n");
    for name in ["one.png", "sub/two.png"] {
        folder.write(&format!("content/{name}"), b"a picture");
    }
    folder.write("away/two.png", b"# Canary\n");
    let live = Live::of(folder, &[]);
    let path = |below: &str| live.folder.path(below);
    assert_eq!((live.page("/one.png").1, live.page("/sub/two.png").1), ("a picture".into(), "a picture".into()));
    let swap = |target: &str, name: &str| {
        std::os::unix::fs::symlink(path(target), path("link")).expect("linked");
        fs::rename(path("link"), path(name)).expect("renamed");
    };
    // A document, a picture, and the folder of one.
    swap("away/two.png", "content/one.png");
    fs::rename(path("content/sub"), path("content/gone")).expect("renamed");
    swap("away", "content/sub");
    assert!(!live.page("/one.png").1.contains("Canary") && !live.page("/sub/two.png").1.contains("Canary"));
    swap("away/two.png", "content/sub.md");
    swap("away/two.png", "content/a.md");
    eventually("the document is gone", || {
        let (status, page) = live.page("/a.html");
        assert!(!page.contains("Canary"), "{page}");
        status == 404
    });
    for target in ["/one.png", "/sub/two.png", "/sub.html"] {
        assert!(!live.page(target).1.contains("Canary"), "{target}");
    }
}

#[test]
fn a_folder_that_is_removed_and_made_again_is_served_again() {
    // One whose own name is hidden too: nothing that the system says of it must be taken for a swap file.
    for name in ["content", ".content"] {
        let folder = Folder::with(&[]);
        folder.write(&format!("{name}/a.md"), b"# First\n");
        let mut command = Command::new(env!("CARGO_BIN_EXE_featsite"));
        command.args(["serve", name, "--port", "0"]).current_dir(folder.path(""));
        let live = Live::run(command, folder);
        let listener = live.listen();
        fs::remove_dir_all(live.folder.path(name)).expect("removed");
        let problems = listener.hears_problems(1);
        assert_eq!(problems[0]["message"], format!("there is no folder `{name}`"));
        assert_eq!(problems[0]["help"], "the site stays as it was; the folder is looked for every second");
        live.says("", "the site stays as it was; the folder is looked for every second");
        assert_eq!(live.page("/a.html").0, 200, "the site stays as it was");
        drop(listener);
        live.folder.write(&format!("{name}/a.md"), b"# Second\n");
        live.shows("/a.html", "Second");
        live.says("", " mended\n");
        live.listen().hears_problems(0);
        live.folder.write(&format!("{name}/a.md"), b"# Third\n");
        live.shows("/a.html", "Third");
        // Removed and made again at once, and moved away with another one in its place.
        fs::remove_dir_all(live.folder.path(name)).expect("removed");
        live.folder.write(&format!("{name}/a.md"), b"# Fourth\n");
        live.shows("/a.html", "Fourth");
        fs::rename(live.folder.path(name), live.folder.path("away")).expect("moved");
        live.folder.write(&format!("{name}/a.md"), b"# Fifth\n");
        live.shows("/a.html", "Fifth");
        live.folder.write(&format!("{name}/a.md"), b"# Sixth\n");
        live.shows("/a.html", "Sixth");
        // Nobody listens, and the system has nothing to tell of a folder that is not there.
        let before = live.said();
        fs::remove_dir_all(live.folder.path(name)).expect("removed");
        live.says(&before, "there is no folder");
        live.folder.write(&format!("{name}/a.md"), b"# Seventh\n");
        live.shows("/a.html", "Seventh");
    }
}

#[cfg(unix)]
#[test]
fn a_pipe_in_the_place_of_git_is_not_waited_for() {
    let folder = folder();
    let made = Command::new("mkfifo").arg(folder.path("content/.git")).status();
    assert!(made.is_ok_and(|status| status.success()));
    let live = Live::of(folder, &[]);
    live.write("a.md", "# Second\n");
    live.shows("/a.html", "Second");
}

#[test]
fn by_polling_changes_are_seen_too() {
    let live = Live::of(folder(), &["--poll"]);
    live.write("a.md", "# Written\n");
    live.shows("/a.html", "Written");
    live.write("new/deep/d.md", "# New\n");
    live.shows("/new/deep/d.html", "New");
    fs::remove_dir_all(live.folder.path("content/sub")).expect("removed");
    live.lacks("/sub/b.html");
}

#[cfg(unix)]
#[test]
fn a_file_that_cannot_be_read_comes_back_when_it_can() {
    use std::os::unix::fs::PermissionsExt;
    let live = Live::of(folder(), &[]);
    let path = live.folder.path("content/a.md");
    let permit = |mode| fs::set_permissions(&path, fs::Permissions::from_mode(mode)).expect("set");
    permit(0o000);
    if fs::read(&path).is_ok() {
        println!("skipped: this user may read everything");
        return;
    }
    live.says("", "error[unreadable-file]: `a.md` cannot be read: permission denied");
    live.lacks("/a.html");
    assert_eq!(live.page("/sub/b.html").0, 200);
    let before = live.said();
    permit(0o644);
    live.shows("/a.html", "First");
    live.says(&before, "1 finding mended");
}

#[test]
fn the_day_is_the_one_that_is_given() {
    for (day, overdue) in [("2026-11-20", false), ("2026-11-25", true)] {
        let folder = folder();
        let mut command = Command::new(env!("CARGO_BIN_EXE_featsite"));
        command.args(["serve", "content", "--port", "0", "--today", day]).current_dir(folder.path(""));
        let live = Live::run(command, folder);
        let is = |page: (u16, String)| page.1.contains("checks/overdue.html");
        assert_eq!(is(live.page("/a.html")), overdue, "{day}");
        live.write("a.md", "# First, again\n\n**Due**: 2026-11-20\n**Status**: In Progress\n");
        live.shows("/a.html", "First, again");
        assert_eq!(is(live.page("/a.html")), overdue, "{day}");
    }
}

#[test]
fn links_between_pages_follow_a_document_that_is_renamed() {
    let live = Live::of(folder(), &[]);
    live.write("sub/b.md", "# Below\n\nSee [first](../a.md).\n");
    live.shows("/sub/b.html", "href=\"../a.html\"");
    let before = live.said();
    fs::rename(live.folder.path("content/a.md"), live.folder.path("content/z.md")).expect("renamed");
    live.says(&before, "warning[broken-link]: the link to `../a.md` leads nowhere");
    eventually("the link leads nowhere", || !live.page("/sub/b.html").1.contains("href=\"../a.html\""));
    assert_eq!(status(&super::raw(live.port, "GET / HTTP/1.1\r\n\r\n")), 400, "it still vets what it is sent");
}
