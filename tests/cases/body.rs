//! Rules 6, 7 and 9 of the reading rules, one small document for each sentence.

use std::sync::Arc;

use featsite::config::Config;
use featsite::kinds;
use featsite::model::{Document, RelationKind, Tally};
use featsite::outline;
use featsite::source::SourceFile;

fn read(text: &str) -> Document {
    let file = SourceFile { path: Arc::from("notes.md"), text: Arc::from(text), hash: [0; 32], oversized: false };
    kinds::interpret(&file, &outline::parse(text), &Config::default()).value
}

#[test]
fn boxes_are_tasks_where_the_rules_say_so() {
    for (text, done, total) in [
        // 6.1: any marker, any depth; `-` is begun, `~` leaves the total.
        ("- [ ] a\n* [x] b\n+ [X] c\n1. [ ] d\n", 2, 4),
        ("- [ ] a\n  - [x] b\n    - [x] c\n", 2, 3),
        ("- [-] a\n- [~] b\n- [x] c\n", 1, 2),
        ("Legend: `[~]` in progress, `[-]` cancelled\n\n- [-] a\n- [~] b\n", 0, 1),
        // 6.2: box signs begin items and lines; ✅ and ❌ are prose.
        ("☐ a\n☑ b\n☒ c\n", 2, 3),
        ("- ⬜ a\n- 🔲 b\n", 0, 2),
        ("- ✅ a\n- ❌ b\n- ✓ c\n", 0, 0),
        ("Some ☐ within a line\n", 0, 0),
        // 6.3: in a fence only signs, and only under a checklist.
        ("## Go-live checklist\n```\n☑ a\n☐ b\n- [ ] c\n```\n", 1, 2),
        ("## Notes\n```\n☑ a\n☐ b\n```\n", 0, 0),
        // 6.4: boxed headings are tasks; code, comments, cells and explanations are not.
        ("## [x] One\n## [ ] Two\n", 1, 2),
        ("`- [ ] a`\n\n<!-- - [ ] b -->\n\n| [ ] c | d |\n|---|---|\n| [x] e | f |\n", 0, 0),
        ("## Status Legend\n- [ ] a\n## Usage\n- [x] b\n## Example\n- [x] c\n## Examples of use\n- [x] d\n", 1, 1),
        ("<details>\n\n- [x] a\n\n</details>\n", 1, 1),
        ("- [x](a.md) a link\n", 0, 0),
    ] {
        assert_eq!(Tally::of(&read(text).tasks), Tally { done, total }, "{text}");
    }
}

/// Number, title, status, done and total of each phase that is no sub-phase.
fn phases(text: &str) -> Vec<String> {
    let document = read(text);
    let own = document.phases.iter().filter(|phase| phase.parent.is_none());
    own.map(|phase| {
        let status = phase.status.as_ref().map_or("unset", |fact| fact.value.status.name());
        format!("{} {} {status} {}/{}", phase.number, phase.title, phase.tasks.done, phase.tasks.total)
    })
    .collect()
}

#[test]
fn phases_are_told_by_their_headings() {
    for (text, expected) in [
        ("# T\n## Phase 1: A\n- [x] a\n## Phase 2: B\n- [ ] b\n", &["1 A unset 1/1", "2 B unset 0/1"][..]),
        ("# Phase 1: Title\n## Phase 1 Notes\n- [x] a\n", &[]),
        ("# T\n## Phases\n## Step 1: A\n## Task 2: B\n## Day 1: C\n", &[]),
        // A number met again is the same phase, and lends its status.
        ("# T\n## Phase 1: A\n- [x] a\n## More\n### Phase 1 Tasks\n**Status**: done\n- [ ] b\n", &["1 A done 1/2"]),
        // …unless the section above names another milestone or version.
        ("# T\n## v1.0\n### Phase 1: A\n## v2.0\n### Phase 1: B\n", &["1 A unset 0/0", "1 B unset 0/0"]),
        // Sub-phases roll up.
        ("# T\n## Phase 1: A\n### Phase 1.1: B\n- [x] a\n### Phase 1.2: C\n- [ ] b\n", &["1 A unset 1/2"]),
        // A field beats the heading's words, and the fields of tasks are not the phase's.
        ("# T\n## Phase 1: A (Done)\n**Status**: blocked\n", &["1 A blocked 0/0"]),
        ("# T\n## Phase 1: A\n- [ ] x\n  - Status: done\n", &["1 A unset 0/1"]),
        ("# T\n## Phase 1: A\n**Status**: ✅ Done | 🚧 Started\n", &["1 A unset 0/0"]),
        // A sign that all siblings carry counts only where every box is ticked.
        ("# T\n## ✅ Phase 1: A\n- [x] a\n## ✅ Phase 2: B\n- [ ] b\n", &["1 A done 1/1", "2 B unset 0/1"]),
        ("# T\n## ✅ Phase 1: A\n## 📋 Phase 2: B\n", &["1 A done 0/0", "2 B planned 0/0"]),
        ("# T\n## 🔲 Phase 1: A\n## Phase 2: B\n", &["1 A planned 0/0", "2 B unset 0/0"]),
        // Weeks are phases only where nothing else is, and two say something.
        ("# T\n### Week 1: A\n### Week 2: B\n", &["1 A unset 0/0", "2 B unset 0/0"]),
        ("# T\n### Week 1\n### Week 2\n", &[]),
        ("# T\n## Phase 1: A\n### Week 1: B\n### Week 2: C\n", &["1 A unset 0/0"]),
        // Tables and boxed items where no heading is.
        (
            "# T\n| Phase | Name | Status |\n|---|---|---|\n| 1 | A | Done |\n| 2 | B | Planned |\n",
            &["1 A done 0/0", "2 B planned 0/0"],
        ),
        ("# T\n| Phase | Task |\n|---|---|\n| 1 | a |\n| 1 | b |\n", &[]),
        ("# T\n- [x] Phase 8: A\n- [ ] Phase 9: B\n", &["8 A done 0/0", "9 B planned 0/0"]),
        ("# T\n- Phase 1: A\n- Phase 2: B\n", &[]),
        ("# T\n```\n## Phase 1: A\n```\n", &[]),
        // Without a title, the first of several phases is one.
        ("## Phase 1: A\n## Phase 2: B\n", &["1 A unset 0/0", "2 B unset 0/0"]),
    ] {
        assert_eq!(phases(text), expected, "{text}");
    }
}

