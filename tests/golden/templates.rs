//! The project's two templates: filled in as a team would, every fact of them is asserted; unfilled, they give pages
//! of *left to fill in* and no invented fact. Long because every fact of both stands in one place.

use std::sync::Arc;

use featsite::base::Text;
use featsite::config::Config;
use featsite::kinds;
use featsite::model::{Document, Excerpt, NamedText, RelationKind, ScheduleUnit, SectionClass, Tally};
use featsite::outline;
use featsite::source::SourceFile;

fn read(path: &str, text: &str) -> Document {
    let file = SourceFile { path: Arc::from(path), text: Arc::from(text), hash: [0; 32], oversized: false };
    kinds::interpret(&file, &outline::parse(text), &Config::default()).value
}

fn filled_log() -> Document {
    let path = "FEAT-301-shared-shopping-lists.md";
    read(path, include_str!("templates/filled/FEAT-301-shared-shopping-lists.md"))
}

fn filled_guide() -> Document {
    read("rate-limits-guide.md", include_str!("templates/filled/rate-limits-guide.md"))
}

fn unfilled_log() -> Document {
    read("feature-log-template.md", include_str!("templates/unfilled/feature-log-template.md"))
}

fn unfilled_guide() -> Document {
    read("implementation-guide-template.md", include_str!("templates/unfilled/implementation-guide-template.md"))
}

fn texts(excerpts: &[Excerpt]) -> Vec<&str> {
    excerpts.iter().map(|excerpt| excerpt.text.as_str()).collect()
}

fn pairs(named: &[NamedText]) -> Vec<(&str, &str)> {
    named.iter().map(|one| (one.name.as_str(), one.text.as_str())).collect()
}

fn tally(done: usize, total: usize) -> Tally {
    Tally { done, total }
}

#[test]
fn the_sections_of_a_filled_log() {
    let harvest = filled_log().harvest;
    let description = harvest.description.map(|excerpt| excerpt.text).unwrap_or_default();
    assert!(description.starts_with("Two people shop for one household"), "{description}");
    assert_eq!(
        texts(&harvest.user_stories),
        [
            "As a parent, I want to share a list so that my partner can shop on the way home",
            "As a guest, I want to open a list without an account so that I can help once",
        ]
    );
    assert_eq!(
        texts(&harvest.criteria),
        [
            "A crossed out item shows on the other phone within one second",
            "A revoked link stops working at once",
            "Lists of 500 items scroll without a stutter",
            "One list in five is shared",
        ]
    );
    let decisions: Vec<_> = harvest
        .decisions
        .iter()
        .map(|one| (one.decision.as_str(), one.rationale.as_str(), one.alternatives.as_str()))
        .collect();
    assert_eq!(
        decisions,
        [
            ("Last writer wins per item", "nobody edits the name of milk twice", "operational transforms"),
            ("WebSocket", "already open for chat", "long polling"),
        ]
    );
    assert_eq!(
        pairs(&harvest.approach),
        [
            ("Design Pattern", "event log per list"),
            ("Components Affected", "`lists`, `sync`"),
            ("Dependencies", "FEAT-288 (chat socket)"),
            ("Breaking Changes", "`GET /lists` no longer returns archived lists"),
        ]
    );
    assert_eq!(texts(&harvest.breaking_changes), ["GET /lists no longer returns archived lists"]);
    let components: Vec<_> =
        harvest.components.iter().map(|one| (one.name.as_str(), one.paths.join(" "), pairs(&one.notes))).collect();
    assert_eq!(
        components,
        [
            (
                "ListLog",
                "lists/log.rs".to_owned(),
                vec![("Purpose", "appends and replays events"), ("Key methods", "`append`, `replay`")]
            ),
            (
                "ShareLink",
                "lists/share.rs".to_owned(),
                vec![("Purpose", "signs and checks links"), ("Integration", "the guest view asks it first")]
            ),
        ]
    );
}

