//! Findings as SARIF 2.1.0, the format in which code scanners exchange results.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value, json};

use crate::base::{paths, text};
use crate::checks::{CHECKS, Check};
use crate::diag::{Diagnostic, Place, Places, Region, Suppressed};
use crate::link::urls;

/// Where the schema of the format is published.
const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// What a log is made from.
#[derive(Clone, Copy)]
pub struct Input<'a> {
    /// What stands.
    pub findings: &'a [Diagnostic],
    /// What the authors allow.
    pub suppressed: &'a [Suppressed],
    /// Where places lie.
    pub places: &'a Places<'a>,
    /// From the repository's root to the content folder; empty where they are one.
    pub prefix: &'a str,
    /// Where the site is published.
    pub base_url: Option<&'a str>,
    /// The checks that have a page on the site.
    pub pages: &'a BTreeSet<&'static str>,
}

/// The log of one run.
pub fn log(input: Input<'_>) -> Value {
    let mut seen = Seen::default();
    let open = input.findings.iter().map(|finding| result(input, finding, None, &mut seen));
    let mut results: Vec<Value> = open.collect();
    let suppressed = input.suppressed.iter();
    results.extend(suppressed.map(|one| result(input, &one.finding, Some(one), &mut seen)));
    json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "featsite",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": CHECKS.iter().map(|check| rule(input, check)).collect::<Vec<_>>(),
            } },
            "automationDetails": { "id": "featsite/" },
            "columnKind": "unicodeCodePoints",
            "originalUriBaseIds": { ROOT: { "description": { "text": "The root of the repository." } } },
            "invocations": [{ "executionSuccessful": true }],
            "results": results,
        }],
    })
}

/// The name of the folder that addresses are relative to.
const ROOT: &str = "%SRCROOT%";

fn rule(input: Input<'_>, check: &Check) -> Value {
    let mut rule = json!({
        "id": check.name,
        "shortDescription": { "text": check.summary },
        "fullDescription": { "text": check.docs.what },
        "help": { "text": format!("{} {}", check.docs.what, check.docs.why), "markdown": check.markdown() },
        "defaultConfiguration": { "level": check.severity.name() },
    });
    let has_page = input.pages.contains(check.name);
    if let (Some(base), Some(rule), true) = (input.base_url, rule.as_object_mut(), has_page) {
        let page = format!("{}/{}", base.trim_end_matches('/'), urls::check(check.name));
        rule.insert("helpUri".to_owned(), page.into());
    }
    rule
}

/// How often each fingerprint was given.
type Seen = BTreeMap<String, usize>;

fn result(input: Input<'_>, finding: &Diagnostic, suppressed: Option<&Suppressed>, seen: &mut Seen) -> Value {
    let related = finding.others.iter().enumerate().map(|(at, (place, label))| {
        let mut location = location(input, place);
        location.insert("id".to_owned(), at.into());
        location.insert("message".to_owned(), json!({ "text": label }));
        location
    });
    let allowed = suppressed.map(|one| {
        json!({
            "kind": "inSource",
            "status": "accepted",
            "justification": one.reason,
            "location": location(input, &one.place),
        })
    });
    let mut result = json!({
        "ruleId": finding.check,
        "level": finding.severity.name(),
        "message": { "text": message(finding) },
        "locations": finding.place.iter().map(|place| location(input, place)).collect::<Vec<_>>(),
        "partialFingerprints": { "finding/v1": fingerprint(input, finding, seen) },
        "suppressions": allowed.into_iter().collect::<Vec<_>>(),
    });
    let Some(map) = result.as_object_mut() else { return result };
    if let Some(index) = CHECKS.iter().position(|check| check.name == finding.check) {
        map.insert("ruleIndex".to_owned(), index.into());
    }
    if finding.more > 0 {
        map.insert("occurrenceCount".to_owned(), finding.count().into());
    }
    if !finding.others.is_empty() {
        map.insert("relatedLocations".to_owned(), related.collect());
    }
    if let Some((fix, place)) = finding.fix.as_ref().and_then(|fix| Some((fix, input.places.region(&fix.place)?))) {
        let replacement = json!({ "deletedRegion": region(place), "insertedContent": { "text": fix.replacement } });
        let mut change = json!({
            "artifactChanges": [{ "artifactLocation": artifact(input, &fix.place), "replacements": [replacement] }],
        });
        if let (Some(help), Some(change)) = (&finding.help, change.as_object_mut()) {
            change.insert("description".to_owned(), json!({ "text": help }));
        }
        map.insert("fixes".to_owned(), json!([change]));
    }
    result
}

