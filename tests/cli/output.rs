//! The output folder: whole, ours, and nothing else touched.

use std::fs;
use std::time::{Duration, SystemTime};

use super::Folder;

fn two_documents() -> Folder {
    Folder::with(&[("content/a.md", "# A\n"), ("content/sub/b.md", "# B\n")])
}

#[test]
fn two_builds_give_the_same_bytes_with_any_number_of_threads() {
    let folder = two_documents();
    folder.run_with(&["build", "--output", "one"], &[("RAYON_NUM_THREADS", "1"), ("TZ", "Asia/Tokyo")]);
    folder.run_with(&["build", "--output", "two"], &[("RAYON_NUM_THREADS", "2"), ("LANG", "tr_TR.UTF-8")]);
    let one = folder.tree("one");
    assert!(one.len() > 3);
    assert!(one == folder.tree("two"));
}

#[test]
fn what_did_not_change_is_not_written_again() {
    let folder = two_documents();
    folder.run(&["build"]);
    let past = SystemTime::now() - Duration::from_secs(1000);
    for (name, _) in folder.tree("_site") {
        fs::File::options()
            .write(true)
            .open(folder.path("_site").join(name))
            .and_then(|file| file.set_modified(past))
            .expect("set");
    }
    folder.write("content/a.md", b"# A\n\nChanged.\n");
    assert_eq!(folder.run(&["build"]).code, 0);
    let is_old = |name: &str| {
        let written = fs::metadata(folder.path(name)).and_then(|data| data.modified()).expect("there");
        written < SystemTime::now() - Duration::from_secs(500)
    };
    assert!(is_old("_site/.nojekyll"));
    assert!(is_old("_site/sub/b.html"));
    assert!(!is_old("_site/a.html"));
    assert!(folder.text("_site/a.html").contains("Changed."));
}

#[test]
fn pages_that_are_gone_go_and_no_litter_stays() {
    let folder = two_documents();
    folder.run(&["build"]);
    fs::remove_dir_all(folder.path("content/sub")).expect("removed");
    folder.run(&["build"]);
    assert!(!folder.path("_site/sub").exists());
    assert!(folder.path("_site/a.html").exists());
    let mut here: Vec<_> =
        fs::read_dir(folder.path("")).expect("listed").flatten().map(|entry| entry.file_name()).collect();
    here.sort();
    assert_eq!(here, ["_site", "content"]);
}

