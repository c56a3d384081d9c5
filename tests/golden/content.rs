//! featsite's own documents in `content/`: facts that must hold, never bytes, so that writing a log breaks no test.
//! The feature logs follow one template, so a reader of a dozen lines says what each of them must give.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::sync::OnceLock;

use featsite::base::dates::Date;
use featsite::build::outputs::{Content, Outputs};
use featsite::build::{self, Evaluated};
use featsite::model::{Kind, LinkedDocument, Priority, RelationKind, Status, Tally};
use featsite::source::Snapshot;
use featsite::sys;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

fn content() -> &'static (Snapshot, Evaluated) {
    static CONTENT: OnceLock<(Snapshot, Evaluated)> = OnceLock::new();
    CONTENT.get_or_init(|| {
        let folder = Path::new(ROOT).join("content");
        let snapshot = sys::read::snapshot(&folder, Date::constant(2026, 11, 22)).expect("content/ can be read");
        let evaluated = build::evaluate(&snapshot);
        (snapshot, evaluated)
    })
}

/// A page of the output.
fn page(url: &str) -> String {
    let (snapshot, evaluated) = content();
    match Outputs::new(snapshot, evaluated).make(url) {
        Some((Content::Bytes(bytes), None)) => String::from_utf8(bytes).expect("pages are text"),
        Some((_, Some(finding))) => panic!("{url}: {}", finding.message),
        _ => panic!("there is no {url}"),
    }
}

/// The feature logs with their texts.
fn logs() -> Vec<(&'static LinkedDocument, String)> {
    let (snapshot, evaluated) = content();
    let is_log = |linked: &&LinkedDocument| linked.path().starts_with("features/FEAT-");
    let logs: Vec<_> = evaluated.site.documents.iter().filter(is_log).collect();
    assert!(logs.len() > 15, "only {} feature logs", logs.len());
    logs.into_iter()
        .map(|linked| (linked, snapshot.file(linked.path()).expect("a file of the snapshot").text.to_string()))
        .collect()
}

/// What stands behind `**Key**: ` in the first line that begins so.
fn field<'a>(text: &'a str, key: &str) -> Option<&'a str> {
    let start = format!("**{key}**: ");
    text.lines().find_map(|line| line.strip_prefix(&start)).map(str::trim)
}

/// A status of the template's list.
fn status(words: &str) -> Status {
    match words {
        "📋 Not Started" | "📋 Planned" => Status::Planned,
        "🚧 In Progress" => Status::InProgress,
        "🔄 Review" => Status::Review,
        "✅ Complete" => Status::Done,
        "❌ Cancelled" => Status::Cancelled,
        other => panic!("`{other}` is no status of the template"),
    }
}

fn linked(path: &str) -> &'static LinkedDocument {
    let found = content().1.site.documents.iter().find(|linked| linked.path() == path);
    found.unwrap_or_else(|| panic!("{path} is gone: mend the test or the document"))
}

#[test]
fn every_document_has_a_title_of_its_own_and_a_page() {
    let (snapshot, evaluated) = content();
    let outputs = Outputs::new(snapshot, evaluated);
    let mut urls = BTreeSet::new();
    for linked in &evaluated.site.documents {
        assert!(!linked.document.title.value.is_empty(), "{} has no title", linked.path());
        assert!(urls.insert(&linked.url), "{} shares its address", linked.path());
        assert!(outputs.has(&linked.url), "{} has no page", linked.path());
    }
    assert!(urls.len() > 50, "only {} documents", urls.len());
}

