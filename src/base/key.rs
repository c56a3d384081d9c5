//! Keys: short names for everything that something is made from. Two of the same key are made from the same.
//!
//! What is named says by itself what it consists of: its `Hash` is derived, or takes it apart whole, so that no field is
//! forgotten, and what it writes cannot be the beginning of what another value of its type writes. A key holds for one
//! build of the program.

use std::hash::{Hash, Hasher};

/// What something is made from, in 256 bits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Key([u8; 32]);

impl Key {
    /// Of one value; several are a tuple of them.
    pub fn of(value: &impl Hash) -> Self {
        let mut bytes = Bytes(Vec::new());
        value.hash(&mut bytes);
        Self(*blake3::hash(&bytes.0).as_bytes())
    }

    /// From text; `None` where it is that of no key.
    pub fn from_hex(text: &str) -> Option<Self> {
        blake3::Hash::from_hex(text).ok().map(|hash| Self(*hash.as_bytes()))
    }

    /// As text.
    pub fn hex(self) -> String {
        blake3::Hash::from_bytes(self.0).to_hex().to_string()
    }
}

/// Gathers what values write, to hash it in one piece: most of it comes in pieces of a few bytes.
struct Bytes(Vec<u8>);

impl Hasher for Bytes {
    #[inline]
    fn write(&mut self, bytes: &[u8]) {
        self.0.extend_from_slice(bytes);
    }

    /// Kinds, and the ends of texts: every other piece is one.
    #[inline]
    fn write_u8(&mut self, byte: u8) {
        self.0.push(byte);
    }

    /// Asked by nobody: the whole key is wanted.
    fn finish(&self) -> u64 {
        0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_told_apart_wherever_one_ends_and_the_next_begins() {
        let keys = [
            Key::of(&("a", "bc")),
            Key::of(&("ab", "c")),
            Key::of(&("abc", "")),
            Key::of(&(vec!["a"], vec!["bc"])),
            Key::of(&(vec!["a", "bc"], [""; 0].to_vec())),
            Key::of(&(Some("a"), "bc")),
            Key::of(&(None::<&str>, "abc")),
        ];
        for (at, key) in keys.iter().enumerate() {
            assert!(keys.iter().skip(at + 1).all(|other| other != key), "{at}");
        }
        assert_eq!(Key::of(&("a", 1_u8)), Key::of(&("a", 1_u8)));
        assert_eq!(keys[0].hex().len(), 64);
        assert_eq!(Key::from_hex(&keys[0].hex()), Some(keys[0]));
        assert_eq!(["", "x", &keys[0].hex()[1..]].map(Key::from_hex), [None; 3]);
    }
}