#[test]
fn challenges_numbers_and_what_comes_after_in_a_filled_log() {
    let harvest = filled_log().harvest;
    let challenges: Vec<_> = harvest
        .challenges
        .iter()
        .map(|one| [&one.title, &one.problem, &one.impact, &one.solution, &one.lessons].map(Text::as_str))
        .collect();
    assert_eq!(
        challenges,
        [[
            "Clocks of phones",
            "two phones differ by minutes",
            "an item came back after it was crossed out",
            "order by the server's sequence",
            "never order by a device's clock",
        ]]
    );
    assert_eq!(
        pairs(&harvest.metrics),
        [
            ("Time Estimated", "24 days"),
            ("Time Actual", "27 days"),
            ("Files Changed", "41"),
            ("Bug Reports", "3"),
            ("Performance", "40 ms per event"),
        ]
    );
    assert_eq!(harvest.time.estimated.map(|time| time.text).as_deref(), Some("24 days"));
    assert_eq!(harvest.time.actual.map(|time| time.text).as_deref(), Some("27 days"));
    assert_eq!(harvest.coverage.target.map(|coverage| coverage.0), Some(85.0));
    assert_eq!(harvest.coverage.current.map(|coverage| coverage.0), Some(78.5));
    let gates: Vec<_> = harvest.gates.iter().map(|gate| (gate.name.as_str(), gate.tasks)).collect();
    assert_eq!(gates, [("Code Quality", tally(1, 2)), ("Testing", tally(0, 1))]);
    assert_eq!(
        pairs(&harvest.deployment),
        [
            ("Release Version", "4.2"),
            ("Rollback Plan", "switch `shared_lists` off"),
            ("Monitoring", "events per second"),
        ]
    );
    assert_eq!(texts(&harvest.follow_ups), ["Look at abuse of links after a month"]);
    assert_eq!(texts(&harvest.enhancements), ["Recipes that fill a list", "Lists per shop"]);
    let entries: Vec<_> = harvest.entries.iter().map(|entry| (entry.date.to_string(), texts(&entry.items))).collect();
    assert_eq!(
        entries,
        [
            (
                "2026-05-15".to_owned(),
                vec!["Replay is fast enough without snapshots", "Decided to keep deleted items for 30 days"]
            ),
            ("2026-05-20".to_owned(), vec!["Links are signed with the household's key"]),
        ]
    );
    assert_eq!(
        pairs(&harvest.related),
        [
            ("Backlog Item", "FEAT-301"),
            ("Pull Requests", "#901, #917"),
            ("Issues", "#455"),
            ("Dependencies", "FEAT-288, FEAT-290"),
        ]
    );
}

#[test]
fn tasks_phases_and_relations_of_a_filled_log() {
    let document = filled_log();
    assert_eq!(Tally::of(&document.tasks), tally(6, 17));
    let class = |class| Tally::of(document.tasks.iter().filter(|task| task.class == class));
    assert_eq!(class(SectionClass::Acceptance), tally(1, 4));
    assert_eq!(class(SectionClass::Phase), tally(3, 6));
    assert_eq!(class(SectionClass::Tests), tally(1, 2));
    assert_eq!(class(SectionClass::Docs), tally(0, 1));
    assert_eq!(class(SectionClass::Gates), tally(1, 3));
    assert_eq!(class(SectionClass::FollowUp), tally(0, 1));
    let phases: Vec<_> = document
        .phases
        .iter()
        .map(|phase| {
            let status = phase.status.as_ref().map_or("unset", |fact| fact.value.status.name());
            let date = |fact: &Option<featsite::model::Fact<featsite::base::When>>| {
                fact.as_ref().map(|fact| fact.value.to_string()).unwrap_or_default()
            };
            (phase.number.as_str(), phase.title.as_str(), status, date(&phase.start), date(&phase.end), phase.tasks)
        })
        .collect();
    let day = str::to_owned;
    assert_eq!(
        phases,
        [
            ("1", "Foundation", "done", day("2026-05-04"), day("2026-05-15"), tally(2, 2)),
            ("2", "Sharing by link", "in-progress", day("2026-05-18"), day("2026-05-29"), tally(1, 3)),
            ("3", "Integration", "planned", day("2026-06-01"), day("2026-06-12"), tally(0, 1)),
        ]
    );
    let relations: Vec<_> = document
        .relations
        .iter()
        .filter(|relation| relation.kind == RelationKind::DependsOn)
        .map(|relation| relation.target.as_str())
        .collect();
    assert_eq!(relations, ["FEAT-288", "FEAT-290"]);
    assert!(document.unfilled.is_empty(), "{:?}", document.unfilled);
    assert_eq!(document.lang.as_deref(), Some("en"));
}

