//! Where facts may stand and which of them counts, on whole documents.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::config::Config;
use crate::diag::Checked;
use crate::model::{Document, Key, Priority, Rule, Status};
use crate::source::SourceFile;

mod foot;

fn interpret(path: &str, text: &str, config: &Config) -> Checked<Document> {
    let file = SourceFile { path: Arc::from(path), text: Arc::from(text), hash: [0; 32], oversized: false };
    crate::kinds::interpret(&file, &crate::outline::parse(text), config)
}

fn read(text: &str) -> Document {
    interpret("notes/x.md", text, &Config::default()).value
}

/// The status candidates, strongest first.
fn statuses(text: &str) -> Vec<(&'static str, Rule)> {
    read(text).statuses.iter().map(|fact| (fact.value.status.name(), fact.rule)).collect()
}

fn status(text: &str) -> &'static str {
    statuses(text).first().map_or("unset", |(name, _)| name)
}

#[test]
fn places_rank_from_front_matter_to_foot() {
    let text = "---\nstatus: draft\n---\n# T\n\n**Status**: Planned\n\n## Why\n\nProse.\n\n## Metadata\n\n- **Status**: Ready\n\n## Status\n\nBlocked\n\n\
                ## More\n\nText.\n\n---\n\n**Status**: Done\n";
    assert_eq!(
        statuses(text),
        [
            ("draft", Rule::FrontMatter),
            ("planned", Rule::Head),
            ("ready", Rule::Metadata),
            ("blocked", Rule::Heading),
            ("done", Rule::Foot)
        ]
    );
}

#[test]
fn every_fact_points_at_its_words() {
    let text =
        "# T\n\n**Status**: ✅ Done (2026-03-02)\n**Priority**: P1\n**Owner**: Ana, Ben\n**Start**: 2026-02-01\n";
    let document = read(text);
    let status = document.statuses.first().expect("a status");
    assert_eq!((status.raw.as_str(), status.place.span.of(text)), ("✅ Done (2026-03-02)", "✅ Done (2026-03-02)"));
    let owners: Vec<_> = document.owners.iter().map(|fact| fact.value.as_str()).collect();
    assert_eq!(owners, ["Ana", "Ben"]);
    let shown = |facts: &[crate::model::Fact<crate::base::When>]| {
        facts.first().map(|fact| (fact.value.to_string(), fact.place.span.of(text).to_owned()))
    };
    assert_eq!(shown(&document.dates.start), Some(("2026-02-01".to_owned(), "2026-02-01".to_owned())));
    assert_eq!(shown(&document.dates.completed).map(|found| found.0), Some("2026-03-02".to_owned()));
    assert_eq!(document.priorities.first().map(|fact| fact.value), Some(Priority::High));
}

#[test]
fn the_head_ends_at_the_next_heading_but_keeps_a_first_section_of_fields() {
    assert_eq!(status("# T\n\nText.\n\n## A\n\nText.\n\n## B\n\n**Status**: Done\n"), "unset");
    assert_eq!(status("# T\n\n## Subtitle\n\n**Status**: Done\n\n## B\n"), "done");
    assert_eq!(status("# T\n\nProse first.\n\n## About\n\nProse.\n\n**Status**: Done\n"), "done");
    assert_eq!(status("# T\n\n## Phase 1: Start\n\n**Status**: Done\n"), "unset");
    assert_eq!(status("# T\n\n## User Story 1\n\n**Status**: Done\n"), "unset");
    assert_eq!(status("# T\n\n## Task 3\n\n**Status**: Done\n"), "unset");
    assert_eq!(status("**Status**: Done\n\nText without a title.\n\n## A\n"), "done");
    assert_eq!(status("Status: Done\n\n# T\n"), "done");
    assert_eq!(status("# T\n\n#### Small\n\n**Status**: Done\n"), "done");
}

#[test]
fn sections_of_metadata_count() {
    for heading in ["Metadata", "Feature Information", "📋 Feature Header", "Document Info", "1. General Information"]
    {
        let text = format!("# T\n\nProse.\n\n## Why\n\nProse.\n\n## {heading}\n\n- **Status**: Done\n");
        assert_eq!(statuses(&text), [("done", Rule::Metadata)], "{heading}");
    }
    let only_fields = "# T\n\nProse.\n\n## Why\n\nProse.\n\n## Facts of it\n\n- **Status**: Done\n- **Owner**: Ana\n";
    assert_eq!(statuses(only_fields), [("done", Rule::Metadata)]);
}

