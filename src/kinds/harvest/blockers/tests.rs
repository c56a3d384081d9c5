//! What is a blocker, what is none, and what ends one.

use crate::build;

/// The blockers of a text with `true` for those that are open.
fn blockers(text: &str) -> Vec<(String, bool)> {
    let evaluated = build::site_of(&[("a.md", text)]);
    let blockers = &evaluated.site.documents[0].document.harvest.blockers;
    blockers.iter().map(|own| (own.text.clone(), own.resolved.is_none())).collect()
}

#[test]
fn a_later_entry_resolves_a_blocker_of_the_log() {
    let found = blockers(
        "# A\n\n## Progress Log\n\n### 2026-03-02\n- Blocker: no access to the staging database\n- Blocked on the card reader\n\n\
         ### 2026-03-05\n- Wrote the tests\n- Got access: the staging database problem is resolved\n",
    );
    let expected =
        [("no access to the staging database".to_owned(), false), ("Blocked on the card reader".to_owned(), true)];
    assert_eq!(found, expected);
    // Newest first: the dates decide.
    let found = blockers(
        "# A\n\n## Progress Log\n\n### 2026-03-05\n- Blockers: none\n\n### 2026-03-02\n- Blocked by the bank\n",
    );
    assert_eq!(found, [("Blocked by the bank".to_owned(), false)]);
    // An earlier end is no end.
    let found = blockers(
        "# A\n\n## Log\n\n### 2026-03-01\n- Fixed the reader of cards\n\n### 2026-03-02\n- Blocker: reader of cards broken\n",
    );
    assert_eq!(found, [("reader of cards broken".to_owned(), true)]);
}

#[test]
fn sections_labels_and_fields_name_blockers() {
    let found = blockers(
        "# A\n\n**Blockers**: The licence of the fonts\n\n## 🚧 Blockers\n\n- [ ] Keys of the bank\n- [x] Contract signed\n- ~~Old printer~~\n\n\
         ### Resolved Blockers\n\n- Slow disk\n\n## Notes\n\n**Current Blockers:**\n\n- Paper jam ✅\n- Ink\n",
    );
    let open: Vec<&str> = found.iter().filter(|(_, open)| *open).map(|(text, _)| text.as_str()).collect();
    assert_eq!(open, ["The licence of the fonts", "Keys of the bank", "Ink"]);
    assert_eq!(found.len(), 7);
}

#[test]
fn none_and_other_words_are_no_blockers() {
    for text in [
        "# A\n\n## Blockers\n\nNone at this time.\n\n- Perhaps the rate limit later\n",
        "# A\n\n**Blockers**: No blockers\n",
        "# A\n\n## Blockers\n\n- N/A\n",
        "# A\n\n## Log\n\n### 2026-03-02\n- Removed the launch blocker from the list\n- The board shows blocked cards\n",
        "# A\n\n## Blocked users\n\n- They see a page\n",
        "# A\n\n## Blockers\n\n- [Blocker 1]\n",
    ] {
        assert_eq!(blockers(text), [], "{text}");
    }
}

#[test]
fn a_challenge_called_blocker_is_open_until_it_has_a_solution() {
    let text = "# A\n\n## Challenges\n\n### Blocker 1: Slow bank\n**Problem**: It answers late.\n\n### Blocker 2: Fast bank\n**Solution**: Wait.\n";
    assert_eq!(blockers(text), [("Slow bank".to_owned(), true), ("Fast bank".to_owned(), false)]);
}

#[test]
fn blockers_removed_are_those_that_were_in_the_way() {
    let text = "# A\n\n### Blockers Removed ✅\n\n- No warnings\n- All chapters written\n- Ready for the fair\n- The slow disk\n";
    assert_eq!(blockers(text), [("The slow disk".to_owned(), false)]);
    assert_eq!(blockers("# A\n\n## Resolved Blockers\n\nAll checks are passing.\n"), []);
    assert_eq!(blockers("# A\n\n## Blockers\n\n- All checks wait for the licence\n").len(), 1);
}

#[test]
fn every_name_has_a_stem() {
    for name in super::NAMES {
        assert!(super::STEMS.are_in(name), "{name}");
    }
}
