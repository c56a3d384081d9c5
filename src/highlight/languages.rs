//! Names of languages as people write them behind a fence.

use std::borrow::Cow;

/// What the info string of a fence says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Language {
    /// The language as written, without attributes; empty where none is named.
    pub name: String,
    /// A title or file name written with it: `js title="a.js"`, `ts:src/a.ts`, `12:20:src/a.rs`.
    pub title: Option<String>,
}

impl Language {
    /// Reads an info string.
    pub fn of(info: &str) -> Self {
        let info = info.trim();
        let title = attribute(info);
        // Pandoc writes `{.python}`, others `{python}`.
        let bare = info.strip_prefix('{').map_or(info, |rest| rest.trim_start().trim_start_matches('.'));
        let end = bare.find(|c: char| c.is_whitespace() || matches!(c, ',' | '{' | '}' | ';')).unwrap_or(bare.len());
        let word = &bare[..end];
        if word.contains('=') {
            return Self { name: String::new(), title };
        }
        let (name, file) = match word.rsplit_once(':') {
            Some((before, file)) if looks_like_file(file) => (before, Some(file)),
            _ if word.contains('/') && looks_like_file(word) => ("", Some(word)),
            _ => (word, None),
        };
        // Line numbers before a file name are no language.
        let name = if name.bytes().all(|byte| byte.is_ascii_digit() || byte == b':') { "" } else { name };
        let name = match (name, file) {
            ("", Some(file)) => file.rsplit_once('.').map_or("", |(_, extension)| extension),
            _ => name,
        };
        Self { name: name.to_owned(), title: title.or_else(|| file.map(str::to_owned)) }
    }
}

fn looks_like_file(word: &str) -> bool {
    let name = word.rsplit('/').next().unwrap_or("");
    word.contains('/') || name.rsplit_once('.').is_some_and(|(stem, end)| !stem.is_empty() && !end.is_empty())
}

/// The value of `title=`, `file=` or `filename=`, quoted or not.
fn attribute(info: &str) -> Option<String> {
    for key in ["title=", "filename=", "file="] {
        let Some(at) = info.find(key) else { continue };
        let value = &info[at + key.len()..];
        let value = match value.chars().next() {
            Some(quote @ ('"' | '\'')) => value[1..].split(quote).next(),
            _ => value.split(|c: char| c.is_whitespace() || matches!(c, '}' | ',')).next(),
        };
        if let Some(value) = value.filter(|value| !value.is_empty()) {
            return Some(value.to_owned());
        }
    }
    None
}

/// Names that no grammar answers to, and those whose grammar is another's.
const ALIASES: &[(&str, &str)] = &[
    ("asm", "asm"),
    ("batch", "bat"),
    ("bash session", "bash"),
    ("c++", "cpp"),
    ("cmd", "bat"),
    ("console", "bash"),
    ("csharp", "cs"),
    ("docker", "dockerfile"),
    ("docker-compose", "yaml"),
    ("dosbatch", "bat"),
    ("ebnf", "text"),
    ("env", "dotenv"),
    ("golang", "go"),
    ("hcl", "tf"),
    ("javascriptreact", "jsx"),
    ("json5", "json"),
    ("jsonc", "json"),
    ("jsonl", "json"),
    ("kt", "kotlin"),
    ("mermaid", "text"),
    ("mdx", "markdown"),
    ("mjs", "js"),
    ("ndjson", "json"),
    ("node", "js"),
    ("objective-c", "objective-c"),
    ("plaintext", "text"),
    ("posh", "powershell"),
    ("ps1", "powershell"),
    ("py3", "python"),
    ("python3", "python"),
    ("pwsh", "powershell"),
    ("shell", "bash"),
    ("shell-session", "bash"),
    ("shellsession", "bash"),
    ("sh-session", "bash"),
    ("postgres", "sql"),
    ("postgresql", "sql"),
    ("plpgsql", "sql"),
    ("mysql", "sql"),
    ("sqlite", "sql"),
    ("terraform", "tf"),
    ("terminal", "bash"),
    ("txt", "text"),
    ("typescriptreact", "tsx"),
    ("vue-html", "html"),
    ("xhtml", "html"),
    ("zsh", "bash"),
    ("py", "python"),
    ("rs", "rust"),
    ("sh", "bash"),
    ("javascript", "js"),
    ("typescript", "ts"),
    ("yml", "yaml"),
    ("md", "markdown"),
];

