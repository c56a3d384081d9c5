//! Values that many pages hold alike: made once, and shown in the form that was made of them once.

use std::any::Any;
use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, OnceLock, PoisonError, RwLock};

use super::Value;
use crate::base::key::Key;

/// A value that many pages hold, with what was made of it to show it: that is done once.
pub struct Shared {
    pub(super) value: Value,
    made: OnceLock<Box<dyn Any + Send + Sync>>,
    key: OnceLock<Key>,
}

impl Shared {
    /// What `make` makes of the value: at the first call, and for whoever asks for the same type after it.
    pub fn made<T: Clone + Send + Sync + 'static>(&self, make: impl Fn(Value) -> T) -> T {
        let made = self.made.get_or_init(|| Box::new(make(self.value.clone())));
        made.downcast_ref::<T>().cloned().unwrap_or_else(|| make(self.value.clone()))
    }

    /// The key of the value.
    pub(super) fn key(&self) -> Key {
        *self.key.get_or_init(|| Key::of(&self.value))
    }
}

impl fmt::Debug for Shared {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.value.fmt(out)
    }
}

impl PartialEq for Shared {
    fn eq(&self, other: &Self) -> bool {
        self.value == other.value
    }
}

/// Values by all that they are made from, so that none is ever out of date.
#[derive(Debug)]
pub struct Memo<K>(RwLock<BTreeMap<K, Arc<Shared>>>);

impl<K> Default for Memo<K> {
    fn default() -> Self {
        Self(RwLock::default())
    }
}

impl<K: Ord> Memo<K> {
    /// The value made from this; `make` makes it at the first call.
    pub fn get(&self, from: K, make: impl FnOnce() -> Value) -> Value {
        // A thread that panicked has put in nothing or a whole entry.
        let known = self.0.read().unwrap_or_else(PoisonError::into_inner).get(&from).cloned();
        Value::Shared(known.unwrap_or_else(|| {
            let made = Arc::new(Shared { value: make(), made: OnceLock::new(), key: OnceLock::new() });
            let mut all = self.0.write().unwrap_or_else(PoisonError::into_inner);
            Arc::clone(all.entry(from).or_insert(made))
        }))
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::super::data;
    use super::*;

    #[test]
    fn what_is_made_of_a_value_is_made_once() {
        let memo = Memo::default();
        let calls = AtomicUsize::new(0);
        for from in ["a", "b", "a", "a"] {
            let Value::Shared(shared) = memo.get(from, || data!({ "from": from })) else { panic!("it is shared") };
            let made = shared.made(|value| {
                calls.fetch_add(1, Ordering::Relaxed);
                value["from"].as_str().map(str::to_owned)
            });
            assert_eq!(made.as_deref(), Some(from));
        }
        assert_eq!(calls.into_inner(), 2);
    }
}
