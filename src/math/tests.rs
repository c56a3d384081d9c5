//! Formulas as they are set, refused and told from prices.

use super::*;
use crate::base::xml::{Piece, pieces};

#[test]
fn formulas_become_mathml_with_their_tex() {
    for (tex, expected) in [
        ("E = mc^2", "<msup><mi>c</mi><mn>2</mn></msup>"),
        ("\\frac{a}{b}", "<mfrac><mrow><mi>a</mi></mrow>"),
        ("a < b & c", "&lt;"),
        ("x \\mod 2", "mod"),
        ("\\sum_{i=1}^n i", "<mo"),
        ("\\text{a<b & \"c\"}", "a&lt;b"),
        ("\\\\{0, 1\\\\}", "{"),
    ] {
        if let Ok(html) = set(tex, false) {
            assert!(html.starts_with("<math alttext=\"") && html.contains(expected), "{tex}: {html}");
        } else {
            assert!(tex.contains(" & "), "{tex}: {:?}", set(tex, false));
        }
    }
    let display = set("\\begin{aligned} a &= b \\\\ &= c \\end{aligned}", true).unwrap();
    assert!(display.starts_with("<math display=\"block\""), "{display}");
    assert!(
        display.contains("<mtd class=\"align-right\"><mi>a") && display.contains("<mtd class=\"align-left\">"),
        "{display}"
    );
}

#[test]
fn faults_have_their_place() {
    for (tex, at, words) in [
        ("a + \\nosuch b", Some(4), "unknown"),
        ("\\frac{a", None, ""),
        ("", None, "empty"),
        ("\\newcommand{\\x}{\\x\\x}\\x", Some(0), "macros"),
        ("a^b^c", None, ""),
    ] {
        let fault = set(tex, true).expect_err(tex);
        assert!(!fault.message.is_empty() && fault.message.contains(words), "{tex}: {fault:?}");
        assert!(fault.at.is_none_or(|at| at <= tex.len()), "{tex}: {fault:?}");
        if let Some(at) = at {
            assert!(fault.at.is_some_and(|found| found.abs_diff(at) <= 8), "{tex}: {fault:?}");
        }
    }
}

#[test]
fn nothing_but_mathml_reaches_the_page() {
    for tex in [
        "\\href{javascript:alert(1)}{x}",
        "\\text{<script>alert(1)</script>}",
        "<script>alert(1)</script>",
        "\\class{x}{y}",
        "\\style{color:red}{y}",
        "\\color{red} x",
        "\\colorbox{red}{x}",
        "\\hspace{99999999em} x",
        "\\kern99999999em x",
        "\\mathrm{\"onload=alert(1)}",
        "\\begin{array}{|c|r|} a & b \\\\ \\hline c & d \\end{array}",
        "x \u{0}\u{1} y",
    ] {
        let Ok(html) = set(tex, true) else { continue };
        for piece in pieces(&html).unwrap_or_else(|| panic!("not well formed: {html}")) {
            let Piece::Start { name, attributes, .. } = piece else { continue };
            assert!(name == "math" || name.starts_with('m'), "{name}: {tex}");
            for (key, value) in attributes {
                assert!(!key.starts_with("on") && !matches!(key, "style" | "href" | "src"), "{key}: {tex}");
                assert!(key == "alttext" || value.len() < 20, "{key}={value}: {tex}");
            }
        }
    }
}

#[test]
fn what_is_deep_or_long_ends() {
    for tex in [
        "{".repeat(4_000),
        format!("{}x{}", "{".repeat(4_000), "}".repeat(4_000)),
        "\\sqrt".repeat(1_600),
        "\\left(".repeat(1_300),
        "\\frac".repeat(1_600),
        format!("x{}", "^{x".repeat(2_000)),
        "\\begin{matrix}".repeat(500),
        "{}".repeat(4_000),
        "a".repeat(8_000),
        "a".repeat(9_000),
        "'".repeat(8_000),
        "\\u{1d400}\u{0301}é".repeat(400),
    ] {
        let _ = set(&tex, true).map(|html| assert!(pieces(&html).is_some()));
    }
}

#[test]
fn formulas_are_told_from_prices_and_variables() {
    for (tex, expected) in [
        ("\\alpha", Looks::Strong),
        ("x_i", Looks::Strong),
        ("E = mc^2", Looks::Strong),
        ("a[i] \\cdot b", Looks::Strong),
        ("x = y + 1", Looks::Strong),
        ("`a_1 + $`", Looks::Strong),
        ("s_{\\text{average value}}", Looks::Strong),
        ("n", Looks::Weak),
        ("512", Looks::Weak),
        ("n-1", Looks::Weak),
        ("f(m)", Looks::Weak),
        ("EB", Looks::Weak),
        ("hash(x)=r", Looks::Weak),
        ("", Looks::No),
        (" x_i", Looks::No),
        ("x_i ", Looks::No),
        ("{name}/x_1", Looks::No),
        ("5 and ", Looks::No),
        ("HOME", Looks::No),
        ("HOME/bin:", Looks::No),
        ("variables", Looks::No),
        ("AMOUNT&x=", Looks::No),
        ("user_name", Looks::No),
        ("(echo \"x\")", Looks::No),
        ("<a", Looks::Weak),
        ("a=", Looks::Weak),
        ("a}", Looks::No),
        ("5 per month, 10 per year", Looks::No),
        ("5 to 10", Looks::No),
        ("5 [[b]] 10", Looks::No),
        ("5 [b](c.md) 10", Looks::No),
        ("\\mat{[[a]]}", Looks::Strong),
        ("a[i]", Looks::Weak),
        ("5 n", Looks::Weak),
    ] {
        assert_eq!(looks(tex, false), expected, "{tex}");
    }
    assert_eq!(looks("; kill -9 ", true), Looks::No);
    assert_eq!(looks("; B=", true), Looks::No);
    assert_eq!(looks("\nratio = \\frac{a}{b}\n", true), Looks::Strong);
    for (text, alone) in [("a $x$ b", true), ("US$x$ b", false), ("$x$5", false), ("($x$)", true), ("\\$x$", false)] {
        let at = text.find('$').unwrap();
        assert_eq!(stands_alone(text, at..at + 3), alone, "{text}");
    }
}

#[test]
fn formulas_whose_braces_do_not_match_are_told_from_text() {
    for (tex, display, expected) in [
        ("\\frac{1}{2", true, true),
        ("\n\\frac{1}{2\n", true, true),
        ("\\frac{a}{b", false, true),
        ("\\frac{a}{b}}", false, true),
        ("\\frac{a}{b}", false, false),
        ("\\left\\{\\frac{a}{b}", false, false),
        (" \\frac{a}{b", false, false),
        ("HOME\\users{name", false, false),
        ("C:\\users\\{name", false, false),
        ("{name", false, false),
        ("a}", true, false),
    ] {
        assert_eq!(is_unclosed(tex, display), expected, "{tex}");
        assert!(!expected || set(tex, display).is_err(), "{tex}");
    }
}

#[test]
fn no_length_is_wider_than_a_line() {
    for (tex, kept) in [
        ("\\hskip 2em x", true),
        ("\\hskip 999em x", false),
        ("\\hskip 900pt x", false),
        ("\\kern 90in x", false),
        ("\\rule{999em}{1em} x", false),
        ("\\hskip -30em x", false),
        ("\\hskip 18mu x", true),
    ] {
        let html = set(tex, false).unwrap_or_default();
        assert_eq!(html.contains("width="), kept, "{tex}: {html}");
    }
}
