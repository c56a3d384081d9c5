//! Light stemming: endings that only bend a word are cut, so that *token* and *tokens*, *cache* and *caching* meet.
//!
//! Our own and small on purpose: a stem is never shown, only compared, and a full stemmer would join words that mean
//! different things. Words come in lower case.

/// The stem of a word in a language; for languages without rules the word itself.
pub fn stem<'a>(word: &'a str, language: &str) -> &'a str {
    if word.chars().any(|c| c.is_ascii_digit()) {
        return word;
    }
    match language {
        "es" => spanish(word),
        "fr" => french(word),
        "de" => german(word),
        "en" => english(word),
        _ => word,
    }
}

/// The word without the first of the endings that leaves at least `least` characters.
fn cut<'a>(word: &'a str, endings: &[&str], least: usize) -> &'a str {
    let short = endings.iter().find_map(|ending| word.strip_suffix(ending).filter(|it| it.chars().count() >= least));
    short.unwrap_or(word)
}

/// A doubled consonant at the end stands once (`plann` of *planning*).
fn single(word: &str) -> &str {
    let mut letters = word.chars().rev();
    match (letters.next(), letters.next()) {
        (Some(last), Some(before)) if last == before && last.is_ascii_alphabetic() && !"aeioulsz".contains(last) => {
            word.get(..word.len() - 1).unwrap_or(word)
        }
        _ => word,
    }
}

fn english(word: &str) -> &str {
    let one = match word {
        _ if word.ends_with("ss") || word.ends_with("us") || word.ends_with("is") => word,
        _ if word.ends_with("sses") || word.ends_with("shes") || word.ends_with("ches") || word.ends_with("xes") => {
            cut(word, &["es"], 3)
        }
        _ => cut(word, &["s"], 3),
    };
    let base = single(cut(one, &["ations", "ation", "ating", "ated", "ator", "ate"], 4));
    let base =
        if base == one { single(cut(one, &["ings", "ing", "edly", "ed", "ies", "ie", "ment"], 4)) } else { base };
    cut(base, &["ion", "ely", "ly", "e", "y"], 4)
}

fn spanish(word: &str) -> &str {
    let one = cut(word, &["aciones", "ación", "amientos", "amiento", "mente", "ando", "iendo", "ados", "adas"], 4);
    let one = cut(one, &["ciones", "ción", "idos", "idas", "ado", "ada", "ido", "ida", "es", "os", "as", "s"], 4);
    cut(one, &["ar", "er", "ir", "a", "e", "o"], 4)
}

fn french(word: &str) -> &str {
    let one = cut(word, &["issements", "issement", "ements", "ement", "ations", "ation", "ateurs", "ateur"], 4);
    let one = cut(one, &["antes", "ante", "ants", "ant", "ées", "és", "ée", "é", "aux", "eaux", "es", "s", "x"], 4);
    cut(one, &["er", "ir", "re", "e"], 4)
}

fn german(word: &str) -> &str {
    let one = cut(word, &["ungen", "ung", "heiten", "heit", "keiten", "keit", "lichen", "liche", "lich"], 4);
    cut(one, &["ern", "en", "em", "er", "es", "e", "n", "s"], 4)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_a_word_meet() {
        for (language, words) in [
            ("en", &["token", "tokens"][..]),
            ("en", &["cache", "caches", "cached", "caching"]),
            ("en", &["validate", "validates", "validated", "validation", "validating", "validator"]),
            ("en", &["refresh", "refreshes", "refreshed", "refreshing"]),
            ("en", &["query", "queries"]),
            ("en", &["plan", "plans", "planned", "planning"]),
            ("es", &["búsqueda", "búsquedas"]),
            ("es", &["implementación", "implementaciones", "implementar"]),
            ("fr", &["utilisateur", "utilisateurs"]),
            ("de", &["suche", "suchen"]),
            ("de", &["übersetzung", "übersetzungen", "übersetzen"]),
        ] {
            let stems: Vec<&str> = words.iter().map(|word| stem(word, language)).collect();
            assert!(stems.windows(2).all(|pair| pair[0] == pair[1]), "{words:?}: {stems:?}");
        }
    }

    #[test]
    fn words_that_mean_different_things_stay_apart() {
        for (one, other) in [("status", "state"), ("access", "accent"), ("board", "boat"), ("class", "claim")] {
            assert_ne!(stem(one, "en"), stem(other, "en"));
        }
        assert_eq!(stem("tokens", "ja"), "tokens");
        assert_eq!(stem("sha256s", "en"), "sha256s");
    }
}
