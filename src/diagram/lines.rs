//! Lines that Mermaid would not take though the library does: it draws `A->>B hello` as a message to someone of the name
//! `B hello`. Sequence diagrams and flowcharts, the two kinds most in use.

use super::{Fault, guard};

/// The lines of a diagram that Mermaid does not know, in their order; none where the kind is not looked at.
pub fn doubts(source: &str) -> Vec<Fault> {
    let Ok(prepared) = guard::prepare(source) else { return Vec::new() };
    let mut lines = prepared
        .source
        .lines()
        .enumerate()
        .map(|(at, line)| (at, without_comment(line).trim()))
        .filter(|(_, line)| !line.is_empty());
    let mut found = match lines.next() {
        Some((_, "sequenceDiagram")) => sequence(lines),
        Some((_, head)) => match head.split([' ', ';']).next() {
            Some("graph" | "flowchart" | "flowchart-elk") => {
                let first = head.split_once(';').map_or("", |(_, rest)| rest);
                flowchart(std::iter::once((0, first)).chain(lines))
            }
            _ => Vec::new(),
        },
        None => Vec::new(),
    };
    found.sort_by_key(|fault| fault.line);
    found
}

/// A line up to its comment.
fn without_comment(line: &str) -> &str {
    let mut quoted = false;
    for (at, c) in line.char_indices() {
        quoted ^= c == '"';
        if !quoted && line.get(at..).is_some_and(|rest| rest.starts_with("%%")) {
            return line.get(..at).unwrap_or("");
        }
    }
    line
}

/// Frames of a sequence diagram, and what divides them.
const FRAMES: [(&str, &str); 9] = [
    ("alt", "else"),
    ("box", ""),
    ("break", ""),
    ("critical", "option"),
    ("loop", ""),
    ("opt", ""),
    ("par", "and"),
    ("par_over", "and"),
    ("rect", ""),
];

/// Words that other lines of a sequence diagram begin with.
const STATEMENTS: [&str; 16] = [
    "accdescr",
    "acctitle",
    "activate",
    "actor",
    "autonumber",
    "create",
    "deactivate",
    "destroy",
    "details",
    "link",
    "links",
    "note",
    "participant",
    "properties",
    "sequencediagram",
    "title",
];

/// Arrows of messages; of two that begin at one place the longer counts.
const ARROWS: [&str; 26] = [
    "<<-->>", "<<->>", "-->>", "--|\\", "--|/", "--\\\\", "--//", "\\|--", "/|--", "\\\\--", "//--", "-->", "--x",
    "--)", "->>", "-|\\", "-|/", "-\\\\", "-//", "\\|-", "/|-", "\\\\-", "//-", "->", "-x", "-)",
];

fn sequence<'a>(lines: impl Iterator<Item = (usize, &'a str)>) -> Vec<Fault> {
    let mut found = Vec::new();
    let mut open: Vec<(&str, usize)> = Vec::new();
    for (at, line) in lines {
        let line = line.trim_end_matches(';').trim_end();
        // Statements side by side, and characters by number: what such a line opens or ends is not known.
        if line.contains(';') {
            return Vec::new();
        }
        let word = line.split(|c: char| c.is_whitespace() || matches!(c, ':' | '#' | ';')).next().unwrap_or("");
        if let Some((frame, _)) = FRAMES.iter().find(|(frame, _)| *frame == word) {
            open.push((frame, at));
        } else if word == "end" {
            if open.pop().is_none() {
                found.push(Fault::new(Some(at), "`end` ends nothing"));
            }
        } else if let Some((frame, _)) = FRAMES.iter().find(|(_, divider)| !word.is_empty() && *divider == word) {
            let divides = open.last().is_some_and(|(inner, _)| FRAMES.contains(&(inner, word)));
            if !divides {
                found.push(Fault::new(Some(at), format!("`{word}` stands outside of `{frame}`")));
            }
        } else if !word.is_empty() && !STATEMENTS.contains(&word.to_ascii_lowercase().as_str()) {
            found.extend(message(line).map(|message| Fault::new(Some(at), message)));
        }
    }
    found.extend(open.into_iter().map(|(frame, at)| Fault::new(Some(at), format!("`{frame}` has no `end`"))));
    found
}

/// What is wrong with a message.
fn message(line: &str) -> Option<&'static str> {
    let (ends, text) = line.split_once(':').map_or((line, None), |(ends, text)| (ends, Some(text)));
    let arrow = ARROWS.iter().filter_map(|arrow| Some((ends.find(arrow)?, arrow.len())));
    let Some((at, length)) = arrow.min_by_key(|(at, length)| (*at, std::cmp::Reverse(*length))) else {
        return Some("the line has no arrow that is known");
    };
    let from = ends.get(..at).unwrap_or("");
    let to = ends.get(at + length..).unwrap_or("");
    if from.contains(['<', '>']) || to.contains(['<', '>']) {
        return Some("the arrow is not known");
    }
    text.is_none().then_some("the message has no colon before its text")
}

/// Words that lines of a flowchart begin with which have no edges.
const DIRECTIVES: [&str; 9] =
    ["accDescr", "accTitle", "class", "classDef", "click", "direction", "href", "linkStyle", "style"];

