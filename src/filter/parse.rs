//! From the text of a filter to its terms. What is wrong in it is told and left out; the other terms hold all the same.

use super::fields;
use super::grammar::{Field, find};
use super::matching::fold;
use super::values::{list, test};
use crate::base::Span;
use crate::base::text::nearest;

/// A filter: terms that all have to hold.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// The terms, in the order they were written.
    pub terms: Vec<Term>,
    /// What is wrong, by place.
    pub problems: Vec<Problem>,
}

/// One term.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// Whether it must not hold.
    pub not: bool,
    /// What it asks.
    pub what: What,
    /// Its bytes in the filter.
    pub span: Span,
}

/// What a term asks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// A folded text that has to stand somewhere.
    Text(String),
    /// A field of which one of the tests has to hold.
    Field(&'static Field, Vec<Test>),
}

/// A test of a field's value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Test {
    /// How it is compared.
    pub operator: Operator,
    /// With what.
    pub value: Value,
}

/// How a value is compared.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Operator {
    /// No sign, or `=`.
    Is,
    /// `<`
    Less,
    /// `<=`
    AtMost,
    /// `>`
    More,
    /// `>=`
    AtLeast,
}

/// What a value is compared with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// `none`: there is no value.
    None,
    /// A word of the vocabulary, or a folded text.
    Word(String),
    /// A folded word that an author may have written for a status.
    Said(String),
    /// The beginning of a folded text.
    Begins(String),
    /// A number, or a priority's rank.
    Number(i64),
    /// Numbers or days from the first to the last; open where a side is not written.
    Between(i64, i64),
    /// A distance from today in days.
    Days(i64),
}

/// Something wrong in a filter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Where, in bytes of the filter.
    pub span: Span,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: String,
}

impl Filter {
    /// Whether nothing is asked.
    pub fn is_empty(&self) -> bool {
        self.terms.is_empty()
    }

    /// The words that stand for a status and are none of ours, folded.
    pub fn said(&self) -> impl Iterator<Item = &str> {
        let tests = self.terms.iter().flat_map(|term| match &term.what {
            What::Field(_, tests) => tests.as_slice(),
            What::Text(_) => &[],
        });
        tests.filter_map(|test| match &test.value {
            Value::Said(word) => Some(word.as_str()),
            _ => None,
        })
    }

    /// Whether a term asks for a word of a field.
    pub fn asks(&self, name: &str, word: &str) -> bool {
        self.terms.iter().any(|term| match &term.what {
            What::Field(field, tests) if field.name == name => {
                tests.iter().any(|test| matches!(&test.value, Value::Word(other) if other == word))
            }
            _ => false,
        })
    }
}

/// Reads a filter.
pub fn parse(text: &str) -> Filter {
    let mut reader = Reader { text, at: 0, filter: Filter::default() };
    while reader.skip_space() {
        reader.term();
    }
    reader.filter
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
    filter: Filter,
}