/// The message with what to do; a sentence each.
fn message(finding: &Diagnostic) -> String {
    match &finding.help {
        Some(help) => format!("{}. To do: {help}", finding.message),
        None => finding.message.clone(),
    }
}

fn location(input: Input<'_>, place: &Place) -> Map<String, Value> {
    let mut physical = Map::from_iter([("artifactLocation".to_owned(), artifact(input, place))]);
    if let Some(place) = input.places.region(place) {
        physical.insert("region".to_owned(), region(place));
    }
    Map::from_iter([("physicalLocation".to_owned(), Value::Object(physical))])
}

fn artifact(input: Input<'_>, place: &Place) -> Value {
    // A colon in the first piece would make it a scheme.
    let uri = paths::encode(&super::below(input.prefix, &place.path)).replace(':', "%3A");
    json!({ "uri": uri, "uriBaseId": ROOT })
}

fn region(region: Region) -> Value {
    json!({
        "startLine": region.line,
        "startColumn": region.column,
        "endLine": region.end_line,
        "endColumn": region.end_column,
    })
}

/// What stays the same when lines above are added: the check, the file, the author's words and, where those stand
/// several times, which of them it is.
fn fingerprint(input: Input<'_>, finding: &Diagnostic, seen: &mut Seen) -> String {
    let place = finding.place.as_ref();
    let words = place.map(|place| text::fold_space(text::head(input.places.words(place), 200)));
    let words = words.filter(|words| !words.is_empty()).unwrap_or_default();
    let path = place.map_or("", |place| &place.path);
    let hash = blake3::hash([finding.check, path, &words].join("\0").as_bytes()).to_hex();
    let hash = hash.get(..20).unwrap_or_default().to_owned();
    let count = seen.entry(hash.clone()).or_default();
    *count += 1;
    format!("{hash}:{count}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Span;
    use crate::diag::Severity;
    use crate::source::Snapshot;

    const TEXT: &str = "# A\n\nSee [ü](gone file.md).\n\n**Status**: Done\n\n<!-- why -->\n";

    fn place(words: &str) -> Place {
        let at = TEXT.find(words).unwrap_or_default();
        Place { path: "sub/a ü.md".into(), span: Span::new(at, at + words.len()) }
    }

    fn run(findings: &[Diagnostic], suppressed: &[Suppressed], base_url: Option<&str>, text: &str) -> Value {
        let snapshot = Snapshot::of(&[("sub/a ü.md", text)]);
        let places = Places::new(&snapshot);
        let pages = &findings.iter().map(|finding| finding.check).collect();
        let log = log(Input { findings, suppressed, places: &places, prefix: "docs", base_url, pages });
        log["runs"][0].clone()
    }

    #[test]
    fn a_result_says_where_what_and_how_to_mend_it() {
        let finding = Diagnostic::new("moved-link", Severity::Warning, place("gone file.md"), "it moved")
            .other(place("Done"), "here")
            .help("write `x`")
            .fix("x.md");
        let allowed = Diagnostic::new("overdue", Severity::Note, place("Done"), "late");
        let suppressed =
            [Suppressed { finding: allowed, place: place("<!-- why -->"), reason: "the vendor is late".to_owned() }];
        let run = run(&[finding], &suppressed, None, TEXT);
        let index = |name: &str| CHECKS.iter().position(|check| check.name == name);
        let artifact = json!({ "uri": "docs/sub/a%20%C3%BC.md", "uriBaseId": "%SRCROOT%" });
        let at = |line: u32, first: u32, last: u32| json!({ "startLine": line, "startColumn": first, "endLine": line, "endColumn": last });
        let physical = |region: Value| json!({ "artifactLocation": artifact, "region": region });
        let mut results = run["results"].clone();
        let prints: Vec<Value> = (0..2).map(|at| results[at]["partialFingerprints"]["finding/v1"].take()).collect();
        assert!(prints.iter().all(|print| print.as_str().is_some_and(|print| print.ends_with(":1"))), "{prints:?}");
        let mut expected = json!([
            {
                "ruleId": "moved-link", "ruleIndex": index("moved-link"), "level": "warning",
                "message": { "text": "it moved. To do: write `x`" },
                "locations": [{ "physicalLocation": physical(at(3, 9, 21)) }],
                "relatedLocations": [{ "id": 0, "message": { "text": "here" }, "physicalLocation": physical(at(5, 13, 17)) }],
                "fixes": [{
                    "description": { "text": "write `x`" },
                    "artifactChanges": [{ "artifactLocation": artifact, "replacements": [{
                        "deletedRegion": at(3, 9, 21), "insertedContent": { "text": "x.md" },
                    }] }],
                }],
                "partialFingerprints": { "finding/v1": null }, "suppressions": [],
            },
            {
                "ruleId": "overdue", "level": "note", "message": { "text": "late" },
                "locations": [{ "physicalLocation": physical(at(5, 13, 17)) }],
                "partialFingerprints": { "finding/v1": null },
                "suppressions": [{
                    "kind": "inSource", "status": "accepted", "justification": "the vendor is late",
                    "location": { "physicalLocation": physical(at(7, 1, 13)) },
                }],
            },
        ]);
        if let Some(index) = index("overdue") {
            expected[1]["ruleIndex"] = index.into();
        }
        assert_eq!(results, expected);
    }

    #[test]
    fn every_check_is_a_rule_and_those_that_fired_have_a_page() {
        let finding = Diagnostic::new("moved-link", Severity::Warning, place("gone file.md"), "it moved");
        let run = run(&[finding], &[], Some("https://example.org/plans/"), TEXT);
        let rules = run["tool"]["driver"]["rules"].as_array().expect("rules");
        assert_eq!(rules.len(), CHECKS.len());
        let pages: Vec<&Value> = rules.iter().filter_map(|rule| rule.get("helpUri")).collect();
        assert_eq!(pages, ["https://example.org/plans/checks/moved-link.html"]);
        let broken = rules.iter().find(|rule| rule["id"] == "broken-link").expect("the rule");
        assert_eq!(broken["defaultConfiguration"]["level"], "warning");
        let help = broken["help"]["markdown"].as_str().unwrap_or_default();
        assert!(help.contains("**Example**") && help.contains("[the plan](plans/login.md)"), "{help}");
    }

    #[test]
    fn a_fingerprint_does_not_move_with_the_lines() {
        let print = |text: &str| {
            let at = text.find("gone file.md").unwrap_or_default();
            let place = Place { path: "sub/a ü.md".into(), span: Span::new(at, at + "gone file.md".len()) };
            let finding = Diagnostic::new("broken-link", Severity::Warning, place, format!("at byte {at}"));
            let run = run(&[finding.clone(), finding], &[], None, text);
            [0, 1].map(|at| {
                run["results"][at]["partialFingerprints"]["finding/v1"].as_str().unwrap_or_default().to_owned()
            })
        };
        let before = print(TEXT);
        assert_eq!(before, print(&format!("\n\nnew\n\n{TEXT}")));
        assert_ne!(before[0], before[1]);
    }
}
