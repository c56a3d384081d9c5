//! What git knows of the content folder, with repositories made for the test. Where there is no git the tests say so
//! and pass: everything works without it, which other tests show.

use std::process::Command;

use serde_json::Value;

use super::Folder;

/// A repository in a folder of its own, deaf to the user's settings.
struct Repository(Folder);

impl Repository {
    /// `None` where there is no git.
    fn new() -> Option<Self> {
        let repository = Self(Folder::with(&[]));
        if !repository.git(0, "Ana", &["init", "--quiet", "--initial-branch=main"]) {
            println!("skipped: there is no git here");
            return None;
        }
        Some(repository)
    }

    /// Runs git on a day of March 2026, late in the evening of a zone where it is already tomorrow elsewhere.
    fn git(&self, day: u8, author: &str, arguments: &[&str]) -> bool {
        let date = format!("2026-03-{day:02}T23:30:00-0800");
        let mut command = Command::new("git");
        command.args(["-c", "protocol.file.allow=always", "-c", "uploadpack.allowFilter=true"]);
        command.args(arguments).current_dir(self.0.path(""));
        command.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_SYSTEM", "/dev/null");
        for role in ["AUTHOR", "COMMITTER"] {
            command.env(format!("GIT_{role}_NAME"), author).env(format!("GIT_{role}_EMAIL"), "a@example.org");
            command.env(format!("GIT_{role}_DATE"), &date);
        }
        command.output().is_ok_and(|output| output.status.success())
    }

    fn commit(&self, day: u8, author: &str) {
        assert!(self.git(day, author, &["add", "--all"]));
        assert!(self.git(day, author, &["commit", "--quiet", "--message=x"]));
    }

    fn write(&self, path: &str, text: &str) {
        self.0.write(path, text.as_bytes());
    }

    fn export(&self, folder: &str) -> Value {
        let variables = [("GIT_CONFIG_GLOBAL", "/dev/null"), ("GIT_CONFIG_SYSTEM", "/dev/null")];
        let run = self.0.run_with(&["export", folder], &variables);
        assert_eq!(run.code, 0, "{}", run.err);
        serde_json::from_str(&run.out).expect("data")
    }

    fn page(&self, folder: &str, page: &str) -> String {
        let run = self.0.run(&["build", folder, "--output", "_site"]);
        assert_eq!(run.code, 0, "{}", run.err);
        self.0.text(&format!("_site/{page}"))
    }
}

fn of<'a>(site: &'a Value, path: &str) -> &'a Value {
    let documents = site["documents"].as_array().expect("documents");
    documents.iter().find(|document| document["path"] == path).unwrap_or(&Value::Null)
}

fn checks(site: &Value) -> Vec<&str> {
    site["findings"].as_array().into_iter().flatten().filter_map(|one| one["check"].as_str()).collect()
}

const TEXT: &str = "# Login\n\n**Status**: Planned\n\nPeople sign in with a code that is sent to them by mail.\n";

#[test]
fn a_file_has_a_past_under_all_its_names() {
    let Some(repository) = Repository::new() else { return };
    repository.write("docs/sign-in.md", TEXT);
    repository.write("docs/other \"quoted\"\nname.md", "# Other\n");
    repository.commit(2, "Ana");
    repository.write("docs/sign-in.md", &format!("{TEXT}\nAnd with a key.\n"));
    repository.commit(5, "Ben");
    assert!(repository.git(7, "Eva", &["mv", "docs/sign-in.md", "docs/FEAT-001-login.md"]));
    repository.commit(7, "Eva");
    repository.write("docs/new.md", "# New\n");
    let site = repository.export("docs");
    let git = &of(&site, "FEAT-001-login.md")["git"];
    // The day on the author's calendar, and a renaming is no change of the text.
    assert_eq!(git["created"], "2026-03-02");
    assert_eq!(git["changed"], "2026-03-05");
    assert_eq!(git["author"], "Ben");
    assert_eq!(git["renamed_from"], serde_json::json!(["sign-in.md"]));
    assert_eq!(of(&site, "other \"quoted\"\nname.md")["git"]["created"], "2026-03-02");
    assert_eq!(of(&site, "new.md")["git"], Value::Null);
    // What the document says stands apart.
    assert_eq!(of(&site, "FEAT-001-login.md")["dates"]["updated"], Value::Null);
    assert!(!checks(&site).contains(&"shallow-history"));
    let backlog = repository.page("docs", "backlog.html");
    assert!(backlog.contains("Last commit that changed the file, by Ben"), "{backlog}");
    let health = repository.0.text("_site/health.html");
    assert!(health.contains("Made from commit") && health.contains("1 file changed since"), "{health}");
}

#[test]
fn the_first_commit_counts_where_the_user_does_not_show_it() {
    let Some(repository) = Repository::new() else { return };
    repository.write("docs/a.md", TEXT);
    repository.commit(2, "Ana");
    assert!(repository.git(2, "Ana", &["config", "log.showRoot", "false"]));
    assert_eq!(of(&repository.export("docs"), "a.md")["git"]["created"], "2026-03-02");
}

