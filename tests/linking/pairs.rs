//! Guides with their logs: what makes them a pair, and what the two say beside each other.

use featsite::build::site_of;
use featsite::model::{Aspect, Pair, Site, Verdict};

/// The rows of the first pair as `aspect name verdict: plan | log`.
fn rows(site: &Site) -> Vec<String> {
    let Some(pair) = site.pairs.first() else { return Vec::new() };
    let side = |side: &Option<featsite::model::Side>| side.as_ref().map_or(String::from("-"), |side| side.text.clone());
    let told = pair.comparison.iter().map(|row| {
        format!("{:?} {} {:?}: {} | {}", row.aspect, row.name, row.verdict, side(&row.plan), side(&row.log))
    });
    told.collect()
}

fn named(site: &Site, pair: &Pair) -> String {
    format!("{} {} {}", site[pair.guide].path(), pair.because.name(), site[pair.log].path())
}

const LOG: &str = "---\nid: FEAT-7\nstatus: in progress\nstart: 2026-03-02\n---\n\n# Rate limits\n\nThe plan is [the guide](guide.md).\n\n\
                   ## Phase 1: Counting\n\n**Dates**: 2026-03-02 - 2026-03-17\n\n- [x] Counters\n\n\
                   ## Phase 2: Answers\n\n- [ ] Headers\n\n\
                   ## Technical Approach\n\n- **Dependencies**: redis 4.2, and flask 3.0.1\n\n\
                   ## Key Components\n\n1. **Limiter** (`app/limits.py`)\n\n\
                   ## Tests\n\n- [x] counts\n- [ ] answers\n";

const GUIDE: &str = "# Rate Limits Implementation Guide\n\nFor [the log](log.md).\n\n\
                     ## Dependency Installation\n\n```text\nredis[hiredis]==5.0\nflask>=3.0\n```\n\n\
                     ## Phase 1: Counting (Week 1-2)\n\n**File:** `src/app/limits.py` (NEW)\n\n\
                     ## Phase 2: Headers (Week 3)\n\n**File:** `tests/test_limits.py` (NEW)\n\n\
                     ## Phase 3: Rollout (Week 4)\n\nText.\n";

#[test]
fn a_guide_is_held_against_its_log_row_by_row() {
    let site = site_of(&[("guide.md", GUIDE), ("log.md", LOG)]).site;
    assert_eq!(site.pairs.iter().map(|pair| named(&site, pair)).collect::<Vec<_>>(), ["guide.md links log.md"]);
    let places: Vec<&str> =
        site.pairs[0].places.iter().map(|place| place.span.of(&site[site.by_path[&place.path]].text)).collect();
    assert_eq!(places, ["[the log](log.md)", "[the guide](guide.md)"]);
    assert_eq!(
        rows(&site),
        [
            "Phase 1 Same: Counting | Counting",
            "Phase 2 Differs: Headers | Answers",
            "Phase 3 Planned: Rollout | -",
            "Version redis[hiredis] Differs: 5.0 | 4.2",
            "Version flask Same: 3.0 | 3.0.1",
            "Tests  Differs: test_limits.py | ",
            "File src/app/limits.py Same: src/app/limits.py | app/limits.py",
            "File tests/test_limits.py Planned: tests/test_limits.py | -",
        ]
    );
    // Two weeks of five days from Monday 2 March end on Friday 13; the phase took until Tuesday 17.
    assert_eq!(site.pairs[0].comparison[0].late, Some(4));
}

#[test]
fn every_row_knows_both_places() {
    let site = site_of(&[("guide.md", GUIDE), ("log.md", LOG)]).site;
    for row in &site.pairs[0].comparison {
        for (side, path) in [(&row.plan, "guide.md"), (&row.log, "log.md")] {
            let Some(side) = side else { continue };
            assert_eq!(&*side.place.path, path, "{row:?}");
            assert!(!side.place.span.of(&site[site.by_path[path]].text).is_empty(), "{row:?}");
        }
    }
    let version = site.pairs[0].comparison.iter().find(|row| row.aspect == Aspect::Version).unwrap();
    assert_eq!(version.log.as_ref().unwrap().place.span.of(LOG), "redis 4.2");
    assert_eq!(version.verdict, Verdict::Differs);
}

#[test]
fn a_guide_of_several_logs_is_the_plan_of_none() {
    let guide =
        "# Limits Implementation Guide\n\nFor [one](a.md) and [two](b.md).\n\n## Phase 1: X (Week 1)\n\nText.\n";
    let log =
        |id: &str| format!("---\nid: {id}\nstatus: planned\n---\n\n# Feature {id}\n\nSee [the guide](guide.md).\n");
    let (one, two) = (log("FEAT-1"), log("FEAT-2"));
    let site = site_of(&[("guide.md", guide), ("a.md", &one), ("b.md", &two)]).site;
    assert!(site.pairs.is_empty());
    let site = site_of(&[("guide.md", guide), ("a.md", &one), ("b.md", "# B\n")]).site;
    assert_eq!(site.pairs.len(), 1);
}
