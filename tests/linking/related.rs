//! Documents on the same matter, each with its reason, and the files documents name.

use super::at;
use featsite::build::{Evaluated, site_of};

/// The related documents of a path as `path: reason; reason`.
fn related(evaluated: &Evaluated, path: &str) -> Vec<String> {
    let Evaluated { site, frame, .. } = evaluated;
    let told = |one: &featsite::model::Related| {
        let because: Vec<String> = one.because.iter().map(ToString::to_string).collect();
        format!("{}: {}", site[one.target].path(), because.join("; "))
    };
    frame.related_to(site, site.by_path[path]).iter().map(told).collect()
}

const PLANS: &[(&str, &str)] = &[
    (
        "login.md",
        "---\nid: F-1\nstatus: planned\ntags: [auth]\n---\n# Login\n\nRefresh tokens rotate; a stolen token ends the session.\n\
         \n## Files\n\n- `src/session.rs`\n",
    ),
    (
        "logout.md",
        "---\nid: F-2\nstatus: planned\ntags: [auth]\n---\n# Sign out\n\nEnding a session revokes its refresh token.\n\
         \n## Files\n\n- `src/session.rs` (NEW)\n",
    ),
    (
        "rotate.md",
        "---\nid: F-3\nstatus: planned\n---\n# Rotation\n\nA refreshed token replaces the one before in its session.\n",
    ),
    ("search.md", "---\nid: F-4\nstatus: planned\n---\n# Search\n\nThe index is ranked by fields and typos.\n"),
    ("ranking.md", "---\nid: F-5\nstatus: planned\n---\n# Ranking\n\nAn index ranks by field; typos cost.\n"),
    ("export.md", "---\nid: F-6\nstatus: planned\n---\n# Export\n\nReports leave as spreadsheets every night.\n"),
];

#[test]
fn documents_on_one_matter_find_each_other_and_say_why() {
    let evaluated = site_of(PLANS);
    let found = related(&evaluated, "login.md");
    assert!(found[0].starts_with("logout.md: shares src/session.rs; "), "{found:?}");
    assert!(found[0].contains("tag auth") && found[0].contains("similar text: "), "{found:?}");
    assert!(found[1].starts_with("rotate.md: similar text: "), "{found:?}");
    assert!(related(&evaluated, "search.md")[0].starts_with("ranking.md: similar text: "));
    assert_eq!(related(&evaluated, "export.md"), Vec::<String>::new());
}

#[test]
fn what_is_tied_already_is_no_news_and_parts_are_one_family() {
    let mut files = PLANS.to_vec();
    files[2].1 = "---\nid: F-3\nstatus: planned\ndepends_on: [F-1]\n---\n# Rotation\n\nRevokes a refreshed token and ends its session.\n";
    files.push((
        "login-tokens.md",
        "---\nfeature: F-1\n---\n# Tokens\n\nRefresh tokens rotate; a stolen token, a session.\n",
    ));
    let evaluated = site_of(&files);
    let site = &evaluated.site;
    assert_eq!(at(site, "login-tokens.md").part_of.map(|ix| site[ix].path().to_owned()).as_deref(), Some("login.md"));
    for path in ["login.md", "rotate.md", "login-tokens.md"] {
        let found = related(&evaluated, path).join("\n");
        assert!(found.contains("logout.md"), "{path}: {found}");
        for tied in ["login.md", "rotate.md", "login-tokens.md"] {
            let free = path == "login-tokens.md" && tied == "rotate.md";
            assert!(free || !found.contains(tied), "{path}: {found}");
        }
    }
}

#[test]
fn words_of_a_mould_do_not_tie_its_copies() {
    let mould = |matter: &str| {
        format!(
            "# {matter}\n\n## Stakeholder matrix\n\nThe steering committee approves the rollout calendar and the budget \
             envelope; deviations escalate to the sponsor. {matter}.\n"
        )
    };
    let matters = ["Invoices", "Weather", "Chess", "Gardens", "Trains", "Violins", "Volcanoes", "Bridges"];
    let files: Vec<(String, String)> =
        matters.iter().map(|matter| (format!("plans/{}.md", matter.to_lowercase()), mould(matter))).collect();
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let evaluated = site_of(&files);
    for (path, _) in &files {
        assert_eq!(related(&evaluated, path), Vec::<String>::new(), "{path}");
    }
}

#[test]
fn shared_and_missing_dependencies_tie_and_seven_is_the_most() {
    let plan = |nth: usize| (format!("f{nth}.md"), format!("---\nid: F-{nth}\nrequires: [X-9]\n---\n# Plan {nth}\n"));
    let files: Vec<(String, String)> = (1..=12).map(plan).collect();
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let evaluated = site_of(&files);
    let found = related(&evaluated, "f3.md");
    assert_eq!(found.len(), 7);
    // Equals stand by path.
    assert_eq!(found[0], "f1.md: both depend on X-9");
    assert_eq!(found[1], "f10.md: both depend on X-9");
}

#[test]
fn files_are_named_once_by_each_document_and_know_who_makes_them() {
    let site = site_of(PLANS).site;
    assert_eq!(site.files.len(), 1);
    let file = &site.files[0];
    assert_eq!(file.path, "src/session.rs");
    let uses: Vec<(&str, &str, bool)> = file
        .uses
        .iter()
        .map(|one| (site[one.document].path(), one.span.of(&site[one.document].text), one.new))
        .collect();
    assert_eq!(uses, [("login.md", "src/session.rs", false), ("logout.md", "src/session.rs", true)]);
}
