//! Bodies of any text at all.

use proptest::prelude::*;

use crate::spec::page;
use crate::spec::safety::danger;

/// Pieces that mean something to a Markdown or HTML reader, and some that mean nothing.
const PIECES: &[&str] = &[
    "\n",
    "\n\n",
    " ",
    "  \n",
    "    ",
    "\t",
    "> ",
    "- ",
    "* ",
    "1. ",
    "- [ ] ",
    "- [x] ",
    "☐ ",
    "# ",
    "## ",
    "###### ",
    "---",
    "===\n",
    "```",
    "```js\n",
    "~~~\n",
    "`",
    "``",
    "*",
    "**",
    "_",
    "~~",
    "[",
    "]",
    "](",
    ")",
    "![",
    "[^a]",
    "[^a]: ",
    "[[",
    "]]",
    "|",
    "| - |\n",
    ":",
    "\n: ",
    "<",
    ">",
    "</",
    "/>",
    "<!--",
    "-->",
    "<![CDATA[",
    "<?",
    "<script>",
    "</script>",
    "<div>",
    "</div>",
    "<p>",
    "</p>",
    "<a href=\"",
    "<a name=x>",
    "</a>",
    "<img src=x onerror=alert(1)>",
    "<table>",
    "<tr>",
    "<td>",
    "</td>",
    "</table>",
    "<ul>",
    "<li>",
    "</ul>",
    "<details>",
    "<summary>",
    "</summary>",
    "</details>",
    "<h1>",
    "</h1>",
    "<b>",
    "</b>",
    "<x-y z>",
    "<svg>",
    "<style>",
    "<pre>",
    "</pre>",
    "<br>",
    "<ol start=3>",
    "<dl>",
    "<dt>",
    "<dd>",
    "<figure>",
    "<figcaption>",
    "\"",
    "'",
    "=",
    "style=\"x\"",
    "onclick=alert(1)",
    "javascript:alert(1)",
    "data:text/html,x",
    "https://a.example/b",
    "www.a.example",
    "a@b.example",
    "&amp;",
    "&#58;",
    "&colon;",
    "\\",
    "word",
    "é",
    "\u{1f600}",
    "\u{0}",
    "\u{a0}",
    "> [!NOTE]\n",
    "**File:** `a.py`\n\n",
    "FEAT-1",
    "\r\n",
    "title=\"x\"",
    "{.a #b onclick=c}",
    "$",
    "$$",
    "$x_1",
    "\\frac{",
    "}",
    "^",
    "```math\n",
    "```mermaid\ngraph TD\n",
    "sequenceDiagram\n",
    "pie\n",
    " --> ",
    "->>",
    "style A fill:#fff,stroke:",
    "click A ",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_body_is_balanced_and_harmless(at in prop::collection::vec(0..PIECES.len(), 0..60)) {
        let text: String = at.into_iter().map(|at| PIECES[at]).collect();
        let html = page(&text);
        prop_assert_eq!(danger(&html), None, "{:?}\n{}", text, html);
    }

    #[test]
    fn a_body_of_any_characters_is_balanced_and_harmless(text in "\\PC{0,200}") {
        let html = page(&text);
        prop_assert_eq!(danger(&html), None, "{:?}\n{}", text, html);
    }
}

/// Texts that are long in one way: each must take one pass. Squares of these lengths would take hours.
#[test]
fn long_texts_take_one_pass() {
    let n = 20_000;
    let texts = [
        "<h2>".repeat(n) + &"</h3>".repeat(n),
        "<ul>".to_owned() + &"<li>x".repeat(n),
        "a </b>".repeat(n),
        "<div>".repeat(90) + &"</p>".repeat(n),
        "_www".repeat(n),
        "a@".repeat(n),
        "(http://".repeat(n),
        "x <a ".repeat(n),
        "<!--x\n".repeat(n),
        "[a](b.md) ".repeat(n),
        "☐ a\n".repeat(n),
        "**File:** `x`\n\n```\nx\n```\n\n".repeat(n / 10),
        (0..n / 5).map(|at| format!("x[^{at}]\n\n[^{at}]: y\n\n")).collect(),
    ];
    for text in texts {
        let html = page(&text);
        assert_eq!(danger(&html), None, "{:.20}", text);
    }
}
