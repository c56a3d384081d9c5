//! Records: decisions, components with their paths, challenges, breaking changes.

use super::topics::Topic;
use super::{Field, lists};
use crate::base::{Span, inline, text};
use crate::kinds::{boilerplate, labels};
use crate::model::{Challenge, Component, Decision, Excerpt, NamedText};
use crate::outline::{ListItem, Table};
use crate::vocabulary::keys;

const DECISION: &[&str] = &[
    "decision",
    "decisions",
    "choice",
    "decision made",
    "key decision",
    "decisión",
    "décision",
    "entscheidung",
    "决策",
    "决定",
];
const RATIONALE: &[&str] = &[
    "rationale",
    "reason",
    "reasoning",
    "why",
    "justification",
    "justificación",
    "razón",
    "motivo",
    "raison",
    "begründung",
    "grund",
    "warum",
    "理由",
    "原因",
];
const ALTERNATIVES: &[&str] = &[
    "alternatives considered",
    "alternatives",
    "alternative",
    "options considered",
    "other options",
    "alternativas",
    "alternativas consideradas",
    "alternatives envisagées",
    "alternativen",
    "备选方案",
    "替代方案",
];

/// Rows of decision tables, *Key Decisions* lists, and lists under a heading of decisions.
pub(super) fn decisions(field: &Field<'_>) -> Vec<Decision> {
    let mut found: Vec<Decision> = field.tables().iter().flat_map(|table| table_decisions(field, table)).collect();
    let mut items: Vec<&ListItem> = lists::labelled_lists(
        field,
        &["key decisions", "decisions", "decisiones", "décisions", "entscheidungen", "关键决策"],
    )
    .concat();
    items.extend(field.items_of(Topic::Decisions).map(|(_, item)| item).filter(|item| item.depth == 0));
    for item in items {
        let raw = item.text_span.of(field.source.text);
        if !field.is_blank(raw) && !field.is_blank(&item.text) {
            found.push(item_decision(raw, item.text_span));
        }
    }
    found.sort_by_key(|decision| decision.span);
    found.dedup_by_key(|decision| decision.span);
    found
}

fn table_decisions(field: &Field<'_>, table: &Table) -> Vec<Decision> {
    let column = |names: &[&str]| {
        table.header.iter().position(|cell| names.iter().any(|name| keys::fold(name) == keys::fold(&cell.text)))
    };
    let Some(at) = column(DECISION) else { return Vec::new() };
    let (why, instead) = (column(RATIONALE), column(ALTERNATIVES));
    if why.is_none() && instead.is_none() {
        return Vec::new();
    }
    let rows = table.rows.iter().map(|row| {
        let cell = |at: Option<usize>| {
            let shown = at.and_then(|at| row.cells.get(at)).map_or("", |cell| cell.text.as_str());
            if field.is_blank(shown) { String::new() } else { shown.to_owned() }
        };
        Decision { decision: cell(Some(at)), rationale: cell(why), alternatives: cell(instead), span: row.span }
    });
    rows.filter(|decision| !decision.decision.is_empty()).collect()
}

/// `✅ **Choice** (version) - why`. A ❌ stays with what was decided against.
fn item_decision(raw: &str, span: Span) -> Decision {
    let (choice, why) = match labels::of(raw, true) {
        Some(label) => (label.name.clone(), raw.get(label.rest..).unwrap_or("").to_owned()),
        None => [" - ", " – ", " — "]
            .iter()
            .filter_map(|dash| raw.find(dash).map(|at| (at, dash.len())))
            .min()
            .map_or((raw.to_owned(), String::new()), |(at, length)| {
                (raw.get(..at).unwrap_or("").to_owned(), raw.get(at + length..).unwrap_or("").to_owned())
            }),
    };
    let against = if raw.trim_start().starts_with('❌') { "❌ " } else { "" };
    let decision = format!("{against}{}", text::without_emoji(&inline::plain(&choice)));
    Decision { decision, rationale: text::fold_space(&inline::plain(&why)), alternatives: String::new(), span }
}

/// Key components with their paths and notes.
pub(super) fn components(field: &Field<'_>) -> Vec<Component> {
    let mut found: Vec<Component> = Vec::new();
    // Nested items follow their component in the order of the text.
    let mut current: Option<(usize, usize)> = None;
    for (at, item) in field.items_of(Topic::Components) {
        if item.depth == 0 {
            current = component(field, item).map(|component| {
                found.push(component);
                (at, found.len() - 1)
            });
        } else if let Some((_, index)) = current.filter(|(parent, _)| item.parent == Some(*parent))
            && let Some(component) = found.get_mut(index)
        {
            let note = field.labelled_item(item);
            let (name, text) = note.map_or((String::new(), item.text.clone()), |note| (note.name, note.text));
            if !field.is_blank(&text) {
                component.notes.push(NamedText { name, text, span: item.text_span, placeholder: false });
            }
            if component.paths.is_empty() {
                component.paths = paths_in(item.text_span.of(field.source.text));
            }
        }
    }
    found
}

