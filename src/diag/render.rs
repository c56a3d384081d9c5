//! Diagnostics as text, with the source line and carets, and as data.

use std::ops::Range;
use std::path::{Component, MAIN_SEPARATOR, Path, PathBuf};

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet, normalize_untrusted_str};
use serde_json::{Value, json};

use super::{Diagnostic, Place, Places, Severity, Suppressed};
use crate::base::Span;
use crate::source::Snapshot;

/// Longer source lines are not shown: the place alone is.
const LONGEST_LINE: usize = 400;

/// Prints findings of one snapshot.
pub struct Printer<'a> {
    places: Places<'a>,
    colour: bool,
    /// What stands before each path in text, with its `/`.
    before: String,
}

impl<'a> Printer<'a> {
    /// A printer, with colours or without.
    pub fn new(snapshot: &'a Snapshot, colour: bool) -> Self {
        Self { places: Places::new(snapshot), colour, before: String::new() }
    }

    /// The same with the content folder before each path in text, as the user named it: from where the command was given
    /// the paths then lead to the files. Data keeps its paths below the content folder.
    pub fn below(mut self, folder: &Path) -> Self {
        let named: PathBuf = folder.components().filter(|piece| *piece != Component::CurDir).collect();
        self.before = named.to_string_lossy().into_owned();
        if !self.before.is_empty() && !self.before.ends_with(['/', MAIN_SEPARATOR]) {
            self.before.push('/');
        }
        self
    }

    /// One finding as text, ending with an empty line.
    pub fn text(&self, finding: &Diagnostic) -> String {
        let level = match finding.severity {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
            Severity::Note => Level::NOTE,
        };
        let mut group = Group::with_title(level.primary_title(harmless(&finding.message)).id(finding.check));
        if let Some(place) = &finding.place {
            group = self.shown(group, place, None, AnnotationKind::Primary);
        }
        for (place, label) in &finding.others {
            group = self.shown(group, place, Some(label), AnnotationKind::Context);
        }
        if let Some(help) = &finding.help {
            let lines: Vec<String> = help.lines().map(harmless).collect();
            group = group.element(Level::HELP.message(lines.join("\n")));
        }
        let renderer = if self.colour { Renderer::styled() } else { Renderer::plain() };
        format!("{}\n\n", renderer.render(&[group]))
    }

    /// Adds a place to a message: its line with carets, or only where it is when the line cannot be shown.
    fn shown<'g>(&self, group: Group<'g>, place: &Place, label: Option<&str>, kind: AnnotationKind) -> Group<'g> {
        let path = harmless(&format!("{}{}", self.before, place.path));
        let Some((text, lines)) = self.places.source(place) else { return group.element(Origin::path(path)) };
        let line = lines.line(place.span.start);
        let whole = lines.span(line);
        let source = whole.of(text).trim_end_matches(['\n', '\r']);
        if source.trim().is_empty() || source.len() > LONGEST_LINE {
            let column = lines.column(text, place.span.start) as usize;
            return group.element(Origin::path(path).line(line as usize).char_column(column));
        }
        let marked = within(place.span, whole, source);
        let annotation = kind.span(marked).label(label.map(harmless));
        let snippet = Snippet::source(without_c1(source)).path(path).line_start(line as usize).annotation(annotation);
        group.element(snippet)
    }

    /// Every finding as data, those that are allowed apart.
    pub fn json(&self, findings: &[Diagnostic], suppressed: &[Suppressed]) -> Value {
        let allowed = suppressed.iter().map(|one| {
            let mut value = self.finding(&one.finding);
            if let Some(map) = value.as_object_mut() {
                map.insert("reason".to_owned(), one.reason.as_str().into());
                map.insert("allowed_at".to_owned(), self.place(&one.place));
            }
            value
        });
        json!({
            "schema": 1,
            "findings": findings.iter().map(|finding| self.finding(finding)).collect::<Vec<_>>(),
            "suppressed": allowed.collect::<Vec<_>>(),
        })
    }

    fn finding(&self, finding: &Diagnostic) -> Value {
        let others = finding.others.iter().map(|(other, label)| json!({ "place": self.place(other), "label": label }));
        let mut value = json!({
            "check": finding.check,
            "severity": finding.severity,
            "message": finding.message,
            "place": finding.place.as_ref().map(|place| self.place(place)),
            "others": others.collect::<Vec<_>>(),
            "help": finding.help,
            "fix": finding.fix.as_ref().map(|fix| json!({
                "place": self.place(&fix.place), "replacement": fix.replacement,
            })),
        });
        if let Some(map) = value.as_object_mut().filter(|_| finding.more > 0) {
            map.insert("more".to_owned(), finding.more.into());
        }
        value
    }

    fn place(&self, place: &Place) -> Value {
        let Some(region) = self.places.region(place) else { return json!({ "path": &*place.path }) };
        json!({
            "path": &*place.path,
            "line": region.line,
            "column": region.column,
            "end_line": region.end_line,
            "end_column": region.end_column,
        })
    }
}

