//! What is planted, by the kind of contradiction. Long because it is one table.

use super::Edit::{Before, End, File, Line, Other, Top};
use super::Planting;

/// The line that the last sections of a feature begin with.
const TAGS: &str = "## 🏷️ Tags";

/// The plantings.
pub const PLANTINGS: &[Planting] = &[
    // Two places, two states.
    Planting {
        check: "status-conflict",
        document: "FEAT-004",
        edits: &[Top("---\nstatus: review\n---\n\n")],
        at: "status: review",
        also: &[],
    },
    Planting {
        check: "status-conflict",
        document: "FEAT-003",
        edits: &[End("\n---\n\n**Status**: 📋 Planned\n")],
        at: "**Status**: ✅ Complete",
        also: &[],
    },
    Planting {
        check: "status-conflict",
        document: "FEAT-005",
        edits: &[Other(
            "features/index.md",
            "# Features\n\n| ID | Title | Status |\n|---|---|---|\n| FEAT-005 | Links and relations | 🚧 In Progress |\n",
        )],
        at: "**Status**: ✅ Complete",
        also: &[],
    },
    Planting {
        check: "status-conflict",
        document: "features/done/FEAT-101-rows.md",
        edits: &[File(
            "# Rows\n\n**Feature ID**: FEAT-101\n**Owner**: Ana\n**Status**: 🚧 In Progress\n**Depends on**: FEAT-001\n",
        )],
        at: "**Status**: 🚧 In Progress",
        also: &[],
    },
    Planting {
        check: "status-conflict",
        document: "FEAT-006",
        edits: &[Before("**Priority**", "**Progress**: 40%\n")],
        at: "**Status**: ✅ Complete",
        also: &[],
    },
    // States against boxes.
    Planting {
        check: "complete-with-open-tasks",
        document: "FEAT-007",
        edits: &[Line("- [x]", "- [ ] Every byte of a body is accounted for")],
        at: "**Status**: ✅ Complete",
        also: &[],
    },
    Planting {
        check: "complete-with-open-tasks",
        document: "FEAT-017",
        edits: &[Before(TAGS, "### Tests\n- [ ] Every key of the schema is read\n- [x] Every key is told\n\n")],
        at: "**Status**: ✅ Complete",
        also: &[],
    },
    Planting {
        check: "all-tasks-done-but-open",
        document: "FEAT-010",
        edits: &[Line("**Status**", "**Status**: 🚧 In Progress")],
        at: "**Status**: 🚧 In Progress",
        also: &[],
    },
    Planting {
        check: "all-tasks-done-but-open",
        document: "features/FEAT-105-columns.md",
        edits: &[File(
            "# Columns\n\n**Feature ID**: FEAT-105\n**Owner**: Ana\n**Status**: 📋 Planned\n**Depends on**: FEAT-001\n\n\
             ## Tasks\n\n- [x] Draw\n- [x] Fill\n- [x] Count\n",
        )],
        at: "**Status**: 📋 Planned",
        also: &[],
    },
    Planting {
        check: "complete-with-open-tasks",
        document: "features/FEAT-108-maps.md",
        edits: &[
            File(
                "# Maps\n\n**Feature ID**: FEAT-108\n**Owner**: Ana\n**Status**: ✅ Complete\n\
                 **Depends on**: FEAT-001\n\n## Tasks\n\n- [x] Draw\n- [x] Colour\n",
            ),
            Other(
                "features/FEAT-108-test-plan.md",
                "# Maps: test plan\n\n**Feature ID**: FEAT-108\n\n## Tests\n\n- [x] Small\n- [ ] Large\n",
            ),
        ],
        at: "**Status**: ✅ Complete",
        also: &[],
    },
    // Phases.
    Planting {
        check: "phase-status-mismatch",
        document: "FEAT-009",
        edits: &[
            Line("**Status**", "**Status**: 🚧 In Progress"),
            Before(TAGS, "### Phase 9: Density\n\n**Status**: ✅ Finished\n\n- [x] Draw\n- [ ] Remember\n\n"),
        ],
        at: "✅ Finished",
        also: &[],
    },
    Planting {
        check: "phase-status-mismatch",
        document: "FEAT-023",
        edits: &[Before(TAGS, "### Phase 9: Colours\n\n**Status**: Not begun, planned\n\n- [x] Draw\n- [x] Check\n\n")],
        at: "Not begun, planned",
        also: &[],
    },
    Planting {
        check: "phase-status-mismatch",
        document: "FEAT-011",
        edits: &[Before(TAGS, "### Phase 9: Zoom\n\n**Status**: 🚧 Under way, in progress\n\nBy the month.\n\n")],
        at: "Under way",
        also: &[],
    },
    Planting {
        check: "phase-status-mismatch",
        document: "FEAT-024",
        edits: &[Before(TAGS, "### Phase 9: Fewer copies\n\n**Status**: ✅ Finished\n\nOne copy of a text.\n\n")],
        at: "✅ Finished",
        also: &["phase-order"],
    },
    // Dates and logs.
    Planting {
        check: "reversed-dates",
        document: "features/FEAT-121-tides.md",
        edits: &[File(
            "# Tides\n\n**Feature ID**: FEAT-121\n**Owner**: Ana\n**Status**: Planned\n**Depends on**: FEAT-001\n**Start Date**: 2027-03-09\n**Target Completion**: 2027-03-02\n",
        )],
        at: "2027-03-09",
        also: &[],
    },
    Planting {
        check: "overdue",
        document: "features/FEAT-122-ferries.md",
        edits: &[File(
            "# Ferries\n\n**Feature ID**: FEAT-122\n**Owner**: Ana\n**Status**: Planned\n**Depends on**: FEAT-001\n**Target Completion**: 2026-11-02\n",
        )],
        at: "2026-11-02",
        also: &[],
    },
    Planting {
        check: "phase-outside-feature",
        document: "features/FEAT-123-harbours.md",
        edits: &[File(
            "# Harbours\n\n**Feature ID**: FEAT-123\n**Owner**: Ana\n**Status**: Planned\n**Depends on**: FEAT-001\n**Start Date**: 2027-03-01\n**Target Completion**: 2027-03-31\n\n## Phase 1: Quay\n\n**Start Date**: 2027-03-01\n**End Date**: 2027-04-14\n",
        )],
        at: "2027-04-14",
        also: &[],
    },
    Planting {
        check: "phase-order",
        document: "features/FEAT-124-lighthouses.md",
        edits: &[File(
            "# Lighthouses\n\n**Feature ID**: FEAT-124\n**Owner**: Ana\n**Status**: Planned\n**Depends on**: FEAT-001\n\n## Phase 1: Tower\n\n**Dates**: 2027-05-03 to 2027-05-14\n\n## Phase 2: Lamp\n\n**Dates**: 2027-04-05 to 2027-04-09\n",
        )],
        at: "2027-04-05",
        also: &[],
    },
    Planting {
        check: "stale",
        document: "features/FEAT-125-buoys.md",
        edits: &[File(
            "# Buoys\n\n**Feature ID**: FEAT-125\n**Owner**: Ana\n**Status**: In Progress\n**Depends on**: FEAT-001\n**Last Updated**: 2026-09-01\n",
        )],
        at: "**Status**: In Progress",
        also: &[],
    },
    Planting {
        check: "log-but-not-started",
        document: "features/FEAT-126-anchors.md",
        edits: &[File(
            "# Anchors\n\n**Feature ID**: FEAT-126\n**Owner**: Ana\n**Status**: Planned\n**Depends on**: FEAT-001\n\n## Progress Log\n\n### 2026-11-10\n\n- Implemented the chain\n",
        )],
        at: "**Status**: Planned",
        also: &[],
    },
    // Numbers and fields.
    Planting {
        check: "coverage-below-target",
        document: "FEAT-013",
        edits: &[Before(TAGS, "### Coverage\n- **Target Coverage**: 90%\n- **Current Coverage**: 71%\n\n")],
        at: "**Current Coverage**",
        also: &[],
    },
    Planting {
        check: "duplicate-field",
        document: "FEAT-014",
        edits: &[
            Before("**Priority**", "**Priority**: Low\n"),
            Line("**Priority**: High", "**Priority**: Highest, high"),
        ],
        at: "Highest, high",
        also: &[],
    },
    Planting {
        check: "duplicate-field",
        document: "FEAT-016",
        edits: &[Before("**Target Completion**", "**Start Date**: 2026-11-20\n")],
        at: "**Start Date**: 2026-11-20",
        also: &[],
    },
    Planting {
        check: "unknown-status",
        document: "FEAT-022",
        edits: &[Line("**Status**", "**Status**: Simmering gently")],
        at: "Simmering gently",
        also: &[],
    },
    Planting {
        check: "invalid-date",
        document: "FEAT-020",
        edits: &[Line("**Target Completion**", "**Target Completion**: 2027-02-30")],
        at: "2027-02-30",
        also: &[],
    },
    Planting {
        check: "placeholder",
        document: "FEAT-021",
        edits: &[Line("**Owner**", "**Owner**: [Developer Name]")],
        at: "[Developer Name]",
        also: &[],
    },
    Planting {
        check: "placeholder",
        document: "guides/performance.md",
        edits: &[Line("**Priority:**", "**Priority:** [Critical | High | Medium | Low]")],
        at: "[Critical | High",
        also: &[],
    },
    // Ids and relations.
    Planting {
        check: "duplicate-id",
        document: "features/FEAT-103-lanes.md",
        edits: &[
            File(
                "# Lanes\n\n**Feature ID**: FEAT-103\n**Owner**: Ana\n**Status**: Planned\n**Depends on**: FEAT-001\n",
            ),
            Other(
                "features/FEAT-103-groups.md",
                "# Groups\n\n**Feature ID**: FEAT-103\n**Owner**: Ana\n**Status**: Planned\n**Depends on**: FEAT-001\n",
            ),
        ],
        at: "FEAT-103",
        also: &[],
    },
    Planting {
        check: "unknown-id",
        document: "FEAT-026",
        edits: &[Line("- **Dependencies**", "- **Dependencies**: FEAT-016, FEAT-023, FEAT-025, FEAT-444")],
        at: "FEAT-444",
        also: &[],
    },
    Planting {
        check: "unknown-id",
        document: "FEAT-001",
        edits: &[Line("- **Enables**", "- **Enables**: FEAT-002, FEAT-003, FEAT-005, FEAT-555")],
        at: "FEAT-555",
        also: &[],
    },
    // Links.
    Planting {
        check: "broken-link",
        document: "FEAT-001",
        edits: &[Before(TAGS, "See [the first sketch](../notes/first-sketch.md).\n\n")],
        at: "first-sketch.md",
        also: &[],
    },
    Planting {
        check: "broken-link",
        document: "guides/reading.md",
        edits: &[Before("## ", "![The stages](stages.svg)\n\n")],
        at: "stages.svg",
        also: &[],
    },
    Planting {
        check: "broken-anchor",
        document: "manual/index.md",
        edits: &[End("\nSee [levels](diagnostics.md#all-the-levels).\n")],
        at: "#all-the-levels",
        also: &[],
    },
    Planting {
        check: "broken-anchor",
        document: "manual/tasks-and-phases.md",
        edits: &[End("\nSee [above](#no-such-part).\n")],
        at: "#no-such-part",
        also: &[],
    },
    Planting {
        check: "moved-link",
        document: "manual/items.md",
        edits: &[End("\nSee [the guide](linking.md).\n")],
        at: "](linking.md)",
        also: &[],
    },
    Planting {
        check: "moved-link",
        document: "decisions/0006-relative-addresses.md",
        edits: &[End("\nSeen on [the board](../FEAT-010-board.md).\n")],
        at: "../FEAT-010-board.md",
        also: &[],
    },
    Planting {
        check: "broken-link",
        document: "manual/templates.md",
        edits: &[End("\nSee [[A page nobody wrote]].\n")],
        at: "[[A page nobody wrote]]",
        also: &[],
    },
    // The order of work.
    Planting {
        check: "dependency-cycle",
        document: "FEAT-025",
        edits: &[Line("- **Dependencies**", "- **Dependencies**: FEAT-013, FEAT-019, FEAT-026")],
        at: "FEAT-019, FEAT-026",
        also: &[],
    },
    Planting {
        check: "depends-on-cancelled",
        document: "FEAT-018",
        edits: &[
            Line("- **Dependencies**", "- **Dependencies**: FEAT-003, FEAT-005, FEAT-011, FEAT-107"),
            Other(
                "features/FEAT-107-moon.md",
                "# Phases of the moon\n\n**Feature ID**: FEAT-107\n**Owner**: Ana\n**Status**: Cancelled\n",
            ),
        ],
        at: "FEAT-107",
        also: &[],
    },
    Planting {
        check: "complete-before-dependency",
        document: "FEAT-012",
        edits: &[Line("- **Dependencies**", "- **Dependencies**: FEAT-005, FEAT-008, FEAT-020")],
        at: "FEAT-008, FEAT-020",
        also: &[],
    },
    // Files.
    Planting {
        check: "unused-allow",
        document: "manual/export.md",
        edits: &[End("\n<!-- featsite: allow(overdue) because the date is that of the contract -->\n")],
        at: "allow(overdue)",
        also: &[],
    },
    Planting {
        check: "url-collision",
        document: "board.md",
        edits: &[File("# Who sits on the board\n\nSee [the manual](manual/index.md).\n")],
        at: "# Who sits",
        also: &[],
    },
    Planting {
        check: "diagram-syntax",
        document: "manual/values.md",
        edits: &[End("\n```mermaid\ngraph TD\n  Read -->\n```\n")],
        at: "  Read -->",
        also: &[],
    },
    Planting {
        check: "math-syntax",
        document: "manual/values.md",
        edits: &[End("\nThe share is $\\frca{d_i}{n}$.\n")],
        at: "The share is",
        also: &[],
    },
    Planting {
        check: "merge-conflict",
        document: "manual/values.md",
        edits: &[End("\n<<<<<<< ours\nOne.\n=======\nTwo.\n>>>>>>> theirs\n")],
        at: "<<<<<<< ours",
        also: &[],
    },
    Planting {
        check: "front-matter-syntax",
        document: "decisions/0099-colour.md",
        edits: &[File(
            "---\ntitle: \"Colour\nstatus: [accepted\n---\n\n# Colour means state\n\nNothing else has colour.\n",
        )],
        at: "title: \"Colour",
        also: &[],
    },
    // A guide and its log.
    Planting {
        check: "guide-log-drift",
        document: "features/FEAT-109-sessions.md",
        edits: &[
            File(
                "# Sessions\n\n**Feature ID**: FEAT-109\n**Owner**: Ana\n**Status**: 🚧 In Progress\n\n\
                 Built by [the guide](../guides/sessions.md). Sessions live in redis 4.2.\n",
            ),
            Other(
                "guides/sessions.md",
                "# Sessions Implementation Guide\n\nFor [the log](../features/FEAT-109-sessions.md).\n\n\
                 ## Dependency Installation\n\n```text\nredis==5.0\n```\n",
            ),
        ],
        at: "redis 4.2",
        also: &[],
    },
    // Alone.
    Planting {
        check: "orphan",
        document: "features/FEAT-106-sounds.md",
        edits: &[File(
            "# Sounds\n\n**Feature ID**: FEAT-106\n**Owner**: Ana\n**Status**: Planned\n\nA bell at noon.\n",
        )],
        at: "# Sounds",
        also: &[],
    },
    Planting {
        check: "missing-owner",
        document: "FEAT-015",
        edits: &[Line("**Owner**", "**Sprint**: 3"), Line("**Status**", "**Status**: 🔄 Review")],
        at: "**Status**: 🔄 Review",
        also: &[],
    },
];
