//! Texts that are pieces of a longer one. A document holds hundreds of short texts, and most of them stand in its source
//! word for word: as strings of their own they took more room than the source.

use std::borrow::Borrow;
use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::ops::Deref;
use std::sync::Arc;

use super::Span;

/// Places where a text may begin that are tried: marks stand before it, and hardly more. A search of its own for each of
/// so many short texts would cost more than it finds.
const TRIED: usize = 16;

/// A text that is kept, in 16 bytes: a piece of a longer one that others share. It is what it reads as: where its bytes lie
/// makes no difference but in memory.
#[derive(Clone, Default)]
pub struct Text {
    /// `None` where nothing stands in it.
    whole: Option<Arc<Whole>>,
    span: Span,
}

/// What texts are pieces of.
enum Whole {
    Own(String),
    Source(Arc<str>),
}

impl Text {
    /// The text.
    pub fn as_str(&self) -> &str {
        match self.whole.as_deref() {
            Some(Whole::Own(text)) => self.span.of(text),
            Some(Whole::Source(text)) => self.span.of(text),
            None => "",
        }
    }

    /// Whether it is the same piece of the same text.
    fn is_copy_of(&self, other: &Self) -> bool {
        let wholes = (self.whole.as_ref(), other.whole.as_ref());
        matches!(wholes, (Some(one), Some(other)) if Arc::ptr_eq(one, other)) && self.span == other.span
    }

    /// Where it stands in a longer text under `within`.
    fn find_in(&self, whole: &str, within: Span) -> Option<Span> {
        let (piece, text) = (within.of(whole), self.as_str());
        let letter = text.chars().next()?;
        let mut places = piece.match_indices(letter).map(|(at, _)| at).take(TRIED);
        let stands = |at: &usize| piece.get(*at..).is_some_and(|rest| rest.starts_with(text));
        let at = within.start as usize + places.find(stands)?;
        Some(Span::new(at, at + text.len()))
    }
}

/// Makes the texts of one document pieces: of its source, and those that do not stand there of one string that holds them
/// all.
pub struct Pieces<'a> {
    source: &'a str,
    whole: Arc<Whole>,
    others: Vec<&'a mut Text>,
}

impl<'a> Pieces<'a> {
    /// Begins with the source.
    pub fn new(source: &'a Arc<str>) -> Self {
        Self { source, whole: Arc::new(Whole::Source(Arc::clone(source))), others: Vec::new() }
    }

    /// Takes up a text that was read under a span.
    pub fn take(&mut self, text: &'a mut Text, within: Span) {
        match text.find_in(self.source, within) {
            Some(span) => *text = Text { whole: Some(Arc::clone(&self.whole)), span },
            None => self.others.push(text),
        }
    }

    /// Takes up a text that is not looked for in the source.
    pub fn take_other(&mut self, text: &'a mut Text) {
        self.others.push(text);
    }

    /// Joins those that do not stand in the source. Copies of one text that follow each other stay one.
    pub fn join(self) {
        let mut others = String::new();
        let mut before: Option<(Text, Span)> = None;
        let spans = self.others.iter().map(|text| {
            if let Some((_, span)) = before.as_ref().filter(|(one, _)| one.is_copy_of(text)) {
                return *span;
            }
            let start = others.len();
            others.push_str(text);
            let span = Span::new(start, others.len());
            before = Some((Text::clone(text), span));
            span
        });
        let spans: Vec<Span> = spans.collect();
        drop(before);
        others.shrink_to_fit();
        let whole = Arc::new(Whole::Own(others));
        for (text, span) in self.others.into_iter().zip(spans).filter(|(text, _)| !text.is_empty()) {
            *text = Text { whole: Some(Arc::clone(&whole)), span };
        }
    }
}

impl Deref for Text {
    type Target = str;
    fn deref(&self) -> &str {
        self.as_str()
    }
}

impl From<String> for Text {
    fn from(text: String) -> Self {
        let span = Span::new(0, text.len());
        Self { whole: (!text.is_empty()).then(|| Arc::new(Whole::Own(text))), span }
    }
}

impl From<&str> for Text {
    fn from(text: &str) -> Self {
        Self::from(text.to_owned())
    }
}

impl From<Text> for String {
    fn from(text: Text) -> Self {
        text.as_str().to_owned()
    }
}

impl AsRef<str> for Text {
    fn as_ref(&self) -> &str {
        self
    }
}

impl Borrow<str> for Text {
    fn borrow(&self) -> &str {
        self
    }
}

impl PartialEq for Text {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl Eq for Text {}

impl PartialEq<str> for Text {
    fn eq(&self, other: &str) -> bool {
        **self == *other
    }
}

impl PartialEq<&str> for Text {
    fn eq(&self, other: &&str) -> bool {
        **self == **other
    }
}

impl PartialEq<String> for Text {
    fn eq(&self, other: &String) -> bool {
        **self == **other
    }
}

impl PartialOrd for Text {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Text {
    fn cmp(&self, other: &Self) -> Ordering {
        (**self).cmp(&**other)
    }
}

impl Hash for Text {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (**self).hash(state);
    }
}

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&**self, f)
    }
}

impl fmt::Debug for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&**self, f)
    }
}

impl serde::Serialize for Text {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_read_as_the_texts_they_were_made_of() {
        let source: Arc<str> = Arc::from("# Ünder way\n\nSome *words*.");
        let cases =
            [("Ünder way", (0, 12)), ("way", (0, 12)), ("*words*", (14, 27)), ("Some words.", (14, 27)), ("", (0, 0))];
        for (text, span) in cases {
            let (mut piece, mut other) = (Text::from(text), Text::from("apart"));
            let mut pieces = Pieces::new(&source);
            pieces.take(&mut piece, Span::new(span.0, span.1));
            pieces.take_other(&mut other);
            pieces.join();
            assert_eq!((&*piece, &*other), (text, "apart"));
            let shares = matches!(piece.whole.as_deref(), Some(Whole::Source(whole)) if Arc::ptr_eq(whole, &source));
            assert_eq!(shares, !text.is_empty() && source.contains(text), "{text:?}");
            // What does not stand in the source shares one string.
            let joined = if shares { "apart".to_owned() } else { format!("{text}apart") };
            assert!(matches!(other.whole.as_deref(), Some(Whole::Own(whole)) if *whole == joined), "{text:?}");
        }
    }

    #[test]
    fn copies_of_a_text_stay_one() {
        let (source, once) = (Arc::from("source"), Text::from("two, three"));
        let mut texts = [once.clone(), once, Text::from("two, three"), Text::from("four")];
        let mut pieces = Pieces::new(&source);
        texts.iter_mut().for_each(|text| pieces.take_other(text));
        pieces.join();
        assert_eq!(texts, ["two, three", "two, three", "two, three", "four"]);
        let wholes = texts.map(|text| match text.whole.as_deref() {
            Some(Whole::Own(whole)) => whole.clone(),
            _ => String::new(),
        });
        assert_eq!(wholes, ["two, threetwo, threefour"; 4]);
    }

    #[test]
    fn a_text_takes_two_words() {
        assert_eq!(size_of::<Text>(), 16);
    }
}
