//! Names of owners, in header fields, cells and under phases: rule 8 of the reading rules.

use crate::base::{inline, text};
use crate::vocabulary::placeholder;

/// The names of a value: split at `,`, `;`, `&`, *and* (*y*, *et*, *und*) and ` / `; cut at a bracket or ` for `; links
/// and addresses reduced to the name; placeholders dropped.
pub(super) fn split(raw: &str) -> Vec<String> {
    let raw = text::head(raw, 2000);
    if placeholder::is_placeholder(raw) {
        return Vec::new();
    }
    let shown = placeholder::unwrap(&inline::plain(raw));
    // What stands in brackets is a role or a handle, with whatever signs are in it.
    let mut outside = String::with_capacity(shown.len());
    let mut inside = String::new();
    let mut depth = 0usize;
    for c in shown.chars() {
        match c {
            '(' | '（' | '[' | '<' => depth += 1,
            ')' | '）' | ']' | '>' if depth > 0 => {
                depth -= 1;
                // A cut name takes nothing from behind its bracket: `Ana (backend) on leave` is Ana.
                outside.push('\u{1}');
            }
            _ if depth == 0 => outside.push(c),
            _ => inside.push(c),
        }
    }
    let mut list = outside;
    for word in [
        " and ", " y ", " et ", " und ", " / ", " | ", " + ", "&", ";", "、", "，", "；", " · ", " with ", " mit ",
        " con ", " avec ",
    ] {
        list = list.replace(word, ",");
    }
    let mut names: Vec<String> = list.split(',').filter_map(name).collect();
    if names.is_empty() && inside.starts_with('@') {
        names.extend(name(&inside));
    }
    names
}

/// One name; `None` where the piece is none.
fn name(piece: &str) -> Option<String> {
    let piece = piece.split('\u{1}').next().unwrap_or("");
    let piece = piece.split(" for ").next().unwrap_or("");
    let piece = [" — ", " – ", " - "].iter().fold(piece, |piece, dash| piece.split(dash).next().unwrap_or(""));
    let piece = text::without_emoji(piece);
    let piece =
        piece.trim_matches(|c: char| c.is_whitespace() || matches!(c, '.' | ':' | '*' | '"' | '\'' | '`' | '-'));
    let words = piece.split_whitespace().count();
    let local = piece.split_once('@').filter(|(name, host)| !name.is_empty() && host.contains('.') && words == 1);
    let shown = match local {
        Some((name, _)) => name.to_owned(),
        None => without_handle(piece),
    };
    const PROSE: &[&str] = &[
        "is", "are", "was", "the", "from", "per", "of", "on", "in", "by", "see", "via", "as", "to", "who", "that",
        "will",
    ];
    let first = shown.split(' ').next().unwrap_or("");
    let sentence = words > 6 || (words > 1 && PROSE.contains(&first)) || shown.ends_with([';', '!', '?']);
    (shown.chars().any(char::is_alphanumeric) && !sentence && !placeholder::is_placeholder(&shown)).then_some(shown)
}

/// `Ana Ruiz @ana` is Ana Ruiz; `@ana` alone keeps its sign.
fn without_handle(piece: &str) -> String {
    let words: Vec<&str> = piece.split_whitespace().collect();
    let plain: Vec<&str> = words.iter().copied().filter(|word| !word.contains('@')).collect();
    if plain.is_empty() { words.join(" ") } else { plain.join(" ") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_split_and_cut() {
        for (raw, expected) in [
            ("Ana, Ben & Cleo", &["Ana", "Ben", "Cleo"][..]),
            ("Ana und Ben", &["Ana", "Ben"]),
            ("Ana Lopez (backend)", &["Ana Lopez"]),
            ("@ana / @ben", &["@ana", "@ben"]),
            ("TBD", &[]),
            ("[Name]", &[]),
            ("unassigned", &[]),
            ("[Ana Ruiz](https://x.example), Ben (backend, infra)", &["Ana Ruiz", "Ben"]),
            ("Ana Ruiz (@ana)", &["Ana Ruiz"]),
            ("Ana Ruiz <ana@x.example>", &["Ana Ruiz"]),
            ("ana@x.example", &["ana"]),
            ("@ana", &["@ana"]),
            ("(@ana)", &["@ana"]),
            ("Ana y Luis", &["Ana", "Luis"]),
            ("Ana et Luc; Zoé", &["Ana", "Luc", "Zoé"]),
            ("Ana Ruiz for the server", &["Ana Ruiz"]),
            ("Ana Ruiz - on leave until May", &["Ana Ruiz"]),
            ("**Ana**", &["Ana"]),
            ("Jean-Luc Picard", &["Jean-Luc Picard"]),
            ("Andy Sanders", &["Andy Sanders"]),
            ("Platform Team", &["Platform Team"]),
            ("张伟、李娜", &["张伟", "李娜"]),
            ("👤 Ana", &["Ana"]),
            ("everyone who has some time left in the next weeks", &[]),
        ] {
            assert_eq!(split(raw), expected, "{raw}");
        }
    }
}
