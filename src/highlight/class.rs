//! The classes that code is coloured by.

/// What a piece of code is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Class {
    /// A comment.
    Comment,
    /// A string.
    String,
    /// A number.
    Number,
    /// A constant, an escape in a string.
    Constant,
    /// A keyword.
    Keyword,
    /// An operator.
    Operator,
    /// A type.
    Type,
    /// A function where it is defined or called.
    Function,
    /// A variable the language marks as one, a parameter.
    Variable,
    /// An attribute, annotation or property name.
    Attribute,
    /// A tag of markup, a key of a data language.
    Tag,
    /// A heading of markup.
    Heading,
    /// An added line.
    Inserted,
    /// A removed line.
    Deleted,
    /// A preprocessor line, the header of a diff.
    Meta,
}

impl Class {
    /// The class in HTML. The theme's stylesheet has a colour for each.
    pub fn css(self) -> &'static str {
        match self {
            Self::Comment => "c",
            Self::String => "s",
            Self::Number => "n",
            Self::Constant => "b",
            Self::Keyword => "k",
            Self::Operator => "o",
            Self::Type => "t",
            Self::Function => "f",
            Self::Variable => "v",
            Self::Attribute => "a",
            Self::Tag => "g",
            Self::Heading => "h",
            Self::Inserted => "i",
            Self::Deleted => "d",
            Self::Meta => "m",
        }
    }
}
