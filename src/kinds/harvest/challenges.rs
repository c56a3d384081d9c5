//! Challenges and how they were met.

use super::topics::Topic;
use super::{Field, lists};
use crate::base::{Span, Text, inline, text};
use crate::kinds::boilerplate;
use crate::kinds::labels::{self, Labelled};
use crate::model::Challenge;
use crate::outline::ListItem;
use crate::vocabulary::keys;

/// Items of a list that are kept behind a label; its line leads to the others.
const MOST: usize = 10;

/// Challenges: a heading each, or bold leads in a section of challenges.
pub(super) fn read(field: &Field<'_>) -> Vec<Challenge> {
    let mut found = Vec::new();
    for root in field.roots(Topic::Challenges) {
        for paragraph in field.paragraphs(root) {
            let below = lists::list_behind(field, paragraph.span, root);
            found.extend(led(field, paragraph.span, &below));
        }
        for (_, item) in field.section_items(root).filter(|(_, item)| item.depth == 0) {
            let below: Vec<&ListItem> = lists::nested(field, item).collect();
            found.extend(led(field, item.text_span, &below));
        }
        for child in field.children(root) {
            found.extend(headed(field, child));
        }
    }
    found.sort_by_key(|challenge: &Challenge| challenge.span);
    found
}

/// `**It is not retained.** On rev B …`: a bold lead and what it is about, in its own words and in the list below it.
fn led(field: &Field<'_>, span: Span, below: &[&ListItem]) -> Option<Challenge> {
    let raw = span.of(field.source.text).trim();
    let inner = raw.strip_prefix("**")?;
    let (title, rest) = inner.split_at_checked(inner.find("**")?)?;
    let rest = rest.trim_start_matches('*').trim_start_matches([':', '-', '–', '—', ' ', '\n']);
    let title = inline::plain(title.trim().trim_end_matches([':', '.']));
    // `**Problem**: …` without a heading is one unnamed challenge at best.
    if role(&keys::fold(&title)).is_some() || field.is_blank(&title) {
        return None;
    }
    let mut challenge = Challenge { title: title.into(), span: span.trim(field.source.text), ..Challenge::default() };
    if !field.is_blank(rest) {
        challenge.problem = text::fold_space(&inline::plain(rest)).into();
    }
    let (labelled, plain): (Vec<&ListItem>, Vec<&ListItem>) =
        below.iter().copied().partition(|item| field.labelled_item(item).is_some_and(|line| role(&line.key).is_some()));
    take(field, &mut challenge, labelled.into_iter().filter_map(|item| with_list(field, item)).collect());
    let more = lists::joined(plain.into_iter().filter(|item| !field.is_blank(&item.text)).take(MOST));
    // What has no label of its own goes on with the problem, unless labels tell it.
    if !more.is_empty() && (challenge.solution.is_empty() || challenge.problem.is_empty()) {
        let sign = if challenge.problem.is_empty() { "" } else { "; " };
        let told = challenge.problem.trim_end_matches(['.', ';', ':']).to_owned();
        challenge.problem = format!("{told}{sign}{more}").into();
    }
    let said = [&challenge.problem, &challenge.impact, &challenge.solution, &challenge.lessons];
    said.iter().any(|text| !text.is_empty()).then_some(challenge)
}

/// An item with a label, whose text is that of the items below it where it has none itself.
fn with_list(field: &Field<'_>, item: &ListItem) -> Option<Labelled> {
    let mut line = field.labelled_item(item)?;
    if line.text.is_empty() {
        line.text = lists::joined(lists::nested(field, item).take(MOST));
    }
    Some(line)
}

