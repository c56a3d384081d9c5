//! Commands, flags, exit codes, default folders.

use super::Folder;

const LOG: &str = "# Login\n\n**Status**: 🚧 In Progress\n\n- [x] one\n- [ ] two\n";

#[test]
fn the_default_folder_is_content_else_docs_else_here() {
    let folder = Folder::with(&[("a.md", LOG)]);
    assert!(folder.run(&["export"]).out.contains("\"path\":\"a.md\""));
    folder.write("docs/b.md", LOG.as_bytes());
    assert!(folder.run(&["export"]).out.contains("\"path\":\"b.md\""));
    folder.write("content/c.md", LOG.as_bytes());
    let run = folder.run(&["export"]);
    assert!(run.out.contains("\"path\":\"c.md\"") && !run.out.contains("b.md"), "{}", run.out);
    assert_eq!(run.code, 0);
}

#[test]
fn a_build_ends_with_its_receipt_and_exits_with_0() {
    let folder = Folder::with(&[("content/a.md", LOG)]);
    let run = folder.run(&["build"]);
    assert_eq!(run.code, 0, "{}", run.err);
    let last = run.err.lines().last().unwrap_or_default();
    assert!(last.starts_with("1 document → "), "{last}");
    assert!(!last.contains(" ms"), "no time where nobody watches: {last}");
    assert_eq!(run.out, "");
    assert!(folder.names("_site").contains(&"a.html".to_owned()));
    assert_eq!(folder.run(&["build", "--quiet"]).err, "");
}

#[test]
fn wrong_usage_exits_with_2_and_says_what_to_do() {
    let folder = Folder::with(&[("a.md", LOG)]);
    let run = folder.run(&["build", "nowhere"]);
    assert_eq!(
        (run.code, run.err.as_str()),
        (2, "error: there is no folder `nowhere`\n  help: give the folder that holds your Markdown files\n")
    );
    let run = folder.run(&["build", "a.md"]);
    assert_eq!(
        (run.code, run.err.as_str()),
        (2, "error: `a.md` is a file, not a folder\n  help: give the folder that holds your Markdown files\n")
    );
    let run = folder.run(&["build", "--strcit"]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("a similar argument exists: '--strict'"), "{}", run.err);
    let run = folder.run(&["export", "--today", "tomorrow"]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("expected a day such as 2026-11-21"), "{}", run.err);
    assert_eq!(folder.run(&["bild"]).code, 2);
}

#[test]
fn today_is_the_flag_else_the_epoch() {
    let folder = Folder::with(&[("a.md", LOG)]);
    assert!(folder.run(&["export"]).out.contains("\"generated\":\"2026-11-21\""));
    assert!(folder.run(&["export", "--today", "2030-01-02"]).out.contains("\"generated\":\"2030-01-02\""));
}

#[test]
fn every_command_has_help_with_examples() {
    let folder = Folder::with(&[]);
    for command in ["build", "serve", "check", "list", "board", "export", "theme"] {
        let run = folder.run(&[command, "--help"]);
        assert_eq!(run.code, 0);
        assert!(run.out.contains("Examples:"), "{command}: {}", run.out);
    }
    assert!(folder.run(&["--help"]).out.contains("Exit codes:"));
}

#[test]
fn strict_turns_warnings_into_exit_1() {
    let folder = Folder::with(&[]);
    folder.write("content/a.md", b"# caf\xe9\n");
    assert_eq!(folder.run(&["build"]).code, 0);
    assert_eq!(folder.run(&["build", "--strict"]).code, 1);
    assert_eq!(folder.run(&["check"]).code, 0);
    assert_eq!(folder.run(&["check", "--strict"]).code, 1);
    assert!(folder.names("_site").contains(&"a.html".to_owned()), "the site is written all the same");
    let run = folder.run(&["check", "--format", "json"]);
    assert!(run.out.contains("\"check\":\"invalid-encoding\""), "{}", run.out);
    assert!(run.out.contains("\"line\":1,") && run.out.contains("\"column\":6,"), "{}", run.out);
}

#[test]
fn a_configuration_that_cannot_be_read_ends_the_command() {
    // A folder of that name is read by nobody, whoever runs the test.
    let folder = Folder::with(&[("content/a.md", LOG), ("content/featsite.yaml/x", "")]);
    let run = folder.run(&["build"]);
    assert_eq!(
        (run.code, run.err.as_str()),
        (
            2,
            "error: `featsite.yaml` cannot be read: it is not a regular file\n  help: mend or remove it: it may leave \
             out files that are not to be published\n"
        )
    );
    assert!(!folder.path("_site").exists());
}

#[cfg(unix)]
#[test]
fn a_configuration_that_leads_nowhere_is_not_a_missing_one() {
    let folder = Folder::with(&[("content/a.md", LOG)]);
    std::os::unix::fs::symlink("nowhere", folder.path("content/featsite.yaml")).expect("a link");
    let run = folder.run(&["build"]);
    assert!(run.code == 2 && run.err.starts_with("error: `featsite.yaml` cannot be read"), "{}", run.err);
    assert!(!folder.path("_site").exists());
}

