//! Code and its classes: what the lexer says of snippets, of anything, and that the grammars agree.

mod agreement;
mod anything;
mod snippets;

use std::ops::Range;

use featsite::highlight::{Class, by_grammar};

/// A language is only the lexer's where it agrees at least so far with the grammars.
const AGREEMENT: f64 = 0.97;

type Ranges = Vec<(Range<usize>, Class)>;

/// What the lexer says of code in one of its languages. A fault of it is one of the test.
fn by_lexer(language: &str, code: &str) -> Ranges {
    featsite::highlight::by_lexer(language, code).expect("a language of the lexer")
}

/// How many bytes have the same class by the lexer and by a grammar, and how many have one by either. White space does not
/// count: colour does not show on it.
fn agreement(language: &str, code: &str) -> (usize, usize) {
    let (lexer, grammar) = (painted(&by_lexer(language, code), code), painted(&by_grammar(language, code), code));
    let classes = lexer.iter().zip(&grammar).zip(code.bytes());
    let shown = classes
        .filter(|((lexer, grammar), byte)| !byte.is_ascii_whitespace() && (lexer.is_some() || grammar.is_some()));
    shown.fold((0, 0), |(same, all), ((lexer, grammar), _)| (same + usize::from(lexer == grammar), all + 1))
}

/// The class of each byte.
fn painted(ranges: &Ranges, code: &str) -> Vec<Option<Class>> {
    let mut classes = vec![None; code.len()];
    for (range, class) in ranges {
        classes[range.clone()].fill(Some(*class));
    }
    classes
}
