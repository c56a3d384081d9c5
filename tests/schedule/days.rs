//! Where days come from, strongest first.

use featsite::model::{AnchorKind, Origin, PhaseSchedule};

use super::{item, on, phases};

const TODAY: (i16, i8, i8) = (2026, 4, 1);

#[test]
fn written_dates_are_stronger_than_weeks_and_weeks_count_from_the_start() {
    let text = "# FEAT-1: Login\n\n**Status**: In Progress\n**Start Date**: 2026-03-02\n\n\
                ## Phase 1: Model (Week 1-2)\n\n- [x] a\n\n## Phase 2: Screens (Weeks 3-4)\n\n- [ ] b\n\n\
                ## Phase 3: Release (Week 5)\n\n**Start Date**: 2026-04-06\n**End Date**: 2026-04-08\n\n- [ ] c\n\n\
                ## Phase 4: Later\n\n- [ ] d\n";
    let found = on(TODAY, &[("a.md", text)]);
    assert_eq!(
        phases(&found.site, "a.md"),
        ["1 2026-03-02 2026-03-13 counted", "2 2026-03-16 2026-03-27 counted", "3 2026-04-06 2026-04-08", "4 - -"]
    );
    let login = item(&found.site, "Login");
    assert_eq!(login.period.first().map(|day| day.to_string()).as_deref(), Some("2026-03-02"));
    // The last phase has no end, so that nobody knows when the item ends.
    assert_eq!(login.period.last(), None);
}

#[test]
fn weekends_and_holidays_of_the_configuration_are_passed_over() {
    let config = "calendar:\n  holidays: [2026-03-04, 2026-03-11..2026-03-12]\n";
    let text = "---\nstatus: in-progress\nstart: 2026-03-02\n---\n\n# Login\n\n## Phase 1 (Week 1)\n\n- [ ] a\n\n\
                ## Phase 2 (Week 2)\n\n- [ ] b\n";
    let found = on(TODAY, &[("featsite.yaml", config), ("a.md", text)]);
    assert_eq!(phases(&found.site, "a.md"), ["1 2026-03-02 2026-03-09 counted", "2 2026-03-10 2026-03-18 counted"]);
}

#[test]
fn a_week_zero_makes_the_author_count_from_zero() {
    let text = "---\nstatus: planned\nstart: 2026-03-02\n---\n\n# Login\n\n## Phase 0: Set-up (Week 0)\n\n- [ ] a\n\n\
                ## Phase 1: Model (Week 1)\n\n- [ ] b\n";
    let found = on(TODAY, &[("a.md", text)]);
    assert_eq!(phases(&found.site, "a.md"), ["0 2026-03-02 2026-03-06 counted", "1 2026-03-09 2026-03-13 counted"]);
}

/// The days of the headings inside each phase.
fn entries(phases: &[PhaseSchedule]) -> Vec<Vec<Option<String>>> {
    let days = |phase: &PhaseSchedule| phase.entries.iter().map(|days| days.map(|(a, b)| format!("{a} {b}"))).collect();
    phases.iter().map(days).collect()
}

#[test]
fn weeks_of_a_phase_that_goes_on_are_counted_alike() {
    let text = "---\nstatus: planned\nstart: 2026-03-02\n---\n\n# Login\n\n## Phase 1: Model (Weeks 1-2)\n\n- [ ] a\n\n\
                ## Phase 2: Screens (Weeks 3-6)\n\n### Week 3: Form\n\n- [ ] b\n\n### Week 4: List\n\n- [ ] c\n\n\
                ### Week 5: Menu\n\n- [ ] d\n\n### Week 6: Help\n\n- [ ] e\n";
    // Weeks that begin anew in their phase are counted within it.
    let mut anew = text.to_owned();
    for week in 3..=6 {
        anew = anew.replace(&format!("### Week {week}"), &format!("### Week {}", week - 2));
    }
    // A phase that was begun late takes its weeks with it.
    let late = text.replace("(Weeks 3-6)\n", "(Weeks 3-6)\n\n**Start Date**: 2026-03-23\n");
    let found = on(TODAY, &[("a.md", text), ("b.md", &anew), ("c.md", &late)]);
    let of = |path: &str| entries(&found.site.schedule.documents[found.site.by_path[path].at()].phases).pop();
    let weeks = ["2026-03-16 2026-03-20", "2026-03-23 2026-03-27", "2026-03-30 2026-04-03", "2026-04-06 2026-04-10"];
    let later = ["2026-03-23 2026-03-27", "2026-03-30 2026-04-03", "2026-04-06 2026-04-10", "2026-04-13 2026-04-17"];
    let some = |weeks: [&str; 4]| Some(weeks.map(|week| Some(week.to_owned())).to_vec());
    assert_eq!(of("a.md"), some(weeks));
    assert_eq!(of("b.md"), some(weeks));
    assert_eq!(of("c.md"), some(later));
}