/// Puts labelled lines where their labels say; the first of a role counts.
fn take(field: &Field<'_>, challenge: &mut Challenge, lines: Vec<Labelled>) {
    for line in lines.into_iter().filter(|line| !field.is_blank(&line.text)) {
        let slot = match role(&line.key) {
            Some(Role::Problem) => &mut challenge.problem,
            Some(Role::Impact) => &mut challenge.impact,
            Some(Role::Solution) => &mut challenge.solution,
            Some(Role::Lessons) => &mut challenge.lessons,
            None => continue,
        };
        if slot.is_empty() {
            *slot = inline::plain(&line.text).into();
        }
    }
}

fn headed(field: &Field<'_>, section: usize) -> Option<Challenge> {
    let heading = field.source.outline.sections.get(section)?;
    let mut challenge = Challenge {
        title: title(&heading.text).into(),
        span: heading.span.trim(field.source.text),
        ..Challenge::default()
    };
    let mut labelled = Vec::new();
    for paragraph in field.paragraphs(section) {
        let mut lines = labels::lines(field.source.text, paragraph.span);
        // `**Mitigation**:` and its list.
        if let Some(last) = lines.last_mut().filter(|last| last.text.is_empty()) {
            last.text = lists::joined(lists::list_behind(field, paragraph.span, section).into_iter().take(MOST));
        }
        labelled.extend(lines);
    }
    let outer = field.section_items(section).map(|(_, item)| item).filter(|item| item.depth == 0);
    labelled.extend(outer.filter_map(|item| with_list(field, item)));
    take(field, &mut challenge, labelled);
    if challenge.problem.is_empty() && challenge.solution.is_empty() {
        let prose = || field.prose(section).map(|prose| prose.text);
        let listed = || field.paragraphs(section).find_map(|paragraph| lists::led(field, paragraph).map(Text::from));
        challenge.problem = prose().or_else(listed).unwrap_or_default();
    }
    let untitled = field.is_blank(&challenge.title) || boilerplate::slots(&challenge.title).next().is_some();
    if untitled {
        challenge.title = Text::default();
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

/// What a label of a challenge, as keys are compared, is about.
fn role(key: &str) -> Option<Role> {
    Some(match key {
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

#[cfg(test)]
mod tests {
    use crate::model::Challenge;

    /// The challenges of a section with this text.
    fn challenges(text: &str) -> Vec<Challenge> {
        let evaluated = crate::build::site_of(&[("a.md", &format!("# A\n\n## Challenges\n\n{text}"))]);
        evaluated.site.documents[0].document.harvest.challenges.clone()
    }

    #[test]
    fn a_label_without_text_has_that_of_its_list() {
        let found = challenges(
            "### Challenge 1: Heat\n\n**Issue**: It boils over.\n\n**Mitigation**:\n- Stir it\n- Watch it\n\n\
             ### Challenge 2: Speed\n\n- **Problem**: It is slow.\n- **Solution**:\n  1. Measure\n  2. Cache\n",
        );
        let told: Vec<_> = found.iter().map(|one| (one.problem.as_str(), one.solution.as_str())).collect();
        assert_eq!(told, [("It boils over.", "Stir it; Watch it"), ("It is slow.", "Measure; Cache")]);
        let found = challenges("### Tea is not water\n\nIt is **not** clear. But:\n- it is hot\n- it stains\n");
        assert_eq!(found[0].problem, "It is not clear. But: it is hot; it stains");
    }

    #[test]
    fn a_lead_has_the_list_below_it() {
        let found = challenges(
            "1. **Paper jam:**\n   - **Issue:** It sticks\n   - **Solution:** Another tray\n   - **Source:** a page\n\
             2. **Ink**: it dries\n   - shake it\n   - warm it\n3. **Only a title**\n",
        );
        let told: Vec<_> =
            found.iter().map(|one| (one.title.as_str(), one.problem.as_str(), one.solution.as_str())).collect();
        assert_eq!(told, [("Paper jam", "It sticks", "Another tray"), ("Ink", "it dries; shake it; warm it", "")]);
        let found = challenges("**Heat:**\n\n- it boils over\n- nobody sees it\n");
        assert_eq!(found[0].problem, "it boils over; nobody sees it");
    }
}
