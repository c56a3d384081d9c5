//! Every sentence of rule 3, as phrases.

use super::*;

fn name(reading: Reading) -> &'static str {
    match reading {
        Reading::Unset => "unset",
        Reading::Archived => "archived",
        Reading::Value(value) => value.status.name(),
    }
}

fn check(expected: &str, phrases: &[&str]) {
    let read = |phrase: &&str| (phrase.to_string(), name(read(phrase, &BTreeMap::new(), None)));
    let wrong: Vec<_> = phrases.iter().map(read).filter(|(_, found)| *found != expected).collect();
    assert!(wrong.is_empty(), "{wrong:?} should be {expected}");
}

#[test]
fn words_of_the_table() {
    check("draft", &["Draft", "proposed", "Provisional", "idea", "exploration", "Brainstorm", "discussion", "RFC"]);
    check("draft", &["Draft v3 - please comment", "*Draft*", "in draft", "Proposed (2026-01-02)", "under discussion"]);
    check("planned", &["Not Started", "planned", "Planning", "todo", "To Do", "TO-DO", "pending", "Backlog", "open"]);
    check("planned", &["new", "future", "triage", "Identified", "0% complete", "Pending (0 % complete)", "📋 Planned"]);
    check(
        "ready",
        &["ready", "Ready for Implementation", "ready for development", "Ready for planning", "ready for sprint"],
    );
    check(
        "ready",
        &[
            "Approved",
            "accepted",
            "ratified",
            "implementable",
            "Approved - Ready for Planning",
            "Accepted with changes",
        ],
    );
    check("ready", &["Design complete", "Plan complete", "spec completed", "Research Complete", "Analysis done"]);
    check(
        "ready",
        &["design phase complete", "Design and analysis complete", "Interfaces agreed, ready for implementation"],
    );
    check("in-progress", &["In Progress", "in_progress", "in-progress", "IN PROGRESS", "active", "WIP", "started"]);
    check(
        "in-progress",
        &["implementing", "ongoing", "40% complete", "90 % done", "Phase 2 complete", "stage IV done"],
    );
    check("in-progress", &["Step 3 complete", "steps 1-3 complete; awaiting a soak", "Phase 1b Complete - 12 tests"]);
    check("in-progress", &["Phase 1 ~40% Complete", "In progress (3a complete)", "In development", "Work in progress"]);
    check(
        "partial",
        &["Partial", "Partially implemented", "Mostly done", "mostly-implemented", "incomplete", "partially_complete"],
    );
    check("partial", &["Done except the importer", "Core implementation complete", "MVP complete with one provider"]);
    check("partial", &["Initial version complete", "Complete, documentation pending", "Implemented (tests pending)"]);
    check("partial", &["Nearly complete", "almost done", "not fully done"]);
    check(
        "review",
        &["Review", "in review", "Ready for review", "ready for QA", "Ready for testing", "ready for validation"],
    );
    check("review", &["Awaiting approval", "pending approval", "Last Call", "testing", "verifying", "Under Review"]);
    check(
        "review",
        &[
            "Ready for testing with story 9 complete",
            "awaiting review by Kim",
            "In code review",
            "Active review (May 2...9)",
        ],
    );
    check(
        "blocked",
        &["blocked", "Waiting on legal", "BLOCKED (no hardware)", "blocked by FEAT-2", "waiting for the vendor"],
    );
    check(
        "on-hold",
        &["On hold", "on-hold", "paused", "Deferred", "postponed", "stalled", "Stagnant", "Returned for revision"],
    );
    check(
        "on-hold",
        &["On hold - waiting for parts", "Deferred to v2", "Deferred on 2026-01-02. Core work is complete"],
    );
    check("done", &["Complete", "completed", "Done", "finished", "Implemented", "Shipped", "delivered", "released"]);
    check("done", &["deployed", "Merged", "resolved", "fixed", "handled", "Closed", "Final", "passed", "Adopted"]);
    check(
        "done",
        &["Production ready", "production-ready", "ready for production", "Ready for release.", "ready for deployment"],
    );
    check(
        "done",
        &["100% complete", "Complete (100%)", "**Implemented (Swift 5)**", "✅ **COMPLETE** - pushed (`abc`)"],
    );
    check(
        "done",
        &["complete as of 2026-04-17.", "Completed 2026-11-24", "DONE — all four slices", "Shipped in v4.2.0"],
    );
    check("cancelled", &["Cancelled", "canceled", "Rejected", "withdrawn", "Won't do", "Won\u{2019}t Do", "abandoned"]);
    check("cancelled", &["declined", "expired", "dropped", "Cancelled with the rest", "not planned"]);
    check(
        "superseded",
        &["superseded", "Superseded by ADR-7", "Replaced by [x](x.md)", "obsolete", "Deprecated", "Moved"],
    );
    check("superseded", &["retired", "removed", "Historical", "♻️ Replaced by v2"]);
    check("living", &["living", "Living document", "evergreen", "authoritative", "Reference"]);
    check("archived", &["archived", "📦 Archived", "Archived (2026)"]);
}

#[test]
fn other_languages() {
    check("draft", &["草稿", "Borrador", "brouillon", "Entwurf", "propuesta"]);
    check("planned", &["à faire", "🔲 À faire", "pendiente", "Por hacer", "geplant", "offen", "未开始", "待办"]);
    check(
        "in-progress",
        &["进行中", "en cours", "En curso", "🚧 In Arbeit", "in Bearbeitung", "开发中", "en progreso"],
    );
    check("done", &["已完成", "完成", "terminé", "completado", "✅ Erledigt", "abgeschlossen", "Hecho", "fertig"]);
    check("review", &["🔄 En revisión", "en revue", "in Prüfung", "待审核"]);
    check("on-hold", &["en pausa", "en pause", "pausiert", "暂停"]);
    check("cancelled", &["cancelado", "annulé", "abgebrochen", "已取消"]);
    check("blocked", &["bloqueado", "blockiert", "bloqué", "阻塞"]);
    check("superseded", &["obsoleto", "remplacé", "ersetzt durch X", "已废弃"]);
}

