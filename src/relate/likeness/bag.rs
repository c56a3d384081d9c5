//! The words by which a document is compared: counted once for each document, and again only what others say of it.

use std::collections::BTreeSet;

use super::words::{self, Memo};
use crate::model::{Bag, Document, LinkedDocument, Target, Word};

/// Words of a document that are looked at, the heaviest first.
const WORDS: usize = 256;

/// The words of a document that are looked at: all of them, sorted by hash, or the heaviest, sorted by weight. `keeps`:
/// whether the document keeps those of its text.
pub fn of(linked: &LinkedDocument, keeps: bool, memo: &mut Memo) -> Vec<Word> {
    let (document, kept) = (&linked.document, &linked.document.words);
    let mut count = || bag(document, &linked.text, memo);
    match kept.get() {
        Some(bag) => looked_at(linked, bag),
        None if keeps => looked_at(linked, kept.get_or_init(count)),
        None => looked_at(linked, &count()),
    }
}

fn looked_at(linked: &LinkedDocument, bag: &Bag) -> Vec<Word> {
    let mut found: Vec<Word> = bag.words().collect();
    let before = found.len();
    for link in linked.links.iter().filter(|link| link.kind.is_none()) {
        if let Target::Document { .. } | Target::Row(_) = link.target {
            found.push(words::of_id(link.span, &linked.text));
        }
    }
    if found.len() > before {
        found = words::merged(found);
    }
    if bag.more || found.len() > WORDS {
        heaviest(&mut found);
    }
    found
}

/// The words of a document's text: the heaviest, and those that stand for ids. Which of its ids other documents own is
/// not known here, and those weigh more.
fn bag(document: &Document, text: &str, memo: &mut Memo) -> Bag {
    let mut found = words::of_text(document, text, memo);
    if found.len() <= WORDS {
        return Bag::new(&found, false);
    }
    let ids = document.mentions.iter().map(|mention| words::of_id(mention.span, text).hash);
    let ids: BTreeSet<u64> = ids.collect();
    let mut kept: Vec<Word> = found.iter().filter(|word| ids.contains(&word.hash)).copied().collect();
    found.retain(|word| !ids.contains(&word.hash));
    heaviest(&mut found);
    kept.append(&mut found);
    Bag::new(&kept, true)
}

/// The heaviest words, sorted by weight.
fn heaviest(words: &mut Vec<Word>) {
    words.sort_unstable_by(|a, b| b.weight.total_cmp(&a.weight).then(a.hash.cmp(&b.hash)));
    words.truncate(WORDS);
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::base::Span;
    use crate::model::{ItemIx, Link, Mention};

    /// The words as they are without anything kept.
    fn anew(linked: &LinkedDocument) -> Vec<Word> {
        let mut found = words::of_text(&linked.document, &linked.text, &mut Memo::default());
        for link in linked.links.iter().filter(|link| link.kind.is_none()) {
            found.push(words::of_id(link.span, &linked.text));
        }
        let mut found = words::merged(found);
        if found.len() > WORDS {
            heaviest(&mut found);
        }
        found
    }

    #[test]
    fn what_is_kept_says_the_same_as_all_words() {
        for count in [9, 250, 256, 257, 900] {
            let many: String = (0..count).map(|n| format!("name_{n} ")).collect();
            let text = format!("# A\n\n{many}\n");
            let mut linked = crate::build::site_of(&[("a.md", text.as_str())]).site.documents.remove(0);
            let document = Arc::make_mut(&mut linked.document);
            // Names that weigh as much as those around them weigh more where they stand for an id that others own.
            for nth in 0..8 {
                let name = format!("name_{} ", nth * count / 9);
                let start = text.find(&name).expect("it stands there");
                let span = Span::new(start, start + name.len() - 1);
                document.mentions.push(Mention { text: name.into(), span, section: 0 });
                let target = Target::Row(ItemIx(0));
                linked.links.push(Link { kind: None, span, target, moved: false, missing_anchor: None });
            }
            for keeps in [false, true, false] {
                let before = linked.document.words.get().is_some();
                assert!(of(&linked, keeps, &mut Memo::default()) == anew(&linked), "{count}");
                assert_eq!(linked.document.words.get().is_some(), before || keeps);
            }
        }
    }
}
