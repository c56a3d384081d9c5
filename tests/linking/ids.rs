//! The cross-document half of rule 8: who owns an id, longer forms, translations, relations.

use super::{at, checks, edges, site_of};

#[test]
fn ids_are_found_without_case_padding_and_separators() {
    let site = site_of(&[
        ("a.md", "---\nid: FEAT-012\nstatus: done\n---\n# A\n"),
        ("b.md", "---\nid: FEAT-13\nstatus: planned\ndepends_on: [feat-12]\n---\n# B\n"),
    ])
    .site;
    assert_eq!(edges(&site), ["b.md depends-on a.md"]);
    assert!(at(&site, "b.md").dangling.is_empty());
}

#[test]
fn a_bare_number_is_an_id_of_the_same_series() {
    let site = site_of(&[
        ("p/rule-155.md", "---\nid: RULE-155\nstatus: done\n---\n# A\n"),
        ("p/rule-7.md", "---\nid: RULE-7\nstatus: draft\nrequires: 155, 721\n---\n# B\n"),
    ])
    .site;
    let named: Vec<_> = at(&site, "p/rule-7.md").relations.iter().map(|relation| relation.id.as_str()).collect();
    assert_eq!(named, ["RULE-155", "RULE-721"]);
    assert_eq!(edges(&site), ["p/rule-7.md depends-on p/rule-155.md"]);
    assert_eq!(at(&site, "p/rule-7.md").dangling.len(), 1);
}

#[test]
fn an_id_of_two_documents_leads_to_neither() {
    let evaluated = site_of(&[
        ("a.md", "---\nid: FEAT-1\nstatus: done\n---\n# A\n"),
        ("b.md", "---\nid: FEAT-001\nstatus: done\n---\n# B\n"),
        ("c.md", "---\nid: FEAT-2\nstatus: planned\ndepends_on: [FEAT-1]\n---\n# C\n"),
    ]);
    assert_eq!(checks(&evaluated), ["duplicate-id", "duplicate-id"]);
    assert!(evaluated.site.edges.is_empty());
    assert_ne!(at(&evaluated.site, "a.md").url, at(&evaluated.site, "b.md").url);
}

#[test]
fn a_translation_is_a_variant_and_no_clash() {
    let text = "---\nid: FEAT-1\nstatus: done\n---\n# A\n\n- [x] one\n";
    let evaluated = site_of(&[("x.md", text), ("x-zh.md", text)]);
    assert!(!checks(&evaluated).contains(&"duplicate-id"));
    let site = evaluated.site;
    assert!(at(&site, "x-zh.md").variant);
    assert_eq!(at(&site, "x-zh.md").role.as_deref(), Some("zh"));
    assert_eq!((site.items.len(), site.items[0].tasks.total), (1, 1));
}

#[test]
fn siblings_that_share_a_number_are_called_by_their_longer_names() {
    let doc = "**Status**: Planned\n\n- [ ] one\n";
    let evaluated = site_of(&[
        ("specs/038-alpha/README.md", doc),
        ("specs/038-beta/README.md", doc),
        ("specs/039-gamma/README.md", doc),
    ]);
    let ids: Vec<_> = evaluated.site.documents.iter().map(|one| one.id.as_ref().map(|id| id.value.as_str())).collect();
    assert_eq!(ids, [Some("038-alpha"), Some("038-beta"), Some("039")]);
    assert!(!checks(&evaluated).contains(&"duplicate-id"));
}

#[test]
fn numbers_alone_hold_within_their_folder() {
    let evaluated = site_of(&[
        ("adr/001-a.md", "# A\n\n## Status\n\nAccepted\n"),
        ("adr/002-b.md", "# B\n\n**Status**: Accepted\n**Supersedes**: 001\n"),
        ("rfc/001-c.md", "# C\n\n**Status**: Draft\n"),
    ]);
    assert!(!checks(&evaluated).contains(&"duplicate-id"));
    assert_eq!(edges(&evaluated.site), ["adr/002-b.md supersedes adr/001-a.md"]);
}

#[test]
fn a_name_with_its_folder_before_it_is_the_file() {
    let site = site_of(&[
        ("specs/001-base/README.md", "---\nstatus: done\n---\n# Base\n"),
        ("specs/002-next/README.md", "---\nstatus: planned\ndepends_on: [old/001-base]\n---\n# Next\n"),
    ])
    .site;
    assert_eq!(edges(&site), ["specs/002-next/README.md depends-on specs/001-base/README.md"]);
}

#[test]
fn edges_declared_from_both_ends_are_one_and_self_edges_none() {
    let site = site_of(&[
        ("a.md", "---\nid: FEAT-1\nstatus: done\nblocks: [FEAT-2, FEAT-1]\n---\n# A\n"),
        ("b.md", "---\nid: FEAT-2\nstatus: planned\ndepends_on: [FEAT-1]\n---\n# B\n"),
    ])
    .site;
    assert_eq!(edges(&site), ["b.md depends-on a.md"]);
    assert_eq!(site.edges[0].evidence.len(), 2);
    assert_eq!(at(&site, "a.md").incoming.len(), 1);
}

#[test]
fn rings_are_kept_as_they_are() {
    let site = site_of(&[
        ("a.md", "---\nid: FEAT-1\nstatus: done\nparent: FEAT-2\ndepends_on: [FEAT-2]\n---\n# A\n"),
        ("b.md", "---\nid: FEAT-2\nstatus: done\nparent: FEAT-1\ndepends_on: [FEAT-1]\n---\n# B\n"),
    ])
    .site;
    assert_eq!(site.edges.len(), 4);
    assert_eq!(site.items.len(), 2);
}

#[test]
fn only_ids_that_somebody_owns_become_links() {
    let site = site_of(&[
        ("a.md", "---\nid: FEAT-1\nstatus: done\n---\n# A\n"),
        ("b.md", "# B\n\nAs FEAT-1 says, UTF-8 and FR-3 are nothing. FEAT-1 again.\n"),
    ])
    .site;
    assert_eq!(edges(&site), ["b.md links-to a.md"]);
    assert_eq!(at(&site, "b.md").links.len(), 2);
}
