//! Kinds, items and parts: rule 11.

use super::{at, edges, items, site_of};
use featsite::model::Kind;

#[test]
fn folders_that_look_alike_are_features_with_parts() {
    let mut files: Vec<(String, &str)> = Vec::new();
    for name in ["012-login", "013-pay", "014-export"] {
        files.push((format!("specs/{name}/spec.md"), "# Spec\n\n**Status**: Draft\n\n- [ ] a\n"));
        files.push((format!("specs/{name}/tasks.md"), "# Tasks\n\n- [x] a\n- [ ] b\n"));
        files.push((format!("specs/{name}/contracts/wizard-api.md"), "# Contract\n"));
        files.push((format!("specs/{name}/plan.md"), "# Implementation Plan\n\n## Phase 1: Setup\n\n- [x] a\n"));
    }
    let borrowed: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), *text)).collect();
    let site = site_of(&borrowed).site;
    assert_eq!(site.items.len(), 3);
    let main = at(&site, "specs/012-login/spec.md");
    assert_eq!(main.parts.len(), 3);
    let item = &site[main.item.expect("an item")];
    assert_eq!((item.tasks.done, item.tasks.total, site.phases(item).count()), (2, 4, 1));
    assert_eq!(at(&site, "specs/012-login/contracts/wizard-api.md").role.as_deref(), Some("Contracts / wizard-api"));
    assert_eq!(at(&site, "specs/012-login/plan.md").role.as_deref(), Some("Plan"));
    assert!(at(&site, "specs/012-login/tasks.md").item.is_none());
}

#[test]
fn folders_of_plain_documentation_are_no_features() {
    let site = site_of(&[
        ("docs/api/README.md", "# API\n"),
        ("docs/guides/README.md", "# Guides\n"),
        ("docs/security/README.md", "# Security\n"),
        ("docs/security/audit.md", "# Audit\n"),
    ])
    .site;
    assert!(site.items.is_empty());
    assert!(site.documents.iter().all(|one| one.kind == Kind::Page && one.part_of.is_none()));
}

#[test]
fn the_same_id_with_a_suffix_is_a_part() {
    let site = site_of(&[
        ("features/FEAT-034.md", "# FEAT-034: Search\n\n**Status**: Done\n"),
        ("testing/FEAT-034-test-plan.md", "# FEAT-034 Test Plan\n\n**Status**: Draft\n\n- [ ] a\n"),
        ("features/FEAT-105-pin-a-library.md", "# FEAT-105: Pin\n\n**Status**: Done\n"),
        ("testing/FEAT-105-test-plan.md", "# FEAT-105 Test Plan\n"),
    ])
    .site;
    assert_eq!(items(&site), ["FEAT-034", "FEAT-105"]);
    let part = at(&site, "testing/FEAT-034-test-plan.md");
    assert_eq!(part.role.as_deref(), Some("Test plan"));
    assert_eq!(site[part.part_of.expect("a part")].path(), "features/FEAT-034.md");
    assert_eq!(at(&site, "testing/FEAT-105-test-plan.md").part_of, Some(featsite::model::DocIx(1)));
    // A part never lends its status.
    assert_eq!(site.items[0].status().map(|fact| fact.value.status.name()), Some("done"));
    assert_eq!(site.items[0].tasks.total, 1);
}

#[test]
fn a_guide_and_a_log_are_a_pair() {
    let log = "# FEAT-7: Payment Retry\n\n**Status**: In Progress\n";
    let guide = "# Implementation Guide: Payment Retry\n\n## Phase 1: Setup (Week 1)\n\n- [ ] a\n";
    for (guide_path, guide_text, log_text) in [
        ("guides/payment-retry-guide.md", guide.to_owned(), log.to_owned()),
        (
            "guides/how.md",
            format!("{guide}\nFor [it](../features/FEAT-7-payment-retry.md).\n"),
            format!("{log}\nHow: [guide](../guides/how.md).\n"),
        ),
        ("guides/FEAT-7-implementation-guide.md", guide.to_owned(), log.to_owned()),
    ] {
        let site = site_of(&[(guide_path, &guide_text), ("features/FEAT-7-payment-retry.md", &log_text)]).site;
        assert_eq!(items(&site), ["FEAT-7"], "{guide_path}");
        assert!(at(&site, guide_path).role.is_some());
        assert!(
            edges(&site).contains(&format!("{guide_path} guide-for features/FEAT-7-payment-retry.md")),
            "{guide_path}"
        );
        assert_eq!(site.phases(&site.items[0]).count(), 1, "{guide_path}: its phases are the item's");
    }
}