#[test]
fn headings_are_fields() {
    assert_eq!(status("# T\n\nProse.\n\n## A\n\nx\n\n## Status: ✅ Done\n"), "done");
    assert_eq!(status("# T\n\nProse.\n\n## A\n\nx\n\n## 📊 Status\n\nAccepted\n\nBecause.\n"), "ready");
    assert_eq!(
        status("# T\n\nx\n\n## A\n\nx\n\n## Status\n\nProposed on 2026-01-02.\n\nDone on 2026-02-03. All of it.\n"),
        "done"
    );
    assert_eq!(status("# T\n\nx\n\n## A\n\nx\n\n## Status: Draft | Review | Done\n"), "unset");
    assert_eq!(
        status(
            "# T\n\nx\n\n## A\n\nx\n\n## Status\n\nThis chapter tells at some length how the team reads the words.\n"
        ),
        "unset"
    );
    assert_eq!(status("# T\n\nx\n\n## A\n\nx\n\n### Status\n\nDone\n"), "unset");
    assert_eq!(
        read("# T\n\nx\n\n## A\n\nx\n\n## Owner\n\nAna Ruiz\n").owners.first().map(|fact| fact.value.as_str()),
        Some("Ana Ruiz")
    );
    assert_eq!(read("# T\n\nx\n\n## A\n\nx\n\n## Priority: High\n").priorities.len(), 1);
    let completion = read("# T\n\nx\n\n## A\n\nx\n\n## Completion Note\n\n**Date**: 2026-02-03\n");
    assert_eq!(completion.dates.completed.len(), 1);
    assert!(completion.dates.created.is_empty());
}

#[test]
fn below_a_heading_of_relations_only_relations_are_fields() {
    let text = "# T\n\nx\n\n## A\n\nx\n\n## Specification\n\nText.\n\n- **Deployed**: 2026-02-03\n- **Weakness**: A flaw\n- **Parent**: FEAT-001\n";
    let document = read(text);
    assert!(document.dates.completed.is_empty());
    assert_eq!(document.fields.iter().map(|field| field.key.as_str()).collect::<Vec<_>>(), ["Parent"]);
    let text = "# T\n\nx\n\n## A\n\nx\n\n## Status\n\n- **State of it**: Fine\n- **Deployed**: 2026-02-03\n";
    assert_eq!(read(text).dates.completed.len(), 1);
}

#[test]
fn a_sentence_under_a_heading_names_no_owner() {
    let owners = |value: &str| {
        let document = read(&format!("# T\n\nx\n\n## A\n\nx\n\n## Owners\n\n{value}\n"));
        document.owners.into_iter().map(|fact| fact.value).collect::<Vec<_>>()
    };
    assert!(owners("Names are split at commas, semicolons and slashes. Links are dropped.").is_empty());
    assert_eq!(owners("Ana de la Cruz, Ben and Bo van Es."), ["Ana de la Cruz", "Ben", "Bo van Es"]);
}

#[test]
fn the_status_of_a_kind_counts_where_the_kind_is_in_the_title() {
    assert_eq!(status("# Proposal for mail\n\n**Proposal Status**: Accepted\n"), "ready");
    assert_eq!(status("# Mail\n\n**Proposal Status**: Accepted\n"), "unset");
    assert_eq!(status("# Mail\n\n**Final Status**: Done\n"), "done");
    assert_eq!(status("# Proposal\n\n**Status**: Draft\n**Proposal Status**: Accepted\n"), "draft");
}

#[test]
fn archived_percentages_and_placeholders() {
    assert_eq!(
        statuses("# T\n\n**Status**: Archived\n\n## Status\n\nDone\n").first().map(|(_, rule)| *rule),
        Some(Rule::Head)
    );
    assert_eq!(statuses("# T\n\n**Progress**: 60%\n"), [("in-progress", Rule::Percentage)]);
    assert_eq!(statuses("# T\n\n**Progress**: 0%\n"), [("planned", Rule::Percentage)]);
    assert_eq!(statuses("# T\n\n**Completion**: 100%\n"), [("done", Rule::Percentage)]);
    let text =
        "# T\n\n**Status**: 📋 Not Started | ✅ Complete\n**Owner**: [Developer name]\n**Start Date**: [YYYY-MM-DD]\n";
    let document = read(text);
    assert!(document.statuses.is_empty() && document.owners.is_empty() && document.dates.start.is_empty());
    assert!(document.fields.iter().all(|field| field.placeholder));
    assert_eq!(document.unfilled.len(), 3);
}

