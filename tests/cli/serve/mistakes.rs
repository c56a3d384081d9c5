//! Mistakes that are made while a folder is served: they are told on the terminal and to those who listen, the site goes
//! on, and when they are mended that is told too.

use std::io::BufRead;
use std::sync::Arc;

use featsite::build::edition::Press;
use featsite::model::EdgeIx;
use featsite::source::Snapshot;
use featsite::sys::follow::Shown;
use featsite::sys::serve::{Hub, Pages, listen};
use serde_json::{Value, json};

use super::super::Folder;
use super::live::Live;
use super::{Client, eventually};

fn folder() -> Folder {
    Folder::with(&[
        ("content/a.md", "# First\n\nSee [gone](gone.md).\n"),
        ("content/b.md", "# Second\n\nFine.\n"),
        ("content/featsite.yaml", "title: Mine\n"),
    ])
}

/// What was said, without the times.
fn timeless(said: &str) -> String {
    let line = |line: &str| -> String {
        let mut line = line.to_owned();
        if line.get(2..3) == Some(":") && line.get(5..6) == Some(":") && line.get(8..9) == Some(" ") {
            line.replace_range(..8, "T");
            line.truncate(line.find("; ").unwrap_or(line.len()));
        }
        line + "\n"
    };
    said.lines().map(line).collect()
}

#[test]
fn a_configuration_with_a_mistake_is_told_and_the_one_before_stays() {
    let live = Live::of(folder(), &[]);
    let listener = live.listen();
    let before = live.said();
    live.write("featsite.yaml", "titel: Mine\n");
    let help = "did you mean `title`? Known: `base_url`, `calendar`, `checks`, `columns`, `exclude`, `fields`, \
                `include`, `kinds`, `language`, `priorities`, `repo`, `statuses`, `theme`, `title`, `unsafe_html`, \
                `views`";
    assert_eq!(
        listener.hears_problems(1),
        [json!({
            "severity": "error", "check": "config", "message": "unknown key `titel`", "place": "featsite.yaml:1:1",
            "excerpt": "1 | titel: Mine\n  | ^^^^^", "help": help, "url": null,
        })]
    );
    let expected = format!(
        "error[config]: unknown key `titel`\n --> content/featsite.yaml:1:1\n  |\n1 | titel: Mine\n  | ^^^^^\n  |\n  \
         = help: {help}\n\nthe configuration of before stays in force until it is mended\n"
    );
    live.says(&before, "in force until it is mended\n");
    assert_eq!(live.said_since(&before), expected);
    let (status, page) = live.page("/a.html");
    assert!(status == 200 && page.contains("· Mine</title>"), "{page}");
    // Documents are followed all the same, and the mistake is not told again.
    live.write("b.md", "# Second\n\nFiner.\n");
    live.shows("/b.html", "Finer.");
    assert_eq!(listener.hears_problems(1).len(), 1);
    let before = live.said();
    live.write("featsite.yaml", "title: Yours\n");
    assert!(listener.hears_problems(0).is_empty());
    live.shows("/a.html", "· Yours</title>");
    live.says(&before, "featsite.yaml: 2 pages changed");
    let said = timeless(&live.said_since(&before));
    assert!(said.ends_with("T mended\nT featsite.yaml: 2 pages changed\n"), "{said}");
    assert_eq!(live.said().matches("error[config]").count(), 1);
}

#[test]
fn a_theme_that_does_not_compile_leaves_the_look_of_before() {
    let live = Live::of(folder(), &[]);
    let listener = live.listen();
    live.write("theme/templates/document.html", "<p>mine</p>{{ body | safe }}");
    live.shows("/b.html", "<p>mine</p>");
    let before = live.said();
    live.write("theme/templates/document.html", "<p>mine</p>\n{% if x %}");
    let told = listener.hears_problems(1);
    assert_eq!((&told[0]["check"], &told[0]["severity"]), (&json!("theme-error"), &json!("error")));
    assert_eq!(told[0]["place"], "theme/templates/document.html:2:1");
    assert_eq!(told[0]["excerpt"], "2 | {% if x %}\n  | ^");
    assert_eq!(told[0]["help"], "the templates of before stay in use until it is mended");
    live.says(&before, "error[theme-error]: the theme does not compile: ");
    live.write("b.md", "# Second\n\nFiner.\n");
    live.shows("/b.html", "Finer.");
    assert!(live.page("/b.html").1.contains("<p>mine</p>"));
    live.write("theme/templates/document.html", "<p>mended</p>{{ body | safe }}");
    live.shows("/b.html", "<p>mended</p>");
    assert!(listener.hears_problems(0).is_empty());
    assert_eq!(live.said().matches("error[theme-error]").count(), 1, "it was told once");
}

