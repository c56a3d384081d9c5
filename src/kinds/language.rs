//! The language of a document, where it says so or its script or words tell.

use std::sync::LazyLock;

use crate::base::{Lexicon, text};
use crate::model::{Field, Key};
use crate::outline::Outline;

/// Tags that a `Language` field may hold; anything else there is a programming language.
const TAGS: &[&str] = &[
    "en", "es", "fr", "de", "zh", "ja", "ko", "pt", "it", "nl", "pl", "ru", "uk", "tr", "sv", "da", "nb", "no", "fi",
    "el", "hu", "ro", "ar", "he", "hi", "vi", "id", "th",
];

/// Short words that are frequent in one of the languages and rare in the others.
const WORDS: &[(&str, &[&str])] = &[
    (
        "en",
        &[
            "the", "and", "of", "to", "is", "with", "for", "that", "this", "are", "not", "from", "when", "must",
            "should",
        ],
    ),
    (
        "es",
        &["el", "los", "las", "una", "del", "con", "para", "por", "que", "como", "cuando", "está", "sin", "más", "y"],
    ),
    (
        "fr",
        &["le", "les", "des", "une", "du", "avec", "pour", "dans", "est", "et", "sont", "sur", "pas", "cette", "aux"],
    ),
    (
        "de",
        &[
            "der", "die", "das", "und", "ist", "mit", "für", "nicht", "ein", "eine", "wird", "auf", "den", "dem",
            "werden",
        ],
    ),
];

/// The position of the language of each of the [`WORDS`]; the last counts.
static TABLE: LazyLock<Lexicon<usize>> = LazyLock::new(|| {
    let lists = WORDS.iter().enumerate().rev();
    Lexicon::new(lists.flat_map(|(at, (_, words))| words.iter().map(move |word| (*word, at))))
});

/// The longest word that is looked up, in bytes.
const LONGEST: usize = 8;

/// How many bytes of prose are looked at.
const SAMPLE: usize = 20_000;

/// The language tag, if anything tells it.
pub(super) fn read(outline: &Outline, header: &[Field]) -> Option<String> {
    declared(header).or_else(|| of_prose(outline))
}

fn declared(header: &[Field]) -> Option<String> {
    let fields = header.iter().filter(|field| field.known == Some(Key::Language) && !field.placeholder);
    fields
        .map(|field| field.value.trim().to_lowercase().replace('_', "-"))
        .find(|value| TAGS.contains(&value.split('-').next().unwrap_or("")) && value.len() <= 10)
}

fn of_prose(outline: &Outline) -> Option<String> {
    let headings = outline.sections.iter().map(|section| section.text.as_str());
    let prose = outline.paragraphs.iter().map(|paragraph| paragraph.text.as_str());
    let items = outline.items.iter().map(|item| item.text.as_str());
    let mut left = SAMPLE;
    let mut counted = Counted::default();
    for piece in prose.chain(items).chain(headings) {
        let piece = text::head(piece, left.min(2000));
        left = left.saturating_sub(piece.len());
        if piece.is_ascii() {
            let mut start = 0;
            for (at, byte) in piece.bytes().chain([b' ']).enumerate() {
                if !byte.is_ascii_alphabetic() {
                    counted.word(piece.get(start..at).unwrap_or(""));
                    start = at + 1;
                }
            }
        } else {
            piece.split(|c: char| !c.is_alphabetic()).for_each(|word| counted.word(word));
        }
        if left == 0 {
            break;
        }
    }
    let Counted { letters, han, kana, hangul, counts } = counted;
    // An ideograph says as much as a word: a fifth of the letters is most of the text.
    let script = [("ja", kana * 2), ("ko", hangul), ("zh", han)]
        .into_iter()
        .find(|(_, count)| count * 5 > letters && *count > 3);
    if let Some((tag, _)) = script {
        return Some(tag.to_owned());
    }
    let best = counts.iter().zip(WORDS).max_by_key(|(count, _)| **count)?;
    let others = counts.iter().sum::<usize>() - best.0;
    (*best.0 >= 4 && *best.0 > others * 2).then(|| best.1.0.to_owned())
}

/// What was counted in prose.
#[derive(Default)]
struct Counted {
    letters: usize,
    han: usize,
    kana: usize,
    hangul: usize,
    /// How many of the [`WORDS`] of each language.
    counts: [usize; 4],
}

impl Counted {
    /// Counts a run of letters, which may be empty.
    fn word(&mut self, word: &str) {
        if word.is_ascii() {
            self.letters += word.len();
        } else {
            for c in word.chars() {
                self.letters += 1;
                match c {
                    '\u{3040}'..='\u{30ff}' => self.kana += 1,
                    '\u{3400}'..='\u{9fff}' => self.han += 1,
                    '\u{ac00}'..='\u{d7af}' => self.hangul += 1,
                    _ => {}
                }
            }
        }
        if word.is_empty() || word.len() > LONGEST {
            return;
        }
        let lower;
        let word = if word.bytes().all(|byte| byte.is_ascii_lowercase()) {
            word
        } else {
            lower = word.to_lowercase();
            &lower
        };
        if let Some(count) = TABLE.get(word).and_then(|at| self.counts.get_mut(*at)) {
            *count += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_scripts_tell_the_language() {
        for (text, expected) in [
            ("The queue is kept on the device and sent when there is a network that works.", Some("en")),
            ("El plan para las búsquedas que hacen los clientes con una palabra del catálogo.", Some("es")),
            ("Les textes sont dans une base avec des clés pour le service, et pas sur le disque.", Some("fr")),
            ("Die Texte werden mit dem Werkzeug übersetzt, und das Paket ist nicht auf dem Gerät.", Some("de")),
            ("本文档描述登录功能的实现方案", Some("zh")),
            ("これはログイン機能の実装計画です", Some("ja")),
            ("x y z", None),
            ("", None),
        ] {
            assert_eq!(of_prose(&crate::outline::parse(text)).as_deref(), expected, "{text}");
        }
    }
}