impl Reader<'_> {
    fn peek(&self) -> Option<char> {
        self.text.get(self.at..)?.chars().next()
    }

    fn eat(&mut self, wanted: char) -> bool {
        let found = self.peek() == Some(wanted);
        if found {
            self.at += wanted.len_utf8();
        }
        found
    }

    /// Goes to the next term; false at the end.
    fn skip_space(&mut self) -> bool {
        while let Some(c) = self.peek() {
            if !c.is_whitespace() {
                return true;
            }
            self.at += c.len_utf8();
        }
        false
    }

    fn problem(&mut self, from: usize, message: String, help: String) {
        self.filter.problems.push(Problem { span: Span::new(from, self.at), message, help });
    }

    fn term(&mut self) {
        let from = self.at;
        let rest = self.text.get(from + 1..).unwrap_or_default();
        let not = self.peek() == Some('-') && rest.starts_with(|c: char| !c.is_whitespace());
        if not {
            self.at += 1;
        }
        let what = match self.key() {
            Some((name, at)) => self.field(&name, at),
            None => Some(self.value().0).map(|text| fold(&text)).filter(|text| !text.is_empty()).map(What::Text),
        };
        if let Some(what) = what {
            self.filter.terms.push(Term { not, what, span: Span::new(from, self.at) });
        }
    }

    /// The letters before a colon, and where they begin; none where a value follows directly.
    fn key(&mut self) -> Option<(String, usize)> {
        let from = self.at;
        let rest = self.text.get(from..)?;
        let length = rest.find(|c: char| !c.is_ascii_alphabetic() && c != '-')?;
        if length == 0 || !rest.get(length..)?.starts_with(':') {
            return None;
        }
        self.at += length + 1;
        Some((rest.get(..length)?.to_ascii_lowercase(), from))
    }

    /// One value up to a space or comma, or what stands in quotes; and whether it stood in quotes.
    fn value(&mut self) -> (String, bool) {
        let from = self.at;
        let mut out = String::new();
        if self.eat('"') {
            while let Some(c) = self.peek() {
                self.at += c.len_utf8();
                match c {
                    '"' => return (out, true),
                    '\\' => {
                        let Some(next) = self.peek() else { break };
                        self.at += next.len_utf8();
                        out.push(next);
                    }
                    _ => out.push(c),
                }
            }
            self.problem(from, "the quote is not closed".to_owned(), "add `\"` at its end".to_owned());
            return (out, true);
        }
        while let Some(c) = self.peek().filter(|c| !c.is_whitespace() && *c != ',') {
            self.at += c.len_utf8();
            out.push(c);
        }
        // A comma outside a field is text like any other.
        if out.is_empty() && self.eat(',') {
            out.push(',');
        }
        (out, false)
    }

    fn operator(&mut self) -> Operator {
        if self.eat('>') {
            if self.eat('=') { Operator::AtLeast } else { Operator::More }
        } else if self.eat('<') {
            if self.eat('=') { Operator::AtMost } else { Operator::Less }
        } else {
            self.eat('=');
            Operator::Is
        }
    }

    fn field(&mut self, name: &str, from: usize) -> Option<What> {
        let key_end = self.at;
        let field = find(name);
        let mut tests = Vec::new();
        loop {
            let start = self.at;
            let operator = self.operator();
            let (text, quoted) = self.value_of_list();
            match field {
                Some(field) => match test(field, operator, &text, quoted) {
                    Ok(test) => tests.push(test),
                    Err((message, help)) => self.problem(start, message, help),
                },
                None if self.peek() != Some(',') => {
                    let names = fields();
                    let help = match nearest(name, &names) {
                        Some(near) => format!("did you mean `{near}`?"),
                        None => format!("known: {}", list(&names)),
                    };
                    let span = Span::new(from, key_end - 1);
                    let message = format!("unknown field `{name}`");
                    self.filter.problems.push(Problem { span, message, help });
                    return None;
                }
                None => {}
            }
            if !self.eat(',') {
                break;
            }
        }
        (!tests.is_empty()).then_some(()).and(field).map(|field| What::Field(field, tests))
    }

    /// A value of a field: empty before a comma.
    fn value_of_list(&mut self) -> (String, bool) {
        if self.peek() == Some(',') { (String::new(), false) } else { self.value() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problems(text: &str) -> Vec<(String, String, String)> {
        let filter = parse(text);
        let told = |problem: Problem| (problem.span.of(text).to_owned(), problem.message, problem.help);
        filter.problems.into_iter().map(told).collect()
    }

    #[test]
    fn what_is_wrong_is_told_with_its_place_and_what_to_do() {
        let told = |text: &str| {
            problems(text).into_iter().map(|(at, what, help)| format!("{at} | {what} | {help}")).collect::<Vec<_>>()
        };
        for (text, expected) in [
            ("ownr:ana", "ownr | unknown field `ownr` | did you mean `owner`?"),
            ("kind:guidde", "guidde | unknown value `guidde` of `kind` | did you mean `kind:guide`?"),
            (
                "due:soon",
                "soon | `soon` is not a day | write `2026-04-01`, `2026-04`, `2026-Q2`, `2w`, `30d` or `today`",
            ),
            ("progress:half", "half | `half` is not a number | for example `progress:50..99`"),
            ("owner:>ana", ">ana | `owner` has no order | leave the sign out: for example `owner:ana,\"Jo Li\"`"),
            ("a \"b c", "\"b c | the quote is not closed | add `\"` at its end"),
            ("tag:", " | `tag:` has no value | for example `-tag:infra`"),
        ] {
            assert_eq!(told(text), [expected], "{text}");
        }
        assert!(problems("xq:1")[0].2.starts_with("known: `completed`, `created`, `due`"), "{:?}", problems("xq:1"));
    }

    #[test]
    fn a_wrong_term_costs_no_other() {
        let filter = parse("ownr:ana tag:ui kind:nonsense,guide x");
        assert_eq!(filter.problems.len(), 2);
        assert_eq!(filter.terms.len(), 3);
    }

    #[test]
    fn every_field_has_a_name_a_reader_can_type() {
        assert!(crate::filter::FIELDS.iter().all(|field| field.name.chars().all(|c| c.is_ascii_lowercase())));
    }
}