#[test]
fn logs_are_features_with_the_header_they_write() {
    for (log, text) in logs() {
        let path = log.path();
        assert_eq!(log.kind, Kind::Feature, "{path}");
        assert_eq!(log.id.as_ref().map(|id| id.value.as_str()), field(&text, "Feature ID"), "{path}");
        assert_eq!(Some(log.document.title.value.as_str()), field(&text, "Feature Name"), "{path}");
        let written = field(&text, "Status").unwrap_or_else(|| panic!("{path} has no status"));
        assert_eq!(log.status().map(|fact| fact.value.status), Some(status(written)), "{path}");
        assert_eq!(log.status().map(|fact| fact.raw.trim()), Some(written), "{path}");
        let priority = match field(&text, "Priority") {
            Some("Critical") => Priority::Critical,
            Some("High") => Priority::High,
            Some("Medium") => Priority::Medium,
            Some("Low") => Priority::Low,
            other => panic!("{path}: {other:?} is no priority"),
        };
        assert_eq!(log.priority().map(|fact| fact.value), Some(priority), "{path}");
        let owners: Vec<&str> = log.owners.iter().map(|fact| fact.value.as_str()).collect();
        assert_eq!(owners, field(&text, "Owner").into_iter().collect::<Vec<_>>(), "{path}");
        let first = |dates: &[featsite::model::Fact<featsite::base::When>]| dates.first().map(|f| f.value.to_string());
        assert_eq!(first(&log.dates.start).as_deref(), field(&text, "Start Date"), "{path}");
        assert_eq!(first(&log.dates.target).as_deref(), field(&text, "Target Completion"), "{path}");
        assert!(log.document.unfilled.is_empty(), "{path}: {:?}", log.document.unfilled);
        assert!(!log.document.tags.is_empty(), "{path} has no tags");
    }
}

#[test]
fn tasks_and_phases_are_read_as_written() {
    for (log, text) in logs() {
        let path = log.path();
        let mut tasks = Tally::default();
        let mut phases: Vec<(String, Status, Tally)> = Vec::new();
        let (mut fenced, mut in_phase) = (false, false);
        for line in text.lines() {
            fenced ^= line.starts_with("```");
            let boxed = !fenced && (line.starts_with("- [ ] ") || line.starts_with("- [x] "));
            let done = usize::from(line.starts_with("- [x] "));
            if boxed {
                tasks.merge(Tally { done, total: 1 });
            }
            if line.starts_with('#') && !fenced {
                in_phase = line.starts_with("### Phase ");
                if let Some((_, title)) = line.split_once(": ").filter(|_| in_phase) {
                    phases.push((title.to_owned(), Status::Unset, Tally::default()));
                }
            } else if let Some((_, of, tally)) = phases.last_mut().filter(|_| in_phase) {
                if let Some(words) = line.strip_prefix("**Status**: ") {
                    *of = status(words.trim());
                }
                if boxed {
                    tally.merge(Tally { done, total: 1 });
                }
            }
        }
        assert_eq!(log.tasks, tasks, "{path}");
        let read: Vec<(String, Status, Tally)> = log
            .document
            .phases
            .iter()
            .map(|phase| {
                let status = phase.status.as_ref().map_or(Status::Unset, |fact| fact.value.status);
                (phase.title.to_string(), status, phase.tasks)
            })
            .collect();
        assert_eq!(read, phases, "{path}");
    }
}

#[test]
fn a_log_is_complete_only_when_nothing_of_it_is_open() {
    for (log, text) in logs() {
        let status = status(field(&text, "Status").unwrap_or_default());
        if status == Status::Done {
            assert_eq!(log.progress.done, log.progress.total, "{} is complete with open boxes", log.path());
        }
        if status == Status::Planned {
            assert_eq!(log.tasks.done, 0, "{} is not started and has ticked boxes", log.path());
        }
    }
}

#[test]
fn every_log_is_one_item_and_guides_are_parts_of_theirs() {
    let site = &content().1.site;
    let mut items: Vec<&str> = site.items.iter().filter_map(|item| item.document).map(|ix| site[ix].path()).collect();
    items.sort_unstable();
    let mut expected: Vec<&str> = logs().iter().map(|(log, _)| log.path()).collect();
    expected.sort_unstable();
    assert_eq!(items, expected);
    for (guide, log) in [
        ("guides/incremental-serve.md", "features/FEAT-023-live-serve.md"),
        ("guides/linking.md", "features/FEAT-005-links-and-relations.md"),
        ("guides/performance.md", "features/FEAT-024-speed.md"),
        ("guides/publishing.md", "features/FEAT-025-publishing.md"),
        ("guides/reading.md", "features/FEAT-002-header-fields.md"),
        ("guides/views-and-theme.md", "features/FEAT-008-theme-and-document-pages.md"),
    ] {
        let paired = linked(guide).outgoing.iter().any(|ix| {
            let edge = &site[*ix];
            edge.kind == RelationKind::GuideFor && site.path_of(edge.target) == log
        });
        assert!(paired, "{guide} is not paired with {log}");
        assert_eq!(linked(guide).kind, Kind::Guide, "{guide}");
        assert!(!linked(guide).document.phases.is_empty(), "{guide} has no phases");
    }
}