#[test]
fn a_mistake_in_the_configuration_is_shown_and_nothing_is_written() {
    let folder = Folder::with(&[
        ("content/a.md", LOG),
        ("content/featsite.yaml", "title: Plans\nstatuzes:\n  Awaiting QA: review\ncolumns: [done]\n"),
    ]);
    let run = folder.run(&["build"]);
    assert_eq!(
        (run.code, run.err.as_str()),
        (
            2,
            "\
error[config]: unknown key `statuzes`
 --> content/featsite.yaml:2:1
  |
2 | statuzes:
  | ^^^^^^^^
  |
  = help: did you mean `statuses`? Known: `base_url`, `calendar`, `checks`, `columns`, `exclude`, `fields`, `include`, \
`kinds`, `language`, `priorities`, `repo`, `statuses`, `theme`, `title`, `unsafe_html`, `views`

error[config]: unknown column `done`
 --> content/featsite.yaml:4:11
  |
4 | columns: [done]
  |           ^^^^
  |
  = help: known: `unrecognised`, `not-started`, `in-progress`, `review`, `blocked`, `on-hold`, `complete`, `cancelled`

error: `featsite.yaml` has 2 mistakes
  help: mend it, then run the command again
"
        )
    );
    assert!(!folder.path("_site").exists());
    folder.write("content/featsite.yaml", b"title: [Plans\n");
    assert_eq!(
        folder.run(&["check"]).err,
        "\
error[config]: the configuration is not YAML: unclosed bracket '['
 --> content/featsite.yaml:1:8
  |
1 | title: [Plans
  |        ^
  |
  = help: write `key: value`; put texts with `:`, `#` or `[` in quotes, and indent with spaces

error: `featsite.yaml` has 1 mistake
  help: mend it, then run the command again
"
    );
}

#[test]
fn checks_are_turned_off_by_name_and_unknown_names_are_mistakes() {
    let folder = Folder::with(&[("content/a.md", "# A\n\n[gone](gone.md)\n")]);
    assert!(folder.run(&["check"]).out.contains("[broken-link]"));
    folder.write("content/featsite.yaml", b"checks:\n  broken-link: off\n");
    assert!(!folder.run(&["check"]).out.contains("[broken-link]"));
    folder.write("content/featsite.yaml", b"checks:\n  broken-lnik: off\n");
    let run = folder.run(&["check"]);
    assert_eq!(run.code, 2);
    assert!(
        run.err.starts_with("error[config]: unknown check `broken-lnik`\n --> content/featsite.yaml:2:3\n"),
        "{}",
        run.err
    );
    assert!(run.err.contains("did you mean `broken-link`?"), "{}", run.err);
}

#[test]
fn include_and_exclude_choose_what_is_read() {
    let folder = Folder::with(&[
        ("content/featsite.yaml", "include: ['.plans/**/*.md', node_modules/own]\nexclude: [drafts, '**/*-old.md']\n"),
        ("content/.gitignore", "ignored.md\n"),
        ("content/.plans/deep/a.md", "# yes"),
        ("content/.plans/deep/a.txt", "no document"),
        ("content/.other/b.md", "# no"),
        ("content/node_modules/own/c.md", "# yes"),
        ("content/node_modules/theirs/d.md", "# no"),
        ("content/drafts/e.md", "# no"),
        ("content/f-old.md", "# no"),
        ("content/sub/g-old.md", "# no"),
        ("content/h.md", "# yes"),
        ("content/ignored.md", "# no"),
    ]);
    let run = folder.run(&["export"]);
    let paths: Vec<&str> = run.out.split("\"path\":\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert_eq!(paths, [".plans/deep/a.md", "h.md", "node_modules/own/c.md"]);
}

#[test]
fn the_schema_in_the_manual_is_the_one_the_program_prints() {
    let kept = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/content/manual/featsite.schema.json"));
    let run = Folder::with(&[]).run(&["export", "--format", "config-schema"]);
    assert_eq!(kept.unwrap_or_default(), run.out, "write it with `featsite export --format config-schema`");
}

#[test]
fn every_shell_is_told_every_command() {
    let folder = Folder::with(&[]);
    let help = folder.run(&["--help"]).out;
    let listed = help.split("Commands:").nth(1).and_then(|rest| rest.split("\n\n").next()).expect("commands");
    let commands: Vec<&str> = listed.lines().filter_map(|line| line.split_whitespace().next()).collect();
    assert!(commands.len() > 6, "{help}");
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let run = folder.run(&["completions", shell]);
        assert_eq!((run.code, run.err.as_str()), (0, ""), "{shell}");
        for name in commands.iter().chain(&["--strict"]) {
            let flag = name.trim_start_matches('-');
            assert!(run.out.contains(flag), "{shell}: {name}");
        }
    }
    let run = folder.run(&["completions", "tcl"]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("[possible values: bash, elvish, fish, powershell, zsh]"), "{}", run.err);
}