#[test]
fn the_parts_of_a_filled_guide() {
    let document = filled_guide();
    let harvest = &document.harvest;
    let summary = harvest.description.as_ref().map(|excerpt| excerpt.text.as_str());
    let prose = "This guide leads from no limits to a token bucket per key in front of every public endpoint.";
    assert_eq!(summary, Some(prose));
    assert_eq!(document.excerpt.as_deref(), Some(prose));
    let decisions: Vec<_> =
        harvest.decisions.iter().map(|one| (one.decision.as_str(), one.rationale.as_str())).collect();
    assert_eq!(
        decisions,
        [
            ("Token bucket (burst 20)", "bursts of one page view fit"),
            ("Redis (7.2)", "the counters are there already"),
            ("❌ Limits per address", "offices share one"),
        ]
    );
    let steps = |steps: &[featsite::model::Step]| -> Vec<(String, String)> {
        steps.iter().map(|step| (step.title.to_string(), step.text.to_string())).collect()
    };
    let own = |pairs: &[(&str, &str)]| -> Vec<(String, String)> {
        pairs.iter().map(|(title, text)| ((*title).to_owned(), (*text).to_owned())).collect()
    };
    assert_eq!(
        steps(&harvest.preflight),
        own(&[
            ("Check Redis", "Why: scripts need version 7."),
            ("Check the keys", "Every first-party client sends its key.")
        ])
    );
    assert_eq!(
        steps(&harvest.rollback),
        own(&[
            ("Emergency Rollback", "Set LIMITS=off and restart the gateway."),
            ("Gradual Rollback", "Double the bucket until the complaints stop.")
        ])
    );
    let pins: Vec<_> = harvest.pins.iter().map(|pin| (pin.name.as_str(), pin.version.as_str())).collect();
    assert_eq!(pins, [("redis", "5.0.4"), ("limits", "3.9")]);
    let files: Vec<_> = harvest.files.iter().map(|file| (file.path.as_str(), file.new)).collect();
    assert_eq!(files, [("gateway/limits/count.py", true), ("ops/dashboards/limits.json", false)]);
    assert_eq!(harvest.checklist, tally(1, 3));
    assert_eq!(texts(&harvest.next_steps), ["Ask the three largest customers", "Begin with the counters"]);
    assert_eq!(texts(&harvest.documentation), ["Gateway overview - how requests travel"]);
    assert!(document.unfilled.is_empty(), "{:?}", document.unfilled);
}

#[test]
fn phases_and_their_schedule_in_a_filled_guide() {
    let document = filled_guide();
    let phases: Vec<_> = document
        .phases
        .iter()
        .map(|phase| (phase.number.as_str(), phase.title.as_str(), phase.weeks, phase.tasks))
        .collect();
    assert_eq!(
        phases,
        [
            ("1", "Measure", Some((1, 2)), tally(1, 2)),
            ("2", "Warn", Some((3, 4)), tally(0, 1)),
            ("3", "Refuse", Some((5, 6)), tally(0, 1)),
        ]
    );
    let schedule: Vec<_> = document
        .phases
        .iter()
        .flat_map(|phase| &phase.schedule)
        .map(|entry| (entry.unit, entry.first, entry.last, entry.title.as_str()))
        .collect();
    assert_eq!(schedule, [(ScheduleUnit::Day, 1, 2, "Counters"), (ScheduleUnit::Day, 3, 10, "Dashboard")]);
    assert_eq!(Tally::of(&document.tasks), tally(2, 7));
    assert!(document.shape.says_guide);
}