#[test]
fn dependencies_resolve_as_written() {
    let site = &content().1.site;
    for (log, text) in logs() {
        assert!(log.dangling.is_empty(), "{}: {:?}", log.path(), log.dangling);
        let line = text.lines().find_map(|line| line.strip_prefix("- **Dependencies**: FEAT"));
        let written: BTreeSet<&str> = line
            .map(|_| text.lines().find(|line| line.starts_with("- **Dependencies**: FEAT")).unwrap_or_default())
            .unwrap_or_default()
            .trim_start_matches("- **Dependencies**: ")
            .split(", ")
            .filter(|id| !id.is_empty())
            .collect();
        let read: BTreeSet<&str> = log
            .outgoing
            .iter()
            .map(|ix| &site[*ix])
            .filter(|edge| edge.kind == RelationKind::DependsOn)
            .filter_map(|edge| site.id_of(edge.target))
            .collect();
        assert_eq!(read, written, "{}", log.path());
    }
}

#[test]
fn the_backlog_lists_every_log_once() {
    let backlog = page("backlog.html");
    for (log, _) in logs() {
        assert_eq!(backlog.matches(&format!("<a href=\"{}\"", log.url)).count(), 1, "{}", log.path());
    }
}

#[test]
fn the_board_shows_each_log_in_the_column_of_its_status() {
    let board = page("board.html");
    let columns: Vec<&str> = board.split("<section class=\"column").skip(1).collect();
    for (log, _) in logs() {
        let status = log.status().expect("every log has one").value.status;
        let column = format!("id=\"column-{}\"", status.column().expect("a log is work").name());
        let card = format!("<h3><a href=\"{}\"", log.url);
        for shown in columns.iter().filter(|text| text.contains(&card)) {
            assert!(shown.contains(&column), "{} is not in {column}", log.path());
        }
        // Of finished work a column shows the newest cards only and says how many there are.
        let hidden = status == Status::Done;
        assert!(hidden || board.contains(&card), "{} has no card", log.path());
    }
}

#[test]
fn the_timeline_shows_what_is_dated() {
    // Most of this site is finished: the timeline opens on the history, and the plan has the page beside it.
    let timeline = page("timeline.html") + &page("views/timeline-plan.html").replace("href=\"../", "href=\"");
    for (log, text) in logs() {
        // The plan is what lies ahead; finished work stands in the history, once there is enough of it.
        if log.status().is_some_and(|fact| fact.value.status == Status::Done) {
            continue;
        }
        let dated = field(&text, "Start Date").is_some();
        assert!(timeline.contains(&format!("href=\"{}", log.url)), "{} is neither drawn nor listed", log.path());
        for phase in log.document.phases.iter().filter(|phase| dated && phase.start.is_some()) {
            assert!(timeline.contains(&*phase.title), "{}: phase {} is not drawn", log.path(), phase.number);
        }
    }
}

#[test]
fn a_view_is_the_same_each_time_it_is_made() {
    for url in ["backlog.html", "board.html", "graph.html", "index.html", "timeline.html"] {
        assert!(page(url) == page(url), "{url}");
    }
}

#[test]
fn decisions_are_decisions_and_the_manual_is_pages() {
    for linked in &content().1.site.documents {
        match linked.path().split_once('/') {
            Some(("decisions", _)) => assert_eq!(linked.kind, Kind::Decision, "{}", linked.path()),
            Some(("manual", name)) if name != "index.md" => assert_eq!(linked.kind, Kind::Page, "{}", linked.path()),
            _ => {}
        }
    }
}

#[test]
fn nothing_is_found_wrong() {
    let wrong: Vec<String> = content()
        .1
        .findings
        .iter()
        .map(|finding| {
            let path = finding.place.as_ref().map_or("", |place| &*place.path);
            format!("{path}: {}: {}", finding.check, finding.message)
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn files_that_documents_name_exist() {
    for linked in &content().1.site.documents {
        let harvest = &linked.document.harvest;
        let plain = harvest.files.iter().filter(|file| !file.new).map(|file| &file.path);
        for path in plain.chain(harvest.components.iter().flat_map(|component| &component.paths)) {
            assert!(fs::exists(Path::new(ROOT).join(&**path)).unwrap_or(false), "{} names {path}", linked.path());
        }
    }
    let named = linked("guides/incremental-serve.md").document.harvest.files.len();
    assert_eq!(named, 8, "files of the guide");
}
