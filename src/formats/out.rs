//! JSON written as it is made: no tree of it is kept, and of a long list only a few elements at a time.

use std::fmt::Display;
use std::io::{self, Write};

use rayon::prelude::*;
use serde::{Serialize, Serializer};

/// Elements of a list that are made at one time.
const BATCH: usize = 256;
/// Those of them that one thread makes after each other.
const SHARE: usize = 16;

/// An object while it is written. The keys come sorted, so that a key that is added later has one place.
pub struct Object<'a> {
    out: &'a mut Vec<u8>,
    /// The key before, empty at first.
    last: &'static str,
}

/// Writes an object.
pub fn object(out: &mut Vec<u8>, fill: impl FnOnce(&mut Object<'_>)) {
    out.push(b'{');
    fill(&mut Object { out, last: "" });
    out.push(b'}');
}

/// Writes a plain value.
pub fn plain(out: &mut Vec<u8>, value: &(impl Serialize + ?Sized)) {
    // Memory takes everything, and no value here has keys that are no text.
    let _ = serde_json::to_writer(out, value);
}

/// Writes a list.
pub fn list<T>(out: &mut Vec<u8>, all: impl IntoIterator<Item = T>, mut one: impl FnMut(&mut Vec<u8>, T)) {
    out.push(b'[');
    for (at, element) in all.into_iter().enumerate() {
        if at > 0 {
            out.push(b',');
        }
        one(out, element);
    }
    out.push(b']');
}

impl Object<'_> {
    /// A key, and where its value is written.
    pub fn key(&mut self, key: &'static str) -> &mut Vec<u8> {
        debug_assert!(self.last < key, "`{key}` stands behind `{}`", self.last);
        self.out.extend_from_slice(if self.last.is_empty() { b"\"" } else { b",\"" });
        self.out.extend_from_slice(key.as_bytes());
        self.out.extend_from_slice(b"\":");
        self.last = key;
        self.out
    }

    /// A plain value.
    pub fn put(&mut self, key: &'static str, value: &(impl Serialize + ?Sized)) {
        plain(self.key(key), value);
    }

    /// A value as the text that it is shown as, or null.
    pub fn shown(&mut self, key: &'static str, value: Option<impl Display>) {
        self.put(key, &value.map(Shown));
    }

    /// An object.
    pub fn object(&mut self, key: &'static str, fill: impl FnOnce(&mut Object<'_>)) {
        object(self.key(key), fill);
    }

    /// An object, or null.
    pub fn optional<T>(&mut self, key: &'static str, value: Option<T>, fill: impl FnOnce(&mut Object<'_>, T)) {
        match value {
            Some(value) => self.object(key, |object| fill(object, value)),
            None => self.put(key, &()),
        }
    }

    /// A list of plain values.
    pub fn values<T: Serialize>(&mut self, key: &'static str, all: impl IntoIterator<Item = T>) {
        list(self.key(key), all, |out, one| plain(out, &one));
    }

    /// A list of objects.
    pub fn objects<T>(
        &mut self,
        key: &'static str,
        all: impl IntoIterator<Item = T>,
        mut fill: impl FnMut(&mut Object<'_>, T),
    ) {
        list(self.key(key), all, |out, one| object(out, |object| fill(object, one)));
    }
}

/// A value as the text that it is shown as.
struct Shown<T>(T);

impl<T: Display> Serialize for Shown<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}

/// The outermost object, handed on while it is made.
pub struct Top<'a> {
    out: &'a mut dyn Write,
    last: &'static str,
}

impl<'a> Top<'a> {
    /// Begins it.
    pub fn new(out: &'a mut dyn Write) -> io::Result<Self> {
        out.write_all(b"{")?;
        Ok(Self { out, last: "" })
    }

    /// Ends it.
    pub fn end(self) -> io::Result<()> {
        self.out.write_all(b"}")
    }

    /// One or more keys with values that are small.
    pub fn put(&mut self, fill: impl FnOnce(&mut Object<'_>)) -> io::Result<()> {
        let mut bytes = Vec::new();
        let mut object = Object { out: &mut bytes, last: self.last };
        fill(&mut object);
        self.last = object.last;
        self.out.write_all(&bytes)
    }

    /// A list of objects of any length, which are made in parallel, a batch after the other.
    pub fn objects<T: Sync>(
        &mut self,
        key: &'static str,
        all: &[T],
        fill: impl Fn(&mut Object<'_>, &T) + Sync,
    ) -> io::Result<()> {
        self.put(|object| object.key(key).push(b'['))?;
        let share = |some: &[T]| {
            let mut bytes = Vec::new();
            for one in some {
                object(&mut bytes, |object| fill(object, one));
                bytes.push(b',');
            }
            bytes
        };
        for (nth, batch) in all.chunks(BATCH).enumerate() {
            let mut made: Vec<Vec<u8>> = batch.par_chunks(SHARE).map(share).collect();
            // No comma stands behind the last of all.
            if (nth + 1) * BATCH >= all.len() {
                made.last_mut().and_then(Vec::pop);
            }
            made.iter().try_for_each(|bytes| self.out.write_all(bytes))?;
        }
        self.out.write_all(b"]")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A list of so many numbers between two values.
    fn written(count: u32) -> String {
        let mut bytes: Vec<u8> = Vec::new();
        let mut top = Top::new(&mut bytes).expect("written");
        top.put(|object| object.put("a", &"\u{e9}\"")).expect("written");
        let all: Vec<u32> = (0..count).collect();
        top.objects("b", &all, |object, one| object.put("at", one)).expect("written");
        top.put(|object| object.optional("c", None::<u32>, |_, _| {})).expect("written");
        top.end().expect("written");
        String::from_utf8(bytes).expect("text")
    }

    #[test]
    fn batches_make_one_list() {
        for count in [0, 1, 15, 16, 17, 255, 256, 257, 1000] {
            let all: Vec<String> = (0..count).map(|at| format!("{{\"at\":{at}}}")).collect();
            assert_eq!(written(count), format!("{{\"a\":\"\u{e9}\\\"\",\"b\":[{}],\"c\":null}}", all.join(",")));
        }
    }
}