/// One name for every way to write a language.
pub(super) fn canonical(name: &str) -> Cow<'_, str> {
    let name = name.trim();
    let lower = match name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit()) {
        true => Cow::Borrowed(name),
        false => Cow::Owned(name.to_lowercase()),
    };
    ALIASES.iter().find(|(alias, _)| *alias == lower).map_or(lower, |(_, name)| Cow::Borrowed(*name))
}

/// Names as they are shown, by canonical name.
const LABELS: &[(&str, &str)] = &[
    ("bash", "Shell"),
    ("bat", "Batch"),
    ("c", "C"),
    ("cpp", "C++"),
    ("cs", "C#"),
    ("css", "CSS"),
    ("csv", "CSV"),
    ("dart", "Dart"),
    ("diff", "Diff"),
    ("dockerfile", "Dockerfile"),
    ("dotenv", "Environment"),
    ("elixir", "Elixir"),
    ("go", "Go"),
    ("graphql", "GraphQL"),
    ("html", "HTML"),
    ("http", "HTTP"),
    ("ini", "INI"),
    ("java", "Java"),
    ("js", "JavaScript"),
    ("json", "JSON"),
    ("jsx", "JSX"),
    ("kotlin", "Kotlin"),
    ("lua", "Lua"),
    ("makefile", "Makefile"),
    ("markdown", "Markdown"),
    ("nginx", "nginx"),
    ("php", "PHP"),
    ("powershell", "PowerShell"),
    ("prisma", "Prisma"),
    ("proto", "Protocol Buffers"),
    ("python", "Python"),
    ("ruby", "Ruby"),
    ("rust", "Rust"),
    ("scala", "Scala"),
    ("scss", "SCSS"),
    ("solidity", "Solidity"),
    ("sql", "SQL"),
    ("svelte", "Svelte"),
    ("swift", "Swift"),
    ("tf", "Terraform"),
    ("toml", "TOML"),
    ("ts", "TypeScript"),
    ("tsx", "TSX"),
    ("vue", "Vue"),
    ("xml", "XML"),
    ("yaml", "YAML"),
];

/// A language's name as it is shown: `py` is Python; what is not known stays as written; plain text has none.
pub fn label(name: &str) -> Option<String> {
    let canonical = canonical(name);
    if canonical.is_empty() || (canonical == "text" && name.to_lowercase() != "mermaid") {
        return None;
    }
    let known = LABELS.iter().find(|(key, _)| *key == canonical);
    Some(known.map_or_else(|| name.to_owned(), |(_, label)| (*label).to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn info_strings() {
        let cases = [
            ("", "", None),
            ("rust,ignore", "rust", None),
            ("js title=\"src/a b.js\"", "js", Some("src/a b.js")),
            ("{.python .numberLines}", "python", None),
            ("ts:src/a.ts", "ts", Some("src/a.ts")),
            ("12:20:src/a.rs", "rs", Some("src/a.rs")),
            ("src/a.py", "py", Some("src/a.py")),
            ("title=x.sh", "", Some("x.sh")),
            ("c++", "c++", None),
            ("node.js", "node.js", None),
        ];
        for (info, name, title) in cases {
            let expected = Language { name: name.to_owned(), title: title.map(str::to_owned) };
            assert_eq!(Language::of(info), expected, "{info}");
        }
    }

    #[test]
    fn labels() {
        assert_eq!(label("py").as_deref(), Some("Python"));
        assert_eq!(label("Brainfuck").as_deref(), Some("Brainfuck"));
        assert_eq!(label("plaintext"), None);
        assert_eq!(label("mermaid").as_deref(), Some("mermaid"));
    }
}
