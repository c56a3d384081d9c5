//! The plain data that a view gives to a template: nothing but words, numbers, lists and objects.
//!
//! Made for each page and thrown away with it, so that making it must cost little: keys and the program's own words are
//! not copied, what is put into an object is moved, and members stand in the order they were written in. Who reads it
//! knows its own order: a template looks members up by name, and JSON is sorted where it is written.

mod from;
mod hashed;
mod shared;

use std::ops::{Index, IndexMut};
use std::sync::Arc;

pub use shared::{Memo, Shared};

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
    /// What many pages hold alike.
    Shared(Arc<Shared>),
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
        self.members().iter().find(|(own, _)| *own == name).map(|(_, value)| value)
    }

    /// The text of a text.
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Value::Word(word) => Some(word),
            Value::Text(text) => Some(text),
            Value::Shared(shared) => shared.value.as_str(),
            _ => None,
        }
    }

    /// The entries of a list; none where it is no list.
    pub fn entries(&self) -> &[Value] {
        match self {
            Value::List(entries) => entries,
            Value::Shared(shared) => shared.value.entries(),
            _ => &[],
        }
    }

    /// The members of an object; none where it is no object.
    pub fn members(&self) -> &[(&'static str, Value)] {
        match self {
            Value::Object(members) => members,
            Value::Shared(shared) => shared.value.members(),
            _ => &[],
        }
    }

    /// The members of an object, taken out of it; none where it is no object.
    pub fn into_members(self) -> Vec<(&'static str, Value)> {
        match self {
            Value::Object(members) => members,
            other => other.members().to_vec(),
        }
    }

    /// Whether it is nothing.
    pub fn is_null(&self) -> bool {
        matches!(self, Value::Null)
    }

    /// Whether there is nothing to show of it.
    pub fn is_empty(&self) -> bool {
        match self {
            Value::Null => true,
            Value::Word(word) => word.is_empty(),
            Value::Text(text) => text.is_empty(),
            Value::List(entries) => entries.is_empty(),
            Value::Object(members) => members.is_empty(),
            Value::Shared(shared) => shared.value.is_empty(),
            Value::Bool(_) | Value::Whole(_) | Value::Number(_) => false,
        }
    }

    /// Takes a member away.
    pub fn remove(&mut self, name: &str) {
        self.own().retain(|(own, _)| *own != name);
    }

    /// Puts the members of another object into this one, over those of the same name.
    pub fn extend(&mut self, more: Value) {
        for (name, value) in more.into_members() {
            self[name] = value;
        }
    }

    /// The members, to change them. What is no object of its own becomes one.
    fn own(&mut self) -> &mut Vec<(&'static str, Value)> {
        match self {
            Value::Object(members) => members,
            other => {
                *other = Value::Object(std::mem::take(other).into_members());
                other.own()
            }
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
    /// A member of an object, which is made where there is none; what is no object of its own becomes one.
    fn index_mut(&mut self, name: &'static str) -> &mut Value {
        let members = self.own();
        let at = members.iter().position(|(own, _)| *own == name).unwrap_or(members.len());
        if at == members.len() {
            members.push((name, Value::Null));
        }
        &mut members[at].1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_to_a_shared_value_is_nobody_elses() {
        let memo = Memo::default();
        let first = memo.get(1, || data!({ "word": "done" }));
        let mut second = memo.get(1, || Value::Null);
        second["word"] = "open".into();
        second["more"] = true.into();
        assert_eq!(first, memo.get(1, || Value::Null));
        assert_eq!(second, data!({ "word": "open", "more": true }));
    }

    #[test]
    fn members_can_be_put_over_others_and_taken_away() {
        let mut value = data!({ "a": 1_u8, "b": "x" });
        value.extend(data!({ "b": vec!["y"], "c": None::<bool> }));
        value.remove("a");
        assert_eq!(value, data!({ "b": vec!["y"], "c": Value::Null }));
        assert!(value["a"].is_null() && value["c"].is_empty() && !value["b"].is_empty());
    }

    #[test]
    fn json_of_a_value_is_sorted() {
        let value = data!({ "b": -1_i64, "a": vec![data!({ "y": 0.5, "x": 'c' })] });
        let json = serde_json::to_value(&value).map(|json| json.to_string());
        assert_eq!(json.ok().as_deref(), Some(r#"{"a":[{"x":"c","y":0.5}],"b":-1}"#));
    }
}
