//! The extensions of GitHub's dialect, on examples of our own.

use super::normal::{expected, plain, unbalanced};
use super::page;

#[test]
fn extensions_give_what_github_gives() {
    let cases: &[(&str, &str)] = &[
        // Tables.
        (
            "| x | y |\n| - | - |\n| 1 | 2 |",
            "<table><thead><tr><th>x</th><th>y</th></tr></thead><tbody><tr><td>1</td><td>2</td></tr></tbody></table>",
        ),
        ("| x | y |\n| - | - |\n", "<table><thead><tr><th>x</th><th>y</th></tr></thead></table>"),
        (
            "x | y\n- | -\n1 | 2\n",
            "<table><thead><tr><th>x</th><th>y</th></tr></thead><tbody><tr><td>1</td><td>2</td></tr></tbody></table>",
        ),
        (
            "| x |\n| - |\n| a \\| b |\n| `c \\| d` |",
            "<table><thead><tr><th>x</th></tr></thead><tbody><tr><td>a | b</td></tr><tr><td><code>c | d</code></td></tr></tbody></table>",
        ),
        (
            "| x | y |\n| - | - |\n| 1 |\n| 2 | 3 | 4 |",
            "<table><thead><tr><th>x</th><th>y</th></tr></thead><tbody><tr><td>1</td><td></td></tr><tr><td>2</td><td>3</td></tr></tbody></table>",
        ),
        ("| x | y |\n| - |\n| 1 | 2 |", "<p>| x | y |\n| - |\n| 1 | 2 |</p>"),
        (
            "| x |\n| - |\n| **b** *i* ~~s~~ |\n> q",
            "<table><thead><tr><th>x</th></tr></thead><tbody><tr><td><strong>b</strong> <em>i</em> <del>s</del></td></tr></tbody></table><blockquote><p>q</p></blockquote>",
        ),
        // Task lists.
        (
            "- [ ] a\n- [x] b",
            "<ul><li><input type=\"checkbox\" disabled> a</li><li><input type=\"checkbox\" disabled checked> b</li></ul>",
        ),
        (
            "- [X] a\n  - [ ] b\n",
            "<ul><li><input type=\"checkbox\" disabled checked> a<ul><li><input type=\"checkbox\" disabled> b</li></ul></li></ul>",
        ),
        ("- [x]a\n- [y] b", "<ul><li>[x]a</li><li>[y] b</li></ul>"),
        // Strikethrough.
        ("~~a b~~ ~c~", "<p><del>a b</del> <del>c</del></p>"),
        ("~~a\n\nb~~", "<p>~~a</p><p>b~~</p>"),
        ("a ~~~b~~~", "<p>a ~~~b~~~</p>"),
        // Autolinks.
        ("www.site.example/a_b", "<p><a href=\"http://www.site.example/a_b\">www.site.example/a_b</a></p>"),
        (
            "(see https://site.example/x(y))",
            "<p>(see <a href=\"https://site.example/x(y)\">https://site.example/x(y)</a>)</p>",
        ),
        (
            "https://site.example?q=a&hl;",
            "<p><a href=\"https://site.example?q=a\">https://site.example?q=a</a>&amp;hl;</p>",
        ),
        ("https://site.example<b", "<p><a href=\"https://site.example\">https://site.example</a>&lt;b</p>"),
        ("a.b+c@site.example_ d", "<p>a.b+c@site.example_ d</p>"),
        ("[https://a.example](https://b.example)", "<p><a href=\"https://b.example\">https://a.example</a></p>"),
        ("`https://a.example`", "<p><code>https://a.example</code></p>"),
        // Raw HTML that is not allowed shows nothing, here and on GitHub; its text stays.
        ("a <b>c</b> <title>d</title>", "<p>a <b>c</b> d</p>"),
        ("a <xmp>b</xmp> <textarea>c</textarea>", "<p>a b c</p>"),
    ];
    let mut wrong = Vec::new();
    for (text, html) in cases {
        let ours = page(text);
        assert_eq!(unbalanced(&ours), None, "{ours}");
        if plain(&ours) != expected(html) {
            wrong.push(format!("{text:?}\n  expected {html}\n  ours     {ours}"));
        }
    }
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), cases.len(), wrong.join("\n"));
}