/// The author's text on one line, without what would steer a terminal or turn the line round.
pub fn harmless(text: &str) -> String {
    normalize_untrusted_str(&without_c1(&text.replace(['\n', '\r'], " ")))
}

/// C1 controls steer some terminals and the renderer lets them through. The dot has as many bytes: spans stay right.
fn without_c1(text: &str) -> String {
    text.replace(|c| matches!(c, '\u{80}'..='\u{9f}'), "·")
}

/// The part of a span that lies in one line, as offsets into that line, on character boundaries.
fn within(span: Span, line: Span, source: &str) -> Range<usize> {
    let offset = |at: u32| {
        let mut at = (at.saturating_sub(line.start) as usize).min(source.len());
        while !source.is_char_boundary(at) {
            at -= 1;
        }
        at
    };
    offset(span.start)..offset(span.end).max(offset(span.start))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::sync::Arc;

    use super::*;
    use crate::source::SourceFile;

    fn snapshot(files: &[(&str, &str)]) -> Snapshot {
        let file = |(path, text): &(&str, &str)| SourceFile {
            path: Arc::from(*path),
            text: Arc::from(*text),
            hash: [0; 32],
            oversized: false,
        };
        Snapshot {
            files: files.iter().map(file).collect(),
            assets: BTreeMap::new(),
            pictures: BTreeMap::new(),
            config: None,
            theme: BTreeMap::new(),
            theme_folder: "theme".to_owned(),
            root: PathBuf::new(),
            folder: "docs".to_owned(),
            repository_path: None,
            git: None,
            today: crate::base::dates::Date::constant(2026, 11, 21),
            left_out: 0,
            diagnostics: Vec::new(),
        }
    }

    fn text(finding: &Diagnostic, snapshot: &Snapshot, colour: bool) -> String {
        Printer::new(snapshot, colour).text(finding)
    }

    fn place(snapshot: &Snapshot, path: &str, words: &str) -> Place {
        let at = snapshot.text(path).and_then(|text| text.find(words)).unwrap_or_default();
        Place { path: Arc::from(path), span: Span::new(at, at + words.len()) }
    }

    #[test]
    fn a_finding_shows_its_lines_and_what_to_do() {
        let snapshot = snapshot(&[("a.md", "# Login\n\n**Status**: Müßig 🚧\n"), ("b.md", "---\nid: FEAT-1\n---\n")]);
        let finding = Diagnostic::new(
            "unknown-status",
            Severity::Warning,
            place(&snapshot, "a.md", "Müßig 🚧"),
            "status `Müßig 🚧` is no known word",
        )
        .other(place(&snapshot, "b.md", "FEAT-1"), "here it is known")
        .help("map it in `featsite.yaml`");
        assert_eq!(
            text(&finding, &snapshot, false),
            "\
warning[unknown-status]: status `Müßig 🚧` is no known word
 --> a.md:3:13
  |
3 | **Status**: Müßig 🚧
  |             ^^^^^^^^
  |
 ::: b.md:2:5
  |
2 | id: FEAT-1
  |     ------ here it is known
  |
  = help: map it in `featsite.yaml`

"
        );
        assert!(text(&finding, &snapshot, true).contains("\u{1b}["));
    }

    #[test]
    fn places_that_cannot_be_shown_are_named() {
        let long = format!("# A\n\n{}x\n", "y".repeat(1_000_000));
        let snapshot = snapshot(&[("long.md", &long), ("tabs.md", "a\n\n\tx: é\u{202e}y\n")]);
        let warn = |place: Place| Diagnostic::new("placeholder", Severity::Note, place, "left to fill in");
        assert_eq!(
            text(&warn(place(&snapshot, "long.md", "x\n")), &snapshot, false),
            "note[placeholder]: left to fill in\n--> long.md:3:1000001\n\n"
        );
        let gone = Place { path: Arc::from("gone.md"), span: Span::new(3, 9) };
        assert_eq!(text(&warn(gone), &snapshot, false), "note[placeholder]: left to fill in\n--> gone.md\n\n");
        // A span past the end, over a line end or inside a character shows what it can and never panics.
        for span in [Span::new(0, 9_999_999), Span::new(8, 9), Span::new(500_000_000, 500_000_001), Span::new(2, 2)] {
            let shown = text(&warn(Place { path: Arc::from("tabs.md"), span }), &snapshot, false);
            assert!(shown.starts_with("note[placeholder]: left to fill in\n"), "{shown}");
        }
        // A character that reverses the line is shown as what it is.
        let reversed = text(&warn(place(&snapshot, "tabs.md", "x:")), &snapshot, false);
        assert!(!reversed.contains('\u{202e}'), "{reversed}");
    }

    #[test]
    fn paths_begin_with_the_folder_as_it_was_named() {
        let snapshot = snapshot(&[("a/b.md", "# A\n")]);
        let finding =
            Diagnostic::new("placeholder", Severity::Note, place(&snapshot, "a/b.md", "A"), "left to fill in");
        let shown = |folder: &str| Printer::new(&snapshot, false).below(Path::new(folder)).text(&finding);
        for (folder, path) in [
            (".", "a/b.md"),
            ("", "a/b.md"),
            ("docs", "docs/a/b.md"),
            ("./docs/", "docs/a/b.md"),
            ("../plans", "../plans/a/b.md"),
            ("/", "/a/b.md"),
            ("/srv/plans", "/srv/plans/a/b.md"),
        ] {
            let text = shown(folder);
            assert!(text.contains(&format!("--> {path}:1:3\n")), "{folder}: {text}");
        }
        let data = Printer::new(&snapshot, false).below(Path::new("/srv")).json(&[finding], &[]);
        assert_eq!(data["findings"][0]["place"]["path"], "a/b.md");
    }

    #[test]
    fn no_text_of_a_document_steers_the_terminal() {
        let snapshot = snapshot(&[("a\u{1b}[2J.md", "\u{1b}]0;\u{9b}title\u{7}x\n")]);
        let hostile = "\u{1b}[31m\r\nerror: all is lost\u{9b}1m";
        let finding = Diagnostic::new("placeholder", Severity::Note, place(&snapshot, "a\u{1b}[2J.md", "x"), hostile)
            .other(place(&snapshot, "a\u{1b}[2J.md", "title"), hostile)
            .help(hostile);
        let shown = text(&finding, &snapshot, false);
        let steering = |c: char| c.is_control() && c != '\n';
        assert!(!shown.contains(steering), "{shown:?}");
        assert_eq!(shown.lines().next().map(|line| line.contains("error: all is lost")), Some(true), "{shown}");
    }

    #[test]
    fn data_names_places_by_line_and_column() {
        let snapshot = snapshot(&[("a.md", "# Löwe\n\nübel word\n")]);
        let finding =
            Diagnostic::new("broken-link", Severity::Error, place(&snapshot, "a.md", "word"), "broken").fix("ward");
        let place = json!({ "path": "a.md", "line": 3, "column": 6, "end_line": 3, "end_column": 10 });
        assert_eq!(
            Printer::new(&snapshot, false).json(&[finding], &[]),
            json!({ "schema": 1, "findings": [{
                "check": "broken-link", "severity": "error", "message": "broken", "place": place, "others": [],
                "help": null, "fix": { "place": place, "replacement": "ward" },
            }], "suppressed": [] })
        );
    }
}
