//! The addresses in a stylesheet.

/// The stylesheet with every `url(…)` whose target `replace` has something for.
pub fn with_urls(css: &str, replace: impl Fn(&str) -> Option<String>) -> String {
    let mut out = String::with_capacity(css.len());
    let mut rest = css;
    while let Some((before, behind)) = rest.split_once("url(") {
        out.push_str(before);
        out.push_str("url(");
        rest = behind;
        let open = behind.trim_start();
        let found = match open.chars().next().filter(|c| matches!(c, '"' | '\'')) {
            Some(quote) => open.get(1..).and_then(|inner| inner.split_once(quote)),
            None => open.find(')').and_then(|end| open.split_at_checked(end)),
        };
        if let Some((target, behind)) = found
            && let Some(new) = replace(target.trim())
        {
            out.push('"');
            out.push_str(&new);
            out.push('"');
            rest = behind;
        }
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_found_however_they_are_quoted() {
        let replace = |target: &str| (target == "a b.png").then(|| "new.png".to_owned());
        for (css, expected) in [
            ("x { background: url(a b.png) }", "x { background: url(\"new.png\") }"),
            (
                "x { src: url( 'a b.png' ) format('x'), url(\"a b.png\") }",
                "x { src: url(\"new.png\" ) format('x'), url(\"new.png\") }",
            ),
            ("x { src: url(data:x) } y { src: url(", "x { src: url(data:x) } y { src: url("),
            ("x { src: url('a b.png", "x { src: url('a b.png"),
        ] {
            assert_eq!(with_urls(css, replace), expected);
        }
    }
}
