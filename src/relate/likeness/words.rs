//! The words of a document with their weight: prose, headings, names in code spans and ids, without front matter, header
//! fields, code blocks, comments, tags and addresses.
//!
//! A scan by lines and characters, not by Markdown: a word counted that a reader does not see does little harm here,
//! and every byte of the folder passes through.

use super::common::is_common;
use super::stem::stem;
use crate::base::Span;
use crate::base::text::{fold_space, hash, head};
use crate::model::{Document, Word};

/// Bytes of a document that are scanned: what it is about stands before that.
const SCANNED: usize = 48_000;
/// Bytes of a line, and of a title, that are scanned: an address looks for its end in the rest of it.
const LINE: usize = 4000;
/// Letters of the longest word; longer ones are keys, hashes and the like.
const LONGEST: usize = 40;

/// Weight of a word in running text, in a heading, in the title; of a name as a whole; of the pieces of a name.
const PROSE: f32 = 1.0;
const HEADING: f32 = 2.0;
const TITLE: f32 = 4.0;
const NAME: f32 = 1.5;
const PIECE: f32 = 0.5;

/// What is known of words met before, so that each is lowered, looked up and stemmed once. A word's slot is taken over by
/// the next that falls on it: the answer is the same with and without it.
pub struct Memo(Vec<(u64, Meaning)>);

/// What a word as written comes to.
#[derive(Clone, Copy)]
enum Meaning {
    /// It says nothing.
    Nothing,
    /// The hash of its stem.
    Stem(u64),
    /// It is a name, or no word: to be looked at each time.
    Other,
}

impl Default for Memo {
    fn default() -> Self {
        Self(vec![(0, Meaning::Other); 1 << 13])
    }
}

/// The words of a document's title and text, sorted by hash.
pub fn of_text(document: &Document, text: &str, memo: &mut Memo) -> Vec<Word> {
    let language = base(document.lang.as_deref());
    let mut scan = Scan::new(language, memo);
    let title = document.title.place.span.of(text);
    if title.is_empty() {
        scan.text(head(&document.title.value, LINE), None, TITLE);
    } else {
        scan.text(head(title, LINE), Some(document.title.place.span.start as usize), TITLE);
    }
    let mut fields: Vec<Span> = document.fields.iter().map(|field| field.span).collect();
    fields.sort_unstable();
    scan.lines(text, &fields);
    merged(scan.words)
}

/// The word that stands for an id in the text.
pub fn of_id(span: Span, text: &str) -> Word {
    Word { hash: hash(&span.of(text).to_lowercase()), weight: NAME, span }
}

/// The words of a title, each once; where all of them are common, the title as one.
pub fn of_title(text: &str, language: Option<&str>, memo: &mut Memo) -> Vec<u64> {
    let text = head(text, LINE);
    let mut scan = Scan::new(base(language), memo);
    scan.text(text, None, PROSE);
    let words: Vec<u64> = merged(scan.words).iter().map(|word| word.hash).collect();
    let title = fold_space(text).to_lowercase();
    if words.is_empty() && !title.is_empty() { vec![hash(&title)] } else { words }
}

/// The language of a tag; English where there is none.
fn base(tag: Option<&str>) -> &str {
    tag.unwrap_or("en").split('-').next().unwrap_or("en")
}

/// Words with the same hash as one, at their first place.
pub fn merged(mut words: Vec<Word>) -> Vec<Word> {
    words.sort_unstable_by_key(|word| (word.hash, word.span));
    let mut out: Vec<Word> = Vec::with_capacity(words.len() / 2);
    for word in words {
        match out.last_mut() {
            Some(last) if last.hash == word.hash => {
                last.weight += word.weight;
                if last.span.is_empty() {
                    last.span = word.span;
                }
            }
            _ => out.push(word),
        }
    }
    out
}

struct Scan<'a> {
    language: &'a str,
    /// What tells the language's words in the memo.
    salt: u64,
    memo: &'a mut Memo,
    words: Vec<Word>,
}

impl<'a> Scan<'a> {
    fn new(language: &'a str, memo: &'a mut Memo) -> Self {
        Self { language, salt: hash(language).rotate_left(1), memo, words: Vec::new() }
    }

    fn push(&mut self, key: &str, weight: f32, span: Span) {
        self.words.push(Word { hash: hash(key), weight, span });
    }

