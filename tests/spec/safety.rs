//! Nothing that a document says may run in a reader's browser.

use super::normal::{Token, tokens, unbalanced};
use super::{body_in, page};
use featsite::source::Snapshot;

const ELEMENTS: &[&str] = &[
    "a",
    "abbr",
    "b",
    "bdi",
    "bdo",
    "blockquote",
    "br",
    "button",
    "caption",
    "cite",
    "code",
    "dd",
    "del",
    "details",
    "dfn",
    "div",
    "dl",
    "dt",
    "em",
    "figcaption",
    "figure",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "i",
    "img",
    "input",
    "ins",
    "kbd",
    "li",
    "mark",
    "ol",
    "p",
    "pre",
    "q",
    "s",
    "samp",
    "section",
    "small",
    "span",
    "strong",
    "sub",
    "summary",
    "sup",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "u",
    "ul",
    "var",
    "wbr",
];
const ATTRIBUTES: &[&str] = &[
    "alt",
    "aria-describedby",
    "aria-label",
    "checked",
    "class",
    "colspan",
    "data-copy",
    "decoding",
    "dir",
    "disabled",
    "height",
    "hidden",
    "href",
    "id",
    "lang",
    "loading",
    "open",
    "rel",
    "reversed",
    "role",
    "rowspan",
    "scope",
    "src",
    "start",
    "tabindex",
    "title",
    "type",
    "value",
    "width",
];

/// What diagrams and formulas are made of, and the attributes they have beside the others.
const DRAWN: &[&str] = &[
    "circle",
    "clippath",
    "defs",
    "ellipse",
    "g",
    "line",
    "lineargradient",
    "marker",
    "math",
    "mfrac",
    "mi",
    "mmultiscripts",
    "mn",
    "mo",
    "mover",
    "mpadded",
    "mphantom",
    "mprescripts",
    "mroot",
    "mrow",
    "mspace",
    "msqrt",
    "mstyle",
    "msub",
    "msubsup",
    "msup",
    "mtable",
    "mtd",
    "mtext",
    "mtr",
    "munder",
    "munderover",
    "none",
    "path",
    "polygon",
    "polyline",
    "rect",
    "stop",
    "svg",
    "text",
    "tspan",
];
const DRAWING: &str = "accent accentunder alttext clip-path cx cy d depth display displaystyle dominant-baseline dx dy \
    fence fill fill-opacity font-size font-style font-weight form gradientunits largeop linethickness lspace marker-end \
    marker-start markerheight markerwidth mathvariant maxsize minsize movablelimits offset opacity orient points r refx \
    refy rspace rx ry scriptlevel separator stop-color stop-opacity stretchy stroke stroke-dasharray stroke-linecap \
    stroke-linejoin stroke-opacity stroke-width symmetric text-anchor text-decoration transform viewbox voffset x x1 x2 \
    y y1 y2";

/// What is dangerous in a piece of HTML, by allow-lists of this test's own.
pub fn danger(html: &str) -> Option<String> {
    if let Some(fault) = unbalanced(html) {
        return Some(fault);
    }
    for token in tokens(html) {
        let Token::Start(name, attributes) = token else { continue };
        let lower = name.to_ascii_lowercase();
        let drawn = DRAWN.contains(&lower.as_str());
        // Those of ours say what they are; an author's own never come through.
        let ours = match lower.as_str() {
            "svg" => attributes.iter().any(|(key, value)| key == "role" && value == "img"),
            "math" => attributes.iter().any(|(key, _)| key == "alttext"),
            _ => true,
        };
        if !(drawn && ours || ELEMENTS.contains(&name.as_str())) {
            return Some(format!("<{name}>"));
        }
        for (key, value) in attributes {
            let of_drawing = drawn && DRAWING.split_whitespace().any(|known| known.eq_ignore_ascii_case(&key));
            if of_drawing
                && (key == "fill" || key == "stroke")
                && value.contains("url(")
                && !value.starts_with("url(#fsD")
            {
                return Some(format!("{key}={value}"));
            }
            if !of_drawing && !ATTRIBUTES.contains(&key.as_str()) {
                return Some(format!("<{name} {key}>"));
            }
            let address = matches!(key.as_str(), "href" | "src");
            let bare: String =
                value.chars().filter(|c| !c.is_whitespace() && !c.is_control()).collect::<String>().to_lowercase();
            let scheme = bare
                .split(['/', '?', '#'])
                .next()
                .and_then(|start| start.split_once(':'))
                .map(|(scheme, _)| scheme.to_owned());
            let picture = key == "src" && bare.starts_with("data:image/") && !bare.contains("svg");
            if address
                && !picture
                && scheme.as_deref().is_some_and(|scheme| !["http", "https", "mailto", "tel"].contains(&scheme))
            {
                return Some(format!("{key}={value}"));
            }
        }
    }
    None
}

