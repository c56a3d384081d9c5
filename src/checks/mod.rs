//! Checks over the linked site, one file each, listed in one sorted table.
//!
//! Absent on purpose: reading. A check looks at a [`Site`] and says what is wrong. Findings that only the earlier stages
//! can make (syntax, encodings, dates that do not parse) come with the site; the table documents them as well.

// A check ends with `..Check::BASE` even where it says everything today, so that a new property costs no file.
#![allow(clippy::needless_update)]

mod all_tasks_done_but_open;
mod allows;
mod boxes;
mod broken_anchor;
mod broken_link;
mod complete_before_dependency;
mod complete_with_open_tasks;
mod config;
mod counts;
mod coverage_below_target;
mod dependency_cycle;
mod depends_on_cancelled;
mod diagram_syntax;
mod duplicate_field;
mod duplicate_id;
mod file_collision;
mod front_matter_syntax;
mod guide_log_drift;
mod habits;
mod internal_error;
mod invalid_date;
mod invalid_encoding;
mod levels;
mod log_but_not_started;
mod math_syntax;
mod merge_conflict;
mod missing_owner;
mod moved_link;
mod odd_file_name;
mod orphan;
mod overdue;
mod oversized_file;
mod phase_order;
mod phase_outside_feature;
mod phase_status_mismatch;
mod placeholder;
mod reversed_dates;
mod shallow_history;
mod stale;
mod stale_theme_override;
mod status_conflict;
mod symlink;
mod table;
mod theme_error;
mod unknown_id;
mod unknown_status;
mod unreadable_file;
mod unused_allow;
mod unwritable;
mod url_collision;

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use crate::base::text::counted;
use crate::diag::{Diagnostic, Severity, Suppressed};
use crate::model::{Kind, LinkedDocument, Phase, Site};
pub use counts::Counts;
pub use habits::{habits, unmarked};
pub use levels::Levels;
pub use table::CHECKS;

/// A named rule.
pub struct Check {
    /// Kebab-case name: the same in output, configuration and address.
    pub name: &'static str,
    /// How serious a finding is where the configuration does not say.
    pub severity: Severity,
    /// What it finds, in a few words.
    pub summary: &'static str,
    /// Its page.
    pub docs: Docs,
    /// Whether documents to be copied are left alone.
    pub skips_templates: bool,
    /// The documents it can judge, templates aside: those with a status, with a link, … What fires on a quarter of them
    /// is a habit of the folder (see [`habits`]).
    pub judges: fn(&Site, &LinkedDocument) -> bool,
    /// What finds it; `None` where an earlier stage does.
    pub run: Option<fn(&Site, &mut Vec<Diagnostic>)>,
}

impl Check {
    /// What a check is where it does not say: a warning of an earlier stage about any document.
    pub const BASE: Self = Self {
        name: "",
        severity: Severity::Warning,
        summary: "",
        docs: Docs { what: "", why: "", example: Example::Words(""), instead: Example::Words("") },
        skips_templates: false,
        judges: |_, _| true,
        run: None,
    };
}

/// The text of a check's page.
pub struct Docs {
    /// What is found.
    pub what: &'static str,
    /// Why it matters.
    pub why: &'static str,
    /// What triggers it.
    pub example: Example,
    /// What does not.
    pub instead: Example,
}

