//! What a live server adds to the site: the script of a page, and the state that open pages are told.
//!
//! A page is served byte for byte as a build writes it, with one element more: the script that follows the server. Its
//! address and entity tag stand on the element, so the script knows what it shows. There is one exception: `404.html` has a
//! policy of its own, which allows no script and no connection; it is opened for those of the server.

use serde_json::{Value, json};

use crate::base::paths;
use crate::diag::{Diagnostic, Places};
use crate::source::Snapshot;

/// Where everything lies that is the server's and no part of the site: no file of a content folder has such an address,
/// since hidden files are left out.
pub const FOLDER: &str = ".featsite";

/// What a page of its own policy may load besides, so that the script may run.
const STRICT: &str = "content=\"default-src 'none'; style-src 'unsafe-inline'; img-src data:\"";
const OPENED: &str = "content=\"default-src 'none'; style-src 'unsafe-inline' 'self'; img-src data: 'self'; \
                      script-src 'self'; connect-src 'self'\"";

/// A page with the script that follows the server. `etag` is the entity tag of the page without it.
pub fn follow(page: &[u8], url: &str, etag: &str) -> Vec<u8> {
    let page = String::from_utf8_lossy(page);
    let url = paths::encode(url).replace('&', "&amp;").replace('"', "&quot;");
    let script = format!("<script src=\"/{FOLDER}/live.js\" defer data-url=\"{url}\" data-etag=\"{etag}\"></script>\n");
    let page = page.replacen(STRICT, OPENED, 1);
    // A template of the user's may have no head of its own: the script does its work from anywhere.
    let at = page.find("</head>").or_else(|| page.find("<h1>")).unwrap_or(page.len());
    let (before, after) = page.split_at(at);
    [before, &script, after].concat().into_bytes()
}

/// A problem that open pages show.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Problem {
    severity: &'static str,
    check: String,
    message: String,
    place: Option<String>,
    excerpt: Option<String>,
    help: Option<String>,
    url: Option<String>,
}

impl Problem {
    /// Of a finding; `text` is what it points into, where that is not what the snapshot holds.
    pub fn of(finding: &Diagnostic, snapshot: &Snapshot, text: Option<&str>) -> Self {
        let places = Places::new(snapshot);
        let place = finding.place.as_ref();
        let located = place.and_then(|place| match text {
            Some(text) => Some(located(text, place.span.start as usize, place.span.end as usize)),
            None => {
                let (text, _) = places.source(place)?;
                Some(located(text, place.span.start as usize, place.span.end as usize))
            }
        });
        let path = place.map(|place| place.path.to_string());
        let place = match (&path, &located) {
            (Some(path), Some((line, column, _))) => Some(format!("{path}:{line}:{column}")),
            _ => path,
        };
        Self {
            severity: finding.severity.name(),
            check: finding.check.to_owned(),
            message: finding.message.clone(),
            place,
            excerpt: located.map(|(.., excerpt)| excerpt),
            help: finding.help.clone(),
            url: None,
        }
    }

    /// Of something that has no place in a text.
    pub fn plain(check: &str, message: &str, help: Option<&str>) -> Self {
        Self {
            severity: "error",
            check: check.to_owned(),
            message: message.to_owned(),
            place: None,
            excerpt: None,
            help: help.map(str::to_owned),
            url: None,
        }
    }

    /// Says which page it is about.
    pub fn at(mut self, url: &str) -> Self {
        self.url = Some(paths::encode(url));
        self
    }

    /// Whether another one says the same of another page.
    pub fn is_like(&self, other: &Self) -> bool {
        (self.check == other.check) && (&self.message, &self.place) == (&other.message, &other.place)
    }

    /// As data.
    pub fn data(&self) -> Value {
        json!({
            "severity": self.severity, "check": self.check, "message": self.message, "place": self.place,
            "excerpt": self.excerpt, "help": self.help, "url": self.url,
        })
    }
}

/// The line and the column of bytes of a text, counted from 1, and the line itself with carets below them. Of a long line
/// only what is near is shown.
fn located(text: &str, start: usize, end: usize) -> (usize, usize, String) {
    /// How many characters are shown before the place and from it on.
    const NEAR: [usize; 2] = [40, 100];
    let before = text.get(..start).unwrap_or_default();
    let line = before.matches('\n').count() + 1;
    let begin = before.rfind('\n').map_or(0, |at| at + 1);
    let source = text.get(begin..).unwrap_or_default().lines().next().unwrap_or_default();
    let lead = before.get(begin..).unwrap_or_default().chars().count();
    let marked = text.get(start..end).unwrap_or_default().lines().next().unwrap_or_default().chars().count().max(1);
    let skipped = lead.saturating_sub(NEAR[0]);
    let shown: String = source.chars().skip(skipped).take(NEAR[0] + NEAR[1]).collect();
    let shown = shown.replace('\t', " ");
    let number = line.to_string();
    let gutter = " ".repeat(number.len());
    let spaces = " ".repeat(lead - skipped);
    let carets = "^".repeat(marked.min(NEAR[1]));
    (line, lead + 1, format!("{number} | {shown}\n{gutter} | {spaces}{carets}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Span;
    use crate::diag::{Place, Severity};
    use std::sync::Arc;

    #[test]
    fn a_page_gets_one_element_more() {
        let page = b"<html><head><title>x</title>\n</head><body></body></html>";
        let followed = String::from_utf8(follow(page, "a b/\"c\".html", "abc")).expect("text");
        assert_eq!(
            followed,
            "<html><head><title>x</title>\n<script src=\"/.featsite/live.js\" defer data-url=\"a%20b/%22c%22.html\" \
             data-etag=\"abc\"></script>\n</head><body></body></html>"
        );
        assert!(String::from_utf8(follow(b"<p>bare", "a.html", "")).expect("text").ends_with("</script>\n"));
        let strict = format!("<head><meta http-equiv=\"Content-Security-Policy\" {STRICT}></head>");
        assert!(
            String::from_utf8(follow(strict.as_bytes(), "404.html", "")).expect("text").contains("script-src 'self'")
        );
    }

    #[test]
    fn the_policy_that_is_opened_is_that_of_the_page_that_was_not_found() {
        let theme = crate::theme::Theme::with_overrides(&std::collections::BTreeMap::new());
        let (_, page) = theme.templates().find(|(name, _)| *name == "404.html").expect("a template");
        assert!(page.contains(STRICT));
    }

    #[test]
    fn a_problem_shows_the_line_and_what_is_meant() {
        let snapshot = Snapshot::of(&[("a.md", "one\n\ttwo three\n")]);
        let place = Place { path: Arc::from("a.md"), span: Span::new(9, 14) };
        let finding = Diagnostic::new("broken-link", Severity::Error, place, "says why").help("do this");
        assert_eq!(
            Problem::of(&finding, &snapshot, None).at("a.html").data(),
            json!({
                "severity": "error", "check": "broken-link", "message": "says why", "place": "a.md:2:6",
                "excerpt": "2 |  two three\n  |      ^^^^^", "help": "do this", "url": "a.html",
            })
        );
        // Of a text that the snapshot does not hold, and of one that is shorter than the place says.
        let other = Problem::of(&finding, &snapshot, Some("short")).data();
        assert_eq!(other["place"], "a.md:1:1");
        assert_eq!(other["excerpt"], "1 | short\n  | ^");
        let far = located(&format!("{}here", "x".repeat(200)), 200, 204);
        assert_eq!(far, (1, 201, format!("1 | {}here\n  | {}^^^^", "x".repeat(40), " ".repeat(40))));
    }
}