#[test]
fn dates_by_their_fields() {
    let of = |text: &str| {
        let dates = read(text).dates;
        let first = |facts: &[crate::model::Fact<crate::base::When>]| {
            facts.first().map(|fact| fact.value.to_string()).unwrap_or_default()
        };
        [
            first(&dates.start),
            first(&dates.target),
            first(&dates.completed),
            first(&dates.created),
            first(&dates.updated),
        ]
    };
    assert_eq!(
        of("# T\n\n**Start Date**: 2026-01-02\n**Due**: Q2 2026\n**Date**: 2026-01-01\n**Last Updated**: 2026-01-03\n"),
        ["2026-01-02", "2026-Q2", "", "2026-01-01", "2026-01-03"]
    );
    assert_eq!(of("# T\n\n**Timeline**: 2026-01-02 - 2026-02-03\n"), ["2026-01-02", "2026-02-03", "", "", ""]);
    assert_eq!(of("# T\n\n**Status**: Done\n**Period**: Jan 2 → 9, 2026\n"), ["2026-01-02", "", "2026-01-09", "", ""]);
    assert_eq!(
        of("# T\n\n**Completed**: Ana Ruiz\n**Target**: 8 minutes\n**Timeline**: 8 weeks\n"),
        ["", "", "", "", ""]
    );
    assert_eq!(
        of("---\ncreated_at: 2026-01-02T10:00:00Z\nupdatedDate: '2026-01-03 11:00'\n---\n# T\n"),
        ["", "", "", "2026-01-02", "2026-01-03"]
    );
    assert_eq!(of("---\nmetrics:\n  completed: 3\n  started: 2026-01-02\n---\n# T\n"), ["2026-01-02", "", "", "", ""]);
    assert_eq!(
        of("---\nstarted: 2026-05-05\nmetrics:\n  started: 2026-01-02\n---\n# T\n"),
        ["2026-05-05", "", "", "", ""]
    );
}

#[test]
fn owners_come_from_the_strongest_source() {
    let owners = |text: &str| read(text).owners.into_iter().map(|fact| fact.value).collect::<Vec<_>>();
    assert_eq!(owners("---\nauthor: Ana\n---\n# T\n\n**Owner**: Ben\n"), ["Ana"]);
    assert_eq!(owners("---\nauthor: Ana\nowner: Ben\n---\n# T\n"), ["Ben"]);
    assert_eq!(owners("---\nassignee: ['@a', '@b']\n---\n# T\n"), ["@a", "@b"]);
    assert_eq!(owners("# T\n\n**Owners**:\n- Ana\n- Ben (lead)\n\nText.\n"), ["Ana", "Ben"]);
    assert_eq!(owners("# T\n\n**Owner**: Ana Ruiz\nThis feature sends mail to everyone.\n"), ["Ana Ruiz"]);
    assert_eq!(owners("# T\n\n**Owner**: Ana,\n  Ben\n"), ["Ana", "Ben"]);
    assert_eq!(owners("# T\n\n**Team**: Core\n**Reviewer**: Zoe\n**Owner**: TBD\n"), Vec::<String>::new());
}

#[test]
fn tags_of_all_sources() {
    let tags = |text: &str| read(text).tags.into_iter().map(|fact| fact.value).collect::<Vec<_>>();
    assert_eq!(
        tags(
            "---\ntags: [ui, \"#api\"]\n---\n# T\n\n**Tags**: UI, `cache`\n\n## 🏷️ Tags\n\n`#mail` `#[feature-name]`\n"
        ),
        ["ui", "api", "cache", "mail"]
    );
    assert_eq!(tags("---\nlabels: a, b\n---\n# T\n"), ["a", "b"]);
    assert_eq!(tags("# T\n\n**Tags**: #a #b\n"), ["a", "b"]);
    assert_eq!(tags("# T\n\n**Tags**: [tag]\n"), Vec::<String>::new());
}

#[test]
fn the_folders_own_words_count() {
    let config = Config {
        statuses: BTreeMap::from([("awaiting qa".to_owned(), Status::Review)]),
        fields: BTreeMap::from([("squad".to_owned(), Key::Owner)]),
        priorities: BTreeMap::from([("asap".to_owned(), Priority::Critical)]),
        ..Config::default()
    };
    let document =
        interpret("x.md", "# T\n\n**Status**: Awaiting QA\n**Squad**: Core\n**Priority**: ASAP\n", &config).value;
    assert_eq!(document.statuses.first().map(|fact| fact.value.status), Some(Status::Review));
    assert_eq!(document.owners.first().map(|fact| fact.value.as_str()), Some("Core"));
    assert_eq!(document.priorities.first().map(|fact| fact.value), Some(Priority::Critical));
}

