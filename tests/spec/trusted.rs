//! `unsafe_html: true`: raw HTML stands in the page as it was written, and never reaches out of its document.

use proptest::prelude::*;

use super::normal::{Token, tokens};
use super::{body_in, page};
use featsite::source::Snapshot;

fn trusted(text: &str) -> String {
    let mut snapshot = Snapshot::of(&[("page.md", &format!("# Page of the test\n\n{text}"))]);
    snapshot.config = Some("unsafe_html: true\n".into());
    body_in(&snapshot, "page.md")
}

/// Elements whose end tags HTML lets be left out, and those that have none.
const LOOSE: [&str; 17] = [
    "p", "li", "dt", "dd", "tr", "td", "th", "thead", "tbody", "tfoot", "option", "br", "hr", "img", "input", "path",
    "source",
];

/// Whether every end tag closes the innermost element that is open, those aside that end by themselves.
fn is_balanced(html: &str) -> Result<(), String> {
    let mut open: Vec<String> = Vec::new();
    for token in tokens(html) {
        match token {
            Token::Start(name, _) if !LOOSE.contains(&name.as_str()) => open.push(name),
            Token::End(name) if !LOOSE.contains(&name.as_str()) => match open.pop() {
                Some(last) if last == name => {}
                last => return Err(format!("</{name}> closes {last:?}\n{html}")),
            },
            _ => {}
        }
    }
    if open.is_empty() { Ok(()) } else { Err(format!("left open: {open:?}\n{html}")) }
}

#[test]
fn raw_html_is_written_as_it_stands() {
    let whole = [
        "<iframe src=\"https://a.example\" allow='x'></iframe>",
        "<div class=\"own\" style=\"color: red\" onclick=\"x()\">a &nbsp; b</div>",
        "<svg viewBox=\"0 0 2 2\"><path d=\"M0 0h2\"/><linearGradient id=\"g\"></linearGradient></svg>",
        "<form><select><option>a<option selected>b</select><input name=x></form>",
        "<script>if (a < b && c > d) {}</script>",
        "<video controls><source src=\"a.mp4\"></video>",
        "<table><tr><td>a<td>b</table>",
        "<my-element some-thing>a</my-element>",
        "<style>a > b { color: red }</style>",
    ];
    for html in whole {
        let body = trusted(&format!("{html}\n\nbehind\n"));
        assert!(body.contains(html), "{html}\n{body}");
        assert!(body.ends_with("<p>behind</p>\n"), "{body}");
        assert_eq!(is_balanced(&without_text_elements(&body)), Ok(()));
        assert!(!page(html).contains(html), "only where the configuration says so: {html}");
    }
    let inline = trusted("a <span data-x=\"1\">b *c*</span> <blink>d</blink>\n");
    assert!(inline.contains("a <span data-x=\"1\">b <em>c</em></span> <blink>d</blink>"), "{inline}");
    let around = trusted("<section class=x>\n\n**a**\n\n</section>\n");
    assert!(around.ends_with("<section class=x>\n<p><strong>a</strong></p>\n</section>\n"), "{around}");
}

#[test]
fn what_is_not_balanced_ends_where_the_markdown_around_it_ends() {
    let cases = [
        ("<div>\n\na\n", "<div>\n<p>a</p>\n</div>"),
        ("a\n\n</div></article></main>\n\nb\n", "<p>a</p>\n<p>b</p>"),
        ("- a <b>b\n- c\n", "<ul><li>a <b>b</b></li>\n<li>c</li>\n</ul>"),
        ("> <div>\n\nb\n", "<blockquote>\n<div>\n</div>\n</blockquote>\n<p>b</p>"),
        ("<div><!-- a\n\nb\n", "<div><p>b</p>\n</div>"),
        ("<div><textarea>\n\nb\n", "<div><textarea>\n</textarea><p>b</p>\n</div>"),
        ("<div><title>x\n\nb\n", "<div><title>x\n</title><p>b</p>\n</div>"),
        ("<div><plaintext>x</div>\n\nb\n", "<div>x</div>\n<p>b</p>"),
        ("<div class=\"\n\nb\n", "&lt;div class=\"\n<p>b</p>"),
        ("<div><script>a<!--<script></script>\n\nb\n", "<div><script></script>\n<p>b</p>\n</div>"),
        ("<body class=x><p>a</body></html>\n\nb\n", "<p>a\n<p>b</p>"),
        ("<b>a</i></b>\n", "<p><b>a</b></p>"),
        ("<div></ x>a</div>\n", "<div>&lt;/ x>a</div>"),
        ("<div/>\n\na\n", "<div/>\n<p>a</p>\n</div>"),
    ];
    for (text, expected) in cases {
        let body = trusted(text);
        assert_eq!(is_balanced(&without_text_elements(&body)), Ok(()), "{text}");
        let body = body.replace("<div id=\"page-of-the-test\"></div>\n", "");
        assert_eq!(body.replace('\n', ""), expected.replace('\n', ""), "{text}");
    }
}

#[test]
fn a_link_in_a_trusted_link_is_text() {
    let body = trusted("<a href=\"x.html\">a [b](https://b.example)</a>\n");
    assert_eq!(body.matches("<a ").count(), 1, "{body}");
}

/// The HTML without the elements whose content is text: what lies in them is no tag.
fn without_text_elements(html: &str) -> String {
    let mut shown = html.to_owned();
    loop {
        let starts = ["script", "style", "textarea", "title"].map(|name| (shown.find(&format!("<{name}>")), name));
        let Some((at, name)) = starts.into_iter().filter_map(|(at, name)| Some((at?, name))).min() else {
            return shown;
        };
        let end = format!("</{name}>");
        let length = shown[at..].find(&end).expect("every one of them is closed") + end.len();
        shown.replace_range(at..at + length, "");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, ..ProptestConfig::default() })]

    #[test]
    fn no_soup_of_tags_reaches_out(pieces in proptest::collection::vec(
        prop::sample::select(vec![
            "<div>", "</div>", "<b>", "</b>", "<p>", "</p>", "<table>", "<tr>", "<td>", "</td>", "</table>", "<svg>",
            "</svg>", "<path/>", "<textarea>", "</textarea>", "<!--", "-->", "<script>", "</script>", "<a href=x>",
            "</a>", "<br>", "</main>", "<details>", "<summary>", "</details>", "- ", "> ", "\n", "\n\n", "a", "*", "`",
            "# ", "<select>", "<option>", "</select>", "<title>", "<style>", "<x-y>", "</x-y>", "<math>", "<object>",
        ]),
        0..40,
    )) {
        let body = trusted(&pieces.concat());
        let shown = without_text_elements(&body);
        prop_assert_eq!(is_balanced(&shown), Ok(()));
    }
}
