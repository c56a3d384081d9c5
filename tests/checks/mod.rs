//! Every check has a page, and its examples do what they say.

mod allows;
mod file_collision;
mod habits;
mod levels;
mod limit;
mod order;
mod planted;

use std::collections::BTreeSet;

use featsite::build;
use featsite::checks::{CHECKS, Example};

#[test]
fn the_table_is_sorted_and_complete() {
    for pair in CHECKS.windows(2) {
        assert!(pair[0].name < pair[1].name, "{} stands before {}", pair[0].name, pair[1].name);
    }
    for check in CHECKS {
        assert!(check.name.bytes().all(|b| b.is_ascii_lowercase() || b == b'-'), "{}", check.name);
        assert!(!check.summary.is_empty() && !check.summary.ends_with('.'), "{}", check.name);
        for text in [check.docs.what, check.docs.why] {
            assert!(text.ends_with('.') && !text.contains("  "), "{}: {text}", check.name);
        }
        assert!(featsite::checks::find(check.name).is_some());
    }
    assert!(featsite::checks::find("no-such-check").is_none());
}

#[test]
fn an_example_triggers_its_check_alone_and_its_instead_nothing() {
    let names = |files: &[(&str, &str)]| -> BTreeSet<&'static str> {
        build::site_of(files).findings.iter().map(|finding| finding.check).collect()
    };
    let mut wrong = Vec::new();
    for check in CHECKS {
        if let Example::Files(files) = check.docs.example {
            let found = names(files);
            if found != BTreeSet::from([check.name]) {
                wrong.push(format!("{}: the example triggers {found:?}", check.name));
            }
        }
        if let Example::Files(files) = check.docs.instead {
            let found = names(files);
            if !found.is_empty() {
                wrong.push(format!("{}: the way out triggers {found:?}", check.name));
            }
        }
    }
    assert_eq!(wrong, [] as [String; 0]);
}

#[test]
fn what_a_check_says_of_itself_has_no_signs_of_emphasis() {
    for check in CHECKS {
        for text in [check.summary, check.docs.what, check.docs.why] {
            let plain: String = text.split('`').step_by(2).collect();
            assert!(!plain.contains('*'), "{}: {text}", check.name);
        }
    }
}
