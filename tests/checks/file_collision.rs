//! Features under way that change the same file.

use featsite::build;

/// The messages of `file-collision`.
fn collisions(files: &[(&str, &str)]) -> Vec<String> {
    let found = build::site_of(files).findings;
    found.into_iter().filter(|one| one.check == "file-collision").map(|one| one.message).collect()
}

fn plan(id: &str, status: &str, more: &str, files: &[&str]) -> String {
    let list: String = files.iter().map(|file| format!("- `{file}`\n")).collect();
    format!("---\nid: {id}\nstatus: {status}\n{more}---\n\n# Plan {id}\n\n## Files\n\n{list}")
}

fn told(plans: &[String]) -> Vec<String> {
    let names = ["a.md", "b.md", "c.md", "d.md", "e.md", "f.md"];
    let files: Vec<(&str, &str)> = names.into_iter().zip(plans.iter().map(String::as_str)).collect();
    collisions(&files)
}

#[test]
fn two_under_way_are_told_once_for_all_their_files() {
    let files = ["src/a.rs", "src/b.rs", "src/c.rs", "src/d.rs"];
    let found = told(&[plan("F-1", "in progress", "", &files), plan("F-2", "in review", "", &files)]);
    assert_eq!(found, ["F-1 and F-2 are under way and both change `src/a.rs`, `src/b.rs`, `src/c.rs`, 1 more"]);
}

#[test]
fn what_has_an_order_or_is_not_under_way_does_not_collide() {
    let one = plan("F-1", "in progress", "", &["src/a.rs"]);
    for (status, more) in [("planned", ""), ("done", ""), ("on hold", ""), ("in progress", "depends_on: [F-1]\n")] {
        assert!(told(&[one.clone(), plan("F-2", status, more, &["src/a.rs"])]).is_empty(), "{status} {more}");
    }
}

#[test]
fn files_that_everybody_touches_do_not_collide() {
    let common = ["package.json", "README.md", "docs/guide.md", "crates/x/Cargo.toml"];
    assert!(told(&[plan("F-1", "in progress", "", &common), plan("F-2", "in progress", "", &common)]).is_empty());
    let hub: Vec<String> = (1..=5).map(|nth| plan(&format!("F-{nth}"), "in progress", "", &["src/main.rs"])).collect();
    assert!(told(&hub).is_empty());
    assert_eq!(told(&hub[..4]).len(), 1);
}
