//! HTML in a form in which two pieces can be compared, and whether it is well-formed.

/// A tag or a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Token {
    /// `<name key="value">`.
    Start(String, Vec<(String, String)>),
    /// `</name>`.
    End(String),
    /// Text, character references worked in.
    Text(String),
}

/// Elements without content; the shapes of drawings are written so.
const VOID: &[&str] =
    &["br", "circle", "ellipse", "hr", "img", "input", "line", "path", "polygon", "polyline", "rect", "stop", "wbr"];
const BLOCKS: &[&str] = &[
    "p",
    "h",
    "ul",
    "ol",
    "li",
    "blockquote",
    "pre",
    "hr",
    "div",
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
    "dl",
    "dt",
    "dd",
    "details",
    "summary",
    "section",
    "br",
];

/// The tokens of a piece of HTML whose values hold no `<` or `>`.
pub fn tokens(html: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        if at > 0 {
            tokens.push(Token::Text(unescape(&rest[..at])));
        }
        let end = rest[at..].find('>').map_or(rest.len(), |end| at + end);
        let inner = rest.get(at + 1..end).unwrap_or("").trim_end_matches('/');
        tokens.push(match inner.strip_prefix('/') {
            Some(name) => Token::End(name.trim().to_lowercase()),
            None => {
                let name: String = inner.chars().take_while(|c| !c.is_whitespace()).collect();
                Token::Start(name.to_lowercase(), attributes(&inner[name.len()..]))
            }
        });
        rest = rest.get(end + 1..).unwrap_or("");
    }
    if !rest.is_empty() {
        tokens.push(Token::Text(unescape(rest)));
    }
    tokens
}

fn attributes(mut text: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    loop {
        text = text.trim_start();
        if text.is_empty() {
            break;
        }
        let end = text.find(|c: char| c.is_whitespace() || c == '=').unwrap_or(text.len());
        let key = text[..end].to_lowercase();
        text = text[end..].trim_start();
        let mut value = String::new();
        if let Some(rest) = text.strip_prefix('=') {
            let rest = rest.trim_start();
            let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''));
            let (inner, behind) = match quote {
                Some(quote) => rest[1..].split_once(quote).unwrap_or((&rest[1..], "")),
                None => rest.split_at(rest.find(char::is_whitespace).unwrap_or(rest.len())),
            };
            value = unescape(inner);
            text = behind;
        } else if key.is_empty() {
            break;
        }
        found.push((key, value));
    }
    found.sort();
    found
}

fn unescape(text: &str) -> String {
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
}

/// What is wrong with the nesting of a piece of HTML; `None` where every tag has its end in the right place.
pub fn unbalanced(html: &str) -> Option<String> {
    let mut open: Vec<String> = Vec::new();
    for token in tokens(html) {
        match token {
            Token::Start(name, _) if !VOID.contains(&name.as_str()) => open.push(name),
            Token::End(name) => {
                let last = open.pop();
                if last.as_deref() != Some(name.as_str()) {
                    return Some(format!("</{name}> closes {last:?}"));
                }
            }
            _ => {}
        }
    }
    (!open.is_empty()).then(|| format!("left open: {open:?}"))
}

enum Fate {
    Keep,
    Unwrap,
    Drop,
}

/// What our renderer adds to plain Markdown taken away again: headings' wrappers and anchors, figures around code,
/// highlighting, attributes of links and images.
pub fn plain(html: &str) -> Vec<Token> {
    let mut out = Vec::new();
    let mut stack: Vec<(String, Fate)> = Vec::new();
    let mut dropped = 0;
    for token in tokens(html) {
        match token {
            Token::Start(name, attributes) => {
                let void = VOID.contains(&name.as_str());
                let class = attributes.iter().find(|(key, _)| key == "class").map(|(_, value)| value.clone());
                let class = class.as_deref().unwrap_or("");
                let in_code = stack.iter().any(|(name, _)| name == "code");
                let fate = match (name.as_str(), class) {
                    ("div", "heading" | "table") | ("figure", "code") => Fate::Unwrap,
                    ("div", "") if attributes.iter().any(|(key, _)| key == "id") => Fate::Drop,
                    ("figcaption" | "button", _) | ("a", "anchor") | ("span", "tally") => Fate::Drop,
                    ("span", _) if in_code => Fate::Unwrap,
                    _ => Fate::Keep,
                };
                if dropped == 0 && matches!(fate, Fate::Keep) {
                    out.push(kept(&name, class, attributes));
                }
                if !void {
                    dropped += usize::from(matches!(fate, Fate::Drop));
                    stack.push((name, fate));
                }
            }
            Token::End(_) => {
                let Some((name, fate)) = stack.pop() else { continue };
                match fate {
                    Fate::Keep if dropped == 0 => out.push(Token::End(renamed(&name, ""))),
                    Fate::Drop => dropped -= 1,
                    _ => {}
                }
            }
            Token::Text(text) if dropped == 0 => out.push(Token::Text(text)),
            Token::Text(_) => {}
        }
    }
    // A link that leads nowhere is a `span` and closes as one.
    let mut links = Vec::new();
    for token in &mut out {
        match token {
            Token::Start(name, _) if name == "a" || name == "span" => links.push(name.clone()),
            Token::End(name) if name == "a" || name == "span" => {
                if let Some(begun) = links.pop() {
                    *name = begun;
                }
            }
            _ => {}
        }
    }
    folded(out)
}

