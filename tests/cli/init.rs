//! `featsite init`: what a folder begins with, and nothing that is there touched.

use super::Folder;

const DAY: [&str; 2] = ["--today", "2026-12-01"];

#[test]
fn an_empty_folder_gets_a_configuration_a_log_and_its_guide() {
    let folder = Folder::with(&[]);
    let run = folder.run(&[&["init"][..], &DAY].concat());
    assert_eq!(
        (run.code, run.out.as_str()),
        (0, "content/featsite.yaml\ncontent/features/FEAT-001-first-feature.md\ncontent/guides/first-feature.md\n"),
        "{}",
        run.err
    );
    assert_eq!(
        run.err,
        "next: `featsite serve` shows the site while you write\n      \
         `featsite new feature \"Login page\"` writes the next log\n      \
         `echo _site/ >> .gitignore`: the output is made anew by every build\n"
    );
    let check = folder.run(&[&["check", "--strict"][..], &DAY].concat());
    assert_eq!((check.code, check.out.as_str()), (0, "2 documents: no findings\n"), "{}", check.err);
    let build = folder.run(&[&["build"][..], &DAY].concat());
    assert!(build.err.ends_with("2 documents → 1 feature, 1 part\n"), "{}", build.err);
    let next = folder.run(&[&["new", "feature", "Login page"][..], &DAY].concat());
    assert_eq!(next.out, "content/features/FEAT-002-login-page.md\n");
}

#[test]
fn nothing_that_is_there_is_touched() {
    let folder = Folder::with(&[("docs/featsite.yaml", "title: Mine\n"), ("docs/a.md", "# A\n")]);
    folder.write(".github/workflows/pages.yml", b"mine");
    let before = folder.tree(".");
    let run = folder.run(&["init", "--github-pages"]);
    assert_eq!((run.code, run.out.as_str()), (0, ""));
    assert!(
        run.err.starts_with(
            "`docs/featsite.yaml` is there already, and stays as it is\n\
             `.github/workflows/pages.yml` is there already, and stays as it is\nnext: "
        ),
        "{}",
        run.err
    );
    assert!(before == folder.tree("."));
}

#[test]
fn the_workflow_lies_at_the_root_of_the_repository() {
    let folder = Folder::with(&[(".git/HEAD", "ref: refs/heads/main\n"), ("deep/plans of ours/a.md", "# A\n")]);
    let run = folder.run(&["init", "deep/plans of ours", "--github-pages"]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert_eq!(run.out, "deep/plans of ours/featsite.yaml\n.github/workflows/pages.yml\n");
    let workflow = folder.text(".github/workflows/pages.yml");
    for line in [
        "# Checks the documents in `deep/plans of ours` of every pull request, and publishes their site.\n",
        "          folder: \"deep/plans of ours\"\n",
        "          fetch-depth: 0\n",
        "    - cron: \"17 4 * * *\"\n",
    ] {
        assert!(workflow.contains(line), "{line}\n{workflow}");
    }
    assert!(!workflow.contains("{ACTION}") && !workflow.contains("{FOLDER}"), "{workflow}");
    assert!(
        run.err.contains("      in the settings of the repository, Pages has to take *GitHub Actions* as its source\n")
    );
}

#[test]
fn a_file_in_the_way_of_the_folder_is_told() {
    let folder = Folder::with(&[("plans", "a file\n")]);
    let run = folder.run(&["init", "plans"]);
    assert_eq!((run.code, run.out.as_str()), (2, ""));
    assert!(run.err.starts_with("error: cannot make the folder `plans`: "), "{}", run.err);
}

#[test]
fn work_that_stands_in_the_current_folder_stays_in_sight() {
    let folder =
        Folder::with(&[("features/FEAT-001.md", "# FEAT-001: One\n\n**Status**: Planned\n"), ("README.md", "# R\n")]);
    let run = folder.run(&["init"]);
    assert_eq!((run.code, run.out.as_str()), (0, "./featsite.yaml\n"), "{}", run.err);
    assert!(folder.run(&["list", "--plain"]).out.contains("FEAT-001"));
    let bare = Folder::with(&[("README.md", "# R\n")]);
    assert!(bare.run(&["init"]).out.starts_with("content/featsite.yaml\n"));
}

#[test]
fn another_repository_is_left_alone() {
    let folder = Folder::with(&[
        ("repo/.git/HEAD", "x\n"),
        ("repo/sub/x", ""),
        ("other/.git/HEAD", "x\n"),
        ("other/my-plans/a.md", "# A\n"),
    ]);
    let run = folder.run_in("repo/sub", &["init", "../../other/my-plans", "--github-pages"]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(folder.text("other/.github/workflows/pages.yml").contains("folder: \"my-plans\""), "{}", run.out);
    assert!(folder.text("other/my-plans/featsite.yaml").contains("title: \"my plans\""));
    assert!(!folder.path("repo/.github").exists());
}

#[test]
fn documents_that_are_not_read_are_told_of_and_no_error() {
    let folder = Folder::with(&[("docs/.gitignore", "*.md\n")]);
    for _ in 0..2 {
        let run = folder.run(&["init"]);
        assert_eq!(run.code, 0, "{}", run.err);
        assert!(
            run.err.contains("warning: `docs/features/FEAT-001-first-feature.md` is not read by featsite"),
            "{}",
            run.err
        );
    }
}