/// Vectors of our own, by the ways in: raw HTML, links, images, code, headings, tables, footnotes, references.
const VECTORS: &[&str] = &[
    "<script>alert(1)</script>",
    "<SCRIPT SRC=//x.example/a.js></SCRIPT>",
    "text <script>alert(1)</script> text",
    "<script/src=x>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<img src=x onerror=alert(1)>",
    "<img src=\"x\" onerror=\"alert(1)\"/>",
    "<img/src/onerror=alert(1)>",
    "<img src=javascript:alert(1)>",
    "<img src=\"data:image/svg+xml;base64,PHN2Zy8+\">",
    "<img src=`x` onerror=alert(1)>",
    "<IMG \"\"\"><SCRIPT>alert(1)</SCRIPT>\">",
    "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<svg><a xlink:href=\"javascript:alert(1)\"><text>x</text></a></svg>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
    "<iframe src=javascript:alert(1)></iframe>",
    "<iframe srcdoc=\"<script>alert(1)</script>\"></iframe>",
    "<object data=javascript:alert(1)></object>",
    "<embed src=javascript:alert(1)>",
    "<video src=javascript:alert(1)></video>",
    "<video><source onerror=alert(1)></video>",
    "<audio src=x onerror=alert(1)></audio>",
    "<a href=javascript:alert(1)>x</a>",
    "<a href=\"java&#115;cript:alert(1)\">x</a>",
    "<a href=\"java&Tab;script&colon;alert(1)\">x</a>",
    "<a href=\" &#1; javascript:alert(1)\">x</a>",
    "<a href=\"vbscript:x\">x</a>",
    "<a href=\"data:text/html,<script>alert(1)</script>\">x</a>",
    "<a href=x style=\"background:url(javascript:alert(1))\" onclick=alert(1)>x</a>",
    "<a id=x tabindex=1 onfocus=alert(1) autofocus>x</a>",
    "<div style=\"width:expression(alert(1))\">x</div>",
    "<style>@import 'x';</style>",
    "<link rel=stylesheet href=//x.example>",
    "<meta http-equiv=refresh content=\"0;url=javascript:alert(1)\">",
    "<base href=\"javascript:alert(1)//\">",
    "<form action=javascript:alert(1)><input type=submit></form>",
    "<button formaction=javascript:alert(1)>x</button>",
    "<isindex type=image src=1 onerror=alert(1)>",
    "<input type=checkbox onclick=alert(1) checked>",
    "<input autofocus onfocus=alert(1)>",
    "<details open ontoggle=alert(1)>",
    "<body onload=alert(1)>",
    "<marquee onstart=alert(1)>x</marquee>",
    "<table background=javascript:alert(1)><tr><td onclick=alert(1)>",
    "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
    "<textarea></textarea><img src=x onerror=alert(1)>",
    "<title><img src=x onerror=alert(1)></title>",
    "<xmp><img src=x onerror=alert(1)></xmp>",
    "<plaintext><img src=x onerror=alert(1)>",
    "<!--><img src=x onerror=alert(1)>-->",
    "<!-- --!><img src=x onerror=alert(1)> -->",
    "<![CDATA[<img src=x onerror=alert(1)>]]>",
    "<?x <img src=x onerror=alert(1)>?>",
    "<div title='\"><img src=x onerror=alert(1)>'>",
    "<div title=\"a\"onclick=alert(1)>",
    "<p <img src=x onerror=alert(1)>",
    "<x onclick=alert(1)>x</x>",
    "<template><img src=x onerror=alert(1)></template>",
    "<picture><source srcset=javascript:alert(1)><img src=x></picture>",
    "<use href=data:x>",
    "</div></main></body><script>alert(1)</script>",
    "</p></li></ul></article><img src=x onerror=alert(1)>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt&#58;alert(1))",
    "[x](java&#10;script:alert(1))",
    "[x](<java\\\nscript:alert(1)>)",
    "[x](&#1;javascript:alert(1))",
    "[x](\u{a0}javascript:alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](vbscript:alert(1))",
    "[x](file:///etc/passwd)",
    "[x](https://a.example \"\\\" onclick=alert(1) \\\"\")",
    "[x](https://a.example/\"onclick=alert(1)//)",
    "[x]\n\n[x]: javascript:alert(1)",
    "<javascript:alert(1)>",
    "[[javascript:alert(1)]]",
    "[[javascript:alert(1)|x]]",
    "![x](javascript:alert(1))",
    "![x](data:image/svg+xml,<svg onload=alert(1)>)",
    "![\"onerror=alert(1) x=\"](https://a.example/x.png)",
    "![x](https://a.example/x.png \"\\\"onload=alert(1)\")",
    "```\"onclick=alert(1)\nx\n```",
    "```js\"><img/src=x/onerror=alert(1)>\nx\n```",
    "``` title=\"</code><img src=x onerror=alert(1)>\"\nx\n```",
    "```html\n<script>alert(1)</script>\n```",
    "**File:** <img src=x onerror=alert(1)>\n\n```js\nx\n```",
    "# a {onclick=alert(1) style=x}",
    "## \" onmouseover=alert(1) x=\"",
    "## <img src=x onerror=alert(1)>",
    "| a |\n|---|\n| <img src=x onerror=alert(1)> |",
    "| \" onclick=alert(1) |\n|---|\n| x |",
    "x[^\"onclick=alert(1)]\n\n[^\"onclick=alert(1)]: y",
    "- [ ] \" onclick=alert(1) x=\"",
    "- [x] <img src=x onerror=alert(1)>",
    "https://a.example/\"onclick=alert(1)",
    "https://a.example/<script>alert(1)</script>",
    "www.a.example/'\"><script>alert(1)</script>",
    "<a href=\"https://a.example\"><a href=\"javascript:alert(1)\">x</a></a>",
    "<a href='x' href='javascript:alert(1)'>x</a>",
    "<a name=\"fsSearch\" id=\"location\">x</a>",
    "`<script>alert(1)</script>`",
    "    <script>alert(1)</script>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
];

