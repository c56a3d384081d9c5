//! Whether what stands between two dollars is a formula. Texts about software are full of prices and variables: a formula
//! that is shown as it was written harms less than a price that is set as one.

use std::iter::Peekable;
use std::str::Chars;

/// How sure it is that a text between dollars is a formula.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Looks {
    /// It is not.
    No,
    /// It may be one where the text has others: `n`, `512`, `f(m)`.
    Weak,
    /// It is: commands of TeX, indices, equations of single letters.
    Strong,
}

/// Letters in a row that are a word and no product of variables.
const WORD: usize = 4;

/// Judges what stands between two dollars, or between two pairs of them.
pub fn looks(tex: &str, display: bool) -> Looks {
    // GitHub's other form: dollars around backticks.
    if tex.len() > 2 && tex.starts_with('`') && tex.ends_with('`') {
        return Looks::Strong;
    }
    let blank = |c: Option<char>| c.is_none_or(char::is_whitespace);
    if tex.trim().is_empty() || (!display && (blank(tex.chars().next()) || blank(tex.chars().next_back()))) {
        return Looks::No;
    }
    // `${name}` is a variable of a shell or a template.
    if !display && tex.starts_with('{') {
        return Looks::No;
    }
    let Some(seen) = Seen::of(tex) else { return Looks::No };
    // What Markdown takes for a link is one; what stands between two pairs of dollars goes on from neither side.
    let link = tex.contains("](") || tex.contains("[[") && tex.contains("]]");
    if seen.commands == 0 && (link || display && tex.trim_start().starts_with([';', ',', '.', ':', ')'])) {
        return Looks::No;
    }
    // `5 to 10`: numbers and words, and nothing that belongs to a formula.
    if !display && is_text(tex) {
        return Looks::No;
    }
    if seen.commands > 0 && seen.words <= 3 || seen.commands > 3 {
        return Looks::Strong;
    }
    if seen.words > 0 || seen.alignments && !display {
        return Looks::No;
    }
    // An equation has two sides.
    let bare = tex.trim_matches(['=', '<', '>', '≤', '≥', '≠', ' ', '\n']);
    let equation = seen.equals && seen.longest == 1 && bare.len() == tex.trim().len();
    if seen.functions > 0 {
        return Looks::Weak;
    }
    if seen.scripts || equation || (display && seen.equals) { Looks::Strong } else { Looks::Weak }
}

/// Reads the name of a command behind its backslash and says how long it is: 0 for an escaped sign or a line's end, which is
/// passed over.
fn command(chars: &mut Peekable<Chars<'_>>) -> usize {
    let mut name = 0;
    while chars.next_if(char::is_ascii_alphabetic).is_some() {
        name += 1;
    }
    if name == 0 {
        chars.next();
    }
    name
}

/// Whether what stands between dollars is a formula whose braces do not match: Markdown takes it for text, but a command of
/// TeX with a group is nothing else.
pub fn is_unclosed(tex: &str, display: bool) -> bool {
    let blank = |c: Option<char>| c.is_none_or(char::is_whitespace);
    if !display && (blank(tex.chars().next()) || blank(tex.chars().next_back())) {
        return false;
    }
    let (mut open, mut stray, mut groups, mut words) = (0_usize, false, 0, 0);
    let mut chars = tex.chars().peekable();
    let mut letters = 0_usize;
    while let Some(c) = chars.next() {
        letters = if c.is_ascii_alphabetic() && open == 0 { letters + 1 } else { 0 };
        words += usize::from(letters == WORD);
        match c {
            '\\' => {
                let name = command(&mut chars);
                groups += usize::from(name > 1 && chars.peek() == Some(&'{'));
            }
            '{' => open += 1,
            '}' if open == 0 => stray = true,
            '}' => open -= 1,
            '`' | '"' | '$' => return false,
            _ => {}
        }
    }
    groups > 0 && words == 0 && (open > 0 || stray)
}

/// Whether a text is of whole numbers and words alone, at least one of each.
fn is_text(tex: &str) -> bool {
    let parts = || tex.split_whitespace();
    let number = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b','));
    let word = |part: &str| part.len() > 1 && part.bytes().all(|byte| byte.is_ascii_alphabetic());
    parts().all(|part| number(part) || word(part)) && parts().any(number) && parts().any(word)
}

/// Whether a formula at these bytes of a text stands alone: no letter or digit touches its dollars.
pub fn stands_alone(text: &str, range: std::ops::Range<usize>) -> bool {
    let before = text.get(..range.start).and_then(|text| text.chars().next_back());
    let after = text.get(range.end..).and_then(|text| text.chars().next());
    !before.is_some_and(|c| c.is_ascii_alphanumeric() || matches!(c, '\\' | '$' | '_'))
        && !after.is_some_and(|c| c.is_ascii_alphanumeric() || matches!(c, '$' | '_' | '{'))
}

/// What a formula is made of.
#[derive(Default)]
struct Seen {
    commands: usize,
    /// Words outside of groups and commands.
    words: usize,
    /// Words in front of a bracket.
    functions: usize,
    /// The most letters in a row outside of them.
    longest: usize,
    scripts: bool,
    equals: bool,
    alignments: bool,
}

impl Seen {
    /// Counts; `None` where there is a character that no formula holds.
    fn of(tex: &str) -> Option<Self> {
        let mut seen = Self::default();
        let mut depth = 0_usize;
        let mut letters = 0_usize;
        let mut last = ' ';
        let mut chars = tex.chars().peekable();
        while let Some(c) = chars.next() {
            if c.is_ascii_alphabetic() && depth == 0 {
                letters += 1;
                seen.longest = seen.longest.max(letters);
                seen.words += usize::from(letters == WORD);
            } else {
                if c == '(' && letters >= WORD {
                    seen.words -= 1;
                    seen.functions += 1;
                }
                letters = 0;
            }
            match c {
                '\\' => {
                    let name = command(&mut chars);
                    // `\n` and `\d` are of other languages.
                    seen.commands += usize::from(name > 1);
                }
                '{' => depth += 1,
                '}' => depth = depth.checked_sub(1)?,
                '^' | '_' => {
                    let next = chars.peek().copied().unwrap_or(' ');
                    seen.scripts |= !last.is_whitespace()
                        && (next.is_alphanumeric() || matches!(next, '{' | '\\' | '*' | '-' | '+'));
                }
                '=' | '<' | '>' | '≤' | '≥' | '≠' => seen.equals = true,
                '&' => seen.alignments = true,
                '#' | '%' | '@' | '"' | '`' | '$' | '?' => return None,
                _ => {}
            }
            last = c;
        }
        (depth == 0).then_some(seen)
    }
}
