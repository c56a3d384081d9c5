//! What a value is hashed as: all that a template can tell of it.

use std::hash::{Hash, Hasher};

use super::Value;

impl Hash for Value {
    /// A kind, then what it holds: texts and lists say by themselves where they end. Whose text it is shows nowhere.
    fn hash<H: Hasher>(&self, state: &mut H) {
        match self {
            Value::Null => 0_u8.hash(state),
            Value::Bool(value) => (1_u8, value).hash(state),
            Value::Whole(value) => (2_u8, value).hash(state),
            Value::Number(value) => (3_u8, value.to_bits()).hash(state),
            Value::Word(text) => (4_u8, text).hash(state),
            Value::Text(text) => (4_u8, text).hash(state),
            Value::List(entries) => (5_u8, entries).hash(state),
            Value::Object(members) => (6_u8, members).hash(state),
            Value::Shared(shared) => (7_u8, shared.key()).hash(state),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Memo, data};
    use super::*;
    use crate::base::key::Key;

    #[test]
    fn whatever_differs_is_told_apart() {
        let memo = Memo::default();
        let shared = |from: u8| memo.get(from, || data!({ "a": from }));
        let values = [
            Value::Null,
            false.into(),
            true.into(),
            0_u8.into(),
            1_u8.into(),
            0.0.into(),
            (-0.0).into(),
            1.0.into(),
            "".into(),
            "1".into(),
            "a".into(),
            data!(["a"]),
            data!(["a", "b"]),
            data!(["ab"]),
            data!([data!(["a"]), data!(["b"])]),
            data!([data!(["a", "b"]), data!([""; 0])]),
            data!({}),
            data!([""; 0]),
            data!({ "a": "b" }),
            data!({ "a": Value::Null }),
            data!({ "b": "a" }),
            data!({ "a": "b", "c": "d" }),
            data!({ "a": data!({ "b": "c" }) }),
            data!({ "a": data!({ "b": "c" }), "d": Value::Null }),
            data!({ "a": data!({ "b": "c", "d": Value::Null }) }),
            shared(1),
            shared(2),
            data!([shared(1)]),
        ];
        for (at, value) in values.iter().enumerate() {
            for other in &values[at + 1..] {
                assert_ne!(Key::of(value), Key::of(other), "{value:?} {other:?}");
            }
            assert_eq!(Key::of(value), Key::of(&value.clone()));
        }
        assert_eq!(Key::of(&Value::Word("a")), Key::of(&Value::Text("a".to_owned())));
        let alike = Memo::default().get(3, || data!({ "a": 1_u8 }));
        assert_eq!(Key::of(&shared(1)), Key::of(&alike), "not where it was shared");
    }
}