fn component(field: &Field<'_>, item: &ListItem) -> Option<Component> {
    let raw = item.text_span.of(field.source.text);
    let (head, note) = split_component(raw);
    let paths = paths_in(head);
    let bold = head.trim_start().strip_prefix("**").and_then(|rest| rest.split_once("**")).map(|(bold, _)| bold);
    let mut name = inline::plain(bold.unwrap_or(head));
    for path in &paths {
        name = name.replace(path.as_str(), "");
    }
    let name = text::fold_space(&text::without_emoji(&name.replace("()", "").replace("[]", "")));
    let name = name
        .trim_matches(|c: char| c.is_whitespace() || matches!(c, ':' | '-' | '–' | '—' | ',' | '(' | ')'))
        .to_owned();
    let name = if name.is_empty() { paths.first().cloned().unwrap_or_default() } else { name };
    if name.is_empty() || field.is_blank(&name) || boilerplate::slots(&name).next().is_some() {
        return None;
    }
    let note = text::fold_space(note);
    let notes = if note.is_empty() || field.is_blank(&note) {
        Vec::new()
    } else {
        vec![NamedText { name: String::new(), text: note, span: item.text_span, placeholder: false }]
    };
    Some(Component { name, paths, notes, span: item.text_span })
}

/// `**Name** (`path`): what it does` into its head and its note.
fn split_component(raw: &str) -> (&str, &str) {
    let mut in_code = false;
    for (at, c) in raw.char_indices() {
        let rest = raw.get(at..).unwrap_or("");
        match c {
            '`' => in_code = !in_code,
            ':' | '：' if !in_code && !rest.starts_with("://") && !rest.starts_with(":**") => {
                return (raw.get(..at).unwrap_or(""), raw.get(at + c.len_utf8()..).unwrap_or(""));
            }
            ':' if rest.starts_with(":**") && !in_code => {
                return (raw.get(..at).unwrap_or(""), raw.get(at + 3..).unwrap_or(""));
            }
            ' ' if !in_code => {
                if let Some(dash) = [" - ", " – ", " — "].iter().find(|dash| rest.starts_with(**dash)) {
                    return (raw.get(..at).unwrap_or(""), raw.get(at + dash.len()..).unwrap_or(""));
                }
            }
            _ => {}
        }
    }
    (raw, "")
}

/// Code spans that look like paths: with a slash, or a name with an extension.
pub(super) fn paths_in(raw: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (at, piece) in raw.split('`').enumerate() {
        if at % 2 == 1 && is_path(piece) {
            found.push(piece.trim().to_owned());
        }
    }
    found
}

/// Whether a text is a path of a file or folder.
pub(in crate::kinds) fn is_path(piece: &str) -> bool {
    let path = piece.trim();
    let plain =
        !path.contains(char::is_whitespace) && !path.contains(['(', '[', '{', '<', '=', ';', '"', '|', '$', '@']);
    let name = path.rsplit('/').next().unwrap_or("");
    let extension = name.rsplit_once('.').map_or("", |(stem, extension)| if stem.is_empty() { "" } else { extension });
    let extended = (1..=8).contains(&extension.len())
        && extension.chars().all(|c| c.is_ascii_alphanumeric())
        && extension.chars().any(|c| c.is_ascii_alphabetic());
    let folder =
        path.contains('/') && !path.contains("://") && path.chars().any(char::is_alphabetic) && !path.starts_with("//");
    plain && path.len() <= 300 && !boilerplate::is_slot(path) && (folder || extended)
}

/// Challenges: a heading each, or bold leads in a section of challenges.
pub(super) fn challenges(field: &Field<'_>) -> Vec<Challenge> {
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

/// Breaking changes other than *none*, from the technical approach and from sections of that name.
pub(super) fn breaking_changes(field: &Field<'_>, approach: &[NamedText]) -> Vec<Excerpt> {
    let named = |name: &str| matches!(keys::fold(name).as_str(), "breaking changes" | "breaking change" | "breaking");
    let says_none = |text: &str| {
        let first = text
            .trim_start_matches(['*', '_', '('])
            .split(|c: char| !c.is_alphanumeric())
            .next()
            .unwrap_or("")
            .to_lowercase();
        matches!(first.as_str(), "none" | "no" | "nothing" | "keine" | "ninguno" | "aucun" | "无")
    };
    let from_approach = approach
        .iter()
        .filter(|entry| named(&entry.name) && !entry.placeholder)
        .map(|entry| Excerpt { text: inline::plain(&entry.text), span: entry.span });
    let mut found: Vec<Excerpt> = from_approach.collect();
    found.extend(lists::of(field, Topic::Breaking));
    found.retain(|change| !says_none(&change.text));
    found
}