/// What may be harvested from a template that nobody has filled in: nothing that claims to be a fact.
fn assert_nothing_said(document: &Document) {
    let harvest = &document.harvest;
    assert_eq!(harvest.description, None);
    for (name, list) in [
        ("user stories", &harvest.user_stories),
        ("criteria", &harvest.criteria),
        ("follow-ups", &harvest.follow_ups),
        ("enhancements", &harvest.enhancements),
        ("next steps", &harvest.next_steps),
        ("documentation", &harvest.documentation),
        ("breaking changes", &harvest.breaking_changes),
    ] {
        assert_eq!(texts(list), Vec::<&str>::new(), "{name}");
    }
    for (name, list) in [
        ("approach", &harvest.approach),
        ("metrics", &harvest.metrics),
        ("deployment", &harvest.deployment),
        ("related", &harvest.related),
    ] {
        assert!(list.iter().all(|one| one.placeholder), "{name}: {list:?}");
    }
    assert!(harvest.decisions.is_empty(), "{:?}", harvest.decisions);
    assert!(harvest.components.is_empty(), "{:?}", harvest.components);
    assert!(harvest.challenges.is_empty(), "{:?}", harvest.challenges);
    assert!(harvest.entries.is_empty(), "{:?}", harvest.entries);
    assert!(harvest.preflight.is_empty(), "{:?}", harvest.preflight);
    assert!(harvest.rollback.is_empty(), "{:?}", harvest.rollback);
    assert!(harvest.pins.is_empty(), "{:?}", harvest.pins);
    assert!(harvest.files.is_empty(), "{:?}", harvest.files);
    assert_eq!((harvest.time.estimated.as_ref(), harvest.time.actual.as_ref()), (None, None));
    assert_eq!((harvest.coverage.target, harvest.coverage.current), (None, None));
    assert!(document.relations.is_empty(), "{:?}", document.relations);
    assert!(document.statuses.is_empty() || document.shape.says_guide, "{:?}", document.statuses);
    assert!(document.owners.is_empty(), "{:?}", document.owners);
    assert!(document.priorities.is_empty(), "{:?}", document.priorities);
    assert_eq!(document.excerpt, None);
    assert!(document.phases.iter().all(|phase| phase.status.is_none() && phase.start.is_none() && phase.end.is_none()));
}

fn labels(document: &Document) -> Vec<&str> {
    document.unfilled.iter().map(|unfilled| unfilled.label.as_str()).collect()
}

#[test]
fn an_unfilled_log_says_nothing_and_asks_for_everything() {
    let document = unfilled_log();
    assert_nothing_said(&document);
    assert_eq!(Tally::of(&document.tasks).done, 0);
    let labels = labels(&document);
    for expected in [
        "Feature ID",
        "Owner",
        "Start Date",
        "Status",
        "Brief description of what this feature does and why it's needed.",
        "As a [user type], I want [functionality] so that [benefit]",
        "Criterion 1",
        "Choice 1",
        "Design Pattern",
        "Dates",
        "Component Name (path/to/file.py)",
        "Purpose",
        "Current Coverage",
        "Challenge 1: [Description]",
        "Problem",
        "Time Estimated",
        "Release Version",
        "Enhancement 1",
        "[YYYY-MM-DD]",
        "Progress made today",
        "Pull Requests",
    ] {
        assert!(labels.contains(&expected), "{expected} is not left to fill in: {labels:#?}");
    }
    assert!(labels.len() >= 90, "{}", labels.len());
}

#[test]
fn an_unfilled_guide_says_nothing_and_asks_for_everything() {
    let document = unfilled_guide();
    assert_nothing_said(&document);
    assert!(document.phases.iter().skip(1).all(|phase| phase.title.is_empty()), "{:?}", document.phases);
    let labels = labels(&document);
    for expected in [
        "[Feature Name] Implementation Guide",
        "Priority",
        "Timeline",
        "Last Updated",
        "1. Check [Dependency Name]",
        "Why",
        "1.1 [Quick Win Name]",
        "File",
        "Phase 2: [Phase Name] (Week 3-4)",
        "[Repeat structure]",
    ] {
        assert!(labels.contains(&expected), "{expected} is not left to fill in: {labels:#?}");
    }
}

#[test]
fn every_place_left_to_fill_in_quotes_its_text() {
    for (path, text) in [
        ("feature-log-template.md", include_str!("templates/unfilled/feature-log-template.md")),
        ("implementation-guide-template.md", include_str!("templates/unfilled/implementation-guide-template.md")),
    ] {
        let document = read(path, text);
        for unfilled in &document.unfilled {
            let shown = unfilled.span.of(text);
            assert!(shown.contains(unfilled.raw.trim()), "{path}: {unfilled:?} at {shown:?}");
        }
    }
}
