//! What a body is made of, on documents of our own.

use std::sync::Arc;

use featsite::body::{self, Given};
use featsite::build;
use featsite::highlight::Highlighter;
use featsite::model::{DocIx, Rule};

use super::normal::unbalanced;
use super::{body_of, page};

/// Each text must give HTML that holds every one of these pieces, and is balanced.
#[test]
fn bodies_hold_what_readers_need() {
    let cases: &[(&str, &[&str])] = &[
        // Headings.
        (
            "## 📋 Plan\n",
            &["<h2 id=\"-plan\">📋 Plan</h2>", "href=\"#-plan\" aria-label=\"Link to this section: 📋 Plan\""],
        ),
        ("## A\n\n## A\n", &["<h2 id=\"a\">", "<h2 id=\"a-1\">"]),
        ("#### Deep\n\n## Next\n\n##### Deeper\n", &["<h2 id=\"deep\">", "<h2 id=\"next\">", "<h3 id=\"deeper\">"]),
        ("# Second\n\n## Below\n", &["<h2 id=\"second\">", "<h3 id=\"below\">"]),
        (
            "## Work\n\n- [x] a\n\n### Sub\n\n- [ ] b\n- [~] c\n",
            &[">1/2</span>", "title=\"1 of 2 tasks done\"", ">0/1</span>"],
        ),
        ("## 已完成\n", &["<h2 id=\"已完成\">", "href=\"#%E5%B7%B2%E5%AE%8C%E6%88%90\""]),
        // Tasks.
        (
            "## Work\n\n- [x] Write *it*\n",
            &[
                "<li class=\"task task-done\"><input type=\"checkbox\" class=\"box\" disabled checked aria-label=\"Write it\"> Write <em>it</em>",
            ],
        ),
        (
            "## Work\n\n1. [ ] One\n\n   More\n",
            &["<li class=\"task\"><p><input type=\"checkbox\" class=\"box\" disabled aria-label=\"One\"> One</p>"],
        ),
        (
            "## Work\n\n- [-] half\n- [~] not\n",
            &["box-in-progress\" role=\"img\" aria-label=\"in progress\"", "box-cancelled", "</span> half"],
        ),
        (
            "## Work\n\n☐ one\n☑ two\n",
            &[
                "<p><input type=\"checkbox\" class=\"box\" disabled aria-label=\"one\"> one<br>",
                "checked aria-label=\"two\"> two",
            ],
        ),
        (
            "## Deployment checklist\n\n```\n☐ back up\n☑ tell the team\n```\n",
            &["<ul class=\"checklist\"><li class=\"task\"><input", "> tell the team</li>"],
        ),
        ("- [link](x) [ ] no box\n", &["[ ] no box"]),
        // Code.
        (
            "```python\nx = 1\n```\n",
            &[
                "<figcaption><span class=\"code-language\">Python</span></figcaption>",
                "<pre tabindex=\"0\" role=\"group\" aria-label=\"Python\"><code class=\"language-python\">",
                "<span class=\"n\">1</span>",
                "hidden data-copy>Copy</button>",
            ],
        ),
        (
            "**File:** `src/a.py` (NEW)\n\n```python\nx\n```\n",
            &[
                "<figure class=\"code\"><figcaption><span class=\"code-file\"><strong>File:</strong> <code>src/a.py</code> (NEW)</span>",
            ],
        ),
        ("```js title=\"a.js\"\n<b>\n```\n", &["<span class=\"code-file\"><code>a.js</code></span>", "&lt;"]),
        (
            "```unknown-language\n<b>&amp;\n```\n",
            &["<code class=\"language-unknown-language\">&lt;b&gt;&amp;amp;\n</code>"],
        ),
        // Tables.
        (
            "| A | B | |\n|:--|--:|---|\n| 1 | `x` | |\n",
            &[
                "<div class=\"table\" tabindex=\"0\" role=\"group\" aria-label=\"Table: A, B\"><table><thead><tr><th scope=\"col\" class=\"align-left\">A</th>",
                "<td></td>",
                "<td class=\"align-right\"><code>x</code></td>",
            ],
        ),
        ("| **A** [b](c) | x <br> `y` |\n|---|---|\n", &["aria-label=\"Table: A b, x y\""]),
        // Blocks.
        (
            "> [!WARNING]\n> Mind *it*.\n",
            &[
                "<div class=\"alert alert-warning\" role=\"note\"><p class=\"alert-title\">Warning</p>",
                "<p>Mind <em>it</em>.</p>",
            ],
        ),
        (
            "Text[^a] and[^b] again[^a].\n\n[^b]: Two.\n[^a]: One.\n[^c]: Never named.\n",
            &[
                "<a id=\"fnref:1\" href=\"#fn:1\" aria-label=\"Footnote 1\">1</a>",
                "id=\"fnref:1:2\"",
                "<li id=\"fn:1\" value=\"1\"><p>One. <a class=\"footnote-back\" href=\"#fnref:1\" aria-label=\"Back to reference 1\">↩</a></p>",
                "href=\"#fnref:2\"",
                "Never named.",
            ],
        ),
        ("Term\n: Meaning\n", &["<dl><dt>Term</dt><dd>Meaning</dd>"]),
        ("~~gone~~ ~~*x*~~\n", &["<del>gone</del> <del><em>x</em></del>"]),
        ("3. three\n", &["<ol start=\"3\">"]),
        ("a\n\n---\n\nb\n", &["<hr>"]),
        // Links.
        (
            "[x](https://a.example/b?c=d&e) <https://b.example>\n",
            &[
                "<a class=\"external\" rel=\"external noopener\" aria-describedby=\"fsExternal\" href=\"https://a.example/b?c=d&amp;e\">x</a>",
                "href=\"https://b.example\"",
            ],
        ),
        (
            "See www.a.example, a@b.example.\n",
            &["href=\"http://www.a.example\">www.a.example</a>,", "href=\"mailto:a@b.example\">a@b.example</a>."],
        ),
        ("[gone](./gone.md)\n", &["<span class=\"broken-link\" title=\"Not found: ./gone.md\">gone</span>"]),
        ("## Here\n\n[x](#here)\n", &["<a href=\"#here\">x</a>"]),
        (
            "![A *chart*](https://a.example/c.png \"T\")\n",
            &["<img src=\"https://a.example/c.png\" alt=\"A chart\" loading=\"lazy\" decoding=\"async\" title=\"T\">"],
        ),
        ("![Chart](gone.png)\n", &["<span class=\"broken-link\" title=\"Not found: gone.png\">Chart</span>"]),
        // Raw HTML.
        (
            "<details open>\n<summary>More <b>x</b></summary>\n\n- a\n\n</details>\n\nafter\n",
            &["<details open>", "<summary>More <b>x</b></summary>", "<li>a</li>", "</details>", "<p>after</p>"],
        ),
        ("<details>\n\ntext\n\n</details>\n", &["<details>\n<summary>Details</summary><p>text</p>"]),
        (
            "<p align=\"center\">\n  <img src=\"https://a.example/l.png\" width=\"120px\" alt=\"Logo\">\n</p>\n",
            &["<p class=\"align-center\">", "alt=\"Logo\" loading=\"lazy\" decoding=\"async\" width=\"120\">"],
        ),
        ("| a |\n|---|\n| x<br>y <ul><li>z</li></ul> |\n", &["x<br>y <ul><li>z</li>\n</ul>"]),
        ("Run `x` on <host> with <Enter>\n", &["on &lt;host&gt; with &lt;Enter&gt;"]),
        ("Press <kbd>Ctrl</kbd> H<sub>2</sub>O\n", &["<kbd>Ctrl</kbd> H<sub>2</sub>O"]),
        ("<a name=\"old\"></a>\n\n[x](#old)\n", &["<span id=\"old\"></span>", "<a href=\"#old\">x</a>"]),
        ("<!-- hidden -->\n\na <!-- b --> c\n", &["<p>a  c</p>"]),
        (
            "<table>\n<tr><td>\n\n```rust\nx\n```\n\n</td></tr>\n</table>\n",
            &["<td>\n<figure class=\"code\">", "</figure>\n</td>"],
        ),
        ("<h1 align=\"center\">Big</h1>\n", &["<h2 class=\"align-center\">Big</h2>"]),
        ("<ul><li>a<li>b</ul>\n", &["<ul><li>a</li>\n<li>b</li>\n</ul>"]),
    ];
    let mut wrong = Vec::new();
    for (text, expected) in cases {
        let html = page(text);
        assert_eq!(unbalanced(&html), None, "{text}\n{html}");
        for piece in expected.iter().filter(|piece| !html.contains(**piece)) {
            wrong.push(format!("{text:?} lacks {piece:?}:\n{html}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn links_between_documents_are_relative_and_spell_the_file_out() {
    let html = body_of(&[
        (
            "a/one.md",
            "# One\n\n[two](../b/two%20x.md#part) [[three]] `b/two x.md` `b/three.md` <a href=\"../b/three.md\">t</a> [f](../b/)\n",
        ),
        ("b/two x.md", "# Two\n\n## Part\n"),
        ("b/three.md", "# Three\n"),
    ]);
    for piece in [
        "<a href=\"../b/two%20x.html#part\">two</a>",
        "<a href=\"../b/three.html\">three</a>",
        "<a href=\"../b/three.html\"><code>b/three.md</code></a>",
        "<a href=\"../b/three.html\">t</a>",
        "<code>b/two x.md</code> ",
        "<a href=\"../b/index.html\">f</a>",
    ] {
        assert!(html.contains(piece), "{piece}:\n{html}");
    }
}

#[test]
fn the_title_is_left_out_and_the_rest_is_whole() {
    let html = body_of(&[("a.md", "# FEAT-1: The title\n\n**Status**: Done\n\n## Part\n")]);
    assert!(!html.contains("The title"), "{html}");
    assert!(html.contains("<strong>Status</strong>: Done") && html.contains("<h2 id=\"part\">Part</h2>"), "{html}");
}

#[test]
fn front_matter_and_a_heading_that_repeats_the_title_are_left_out() {
    let html = body_of(&[("a.md", "---\nstatus: done\n---\n# FEAT-1: The title\n\ntext\n")]);
    assert!(!html.contains("The title") && !html.contains("status: done") && html.contains("<p>text</p>"), "{html}");
    let html = body_of(&[("a.md", "## Only a section\n\ntext\n\n## Next\n")]);
    assert!(!html.contains("<h1") && html.contains("<h2 id=\"next\">"), "{html}");
}

/// What other layers read is put in by hand here: it is their tests that say how it is read.
#[test]
fn the_title_and_the_language_of_the_document_decide() {
    let text = "# The heading\n\n> [!NOTE]\n> x\n";
    let mut site = build::site_of(&[("a.md", text)]).site;
    let document = Arc::make_mut(&mut site.documents[0].document);
    document.title.value = "Something else".into();
    document.title.rule = Rule::FrontMatter;
    document.lang = Some("de-AT".into());
    let html = body::render(Given::of(&site, DocIx(0), text).as_ref(), text, &Highlighter::default()).html;
    assert!(html.contains("<h2 id=\"the-heading\">The heading</h2>") && html.contains(">Hinweis</p>"), "{html}");
}

#[test]
fn short_texts_cannot_make_long_pages() {
    let rows = format!("|{}\n|{}\n{}", "a|".repeat(300), "-|".repeat(300), "|\n".repeat(3000));
    let html = page(&rows);
    assert!(html.len() < rows.len() * 64 + 65_536, "{} of {}", html.len(), rows.len());
    assert_eq!(unbalanced(&html), None);
}

#[test]
fn deep_nesting_is_flattened() {
    for text in [
        ">".repeat(10_000) + " x",
        "- ".repeat(5_000) + "x",
        "<div>".repeat(5_000) + "x",
        "*a ".repeat(5_000),
        "[".repeat(20_000),
    ] {
        let html = page(&text);
        assert_eq!(unbalanced(&html), None);
        let mut depth = 0_i32;
        let mut deepest = 0;
        for token in super::normal::tokens(&html) {
            match token {
                super::normal::Token::Start(name, _) if !["br", "hr", "img", "input"].contains(&name.as_str()) => {
                    depth += 1
                }
                super::normal::Token::End(_) => depth -= 1,
                _ => {}
            }
            deepest = deepest.max(depth);
        }
        assert!(deepest <= 130, "{deepest}");
    }
}
