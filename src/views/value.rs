//! The plain data that a view gives to a template: nothing but words, numbers, lists and objects.
//!
//! Made for each page and thrown away with it, so that making it must cost little: keys and the program's own words are
//! not copied, what is put into an object is moved, and members stand in the order they were written in. Who reads it
//! knows its own order: a template looks members up by name, and JSON is sorted where it is written.

use std::borrow::Cow;
use std::ops::{Index, IndexMut};

use serde::{Serialize, Serializer};

/// A value of a template's data.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Value {
    /// Nothing: it is not shown.
    #[default]
    Null,
    /// A yes or no.
    Bool(bool),
    /// A whole number.
    Whole(i64),
    /// Any other number.
    Number(f64),
    /// A word of the program.
    Word(&'static str),
    /// A text.
    Text(String),
    /// A list.
    List(Vec<Value>),
    /// Members by name, each name once.
    Object(Vec<(&'static str, Value)>),
}

/// Makes a [`Value`] from whatever can become one, or from the members of an object: `data!({ "name": value })`.
macro_rules! data {
    ({ $($name:literal : $value:expr),* $(,)? }) => {
        $crate::views::value::Value::Object(vec![$(($name, $crate::views::value::Value::from($value))),*])
    };
    ($value:expr) => {
        $crate::views::value::Value::from($value)
    };
}

pub(crate) use data;

const NULL: &Value = &Value::Null;

impl Value {
    /// A member of an object; `None` where there is none of this name.
    pub fn get(&self, name: &str) -> Option<&Value> {
        let Value::Object(members) = self else { return None };
        members.iter().find(|(own, _)| *own == name).map(|(_, value)| value)
    }

    /// The text of a text.
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Value::Word(word) => Some(word),
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The entries of a list; none where it is no list.
    pub fn entries(&self) -> &[Value] {
        if let Value::List(entries) = self { entries } else { &[] }
    }

    /// The members of an object; none where it is no object.
    pub fn members(&self) -> &[(&'static str, Value)] {
        if let Value::Object(members) = self { members } else { &[] }
    }

    /// Takes a member away.
    pub fn remove(&mut self, name: &str) {
        if let Value::Object(members) = self {
            members.retain(|(own, _)| *own != name);
        }
    }

    /// Puts the members of another object into this one, over those of the same name.
    pub fn extend(&mut self, more: Value) {
        let Value::Object(members) = more else { return };
        for (name, value) in members {
            self[name] = value;
        }
    }

    /// Whether it is nothing.
    pub fn is_null(&self) -> bool {
        *self == Value::Null
    }

    /// Whether there is nothing to show of it.
    pub fn is_empty(&self) -> bool {
        match self {
            Value::Null => true,
            Value::Word(word) => word.is_empty(),
            Value::Text(text) => text.is_empty(),
            Value::List(entries) => entries.is_empty(),
            Value::Object(members) => members.is_empty(),
            Value::Bool(_) | Value::Whole(_) | Value::Number(_) => false,
        }
    }
}

impl Index<&str> for Value {
    type Output = Value;

    /// A member of an object, [`Value::Null`] where there is none.
    fn index(&self, name: &str) -> &Value {
        self.get(name).unwrap_or(NULL)
    }
}

impl IndexMut<&'static str> for Value {
    /// A member of an object, which is made where there is none; what is no object becomes one.
    fn index_mut(&mut self, name: &'static str) -> &mut Value {
        if !matches!(self, Value::Object(_)) {
            *self = Value::Object(Vec::new());
        }
        let Value::Object(members) = self else { unreachable!("it was made an object") };
        let at = members.iter().position(|(own, _)| *own == name).unwrap_or(members.len());
        if at == members.len() {
            members.push((name, Value::Null));
        }
        &mut members[at].1
    }
}

impl From<bool> for Value {
    fn from(value: bool) -> Self {
        Value::Bool(value)
    }
}

impl From<char> for Value {
    fn from(letter: char) -> Self {
        Value::Text(letter.to_string())
    }
}

impl From<f64> for Value {
    fn from(value: f64) -> Self {
        Value::Number(value)
    }
}

macro_rules! whole {
    ($($kind:ty),*) => {
        $(impl From<$kind> for Value {
            fn from(value: $kind) -> Self {
                Value::Whole(i64::try_from(value).unwrap_or(i64::MAX))
            }
        })*
    };
}

whole!(u8, u16, u32, u64, usize, i32, i64);

impl From<&'static str> for Value {
    fn from(word: &'static str) -> Self {
        Value::Word(word)
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Value::Text(text)
    }
}

impl From<&String> for Value {
    fn from(text: &String) -> Self {
        Value::Text(text.clone())
    }
}

impl From<Cow<'_, str>> for Value {
    fn from(text: Cow<'_, str>) -> Self {
        Value::Text(text.into_owned())
    }
}

impl<T: Into<Value>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Self {
        value.map_or(Value::Null, Into::into)
    }
}

impl From<&Option<String>> for Value {
    fn from(text: &Option<String>) -> Self {
        text.clone().into()
    }
}

impl<T: Into<Value>> From<Vec<T>> for Value {
    fn from(entries: Vec<T>) -> Self {
        entries.into_iter().collect()
    }
}

impl<T: Into<Value>, const N: usize> From<[T; N]> for Value {
    fn from(entries: [T; N]) -> Self {
        entries.into_iter().collect()
    }
}

impl<T: Into<Value>> FromIterator<T> for Value {
    fn from_iter<I: IntoIterator<Item = T>>(entries: I) -> Self {
        Value::List(entries.into_iter().map(Into::into).collect())
    }
}

impl Serialize for Value {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Value::Null => serializer.serialize_unit(),
            Value::Bool(value) => serializer.serialize_bool(*value),
            Value::Whole(value) => serializer.serialize_i64(*value),
            Value::Number(value) => serializer.serialize_f64(*value),
            Value::Word(word) => serializer.serialize_str(word),
            Value::Text(text) => serializer.serialize_str(text),
            Value::List(entries) => serializer.collect_seq(entries),
            Value::Object(members) => serializer.collect_map(members.iter().map(|(name, value)| (name, value))),
        }
    }
}
