//! The words by which a document is compared: counted once for each document, and again only what others say of it.

use std::collections::BTreeSet;

use super::words::{self, Memo};
use crate::model::{Bag, LinkedDocument, Target, Word};

/// Words of a document that are looked at, the heaviest first.
const WORDS: usize = 256;

/// The words of a document that are looked at: all of them, sorted by hash, or the heaviest, sorted by weight.
pub fn of(linked: &LinkedDocument, memo: &mut Memo) -> Vec<Word> {
    let bag = linked.document.words.get_or_init(|| bag(linked, memo));
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
fn bag(linked: &LinkedDocument, memo: &mut Memo) -> Bag {
    let mut found = words::of_text(linked, memo);
    if found.len() <= WORDS {
        return Bag::new(&found, false);
    }
    let ids = linked.document.mentions.iter().map(|mention| words::of_id(mention.span, &linked.text).hash);
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
    use super::*;

    /// The words as they are without anything kept.
    fn anew(linked: &LinkedDocument) -> Vec<Word> {
        let mut found = words::of_text(linked, &mut Memo::default());
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
        // Ids that weigh as much as the words around them weigh more where others own them.
        for count in [3, 250, 256, 257, 900] {
            let many: String = (0..count).map(|n| format!("name_{n} ")).collect();
            let ids: String = (1..9).map(|n| format!("FEAT_{n}, ")).collect();
            let text = format!("# A\n\n{many}\n\nSee {ids}and NONE_1.\n");
            let owners: Vec<(String, String)> =
                (1..9).map(|n| (format!("b{n}.md"), format!("# FEAT_{n}: B\n\n**Status**: Planned\n"))).collect();
            let mut files: Vec<(&str, &str)> =
                owners.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
            files.push(("a.md", &text));
            let site = crate::build::site_of(&files).site;
            let linked = &site.documents[0];
            assert_eq!(linked.links.iter().filter(|link| link.kind.is_none()).count(), 8, "{count}");
            for _ in 0..2 {
                assert_eq!(of(linked, &mut Memo::default()), anew(linked), "{count}");
            }
        }
    }
}