#[test]
fn what_is_not_ours_stays() {
    let folder = two_documents();
    folder.run(&["build"]);
    folder.write("_site/CNAME", b"example.org\n");
    folder.write("_site/.git/config", b"x");
    folder.write("_site/sub/mine.txt", b"mine");
    fs::remove_dir_all(folder.path("content/sub")).expect("removed");
    folder.write("content/a.md", b"# A again\n");
    folder.write("content/c.md", b"# C\n");
    let run = folder.run(&["build"]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert_eq!(folder.text("_site/CNAME"), "example.org\n");
    assert_eq!(folder.text("_site/.git/config"), "x");
    assert_eq!(folder.text("_site/sub/mine.txt"), "mine");
    assert!(!folder.path("_site/sub/b.html").exists());
    assert!(folder.text("_site/a.html").contains("A again"));
    assert!(folder.path("_site/c.html").exists());
    let with_foreign = folder.names("_site");
    for foreign in ["CNAME", ".git/config", "sub/mine.txt"] {
        fs::remove_file(folder.path("_site").join(foreign)).expect("removed");
    }
    fs::remove_dir(folder.path("_site/.git")).expect("removed");
    fs::remove_dir(folder.path("_site/sub")).expect("removed");
    folder.run(&["build", "--output", "fresh"]);
    assert!(folder.tree("_site") == folder.tree("fresh"), "both ways of writing give the same site");
    assert_eq!(with_foreign.len(), folder.names("fresh").len() + 3);
}

#[test]
fn folders_that_are_not_an_output_are_refused() {
    let folder = two_documents();
    folder.write("photos/cat.jpg", b"x");
    folder.write("note.txt", b"x");
    let before = folder.tree("");
    let help = "name another folder with `--output DIR`, such as `_site`";
    let here = folder.path("").canonicalize().expect("real").display().to_string();
    let here = here.trim_end_matches('/');
    for (output, message) in [
        ("/", "the output `/` is the root of the file system".to_owned()),
        (".", format!("the output `{here}` holds the sources")),
        ("content", format!("the output `{here}/content` holds the sources")),
        ("content/../content/.", format!("the output `{here}/content` holds the sources")),
        ("content/sub", format!("the output `{here}/content/sub` holds the source `sub/b.md`")),
        ("..", format!("the output `{}` holds the sources", here.rsplit_once('/').map_or("", |(above, _)| above))),
        ("content/.git/x", format!("the output `{here}/content/.git/x` lies inside a repository's own data")),
    ] {
        for force in [&[][..], &["--force"][..]] {
            let run = folder.run(&[&["build", "--output", output][..], force].concat());
            assert_eq!((run.code, run.err), (2, format!("error: {message}\n  help: {help}\n")), "{output}");
        }
    }
    let run = folder.run(&["build", "--output", "note.txt"]);
    assert_eq!(
        run.err,
        "error: the output `note.txt` is a file, not a folder\n  help: name a folder with `--output DIR`\n"
    );
    let run = folder.run_with(&["build", "--output", "photos/.."], &[("HOME", here)]);
    assert_eq!(run.code, 2);
    let run = folder.run(&["build", "--output", "photos"]);
    assert_eq!(
        (run.code, run.err),
        (
            2,
            format!(
                "error: the output `{here}/photos` is not empty and was not made by featsite: it holds `cat.jpg`\n  \
                 help: name another folder with `--output DIR`, or add `--force` to write into this one: \
                 what is there stays, except files that have the name of a page\n"
            )
        )
    );
    assert!(folder.tree("") == before, "nothing was touched");
    assert_eq!(folder.run(&["build", "--output", "photos", "--force"]).code, 0);
    assert_eq!(folder.text("photos/cat.jpg"), "x");
    assert!(folder.path("photos/a.html").exists());
    assert_eq!(folder.run(&["build", "--output", "photos"]).code, 0, "from now on it is known");
}

#[test]
fn a_page_never_takes_the_place_of_a_foreign_file() {
    let folder = two_documents();
    folder.run(&["build"]);
    folder.write("_site/c.html", b"mine");
    folder.write("content/c.md", b"# C\n");
    let run = folder.run(&["build"]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("c.html` is in the way of the page of that name"), "{}", run.err);
    assert_eq!(folder.text("_site/c.html"), "mine");
}

#[cfg(unix)]
#[test]
fn nothing_is_written_or_removed_through_a_link() {
    let folder = two_documents();
    folder.write("elsewhere/b.html", b"not the site's");
    folder.run(&["build"]);
    fs::remove_dir_all(folder.path("_site/sub")).expect("removed");
    std::os::unix::fs::symlink(folder.path("elsewhere"), folder.path("_site/sub")).expect("linked");
    folder.write("content/sub/b.md", b"# B again\n");
    let run = folder.run(&["build"]);
    assert_eq!(run.code, 2, "{}", run.err);
    assert_eq!(folder.text("elsewhere/b.html"), "not the site's");
    fs::remove_dir_all(folder.path("content/sub")).expect("removed");
    assert_eq!(folder.run(&["build"]).code, 0);
    assert_eq!(folder.text("elsewhere/b.html"), "not the site's");
}

#[test]
fn an_output_in_the_content_folder_is_never_read() {
    let folder = two_documents();
    folder.run(&["build", "content", "--output", "content/www"]);
    folder.write("content/www/stray.md", b"# Stray\n");
    let run = folder.run(&["build", "content", "--output", "content/www"]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(run.err.contains("\n2 documents → "), "{}", run.err);
}

#[test]
fn a_file_may_become_a_folder_and_a_folder_a_file() {
    for foreign in [false, true] {
        let folder = Folder::with(&[("content/x.md", "# X\n"), ("content/y.html/b.md", "# B\n")]);
        folder.run(&["build"]);
        if foreign {
            folder.write("_site/CNAME", b"example.org\n");
        }
        fs::remove_file(folder.path("content/x.md")).expect("removed");
        fs::remove_dir_all(folder.path("content/y.html")).expect("removed");
        folder.write("content/x.html/b.md", b"# B\n");
        folder.write("content/y.md", b"# Y\n");
        let run = folder.run(&["build"]);
        assert_eq!(run.code, 0, "{}", run.err);
        assert!(folder.path("_site/x.html/b.html").is_file());
        assert!(folder.path("_site/y.html").is_file());
    }
}