fn flowchart<'a>(lines: impl Iterator<Item = (usize, &'a str)>) -> Vec<Fault> {
    let mut found = Vec::new();
    let mut open = Vec::new();
    for (at, line) in lines {
        for statement in bare(line).split(';').map(str::trim) {
            let word = statement.split(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
            if statement == "subgraph" || statement.starts_with("subgraph ") || statement.starts_with("subgraph\t") {
                open.push(at);
            } else if statement == "end" {
                if open.pop().is_none() {
                    found.push(Fault::new(Some(at), "`end` ends nothing"));
                }
            } else if !DIRECTIVES.contains(&word)
                && let Some(arrow) = short_arrow(statement)
            {
                found.push(Fault::new(Some(at), arrow));
            }
        }
    }
    found.extend(open.into_iter().map(|at| Fault::new(Some(at), "`subgraph` has no `end`")));
    found
}

/// A line of a flowchart without what stands in quotes, in shapes and on edges between bars.
fn bare(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    let (mut depth, mut quoted, mut barred, mut last) = (0_usize, false, false, ' ');
    for c in line.chars() {
        match c {
            '"' => quoted = !quoted,
            _ if quoted => {}
            '|' if depth == 0 => barred = !barred,
            _ if barred => {}
            // The flag: `a>text]`.
            '>' if depth == 0 && last.is_alphanumeric() && !out.trim_end().ends_with(['-', '=', '.']) => depth += 1,
            '[' | '(' | '{' => depth += 1,
            ']' | ')' | '}' => depth = depth.saturating_sub(1),
            _ if depth > 0 => {}
            c => out.push(c),
        }
        last = c;
    }
    out
}

/// `->` and `=>`, where they are the first line of an edge: behind a longer one they may be in its text.
fn short_arrow(statement: &str) -> Option<&'static str> {
    let first = ["--", "==", "-.", "~~~", "->", "=>"]
        .iter()
        .filter_map(|sign| Some((statement.find(sign)?, *sign)))
        .min_by_key(|(at, _)| *at)?;
    match first.1 {
        "->" => Some("`->` is no arrow of a flowchart, `-->` is"),
        "=>" => Some("`=>` is no arrow of a flowchart, `==>` is"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(source: &str) -> Vec<(usize, String)> {
        assert!(super::super::draw(source).is_ok(), "{source}");
        doubts(source).into_iter().map(|fault| (fault.line.unwrap(), fault.message)).collect()
    }

    #[test]
    fn statements_side_by_side_are_not_judged() {
        assert_eq!(found("sequenceDiagram\n  A->>B: hi\n  loop Every minute; A->>B: x; end"), []);
        assert_eq!(found("sequenceDiagram\n  A->>B: I #9829; you"), []);
    }

    #[test]
    fn lines_that_mermaid_does_not_know_are_found() {
        for (source, expected) in [
            ("sequenceDiagram\n  A->>B: hi\n  A->>B hello", (2, "colon")),
            ("sequenceDiagram\n  S->>>>B: Text", (1, "arrow is not known")),
            ("sequenceDiagram\n  loop x\n  A->>B: hi", (1, "`loop` has no `end`")),
            ("sequenceDiagram\n  A->>B: hi\n  end", (2, "ends nothing")),
            ("sequenceDiagram\n  loop x\n  A->>B: hi\n  else y\n  end", (3, "outside of `alt`")),
            ("%% note\ngraph TD\n  subgraph one\n  A --> B", (2, "`subgraph` has no `end`")),
            ("graph TD\n  A --> B\n  end", (2, "ends nothing")),
            ("graph TD; end\n  A --> B", (0, "ends nothing")),
            ("graph TD\n  A --> B\n  A[x --> y] -> B", (2, "`->` is no arrow")),
            ("flowchart TD\n  A => B", (1, "`=>` is no arrow")),
        ] {
            let found = found(source);
            assert_eq!(found.len(), 1, "{source}: {found:?}");
            assert!(found.iter().all(|(line, words)| *line == expected.0 && words.contains(expected.1)), "{found:?}");
        }
    }

    #[test]
    fn lines_that_mermaid_knows_are_not() {
        for source in [
            "sequenceDiagram\n  autonumber 10 5\n  title: T\n  accTitle: x\n  participant A as Ana -> x\n  actor B\n  A->>+B: a->b: c\n  B-->>-A: d;\n  A-xB: e\n  A-)B: f\n  A<<->>B: g\n  A-\\\\B: h\n  A--|/B: i\n  A->>B:\n  activate A\n  deactivate A\n  Note right of A: n\n  note over A,B: m\n  links A: {\"a\": \"b\"}\n  link A: x @ y\n  my-own->>B: own\n",
            "sequenceDiagram\n  box Aqua Group\n  participant A\n  end\n  alt a\n  A->>B: x\n  else b -> c\n  rect rgb(0,0,0)\n  A->>B: y\n  end\n  else\n  A->>B: z\n  end\n  par x\n  A->>B: x\n  and y\n  A->>B: y\n  end\n  critical x\n  A->>B: x\n  option y\n  A->>B: y\n  end\n  opt x\n  break y\n  end\n  end %% note\n  create participant C\n  A->>C: hi\n  destroy C\n  C-xA: end\n",
            "graph TD;\n  A-->B;\n  A[\"a -> b\"] -- x -> y --> B{c -> d}\n  B -->|a -> b| C\n  C -.-> D\n  D ==> E\n  E <--> F\n  F o--o G\n  G ~~~ H\n  H --- end1\n  x>a -> b]\n  subgraph one [Title -> x]\n    direction LR\n    subgraph \"two; end\"\n      a1 & b1 --> c1\n    end;\n  end\n  style A fill:#f00\n  click A \"x -> y\"\n  A -. t .-> B\n  A e1@--> B\n  A@{ shape: rect, label: \"->\" }\n",
            "flowchart LR; subgraph x; a-->b; end; b-->c",
            "pie\n  \"end\" : 1",
        ] {
            assert_eq!(found(source), [], "{source}");
        }
    }
}
