//! Decisions.

use super::topics::Topic;
use super::{Field, lists};
use crate::base::{Span, Text, inline, text};
use crate::kinds::{boilerplate, labels};
use crate::model::Decision;
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
/// The labels of reasons, as keys are compared.
const RATIONALE: &[&str] = &[
    "rationale",
    "reason",
    "reasoning",
    "why",
    "justification",
    "justificacion",
    "razon",
    "motivo",
    "raison",
    "begrundung",
    "grund",
    "warum",
    "理由",
    "原因",
];
/// The labels of what else was considered, as keys are compared.
const ALTERNATIVES: &[&str] = &[
    "alternatives considered",
    "alternatives",
    "alternative",
    "options considered",
    "other options",
    "alternativas",
    "alternativas consideradas",
    "alternatives envisagees",
    "alternativen",
    "备选方案",
    "替代方案",
];

/// Items of a list that are kept as reasons of one decision; its line leads to the others.
const REASONS: usize = 4;

/// Rows of decision tables, *Key Decisions* lists, and lists under a heading of decisions.
pub(super) fn read(field: &Field<'_>) -> Vec<Decision> {
    let mut found: Vec<Decision> = field.tables().iter().flat_map(|table| table_decisions(field, table)).collect();
    let mut items: Vec<&ListItem> = lists::labelled_lists(
        field,
        &["key decisions", "decisions", "decisiones", "décisions", "entscheidungen", "关键决策"],
    )
    .concat();
    for root in field.roots(Topic::Decisions) {
        found.extend(field.children(root).filter_map(|child| headed(field, child)));
        let paragraphs = field.paragraphs(root);
        let leads = paragraphs.flat_map(|paragraph| leads(field, paragraph.span));
        let led: Vec<Decision> = leads.filter_map(|span| led(field, span, root)).collect();
        // A list behind bold leads gives the reasons of what the leads decide.
        if led.is_empty() {
            let listed = field.section_items(root).map(|(_, item)| item);
            items.extend(listed.filter(|item| item.depth == 0 && item.mark.is_none()));
        }
        found.extend(led);
    }
    for item in items {
        let raw = item.text_span.of(field.source.text);
        if !field.is_blank(raw) && !field.is_blank(&item.text) {
            let mut decision = item_decision(raw, item.text_span);
            if decision.rationale.is_empty() {
                decision.rationale = lists::joined(lists::nested(field, item).take(REASONS)).into();
            }
            found.push(decision);
        }
    }
    found.sort_by_key(|decision| decision.span);
    found.dedup_by_key(|decision| decision.span);
    // A question without an answer is not decided yet.
    found.retain(|decision| !decision.rationale.is_empty() || !is_question(&decision.decision));
    found
}

/// Whether a text asks: it ends with a question mark, whatever closes it.
fn is_question(shown: &str) -> bool {
    shown.trim_end_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '?' | '？')).ends_with(['?', '？'])
}

/// A decision under a heading of its own: `### 1. Use queues`, with its reasons below.
fn headed(field: &Field<'_>, section: usize) -> Option<Decision> {
    let heading = field.source.outline.sections.get(section)?;
    let words = crate::kinds::headings::bare(&heading.text);
    let named = |label: &str| {
        let word = label.trim_end_matches(|c: char| c.is_ascii_digit() || c.is_whitespace()).to_lowercase();
        DECISION.contains(&word.as_str())
    };
    let titled = words.split_once(':').filter(|(label, _)| named(label)).map(|(_, title)| title);
    let decision = titled.unwrap_or(&words).trim().to_owned();
    if decision.is_empty() || field.is_blank(&decision) || boilerplate::slots(&decision).next().is_some() {
        return None;
    }
    let mut lines = Vec::new();
    for paragraph in field.paragraphs(section) {
        lines.extend(labels::lines(field.source.text, paragraph.span));
    }
    let items = field.section_items(section).map(|(_, item)| item).filter(|item| item.depth == 0);
    lines.extend(items.filter_map(|item| field.labelled_item(item)));
    let said = |names: &[&str]| {
        let line = lines.iter().find(|line| names.contains(&line.key.as_str()))?;
        let shown = text::fold_space(&inline::plain(&line.text));
        (!shown.is_empty() && !field.is_blank(&shown)).then_some(shown)
    };
    let prose = || field.prose(section).map(|prose| String::from(prose.text));
    let outer = || field.section_items(section).map(|(_, item)| item).filter(|item| item.depth == 0);
    let listed = || lists::joined(outer().take(REASONS));
    Some(Decision {
        rationale: said(RATIONALE).or_else(prose).unwrap_or_else(listed).into(),
        alternatives: said(ALTERNATIVES).unwrap_or_default().into(),
        decision: decision.into(),
        span: heading.heading,
    })
}

/// The pieces of a paragraph that begins with a bold lead: one for each line with a lead of its own. Lines without one go
/// on with the piece before.
fn leads(field: &Field<'_>, span: Span) -> Vec<Span> {
    let mut found: Vec<Span> = Vec::new();
    let mut at = span.start as usize;
    for line in span.of(field.source.text).split_inclusive('\n') {
        let end = at + line.len();
        match found.last_mut() {
            Some(last) if !begins_with_lead(line) => last.end = end as u32,
            _ => found.push(Span::new(at, end)),
        }
        at = end;
    }
    found
}

