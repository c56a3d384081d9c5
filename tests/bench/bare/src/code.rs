//! Code to classes with one lexer for all languages and a small table for each: comments, strings, numbers, keywords, calls.

/// What the lexer has to know of a language.
struct Language {
    names: &'static [&'static str],
    /// What begins a comment that ends with its line.
    comment: &'static str,
    block: bool,
    quotes: &'static [u8],
    /// Sorted.
    keywords: &'static [&'static str],
}

#[rustfmt::skip]
const LANGUAGES: [Language; 8] = [
    Language { names: &["python", "py"], comment: "#", block: false, quotes: b"\"'", keywords: &[
        "False", "None", "True", "and", "as", "assert", "async", "await", "break", "class", "continue", "def",
        "del", "elif", "else", "except", "finally", "for", "from", "global", "if", "import", "in", "is",
        "lambda", "nonlocal", "not", "or", "pass", "raise", "return", "try", "while", "with", "yield",
    ] },
    Language { names: &["rust", "rs"], comment: "//", block: true, quotes: b"\"", keywords: &[
        "as", "async", "await", "break", "const", "crate", "dyn", "else", "enum", "false", "fn", "for", "if",
        "impl", "in", "let", "loop", "match", "mod", "move", "mut", "pub", "ref", "return", "self", "static",
        "struct", "super", "trait", "true", "type", "unsafe", "use", "where", "while",
    ] },
    Language { names: &["javascript", "js", "jsx", "ts", "tsx", "typescript"], comment: "//", block: true, quotes: b"\"'`", keywords: &[
        "as", "async", "await", "break", "case", "catch", "class", "const", "continue", "default", "else",
        "enum", "export", "extends", "false", "finally", "for", "from", "function", "if", "implements",
        "import", "in", "instanceof", "interface", "let", "new", "null", "of", "return", "static", "super",
        "switch", "this", "throw", "true", "try", "type", "typeof", "undefined", "var", "while", "yield",
    ] },
    Language { names: &["bash", "console", "sh", "shell", "zsh"], comment: "#", block: false, quotes: b"\"'", keywords: &[
        "case", "cd", "do", "done", "echo", "elif", "else", "esac", "exit", "export", "fi", "for", "function",
        "if", "in", "local", "return", "set", "then", "while",
    ] },
    Language { names: &["toml", "yaml", "yml"], comment: "#", block: false, quotes: b"\"'", keywords: &[
        "false", "no", "null", "true", "yes",
    ] },
    Language { names: &["json", "jsonc"], comment: "//", block: true, quotes: b"\"", keywords: &[
        "false", "null", "true",
    ] },
    Language { names: &["sql"], comment: "--", block: true, quotes: b"'\"", keywords: &[
        "ALTER", "AND", "AS", "BY", "CREATE", "DELETE", "FROM", "GROUP", "INDEX", "INSERT", "INTO", "JOIN",
        "KEY", "LEFT", "NOT", "NULL", "ON", "OR", "ORDER", "PRIMARY", "REFERENCES", "SELECT", "SET", "TABLE",
        "UPDATE", "VALUES", "WHERE",
    ] },
    Language { names: &["c", "cpp", "cs", "csharp", "dart", "go", "java", "kotlin", "php", "scala", "swift"], comment: "//", block: true, quotes: b"\"'`", keywords: &[
        "break", "case", "catch", "class", "const", "continue", "default", "do", "else", "enum", "false",
        "final", "for", "func", "if", "import", "int", "interface", "let", "new", "nil", "null", "package",
        "private", "public", "return", "static", "struct", "switch", "this", "throw", "true", "try", "type",
        "var", "void", "while",
    ] },
];

/// Languages that the table does not have: strings and numbers look alike in most.
const OTHER: Language = Language { names: &[], comment: "", block: false, quotes: b"\"", keywords: &[] };

/// Code as HTML. A fence without a language is text.
pub fn html(code: &str, info: &str) -> String {
    let name = info.split([' ', ',', '{']).next().unwrap_or_default().to_ascii_lowercase();
    let mut out = String::with_capacity(code.len() * 2);
    if name.is_empty() {
        escape(code, &mut out);
        return out;
    }
    let language = LANGUAGES.iter().find(|language| language.names.contains(&name.as_str())).unwrap_or(&OTHER);
    let bytes = code.as_bytes();
    let (mut at, mut plain) = (0, 0);
    while at < bytes.len() {
        let (class, end) = token(language, code, bytes, at);
        if let Some(class) = class {
            escape(&code[plain..at], &mut out);
            out.push_str("<span class=\"");
            out.push_str(class);
            out.push_str("\">");
            escape(&code[at..end], &mut out);
            out.push_str("</span>");
            plain = end;
        }
        at = end;
    }
    escape(&code[plain..], &mut out);
    out
}

/// The class of what begins at a place, and where it ends.
fn token(language: &Language, code: &str, bytes: &[u8], at: usize) -> (Option<&'static str>, usize) {
    let (byte, rest) = (bytes[at], &bytes[at..]);
    let is_word = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_' || byte >= 0x80;
    let run = |goes_on: &dyn Fn(u8) -> bool| at + rest.iter().position(|&byte| !goes_on(byte)).unwrap_or(rest.len());
    if is_word(byte) {
        if byte.is_ascii_digit() {
            return (Some("n"), run(&|byte| is_word(byte) || byte == b'.'));
        }
        let end = run(&is_word);
        if language.keywords.binary_search(&&code[at..end]).is_ok() {
            return (Some("k"), end);
        }
        return (bytes.get(end).is_some_and(|&byte| byte == b'(').then_some("f"), end);
    }
    if language.quotes.contains(&byte) {
        return (Some("s"), at + string(rest, byte));
    }
    let opens = |mark: &str| !mark.is_empty() && rest.starts_with(mark.as_bytes());
    // In a shell `$#` and `a#b` begin no comment.
    if opens(language.comment) && (byte != b'#' || at == 0 || bytes[at - 1].is_ascii_whitespace()) {
        return (Some("c"), run(&|byte| byte != b'\n'));
    }
    if language.block && opens("/*") {
        return (Some("c"), code[at..].find("*/").map_or(bytes.len(), |end| at + end + 2));
    }
    (None, at + 1)
}

/// How long a string is. One quote ends with its line at the latest, three do not.
fn string(rest: &[u8], quote: u8) -> usize {
    if rest.starts_with(&[quote; 3]) {
        return rest[3..].windows(3).position(|three| three == [quote; 3]).map_or(rest.len(), |end| end + 6);
    }
    let mut at = 1;
    while at < rest.len() && rest[at] != b'\n' {
        match rest[at] {
            b'\\' => at += 1,
            byte if byte == quote => return at + 1,
            _ => {}
        }
        at += 1;
    }
    at.min(rest.len())
}

fn escape(text: &str, out: &mut String) {
    let mut from = 0;
    for (at, byte) in text.bytes().enumerate() {
        let written = match byte {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            _ => continue,
        };
        out.push_str(&text[from..at]);
        out.push_str(written);
        from = at + 1;
    }
    out.push_str(&text[from..]);
}
