//! What a document holds inside, each with its line.

use super::line;
use crate::base::Span;
use crate::formats::out::Object;
use crate::model::{Excerpt, LinkedDocument};

/// The harvest of a document; only the lists that hold something.
pub(super) fn harvest(to: &mut Object<'_>, linked: &LinkedDocument) {
    let harvest = &linked.document.harvest;
    let at = |span: Span| line(linked, span);
    let excerpts = |to: &mut Object<'_>, key, all: &mut dyn Iterator<Item = &Excerpt>| {
        to.objects(key, all, |to, one| {
            to.put("line", &at(one.span));
            to.put("text", &one.text);
        });
    };
    to.object("harvest", |to| {
        if !harvest.blockers.is_empty() {
            to.objects("blockers", &harvest.blockers, |to, one| {
                to.put("line", &at(one.span));
                to.put("open", &one.resolved.is_none());
                to.shown("resolved", one.resolved.and_then(|end| end.when));
                to.put("resolved_line", &one.resolved.map(|end| at(end.span)));
                to.shown("since", one.since);
                to.put("text", &one.text);
            });
        }
        if !harvest.breaking_changes.is_empty() {
            excerpts(to, "breaking_changes", &mut harvest.breaking_changes.iter());
        }
        if !harvest.decisions.is_empty() {
            to.objects("decisions", &harvest.decisions, |to, one| {
                to.put("alternatives", &one.alternatives);
                to.put("decision", &one.decision);
                to.put("line", &at(one.span));
                to.put("rationale", &one.rationale);
            });
        }
        if !harvest.entries.is_empty() {
            to.objects("entries", &harvest.entries, |to, one| {
                to.shown("date", Some(one.date));
                to.put("line", &at(one.span));
                excerpts(to, "lines", &mut one.items.iter());
                to.put("title", &one.title);
            });
        }
        if !(harvest.follow_ups.is_empty() && harvest.enhancements.is_empty()) {
            excerpts(to, "follow_ups", &mut harvest.follow_ups.iter().chain(&harvest.enhancements));
        }
        if !harvest.challenges.is_empty() {
            to.objects("lessons", &harvest.challenges, |to, one| {
                to.put("impact", &one.impact);
                to.put("learnt", &one.lessons);
                to.put("line", &at(one.span));
                to.put("problem", &one.problem);
                to.put("solution", &one.solution);
                to.put("title", &one.title);
            });
        }
        if !harvest.rollback.is_empty() {
            to.objects("rollback", &harvest.rollback, |to, one| {
                to.put("line", &at(one.span));
                to.put("text", &one.text);
                to.put("title", &one.title);
            });
        }
    });
}