fn kept(name: &str, class: &str, attributes: Vec<(String, String)>) -> Token {
    if class == "broken-link" || class == "refused-link" {
        let title = attributes.iter().find(|(key, _)| key == "title").map_or("", |(_, value)| value.as_str());
        let address = title.split_once(": ").map_or("", |(_, address)| address);
        return Token::Start("a".into(), vec![("href".into(), same_address(address))]);
    }
    let own = ["id", "rel", "loading", "decoding", "tabindex", "role", "aria-label", "aria-describedby", "scope"];
    let attributes = attributes
        .into_iter()
        .filter(|(key, _)| !(own.contains(&key.as_str()) || key == "class" && name != "code"))
        .map(|(key, value)| match key.as_str() {
            "href" | "src" => (key, same_address(&value)),
            _ => (key, value),
        })
        .collect();
    Token::Start(renamed(name, class), attributes)
}

fn renamed(name: &str, _class: &str) -> String {
    match name {
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => "h".to_owned(),
        _ => name.to_owned(),
    }
}

/// An address without what may differ: percent-encoding, the slash of the root.
fn same_address(address: &str) -> String {
    featsite::base::paths::decode(address).trim_start_matches("./").trim_start_matches('/').to_owned()
}

/// The tokens of a specification's HTML in the same form.
pub fn expected(html: &str) -> Vec<Token> {
    let tokens = tokens(html).into_iter().map(|token| match token {
        Token::Start(name, attributes) => {
            let attributes = attributes
                .into_iter()
                .map(|(key, value)| match key.as_str() {
                    "href" | "src" => (key, same_address(&value)),
                    _ => (key, value),
                })
                .collect();
            Token::Start(renamed(&name, ""), attributes)
        }
        Token::End(name) => Token::End(renamed(&name, "")),
        text => text,
    });
    folded(tokens.collect())
}

/// Text joined; outside `pre` white space folded, and dropped beside blocks.
fn folded(tokens: Vec<Token>) -> Vec<Token> {
    let mut joined: Vec<Token> = Vec::new();
    for token in tokens {
        match (joined.last_mut(), token) {
            (Some(Token::Text(before)), Token::Text(text)) => before.push_str(&text),
            (_, token) => joined.push(token),
        }
    }
    let is_block = |token: Option<&Token>| match token {
        Some(Token::Start(name, _) | Token::End(name)) => BLOCKS.contains(&name.as_str()),
        Some(Token::Text(_)) => false,
        None => true,
    };
    let mut out = Vec::new();
    let mut pre = 0;
    for (at, token) in joined.iter().enumerate() {
        match token {
            Token::Text(text) if pre == 0 => {
                let mut text = text.split_ascii_whitespace().collect::<Vec<_>>().join(" ");
                let Some(Token::Text(whole)) = joined.get(at) else { continue };
                if whole.starts_with([' ', '\n']) && !is_block(at.checked_sub(1).and_then(|at| joined.get(at))) {
                    text.insert(0, ' ');
                }
                if whole.ends_with([' ', '\n']) && !is_block(joined.get(at + 1)) && !text.trim().is_empty() {
                    text.push(' ');
                }
                if !text.is_empty() {
                    out.push(Token::Text(text));
                }
            }
            token => {
                match token {
                    Token::Start(name, _) if name == "pre" => pre += 1,
                    Token::End(name) if name == "pre" => pre -= 1,
                    _ => {}
                }
                out.push(token.clone());
            }
        }
    }
    out
}
