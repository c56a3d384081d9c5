//! Folders nobody wrote for us: whatever lies in them, there is a message and everything else is built.

use super::Folder;

#[test]
fn an_empty_folder_gives_a_site() {
    let folder = Folder::with(&[]);
    std::fs::create_dir(folder.path("content")).expect("made");
    let run = folder.run(&["build"]);
    assert_eq!(
        (run.code, run.err.as_str()),
        (
            0,
            "\
no Markdown was found in `content`
the site is in _site: open _site/index.html
0 documents → 0 features
"
        )
    );
    assert!(folder.names("_site").contains(&"site.json".to_owned()));
}

#[test]
fn a_folder_without_markdown_is_said_on_standard_error() {
    let folder = Folder::with(&[("plans/notes.txt", "none\n")]);
    let run = folder.run(&["check", "plans"]);
    let said = "no Markdown was found in `plans`\n";
    assert_eq!((run.code, run.out.as_str(), run.err.as_str()), (0, "0 documents: no findings\n", said));
    // Data stays data.
    let run = folder.run(&["export", "plans"]);
    assert!(run.out.starts_with('{'), "{}", run.out);
    assert_eq!((run.code, run.err.as_str()), (0, said));
    assert_eq!(folder.run(&["check", "plans", "--quiet"]).err, "");
    folder.write("plans/a.md", b"# A\n");
    assert_eq!(folder.run(&["check", "plans"]).err, "");
}

#[test]
fn what_is_found_once_is_shown_before_a_habit() {
    let folder = Folder::with(&[]);
    folder.write("content/a.md", "[gone](gone.md)\n\n".repeat(20).as_bytes());
    folder.write("content/z.md", b"# Z\n\n**Due**: 2026-02-30\n");
    let run = folder.run(&["build"]);
    assert!(run.err.starts_with("warning[invalid-date]"), "{}", run.err);
    assert!(run.err.contains("… and 11 more findings: `featsite check` prints all"), "{}", run.err);
}

