//! What stands beside a document: its typed relations, its parts, what links to it, what is like it.

use std::collections::BTreeMap;

use crate::views::value::{Value, data};

use super::super::Input;
use super::super::parts::{self, document, end, shown};
use super::super::words::Words;
use crate::diag::Place;
use crate::model::{DocIx, ItemOrDocument, LinkedDocument, Reason, Related, RelationKind};

/// The typed relations in both directions and the parts, each a group with a heading; ids that nobody owns stand in
/// their group as text.
pub fn groups(input: Input<'_>, ix: DocIx, linked: &LinkedDocument) -> Vec<Value> {
    let site = input.site;
    let words = &input.frame.words;
    let from = linked.url.as_str();
    let edges = |list: &[crate::model::EdgeIx], kind: RelationKind, outgoing: bool| -> Vec<Value> {
        let of_kind = list.iter().filter_map(|at| site.edges.get(at.0 as usize)).filter(|edge| edge.kind == kind);
        of_kind
            .map(|edge| if outgoing { edge.target } else { edge.source })
            .filter(|other| *other != ItemOrDocument::Document(ix))
            .map(|other| end(input, from, other))
            .collect()
    };
    let missing = |kind: RelationKind| -> Vec<Value> {
        linked.dangling.iter().filter(|it| it.kind == kind).map(|it| data!({ "missing": &it.id })).collect()
    };
    let mut groups = Vec::new();
    let mut group = |label: &'static str, entries: Vec<Value>| {
        if !entries.is_empty() {
            groups.push(data!({ "label": words.get(label), "entries": entries }));
        }
    };
    let both = |mut known: Vec<Value>, kind: RelationKind| {
        known.extend(missing(kind));
        known
    };
    let out = |kind| edges(&linked.outgoing, kind, true);
    let back = |kind| edges(&linked.incoming, kind, false);
    group("depends-on", both(out(RelationKind::DependsOn), RelationKind::DependsOn));
    group("blocks", both(back(RelationKind::DependsOn), RelationKind::Blocks));
    if linked.part_of.is_none() {
        group("parent", both(out(RelationKind::Parent), RelationKind::Parent));
    }
    group("children", back(RelationKind::Parent));
    group("guide-for", both(out(RelationKind::GuideFor), RelationKind::GuideFor));
    group("guided-by", back(RelationKind::GuideFor));
    group("supersedes", both(out(RelationKind::Supersedes), RelationKind::Supersedes));
    group("superseded-by", both(back(RelationKind::Supersedes), RelationKind::SupersededBy));
    group("parts", linked.parts.iter().map(|&part| document(input, from, part)).collect());
    groups
}

/// Who links here, one entry for each document, with the sentence around the first link and how many more there are.
pub fn backlinks(input: Input<'_>, linked: &LinkedDocument) -> Vec<Value> {
    let site = input.site;
    let mut sources: BTreeMap<ItemOrDocument, Vec<&Place>> = BTreeMap::new();
    for edge in linked.incoming.iter().filter_map(|at| site.edges.get(at.0 as usize)) {
        if edge.source.document().is_none_or(|source| site[source].url != linked.url) {
            sources.entry(edge.source).or_default().extend(&edge.evidence);
        }
    }
    sources
        .into_iter()
        .map(|(source, evidence)| {
            let first = evidence.first();
            shown(data!({
                "document": end(input, &linked.url, source),
                "text": first.map(|place| sentence(&site.around(place))),
                "line": first.and_then(|place| site.line(place)),
                "more": (evidence.len() > 1).then(|| input.frame.words.count("more", evidence.len() - 1)),
            }))
        })
        .collect()
}

/// Documents on the same matter, each with the reason.
pub fn related(input: Input<'_>, ix: DocIx, linked: &LinkedDocument) -> Vec<Value> {
    let because = |related: &Related| {
        let reasons = related.because.iter().map(|reason| said(&input.frame.words, reason));
        reasons.collect::<Vec<_>>()
    };
    let entry = |related: &Related| data!({ "document": document(input, &linked.url, related.target), "because": because(related) });
    input.frame.related_to(input.site, ix).iter().map(entry).collect()
}

/// A reason in the language of the interface.
pub fn said(words: &Words, reason: &Reason) -> String {
    match reason {
        Reason::DependsOn(name) => words.with("why-dependency", name),
        Reason::File(path) => words.with("why-file", path),
        Reason::Tag(tag) => words.with("why-tag", tag),
        Reason::Text(shared) => words.with("why-text", &shared.join(", ")),
    }
}

/// A line of Markdown as a sentence: without the marker of a list and the bars of a table.
pub fn sentence(line: &str) -> String {
    let line = line.trim().trim_start_matches(['>', '#', ' ']);
    if let Some(cells) = line.strip_prefix('|') {
        let cells = cells.trim_end_matches('|').split('|').map(parts::plain).filter(|cell| !cell.is_empty());
        return cells.collect::<Vec<_>>().join(" · ");
    }
    let bare = ["- [ ] ", "- [x] ", "- [X] ", "- ", "* ", "+ "].iter().find_map(|marker| line.strip_prefix(marker));
    parts::plain(bare.unwrap_or(line))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn evidence_reads_as_a_sentence() {
        assert_eq!(sentence("| F-1 | **Login** | | done |"), "F-1 · Login · done");
        assert_eq!(sentence("- [x] see [the plan](plan.md)"), "see the plan");
        assert_eq!(sentence("> quoted"), "quoted");
    }
}
