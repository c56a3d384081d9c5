//! What the rules for kinds look at beyond the facts: rule 11 of the reading rules.

use super::headings::folded;
use super::source::Source;
use super::unfilled;
use crate::base::{LineIndex, paths};
use crate::model::{Field, Key, ReferenceKind, Rule, Shape};

/// Measures a document.
pub(super) fn read(source: Source<'_>, lines: &LineIndex, header: &[Field], title: &str) -> Shape {
    let outline = source.outline;
    let headings = outline.sections.iter().filter(|section| section.level > 0);
    let own = |field: &&Field| field.rule <= Rule::Foot;
    let stem = paths::stem(source.path).replace(['-', '_', '.'], " ").to_lowercase();
    let title = folded(title);
    Shape {
        placeholders: header.iter().filter(own).filter(|field| field.placeholder).count()
            + headings.clone().filter(|section| unfilled::has_slot(&section.text)).count(),
        slots: header.iter().filter(own).count() + headings.count(),
        link_lines: link_lines(source, lines),
        text_lines: source
            .text
            .get(outline.body_start..)
            .unwrap_or("")
            .lines()
            .filter(|line| line.contains(char::is_alphanumeric))
            .count(),
        decision: is_decision(source),
        header_status: header.iter().any(|field| field.known == Some(Key::Status) && !field.placeholder && own(&field)),
        feature_header: header.iter().any(is_feature_field),
        front_matter: outline.front_matter.is_some(),
        says_guide: names_guide(&title) || names_guide(&stem),
        says_template: says_template(&stem) || says_template(&title),
    }
}

const GUIDE: &[&str] = &[
    "implementation guide",
    "implementation plan",
    "umsetzungsleitfaden",
    "umsetzungsplan",
    "implementierungsplan",
    "guía de implementación",
    "plan de implementación",
    "guide d'implémentation",
    "guide d’implémentation",
    "plan d'implémentation",
    "plan d’implémentation",
    "guide de mise en œuvre",
    "实施指南",
    "实施计划",
    "实现指南",
    "实现计划",
];

/// Whether a name is that of a guide: the words for it begin or end the name, or stand before a sign or *for*. In
/// *Add implementation plan section* they are the matter and not the kind.
fn names_guide(name: &str) -> bool {
    GUIDE.iter().any(|phrase| {
        name.match_indices(phrase).any(|(at, _)| {
            let rest = name.get(at + phrase.len()..).unwrap_or("").trim_start();
            let word = rest.split_whitespace().next().unwrap_or("");
            let joined = matches!(word, "for" | "of" | "to" | "para" | "pour" | "für" | "de" | "du");
            let version = word.trim_start_matches('v').starts_with(|c: char| c.is_ascii_digit());
            at == 0 || joined || version || !rest.starts_with(char::is_alphanumeric)
        })
    })
}

/// Whether a name ends with a word for template, or is one.
fn says_template(name: &str) -> bool {
    let words = name.trim_end_matches(|c: char| !c.is_alphanumeric());
    ["template", "templates", "plantilla", "vorlage", "modèle"].iter().any(|word| {
        words
            .strip_suffix(word)
            .is_some_and(|before| before.is_empty() || before.ends_with(|c: char| !c.is_alphanumeric()))
    }) || words.ends_with("模板")
}

/// A field of a feature log's header that guides do not have.
fn is_feature_field(field: &Field) -> bool {
    let matter = matches!(field.rule, Rule::FrontMatter | Rule::FrontMatterNested);
    match field.known {
        Some(Key::Id | Key::Start | Key::Target) => field.rule <= Rule::Metadata,
        Some(Key::Owner | Key::Title) => !matter && field.rule <= Rule::Metadata,
        _ => false,
    }
}

/// Lines that are list items or table rows with a link to a document.
fn link_lines(source: Source<'_>, lines: &LineIndex) -> usize {
    let documents = source.outline.references.iter().filter(|reference| {
        let target = reference.target.split('#').next().unwrap_or("");
        let inside = !target.contains("://") && !target.is_empty() && !target.starts_with("mailto:");
        let markdown = target.to_ascii_lowercase().ends_with(".md")
            || target.ends_with('/')
            || !paths::file_name(target).contains('.');
        match reference.kind {
            ReferenceKind::Wiki => true,
            ReferenceKind::Link | ReferenceKind::CodePath => inside && markdown,
            ReferenceKind::Image | ReferenceKind::Autolink => false,
        }
    });
    let mut found: Vec<u32> = documents
        .map(|reference| lines.line(reference.span.start))
        .filter(|&line| {
            let text = lines.span(line).of(source.text).trim_start_matches([' ', '\t', '>']);
            let number = text.trim_start_matches(|c: char| c.is_ascii_digit());
            text.starts_with(['-', '*', '+', '|']) || number.len() < text.len() && number.starts_with(['.', ')'])
        })
        .collect();
    found.sort_unstable();
    found.dedup();
    found.len()
}

/// Whether a document has the sections of a decision record: its context, the decision, and what follows from it or was
/// weighed against it.
fn is_decision(source: Source<'_>) -> bool {
    const CONTEXT: &[&str] = &["context", "contexto", "contexte", "kontext", "背景", "上下文"];
    const DECISION: &[&str] = &["decision", "decisión", "décision", "entscheidung", "决策", "决定"];
    const RESULT: &[&str] = &[
        "consequences",
        "considered options",
        "decision outcome",
        "alternatives considered",
        "consecuencias",
        "conséquences",
        "konsequenzen",
        "folgen",
        "后果",
        "影响",
    ];
    let begins = |words: &[&str]| {
        let mut sections =
            source.outline.sections.iter().zip(source.headings()).filter(|(section, _)| section.level > 1);
        sections.any(|(_, heading)| words.iter().any(|word| heading.starts_with(word)))
    };
    begins(CONTEXT) && begins(DECISION) && begins(RESULT)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_templates_end_with_the_word() {
        for name in ["feature template", "template", "feature log template:", "plantilla"] {
            assert!(says_template(name), "{name}");
        }
        for name in ["template engine", "contemplate", "feature 12"] {
            assert!(!says_template(name), "{name}");
        }
    }
}
