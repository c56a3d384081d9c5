//! What a language's table holds.

use super::super::Class;
use super::state::Lexer;

/// What a word of a language is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Word {
    /// It has this class.
    Is(Class),
    /// A keyword that is followed by a name of this class.
    Names(Class),
    /// A keyword where another word, a quote or a brace follows, and a name elsewhere.
    Soft,
    /// The same, and what follows is a name of this class.
    SoftNames(Class),
}

/// What a bracket is there for: languages give names in it their class by that.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Role {
    /// Statements, groups: nothing special.
    Plain,
    /// Arguments of a call.
    Call,
    /// What a type is derived from.
    Bases,
    /// Parameters of a function.
    Params,
    /// Keys with values.
    Map,
    /// A list.
    List,
    /// Members of a type with their types.
    Members,
    /// A type.
    Type,
    /// What is imported, or taken apart.
    Names,
    /// An attribute.
    Attribute,
    /// Code in a string.
    Hole,
    /// Names that are declared constant.
    Constants,
    /// A tag of markup in code.
    Tag,
    /// Text between tags of markup in code.
    Text,
}

/// What a backslash does in a string.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Escapes {
    /// Nothing.
    No,
    /// It hides the quote behind it and is text itself.
    Quote,
    /// With what follows it is one character, and shown so.
    Shown,
}

/// Code in a string.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Holes {
    /// There is none.
    No,
    /// `{code}`
    Brace,
    /// `${code}`
    DollarBrace,
    /// `${…}` and `$name`, shown as variables as they are.
    Dollar,
}

/// Places for values in a string, which are shown as constants.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Marks {
    /// There is none.
    No,
    /// `%s`
    Percent,
    /// `{}`, `{name:…}`
    Brace,
    /// Both.
    Both,
}

/// A kind of string.
pub(super) struct Quote {
    /// What it begins with, letters before the quote included.
    pub open: &'static str,
    pub close: &'static str,
    /// Whether it goes on over the end of a line.
    pub lines: bool,
    pub escapes: Escapes,
    pub holes: Holes,
    pub marks: Marks,
    pub class: Class,
}

impl Quote {
    /// A string on one line with escapes.
    pub const fn new(open: &'static str, close: &'static str) -> Self {
        Self {
            open,
            close,
            lines: false,
            escapes: Escapes::Shown,
            holes: Holes::No,
            marks: Marks::No,
            class: Class::String,
        }
    }
}

/// A language.
pub(super) struct Table {
    /// The canonical name.
    pub name: &'static str,
    pub words: &'static [(Word, &'static str)],
    /// Words that mean something else than in `words`, or are more.
    pub own_words: &'static [(Word, &'static str)],
    /// What begins a comment until the end of the line.
    pub line_comments: &'static [&'static str],
    /// What a comment over lines stands between.
    pub block_comment: Option<(&'static str, &'static str)>,
    /// Whether block comments can stand in each other.
    pub nested_comments: bool,
    /// Longest first where one begins like another.
    pub quotes: &'static [Quote],
    /// Whether strings before a colon in braces are keys.
    pub keys: bool,
    /// Bytes of operators.
    pub operators: &'static str,
    /// Bytes that words hold besides letters, digits and `_`.
    pub letters: &'static str,
    /// Whether a word stands where only a name can.
    pub only_name: fn(&Lexer) -> bool,
    /// The class of a name that is no word of the language.
    pub name_class: fn(&mut Lexer, &str) -> Option<Class>,
    /// Hears of each word of the language.
    pub said: fn(&mut Lexer, &str),
    /// Whether `state` is that of one bracket, begins with 0 in each and comes back behind it.
    pub levels: bool,
    /// What a bracket that opens here is there for.
    pub role: fn(&Lexer, u8) -> Role,
    /// Looks at a byte that begins no word before the lexer does; takes what it knows and says so.
    pub special: fn(&mut Lexer, u8) -> bool,
    /// Reads all of the code.
    pub read: fn(&mut Lexer),
}

/// What a table says where it says nothing else.
pub(super) const BASE: Table = Table {
    name: "",
    words: &[],
    own_words: &[],
    line_comments: &["//"],
    block_comment: Some(("/*", "*/")),
    nested_comments: false,
    quotes: &[Quote::new("\"", "\"")],
    keys: false,
    operators: "=+-*/%<>!&|^~?",
    letters: "",
    name_class: |lexer, _| (lexer.next() == b'(').then_some(Class::Function),
    only_name: |_| false,
    said: |_, _| {},
    levels: false,
    role: |_, _| Role::Plain,
    special: |_, _| false,
    read: |lexer| lexer.run(),
};
