//! Link targets, anchors, wiki links and paths in code: rule 9.

use super::{at, checks, edges, site_of};
use featsite::model::{DocIx, Target};

fn target(site: &featsite::model::Site, path: &str) -> Vec<String> {
    at(site, path)
        .links
        .iter()
        .map(|link| match &link.target {
            Target::Document { document, anchor } => {
                format!("{}{}", site[*document].path(), anchor.as_ref().map(|a| format!("#{a}")).unwrap_or_default())
            }
            Target::Row(item) => site[*item].url.clone(),
            Target::Folder(path) => format!("{path}/"),
            Target::Asset { path, .. } => path.to_string(),
            Target::External => "external".into(),
            Target::Outside(path) => path.clone(),
            Target::Broken => "broken".into(),
        })
        .collect()
}

#[test]
fn each_form_of_reference_leads_where_it_says() {
    let site = site_of(&[
        ("a/x.md", concat!(
            "# X\n\n[1](y.md#two) [2](#x) [3](/b/z.md) [4](b/z) [5](https://e.org) <https://e.org> [[z]] [[y#One|t]] ",
            "`y.md` `gone.md` `x.md` [6](../../s.rs) [7](nowhere.md) [8](y.md?plain=1#L10) [r]\n\n[r]: y.md\n"
        )),
        ("a/y.md", "# Y\n\n## One\n\n## Two\n"),
        ("b/z.md", "# Z\n"),
    ])
    .site;
    assert_eq!(
        target(&site, "a/x.md"),
        [
            "a/y.md#two",
            "a/x.md#x",
            "b/z.md",
            "b/z.md",
            "external",
            "external",
            "b/z.md",
            "a/y.md#one",
            "a/y.md",
            "../s.rs",
            "broken",
            "a/y.md",
            "a/y.md"
        ]
    );
}

#[test]
fn a_moved_file_is_found_and_the_fix_mends_the_link() {
    let evaluated = site_of(&[
        ("a.md", "# A\n\nSee [the log](features/login.md#scope) now.\n"),
        ("done/login.md", "# Login\n\n## Scope\n"),
    ]);
    assert_eq!(checks(&evaluated), ["moved-link"]);
    let fix = evaluated.findings[0].fix.as_ref().expect("a fix");
    let text = &at(&evaluated.site, "a.md").text;
    assert_eq!(fix.place.span.of(text), "features/login.md#scope");
    assert_eq!(fix.replacement, "done/login.md#scope");
}

#[test]
fn anchors_follow_github_and_the_likely_one_is_named() {
    let evaluated = site_of(&[
        ("a.md", "# A\n\n[1](b.md#-ziele) [2](b.md#notes-1) [3](b.md#ziele) [4](b.md#none) [5](b.md#old)\n"),
        ("b.md", "# B\n\n## 🎯 Ziele\n\n## Notes\n\n## Notes\n\n<a id=\"old\"></a>\n"),
    ]);
    assert_eq!(checks(&evaluated), ["broken-anchor", "broken-anchor"]);
    let help: Vec<_> =
        evaluated.findings.iter().map(|finding| finding.fix.as_ref().map(|fix| &*fix.replacement)).collect();
    assert_eq!(help, [Some("-ziele"), None]);
    assert_eq!(target(&evaluated.site, "a.md"), ["b.md#-ziele", "b.md#notes-1", "b.md#-ziele", "b.md", "b.md#old"]);
}

#[test]
fn links_in_templates_are_left_alone() {
    let evaluated = site_of(&[("feature-template.md", "# T\n\n[Guide](path/to/guide.md)\n"), ("a.md", "# A\n")]);
    assert!(checks(&evaluated).is_empty(), "{:?}", checks(&evaluated));
}

#[test]
fn backlinks_carry_the_sentence_around_them() {
    let site = site_of(&[("a.md", "# A\n\nBefore it, read [B](b.md) twice.\n"), ("b.md", "# B\n")]).site;
    assert_eq!(edges(&site), ["a.md links-to b.md"]);
    assert_eq!(site.around(&site.edges[0].evidence[0]), "Before it, read [B](b.md) twice.");
    assert_eq!(site[DocIx(1)].incoming.len(), 1);
}

#[test]
fn a_line_of_many_links_keeps_little_evidence() {
    let line: String = (0..2_000).map(|n| format!("[{n}](b.md) ")).collect();
    let site = site_of(&[("a.md", &format!("# A\n\n{line}\n")), ("b.md", "# B\n")]).site;
    assert!(site.edges[0].evidence.len() <= 20);
    assert!(site.edges[0].evidence.iter().all(|one| site.around(one).len() < 500));
}

#[test]
fn pages_and_their_addresses_are_one_to_one() {
    let evaluated =
        site_of(&[("Board.md", "# B\n"), ("a/README.md", "# R\n"), ("a/index.md", "# I\n"), ("tags/x.md", "# X\n")]);
    let mut urls: Vec<_> = evaluated.site.documents.iter().map(|one| one.url.to_lowercase()).collect();
    urls.sort();
    urls.dedup();
    assert_eq!(urls.len(), 4);
    assert!(!urls.contains(&"board.html".to_owned()));
    assert_eq!(checks(&evaluated), ["url-collision"; 3]);
}
