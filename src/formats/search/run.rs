//! Postings as text: a run of entries, each the distance to the entry before, less one, in base 36 (nothing for none), and a
//! character for the impact, which ends it. Impacts stand for themselves as positions in [`SIGNS`].
//!
//! Runs are what the files hold, and half as large as numbers: so they are kept from the beginning on.

use super::lexicon::Posting;
use super::postings::IMPACTS;

/// The signs of impacts: no digit, no small letter, nothing that a text of script escapes.
pub const SIGNS: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZ!#$%&()*+,-./:";

/// The postings of one word, by number.
#[derive(Clone, Copy, Debug)]
pub struct Run<'a> {
    /// As they are written.
    pub text: &'a str,
    /// The number behind the last of them.
    pub next: u32,
}

impl Run<'_> {
    /// How many they are.
    pub fn len(self) -> usize {
        self.text.bytes().filter(|byte| !is_digit(*byte)).count()
    }
}

impl<'a> Run<'a> {
    /// Each of them.
    pub fn read(self) -> impl Iterator<Item = Posting> + 'a {
        let (mut next, mut distance) = (0, 0);
        self.text.bytes().filter_map(move |byte| {
            if is_digit(byte) {
                distance = distance * 36 + char::from(byte).to_digit(36).unwrap_or_default();
                return None;
            }
            let number = next + std::mem::take(&mut distance);
            next = number + 1;
            Some(Posting::new(number, impact(byte)))
        })
    }
}

/// Writes one more posting; `next` is the number behind the last of the run.
pub fn add(out: &mut String, next: &mut u32, posting: Posting) {
    base36(posting.number() - *next, out);
    *next = posting.number() + 1;
    let sign = SIGNS.as_bytes().get(usize::from(posting.impact().min(IMPACTS - 1)));
    out.push(char::from(sign.copied().unwrap_or(b'A')));
}

/// Writes another run behind one: its numbers are all higher.
pub fn join(out: &mut String, next: &mut u32, run: Run<'_>) {
    let first = run.text.bytes().position(|byte| !is_digit(byte)).unwrap_or_default();
    let (number, rest) = run.text.split_at(first);
    base36(u32::from_str_radix(number, 36).unwrap_or_default() - *next, out);
    out.push_str(rest);
    *next = run.next;
}

/// Some postings as text.
pub fn of(postings: &[Posting]) -> String {
    let (mut out, mut next) = (String::new(), 0);
    postings.iter().for_each(|posting| add(&mut out, &mut next, *posting));
    out
}

fn is_digit(byte: u8) -> bool {
    byte.is_ascii_digit() || byte.is_ascii_lowercase()
}

/// The impact that a sign stands for.
fn impact(sign: u8) -> u8 {
    match sign {
        b'A'..=b'Z' => sign - b'A',
        _ => SIGNS.bytes().position(|other| other == sign).unwrap_or_default() as u8,
    }
}

/// A number in base 36; nothing for zero.
fn base36(number: u32, out: &mut String) {
    if number >= 36 {
        base36(number / 36, out);
    }
    if let Some(digit) = char::from_digit(number % 36, 36).filter(|_| number > 0) {
        out.push(digit);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn postings_are_distances_and_signs() {
        assert_eq!(SIGNS.len(), usize::from(IMPACTS));
        let postings =
            [(0, 0), (1, 1), (3, 25), (40, 26), (1337, 39)].map(|(number, impact)| Posting::new(number, impact));
        assert_eq!(of(&postings), "AB1Z10!100:");
        let run = |postings: &[Posting]| (of(postings), postings.last().map_or(0, |last| last.number() + 1));
        for at in 0..=postings.len() {
            let (before, behind) = postings.split_at(at);
            let ((mut text, mut next), (more, end)) = (run(before), run(behind));
            if !behind.is_empty() {
                join(&mut text, &mut next, Run { text: &more, next: end });
            }
            assert_eq!((text.as_str(), next), ("AB1Z10!100:", 1338), "{at}");
            let joined = Run { text: &text, next };
            assert_eq!((joined.read().collect::<Vec<_>>(), joined.len()), (postings.to_vec(), 5));
        }
    }
}
