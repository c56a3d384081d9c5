//! Classes from the grammars of syntect: the scopes of a token, most specific first, give its class.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::OnceLock;

use syntect::parsing::{ClearAmount, ParseState, Scope, ScopeStackOp, SyntaxReference, SyntaxSet};

use super::{Class, MAX_LINE, MAX_TOKENS};

/// What a scope says of the text in it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Meaning {
    /// It has this class.
    Is(Class),
    /// It is the key of a mapping: strings in it are keys.
    Key,
    /// It is plain, whatever stands around it.
    Plain,
    /// It is what stands around it.
    Inherit,
}

use Class::*;
use Meaning::{Inherit, Is, Key, Plain};

/// Prefixes of scopes. The longest one that fits decides.
const MEANINGS: &[(&str, Meaning)] = &[
    ("comment", Is(Comment)),
    ("constant", Is(Constant)),
    ("constant.numeric", Is(Number)),
    ("entity.name", Is(Function)),
    ("entity.name.class", Is(Type)),
    ("entity.name.constant", Is(Constant)),
    ("entity.name.enum", Is(Type)),
    ("entity.name.interface", Is(Type)),
    ("entity.name.label", Is(Constant)),
    ("entity.name.module", Is(Type)),
    ("entity.name.namespace", Is(Type)),
    ("entity.name.section", Is(Heading)),
    ("entity.name.struct", Is(Type)),
    ("entity.name.tag", Is(Tag)),
    ("entity.name.trait", Is(Type)),
    ("entity.name.type", Is(Type)),
    ("entity.name.union", Is(Type)),
    ("entity.name.variable", Is(Variable)),
    ("entity.other.attribute-name", Is(Attribute)),
    ("entity.other.inherited-class", Is(Type)),
    ("invalid", Inherit),
    ("keyword", Is(Keyword)),
    ("keyword.operator", Is(Operator)),
    ("keyword.operator.accessor", Plain),
    ("keyword.other.substitution", Plain),
    ("keyword.other.template", Is(String)),
    ("markup.deleted", Is(Deleted)),
    ("markup.heading", Is(Heading)),
    ("markup.inserted", Is(Inserted)),
    ("markup.quote", Is(Comment)),
    ("markup.raw", Is(String)),
    ("markup.underline.link", Is(String)),
    ("meta.annotation", Is(Attribute)),
    ("meta.diff.header", Is(Meta)),
    ("meta.diff.range", Is(Meta)),
    ("meta.embedded", Plain),
    ("meta.group.expansion", Is(Variable)),
    ("meta.group.expansion.command", Plain),
    ("meta.interpolation", Plain),
    ("meta.mapping.key", Key),
    ("meta.preprocessor", Is(Meta)),
    ("meta.template.expression", Plain),
    ("punctuation", Plain),
    ("punctuation.definition.annotation", Is(Attribute)),
    ("punctuation.definition.comment", Inherit),
    ("punctuation.definition.constant", Inherit),
    ("punctuation.definition.decorator", Is(Attribute)),
    ("punctuation.definition.deleted", Inherit),
    ("punctuation.definition.from-file", Inherit),
    ("punctuation.definition.heading", Is(Heading)),
    ("punctuation.definition.inserted", Inherit),
    ("punctuation.definition.keyword", Is(Keyword)),
    ("punctuation.definition.range", Inherit),
    ("punctuation.definition.parameter", Inherit),
    ("punctuation.definition.raw", Inherit),
    ("punctuation.definition.string", Inherit),
    ("punctuation.definition.to-file", Inherit),
    ("punctuation.definition.variable", Is(Variable)),
    ("punctuation.separator.decimal", Inherit),
    ("source", Plain),
    ("storage", Is(Keyword)),
    ("storage.type.go", Is(Type)),
    ("storage.type.keyword", Is(Keyword)),
    ("storage.type.string", Is(String)),
    ("string", Is(String)),
    ("string.unquoted.label", Plain),
    ("support.class", Is(Type)),
    ("support.constant", Is(Constant)),
    ("support.function", Is(Function)),
    ("support.macro", Is(Function)),
    ("support.type", Is(Type)),
    ("support.type.property-name", Is(Attribute)),
    ("variable.annotation", Is(Attribute)),
    ("variable.function", Is(Function)),
    ("variable.language", Is(Constant)),
    ("variable.other.constant", Is(Constant)),
    ("variable.parameter", Is(Variable)),
];

struct Grammars {
    set: SyntaxSet,
    /// Longest prefixes first.
    meanings: Vec<(Scope, Meaning)>,
}

/// The grammars, read once when the first block asks for them.
fn grammars() -> &'static Grammars {
    static GRAMMARS: OnceLock<Grammars> = OnceLock::new();
    GRAMMARS.get_or_init(|| {
        let mut meanings: Vec<(Scope, Meaning)> =
            MEANINGS.iter().filter_map(|(prefix, meaning)| Some((Scope::new(prefix).ok()?, *meaning))).collect();
        meanings.sort_by_key(|(scope, _)| std::cmp::Reverse(scope.len()));
        Grammars { set: two_face::syntax::extra_newlines(), meanings }
    })
}

