//! featsite's own documents in `content/`: facts that must hold, never bytes, so that writing a log breaks no test.

use std::path::Path;

use featsite::base::dates::Date;
use featsite::build::{self, Evaluated};
use featsite::sys;

fn site() -> Evaluated {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("content");
    let snapshot = sys::read::snapshot(&folder, Date::constant(2026, 11, 22)).expect("content/ can be read");
    build::evaluate(&snapshot)
}

#[test]
fn every_document_has_a_title_of_its_own_and_an_address() {
    let evaluated = site();
    let mut urls = std::collections::BTreeSet::new();
    for (_, linked) in evaluated.site.each() {
        assert!(!linked.document.title.value.is_empty(), "{} has no title", linked.path());
        assert!(urls.insert(linked.url.clone()), "{} shares its address", linked.path());
    }
    assert!(urls.len() > 30, "only {} documents", urls.len());
}
