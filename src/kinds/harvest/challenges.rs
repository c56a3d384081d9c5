//! Challenges and how they were met.

use super::Field;
use super::topics::Topic;
use crate::base::{Span, inline, text};
use crate::kinds::{boilerplate, labels};
use crate::model::Challenge;
use crate::vocabulary::keys;

/// Challenges: a heading each, or bold leads in a section of challenges.
pub(super) fn read(field: &Field<'_>) -> Vec<Challenge> {
    let mut found = Vec::new();
    for root in field.roots(Topic::Challenges) {
        for paragraph in field.paragraphs(root) {
            found.extend(led(field, paragraph.span.of(field.source.text), paragraph.span));
        }
        for (_, item) in field.section_items(root).filter(|(_, item)| item.depth == 0) {
            found.extend(led(field, item.text_span.of(field.source.text), item.text_span));
        }
        for child in field.children(root) {
            found.extend(headed(field, child));
        }
    }
    found.sort_by_key(|challenge: &Challenge| challenge.span);
    found
}

/// `**It is not retained.** On rev B …`: a bold lead and what it is about.
fn led(field: &Field<'_>, raw: &str, span: Span) -> Option<Challenge> {
    let raw = raw.trim();
    let inner = raw.strip_prefix("**")?;
    let (title, rest) = inner.split_at_checked(inner.find("**")?)?;
    let rest = rest.trim_start_matches('*').trim_start_matches([':', '-', '–', '—', ' ', '\n']);
    let title = inline::plain(title.trim().trim_end_matches([':', '.']));
    // `**Problem**: …` without a heading is one unnamed challenge at best.
    if role(&title).is_some() || field.is_blank(&title) || field.is_blank(rest) {
        return None;
    }
    let problem = text::fold_space(&inline::plain(rest));
    Some(Challenge { title, problem, span: span.trim(field.source.text), ..Challenge::default() })
}

fn headed(field: &Field<'_>, section: usize) -> Option<Challenge> {
    let heading = field.source.outline.sections.get(section)?;
    let mut challenge =
        Challenge { title: title(&heading.text), span: heading.span.trim(field.source.text), ..Challenge::default() };
    let mut labelled = Vec::new();
    for paragraph in field.paragraphs(section) {
        labelled.extend(labels::lines(field.source.text, paragraph.span));
    }
    labelled.extend(
        field
            .section_items(section)
            .filter(|(_, item)| item.depth == 0)
            .filter_map(|(_, item)| field.labelled_item(item)),
    );
    for line in labelled.into_iter().filter(|line| !field.is_blank(&line.text)) {
        let slot = match role(&line.name) {
            Some(Role::Problem) => &mut challenge.problem,
            Some(Role::Impact) => &mut challenge.impact,
            Some(Role::Solution) => &mut challenge.solution,
            Some(Role::Lessons) => &mut challenge.lessons,
            None => continue,
        };
        if slot.is_empty() {
            *slot = inline::plain(&line.text);
        }
    }
    if challenge.problem.is_empty() && challenge.solution.is_empty() {
        challenge.problem = field.prose(section).map(|prose| prose.text).unwrap_or_default();
    }
    let untitled = field.is_blank(&challenge.title) || boilerplate::slots(&challenge.title).next().is_some();
    if untitled {
        challenge.title = String::new();
    }
    let said = [&challenge.problem, &challenge.impact, &challenge.solution, &challenge.lessons];
    (!untitled || said.iter().any(|text| !text.is_empty())).then_some(challenge)
}

/// The heading without `Challenge 2:`.
fn title(heading: &str) -> String {
    let words = crate::kinds::headings::bare(heading);
    let first = words.split([' ', ':']).next().unwrap_or("").to_lowercase();
    let named = matches!(
        first.as_str(),
        "challenge" | "issue" | "problem" | "desafío" | "reto" | "défi" | "herausforderung" | "挑战"
    );
    let rest = words.get(first.len()..).filter(|_| named).unwrap_or("");
    let rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c.is_ascii_digit() || matches!(c, '#' | '.'));
    match rest.strip_prefix([':', '：', '-', '–', '—']) {
        Some(title) => title.trim().to_owned(),
        None => words,
    }
}

enum Role {
    Problem,
    Impact,
    Solution,
    Lessons,
}

/// What a label of a challenge is about.
fn role(name: &str) -> Option<Role> {
    let folded = keys::fold(name);
    Some(match folded.as_str() {
        "problem" | "challenge" | "issue" | "symptom" | "problema" | "probleme" | "desafio" | "herausforderung"
        | "问题" => Role::Problem,
        "impact" | "effect" | "impacto" | "auswirkung" | "auswirkungen" | "影响" => Role::Impact,
        "solution" | "resolution" | "fix" | "mitigation" | "approach" | "solucion" | "losung" | "解决方案" | "解决" => {
            Role::Solution
        }
        "lessons" | "lesson" | "lessons learned" | "lesson learned" | "learning" | "learnings" | "takeaway"
        | "key takeaways" | "lecciones" | "leccion" | "lecons" | "enseignements" | "erkenntnis" | "erkenntnisse"
        | "lehren" | "经验" | "教训" => Role::Lessons,
        _ => return None,
    })
}