#[test]
fn files_that_are_no_part_of_the_site_have_not_changed() {
    let Some(repository) = Repository::new() else { return };
    for path in ["docs/a.md", "docs/b.md", "docs/.hidden/c.md"] {
        repository.write(path, TEXT);
    }
    repository.commit(2, "Ana");
    repository.write("docs/.hidden/c.md", "# C\n");
    repository.write("docs/.hidden/new.md", "# New\n");
    repository.write("docs/node_modules/x/README.md", "# X\n");
    let health = repository.page("docs", "health.html");
    assert!(health.contains("Made from commit") && !health.contains("changed since"), "{health}");
    // One that was never committed and is gone again is no difference, one that was committed is.
    repository.write("docs/d.md", TEXT);
    assert!(repository.git(3, "Ana", &["add", "docs/d.md"]));
    std::fs::remove_file(repository.0.path("docs/d.md")).expect("there");
    std::fs::remove_file(repository.0.path("docs/b.md")).expect("there");
    let health = repository.page("docs", "health.html");
    assert!(health.contains("1 file changed since"), "{health}");
}

#[test]
fn a_shallow_clone_is_said_once_and_nothing_is_guessed() {
    let Some(repository) = Repository::new() else { return };
    for (day, more) in [(2, ""), (4, "More.\n"), (6, "Most.\n")] {
        repository.write("docs/a.md", &format!("{TEXT}{more}"));
        repository.commit(day, "Ana");
    }
    let origin = format!("file://{}", repository.0.path("").display());
    assert!(repository.git(8, "Ana", &["clone", "--quiet", "--depth=1", &origin, "clone"]));
    let site = repository.export("clone/docs");
    assert_eq!(of(&site, "a.md")["git"], Value::Null);
    assert_eq!(checks(&site).iter().filter(|name| **name == "shallow-history").count(), 1);
    let health = repository.page("clone/docs", "health.html");
    assert!(health.contains("Made from commit") && health.contains("fetch-depth: 0"), "{health}");
    // A clone without the texts of old versions still tells its dates, and fetches nothing.
    assert!(repository.git(8, "Ana", &["clone", "--quiet", "--filter=blob:none", &origin, "partial"]));
    let site = repository.export("partial/docs");
    assert_eq!(of(&site, "a.md")["git"]["created"], "2026-03-02");
    assert_eq!(of(&site, "a.md")["git"]["changed"], "2026-03-06");
}

#[test]
fn links_lead_to_the_host_and_hold_no_secret() {
    let Some(repository) = Repository::new() else { return };
    repository.write("docs/a b.md", TEXT);
    repository.commit(2, "Ana");
    repository.write("docs/new.md", TEXT);
    let remote = "https://ana:hunter2@github.com/ana/shop.git";
    assert!(repository.git(2, "Ana", &["remote", "add", "origin", remote]));
    let page = repository.page("docs", "a b.html");
    assert!(page.contains("https://github.com/ana/shop/edit/main/docs/a%20b.md"), "{page}");
    assert!(page.contains("Edit on GitHub"), "{page}");
    // Nobody can edit there what was never committed.
    assert!(!repository.0.text("_site/new.html").contains("github.com"));
    let leaked =
        repository.0.tree("_site").into_iter().filter(|(_, bytes)| bytes.windows(7).any(|it| it == b"hunter2"));
    assert_eq!(leaked.map(|(name, _)| name).collect::<Vec<_>>(), Vec::<String>::new());
    // What the configuration names wins.
    repository.write("docs/featsite.yaml", "repo: https://gitlab.com/team/plans\n");
    let page = repository.page("docs", "a b.html");
    assert!(page.contains("https://gitlab.com/team/plans/-/edit/main/docs/a%20b.md"), "{page}");
}

#[test]
fn without_a_commit_and_with_a_broken_repository_everything_is_built() {
    let Some(repository) = Repository::new() else { return };
    repository.write("docs/a.md", TEXT);
    let site = repository.export("docs");
    assert_eq!(of(&site, "a.md")["git"], Value::Null);
    assert!(!checks(&site).contains(&"shallow-history"));
    // A folder that only looks like a repository does not make git look further up.
    repository.write("inner/.git/HEAD", "nonsense\n");
    repository.write("inner/docs/a.md", TEXT);
    repository.commit(3, "Ana");
    let site = repository.export("inner/docs");
    assert_eq!(of(&site, "a.md")["git"], Value::Null);
    // The variables of a hook lead elsewhere and are not followed.
    let run = repository.0.run_with(&["export", "docs"], &[("GIT_DIR", "/nowhere"), ("GIT_INDEX_FILE", "/nowhere")]);
    let site: Value = serde_json::from_str(&run.out).expect("data");
    assert_eq!(of(&site, "a.md")["git"]["created"], "2026-03-03");
}

#[test]
fn a_program_that_is_no_git_is_no_trouble() {
    let folder = Folder::with(&[(".git/HEAD", "ref: refs/heads/main\n"), ("docs/a.md", TEXT)]);
    let run = folder.run_with(&["export", "docs"], &[("PATH", "/nowhere")]);
    assert_eq!(run.code, 0, "{}", run.err);
    let site: Value = serde_json::from_str(&run.out).expect("data");
    assert_eq!(of(&site, "a.md")["git"], Value::Null);
}