#[test]
fn parts_of_a_phase_that_goes_on_are_counted_alike() {
    let text = "---\nstatus: planned\nstart: 2026-03-02\n---\n\n# Login\n\n## Phase 1: Model (Weeks 1-2)\n\n- [ ] a\n\n\
                ## Phase 2: Screens (Weeks 3-6)\n\n### Phase 2.1: Form (Weeks 3-4)\n\n- [ ] b\n\n\
                ### Phase 2.2: List (Weeks 5-6)\n\n- [ ] c\n";
    let anew = text.replace("Weeks 3-4", "Weeks 1-2").replace("Weeks 5-6", "Weeks 3-4");
    let found = on(TODAY, &[("a.md", text), ("b.md", &anew)]);
    let expected = [
        "1 2026-03-02 2026-03-13 counted",
        "2 2026-03-16 2026-04-10 counted",
        "2.1 2026-03-16 2026-03-27 counted",
        "2.2 2026-03-30 2026-04-10 counted",
    ];
    assert_eq!(phases(&found.site, "a.md"), expected);
    assert_eq!(phases(&found.site, "b.md"), expected);
}

#[test]
fn days_count_within_their_phase_or_on_from_phase_to_phase() {
    let text = "---\nstatus: planned\nstart: 2026-03-02\n---\n\n# Login\n\n\
                ## Phase 1: Model (Week 1)\n\n### Day 1-2: Tables\n\n- [ ] a\n\n### Day 3-5: Queries\n\n- [ ] b\n\n\
                ## Phase 2: Screens (Week 2)\n\n### Day 1: Form\n\n- [ ] c\n\n### Day 2-3: List\n\n- [ ] d\n\n\
                ## Phase 3: Links (Weeks 3-6)\n\n### Day 11: Form\n\n- [ ] e\n\n### Day 12-30: List\n\n- [ ] f\n";
    let found = on(TODAY, &[("a.md", text)]);
    let ix = found.site.by_path["a.md"];
    let entries = entries(&found.site.schedule.documents[ix.at()].phases);
    let days = |days: [&str; 2]| days.map(|days| Some(days.to_owned())).to_vec();
    assert_eq!(
        entries,
        [
            days(["2026-03-02 2026-03-03", "2026-03-04 2026-03-06"]),
            days(["2026-03-09 2026-03-09", "2026-03-10 2026-03-11"]),
            days(["2026-03-16 2026-03-16", "2026-03-17 2026-04-10"])
        ]
    );
}

#[test]
fn headings_of_weeks_inside_phases_give_the_phases_their_weeks() {
    let goes_on = "---\nstatus: planned\nstart: 2026-03-02\n---\n\n# Login\n\n## Phase 1: Model\n\n### Week 1\n\n- [ ] a\n\n\
                   ### Week 2\n\n- [ ] b\n\n## Phase 2: Screens\n\n### Week 3\n\n- [ ] c\n";
    let anew = goes_on.replace("### Week 3", "### Week 1");
    let found = on(TODAY, &[("a.md", goes_on), ("b.md", &anew)]);
    assert_eq!(phases(&found.site, "a.md"), ["1 2026-03-02 2026-03-13 counted", "2 2026-03-16 2026-03-20 counted"]);
    // Weeks that begin anew in each phase do not say when the phase is.
    assert_eq!(phases(&found.site, "b.md"), ["1 - -", "2 - -"]);
}