#[test]
fn weeks_and_dates_of_phases() {
    for (heading, below, weeks, start, end) in [
        ("Phase 1: A (Week 1-2)", "", Some((1, 2)), "", ""),
        ("Phase 1: A (Week 3)", "", Some((3, 3)), "", ""),
        ("Phase 1: A (2026-01-12 – 2026-01-30)", "", None, "2026-01-12", "2026-01-30"),
        ("Phase 1: A", "**Dates**: 2026-03-02 - 2026-03-13", None, "2026-03-02", "2026-03-13"),
        ("Phase 1: A", "**Started**: 2026-03-02\n**Target**: 2026-03-13", None, "2026-03-02", "2026-03-13"),
        ("Phase 1: A", "**Dates**: [Start] - [End]", None, "", ""),
        ("Phase 1: A (3 days)", "", None, "", ""),
    ] {
        let document = read(&format!("# T\n## {heading}\n{below}\n"));
        let phase = document.phases.first().unwrap_or_else(|| panic!("{heading}"));
        let shown = |fact: &Option<featsite::model::Fact<featsite::base::When>>| {
            fact.as_ref().map(|fact| fact.value.to_string()).unwrap_or_default()
        };
        assert_eq!(phase.weeks, weeks, "{heading}");
        assert_eq!((shown(&phase.start).as_str(), shown(&phase.end).as_str()), (start, end), "{heading} {below}");
        assert_eq!(phase.title, "A", "{heading}");
    }
}

fn relations(text: &str) -> Vec<(RelationKind, String)> {
    read(text).relations.into_iter().map(|relation| (relation.kind, relation.target.to_string())).collect()
}

#[test]
fn relations_are_read_where_a_document_speaks_of_itself() {
    use RelationKind::{Blocks, DependsOn, Parent};
    for (text, expected) in [
        ("# T\n\n**Depends on**: FEAT-1, FEAT-2\n", &[(DependsOn, "FEAT-1"), (DependsOn, "FEAT-2")][..]),
        ("---\ndepends_on:\n  - FEAT-3\n---\n# T\n", &[(DependsOn, "FEAT-3")]),
        ("---\nrequires: 155, 721\n---\n# T\n", &[(DependsOn, "155"), (DependsOn, "721")]),
        ("# T\n\n**Epic**: EPIC-4\n", &[(Parent, "EPIC-4")]),
        ("# T\n\n**Blocks**: FEAT-9\n", &[(Blocks, "FEAT-9")]),
        ("# T\n## Dependencies\n- FEAT-5 gives the parser\n- the old parser\n", &[(DependsOn, "FEAT-5")]),
        (
            "# T\n## Dependencies\n- **Blocks:** FEAT-6\n- **Blocked by:** FEAT-7\n",
            &[(Blocks, "FEAT-6"), (DependsOn, "FEAT-7")],
        ),
        ("# T\n\n**Dependencies**: None\n", &[]),
        ("# T\n\n**Dependencies**: Phase 1 complete\n", &[]),
        ("# T\n## Story 1: A\n**Dependencies**: FEAT-8\n", &[]),
        ("# T\n## Phase 1: A\n**Depends on**: FEAT-8\n", &[]),
    ] {
        let expected: Vec<_> = expected.iter().map(|(kind, target)| (*kind, (*target).to_owned())).collect();
        assert_eq!(relations(text), expected, "{text}");
    }
}