#[test]
fn titles() {
    for (text, title) in [
        ("# FEAT-012: Login\n", "Login"),
        ("# FEAT-012 — Login\n", "Login"),
        ("# FEAT-012 Login\n", "Login"),
        ("# `FEAT-012` Login\n", "Login"),
        ("# [FEAT-012] Login\n", "Login"),
        ("# 🚀 Login\n", "Login"),
        ("# **Login** with `sso`\n", "Login with sso"),
        ("# Feature Implementation Log - Login\n", "Login"),
        ("# Feature Implementation Log – FEAT-012: Login\n", "Login"),
        ("# Implementation Plan: Login\n", "Login"),
        ("# Feature: Login\n", "Login"),
        ("# Epic 24: Login\n", "Login"),
        ("# Story 1.2: Login\n", "Login"),
        ("# API Contract: Login\n", "Login"),
        ("# Tasks: Login\n", "Login"),
        ("# Login: a feature\n", "Login: a feature"),
        ("# Login - Implementation Plan\n", "Login - Implementation Plan"),
        ("# FEAT-012 Test Plan\n", "FEAT-012 Test Plan"),
        ("# Feature Implementation Log - [Feature Name]\n", "Feature Implementation Log - [Feature Name]"),
        ("# Feature Specification\n\n**Feature Name**: Login\n", "Login"),
        ("# Login page\n\n**Feature Name**: Login\n", "Login page"),
        ("---\ntitle: \"FEAT-012: Login\"\n---\n# Other\n", "FEAT-012: Login"),
        ("## Login flow\n\nText.\n", "Login flow"),
        ("## Summary\n\nText.\n", "X"),
        ("![Logo](l.png)\n\nText.\n", "X"),
        ("# ![](l.png)\n\n# Login\n", "Login"),
        ("# 12 Angry Men\n", "12 Angry Men"),
        ("# Phase 2: Server\n", "Phase 2: Server"),
        ("", "X"),
        ("Status: Done\n---\n\nText.\n", "X"),
        ("# Log: <name>\n", "Log: <name>"),
    ] {
        assert_eq!(read(text).title.value, title, "{text}");
    }
    let titled = |path: &str| interpret(path, "Text.\n", &Config::default()).value.title.value;
    assert_eq!(titled("a/FEAT-012-log-in_page.md"), "Log in page");
    assert_eq!(titled("a/012-login/README.md"), "Login");
    assert_eq!(titled("a/eip-20.md"), "eip-20");
}

#[test]
fn ids() {
    let id = |path: &str, text: &str| {
        interpret(path, text, &Config::default()).value.ids.first().map(|fact| fact.value.clone()).unwrap_or_default()
    };
    for (path, text, expected) in [
        ("x.md", "---\nid: FW-17\n---\n# T\n", "FW-17"),
        ("x.md", "---\neip: 2\n---\n# T\n", "EIP-2"),
        ("x.md", "# T\n\n**Feature ID**: FEAT-012\n", "FEAT-012"),
        ("x.md", "# T\n\n**Feature ID**: [FEAT-012](y.md)\n", "FEAT-012"),
        ("x.md", "# T\n\n**Feature ID**: [FEAT-XXX from backlog]\n", ""),
        ("x.md", "# T\n\n- Proposal: [SE-0021](0021-x.md)\n", "SE-0021"),
        ("x.md", "# T\n\n**Proposal**: we should do this\n", ""),
        ("epic-20-x.md", "# T\n\n**Epic Number**: 20\n", "epic-20"),
        ("FEAT-012-x.md", "# T\n", "FEAT-012"),
        ("QA-FEAT-013-x.md", "# T\n", "QA-FEAT-013"),
        ("012-x.md", "# T\n", "012"),
        ("04-05-SUMMARY.md", "# T\n", "04-05"),
        ("12.3.story.md", "# T\n", "12.3"),
        ("2026-08-19_gate-10-x.md", "# T\n", "gate-10"),
        ("2026-08-19-notes.md", "# T\n", ""),
        ("SUMMARY_2026_01_03.md", "# T\n", ""),
        ("back-355.05 - x.md", "# T\n", "back-355.05"),
        ("GATE-02R-x.md", "# T\n", "GATE-02R"),
        ("split.md", "# ADR 2026-03-09: Split the printer\n", ""),
        ("phase-2-x.md", "# T\n", ""),
        ("week-3.md", "# T\n", ""),
        ("step-1-x.md", "# T\n", ""),
        ("plan-v2.md", "# T\n", ""),
        ("how-to-x.md", "# T\n", ""),
        ("012-x/README.md", "# T\n", "012"),
        ("012-x/spec.md", "# T\n", "012"),
        ("012-x/notes.md", "# T\n", ""),
        ("012-x/012-x.md", "# T\n", "012"),
        ("x.md", "# FEAT-012: T\n", "FEAT-012"),
        ("x.md", "# Epic 24: T\n", "Epic 24"),
        ("x.md", "# Feature Log: FEAT-012\n", "FEAT-012"),
        ("x.md", "# Phase 2: T\n", ""),
        ("FEAT-1.md", "---\nid: FEAT-2\n---\n# FEAT-3: T\n", "FEAT-2"),
    ] {
        assert_eq!(id(path, text), expected, "{path}: {text}");
    }
}