#[test]
fn a_guide_of_its_own_is_an_item() {
    let site = site_of(&[("guides/move-guide.md", "# Implementation Guide: Move\n\n**Status**: Ready\n")]).site;
    assert_eq!((site.items.len(), site.items[0].kind), (1, Kind::Guide));
}

#[test]
fn files_that_name_their_feature_are_parts_unless_they_have_an_id() {
    let site = site_of(&[
        ("f/FEAT-1-login.md", "# FEAT-1: Login\n\n**Status**: Done\n"),
        ("notes/spike.md", "# Spike\n\n**Status**: Done\n**Feature**: FEAT-1\n"),
        ("f/FEAT-2-sub.md", "# FEAT-2: Sub\n\n**Status**: Planned\n**Parent**: FEAT-1\n"),
    ])
    .site;
    assert_eq!(items(&site), ["FEAT-2", "FEAT-1"]);
    assert!(at(&site, "notes/spike.md").part_of.is_some());
    assert!(edges(&site).contains(&"f/FEAT-2-sub.md parent f/FEAT-1-login.md".to_owned()));
}

#[test]
fn phase_files_are_parts_of_their_plan() {
    let phase = "# Phase\n\n**Status**: Done\n";
    let site = site_of(&[
        ("plans/big-move.md", "# Implementation Plan: Big Move\n\n**Status**: In Progress\n"),
        ("plans/big-move/phase-1-setup.md", phase),
        ("progress/big-move/phase-2-progress.md", phase),
        ("plans/big-move-phase-3.md", phase),
    ])
    .site;
    assert_eq!(site.items.len(), 1);
    assert_eq!(site.items[0].parts.len(), 3);
}

#[test]
fn kinds_are_told_in_the_order_of_the_rule() {
    let links = "# All\n\n- [a](a.md)\n- [b](b.md)\n- [c](c.md)\n- [d](d.md)\n";
    let site = site_of(&[
        ("FEATURE_TEMPLATE.md", "# Feature: [Name]\n\n**Status**: [Draft | Done]\n"),
        ("INDEX.md", links),
        ("a.md", "# A\n\n**Status**: Done\n"),
        ("adr/0001-use-x.md", "# Use X\n\n**Status**: Accepted\n"),
        ("b.md", "# Implementation Guide: B\n"),
        ("c.md", "# C\n\nWords.\n"),
        ("d.md", "# D\n\n**Status**: Authoritative\n"),
    ])
    .site;
    let kinds: Vec<_> = site.documents.iter().map(|one| (one.path(), one.kind)).collect();
    assert_eq!(
        kinds,
        [
            ("FEATURE_TEMPLATE.md", Kind::Template),
            ("INDEX.md", Kind::Index),
            ("a.md", Kind::Feature),
            ("adr/0001-use-x.md", Kind::Decision),
            ("b.md", Kind::Guide),
            ("c.md", Kind::Page),
            ("d.md", Kind::Page),
        ]
    );
    assert_eq!(site.items.len(), 2);
}

#[test]
fn the_default_order_is_overdue_blocked_active_review_planned_done() {
    let doc = |status: &str, more: &str| format!("# X\n\n**Status**: {status}\n{more}");
    let texts = [
        ("FEAT-1-a.md", doc("Done", "**Completed**: 2026-01-01\n")),
        ("FEAT-2-b.md", doc("Planned", "**Priority**: Low\n")),
        ("FEAT-3-c.md", doc("Planned", "**Priority**: Critical\n")),
        ("FEAT-4-d.md", doc("In Progress", "**Due**: 2027-02-01\n")),
        ("FEAT-5-e.md", doc("In Progress", "**Due**: 2027-01-01\n")),
        ("FEAT-6-f.md", doc("Blocked", "")),
        ("FEAT-7-g.md", doc("In Review", "")),
        ("FEAT-8-h.md", doc("In Progress", "**Due**: 2026-01-01\n")),
        ("FEAT-9-i.md", doc("Done", "**Completed**: 2026-05-01\n")),
        ("archive/FEAT-0-j.md", doc("Blocked", "")),
    ];
    let files: Vec<(&str, &str)> = texts.iter().map(|(path, text)| (*path, text.as_str())).collect();
    let site = site_of(&files).site;
    assert_eq!(
        items(&site),
        ["FEAT-8", "FEAT-6", "FEAT-5", "FEAT-4", "FEAT-7", "FEAT-3", "FEAT-2", "FEAT-9", "FEAT-1", "FEAT-0"]
    );
}
