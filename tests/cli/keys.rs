//! The keys of the export: sorted and each once, in every object that there can be.

use std::collections::BTreeSet;
use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};

use super::Folder;

/// The keys of a value and of all in it whose value is not empty; one that has an object whose keys are not sorted, or
/// twice the same, is an error.
struct Keys {
    used: BTreeSet<String>,
    empty: bool,
}

impl<'de> Deserialize<'de> for Keys {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(Reader)
    }
}

struct Reader;

impl Reader {
    fn leaf<E>(empty: bool) -> Result<Keys, E> {
        Ok(Keys { used: BTreeSet::new(), empty })
    }
}

impl<'de> Visitor<'de> for Reader {
    type Value = Keys;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a value whose objects have their keys sorted")
    }

    fn visit_unit<E>(self) -> Result<Keys, E> {
        Self::leaf(true)
    }

    fn visit_bool<E>(self, _: bool) -> Result<Keys, E> {
        Self::leaf(false)
    }

    fn visit_u64<E>(self, _: u64) -> Result<Keys, E> {
        Self::leaf(false)
    }

    fn visit_i64<E>(self, _: i64) -> Result<Keys, E> {
        Self::leaf(false)
    }

    fn visit_f64<E>(self, _: f64) -> Result<Keys, E> {
        Self::leaf(false)
    }

    fn visit_str<E>(self, text: &str) -> Result<Keys, E> {
        Self::leaf(text.is_empty())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Keys, A::Error> {
        let mut all = Keys { used: BTreeSet::new(), empty: true };
        while let Some(one) = list.next_element::<Keys>()? {
            all.used.extend(one.used);
            all.empty = false;
        }
        Ok(all)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<Keys, A::Error> {
        let mut all = Keys { used: BTreeSet::new(), empty: true };
        let mut last = String::new();
        while let Some((key, value)) = object.next_entry::<String, Keys>()? {
            if last >= key {
                return Err(serde::de::Error::custom(format!("`{key}` stands behind `{last}`")));
            }
            if !value.empty {
                all.used.insert(key.clone());
            }
            all.used.extend(value.used);
            all.empty = false;
            last = key;
        }
        Ok(all)
    }
}

const LOG: &str = "---\nid: FEAT-7\nstatus: in progress\npriority: high\nstart: 2026-03-02\ntarget: 2026-04-01\ndepends_on: FEAT-8\n---\n\n\
    # Rate limits\n\nThe plan is [the guide](guide.md).\n\n\
    ## Phase 1: Counting (Week 1-2)\n\n### Week 1: Model\n\n- [x] Counters\n\n## Phase 2: Answers (Week 3)\n\n- [ ] Headers\n\n\
    ## Technical Approach\n\n- **Dependencies**: redis 4.2\n\n\
    ## Architecture Decisions\n\n| Decision | Rationale | Alternatives |\n|--|--|--|\n| Redis | fast | files |\n\n\
    ## Challenges & Solutions\n\n### Challenge 1: Clocks\n\n- **Problem**: they differ\n- **Solution**: one clock\n\n\
    ## Breaking Changes\n\n- The old header is gone\n\n\
    ## Follow-up Items\n\n- Tell the users\n\n\
    ## Rollback Plan\n\n1. Switch it off\n\n\
    ## Progress Log\n\n### 2026-03-02\n\n- Blocker: no access to redis\n";

const GUIDE: &str = "# Rate Limits Implementation Guide\n\nFor [the log](log.md).\n\n\
    ## Dependency Installation\n\n```text\nredis==5.0\n```\n\n\
    ## Phase 1: Counting (Week 1-2)\n\n**File:** `src/app/limits.py` (NEW)\n";

#[test]
fn the_keys_of_every_object_are_sorted() {
    let other = "---\nid: FEAT-8\nstatus: review\nupdated: 2026-03-02\ndepends_on: FEAT-7\n---\n\n# Tokens\n\n\
                 [gone](gone.md)\n\n<!-- featsite: allow(broken-link) because it is to come -->\n[gone](gone.md)\n";
    let done =
        "---\nid: FEAT-9\nstatus: done\ntarget: 2026-03-02\ncompleted: 2026-03-20\nowner: Ana\n---\n\n# Sign in\n";
    let table =
        "# Tracker\n\n| ID | Title | Status | Depends on |\n|--|--|--|--|\n| FEAT-20 | Sign out | Planned | FEAT-9 |\n";
    let session = |id: &str, title: &str| {
        format!(
            "---\nid: {id}\ntags: [auth]\n---\n# {title}\n\nRefresh tokens rotate in a session.\n\n## Files\n\n- `src/session.rs`\n"
        )
    };
    let folder = Folder::with(&[
        ("content/log.md", LOG),
        ("content/guide.md", GUIDE),
        ("content/other.md", other),
        ("content/done.md", done),
        ("content/tracker.md", table),
        ("content/login.md", &session("F-1", "Login")),
        ("content/logout.md", &session("F-2", "Sign out")),
        ("content/search.md", "---\nid: F-4\n---\n# Search\n\nThe index is ranked by fields and typos.\n"),
        ("content/export.md", "---\nid: F-6\n---\n# Export\n\nReports leave as spreadsheets every night.\n"),
    ]);
    let run = folder.run(&["export", "content", "--today", "2026-11-28"]);
    let keys: Keys = serde_json::from_str(&run.out).unwrap_or_else(|error| panic!("{error}\n{}", run.err));
    let reached = [
        "alternatives",
        "anchor",
        "backlinks",
        "blockers",
        "breaking_changes",
        "comparison",
        "cycles",
        "edges",
        "entries",
        "fields",
        "files",
        "findings",
        "follow_ups",
        "items",
        "lessons",
        "links",
        "others",
        "overdue_days",
        "pairs",
        "phases",
        "places",
        "plan",
        "priority",
        "quiet",
        "related",
        "review",
        "rollback",
        "schedule",
        "slip",
        "suppressed",
        "unblocks",
        "uses",
    ];
    let missing: Vec<&str> = reached.into_iter().filter(|key| !keys.used.contains(*key)).collect();
    assert!(missing.is_empty(), "not reached: {missing:?}\n{}", run.out);
}