    /// The lines of a file outside front matter, fields, fences and comments.
    fn lines(&mut self, text: &str, fields: &[Span]) {
        let mut at = 0;
        let mut fence: Option<(char, usize)> = None;
        let mut comment = false;
        let mut front = text.trim_start_matches('\u{feff}').lines().next().is_some_and(|line| line.trim_end() == "---");
        for (number, line) in text.split_inclusive('\n').enumerate() {
            let start = at;
            at += line.len();
            if start > SCANNED {
                break;
            }
            let bare = line.trim();
            if front {
                front = number == 0 || !matches!(bare, "---" | "...");
                continue;
            }
            if let Some((sign, length)) = fence {
                let run = bare.chars().take_while(|c| *c == sign).count();
                if run >= length && bare.len() == run {
                    fence = None;
                }
                continue;
            }
            if comment {
                comment = !bare.contains("-->");
                continue;
            }
            if let Some(opened) = opens_fence(bare) {
                fence = Some(opened);
                continue;
            }
            if bare.starts_with("<!--") {
                comment = !bare.contains("-->");
                continue;
            }
            let after = fields.partition_point(|span| span.start as usize <= start + line.len());
            let covered = after
                .checked_sub(1)
                .and_then(|at| fields.get(at))
                .is_some_and(|span| (span.end as usize) > start && span.start as usize <= start + line.len());
            if covered {
                continue;
            }
            let weight = if bare.starts_with('#') { HEADING } else { PROSE };
            self.text(head(line, LINE), Some(start), weight);
        }
    }

    /// The words of a piece of text that begins at an offset of the file, or stands in its name (`None`).
    fn text(&mut self, text: &str, start: Option<usize>, weight: f32) {
        let mut chars = text.char_indices().peekable();
        let mut before = '\0';
        while let Some((at, c)) = chars.next() {
            let rest = || text.get(at..).unwrap_or("");
            // Addresses: of a link, bare, of a tag.
            let skip = match c {
                '(' if before == ']' => rest().find(')'),
                '<' if rest()
                    .get(1..2)
                    .is_some_and(|next| next.starts_with(|c: char| c.is_alphabetic() || c == '/')) =>
                {
                    rest().find('>')
                }
                'h' if rest().starts_with("http://") || rest().starts_with("https://") => rest()
                    .find(|c: char| c.is_whitespace() || matches!(c, ')' | '>' | '"' | '|'))
                    .or(Some(rest().len())),
                _ => None,
            };
            if let Some(length) = skip.filter(|length| *length > 0) {
                while chars.next_if(|(next, _)| *next <= at + length).is_some() {}
                before = ' ';
                continue;
            }
            before = c;
            if is_ideograph(c) {
                if let Some((next, after)) = chars.peek().copied().filter(|(_, after)| is_ideograph(*after)) {
                    let pair = text.get(at..next + after.len_utf8()).unwrap_or("");
                    self.push(pair, weight, span(start, at, pair.len()));
                }
                continue;
            }
            if !is_word(c) {
                continue;
            }
            let mut end = at + c.len_utf8();
            while let Some((next, c)) = chars.next_if(|(_, c)| is_word(*c) && !is_ideograph(*c)) {
                end = next + c.len_utf8();
                before = c;
            }
            self.word(text.get(at..end).unwrap_or(""), weight, start, at);
        }
    }

    /// One word, or a name with its pieces.
    fn word(&mut self, raw: &str, weight: f32, start: Option<usize>, at: usize) {
        let key = hash(raw) ^ self.salt;
        let slot = key as usize & (self.memo.0.len() - 1);
        let known = self.memo.0.get(slot).filter(|(held, _)| *held == key).map(|(_, meaning)| *meaning);
        let meaning = known.unwrap_or_else(|| {
            let meaning = meaning(raw, self.language);
            if let Some(slot) = self.memo.0.get_mut(slot) {
                *slot = (key, meaning);
            }
            meaning
        });
        let span = span(start, at, raw.len());
        match meaning {
            Meaning::Nothing => {}
            Meaning::Stem(hash) => self.words.push(Word { hash, weight, span }),
            Meaning::Other => {
                let name = raw.trim_matches('_');
                self.push(&name.to_lowercase(), weight * NAME, span);
                for piece in pieces(name) {
                    if let Some(hash) = plain(piece, self.language) {
                        self.words.push(Word { hash, weight: weight * PIECE, span });
                    }
                }
            }
        }
    }
}

/// The part of a word as written that a hash stands for: all of it, or of a name the piece.
pub fn written<'a>(raw: &'a str, of: u64, language: Option<&str>) -> &'a str {
    let (name, language) = (raw.trim_matches('_'), base(language));
    let piece = |piece: &&str| plain(piece, language) == Some(of);
    if hash(&name.to_lowercase()) == of { name } else { pieces(name).find(|it| piece(it)).unwrap_or(name) }
}

/// What a word as written comes to.
fn meaning(raw: &str, language: &str) -> Meaning {
    let word = raw.trim_matches('_');
    let length = word.chars().count();
    if !(2..=LONGEST).contains(&length) || !word.chars().any(char::is_alphabetic) {
        Meaning::Nothing
    } else if is_name(word) {
        Meaning::Other
    } else {
        plain(word, language).map_or(Meaning::Nothing, Meaning::Stem)
    }
}

