//! Translations by their names.

use crate::base::paths;

/// The file this one is a translation of, by its name alone, and the language tag: `x-zh.md` of `x.md`,
/// `README.pt-BR.md` of `README.md`.
pub fn translated(path: &str) -> Vec<(String, String)> {
    let stem = paths::stem(path);
    let extension = paths::extension(path);
    let folder = paths::parent(path);
    let base = |name: &str| {
        if folder.is_empty() { format!("{name}.{extension}") } else { format!("{folder}/{name}.{extension}") }
    };
    let cuts = stem.char_indices().rev().filter(|(_, c)| matches!(c, '.' | '-' | '_')).take(2);
    cuts.filter_map(|(at, sign)| {
        let (name, tag) = (stem.get(..at)?, stem.get(at + 1..)?);
        (!name.is_empty() && is_language(tag, sign)).then(|| (base(name), tag.to_lowercase().replace('_', "-")))
    })
    .collect()
}

/// Whether a word is a language tag. Tags that are words as well count only behind a dot.
fn is_language(tag: &str, sign: char) -> bool {
    let tag = tag.to_lowercase();
    let (language, region) = tag.split_once(['-', '_']).unwrap_or((&tag, ""));
    let region_fits = match region {
        "" => true,
        "hans" | "hant" => true,
        _ => region.len() == 2 && region.bytes().all(|byte| byte.is_ascii_alphabetic()),
    };
    let clear = matches!(
        language,
        "ar" | "bg"
            | "ca"
            | "cn"
            | "cs"
            | "da"
            | "de"
            | "el"
            | "en"
            | "es"
            | "et"
            | "fa"
            | "fi"
            | "fr"
            | "hi"
            | "hr"
            | "hu"
            | "ja"
            | "jp"
            | "ko"
            | "kr"
            | "lt"
            | "lv"
            | "nb"
            | "nl"
            | "pl"
            | "pt"
            | "ro"
            | "ru"
            | "sk"
            | "sl"
            | "sr"
            | "sv"
            | "ta"
            | "th"
            | "tr"
            | "uk"
            | "vi"
            | "zh"
    );
    let word_too = sign == '.' && matches!(language, "he" | "id" | "it" | "is" | "no" | "ms" | "ur" | "bn");
    region_fits && (clear || word_too)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn translations_are_known_by_their_tag() {
        let of = |path: &str| translated(path).into_iter().map(|(base, _)| base).collect::<Vec<_>>();
        assert_eq!(of("a/x-zh.md"), ["a/x.md"]);
        assert_eq!(of("README.pt-BR.md"), ["README.md"]);
        assert!(of("x_zh-CN.md").contains(&"x.md".to_owned()));
        assert!(of("do-it.md").is_empty());
        assert!(of("plan-id.md").is_empty());
        assert_eq!(of("plan.id.md"), ["plan.md"]);
    }
}
