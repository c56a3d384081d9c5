//! Which phases of one number are one phase. A document tells of its phases again and again: in a summary, with their
//! tests, with their risks, often in other words. It may also hold two plans that both count from one.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::heading::Head;
use super::under;
use crate::base::text;
use crate::kinds::headings::folded;
use crate::outline::Outline;

/// Plans of one place at the most: nobody writes more, and each run of phases is compared with all of them.
const PLANS: usize = 16;

/// Where phases are counted: the phase above, and the milestone named above.
type Around = (Option<usize>, String);

/// The numbers of one plan, each with its phase and the section of its first heading.
type Plan = BTreeMap<String, (usize, usize)>;

/// The plans of a document while its phases are being read.
pub(super) struct Plans<'a> {
    outline: &'a Outline,
    heads: &'a BTreeMap<usize, Head>,
    /// The words of each heading's title, by its section.
    titles: BTreeMap<usize, BTreeSet<String>>,
    /// The sections of a run of phases, by the first of it.
    runs: BTreeMap<usize, Vec<usize>>,
    /// For every place the plans so far.
    known: BTreeMap<Around, Vec<Plan>>,
    /// The plan that phases at a place go on with, and whether it began with them.
    current: BTreeMap<Around, (usize, bool)>,
}

impl<'a> Plans<'a> {
    /// Prepares the runs: phases below one heading, where no number is met twice.
    pub(super) fn new(outline: &'a Outline, heads: &'a BTreeMap<usize, Head>, title: &str) -> Self {
        let mut runs: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        // The last run below each heading: its first section and its numbers.
        let mut last: BTreeMap<Option<usize>, (usize, BTreeSet<String>)> = BTreeMap::new();
        for (&at, head) in heads {
            let parent = outline.sections.get(at).and_then(|section| section.parent);
            let (first, numbers) = last.entry(parent).or_insert_with(|| (at, BTreeSet::new()));
            if !numbers.insert(head.number.to_lowercase()) {
                *first = at;
                *numbers = BTreeSet::from([head.number.to_lowercase()]);
            }
            runs.entry(*first).or_default().push(at);
        }
        // The words of the document's title say nothing about a phase.
        let common = words(title, &BTreeSet::new());
        let titles = heads.iter().map(|(&at, head)| (at, words(&head.title, &common))).collect();
        Self { outline, heads, titles, runs, known: BTreeMap::new(), current: BTreeMap::new() }
    }

    /// The phase that a heading at a place tells of again.
    pub(super) fn again(&mut self, at: usize, around: &Around) -> Option<usize> {
        if let Some(run) = self.runs.get(&at) {
            let plan = self.plan(run, around);
            let is_new = self.known.get(around).is_none_or(|plans| plans.len() <= plan);
            self.current.insert(around.clone(), (plan, is_new));
        }
        let (plan, is_new) = self.current.get(around).copied().unwrap_or((0, true));
        let head = self.heads.get(&at)?;
        let number = head.number.to_lowercase();
        let plans = self.known.get(around)?;
        let own = plans.get(plan).and_then(|plan| plan.get(&number));
        // A summary tells of the phases of every plan.
        let others = || {
            let firsts = plans.iter().filter_map(|plan| plan.get(&number));
            let mut firsts = firsts.filter(|(_, first)| self.share(*first, at) == Some(true));
            firsts.next().filter(|_| !is_new)
        };
        own.or_else(others).map(|(phase, _)| *phase)
    }

    /// Notes a phase that was not known.
    pub(super) fn note(&mut self, at: usize, around: Around, phase: usize) {
        let plan = self.current.get(&around).map_or(0, |current| current.0);
        let Some(head) = self.heads.get(&at) else { return };
        let plans = self.known.entry(around).or_default();
        if plans.len() <= plan {
            plans.resize_with(plan + 1, BTreeMap::new);
        }
        if let Some(known) = plans.get_mut(plan) {
            known.entry(head.number.to_lowercase()).or_insert((phase, at));
        }
    }

    /// The plan a run of phases belongs to: the one whose titles fit best. It is a plan of its own where more than half
    /// of the titles have no word in common with those of any plan so far, and it has boxes, which would otherwise be
    /// counted for phases they do not belong to.
    fn plan(&self, run: &[usize], around: &Around) -> usize {
        let Some(plans) = self.known.get(around) else { return 0 };
        let compared = plans.iter().enumerate().filter_map(|(at, plan)| {
            let pairs = run.iter().filter_map(|at| {
                let (_, first) = plan.get(&self.heads.get(at)?.number.to_lowercase())?;
                Some((*first, *at))
            });
            let pairs: Vec<(usize, usize)> = pairs.collect();
            let other = pairs.iter().filter(|(first, again)| self.differ(*first, *again)).count();
            let alike = pairs.iter().filter(|(first, again)| self.share(*first, *again) == Some(true)).count();
            let share = |count: usize| count * 1_000 / pairs.len().max(1);
            (!pairs.is_empty()).then_some((other * 2 > pairs.len(), share(other), Reverse(share(alike)), at))
        });
        match compared.min() {
            Some((true, ..)) if plans.len() < PLANS && run.iter().any(|&at| self.has_boxes(at)) => plans.len(),
            Some((.., plan)) => plan,
            None => self.current.get(around).map_or(0, |current| current.0),
        }
    }

    /// Whether the titles of two headings have no word in common. `Phase 1 Risks` has no title: it tells of a side of the
    /// phase.
    fn differ(&self, first: usize, again: usize) -> bool {
        let titled = |at: usize| self.heads.get(&at).is_some_and(is_titled);
        titled(first) && titled(again) && self.share(first, again) == Some(false)
    }