/// Whether a line begins with bold words that a sign sets off from what follows, and that do not name a part of the
/// decision before.
fn begins_with_lead(line: &str) -> bool {
    let lead = line.trim_start().strip_prefix("**").and_then(|inner| inner.split_once("**"));
    lead.is_some_and(|(lead, rest)| {
        let set_off = lead.trim_end().ends_with([':', '：', '.', '?', '？'])
            || rest.trim_start().starts_with([':', '：', '-', '–', '—']);
        set_off && !is_part(&keys::fold(lead))
    })
}

/// A paragraph that begins with a bold lead: `**Queues**: no polling`.
fn led(field: &Field<'_>, span: Span, section: usize) -> Option<Decision> {
    let whole = span;
    let span = span.trim(field.source.text);
    let inner = span.of(field.source.text).strip_prefix("**")?;
    let (lead, rest) = inner.split_at_checked(inner.find("**")?)?;
    let decision = inline::plain(lead.trim().trim_end_matches([':', '.']));
    let decision = crate::kinds::headings::without_number(decision.strip_prefix("Q: ").unwrap_or(&decision)).to_owned();
    let rest = rest.trim_start_matches('*').trim_start_matches([':', '-', '–', '—', ' ', '\n']);
    let mut rationale = text::fold_space(&inline::plain(rest));
    if rationale.is_empty() {
        rationale = lists::joined(lists::list_behind(field, whole, section).into_iter().take(REASONS));
    }
    let said = !decision.is_empty() && !field.is_blank(&decision);
    said.then_some(Decision {
        decision: decision.into(),
        rationale: rationale.into(),
        alternatives: Text::default(),
        span,
    })
}

/// Whether a label, as keys are compared, names a part of a decision.
fn is_part(key: &str) -> bool {
    RATIONALE.contains(&key) || ALTERNATIVES.contains(&key)
}

fn table_decisions(field: &Field<'_>, table: &Table) -> Vec<Decision> {
    let keys: Vec<String> = table.header.iter().map(|cell| keys::fold(&cell.text)).collect();
    let column = |names: &[&str]| keys.iter().position(|key| names.contains(&key.as_str()));
    let decides =
        |key: &String| DECISION.iter().any(|name| *name == key || !name.is_ascii() && keys::fold(name) == *key);
    let Some(at) = keys.iter().position(decides) else { return Vec::new() };
    let (why, instead) = (column(RATIONALE), column(ALTERNATIVES));
    if why.is_none() && instead.is_none() {
        return Vec::new();
    }
    let rows = table.rows.iter().map(|row| {
        let cell = |at: Option<usize>| {
            let shown = at.and_then(|at| row.cells.get(at)).map_or("", |cell| cell.text.as_str());
            if field.is_blank(shown) { String::new() } else { shown.to_owned() }
        };
        Decision {
            decision: cell(Some(at)).into(),
            rationale: cell(why).into(),
            alternatives: cell(instead).into(),
            span: row.span,
        }
    });
    rows.filter(|decision| !decision.decision.is_empty()).collect()
}

/// `✅ **Choice** (version) - why`. A ❌ stays with what was decided against.
fn item_decision(raw: &str, span: Span) -> Decision {
    // `**Link only what is merged.** It was added …`
    let lead = raw.strip_prefix("**").and_then(|inner| inner.split_once("**")).filter(|(lead, _)| lead.ends_with('.'));
    let (choice, why) = match labels::of(raw, true) {
        _ if lead.is_some() => lead.map(|(lead, rest)| (lead.to_owned(), rest.to_owned())).unwrap_or_default(),
        Some(label) => (label.name.to_string(), raw.get(label.rest..).unwrap_or("").to_owned()),
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
    let rationale = text::fold_space(&inline::plain(&why)).into();
    Decision { decision: decision.into(), rationale, alternatives: Text::default(), span }
}

#[cfg(test)]
mod tests {
    /// The decisions of a section with this text, each with its reasons.
    fn decisions(text: &str) -> Vec<(String, String)> {
        let evaluated = crate::build::site_of(&[("a.md", &format!("# A\n\n## Key Decisions\n\n{text}"))]);
        let found = &evaluated.site.documents[0].document.harvest.decisions;
        found.iter().map(|own| (own.decision.to_string(), own.rationale.to_string())).collect()
    }

    fn pairs(expected: &[(&str, &str)]) -> Vec<(String, String)> {
        expected.iter().map(|(one, other)| ((*one).to_owned(), (*other).to_owned())).collect()
    }

    #[test]
    fn each_line_with_a_bold_lead_is_a_decision() {
        assert_eq!(
            decisions("**Queues**: no polling\n**One output.** For people\nand programs\n**Rust** - it is fast\n"),
            pairs(&[("Queues", "no polling"), ("One output", "For people and programs"), ("Rust", "it is fast")])
        );
        // A list behind the last line gives its reasons alone.
        assert_eq!(
            decisions("**Queues**: no polling\n**Rust**:\n- it is fast\n- it is known\n"),
            pairs(&[("Queues", "no polling"), ("Rust", "it is fast; it is known")])
        );
        // A line that tells a part of the decision is none.
        assert_eq!(
            decisions("**Queues**: no polling\n**Rationale:** it is cheap\n**Alternatives**: polling\n"),
            pairs(&[("Queues", "no polling Rationale: it is cheap Alternatives: polling")])
        );
        // A line that only goes on with bold words decides nothing.
        assert_eq!(
            decisions("**Queues**: we looked at\n**all of them** and took one\n"),
            pairs(&[("Queues", "we looked at all of them and took one")])
        );
    }
}
