//! Bare ids in the text, outside code, links and front matter: candidates for links to whatever owns them (rule 9).

use super::tokens;
use crate::base::Span;
use crate::model::Mention;
use crate::outline::Outline;

/// Every token that looks like an id, in the order of the text.
pub(super) fn read(text: &str, outline: &Outline) -> Vec<Mention> {
    let body = text.get(outline.body_start..).unwrap_or("");
    let mut links: Vec<Span> = outline.references.iter().map(|reference| reference.span).collect();
    links.sort_unstable();
    // Where the links seen so far end: they may lie in each other.
    let mut linked_until = 0_u32;
    let mut next = links.into_iter().peekable();
    let mut found = Vec::new();
    for token in tokens::scan(body, true) {
        let span = Span::new(outline.body_start + token.start, outline.body_start + token.end);
        while let Some(link) = next.next_if(|link| link.start <= span.start) {
            linked_until = linked_until.max(link.end);
        }
        if span.start >= linked_until && !outline.is_masked(span.start as usize) {
            let section = outline.section_at(span.start as usize);
            found.push(Mention { text: span.of(text).into(), span, section });
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_in_code_comments_and_links_are_no_mentions() {
        let text =
            "# FEAT-1\n\nsee FEAT-2, `FEAT-3`, [FEAT-4](x.md) and epic 5\n\n<!-- FEAT-6 -->\n\n```\nFEAT-7\n```\n";
        let outline = crate::outline::parse(text);
        let found: Vec<_> = read(text, &outline).into_iter().map(|mention| (mention.text, mention.section)).collect();
        assert_eq!(found, [("FEAT-1".into(), 1), ("FEAT-2".into(), 1), ("epic 5".into(), 1)]);
    }
}