#[test]
fn an_empty_file_gives_a_page() {
    let folder = Folder::with(&[("content/a.md", "")]);
    let run = folder.run(&["build"]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(folder.names("_site").contains(&"a.html".to_owned()));
}

#[test]
fn a_file_of_589_headings_with_fields_is_read() {
    let mut text = String::from("# All of it\n\n");
    for at in 0..589 {
        text.push_str(&format!("## Item {at}\n\n**Status**: Done\n**Owner**: ana\n\n"));
        text.push_str(&"Words that fill a line of a long paragraph, and then some more.\n".repeat(38));
        text.push('\n');
    }
    assert!(text.len() > 1_400_000);
    let folder = Folder::with(&[("content/all.md", &text), ("content/b.md", "# B\n")]);
    let run = folder.run(&["build"]);
    assert_eq!(run.code, 0, "{}", run.err);
    let names = folder.names("_site");
    assert!(names.contains(&"all.html".to_owned()) && names.contains(&"b.html".to_owned()));
}

#[test]
fn what_is_left_out_is_counted_and_not_read() {
    let folder = Folder::with(&[
        ("content/.git/HEAD", ""),
        ("content/.gitignore", "drafts/\n*.tmp.md\n"),
        ("content/.hidden/a.md", "# no"),
        ("content/a.md", "# A"),
        ("content/b.markdown", "# B"),
        ("content/c.tmp.md", "# no"),
        ("content/deep/.gitignore", "!d.tmp.md\n/only-here.md\n"),
        ("content/deep/d.tmp.md", "# yes"),
        ("content/deep/only-here.md", "# no"),
        ("content/deep/inner/only-here.md", "# yes"),
        ("content/drafts/a.md", "# no"),
        ("content/node_modules/x/README.md", "# no"),
        ("content/other/e.tmp.md", "# no"),
        ("content/target/doc.md", "# no"),
        ("content/_site/doc.md", "# no"),
    ]);
    let run = folder.run(&["export"]);
    let paths: Vec<&str> = run.out.split("\"path\":\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert_eq!(paths, ["a.md", "b.markdown", "deep/d.tmp.md", "deep/inner/only-here.md"]);
}

#[test]
fn ignore_rules_of_the_repository_around_hold() {
    let folder = Folder::with(&[
        (".git/HEAD", ""),
        (".git/info/exclude", "private.md\n"),
        (".gitignore", "docs/generated/\n"),
        ("docs/a.md", "# A"),
        ("docs/generated/b.md", "# B"),
        ("docs/private.md", "# C"),
    ]);
    let run = folder.run(&["export"]);
    assert_eq!(run.out.matches("\"path\":\"").count(), 1, "{}", run.out);
}

#[test]
fn bytes_that_are_no_text_are_reported_and_shown() {
    let folder = Folder::with(&[("content/ok.md", "# Fine\n")]);
    folder.write("content/latin.md", b"# Gr\xfc\xdfe\n");
    folder.write("content/wide.md", b"\xff\xfe#\0 \0W\0\n\0");
    folder.write("content/nul.md", b"# N\n\na\0b\n");
    let run = folder.run(&["check"]);
    assert_eq!(run.code, 0, "{}{}", run.out, run.err);
    assert_eq!(
        run.out,
        "\
warning[invalid-encoding]: 2 sequences of bytes are not UTF-8, shown as `\u{fffd}`
 --> content/latin.md:1:5
  |
1 | # Gr\u{fffd}\u{fffd}e
  |     ^
  |
  = help: save the file as UTF-8

warning[invalid-encoding]: 1 NUL character in the text, shown as `\u{fffd}`
 --> content/nul.md:3:2
  |
3 | a\u{fffd}b
  |  ^
  |
  = help: remove them: editors and other tools take such a file for a binary one

warning[invalid-encoding]: the file is UTF-16, not UTF-8
--> content/wide.md
 = help: it was read as UTF-16; save it as UTF-8 so that other tools can read it

4 documents, 3 need attention: 3 warnings
"
    );
}

#[test]
fn a_file_over_16_mb_is_shown_and_not_read() {
    let folder = Folder::with(&[("content/small.md", "# Small\n")]);
    folder.write("content/big.md", &b"# Not read\n\n".repeat(1_500_000));
    let run = folder.run(&["export"]);
    assert_eq!(run.code, 0);
    assert!(!run.out.contains("Not read"), "nothing is read from it");
    let run = folder.run(&["check"]);
    assert!(run.out.contains("warning[oversized-file]: `big.md` has 17 MB"), "{}{}", run.out, run.err);
}

#[cfg(unix)]
#[test]
fn symbolic_links_and_pipes_are_reported_and_never_followed_out() {
    use std::os::unix::fs::symlink;
    let folder = Folder::with(&[("content/a.md", "# A\n"), ("content/sub/b.md", "# B\n"), ("secret.md", "# Secret\n")]);
    symlink("..", folder.path("content/sub/loop")).expect("linked");
    symlink("../secret.md", folder.path("content/out.md")).expect("linked");
    symlink("/etc", folder.path("content/etc")).expect("linked");
    symlink("gone.md", folder.path("content/dangling.md")).expect("linked");
    symlink("self.md", folder.path("content/self.md")).expect("linked");
    symlink("a.md", folder.path("content/alias.md")).expect("linked");
    let made = std::process::Command::new("mkfifo").arg(folder.path("content/pipe.md")).status();
    assert!(made.is_ok_and(|status| status.success()));
    let run = folder.run(&["export"]);
    let paths: Vec<&str> = run.out.split("\"path\":\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert_eq!(&paths[..3], ["a.md", "alias.md", "sub/b.md"], "{}", run.out);
    assert!(!run.out.contains("Secret"));
    let run = folder.run(&["check"]);
    for message in [
        "error[unreadable-file]: `pipe.md` cannot be read: it is not a regular file",
        "warning[symlink]: the symbolic link `loop` leads to a folder and is not followed",
        "warning[symlink]: the symbolic link `out.md` leads out of the content folder",
        "warning[symlink]: the symbolic link `etc` leads out of the content folder",
        "warning[symlink]: the symbolic link `dangling.md` leads nowhere: no such file or directory",
        "warning[symlink]: the symbolic link `self.md` leads nowhere: too many levels of symbolic links",
    ] {
        assert!(run.out.contains(message), "{message}\n{}", run.err);
    }
    assert_eq!(run.code, 1, "a file that cannot be read is an error");
    assert_eq!(folder.run(&["build"]).code, 0, "and everything else is built");
}

#[cfg(unix)]
#[test]
fn names_that_are_no_text_do_not_stop_it() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    let folder =
        Folder::with(&[("content/a.md", "# A\n"), ("content/new\nline.md", "# N\n"), ("content/q?#%.md", "# Q\n")]);
    std::fs::write(folder.path("content").join(OsStr::from_bytes(b"bad\xff.md")), "# Bad\n").expect("written");
    std::fs::create_dir(folder.path("content/folder.md")).expect("made");
    let long = "x".repeat(252);
    folder.write(&format!("content/{long}.md"), b"# Long\n");
    let run = folder.run(&["build"]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(run.err.contains("is not UTF-8"), "{}", run.err);
    assert!(run.err.contains("holds control characters"), "{}", run.err);
    assert!(folder.names("_site").contains(&"a.html".to_owned()));
    assert!(folder.names("_site").contains(&"q?#%.html".to_owned()));
}

#[cfg(unix)]
#[test]
fn a_file_without_permission_is_reported() {
    use std::os::unix::fs::PermissionsExt;
    let folder =
        Folder::with(&[("content/a.md", "# A\n"), ("content/locked.md", "# L\n"), ("content/shut/b.md", "# B\n")]);
    for path in ["content/locked.md", "content/shut"] {
        std::fs::set_permissions(folder.path(path), std::fs::Permissions::from_mode(0o000)).expect("set");
    }
    if std::fs::read(folder.path("content/locked.md")).is_ok() {
        eprintln!("not shown: this user may read everything");
        return;
    }
    let run = folder.run(&["check"]);
    std::fs::set_permissions(folder.path("content/shut"), std::fs::Permissions::from_mode(0o755)).expect("set");
    assert!(
        run.out.contains("error[unreadable-file]: `locked.md` cannot be read: permission denied"),
        "{}{}",
        run.out,
        run.err
    );
    assert!(run.out.contains("error[unreadable-file]: the folder `shut` cannot be read"), "{}{}", run.out, run.err);
}
