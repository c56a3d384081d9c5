//! Findings as GitHub's workflow commands: each becomes an annotation at its line of a pull request.

use crate::diag::render::harmless;
use crate::diag::{Diagnostic, Place, Places, Severity};

/// One line for each finding. `prefix` leads from the repository's root to the content folder; empty where they are one.
pub fn annotations(findings: &[Diagnostic], places: &Places<'_>, prefix: &str) -> String {
    findings.iter().map(|finding| annotation(finding, places, prefix)).collect()
}

fn annotation(finding: &Diagnostic, places: &Places<'_>, prefix: &str) -> String {
    let level = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "notice",
    };
    let mut properties = Vec::new();
    if let Some(place) = &finding.place {
        properties.push(("file", super::below(prefix, &place.path)));
        properties.extend(lines(place, places));
    }
    properties.push(("title", finding.check.to_owned()));
    let properties: Vec<String> =
        properties.iter().map(|(key, value)| format!("{key}={}", escape_property(value))).collect();
    let mut message = harmless(&finding.message);
    for (place, label) in &finding.others {
        let line = places.region(place).map(|region| format!(":{}", region.line)).unwrap_or_default();
        message.push_str(&format!("\n{}", harmless(&format!("{label}: {}{line}", super::below(prefix, &place.path)))));
    }
    if let Some(help) = &finding.help {
        message.push_str(&format!("\n{}", harmless(help)));
    }
    format!("::{level} {}::{}\n", properties.join(","), escape(&message))
}

/// Lines and columns. Columns are only understood where the place lies in one line.
fn lines(place: &Place, places: &Places<'_>) -> Vec<(&'static str, String)> {
    let Some(region) = places.region(place) else { return Vec::new() };
    let mut out = vec![("line", region.line.to_string())];
    if region.line == region.end_line {
        out.push(("col", region.column.to_string()));
        out.push(("endLine", region.end_line.to_string()));
        out.push(("endColumn", region.end_column.to_string()));
    } else {
        out.push(("endLine", region.end_line.to_string()));
    }
    out
}

/// What a command's text may not hold as it is.
fn escape(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// What a property's value may not hold besides.
fn escape_property(text: &str) -> String {
    escape(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Span;
    use crate::source::Snapshot;

    #[test]
    fn annotations_land_on_their_lines_whatever_the_text_holds() {
        let text = "# A\n\nLöwe, 100%\n\nlast\n";
        let snapshot = Snapshot::of(&[("odd, name:1.md", text)]);
        let place = |words: &str| {
            let at = text.find(words).unwrap_or_default();
            Place { path: "odd, name:1.md".into(), span: Span::new(at, at + words.len()) }
        };
        let whole = Place { path: "odd, name:1.md".into(), span: Span::default() };
        let findings = [
            Diagnostic::new("overdue", Severity::Error, place("we, 100%"), "100% `late`, at: last\u{1b}[31m")
                .other(place("last"), "the end")
                .help("do\r\nit"),
            Diagnostic::new("stale", Severity::Warning, place("%\n\nla"), "two lines"),
            Diagnostic::new("symlink", Severity::Note, whole, "the file"),
            Diagnostic::global("theme-error", Severity::Error, "the site"),
        ];
        assert_eq!(
            annotations(&findings, &Places::new(&snapshot), "docs/plans"),
            "\
::error file=docs/plans/odd%2C name%3A1.md,line=3,col=3,endLine=3,endColumn=11,title=overdue::100%25 `late`, at: last␛[31m%0Athe end: docs/plans/odd, name:1.md:5%0Ado  it
::warning file=docs/plans/odd%2C name%3A1.md,line=3,endLine=5,title=stale::two lines
::notice file=docs/plans/odd%2C name%3A1.md,title=symlink::the file
::error title=theme-error::the site
"
        );
    }
}
