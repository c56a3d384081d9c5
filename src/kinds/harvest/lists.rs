//! Lists: user stories, criteria, follow-ups, enhancements, next steps, related documentation.

use super::topics::Topic;
use super::{Field, trimmed};
use crate::base::{Span, inline, text};
use crate::kinds::labels;
use crate::model::Excerpt;
use crate::outline::{ListItem, Paragraph};

/// The items of a topic: those of the outermost lists, and nested ones below an item that only groups them.
pub(super) fn of(field: &Field<'_>, topic: Topic) -> Vec<Excerpt> {
    let items = field.items();
    field
        .items_of(topic)
        .filter(|(_, item)| item.depth == 0 || item.parent.and_then(|at| items.get(at)).is_some_and(is_group))
        .filter(|(_, item)| !is_group(item))
        .filter_map(|(_, item)| excerpt(field, item))
        .collect()
}

/// Whether an item is only the label of those nested in it.
fn is_group(item: &ListItem) -> bool {
    item.text.trim_end().ends_with([':', '：'])
}

fn excerpt(field: &Field<'_>, item: &ListItem) -> Option<Excerpt> {
    let shown = item.text.trim();
    let raw = item.text_span.of(field.source.text);
    (!shown.is_empty() && !field.is_blank(shown) && !field.is_blank(raw))
        .then(|| Excerpt { text: shown.into(), span: item.text_span })
}

/// User stories: the items under such a heading, and every sentence of the form *As a …, I want …*.
pub(super) fn stories(field: &Field<'_>) -> Vec<Excerpt> {
    // A list right under the heading of the stories is one of stories, whatever their form; below headings of single
    // stories stand their scenarios.
    let heads = |section: usize| is_stories_heading(field.source.heading(section));
    let listed = field.items_of(Topic::Stories).map(|(_, item)| item);
    let listed = listed.filter(|item| item.depth == 0 && heads(item.section) && has_verb(&item.text));
    let mut found: Vec<Excerpt> = listed.filter_map(|item| excerpt(field, item)).collect();
    let lone = field.items().iter().filter(|item| is_story(&item.text));
    found.extend(lone.filter_map(|item| excerpt(field, item)));
    for paragraph in
        field.source.outline.paragraphs.iter().filter(|paragraph| paragraph.item.is_none() && is_story(&paragraph.text))
    {
        if !field.is_blank(&paragraph.text) {
            found.push(Excerpt { text: paragraph.text.as_str().into(), span: trimmed(field.source, paragraph.span) });
        }
    }
    found.sort_by_key(|story| story.span);
    found.dedup_by_key(|story| story.span);
    found
}

/// Whether a heading is the one of the stories, and not of one story.
fn is_stories_heading(words: &str) -> bool {
    matches!(
        words,
        "user stories"
            | "stories"
            | "historias de usuario"
            | "récits utilisateur"
            | "anwendergeschichten"
            | "nutzergeschichten"
            | "用户故事"
    )
}

/// Labels, identifiers and scenarios in a story section are no stories.
fn has_verb(shown: &str) -> bool {
    let first = shown.split_whitespace().next().unwrap_or("").to_lowercase();
    let scenario = matches!(first.trim_matches(['*', ':']), "given" | "when" | "then" | "and");
    !scenario && shown.split_whitespace().count() >= 4
}

/// Whether a text has the form of a story, in any of the languages.
fn is_story(shown: &str) -> bool {
    let begin = shown.trim_start_matches(['*', '_', '"', ' ']);
    if !begin.starts_with(['a', 'A', 'c', 'C', 'e', 'E', '作']) {
        return false;
    }
    let lower = text::head(shown, 600).to_lowercase();
    let folded = text::fold_space(lower.trim_start_matches(['*', '_', '"', ' ']));
    const FORMS: &[(&[&str], &[&str])] = &[
        (&["as a ", "as an ", "as the "], &["i want", "i need", "i can", "i would like", "i should", "i'd like"]),
        (&["como "], &["quiero", "necesito", "puedo"]),
        (&["en tant que ", "en tant qu'"], &["je veux", "je souhaite", "je peux"]),
        (&["als "], &["möchte ich", "will ich", "kann ich", "brauche ich"]),
        (&["作为"], &["我想", "我希望", "我要", "我需要", "我可以"]),
    ];
    FORMS.iter().any(|(begins, wants)| {
        begins.iter().any(|begin| folded.starts_with(begin)) && wants.iter().any(|want| folded.contains(want))
    })
}