#[test]
fn a_guide_counts_from_the_start_of_its_log_and_then_from_the_first_entry() {
    let guide = "# Login Implementation Guide\n\nFor [the log](../features/FEAT-1-login.md).\n\n\
                 ## Phase 1: Model (Week 1)\n\n- [ ] a\n\n## Phase 2: Screens (Week 2)\n\n- [ ] b\n";
    let log = "# FEAT-1: Login\n\n**Status**: In Progress\n**Start Date**: 2026-03-02\n\n\
               By [the guide](../guides/login-implementation-guide.md).\n\n## Progress Log\n\n### 2026-03-10\n\n- Tables made\n";
    let path = "guides/login-implementation-guide.md";
    let found = on(TODAY, &[(path, guide), ("features/FEAT-1-login.md", log)]);
    assert_eq!(phases(&found.site, path), ["1 2026-03-02 2026-03-06 counted", "2 2026-03-09 2026-03-13 counted"]);
    let anchor = found.site.schedule.documents[found.site.by_path[path].at()].anchor.clone();
    let anchor = anchor.map(|anchor| (anchor.kind, anchor.place.path.to_string()));
    assert_eq!(anchor, Some((AnchorKind::LogStart, "features/FEAT-1-login.md".to_owned())));

    let log = log.replace("**Start Date**: 2026-03-02\n", "");
    let found = on(TODAY, &[(path, guide), ("features/FEAT-1-login.md", &log)]);
    assert_eq!(phases(&found.site, path), ["1 2026-03-10 2026-03-16 counted", "2 2026-03-17 2026-03-23 counted"]);
    // The item has no start of its own: it began with its first phase, and that with the first entry.
    let start = item(&found.site, "Login").period.start.clone().expect("a start");
    assert!(matches!(start.origin, Origin::Counted(count) if count.anchor.kind == AnchorKind::FirstEntry));
}

#[test]
fn what_has_no_date_stays_without_one() {
    let text = "# Login\n\n**Status**: Planned\n\n## Phase 1 (Week 1)\n\n- [ ] a\n\n## Phase 2 (3 days)\n\n- [ ] b\n";
    let found = on(TODAY, &[("a.md", text)]);
    assert_eq!(phases(&found.site, "a.md"), ["1 - -", "2 - -"]);
    assert!(!item(&found.site, "Login").period.is_dated());
}

#[test]
fn a_written_start_with_a_length_ends_by_it_and_a_written_end_is_never_before_its_start() {
    let text = "---\nstatus: planned\nstart: 2026-03-02\n---\n\n# Login\n\n## Phase 1 (3 days)\n\n\
                **Start Date**: 2026-03-05\n\n- [ ] a\n\n## Phase 2 (Week 9)\n\n**Completed**: 2026-03-20\n\n- [x] b\n";
    let found = on(TODAY, &[("a.md", text)]);
    assert_eq!(phases(&found.site, "a.md"), ["1 2026-03-05 2026-03-09 counted", "2 - 2026-03-20"]);
}

#[test]
fn a_numbered_phase_with_a_date_is_an_anchor_for_the_others() {
    let text = "# Login\n\n**Status**: Planned\n\n## Phase 1 (Week 1)\n\n**Start Date**: 2026-03-02\n\n- [ ] a\n\n\
                ## Phase 2 (Week 2)\n\n- [ ] b\n";
    let found = on(TODAY, &[("a.md", text)]);
    assert_eq!(phases(&found.site, "a.md"), ["1 2026-03-02 2026-03-06 counted", "2 2026-03-09 2026-03-13 counted"]);
}

#[test]
fn numbers_nobody_can_mean_make_no_days_and_take_no_time() {
    let mut text = "---\nstatus: planned\nstart: 9999-12-01\n---\n\n# Login\n\n".to_owned();
    for at in 0..2_000 {
        text.push_str(&format!("## Phase {at} (Week 999)\n\n### Day 999: x\n\n- [ ] a\n\n"));
    }
    let found = on(TODAY, &[("a.md", &text)]);
    assert!(phases(&found.site, "a.md").iter().all(|phase| phase.ends_with("- -")));
}
