//! What was highlighted before, by language and code, in bounded memory.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard};

/// Parts that lock on their own, so that threads seldom wait for each other.
const SHARDS: usize = 16;
/// Bytes of HTML a generation of a part holds: with two generations 16 MB in all.
const GENERATION: usize = 512 * 1024;

/// The hash of language and code.
pub(super) type Key = [u8; 32];

/// The key of a block.
pub(super) fn key(language: &str, code: &str) -> Key {
    let mut hasher = blake3::Hasher::new();
    hasher.update(language.as_bytes()).update(&[0]).update(code.as_bytes());
    *hasher.finalize().as_bytes()
}

/// Remembers blocks. What was not asked for during a whole generation is forgotten.
#[derive(Default)]
pub(super) struct Memo {
    shards: [Mutex<Shard>; SHARDS],
}

#[derive(Default)]
struct Shard {
    young: BTreeMap<Key, Arc<str>>,
    old: BTreeMap<Key, Arc<str>>,
    size: usize,
}

impl Memo {
    /// A block's HTML, where it is known.
    pub(super) fn get(&self, key: &Key) -> Option<Arc<str>> {
        let mut shard = self.shard(key);
        if let Some(html) = shard.young.get(key) {
            return Some(Arc::clone(html));
        }
        let html = shard.old.remove(key)?;
        shard.add(*key, &html);
        Some(html)
    }

    /// Remembers a block's HTML and gives it.
    pub(super) fn put(&self, key: Key, html: Arc<str>) -> Arc<str> {
        self.shard(&key).add(key, &html);
        html
    }

    fn shard(&self, key: &Key) -> MutexGuard<'_, Shard> {
        // A thread that panicked while it held the lock has left a map that is whole.
        self.shards[usize::from(key[0]) % SHARDS].lock().unwrap_or_else(|poisoned| poisoned.into_inner())
    }
}

impl Shard {
    fn add(&mut self, key: Key, html: &Arc<str>) {
        if self.size + html.len() > GENERATION {
            self.old = std::mem::take(&mut self.young);
            self.size = 0;
        }
        self.size += html.len();
        self.young.insert(key, Arc::clone(html));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn memory_is_bounded() {
        let memo = Memo::default();
        let html: Arc<str> = "x".repeat(GENERATION / 4).into();
        for at in 0..1000_u32 {
            memo.put(key("", &at.to_string()), Arc::clone(&html));
        }
        let held: usize = memo
            .shards
            .iter()
            .map(|shard| {
                let shard = shard.lock().unwrap();
                shard.young.len() + shard.old.len()
            })
            .sum();
        assert!(held <= SHARDS * 8, "{held}");
    }
}