impl Grammars {
    fn find(&self, language: &str) -> Option<&SyntaxReference> {
        let syntax = self.set.find_syntax_by_token(language)?;
        (syntax.name != self.set.find_syntax_plain_text().name).then_some(syntax)
    }
}

/// What the bytes of a piece of code are, by its language's canonical name.
pub(super) fn classify(language: &str, code: &str) -> Vec<(Range<usize>, Class)> {
    let mut ranges = Vec::new();
    // Nothing is loaded for what has no grammar.
    if matches!(language, "" | "text") {
        return ranges;
    }
    let grammars = grammars();
    let Some(syntax) = grammars.find(language) else { return ranges };
    let mut state = ParseState::new(syntax);
    let mut scopes = Scopes { grammars, known: BTreeMap::new(), stack: Vec::new(), cleared: Vec::new() };
    let mut offset = 0;
    let mut tokens = 0;
    for line in code.split_inclusive('\n') {
        let start = offset;
        offset += line.len();
        if line.len() > MAX_LINE {
            continue;
        }
        let Ok(operations) = state.parse_line(line, &grammars.set) else { break };
        tokens += operations.len();
        if tokens > MAX_TOKENS {
            break;
        }
        let mut at = 0;
        for (position, operation) in operations {
            add(&mut ranges, code, start + at..start + position, scopes.class());
            at = position;
            scopes.apply(&operation);
        }
        add(&mut ranges, code, start + at..offset, scopes.class());
    }
    ranges
}

/// Adds a range, without the white space around it, or lengthens the last one of the same class.
fn add(ranges: &mut Vec<(Range<usize>, Class)>, code: &str, range: Range<usize>, class: Option<Class>) {
    let Some(class) = class else { return };
    let Some(token) = code.get(range.clone()) else { return };
    let trimmed = token.trim_start();
    let start = range.start + (token.len() - trimmed.len());
    let trimmed = trimmed.trim_end();
    if trimmed.is_empty() {
        return;
    }
    let end = start + trimmed.len();
    // `and`, `typeof` and their kin are operators to a grammar and words to a reader.
    let word = trimmed.starts_with(|c: char| c.is_alphabetic());
    let class = if class == Operator && word { Keyword } else { class };
    match ranges.last_mut() {
        Some((last, known)) if *known == class && last.end == start => last.end = end,
        _ => ranges.push((start..end, class)),
    }
}

/// The scopes around a token, as classes.
struct Scopes {
    grammars: &'static Grammars,
    known: BTreeMap<Scope, Meaning>,
    stack: Vec<Meaning>,
    cleared: Vec<Vec<Meaning>>,
}

impl Scopes {
    fn class(&self) -> Option<Class> {
        match self.stack.last() {
            Some(Is(class)) => Some(*class),
            Some(Key) => Some(Attribute),
            _ => None,
        }
    }

    fn meaning(&mut self, scope: Scope) -> Meaning {
        let meanings = &self.grammars.meanings;
        *self.known.entry(scope).or_insert_with(|| {
            meanings.iter().find(|(prefix, _)| prefix.is_prefix_of(scope)).map_or(Inherit, |(_, meaning)| *meaning)
        })
    }

    fn apply(&mut self, operation: &ScopeStackOp) {
        match operation {
            ScopeStackOp::Push(scope) => {
                let around = self.stack.last().copied().unwrap_or(Plain);
                let meaning = match self.meaning(*scope) {
                    Inherit => around,
                    Is(String) if around == Key => Key,
                    other => other,
                };
                self.stack.push(meaning);
            }
            ScopeStackOp::Pop(count) => self.stack.truncate(self.stack.len().saturating_sub(*count)),
            ScopeStackOp::Clear(amount) => {
                let keep = match amount {
                    ClearAmount::TopN(count) => self.stack.len().saturating_sub(*count),
                    ClearAmount::All => 0,
                };
                self.cleared.push(self.stack.split_off(keep));
            }
            ScopeStackOp::Restore => self.stack.extend(self.cleared.pop().unwrap_or_default()),
            ScopeStackOp::Noop => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_prefix_is_a_scope() {
        assert_eq!(grammars().meanings.len(), MEANINGS.len());
    }

    #[test]
    fn common_languages_have_a_grammar() {
        let names = "python js ts tsx jsx bash json yaml toml sql html css scss rust go java cs cpp c php ruby kotlin \
                     swift dockerfile tf graphql nginx ini xml markdown diff makefile powershell lua elixir dart \
                     dotenv vue svelte bat proto";
        let missing: Vec<&str> = names.split_whitespace().filter(|name| grammars().find(name).is_none()).collect();
        assert!(missing.is_empty(), "{missing:?}");
    }
}
