//! A check in words.

use serde_json::{Value, json};

use super::columns::wrapped;
use crate::checks::{Check, Example};

/// What a check is about.
pub struct About(&'static Check);

/// What a check is about.
pub fn check(check: &'static Check) -> About {
    About(check)
}

/// How wide prose is.
const PROSE: usize = 78;

impl About {
    /// As text for a terminal.
    pub fn text(&self, colour: bool) -> String {
        let check = self.0;
        let bold = |text: &str| if colour { format!("\u{1b}[1m{text}\u{1b}[0m") } else { text.to_owned() };
        let name = check.name;
        let mut out = format!("{}: {}\n", bold(name), check.summary);
        out.push_str(&format!("level: {}\n", check.severity.name()));
        let mut part = |title: &str, text: String| out.push_str(&format!("\n{}\n{text}", bold(title)));
        part("What", prose(check.docs.what));
        part("Why", prose(check.docs.why));
        part("Example", example(check.docs.example));
        part("Instead", example(check.docs.instead));
        part(
            "Another level, in featsite.yaml",
            format!(
                "    checks:\n      {name}: off    # or note, warning, error\n\n  or by path:\n\n    checks:\n      {name}:\n        \
                 level: error\n        'drafts/**': off\n"
            ),
        );
        part("One finding allowed, in the document", format!("    <!-- featsite: allow({name}) because … -->\n"));
        out
    }

    /// As data.
    pub fn json(&self) -> Value {
        let check = self.0;
        let example = |example: Example| match example {
            Example::Words(words) => json!({ "words": words }),
            Example::Files(files) => {
                json!({ "files": files.iter().map(|(path, text)| json!({ "path": path, "text": text })).collect::<Vec<_>>() })
            }
        };
        json!({
            "check": check.name,
            "level": check.severity.name(),
            "summary": check.summary,
            "what": check.docs.what,
            "why": check.docs.why,
            "example": example(check.docs.example),
            "instead": example(check.docs.instead),
        })
    }
}

fn prose(text: &str) -> String {
    wrapped(text, PROSE - 2).iter().map(|line| format!("  {line}\n")).collect()
}

fn example(example: Example) -> String {
    let files = match example {
        Example::Words(words) => return prose(words),
        Example::Files(files) => files,
    };
    let shown = files.iter().map(|(path, text)| {
        let lines = text.trim_end().lines();
        let lines: String = lines.map(|line| format!("    {line}").trim_end().to_owned() + "\n").collect();
        format!("  {path}\n\n{lines}")
    });
    shown.collect::<Vec<_>>().join("\n")
}