#[test]
fn a_template_that_stops_at_one_page_costs_that_page_its_look_alone() {
    let live = Live::of(folder(), &[]);
    let listener = live.listen();
    let stops = "<p>mine</p>\n{% if title == \"Second\" %}{{ nothing.at.all }}{% endif %}{{ body | safe }}";
    live.write("theme/templates/document.html", stops);
    live.shows("/a.html", "<p>mine</p>");
    let (status, page) = live.page("/b.html");
    assert!(status == 200 && page.contains("Fine.") && !page.contains("<p>mine</p>"), "{page}");
    let told = listener.hears_problems(1);
    assert_eq!((&told[0]["check"], &told[0]["url"]), (&json!("theme-error"), &json!("b.html")));
    assert_eq!(told[0]["message"], "a template stops: Variable `nothing` is not defined");
    assert_eq!(told[0]["place"], "theme/templates/document.html:2:30");
    live.write("theme/templates/document.html", "<p>mended</p>{{ body | safe }}");
    live.shows("/b.html", "<p>mended</p>");
    assert!(listener.hears_problems(0).is_empty());
}

#[test]
fn a_page_that_a_fault_of_ours_stops_is_a_report_and_the_server_lives() {
    let files = [("a.md", "# First\n\nWords, and [second](b.md).\n"), ("b.md", "# Second\n\nFine.\n")];
    let mut edition = Press::default().edition(Snapshot::of(&files));
    // One of its relations is nowhere.
    edition.evaluated.site.documents[0].outgoing.push(EdgeIx(99));
    let hub = Arc::new(Hub::new());
    let shown = Arc::new(Shown::new(edition, Arc::clone(&hub), "run".to_owned()));
    let listening = listen([127, 0, 0, 1].into(), 0).expect("a free port");
    let port = listening.address().port();
    let running = listening.run(Arc::clone(&shown) as Arc<dyn Pages>, hub);
    let mut client = Client::new(port);
    for _ in 0..2 {
        let answer = client.ask("GET", "/a.html", "");
        let page = String::from_utf8_lossy(&answer.body).into_owned();
        assert_eq!(answer.status, 200, "{page}");
        assert!(page.contains("<h1>This page could not be made</h1>"), "{page}");
        assert!(page.contains("<script src=\"/.featsite/live.js\""), "it comes back by itself: {page}");
    }
    assert!(String::from_utf8_lossy(&client.ask("GET", "/b.html", "").body).contains("Fine."));
    let mut listener = Client::new(port);
    listener.send(format!("GET /.featsite/events HTTP/1.1\r\nHost: localhost:{port}\r\n\r\n"));
    assert_eq!(listener.head().status, 200);
    let mut told = String::new();
    while !told.starts_with("data: ") {
        told.clear();
        listener.0.read_line(&mut told).expect("a line");
    }
    let state: Value = serde_json::from_str(&told["data: ".len()..]).expect("data");
    assert_eq!(state["problems"][0]["check"], "internal-error");
    assert_eq!(state["problems"][0]["url"], "a.html");
    running.stop(std::time::Duration::ZERO);
}

#[test]
fn what_was_found_before_is_not_said_again_and_what_is_mended_is_counted() {
    let live = Live::of(folder(), &[]);
    assert_eq!(live.said().matches("warning[broken-link]: the link to `gone.md`").count(), 1);
    let before = live.said();
    live.write("a.md", "# First\n\nMore before it. See [gone](gone.md) and [other](other.md).\n");
    live.says(&before, "[other](other.md)");
    live.says(&before, "add the file\n");
    let said = live.said_since(&before);
    assert!(said.contains("a.md: 1 page changed") && !said.contains("mended"), "{said}");
    assert_eq!(said.matches("warning[broken-link]").count(), 1, "{said}");
    assert!(!said.contains("the link to `gone.md`"), "{said}");
    let before = live.said();
    live.write("a.md", "# First\n\nNone.\n");
    live.says(&before, "a.md: 1 page changed, 2 findings mended");
    assert!(!live.said_since(&before).contains("warning"));
}

#[test]
fn in_silence_only_errors_are_said() {
    let port = listen([127, 0, 0, 1].into(), 0).expect("a free port").address().port();
    let mut live = Live::of(folder(), &["--quiet", "--port", &port.to_string()]);
    live.port = port;
    eventually("it answers", || std::net::TcpStream::connect(("127.0.0.1", port)).is_ok());
    live.write("a.md", "# First\n\nSee [other](other.md).\n");
    live.shows("/a.html", "other");
    assert_eq!(live.said(), "");
    live.write("featsite.yaml", "titel: Mine\n");
    live.says("", "error[config]: unknown key `titel`");
    live.says("", "`views`\n\n");
    live.write("featsite.yaml", "title: Yours\n");
    live.shows("/a.html", "· Yours</title>");
    let said = live.said();
    assert!(said.starts_with("error[config]") && said.ends_with("`views`\n\n"), "{said}");
}