/// Related documentation: the list under such a heading or behind such a label.
pub(super) fn documentation(field: &Field<'_>) -> Vec<Excerpt> {
    let mut found = of(field, Topic::Documentation);
    for list in labelled_lists(
        field,
        &["related documentation", "related documents", "related docs", "see also", "further reading"],
    ) {
        let more = list.into_iter().filter_map(|item| excerpt(field, item));
        found.extend(more);
    }
    found.sort_by_key(|excerpt| excerpt.span);
    found.dedup_by_key(|excerpt| excerpt.span);
    found
}

/// The outermost items of the lists that stand behind a paragraph that only labels them (`**Key Decisions:**`).
pub(super) fn labelled_lists<'a>(field: &Field<'a>, names: &[&str]) -> Vec<Vec<&'a ListItem>> {
    let named = |name: &str| names.contains(&name.trim_end_matches(':').to_lowercase().as_str());
    labelled(field, &named).into_iter().map(|(_, items)| items).collect()
}

/// The same by what the label says, with the label.
pub(super) fn labelled<'a>(field: &Field<'a>, wanted: &dyn Fn(&str) -> bool) -> Vec<(String, Vec<&'a ListItem>)> {
    let paragraphs = field.source.outline.paragraphs.iter().filter(|paragraph| paragraph.item.is_none());
    let lists = paragraphs.filter_map(|paragraph| {
        // Most paragraphs have no list behind them.
        let items = list_behind(field, paragraph.span, paragraph.section);
        if items.is_empty() {
            return None;
        }
        let raw = paragraph.span.of(field.source.text).trim();
        let name =
            labels::of(raw, true).filter(|label| raw.get(label.rest..).is_none_or(|rest| rest.trim().is_empty()));
        let name = name.map_or_else(|| inline::plain(text::head(raw, 80)), |label| label.name.into_owned());
        wanted(&name).then_some((name, items))
    });
    lists.collect()
}

/// The outermost items of the list right behind a span.
pub(super) fn list_behind<'a>(field: &Field<'a>, span: Span, section: usize) -> Vec<&'a ListItem> {
    let items = field.items();
    let first = items.partition_point(|item| item.span.start < span.end);
    let mut end = span.end;
    items
        .iter()
        .skip(first)
        .take_while(|item| item.section == section)
        .filter(|item| item.depth == 0)
        .take_while(|item| {
            // Anything but white space between two items ends the list.
            let between = Span { start: end.min(item.span.start), end: item.span.start };
            let near = between.of(field.source.text).trim().is_empty();
            end = item.span.end;
            near
        })
        .collect()
}

/// The items right below another one.
pub(super) fn nested<'a>(field: &Field<'a>, item: &'a ListItem) -> impl Iterator<Item = &'a ListItem> {
    let items = field.items();
    let first = items.partition_point(|below| below.span.start <= item.span.start);
    let inside = items.iter().skip(first).take_while(|below| below.span.start < item.span.end);
    inside.filter(|below| below.depth == item.depth + 1)
}

/// The items of a list as one text: what the words that lead to the list leave to it.
pub(super) fn joined<'a>(items: impl Iterator<Item = &'a ListItem>) -> String {
    let mut shown = String::new();
    for item in items {
        let own = text::fold_space(&item.text);
        let own = own.strip_prefix("A: ").unwrap_or(&own).trim_end_matches([':', '：']);
        if own.is_empty() {
            continue;
        }
        if !shown.is_empty() {
            shown.truncate(shown.trim_end_matches(['.', ';']).len());
            shown.push_str("; ");
        }
        shown.push_str(own);
    }
    shown
}

/// The text of a paragraph that ends with a colon, with the list behind it; `None` where it leads to none.
pub(super) fn led(field: &Field<'_>, paragraph: &Paragraph) -> Option<String> {
    /// Items that are kept; a longer list is no sentence any more.
    const MOST: usize = 20;
    let shown = text::fold_space(&paragraph.text);
    let listed = joined(list_behind(field, paragraph.span, paragraph.section).into_iter().take(MOST));
    (shown.ends_with([':', '：']) && !listed.is_empty()).then(|| format!("{shown} {listed}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_one_text_without_signs_between_its_items() {
        let outline = crate::outline::parse("- First.\n- Second:\n  1. in it\n- A: Third\n-\n- Fourth.\n");
        assert_eq!(joined(outline.items.iter().filter(|item| item.depth == 0)), "First; Second; Third; Fourth.");
    }

    #[test]
    fn stories_are_known_by_their_form() {
        for text in [
            "As a clerk, I want a list so that I can work",
            "As an admin I can close it",
            "Como visitante, quiero imprimir mi pase",
            "En tant que client, je veux payer",
            "Als Kunde möchte ich bezahlen",
            "作为用户，我想登录",
        ] {
            assert!(is_story(text), "{text}");
        }
        for text in ["As a result, the list is empty", "I want a list", "Como funciona"] {
            assert!(!is_story(text), "{text}");
        }
    }
}