/// An example of a check's page.
#[derive(Clone, Copy)]
pub enum Example {
    /// A folder of files: path and text. A test runs it.
    Files(&'static [(&'static str, &'static str)]),
    /// Words, where the example is no text of a document.
    Words(&'static str),
}

impl Check {
    /// What it says of itself, as Markdown.
    pub fn markdown(&self) -> String {
        let Docs { what, why, example, instead } = &self.docs;
        let (example, instead) = (example.markdown(), instead.markdown());
        format!("{what}\n\n**Why**: {why}\n\n**Example**\n\n{example}\n\n**Instead**\n\n{instead}\n")
    }
}

impl Example {
    /// Its files, each as its path and a block of code; or its words.
    fn markdown(&self) -> String {
        let files = match self {
            Self::Words(words) => return (*words).to_owned(),
            Self::Files(files) => files,
        };
        let shown = files.iter().map(|(path, text)| {
            let fence = if text.contains("```") { "````" } else { "```" };
            format!("`{path}`:\n\n{fence}markdown\n{}\n{fence}", text.trim_end())
        });
        shown.collect::<Vec<_>>().join("\n\n")
    }
}

/// The check of a name.
pub fn find(name: &str) -> Option<&'static Check> {
    CHECKS.binary_search_by(|check| check.name.cmp(name)).ok().and_then(|at| CHECKS.get(at))
}

/// The most findings of one check and level in one document; further ones are counted.
const MOST: usize = 100;

/// What the checks found.
#[derive(Clone, Debug, Default)]
pub struct Findings {
    /// What stands, sorted by place.
    pub open: Vec<Diagnostic>,
    /// What the authors allow, sorted by place.
    pub suppressed: Vec<Suppressed>,
}

/// Runs every check: all findings of the site, sorted by place, with the levels of the configuration and without what
/// the authors allow.
pub fn run(site: &Site) -> Findings {
    let computed = |name: &str| find(name).is_some_and(|check| check.run.is_some());
    let mut found: Vec<Diagnostic> = site.diagnostics.iter().filter(|one| !computed(one.check)).cloned().collect();
    let of_check = |check: &Check| {
        let mut found = Vec::new();
        if let Some(run) = check.run {
            run(site, &mut found);
        }
        found
    };
    found.extend(CHECKS.par_iter().flat_map_iter(of_check).collect::<Vec<_>>());
    let levels = Levels::new(&site.config);
    let stands = |one: &mut Diagnostic| !is_in_template(site, one) && levels.apply(one);
    found.retain_mut(stands);
    let mut suppressed = allows::apply(site, &mut found, &levels);
    found.retain_mut(stands);
    found.sort_by(|a, b| key(a).cmp(&key(b)));
    found.dedup();
    suppressed.sort_by(|a, b| key(&a.finding).cmp(&key(&b.finding)));
    suppressed.dedup_by(|a, b| a.finding == b.finding);
    Findings { open: limit(found), suppressed }
}

/// Findings are sorted by path, place, check and message; those about the whole site come first.
fn key(found: &Diagnostic) -> (Option<(&str, u32)>, &str, &str) {
    let place = found.place.as_ref().map(|place| (place.path.as_ref(), place.span.start));
    (place, found.check, &found.message)
}

/// Whether a finding lies in a document to be copied and its check leaves those alone.
fn is_in_template(site: &Site, found: &Diagnostic) -> bool {
    find(found.check).is_some_and(|check| check.skips_templates)
        && found
            .place
            .as_ref()
            .and_then(|place| site.by_path.get(&place.path))
            .and_then(|ix| site.documents.get(ix.at()))
            .is_some_and(|linked| linked.kind == Kind::Template)
}

/// Keeps the first findings of each check and level in each document. The last one kept says how many more there are and
/// counts as all of them, so that every sum is that of what was found.
fn limit(found: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let key = |one: &Diagnostic| one.place.as_ref().map(|place| (place.path.clone(), one.check, one.severity));
    let mut counts: BTreeMap<(Arc<str>, &'static str, Severity), usize> = BTreeMap::new();
    for key in found.iter().filter_map(key) {
        *counts.entry(key).or_default() += 1;
    }
    counts.retain(|_, count| *count > MOST);
    if counts.is_empty() {
        return found;
    }
    let mut seen: BTreeMap<(Arc<str>, &'static str, Severity), usize> = BTreeMap::new();
    let mut out = Vec::with_capacity(found.len());
    for mut one in found {
        let Some((key, total)) = key(&one).and_then(|key| Some((key.clone(), *counts.get(&key)?))) else {
            out.push(one);
            continue;
        };
        let nth = seen.entry(key).or_default();
        *nth += 1;
        if *nth == MOST {
            one.more = total - MOST;
            let from_here = counted(one.count(), "more finding", "more findings");
            one.message = format!("{from_here} of this kind from here on, {total} in this document");
            one.fix = None;
            one.others.clear();
        }
        if *nth <= MOST {
            out.push(one);
        }
    }
    out
}

/// Documents that are worked with: templates are left out.
fn real(site: &Site) -> impl Iterator<Item = &LinkedDocument> {
    site.documents.iter().filter(|linked| linked.kind != Kind::Template)
}

/// A document as messages name it, which may stand away from it: its id, else its path.
fn name(linked: &LinkedDocument) -> &str {
    linked.id.as_ref().map_or_else(|| linked.path(), |id| id.value.as_str())
}

/// A phase as messages name it: `phase 2 (Screens)`.
fn phase_name(phase: &Phase) -> String {
    let title = phase.title.trim();
    // `Phase 4 (Distribution)` has its whole title in brackets already.
    let title = title.strip_prefix('(').and_then(|title| title.strip_suffix(')')).unwrap_or(title);
    if title.is_empty() { format!("phase {}", phase.number) } else { format!("phase {} ({title})", phase.number) }
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_phase_is_named_with_one_pair_of_brackets() {
        for heading in ["Phase 2: Ship", "Phase 2 (Ship)"] {
            let text = format!("# A\n\n## Phase 1: Build\n\n**Status**: Planned\n\n## {heading}\n\n**Status**: Done\n");
            let evaluated = crate::build::site_of(&[("a.md", &text)]);
            let phases = &evaluated.site.documents[0].document.phases;
            assert_eq!(super::phase_name(&phases[1]), "phase 2 (Ship)", "{heading}");
        }
    }
}