/// The hash of the stem of a word that says something. Two words of one hash would count as one, which does no harm.
fn plain(word: &str, language: &str) -> Option<u64> {
    let lower = word.to_lowercase();
    let says = lower.chars().nth(2).is_some() && !is_common(&lower, language);
    (says && !lower.chars().all(|c| c.is_ascii_digit())).then(|| hash(stem(&lower, language)))
}

/// The place of a word; its first bytes show it, so a long file needs no more than 32 bits.
fn span(start: Option<usize>, at: usize, length: usize) -> Span {
    start.map_or_else(Span::default, |start| Span::new(start + at, start + at + length))
}

/// The sign and the length of a fence that a line opens.
fn opens_fence(bare: &str) -> Option<(char, usize)> {
    let bare = bare.trim_start_matches(['>', ' ']);
    let sign = bare.chars().next().filter(|c| matches!(c, '`' | '~'))?;
    let length = bare.chars().take_while(|c| *c == sign).count();
    let inline = sign == '`' && bare.get(length..).is_some_and(|rest| rest.contains('`'));
    (length >= 3 && !inline).then_some((sign, length))
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// Scripts that put no spaces between words: pairs of characters stand for words.
fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}' | '\u{f900}'..='\u{faff}')
}

/// Whether a word is the name of something: `refresh_token`, `SessionStore`, `sha256`.
fn is_name(word: &str) -> bool {
    let inner = word.contains('_');
    let mixed = word.chars().zip(word.chars().skip(1)).any(|(a, b)| a.is_lowercase() && b.is_uppercase());
    let numbered = word.starts_with(char::is_alphabetic) && word.ends_with(|c: char| c.is_ascii_digit());
    inner || mixed || numbered
}

/// The words a name is put together from.
fn pieces(name: &str) -> impl Iterator<Item = &str> {
    name.split('_').flat_map(|part| {
        let mut cuts = vec![0];
        let letters: Vec<(usize, char)> = part.char_indices().collect();
        cuts.extend(letters.windows(2).filter_map(|pair| match pair {
            [(_, a), (at, b)] if a.is_lowercase() && b.is_uppercase() => Some(*at),
            _ => None,
        }));
        cuts.push(part.len());
        cuts.windows(2).filter_map(|pair| part.get(*pair.first()?..*pair.last()?)).collect::<Vec<_>>()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The words that a text gives, by where they stand first.
    fn words(text: &str, language: &str) -> Vec<String> {
        let mut memo = Memo::default();
        let mut scan = Scan::new(language, &mut memo);
        scan.lines(text, &[]);
        let mut words = merged(scan.words);
        words.sort_by_key(|word| word.span);
        words.iter().map(|word| word.span.of(text).to_owned()).collect()
    }

    #[test]
    fn code_addresses_tags_and_front_matter_are_left_out() {
        let text = "---\nowner: zoe\n---\n# Refresh tokens\n\n```rust\nlet hidden = 1;\n```\n<!-- secret -->\n\
                    See [sessions](https://example.org/hidden) <b title='hidden'>bold</b> https://x.org/hidden/path\n";
        assert_eq!(words(text, "en"), ["Refresh", "tokens", "sessions", "bold"]);
    }

    #[test]
    fn forms_meet_and_small_words_go() {
        assert_eq!(words("The token is kept; tokens are kept\n", "en"), ["token", "kept"]);
        assert_eq!(words("Die Suche und die Suchen\n", "de"), ["Suche"]);
    }

    #[test]
    fn names_stay_whole_and_lend_their_pieces() {
        let text = "`SessionStore` and refresh_token\n";
        let mut memo = Memo::default();
        let mut scan = Scan::new("en", &mut memo);
        scan.lines(text, &[]);
        let found = merged(scan.words);
        for key in ["sessionstore", "session", "store", "refresh_token", "refresh", "token"] {
            assert!(found.iter().any(|word| word.hash == hash(stem(key, "en")) || word.hash == hash(key)), "{key}");
        }
    }

    #[test]
    fn scripts_without_spaces_give_pairs_of_characters() {
        assert_eq!(words("登录功能\n", "zh"), ["登录", "录功", "功能"]);
    }

    #[test]
    fn a_fence_that_never_closes_and_odd_bytes_do_no_harm() {
        assert!(words("```\nx\n\u{0}", "en").is_empty());
        assert!(words("](", "en").is_empty() && words("<a", "en").is_empty() && words("<é", "en").is_empty());
    }

    #[test]
    fn a_title_is_scanned_as_far_as_a_line_is() {
        let short = of_title("Refresh tokens", None, &mut Memo::default());
        let long = format!("Refresh tokens {} cookies", "<a ".repeat(LINE / 3));
        assert_eq!(short.len(), 2);
        assert_eq!(of_title(&long, None, &mut Memo::default()), short);
    }
}