#[test]
fn what_cannot_be_read_is_reported_with_help() {
    for (text, check) in [
        ("---\nowner: @me\n---\n# T\n", "front-matter-syntax"),
        ("# T\n\n**Start Date**: 2026-02-31\n", "invalid-date"),
        ("# T\n\n<<<<<<< a\nx\n=======\ny\n>>>>>>> b\n", "merge-conflict"),
    ] {
        let found = interpret("x.md", text, &Config::default()).diagnostics;
        let finding =
            found.iter().find(|finding| finding.check == check).unwrap_or_else(|| panic!("{check}: {found:?}"));
        assert!(
            finding.help.is_some() && finding.place.as_ref().is_some_and(|place| !place.span.is_empty()),
            "{finding:?}"
        );
    }
    assert_eq!(interpret("x.md", "# T\n\n**Start Date**: soon\n", &Config::default()).diagnostics, []);
}

#[test]
fn a_large_file_of_headings_with_fields_is_read_in_time() {
    let mut text = String::from("# Items\n\n");
    for at in 0..3000 {
        text.push_str(&format!(
            "## Item {at}\n\n**Status**: Done\n**Owner**: Ana\n- Note: x\n\nSome prose about it.\n\n"
        ));
    }
    assert_eq!(read(&text).sections.len(), 3002);
}

#[test]
fn a_list_that_a_label_leads_to_is_no_header() {
    let example = "# Guide\n\nProse.\n\n## First leaf\n\n**Form**:\n\nFrontmatter:\n- id: 'leaf'\n- title: 'Leaf'\n- status: done\n";
    let document = read(example);
    assert_eq!(document.title.value, "Guide");
    assert!(document.ids.is_empty() && document.statuses.is_empty(), "{:?}", document.fields);
    for label in ["**Metadata:**", "Feature Information:", "**Details**", ""] {
        let text = format!("# T\n\n{label}\n\n- Status: Done\n- Owner: Ana\n");
        assert_eq!(status(&text), "done", "{label}");
    }
    // What stands behind other text of the list's own is no part of the list.
    assert_eq!(status("# T\n\nSteps:\n\n- one\n\nIn short\n\n- Status: Done\n"), "done");
}

#[test]
fn a_title_in_a_list_below_another_heading_is_none() {
    let title = |text: &str| read(text).title.value;
    assert_eq!(
        title("# Implementation Guide\n\n## First document\n\n- id: x\n- title: First\n"),
        "Implementation Guide"
    );
    assert_eq!(title("# Implementation Guide\n\n- title: First\n"), "First");
    assert_eq!(title("# Implementation Guide\n\n## First document\n\n**Title**: First\n"), "First");
}

#[test]
fn a_value_has_no_quotes_around_it() {
    let document = read("# T\n\n- id: 'FEAT-7'\n- Owner: \"Ana Ruiz\"\n- Note: 'a' and 'b'\n**Status**: 'Done'\n");
    let values: Vec<_> = document.fields.iter().map(|field| field.value.as_str()).collect();
    assert_eq!(values, ["FEAT-7", "Ana Ruiz", "'a' and 'b'", "Done"]);
    assert_eq!(document.owners.first().map(|fact| fact.value.as_str()), Some("Ana Ruiz"));
    assert_eq!(document.statuses.first().map(|fact| fact.value.status), Some(Status::Done));
}