    /// Whether the titles of two headings have a word in common; `None` where one says nothing.
    fn share(&self, first: usize, again: usize) -> Option<bool> {
        let (one, other) = (self.titles.get(&first)?, self.titles.get(&again)?);
        (!one.is_empty() && !other.is_empty()).then(|| !one.is_disjoint(other))
    }

    fn has_boxes(&self, at: usize) -> bool {
        let last = under(self.outline, at).last().unwrap_or(at);
        let items = &self.outline.items;
        let first = items.partition_point(|item| item.section < at);
        items.iter().skip(first).take_while(|item| item.section <= last).any(|item| item.mark.is_some())
    }
}

/// Whether a sign sets the title off from the number, behind brackets such as `(Week 1)`.
fn is_titled(head: &Head) -> bool {
    let mut rest = head.rest.trim_start();
    while let Some((_, behind)) = rest.strip_prefix('(').and_then(|inner| inner.split_once(')')) {
        rest = behind.trim_start();
    }
    rest.starts_with([':', '：', '-', '–', '—', '.'])
}

/// The words of a title that say what it is about, in the singular. What stands in brackets counts where nothing else
/// does.
fn words(title: &str, common: &BTreeSet<String>) -> BTreeSet<String> {
    let folded = folded(text::head(title, 400));
    let bare = folded.split(['(', '[']).next().filter(|bare| !bare.trim().is_empty()).unwrap_or(&folded);
    let words = bare.split(|c: char| !c.is_alphanumeric()).filter(|word| {
        let said = !matches!(*word, "and" | "the" | "for" | "with" | "und" | "les" | "des" | "los" | "las");
        said && (word.chars().count() >= 3 || !word.is_ascii())
    });
    let words = words.map(|word| word.strip_suffix('s').filter(|one| one.len() >= 3).unwrap_or(word).to_owned());
    words.filter(|word| !common.contains(word)).collect()
}

#[cfg(test)]
mod tests {
    /// The phases of a text: title and boxes.
    fn phases(text: &str) -> Vec<(String, u32)> {
        let evaluated = crate::build::site_of(&[("a.md", &format!("# Tea Kettle\n\n{text}"))]);
        let phases = &evaluated.site.documents[0].document.phases;
        phases.iter().map(|phase| (phase.title.to_string(), phase.tasks.total as u32)).collect()
    }

    fn titled(expected: &[(&str, u32)]) -> Vec<(String, u32)> {
        expected.iter().map(|(title, boxes)| ((*title).to_owned(), *boxes)).collect()
    }

    const PLAN: &str = "## Design\n\n### Phase 1: Add handles\n\n- [ ] a\n\n### Phase 2: Keep a lid\n\n- [ ] b\n\n\
                        ### Phase 3: Teach cooks\n\n- [ ] c\n\n";

    #[test]
    fn two_plans_may_count_alike() {
        let text = format!(
            "{PLAN}## Work\n\n### Phase 1: Wood and handles\n\n- [ ] d\n\n### Phase 2: Core\n\n- [ ] e\n\n\
             ### Phase 3: Words\n\n- [ ] f\n\n## Tests\n\n### Phase 2: Tests of the core\n\n- [ ] g\n"
        );
        assert_eq!(
            phases(&text),
            titled(&[
                ("Add handles", 1),
                ("Keep a lid", 1),
                ("Teach cooks", 1),
                ("Wood and handles", 1),
                ("Core", 2),
                ("Words", 1)
            ])
        );
    }

    #[test]
    fn a_plan_told_again_in_other_words_is_the_same() {
        for again in [
            // Most titles share a word.
            "### Phase 1: Handle wood\n\n- [ ] d\n\n### Phase 2: The lid\n\n- [ ] e\n\n### Phase 3: Documents\n\n- [ ] f\n",
            // What has no sign before it is no title.
            "### Phase 1 Risks\n\n- [ ] d\n\n### Phase 2 Risks\n\n- [ ] e\n\n### Phase 3 Gates\n\n- [ ] f\n",
            "### Phase 1 (first)\n\n- [ ] d\n\n### Phase 2\n\n- [ ] e\n\n### Phase 3 (last)\n\n- [ ] f\n",
        ] {
            let expected = titled(&[("Add handles", 2), ("Keep a lid", 2), ("Teach cooks", 2)]);
            assert_eq!(phases(&format!("{PLAN}## Again\n\n{again}")), expected, "{again}");
        }
        // Without boxes nothing is counted for another phase.
        let told = format!("{PLAN}## Rollout\n\n### Phase 1: Inside\n\nFew.\n\n### Phase 2: Outside\n\nAll.\n");
        assert_eq!(phases(&told).len(), 3);
    }

    #[test]
    fn what_is_told_again_belongs_to_the_plan_it_fits() {
        let text = format!(
            "{PLAN}## Work\n\n### Phase 1: Wood\n\n- [ ] d\n\n### Phase 2: Core\n\n- [ ] e\n\n\
             ## Tests\n\n### Phase 1 (wood)\n\n- [ ] f\n\n### Phase 2 (core)\n\n- [ ] g\n\n### Phase 3 (cooks)\n\n- [ ] h\n"
        );
        let boxes: Vec<u32> = phases(&text).into_iter().map(|phase| phase.1).collect();
        assert_eq!(boxes, [1, 1, 2, 2, 2]);
    }

    #[test]
    fn words_of_the_title_say_nothing_about_a_phase() {
        let text =
            "## Design\n\n### Phase 1: Kettle rules\n\n- [ ] a\n\n## Work\n\n### Phase 1: Kettle sound\n\n- [ ] b\n";
        assert_eq!(phases(text), titled(&[("Kettle rules", 1), ("Kettle sound", 1)]));
    }
}
