//! YAML front matter: where it ends, strict YAML first, then line by line. Rule 1.1 of the reading rules.

mod lenient;
mod mistakes;
mod strict;

use crate::base::Span;

use super::Problem;

/// The front matter of a text.
#[derive(Clone, Debug, Default)]
pub struct FrontMatter {
    /// From the first `---` to behind the closing line.
    pub span: Span,
    /// The text between.
    pub inner: Span,
    /// Its entries in the order of the file, nested mappings flattened with their path.
    pub entries: Vec<YamlEntry>,
    /// Whether strict YAML refused it and it was read line by line.
    pub lenient: bool,
}

/// One key of the front matter.
#[derive(Clone, Debug)]
pub struct YamlEntry {
    /// The path of keys: one for the top level, two for a mapping in it.
    pub path: Vec<String>,
    /// The value.
    pub value: YamlValue,
    /// Key and value.
    pub span: Span,
    /// The value.
    pub value_span: Span,
}

/// A value of the front matter.
#[derive(Clone, Debug, PartialEq)]
pub enum YamlValue {
    /// A scalar as written, quotes worked in; empty for null.
    Text(String),
    /// A list of scalars, each with its bytes.
    List(Vec<(String, Span)>),
    /// A list that holds mappings or lists: only its length is kept.
    Complex(usize),
    /// A mapping: its keys are entries of their own.
    Mapping,
}

/// Front matter over this size is read line by line only, in bytes: nobody writes so much, and strict YAML is slow.
const STRICT_LIMIT: usize = 64 * 1024;

/// Front matter and what was found on the way.
#[derive(Debug, Default)]
pub struct Split {
    /// The front matter, where there is one.
    pub matter: Option<FrontMatter>,
    /// Where the Markdown begins.
    pub body_start: usize,
    /// What is wrong with the front matter.
    pub problems: Vec<Problem>,
    /// Merge conflicts in it.
    pub conflicts: Vec<Span>,
}

/// Where the Markdown begins, found without reading what stands before it.
pub fn behind(text: &str) -> usize {
    let Some((inner, end)) = block(text, 0) else { return 0 };
    second_block(text, inner.end as usize, end).map_or(end, |(_, end)| end)
}

/// Finds and reads the front matter, with what is wrong in it.
pub fn read(text: &str) -> Split {
    let Some((inner, end)) = block(text, 0) else {
        return Split { problems: mistakes::never_closed(text).into_iter().collect(), ..Split::default() };
    };
    let mut found = Split { body_start: end, ..Split::default() };
    let mut matter = FrontMatter { span: Span::new(0, end), inner, ..FrontMatter::default() };
    read_block(text, inner, &mut matter, &mut found);
    // A second block directly behind adds the keys that are missing.
    if let Some((inner, end)) = second_block(text, inner.end as usize, end) {
        let mut second = FrontMatter::default();
        read_block(text, inner, &mut second, &mut found);
        let missing = |entry: &YamlEntry| !matter.entries.iter().any(|known| known.path.first() == entry.path.first());
        let added: Vec<YamlEntry> = second.entries.into_iter().filter(missing).collect();
        matter.entries.extend(added);
        matter.lenient |= second.lenient;
        matter.span.end = Span::new(0, end).end;
        found.body_start = end;
    }
    found.matter = Some(matter);
    found
}

/// Reads the entries of one block.
fn read_block(text: &str, inner: Span, matter: &mut FrontMatter, found: &mut Split) {
    let source = inner.of(text);
    let first_side;
    let conflicts = conflicts(source, inner.start as usize);
    let source = if conflicts.is_empty() {
        source
    } else {
        first_side = without_second_sides(source);
        &first_side
    };
    found.conflicts.extend(conflicts);
    let strict = if source.len() > STRICT_LIMIT { Err(None) } else { strict::read(source, inner.start as usize) };
    match strict {
        Ok(entries) => matter.entries = entries,
        Err(error) => {
            matter.lenient = true;
            matter.entries = lenient::read(source, inner.start as usize);
            if let Some(error) = error {
                found.problems.push(mistakes::explain(source, inner.start as usize, error));
            }
        }
    }
}

/// The block of front matter that begins at `start`: the text between its lines and where it ends.
fn block(text: &str, start: usize) -> Option<(Span, usize)> {
    let rest = text.get(start..)?;
    let first = rest.lines().next()?;
    if first.trim_end() != "---" {
        return None;
    }
    let begin = start + rest.find('\n')? + 1;
    let (end, behind) = closing(text, begin)?;
    let inner = Span::new(begin, end);
    is_mapping(inner.of(text)).then_some((inner, behind))
}