#[test]
fn no_vector_survives() {
    for vector in VECTORS {
        for text in [
            vector.to_string(),
            format!("a {vector} b"),
            format!("> - {vector}\n\nb"),
            format!("<div>\n\n{vector}\n\n</div>"),
            format!("$x_1 \\text{{{vector}}}$ and\n\n$$\nx_1 {vector}\n$$\n"),
            format!("```math\n\\text{{{vector}}} \\href{{{vector}}}{{x}}\n```\n"),
            format!(
                "```mermaid\ngraph TD\n  A[\"{vector}\"] -->|{vector}| B\n  click A \"{vector}\"\n  style A fill:{vector}\n```\n"
            ),
            format!("```mermaid\nsequenceDiagram\n  A->>B: {vector}\n  Note over A: {vector}\n```\n"),
        ] {
            let html = page(&text);
            assert_eq!(danger(&html), None, "{text}\n{html}");
        }
    }
}

#[test]
fn raw_html_passes_where_the_configuration_trusts_it() {
    let mut snapshot = Snapshot::of(&[("a.md", "# T\n\n<iframe src=\"https://a.example\"></iframe>\n")]);
    assert!(!body_in(&snapshot, "a.md").contains("<iframe"));
    snapshot.config = Some("unsafe_html: true\n".into());
    assert!(body_in(&snapshot, "a.md").contains("<iframe src=\"https://a.example\"></iframe>"));
}

#[test]
fn documents_cannot_take_ids_of_the_page_or_of_headings() {
    let html = page(
        "<a id=\"fsSearch\"></a><a id=\"part\"></a><a id=\"fn:1\"></a><a id=\"own\"></a><a id=\"own\"></a>\n\n## Part\n",
    );
    assert!(!html.contains("fsSearch") && !html.contains("fn:1"), "{html}");
    assert_eq!((html.matches("id=\"part\"").count(), html.matches("id=\"own\"").count()), (1, 1), "{html}");
}

/// Runs a list of payloads from a file: a JSON list of strings or of objects with a `payload`, named by `FEATSITE_PAYLOADS`.
#[test]
#[ignore = "needs a list of payloads from outside the project"]
fn no_payload_of_a_public_list_survives() {
    let path = std::env::var("FEATSITE_PAYLOADS").expect("FEATSITE_PAYLOADS names a file");
    let list: serde_json::Value =
        serde_json::from_slice(&std::fs::read(path).expect("the file is there")).expect("JSON");
    let list = list.as_array().expect("a list");
    for entry in list {
        let payload = entry.as_str().or(entry["payload"].as_str()).expect("a payload");
        for text in [
            payload.to_owned(),
            format!("a {payload}"),
            format!("[x]({payload})"),
            format!("```{payload}\n```"),
            format!("<div title='{payload}'>"),
            format!("$x_1 \\text{{{payload}}}$"),
            format!("```mermaid\ngraph TD\n  A[\"{payload}\"] -->|{payload}| B\n  style A fill:{payload}\n```"),
        ] {
            let html = page(&text);
            assert_eq!(danger(&html), None, "{text}\n{html}");
        }
    }
    println!("{} payloads, nothing dangerous", list.len());
}