#[test]
fn the_leading_clause_decides_then_the_whole() {
    check("done", &["Complete (superseded by the plan)", "Done; review of docs planned", "✅ Complete → archive next"]);
    check("ready", &["The data model stands. Ready for implementation"]);
    check(
        "unrecognised",
        &["All feature branches merged and tagged", "Basic tests complete - comprehensive testing deferred"],
    );
    check(
        "unrecognised",
        &["Quick fixes applied, recommendations documented", "Locked", "Design Proposal for later? no", "12 of 14"],
    );
}

#[test]
fn a_word_counts_at_the_head_or_behind_a_noun_for_the_work() {
    check(
        "done",
        &["Implementation complete", "Feature fully implemented", "Rust migration complete", "inferred_complete"],
    );
    check("done", &["now shipped", "The project is done", "All tasks completed", "✅ All phases complete"]);
    check("unrecognised", &["Three endpoints merged", "The parser crate released", "Every gate closed"]);
}

#[test]
fn two_states_joined_are_the_later() {
    check(
        "done",
        &["Accepted and Implemented", "Approved & shipped", "Implemented and tested", "Spec complete and implemented"],
    );
    check("in-progress", &["Approved and in progress"]);
    check("done", &["PARSER MIGRATION COMPLETE AND ACTIVE"]);
}

#[test]
fn negation_comes_first() {
    check(
        "planned",
        &["not started", "Not Implemented", "unimplemented", "not yet", "Not yet implemented", "not_started"],
    );
    check("planned", &["❌ Not Fixed", "🚧 NOT STARTED", "Not started - both exist"]);
    check("cancelled", &["not planned", "Not doing"]);
}

#[test]
fn signs_decide_where_no_word_does() {
    check("done", &["✅", "✔", "✅ Contract", "✅ Installed everywhere"]);
    check("in-progress", &["🚧", "🔄", "⏳", "🟡 On track"]);
    check("planned", &["📋", "📅", "🔲"]);
    check("cancelled", &["❌"]);
    check("on-hold", &["⏸️", "⏸"]);
    check("blocked", &["⛔", "🔴"]);
    check("planned", &["🚧 Planned"]);
}

#[test]
fn percentages_need_a_word_and_are_never_of_tests() {
    check("unrecognised", &["95% coverage", "99% of tests pass"]);
    let percent = |phrase: &str| match read(phrase, &BTreeMap::new(), None) {
        Reading::Value(value) => (value.status.name(), value.percent),
        _ => ("", None),
    };
    assert_eq!(percent("In progress (85% complete)"), ("in-progress", Some(85)));
    assert_eq!(percent("Week 0 (product at 80% completion)"), ("in-progress", Some(80)));
    assert_eq!(percent("Blocked (40% done)"), ("blocked", Some(40)));
    assert_eq!(percent("100% complete"), ("done", Some(100)));
    assert_eq!(percent("Complete - 98% test coverage"), ("done", None));
}

#[test]
fn placeholders_are_no_value() {
    check("unset", &["", "TBD", "N/A", "-", "___", "None", "[Status]", "{status}", "<status>", "[COMPLETE | PENDING]"]);
    check("unset", &["📋 Not Started | 🚧 In Progress | ✅ Complete", "🔲 À faire / 🔄 En cours / ✅ Terminé"]);
    check("unset", &["[X]% complete - [ON TRACK | AT RISK]", "planned | in-progress | complete", "Draft/Review/Final"]);
    check("unset", &["[ ] pending [ ] done", "[PHASE] - [STATUS]", "Phase [X] complete"]);
    check("done", &["[Done]", "[ ] pending [x] done", "☐ open ☑ done"]);
    check("in-progress", &["In Progress [since the move to the new office]"]);
}

#[test]
fn misspellings_within_one_edit_count() {
    check("done", &["Complted", "Implementd", "Compelte"]);
    check("superseded", &["Supersedeed"]);
    check("unrecognised", &["Dome", "Activ"]);
}

#[test]
fn own_words_and_own_phase() {
    let own = BTreeMap::from([("awaiting qa".to_owned(), Status::Review), ("parked lot".to_owned(), Status::OnHold)]);
    assert_eq!(name(read("Awaiting QA", &own, None)), "review");
    assert_eq!(name(read("🅿️ Parked-lot until June", &own, None)), "on-hold");
    assert_eq!(name(read("Phase 2 complete", &own, Some("2"))), "done");
    assert_eq!(name(read("Phase 2 complete", &own, Some("3"))), "in-progress");
}

#[test]
fn words_and_signs_are_told_apart() {
    let none = BTreeMap::new();
    assert_eq!(by_word("✅", &none), None);
    assert_eq!(by_word("✅ DONE", &none).map(|value| value.status), Some(Status::Done));
    assert_eq!(by_emoji("Foundation ✅"), Some(Status::Done));
    assert_eq!(recognise("Foundation", &none), None);
    assert_eq!(exact("✅ In Progress"), Some(Status::InProgress));
    assert_eq!(exact("In Progress now"), None);
}

#[test]
fn long_and_odd_texts_do_no_harm() {
    for text in ["(", "((((", "[[[[", "\u{301}", "%", "% %", ". . .", "&&&&", "[x", "--"] {
        read(text, &BTreeMap::new(), None);
    }
    read(&"[a](b) ".repeat(100_000), &BTreeMap::new(), None);
    read(&"é".repeat(1_000_000), &BTreeMap::new(), None);
}