/// The closing line at or behind `from`: where it begins and where it ends.
fn closing(text: &str, from: usize) -> Option<(usize, usize)> {
    let mut at = from;
    for line in text.get(from..)?.split_inclusive('\n') {
        if matches!(line.trim_end(), "---" | "...") {
            return Some((at, at + line.len()));
        }
        at += line.len();
    }
    None
}

/// Whether the text between the lines is keys and no Markdown: a leading rule with headings behind it is not front
/// matter.
fn is_mapping(inner: &str) -> bool {
    let mut lines = inner.lines().map(str::trim_end).peekable();
    let mut keys = 0;
    let mut first = true;
    while let Some(line) = lines.next() {
        let blank_next = lines.peek().is_none_or(|next| next.is_empty());
        if line.is_empty() {
            continue;
        }
        if line.starts_with('#') {
            // `# comment` may stand among keys; a line of its own with nothing below it is a heading.
            let hashes = line.len() - line.trim_start_matches('#').len();
            if blank_next && line.get(hashes..).is_some_and(|rest| rest.starts_with(' ')) && (first || hashes > 1) {
                return false;
            }
            continue;
        }
        if !line.starts_with([' ', '\t', '-', '<', '=', '>', '|']) {
            let is_key = lenient::key_of(line).is_some();
            if first && !is_key && !line.starts_with(['{', '"', '\'']) {
                return false;
            }
            keys += usize::from(is_key);
        } else if first && line.starts_with(['-', '|', '>']) {
            return false;
        }
        if !line.starts_with(['<', '=', '>']) {
            first = false;
        }
    }
    keys > 0
}

/// A second block right behind the first, either between its own lines or closed by a third line only.
fn second_block(text: &str, closing_line: usize, behind: usize) -> Option<(Span, usize)> {
    let rest = text.get(behind..)?;
    let gap = rest.len() - rest.trim_start_matches(['\n', '\r', ' ']).len();
    let own = rest.get(gap..).filter(|rest| rest.starts_with("---")).and_then(|_| block(text, behind + gap));
    if let Some((inner, end)) = own {
        return all_keys(inner.of(text)).then_some((inner, end));
    }
    if text.get(closing_line..).is_some_and(|line| line.starts_with("...")) {
        return None;
    }
    let (end, after) = closing(text, behind)?;
    let inner = Span::new(behind, end);
    let short = inner.of(text).len() < 4000;
    (short && all_keys(inner.of(text))).then_some((inner, after))
}

/// Whether every line is a key, an item of a list or indented below one.
fn all_keys(inner: &str) -> bool {
    let mut lines = inner.lines().filter(|line| !line.trim().is_empty()).peekable();
    lines.peek().is_some()
        && lines.enumerate().all(|(at, line)| {
            lenient::key_of(line).is_some() || (at > 0 && (line.starts_with([' ', '\t']) || line.starts_with("- ")))
        })
}

/// Where conflict markers enclose two sides, from the first marker to behind the last.
pub(super) fn conflicts(source: &str, base: usize) -> Vec<Span> {
    let mut found = Vec::new();
    if !source.contains("<<<<<<<") {
        return found;
    }
    let mut open: Option<(usize, bool)> = None;
    let mut at = base;
    for line in source.split_inclusive('\n') {
        if line.starts_with("<<<<<<<") {
            open = Some((at, false));
        } else if line.starts_with("=======") {
            open = open.map(|(start, _)| (start, true));
        } else if line.starts_with(">>>>>>>")
            && let Some((start, true)) = open.take()
        {
            found.push(Span::new(start, at + line.len()));
        }
        at += line.len();
    }
    found
}

/// The source with markers and second sides blanked out, byte for byte, so that places stay right.
fn without_second_sides(source: &str) -> String {
    let mut out = String::with_capacity(source.len());
    let mut hidden = false;
    for line in source.split_inclusive('\n') {
        let start = line.starts_with("<<<<<<<");
        let turn = line.starts_with("=======") || line.starts_with("|||||||");
        let end = line.starts_with(">>>>>>>");
        hidden |= turn;
        if start || hidden || end {
            out.extend(line.bytes().map(|byte| if byte == b'\n' { '\n' } else { ' ' }));
        } else {
            out.push_str(line);
        }
        hidden &= !end;
    }
    out
}

#[cfg(test)]
mod tests;
